//! The words around a token, within its line: what a rule looks at to tell a
//! date from a count or a sum from a weight. Knows no rule.

use chancery_text::{Span, Token, TokenKind, Zone};

use crate::{Context, form::Form, normal::Cursor};

/// The tokens of one zone.
#[derive(Clone, Copy)]
pub(crate) struct Line<'c> {
    /// The text up to the end of the zone, so that nothing is read across it.
    pub(crate) text: &'c str,
    /// Its tokens, in order.
    pub(crate) tokens: &'c [Token],
    /// What they look like, beside them.
    pub(crate) forms: &'c [Form],
    /// The zone itself.
    pub(crate) zone: &'c Zone,
}

impl<'c> Line<'c> {
    /// The words of token `i`; "" where there is none.
    pub(crate) fn word(self, i: usize) -> &'c str {
        self.tokens.get(i).map_or("", |t| t.span.slice(self.text))
    }

    /// The words of the token `n` before token `i`; "" where there is none.
    pub(crate) fn before(self, i: usize, n: usize) -> &'c str {
        i.checked_sub(n).map_or("", |i| self.word(i))
    }

    /// Whether token `i` is one of `words` (lower case) in any case.
    pub(crate) fn is(self, i: usize, words: &[&str]) -> bool {
        is_one_of(self.word(i), words)
    }

    /// A reader that stands at token `i`.
    pub(crate) fn cursor(self, i: usize) -> Cursor<'c> {
        let at = self
            .tokens
            .get(i)
            .map_or(self.text.len(), |t| t.span.start as usize);
        Cursor::new(self.text, at)
    }

    /// The first token that starts at or behind byte `at`.
    pub(crate) fn token_at(self, at: usize) -> usize {
        self.tokens
            .partition_point(|t| (t.span.start as usize) < at)
    }

    /// Whether token `i` is a word that begins with a small letter.
    pub(crate) fn is_lower(self, i: usize) -> bool {
        self.word(i).starts_with(char::is_lowercase)
    }

    /// Whether token `i` begins with a capital.
    pub(crate) fn is_capitalised(self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether token `i` is a mark of punctuation.
    pub(crate) fn is_sign(self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Sign)
    }

    /// The tokens of the sentence around token `i`; the whole line where it has
    /// no sentences.
    pub(crate) fn sentence(self, context: &Context<'_>, i: usize) -> core::ops::Range<usize> {
        let at = self.tokens.get(i).map_or(0, |t| t.span.start);
        let sentences = &context.segments.sentences;
        let after = sentences.partition_point(|s| s.span.start <= at);
        match after.checked_sub(1).and_then(|s| sentences.get(s)) {
            Some(s) if s.span.contains(Span::new(at, at)) => {
                self.token_at(s.span.start as usize)..self.token_at(s.span.end as usize)
            }
            _ => 0..self.tokens.len(),
        }
    }
}

/// Whether `word` is one of `words` (lower case) in any case.
pub(crate) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// The zones of an article with their tokens, in order.
pub(crate) fn lines<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Line<'c>> {
    let mut rest = context.segments.tokens.as_slice();
    let mut forms = context.forms;
    context.segments.zones.iter().map(move |zone| {
        // Tokens and zones are both in text order, and no token crosses a zone.
        let len = rest.partition_point(|t| t.span.start < zone.span.end);
        let (tokens, later) = rest.split_at(len);
        rest = later;
        let (of_line, later) = forms.split_at(len);
        forms = later;
        Line {
            text: context.text.get(..zone.span.end as usize).unwrap_or(""),
            tokens,
            forms: of_line,
            zone,
        }
    })
}
