//! References: CSL-JSON, BibTeX and RIS, one for each article.

use chancery_collection::{Article, ArticleIdx, Collection};
use serde_json::{Value, json};

use super::{date_of, sha256};

/// What a reference says of an article.
struct Reference {
    /// As an article's id in every export.
    id: String,
    title: String,
    /// Year, month, day, as far as the date is known.
    date: Vec<u32>,
    source: Option<String>,
    address: Option<String>,
    /// The file and its hash: what was read.
    note: String,
}

impl Reference {
    fn new(article: &Article) -> Self {
        let sha256 = sha256(&article.text);
        let title: Vec<&str> = article.title.text.split_whitespace().collect();
        Self {
            id: format!("chancery{}", &sha256[..super::ID_DIGITS]),
            title: title.join(" "),
            date: date_of(article)
                .split('-')
                .map_while(|part| part.parse().ok())
                .collect(),
            source: article.source(),
            address: article.origin.address.clone(),
            note: format!("File {}, SHA-256 {sha256}", article.origin.file),
        }
    }
}

fn references(collection: &Collection, selected: &[ArticleIdx]) -> Vec<Reference> {
    let articles = selected
        .iter()
        .map(|idx| &collection.articles()[idx.0 as usize]);
    articles.map(Reference::new).collect()
}

/// CSL-JSON 1.0, for Zotero, Mendeley, pandoc.
pub(super) fn csl(collection: &Collection, selected: &[ArticleIdx]) -> String {
    let items = references(collection, selected)
        .into_iter()
        .map(|reference| {
            let mut item = json!({
                "id": reference.id,
                "type": "article-newspaper",
                "title": reference.title,
                "note": reference.note,
            });
            if !reference.date.is_empty() {
                item["issued"] = json!({ "date-parts": [reference.date] });
            }
            if let Some(source) = reference.source {
                item["container-title"] = json!(source);
            }
            if let Some(address) = reference.address {
                item["URL"] = json!(address);
            }
            item
        });
    Value::Array(items.collect()).to_string() + "\n"
}

/// BibTeX, in UTF-8.
pub(super) fn bibtex(collection: &Collection, selected: &[ArticleIdx]) -> String {
    let mut out = String::new();
    for reference in references(collection, selected) {
        let date: Vec<String> = reference.date.iter().map(|n| format!("{n:02}")).collect();
        let fields = [
            // Doubled, so that capitals stay.
            ("title", Some(format!("{{{}}}", escaped(&reference.title)))),
            ("journal", reference.source.as_deref().map(escaped)),
            ("year", reference.date.first().map(u32::to_string)),
            ("date", (!date.is_empty()).then(|| date.join("-"))),
            ("url", reference.address),
            ("note", Some(escaped(&reference.note))),
        ];
        out.push_str(&format!("@article{{{}", reference.id));
        for (name, value) in fields {
            if let Some(value) = value {
                out.push_str(&format!(",\n  {name} = {{{value}}}"));
            }
        }
        out.push_str("\n}\n\n");
    }
    out
}

/// TeX's own signs as words; braces, which would end the field, too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash "),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            letter => out.push(letter),
        }
    }
    out
}

/// RIS, for EndNote and others.
pub(super) fn ris(collection: &Collection, selected: &[ArticleIdx]) -> String {
    let mut out = String::new();
    for reference in references(collection, selected) {
        let date: Vec<String> = reference.date.iter().map(|n| format!("{n:02}")).collect();
        let fields = [
            ("TY", Some("NEWS".to_owned())),
            ("ID", Some(reference.id)),
            ("TI", Some(reference.title)),
            ("T2", reference.source),
            ("PY", reference.date.first().map(u32::to_string)),
            ("DA", (!date.is_empty()).then(|| date.join("/"))),
            ("UR", reference.address),
            ("N1", Some(reference.note)),
            ("ER", Some(String::new())),
        ];
        for (tag, value) in fields {
            if let Some(value) = value {
                let value: Vec<&str> = value.split_whitespace().collect();
                out.push_str(&format!("{tag}  - {}\r\n", value.join(" ")));
            }
        }
        out.push_str("\r\n");
    }
    out
}
