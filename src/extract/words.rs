//! Lists of words that rules ask for, written so that a reader can read them.

/// A list of words, with spaces between.
pub(crate) struct Words {
    list: &'static str,
    /// A bit for the [`sign`] of each word: nearly all words that are not in the
    /// list are told by it, without a look at the list.
    signs: [u64; N_SIGNS / 64],
}

/// Enough that a list of a hundred words passes one strange word in ten.
const N_SIGNS: usize = 1024;

/// The list with these words; as a constant it costs nothing.
#[expect(non_snake_case, reason = "reads as the constructor it is")]
pub(crate) const fn Words(list: &'static str) -> Words {
    let bytes = list.as_bytes();
    let (mut signs, mut start, mut at) = ([0; N_SIGNS / 64], 0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at].is_ascii_whitespace() {
            if at > start {
                let (_, word) = bytes.split_at(start);
                let sign = sign(word.split_at(at - start).0);
                signs[sign / 64] |= 1 << (sign % 64);
            }
            start = at + 1;
        }
        at += 1;
    }
    Words { list, signs }
}

/// A number below [`N_SIGNS`] that a word, which is not empty, has in any case
/// (of ASCII letters).
const fn sign(word: &[u8]) -> usize {
    let (first, middle, last) = (word[0], word[word.len() / 2], word[word.len() - 1]);
    let first = (first | 0x20) as usize * 37;
    let last = (last | 0x20) as usize * 71;
    let middle = (middle | 0x20) as usize * 13;
    (first ^ middle ^ last ^ (word.len() * 151)) % N_SIGNS
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
        let sign = match word.as_bytes() {
            [] => return false,
            word => sign(word),
        };
        self.signs[sign / 64] >> (sign % 64) & 1 == 1
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Words;

    /// Every word of the tables: a good part of the language.
    pub(crate) fn of_the_tables() -> impl Iterator<Item = &'static str> {
        let tables = [
            include_str!("data/word.tsv"),
            include_str!("data/name.tsv"),
            include_str!("data/claim.tsv"),
            include_str!("data/meeting.tsv"),
        ];
        let words = tables
            .into_iter()
            .flat_map(|table| table.split(|c: char| !c.is_ascii_alphabetic()));
        words.filter(|word| !word.is_empty())
    }

    #[test]
    fn words_are_whole() {
        let list = Words("said ’ll NATO a 日本  é\n🙂");
        assert!(list.has("Said") && list.has("’ll") && !list.has("sai") && !list.has(""));
        assert!(list.has("A") && list.has("日本") && list.has("é") && list.has("🙂"));
        assert!(!list.has("日") && !list.has("É"));
        assert!(list.has_exactly("NATO") && !list.has_exactly("Nato"));
    }
}
