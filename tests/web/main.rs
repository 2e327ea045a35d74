//! The page as built, driven in real browsers as a person drives it.
//!
//! `cargo xtask test` builds the page, finds the browsers and starts this. Here
//! lives who runs which journey when, and the table at the end; the journeys
//! are in `journey`. By hand:
//! `cargo run -p chancery-tests --bin web -- --dist dist --browser firefox theme`.

#![allow(clippy::print_stdout, reason = "the table is for a person to read")]

mod driver;
mod expected;
mod journey;
mod page;
mod proxy;
mod run;
mod screen;
mod site;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, bail, ensure};

use crate::{driver::Kind, run::Plan};

fn main() -> ExitCode {
    let ended = read_plan(std::env::args().skip(1)).and_then(|plan| run::run(&plan));
    match ended {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn read_plan(mut words: impl Iterator<Item = String>) -> Result<Plan> {
    let mut plan = Plan {
        root: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".."),
        ..Plan::default()
    };
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value"))
        };
        match word.as_str() {
            "--dist" => plan.dist = std::path::absolute(value()?)?,
            "--scratch" => plan.scratch = std::path::absolute(value()?)?,
            "--axe" => plan.axe = Some(std::path::absolute(value()?)?),
            "--second" => plan.second = Some(std::path::absolute(value()?)?),
            "--lighthouse" => plan.lighthouse = Some(std::path::absolute(value()?)?),
            "--browser" => plan.browsers.push(browser(&value()?)?),
            flag if flag.starts_with('-') => bail!("{flag} is not understood"),
            _ => plan.filters.push(word),
        }
    }
    if plan.browsers.is_empty() {
        plan.browsers = Kind::ALL.to_vec();
    }
    ensure!(
        plan.dist.join("index.html").exists(),
        "there is no built page in {}; name its folder with --dist",
        plan.dist.display()
    );
    Ok(plan)
}

fn browser(name: &str) -> Result<Kind> {
    let found = Kind::ALL.into_iter().find(|kind| kind.name() == name);
    found.with_context(|| format!("{name:?} is no browser; there are chromium, firefox and webkit"))
}
