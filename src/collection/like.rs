//! Words that are almost the same: at most so many letters added, dropped,
//! changed or swapped with their neighbour.

/// Tells which words are almost `word`.
#[derive(Clone, Debug)]
pub(crate) struct Like {
    word: Vec<char>,
    n_edits: usize,
    /// The letters of the word last tried.
    tried: Vec<char>,
    /// One row for each of them and one before: the edits from the beginning of
    /// `word` to the beginning of it, by length.
    rows: Vec<Vec<usize>>,
}

impl Like {
    pub(crate) fn new(word: &str, n_edits: u8) -> Self {
        let word: Vec<char> = word.chars().collect();
        Self {
            rows: vec![(0..=word.len()).collect()],
            word,
            n_edits: usize::from(n_edits),
            tried: Vec::new(),
        }
    }

    /// Whether `other` is almost the word.
    pub(crate) fn is_met_by(&mut self, other: &str) -> bool {
        self.is_met_by_next(other, 0)
    }

    /// The same, for a list in which `other` begins with `shared` bytes of the
    /// word tried before: only the rest is looked at.
    pub(crate) fn is_met_by_next(&mut self, other: &str, shared: usize) -> bool {
        let n_shared = other.get(..shared).map_or(0, |s| s.chars().count());
        self.tried.truncate(n_shared);
        self.rows.truncate(self.tried.len() + 1);
        let known = self.tried.len();
        for letter in other.chars().skip(known) {
            if self.is_lost() {
                return false;
            }
            self.push(letter);
        }
        let last = self.rows.last().and_then(|row| row.last());
        last.is_some_and(|&n| n <= self.n_edits)
    }

    /// Whether nothing that begins with the letters tried can be almost the word.
    fn is_lost(&self) -> bool {
        let last = self.rows.last();
        last.is_some_and(|row| row.iter().all(|&n| n > self.n_edits))
    }

    fn push(&mut self, letter: char) {
        let i = self.tried.len();
        self.tried.push(letter);
        let mut row = vec![i + 1; self.word.len() + 1];
        for j in 0..self.word.len() {
            let change = usize::from(self.word[j] != letter);
            let mut least = (self.rows[i][j + 1] + 1)
                .min(row[j] + 1)
                .min(self.rows[i][j] + change);
            let is_swap =
                i > 0 && j > 0 && self.word[j] == self.tried[i - 1] && self.word[j - 1] == letter;
            if is_swap {
                least = least.min(self.rows[i - 1][j - 1] + 1);
            }
            row[j + 1] = least;
        }
        self.rows.push(row);
    }
}

/// What is seen of a word at a glance: which letters it has, and how many. Words
/// whose marks are not near cannot be almost the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark(u32);

/// One bit for each letter of English and one for all other characters.
const LETTERS: u32 = (1 << 27) - 1;

/// Words of this many characters or more are not told apart by their length.
const LONG: u32 = 31;

impl Mark {
    pub(crate) fn new(word: &str) -> Self {
        let bit = |c: char| match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            _ => 1 << 26,
        };
        let letters = word.chars().fold(0, |letters, c| letters | bit(c));
        let n_chars = (word.chars().take(LONG as usize).count() as u32).min(LONG);
        Self(letters | n_chars << 27)
    }

    /// Whether words of these marks may be at most `n_edits` apart: each edit takes one
    /// letter away and brings another at most.
    pub(crate) fn is_near(self, other: Self, n_edits: u8) -> bool {
        let n_edits = u32::from(n_edits);
        let lengths = (self.0 >> 27, other.0 >> 27);
        let is_long = lengths.0 == LONG || lengths.1 == LONG;
        let is_length = if is_long {
            lengths.0.min(lengths.1) + n_edits >= LONG
        } else {
            lengths.0.abs_diff(lengths.1) <= n_edits
        };
        is_length && ((self.0 ^ other.0) & LETTERS).count_ones() <= 2 * n_edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_the_same_is_told() {
        let cases = [
            ("jaishankar", "jayashankar", 2, true),
            ("jaishankar", "jayashankar", 1, false),
            ("trade", "tarde", 1, true),
            ("trade", "trades", 1, true),
            ("trade", "rade", 1, true),
            ("日本", "日木", 1, true),
            ("", "a", 1, true),
            ("", "ab", 1, false),
            (&"é".repeat(30), &"é".repeat(31), 1, true),
            (&"é".repeat(40), &"é".repeat(39), 1, true),
            ("trade", "grape", 2, true),
        ];
        for (word, other, n_edits, expected) in cases {
            assert_eq!(
                Like::new(word, n_edits).is_met_by(other),
                expected,
                "{word} {other}"
            );
            let is_near = Mark::new(word).is_near(Mark::new(other), n_edits);
            assert!(is_near || !expected, "{word} {other}");
        }
    }

    #[test]
    fn going_on_from_the_word_before_changes_nothing() {
        let words = ["trad", "trade", "trader", "tram", "tzar", "日本", "日本人"];
        let mut like = Like::new("trade", 2);
        let mut before = "";
        for word in words {
            let shared: usize = before
                .chars()
                .zip(word.chars())
                .take_while(|(a, b)| a == b)
                .map(|(c, _)| c.len_utf8())
                .sum();
            let expected = Like::new("trade", 2).is_met_by(word);
            assert_eq!(like.is_met_by_next(word, shared), expected, "{word}");
            before = word;
        }
    }
}
