//! Forms: what each token looks like and what the lexicon knows of its word,
//! computed once for the whole article.
//!
//! "U.S." is an [`Shape::Upper`] word that starts wordings of the lexicon; the
//! rules ask such questions of every token many times, and never read its text
//! to answer them. What a token names is not decided here.

use chancery_text::{Segments, Token, TokenKind, ZoneKind};

use crate::hash::{hash_letters, hash_word};
use crate::lexicon::{Class, Found, Kind, Lexicon};

/// How a token is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// "said".
    Lower,
    /// "Tokyo".
    Capital,
    /// "NATO", "U.S.".
    Upper,
    /// "S", "S.".
    Initial,
    /// "McCain", "iPhone".
    Inner,
    /// A number.
    Digit,
    /// "US-2", "G20", "2+2".
    Mixed,
    /// Punctuation and the possessive.
    Sign,
}

/// One token as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Hash of its folded word; 0 for signs.
    pub(crate) hash: u64,
    /// Its index in the lexicon; 0 if unknown.
    pub(crate) word: u32,
    pub(crate) class: Class,
    pub(crate) shape: Shape,
    /// The sign it is, if it is one ASCII character; '-' for every hyphen and
    /// dash without a blank, '"' for every quotation mark, 's' for the possessive.
    pub(crate) sign: u8,
    flags: u8,
}

const GLUED: u8 = 1;
const STARTS_SENTENCE: u8 = 1 << 1;
const STARTS_ZONE: u8 = 1 << 2;
const LOUD: u8 = 1 << 3;
const ENDS_BODY: u8 = 1 << 4;

impl Form {
    /// Whether no blank stands before it.
    pub(crate) fn glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether it is the first word of a sentence, heading or quotation.
    pub(crate) fn starts_sentence(&self) -> bool {
        self.flags & STARTS_SENTENCE != 0
    }

    /// Whether it is the first token of its zone.
    pub(crate) fn starts_zone(&self) -> bool {
        self.flags & STARTS_ZONE != 0
    }

    /// Whether it stands where every word has a capital: capitals say nothing.
    pub(crate) fn loud(&self) -> bool {
        self.flags & LOUD != 0
    }

    /// Whether a row of the lexicon that names an organisation ends with it.
    pub(crate) fn ends_body(&self) -> bool {
        self.flags & ENDS_BODY != 0
    }

    /// Whether it is a hyphen or dash.
    pub(crate) fn is_hyphen(&self) -> bool {
        self.sign == b'-'
    }

    /// Whether it is the possessive ending.
    pub(crate) fn is_possessive(&self) -> bool {
        self.sign == b's'
    }

    /// Whether its word is written with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Capital | Shape::Upper | Shape::Initial | Shape::Inner
        )
    }

    /// Whether it is in any of the classes.
    pub(crate) fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }
}

/// The forms of all tokens.
pub(crate) fn forms(text: &str, segments: &Segments, lexicon: &Lexicon) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::with_capacity(segments.tokens.len());
    let mut end = 0;
    let mut known = Known::new();
    for token in &segments.tokens {
        let word = token.span.slice(text);
        let plain = (token.kind == TokenKind::Word).then(|| hash_letters(word));
        let mut form = match plain.flatten() {
            Some(hash) => known.form(word, hash, lexicon),
            None => form(word, token, lexicon),
        };
        if token.span.start == end {
            form.flags |= GLUED;
        }
        end = token.span.end;
        forms.push(form);
    }
    mark_zones(segments, &mut forms);
    mark_starts(segments, &mut forms);
    forms
}

/// What was last asked of the lexicon: most words of an article stand in it many
/// times, and of a word that is all ASCII letters its hash says everything.
struct Known {
    words: Vec<(u64, u32, Class, Class)>,
}

impl Known {
    /// Slots: enough for the words that return; small enough for the nearest cache.
    const N: usize = 1024;

    fn new() -> Self {
        Self {
            words: vec![(0, 0, Class::default(), Class::default()); Self::N],
        }
    }

    /// The form of a word that is all ASCII letters.
    fn form(&mut self, word: &str, hash: u64, lexicon: &Lexicon) -> Form {
        // The lowest bit of every hash is set.
        let slot = &mut self.words[(hash >> 1) as usize % Self::N];
        if slot.0 != hash {
            let (index, class) = lexicon.word(word, hash);
            *slot = (hash, index, class, lexicon.begins(hash));
        }
        let (_, index, mut class, begins) = *slot;
        let shape = shape_of(word, TokenKind::Word);
        if index == 0 && shape == Shape::Capital {
            class = class_by_ending(word);
        }
        Form {
            hash,
            word: index,
            class: class.with(begins),
            shape,
            sign: 0,
            flags: 0,
        }
    }
}

fn form(word: &str, token: &Token, lexicon: &Lexicon) -> Form {
    let shape = shape_of(word, token.kind);
    if matches!(token.kind, TokenKind::Sign | TokenKind::Possessive) {
        return Form {
            hash: 0,
            // What stands inside wordings of the lexicon: "AT&T", "2 + 2", "Workers’ Party".
            word: if token.kind == TokenKind::Possessive || matches!(word, "&" | "+") {
                lexicon.word(word, hash_word(word)).0
            } else {
                0
            },
            class: Class::default(),
            shape,
            sign: sign_of(word, token.kind),
            flags: 0,
        };
    }
    let hash = hash_word(word);
    let (index, mut class) = lexicon.word(word, hash);
    if is_contraction(word) {
        class = Class::FUNCTION;
    } else if index == 0 && shape == Shape::Capital {
        class = class_by_ending(word);
    }
    let begins = match shape {
        Shape::Digit | Shape::Mixed => Class::COUNT.with(Class::DATE),
        _ => lexicon.begins(hash),
    };
    Form {
        hash,
        word: index,
        class: class.with(begins),
        shape,
        sign: 0,
        flags: 0,
    }
}

/// "I’m", "Don’t", "They’ve".
fn is_contraction(word: &str) -> bool {
    let ends = |end: &str| {
        let stem = word.len().checked_sub(end.len());
        stem.is_some_and(|at| {
            word.as_bytes()[at..].eq_ignore_ascii_case(end.as_bytes())
                && word[..at].ends_with(['’', '\''])
        })
    };
    // Nearly all words are all letters.
    !word.bytes().all(|b| b.is_ascii_alphabetic())
        && ["m", "t", "ve", "re", "ll", "d"]
            .iter()
            .any(|end| ends(end))
}

/// Endings of ordinary English words.
const ORDINARY: [&str; 18] = [
    "tural", "tional", "mental", "tion", "tions", "ment", "ments", "ness", "ings", "ship", "ships",
    "ities", "ance", "ence", "ology", "ics", "ism", "ally",
];

/// Endings of family names, over many languages.
const FAMILIES: [&str; 40] = [
    "shvili", "adze", "idze", "odze", "yan", "sian", "enko", "chuk", "ovych", "ovich", "evich",
    "ovic", "evic", "ski", "sky", "skyi", "skiy", "skaya", "ska", "ova", "eva", "ov", "ev", "oglu",
    "zadeh", "sson", "quist", "berg", "stein", "mann", "escu", "idis", "poulos", "akis", "swamy",
    "nathan", "wala", "datta", "walla", "ović",
];

/// What the ending of an unknown capitalised word says of it.
fn class_by_ending(word: &str) -> Class {
    let ends = |endings: &[&str], least: usize| {
        word.len() >= least && endings.iter().any(|ending| word.ends_with(ending))
    };
    if ends(&ORDINARY, 7) {
        Class::COMMON
    } else if ends(&FAMILIES, 6) {
        Class::FAMILY
    } else {
        Class::default()
    }
}

fn sign_of(word: &str, kind: TokenKind) -> u8 {
    if kind == TokenKind::Possessive {
        return b's';
    }
    match word.chars().next() {
        Some('‐' | '‑' | '–' | '—' | '-') => b'-',
        Some('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '"' | '\'') => b'"',
        Some(c) if c.is_ascii() => c as u8,
        _ => 0,
    }
}

/// How `word` is written.
pub(crate) fn shape_of(word: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Number => return Shape::Digit,
        TokenKind::Mixed => return Shape::Mixed,
        TokenKind::Sign | TokenKind::Possessive => return Shape::Sign,
        TokenKind::Word => {}
    }
    let (mut upper, mut lower) = (0u32, 0u32);
    if word.is_ascii() {
        for b in word.bytes() {
            upper += u32::from(b.is_ascii_uppercase());
            lower += u32::from(b.is_ascii_lowercase());
        }
    } else {
        for c in word.chars() {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        }
    }
    match (upper, lower, word.starts_with(char::is_uppercase)) {
        (0, _, _) => Shape::Lower,
        (1, 0, _) => Shape::Initial,
        (_, 0, _) => Shape::Upper,
        (1, _, true) => Shape::Capital,
        _ => Shape::Inner,
    }
}

fn mark_zones(segments: &Segments, forms: &mut [Form]) {
    let mut from = 0;
    for zone in &segments.zones {
        let to =
            from + segments.tokens[from..].partition_point(|token| token.span.end <= zone.span.end);
        let zone_forms = &mut forms[from..to];
        if let Some(first) = zone_forms.first_mut() {
            first.flags |= STARTS_ZONE | STARTS_SENTENCE;
        }
        let headline = matches!(zone.kind, ZoneKind::Title | ZoneKind::Heading);
        let sentence = zone_forms
            .last()
            .is_some_and(|f| matches!(f.sign, b'.' | b';' | b',' | b':'));
        if (headline || !sentence) && is_loud(zone_forms) {
            for form in zone_forms {
                form.flags |= LOUD;
            }
        }
        from = to;
    }
}

/// A longer stretch without a lower-case word of its own is no headline.
const LONGEST_HEADLINE: usize = 40;

/// Whether nearly every word that could be written small has a capital.
fn is_loud(forms: &[Form]) -> bool {
    if forms.len() > LONGEST_HEADLINE {
        return false;
    }
    let (mut small, mut capital) = (0, 0);
    for form in forms.iter().skip(1) {
        let ordinary = Class::COMMON.with(Class::SPEECH).with(Class::PROG_WORD);
        match form.shape {
            Shape::Lower if !form.is(Class::FUNCTION.with(Class::PARTICLE)) => small += 1,
            Shape::Capital | Shape::Upper if form.is(ordinary) => capital += 1,
            _ => {}
        }
    }
    capital >= 2 && capital > small * 2
}

/// Marks where rows that name organisations end.
pub(crate) fn mark_bodies(forms: &mut [Form], found: &[Found], lexicon: &Lexicon) {
    for found in found {
        if lexicon.entry(found.entry).kind == Kind::Organisation
            && let Some(form) = forms.get_mut(found.to as usize - 1)
        {
            form.flags |= ENDS_BODY;
        }
    }
}

fn mark_starts(segments: &Segments, forms: &mut [Form]) {
    for sentence in &segments.sentences {
        if let Some(form) = forms.get_mut(sentence.tokens.start as usize) {
            form.flags |= STARTS_SENTENCE;
        }
    }
    for i in 1..forms.len() {
        let before = forms[i - 1];
        let opens = before.shape == Shape::Sign
            && (before.starts_sentence() || matches!(before.sign, b':' | b'"' | b'*'));
        // A quotation mark that closes is glued to the word before it.
        let closes = before.sign == b'"'
            && before.glued()
            && (!forms[i].glued() || forms[i].shape == Shape::Sign);
        if opens && !closes {
            forms[i].flags |= STARTS_SENTENCE;
        }
    }
}
