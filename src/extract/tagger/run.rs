//! What the tagger looks at: runs of capitals in which the rules were silent or
//! guessed.
//!
//! In "Kofi Boateng of Zongo Energy said" a run goes from "Kofi" to "Energy": small
//! words that names hold inside go along. If rules are sure of all of it, it is
//! no run.

use core::ops::Range;

use super::Lists;
use super::feature::Word;
use crate::form::{Form, Shape};
use crate::lexicon::Class;
use crate::{Context, Mention, MentionKind};

/// The rules that guess, rather than know.
const GUESSES: [&str; 9] = [
    "organisation.acronym",
    "organisation.lead",
    "person.acts",
    "person.context",
    "person.family",
    "person.given",
    "person.given_only",
    "person.surname",
    "place.context",
];

/// Lists of names.
const NAMES: Class = Class::GIVEN
    .with(Class::FAMILY)
    .with(Class::PLACE)
    .with(Class::ORG)
    .with(Class::STARTS);

/// Whether the tagger finds names of that kind.
const fn is_name(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person | MentionKind::Organisation | MentionKind::Place
    )
}

/// An article as the tagger sees it.
pub(super) struct View<'c, 't> {
    context: &'c Context<'t>,
    mentions: &'c [Mention],
    lists: Lists,
    /// By token: the mention that covers it, or [`NONE`].
    covers: Vec<u32>,
    /// By mention: whether it is a guess, or follows from guesses.
    guesses: Vec<bool>,
    /// The words that stand in lower case somewhere.
    small: Bits,
}

/// No mention.
const NONE: u32 = u32::MAX;

impl<'c, 't> View<'c, 't> {
    pub(super) fn new(context: &'c Context<'t>, mentions: &'c [Mention], lists: Lists) -> Self {
        let mut covers = vec![NONE; context.forms.len()];
        let mut guesses: Vec<bool> = mentions
            .iter()
            .map(|m| GUESSES.contains(&m.why.rule))
            .collect();
        let tokens = &context.segments.tokens;
        let mut at = 0;
        let mut sure = Bits::default();
        for (idx, mention) in mentions.iter().enumerate().filter(|(_, m)| !m.nested) {
            at += tokens[at..].partition_point(|t| t.span.end <= mention.span.start);
            let known = !guesses[idx] && !is_again(mention);
            while tokens
                .get(at)
                .is_some_and(|t| t.span.start < mention.span.end)
            {
                covers[at] = idx as u32;
                if known {
                    sure.add(context.forms[at].hash);
                }
                at += 1;
            }
        }
        // A name that is named elsewhere is a guess if it was one there.
        for (form, &idx) in context.forms.iter().zip(&covers) {
            if let Some(mention) = mentions.get(idx as usize)
                && is_again(mention)
                && form.hash != 0
                && !sure.has(form.hash)
            {
                guesses[idx as usize] = true;
            }
        }
        let mut small = Bits::default();
        for form in context.forms.iter().filter(|f| f.shape == Shape::Lower) {
            small.add(form.hash);
        }
        Self {
            context,
            mentions,
            lists,
            covers,
            guesses,
            small,
        }
    }

    /// By mention: whether it is a guess.
    pub(super) fn into_guesses(self) -> Vec<bool> {
        self.guesses
    }

    /// The mention of the rules that covers a token, and whether it is a guess.
    pub(super) fn ruled(&self, token: usize) -> Option<(&'c Mention, bool)> {
        let idx = *self.covers.get(token)? as usize;
        let mention = self.mentions.get(idx)?;
        let hidden = self.lists == Lists::Hidden && is_name(mention.kind);
        (!hidden).then_some((mention, self.guesses[idx]))
    }

    /// The first run at or behind a token.
    pub(super) fn next_run(&self, mut at: usize) -> Option<Range<usize>> {
        let forms = &self.context.forms;
        while at < forms.len() {
            let from = at;
            let mut end = from;
            let mut open = false;
            while at < forms.len()
                && at - from < LONGEST
                && (at == from || !forms[at].starts_sentence())
            {
                if self.begins(at) {
                    open |= self.is_open(at);
                    end = at + 1;
                } else if end == from || !joins(&forms[at]) || at - end >= LONGEST_JOINT {
                    break;
                }
                at += 1;
            }
            if open {
                return Some(from..end);
            }
            at = end.max(from + 1);
        }
        None
    }

    /// Whether a token can begin a name.
    fn begins(&self, token: usize) -> bool {
        let form = &self.context.forms[token];
        let capital = form.is_capital() || form.shape == Shape::Mixed;
        let other = |kind| kind != MentionKind::Norp && !is_name(kind);
        capital && !form.is(Class::MONTH) && !self.ruled(token).is_some_and(|(m, _)| other(m.kind))
    }

    /// Whether the rules do not know what a token is that can begin a name.
    fn is_open(&self, token: usize) -> bool {
        let form = &self.context.forms[token];
        match self.ruled(token) {
            Some((_, guess)) => guess,
            None => {
                form.hash != 0
                    && form.shape != Shape::Mixed
                    && !(form.is(Class::FUNCTION) && form.starts_sentence())
            }
        }
    }

    /// The words of a run with two on either side, into `words`.
    pub(super) fn words(&self, run: &Range<usize>, words: &mut Vec<Word>) {
        words.clear();
        let before = (1..=2).rev().map(|n| run.start.checked_sub(n));
        let rest = run.start..run.end + 2;
        words.extend(before.chain(rest.map(Some)).map(|token| {
            token
                .filter(|&token| self.is_beside(token, run))
                .map_or(Word::EDGE, |token| self.word(token))
        }));
    }

    /// Whether a token stands in the zone of the run.
    fn is_beside(&self, token: usize, run: &Range<usize>) -> bool {
        let crossed = if token < run.start {
            token + 1..run.start + 1
        } else {
            run.end.min(token + 1)..token + 1
        };
        let forms = self.context.forms.get(crossed);
        forms.is_some_and(|forms| !forms.iter().any(Form::starts_zone))
    }

    fn word(&self, token: usize) -> Word {
        let form = &self.context.forms[token];
        let ruled = self.ruled(token).map_or(0, |(m, _)| {
            let begins = self.context.segments.tokens[token].span.start <= m.span.start;
            rule_number(m.why.rule) << 1 | u32::from(begins)
        });
        Word::new(self.context.word(token), self.listed(form), ruled)
    }

    /// What lists know of a word, and how it stands in the article.
    fn listed(&self, form: &Form) -> u32 {
        let hidden = match self.lists {
            Lists::Seen => 0,
            Lists::Hidden => NAMES.bits(),
        };
        form.class.bits() & !hidden & ((1 << 28) - 1)
            | u32::from(form.glued()) << 28
            | u32::from(self.small.has(form.hash)) << 29
            | u32::from(form.starts_sentence()) << 30
            | u32::from(form.loud()) << 31
    }
}

/// Whether a mention was found because the article has the name elsewhere.
fn is_again(mention: &Mention) -> bool {
    mention.why.rule.ends_with(".again")
}

/// A run of more tokens is cut: no headline is longer, and sums stay small.
const LONGEST: usize = 48;

/// So many tokens in small letters at most stand inside a name: "of the".
const LONGEST_JOINT: usize = 3;

/// Whether a token can stand inside a name: "of", "de", "&", a hyphen.
fn joins(form: &Form) -> bool {
    form.is(Class::PARTICLE)
        || form.is(Class::FUNCTION) && form.shape == Shape::Lower
        || form.is_hyphen() && form.glued()
        || form.shape == Shape::Digit
        || matches!(form.sign, b'&' | b'.' | b'\'' | b's')
}

/// A set of words, by their hashes: a few that are not in it seem to be.
#[derive(Default)]
struct Bits(Box<[u64; 32]>);

impl Bits {
    const fn place(hash: u64) -> (usize, u64) {
        let place = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53;
        (place as usize >> 6, 1 << (place & 63))
    }

    fn add(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

/// A number for a rule, from its name: stays the same when rules come and go.
fn rule_number(rule: &str) -> u32 {
    rule.bytes().fold(0x811C_9DC5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}
