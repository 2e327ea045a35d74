//! Lists of words that rules ask for, written so that a reader can read them.

/// A list of words, with spaces between.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    /// Whether `word` is in the list, in any case (of ASCII letters). Costs in
    /// proportion to the list.
    pub(crate) fn has(self, word: &str) -> bool {
        !word.is_empty()
            && self
                .0
                .split_ascii_whitespace()
                .any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether `word` is in the list as written.
    pub(crate) fn has_exactly(self, word: &str) -> bool {
        !word.is_empty() && self.0.split_ascii_whitespace().any(|w| w == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_whole() {
        let list = Words("said ’ll NATO");
        assert!(list.has("Said") && list.has("’ll") && !list.has("sai") && !list.has(""));
        assert!(list.has_exactly("NATO") && !list.has_exactly("Nato"));
    }
}
