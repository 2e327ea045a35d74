//! How well names are found in documents: F1 by kind, exact spans.

use std::fmt::Write;

use chancery_extract::tagger::{Lists, Model, sight};
use chancery_extract::{Given, MentionKind, read_with};
use chancery_text::Span;

use crate::corpus::{Document, text_of};

/// The head of all tables.
pub(crate) const HEAD: &str = "\
| kept back | read by | kind | precision | recall | F1 | right/found/gold |
|---|---|---|---|---|---|---|";

/// A name and its kind.
type Name = (Span, MentionKind);

const KINDS: [(&str, MentionKind); 3] = [
    ("person", MentionKind::Person),
    ("organisation", MentionKind::Organisation),
    ("place", MentionKind::Place),
];

/// Reads by rules, and by a model if there is one.
pub(crate) fn read(model: Option<Model<'_>>) -> impl Fn(&str) -> Vec<Name> {
    move |text| {
        let reading = read_with(text, &Given::default(), model);
        let flat = reading.mentions.iter().filter(|m| !m.nested);
        flat.map(|m| (m.span, m.kind)).collect()
    }
}

/// Reads by a model to which rules and lists are hidden.
pub(crate) fn alone(model: Model<'_>) -> impl Fn(&str) -> Vec<Name> {
    move |text| {
        let seen = sight(text, Lists::Hidden);
        let mut names: Vec<Name> = Vec::new();
        for (start, features) in &seen.runs {
            for (label, &token) in model.labels(features).iter().zip(&seen.tokens[*start..]) {
                match (label.kind(), names.last_mut()) {
                    (Some(kind), _) if label.is_first() => names.push((token, kind)),
                    (Some(_), Some((span, _))) => *span = span.cover(token),
                    _ => {}
                }
            }
        }
        names
    }
}

/// Rows of a table: each kind, then all.
pub(crate) fn table(
    set: &str,
    by: &str,
    documents: &[&Document],
    read: impl Fn(&str) -> Vec<Name>,
) -> String {
    let mut counts = [[0_usize; 3]; KINDS.len() + 1];
    for document in documents {
        let (text, gold) = text_of(document);
        let gold: Vec<Name> = gold
            .iter()
            .filter_map(|(span, label)| Some((*span, label.kind()?)))
            .collect();
        let found = read(&text);
        for (row, (_, kind)) in KINDS.iter().enumerate() {
            let of_kind = |names: &[Name]| names.iter().filter(|n| n.1 == *kind).count();
            let right = found.iter().filter(|n| n.1 == *kind && gold.contains(n));
            let figures = [right.count(), of_kind(&found), of_kind(&gold)];
            for row in [row, KINDS.len()] {
                for (count, figure) in counts[row].iter_mut().zip(figures) {
                    *count += figure;
                }
            }
        }
    }
    let names = KINDS.iter().map(|k| k.0).chain(["all"]);
    let mut out = String::new();
    for (kind, [right, found, gold]) in names.zip(counts) {
        let of = |n: usize| right as f64 / n.max(1) as f64;
        let f1 = 2.0 * right as f64 / (found + gold).max(1) as f64;
        let (precision, recall) = (of(found), of(gold));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {set} | {by} | {kind} | {precision:.3} | {recall:.3} | {f1:.3} | {right}/{found}/{gold} |"
        );
    }
    out
}
