//! A reader of words, digits and signs from one position of a text on.
//!
//! It knows nothing of tokens, so that a grammar does not depend on how "2-3"
//! or "US$5" is split; and it never looks further than its words go, so that
//! reading stays linear.

/// Most white space between two words of one expression; more is a layout.
const MAX_GAP: usize = 4;

/// A position in a text; copied to try one reading and drop it again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// Reads `text` from byte `at` on; an `at` inside a character reads nothing.
    pub(crate) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte it stands at.
    pub(crate) fn at(self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub(crate) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character.
    pub(crate) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub(crate) fn before(self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// Up to `n_bytes` before it, less if that would cut a character.
    pub(crate) fn text_before(self, n_bytes: usize) -> &'t str {
        let from = self.at.saturating_sub(n_bytes);
        self.text.get(from..self.at).unwrap_or("")
    }

    /// Past `c`, if it is next.
    pub(crate) fn sign(self, c: char) -> Option<Self> {
        (self.peek() == Some(c)).then(|| self.forward(c.len_utf8()))
    }

    /// Past `literal`, if it is next, case and all.
    pub(crate) fn literal(self, literal: &str) -> Option<Self> {
        self.rest()
            .starts_with(literal)
            .then(|| self.forward(literal.len()))
    }

    /// Past white space, of which there may be none.
    pub(crate) fn gap(self) -> Self {
        let mut cursor = self;
        for _ in 0..MAX_GAP {
            match cursor.peek() {
                Some(c) if c.is_whitespace() => cursor = cursor.forward(c.len_utf8()),
                _ => break,
            }
        }
        cursor
    }

    /// Past white space, of which there must be some.
    pub(crate) fn space(self) -> Option<Self> {
        let after = self.gap();
        (after.at > self.at).then_some(after)
    }

    /// Past a hyphen or dash, without the white space around it.
    pub(crate) fn dash(self) -> Option<Self> {
        match self.peek()? {
            c @ ('-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '—') => {
                Some(self.forward(c.len_utf8()))
            }
            _ => None,
        }
    }

    /// Past white space or one hyphen, as between the words of "five-year".
    pub(crate) fn joint(self) -> Option<Self> {
        self.dash().or_else(|| self.space())
    }

    /// The ASCII letters that come next, and the cursor past them. `None` when
    /// there are none, or when the word goes on with other letters or digits.
    pub(crate) fn word(self) -> Option<(&'t str, Self)> {
        let rest = self.rest();
        let len = rest
            .bytes()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let after = self.forward(len);
        (len > 0 && !after.peek().is_some_and(char::is_alphanumeric)).then(|| (&rest[..len], after))
    }

    /// Past the next word, if it is one of `words` (lower case) in any case.
    pub(crate) fn word_in(self, words: &[&str]) -> Option<Self> {
        let (word, after) = self.word()?;
        words
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w))
            .then_some(after)
    }

    /// The digits that come next, up to 15 of them, as value and count, and the
    /// cursor past them. `None` when there are none or more.
    pub(crate) fn digits(self) -> Option<(u64, usize, Self)> {
        let mut value = 0u64;
        let mut n_digits = 0;
        for b in self.rest().bytes().take_while(u8::is_ascii_digit) {
            n_digits += 1;
            if n_digits > 15 {
                return None;
            }
            value = value * 10 + u64::from(b - b'0');
        }
        (n_digits > 0).then(|| (value, n_digits, self.forward(n_digits)))
    }

    /// Whether a word or number may end here.
    pub(crate) fn is_end(self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }

    /// Whether the word before, if any, ended here.
    pub(crate) fn is_start(self) -> bool {
        !self.before().is_some_and(char::is_alphanumeric)
    }

    fn forward(self, by: usize) -> Self {
        Self {
            at: self.at + by,
            ..self
        }
    }
}

/// The letters of `word` in lower case, for a match on bytes; "" for a word too
/// long to be any that the grammars know.
pub(crate) fn lower<'b>(word: &str, buffer: &'b mut [u8; 12]) -> &'b [u8] {
    let Some(letters) = buffer.get_mut(..word.len()) else {
        return b"";
    };
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    letters
}
