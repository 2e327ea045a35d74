//! The second pass: what the article itself teaches. Surnames of persons named
//! in full, abbreviations of what is spelt out, and names repeated where the
//! first pass saw no sign (headlines, starts of sentences).

use chancery_text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use core::cell::OnceCell;
use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::{Form, Shape};
use crate::lexicon::Class;
use crate::{Context, Mention, MentionKind};

/// What one sequence of words was found to be, by how often.
#[derive(Clone, Copy, Default)]
struct Votes {
    person: u32,
    organisation: u32,
    place: u32,
    programme: u32,
    equipment: u32,
}

impl Votes {
    fn add(&mut self, kind: MentionKind, weight: u32) {
        match kind {
            MentionKind::Person => self.person += weight,
            MentionKind::Organisation => self.organisation += weight,
            MentionKind::Place => self.place += weight,
            MentionKind::Programme => self.programme += weight,
            MentionKind::Equipment => self.equipment += weight,
            _ => {}
        }
    }

    fn winner(self) -> Option<(MentionKind, u32)> {
        [
            (self.person, MentionKind::Person),
            (self.organisation, MentionKind::Organisation),
            (self.place, MentionKind::Place),
            (self.programme, MentionKind::Programme),
            (self.equipment, MentionKind::Equipment),
        ]
        .into_iter()
        .rev()
        .max_by_key(|(n, _)| *n)
        .filter(|(n, _)| *n > 0)
        .map(|(n, kind)| (kind, n))
    }
}

/// Sequences of words with what they name.
#[derive(Default)]
struct Known {
    by_hash: FxHashMap<u64, Votes>,
    /// Names that were found with the number of an edition behind them.
    editions: FxHashSet<u64>,
    /// The words in lower case of the article; found out when first asked for.
    small: OnceCell<FxHashSet<u64>>,
    longest: usize,
}

impl Known {
    fn add(&mut self, forms: &[Form], kind: MentionKind, weight: u32) {
        let (hash, n) = sequence(forms);
        if n > 0 {
            self.longest = self.longest.max(n);
            self.by_hash.entry(hash).or_default().add(kind, weight);
        }
    }
}

impl Known {
    /// Whether a word stands in lower case in the article.
    fn stands_small(&self, context: &Context<'_>, hash: u64) -> bool {
        let small = self.small.get_or_init(|| {
            let small = context.forms.iter().filter(|f| f.shape == Shape::Lower);
            small.map(|f| f.hash).collect()
        });
        small.contains(&hash)
    }
}

/// The hash of a sequence of words, signs left out, and how many words it has.
fn sequence(forms: &[Form]) -> (u64, usize) {
    let mut hash = 0u64;
    let mut n = 0;
    for form in forms.iter().filter(|f| f.hash != 0) {
        hash = step(hash, form);
        n += 1;
    }
    (hash, n)
}

fn step(hash: u64, form: &Form) -> u64 {
    (hash.rotate_left(5) ^ form.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// What the first choice teaches about the rest of the article.
pub(crate) fn again(context: &Context<'_>, standing: &[&Candidate]) -> Vec<Candidate> {
    let mentions: Vec<&Mention> = standing.iter().map(|c| &c.mention).collect();
    let mentions = mentions.as_slice();
    let mut out = Vec::new();
    let mut known = Known::default();
    for mention in mentions.iter().filter(|m| !m.nested) {
        let tokens = context.segments.tokens_in(mention.span);
        let weight = weight(mention);
        if weight == 0 || tokens.is_empty() {
            continue;
        }
        let forms = &context.forms[tokens.clone()];
        known.add(forms, mention.kind, weight);
        if mention.kind == MentionKind::Programme
            && forms.last().is_some_and(|f| f.shape == Shape::Digit)
        {
            known.editions.insert(sequence(&forms[..forms.len() - 1]).0);
        }
        if mention.kind == MentionKind::Person {
            surnames(context, tokens, weight, &mut known);
        }
    }
    abbreviations(context, mentions, &mut known, &mut out);
    bodies(context, mentions, &mut out);
    foreign_abbreviations(context, mentions, &mut known, &mut out);
    other_names(context, mentions, &mut out);
    repeated(context, &known, standing, &mut out);
    out
}

/// What the names of the tagger teach about the rest of the article; of one that it
/// took for two things, the kind stands for which the greater leads speak.
pub(crate) fn learned(context: &Context<'_>, names: &mut [Mention]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut known = Known::default();
    for name in names.iter() {
        let tokens = context.segments.tokens_in(name.span);
        let weight = name.why.margin.map_or(0, |lead| lead as u32);
        known.add(&context.forms[tokens.clone()], name.kind, weight);
        if name.kind == MentionKind::Person {
            surnames(context, tokens, weight, &mut known);
        }
    }
    for name in names {
        let tokens = context.segments.tokens_in(name.span);
        let (hash, _) = sequence(&context.forms[tokens]);
        let votes = known.by_hash.get(&hash);
        if let Some((kind, _)) = votes.and_then(|votes| votes.winner()) {
            name.kind = kind;
        }
    }
    repeated(context, &known, &[], &mut out);
    out
}

/// How much a mention teaches: nothing if it was itself a guess.
fn weight(mention: &Mention) -> u32 {
    match mention.why.rule {
        "person.office" | "person.honorific" | "person.given_and_family" => 4,
        "person.family" | "organisation.head" | "place.head" | "place.lead" => 3,
        "organisation.announced"
        | "place.context"
        | "person.given"
        | "equipment.head"
        | "equipment.ship"
        | "programme.exercise" => 2,
        "person.acts" | "person.surname" | "place.gazetteer" | "organisation.gazetteer" => 1,
        _ => 0,
    }
}

/// The endings of a full name that may stand for it: "Undurraga Prieto",
/// "Prieto", "al-Sisi"; of a name in Eastern order its first word too ("Xi").
fn surnames(context: &Context<'_>, name: Range<usize>, weight: u32, known: &mut Known) {
    let forms = &context.forms[name.clone()];
    let n_words = forms.iter().filter(|f| f.hash != 0).count();
    if n_words < 2 {
        return;
    }
    for at in 1..forms.len() {
        let form = &forms[at];
        let starts = form.hash != 0 && form.shape != Shape::Initial && !forms[at - 1].is_hyphen();
        if starts && !(form.is(Class::PARTICLE) && at + 1 == forms.len()) {
            known.add(&forms[at..], MentionKind::Person, weight);
        }
    }
    // "Guamán" of "Paola Guamán Cevallos": the first of two surnames.
    if let [given, first, last] = forms
        && first.shape == Shape::Capital
        && last.hash != 0
        && given.is(Class::GIVEN)
        && !first.is(Class::COMMON
            .with(Class::PLACE)
            .with(Class::GIVEN)
            .with(Class::PARTICLE))
    {
        known.add(&forms[1..2], MentionKind::Person, weight);
    }
    let eastern = forms[0].is(Class::FAMILY) && !forms[0].is(Class::GIVEN)
        || forms[0].is(Class::FAMILY) && forms.iter().any(Form::is_hyphen);
    if eastern {
        known.add(&forms[..1], MentionKind::Person, weight);
    }
}

/// Every capitalised sequence that the article has named elsewhere.
fn repeated(
    context: &Context<'_>,
    known: &Known,
    standing: &[&Candidate],
    out: &mut Vec<Candidate>,
) {
    let forms = &context.forms;
    for from in 0..forms.len() {
        let first = &forms[from];
        if !(first.is_capital() || first.shape == Shape::Mixed || first.is(Class::PARTICLE))
            || first.hash == 0
        {
            continue;
        }
        let mut hash = 0;
        let mut n = 0;
        for to in from + 1..=forms.len().min(from + known.longest * 2) {
            let form = &forms[to - 1];
            if to - 1 > from && form.starts_zone() {
                break;
            }
            if form.hash == 0 {
                if !(form.is_hyphen() && form.glued()
                    || form.sign == b'.' && form.glued()
                    || form.sign == b','
                    || form.is_possessive())
                {
                    break;
                }
                continue;
            }
            hash = step(hash, form);
            n += 1;
            if n > known.longest {
                break;
            }
            if known.editions.contains(&hash)
                && context.after(to).is_some_and(|f| f.shape == Shape::Digit)
            {
                out.push(candidate(
                    context,
                    from..to + 1,
                    MentionKind::Programme,
                    "programme.again",
                    "another edition is named in the article",
                    priority::REPEATED + 10,
                ));
            }
            let Some(votes) = known.by_hash.get(&hash) else {
                continue;
            };
            let priority = priority::REPEATED + n.min(6) as u8;
            if let Some((kind, n_votes)) = votes.winner()
                && !stands(standing, context.span(from..to), kind, priority)
                && fits(context, known, from..to, (kind, n_votes))
            {
                out.push(candidate(
                    context,
                    from..to,
                    kind,
                    match kind {
                        MentionKind::Person => "person.again",
                        MentionKind::Organisation => "organisation.again",
                        MentionKind::Place => "place.again",
                        MentionKind::Programme => "programme.again",
                        _ => "equipment.again",
                    },
                    "named elsewhere in the article",
                    priority,
                ));
            }
        }
    }
}

/// Whether the same stands there already, as well founded: then nothing would
/// choose it again.
fn stands(standing: &[&Candidate], span: Span, kind: MentionKind, priority: u8) -> bool {
    let at = standing.partition_point(|c| c.mention.span.start < span.start);
    let there = standing[at..]
        .iter()
        .take_while(|c| c.mention.span.start == span.start);
    there.into_iter().any(|c| {
        let same = c.mention.span == span && c.mention.kind == kind;
        same && !c.mention.nested && c.priority >= priority
    })
}

/// "the Commission": the head of a body that the article names in full.
fn bodies(context: &Context<'_>, mentions: &[&Mention], out: &mut Vec<Candidate>) {
    let heads: FxHashSet<u64> = mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Organisation && !m.nested)
        .filter_map(|m| {
            let tokens = context.segments.tokens_in(m.span);
            let last = context.forms.get(tokens.end.checked_sub(1)?)?;
            (tokens.len() > 1 && last.is(Class::ORG_TAIL) && last.is_capital()).then_some(last.hash)
        })
        .collect();
    for at in 1..context.forms.len() {
        let form = &context.forms[at];
        if heads.contains(&form.hash)
            && context.capital_counts(at)
            && !context.before(at).is_some_and(in_name)
            && !context.after(at + 1).is_some_and(in_name)
            && context
                .after(at + 1)
                .is_none_or(|_| !context.is_word(at + 1, "of"))
        {
            out.push(candidate(
                context,
                at..at + 1,
                MentionKind::Organisation,
                "organisation.short",
                "a body that the article names in full",
                priority::CONTEXT,
            ));
        }
    }
}

/// "Turkish Exporters Assembly (TIM)": capitals in brackets behind a body that
/// abbreviate its name in another language.
fn foreign_abbreviations(
    context: &Context<'_>,
    mentions: &[&Mention],
    known: &mut Known,
    out: &mut Vec<Candidate>,
) {
    for mention in mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Organisation && !m.nested)
    {
        let tokens = context.segments.tokens_in(mention.span);
        let short = tokens.end + 1;
        let brackets = context.after(tokens.end).is_some_and(|f| f.sign == b'(')
            && context.after(short).is_some_and(|f| {
                let name = Class::COMMON
                    .with(Class::GIVEN)
                    .with(Class::FAMILY)
                    .with(Class::PLACE);
                f.shape == Shape::Upper
                    || f.shape == Shape::Capital && context.word(short).len() <= 6 && !f.is(name)
            })
            && context.after(short + 1).is_some_and(|f| f.sign == b')');
        if !brackets
            || tokens.len() < 2
            || context
                .row(&(short..short + 1))
                .is_some_and(|e| e.kind.is_place())
        {
            continue;
        }
        out.push(candidate(
            context,
            short..short + 1,
            MentionKind::Organisation,
            "name.abbreviation",
            format!("in brackets behind “{}”", mention.span.slice(context.text)),
            priority::ABBREVIATION - 1,
        ));
        known.add(
            &context.forms[short..short + 1],
            MentionKind::Organisation,
            4,
        );
    }
}

/// "Second Thomas Shoal (Ayungin)": one or two capitals in brackets behind a
/// place are another name of it.
fn other_names(context: &Context<'_>, mentions: &[&Mention], out: &mut Vec<Candidate>) {
    for mention in mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Place && !m.nested)
    {
        let open = context.segments.tokens_in(mention.span).end;
        if context.after(open).is_none_or(|f| f.sign != b'(') {
            continue;
        }
        let mut to = open + 1;
        while to - open <= 2
            && context
                .after(to)
                .is_some_and(|f| f.shape == Shape::Capital && in_name(f) && !f.is(Class::COMMON))
        {
            to += 1;
        }
        if to > open + 1 && context.after(to).is_some_and(|f| f.sign == b')') {
            out.push(candidate(
                context,
                open + 1..to,
                MentionKind::Place,
                "place.other_name",
                format!("another name of {}", mention.span.slice(context.text)),
                priority::CONTEXT,
            ));
        }
    }
}

/// Whether a known sequence names the same here.
fn fits(
    context: &Context<'_>,
    known: &Known,
    tokens: Range<usize>,
    (kind, votes): (MentionKind, u32),
) -> bool {
    let form = &context.forms[tokens.start];
    let single = tokens.len() == 1;
    let ordinary = form.is(Class::COMMON.with(Class::FUNCTION).with(Class::MONTH));
    if single && !form.is_capital() && form.shape != Shape::Mixed {
        return false;
    }
    // "Pence delays" in a headline: an ordinary word needs a capital that counts,
    // a verb behind it, or never to stand in lower case in the article.
    if single
        && ordinary
        && !context.capital_counts(tokens.start)
        && (votes < 4 || known.stands_small(context, form.hash))
        && !context
            .after(tokens.end)
            .is_some_and(|f| f.is(Class::SPEECH) || f.is_possessive())
    {
        return false;
    }
    // Later words are capitals too: not "general assembly" for "General Assembly".
    let capitals = context.forms[tokens.clone()].iter().all(|f| {
        f.shape != Shape::Lower || f.is(Class::FUNCTION.with(Class::PARTICLE)) || f.glued()
    });
    if !capitals {
        return false;
    }
    if kind == MentionKind::Person && single {
        let other = Class::NORP.with(Class::ROLE);
        let goes_on = context.after(tokens.end).is_some_and(|f| {
            in_name(f) && f.is(Class::ORG_TAIL.with(Class::PLACE_HEAD)) && !f.loud()
        });
        return !form.is(other) && !goes_on;
    }
    true
}

/// "Ministry of External Affairs (MEA)", "MEA (Ministry of External Affairs)":
/// what is in brackets and what it abbreviates are of one kind. The letters must
/// begin words of the long form in order, the first word with the first letter
/// (after Schwartz and Hearst, 2003).
fn abbreviations(
    context: &Context<'_>,
    mentions: &[&Mention],
    known: &mut Known,
    out: &mut Vec<Candidate>,
) {
    for open in 1..context.forms.len() {
        if context.forms[open].sign != b'(' || context.forms[open].starts_zone() {
            continue;
        }
        let Some(inside) = context.after(open + 1) else {
            continue;
        };
        let closes = context.after(open + 2).is_some_and(|f| f.sign == b')');
        if closes
            && matches!(
                inside.shape,
                Shape::Upper | Shape::Inner | Shape::Mixed | Shape::Capital
            )
        {
            let short = open + 1;
            let Some(long) = long_before(context, short, open) else {
                small_agreement(context, short, open, known, out);
                continue;
            };
            teach(context, mentions, long, short, known, out);
        } else if context.forms[open - 1].shape == Shape::Upper {
            let short = open - 1;
            let end =
                (open + 1..open + 12).find(|&at| context.after(at).is_none_or(|f| f.sign == b')'));
            if let Some(end) = end
                && end > open + 2
                && matches_letters(context, open + 1..end, context.word(short))
            {
                teach(context, mentions, open + 1..end, short, known, out);
            }
        }
    }
}

/// Proposes a long form and its abbreviation as one kind of thing.
fn teach(
    context: &Context<'_>,
    mentions: &[&Mention],
    long: Range<usize>,
    short: usize,
    known: &mut Known,
    out: &mut Vec<Candidate>,
) {
    let span = context.span(long.clone());
    let at = mentions.partition_point(|m| m.span.end <= span.start);
    let there = mentions[at..]
        .iter()
        .take_while(|m| m.span.start < span.end)
        .filter(|m| !m.nested)
        .max_by_key(|m| m.span.len());
    let short_span = context.span(short..short + 1);
    let short_at = mentions.partition_point(|m| m.span.start < short_span.start);
    let short_there = mentions
        .get(short_at)
        .filter(|m| m.span == short_span && m.why.rule.ends_with(".gazetteer"));
    let kind = match (there, short_there) {
        (Some(m), _) if m.span.contains(span) && m.kind != MentionKind::Role => m.kind,
        (_, Some(m)) => m.kind,
        (Some(m), _) if matches!(m.kind, MentionKind::Programme | MentionKind::Equipment) => m.kind,
        _ => MentionKind::Organisation,
    };
    if !matches!(
        kind,
        MentionKind::Organisation
            | MentionKind::Programme
            | MentionKind::Equipment
            | MentionKind::Place
    ) {
        return;
    }
    let whole = there.filter(|m| m.span.contains(span)).is_some();
    let mut long = long;
    while long.len() > 1 && context.forms[long.end - 1].hash == 0 {
        long.end -= 1;
    }
    if !whole && context.forms[long.start].is_capital() {
        out.push(candidate(
            context,
            long.clone(),
            kind,
            "name.abbreviated",
            format!("“{}” abbreviates it", context.word(short)),
            priority::ABBREVIATION,
        ));
    }
    out.push(candidate(
        context,
        short..short + 1,
        kind,
        "name.abbreviation",
        format!("short for “{}”", span.slice(context.text)),
        priority::ABBREVIATION,
    ));
    known.add(&context.forms[short..short + 1], kind, 6);
    known.add(&context.forms[long], kind, 2);
}

/// "comprehensive economic partnership agreement (Cepa)": the long form in lower
/// case is a description, its abbreviation a name.
fn small_agreement(
    context: &Context<'_>,
    short: usize,
    open: usize,
    known: &mut Known,
    out: &mut Vec<Candidate>,
) {
    let letters: Vec<char> = context.word(short).to_lowercase().chars().collect();
    let Some(from) = open.checked_sub(letters.len()) else {
        return;
    };
    let spelt = letters.len() >= 3
        && (from..open).zip(&letters).all(|(at, &letter)| {
            let same = context.word(at).to_lowercase().starts_with(letter);
            same && context.forms[at].shape == Shape::Lower
        });
    if !spelt || !context.forms[open - 1].is(Class::PROG_WORD) {
        return;
    }
    out.push(candidate(
        context,
        short..short + 1,
        MentionKind::Programme,
        "name.abbreviation",
        format!(
            "short for “{}”",
            context.span(from..open).slice(context.text)
        ),
        priority::ABBREVIATION,
    ));
    known.add(&context.forms[short..short + 1], MentionKind::Programme, 4);
}

/// The words before `open` that the abbreviation at `short` stands for.
fn long_before(context: &Context<'_>, short: usize, open: usize) -> Option<Range<usize>> {
    let letters = context
        .word(short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .count();
    if !(2..=10).contains(&letters) {
        return None;
    }
    let reach = (letters * 2 + 3).min(16);
    let mut best = None;
    for from in (open.saturating_sub(reach)..open).rev() {
        if context.forms[from + 1..open].iter().any(Form::starts_zone) {
            break;
        }
        let form = &context.forms[from];
        if form.hash == 0
            && !form.is_hyphen()
            && form.sign != b','
            && !form.is_possessive()
            && form.sign != b'&'
        {
            break;
        }
        if form.is_capital() && matches_letters(context, from..open, context.word(short)) {
            best = Some(from..open);
            break;
        }
    }
    best
}

/// Whether the letters of `short` begin words of `long` in order, the first the
/// first word, and every capital word but one gives a letter.
fn matches_letters(context: &Context<'_>, long: Range<usize>, short: &str) -> bool {
    let mut letters = short.chars().filter(|c| c.is_alphabetic()).peekable();
    let mut skipped = 0;
    let mut first = true;
    for at in long {
        let form = &context.forms[at];
        if form.hash == 0 {
            continue;
        }
        let word = context.word(at);
        let begins = word.chars().next().zip(letters.peek().copied());
        let same = begins.is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
        if first && !same {
            return false;
        }
        first = false;
        if same {
            letters.next();
            // "UNICORN: Unified Complex Radio Antenna": further letters of the same word.
            if form.is_capital() {
                let mut inner = word.chars().skip(1);
                while let Some(&letter) = letters.peek() {
                    let rest = letters.clone().count();
                    let needed = context.forms[at + 1..]
                        .iter()
                        .take(8)
                        .filter(|f| f.is_capital())
                        .count();
                    if rest <= needed || !inner.any(|c| c.to_lowercase().eq(letter.to_lowercase()))
                    {
                        break;
                    }
                    letters.next();
                }
            }
        } else if form.is_capital() {
            skipped += 1;
        }
    }
    letters.peek().is_none() && skipped <= 1
}
