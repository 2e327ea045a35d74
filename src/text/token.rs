//! Tokens: words, numbers and signs, each with its span. What they mean is not
//! known here.
//!
//! What a rule author must know:
//!
//! * Between two tokens lie only blanks: white space, controls, invisible
//!   characters. Two tokens touch if one's end is the other's start:
//!   "India-Japan" is `India` `-` `Japan`, all touching.
//! * **Hyphens split** ("co-operation", "7-9", "2023-07-28", "10-year",
//!   "mid-2025"). They hold only a capitalised word and a number that is no year
//!   together: `US-2`, `F-35`, `Su-30MKI`, `COVID-19`. Dashes always split.
//! * **The possessive is a token**: `India` `’s`, `ministers` `’`, and so are "it’s"
//!   and "that’s": `it` `’s`. Other apostrophes inside a word stay: `O’Brien`,
//!   `d’Affaires`, `don’t`. An apostrophe behind an "s" is a sign, not a
//!   possessive, if a single quotation mark stands open before it.
//! * **Full stops** stay in abbreviations of single letters and in initials that
//!   a capital follows: `U.S.`, `p.m.`, `S.` `Jaishankar`, also without a space
//!   between. `Dr` `.` and `Gen` `.` are two tokens, as is the end of a sentence.
//!   At the end of one, "U.S." has its full stop inside.
//! * **Numbers** hold their separators: `1,200.50`, `12,34,567`. Letters glued on
//!   make them [`TokenKind::Mixed`]: `10th`, `12bn`, `5G`, `1990s`. Signs are tokens
//!   of their own: `₹` `500`, `US` `$` `3.5`, `3.5` `%`, `9` `/` `11`, `10` `:` `30`;
//!   "Rs500" is `Rs` `500`.
//! * **Plus signs**: `2+2` is one token, "2 + 2" three; `ASEAN+3`, `OPEC+`. `AT&T`.
//! * Addresses are one token: `www.mea.gov.in`, `jo@mea.gov.in`, `Amazon.com`.
//! * A sign is one character, with the marks on it; dots, dashes, stars and
//!   underlines in a row are one token (`...`, `--`).
//! * Chinese and Japanese split where the script changes, Thai only at spaces.
//! * Compare by [`crate::fold_word`]: `Zürich`, `ZURICH`, `India’s` as typed differ.
//!
//! ```
//! use chancery_text::{Span, tokenize};
//!
//! let text = "India’s 2+2 with the U.S.";
//! let tokens = tokenize(text, Span::at(0, text.len()));
//! let words: Vec<&str> = tokens.iter().map(|token| token.span.slice(text)).collect();
//! assert_eq!(words, ["India", "’s", "2+2", "with", "the", "U.S."]);
//! ```

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
    fn count(&mut self, digit: bool) {
        if digit {
            self.digits += 1;
        } else {
            self.letters += 1;
        }
    }

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
    if let Some(end) = plain_word(slice, at) {
        return (end, TokenKind::Word);
    }
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

/// The end of a word of ASCII letters behind which a blank or one of the marks
/// stands that join nothing, as behind nearly all words.
fn plain_word(slice: &str, at: usize) -> Option<usize> {
    let rest = slice.as_bytes().get(at..)?;
    let len = rest.iter().position(|b| !b.is_ascii_alphabetic());
    let len = len.unwrap_or(rest.len());
    let ends = matches!(
        rest.get(len),
        None | Some(b' ' | b'\n' | b'\r' | b',' | b';' | b')' | b'"')
    );
    (len > 0 && ends).then_some(at + len)
}

/// The end of the letters, digits and marks of one script that start at `at`.
fn run(slice: &str, at: usize, made: &mut Made) -> usize {
    let bytes = slice.as_bytes();
    let mut end = at;
    let mut of = None;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            if *of.get_or_insert(Script::Spaced) != Script::Spaced {
                break;
            }
            made.count(byte.is_ascii_digit());
            end += 1;
            continue;
        }
        let Some(c) = char_at(slice, end).filter(|c| !c.is_ascii()) else {
            break;
        };
        if c.is_alphanumeric() {
            if *of.get_or_insert(script(c)) != script(c) {
                break;
            }
            made.count(!c.is_alphabetic());
        } else if !is_mark(c) && !is_inner_invisible(slice, end, c) {
            break;
        }
        end += c.len_utf8();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens with "|" between; a mark behind each tells its kind: nothing
    /// for a word, "#" number, "+" mixed, "'" possessive, "." sign.
    fn shown(text: &str) -> String {
        let show = |token: &Token| {
            let kind = match token.kind {
                TokenKind::Word => "",
                TokenKind::Number => "#",
                TokenKind::Mixed => "+",
                TokenKind::Possessive => "'",
                TokenKind::Sign => ".",
            };
            format!("{}{kind}", token.span.slice(text))
        };
        let tokens = tokenize(text, Span::at(0, text.len()));
        tokens.iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn texts_fall_into_tokens() {
        for (text, want) in [
            ("", ""),
            (" \t\r\n\u{2028}", ""),
            // Hyphens split words, not names with numbers.
            ("India-Japan ties", "India|-.|Japan|ties"),
            ("co-operation", "co|-.|operation"),
            ("US-2, F-35s", "US-2+|,.|F-35s+"),
            ("Su-30MKI COVID‑19", "Su-30MKI+|COVID‑19+"),
            ("COVID-19-related", "COVID-19+|-.|related"),
            ("7-9 June", "7#|-.|9#|June"),
            ("2023-07-28", "2023#|-.|07#|-.|28#"),
            ("10-year mid-2025", "10#|-.|year|mid|-.|2025#"),
            (
                "Mid-90s Jan-5 Vision-2030",
                "Mid|-.|90s+|Jan|-.|5#|Vision|-.|2030#",
            ),
            ("U.S.-Japan", "U.S.|-.|Japan"),
            ("China–India—ties", "China|–.|India|—.|ties"),
            // Possessives split; apostrophes inside words do not.
            ("India's India’s", "India|'s'|India|’s'"),
            ("ministers’ visit", "ministers|’'|visit"),
            ("the U.S.’s G20's", "the|U.S.|’s'|G20+|'s'"),
            ("O’Brien d'Affaires don't", "O’Brien|d'Affaires|don't"),
            (
                "‘Act East’ ‘allies’ talks",
                "‘.|Act|East|’.|‘.|allies|’.|talks",
            ),
            ("'Special Partners' in", "'.|Special|Partners|'.|in"),
            ("the 1990's, the '90s", "the|1990#|'s'|,.|the|'.|90s+"),
            // Full stops of abbreviations, initials and numbers.
            ("the U.S. and U.N.", "the|U.S.|and|U.N."),
            ("U.S in 2020.", "U.S|in|2020#|.."),
            ("at 5 p.m.", "at|5#|p.m."),
            ("Dr S. Jaishankar", "Dr|S.|Jaishankar"),
            (
                "S.Jaishankar, K.P.Sharma Oli",
                "S.|Jaishankar|,.|K.P.|Sharma|Oli",
            ),
            ("plan B.", "plan|B|.."),
            ("Dr. Ph.D.", "Dr|..|Ph.D."),
            ("the end.The next", "the|end|..|The|next"),
            ("Amazon.com", "Amazon.com"),
            ("well ... then.", "well|....|then|.."),
            // Numbers, sums and ordinals.
            ("1,200.50 12,34,567", "1,200.50#|12,34,567#"),
            ("in 2020,2021", "in|2020#|,.|2021#"),
            ("₹500 €12bn ¥5", "₹.|500#|€.|12bn+|¥.|5#"),
            ("Rs500 US$3.5", "Rs|500#|US|$.|3.5#"),
            ("3.5% 10th 5G", "3.5#|%.|10th+|5G+"),
            ("9/11 10:30", "9#|/.|11#|10#|:.|30#"),
            // Names with signs.
            ("2+2 and 2 + 2", "2+2+|and|2#|+.|2#"),
            ("ASEAN+3 OPEC+ a+b", "ASEAN+3+|OPEC++|a|+.|b"),
            ("AT&T R&D x&y", "AT&T+|R&D+|x|&.|y"),
            (
                "jo@x.org https://a.b/c?d=1.",
                "jo@x.org+|https://a.b/c?d=1+|..",
            ),
            ("@MEAIndia #G20", "@.|MEAIndia|#.|G20+"),
            // Other scripts, marks and invisible characters.
            ("Zu\u{308}rich co\u{ad}op", "Zu\u{308}rich|co\u{ad}op"),
            ("日本はインド 第3回", "日本|は|インド|第|3#|回"),
            ("العربية हिन्दी ไทย", "العربية|हिन्दी|ไทย"),
            ("🙂 👍🏽\u{200d}a", "🙂.|👍🏽.|a"),
            ("\u{feff}Ja\u{200f}\0x", "Ja|x"),
        ] {
            assert_eq!(shown(text), want, "{text:?}");
        }
    }
}
