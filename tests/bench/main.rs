//! `cargo xtask bench`: one question a file, with the rivals in the same run.
//!
//! By hand: `cargo run --release -p chancery-tests --bin bench -- collection FILE`
//! or `… extract FOLDER MODULE`, where FOLDER is the `node_modules` of the rivals
//! and MODULE the folder of our module for the browser.

mod articles;
mod clock;
mod collection;
mod extract;
mod peer;
mod reading;
mod search;

use std::path::Path;

use anyhow::bail;

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["collection", file] => collection::run(Path::new(file)),
        ["extract", modules, module] => {
            extract::run(Some(Path::new(modules)))?;
            reading::run(Some(Path::new(module)))
        }
        ["extract"] => {
            extract::run(None)?;
            reading::run(None)
        }
        ["reading"] => reading::run(None),
        ["reading", module] => reading::run(Some(Path::new(module))),
        ["read", kind, n_bytes] => reading::read_alone(kind, n_bytes.parse()?),
        [
            "search",
            file,
            n_made,
            modules,
            module,
            tantivy,
            ref only @ ..,
        ] => {
            let rivals = search::Rivals {
                modules: modules.into(),
                module: module.into(),
                tantivy: tantivy.into(),
            };
            search::run(Path::new(file), n_made.parse()?, &rivals, only)
        }
        _ => bail!(
            "say what: collection FILE, extract [FOLDER MODULE], reading [MODULE], or \
             search FILE N FOLDER MODULE PROGRAM [NAME…]"
        ),
    }
}
