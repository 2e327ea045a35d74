//! Annotated articles whose text lies elsewhere: offsets and labels become gold
//! of the usual shape. `gold/README.md` tells the format.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::{env, io};

use anyhow::{Context, ensure};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::gold::{Article, Split, sorted};

/// The articles of `folder`; none where no folder with the texts is named.
pub(crate) fn articles(folder: &Path) -> anyhow::Result<Vec<Article>> {
    let Some(data) = env::var_os("CHANCERY_DATA") else {
        return Ok(Vec::new());
    };
    let mut texts = BTreeMap::new();
    let mut articles = Vec::new();
    for file in sorted(folder)? {
        let labels: Value = serde_json::from_str(&fs::read_to_string(&file)?)
            .with_context(|| format!("{} is no JSON", file.display()))?;
        let corpus = labels["corpus"].as_str().unwrap_or_default().to_owned();
        if !texts.contains_key(&corpus) {
            let of_corpus = texts_of(Path::new(&data), &corpus)
                .with_context(|| format!("the texts of {corpus} cannot be read"))?;
            texts.insert(corpus.clone(), of_corpus);
        }
        let id = labels["id"].as_str().unwrap_or_default();
        let text = texts[&corpus]
            .get(id)
            .with_context(|| format!("{corpus} has no {id}"))?;
        let n_bytes = labels["bytes"].as_u64().unwrap_or_default();
        ensure!(
            text.len() as u64 == n_bytes,
            "{id} has another length than the labels say"
        );
        let is_test = labels["split"] == "test";
        articles.push(Article {
            id: file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            folder: "real".to_owned(),
            split: if is_test {
                Split::Test
            } else {
                Split::Development
            },
            text: text.clone(),
            file: id.to_owned(),
            date: labels["date"].as_str().map(str::to_owned),
            gold: gold(&labels, text),
        });
    }
    Ok(articles)
}

/// The texts of one corpus by id.
fn texts_of(data: &Path, corpus: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let is_news = corpus == "news_dev";
    let reader: Box<dyn Read> = if is_news {
        Box::new(GzDecoder::new(File::open(
            data.join("corpus/news_dev.jsonl.gz"),
        )?))
    } else {
        Box::new(open_documents(data, corpus)?)
    };
    let mut texts = BTreeMap::new();
    for line in BufReader::new(reader).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let words = |key: &str| row[key].as_str().unwrap_or_default();
        if is_news {
            let text = format!("{}\n{}", words("title"), words("body"));
            texts.insert(words("id").to_owned(), text);
        } else {
            texts.insert(words("_id").to_owned(), words("text").to_owned());
        }
    }
    Ok(texts)
}

/// Corpora are folders of `re3d`, named in lower case with underscores.
fn open_documents(data: &Path, corpus: &str) -> io::Result<File> {
    let re3d = data.join("re3d");
    for entry in fs::read_dir(&re3d)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.replace([' ', '-'], "_") == corpus.to_lowercase() {
            return File::open(entry.path().join("documents.jsonl"));
        }
    }
    File::open(re3d.join(corpus).join("documents.jsonl"))
}

/// Labels in the shape of gold: indices become entity ids, layers that are not
/// annotated stay away.
fn gold(labels: &Value, text: &str) -> Value {
    let mut entity_of: BTreeMap<u64, String> = BTreeMap::new();
    for (at, entity) in list(&labels["entities"]).iter().enumerate() {
        for mention in list(entity).iter().filter_map(Value::as_u64) {
            entity_of.insert(mention, format!("{}/{at}", labels["id"]));
        }
    }
    let rows = (0u64..).zip(list(&labels["mentions"]));
    let mentions: Vec<Value> = rows
        .map(|(at, row)| {
            let mut mention = row[3].clone();
            mention["type"] = row[0].clone();
            mention["start"] = row[1].clone();
            mention["end"] = row[2].clone();
            mention["surface"] = slice(text, &row[1], &row[2]).into();
            mention["entity"] = entity_of.get(&at).cloned().into();
            mention
        })
        .collect();
    let actor = |at: &Value| -> Value {
        let id = at.as_u64().and_then(|at| entity_of.get(&at));
        id.cloned().into()
    };
    let spans = |record: &Value| -> Value {
        let spans = list(&record["evidence"]).iter();
        spans
            .map(|s| json!({ "start": s[0], "end": s[1] }))
            .collect()
    };
    let mut gold = json!({
        "annotated_types": ["person", "org", "place", "norp", "date", "money", "number", "role", "programme", "equipment"],
        "mentions": mentions,
        "only": labels["only"],
        "clean": { "boilerplate": [] },
    });
    if labels.get("roles").is_some() {
        let roles = list(&labels["roles"]).iter();
        gold["roles"] = roles
            .map(|role| {
                let mut out = role.clone();
                out["person"] = actor(&role["person"]);
                out["evidence"] = spans(role);
                if role["role"].is_null() {
                    out["basis"] = "implied_by_counterpart".into();
                } else {
                    out["role"] = slice(text, &role["role"][0], &role["role"][1]).into();
                }
                out
            })
            .collect();
    }
    if labels.get("meetings").is_some() {
        let meetings = list(&labels["meetings"]).iter();
        gold["meetings"] = meetings
            .map(|meeting| {
                let mut out = meeting.clone();
                out["participants"] = list(&meeting["participants"]).iter().map(actor).collect();
                out["evidence"] = spans(meeting);
                out
            })
            .collect();
    }
    gold
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn slice<'t>(text: &'t str, start: &Value, end: &Value) -> &'t str {
    let at = |v: &Value| v.as_u64().unwrap_or_default() as usize;
    text.get(at(start)..at(end))
        .unwrap_or("(not on a character's edge)")
}
