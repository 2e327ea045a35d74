//! Which hits of a codebook's terms count, and the themes they give a paragraph.
//!
//! A zone is the title, a heading or a paragraph. In a zone
//!
//! 1. every full term counts ("tariff", "joint exercises");
//! 2. where no theme has a full term, the weak terms of a theme count, if there
//!    are two different ones ("the *ministers* … signed an *agreement*");
//! 3. words inside the name of a body, an office or a person ("Ministry of
//!    *Trade*", "Asian Development *Bank*") say who, not what, and do not count,
//!    unless the term is the whole name ("NATO").
//!
//! The second rule is what weak terms are for: words such as "talks", "both
//! sides" or "signed" frame whatever a paragraph is about, so they decide only
//! where nothing else does.
//!
//! A paragraph has the themes whose terms count in it. A theme's score is the
//! number of its distinct terms there, a weak one counting half.

use chancery_extract::{Mention, MentionKind};
use chancery_text::{Segments, Span, ZoneKind};
use rustc_hash::FxHashMap;

use crate::codebook::{Codebook, TermIdx, TermKind, ThemeIdx};
use crate::term::TermHit;

/// A theme of a paragraph.
#[derive(Clone, PartialEq, Debug)]
pub struct ParagraphTheme {
    /// Which theme.
    pub theme: ThemeIdx,
    /// How much of the paragraph is about it; greater is more.
    pub score: f64,
    /// What it rests on, in text order.
    pub hits: Vec<TermHit>,
}

/// Of all `hits` in a text those that count, in text order. `mentions` and
/// `hits` are in text order.
pub fn counting(
    codebook: &Codebook,
    segments: &Segments,
    mentions: &[Mention],
    hits: &[TermHit],
) -> Vec<TermHit> {
    let names = names(mentions);
    let mut counting = Vec::new();
    for zone in &segments.zones {
        if matches!(zone.kind, ZoneKind::Boilerplate(_)) {
            continue;
        }
        let in_zone = within(hits, zone.span).iter().copied();
        let said: Vec<TermHit> = in_zone.filter(|h| !is_in_name(&names, h.span)).collect();
        counting.extend(counting_in_zone(codebook, &said));
    }
    counting
}

fn counting_in_zone(codebook: &Codebook, hits: &[TermHit]) -> Vec<TermHit> {
    let term = |hit: &TermHit| &codebook.terms[hit.term.0 as usize];
    let is_full = |hit: &&TermHit| term(hit).kind == TermKind::Full;
    if hits.iter().any(|hit| is_full(&hit)) {
        return hits.iter().filter(is_full).copied().collect();
    }
    // By theme: its first term here, and whether there is another.
    let mut by_theme: FxHashMap<ThemeIdx, (TermIdx, bool)> = FxHashMap::default();
    for hit in hits {
        let (first, several) = by_theme.entry(term(hit).theme).or_insert((hit.term, false));
        *several |= *first != hit.term;
    }
    let has_company = |hit: &&TermHit| by_theme.get(&term(hit).theme).is_some_and(|t| t.1);
    hits.iter().filter(has_company).copied().collect()
}

/// The names of bodies, offices and persons, in text order; they do not overlap.
fn names(mentions: &[Mention]) -> Vec<Span> {
    let is_name = |m: &&Mention| {
        let names_who = matches!(
            m.kind,
            MentionKind::Person | MentionKind::Organisation | MentionKind::Role
        );
        names_who && !m.nested
    };
    mentions.iter().filter(is_name).map(|m| m.span).collect()
}

fn is_in_name(names: &[Span], words: Span) -> bool {
    let at = names.partition_point(|name| name.end < words.end);
    let name = names.get(at);
    name.is_some_and(|name| name.contains(words) && *name != words)
}

/// The hits that begin in `span`.
fn within(hits: &[TermHit], span: Span) -> &[TermHit] {
    let from = hits.partition_point(|h| h.span.start < span.start);
    let to = hits.partition_point(|h| h.span.start < span.end);
    &hits[from..to]
}

/// The themes of each paragraph, in the order of `segments`; those of one
/// paragraph best first, then in the codebook's order. `counting` are the hits
/// that count in the whole text, in text order.
pub fn paragraph_themes(
    codebook: &Codebook,
    segments: &Segments,
    counting: &[TermHit],
) -> Vec<Vec<ParagraphTheme>> {
    let paragraphs = segments.paragraphs.iter();
    paragraphs
        .map(|paragraph| themes_of(codebook, within(counting, paragraph.span)))
        .collect()
}

fn themes_of(codebook: &Codebook, hits: &[TermHit]) -> Vec<ParagraphTheme> {
    let mut themes: Vec<ParagraphTheme> = Vec::new();
    let mut seen: Vec<TermIdx> = Vec::new();
    for &hit in hits {
        let term = &codebook.terms[hit.term.0 as usize];
        let at = themes.iter().position(|t| t.theme == term.theme);
        let at = at.unwrap_or_else(|| {
            themes.push(ParagraphTheme {
                theme: term.theme,
                score: 0.0,
                hits: Vec::new(),
            });
            themes.len() - 1
        });
        themes[at].hits.push(hit);
        if !seen.contains(&hit.term) {
            seen.push(hit.term);
            themes[at].score += match term.kind {
                TermKind::Full => 1.0,
                TermKind::Weak | TermKind::Not => 0.5,
            };
        }
    }
    chancery_text::sort::sort_by(&mut themes, |a, b| {
        b.score.total_cmp(&a.score).then(a.theme.cmp(&b.theme))
    });
    themes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::Matcher;
    use crate::word::Words;

    const BOOK: &str = "theme\tpolitical\tP\t-\tx\nterm\tambassador*\nweak\ttalks\nweak\tminister*\ntheme\ttrade\tT\t-\tx\nterm\ttrade\nterm\ttariff*\n";

    fn check(text: &str, expected: &[(&str, f64)]) {
        let (book, _) = Codebook::from_tsv(BOOK);
        let segments = chancery_text::segment(text);
        let hits = Matcher::new(&book).find(text, &Words::new(text, &segments));
        let counting = counting(&book, &segments, &[], &hits);
        let themes = paragraph_themes(&book, &segments, &counting);
        let themes: Vec<(&str, f64)> = themes
            .iter()
            .flatten()
            .map(|t| (book.themes[t.theme.0 as usize].key.as_str(), t.score))
            .collect();
        assert_eq!(themes, expected, "{text}");
    }

    #[test]
    fn full_terms_decide_and_weak_ones_only_together_and_alone() {
        check(
            "The ministers held talks on “tariffs” and trade – again.",
            &[("trade", 2.0)],
        );
        check(
            "The ministers held talks in 日本 all day long.",
            &[("political", 1.0)],
        );
        check("The talks and more talks went on all day long 🙂.", &[]);
        check(
            "The ambassador met ministers in a café for ¥500 only.",
            &[("political", 1.0)],
        );
    }
}
