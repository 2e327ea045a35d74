//! Learns the tagger's weights from marked texts: `cargo xtask train`.
//!
//! Here lives what is learned from and what is kept back. First a model is learned
//! without every fourth document, and measured on those; then the one that ships,
//! from all. The same texts and rules give the same bytes.

#![allow(
    clippy::print_stdout,
    reason = "a command talks to the person who ran it"
)]

mod corpus;
mod figure;
mod perceptron;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use chancery_extract::tagger::{Lists, Model};
use corpus::Document;
use perceptron::{Settings, learn};

/// Where the weights lie that ship.
const MODEL: &str = "src/extract/data/names.bin";

/// Where the project's own training prose lies.
const PROSE: &str = "src/train/data";

/// Twice the rows lose 0.8 points of F1 on own prose and gain 0.4 on wikigold, for twice
/// the download. One round does as well as ten on what was kept back, but by the luck
/// of its order.
const SETTINGS: Settings = Settings {
    log2_rows: 15,
    n_epochs: 6,
    n_rounds: 10,
    seed: 1,
};

/// Every so many documents of a set one is kept back.
const KEPT_BACK: usize = 4;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (data, check) = match &words[..] {
        [data] => (Path::new(data), false),
        [data, check] if check == "--check" => (Path::new(data), true),
        _ => bail!("usage: chancery-train DATA [--check]"),
    };
    let sets = [
        (
            "wikigold",
            corpus::read_tsv(&data.join("ner/wikigold.tsv"))?,
        ),
        ("own prose", corpus::read_folder(Path::new(PROSE))?),
    ];
    measure(&sets)?;

    let all: Vec<&Document> = sets.iter().flat_map(|(_, documents)| documents).collect();
    let bytes = learn(&corpus::tagged(&all, Lists::Seen), SETTINGS);
    if check {
        let there = fs::read(MODEL).with_context(|| format!("cannot read {MODEL}"))?;
        ensure!(
            there == bytes,
            "{MODEL} is not what these texts and rules give; run `cargo xtask train` without --check"
        );
        println!("{MODEL} is what these texts and rules give.");
    } else {
        fs::write(MODEL, &bytes).with_context(|| format!("cannot write {MODEL}"))?;
        println!("{} bytes written to {MODEL}", bytes.len());
    }
    Ok(())
}

/// Prints how well a model does that has not seen what is kept back.
fn measure(sets: &[(&str, Vec<Document>)]) -> Result<()> {
    let mut learned_from = Vec::new();
    let mut kept_back = Vec::new();
    for (name, documents) in sets {
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        for (i, document) in documents.iter().enumerate() {
            let is_kept = i % KEPT_BACK == KEPT_BACK - 1;
            if is_kept { &mut kept } else { &mut rest }.push(document);
        }
        learned_from.extend(rest);
        kept_back.push((*name, kept));
    }
    let beside = learn(&corpus::tagged(&learned_from, Lists::Seen), SETTINGS);
    let alone = learn(&corpus::tagged(&learned_from, Lists::Hidden), SETTINGS);
    let read = |bytes| Model::new(bytes).context("the model cannot be read");
    let (beside, alone) = (read(&beside)?, read(&alone)?);
    println!("{}", figure::HEAD);
    for (name, documents) in kept_back {
        print!(
            "{}",
            figure::table(name, "rules", &documents, figure::read(None))
        );
        print!(
            "{}",
            figure::table(name, "model alone", &documents, figure::alone(alone))
        );
        print!(
            "{}",
            figure::table(name, "both", &documents, figure::read(Some(beside)))
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Lists, SETTINGS, corpus, learn};
    use std::path::Path;

    /// The same texts give the same bytes; another text gives others.
    #[test]
    fn training_is_reproducible() {
        let documents = corpus::read_folder(Path::new("data")).expect("own prose");
        let some: Vec<_> = documents.iter().take(20).collect();
        let bytes = || learn(&corpus::tagged(&some, Lists::Seen), SETTINGS);
        let first = bytes();
        assert!(first.iter().any(|&weight| weight != 0));
        assert_eq!(first, bytes());
        let fewer = learn(&corpus::tagged(&some[1..], Lists::Seen), SETTINGS);
        assert_ne!(first, fewer);
    }
}
