//! The learned tagger: names that no list and no rule knows.
//!
//! A first-order linear model over hashed features: each token's features pick rows
//! of weights, the rows are added, and the best sequence of labels is found by
//! Viterbi's algorithm. The weights are whole numbers of eight bits, read where
//! they lie; nothing is unpacked. How they are learned stands in `chancery-train`.

pub mod feature;

use core::ops::Range;
use std::borrow::Cow;

use chancery_text::{Segments, Span, Token, Zone, ZoneKind};
use feature::{Features, Word};

use crate::conflict::Candidate;
use crate::form::Form;
use crate::lexicon::Class;
use crate::{Context, Mention, MentionKind, Why};

/// A label of one token: outside any name, or the first or a later token of one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
pub enum Label {
    /// Outside any name.
    #[default]
    Outside = 0,
    /// First token of a person's name.
    FirstPerson = 1,
    /// Later token of a person's name.
    InPerson = 2,
    /// First token of an organisation's name.
    FirstOrganisation = 3,
    /// Later token of an organisation's name.
    InOrganisation = 4,
    /// First token of a place's name.
    FirstPlace = 5,
    /// Later token of a place's name.
    InPlace = 6,
}

/// Every label, at the index of its value.
pub const LABELS: [Label; 7] = [
    Label::Outside,
    Label::FirstPerson,
    Label::InPerson,
    Label::FirstOrganisation,
    Label::InOrganisation,
    Label::FirstPlace,
    Label::InPlace,
];

/// Width of a row of weights: one for each label, and one unused, so that a
/// row is eight bytes.
pub const WIDTH: usize = 8;

impl Label {
    /// Whether it begins a name.
    pub const fn is_first(self) -> bool {
        matches!(
            self,
            Self::FirstPerson | Self::FirstOrganisation | Self::FirstPlace
        )
    }

    /// Whether `self` may stand right after `before`: a later token only after a
    /// token of the same name.
    pub const fn may_follow(self, before: Self) -> bool {
        match self {
            Self::InPerson => matches!(before, Self::FirstPerson | Self::InPerson),
            Self::InOrganisation => {
                matches!(before, Self::FirstOrganisation | Self::InOrganisation)
            }
            Self::InPlace => matches!(before, Self::FirstPlace | Self::InPlace),
            _ => true,
        }
    }
}

/// The weights: `n_rows` rows of [`WIDTH`] bytes, then seven rows of
/// transitions, `[before][label]`, of the same width.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// Bytes of whole numbers of eight bits with a sign.
    weights: &'m [[u8; WIDTH]],
    transitions: &'m [[u8; WIDTH]],
}

impl<'m> Model<'m> {
    /// Reads a model where it lies; `None` when `bytes` are not a power of two
    /// of rows and the transitions after them.
    pub fn new(bytes: &'m [u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<WIDTH>();
        let n_rows = rows.len().checked_sub(LABELS.len())?;
        let (weights, transitions) = rows.split_at(n_rows);
        (rest.is_empty() && n_rows.is_power_of_two()).then_some(Self {
            weights,
            transitions,
        })
    }

    /// The sums of weights of one token for each label.
    fn score(&self, features: &Features) -> [i32; WIDTH] {
        let mut sums = [0; WIDTH];
        let mask = self.weights.len() - 1;
        for &hash in features.hashes() {
            for (sum, weight) in sums.iter_mut().zip(self.weights[hash as usize & mask]) {
                *sum += i32::from(weight as i8);
            }
        }
        sums
    }

    /// The best labels of `words` (one sentence), each with its lead over the
    /// best other label of that token, in units of weight. `labels` is cleared first.
    pub fn tag(&self, words: &[Word], scratch: &mut Scratch, labels: &mut Vec<(Label, i32)>) {
        labels.clear();
        scratch.scores.clear();
        scratch.back.clear();
        let mut best = [0_i32; LABELS.len()];
        for at in 0..words.len() {
            let features = Features::of(words, at);
            let score = self.score(&features);
            let mut next = [i32::MIN / 2; LABELS.len()];
            let mut from = [0_u8; LABELS.len()];
            for label in LABELS {
                let l = label as usize;
                for before in LABELS {
                    let b = before as usize;
                    let allowed = label.may_follow(before) && (at > 0 || before == Label::Outside);
                    let sum = best[b] + score[l] + i32::from(self.transitions[b][l] as i8);
                    if allowed && sum > next[l] {
                        next[l] = sum;
                        from[l] = b as u8;
                    }
                }
            }
            best = next;
            scratch.scores.push(score);
            scratch.back.push(from);
        }
        let Some(mut at) = words.len().checked_sub(1) else {
            return;
        };
        let mut label = LABELS
            .into_iter()
            .rev()
            .max_by_key(|&l| best[l as usize])
            .unwrap_or_default();
        labels.resize(words.len(), (Label::Outside, 0));
        loop {
            let score = &scratch.scores[at];
            let rival = LABELS
                .iter()
                .filter(|&&l| l != label)
                .map(|&l| score[l as usize])
                .max();
            labels[at] = (label, score[label as usize] - rival.unwrap_or(0));
            if at == 0 {
                return;
            }
            label = LABELS[scratch.back[at][label as usize] as usize];
            at -= 1;
        }
    }
}

/// Room that [`Model::tag`] uses again for every sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    scores: Vec<[i32; WIDTH]>,
    back: Vec<[u8; LABELS.len()]>,
}

/// One text as the tagger sees it.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Its tokens.
    pub tokens: Vec<Span>,
    /// As many.
    pub words: Vec<Word>,
    /// Its sentences, titles and headings: stretches that are tagged as one.
    pub stretches: Vec<Range<usize>>,
}

/// The weights that ship.
static WEIGHTS: &[u8] = include_bytes!("data/tagger.bin");

/// Least lead, in units of weight, at which a name is proposed.
fn least() -> i32 { std::env::var("LEAST").ok().and_then(|v| v.parse().ok()).unwrap_or(0) }

/// Names that the rules did not find as the tagger sees them; `mentions` is
/// what the rules made of the text.
pub(crate) fn propose(context: &Context<'_>, mentions: &[Mention]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let Some(model) = Model::new(WEIGHTS) else { return out };
    let words = words(context, mentions);
    let mut scratch = Scratch::default();
    let mut labels = Vec::new();
    for stretch in stretches(context.segments) {
        model.tag(&words[stretch.clone()], &mut scratch, &mut labels);
        let mut at = 0;
        while at < labels.len() {
            let from = at;
            let (label, mut margin) = labels[at];
            at += 1;
            if label == Label::Outside {
                continue;
            }
            while at < labels.len() && labels[at].0 != Label::Outside && !labels[at].0.is_first() {
                margin = margin.min(labels[at].1);
                at += 1;
            }
            let span = context.span(stretch.start + from..stretch.start + at);
            let kind = match label {
                Label::FirstPerson => MentionKind::Person,
                Label::FirstOrganisation => MentionKind::Organisation,
                _ => MentionKind::Place,
            };
            if margin >= least() && !mentions.iter().any(|m| m.span == span && m.kind == kind) {
                let why = Why {
                    rule: "tagger",
                    detail: Cow::Borrowed("learned from annotated texts"),
                    margin: Some(margin as f32),
                };
                let mention = Mention { span, kind, why, nested: false, value: None, entity: None };
                let prio = std::env::var("PRIO").ok().and_then(|v| v.parse().ok()).unwrap_or(35);
                out.push(Candidate { mention, priority: prio });
            }
        }
    }
    out
}

/// What the tagger is to see of the text, after the rules have read it once:
/// for learning.
pub fn sight(text: &str) -> Sight {
    let segments = chancery_text::segment(text);
    let meta = crate::Meta::default();
    let lexicon = crate::lexicon::lexicon();
    let mut forms = crate::form::forms(text, &segments, lexicon);
    let found = lexicon.find(&forms);
    crate::form::mark_bodies(&mut forms, &found, lexicon);
    let context = Context {
        text,
        segments: &segments,
        meta: &meta,
        lexicon,
        forms: &forms,
        found: &found,
    };
    let candidates = crate::rule::propose(&context);
    let first = crate::conflict::resolve(candidates.clone());
    let mut all = candidates;
    all.extend(crate::rule::again(&context, &first));
    let mentions = crate::conflict::resolve(all);
    Sight {
        words: words(&context, &mentions),
        stretches: stretches(&segments),
        tokens: segments.tokens.iter().map(|t| t.span).collect(),
    }
}

/// The words of all tokens.
fn words(context: &Context<'_>, mentions: &[Mention]) -> Vec<Word> {
    let mut standing = mentions.iter().filter(|m| !m.nested).peekable();
    let tokens = &context.segments.tokens;
    let word = |(token, form): (&Token, &Form)| {
        while standing
            .next_if(|m| m.span.end <= token.span.start)
            .is_some()
        {}
        let ruled = standing
            .peek()
            .filter(|m| m.span.overlaps(token.span))
            .map_or(0, |m| {
                1 + 2 * m.kind as u32 + u32::from(token.span.start <= m.span.start)
            });
        Word::new(token.span.slice(context.text), listed(form), ruled)
    };
    tokens.iter().zip(context.forms).map(word).collect()
}

/// What lists know of a word, and where it stands.
fn listed(form: &Form) -> u32 {
    const LISTS: [Class; 17] = [
        Class::GIVEN,
        Class::FAMILY,
        Class::HONORIFIC.with(Class::RANK),
        Class::ROLE,
        Class::OCCUPATION,
        Class::SPEECH,
        Class::PARTICLE,
        Class::ORG_TAIL,
        Class::ORG_OF,
        Class::PLACE_HEAD.with(Class::PLACE_WORD),
        Class::PLACE_PREP,
        Class::PROG_HEAD,
        Class::DIRECTION,
        Class::COMMON,
        Class::PLACE,
        Class::NORP,
        Class::ORG,
    ];
    let of_lists = LISTS
        .iter()
        .enumerate()
        .map(|(bit, &class)| u32::from(form.is(class)) << bit);
    of_lists.sum::<u32>() | u32::from(form.starts_sentence()) << 30 | u32::from(form.loud()) << 31
}

/// Sentences, titles and headings, as ranges of tokens.
fn stretches(segments: &Segments) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = segments
        .sentences
        .iter()
        .map(|s| s.tokens.start as usize..s.tokens.end as usize)
        .collect();
    let named = |z: &&Zone| matches!(z.kind, ZoneKind::Title | ZoneKind::Heading);
    out.extend(
        segments
            .zones
            .iter()
            .filter(named)
            .map(|z| segments.tokens_in(z.span)),
    );
    out.sort_by_key(|r| r.start);
    out
}
