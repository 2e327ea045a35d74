//! Lists of words that rules ask for, written so that a reader can read them.

/// A list of words, with spaces between.
pub(crate) struct Words {
    list: &'static str,
    /// A bit for the [`sign`] of each word: most words that are not in the list
    /// are told by it, without a look at the list.
    signs: u128,
}

/// The list with these words; as a constant it costs nothing.
#[expect(non_snake_case, reason = "reads as the constructor it is")]
pub(crate) const fn Words(list: &'static str) -> Words {
    let bytes = list.as_bytes();
    let (mut signs, mut start, mut at) = (0, 0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at].is_ascii_whitespace() {
            if at > start {
                signs |= 1 << sign(bytes[start], bytes[at - 1], at - start);
            }
            start = at + 1;
        }
        at += 1;
    }
    Words { list, signs }
}

/// A number below 128 that a word has in any case (of ASCII letters).
const fn sign(first: u8, last: u8, len: usize) -> usize {
    ((first | 0x20) as usize * 5 + (last | 0x20) as usize * 11 + len * 37) % 128
}

impl Words {
    /// Whether `word` is in the list, in any case (of ASCII letters).
    pub(crate) fn has(&self, word: &str) -> bool {
        self.may_have(word)
            && self
                .list
                .split_ascii_whitespace()
                .any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether `word` is in the list as written.
    pub(crate) fn has_exactly(&self, word: &str) -> bool {
        self.may_have(word) && self.list.split_ascii_whitespace().any(|w| w == word)
    }

    fn may_have(&self, word: &str) -> bool {
        match word.as_bytes() {
            [] => false,
            &[only] => self.signs >> sign(only, only, 1) & 1 == 1,
            &[first, .., last] => self.signs >> sign(first, last, word.len()) & 1 == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_whole() {
        let list = Words("said ’ll NATO a 日本  é\n🙂");
        assert!(list.has("Said") && list.has("’ll") && !list.has("sai") && !list.has(""));
        assert!(list.has("A") && list.has("日本") && list.has("é") && list.has("🙂"));
        assert!(!list.has("日") && !list.has("É"));
        assert!(list.has_exactly("NATO") && !list.has_exactly("Nato"));
    }
}
