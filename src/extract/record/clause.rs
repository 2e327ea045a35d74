//! Clauses: the stretches of a sentence that can each hold a claim or an event,
//! and who acts in them.
//!
//! A sentence is cut at semicolons and dashes, before words that begin a clause
//! ("while", "which", "that"), before an "and" with a verb behind it, and before
//! a participle behind a comma. What a clause says is not read here.
//!
//! Example: "The ministers addressed trade / and agreed on reforms" has two
//! clauses with one subject.

use core::ops::Range;

use super::scene::{Scene, push};
use crate::MentionKind;
use crate::annotation::EntityIdx;
use crate::form::{Form, Shape};
use crate::lexicon::Class;
use crate::words::Words;

/// How a clause hangs on the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Link {
    /// It begins the sentence, or stands on its own behind a semicolon.
    Own,
    /// "and agreed", ", emphasizing": the subject of the clause before.
    Shared,
    /// "who", "which": the last name of the clause before.
    Relative,
    /// "Cairo, which draws its water from the Nile, demands": the subject of the
    /// clause before the relative one.
    Resumed,
    /// "that": what the clause before reports.
    Content,
    /// "while", "with both sides hoping": a subject of its own, if it names one.
    Beside,
    /// "and to revive": a further object of the verb before.
    Further,
}

/// A clause: its tokens without the word that began it.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) tokens: Range<usize>,
    pub(crate) link: Link,
}

/// Words that begin a clause beside the one before.
const BESIDE: Words = Words("while whereas although though but because when where whereby as");

/// The same, where a verb follows soon.
const BESIDE_VERB: Words = Words("after before until since");

/// Words that show a verb behind "and".
const AUXILIARY: Words = Words(
    "is are was were has have had will would shall may might can could must should did does do \
     also then jointly",
);

/// The clauses of a unit, in order; they leave out the words and marks between.
pub(crate) fn clauses(scene: &Scene<'_>, unit: usize, verbs: &[usize]) -> Vec<Clause> {
    let Some(u) = scene.units.get(unit) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let (mut from, mut link) = (u.tokens.start, Link::Own);
    let mut at = u.tokens.start;
    while at < u.tokens.end {
        let cut = if scene.at(at).is_some_and(|f| f.from < at || f.to > at + 1) {
            // Names are not cut.
            None
        } else {
            cut(scene, from..at, u.tokens.end, link, verbs)
        };
        match cut {
            Some((next, new)) if at > from || at == from && next > at => {
                if at > from {
                    out.push(Clause {
                        tokens: from..at,
                        link,
                    });
                }
                (from, link) = (next, new);
                at = next.max(at + 1);
            }
            _ => at += 1,
        }
    }
    if u.tokens.end > from {
        out.push(Clause {
            tokens: from..u.tokens.end,
            link,
        });
    }
    for clause in &mut out {
        trim(scene, &mut clause.tokens);
    }
    out.retain(|c| !c.tokens.is_empty());
    out
}

/// Whether the clause `before` ends at its last token: where the next begins, and
/// how it hangs.
fn cut(
    scene: &Scene<'_>,
    before: Range<usize>,
    end: usize,
    link: Link,
    verbs: &[usize],
) -> Option<(usize, Link)> {
    let at = before.end;
    let form = scene.form(at)?;
    let word = scene.word(at);
    let is_verb = |t: usize| t < end && (verbs.contains(&t) || AUXILIARY.has(scene.word(t)));
    let soon = |from: usize, n: usize| (from..from + n).any(|t| t < end && verbs.contains(&t));
    match form.sign {
        b';' => return Some((at + 1, Link::Own)),
        b'-' if !form.glued() && scene.form(at + 1).is_some_and(|f| !f.glued()) => {
            return soon(at + 1, end).then_some((at + 1, Link::Beside));
        }
        b',' => return after_comma(scene, at + 1, end, link, is_verb, soon),
        _ => {}
    }
    match word {
        "that" | "That" if before.clone().rev().take(6).any(|t| verbs.contains(&t)) => {
            return Some((at + 1, Link::Content));
        }
        "and" | "or" if is_verb(at + 1) => return Some((at + 1, Link::Shared)),
        "and" | "or" if begins_with_subject(scene, at + 1, end, is_verb) => {
            let joins = scene.at(at.wrapping_sub(1)).is_some();
            return (!joins).then_some((at + 1, Link::Own));
        }
        "and" if scene.is(at + 1, &["to"]) && before.clone().any(|t| verbs.contains(&t)) => {
            let small = scene.form(at + 2).is_some_and(|f| f.shape == Shape::Lower);
            return small.then_some((at + 1, Link::Further));
        }
        "who" => return Some((at + 1, Link::Relative)),
        // "under which" belongs to its noun.
        "which" if !PREPOSITIONS.has(scene.word(at.wrapping_sub(1))) => {
            return Some((at + 1, Link::Relative));
        }
        // "a port, for which the fund has pledged": a clause of its own.
        "which" if begins_with_subject(scene, at + 1, end, is_verb) => {
            return Some((at + 1, Link::Own));
        }
        _ => {}
    }
    let part = word == "as"
        && (scene.is(at + 1, &["well", "part", "a", "an", "the"])
            || !is_verb(at + 2) && !is_verb(at + 3));
    let beside = BESIDE.has(word) && !part || BESIDE_VERB.has(word) && soon(at + 1, 6);
    (beside && form.shape == Shape::Lower).then_some((at + 1, Link::Beside))
}

/// Whether a clause begins behind a comma, at token `next`.
fn after_comma(
    scene: &Scene<'_>,
    next: usize,
    end: usize,
    link: Link,
    is_verb: impl Fn(usize) -> bool,
    soon: impl Fn(usize, usize) -> bool,
) -> Option<(usize, Link)> {
    if scene.is(next, &["and", "but"]) {
        if is_verb(next + 1) {
            return Some((next + 1, Link::Shared));
        }
        if begins_with_subject(scene, next + 1, end, &is_verb) {
            return Some((next + 1, Link::Own));
        }
    }
    if scene.is(next, &["which", "who", "whose"]) {
        return Some((next + 1, Link::Relative));
    }
    if scene.is(next, &["with"]) && soon(next, 16) {
        return Some((next + 1, Link::Beside));
    }
    if is_participle(scene, next) && is_verb(next)
        || scene.is(next, &["besides", "having"]) && is_verb(next + 1)
    {
        return Some((next, Link::Shared));
    }
    // "Cairo, which draws its water from the Nile, demands …".
    if link == Link::Relative && is_verb(next) {
        return Some((next, Link::Resumed));
    }
    // "Highlighting the progress made, Jaishankar emphasized …".
    begins_with_subject(scene, next, end, is_verb).then_some((next, Link::Own))
}

/// Most words of a subject between a comma and its verb.
const MAX_SUBJECT: usize = 9;

/// Whether a subject and its verb begin at token `at`: names, offices or "both
/// sides", and a verb right behind them.
fn begins_with_subject(
    scene: &Scene<'_>,
    at: usize,
    end: usize,
    is_verb: impl Fn(usize) -> bool,
) -> bool {
    let mut named = false;
    let mut t = at;
    while t < end && t < at + MAX_SUBJECT {
        if let Some(flat) = scene.at(t) {
            if matches!(flat.kind, MentionKind::Date | MentionKind::Money) {
                return false;
            }
            named = true;
            t = flat.to;
            continue;
        }
        let word = scene.word(t);
        if SIDES.has(word) || PEOPLE.has(word) || scene.is(t, &["he", "she", "it", "they"]) {
            named = true;
        } else if is_verb(t) {
            return named;
        } else if !scene.is(
            t,
            &[
                "the", "both", "two", "three", "a", "an", "its", "their", "and",
            ],
        ) && !scene
            .form(t)
            .is_some_and(|f| f.is_possessive() || f.is_hyphen() || f.is_capital())
        {
            return false;
        }
        t += 1;
    }
    false
}

fn is_participle(scene: &Scene<'_>, at: usize) -> bool {
    scene.form(at).is_some_and(|f| f.shape == Shape::Lower) && scene.word(at).ends_with("ing")
}

/// Leaves out marks at both ends.
fn trim(scene: &Scene<'_>, tokens: &mut Range<usize>) {
    let is_mark = |t: usize| {
        scene
            .form(t)
            .is_some_and(|f| f.hash == 0 && f.sign != b'"' && !f.is_possessive() && f.sign != b'$')
            && scene.at(t).is_none()
    };
    while tokens.start < tokens.end && is_mark(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && is_mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && scene.is(tokens.end - 1, &["and", "but", "while"]) {
        tokens.end -= 1;
    }
}

/// Nouns that stand for the countries in a text: "both sides".
const SIDES: Words = Words(
    "sides countries nations governments parties neighbours neighbors states partners \
     delegations economies capitals",
);

/// Nouns that stand for persons in a text: "the two leaders".
const PEOPLE: Words = Words(
    "leaders men women ministers presidents premiers chiefs diplomats officials counterparts envoys \
     secretaries negotiators delegates representatives pair duo",
);

/// Prepositions: a name behind one is no subject.
const PREPOSITIONS: Words = Words(
    "in at to from of on for near off into by against about over under during despite including \
     via across around with",
);

/// Who acts in clause `i` before token `verb`: the persons named there; else the
/// bodies; else the countries; else whom "both sides", "the leaders" or "he"
/// means; else whoever acts in the clause it hangs on.
pub(crate) fn subject(
    scene: &Scene<'_>,
    unit: usize,
    clauses: &[Clause],
    i: usize,
    verb: usize,
) -> Vec<EntityIdx> {
    match own_subject(scene, unit, clauses, i, verb) {
        Subject::Told(who) => who,
        Subject::OfClauseBefore => inherited(scene, unit, clauses, i),
    }
}

/// What a clause itself says of who acts in it.
enum Subject {
    /// It names them, or cannot have any other.
    Told(Vec<EntityIdx>),
    /// Those of the clause it hangs on.
    OfClauseBefore,
}

fn own_subject(
    scene: &Scene<'_>,
    unit: usize,
    clauses: &[Clause],
    i: usize,
    verb: usize,
) -> Subject {
    let Some(clause) = clauses.get(i) else {
        return Subject::Told(Vec::new());
    };
    let region = clause.tokens.start..verb.clamp(clause.tokens.start, clause.tokens.end);
    let named = named(scene, unit, region.clone());
    if !named.is_empty() {
        return Subject::Told(named);
    }
    if let Some(meant) = meant(scene, unit, region.clone()) {
        return Subject::Told(meant);
    }
    let before = i.checked_sub(1);
    Subject::Told(match (clause.link, before) {
        // "the visiting delegation, which leaves": nobody named.
        (Link::Relative, Some(b))
            if scene.is(clause.tokens.start.wrapping_sub(1), &["which"])
                && scene.at(clauses[b].tokens.end - 1).is_none() =>
        {
            Vec::new()
        }
        (Link::Relative, Some(b)) => {
            let all = scene.within(unit, clauses[b].tokens.clone());
            let last = all
                .iter()
                .rev()
                .find(|f| acts(f.kind) || scene.state(f).is_some());
            let entity =
                last.and_then(|f| f.entity.filter(|_| acts(f.kind)).or_else(|| scene.state(f)));
            entity.into_iter().collect()
        }
        (Link::Shared | Link::Resumed | Link::Content | Link::Beside | Link::Further, Some(_)) => {
            return Subject::OfClauseBefore;
        }
        // "Highlighting the progress, Jaishankar emphasized": the subject follows.
        _ if region.is_empty() => {
            let later = clauses
                .get(i..)
                .unwrap_or(&[])
                .iter()
                .flat_map(|c| self::named(scene, unit, verb.max(c.tokens.start)..c.tokens.end));
            let later: Vec<EntityIdx> = later.collect();
            let person = later.iter().find(|&&e| !scene.is_country(e));
            person.or(later.first()).copied().into_iter().collect()
        }
        _ => Vec::new(),
    })
}

/// Who acts in the clause that clause `i` hangs on. Looks at each clause before
/// at most once, however many hang on each other.
fn inherited(scene: &Scene<'_>, unit: usize, clauses: &[Clause], i: usize) -> Vec<EntityIdx> {
    let Some(b) = i.checked_sub(1) else {
        return Vec::new();
    };
    if let (Link::Resumed, Some(subject_at)) = (clauses[i].link, b.checked_sub(1)) {
        let end = clauses[subject_at].tokens.end;
        return subject(scene, unit, clauses, subject_at, end);
    }
    let clause = &clauses[b].tokens;
    let mut above = None;
    // Whom the clause before acts upon does not act in this one.
    if let Some(verb) = first_verb(scene, clause) {
        let who = match own_subject(scene, unit, clauses, b, verb) {
            Subject::Told(who) => who,
            Subject::OfClauseBefore => above.insert(inherited(scene, unit, clauses, b)).clone(),
        };
        if !who.is_empty() {
            return who;
        }
    }
    match own_subject(scene, unit, clauses, b, clause.end) {
        Subject::Told(who) => who,
        Subject::OfClauseBefore => above.unwrap_or_else(|| inherited(scene, unit, clauses, b)),
    }
}

/// The first word of a clause that shows a verb, behind its first word.
fn first_verb(scene: &Scene<'_>, clause: &Range<usize>) -> Option<usize> {
    (clause.start + 1..clause.end).find(|&t| {
        let form = scene.form(t);
        scene.at(t).is_none()
            && form.is_some_and(|f| f.shape == Shape::Lower)
            && (form.is_some_and(|f| f.is(Class::SPEECH)) || AUXILIARY.has(scene.word(t)))
            && !scene.is(t, &["also", "then", "jointly"])
    })
}

fn acts(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Person | MentionKind::Organisation)
}

/// The persons named in `region` that no preposition puts aside; else the holders
/// of offices, the bodies, the countries.
pub(crate) fn named(scene: &Scene<'_>, unit: usize, region: Range<usize>) -> Vec<EntityIdx> {
    let all = scene.within(unit, region.clone());
    let free = |from: usize| {
        let mut before = from;
        while before > region.start && scene.is(before - 1, &["the", "a", "an"]) {
            before -= 1;
        }
        before == region.start
            || !PREPOSITIONS.has(scene.word(before - 1))
            // "Envoys of the government" act for it.
            || before >= region.start + 2
                && scene.is(before - 1, &["of", "from"])
                && (PEOPLE.has(scene.word(before - 2))
                    // "heads of state and government of the union"
                    || DELEGATES.has(scene.word(before - 2))
                    || scene.is(before - 2, &["state", "government", "members"]))
    };
    let mut out = Vec::new();
    for flat in all.iter().filter(|f| f.kind == MentionKind::Person) {
        if let Some(entity) = flat.entity {
            push(&mut out, entity);
        }
    }
    if !out.is_empty() {
        return out;
    }
    for flat in all.iter().filter(|f| f.kind == MentionKind::Role) {
        if let Some(holder) = scene.holder(flat) {
            push(&mut out, holder);
        }
    }
    for flat in all
        .iter()
        .filter(|f| f.kind == MentionKind::Organisation && free(f.from))
    {
        if let Some(entity) = flat.entity {
            push(&mut out, entity);
        }
    }
    if !out.is_empty() {
        return out;
    }
    let owns = |f: &&super::scene::Flat| scene.form(f.to).is_some_and(Form::is_possessive);
    for flat in all.iter().filter(|f| {
        f.kind == MentionKind::Place && free(f.from) && !owns(f) || sends(scene, f, region.end)
    }) {
        if let Some(state) = scene.acting_state(flat) {
            push(&mut out, state);
        }
    }
    out
}

/// Whether behind a country's name or adjective those stand who act for it:
/// "Peruvian and Vietnamese officials", "Peru’s trade minister".
fn sends(scene: &Scene<'_>, flat: &super::scene::Flat, end: usize) -> bool {
    let mut at = flat.to;
    let mut words = 0;
    while at < end && words < 4 {
        let joins = scene
            .form(at)
            .is_some_and(|f| f.hash == 0 && (f.is_possessive() || f.sign == b',' || f.is_hyphen()));
        match scene.at(at) {
            Some(other) if scene.state(other).is_some() => at = other.to,
            Some(_) => return false,
            None if joins || scene.is(at, &["and"]) => at += 1,
            None => {
                if DELEGATES.has(scene.word(at)) || PEOPLE.has(scene.word(at)) {
                    return true;
                }
                if scene.form(at).is_some_and(|f| f.shape != Shape::Lower) {
                    return false;
                }
                words += 1;
                at += 1;
            }
        }
    }
    false
}

/// Who acts for a country without being named.
pub(crate) const DELEGATES: Words = Words(
    "delegation delegations team teams mission missions official officials lawmakers \
     parliamentarians experts representatives side sides government governments",
);

/// Whom a word of reference in `region` means; `None` when there is none.
fn meant(scene: &Scene<'_>, unit: usize, region: Range<usize>) -> Option<Vec<EntityIdx>> {
    for t in region.clone().rev() {
        let word = scene.word(t);
        let definite = region.start < t
            && scene.is(
                t - 1,
                &[
                    "both", "the", "two", "three", "these", "their", "prime", "foreign", "defence",
                    "defense",
                ],
            );
        if SIDES.has(word) && definite {
            return Some(scene.sides(unit));
        }
        if PEOPLE.has(word) && definite || scene.is(t, &["they"]) {
            let group = scene.group(unit, t);
            return Some(if group.len() >= 2 {
                group
            } else {
                scene.sides(unit)
            });
        }
        if scene.is(t, &["we", "us"]) {
            return Some(scene.sides(unit));
        }
        if definite && let Some(body) = scene.body(t) {
            return Some(vec![body]);
        }
        // "the two discussed", "both agreed".
        if scene.is(t, &["two", "both"]) && t + 1 == region.end {
            return Some(scene.group(unit, t));
        }
        if scene.is(t, &["he", "she"]) || definite && scene.is(t, &["guest", "visitor"]) {
            return Some(scene.person_before(unit, t).into_iter().collect());
        }
        let common = [
            "discussions",
            "talks",
            "meeting",
            "dialogue",
            "visit",
            "agreement",
            "deal",
            "pact",
            "text",
            "accord",
            "memorandum",
            "communique",
        ];
        if scene.is(t, &common) && definite {
            return Some(scene.sides(unit));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    /// Each clause asks the one before twice who acts; so many of them would never
    /// be read if each of those asked twice again.
    #[test]
    fn many_clauses_that_hang_on_each_other_are_read() {
        for piece in [
            "will have agreed and ",
            "which will have agreed, ’é– 日本🙂 and ",
        ] {
            let text = piece.repeat(70) + "left.";
            let reading = crate::read(&text, &crate::Given::default());
            assert_eq!(reading.segments.sentences.len(), 1, "{piece}");
        }
    }
}
