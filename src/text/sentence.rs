//! Sentences of one paragraph.
//!
//! A full stop ends a sentence unless what stands before it (an abbreviation,
//! an initial) or after it (a small letter) speaks against it. Which
//! abbreviations there are stands at the end of this file.

use crate::Span;
use crate::character::{char_at, char_before, is_closing, is_dash, is_mark, is_opening};

/// The sentences of the paragraph `within`, in order, trimmed of white space;
/// closing quotes and brackets belong to the sentence. A semicolon or colon
/// ends none; the end of the paragraph always does.
pub(crate) fn sentences(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let slice = within.slice(text);
    let mut start = 0;
    let mut scan = Scan::new(slice);
    let pieces = core::iter::from_fn(move || {
        let from = start;
        while let Some(stop) = scan.next_stop() {
            if ends_sentence(slice, from, &stop) {
                start = stop.after;
                return Some((from, start));
            }
        }
        start = slice.len();
        (from < start).then_some((from, start))
    });
    pieces.filter_map(move |(from, to)| {
        let piece = &slice[from..to];
        let trimmed = piece.trim();
        let start = within.start as usize + from + piece.len() - piece.trim_start().len();
        (!trimmed.is_empty()).then(|| Span::at(start, start + trimmed.len()))
    })
}

/// Whether the paragraph `within` has more than one sentence.
pub(crate) fn are_several(text: &str, within: Span) -> bool {
    sentences(text, within).nth(1).is_some()
}

/// A run of marks that can end a sentence, with what closes behind it.
struct Stop {
    /// First byte of the run.
    start: usize,
    /// One past the closing quotes and brackets.
    after: usize,
    /// Whether it is one full stop, which may belong to an abbreviation.
    single_dot: bool,
    /// Whether it holds an ellipsis and nothing stronger.
    ellipsis: bool,
    /// Whether its marks are of a script that writes no space behind them.
    unspaced: bool,
    /// Whether a closing quotation mark stands behind it.
    quoted: bool,
}

/// The bytes with which a stop or a straight quote may begin: nearly all others
/// are passed over by one look.
const TELLS: [bool; 256] = {
    let mut tells = [false; 256];
    let bytes = [
        b'"', b'.', b'!', b'?', 0xe2, 0xe3, 0xef, 0xe0, 0xd8, 0xdb, 0xd6,
    ];
    let mut at = 0;
    while at < bytes.len() {
        tells[bytes[at] as usize] = true;
        at += 1;
    }
    tells
};

/// Walks from stop to stop.
struct Scan<'a> {
    slice: &'a str,
    at: usize,
    /// Whether the last straight double quote opened a quotation.
    in_quote: bool,
}

impl<'a> Scan<'a> {
    fn new(slice: &'a str) -> Self {
        Self {
            slice,
            at: 0,
            in_quote: false,
        }
    }

    fn next_stop(&mut self) -> Option<Stop> {
        let bytes = self.slice.as_bytes();
        loop {
            let rest = &bytes[self.at..];
            self.at += rest.iter().position(|&b| TELLS[usize::from(b)])?;
            match bytes[self.at] {
                b'"' => self.in_quote = self.opens_quote(),
                _ if char_at(self.slice, self.at).is_some_and(is_stop) => {
                    return Some(self.stop());
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// The character at the current place; inside a run of stops, the spaces
    /// before a full stop are passed over first (". . .").
    fn skip_to_dot(&mut self, in_run: bool) -> Option<char> {
        let rest = &self.slice.as_bytes()[self.at..];
        if in_run && rest.starts_with(b" .") {
            self.at += 1;
        }
        char_at(self.slice, self.at)
    }

    /// Whether the straight quote at the current place opens a quotation: it
    /// stands behind white space, an opening bracket or a dash.
    fn opens_quote(&self) -> bool {
        char_before(self.slice, self.at)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-'))
    }

    /// Reads the stop at the current place and moves behind it.
    fn stop(&mut self) -> Stop {
        let start = self.at;
        let (mut dots, mut n, mut unspaced, mut strong) = (0, 0, false, false);
        while let Some(c) = self.skip_to_dot(n > 0).filter(|&c| is_stop(c)) {
            n += 1;
            match c {
                '.' => dots += 1,
                '…' => dots += 3,
                _ => strong = true,
            }
            unspaced |= matches!(c, '。' | '．' | '！' | '？' | '｡');
            self.at += c.len_utf8();
        }
        let mut quoted = false;
        while let Some(c) = char_at(self.slice, self.at).filter(|&c| is_closing(c) || is_mark(c)) {
            let glued = char_at(self.slice, self.at + 1).is_some_and(char::is_alphanumeric);
            if glued && (c == '\'' || (c == '"' && !self.in_quote)) {
                break;
            }
            self.in_quote &= c != '"';
            quoted |= matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』');
            self.at += c.len_utf8();
        }
        Stop {
            start,
            after: self.at,
            single_dot: n == 1 && dots == 1,
            ellipsis: dots > 1 && !strong,
            unspaced,
            quoted,
        }
    }
}

const fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '．'
            | '！'
            | '？'
            | '｡'
            | '।'
            | '॥'
            | '؟'
            | '۔'
            | '։'
    )
}

/// What stands behind a stop: white space, dashes, opening marks, a word.
struct Next<'a> {
    /// Whether white space stands between.
    spaced: bool,
    /// Whether an opening quote stands before the word, or a bracket before more
    /// than the letter of a list.
    opened: bool,
    /// The first character of the word, or what stands there instead.
    first: char,
    /// The word; empty if none stands there.
    word: &'a str,
    /// Where the word starts.
    at: usize,
}

/// How far the look behind a stop goes: characters of a word, or openers.
const REACH: usize = 24;

fn next_word(slice: &str, after: usize) -> Option<Next<'_>> {
    let rest = slice[after..].trim_start();
    let mut at = slice.len() - rest.len();
    let spaced = at > after;
    let (mut opened, mut bracketed) = (false, false);
    for _ in 0..REACH {
        let Some(c) = char_at(slice, at) else { break };
        let dash = is_dash(c) || (c == ' ' && at > after + 1);
        if !is_opening(c) && !dash {
            break;
        }
        bracketed |= matches!(c, '(' | '[' | '{');
        opened |= is_opening(c);
        at += c.len_utf8();
    }
    let first = char_at(slice, at)?;
    let len: usize = slice[at..]
        .chars()
        .take(REACH)
        .take_while(|&c| c.is_alphanumeric() || is_mark(c) || c == '\'' || c == '’')
        .map(char::len_utf8)
        .sum();
    Some(Next {
        spaced,
        opened: opened && !(bracketed && len > 1 && first.is_lowercase()),
        first,
        word: &slice[at..at + len],
        at,
    })
}

/// The word before the stop at `stop`, with the full stops and apostrophes
/// inside it; not before `start`.
fn word_before(slice: &str, start: usize, stop: usize) -> &str {
    let piece = &slice[start..stop];
    let len: usize = piece
        .chars()
        .rev()
        .take(REACH)
        .take_while(|&c| c.is_alphanumeric() || is_mark(c) || matches!(c, '.' | '\'' | '’'))
        .map(char::len_utf8)
        .sum();
    &piece[piece.len() - len..]
}

/// Whether the sentence that began at `start` ends with `stop`.
fn ends_sentence(slice: &str, start: usize, stop: &Stop) -> bool {
    let Some(next) = next_word(slice, stop.after) else {
        return true;
    };
    if stop.unspaced {
        return true;
    }
    let before = word_before(slice, start, stop.start);
    if !next.spaced {
        return ends_unspaced(before, stop, &next) && !in_address(slice, start, stop.start);
    }
    if matches!(next.first, ',' | ';' | ':' | ')' | ']' | '”' | '’') {
        return false;
    }
    let small = next.first.is_lowercase() && !has_inner_capital(next.word);
    if stop.ellipsis {
        // “I … I do not know …”: a capital that tells nothing.
        let falters = next.word == "I" && !next.opened;
        return !(small || falters);
    }
    if !stop.single_dot {
        let attributed = stop.quoted && is_attribution(slice, next.at);
        return !(small || attributed);
    }
    match abbreviation(before) {
        _ if small && !next.opened => false,
        _ if is_list_number(slice, start, stop.start) => false,
        Abbreviation::No => !small || next.opened,
        Abbreviation::Never | Abbreviation::BeforeName => false,
        Abbreviation::BeforeNumber => !next.first.is_ascii_digit(),
        Abbreviation::Clock => !is_clock_word(next.word) && !next.first.is_ascii_digit(),
        Abbreviation::MayEnd => is_starter(next.word) || (next.opened && next.first.is_uppercase()),
    }
}

/// A stop with no space behind it ends a sentence only if the space was
/// forgotten: "… in the region.The talks …".
fn ends_unspaced(before: &str, stop: &Stop, next: &Next<'_>) -> bool {
    if stop.ellipsis {
        return false;
    }
    let plain = before.chars().count() > 2 && before.chars().all(char::is_alphanumeric);
    let capitalised = next.first.is_uppercase()
        && next.word.chars().nth(1).is_some_and(char::is_lowercase)
        && !matches!(next.word, "Com" | "Org" | "Net" | "In" | "Js");
    let opens = next.opened && next.first.is_alphanumeric();
    plain
        && (capitalised || opens)
        && (!stop.single_dot || matches!(abbreviation(before), Abbreviation::No))
}

/// Whether the stop at `stop` stands inside a web or mail address.
fn in_address(slice: &str, start: usize, stop: usize) -> bool {
    let piece = &slice.as_bytes()[start.max(stop.saturating_sub(3 * REACH))..stop];
    let word = piece
        .rsplit(u8::is_ascii_whitespace)
        .next()
        .unwrap_or(piece);
    word.contains(&b'@') || word.windows(2).any(|two| two == b"//") || word.ends_with(b"www")
}

/// "iPhone", "eBay": small first letter, but a name.
fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).take(2).any(char::is_uppercase)
}

/// "1. First", "a. First": the sentence so far is only a mark of a list.
fn is_list_number(slice: &str, start: usize, stop: usize) -> bool {
    let so_far = slice[start..stop].trim_start();
    !so_far.is_empty()
        && so_far.len() <= 3
        && (so_far.bytes().all(|b| b.is_ascii_digit())
            || (so_far.len() == 1 && so_far.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// “Why now?” Mr Smith asked: up to four capitalised words and a verb of saying.
fn is_attribution(slice: &str, at: usize) -> bool {
    let rest = slice[at..].get(..).unwrap_or("");
    for (n, word) in rest.split(' ').take(5).enumerate() {
        if n > 0
            && matches!(
                word.trim_end_matches(['.', ',', ':', ';']),
                "added"
                    | "adds"
                    | "asked"
                    | "asks"
                    | "demanded"
                    | "explained"
                    | "recalled"
                    | "replied"
                    | "said"
                    | "says"
                    | "told"
                    | "tweeted"
                    | "wondered"
                    | "writes"
                    | "wrote"
            )
        {
            return true;
        }
        if !word.starts_with(char::is_uppercase) || is_starter(word) || word.len() > 40 {
            return false;
        }
    }
    false
}

/// What a full stop behind a word tells.
enum Abbreviation {
    /// The word is none.
    No,
    /// Never ends a sentence: "e.g."
    Never,
    /// A name follows: "Gen."
    BeforeName,
    /// A number follows: "No."
    BeforeNumber,
    /// A time of day: ends a sentence unless a zone or day follows.
    Clock,
    /// Ends a sentence only before a word that starts one: "U.S. The".
    MayEnd,
}

fn abbreviation(word: &str) -> Abbreviation {
    use Abbreviation::{BeforeName, BeforeNumber, Clock, MayEnd, Never, No};
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    if letters.next().is_none() {
        return match first {
            'p' | 'c' => BeforeNumber,
            'v' => Never,
            _ if first.is_uppercase() => MayEnd,
            _ => No,
        };
    }
    let mut letters = [0; 12];
    let Some(letters) = letters.get_mut(..word.len()) else {
        return No;
    };
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    let lower = core::str::from_utf8(letters).unwrap_or("");
    let last = lower.rsplit('.').next().unwrap_or("");
    match lower {
        "a.m" | "p.m" => return Clock,
        "e.g" | "i.e" => return Never,
        _ => {}
    }
    if lower.contains('.') {
        // "U.S", "Ph.D", "Lt.Gen"; but "example.com" ends as a word does.
        let pieces_short = lower.split('.').all(|piece| piece.chars().count() <= 2);
        return if pieces_short { MayEnd } else { No };
    }
    match last {
        "am" | "pm" => No,
        _ if NAME_FOLLOWS.binary_search(&last).is_ok() && first.is_uppercase() => BeforeName,
        _ if NUMBER_FOLLOWS.binary_search(&last).is_ok() => BeforeNumber,
        _ if MAY_END.binary_search(&last).is_ok() && first.is_uppercase() => MayEnd,
        "etc" | "inc" | "corp" | "ltd" | "dept" | "govt" => MayEnd,
        "eg" | "ie" | "viz" | "cf" | "vs" | "approx" | "incl" => Never,
        _ => No,
    }
}

/// Words behind "p.m." that go on with the time.
fn is_clock_word(word: &str) -> bool {
    const WORDS: [&str; 32] = [
        "AEDT",
        "AEST",
        "BST",
        "CEST",
        "CET",
        "CST",
        "EDT",
        "EST",
        "ET",
        "Eastern",
        "Friday",
        "GMT",
        "HKT",
        "IST",
        "JST",
        "KST",
        "MDT",
        "MSK",
        "MST",
        "Monday",
        "PDT",
        "PKT",
        "PST",
        "PT",
        "SGT",
        "Saturday",
        "Sunday",
        "Thursday",
        "Tuesday",
        "UTC",
        "WIB",
        "Wednesday",
    ];
    WORDS.binary_search(&word).is_ok()
}

/// Words that start a sentence and hardly ever a name.
pub(crate) fn is_starter(word: &str) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or("");
    word.starts_with(char::is_uppercase)
        && word.len() <= 12
        && STARTERS
            .binary_search(&word.to_ascii_lowercase().as_str())
            .is_ok()
}

/// Titles and words of addresses; a name follows. Sorted.
const NAME_FOLLOWS: [&str; 54] = [
    "adm", "amb", "asst", "brig", "capt", "cdr", "cmdr", "col", "comdr", "commdr", "cpl", "cpt",
    "dep", "det", "dr", "drs", "fr", "ft", "gen", "gens", "gov", "govs", "hon", "insp", "lieut",
    "lt", "maj", "md", "messrs", "mlle", "mme", "mmes", "mohd", "mr", "mrs", "ms", "mt", "mx",
    "pfc", "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "revs", "sen", "sens", "sgt",
    "smt", "spc", "st", "supt",
];

/// Words that stand before a number. Sorted.
const NUMBER_FOLLOWS: [&str; 14] = [
    "art", "arts", "fig", "figs", "no", "nos", "op", "p", "para", "pp", "rs", "sec", "tel", "vol",
];

/// Abbreviations that stand inside a sentence or at its end. Sorted.
const MAY_END: [&str; 76] = [
    "ala", "apr", "ariz", "ark", "assn", "assoc", "asst", "aug", "ave", "bldg", "blvd", "bros",
    "calif", "cent", "cie", "co", "colo", "conn", "corp", "dec", "del", "dept", "dist", "div",
    "eds", "esq", "est", "feb", "fla", "fri", "ga", "gmbh", "govt", "ill", "inc", "ind", "inst",
    "intl", "jan", "jr", "kan", "ky", "llc", "ltd", "mar", "mass", "mich", "minn", "miss", "mo",
    "mont", "nat", "natl", "neb", "nev", "nov", "oct", "okla", "ore", "pa", "plc", "pty", "pvt",
    "rd", "sep", "sept", "sq", "sr", "tenn", "tex", "univ", "va", "vt", "wash", "wis", "wyo",
];

/// Pronouns, determiners, conjunctions, prepositions and adverbs. Sorted.
const STARTERS: [&str; 124] = [
    "a",
    "about",
    "according",
    "additionally",
    "after",
    "again",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "besides",
    "both",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "following",
    "for",
    "from",
    "further",
    "furthermore",
    "given",
    "has",
    "have",
    "he",
    "hence",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "instead",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "much",
    "my",
    "neither",
    "never",
    "nevertheless",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "other",
    "others",
    "our",
    "over",
    "people",
    "perhaps",
    "rather",
    "separately",
    "several",
    "she",
    "should",
    "similarly",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thus",
    "to",
    "under",
    "unlike",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "with",
    "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Each paragraph is written with "|" where a sentence must end; without
    /// the bars it is the text.
    #[test]
    fn paragraphs_fall_into_sentences() {
        for marked in [
            "",
            "No stop at the end",
            "One.| Two!| Three?",
            "What?!| Yes.",
            "The U.S. and Japan met.| They agreed.",
            "It is in the U.S.| The talks went on.",
            "The U.S. President spoke.",
            "Dr. S. Jaishankar and Lt. Gen. Anil Chauhan met Mr. Modi.",
            "Dr S. Jaishankar came.| S. Jaishankar left.",
            "George W. Bush spoke.| John F. Kennedy did not.",
            "That is plan B.| The next step is near.",
            "It rose 3.5 per cent to 1,200.50.| It fell later.",
            "In Jan. 2020 it rose.| No. 5 fell.",
            "“No.”| “Yes.”",
            "It opens at 5 p.m. IST.| Doors close at 9 p.m.| Officials said so.",
            "He said (it was late.)| Then he left.",
            "It ended (see p. 5).| Good.",
            "“We will go,” he said.| “They agreed.”| It ended.",
            "“Why now?” he asked.| “Why not?” Smith said.",
            "“Why now?”| He left.",
            "He left.”| “We stay.",
            "He said: \"We will go.\"| \"So will we.\"| They left.",
            "Wait … they left.| “I … I do not know …” he said.",
            "Well ... maybe.| Well . . . maybe not.",
            "India; Japan: both.",
            "It grew in the region.|The talks went on.",
            "Growth at Amazon.com and www.Example.org went on.",
            "Apple Inc. and Sony Corp. Ltd. met.| It sold Apple Inc.| It bought Sony.",
            "1. First item",
            "See e.g. Japan, i.e. Tokyo, vs. Kyoto etc. and so on.",
            "iPhone sales fell.| eBay sales rose.",
            "Yahoo! is big.",
            "“St. Petersburg is cold,” said Gov. Roe.| “Very.”",
            "He came from the U.K. (and left).",
            "It cost Rs. 500.| It cost ¥5.| It cost € 3.| 20 came.",
            "日本は勝った。|インドも勝った。",
            "भारत जीता।| जापान भी।",
            "Good 🙂.| Bad 🙂!| É.",
            "End of talks.  | Two spaces.\t| A tab.\n| A break.",
        ] {
            let text = marked.replace('|', "");
            let want: Vec<&str> = marked
                .split('|')
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .collect();
            let found: Vec<Span> = sentences(&text, Span::at(0, text.len())).collect();
            let found: Vec<&str> = found.iter().map(|span| span.slice(&text)).collect();
            assert_eq!(found, want);
        }
    }

    #[test]
    fn word_lists_are_sorted() {
        for list in [&NAME_FOLLOWS[..], &NUMBER_FOLLOWS, &MAY_END, &STARTERS] {
            assert!(list.is_sorted());
        }
    }
}
