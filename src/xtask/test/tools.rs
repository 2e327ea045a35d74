//! The browsers and what drives them: what is here, and how the rest is had.
//!
//! On Debian and its like, as root or with sudo, what is missing is installed;
//! elsewhere it is named, and the tests run with what there is. The accessibility
//! checker comes from npm by npm itself, into the target folder.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    str::FromStr,
};

use anyhow::{Context, Result};

use crate::{npm, workspace};

/// A browser the page is tried in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each word is the browser it names")]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

/// What there is to test with.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Browsers with all they need.
    pub(crate) browsers: Vec<Browser>,
    /// The script of axe-core.
    pub(crate) axe: Option<PathBuf>,
    /// The folder in which Lighthouse is installed.
    pub(crate) lighthouse: Option<PathBuf>,
    /// What cannot be tested and what to install for it, one sentence each.
    pub(crate) left_out: Vec<String>,
}

/// A program that is needed, and the Debian package that holds it.
struct Need {
    program: &'static str,
    package: &'static str,
}

/// The accessibility checker, at the version that the trials were written for.
const AXE: &str = "axe-core@4.14.0";
/// The last Lighthouse that runs on Node 20.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

const NPM: Need = Need {
    program: "npm",
    package: "npm",
};

impl Browser {
    /// All three.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As the trials know it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    const fn needs(self) -> &'static [Need] {
        match self {
            Self::Chromium => &[
                Need {
                    program: "chromium",
                    package: "chromium",
                },
                Need {
                    program: "chromedriver",
                    package: "chromium-driver",
                },
            ],
            Self::Firefox => &[Need {
                program: "firefox-esr",
                package: "firefox-esr",
            }],
            Self::Webkit => &[
                Need {
                    program: "WebKitWebDriver",
                    package: "webkit2gtk-driver",
                },
                Need {
                    program: "Xvfb",
                    package: "xvfb",
                },
            ],
        }
    }
}

impl FromStr for Browser {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|browser| browser.name() == name)
            .ok_or(())
    }
}

/// Finds what the trials in `wanted` need, and installs what is missing where
/// that can be done. Looks for nothing when nothing is wanted.
///
/// # Errors
/// Debian's installer fails, or npm cannot bring the accessibility checker.
pub(crate) fn ensure(wanted: &[Browser], long: bool) -> Result<Found> {
    let mut found = Found::default();
    if wanted.is_empty() {
        return Ok(found);
    }
    let needs = || {
        wanted
            .iter()
            .flat_map(|browser| browser.needs())
            .chain([&NPM])
    };
    let missing: Vec<&str> = needs()
        .filter(|need| !is_here(need.program))
        .map(|need| need.package)
        .collect();
    if !missing.is_empty()
        && let Some(installer) = debian_installer()
    {
        install(installer, &missing)?;
    }
    for &browser in wanted {
        let needs = browser.needs().iter();
        let missing: Vec<&str> = needs
            .filter(|need| !is_here(need.program))
            .map(|need| need.package)
            .collect();
        if missing.is_empty() {
            found.browsers.push(browser);
        } else {
            found.left_out.push(format!(
                "{}, as there is no {} (in Debian: {})",
                browser.name(),
                browser.needs()[0].program,
                missing.join(" ")
            ));
        }
    }
    if is_here(NPM.program) {
        found.axe = Some(npm::modules(&[AXE])?.join("axe-core/axe.min.js"));
        if long {
            found.lighthouse = Some(npm::modules(&[LIGHTHOUSE])?.join("lighthouse"));
        }
    } else {
        found
            .left_out
            .push("axe-core, as there is no npm".to_owned());
    }
    Ok(found)
}

/// Whether a program lies on the path.
fn is_here(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// What to put in front of `apt-get`: nothing for root, sudo for who may; `None`
/// where there is no `apt-get` or no right to it.
fn debian_installer() -> Option<&'static [&'static str]> {
    let works = |words: &[&str]| {
        let (program, rest) = words.split_first()?;
        let mut command = Command::new(program);
        command.args(rest).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().ok()?.success().then_some(())
    };
    works(&["apt-get", "--version"])?;
    let user = workspace::output(Command::new("id").arg("-u")).ok()?;
    if user.trim() == "0" {
        return Some(&[]);
    }
    works(&["sudo", "-n", "true"])?;
    Some(&["sudo", "-n"])
}

fn install(installer: &[&str], packages: &[&str]) -> Result<()> {
    println!(
        "Installing from Debian for the browser tests: {}",
        packages.join(" ")
    );
    let apt = |words: &[&str]| {
        let line: Vec<&str> = [installer, &["apt-get", "-y", "-qq"]].concat();
        let mut command = Command::new(line[0]);
        command.args(&line[1..]).args(words);
        // Another installer may be at work, as on a machine just started.
        command.args(["-o", "DPkg::Lock::Timeout=300"]);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        workspace::output(&mut command)
    };
    apt(&["update"])?;
    apt(&[&["install", "--no-install-recommends"], packages].concat())
        .context("Install them by hand, or test without browsers: cargo xtask test --native")?;
    Ok(())
}
