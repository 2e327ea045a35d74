//! One article of the collection: its text, where it came from, and what is
//! kept of its reading.
//!
//! The full reading is not kept: it is many times as large as the text, and
//! reading again gives the same. [`crate::Collection::read_again`] does so for the one
//! article that is opened or exported. What is kept here is what lists, counts
//! and hits need.

use chancery_extract::{Given, MentionKind, Meta};
use chancery_text::{Segments, Span, ZoneKind};

use crate::correction::Said;
use crate::reprint::Sketch;
use crate::value::ValueIdx;
use crate::word::Stretch;

/// An article's place in the collection, in the order of import.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleIdx(pub u32);

/// Where an article came from: what is known of it apart from its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// The name it was imported under.
    pub file: String,
    /// The headline, when it is not in the text.
    pub title: Option<String>,
    /// The day it was published, ISO 8601.
    pub date: Option<String>,
    /// Publisher or agency.
    pub publisher: Option<String>,
    /// Web address.
    pub address: Option<String>,
    /// What was doubtful in reading its file, each in one sentence.
    pub problems: Vec<String>,
}

impl Origin {
    /// What the reading is told of it.
    pub fn given(&self) -> Given {
        Given {
            date: self.date.clone(),
            undated: false,
        }
    }
}

/// What was found at a hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HitKind {
    /// A term of the codebook.
    Theme,
    /// A mention.
    Mention(MentionKind),
    /// Words of the query line.
    Find,
}

/// A place where something asked for stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hit {
    /// The words.
    pub span: Span,
    /// What was found.
    pub kind: HitKind,
}

/// A sentence, in bytes and in positions of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sentence {
    pub(crate) span: Span,
    pub(crate) first_position: u32,
    pub(crate) end_position: u32,
}

/// What a list shows as an article's name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Title {
    /// One line.
    pub text: String,
    /// Whether it is only the first words of the text.
    pub is_first_words: bool,
}

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Where it came from.
    pub origin: Origin,
    /// The text as imported.
    pub text: String,
    /// Its name in lists.
    pub title: Title,
    /// What it says of itself.
    pub meta: Meta,
    /// What the text says of its day when the date is not known ("a Thursday").
    pub date_hint: Option<String>,
    /// Words outside boilerplate.
    pub n_words: u32,
    /// How many problems its reading has.
    pub n_problems: u32,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) zones: Vec<Stretch>,
    /// One past the position of the last word of its headline; 0 if it has none.
    pub(crate) title_end: u32,
    /// The lens values it holds, ascending, each with the end of its stretch in `hits`.
    pub(crate) values: Vec<(ValueIdx, u32)>,
    /// Grouped by value, in text order within one.
    pub(crate) hits: Vec<Hit>,
    pub(crate) sketch: Sketch,
    /// What a person says of it.
    pub said: Said,
}

impl Article {
    /// Its publisher or agency: what a person says, what came with its file, or what
    /// its text says.
    pub fn source(&self) -> Option<String> {
        let known = self.said.source.as_ref().or(self.origin.publisher.as_ref());
        let agency = || {
            self.meta
                .agency
                .map(|span| span.slice(&self.text).to_owned())
        };
        known.cloned().or_else(agency)
    }

    /// The sentences of its paragraphs, in text order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Span> {
        self.sentences.iter().map(|s| s.span)
    }

    /// The hits of one lens value, in text order.
    pub fn hits_of(&self, value: ValueIdx) -> &[Hit] {
        let Ok(at) = self.values.binary_search_by_key(&value, |v| v.0) else {
            return &[];
        };
        let from = if at == 0 { 0 } else { self.values[at - 1].1 };
        &self.hits[from as usize..self.values[at].1 as usize]
    }

    /// The hits of all lens values within `span`, in text order, each once.
    pub fn hits_within(&self, span: Span) -> Vec<Hit> {
        let is_within = |h: &&Hit| span.start <= h.span.start && h.span.end <= span.end;
        let mut hits: Vec<Hit> = self.hits.iter().filter(is_within).copied().collect();
        chancery_text::sort::sort(&mut hits);
        hits.dedup();
        hits
    }

    /// Each lens value it holds with its number of hits, ascending by value.
    pub(crate) fn value_counts(&self) -> impl Iterator<Item = (ValueIdx, u32)> {
        let starts = std::iter::once(0).chain(self.values.iter().map(|v| v.1));
        self.values
            .iter()
            .zip(starts)
            .map(|(&(value, end), start)| (value, end - start))
    }

    /// Where the words of some runs of positions stand, from each first up to the
    /// last, which is not meant; runs come by their first. Of positions that no words
    /// have there is none.
    pub(crate) fn spans_of(&self, runs: impl Iterator<Item = (u32, u32)>) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut cut: Option<(usize, Vec<Span>)> = None;
        for (from, to) in runs {
            let after = self.zones.partition_point(|z| z.first_position <= from);
            let Some(at) = after.checked_sub(1) else {
                continue;
            };
            let zone = self.zones[at];
            let words = match &cut {
                Some((known, words)) if *known == at => words,
                _ => &cut.insert((at, zone.word_spans(&self.text))).1,
            };
            let word = |position: u32| words.get((position - zone.first_position) as usize);
            let last = word(from.max(to.saturating_sub(1))).or(words.last());
            spans.extend(word(from).zip(last).map(|(first, last)| first.cover(*last)));
        }
        spans
    }

    /// The sentence in which byte `at` lies; `None` in titles and headings.
    pub fn sentence_at(&self, at: u32) -> Option<Span> {
        let sentence = self.sentence_index(at)?;
        Some(self.sentences[sentence].span)
    }

    /// Index of the sentence in which byte `at` lies; `None` in titles and headings.
    pub(crate) fn sentence_index(&self, at: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= at);
        let sentence = self.sentences[..after].last()?;
        (at < sentence.span.end).then_some(after - 1)
    }

    /// Index of the sentence in which the word at `position` stands; `None` in
    /// titles and headings.
    pub(crate) fn sentence_at_position(&self, position: u32) -> Option<usize> {
        let after = self
            .sentences
            .partition_point(|s| s.first_position <= position);
        let sentence = self.sentences[..after].last()?;
        (position < sentence.end_position).then_some(after - 1)
    }
}

/// The headline in the text, else the one given, else the first words.
pub(crate) fn title(text: &str, origin: &Origin, segments: &Segments) -> Title {
    let zone = segments.zones.iter().find(|z| z.kind == ZoneKind::Title);
    if let Some(zone) = zone {
        return Title {
            text: one_line(zone.span.slice(text)),
            is_first_words: false,
        };
    }
    if let Some(title) = &origin.title {
        return Title {
            text: one_line(title),
            is_first_words: false,
        };
    }
    let body = segments
        .zones
        .iter()
        .find(|z| !matches!(z.kind, ZoneKind::Boilerplate(_)))
        .map_or(text, |z| z.span.slice(text));
    Title {
        text: first_words(body),
        is_first_words: true,
    }
}

/// A headline that a person gave.
pub(crate) fn said_title(title: &str) -> Title {
    Title {
        text: one_line(title),
        is_first_words: false,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As many whole words as fit 90 characters, the length of a long headline.
pub(crate) fn first_words(text: &str) -> String {
    let mut out = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace() {
        n_chars += word.chars().count() + 1;
        if n_chars > 90 {
            if out.is_empty() {
                out.extend(word.chars().take(90));
            }
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_are_cut_at_a_word() {
        let long = "word ".repeat(40);
        let cases = [
            ("Talks “in” Tokyo", "Talks “in” Tokyo".to_owned()),
            (&long, format!("{}…", ["word"; 18].join(" "))),
            (&"é".repeat(200), format!("{}…", "é".repeat(90))),
            ("", String::new()),
        ];
        for (text, expected) in cases {
            assert_eq!(first_words(text), expected);
        }
    }
}
