//! tantivy on the articles and questions of the search benchmark, one thread:
//! `chancery-bench-tantivy ARTICLES.jsonl QUESTIONS.json`. Prints what
//! `../peers/search.mjs` prints.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::time::Instant;

use serde_json::{Value, json};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{FuzzyTermQuery, Query, QueryParser, RegexQuery};
use tantivy::schema::{STRING, Schema, TEXT};
use tantivy::{Index, Term, doc};

/// Processor seconds of this process so far, all threads, in steps of 10 ms.
fn all_seconds() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let after = told.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak_mb() -> f64 {
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1e3
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let questions: Vec<Value> = serde_json::from_str(&fs::read_to_string(&args[2])?)?;
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let source = schema.add_text_field("source", STRING);
    let folder = std::env::temp_dir().join(format!("chancery-tantivy-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let index = Index::create_in_dir(&folder, schema.build())?;

    let begun = all_seconds();
    let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
    for line in BufReader::new(File::open(&args[1])?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let of = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
        writer
            .add_document(doc!(title => of("title"), text => of("body"), source => of("source")))?;
    }
    writer.commit()?;
    let index_seconds = all_seconds() - begun;
    writer.wait_merging_threads()?;
    let peak_mb = peak_mb();
    let files = fs::read_dir(&folder)?.flatten();
    let index_bytes: u64 = files
        .filter_map(|f| f.metadata().ok())
        .map(|m| m.len())
        .sum();

    let opened = Instant::now();
    let index = Index::open_in_dir(&folder)?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![title, text]);
    let in_title = QueryParser::for_index(&index, vec![title]);
    let query = |question: &Value| -> Option<Box<dyn Query>> {
        let words: Vec<&str> = question["words"]
            .as_array()?
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let parse = |line: String| parser.parse_query(&line).ok();
        match question["kind"].as_str()? {
            "word" => parse(words[0].to_owned()),
            "and" => parse(format!("{} AND {}", words[0], words[1])),
            "or" => parse(format!("{} OR {}", words[0], words[1])),
            "phrase" => parse(format!("\"{} {}\"", words[0], words[1])),
            "near" => parse(format!("\"{} {}\"~5", words[0], words[1])),
            "field" => in_title.parse_query(words[0]).ok(),
            "prefix" => Some(Box::new(
                RegexQuery::from_pattern(&format!("{}.*", words[0]), text).ok()?,
            )),
            "fuzzy" => Some(Box::new(FuzzyTermQuery::new(
                Term::from_field_text(text, words[0]),
                1,
                true,
            ))),
            _ => None,
        }
    };
    let ask = |query: &dyn Query| searcher.search(query, &(TopDocs::with_limit(20), Count));
    if let Some(first) = query(&questions[0]) {
        ask(&*first)?;
    }
    let start_ms = opened.elapsed().as_secs_f64() * 1e3;
    let mut answers = Vec::new();
    for question in &questions {
        let mut least: Option<(f64, usize)> = None;
        for _ in 0..3 {
            let begun = Instant::now();
            let Some(query) = query(question) else {
                continue;
            };
            let n_found = ask(&*query)?.1;
            let ms = begun.elapsed().as_secs_f64() * 1e3;
            least = Some(least.map_or((ms, n_found), |l| (l.0.min(ms), n_found)));
        }
        answers.push(least);
    }
    fs::remove_dir_all(&folder)?;
    let said = json!({
        "name": "tantivy 0.25, native, one thread",
        "index_seconds": index_seconds,
        "index_bytes": index_bytes,
        "saved_bytes": index_bytes,
        "start_ms": start_ms,
        "answers": answers,
        "snippets_ms": [],
        "facets_ms": [],
        "peak_mb": peak_mb,
    });
    println!("{said}");
    Ok(())
}
