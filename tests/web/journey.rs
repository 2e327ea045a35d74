//! The journeys: what a person does with the page, and what must then be so.
//!
//! Here lives what all journeys share: the list, and how the page is opened. A
//! journey is a function and the ways of opening the page on which it is tried.
//! It fails by saying what a person would see instead. After each one
//! [`Trial::check_quiet`] wants a console without errors and a proxy that was
//! asked nothing.

mod control;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use serde_json::json;

use crate::{driver::Kind, expected::Expected, page::Page, proxy::Proxy, run::Plan, site::Site};

/// How the page comes to the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// From `/` of a server.
    Http,
    /// From `/chancery/` of a server that has nothing elsewhere.
    SubPath,
    /// `chancery.html` from disk.
    File,
    /// From `/` of a server that is dead by now.
    Offline,
}

impl Way {
    /// All four, in the order of the table.
    pub(crate) const ALL: [Self; 4] = [Self::Http, Self::SubPath, Self::File, Self::Offline];

    /// As the table says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::SubPath => "sub-path",
            Self::File => "file",
            Self::Offline => "offline",
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Something a person does with the page.
pub(crate) struct Journey {
    /// What is tried, in a few words.
    pub(crate) name: &'static str,
    /// By which ways the page is opened, one run each.
    pub(crate) ways: &'static [Way],
    /// In which browsers.
    pub(crate) browsers: &'static [Kind],
    /// Whether it measures time, and so runs alone.
    pub(crate) timed: bool,
    /// Whether it runs only when asked for.
    pub(crate) long: bool,
    /// What is done.
    pub(crate) run: fn(&mut Trial<'_>) -> Result<()>,
}

const fn journey(name: &'static str, run: fn(&mut Trial<'_>) -> Result<()>) -> Journey {
    Journey {
        name,
        ways: &[Way::Http],
        browsers: &Kind::ALL,
        timed: false,
        long: false,
        run,
    }
}

/// All journeys, in the order in which they are run.
pub(crate) const JOURNEYS: &[Journey] = &[
    journey("the proxy sees leaks", control::the_proxy_sees_leaks),
    journey("the console is heard", control::the_console_is_heard),
];

/// Why a journey cannot be made in this browser.
#[derive(Debug)]
pub(crate) struct LeftOut(pub(crate) String);

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LeftOut {}

/// One journey under way.
pub(crate) struct Trial<'t> {
    /// What there is to drive.
    pub(crate) page: &'t mut Page,
    /// How the page comes to the browser.
    pub(crate) way: Way,
    /// What the page ought to mark.
    pub(crate) expected: &'t Expected,
    /// Where things lie.
    pub(crate) plan: &'t Plan,
    /// An empty folder of its own.
    pub(crate) scratch: PathBuf,
    /// Who hears of requests to other machines.
    pub(crate) proxy: &'t Proxy,
    /// What a person should read even if all is well, as times.
    pub(crate) notes: Vec<String>,
    site: Option<Site>,
}

impl<'t> Trial<'t> {
    /// A journey about to begin.
    pub(crate) fn new(
        plan: &'t Plan,
        expected: &'t Expected,
        page: &'t mut Page,
        proxy: &'t Proxy,
        way: Way,
        scratch: PathBuf,
    ) -> Self {
        Self {
            page,
            way,
            expected,
            plan,
            scratch,
            proxy,
            notes: Vec::new(),
            site: None,
        }
    }

    /// Serves a folder for the length of the journey, and answers its address.
    pub(crate) fn serve(&mut self, folder: &Path) -> Result<String> {
        let mount = match self.way {
            Way::SubPath => "/chancery/",
            Way::Http | Way::File | Way::Offline => "/",
        };
        let spied = self.page.kind() == Kind::Webkit;
        let site = self.site.insert(Site::serve(folder, mount, spied)?);
        Ok(site.address())
    }

    /// The server of this journey.
    pub(crate) fn site(&mut self) -> Result<&mut Site> {
        match &mut self.site {
            Some(site) => Ok(site),
            None => bail!("nothing is served in this journey"),
        }
    }

    /// Whether the console holds no error and no other machine was asked anything.
    pub(crate) fn check_quiet(&mut self) -> Result<()> {
        let errors = self.page.console_errors()?;
        if !errors.is_empty() {
            bail!("the console says: {}", errors.join("\n"));
        }
        let asked = self.foreign_requests();
        if !asked.is_empty() {
            bail!("other machines were asked: {}", asked.join("\n"));
        }
        Ok(())
    }

    /// What was asked of other machines since last taken, but for what the
    /// browser asks its maker for itself.
    pub(crate) fn foreign_requests(&self) -> Vec<String> {
        let own = match self.page.kind() {
            // Debian's start page, and Google's updates.
            Kind::Chromium => &["duckduckgo.com", "google.com", "googleapis.com"][..],
            Kind::Firefox => &["mozilla.org", "mozilla.com"][..],
            Kind::Webkit => &[],
        };
        let is_own = |asked: &String| {
            let host = asked.split(['/', ':']).find(|part| part.contains('.'));
            host.is_some_and(|host| {
                let host = host.trim_start_matches("CONNECT ");
                own.iter()
                    .any(|own| host == *own || host.ends_with(&format!(".{own}")))
            })
        };
        let mut asked = self.proxy.take();
        asked.retain(|asked| !is_own(asked));
        asked
    }
}
