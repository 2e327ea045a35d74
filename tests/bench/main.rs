//! `cargo xtask bench`: one question a file, with the rivals in the same run.
//!
//! By hand: `cargo run --release -p chancery-tests --bin bench -- collection FILE`
//! or `… extract FOLDER`, where FOLDER is the `node_modules` of the rivals.

mod clock;
mod collection;
mod extract;
mod peer;

use std::path::Path;

use anyhow::bail;

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["collection", file] => collection::run(Path::new(file)),
        ["extract", modules] => extract::run(Some(Path::new(modules))),
        ["extract"] => extract::run(None),
        _ => bail!("say what: collection FILE, or extract [FOLDER]"),
    }
}
