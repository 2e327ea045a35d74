//! How long it takes to read a collection and to answer what the page asks of it.
//!
//! Reading is told in words and megabytes a second of one core; answers in
//! milliseconds, the least and the middle of several runs.

use std::io::{self, Write};
use std::path::Path;

use chancery_engine::Engine;
use chancery_protocol::answer::{Response, Survey};
use chancery_protocol::ask::{Clause, Lens, RawFile, Request, Selection, Sort};

use crate::articles;
use crate::clock::seconds_now;

/// Runs of each question.
const N_RUNS: usize = 9;

/// Reads the articles of a JSONL file, packed with gzip or not, and asks.
pub(crate) fn run(path: &Path) -> anyhow::Result<()> {
    let bytes = articles::unpacked(path)?;
    let name = "articles.jsonl".to_owned();
    let mut out = io::stdout().lock();

    let (n_bytes, files) = (bytes.len(), vec![RawFile { name, bytes }]);
    let mut engine = Engine::default();
    let started = seconds_now();
    engine.handle(Request::Import { files }, &mut |_, _| ());
    let seconds = seconds_now() - started;
    let all = survey(&mut engine, &Selection::default());
    let n_words: u64 = all.rows.iter().map(|row| u64::from(row.n_words)).sum();
    writeln!(
        out,
        "{} articles, {n_words} words: read and added in {seconds:.2} s, {:.0} words and {:.2} MB a second",
        all.n_articles,
        n_words as f64 / seconds,
        n_bytes as f64 / 1e6 / seconds,
    )?;

    let theme = |key: &str, exclude| Clause {
        lens: Lens::Theme,
        key: key.to_owned(),
        exclude,
    };
    let find = |line: &str| Selection {
        find: line.to_owned(),
        ..Selection::default()
    };
    let chosen = |clauses: Vec<Clause>| Selection {
        clauses,
        ..Selection::default()
    };
    let questions = [
        ("nothing chosen", Selection::default()),
        ("one theme", chosen(vec![theme("trade", false)])),
        (
            "two themes, one left out",
            chosen(vec![
                theme("trade", false),
                theme("defence", false),
                theme("conflict", true),
            ]),
        ),
        ("a word", find("government")),
        ("a phrase", find("\"prime minister\"")),
        (
            "a theme and two words",
            Selection {
                find: "oil price".to_owned(),
                ..chosen(vec![theme("trade", false)])
            },
        ),
        ("nothing found", find("oil zzz")),
    ];
    for (name, selection) in questions {
        let mut n_articles = 0;
        let mut milliseconds: Vec<f64> = (0..N_RUNS)
            .map(|_| {
                let started = seconds_now();
                n_articles = page_of(&mut engine, &selection).n_articles;
                (seconds_now() - started) * 1e3
            })
            .collect();
        milliseconds.sort_by(f64::total_cmp);
        writeln!(
            out,
            "survey, {name:26} {n_articles:6} articles  {:8.2} ms least {:8.2} ms middle",
            milliseconds[0],
            milliseconds[N_RUNS / 2]
        )?;
    }
    Ok(())
}

/// All rows.
fn survey(engine: &mut Engine, selection: &Selection) -> Survey {
    ask(engine, selection, u32::MAX)
}

/// As the page asks: the first 50 rows.
fn page_of(engine: &mut Engine, selection: &Selection) -> Survey {
    ask(engine, selection, 50)
}

fn ask(engine: &mut Engine, selection: &Selection, n_rows: u32) -> Survey {
    let request = Request::Survey {
        selection: selection.clone(),
        sort: Sort::Hits,
        from: 0,
        n_rows,
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Survey(survey) => survey,
        other => unreachable!("a survey is answered by a survey, not {other:?}"),
    }
}
