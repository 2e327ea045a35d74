//! The annotated articles on disk, and what the engine reads in them.
//!
//! Articles whose text is not ours to keep lie in `gold/real` as offsets and
//! labels. They are judged where the environment variable `CHANCERY_DATA` names
//! a folder with their texts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::ask::RawArticle;
use serde_json::Value;

use crate::elsewhere;

/// Whether rules may be written from an article, or it only measures them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Split {
    /// Read while writing rules.
    Development,
    /// Only measured.
    Test,
}

/// One annotated article.
#[derive(Clone, Debug)]
pub struct Article {
    /// The name of its gold file, without the ending.
    pub id: String,
    /// The folder it lies in, under `tests/gold`.
    pub folder: String,
    /// What it may be used for.
    pub split: Split,
    /// Its text.
    pub text: String,
    /// The name of its text.
    pub file: String,
    /// The day it was published, if that is known apart from the text.
    pub date: Option<String>,
    /// The gold.
    pub gold: Value,
}

impl Article {
    /// As it is given to the engine.
    pub fn raw(&self) -> RawArticle {
        RawArticle {
            file: self.file.clone(),
            text: self.text.clone(),
            date: self.date.clone(),
            ..RawArticle::default()
        }
    }
}

/// Every annotated article whose text is in the project, by folder and name.
///
/// # Errors
/// When a file cannot be read or is no JSON.
pub fn articles() -> anyhow::Result<Vec<Article>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles = Vec::new();
    for folder in sorted(&tests.join("gold"))?.iter().filter(|f| f.is_dir()) {
        if folder.ends_with("real") {
            articles.extend(elsewhere::articles(folder)?);
            continue;
        }
        for file in sorted(folder)? {
            articles.extend(article(tests, folder, &file)?);
        }
    }
    Ok(articles)
}

/// The article of one gold file; `None` for files of another kind, and where
/// the text is not ours to keep.
fn article(tests: &Path, folder: &Path, file: &Path) -> anyhow::Result<Option<Article>> {
    let id = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let plain = id.strip_prefix("test_").unwrap_or(&id);
    let is_article = plain.starts_with(|c: char| c.is_ascii_digit());
    if !is_article || file.extension().is_none_or(|e| e != "json") {
        return Ok(None);
    }
    let gold: Value = serde_json::from_str(&fs::read_to_string(file)?)
        .with_context(|| format!("{} is no JSON", file.display()))?;
    let name = gold["file"].as_str().unwrap_or_default().to_owned();
    let places = [folder.join(&name), tests.join("../seeds").join(&name)];
    let Some(text) = places.iter().find(|p| p.is_file()) else {
        return Ok(None);
    };
    Ok(Some(Article {
        split: if plain == id {
            Split::Development
        } else {
            Split::Test
        },
        folder: folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        text: fs::read_to_string(text)
            .with_context(|| format!("{} cannot be read", text.display()))?,
        file: name,
        date: None,
        id,
        gold,
    }))
}

pub(crate) fn sorted(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// What the engine reads in each of `articles`, in their order.
///
/// # Errors
/// When an article is left out.
pub fn records(articles: &[Article]) -> anyhow::Result<Vec<Value>> {
    let mut engine = Engine::default();
    let mut records = Vec::new();
    for article in articles {
        let added = engine
            .read(article.raw())
            .and_then(|read| engine.add_read(read));
        let id = added.map_err(|out| anyhow::anyhow!("{}: {}", out.file, out.reason))?;
        let record = export::record(&engine, id, OffsetUnit::Utf8Byte);
        records.push(serde_json::to_value(record)?);
    }
    Ok(records)
}
