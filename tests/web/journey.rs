//! The journeys: what a person does with the page, and what must then be so.
//!
//! Here lives what all journeys share: the list, and how the page is opened. A
//! journey is a function and the ways of opening the page on which it is tried.
//! It fails by saying what a person would see instead. After each one
//! [`Trial::check_quiet`] wants a console without errors and a proxy that was
//! asked nothing.

mod access;
mod across;
mod control;
mod correct;
mod kept;
mod link;
mod narrow;
mod open;
mod own;
mod reader;
mod theme;
mod version;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use crate::{driver::Kind, expected::Expected, page::Page, proxy::Proxy, run::Plan, site::Site};
use anyhow::{Result, bail};
use serde_json::json;

/// A theme that two articles speak of, and often.
/// For journeys that fail in WebKitGTK 2.50, for a reason that is not known yet.
const NOT_WEBKIT: [Kind; 2] = [Kind::Chromium, Kind::Firefox];

const THEME: &str = "multilateral";
/// A theme that some of them and others speak of.
const OTHER: &str = "exercises";

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
    /// Whether it runs only when asked for: it takes minutes, or measures.
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

impl Journey {
    const fn ways(self, ways: &'static [Way]) -> Self {
        Self { ways, ..self }
    }

    const fn browsers(self, browsers: &'static [Kind]) -> Self {
        Self { browsers, ..self }
    }

    const fn timed(self) -> Self {
        Self {
            timed: true,
            ..self
        }
    }

    const fn long(self) -> Self {
        Self { long: true, ..self }
    }
}

/// All journeys, in the order in which they are run.
pub(crate) const JOURNEYS: &[Journey] = &[
    journey(
        "control: the proxy sees leaks",
        control::the_proxy_sees_leaks,
    ),
    journey(
        "control: the console is heard",
        control::the_console_is_heard,
    ),
    journey("control: axe finds faults", access::axe_finds_faults),
    journey("open: shows the sample", open::shows_the_sample).ways(&Way::ALL),
    journey("open: without a worker", open::works_without_a_worker).ways(&[Way::Http, Way::File]),
    journey(
        "open: the folder on disk says why not",
        open::the_folder_on_disk_says_why_not,
    )
    .ways(&[Way::File]),
    journey("open: the model of names arrives", open::the_model_arrives).ways(&Way::ALL),
    journey(
        "open: without the model of names",
        open::reads_without_the_model,
    )
    .ways(&[Way::Http]),
    journey("open: not in a frame", open::refuses_a_frame),
    journey("open: again without its server", open::opens_offline).ways(&[Way::Offline]),
    journey(
        "theme: marks exactly its words",
        theme::marks_exactly_its_words,
    )
    .ways(&Way::ALL),
    journey("theme: the lens counts", theme::lens_counts_what_is_there),
    journey("theme: any, all, excluded", theme::any_all_and_excluded).ways(&Way::ALL),
    journey("theme: nothing left", theme::nothing_left_says_what_to_drop),
    journey(
        "read: layers count and switch",
        reader::layers_count_and_switch,
    ),
    journey(
        "read: everything by keyboard",
        reader::everything_by_keyboard,
    )
    .ways(&Way::ALL),
    journey("read: words and phrases", reader::words_are_found).ways(&Way::ALL),
    journey("read: the card says why", reader::the_card_says_why).ways(&[Way::Http, Way::File]),
    journey(
        "read: boilerplate set aside",
        reader::boilerplate_is_set_aside,
    ),
    journey("across: figures compared", across::figures_are_compared).ways(&Way::ALL),
    journey("across: offices by keyboard", across::offices_by_keyboard),
    journey(
        "across: every view, every selection",
        across::every_view_obeys_the_selection,
    )
    .ways(&[Way::Http, Way::File]),
    journey(
        "across: lines sorted and grouped",
        across::lines_are_sorted_and_grouped,
    ),
    journey("across: on a phone", across::facts_on_a_phone),
    journey(
        "correct: a wrong name is mended and undone",
        correct::a_wrong_name_is_mended,
    )
    .browsers(&NOT_WEBKIT),
    journey(
        "correct: a date is set by keyboard",
        correct::a_date_is_set_by_keyboard,
    ),
    journey(
        "correct: marks by keyboard",
        correct::marks_are_mended_by_keyboard,
    ),
    journey(
        "correct: words are marked by keyboard",
        correct::words_are_marked_by_keyboard,
    )
    .browsers(&NOT_WEBKIT),
    journey("correct: on a phone", correct::a_phone_corrects),
    journey("correct: a card tells all", correct::a_card_tells_all).browsers(&NOT_WEBKIT),
    journey("own: files dropped", own::files_are_dropped).ways(&Way::ALL),
    journey("own: documents chosen", own::documents_are_chosen).ways(&[Way::Http, Way::File]),
    journey("own: words pasted", own::words_are_pasted).ways(&[Way::Http, Way::File]),
    journey(
        "own: saved and opened",
        own::a_collection_is_saved_and_opened,
    )
    .ways(&[Way::Http, Way::File]),
    journey("own: nothing to read", own::nothing_can_be_read),
    journey("kept: there again", kept::own_articles_are_there_again).ways(&Way::ALL),
    journey("kept: listed", kept::collections_are_listed).ways(&[Way::Http, Way::File]),
    journey("kept: gone", kept::what_is_not_kept_is_said).ways(&[Way::Http, Way::File]),
    journey("kept: no room", kept::a_full_disk_is_said).ways(&[Way::Http, Way::File]),
    journey("kept: two tabs", kept::two_tabs_keep_both),
    journey("link: shows the same", link::a_link_shows_the_same).ways(&[
        Way::Http,
        Way::SubPath,
        Way::File,
    ]),
    journey("link: back and forward", link::back_and_forward).ways(&[Way::Http, Way::File]),
    journey(
        "link: hostile addresses",
        link::hostile_addresses_are_only_words,
    )
    .ways(&[Way::Http, Way::File]),
    journey(
        "link: hostile articles",
        link::hostile_articles_are_only_words,
    )
    .ways(&[Way::Http, Way::File]),
    journey("size: a phone", narrow::a_phone_does_the_main_job).ways(&[Way::Http, Way::File]),
    journey("size: nothing sticks out", narrow::nothing_sticks_out),
    journey("size: targets", narrow::targets_are_large_enough),
    journey("access: light", access::no_rule_is_broken_in_light),
    journey("access: dark", access::no_rule_is_broken_in_dark),
    journey("access: Lighthouse", access::lighthouse_gives_full_marks)
        .browsers(&[Kind::Chromium])
        .timed()
        .long(),
    journey("worker: comes back", version::a_dead_worker_comes_back),
    journey("version: updates never mix", version::updates_never_mix)
        .ways(&[Way::Http, Way::SubPath]),
    journey(
        "version: half a deploy",
        version::half_a_deploy_is_no_version,
    ),
    journey("time: the first article", open::is_quick)
        .browsers(&[Kind::Chromium])
        .timed()
        .long(),
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
    /// Whether the page was opened as it is published.
    opened: bool,
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
            opened: false,
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

    /// Opens the page as the journey's way has it, waits until the sample is read,
    /// and answers the address without `after`, which is a query or a fragment.
    /// Each call is a visit from nothing: a server of its own, or a new load.
    pub(crate) fn open(&mut self, after: &str) -> Result<String> {
        self.opened = true;
        let address = match self.way {
            Way::File => format!("file://{}/chancery.html", self.plan.dist.display()),
            Way::Http | Way::SubPath | Way::Offline => self.serve(&self.plan.dist)?,
        };
        self.page.open("about:blank")?;
        self.page.open(&format!("{address}{after}"))?;
        if self.way == Way::Offline {
            self.page.wait_answered()?;
            self.wait_kept()?;
            self.site()?.kill();
            self.page.open("about:blank")?;
            self.page.open(&format!("{address}{after}"))?;
        }
        self.page.wait_answered()?;
        Ok(address)
    }

    /// Lets the next journey begin with the sample: pages from disk, unlike those of a
    /// server of their own, share what the browser keeps.
    pub(crate) fn forget(&mut self) {
        if self.way == Way::File {
            // Where there is no page any more there is nothing to forget.
            let _ = self.page.script("localStorage.clear()", json!([]));
        }
    }

    /// Waits until the page has been kept for when there is no network.
    pub(crate) fn wait_kept(&mut self) -> Result<()> {
        self.page.wait_script_async(
            "the service worker to have kept the page",
            "const done = arguments[arguments.length - 1];
             navigator.serviceWorker.getRegistration().then(r => done(r?.active?.state === 'activated'));",
        )
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
        if let Some(site) = self.site.as_ref().filter(|_| self.opened) {
            let requests = site.requests();
            let missing = requests.iter().find(|request| request.status != 200);
            if let Some(missing) = missing {
                bail!("the page asked for {}, which is not there", missing.path);
            }
        }
        Ok(())
    }

    /// What was asked of other machines since last taken, but for what the
    /// browser asks its maker for itself.
    pub(crate) fn foreign_requests(&self) -> Vec<String> {
        let own = match self.page.kind() {
            // Debian's start page, and Google's updates.
            Kind::Chromium => &["duckduckgo.com", "google.com", "googleapis.com", "gvt1.com"][..],
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
