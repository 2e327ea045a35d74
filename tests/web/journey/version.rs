//! Versions: a page never gets files of another one, whatever is deployed when.
//!
//! The second version is the page built anew with faults planted in it, so that
//! its module is another; what a person reads is the same.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::{LeftOut, THEME, Trial};
use crate::{driver::Kind, page::Page, screen};

/// The names of the files of a version that bear the hash of what they hold.
fn hashed_names(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !matches!(name.as_str(), "index.html" | "sw.js" | "chancery.html") {
            names.insert(name);
        }
    }
    Ok(names)
}

/// Which version the page in the window is made of; fails if of two.
fn version(page: &mut Page, versions: &[BTreeSet<String>; 2]) -> Result<usize> {
    let used = page.script(
        "const named = [...document.querySelectorAll('[src], link[href], [data-module]')]
             .flatMap(e => [e.getAttribute('src'), e.getAttribute('href'), e.dataset.module]);
         const loaded = performance.getEntriesByType('resource').map(entry => entry.name);
         return named.concat(loaded).filter(Boolean).map(name => name.split(/[?#]/)[0].split('/').pop());",
        json!([]),
    )?;
    let used: Vec<String> = serde_json::from_value(used)?;
    // A file that is the same in both versions says nothing.
    let only =
        |n: usize, name: &String| versions[n].contains(name) && !versions[1 - n].contains(name);
    let of = [0, 1].map(|n| used.iter().filter(|name| only(n, name)).collect::<Vec<_>>());
    match (of[0].is_empty(), of[1].is_empty()) {
        (false, true) => Ok(0),
        (true, false) => Ok(1),
        (true, true) => bail!("the page uses no file of its own: {used:?}"),
        (false, false) => bail!("the page mixes {:?} with {:?}", of[0], of[1]),
    }
}

/// A new version is deployed under an open page, at several moments.
pub(super) fn updates_never_mix(trial: &mut Trial<'_>) -> Result<()> {
    let second = second(trial)?;
    let versions = [hashed_names(&trial.plan.dist)?, hashed_names(&second)?];
    ensure!(
        versions[0] != versions[1],
        "both versions have the same files"
    );

    // While the page is open: it goes on as it is, says so, and reloads into the new one.
    trial.open("")?;
    trial.wait_kept()?;
    ensure!(
        version(trial.page, &versions)? == 0,
        "the first version did not open"
    );
    trial.site()?.deploy(&second);
    ask_for_update(trial)?;
    trial.page.wait_for("#update")?;
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))?;
    ensure!(
        version(trial.page, &versions)? == 0,
        "the open page changed its version"
    );
    trial.page.click("#update button")?;
    trial.page.wait_ready()?;
    trial.page.wait("the second version", |page| {
        Ok(match version(page, &versions)? {
            1 => Ok(()),
            other => Err(format!("it is version {other}")),
        })
    })?;
    // And from then on also without the server.
    trial.site()?.kill();
    trial.page.reload()?;
    trial.page.wait_ready()?;
    ensure!(
        version(trial.page, &versions)? == 1,
        "offline the first version came back"
    );
    Ok(())
}

/// Each visit gets one version whole, whenever between two visits it is deployed,
/// even if one file of it is missing.
pub(super) fn half_a_deploy_is_no_version(trial: &mut Trial<'_>) -> Result<()> {
    let second = second(trial)?;
    let versions = [hashed_names(&trial.plan.dist)?, hashed_names(&second)?];
    let half = trial.scratch.join("half");
    fs::create_dir_all(&half)?;
    let mut left_out = None;
    for entry in fs::read_dir(&second)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .context("a file without a name")?
            .to_owned();
        let is_new = !versions[0].contains(&*name.to_string_lossy());
        let is_module = name.to_string_lossy().starts_with("chancery-");
        if is_new && is_module && path.extension().is_some_and(|ending| ending == "lzma") {
            left_out = Some(name);
        } else {
            fs::copy(&path, half.join(name))?;
        }
    }
    ensure!(
        left_out.is_some(),
        "the second version has no module of its own"
    );

    trial.open("")?;
    trial.wait_kept()?;
    trial.site()?.deploy(&half);
    trial.opened = false; // Files will be missing.
    // The update fails, as a file of it is not there, and leaves nothing behind.
    ask_for_update(trial)?;
    trial.page.wait_script_async(
        "the failed version to be gone",
        "const done = arguments[arguments.length - 1];
         (async () => {
             const registration = await navigator.serviceWorker.getRegistration();
             const names = (await caches.keys()).filter(name => !name.endsWith('notes'));
             done(!registration.installing && !registration.waiting && names.length === 1);
         })();",
    )?;
    trial.page.reload()?;
    trial.page.wait_ready()?;
    ensure!(
        version(trial.page, &versions)? == 0,
        "half a version was taken"
    );
    trial.page.console_errors()?; // The browser says that the update failed.
    trial.site()?.deploy(&second);
    ask_for_update(trial)?;
    trial.page.wait_for("#update")?;
    trial.page.reload()?;
    trial.page.wait("the second version", |page| {
        page.wait_ready()?;
        Ok(match version(page, &versions)? {
            1 => Ok(()),
            other => Err(format!("it is version {other}")),
        })
    })?;
    trial.page.console_errors()?;
    Ok(())
}

fn second(trial: &Trial<'_>) -> Result<std::path::PathBuf> {
    match &trial.plan.second {
        Some(second) => Ok(second.clone()),
        None => bail!(LeftOut("no second version was built (--second)".to_owned())),
    }
}

/// What the browser does by itself once a day, or at the next visit.
fn ask_for_update(trial: &mut Trial<'_>) -> Result<()> {
    trial.page.script_async(
        "const done = arguments[arguments.length - 1];
         navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => done(1), () => done(1));",
        json!([]),
    )?;
    Ok(())
}

/// A worker that panics is replaced, with all that it held.
pub(super) fn a_dead_worker_comes_back(trial: &mut Trial<'_>) -> Result<()> {
    let folder = second(trial)?;
    let address = trial.serve(&folder)?;
    trial.page.open(&address)?;
    trial.page.wait_ready()?;
    trial.page.press("/")?;
    trial.page.type_words("planted panic")?;
    trial.page.wait_for(("#notice, .failed", "planted panic"))?;
    trial.page.wait_for("#notice")?;
    // A second one, to see that it was not luck.
    trial.page.press("Control+a")?;
    trial.page.type_words("yen")?;
    let holding = ["yen"];
    let articles: Vec<usize> = (0..5)
        .filter(|&n: &usize| {
            let text = trial.expected.articles[n].text.to_lowercase();
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| holding.contains(&word))
        })
        .collect();
    trial.page.wait_rows(&articles)?;
    trial.page.press("Control+a")?;
    trial.page.press("Backspace")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.press("Escape")?;
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))?;
    if trial.page.kind() == Kind::Firefox {
        trial.page.console_errors()?; // It tells of the trap itself.
    }
    Ok(())
}
