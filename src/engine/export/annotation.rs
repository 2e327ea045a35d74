//! W3C Web Annotation (JSON-LD) and CoNLL: marks for other programs that show or learn
//! from marks.

use chancery_collection::{Article, ArticleIdx, Collection};
use chancery_text::{OffsetUnit, Span, tokenize};
use serde_json::{Value, json};

use super::{record::Record, record_of_article, source_address};

/// The standard counts positions in code points.
const UNIT: OffsetUnit = OffsetUnit::CodePoint;

/// How many code points before and after the words help to find them again.
const N_AROUND: usize = 32;

/// One `AnnotationPage` of all mentions, each with the words it stands on (quote and
/// position selectors), its type, and the name of what it mentions.
pub(super) fn annotations(
    collection: &Collection,
    selected: &[ArticleIdx],
    progress: &mut dyn FnMut(u32, u32),
) -> String {
    let mut items = Vec::new();
    for (n_done, &idx) in (1u32..).zip(selected) {
        let article = &collection.articles()[idx.0 as usize];
        let record = record_of_article(collection, idx, UNIT);
        let letters: Vec<char> = article.text.chars().collect();
        for mention in &record.mentions {
            let (start, end) = (mention.start as usize, mention.end as usize);
            let words = |from: usize, to: usize| -> String {
                let to = to.min(letters.len());
                letters
                    .get(from.min(to)..to)
                    .unwrap_or_default()
                    .iter()
                    .collect()
            };
            let mut bodies = vec![json!({
                "type": "TextualBody",
                "purpose": "tagging",
                "value": mention.kind,
            })];
            let entity = mention.entity.as_deref();
            if let Some(entity) = record
                .entities
                .iter()
                .find(|e| Some(e.id.as_str()) == entity)
            {
                bodies.push(json!({
                    "type": "TextualBody",
                    "purpose": "identifying",
                    "value": entity.name,
                }));
            }
            items.push(json!({
                "id": format!("urn:chancery:{}:{}:{}-{}", record.id, mention.kind, start, end),
                "type": "Annotation",
                "motivation": "identifying",
                "body": bodies,
                "target": {
                    "source": source_address(article, &record.sha256),
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": words(start, end),
                            "prefix": words(start.saturating_sub(N_AROUND), start),
                            "suffix": words(end, end + N_AROUND),
                        },
                        { "type": "TextPositionSelector", "start": start, "end": end },
                    ],
                },
            }));
        }
        progress(n_done, selected.len() as u32);
    }
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:chancery:annotations",
        "type": "AnnotationPage",
        "items": items,
    });
    Value::to_string(&page) + "\n"
}

/// CoNLL-2003's two columns, word and label (`B-PERSON`, `I-PERSON`, `O`), a blank line
/// after each sentence, `-DOCSTART-` before each article. What lies inside a longer
/// mention, and what is not the article's own words, is left out.
pub(super) fn conll(
    collection: &Collection,
    selected: &[ArticleIdx],
    progress: &mut dyn FnMut(u32, u32),
) -> String {
    let mut out = String::new();
    for (n_done, &idx) in (1u32..).zip(selected) {
        let article = &collection.articles()[idx.0 as usize];
        let record = record_of_article(collection, idx, OffsetUnit::Utf8Byte);
        out.push_str("-DOCSTART-\tO\n\n");
        sentences(article, &record, &mut out);
        progress(n_done, selected.len() as u32);
    }
    out
}

fn sentences(article: &Article, record: &Record, out: &mut String) {
    let mut mentions = record.mentions.iter().filter(|m| !m.nested).peekable();
    for sentence in &record.sentences {
        let span = Span::new(sentence.start, sentence.end);
        for token in tokenize(&article.text, span) {
            while mentions.next_if(|m| m.end <= token.span.start).is_some() {}
            let label = match mentions.peek() {
                Some(m) if m.start <= token.span.start && token.span.end <= m.end => {
                    let place = if m.start == token.span.start {
                        "B"
                    } else {
                        "I"
                    };
                    format!("{place}-{}", m.kind.to_uppercase())
                }
                _ => "O".to_owned(),
            };
            out.push_str(token.span.slice(&article.text));
            out.push('\t');
            out.push_str(&label);
            out.push('\n');
        }
        out.push('\n');
    }
}
