//! Names and dates in news, and how fast they are found: ours beside what else
//! runs in a browser, on every annotated article that is at hand.
//!
//! Scored are extents and types: a name is right when both of its ends and its
//! type (person, organisation, place) are. Of dates only the extents count, as
//! the rivals' values are of other kinds. Speed is in words between blanks a
//! second of processor time; ours does all of its reading, a rival only what it
//! is asked here.

use std::io::{self, Write};
use std::path::Path;

use chancery_engine::Engine;
use chancery_tests::{Article, Split, Tally, gold, score};
use serde_json::{Value, json};

use crate::clock::seconds_now;
use crate::peer::{self, Reading};

/// How often all articles are read; the middle counts.
const N_RUNS: usize = 5;

/// Prints the table; rivals only with the folder `node_modules` that holds them.
pub(crate) fn run(modules: Option<&Path>) -> anyhow::Result<()> {
    let articles = gold::articles()?;
    let mut out = io::stdout().lock();
    let mut readings = vec![ours(&articles)?];
    match modules {
        Some(modules) => {
            for name in peer::NODE {
                readings.push(peer::in_node(name, modules, &articles, N_RUNS)?);
            }
        }
        None => writeln!(out, "left out: the rivals, as no folder of theirs is named")?,
    }
    match peer::in_spacy(&articles, N_RUNS)? {
        Ok(reading) => readings.push(reading),
        Err(reason) => writeln!(out, "left out: spaCy: {reason}")?,
    }

    let texts = articles.iter().map(|a| a.text.split_whitespace().count());
    let n_words = texts.sum::<usize>() as f64;
    let fastest = n_words / readings[0].seconds;
    writeln!(out, "{:34} {:>12} {:>8}", "speed", "words/s", "to ours")?;
    for reading in &readings {
        let speed = n_words / reading.seconds;
        let (name, ratio) = (&reading.name, speed / fastest);
        writeln!(out, "{name:34} {speed:12.0} {ratio:8.3}")?;
    }
    for (column, of_column) in columns(&articles) {
        writeln!(out, "\n{:34} {:>7} {:>7}", column, "names", "dates")?;
        for reading in &readings {
            let (chosen, found): (Vec<Article>, Vec<Value>) = of_column
                .iter()
                .map(|&at| (articles[at].clone(), reading.found[at].clone()))
                .unzip();
            let score = score(&chosen, &found, false);
            let names = ["person", "org", "place"].map(|k| score.layer(&format!("mention {k}")));
            let date = score.layer("mention date");
            let name = &reading.name;
            writeln!(out, "{name:34} {:>7} {:>7}", said(sum(&names)), said(date))?;
        }
    }
    Ok(())
}

/// Which articles each column of the table is about.
fn columns(articles: &[Article]) -> Vec<(String, Vec<usize>)> {
    let mut columns: Vec<(String, Vec<usize>)> = Vec::new();
    for split in [Split::Development, Split::Test] {
        for (at, article) in articles.iter().enumerate() {
            if article.split != split {
                continue;
            }
            let part = match split {
                Split::Development => "development",
                Split::Test => "test",
            };
            let name = format!("F1, {}, {part}", article.folder);
            match columns.iter_mut().find(|column| column.0 == name) {
                Some(column) => column.1.push(at),
                None => columns.push((name, vec![at])),
            }
        }
    }
    columns
}

fn sum(tallies: &[Tally]) -> Tally {
    tallies.iter().fold(Tally::default(), |sum, tally| Tally {
        n_right: sum.n_right + tally.n_right,
        n_found: sum.n_found + tally.n_found,
        n_gold: sum.n_gold + tally.n_gold,
    })
}

/// The F1, or a dash where nothing of the kind is looked for.
fn said(tally: Tally) -> String {
    match tally.n_found {
        0 => "–".to_owned(),
        _ => format!("{:.3}", tally.f1()),
    }
}

fn ours(articles: &[Article]) -> anyhow::Result<Reading> {
    let records = gold::records(articles)?;
    let mut runs = Vec::new();
    for _ in 0..N_RUNS {
        let engine = Engine::default();
        let begun = seconds_now();
        for article in articles {
            // Only how long it takes is asked here.
            let _ = engine.read(article.raw());
        }
        runs.push(seconds_now() - begun);
    }
    let found = records
        .into_iter()
        .map(|record| json!({ "mentions": record["mentions"] }))
        .collect();
    Ok(Reading {
        name: format!("Chancery {}", env!("CARGO_PKG_VERSION")),
        seconds: peer::middle(runs),
        found,
    })
}
