//! The one sentence of an article that shows best why it is listed.

use chancery_text::Span;

use crate::article::{Article, Hit};

/// A sentence with its hits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet {
    /// Where it stands in the article.
    pub span: Span,
    /// The hits that begin in it, in text order.
    pub hits: Vec<Hit>,
}

/// The sentence with the most distinct hits (by kind and wording), of equals
/// the one with the most hits, of these the first; the first sentence when there
/// are no hits in any; none when the article has no sentence.
///
/// `hits` are in text order.
pub fn best_sentence(article: &Article, hits: &[Hit]) -> Option<Snippet> {
    let of = |span: Span| {
        let from = hits.partition_point(|h| h.span.start < span.start);
        let to = hits.partition_point(|h| h.span.start < span.end);
        &hits[from..to]
    };
    let mut best: Option<(Span, (usize, usize))> = None;
    for span in article.sentences() {
        let hits = of(span);
        let rank = (n_distinct(&article.text, hits), hits.len());
        if best.is_none_or(|(_, known)| rank > known) {
            best = Some((span, rank));
        }
    }
    best.map(|(span, _)| Snippet {
        span,
        hits: of(span).to_vec(),
    })
}

fn n_distinct(text: &str, hits: &[Hit]) -> usize {
    let mut wordings: Vec<_> = hits.iter().map(|h| (h.kind, h.span.slice(text))).collect();
    chancery_text::sort::sort(&mut wordings);
    wordings.dedup();
    wordings.len()
}
