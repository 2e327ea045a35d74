//! Words found among many articles: ours, native and as WebAssembly in V8, beside
//! what else runs in a browser, and tantivy, natively; in one run.
//!
//! Everyone indexes the same articles and is asked the same questions, 50 of each
//! of eight kinds, their words drawn from the articles by a fixed seed. A question
//! is answered by the best 20 articles; the least of three runs counts. 100,000
//! articles are made from 10,000: each takes its sentences from any of them, in
//! turn, so that words and phrases stay those of news and new pairs keep appearing.
//! Index time is the processor's, of all threads. Ours is told twice: by words
//! alone, as the rivals do, and with all that is read in an article.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use chancery_engine::Engine;
use chancery_protocol::ask::{RawFile, Request, Selection, Sort};
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::seconds_now;

const KINDS: [&str; 8] = [
    "word", "and", "or", "phrase", "prefix", "fuzzy", "near", "field",
];

/// Questions of each kind.
const N_EACH: usize = 50;

/// Times a question is asked; the least counts.
const N_RUNS: usize = 3;

/// Nobody is waited for longer.
const LIMIT: Duration = Duration::from_secs(480);

/// What is brought for it, and where.
pub(crate) struct Rivals {
    /// The folder `node_modules`.
    pub(crate) modules: PathBuf,
    /// Ours, as a module for V8.
    pub(crate) module: PathBuf,
    /// The program that asks tantivy.
    pub(crate) tantivy: PathBuf,
}

#[derive(Serialize)]
struct Question {
    kind: &'static str,
    words: Vec<String>,
}

/// What somebody was measured at.
#[derive(Deserialize)]
struct Measured {
    name: String,
    index_seconds: f64,
    index_bytes: f64,
    saved_bytes: f64,
    start_ms: Option<f64>,
    answers: Vec<Option<(f64, f64)>>,
    snippets_ms: Vec<f64>,
    facets_ms: Vec<f64>,
    peak_mb: Option<f64>,
    wasm_mb: Option<f64>,
}

/// Measures all on the articles of `corpus` and on `n_articles` made from them, if
/// that is not 0; only those whose name holds one of `only`, if any are named.
pub(crate) fn run(
    corpus: &Path,
    n_made: usize,
    rivals: &Rivals,
    only: &[&str],
) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("chancery-search-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let articles = folder.join("articles.jsonl");
    let mut unpacked = BufWriter::new(File::create(&articles)?);
    io::copy(&mut GzDecoder::new(File::open(corpus)?), &mut unpacked)?;
    unpacked.flush()?;
    let mut files = vec![articles];
    if n_made > 0 {
        files.push(made(&files[0], n_made, &folder)?);
    }
    for file in &files {
        measure(file, rivals, only, &folder)?;
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn measure(file: &Path, rivals: &Rivals, only: &[&str], folder: &Path) -> anyhow::Result<()> {
    let questions = questions(file)?;
    let asked = folder.join("questions.json");
    fs::write(&asked, serde_json::to_string(&questions)?)?;
    let (mut n_articles, mut n_bytes) = (0, 0);
    for article in articles(file)? {
        n_articles += 1;
        n_bytes += text(&article?).len();
    }
    let mut out = io::stdout().lock();
    let megabytes = n_bytes as f64 / 1e6;
    writeln!(out, "\n{n_articles} articles, {megabytes:.1} MB of text\n")?;
    writeln!(
        out,
        "| | index s | bytes a byte | saved | start ms | p50 | p95 | p99 ms | 20 snippets | facets | peak MB |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )?;
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| name.contains(o));
    let mut measured = Vec::new();
    let mut take = |one: anyhow::Result<Measured>, name: &str| -> anyhow::Result<()> {
        match one {
            Ok(one) => {
                writeln!(out, "{}", row(&one, n_bytes as f64))?;
                measured.push(one);
            }
            Err(error) => writeln!(out, "| {name}: left out: {error:#} |")?,
        }
        out.flush()?;
        Ok(())
    };
    for how in ["native-words", "native-all"]
        .into_iter()
        .filter(|n| wanted(n))
    {
        take(native(file, &questions, how == "native-words"), how)?;
    }
    let node = [
        "chancery-words",
        "chancery-all",
        "minisearch",
        "flexsearch",
        "fts5",
        "orama",
    ];
    for name in node.into_iter().filter(|n| wanted(n)) {
        let mut command = Command::new("node");
        command.arg("--max-old-space-size=12000");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/peers/search.mjs"));
        command.arg(&rivals.modules).arg(name).arg(file).arg(&asked);
        command.arg(&rivals.module);
        take(told(&mut command), name)?;
    }
    if wanted("tantivy") {
        let mut command = Command::new(&rivals.tantivy);
        command.arg(file).arg(&asked);
        take(told(&mut command), "tantivy")?;
    }
    drop(out);
    by_kind(&measured, &questions)
}

/// Milliseconds of each kind, in the middle and at the worst of twenty.
fn by_kind(measured: &[Measured], questions: &[Question]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "\n| p50 / p95 ms | {} |", KINDS.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(KINDS.len()))?;
    for one in measured {
        write!(out, "| {} |", one.name)?;
        for kind in KINDS {
            let of_kind = questions.iter().zip(&one.answers);
            let of_kind = of_kind.filter(|(q, _)| q.kind == kind);
            let times: Vec<f64> = of_kind.filter_map(|(_, a)| Some(a.as_ref()?.0)).collect();
            match times[..] {
                [] => write!(out, " – |")?,
                _ => write!(out, " {:.3} / {:.3} |", at(&times, 0.5), at(&times, 0.95))?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn row(one: &Measured, n_bytes: f64) -> String {
    let times: Vec<f64> = one.answers.iter().flatten().map(|a| a.0).collect();
    let or_dash = |number: Option<f64>| number.map_or("–".to_owned(), |n| format!("{n:.2}"));
    let middle = |times: &[f64]| or_dash((!times.is_empty()).then(|| at(times, 0.5)));
    let memory = match (one.peak_mb, one.wasm_mb) {
        (Some(all), Some(wasm)) => format!("{all:.0} ({wasm:.0} wasm)"),
        (Some(all), None) => format!("{all:.0}"),
        _ => "–".to_owned(),
    };
    format!(
        "| {} | {:.2} | {:.2} | {:.2} | {} | {:.3} | {:.3} | {:.3} | {} | {} | {memory} |",
        one.name,
        one.index_seconds,
        one.index_bytes / n_bytes,
        one.saved_bytes / n_bytes,
        or_dash(one.start_ms),
        at(&times, 0.5),
        at(&times, 0.95),
        at(&times, 0.99),
        middle(&one.snippets_ms),
        middle(&one.facets_ms),
    )
}

/// The time that a share of all does not exceed.
fn at(times: &[f64], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let place = (share * times.len() as f64).ceil() as usize;
    times.get(place.max(1) - 1).copied().unwrap_or(f64::NAN)
}

/// What `command` says of itself, if it does so in time.
fn told(command: &mut Command) -> anyhow::Result<Measured> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("{:?} does not start", command.get_program()))?;
    let begun = Instant::now();
    // What it says is short and waits in the pipe.
    while child.try_wait()?.is_none() {
        if begun.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            bail!("it took more than {} minutes", LIMIT.as_secs() / 60);
        }
        thread::sleep(Duration::from_millis(200));
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|l| !l.trim().is_empty());
        bail!("{}: {}", output.status, last.unwrap_or_default());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn native(file: &Path, questions: &[Question], words_only: bool) -> anyhow::Result<Measured> {
    let mut engine = Engine::default();
    let begun = seconds_now();
    let mut batch = Vec::new();
    let mut lines = BufReader::new(File::open(file)?).split(b'\n');
    loop {
        let line = lines.next().transpose()?;
        if let Some(line) = &line {
            batch.extend_from_slice(line);
            batch.push(b'\n');
        }
        // As much as the page gives at a time.
        if batch.len() > 1_000_000 || line.is_none() {
            let name = "articles.jsonl".to_owned();
            let bytes = std::mem::take(&mut batch);
            let files = vec![RawFile { name, bytes }];
            if words_only {
                for raw in chancery_engine::import(&files).0 {
                    // The same text twice is one article.
                    let _ = engine.add_unread(raw);
                }
            } else {
                engine.handle(Request::Import { files }, &mut |_, _| ());
            }
        }
        if line.is_none() {
            break;
        }
    }
    let index_bytes = engine.n_index_bytes() as f64;
    let index_seconds = seconds_now() - begun;
    let peak_mb = peak_mb();
    let saved = engine.save();
    let saved_bytes = saved.len() as f64;
    drop(engine);
    let begun = seconds_now();
    let mut engine = Engine::open(saved, &mut |_, _| ())?;
    engine.best(&line(&questions[0]), 20);
    let start_ms = (seconds_now() - begun) * 1e3;
    let mut measured = Measured {
        name: format!(
            "Chancery, native, {}",
            if words_only {
                "words alone"
            } else {
                "all that is read"
            }
        ),
        index_seconds,
        index_bytes,
        saved_bytes,
        start_ms: Some(start_ms),
        answers: Vec::new(),
        snippets_ms: Vec::new(),
        facets_ms: Vec::new(),
        peak_mb,
        wasm_mb: None,
    };
    for question in questions {
        let line = line(question);
        let answer = least(|| engine.best(&line, 20).0);
        measured.answers.push(Some(answer));
        if question.kind == "word" {
            let selection = Selection {
                find: line,
                ..Selection::default()
            };
            let list = least(|| engine.list(&selection, Sort::Best, 20).len());
            measured.snippets_ms.push(list.0);
            let survey = Request::Survey {
                selection,
                sort: Sort::Imported,
                from: 0,
                n_rows: 0,
            };
            if !words_only {
                let facets = least(|| {
                    engine.handle(survey.clone(), &mut |_, _| ());
                    0
                });
                measured.facets_ms.push(facets.0);
            }
        }
    }
    Ok(measured)
}

/// The least milliseconds of some runs, and what the last one found.
fn least(mut run: impl FnMut() -> usize) -> (f64, f64) {
    let (mut least, mut found) = (f64::INFINITY, 0);
    for _ in 0..N_RUNS {
        let begun = Instant::now();
        found = run();
        least = least.min(begun.elapsed().as_secs_f64() * 1e3);
    }
    (least, found as f64)
}

fn peak_mb() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1e3)
}

fn line(question: &Question) -> String {
    let (a, b) = (&question.words[0], question.words.last());
    let b = b.map_or("", |b| b);
    match question.kind {
        "and" => format!("{a} {b}"),
        "or" => format!("{a} OR {b}"),
        "phrase" => format!("\"{a} {b}\""),
        "prefix" => format!("{a}*"),
        "fuzzy" => format!("~{a}"),
        "near" => format!("{a} NEAR/5 {b}"),
        "field" => format!("in:title {a}"),
        _ => a.clone(),
    }
}

fn articles(file: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Value>>> {
    let lines = BufReader::new(File::open(file)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

fn text(article: &Value) -> &str {
    article["body"].as_str().unwrap_or_default()
}

/// A small generator of numbers, the same on every run (PCG's multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// Words that everyone cuts alike: letters of English alone, three and more.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    let is_plain = |w: &&str| w.len() > 2 && w.bytes().all(|b| b.is_ascii_alphabetic());
    words
        .filter(is_plain)
        .map(str::to_ascii_lowercase)
        .collect()
}

fn questions(file: &Path) -> anyhow::Result<Vec<Question>> {
    // Every hundredth article is enough to draw from.
    let drawn = articles(file)?.step_by(100);
    let texts: Vec<Vec<String>> = drawn
        .map(|article| Ok(plain_words(text(&article?))))
        .collect::<anyhow::Result<_>>()?;
    let texts: Vec<Vec<String>> = texts.into_iter().filter(|w| w.len() > 40).collect();
    let mut dice = Dice(11);
    let mut questions = Vec::new();
    for kind in KINDS {
        for _ in 0..N_EACH {
            let words = &texts[dice.roll(texts.len())];
            let other = &texts[dice.roll(texts.len())];
            let at = dice.roll(words.len() - 6);
            let step = dice.roll(4) + 1;
            let (a, b) = (words[at].clone(), words[at + step].clone());
            let far = other[dice.roll(other.len())].clone();
            let words = match kind {
                "and" => vec![a, words[dice.roll(words.len())].clone()],
                "or" => vec![a, far],
                "phrase" => vec![a, words[at + 1].clone()],
                "near" => vec![a, b],
                "prefix" => vec![a.chars().take(4).collect()],
                "fuzzy" => vec![misspelt(&a, &mut dice)],
                _ => vec![a],
            };
            questions.push(Question { kind, words });
        }
    }
    Ok(questions)
}

/// A word with one letter changed; a short one is doubled first, as nobody asks
/// for what is almost "the".
fn misspelt(word: &str, dice: &mut Dice) -> String {
    let word = if word.len() < 5 {
        format!("{word}{word}")
    } else {
        word.to_owned()
    };
    let at = dice.roll(word.len());
    let letter = char::from(b'a' + dice.roll(26) as u8);
    format!("{}{letter}{}", &word[..at], &word[at + 1..])
}

/// `n` articles, each of sentences that follow each other in the list of all
/// sentences, shuffled: as many as an article of the corpus has.
fn made(file: &Path, n: usize, folder: &Path) -> anyhow::Result<PathBuf> {
    let (mut sentences, mut lengths, mut heads): (Vec<String>, Vec<usize>, Vec<Value>) =
        (Vec::new(), Vec::new(), Vec::new());
    for article in articles(file)? {
        let article = article?;
        let before = sentences.len();
        let of_text = text(&article).split_inclusive(". ").map(str::to_owned);
        sentences.extend(of_text);
        lengths.push(sentences.len() - before);
        heads.push(json!({ "title": article["title"], "source": article["source"] }));
    }
    let path = folder.join("made.jsonl");
    let mut out = BufWriter::new(File::create(&path)?);
    let mut dice = Dice(7);
    for id in 0..n {
        let n_sentences = lengths[id % lengths.len()];
        let body: String = (0..n_sentences)
            .map(|_| sentences[dice.roll(sentences.len())].as_str())
            .collect();
        let head = &heads[dice.roll(heads.len())];
        let article = json!({
            "id": id, "title": head["title"], "source": head["source"], "body": body,
        });
        serde_json::to_writer(&mut out, &article)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(path)
}
