//! Runs the journeys in the browsers and counts what came of them.
//!
//! Each browser has a thread, a proxy and one session that its journeys share;
//! they do not meet, as each has a server on a port, and so an origin, of its
//! own. After a failure the session begins anew, and the journey is tried once
//! more; one that passes only then is named as unsteady in the end. What is
//! measured in time runs last, alone.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use crate::{
    driver::{Kind, Scheme, Setup},
    expected::Expected,
    journey::{JOURNEYS, Journey, LeftOut, Trial, Way},
    page::Page,
    proxy::Proxy,
};

/// What is to be run.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The folder of the repository.
    pub(crate) root: PathBuf,
    /// The folder of the built page.
    pub(crate) dist: PathBuf,
    /// Where profiles and pictures of failures go.
    pub(crate) scratch: PathBuf,
    /// In which browsers.
    pub(crate) browsers: Vec<Kind>,
    /// Only journeys whose name holds one of these, if there are any.
    pub(crate) filters: Vec<String>,
    /// The accessibility checker, `axe.min.js`.
    pub(crate) axe: Option<PathBuf>,
    /// The folder of the page built with planted faults: another version.
    pub(crate) second: Option<PathBuf>,
    /// The folder in which npm has installed Lighthouse.
    pub(crate) lighthouse: Option<PathBuf>,
}

/// One journey in one browser by one way.
#[derive(Debug)]
struct Ran {
    browser: Kind,
    way: Way,
    journey: &'static str,
    outcome: Outcome,
    /// Why it failed the first time, if it passed the second.
    unsteady: Option<String>,
}

#[derive(PartialEq, Eq, Debug)]
enum Outcome {
    Passed,
    Failed(String),
    LeftOut(String),
}

/// Runs the plan, prints the table and answers how many failed.
pub(crate) fn run(plan: &Plan) -> Result<usize> {
    let expected = Expected::read(&plan.root)?;
    let ran = Mutex::new(Vec::new());
    let stage = |timed: bool, kind: Kind| {
        let done = run_browser(plan, &expected, kind, timed);
        if let Ok(mut ran) = ran.lock() {
            ran.extend(done);
        }
    };
    std::thread::scope(|scope| {
        for &kind in &plan.browsers {
            scope.spawn(move || stage(false, kind));
        }
    });
    plan.browsers.iter().for_each(|&kind| stage(true, kind));
    let ran = ran.into_inner().unwrap_or_default();
    ensure!(!ran.is_empty(), "no journey has such a name");
    report(&plan.browsers, &ran);
    Ok(count(&ran, |outcome| matches!(outcome, Outcome::Failed(_))))
}

fn run_browser(plan: &Plan, expected: &Expected, kind: Kind, timed: bool) -> Vec<Ran> {
    let wanted = |journey: &&Journey| {
        let named = |filter: &String| journey.name.contains(filter);
        journey.timed == timed
            && journey.browsers.contains(&kind)
            && (!journey.long || plan.lighthouse.is_some())
            && (plan.filters.is_empty() || plan.filters.iter().any(named))
    };
    let mut seat = Seat {
        plan,
        expected,
        kind,
        page: None,
        proxy: None,
    };
    let mut ran = Vec::new();
    for journey in JOURNEYS.iter().filter(wanted) {
        for &way in journey.ways {
            let begun = Instant::now();
            let (mut outcome, mut notes) = seat.run(journey, way);
            tell(kind, journey, way, &outcome, &notes, begun.elapsed());
            // Browsers fail by themselves now and then; the page must not, twice.
            let mut unsteady = None;
            if let Outcome::Failed(first) = &outcome {
                unsteady = Some(first.clone());
                let begun = Instant::now();
                (outcome, notes) = seat.run(journey, way);
                tell(kind, journey, way, &outcome, &notes, begun.elapsed());
            }
            ran.push(Ran {
                browser: kind,
                way,
                journey: journey.name,
                unsteady: unsteady.filter(|_| outcome == Outcome::Passed),
                outcome,
            });
        }
    }
    ran
}

/// One browser and who sits at it.
struct Seat<'p> {
    plan: &'p Plan,
    expected: &'p Expected,
    kind: Kind,
    page: Option<Page>,
    proxy: Option<Proxy>,
}

impl Seat<'_> {
    fn run(&mut self, journey: &Journey, way: Way) -> (Outcome, Vec<String>) {
        let mut notes = Vec::new();
        let outcome = match self.attempt(journey, way, &mut notes) {
            Ok(()) => Outcome::Passed,
            Err(error) => match error.downcast_ref::<LeftOut>() {
                Some(LeftOut(reason)) => Outcome::LeftOut(reason.clone()),
                None => Outcome::Failed(format!("{error:#}")),
            },
        };
        if let (Outcome::Failed(_), Some(mut page)) = (&outcome, self.page.take()) {
            let name = format!("{}-{}-{}.png", journey.name, self.kind, way);
            let name = name.replace(": ", "-").replace(' ', "-");
            let picture = self.plan.scratch.join("failed").join(name);
            notes.push(match page.screenshot(&picture) {
                Ok(()) => format!("the screen then: {}", picture.display()),
                Err(error) => format!("no picture of the screen: {error:#}"),
            });
        }
        (outcome, notes)
    }

    fn attempt(&mut self, journey: &Journey, way: Way, notes: &mut Vec<String>) -> Result<()> {
        let name = format!("{}-{}-{way}", journey.name, self.kind);
        let name = name.replace(": ", "-").replace(' ', "-");
        let scratch = fresh_folder(&self.plan.scratch.join("journey").join(name))?;
        let proxy = match &self.proxy {
            Some(proxy) => proxy.clone(),
            None => self.proxy.insert(Proxy::start()?).clone(),
        };
        let page = match &mut self.page {
            Some(page) => page,
            none => {
                let profile = self.plan.scratch.join("profile").join(self.kind.name());
                let setup = Setup {
                    profile: fresh_folder(&profile)?,
                    proxy: proxy.port,
                    scheme: Scheme::Light,
                };
                let page = Page::new(self.kind.start(&setup)?);
                none.insert(page)
            }
        };
        page.clear()?;
        page.console_errors()?;
        proxy.take();
        let mut trial = Trial::new(self.plan, self.expected, page, &proxy, way, scratch);
        let ended = (journey.run)(&mut trial);
        trial.forget();
        notes.append(&mut trial.notes);
        ended?;
        trial.check_quiet()
    }
}

fn fresh_folder(folder: &Path) -> Result<PathBuf> {
    let name = || folder.display().to_string();
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(name)?;
    }
    fs::create_dir_all(folder).with_context(name)?;
    Ok(folder.to_owned())
}

fn tell(
    kind: Kind,
    journey: &Journey,
    way: Way,
    outcome: &Outcome,
    notes: &[String],
    took: Duration,
) {
    let seconds = took.as_secs_f64();
    let name = journey.name;
    let (verdict, reason) = match outcome {
        Outcome::Passed => ("ok", None),
        Outcome::Failed(reason) => ("FAILED", Some(reason)),
        Outcome::LeftOut(reason) => ("left out", Some(reason)),
    };
    let mut lines = format!("{kind:9} {way:9} {name} … {verdict} ({seconds:.1} s)");
    for line in reason.into_iter().chain(notes) {
        lines.push_str("\n    ");
        lines.push_str(&line.replace('\n', "\n    "));
    }
    println!("{lines}");
}

fn count(ran: &[Ran], is: impl Fn(&Outcome) -> bool) -> usize {
    ran.iter().filter(|ran| is(&ran.outcome)).count()
}

/// The table of browsers and ways, what failed, and the last line.
fn report(browsers: &[Kind], ran: &[Ran]) {
    let mut cells: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for ran in ran {
        let cell = cells
            .entry((ran.browser.name(), ran.way.name()))
            .or_default();
        cell[match ran.outcome {
            Outcome::Passed => 0,
            Outcome::Failed(_) => 1,
            Outcome::LeftOut(_) => 2,
        }] += 1;
    }
    print!("\n{:10}", "passed");
    Way::ALL.iter().for_each(|way| print!("{way:12}"));
    println!();
    for browser in browsers {
        print!("{browser:10}");
        for way in Way::ALL {
            let cell = match cells.get(&(browser.name(), way.name())) {
                None => "–".to_owned(),
                Some([passed, failed, left_out]) => {
                    let all = passed + failed;
                    let out = if *left_out > 0 {
                        format!(" (−{left_out})")
                    } else {
                        String::new()
                    };
                    format!("{passed} of {all}{out}")
                }
            };
            print!("{cell:12}");
        }
        println!();
    }
    for ran in ran {
        if let Outcome::LeftOut(reason) = &ran.outcome {
            println!(
                "left out: {} {} {}: {reason}",
                ran.browser, ran.way, ran.journey
            );
        }
    }
    for ran in ran {
        if let Some(reason) = &ran.unsteady {
            println!(
                "unsteady: {} {} {} passed the second time; the first: {reason}",
                ran.browser, ran.way, ran.journey
            );
        }
    }
    for ran in ran {
        if let Outcome::Failed(reason) = &ran.outcome {
            println!(
                "FAILED: {} {} {}: {reason}",
                ran.browser, ran.way, ran.journey
            );
        }
    }
    println!(
        "{} passed, {} failed",
        count(ran, |outcome| *outcome == Outcome::Passed),
        count(ran, |outcome| matches!(outcome, Outcome::Failed(_)))
    );
}
