//! The themes of a paragraph, with scores, out of the hits of their terms.
//!
//! A theme is one of the paragraph's when
//!
//! 1. one of its full terms stands in it ("tariff", "joint exercises"), or
//! 2. no theme has a full term in it, and two different weak terms of this one
//!    do ("the ministers *met* … his *counterpart*").
//!
//! The second rule is what weak terms are for: words such as "talks", "both
//! sides" or "signed" frame whatever a paragraph is about, so they decide only
//! where nothing else does.
//!
//! Words inside the name of a body or an office ("Ministry of Trade", "Asian
//! Development Bank", "defence minister") say who, not what, and count for
//! nothing here, unless the term is the whole name ("NATO").
//!
//! A theme's score is the number of its distinct terms, a weak one counting
//! half.

use chancery_extract::{Mention, MentionKind};
use chancery_text::{Segments, Span};

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

/// The themes of each paragraph, in the order of `segments`; those of one
/// paragraph best first, then in the codebook's order.
///
/// `hits` and `mentions` are those of the whole text, in text order.
pub fn paragraph_themes(
    codebook: &Codebook,
    segments: &Segments,
    mentions: &[Mention],
    hits: &[TermHit],
) -> Vec<Vec<ParagraphTheme>> {
    let names = names(mentions);
    let hits: Vec<TermHit> = hits
        .iter()
        .filter(|hit| !is_in_name(&names, hit.span))
        .copied()
        .collect();
    let paragraphs = segments.paragraphs.iter();
    paragraphs
        .map(|paragraph| {
            let from = hits.partition_point(|h| h.span.start < paragraph.span.start);
            let to = hits.partition_point(|h| h.span.start < paragraph.span.end);
            themes_of(codebook, &hits[from..to])
        })
        .collect()
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
    names
        .get(at)
        .is_some_and(|name| name.contains(words) && *name != words)
}

/// What speaks for one theme.
struct Support {
    full: Vec<TermIdx>,
    weak: Vec<TermIdx>,
    hits: Vec<TermHit>,
}

fn themes_of(codebook: &Codebook, hits: &[TermHit]) -> Vec<ParagraphTheme> {
    let mut support: Vec<(ThemeIdx, Support)> = Vec::new();
    for &hit in hits {
        let term = &codebook.terms[hit.term.0 as usize];
        let at = support.iter().position(|s| s.0 == term.theme);
        let at = at.unwrap_or_else(|| {
            let none = Support {
                full: Vec::new(),
                weak: Vec::new(),
                hits: Vec::new(),
            };
            support.push((term.theme, none));
            support.len() - 1
        });
        let support = &mut support[at].1;
        let terms = match term.kind {
            TermKind::Full => &mut support.full,
            TermKind::Weak => &mut support.weak,
            TermKind::Not => continue,
        };
        if !terms.contains(&hit.term) {
            terms.push(hit.term);
        }
        support.hits.push(hit);
    }
    let is_plain = support.iter().all(|(_, s)| s.full.is_empty());
    support.retain(|(_, s)| !s.full.is_empty() || (is_plain && s.weak.len() >= 2));
    let mut themes: Vec<ParagraphTheme> = support
        .into_iter()
        .map(|(theme, support)| ParagraphTheme {
            theme,
            score: support.full.len() as f64 + support.weak.len() as f64 / 2.0,
            hits: support.hits,
        })
        .collect();
    themes.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.theme.cmp(&b.theme)));
    themes
}
