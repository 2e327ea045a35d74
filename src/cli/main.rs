//! `chancery` on the command line: what there is because there is a disk.
//!
//! Here lives what files, threads and the terminal need; what is asked of
//! articles is asked of the engine, as the page does.

mod across;
mod args;
mod codebook;
mod concordance;
mod explain;
mod export;
mod extract;
mod files;
mod index;
mod ledger;
mod report;
mod search;

use std::io::{self, Write};
use std::process::ExitCode;

/// The command line was not understood.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // Whoever reads the output has had enough of it.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::say(&format!("{error:#}"));
            let is_usage = error.is::<args::UsageError>();
            ExitCode::from(if is_usage { USAGE_ERROR } else { 1 })
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    match args::parse(std::env::args_os().skip(1))? {
        args::Command::Help(text) => {
            io::stdout().write_all(text.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        args::Command::Across(options) => across::run(&options),
        args::Command::Extract(options) => extract::run(&options),
        args::Command::Explain(paths) => explain::run(&paths),
        args::Command::Codebook(options) => codebook::run(&options),
        args::Command::Concordance(options) => concordance::run(&options),
        args::Command::Export(options) => export::run(&options),
        args::Command::Index(options) => index::run(&options),
        args::Command::Ledger(options) => ledger::run(&options),
        args::Command::Search(options) => search::run(&options),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| match cause.downcast_ref::<serde_json::Error>() {
            Some(error) => error.io_error_kind(),
            None => cause.downcast_ref::<io::Error>().map(io::Error::kind),
        })
        .any(|kind| kind == io::ErrorKind::BrokenPipe)
}
