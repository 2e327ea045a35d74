//! JSON: one object, a list of objects, or one object a line, each an article
//! with fields of any of the usual names.

use serde_json::{Map, Value};

use crate::field::{self, Field};
use crate::{ImportError, Imported, RawArticle};

/// Adds the articles in the JSON that is the text of `raw`; rows that are none are
/// named.
pub(crate) fn articles(raw: &RawArticle, out: &mut Imported) {
    let rows: Vec<_> = match serde_json::from_str::<Value>(&raw.text) {
        Ok(whole) => (1..).zip(objects(whole).into_iter().map(Ok)).collect(),
        Err(_) => (1..)
            .zip(raw.text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(row, line)| (row, serde_json::from_str(line)))
            .collect(),
    };
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
}

const WANTED: &str = "Each line must be one object with a field \"text\".";

/// How deep answers of news services wrap their articles.
const MAX_DEPTH: usize = 4;

/// Fewer characters are no article where its name does not say that it is one.
const MIN_TEXT: usize = 80;

/// The objects of a whole file: itself, those it lists, or the longest list of
/// objects within it.
fn objects(whole: Value) -> Vec<Value> {
    match whole {
        Value::Array(list) => list,
        Value::Object(object) => {
            if object.keys().any(|name| is_text(name)) && !object.contains_key("articles") {
                return vec![Value::Object(object)];
            }
            let mut lists = Vec::new();
            let whole = Value::Object(object);
            find_lists(&whole, MAX_DEPTH, &mut lists);
            // Of two as long the one that comes first.
            let longest = lists.iter().rev().max_by_key(|list| list.len());
            match longest {
                Some(list) => list.to_vec(),
                None => vec![whole],
            }
        }
        other => vec![other],
    }
}

fn is_text(name: &str) -> bool {
    matches!(field::field(name), Some((Field::Text, _)))
}

fn find_lists<'v>(value: &'v Value, depth: usize, lists: &mut Vec<&'v [Value]>) {
    let Value::Object(object) = value else {
        return;
    };
    for value in object.values() {
        match value {
            Value::Array(list) if !list.is_empty() && list.iter().all(Value::is_object) => {
                lists.push(list);
            }
            _ if depth > 0 => find_lists(value, depth - 1, lists),
            _ => {}
        }
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
    let mut longest: Option<(String, String)> = None;
    for (name, value) in fields(object) {
        let Some(value) = words(value) else {
            continue;
        };
        let Some((field, rank)) = field::field(&name) else {
            if article.date.is_none() && value.len() <= 40 {
                article.date = field::day(&value);
            }
            if article.address.is_none() && value.starts_with("http") && !value.contains(' ') {
                article.address = Some(value.clone());
            }
            let len = longest.as_ref().map_or(MIN_TEXT, |(_, l)| l.len() + 1);
            if value.len() >= len {
                longest = Some((name, value));
            }
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
    if article.text.is_empty()
        && let Some((name, value)) = longest
    {
        article.problems.push(format!(
            "Its text was taken from the field “{name}”, the longest."
        ));
        article.text = value;
    }
    if article.text.is_empty() {
        return Err(
            "has no text: a field \"text\", \"body\" or \"content\" with words in it.".to_owned(),
        );
    }
    Ok(article)
}

/// The fields of an object, those of objects in it after its own.
fn fields(object: Map<String, Value>) -> Vec<(String, Value)> {
    let (inner, mut fields): (Vec<_>, Vec<_>) = object.into_iter().partition(|(name, value)| {
        matches!(value, Value::Object(object) if field::field(name).is_none_or(|(field, _)| field == Field::Text) && !object.is_empty())
    });
    for (_, value) in inner {
        if let Value::Object(object) = value {
            fields.extend(object.into_iter().filter(|(_, v)| !v.is_object()));
        }
    }
    fields
}

/// A field's words; a source may be an object with a name, a text a list of its
/// paragraphs.
fn words(value: Value) -> Option<String> {
    match value {
        Value::String(words) if !words.trim().is_empty() => Some(words),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => object.remove("name").and_then(words),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let paragraphs: Vec<_> = list.into_iter().filter_map(words).collect();
            (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
        }
        Value::String(_) | Value::Bool(_) | Value::Array(_) | Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Imported {
        let mut out = Imported::default();
        let raw = RawArticle {
            file: "a.jsonl".into(),
            text: text.into(),
            ..RawArticle::default()
        };
        articles(&raw, &mut out);
        out
    }

    #[test]
    fn objects_become_articles() {
        let cases = [
            r#"{"id": "x", "text": "T – 日本 🙂", "headline": "H", "publishedAt": "2023-07-27T00:00Z", "source": {"id": null, "name": "S"}, "link": "u"}"#,
            r#"[{"id": "x", "body": "T – 日本 🙂", "title": "H", "date": "2023-07-27", "publisher": "S", "url": "u"}]"#,
            r#"{"articles": [{"id": "x", "content": "T – 日本 🙂", "title": "H", "date": "27 July 2023", "outlet": "S", "url": "u", "description": "short"}]}"#,
            r#"{"status": "ok", "response": {"results": [{"id": "x", "webTitle": "H", "webUrl": "no", "url": "u", "source": "S", "webPublicationDate": "2023-07-27", "fields": {"bodyText": "T – 日本 🙂"}}]}}"#,
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
        let long = "Ministers met in Tokyo – 日本 🙂. ".repeat(4);
        let unnamed = read(&format!("{{\"koerper\": {long:?}, \"nr\": \"7\"}}"));
        assert_eq!(unnamed.articles[0].text, long);
        assert!(unnamed.articles[0].problems[0].contains("koerper"));
        let listed = read(r#"{"text": ["One.", "Two."]}"#);
        assert_eq!(listed.articles[0].text, "One.\n\nTwo.");
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
