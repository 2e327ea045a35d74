//! Tokens: words, numbers and signs, each with its span.

use crate::Span;

/// What kind of token it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Letters, with inner full stops of an abbreviation ("U.S.").
    Word,
    /// Digits with their separators ("1,200.50").
    Number,
    /// Letters, digits and signs that name one thing ("US-2", "G20", "2+2", "10th").
    Mixed,
    /// The possessive ending ("’s", "'").
    Possessive,
    /// One punctuation mark or symbol ("-", "€", "“").
    Sign,
}

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What kind it is.
    pub kind: TokenKind,
}

/// The tokens of `text` inside `within`, in order; their spans do not overlap,
/// and what lies between them is white space.
///
/// Hyphens and possessives are tokens of their own, so that "India-Japan" and
/// "India's" yield "India" and "Japan".
pub fn tokenize(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let slice = within.slice(text);
    for (at, c) in slice.char_indices().chain([(slice.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let base = within.start as usize;
                tokens.push(Token {
                    span: Span::at(base + from, base + at),
                    kind: TokenKind::Word,
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}
