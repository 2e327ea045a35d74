//! The themes of a paragraph, with scores, out of the hits of their terms.

use chancery_text::Segments;

use crate::codebook::{Codebook, TermKind, ThemeIdx};
use crate::term::TermHit;

/// A theme of a paragraph.
#[derive(Clone, PartialEq, Debug)]
pub struct ParagraphTheme {
    /// Which theme.
    pub theme: ThemeIdx,
    /// How much of the paragraph is about it; greater is more.
    pub score: f64,
    /// What it rests on: its own terms, or those of the themes under it.
    pub hits: Vec<TermHit>,
}

/// The themes of each paragraph, in the order of `segments`; those of one
/// paragraph best first, then in the codebook's order.
///
/// `hits` are those of the whole text, in text order.
pub fn paragraph_themes(
    codebook: &Codebook,
    segments: &Segments,
    hits: &[TermHit],
) -> Vec<Vec<ParagraphTheme>> {
    let paragraphs = segments.paragraphs.iter();
    paragraphs
        .map(|paragraph| {
            let from = hits.partition_point(|h| h.span.start < paragraph.span.start);
            let to = hits.partition_point(|h| h.span.start < paragraph.span.end);
            themes_of(codebook, &hits[from..to])
        })
        .collect()
}

fn themes_of(codebook: &Codebook, hits: &[TermHit]) -> Vec<ParagraphTheme> {
    let mut themes: Vec<ParagraphTheme> = Vec::new();
    for &hit in hits {
        let term = &codebook.terms[hit.term.0 as usize];
        let weight = match term.kind {
            TermKind::Full => 1.0,
            TermKind::Weak => 0.5,
            TermKind::Not => continue,
        };
        for theme in codebook.lineage(term.theme) {
            match themes.iter_mut().find(|t| t.theme == theme) {
                Some(known) => {
                    known.score += weight;
                    known.hits.push(hit);
                }
                None => themes.push(ParagraphTheme {
                    theme,
                    score: weight,
                    hits: vec![hit],
                }),
            }
        }
    }
    themes.retain(|t| t.score >= 1.0);
    themes.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.theme.cmp(&b.theme)));
    themes
}
