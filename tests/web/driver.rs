//! One way to drive three browsers.
//!
//! A [`Backend`] carries the commands of the WebDriver standard and the few
//! things the standard lacks (console, colour scheme, exact width). What a person
//! does with them lives in `page`, and nothing here knows Chancery. A command is
//! written once with both its names:
//! `Command::post("url", "WebDriver:Navigate", json!({"url": address}))`.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod w3c;
pub(crate) mod webkit;

use std::{fmt, path::PathBuf};

use anyhow::{Result, bail};
use serde_json::{Value, json};

/// Which browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// By chromedriver.
    Chromium,
    /// By Marionette, as Debian 12 has no geckodriver.
    Firefox,
    /// MiniBrowser of WebKitGTK, by WebKitWebDriver, on a screen of Xvfb.
    Webkit,
}

impl Kind {
    /// All three, in the order of the table.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As the user writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Starts it with a fresh profile; every request that is not to this machine
    /// goes to the proxy.
    pub(crate) fn start(self, setup: &Setup) -> Result<Box<dyn Backend>> {
        Ok(match self {
            Self::Chromium => Box::new(chromium::Chromium::start(setup)?),
            Self::Firefox => Box::new(firefox::Firefox::start(setup)?),
            Self::Webkit => Box::new(webkit::Webkit::start(setup)?),
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// With what a browser starts.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// An empty folder of its own, for its profile.
    pub(crate) profile: PathBuf,
    /// The port of the proxy on this machine.
    pub(crate) proxy: u16,
    /// The colour scheme the system prefers.
    pub(crate) scheme: Scheme,
}

/// What `prefers-color-scheme` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each word is the scheme it names")]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// One command of the WebDriver standard.
#[derive(Debug)]
pub(crate) struct Command {
    /// `GET`, `POST` or `DELETE`.
    pub(crate) method: &'static str,
    /// Below `/session/ID/`.
    pub(crate) path: &'static str,
    /// What Marionette calls it.
    pub(crate) marionette: &'static str,
    /// An object.
    pub(crate) params: Value,
}

impl Command {
    /// A command that does something.
    pub(crate) fn post(path: &'static str, marionette: &'static str, params: Value) -> Self {
        Self {
            method: "POST",
            path,
            marionette,
            params,
        }
    }

    /// A command that asks something.
    pub(crate) fn get(path: &'static str, marionette: &'static str) -> Self {
        Self {
            method: "GET",
            path,
            marionette,
            params: json!({}),
        }
    }

    /// A command that ends something.
    pub(crate) fn delete(path: &'static str, marionette: &'static str) -> Self {
        Self {
            method: "DELETE",
            path,
            marionette,
            params: json!({}),
        }
    }
}

/// A running browser.
pub(crate) trait Backend: Send {
    /// Which it is.
    fn kind(&self) -> Kind;

    /// Carries out a command of the standard.
    fn send(&mut self, command: Command) -> Result<Value>;

    /// Sets what `prefers-color-scheme` says; answers whether it could.
    fn set_scheme(&mut self, scheme: Scheme) -> Result<bool>;

    /// Makes the page's viewport as wide and high as said, in CSS pixels.
    /// `scale` is device pixels for each of them: 2.0 on a window of the same
    /// size is what zooming to 200 % does.
    fn set_viewport(&mut self, width: u32, height: u32, scale: f64) -> Result<()>;

    /// Runs a script in every page from now on, before its own.
    ///
    /// # Errors
    /// The browser cannot.
    fn before_each_page(&mut self, _script: &str) -> Result<()> {
        bail!(
            "{} cannot run a script before those of the page",
            self.kind()
        )
    }

    /// The errors and warnings of the console since last asked: exceptions,
    /// `console.error`, failed loads and violations of the security policy.
    fn console_errors(&mut self) -> Result<Vec<String>>;
}
