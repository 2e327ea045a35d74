//! `cargo xtask`: everything that is not cargo itself.
//!
//! Here lives the list of commands. What a command does lives in the file of
//! its name. For example, `cargo xtask serve --port 9000` ends in
//! [`serve::run`] with `--port 9000` left in [`Args`].

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to the person who ran it"
)]

mod args;
mod bench;
mod bundle;
mod check;
mod dist;
mod html;
mod module;
mod npm;
mod serve;
mod server;
mod test;
mod train;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use args::Args;

/// One word after `cargo xtask`.
struct Command {
    name: &'static str,
    usage: &'static str,
    run: fn(Args) -> Result<()>,
}

/// In the order in which they are met.
const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: serve::USAGE,
        run: serve::run,
    },
    Command {
        name: "dist",
        usage: dist::USAGE,
        run: dist::run,
    },
    Command {
        name: "test",
        usage: test::USAGE,
        run: test::run,
    },
    Command {
        name: "check",
        usage: check::USAGE,
        run: check::run,
    },
    Command {
        name: "train",
        usage: train::USAGE,
        run: train::run,
    },
    Command {
        name: "bench",
        usage: bench::USAGE,
        run: bench::run,
    },
];

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let Some(name) = words.next() else {
        println!("{}", usage());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{}", usage());
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        bail!("There is no command {name:?}.\n\n{}", usage());
    };
    let args = Args::new(command.usage, words);
    if args.asks_for_help() {
        println!("{}", command.usage);
        return Ok(());
    }
    (command.run)(args)
}

fn usage() -> String {
    let mut text = String::from("cargo xtask COMMAND\n");
    for command in COMMANDS {
        text.push('\n');
        text.push_str(command.usage);
        text.push('\n');
    }
    text
}
