//! Annotated texts as sentences of labelled tokens, in our own tokens.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use chancery_extract::tagger::{self, Label};
use chancery_text::Span;

use crate::perceptron::Tagged;

/// One document: its sentences as text, each with the names in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// What stands between sentences: a space, or a line break.
    pub(crate) between: char,
    /// Sentence and names: spans with the label of their first token.
    pub(crate) sentences: Vec<(String, Vec<(Span, Label)>)>,
}

/// Reads token TAB tag lines (BIO with PER, ORG, LOC), a blank line between
/// sentences, `-DOCSTART-` between documents.
pub(crate) fn read_tsv(path: &Path) -> Result<Vec<Document>> {
    let empty = || Document {
        between: ' ',
        ..Document::default()
    };
    let lines =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = vec![empty()];
    let mut tokens: Vec<(&str, &str)> = Vec::new();
    for line in lines.lines().chain([""]) {
        if line.starts_with("-DOCSTART-") {
            documents.push(empty());
        } else if let Some((token, tag)) = line.split_once('\t') {
            tokens.push((token, tag));
        } else if !tokens.is_empty() {
            let sentence = join(&tokens);
            if let Some(document) = documents.last_mut() {
                document.sentences.push(sentence);
            }
            tokens.clear();
        }
    }
    documents.retain(|d| !d.sentences.is_empty());
    Ok(documents)
}

/// Puts tokens together to a sentence as it was printed.
fn join(tokens: &[(&str, &str)]) -> (String, Vec<(Span, Label)>) {
    let mut text = String::new();
    let mut names: Vec<(Span, Label)> = Vec::new();
    let mut quoted = false;
    for (token, tag) in tokens {
        let closes = matches!(
            *token,
            "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'s" | "’s" | "n't"
        ) || (*token == "\"" && quoted);
        let after_opening =
            text.ends_with(['(', '[', '“', '$', '€', '£']) || (quoted && text.ends_with('"'));
        if !text.is_empty() && !closes && !after_opening {
            text.push(' ');
        }
        if *token == "\"" {
            quoted = !quoted;
        }
        let start = text.len();
        text.push_str(token);
        let span = Span::at(start, text.len());
        let label = match tag.get(2..) {
            Some("PER") => Label::FirstPerson,
            Some("ORG") => Label::FirstOrganisation,
            Some("LOC") => Label::FirstPlace,
            _ => continue,
        };
        match names.last_mut() {
            Some((last, same)) if tag.starts_with('I') && *same == label => {
                *last = last.cover(span)
            }
            _ => names.push((span, label)),
        }
    }
    (text, names)
}

/// The text of a document and the names in it.
pub(crate) fn text_of(document: &Document) -> (String, Vec<(Span, Label)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    for (sentence, of_sentence) in &document.sentences {
        if !text.is_empty() {
            text.push(document.between);
        }
        let by = text.len() as u32;
        let moved = of_sentence
            .iter()
            .map(|(s, l)| (Span::new(s.start + by, s.end + by), *l));
        names.extend(moved);
        text.push_str(sentence);
    }
    (text, names)
}

/// The sentences of `documents` in our own tokens.
pub(crate) fn tagged(documents: &[Document]) -> Vec<Tagged> {
    let of_document = |document: &Document| {
        let (text, names) = text_of(document);
        let sight = tagger::sight(&text);
        let labels = labels(&sight.tokens, &names);
        let tagged = |range: std::ops::Range<usize>| Tagged {
            words: sight.words[range.clone()].to_vec(),
            labels: labels[range].to_vec(),
        };
        sight.stretches.into_iter().map(tagged).collect::<Vec<_>>()
    };
    documents.iter().flat_map(of_document).collect()
}

/// The labels of tokens, both in text order: the first token that a name
/// touches begins it.
fn labels(tokens: &[Span], names: &[(Span, Label)]) -> Vec<Label> {
    let mut begun = None;
    let mut next = 0;
    let label = |token: &Span| {
        while names
            .get(next)
            .is_some_and(|(name, _)| name.end <= token.start)
        {
            next += 1;
        }
        let idx = names
            .get(next)
            .filter(|(name, _)| name.overlaps(*token))
            .map(|_| next);
        let label = match idx.map(|idx| names[idx].1) {
            None => Label::Outside,
            Some(first) if begun != idx => first,
            Some(Label::FirstPerson) => Label::InPerson,
            Some(Label::FirstOrganisation) => Label::InOrganisation,
            Some(_) => Label::InPlace,
        };
        begun = idx;
        label
    };
    tokens.iter().map(label).collect()
}

/// Reads marked texts: `{p|…}`, `{o|…}`, `{l|…}` around persons, organisations
/// and places (other letters mark what the tagger does not learn), one sentence
/// or paragraph a line, `---` between documents.
pub(crate) fn read_marked(path: &Path) -> Result<Vec<Document>> {
    let empty = || Document {
        between: '\n',
        ..Document::default()
    };
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = match source.split_once("--- text\n") {
        Some((_, rest)) => rest
            .split("\n--- records")
            .next()
            .unwrap_or(rest)
            .to_owned(),
        None => source,
    };
    let mut documents = vec![empty()];
    for line in text.lines() {
        if line.starts_with("---") {
            documents.push(empty());
        } else if !line.starts_with('#') {
            for sentence in line.split("<s>").filter(|s| !s.trim().is_empty()) {
                if let Some(document) = documents.last_mut() {
                    document.sentences.push(unmark(sentence));
                }
            }
        }
    }
    documents.retain(|d| !d.sentences.is_empty());
    Ok(documents)
}

/// The words of a marked line and the outermost names in them.
fn unmark(line: &str) -> (String, Vec<(Span, Label)>) {
    let mut text = String::new();
    let mut names: Vec<(Span, Label)> = Vec::new();
    let mut open: Vec<(usize, Option<Label>)> = Vec::new();
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '{' => {
                let head = rest.split('|').next().unwrap_or(rest);
                let label = match head.as_bytes().get(1) {
                    Some(b'p') => Some(Label::FirstPerson),
                    Some(b'o') => Some(Label::FirstOrganisation),
                    Some(b'l') => Some(Label::FirstPlace),
                    _ => None,
                };
                open.push((text.len(), label));
                taken = (head.len() + 1).min(rest.len());
            }
            '}' => {
                if let Some((start, Some(label))) = open.pop() {
                    let span = Span::at(start, text.len());
                    names.retain(|(inner, _)| !span.contains(*inner));
                    names.push((span, label));
                }
            }
            '<' => taken = rest.find('>').map_or(rest.len(), |end| end + 1),
            '\\' => {
                let escaped = &rest[1..];
                taken = 1 + if let Some(code) = escaped.strip_prefix("u{") {
                    let end = code.find('}').unwrap_or(0);
                    text.extend(
                        u32::from_str_radix(&code[..end], 16)
                            .ok()
                            .and_then(char::from_u32),
                    );
                    end + 3
                } else {
                    let c = escaped.chars().next();
                    text.extend(c);
                    c.map_or(0, char::len_utf8)
                };
            }
            _ => text.push(c),
        }
        rest = &rest[taken.min(rest.len())..];
    }
    names.sort();
    (text, names)
}
