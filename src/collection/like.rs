//! Words that are almost the same: at most so many letters added, dropped,
//! changed or swapped with their neighbour.

/// Tells which words are almost `word`.
#[derive(Clone, Debug)]
pub(crate) struct Like {
    word: Vec<char>,
    n_edits: usize,
    mark: Mark,
    /// By letter of ASCII: where it stands in `word`, one bit a place.
    places: Vec<u64>,
}

/// Letters of the longest word whose places fit the bits of one number.
const FITS: usize = 64;

impl Like {
    pub(crate) fn new(word: &str, n_edits: u8) -> Self {
        let mut places = vec![0; 128];
        let letters: Vec<char> = word.chars().collect();
        for (at, &letter) in letters.iter().enumerate().take(FITS) {
            if let Some(places) = places.get_mut(letter as usize) {
                *places |= 1 << at;
            }
        }
        Self {
            mark: Mark::new(word),
            word: letters,
            n_edits: usize::from(n_edits),
            places,
        }
    }

    /// Whether a word of this mark may be almost the word.
    pub(crate) fn may_be(&self, mark: Mark) -> bool {
        self.mark.is_near(mark, self.n_edits as u32)
    }

    /// Whether one of the words of these marks may be.
    pub(crate) fn may_be_among(&self, marks: Marks) -> bool {
        marks.may_hold(self.mark, self.n_edits as u32)
    }

    /// Whether `other` is almost the word.
    pub(crate) fn is_met_by(&self, other: &str) -> bool {
        let n_edits = match self.word.len() {
            0 => other.chars().count(),
            1..=FITS => self.n_edits_in_bits(other),
            _ => self.n_edits_in_rows(other),
        };
        n_edits <= self.n_edits
    }

    /// The edits from the word to `other`: a column of the table of edits at a time,
    /// of which one bit tells whether the next number is larger or smaller (Hyyrö's
    /// way of counting, 2003).
    fn n_edits_in_bits(&self, other: &str) -> usize {
        let last = 1u64 << (self.word.len() - 1);
        let (mut up, mut down, mut same, mut before) = (u64::MAX, 0u64, 0u64, 0u64);
        let mut n_edits = self.word.len();
        for letter in other.chars() {
            let here = self.places_of(letter);
            let swapped = ((!same & here) << 1) & before;
            same = swapped | ((here & up).wrapping_add(up) ^ up) | here | down;
            let (right_up, right_down) = (down | !(same | up), same & up);
            n_edits += usize::from(right_up & last != 0);
            n_edits -= usize::from(right_down & last != 0);
            let (right_up, right_down) = (right_up << 1 | 1, right_down << 1);
            (up, down, before) = (right_down | !(same | right_up), right_up & same, here);
        }
        n_edits
    }

    fn places_of(&self, letter: char) -> u64 {
        self.places
            .get(letter as usize)
            .copied()
            .unwrap_or_else(|| {
                let places = self.word.iter().enumerate();
                let here = places.filter(|(_, l)| **l == letter);
                here.fold(0, |places, (at, _)| places | 1 << at)
            })
    }

    /// The same for a word of any length, a row at a time.
    fn n_edits_in_rows(&self, other: &str) -> usize {
        let n = self.word.len();
        let mut rows = [vec![0; n + 1], (0..=n).collect(), vec![0; n + 1]];
        let mut before = None;
        for (i, letter) in other.chars().enumerate() {
            let [older, old, new] = &mut rows;
            new[0] = i + 1;
            for j in 0..n {
                let change = usize::from(self.word[j] != letter);
                let mut least = (old[j + 1] + 1).min(new[j] + 1).min(old[j] + change);
                if j > 0 && before == Some(self.word[j]) && self.word[j - 1] == letter {
                    least = least.min(older[j - 1] + 1);
                }
                new[j + 1] = least;
            }
            rows.rotate_left(1);
            before = Some(letter);
        }
        rows[1][n]
    }
}

/// What is seen of a word at a glance: which letters it has, which of them twice, and
/// how many. Words whose marks are not near cannot be almost the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Mark(u64);

/// One bit for each letter of English and one for all other characters; the same again
/// for those that stand there more than once.
const LETTERS: u64 = (1 << 54) - 1;

/// Words of this many characters or more are not told apart by their length.
const LONG: u32 = 1023;

impl Mark {
    pub(crate) fn new(word: &str) -> Self {
        let (mut once, mut twice, mut n_chars) = (0u64, 0u64, 0u32);
        for c in word.chars() {
            let bit = match c {
                'a'..='z' => 1 << (c as u32 - 'a' as u32),
                _ => 1 << 26,
            };
            twice |= once & bit;
            once |= bit;
            n_chars += 1;
        }
        Self(once | twice << 27 | u64::from(n_chars.min(LONG)) << 54)
    }

    /// Whether words of these marks may be at most `n_edits` apart: each edit takes one
    /// letter away and brings another at most.
    fn is_near(self, other: Self, n_edits: u32) -> bool {
        let (a, b) = (self.0, other.0);
        ((a >> 54) as u32).abs_diff((b >> 54) as u32) <= n_edits
            && (a & !b & LETTERS).count_ones() <= n_edits
            && (b & !a & LETTERS).count_ones() <= n_edits
    }
}

/// The marks of some words together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks {
    /// What any of them has.
    any: u64,
    /// What all of them have.
    all: u64,
}

impl Marks {
    pub(crate) fn of(marks: &[Mark]) -> Self {
        Self {
            any: marks.iter().fold(0, |any, m| any | m.0),
            all: marks.iter().fold(u64::MAX, |all, m| all & m.0),
        }
    }

    /// Whether a word that is near `mark` may be among them.
    fn may_hold(self, mark: Mark, n_edits: u32) -> bool {
        (mark.0 & !self.any & LETTERS).count_ones() <= n_edits
            && (self.all & !mark.0 & LETTERS).count_ones() <= n_edits
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
            let is_near = Like::new(word, n_edits).may_be(Mark::new(other));
            assert!(is_near || !expected, "{word} {other}");
        }
    }

    #[test]
    fn long_words_are_compared_as_short_ones_are() {
        let words = [
            "trade",
            "tarde",
            "tradé",
            "日本人",
            "nihon",
            "a",
            "",
            "aabb",
            "bbaa",
        ];
        for word in words {
            for other in words {
                let like = Like::new(word, 1);
                let in_rows = like.n_edits_in_rows(other);
                if !word.is_empty() {
                    assert_eq!(like.n_edits_in_bits(other), in_rows, "{word} {other}");
                }
                let (a, b) = (Mark::new(word), Mark::new(other));
                assert!(a.is_near(b, in_rows as u32), "{word} {other}");
                let both = Marks::of(&[Mark::new("quiz"), b]);
                assert!(both.may_hold(a, in_rows as u32), "{word} {other}");
            }
        }
    }
}
