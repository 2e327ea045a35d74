//! Annotated texts as sentences of labelled tokens, in our own tokens.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use chancery_extract::tagger::{self, Label, Lists, feature::Features};
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
                *last = last.cover(span);
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
    // The guidelines leave the article out of a name; some sets do not.
    for (span, _) in &mut names {
        let name = span.slice(&text);
        if name.len() > 4 && name.is_char_boundary(4) && name[..4].eq_ignore_ascii_case("the ") {
            span.start += 4;
        }
    }
    (text, names)
}

/// The runs of `documents` that the tagger looks at, in our own tokens.
pub(crate) fn tagged(documents: &[&Document], lists: Lists) -> Vec<Tagged> {
    let of_document = |document: &&Document| {
        let (text, names) = text_of(document);
        let sight = tagger::sight(&text, lists);
        let labels = labels(&sight.tokens, &names);
        let tagged = |(start, features): (usize, Vec<Features>)| {
            let mut labels = labels[start..start + features.len()].to_vec();
            // A name that begins before the run is none that could be found.
            for label in labels.iter_mut().take_while(|l| !l.is_first()) {
                *label = Label::Outside;
            }
            Tagged { features, labels }
        };
        sight.runs.into_iter().map(tagged).collect::<Vec<_>>()
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

/// Reads the marked texts of a folder, in the order of their names.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Document>> {
    let say = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in folder.read_dir().with_context(say)? {
        let path = entry.with_context(say)?.path();
        if path.extension().is_some_and(|kind| kind == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(read_marked(&path)?);
    }
    Ok(documents)
}

/// Reads marked texts: `{p|…}`, `{o|…}`, `{l|…}` around persons, organisations
/// and places (other letters mark what the tagger does not learn), one sentence
/// or paragraph a line, `---` between documents.
fn read_marked(path: &Path) -> Result<Vec<Document>> {
    let empty = || Document {
        between: '\n',
        ..Document::default()
    };
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = vec![empty()];
    for line in source.lines() {
        if line.starts_with("---") {
            documents.push(empty());
        } else if !line.starts_with('#')
            && let Some(document) = documents.last_mut()
        {
            document.sentences.push(unmark(line));
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
            _ => text.push(c),
        }
        rest = &rest[taken.min(rest.len())..];
    }
    names.sort();
    (text, names)
}

#[cfg(test)]
mod tests {
    use super::{join, labels, unmark};
    use chancery_extract::tagger::Label::{self, *};
    use chancery_text::Span;

    fn shown(text: &str, names: &[(Span, Label)]) -> String {
        let name = |(span, label): &(Span, Label)| format!("{label:?} {}", span.slice(text));
        names.iter().map(name).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn marks_become_names() {
        for (line, text, names) in [
            (
                "{p|Renu Bhardwaj} of {o|{l|Panjab} University} – “¥5” – 日本 🙂.",
                "Renu Bhardwaj of Panjab University – “¥5” – 日本 🙂.",
                "FirstPerson Renu Bhardwaj; FirstOrganisation Panjab University",
            ),
            (
                "The {r|governor} of {l|Agadez}’s é",
                "The governor of Agadez’s é",
                "FirstPlace Agadez",
            ),
            ("An open {p|mark", "An open mark", ""),
        ] {
            let (got, found) = unmark(line);
            assert_eq!((got.as_str(), shown(&got, &found).as_str()), (text, names));
        }
    }

    #[test]
    fn tokens_become_sentences() {
        let tokens = [
            ("The", "B-ORG"),
            ("Mad", "I-ORG"),
            ("Markets", "I-ORG"),
            ("(", "O"),
            ("é", "O"),
            (")", "O"),
            (",", "O"),
            ("\"", "O"),
            ("Rio", "B-LOC"),
            ("\"", "O"),
            (".", "O"),
        ];
        let (text, names) = join(&tokens);
        assert_eq!(text, "The Mad Markets (é), \"Rio\".");
        assert_eq!(
            shown(&text, &names),
            "FirstOrganisation The Mad Markets; FirstPlace Rio"
        );
    }

    #[test]
    fn names_become_labels() {
        let tokens = [
            Span::new(0, 2),
            Span::new(3, 5),
            Span::new(5, 7),
            Span::new(8, 9),
        ];
        let names = [
            (Span::new(0, 5), FirstPerson),
            (Span::new(5, 7), FirstPlace),
        ];
        assert_eq!(
            labels(&tokens, &names),
            [FirstPerson, InPerson, FirstPlace, Outside]
        );
    }
}
