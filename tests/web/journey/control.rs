//! Controls: the checks themselves must catch what they are there for.
//!
//! A proxy that saw nothing and a console that held nothing prove nothing, unless
//! both are shown a page that leaks and errs.

use std::fs;

use anyhow::{Result, ensure};

use super::Trial;

/// Ways in which a page can tell another machine something. Each names a host of
/// its own, so that the proxy's log says which were caught.
const LEAKS: &[(&str, &str)] = &[
    ("image", "<img src='http://image.leak.test/' alt=''>"),
    (
        "style",
        "<link rel=stylesheet href='http://style.leak.test/'>",
    ),
    (
        "import",
        "<style>@import 'http://import.leak.test/';</style>",
    ),
    (
        "background",
        "<div style='background: url(http://background.leak.test/)'>x</div>",
    ),
    ("script", "<script src='http://script.leak.test/'></script>"),
    (
        "module",
        "<script type=module src='http://module.leak.test/'></script>",
    ),
    ("frame", "<iframe src='http://frame.leak.test/'></iframe>"),
    (
        "object",
        "<object data='http://object.leak.test/'></object>",
    ),
    (
        "video",
        "<video src='http://video.leak.test/' preload=auto></video>",
    ),
    (
        "poster",
        "<video poster='http://poster.leak.test/'></video>",
    ),
    (
        "preload",
        "<link rel=preload as=image href='http://preload.leak.test/'>",
    ),
    (
        "fetch",
        "<script>fetch('http://fetch.leak.test/', {mode: 'no-cors'}).catch(() => 0)</script>",
    ),
    (
        "request",
        "<script>{const x = new XMLHttpRequest; x.open('GET', 'http://request.leak.test/'); x.send()}</script>",
    ),
    (
        "beacon",
        "<script>navigator.sendBeacon('http://beacon.leak.test/', 'x')</script>",
    ),
    (
        "socket",
        "<script>new WebSocket('ws://socket.leak.test/')</script>",
    ),
    (
        "events",
        "<script>new EventSource('http://events.leak.test/')</script>",
    ),
    (
        "worker",
        "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('http://worker.leak.test/').catch(() => 0)\"])))</script>",
    ),
    (
        "form",
        "<iframe name=f></iframe><form target=f action='https://form.leak.test/'></form><script>document.forms[0].submit()</script>",
    ),
    ("secure", "<img src='https://secure.leak.test/' alt=''>"),
    (
        "font",
        "<style>@font-face {font-family: far; src: url(http://font.leak.test/)} p {font-family: far}</style><p>x</p>",
    ),
];

/// A page with twenty leaks: every one is seen.
pub(super) fn the_proxy_sees_leaks(trial: &mut Trial<'_>) -> Result<()> {
    let body: String = LEAKS.iter().map(|leak| leak.1).collect();
    let page = format!("<!doctype html><meta charset=utf-8><title>Leaks</title>{body}");
    fs::write(trial.scratch.join("index.html"), page)?;
    let address = trial.serve(&trial.scratch.clone())?;
    trial.page.open(&address)?;
    let mut seen = String::new();
    let proxy = trial.proxy;
    trial.page.wait("every leak to be seen", |_| {
        seen.push_str(&proxy.take().join(" "));
        let is_missing = |name: &&str| !seen.contains(&format!("{name}.leak.test"));
        let names = LEAKS.iter().map(|leak| leak.0);
        let missing: Vec<&str> = names.filter(is_missing).collect();
        Ok(match missing[..] {
            [] => Ok(()),
            _ => Err(format!("{missing:?} are not, of {}", LEAKS.len())),
        })
    })?;
    trial.page.clear()?;
    trial.page.console_errors()?;
    trial.proxy.take();
    Ok(())
}

/// What a page may do wrong, each with words that the console must hold.
const ERRORS: &[(&str, &str)] = &[
    ("said aloud", "<script>console.error('said aloud')</script>"),
    (
        "thrown",
        "<script>setTimeout(() => { throw new Error('thrown') })</script>",
    ),
    (
        "refused",
        "<script>Promise.reject(new Error('refused'))</script>",
    ),
    ("absent", "<script src='absent.js'></script>"),
    ("img-src", "<img src='absent.png' alt=''>"),
    ("eval", "<script>setTimeout(() => eval('1'))</script>"),
];

/// A page with an error of every kind: every one is in the console.
pub(super) fn the_console_is_heard(trial: &mut Trial<'_>) -> Result<()> {
    let policy = "script-src 'self' 'unsafe-inline'; img-src 'none'; connect-src 'self'";
    let body: String = ERRORS.iter().map(|error| error.1).collect();
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>Errors</title>\
         <meta http-equiv=content-security-policy content=\"{policy}\">\
         <script src='first.js'></script>{body}"
    );
    fs::write(trial.scratch.join("index.html"), page)?;
    fs::write(trial.scratch.join("first.js"), "'use strict';")?;
    let address = trial.serve(&trial.scratch.clone())?;
    trial.page.open(&address)?;
    let mut seen = Vec::new();
    trial
        .page
        .wait("every error to be in the console", |page| {
            seen.append(&mut page.console_errors()?);
            let is_missing = |error: &&(&str, &str)| {
                !seen
                    .iter()
                    .any(|line| line.to_lowercase().contains(error.0))
            };
            let missing: Vec<&str> = ERRORS.iter().filter(is_missing).map(|e| e.0).collect();
            Ok(match missing[..] {
                [] => Ok(()),
                _ => Err(format!("{missing:?} are not among {seen:#?}")),
            })
        })?;
    ensure!(
        trial.check_quiet().is_ok(),
        "what was heard once is heard again"
    );
    Ok(())
}
