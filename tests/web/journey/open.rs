//! Opening: the page comes, the sample is read, and nothing has to be set up.

use std::{fs, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{THEME, Trial, Way};
use crate::driver::Kind;

/// Five articles are listed and the first is shown, word by word.
pub(super) fn shows_the_sample(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.wait_for("html[data-engine=worker]")?;
    let first = &trial.expected.articles[0].text;
    let words: String = first.split_whitespace().collect();
    let boilerplate_aside = trial.page.read_text()?;
    ensure!(
        boilerplate_aside == words,
        "the reader shows {boilerplate_aside:?}"
    );
    for row in trial.page.rows()? {
        let text = &trial.expected.articles[row.article].text;
        // Of an article that begins with its date the list shows the words after it.
        let title = row.title.trim_end_matches('…').trim_end();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        ensure!(
            !title.is_empty() && words(text).contains(title),
            "the row of article {} is called {title:?}",
            row.article
        );
    }
    Ok(())
}

/// The model of names comes beside the module, from wherever the page came.
pub(super) fn the_model_arrives(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.wait_for("html[data-model=here]")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// Where the model of names is not to be had the page still reads, by rules.
pub(super) fn reads_without_the_model(trial: &mut Trial<'_>) -> Result<()> {
    let folder = trial.scratch.clone();
    for entry in fs::read_dir(&trial.plan.dist)? {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        // The service worker would fetch the model, and find no version complete.
        let is_left = name.to_string_lossy().starts_with("names-") || name == "sw.js";
        if path.is_file() && !is_left {
            fs::copy(&path, folder.join(name))?;
        }
    }
    let address = trial.serve(&folder)?;
    trial.page.open(&address)?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.wait_for("html[data-model=absent]")?;
    trial.page.click(&crate::screen::theme(THEME))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))?;
    // The browser notes that the files are missing.
    trial.page.console_errors().map(drop)
}

/// A page that is asked to do without a worker does the work itself.
pub(super) fn works_without_a_worker(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("?worker=none")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.wait_for("html[data-engine=page]")?;
    trial.page.click(&crate::screen::theme(THEME))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))
}

/// Opened from disk, the folder's page says why it cannot run, and leads to the one that can.
pub(super) fn the_folder_on_disk_says_why_not(trial: &mut Trial<'_>) -> Result<()> {
    let address = format!("file://{}/index.html", trial.plan.dist.display());
    trial.page.open(&address)?;
    trial.page.wait_for(("h1", "needs a web server"))?;
    // Chromium says that from disk it does not take the manifest either.
    trial.page.console_errors()?;
    trial.page.click(("a", "Open chancery.html"))?;
    trial.page.wait_ready()?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// Another page that holds it in a frame shows only a link.
pub(super) fn refuses_a_frame(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let address = trial.page.address()?;
    let page = format!(
        "<!doctype html><title>Frame</title><link rel=icon href='data:,'><iframe src='{address}'></iframe>"
    );
    std::fs::write(trial.scratch.join("index.html"), page)?;
    let elsewhere = crate::site::Site::serve(&trial.scratch, "/", false)?;
    trial.page.open(&elsewhere.address())?;
    let inside = trial
        .page
        .wait("the frame to say that it does not run there", |page| {
            page.in_frame("iframe", |page| {
                let said = page.script("return document.body.innerText;", json!([]))?;
                let said = said.as_str().unwrap_or_default().to_owned();
                Ok(if said.contains("does not run inside another page") {
                    Ok(said)
                } else {
                    Err(format!("it says {said:?}"))
                })
            })
        })?;
    ensure!(!inside.contains("Jaishankar"), "the frame shows articles");
    Ok(())
}

/// How long the first article takes from the start of a first visit.
pub(super) fn is_quick(trial: &mut Trial<'_>) -> Result<()> {
    let watch = "
        const seen = new MutationObserver(() => {
            if (!document.querySelector('#article .body .paragraph')) return;
            seen.disconnect();
            requestAnimationFrame(() => setTimeout(() => { window.trialSeen = performance.now(); }));
        });
        seen.observe(document, {childList: true, subtree: true});";
    trial.page.backend().before_each_page(watch)?;
    let mut took = Vec::new();
    for _ in 0..5 {
        // A new server is a new origin: nothing is kept from the visit before.
        trial.open("")?;
        let ms =
            trial
                .page
                .wait_script("the first article", "return window.trialSeen;", json!([]))?;
        took.push(ms.as_f64().context("no time")?);
    }
    took.sort_by(f64::total_cmp);
    let median = took[2];
    let paint = trial.page.script(
        "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime;",
        json!([]),
    )?;
    trial.notes.push(format!(
        "navigation to first article's text, first visits: median {median:.0} ms of {took:.0?}; \
         first paint of the last {:.0} ms",
        paint.as_f64().unwrap_or_default()
    ));
    let limit = Duration::from_secs(3).as_millis() as f64;
    ensure!(median < limit, "the first article takes {median:.0} ms");
    Ok(())
}

/// After one visit the page opens without its server: by reload, and in a new tab.
pub(super) fn opens_offline(trial: &mut Trial<'_>) -> Result<()> {
    ensure!(
        trial.way == Way::Offline,
        "this journey is about being offline"
    );
    trial.open("")?;
    trial.page.reload()?;
    trial.page.wait_ready()?;
    let address = trial.page.address()?;
    trial.page.new_tab()?;
    trial.page.open(&address)?;
    trial.page.wait_ready()?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    if trial.page.kind() == Kind::Webkit {
        trial
            .notes
            .push("within one session, as WebKit keeps none".to_owned());
    }
    // The control: what was never asked for is not there.
    let there = trial.page.script_async(
        "const done = arguments[arguments.length - 1];
         fetch('never-asked-for.txt').then(r => done(r.status), () => done('refused'));",
        json!([]),
    )?;
    ensure!(there == "refused", "the server still answers: {there}");
    trial.page.console_errors()?; // The control's own refusal.
    // The server comes back, and nothing is amiss.
    trial.site()?.restart()?;
    trial.page.reload()?;
    trial.page.wait_ready()
}
