//! Tokens: words, numbers and signs, each with its span.

use crate::Span;
use crate::character::{
    Script, char_at, char_before, is_apostrophe, is_blank, is_hyphen, is_invisible, is_mark, script,
};

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
    /// One punctuation mark or symbol ("-", "€", "“"), or one repeated ("...", "--").
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
/// and what lies between them is blank: white space, controls, invisible
/// characters.
///
/// Hyphens and possessives are tokens of their own, so that "India-Japan" and
/// "India's" yield "India" and "Japan".
pub fn tokenize(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, within, &mut tokens);
    tokens
}

/// [`tokenize`], appending to `tokens`.
pub(crate) fn tokenize_into(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let slice = within.slice(text);
    let base = within.start;
    // Where a single quotation mark was opened and not yet closed.
    let mut quote = None;
    let mut push = |from: usize, to: usize, kind| {
        tokens.push(Token {
            span: Span::new(base + from as u32, base + to as u32),
            kind,
        });
    };
    let mut at = 0;
    while let Some(c) = char_at(slice, at) {
        if c == ' ' {
            at += 1;
        } else if c.is_alphanumeric() {
            let (end, kind) = name(slice, at);
            push(at, end, kind);
            at = end;
            if let Some(end) = possessive(slice, at, quote) {
                push(at, end, TokenKind::Possessive);
                at = end;
            }
        } else if is_blank(c) {
            at += c.len_utf8();
        } else {
            let end = sign(slice, at, c);
            if is_apostrophe(c) {
                let opens = char_at(slice, end).is_some_and(char::is_alphabetic)
                    && !char_before(slice, at).is_some_and(char::is_alphanumeric);
                quote = opens.then_some(at);
            }
            push(at, end, TokenKind::Sign);
            at = end;
        }
    }
}

/// The end of the sign `c` at `at`: with the marks that belong to it, or with
/// its repetitions if it is drawn as a line or an ellipsis.
fn sign(slice: &str, at: usize, c: char) -> usize {
    let mut end = at + c.len_utf8();
    let repeats = matches!(c, '.' | '-' | '_' | '*' | '=' | '~' | '—' | '–');
    while let Some(next) = char_at(slice, end) {
        if is_mark(next) || (repeats && next == c) {
            end += next.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// A single quotation mark opened longer ago than this was no quotation: bytes.
const QUOTE_REACH: usize = 200;

/// The end of a possessive ending at `at`: an apostrophe and an "s" that ends
/// the word, or an apostrophe alone after an "s" if no quotation is open.
fn possessive(slice: &str, at: usize, quote: Option<usize>) -> Option<usize> {
    let apostrophe = char_at(slice, at).filter(|&c| is_apostrophe(c))?;
    let end = at + apostrophe.len_utf8();
    if possessive_s(slice, end) {
        return Some(end + 1);
    }
    let open = quote.is_some_and(|from| at - from < QUOTE_REACH);
    let after_s = matches!(slice.as_bytes().get(at.wrapping_sub(1)), Some(b's' | b'S'));
    let ends = !char_at(slice, end).is_some_and(char::is_alphanumeric);
    (after_s && ends && !open && apostrophe != '‘').then_some(end)
}

/// Whether an "s" that ends a word stands at `at`.
fn possessive_s(slice: &str, at: usize) -> bool {
    matches!(slice.as_bytes().get(at), Some(b's' | b'S'))
        && !char_at(slice, at + 1).is_some_and(|c| c.is_alphanumeric() || is_mark(c))
}

/// What a token is made of so far.
#[derive(Clone, Copy, Default)]
struct Made {
    letters: u32,
    digits: u32,
    signs: u32,
}

impl Made {
    fn kind(self) -> TokenKind {
        match (self.letters > 0, self.digits > 0) {
            _ if self.signs > 0 => TokenKind::Mixed,
            (true, true) => TokenKind::Mixed,
            (false, true) => TokenKind::Number,
            _ => TokenKind::Word,
        }
    }
}

/// The end and kind of the word, number or mixed token that starts at `at`.
fn name(slice: &str, at: usize) -> (usize, TokenKind) {
    if let Some(end) = address(slice, at) {
        return (end, TokenKind::Mixed);
    }
    if let Some(end) = abbreviation(slice, at) {
        return (end, TokenKind::Word);
    }
    let mut made = Made::default();
    let mut end = run(slice, at, &mut made);
    if made.letters > 0
        && made.digits > 0
        && let Some(cut) = currency_code(&slice[at..end])
    {
        return (at + cut, TokenKind::Word);
    }
    while let Some(next) = joined(slice, at, end, made) {
        let sign = char_at(slice, end);
        if matches!(sign, Some('+' | '&' | '@')) || sign.is_some_and(is_hyphen) {
            made.signs += 1;
        }
        end = if next < slice.len() && char_at(slice, next).is_some_and(char::is_alphanumeric) {
            run(slice, next, &mut made)
        } else {
            next
        };
    }
    (end, made.kind())
}

/// The end of the letters, digits and marks that start at `at`.
fn run(slice: &str, at: usize, made: &mut Made) -> usize {
    let bytes = slice.as_bytes();
    let mut end = at;
    let mut of: Option<Script> = None;
    loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_alphabetic() => made.letters += 1,
            Some(b) if b.is_ascii_digit() => made.digits += 1,
            Some(b) if !b.is_ascii() => {
                let Some(c) = char_at(slice, end) else { break };
                let len = c.len_utf8();
                if c.is_alphanumeric() {
                    if of.is_some_and(|of| of != script(c)) {
                        break;
                    }
                    of = Some(script(c));
                    if c.is_alphabetic() {
                        made.letters += 1;
                    } else {
                        made.digits += 1;
                    }
                } else if !is_mark(c) && !is_inner_invisible(slice, end, c) {
                    break;
                }
                end += len;
                continue;
            }
            _ => break,
        }
        if of.is_some_and(|of| of != Script::Spaced) {
            break;
        }
        of = Some(Script::Spaced);
        end += 1;
    }
    end
}

/// Whether the invisible character `c` at `at` stands inside a word.
fn is_inner_invisible(slice: &str, at: usize, c: char) -> bool {
    is_invisible(c) && char_at(slice, at + c.len_utf8()).is_some_and(char::is_alphanumeric)
}

/// Codes that stand before an amount without a space ("Rs500").
const CURRENCY_CODES: [&str; 8] = ["Rs", "USD", "EUR", "GBP", "INR", "JPY", "CNY", "AUD"];

/// Where an amount begins that a currency code is glued to.
fn currency_code(word: &str) -> Option<usize> {
    let code = CURRENCY_CODES
        .iter()
        .find(|code| word.starts_with(**code))?;
    let glued = word.as_bytes().get(code.len())?.is_ascii_digit();
    glued.then_some(code.len())
}

/// Where a token `at..end` goes on behind the sign at `end`, if the sign is
/// part of it; signs that only end one ("OPEC+") included.
fn joined(slice: &str, at: usize, end: usize, made: Made) -> Option<usize> {
    let sign = char_at(slice, end)?;
    let next_at = end + sign.len_utf8();
    let before = char_before(slice, end)?;
    let next = char_at(slice, next_at).unwrap_or(' ');
    let joins = match sign {
        '.' if before.is_ascii_digit() => next.is_ascii_digit(),
        '.' => before.is_alphabetic() && next.is_lowercase(),
        ',' => before.is_ascii_digit() && made.letters == 0 && is_group(slice, next_at),
        '+' => plus_joins(&slice[at..end], made, next),
        '&' => before.is_uppercase() && next.is_uppercase(),
        '@' => next.is_alphanumeric(),
        _ if is_apostrophe(sign) => {
            before.is_alphabetic() && next.is_alphabetic() && !possessive_s(slice, next_at)
        }
        _ if is_hyphen(sign) => hyphen_joins(&slice[at..end], &slice[next_at..]),
        _ => false,
    };
    joins.then_some(next_at)
}

/// Whether a group of digits of a number with thousands commas stands at `at`:
/// three digits, or two and another group as in "12,34,567".
fn is_group(slice: &str, at: usize) -> bool {
    let rest = &slice.as_bytes()[at..];
    let digits = rest
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let follows = |i: usize| rest.get(i).is_some_and(u8::is_ascii_digit);
    digits == 3 || (digits == 2 && rest.get(2) == Some(&b',') && follows(3))
}

/// "2+2", "ASEAN+3", "OPEC+".
fn plus_joins(left: &str, made: Made, next: char) -> bool {
    let capitals = (2..=12).contains(&left.len()) && left.bytes().all(|b| b.is_ascii_uppercase());
    let digits = made.letters == 0 && made.signs == 0;
    (next.is_ascii_digit() && (digits || capitals)) || (capitals && !next.is_alphanumeric())
}

/// Words that a number follows without making one name with it.
const LOOSE_PREFIXES: [&str; 30] = [
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "early",
    "feb",
    "february",
    "jan",
    "january",
    "july",
    "june",
    "late",
    "mar",
    "march",
    "may",
    "mid",
    "no",
    "nov",
    "november",
    "oct",
    "october",
    "over",
    "post",
    "pre",
    "sep",
    "sept",
    "september",
    "top",
    "under",
];

/// "US-2", "Su-30MKI", "COVID-19": a capitalised word, then a number that is no
/// year. "India-Japan", "7-9", "10-year", "Mid-2025" stay apart.
fn hyphen_joins(left: &str, right: &str) -> bool {
    let digits = right.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let year = digits == 4 && matches!(right.as_bytes()[0], b'1' | b'2');
    digits > 0
        && digits < 5
        && !year
        && left.len() <= 24
        && left.starts_with(char::is_uppercase)
        && left.chars().all(|c| c.is_alphabetic() || is_mark(c))
        && !LOOSE_PREFIXES.iter().any(|p| p.eq_ignore_ascii_case(left))
}

/// The end of an abbreviation of single letters with full stops ("U.S.",
/// "p.m.", "U.S"), of an initial ("S." before a capital) or of "Ph.D.".
fn abbreviation(slice: &str, at: usize) -> Option<usize> {
    if slice[at..].starts_with("Ph.D") {
        let end = at + "Ph.D".len();
        return Some(end + usize::from(slice.as_bytes().get(end) == Some(&b'.')));
    }
    let mut end = at;
    let mut pairs = 0;
    while let Some(letter) = char_at(slice, end).filter(|c| c.is_alphabetic()) {
        let stop = end + letter.len_utf8();
        match char_at(slice, stop) {
            Some('.') => {
                end = stop + 1;
                pairs += 1;
            }
            Some(c) if c.is_alphanumeric() || is_mark(c) => break,
            _ if pairs > 0 => return Some(stop),
            _ => return None,
        }
    }
    match pairs {
        0 => None,
        1 => (slice[at..].starts_with(char::is_uppercase) && before_capital(slice, end))
            .then_some(end),
        _ => Some(end),
    }
}

/// Whether the next word on the same line starts with a capital.
fn before_capital(slice: &str, at: usize) -> bool {
    let rest = slice[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    rest.starts_with(char::is_uppercase)
}

/// The end of a web address that starts at `at`.
fn address(slice: &str, at: usize) -> Option<usize> {
    let rest = slice.as_bytes().get(at..)?;
    let starts = |prefix: &[u8]| {
        rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix)
    };
    if !matches!(rest[0], b'h' | b'H' | b'w' | b'W')
        || !(starts(b"http://") || starts(b"https://") || starts(b"www."))
    {
        return None;
    }
    let stop = |c: char| is_blank(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»');
    let len = slice[at..].find(stop).unwrap_or(rest.len());
    let address = slice[at..at + len]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']);
    Some(at + address.len())
}
