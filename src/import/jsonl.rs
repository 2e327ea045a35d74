//! JSON: one object, a list of objects, or one object a line, each an article
//! with fields of any of the usual names.

use serde_json::{Map, Value};

use crate::field::{self, Field};
use crate::{ImportError, Imported, RawArticle};

/// The articles in the JSON that is the text of `raw`; rows that are none are
/// named.
pub(crate) fn articles(raw: &RawArticle) -> Imported {
    let rows: Vec<_> = match serde_json::from_str::<Value>(&raw.text) {
        Ok(whole) => (1..).zip(objects(whole).into_iter().map(Ok)).collect(),
        Err(_) => (1..)
            .zip(raw.text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(row, line)| (row, serde_json::from_str(line)))
            .collect(),
    };
    let mut out = Imported::default();
    for (row, value) in rows {
        let article = match value {
            Ok(Value::Object(object)) => from_object(raw, row, object),
            Ok(_) => Err(format!("is not an object. {WANTED}")),
            Err(error) => Err(format!("is not JSON ({error}). {WANTED}")),
        };
        match article {
            Ok(article) => out.articles.push(article),
            Err(why) => out.left_out.push(ImportError::row(&raw.file, row, why)),
        }
    }
    out
}

const WANTED: &str = "Each line must be one object with a field \"text\".";

/// The objects of a whole file: itself, those it lists, or those under "articles".
fn objects(whole: Value) -> Vec<Value> {
    match whole {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("articles") {
            Some(Value::Array(list)) => list,
            Some(other) => {
                object.insert("articles".to_owned(), other);
                vec![Value::Object(object)]
            }
            None => vec![Value::Object(object)],
        },
        other => vec![other],
    }
}

/// The article of one object; the error says why it is none, after "Row 7 ".
fn from_object(
    raw: &RawArticle,
    row: usize,
    object: Map<String, Value>,
) -> Result<RawArticle, String> {
    let mut article = RawArticle {
        file: match object.get("id") {
            Some(Value::String(id)) => format!("{}#{id}", raw.file),
            Some(Value::Number(id)) => format!("{}#{id}", raw.file),
            _ => format!("{}#{row}", raw.file),
        },
        problems: raw.problems.clone(),
        ..RawArticle::default()
    };
    // Of two names for one field the more usual one is taken.
    let mut known: Vec<(Field, usize, String)> = Vec::new();
    for (name, value) in object {
        let Some((field, rank)) = field::field(&name) else {
            continue;
        };
        let Some(value) = words(value) else {
            continue;
        };
        match known.iter_mut().find(|k| k.0 == field) {
            Some(known) if known.1 <= rank => {}
            Some(known) => *known = (field, rank, value),
            None => known.push((field, rank, value)),
        }
    }
    for (field, _, value) in known {
        if field == Field::Text {
            article.text = value;
        } else {
            field::take(&mut article, field, &value);
        }
    }
    if article.text.is_empty() {
        return Err(
            "has no text: a field \"text\", \"body\" or \"content\" with words in it.".to_owned(),
        );
    }
    Ok(article)
}

/// A field's words; a source may be an object with a name.
fn words(value: Value) -> Option<String> {
    match value {
        Value::String(words) if !words.trim().is_empty() => Some(words),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => object.remove("name").and_then(words),
        Value::String(_) | Value::Bool(_) | Value::Array(_) | Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Imported {
        articles(&RawArticle {
            file: "a.jsonl".into(),
            text: text.into(),
            ..RawArticle::default()
        })
    }

    #[test]
    fn objects_become_articles() {
        let cases = [
            r#"{"id": "x", "text": "T – 日本 🙂", "headline": "H", "publishedAt": "2023-07-27T00:00Z", "source": {"id": null, "name": "S"}, "link": "u"}"#,
            r#"[{"id": "x", "body": "T – 日本 🙂", "title": "H", "date": "2023-07-27", "publisher": "S", "url": "u"}]"#,
            r#"{"articles": [{"id": "x", "content": "T – 日本 🙂", "title": "H", "date": "27 July 2023", "outlet": "S", "url": "u", "description": "short"}]}"#,
        ];
        for text in cases {
            let expected = RawArticle {
                file: "a.jsonl#x".into(),
                text: "T – 日本 🙂".into(),
                title: Some("H".into()),
                date: Some("2023-07-27".into()),
                source: Some("S".into()),
                address: Some("u".into()),
                problems: vec![],
            };
            assert_eq!(read(text).articles, [expected]);
        }
        let two = read("{\"text\": \"a\"}\n\n{\"text\": \"b\", \"file\": \"b.txt\"}\n");
        let files: Vec<_> = two.articles.iter().map(|a| a.file.as_str()).collect();
        assert_eq!(files, ["a.jsonl#1", "b.txt"]);
    }

    #[test]
    fn rows_that_are_no_articles_are_named() {
        let cases = [
            ("{\"text\": \"a\"}\n{\"text\":", 1, "Row 2 is not JSON"),
            ("{\"text\":\n{\"text\": \"a\"}\n", 1, "Row 1 is not JSON"),
            ("{\"title\": \"a\"}", 0, "Row 1 has no text"),
            ("{\"text\": \" \"}", 0, "Row 1 has no text"),
            ("[1, {\"text\": \"a\"}]", 1, "Row 1 is not an object"),
            ("7", 0, "Row 1 is not an object"),
        ];
        for (text, n_articles, expected) in cases {
            let imported = read(text);
            assert_eq!(imported.articles.len(), n_articles, "{text}");
            let error = imported.left_out[0].to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
