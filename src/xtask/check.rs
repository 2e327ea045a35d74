//! `cargo xtask check`: what must hold of the sources before they are shared.
//!
//! Here lives the list of checks and how they are told. What the tests try does
//! not live here: that is `cargo xtask test`.

mod edges;
mod licences;
mod outputs;
mod sources;
mod tools;
mod unused;

use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::{args::Args, workspace};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  check [NAME…] Format, lints, docs, forbidden edges, licences, dependencies
                nobody uses, and what the page weighs. A line for each.
                NAME: only those checks, as named in their lines.";

/// What a check found wrong, a line each; empty when all is well.
type Faults = Vec<String>;

/// One thing that must hold.
struct Check {
    name: &'static str,
    remedy: &'static str,
    run: fn(&Value) -> Result<Faults>,
}

/// The quick ones first.
const CHECKS: &[Check] = &[
    Check {
        name: "format",
        remedy: "cargo fmt --all",
        run: |_| tools::format(),
    },
    Check {
        name: "sources",
        remedy: "say it by the means that ARCHITECTURE.md gives this crate (see Never)",
        run: |_| sources::check(),
    },
    Check {
        name: "edges",
        remedy: "move the line to the crate that may know it (see ARCHITECTURE.md)",
        run: edges::check,
    },
    Check {
        name: "licences",
        remedy: "take another crate, or change deny.toml and say why",
        run: licences::check,
    },
    Check {
        name: "dependencies",
        remedy: "remove them from the crate's Cargo.toml",
        run: unused::check,
    },
    Check {
        name: "lints",
        remedy: "mend what clippy names",
        run: |_| tools::lint(),
    },
    Check {
        name: "lints in wasm",
        remedy: "mend what clippy names",
        run: |_| tools::lint_wasm(),
    },
    Check {
        name: "docs",
        remedy: "mend what rustdoc names",
        run: |_| tools::document(),
    },
    Check {
        name: "outputs",
        remedy: "see which file grew with `cargo xtask dist`",
        run: |_| outputs::check(),
    },
];

/// Runs every check, the failed ones notwithstanding.
///
/// # Errors
/// One of them failed.
pub(crate) fn run(mut args: Args) -> Result<()> {
    let names = args.words();
    args.finish()?;
    if let Some(name) = names
        .iter()
        .find(|name| !CHECKS.iter().any(|check| check.name == **name))
    {
        bail!("There is no check {name:?}.\n\n{USAGE}");
    }
    let wanted = |check: &&Check| names.is_empty() || names.iter().any(|name| name == check.name);
    let metadata = metadata()?;
    let mut n_failed = 0;
    for check in CHECKS.iter().filter(wanted) {
        let start = Instant::now();
        let faults = (check.run)(&metadata).unwrap_or_else(|error| vec![format!("{error:#}")]);
        let seconds = start.elapsed().as_secs_f64();
        if faults.is_empty() {
            println!("ok      {:<14} {seconds:>5.1} s", check.name);
            continue;
        }
        n_failed += 1;
        println!(
            "failed  {:<14} {seconds:>5.1} s: {}",
            check.name, check.remedy
        );
        for line in faults.iter().flat_map(|fault| fault.lines()) {
            println!("        {line}");
        }
    }
    match n_failed {
        0 => Ok(()),
        n => bail!("Failed checks: {n}."),
    }
}

/// What cargo knows of the workspace and of every crate it uses.
fn metadata() -> Result<Value> {
    let text = workspace::output(workspace::cargo().args([
        "metadata",
        "--locked",
        "--all-features",
        "--format-version=1",
    ]))?;
    Ok(serde_json::from_str(&text)?)
}

/// A list in what cargo says; empty where there is none.
fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A word in what cargo says; empty where there is none.
fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The crates of the workspace.
fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let packages = list(metadata, "packages").iter();
    packages.filter(|package| package["source"].is_null())
}
