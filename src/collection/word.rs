//! The words of an article as terms and queries compare them.
//!
//! A word is compared by its key: folded, without inner hyphens ("G-7" is
//! "g7"). Possessive endings and signs are no words. Boilerplate is left out.

use chancery_text::fold::fold_into;
use chancery_text::{Segments, Span, Token, TokenKind, ZoneKind};

/// The words of one article in text order, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// The keys one after the other.
    keys: String,
    list: Vec<Word>,
    /// Where words stand, and the position of the first of each.
    zones: Vec<Stretch>,
}

/// A stretch of text that is cut into words without looking at the rest: a headline,
/// a heading, a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stretch {
    pub(crate) span: Span,
    pub(crate) first_position: u32,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    span: Span,
    key_end: u32,
    /// Its position, twice; one more if a phrase may run into it.
    place: u32,
}

impl Word {
    fn position(self) -> u32 {
        self.place / 2
    }
}

/// Positions between the last word of a zone and the first of the next: a
/// phrase or NEAR of less than this never runs from one zone into another.
pub(crate) const ZONE_GAP: u32 = 64;

impl Words {
    /// The words of the title, the headings and the paragraphs.
    pub(crate) fn new(text: &str, segments: &Segments) -> Self {
        let mut words = Self {
            keys: String::with_capacity(text.len()),
            list: Vec::with_capacity(segments.tokens.len()),
            zones: Vec::new(),
        };
        let mut position = 0;
        for zone in &segments.zones {
            if matches!(zone.kind, ZoneKind::Boilerplate(_)) {
                continue;
            }
            words.zones.push(Stretch {
                span: zone.span,
                first_position: position,
            });
            words.take(
                text,
                &segments.tokens[segments.tokens_in(zone.span)],
                &mut position,
            );
            position += ZONE_GAP;
        }
        words
    }

    /// The words of a line that is no article: a term, a piece of a query.
    pub(crate) fn of_line(line: &str) -> Self {
        let mut words = Self::default();
        let tokens = chancery_text::tokenize(line, Span::at(0, line.len()));
        words.take(line, &tokens, &mut 0);
        words
    }

    fn take(&mut self, text: &str, tokens: &[Token], position: &mut u32) {
        let (mut unbroken, mut end) = (false, 0);
        for token in tokens {
            match token.kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Mixed => {
                    push_key(token.span.slice(text), token.kind, &mut self.keys);
                    self.list.push(Word {
                        span: token.span,
                        key_end: self.keys.len() as u32,
                        place: *position * 2 + u32::from(unbroken),
                    });
                    *position += 1;
                    unbroken = true;
                }
                TokenKind::Sign => {
                    // A dash with a space before it is no hyphen.
                    let is_tight = token.span.start == end;
                    unbroken &= is_tight && token.span.slice(text).chars().all(is_hyphen);
                }
                TokenKind::Possessive => {}
            }
            end = token.span.end;
        }
    }

    /// The stretches of the words, in text order.
    pub(crate) fn zones(&self) -> &[Stretch] {
        &self.zones
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The key of word `at`.
    pub(crate) fn key(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.list[before].key_end);
        Span::new(start, self.list[at].key_end).slice(&self.keys)
    }

    /// Every key, in text order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.key(at))
    }

    /// Where word `at` stands.
    pub(crate) fn span(&self, at: usize) -> Span {
        self.list[at].span
    }

    /// The number of word `at`, counted over the article with [`ZONE_GAP`].
    pub(crate) fn position(&self, at: usize) -> u32 {
        self.list[at].position()
    }

    /// Whether a phrase may run into word `at` from the one before: nothing but
    /// hyphens and possessives stands between.
    pub(crate) fn follows(&self, at: usize) -> bool {
        self.list[at].place % 2 == 1
    }

    /// The first word at or after byte `at`.
    pub(crate) fn at_byte(&self, at: u32) -> usize {
        self.list.partition_point(|w| w.span.start < at)
    }
}

impl Stretch {
    /// Where its words stand, in text order, without their keys.
    pub(crate) fn word_spans(self, text: &str) -> Vec<Span> {
        let tokens = chancery_text::tokenize(text, self.span);
        let words = tokens.iter().filter(|t| is_word(t.kind));
        words.map(|t| t.span).collect()
    }
}

fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed)
}

fn push_key(word: &str, kind: TokenKind, keys: &mut String) {
    let start = keys.len();
    fold_into(word, keys);
    // Only a mixed token has a hyphen inside.
    if kind == TokenKind::Mixed && keys[start..].contains(is_hyphen) {
        let plain: String = keys[start..].chars().filter(|&c| !is_hyphen(c)).collect();
        keys.truncate(start);
        keys.push_str(&plain);
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_keys_and_places() {
        let text = "India’s “G-7” visit – café 日本.\n\nHigh-speed rail 🙂 costs ¥5.";
        let segments = chancery_text::segment(text);
        let words = Words::new(text, &segments);
        let keys: Vec<&str> = words.keys().collect();
        let expected = [
            "india", "g7", "visit", "cafe", "日本", "high", "speed", "rail", "costs", "5",
        ];
        assert_eq!(keys, expected);
        for at in 0..words.len() {
            assert!(!words.span(at).slice(text).is_empty());
        }
        assert_eq!(words.position(5) - words.position(4), ZONE_GAP + 1);
        let runs: Vec<bool> = (0..words.len()).map(|at| words.follows(at)).collect();
        assert_eq!(
            runs,
            [
                false, false, false, false, true, false, true, true, false, false
            ]
        );
        for zone in words.zones() {
            let at = (0..words.len()).position(|at| words.position(at) == zone.first_position);
            let here = (at.expect("a zone has words")..).zip(zone.word_spans(text));
            assert!(here.clone().count() > 2);
            for (at, span) in here {
                assert_eq!(span, words.span(at));
            }
        }
    }
}
