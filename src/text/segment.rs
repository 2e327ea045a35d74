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
        ..Segments::default()
    };
    for zone in &out.zones {
        let first_token = out.tokens.len() as u32;
        token::tokenize_into(text, zone.span, &mut out.tokens);
        if zone.kind != ZoneKind::Paragraph {
            continue;
        }
        let first_sentence = out.sentences.len() as u32;
        let paragraph = out.paragraphs.len() as u32;
        for span in sentence::sentences(text, zone.span) {
            let token_at = |at: u32| {
                let later = &out.tokens[first_token as usize..];
                first_token + later.partition_point(|t| t.span.start < at) as u32
            };
            let tokens = token_at(span.start)..token_at(span.end);
            out.sentences.push(Sentence {
                span,
                paragraph,
                tokens,
            });
        }
        out.paragraphs.push(Paragraph {
            span: zone.span,
            sentences: first_sentence..out.sentences.len() as u32,
            tokens: first_token..out.tokens.len() as u32,
        });
    }
    out
}
