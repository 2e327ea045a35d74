//! The concordance of a selection: every hit with the words around it.

use chancery_collection::concordance;
use chancery_protocol::answer::Stretch;
use chancery_protocol::ask::{ArticleId, Selection};

pub use chancery_collection::concordance::Key;

use crate::{Engine, to_protocol};

/// One hit with the words around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Which article.
    pub article: ArticleId,
    /// From the first word before the hit that is shown.
    pub left: Stretch,
    /// The hit.
    pub hit: Stretch,
    /// To the last word after the hit that is shown.
    pub right: Stretch,
}

/// Every hit of `selection` with up to `n_words` words on either side, sorted by
/// `keys`, then in the order of articles and text; and what was not understood in
/// the query line. Nothing is left out.
pub fn concordance(
    engine: &Engine,
    selection: &Selection,
    n_words: usize,
    keys: &[Key],
) -> (Vec<Line>, Vec<String>) {
    let selection = to_protocol::selection_in(selection);
    let selected = engine.collection.select(&selection);
    let lines = concordance::concordance(&engine.collection, &selected, n_words, keys);
    let line = |line: concordance::Line| Line {
        article: ArticleId(line.article.0),
        left: to_protocol::stretch(line.left),
        hit: to_protocol::stretch(line.hit),
        right: to_protocol::stretch(line.right),
    };
    let problems = selection.query.problems.into_iter().map(|p| p.what);
    (lines.into_iter().map(line).collect(), problems.collect())
}
