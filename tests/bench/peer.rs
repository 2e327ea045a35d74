//! Other people's programs, run on the same articles.
//!
//! A rival is a script that reads a JSON list of texts and the number of runs
//! from its input and prints `{name, seconds, found}`: the processor's seconds
//! of each run, and of each text a list of `[type, start, end]`, in UTF-16 units
//! (Node) or code points (Python).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use chancery_tests::Article;
use serde_json::{Value, json};

/// The rivals that run in Node and in a browser, as `peers/node.mjs` knows them.
pub(crate) const NODE: [&str; 3] = ["compromise", "wink-nlp", "chrono-node"];

/// What somebody read in all articles.
pub(crate) struct Reading {
    /// Name and version.
    pub(crate) name: String,
    /// Seconds of processor time for all articles once, the middle of the runs.
    pub(crate) seconds: f64,
    /// Of each article a record with `mentions` only.
    pub(crate) found: Vec<Value>,
}

/// How a script counts characters.
#[derive(Clone, Copy)]
enum Unit {
    Utf16,
    CodePoint,
}

/// Runs one of [`NODE`] from the folder `node_modules` that holds it.
pub(crate) fn in_node(
    name: &str,
    modules: &Path,
    articles: &[Article],
    n_runs: usize,
) -> anyhow::Result<Reading> {
    let mut node = Command::new("node");
    node.arg(script("node.mjs")).arg(modules).arg(name);
    let texts: Vec<&str> = articles.iter().map(|a| a.text.as_str()).collect();
    let said = ask(&mut node, &texts, n_runs).with_context(|| name.to_owned())?;
    reading(&said, articles, Unit::Utf16)
}

/// Runs spaCy's small English model, where Python finds both; else says why not.
pub(crate) fn in_spacy(
    articles: &[Article],
    n_runs: usize,
) -> anyhow::Result<Result<Reading, String>> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let mut python = Command::new(python);
    python.arg(script("spacy_names.py"));
    let texts: Vec<&str> = articles.iter().map(|a| a.text.as_str()).collect();
    let said = ask(&mut python, &texts, n_runs)?;
    match said["absent"].as_str() {
        Some(reason) => Ok(Err(reason.to_owned())),
        None => reading(&said, articles, Unit::CodePoint).map(Ok),
    }
}

/// What our own module did in V8.
pub(crate) struct InV8 {
    /// The engine and its version.
    pub(crate) name: String,
    /// Seconds of processor time for all texts once, the middle of the runs.
    pub(crate) seconds: f64,
    /// By how much the module's memory grew: bytes.
    pub(crate) grown: f64,
}

/// Reads `texts` in our own module, as Node compiles it, from the folder that
/// holds it.
pub(crate) fn in_v8(module: &Path, texts: &[String], n_runs: usize) -> anyhow::Result<InV8> {
    let mut node = Command::new("node");
    node.arg(script("read.mjs")).arg(module);
    let said = ask(&mut node, texts, n_runs).context("our own module in Node")?;
    Ok(InV8 {
        name: said["name"].as_str().unwrap_or_default().to_owned(),
        seconds: middle(serde_json::from_value(said["seconds"].clone())?),
        grown: said["grown"].as_f64().unwrap_or(f64::NAN),
    })
}

fn script(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("bench/peers")
        .join(name)
}

fn ask(command: &mut Command, texts: &[impl AsRef<str>], n_runs: usize) -> anyhow::Result<Value> {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let question = json!({ "texts": texts, "n_runs": n_runs }).to_string();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{:?} does not start", command.get_program()))?;
    let mut stdin = child.stdin.take().context("no input")?;
    // It reads everything before it writes anything.
    stdin.write_all(question.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("it ended with {}", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn reading(said: &Value, articles: &[Article], unit: Unit) -> anyhow::Result<Reading> {
    let runs: Vec<f64> = serde_json::from_value(said["seconds"].clone())?;
    let found: Vec<Vec<(String, usize, usize)>> = serde_json::from_value(said["found"].clone())?;
    let found = articles.iter().zip(found).map(|(article, spans)| {
        let byte_of = bytes(&article.text, unit);
        let mentions: Vec<Value> = spans
            .into_iter()
            .filter_map(|(kind, start, end)| {
                let (start, end) = (byte_of.get(start)?, byte_of.get(end)?);
                Some(json!({ "type": kind, "start": start, "end": end }))
            })
            .collect();
        json!({ "mentions": mentions })
    });
    Ok(Reading {
        name: said["name"].as_str().unwrap_or_default().to_owned(),
        seconds: middle(runs),
        found: found.collect(),
    })
}

/// The byte at which each unit of a text begins, and the text's length.
fn bytes(text: &str, unit: Unit) -> Vec<usize> {
    let starts = text.char_indices().flat_map(|(at, c)| {
        let n_units = match unit {
            Unit::Utf16 => c.len_utf16(),
            Unit::CodePoint => 1,
        };
        std::iter::repeat_n(at, n_units)
    });
    starts.chain([text.len()]).collect()
}

/// The middle of some runs.
pub(crate) fn middle(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs.get(runs.len() / 2).copied().unwrap_or(f64::NAN)
}
