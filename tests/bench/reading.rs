//! How fast one article is read, natively and in V8; how much memory that takes;
//! and whether the time is linear in its length, whatever it holds.
//!
//! Speed is in tokens and in words between blanks a second of processor time.
//! Memory is the growth of what the process holds in memory (natively, where the
//! system tells it: Linux) or of the module's own memory (in V8), from before the
//! text is there to the peak while it is read, as a multiple of the text.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use chancery_engine::Engine;
use chancery_protocol::ask::RawArticle;
use chancery_tests::gold;
use serde_json::{Value, json};

use crate::articles;
use crate::clock::seconds_now;
use crate::peer;

/// How often all articles are read; the middle counts.
const N_RUNS: usize = 5;

/// Articles of the large collection that are read.
const N_ARTICLES: usize = 2_000;

/// The lengths at which time is compared: megabytes.
const LENGTHS: [usize; 4] = [1, 2, 4, 10];

/// What a long text is made of: its name, and what is repeated.
const KINDS: [(&str, &str); 24] = [
    ("articles in one line", ""),
    ("full stops", "."),
    ("capitals", "A"),
    ("words in capitals", "CAPITALS "),
    ("unknown names", "Zqx Wvu "),
    ("the the", "the "),
    ("and and", "and "),
    ("digits", "1"),
    ("numbers", "1 "),
    ("brackets", "("),
    ("pairs of brackets", "(MEA) "),
    ("quotation marks", "“"),
    ("quotations", "“Yes,” he said. "),
    ("apostrophes", "’"),
    ("empty lines", "\n"),
    ("short lines", "- India\n"),
    ("short paragraphs", "Talks go on.\n\n"),
    ("combining marks", "a\u{301}"),
    ("日本 and 🙂", "日本🙂é"),
    ("one word", "x"),
    ("hyphens", "a-"),
    ("ministers of", "Minister of "),
    ("dates", "on 3 May "),
    ("subjects left out", "will have agreed and "),
];

/// Prints the tables; V8 only with the folder of the module.
pub(crate) fn run(module: Option<&Path>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let (texts, from) = match articles::real(N_ARTICLES)? {
        Some(texts) => (texts, "the large collection"),
        None => {
            let own = gold::articles()?.into_iter().map(|a| a.text);
            (own.collect(), "the annotated articles")
        }
    };
    let tokens = |text: &String| chancery_text::segment(text).tokens.len();
    let n_tokens = texts.iter().map(tokens).sum::<usize>() as f64;
    let n_words = texts.iter().map(|t| t.split_whitespace().count());
    let n_words = n_words.sum::<usize>() as f64;
    writeln!(
        out,
        "\n{:34} {:>12} {:>12}",
        "reading, one thread", "tokens/s", "words/s"
    )?;
    let mut speeds = vec![("native".to_owned(), natively(&texts))];
    if let Some(module) = module {
        let said = peer::in_v8(module, &texts, N_RUNS)?;
        speeds.push((said.name, said.seconds));
    }
    for (name, seconds) in speeds {
        let (tokens, words) = (n_tokens / seconds, n_words / seconds);
        writeln!(out, "{name:34} {tokens:12.0} {words:12.0}")?;
    }
    writeln!(out, "({} articles of {from})", texts.len())?;

    write!(out, "\n{:34}", "nanoseconds a byte, text of")?;
    for n in LENGTHS {
        write!(out, " {:>7}", format!("{n} MB"))?;
    }
    writeln!(out, " {:>7} {:>9}", "ratio", "memory")?;
    for (kind, _) in KINDS {
        write!(out, "{kind:34}")?;
        let mut of_length = Vec::new();
        for n in LENGTHS {
            let (nanoseconds, memory) = in_a_process(kind, n * 1_000_000)?;
            write!(out, " {nanoseconds:7.0}")?;
            out.flush()?;
            of_length.push((nanoseconds, memory));
        }
        let (first, last) = (of_length[0], of_length[LENGTHS.len() - 1]);
        let memory = last.1.map_or("–".to_owned(), |m| format!("{m:.1} ×"));
        writeln!(out, " {:7.2} {memory:>9}", last.0 / first.0)?;
    }
    if let Some(module) = module {
        let text = text(KINDS[0].0, 10_000_000)?;
        let n_tokens = tokens(&text) as f64;
        let n_bytes = text.len() as f64;
        let said = peer::in_v8(module, &[text], 0)?;
        writeln!(
            out,
            "10 MB of {} in {}: {:.0} tokens/s, memory {:.1} ×",
            KINDS[0].0,
            said.name,
            n_tokens / said.seconds,
            said.grown / n_bytes,
        )?;
    }
    writeln!(out, "(ratio of 10 MB to 1 MB: 1 is linear)")?;
    Ok(())
}

fn natively(texts: &[String]) -> f64 {
    let engine = Engine::default();
    let runs = (0..N_RUNS).map(|_| {
        let begun = seconds_now();
        for text in texts {
            // Only how long it takes is asked here.
            let _ = engine.read(article(text.clone()));
        }
        seconds_now() - begun
    });
    peer::middle(runs.collect())
}

fn article(text: String) -> RawArticle {
    RawArticle {
        text,
        ..RawArticle::default()
    }
}

/// A text of that kind and about that length.
fn text(kind: &str, n_bytes: usize) -> anyhow::Result<String> {
    let known = KINDS.iter().find(|(name, _)| *name == kind);
    let Some((_, piece)) = known else {
        bail!("there is no kind of text {kind:?}");
    };
    let piece = match *piece {
        "" => {
            let all = gold::articles()?.into_iter().map(|a| a.text);
            let all = all.collect::<String>();
            all.split_whitespace().collect::<Vec<_>>().join(" ") + " "
        }
        piece => piece.to_owned(),
    };
    // Whatever holds no words is not read: one word stands at the end.
    Ok(piece.repeat(n_bytes / piece.len() + 1) + " end")
}

/// Nanoseconds a byte, and the peak of memory as a multiple of the text, in a
/// process of its own, so that no run finds memory that another left.
fn in_a_process(kind: &str, n_bytes: usize) -> anyhow::Result<(f64, Option<f64>)> {
    let mut command = Command::new(std::env::current_exe()?);
    let output = command
        .args(["read", kind, &n_bytes.to_string()])
        .output()?;
    if !output.status.success() {
        bail!("reading {kind} ended with {}", output.status);
    }
    let said: Value = serde_json::from_slice(&output.stdout)?;
    let nanoseconds = said["nanoseconds"].as_f64().context("no time")?;
    Ok((nanoseconds, said["memory"].as_f64()))
}

/// Reads one text and prints what [`in_a_process`] asks.
pub(crate) fn read_alone(kind: &str, n_bytes: usize) -> anyhow::Result<()> {
    let engine = Engine::default();
    // The tables are made when the first article is read.
    let _ = engine.read(article("A short one.".to_owned()));
    let made = text(kind, n_bytes)?;
    let n_bytes = made.len() as f64;
    // Writing there sets the peak back to what is held now.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = kilobytes("VmRSS:");
    let begun = seconds_now();
    let read = engine.read(article(made));
    let seconds = seconds_now() - begun;
    let peak = kilobytes("VmHWM:");
    drop(read);
    let memory = before
        .zip(peak)
        .map(|(before, peak)| (peak - before) * 1024.0 / n_bytes + 1.0);
    let said = json!({ "nanoseconds": seconds * 1e9 / n_bytes, "memory": memory });
    writeln!(io::stdout(), "{said}")?;
    Ok(())
}

/// What the system tells of this process under a name.
fn kilobytes(name: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
