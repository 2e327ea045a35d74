//! `cargo xtask test`: every test there is, natively and in real browsers.
//!
//! Here lives the order of things and the sum at the end. What must be installed
//! for the browsers is told in [`tools`]; what is tried in them lives in
//! `tests/web`.

mod tools;

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{args::Args, bundle, dist, module::Speed, workspace};
use tools::{Browser, Found};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  test [WORD…]  Runs every test, natively and in Chromium, Firefox and WebKitGTK.
                On Debian it installs what is missing for the browsers.
                WORD: only tests whose name holds one of the words.
    --native          only those that need no browser
    --browser NAME    only in this browser (chromium, firefox, webkit)
    --long            also those that take minutes (Lighthouse)";

/// What came of some tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Tally {
    n_passed: u64,
    n_failed: u64,
}

/// Runs the tests and prints `N passed, N failed` as the last line.
///
/// # Errors
/// The tests could not be built or started. When tests fail, the program ends
/// here with exit code 1.
pub(crate) fn run(mut args: Args) -> Result<()> {
    let native_only = args.flag("--native");
    let long = args.flag("--long");
    let browser = args.option::<Browser>("--browser")?;
    let words = args.words();
    args.finish()?;

    let wanted = match (native_only, browser) {
        (true, _) => Vec::new(),
        (false, Some(browser)) => vec![browser],
        (false, None) => Browser::ALL.to_vec(),
    };
    // Installing waits for the network, building for the processor.
    let install = std::thread::spawn(move || tools::ensure(&wanted, long));
    let mut tally = Tally::default();
    if browser.is_none() {
        tally = native(&words)?;
    }
    if !native_only {
        build(&dist::folder(), &[])?;
        build(&second(), &["planted-faults"])?;
    }
    let Ok(found) = install.join() else {
        bail!("looking for the browsers failed");
    };
    if !native_only {
        let found = found?;
        tally = tally.and(in_browsers(&found, &words)?);
        for left_out in &found.left_out {
            println!("left out: {left_out}");
        }
    }
    if tally == Tally::default() {
        bail!("no test has such a name");
    }
    println!("\n{tally}");
    if tally.n_failed > 0 {
        // An error would be said below the tally, which is to be the last line.
        std::process::exit(1);
    }
    Ok(())
}

/// Builds the page as users get it, or with faults planted for the trials.
fn build(folder: &Path, features: &[&str]) -> Result<()> {
    let bundle = bundle::bundle(Speed::Release, features)?;
    dist::write(folder, &dist::release(&bundle)?)
}

/// Every test of the workspace that cargo knows.
fn native(words: &[String]) -> Result<Tally> {
    let mut command = workspace::cargo();
    command.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    command.arg("--").args(words);
    let (tally, succeeded) = count(&mut command, tally_of_line)?;
    if !succeeded && tally.n_failed == 0 {
        bail!("the tests could not be built or ended early: see above");
    }
    Ok(tally)
}

/// The built page in every browser that was found.
fn in_browsers(found: &Found, words: &[String]) -> Result<Tally> {
    if found.browsers.is_empty() {
        return Ok(Tally::default());
    }
    let mut command = workspace::cargo();
    command.args(["run", "--locked", "--quiet", "--package", "chancery-tests"]);
    command.args(["--bin", "web", "--", "--dist"]);
    command.arg(dist::folder());
    command.arg("--scratch").arg(scratch());
    command.arg("--second").arg(second());
    for browser in &found.browsers {
        command.args(["--browser", browser.name()]);
    }
    for (flag, path) in [("--axe", &found.axe), ("--lighthouse", &found.lighthouse)] {
        if let Some(path) = path {
            command.arg(flag).arg(path);
        }
    }
    command.args(words);
    let mut last = None;
    let (_, succeeded) = count(&mut command, |line| {
        last = tally_of_trials(line).or(last);
        Tally::default()
    })?;
    match last {
        Some(tally) => Ok(tally),
        None if succeeded => Ok(Tally::default()),
        None => bail!("the trials in the browsers ended early: see above"),
    }
}

/// Where the trials put profiles and pictures of failures.
fn scratch() -> PathBuf {
    workspace::target_dir().join("trial")
}

/// Where the page with planted faults goes, which is also the version after ours.
fn second() -> PathBuf {
    workspace::target_dir().join("planted-faults")
}

/// Runs a command, passes on what it prints, and adds up what `read` finds in
/// its lines.
fn count(command: &mut Command, mut read: impl FnMut(&str) -> Tally) -> Result<(Tally, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let stdout = child.stdout.take().context("cargo has no output")?;
    let mut tally = Tally::default();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        tally = tally.and(read(&line));
        println!("{line}");
    }
    Ok((tally, child.wait()?.success()))
}

/// "test result: ok. 12 passed; 0 failed; 0 ignored; …".
fn tally_of_line(line: &str) -> Tally {
    let number = |word: &str| {
        let rest = line.strip_prefix("test result: ")?;
        let before = rest.split_once(word)?.0;
        before
            .rsplit([' ', ';'])
            .find(|part| !part.is_empty())?
            .parse()
            .ok()
    };
    Tally {
        n_passed: number(" passed").unwrap_or(0),
        n_failed: number(" failed").unwrap_or(0),
    }
}

/// "12 passed, 0 failed".
fn tally_of_trials(line: &str) -> Option<Tally> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Tally {
        n_passed: passed.parse().ok()?,
        n_failed: failed.parse().ok()?,
    })
}

impl Tally {
    fn and(self, other: Self) -> Self {
        Self {
            n_passed: self.n_passed + other.n_passed,
            n_failed: self.n_failed + other.n_failed,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.n_passed, self.n_failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read() {
        for (line, n_passed, n_failed) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured",
                12,
                0,
            ),
            ("test result: FAILED. 3 passed; 14 failed; 0 ignored", 3, 14),
            ("test words::é_日本 ... ok", 0, 0),
            ("", 0, 0),
        ] {
            assert_eq!(tally_of_line(line), Tally { n_passed, n_failed }, "{line}");
        }
        let all = Tally {
            n_passed: 40,
            n_failed: 2,
        };
        assert_eq!(tally_of_trials(&all.to_string()), Some(all));
        assert_eq!(tally_of_trials("5 passed, many failed"), None);
    }
}
