//! Everyone can use it: axe-core in every view, and Lighthouse where asked for.
//!
//! axe-core is run by the driver, not by the page, whose policy would not let it.

use std::{
    fs,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{LeftOut, Trial};
use crate::{
    driver::{Kind, Scheme, Setup},
    page::Page,
};

/// Desktop and phone, in CSS pixels.
const SIZES: [(&str, u32, u32); 2] = [("desktop", 1440, 900), ("phone", 390, 780)];

/// Rules that look at the whole of a page for the habits of documents.
const NOT_ASKED: [&str; 0] = [];

/// No rule of axe-core is broken in light colours.
pub(super) fn no_rule_is_broken_in_light(trial: &mut Trial<'_>) -> Result<()> {
    let axe = axe(trial)?;
    let address = trial.open("")?;
    check_views(trial.page, &axe, &address)
}

/// No rule of axe-core is broken in dark colours.
pub(super) fn no_rule_is_broken_in_dark(trial: &mut Trial<'_>) -> Result<()> {
    let axe = axe(trial)?;
    let address = trial.open("")?;
    if trial.page.backend().set_scheme(Scheme::Dark)? {
        let checked =
            check_is_dark(trial.page).and_then(|()| check_views(trial.page, &axe, &address));
        trial.page.backend().set_scheme(Scheme::Light)?;
        return checked;
    }
    // This browser takes its colours from the desktop when it starts.
    let setup = Setup {
        profile: trial.scratch.clone(),
        proxy: trial.proxy.port,
        scheme: Scheme::Dark,
    };
    let mut page = Page::new(trial.page.kind().start(&setup)?);
    page.open(&address)?;
    page.wait_ready()?;
    check_is_dark(&mut page)?;
    check_views(&mut page, &axe, &address)
}

fn axe(trial: &Trial<'_>) -> Result<String> {
    let Some(path) = &trial.plan.axe else {
        bail!(LeftOut(
            "axe-core is not there (it comes from npm)".to_owned()
        ));
    };
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn check_is_dark(page: &mut Page) -> Result<()> {
    let dark = page.wait_script(
        "dark colours",
        "const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g)
             ?? getComputedStyle(document.documentElement).backgroundColor.match(/[\\d.]+/g);
         return matchMedia('(prefers-color-scheme: dark)').matches && Math.max(r, g, b) < 100;",
        json!([]),
    )?;
    ensure!(dark == Value::Bool(true), "the colours are not dark");
    Ok(())
}

/// Every view that a person comes to, at both sizes.
fn check_views(page: &mut Page, axe: &str, address: &str) -> Result<()> {
    for (size, width, height) in SIZES {
        page.backend().set_viewport(width, height, 1.0)?;
        let check = |page: &mut Page, view: &str| check_view(page, axe, &format!("{view}, {size}"));
        visit(page, address, "")?;
        check(page, "the sample")?;
        visit(
            page,
            address,
            "#theme=multilateral&not.theme=exercises&find=yen&sort=newest",
        )?;
        check(page, "a selection")?;
        for tab in ["articles", "filters", "reader"] {
            let button = format!("[data-tab={tab}]");
            if page.count(&button)? > 0 {
                page.tap(&button)?;
                check(page, tab)?;
            }
        }
        page.click("#article mark[data-hit]")?;
        page.wait_for("#why")?;
        check(page, "the card")?;
        page.press("Escape")?;
        page.wait_gone("#why")?;
        page.press("l")?;
        check(page, "letter tags")?;
        page.press("l")?;
        for (button, dialog) in [
            ("#open-help", "dialog#help"),
            ("#open-codebook", "dialog#codebook"),
            ("#open-about", "dialog#about"),
            ("#open-articles", "dialog#open"),
        ] {
            page.click(button)?;
            page.wait_for(dialog)?;
            check(page, dialog)?;
            page.press("Escape")?;
            page.wait_gone(dialog)?;
        }
        for view in [
            "figures",
            "offices",
            "concordance",
            "timeline",
            "network",
            "themes",
            "actors",
        ] {
            visit(
                page,
                address,
                &format!("#find=japan&dock={view}&on=claim&on=quote"),
            )?;
            if page.count("[data-tab=facts]")? > 0 {
                page.tap("[data-tab=facts]")?;
            }
            page.wait_for("#dock .scroller :is(.fact, .line, .moment, .edge, .matrix)")?;
            check(page, view)?;
        }
        visit(page, address, "#find=zzyzx")?;
        page.wait_rows(&[])?;
        check(page, "nothing found")?;
    }
    Ok(())
}

fn visit(page: &mut Page, address: &str, fragment: &str) -> Result<()> {
    page.open("about:blank")?;
    page.open(&format!("{address}{fragment}"))?;
    page.wait_answered()
}

fn check_view(page: &mut Page, axe: &str, view: &str) -> Result<()> {
    // Colours that are still changing would be judged half way.
    page.wait_script(
        "the page to be at rest",
        "return document.getAnimations().every(a => a.playState !== 'running');",
        json!([]),
    )?;
    let script = format!(
        "{axe};
         const done = arguments[arguments.length - 1], off = arguments[0];
         const rules = Object.fromEntries(off.map(rule => [rule, {{enabled: false}}]));
         axe.run(document, {{rules, resultTypes: ['violations']}}).then(
             found => done({{
                 n: found.passes.length,
                 violations: found.violations.map(v =>
                     `${{v.id}} (${{v.help}}): ` + v.nodes.slice(0, 3).map(n =>
                         `${{n.html.slice(0, 160)}} ${{n.any[0]?.message ?? ''}}`).join(' | ')),
             }}),
             error => done({{violations: [String(error)]}}));"
    );
    let found = page.script_async(&script, json!([NOT_ASKED]))?;
    let violations: Vec<String> = serde_json::from_value(found["violations"].clone())?;
    ensure!(violations.is_empty(), "{view}: {}", violations.join("\n"));
    ensure!(
        found["n"].as_u64() > Some(10),
        "{view}: axe-core looked at nothing: {found}"
    );
    Ok(())
}

/// A page with three faults: axe-core names them.
pub(super) fn axe_finds_faults(trial: &mut Trial<'_>) -> Result<()> {
    let axe = axe(trial)?;
    let page = "<!doctype html><title>Faults</title><img src='data:,'><p style='color:#999;background:#aaa'>faint<input>";
    fs::write(trial.scratch.join("index.html"), page)?;
    let address = trial.serve(&trial.scratch.clone())?;
    trial.page.open(&address)?;
    let found = match check_view(trial.page, &axe, "control") {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    for rule in ["image-alt", "color-contrast", "label", "html-has-lang"] {
        ensure!(found.contains(rule), "{rule} is not among: {found}");
    }
    trial.page.console_errors()?;
    Ok(())
}

/// Lighthouse gives full marks.
pub(super) fn lighthouse_gives_full_marks(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("")?;
    trial.opened = false; // Lighthouse looks for a robots.txt, too.
    let Some(folder) = &trial.plan.lighthouse else {
        bail!(LeftOut(
            "Lighthouse is not there (it comes from npm)".to_owned()
        ));
    };
    ensure!(
        trial.page.kind() == Kind::Chromium,
        "Lighthouse drives Chromium"
    );
    let report = trial.scratch.join("report.json");
    let flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
                 --disable-background-networking --disable-component-update --disable-sync";
    let status = Command::new("node")
        .arg(folder.join("cli/index.js"))
        .arg(&address)
        .args(["--quiet", "--output=json", "--preset=desktop"])
        .arg("--only-categories=accessibility,best-practices,seo")
        .arg(format!("--output-path={}", report.display()))
        .arg(format!("--chrome-flags={flags}"))
        .env("CHROME_PATH", "/usr/bin/chromium")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("node does not start")?;
    ensure!(status.success(), "Lighthouse ended with {status}");
    let report: Value = serde_json::from_str(&fs::read_to_string(&report)?)?;
    for category in ["accessibility", "best-practices", "seo"] {
        let found = &report["categories"][category];
        let score = found["score"].as_f64().context("no score")? * 100.0;
        trial.notes.push(format!("{category}: {score:.0}"));
        let audits = found["auditRefs"].as_array().into_iter().flatten();
        let failed: Vec<String> = audits
            .filter_map(|audit| audit["id"].as_str())
            .filter(|id| {
                report["audits"][id]["score"]
                    .as_f64()
                    .is_some_and(|score| score < 1.0)
            })
            .map(|id| format!("{id}: {}", report["audits"][id]["title"]))
            .collect();
        ensure!(
            score >= 100.0,
            "{category} {score:.0}: {}",
            failed.join("; ")
        );
    }
    Ok(())
}
