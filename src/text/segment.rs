//! All segments of a text in one value: zones, paragraphs, sentences, tokens.

use core::ops::Range;

use crate::{Span, Token, Zone, ZoneKind, sentence, token, zone};

/// A paragraph: a zone of running text and its sentences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its sentences, as indices into [`Segments::sentences`].
    pub sentences: Range<u32>,
    /// Its tokens, as indices into [`Segments::tokens`].
    pub tokens: Range<u32>,
}

/// One sentence of a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Where it stands, trimmed, with its closing quotes and brackets.
    pub span: Span,
    /// Its paragraph, as an index into [`Segments::paragraphs`].
    pub paragraph: u32,
    /// Its tokens, as indices into [`Segments::tokens`].
    pub tokens: Range<u32>,
}

/// The segments of one text, each list in text order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segments {
    /// Every zone; together they cover every byte that is not white space.
    pub zones: Vec<Zone>,
    /// The zones of kind paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences of all paragraphs. Titles and headings have none.
    pub sentences: Vec<Sentence>,
    /// The tokens of all zones, boilerplate included. No token crosses a zone.
    pub tokens: Vec<Token>,
}

impl Segments {
    /// The tokens that lie wholly inside `span`, as indices into
    /// [`Segments::tokens`]. Costs two binary searches.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.start < span.start);
        let to = self.tokens.partition_point(|t| t.span.end <= span.end);
        from..to.max(from)
    }
}

/// Reads the segments of `text`. Linear in its length; never fails.
pub fn segment(text: &str) -> Segments {
    let mut out = Segments {
        zones: zone::zones(text),
        tokens: Vec::with_capacity(text.len() / 5),
        ..Segments::default()
    };
    for idx in 0..out.zones.len() {
        let zone = out.zones[idx];
        let first_token = out.tokens.len() as u32;
        token::tokenize_into(text, zone.span, &mut out.tokens);
        if zone.kind == ZoneKind::Paragraph {
            out.push_paragraph(text, zone.span, first_token);
        }
    }
    out
}

impl Segments {
    /// Appends a paragraph whose tokens, from `first_token` on, are the last.
    fn push_paragraph(&mut self, text: &str, span: Span, first_token: u32) {
        let first_sentence = self.sentences.len() as u32;
        let mut token = first_token as usize;
        for sentence in sentence::sentences(text, span) {
            let from = token;
            while self
                .tokens
                .get(token)
                .is_some_and(|t| t.span.start < sentence.end)
            {
                token += 1;
            }
            // A full stop inside a web address is none: the sentence goes on.
            let before = self.sentences[first_sentence as usize..].last_mut();
            if let Some(before) = before
                && from > 0
                && self.tokens[from - 1].span.end > sentence.start
            {
                before.span = before.span.cover(sentence);
                before.tokens.end = token as u32;
                continue;
            }
            self.sentences.push(Sentence {
                span: sentence,
                paragraph: self.paragraphs.len() as u32,
                tokens: from as u32..token as u32,
            });
        }
        self.paragraphs.push(Paragraph {
            span,
            sentences: first_sentence..self.sentences.len() as u32,
            tokens: first_token..self.tokens.len() as u32,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::character::is_blank;

    /// What must hold of the segments of any text.
    fn check(text: &str) {
        let s = segment(text);
        let mut at = 0;
        let blank = |from: u32, to: u32, is_blank: fn(char) -> bool| {
            let between = text.get(from as usize..to as usize).expect("on boundaries");
            assert!(
                between.chars().all(is_blank),
                "{between:?} is left out of {text:?}"
            );
        };
        let no_words = |c: char| c.is_whitespace() || c == '\u{feff}';
        for zone in &s.zones {
            blank(at, zone.span.start, no_words);
            assert_eq!(
                zone.span.slice(text).trim(),
                zone.span.slice(text),
                "trimmed"
            );
            assert!(!zone.span.is_empty() && !zone.rule.is_empty());
            at = zone.span.end;
        }
        blank(at, text.len() as u32, no_words);

        at = 0;
        for token in &s.tokens {
            blank(at, token.span.start, is_blank);
            assert!(!token.span.is_empty());
            at = token.span.end;
            assert!(
                s.zones.iter().any(|zone| zone.span.contains(token.span)),
                "in one zone"
            );
        }
        blank(at, text.len() as u32, is_blank);

        let paragraphs = s
            .zones
            .iter()
            .filter(|zone| zone.kind == ZoneKind::Paragraph);
        let spans: Vec<Span> = paragraphs.map(|zone| zone.span).collect();
        assert_eq!(
            s.paragraphs.iter().map(|p| p.span).collect::<Vec<_>>(),
            spans
        );
        let mut sentence_at = 0;
        for (idx, paragraph) in s.paragraphs.iter().enumerate() {
            assert_eq!(
                paragraph.sentences.start, sentence_at,
                "no sentence outside"
            );
            at = paragraph.span.start;
            let mut token_at = paragraph.tokens.start;
            for sentence in
                &s.sentences[paragraph.sentences.start as usize..paragraph.sentences.end as usize]
            {
                blank(at, sentence.span.start, char::is_whitespace);
                assert_eq!(sentence.paragraph as usize, idx);
                assert_eq!(sentence.tokens.start, token_at, "every token in a sentence");
                for token in &s.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
                {
                    assert!(sentence.span.contains(token.span), "{text:?}");
                }
                at = sentence.span.end;
                token_at = sentence.tokens.end;
            }
            assert_eq!(at, paragraph.span.end);
            assert_eq!(token_at, paragraph.tokens.end);
            sentence_at = paragraph.sentences.end;
        }
        assert_eq!(sentence_at as usize, s.sentences.len());
    }

    proptest! {
        #![proptest_config(crate::sample::config())]

        #[test]
        fn segments_hold_on_articles(text in crate::sample::article()) {
            check(&text);
        }

        #[test]
        fn segments_hold_on_any_text(text in any::<String>()) {
            check(&text);
        }
    }

    #[test]
    fn tokens_of_a_span_are_found() {
        let text = "One two. Three 日本 four.";
        let s = segment(text);
        let second = s.sentences[1].span;
        let range = s.tokens_in(second);
        assert_eq!(
            range,
            s.sentences[1].tokens.start as usize..s.sentences[1].tokens.end as usize
        );
        assert!(s.tokens_in(Span::new(1, 2)).is_empty());
    }
}
