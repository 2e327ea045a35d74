//! Programmes: named projects, agreements, partnerships, dialogues, resolutions,
//! exercises, initiatives and summits.

use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::Shape;
use crate::lexicon::{Class, Kind};
use crate::{Context, MentionKind};

pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for found in context.found {
        let entry = context.lexicon.entry(found.entry);
        if entry.kind != Kind::Programme || !found.longest {
            continue;
        }
        let tokens = found.tokens();
        let form = &context.forms[tokens.start];
        let plain = Class::COMMON
            .with(Class::GIVEN)
            .with(Class::FAMILY)
            .with(Class::FUNCTION);
        if tokens.len() == 1 && form.is(plain) && !context.capital_counts(tokens.start) {
            continue;
        }
        out.push(candidate(
            context,
            tokens,
            MentionKind::Programme,
            "programme.gazetteer",
            format!("{}: {} ({})", entry.name, entry.subkind, entry.source),
            priority::PROGRAMME,
        ));
    }
    for at in 0..context.forms.len() {
        let form = &context.forms[at];
        if form.is(Class::PROG_HEAD) && form.is_capital() && !form.loud() {
            headed(context, at, out);
        } else if form.shape == Shape::Lower && context.is_word(at, "summit") {
            body_summit(context, at, out);
        } else if form.shape == Shape::Digit {
            edition(context, at, out);
        } else if form.shape == Shape::Mixed && is_format(context.word(at)) {
            out.push(candidate(
                context,
                at..at + 1,
                MentionKind::Programme,
                "programme.format",
                "a format of talks, named after who takes part",
                priority::PROGRAMME - 4,
            ));
        }
    }
}

/// "3+1", "16+1"; not "2+2=4".
fn is_format(word: &str) -> bool {
    word.split_once('+').is_some_and(|(a, b)| {
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|c| c.is_ascii_digit());
        digits(a) && digits(b)
    })
}

/// Heads that open a name with a preposition: "Agreement on Visa Exemption".
const OPENING: [&str; 18] = [
    "Agreement",
    "Treaty",
    "Convention",
    "Declaration",
    "Dialogue",
    "Memorandum",
    "Protocol",
    "Framework",
    "Plan",
    "Strategy",
    "Roadmap",
    "Statement",
    "Charter",
    "Partnership",
    "Pact",
    "Initiative",
    "Accord",
    "Conference",
];

/// Heads that stay outside the name before them: "Milan 22 exercise".
const OUTSIDE: [&str; 10] = [
    "Exercise",
    "Project",
    "Program",
    "Programme",
    "Operation",
    "Talks",
    "Campaign",
    "Process",
    "Policy",
    "Mission",
];

/// Heads too ordinary to make a name of one word before them.
const WEAK: [&str; 26] = [
    "Bill",
    "Law",
    "Order",
    "Round",
    "Review",
    "Deal",
    "Games",
    "Cup",
    "Platform",
    "Vision",
    "Process",
    "Policy",
    "Principles",
    "Campaign",
    "Mission",
    "Plan",
    "Strategy",
    "Meeting",
    "Statement",
    "Talks",
    "Program",
    "Programme",
    "Project",
    "Forum",
    "Fund",
    "Facility",
];

/// A name built around a head word: "FS-Vice Ministerial Dialogue", "Joint
/// Declaration on Security Cooperation", "Boe Declaration"; not "Dialogue"
/// alone, and a pair of countries before it stays outside.
/// Source: `data/word.tsv`, prog-head.
fn headed(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    if context
        .after(head + 1)
        .is_some_and(|f| f.is(Class::PROG_HEAD) && f.is_capital())
    {
        return;
    }
    if context.is_any(head, &["Exercise", "Operation"]) {
        exercise(context, head, out);
    }
    let mut from = left_end(context, head);
    let to = right_end(context, head);
    let bare = from == head;
    // "2050 Strategy for the Blue Pacific": a year that nothing parts from the head.
    if bare
        && to > head + 1
        && context
            .before(head)
            .is_some_and(|f| f.shape == Shape::Digit)
        && context.word(head - 1).len() == 4
    {
        from -= 1;
    }
    if bare && to == head + 1 {
        return;
    }
    if context.forms[from].starts_sentence() && bare && !context.is_any(head, &OPENING) {
        return;
    }
    let ordinary = context.forms[from..head]
        .iter()
        .all(|f| f.is(Class::COMMON.with(Class::NOT_NAME)));
    if to == head + 1 {
        if context.is_any(head, &WEAK) && (head - from < 2 || ordinary) {
            return;
        }
        if context.forms[from..head]
            .iter()
            .all(|f| f.is(Class::NORP.with(Class::NOT_NAME)))
        {
            return;
        }
        if context.forms[from].starts_sentence()
            && head - from == 1
            && context.forms[from].is(Class::COMMON)
        {
            return;
        }
    }
    let mut end = to;
    if to == head + 1 && context.is_any(head, &OUTSIDE) {
        end = head;
    }
    if end <= from {
        return;
    }
    out.push(candidate(
        context,
        from..end,
        MentionKind::Programme,
        "programme.head",
        format!("“{}” with a name", context.word(head)),
        priority::PROGRAMME - u8::from(end == head) * 20,
    ));
}

/// "Exercise Amihan 25", "Operation Ganga": the name behind the word; an
/// exercise's name stands without it, an operation's with it.
fn exercise(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    let mut to = head + 1;
    while to - head <= 3
        && context.after(to).is_some_and(|f| {
            (in_name(f) || (f.shape == Shape::Digit && to > head + 1) || f.is_hyphen() && f.glued())
                && !f.is(Class::ROLE)
        })
    {
        to += 1;
    }
    if to == head + 1 {
        return;
    }
    let from = if context.is_word(head, "Exercise") {
        head + 1
    } else {
        head
    };
    out.push(candidate(
        context,
        from..to,
        MentionKind::Programme,
        "programme.exercise",
        format!("behind “{}”", context.word(head)),
        priority::PROGRAMME,
    ));
}

/// "Milan 22 exercise": a name and the number of its year before the word; not
/// "the Milan exercise", which may be held there.
fn edition(context: &Context<'_>, number: usize, out: &mut Vec<Candidate>) {
    let exercise = context.after(number + 1).is_some()
        && context.is_any(number + 1, &["exercise", "exercises", "drill", "drills"]);
    if !exercise || !context.before(number).is_some_and(in_name) {
        return;
    }
    let mut from = number;
    while number - from < 3 && context.before(from).is_some_and(in_name) {
        from -= 1;
    }
    out.push(candidate(
        context,
        from..number + 1,
        MentionKind::Programme,
        "programme.exercise",
        format!("before “{}”", context.word(number + 1)),
        priority::PROGRAMME,
    ));
}

/// "NATO summit", "G20 leaders summit": an organisation and "summit" in any case.
fn body_summit(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    let mut at = head;
    if context.before(at).is_some() && context.is_any(at - 1, &["leaders", "leaders’"]) {
        at -= 1;
    }
    let Some(before) = context.before(at) else {
        return;
    };
    if !(before.is_capital() || before.shape == Shape::Mixed) || !before.is(Class::ORG) {
        return;
    }
    let Some(row) = context.row(&(at - 1..at)) else {
        return;
    };
    if row.kind != Kind::Organisation || !matches!(row.subkind, "io" | "forum" | "alliance") {
        return;
    }
    out.push(candidate(
        context,
        at - 1..head + 1,
        MentionKind::Programme,
        "programme.summit",
        format!("summit of {}", row.name),
        priority::PROGRAMME,
    ));
}

/// Where the name that ends in `head` begins.
fn left_end(context: &Context<'_>, head: usize) -> usize {
    let mut from = head;
    while head - from < 6 {
        let Some(before) = context.before(from) else {
            break;
        };
        let earlier = from
            .checked_sub(1)
            .and_then(|at| context.before(at))
            .copied();
        let step = if before.is_hyphen() {
            let joins = before.glued() && context.forms[from].glued();
            if joins && earlier.is_some_and(|f| in_name(&f)) {
                2
            } else {
                0
            }
        } else if before.shape == Shape::Lower {
            let ordinary = |f: &crate::form::Form| {
                f.shape == Shape::Capital
                    && !f.is(Class::PLACE.with(Class::NORP).with(Class::FAMILY))
            };
            let joins = context.is_word(from - 1, "and")
                && earlier.is_some_and(|f| ordinary(&f))
                && ordinary(&context.forms[from]);
            if joins { 2 } else { 0 }
        } else {
            let word = in_name(before) && !before.is(Class::HONORIFIC.with(Class::FUNCTION));
            usize::from(word || before.shape == Shape::Mixed)
        };
        if step == 0 {
            break;
        }
        from -= step;
    }
    without_pair(context, from, head)
}

/// Without the countries, ordinals and words before the name proper, unless a
/// bare noun would remain.
fn without_pair(context: &Context<'_>, start: usize, head: usize) -> usize {
    let mut from = start;
    loop {
        let places = context
            .found_at(from)
            .iter()
            .find(|f| {
                let kind = context.lexicon.entry(f.entry).kind;
                kind == Kind::Country || kind == Kind::Norp || kind == Kind::Prefix
            })
            .map(|f| f.to as usize);
        let form = &context.forms[from];
        let next = match places {
            Some(to) => to,
            None if form.is_hyphen() || form.is(Class::FUNCTION) || is_ordinal(context, from) => {
                from + 1
            }
            _ => break,
        };
        // A bare noun would remain: "Japan-Philippines Summit".
        if next >= head {
            return if form.is(Class::FUNCTION) || form.is_hyphen() || is_ordinal(context, from) {
                head
            } else {
                start
            };
        }
        from = next;
    }
    from
}

/// Where the name around `head` ends: "on Security Cooperation", "of Understanding
/// on …", with commas, "including" and "and" inside.
fn right_end(context: &Context<'_>, head: usize) -> usize {
    let mut to = head + 1;
    if !context.is_any(head, &OPENING) {
        return to;
    }
    while let Some(link) = context.after(to) {
        if link.shape != Shape::Lower || !context.is_any(to, &["on", "of", "for", "in"]) {
            break;
        }
        // "Conference in Oxon Hill" is held there; "Cooperation in Critical Minerals" is not.
        if context.is_word(to, "in")
            && (to == head + 1 || !context.after(to + 1).is_some_and(|f| f.is(Class::COMMON)))
        {
            break;
        }
        let mut at = to + 1;
        if context.after(at).is_some() && context.is_word(at, "the") {
            at += 1;
        }
        if !context
            .after(at)
            .is_some_and(|f| in_name(f) && !f.is(Class::PLACE.with(Class::NORP)))
        {
            break;
        }
        let end = list_end(context, at);
        if end == at || end - head > 20 {
            break;
        }
        to = end;
    }
    to
}

/// The end of a list of capitals with commas, "and", "including", "for".
fn list_end(context: &Context<'_>, from: usize) -> usize {
    let mut to = from;
    loop {
        let mut end = to;
        while context
            .after(end)
            .is_some_and(|f| in_name(f) && !f.is(Class::ROLE))
            || end == from && context.form(end).is_some_and(in_name)
        {
            end += 1;
        }
        if end == to {
            return to;
        }
        to = end;
        let mut at = to;
        let comma = context.after(at).is_some_and(|f| f.sign == b',');
        if comma {
            at += 1;
        }
        let link = context.after(at).is_some() && context.is_any(at, &["and", "including"]);
        if link {
            at += 1;
        }
        let plain = |f: &crate::form::Form| {
            f.shape == Shape::Capital
                && !f.is(Class::PLACE
                    .with(Class::NORP)
                    .with(Class::ROLE)
                    .with(Class::GIVEN)
                    .with(Class::FAMILY))
        };
        // After a comma alone the list must come to its "and".
        let goes_on = context.after(at).is_some_and(plain) && (link || closes(context, at));
        if !(comma || link) || !goes_on {
            return to;
        }
        to = at;
    }
}

/// Whether a list of capitals that goes on at `at` comes to an "and".
fn closes(context: &Context<'_>, at: usize) -> bool {
    let window: Range<usize> = at..at + 10;
    for i in window {
        match context.after(i) {
            Some(f) if f.shape == Shape::Capital || f.sign == b',' => {}
            Some(_) => return context.is_word(i, "and"),
            None => return false,
        }
    }
    false
}

/// "14th", "Sixth": the number of an edition, outside its name.
fn is_ordinal(context: &Context<'_>, at: usize) -> bool {
    let word = context.word(at);
    context.forms[at].shape == Shape::Mixed
        && word.starts_with(|c: char| c.is_ascii_digit())
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.ends_with(end))
        || context.is_any(at, &ORDINALS)
}

const ORDINALS: [&str; 14] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "inaugural",
    "last",
];
