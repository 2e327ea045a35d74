//! The learned tagger: names that no list and no rule knows.
//!
//! A first-order linear model over hashed features: the features of a token pick
//! rows of weights, the rows are added, and the best sequence of labels is found
//! by Viterbi's algorithm. Weights are whole numbers of eight bits, read where
//! they lie, so that every machine finds the same. How they are learned stands in
//! `chancery-train`, what was learned from in `data/names.md`.
//!
//! The rules speak first. Only stretches of capitals in which they were silent or
//! guessed are looked at, and what the tagger says counts only with a lead over
//! its second choice: in "Ms Pathak met Zalmay Rassoul" the first name is a
//! rule's, and of the second the tagger says that it is a person.

pub mod feature;
mod run;

use core::ops::Range;

use chancery_text::Span;
use feature::{Features, Word};
use run::View;

use crate::conflict::{Candidate, priority};
use crate::form::Shape;
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
    /// What it says a token is part of the name of.
    pub const fn kind(self) -> Option<MentionKind> {
        match self {
            Self::Outside => None,
            Self::FirstPerson | Self::InPerson => Some(MentionKind::Person),
            Self::FirstOrganisation | Self::InOrganisation => Some(MentionKind::Organisation),
            Self::FirstPlace | Self::InPlace => Some(MentionKind::Place),
        }
    }

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

/// The weights: a power of two of rows of [`WIDTH`] bytes, then seven rows of
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

    /// The model that ships.
    #[cfg(feature = "model")]
    pub fn shipped() -> Model<'static> {
        static BYTES: &[u8] = include_bytes!("data/names.bin");
        Model::new(BYTES).expect("the model that ships has a power of two of rows")
    }

    /// A number that tells this model from others.
    pub fn sum(&self) -> u64 {
        let rows = self.weights.iter().chain(self.transitions);
        rows.fold(0xcbf2_9ce4_8422_2325, |sum: u64, row| {
            (sum ^ u64::from_le_bytes(*row)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// The best labels of a run.
    pub fn labels(&self, run: &[Features]) -> Vec<Label> {
        let mut scratch = Scratch::default();
        scratch.scores.extend(run.iter().map(|f| self.score(f)));
        self.decode(&mut scratch);
        scratch.labels.into_iter().map(|(label, _)| label).collect()
    }

    /// Labels the run whose words, with two on either side, are in `scratch`.
    fn tag(&self, scratch: &mut Scratch) {
        let features = scratch.words.array_windows().map(Features::of);
        scratch.scores.clear();
        scratch.scores.extend(features.map(|f| self.score(&f)));
        self.decode(scratch);
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

    /// The best labels of a run of which `scratch` has the scores. The lead of each
    /// is by how much the best labels of the whole run exceed the best in which that
    /// token is of another kind.
    fn decode(&self, scratch: &mut Scratch) {
        scratch.ahead.clear();
        scratch.labels.clear();
        // The best that can follow each label, from the end.
        let mut after = [0; LABELS.len()];
        for score in scratch.scores.iter().rev() {
            scratch.ahead.push(after);
            after = LABELS.map(|before| {
                let follow = |label: Label| {
                    score[label as usize] + after[label as usize] + self.step(before, label)
                };
                LABELS.map(follow).into_iter().fold(IMPOSSIBLE, i32::max)
            });
        }
        // The best that can lead to each label, from the start.
        let mut best = [IMPOSSIBLE; LABELS.len()];
        best[Label::Outside as usize] = 0;
        let mut before = Label::Outside;
        for (score, after) in scratch.scores.iter().zip(scratch.ahead.iter().rev()) {
            best = LABELS.map(|label| {
                let come = |before: Label| best[before as usize] + self.step(before, label);
                let best = LABELS.map(come).into_iter().fold(IMPOSSIBLE, i32::max);
                (best + score[label as usize]).max(IMPOSSIBLE)
            });
            let through = |label: Label| best[label as usize] + after[label as usize];
            let mut chosen = Label::Outside;
            for label in LABELS {
                if label.may_follow(before) && through(label) > through(chosen) {
                    chosen = label;
                }
            }
            let others = LABELS.into_iter().filter(|l| l.kind() != chosen.kind());
            let rival = others.map(through).fold(2 * IMPOSSIBLE, i32::max);
            scratch.labels.push((chosen, through(chosen) - rival));
            before = chosen;
        }
    }

    /// What it weighs that `label` follows `before`.
    fn step(&self, before: Label, label: Label) -> i32 {
        if label.may_follow(before) {
            i32::from(self.transitions[before as usize][label as usize] as i8)
        } else {
            IMPOSSIBLE
        }
    }
}

/// Weighs more than all that can speak for a label, and leaves room for sums.
const IMPOSSIBLE: i32 = i32::MIN / 8;

/// Room that is used again for every run.
#[derive(Clone, Debug, Default)]
struct Scratch {
    words: Vec<Word>,
    scores: Vec<[i32; WIDTH]>,
    ahead: Vec<[i32; LABELS.len()]>,
    labels: Vec<(Label, i32)>,
}

/// Leads from which on the tagger is believed, in units of weight, of which the
/// heaviest weight has 127. Found by trial on documents that were kept back from
/// learning, and raised where reading real news showed names that are none.
mod least {
    /// Where no rule spoke.
    pub(super) const SILENT: i32 = 100;
    /// The same of one word, which says less of what it names.
    pub(super) const SINGLE: i32 = 120;
    /// Against rules that guess.
    pub(super) const GUESS: i32 = 80;
    /// Of a longer name around one that the rules know, so that there is no doubt of
    /// a name: "Perth Glory".
    pub(super) const AROUND: i32 = 20;
}

/// The mentions of an article, of which `mentions` are those of the rules.
pub(crate) fn add(model: Model<'_>, context: &Context<'_>, mentions: Vec<Mention>) -> Vec<Mention> {
    let view = View::new(context, &mentions, Lists::Seen);
    let mut names = propose(model, context, &view);
    if names.is_empty() {
        return mentions;
    }
    let guesses = view.into_guesses();
    let mut candidates = crate::rule::learned(context, &mut names);
    let named = names.into_iter().map(|mention| Candidate {
        mention,
        priority: priority::MODEL,
    });
    candidates.extend(named);
    let ruled = mentions.into_iter().zip(guesses);
    candidates.extend(ruled.map(|(mention, guess)| Candidate {
        priority: match (mention.nested, guess) {
            (true, _) => priority::GUESS,
            (false, true) => priority::CONTEXT,
            (false, false) => priority::GAZETTEER,
        },
        mention,
    }));
    crate::conflict::resolve(candidates)
}

/// The names that the tagger sees in the runs of which the rules are not sure, in
/// text order.
fn propose(model: Model<'_>, context: &Context<'_>, view: &View<'_, '_>) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut scratch = Scratch::default();
    let mut run = view.next_run(0);
    while let Some(tokens) = run {
        view.words(&tokens, &mut scratch.words);
        model.tag(&mut scratch);
        let mut from = 0;
        while let Some((name, kind, lead)) = next_name(&scratch.labels, &mut from) {
            let name = name.start + tokens.start..name.end + tokens.start;
            if let Some(name) = trimmed(context, name, kind)
                && needed(context, view, &name, kind).is_some_and(|least| lead >= least)
                && !is_half(context, view, &name, out.last())
            {
                out.push(mention(context.span(name), kind, lead));
            }
        }
        run = view.next_run(tokens.end);
    }
    out
}

/// Whether a name is the second half of words in capitals of which nobody takes the
/// first half for a name: "Medium Enterprises" in "for Small and Medium Enterprises".
fn is_half(
    context: &Context<'_>,
    view: &View<'_, '_>,
    name: &Range<usize>,
    before: Option<&Mention>,
) -> bool {
    let Some(first) = name.start.checked_sub(2) else {
        return false;
    };
    let (half, joint) = (&context.forms[first], context.word(first + 1));
    let is_named = view.ruled(first).is_some()
        || before.is_some_and(|m| m.span.end >= context.segments.tokens[first].span.end);
    joint == "and" && half.is_capital() && !half.starts_sentence() && !is_named
}

/// The next name in the labels of a run at or behind `from`, with its least lead.
fn next_name(
    labels: &[(Label, i32)],
    from: &mut usize,
) -> Option<(Range<usize>, MentionKind, i32)> {
    let named = |(label, _): &(Label, i32)| label.kind().is_some();
    let start = *from + labels.get(*from..)?.iter().position(named)?;
    let (first, mut lead) = labels[start];
    let mut end = start + 1;
    while let Some(&(label, next)) = labels.get(end)
        && label.kind() == first.kind()
        && !label.is_first()
    {
        lead = lead.min(next);
        end += 1;
    }
    *from = end;
    Some((start..end, first.kind()?, lead))
}

/// What of the tokens is the name, by the guidelines: courtesies and ranks stand
/// outside. `None` for what is no name in any text: "SMEs", "Hurricane Maria", a
/// place that ends as a body does, and an ordinary word that has its capital from
/// where it stands.
fn trimmed(
    context: &Context<'_>,
    mut tokens: Range<usize>,
    kind: MentionKind,
) -> Option<Range<usize>> {
    let form = |at: usize| &context.forms[at];
    let is_person = kind == MentionKind::Person;
    let titles = Class::HONORIFIC.with(Class::RANK);
    while is_person
        && tokens.len() > 1
        && (form(tokens.start).is(titles) || form(tokens.start).shape == Shape::Sign)
    {
        tokens.start += 1;
    }
    let first = form(tokens.start);
    let single = tokens.len() == 1;
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let word = context.word(tokens.end - 1);
    let plural = word.strip_suffix('s').is_some_and(capitals);
    let acronym = single && word.get(..2).is_some_and(capitals);
    let body = form(tokens.end - 1).is(Class::ORG_TAIL) && kind != MentionKind::Organisation;
    let storm = is_person && crate::rule::is_storm(context, tokens.start);
    let ordinary = first.is(Class::COMMON.with(Class::FUNCTION).with(Class::SPEECH));
    let by_place = single && ordinary && !context.capital_counts(tokens.start);
    let never = plural || body || storm || by_place || is_person && acronym;
    (!never).then_some(tokens)
}

/// The lead that a name needs there; `None` where the rules are sure of something
/// else, or of as much.
fn needed(
    context: &Context<'_>,
    view: &View<'_, '_>,
    name: &Range<usize>,
    kind: MentionKind,
) -> Option<i32> {
    let span = context.span(name.clone());
    let is_body = context.forms[name.end - 1].is(Class::ORG_TAIL);
    let (mut guessed, mut known) = (false, false);
    for (mention, guess) in name.clone().filter_map(|at| view.ruled(at)) {
        let inside = span.contains(mention.span) && span != mention.span;
        let fits = match (mention.kind, kind) {
            (MentionKind::Person, MentionKind::Person) => true,
            (_, MentionKind::Person) => false,
            (MentionKind::Person, _) => is_body,
            _ => true,
        };
        if !(guess || inside && fits) {
            return None;
        }
        guessed |= guess;
        known |= !guess;
    }
    if known {
        grows(context, view, name).then_some(least::AROUND)
    } else if guessed {
        Some(least::GUESS)
    } else if name.len() == 1 {
        Some(least::SINGLE)
    } else {
        Some(least::SILENT)
    }
}

/// Whether the words around what the rules know can make a longer name of it: not
/// those of "U.S. Firms", nor what belongs to somebody.
fn grows(context: &Context<'_>, view: &View<'_, '_>, name: &Range<usize>) -> bool {
    let known = |at: &usize| view.ruled(*at).is_some_and(|(_, guess)| !guess);
    let mut added = name
        .clone()
        .filter(|at| !known(at))
        .map(|at| &context.forms[at]);
    let part = Class::ORG_TAIL
        .with(Class::PLACE_HEAD)
        .with(Class::DIRECTION)
        .with(Class::GIVEN)
        .with(Class::FAMILY);
    let ordinary = Class::COMMON.with(Class::FUNCTION).with(Class::SPEECH);
    let owned = name.clone().any(|at| context.forms[at].is_possessive());
    !owned && added.any(|f| f.is_capital() && (f.is(part) || !f.is(ordinary)))
}

fn mention(span: Span, kind: MentionKind, lead: i32) -> Mention {
    let how = match lead {
        ..=150 => "a narrow",
        151..=300 => "a fair",
        _ => "a wide",
    };
    Mention {
        span,
        kind,
        why: Why {
            rule: "model",
            detail: format!(
                "learned from marked texts; {how} lead over any other reading ({lead})"
            )
            .into(),
            margin: Some(lead as f32),
        },
        nested: false,
        value: None,
        entity: None,
    }
}

/// Whether names of the lists are seen as such.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lists {
    /// They are, as are the findings of the rules.
    Seen,
    /// They are hidden, so that every name is a new one: shows what the tagger can
    /// do alone.
    Hidden,
}

/// One article as it is learned from.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Its tokens.
    pub tokens: Vec<Span>,
    /// The runs that the tagger looks at: index of the first token, and the
    /// features of each.
    pub runs: Vec<(usize, Vec<Features>)>,
}

/// What the tagger sees of a text, after the rules have read it: for learning.
pub fn sight(text: &str, lists: Lists) -> Sight {
    let (runs, segments, _) = crate::look(text, &crate::Given::default(), |context| {
        let mentions = crate::ruled(context);
        let view = View::new(context, &mentions, lists);
        let mut runs = Vec::new();
        let mut words = Vec::new();
        let mut run = view.next_run(0);
        while let Some(tokens) = run {
            view.words(&tokens, &mut words);
            runs.push((
                tokens.start,
                words.array_windows().map(Features::of).collect(),
            ));
            run = view.next_run(tokens.end);
        }
        runs
    });
    Sight {
        tokens: segments.tokens.iter().map(|t| t.span).collect(),
        runs,
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, Label, Model, WIDTH};
    use crate::{Given, MentionKind, read, read_with};

    /// A model of one row, which gives every token these weights.
    fn bytes(weights: [i8; WIDTH]) -> Vec<u8> {
        let mut bytes = weights.map(|w| w as u8).to_vec();
        bytes.extend([0; WIDTH * LABELS.len()]);
        bytes
    }

    #[test]
    fn a_model_has_a_power_of_two_of_rows() {
        for (n_bytes, good) in [
            (64, true),
            (72, true),
            (80, false),
            (88, true),
            (63, false),
            (0, false),
        ] {
            assert_eq!(Model::new(&vec![0; n_bytes]).is_some(), good, "{n_bytes}");
        }
    }

    /// Where rules are sure the tagger is not asked, whatever it would say.
    #[test]
    fn rules_speak_first() {
        let all_places = bytes([0, 0, 0, 0, 0, 100, 100, 0]);
        let model = Model::new(&all_places);
        for (text, changes) in [
            (
                "The minister met Japan’s envoy in Tokyo – for ¥5 – 日本 🙂.",
                false,
            ),
            ("He spoke of Qarzlon and é.", true),
            (
                "Nothing here has a capital letter, but for the first.",
                false,
            ),
            ("The SMEs of it.", false),
            ("", false),
        ] {
            let (ruled, both) = (
                read(text, &Given::default()),
                read_with(text, &Given::default(), model),
            );
            assert_eq!(
                ruled.mentions != both.mentions,
                changes,
                "{text}: {:?}",
                both.mentions
            );
            for mention in both.mentions.iter().filter(|m| m.why.rule == "model") {
                assert_eq!(mention.kind, MentionKind::Place);
                assert!(mention.why.margin.is_some() && !mention.why.detail.is_empty());
            }
        }
    }

    #[cfg(feature = "model")]
    #[test]
    fn half_of_words_in_capitals_is_no_name() {
        for (text, names) in [
            (
                "It helps Small and Medium Enterprises (SMEs) in India – 日本 🙂.",
                vec![],
            ),
            (
                "A deal of Zongo Energy with Kofi Boatengo was signed – ¥5 é.",
                vec!["Zongo Energy"],
            ),
        ] {
            let both = read_with(text, &Given::default(), Some(Model::shipped()));
            let organisations = both
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Organisation);
            let found: Vec<&str> = organisations.map(|m| m.span.slice(text)).collect();
            assert_eq!(found, names, "{text}");
        }
    }

    /// Sums stay small however long a run of capitals is, and nothing panics.
    #[test]
    fn the_heaviest_weights_are_borne() {
        let heaviest = bytes([-128, 127, 127, -128, -128, 127, 127, 127]);
        let text = "QARZ ’“–¥é日本🙂 Zlon-".repeat(2_000);
        let reading = read_with(&text, &Given::default(), Model::new(&heaviest));
        for mention in &reading.mentions {
            assert!(
                text.get(mention.span.start as usize..mention.span.end as usize)
                    .is_some()
            );
        }
    }

    #[test]
    fn later_tokens_follow_their_own_kind() {
        for label in LABELS {
            for before in LABELS {
                let same = label.kind() == before.kind();
                let free = label == Label::Outside || label.is_first();
                assert_eq!(
                    label.may_follow(before),
                    free || same,
                    "{before:?} {label:?}"
                );
            }
        }
    }
}
