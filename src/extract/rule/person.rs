//! Persons: names behind an honorific or an office, names with a known given or
//! family name, and capitalised sequences that do what people do.

use core::ops::Range;

use super::candidate;
use super::place::is_located;
use super::role::Office;
use crate::conflict::{Candidate, priority};
use crate::form::{Form, Shape};
use crate::lexicon::{Class, Kind};
use crate::{Context, MentionKind};

/// Persons. Source of the names: `data/name.tsv`.
pub(super) fn propose(context: &Context<'_>, offices: &[Office], out: &mut Vec<Candidate>) {
    for office in offices {
        after_office(context, office.tokens.end, out);
    }
    let mut at = 0;
    while at < context.forms.len() {
        let form = &context.forms[at];
        if form.is(Class::HONORIFIC.with(Class::RANK).with(Class::OCCUPATION)) {
            after_title(context, at, out);
        }
        if starts_name(context, at)
            && let Some(name) = name_at(context, at, false)
        {
            unannounced(context, &name, out);
        }
        at += 1;
    }
}

/// "Foreign Secretary Misri", "prime minister, Ludovica Ferraris": the name
/// behind an office; not the next clause ("the president. Washington said").
fn after_office(context: &Context<'_>, end: usize, out: &mut Vec<Candidate>) {
    let Some(next) = context.after(end) else {
        return;
    };
    let comma = next.sign == b',';
    let mut at = if comma { end + 1 } else { end };
    while context.after(at).is_some_and(|f| {
        f.is_capital() && f.is(Class::HONORIFIC.with(Class::RANK)) && !is_name_word(f, false)
    }) {
        at += 1;
    }
    let Some(first) = context.after(at) else {
        return;
    };
    // "President To Lam", "Premier So Ki": a small word that a capital makes a name.
    let short = !comma && begins_short(context, at);
    let from = at + usize::from(short);
    if !short && !is_name_word(first, !comma) || context.before(at).is_some_and(|f| f.sign == b'.')
    {
        return;
    }
    let Some(mut name) = name_at(context, from, !comma) else {
        return;
    };
    name.start = at;
    let words = name_words(context, &name);
    // Behind a comma a place is likelier than a bare surname.
    if comma && (words < 2 || !is_known_name(context, &name) && names_place(context, &name)) {
        return;
    }
    if context
        .row(&name)
        .is_some_and(|e| e.kind != Kind::Town && e.kind.is_place() || e.kind == Kind::Organisation)
    {
        return;
    }
    out.push(candidate(
        context,
        name,
        MentionKind::Person,
        "person.office",
        "behind an office",
        priority::PERSON + 1,
    ));
}

/// Whether a small word at `at` is the first of a name behind an office: "To Lam".
pub(super) fn begins_short(context: &Context<'_>, at: usize) -> bool {
    let next = |f: &Form| f.shape == Shape::Capital && is_name_word(f, false);
    context.after(at).is_some_and(|f| {
        f.is(Class::FUNCTION) && f.shape == Shape::Capital && !f.loud() && !f.starts_sentence()
    }) && context.after(at + 1).is_some_and(next)
}

/// "Dr S. Jaishankar", "Gen. Mark Milley", "analyst Dmitry Trenin": the name
/// behind an honorific, a rank or an occupation; the title stays outside.
fn after_title(context: &Context<'_>, title: usize, out: &mut Vec<Candidate>) {
    let form = &context.forms[title];
    let occupation = form.is(Class::OCCUPATION);
    let mut at = title + 1;
    // "Gen. Milley", "Dato’ Azlan"
    if context
        .after(at)
        .is_some_and(|f| (f.sign == b'.' || f.sign == b'"' || f.is_possessive()) && f.glued())
        && form.is(Class::HONORIFIC.with(Class::RANK))
    {
        at += 1;
    }
    let Some(first) = context.after(at) else {
        return;
    };
    if !occupation && form.shape == Shape::Lower
        || first.is(Class::HONORIFIC.with(Class::RANK)) && !is_name_word(first, false)
    {
        return;
    }
    if !is_name_word(first, !occupation)
        || first.loud() && !first.is(Class::GIVEN.with(Class::FAMILY))
    {
        return;
    }
    // "Sri Lankan" is a people.
    let row = context.found_at(title);
    if row.iter().any(|f| f.to as usize > at) {
        return;
    }
    let Some(name) = name_at(context, at, true) else {
        return;
    };
    let words = name_words(context, &name);
    let sure = context.is_any(
        title,
        &[
            "Mr",
            "Mr.",
            "Mrs",
            "Mrs.",
            "Ms",
            "Ms.",
            "Dr",
            "Dr.",
            "Prof",
            "Prof.",
            "Sir",
            "Sheikh",
            "Ayatollah",
            "Gen",
            "Gen.",
            "Col",
            "Col.",
            "Lt",
            "Lt.",
            "Maj",
            "Maj.",
            "Sen",
            "Sen.",
            "Rep",
            "Rep.",
            "Shri",
            "Smt",
        ],
    );
    // "leader Vaiko": one unknown word in a sentence, and nothing goes on behind it.
    let lone = occupation
        && form.shape == Shape::Lower
        && first.word == 0
        && first.shape == Shape::Capital
        && !context
            .after(name.end)
            .is_some_and(|f| f.is_capital() || f.is_hyphen() && f.glued());
    if !sure
        && words < 2
        && !lone
        && !is_known_name(context, &name)
        && form.is(Class::COMMON.with(Class::OCCUPATION))
    {
        return;
    }
    // "Sheikh Radwan neighbourhood"
    if context
        .after(name.end)
        .is_some_and(|f| f.is(Class::PLACE_WORD) && f.shape == Shape::Lower)
    {
        return;
    }
    if !sure
        && context
            .row(&name)
            .is_some_and(|e| e.kind.is_place() || e.kind == Kind::Organisation)
    {
        return;
    }
    out.push(candidate(
        context,
        name,
        MentionKind::Person,
        "person.honorific",
        format!("behind “{}”", context.word(title)),
        priority::PERSON,
    ));
}

/// Whether what a name starts with here is no person: "Hurricane Mitch", "Typhoon
/// Yagi", "Operation Sindoor".
pub(crate) fn is_storm(context: &Context<'_>, at: usize) -> bool {
    const STORMS: [&str; 6] = [
        "hurricane",
        "typhoon",
        "cyclone",
        "storm",
        "operation",
        "tropical",
    ];
    context.is_any(at, &STORMS) || context.follows(at, &STORMS)
}

/// A name that no title announces: "Narendra Modi", "Xi Jinping", "S Jaishankar";
/// unknown words need signs around them; not "Human Rights".
fn unannounced(context: &Context<'_>, name: &Range<usize>, out: &mut Vec<Candidate>) {
    if is_storm(context, name.start) {
        return;
    }
    let words: Vec<&Form> = context.forms[name.clone()]
        .iter()
        .filter(|f| f.hash != 0)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return;
    };
    // "UN-mandated", "Trump-proofing".
    let compound = context.forms[name.end - 1].shape == Shape::Lower
        && name.len() == 3
        && context.forms[name.start + 1].is_hyphen()
        && (first.shape == Shape::Upper
            || ["ing", "ed", "led", "based", "style"]
                .iter()
                .any(|e| context.word(name.end - 1).ends_with(e)));
    if compound {
        return;
    }
    let common = Class::COMMON.with(Class::NOT_NAME).with(Class::FUNCTION);
    let n_common = words
        .iter()
        .filter(|f| f.is(common) && !f.is(Class::PARTICLE))
        .count();
    let given = first.is(Class::GIVEN);
    let family = last.is(Class::FAMILY);
    // A word of longer rows alone says nothing: "Santa Marta".
    let unknown =
        |f: &Form| (f.word == 0 || f.class == Class::default()) && f.shape != Shape::Upper;
    let (rule, why, priority) = if words.len() >= 2 {
        let initial = first.shape == Shape::Initial || is_initials(context, name.start);
        // "Little America"
        if last.is(Class::PLACE) && !last.is(Class::FAMILY) && first.is(Class::COMMON) {
            return;
        }
        let eastern = first.is(Class::FAMILY) && words[1].is(Class::GIVEN);
        let named = given
            && (family
                || unknown(last)
                || last.is(Class::GIVEN)
                || words.len() > 2 && !last.is(common)
                || words.len() == 2 && is_english_surname(context, name.start))
            || eastern
            || initial && !last.is(Class::COMMON)
            || first.is(Class::PARTICLE) && family;
        if named && n_common < words.len() {
            (
                "person.given_and_family",
                "a known given or family name",
                priority::PERSON,
            )
        } else if family && unknown(first) && n_common == 0 {
            ("person.family", "a known family name", priority::PERSON - 2)
        } else if n_common == 0
            && words.iter().all(|f| unknown(f))
            && words.len() <= 4
            && !first.loud()
        {
            let priority = if acts(context, name) {
                priority::CONTEXT + 2
            } else {
                priority::GUESS
            };
            let rule = if priority == priority::GUESS {
                "person.context"
            } else {
                "person.acts"
            };
            (rule, "an unknown name, used as a person’s is", priority)
        } else if n_common == 0
            && !first.loud()
            && (given || !is_located(context, name.start))
            && (words.iter().any(|f| f.is(Class::GIVEN.with(Class::FAMILY)))
                || words.iter().any(|f| f.shape == Shape::Lower)
                || words[1..words.len() - 1]
                    .iter()
                    .any(|f| f.is(Class::PARTICLE)))
        {
            // "Hersh Goldberg-Polin", "Izzat al-Rishq"
            let what = "a known name or a particle among its words";
            ("person.given", what, priority::CONTEXT + 4)
        } else {
            return;
        }
    } else {
        let other = common
            .with(Class::PLACE)
            .with(Class::ORG)
            .with(Class::NORP)
            .with(Class::ROLE)
            .with(Class::ORG_TAIL)
            .with(Class::PLACE_HEAD)
            .with(Class::PROG_HEAD)
            .with(Class::MONTH);
        if family
            && !first.is(other)
            && first.shape != Shape::Initial
            && first.shape != Shape::Upper
        {
            let priority = if acts(context, name) {
                priority::CONTEXT + 2
            } else {
                priority::GUESS + 2
            };
            ("person.surname", "a known family name", priority)
        } else if given
            && !is_located(context, name.start)
            && !first.is(other)
            && !first.loud()
            && !first.starts_sentence()
            && first.shape == Shape::Capital
        {
            ("person.given_only", "a known given name", priority::GUESS)
        } else if unknown(first)
            && acts(context, name)
            && (!first.starts_sentence() || is_surname(context, name.start))
            && !first.loud()
        {
            ("person.context", "does what people do", priority::GUESS - 2)
        } else {
            return;
        }
    };
    out.push(candidate(
        context,
        name.clone(),
        MentionKind::Person,
        rule,
        why,
        priority,
    ));
}

/// Whether an unknown word that a sentence begins with can be a surname: "Guamán
/// said", not "Villagers said", "Understandably".
fn is_surname(context: &Context<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 9] = ["s", "ing", "ed", "ly", "ment", "ion", "ists", "ee", "men"];
    let word = context.word(at);
    word.chars().count() >= 4 && !ENDINGS.iter().any(|end| word.ends_with(end))
}

/// Whether what stands around a name is said of persons: "X said", "told X",
/// "X, the foreign minister".
fn acts(context: &Context<'_>, name: &Range<usize>) -> bool {
    let next = context.after(name.end);
    if next.is_some_and(|f| f.is(Class::SPEECH) && f.shape == Shape::Lower) {
        return true;
    }
    if context.follows(
        name.start,
        &[
            "told", "met", "meet", "met with", "said", "says", "by", "with", "late", "named",
        ],
    ) && !context.follows(name.start, &["with", "by"])
    {
        return true;
    }
    is_aged(context, name.end)
        || next.is_some_and(|f| f.sign == b',')
            && (name.end + 1..name.end + 6).any(|at| {
                context.after(at).is_some_and(|f| {
                    f.is(Class::ROLE.with(Class::OCCUPATION)) && f.shape == Shape::Lower
                        || f.is(Class::ROLE) && f.shape == Shape::Capital
                })
            })
}

/// "X (34)", "X, 34,": an age behind a name.
fn is_aged(context: &Context<'_>, at: usize) -> bool {
    let sign = |at: usize| context.after(at).map_or(0, |f| f.sign);
    let years = context
        .after(at + 1)
        .is_some_and(|f| f.shape == Shape::Digit && context.word(at + 1).len() == 2);
    years
        && matches!(
            (sign(at), sign(at + 2)),
            (b'(', b')') | (b',', b',' | b'.' | b';')
        )
}

fn name_words(context: &Context<'_>, name: &Range<usize>) -> usize {
    context.forms[name.clone()]
        .iter()
        .filter(|f| f.hash != 0)
        .count()
}

fn is_known_name(context: &Context<'_>, name: &Range<usize>) -> bool {
    context.forms[name.clone()]
        .iter()
        .any(|f| f.is(Class::GIVEN.with(Class::FAMILY)))
}

fn names_place(context: &Context<'_>, name: &Range<usize>) -> bool {
    context.forms[name.start].is(Class::PLACE)
}

fn is_initials(context: &Context<'_>, at: usize) -> bool {
    let word = context.word(at);
    context.forms[at].shape == Shape::Upper
        && (word.contains('.') || word.len() == 2)
        && context.forms[at].word == 0
}

/// "K.V.", "M.A.": two or three initials in one token.
fn is_dotted(context: &Context<'_>, at: usize) -> bool {
    let form = &context.forms[at];
    let word = context.word(at);
    form.shape == Shape::Upper
        && form.word == 0
        && word.len() >= 4
        && word.bytes().enumerate().all(|(i, b)| {
            if i % 2 == 0 {
                b.is_ascii_uppercase()
            } else {
                b == b'.'
            }
        })
}

/// Family names that are written as short words for titles and months.
const SHORT_FAMILIES: [&str; 4] = ["Sen", "Min", "Mar", "Jan"];

/// Whether a name could start here and not earlier.
fn starts_name(context: &Context<'_>, at: usize) -> bool {
    let form = &context.forms[at];
    let initial = form.shape == Shape::Initial && !form.is(Class::FUNCTION)
        || is_dotted(context, at)
            && context
                .after(at + 1)
                .is_some_and(|f| is_name_word(f, false));
    if !(initial || is_name_word(form, false)) {
        return false;
    }
    match context.before(at) {
        None => true,
        Some(before) => {
            let glued = before.is_hyphen() && before.glued() && form.glued();
            !(is_name_word(before, false)
                || glued
                    && context
                        .before(at - 1)
                        .is_some_and(|f| is_name_word(f, false) && f.is(Class::GIVEN)))
        }
    }
}

/// Whether a form can be a word of a person's name. Behind a title ordinary
/// words can: "President Bush".
fn is_name_word(form: &Form, titled: bool) -> bool {
    if !matches!(
        form.shape,
        Shape::Capital | Shape::Inner | Shape::Initial | Shape::Upper
    ) {
        return false;
    }
    let known = Class::GIVEN.with(Class::FAMILY);
    if form.is(known) {
        let title = Class::ROLE
            .with(Class::HONORIFIC)
            .with(Class::RANK)
            .with(Class::NORP)
            .with(Class::FUNCTION);
        return !form.is(title) && (!form.is(Class::MONTH) || titled);
    }
    let never = Class::FUNCTION
        .with(Class::MONTH)
        .with(Class::NORP)
        .with(Class::ROLE)
        .with(Class::HONORIFIC)
        .with(Class::RANK)
        .with(Class::OCCUPATION)
        .with(Class::ORG_TAIL)
        .with(Class::PROG_HEAD)
        .with(Class::PLACE)
        .with(Class::ORG)
        .with(Class::NOT_NAME);
    if form.is(never) {
        return false;
    }
    if form.shape == Shape::Upper && !form.loud() {
        return form.word == 0 && titled;
    }
    titled || !form.is(Class::COMMON.with(Class::PLACE_HEAD).with(Class::SPEECH)) && !form.loud()
}

/// The longest name, in words.
const MAX_WORDS: usize = 5;

/// The name that starts at `from`: words, initials, particles before a word,
/// and halves joined by hyphens ("Jong-un", "Thomas-Greenfield").
fn name_at(context: &Context<'_>, from: usize, titled: bool) -> Option<Range<usize>> {
    let mut to = from;
    let mut n_words = 0;
    while n_words < MAX_WORDS {
        let form = if to == from {
            context.form(to)?
        } else {
            match context.after(to) {
                Some(form) => form,
                None => break,
            }
        };
        if form.is_hyphen() && form.glued() && to > from {
            let Some(next) = context.after(to + 1) else {
                break;
            };
            let joins = next.glued()
                && (next.shape == Shape::Lower
                    && next.hash != 0
                    && !next.is(Class::COMPOUND.with(Class::COMMON).with(Class::FUNCTION))
                    || is_name_word(next, false)
                        && (n_words > 1
                            || context.forms[to - 1].is(Class::GIVEN)
                            || titled && context.forms[to - 1].word == 0 && next.word == 0
                            || next.is(Class::GIVEN)));
            if !joins {
                break;
            }
            to += 2;
            continue;
        }
        if form.sign == b'.'
            && form.glued()
            && to > from
            && (context.forms[to - 1].shape == Shape::Initial
                || context.is_any(to - 1, &["Md", "Mohd", "Ma", "Thol"]))
            && context
                .after(to + 1)
                .is_some_and(|f| is_name_word(f, false))
        {
            to += 1;
            continue;
        }
        if to > from && form.shape == Shape::Lower {
            if !form.is(Class::PARTICLE) {
                break;
            }
            match particle_end(context, to) {
                Some(end) => {
                    to = end;
                    n_words += 1;
                    continue;
                }
                None => break,
            }
        }
        let known = form.is(Class::GIVEN.with(Class::FAMILY).with(Class::PARTICLE));
        // "met Bobi Wine on Monday": an English word as a surname.
        let english = to == from + 1 && is_english_surname(context, from);
        // "Woo Won-shik": an English word that a syllable goes on from.
        let syllable = to > from
            && n_words == 1
            && form.shape == Shape::Capital
            && context.forms[from].is(Class::GIVEN.with(Class::FAMILY))
            && context
                .after(to + 1)
                .is_some_and(|f| f.is_hyphen() && f.glued())
            && context.after(to + 2).is_some_and(|f| {
                f.shape == Shape::Lower
                    && f.glued()
                    && !f.is(Class::COMPOUND.with(Class::COMMON).with(Class::FUNCTION))
            });
        let word = is_name_word(form, titled && (to == from || !form.starts_sentence()))
            || to == from && is_dotted(context, to)
            || english
            || syllable
            // "Hun Sen’s son", "Zin Mar Aung".
            || to > from
                && form.shape == Shape::Capital
                && context.is_any(to, &SHORT_FAMILIES)
                && !context.after(to + 1).is_some_and(|f| f.sign == b'.' || f.shape == Shape::Digit)
            || to > from
                && form.is_capital()
                && form.is(Class::PARTICLE)
                && context
                    .after(to + 1)
                    .is_some_and(|f| f.is_capital() || f.is_hyphen() && f.glued());
        // "Foreign Minister Jeremiah Kilatu" in a headline: one unknown surname.
        let surname = titled && n_words == 1 && form.word == 0 && form.shape == Shape::Capital;
        if !word || (form.loud() && !known && to > from && !surname) {
            break;
        }
        let ordinary = form.is(Class::COMMON.with(Class::SPEECH)) && !known && !syllable;
        if titled && to > from && ordinary && !ends_name(context, from, to) {
            break;
        }
        // A country or body begins: "Vladimir Putin Russia".
        if to > from && form.is(Class::PLACE.with(Class::ORG)) && !known {
            break;
        }
        // A caption repeats the name: "Valentyn Ogirenko Valentyn Ogirenko".
        if n_words >= 2 && form.hash == context.forms[from].hash {
            break;
        }
        n_words += 1;
        to += 1;
    }
    (to > from).then_some(from..to)
}

/// Whether an English word at `at` is the surname behind one unknown word: "leader
/// Bobi Wine said"; not "minister Kapur Friday", "President Sisi Market".
fn ends_name(context: &Context<'_>, from: usize, at: usize) -> bool {
    let (first, last) = (&context.forms[from], &context.forms[at]);
    let next = context.after(at + 1);
    at == from + 1
        && (first.word == 0 || first.is(Class::GIVEN.with(Class::FAMILY)))
        && first.shape == Shape::Capital
        && last.shape == Shape::Capital
        && !last.loud()
        && !last.is(Class::PLACE_HEAD.with(Class::PROG_HEAD).with(Class::MONTH))
        && next.is_none_or(|f| f.sign == b',' || f.is(Class::SPEECH) && f.shape == Shape::Lower)
}

/// Whether behind the given name at `from` an English word with a capital is the
/// surname: "Bobi Wine"; not "Victoria Falls", "Kim Family Trust".
fn is_english_surname(context: &Context<'_>, from: usize) -> bool {
    let (given, at) = (&context.forms[from], from + 1);
    let other = Class::PLACE
        .with(Class::ORG)
        .with(Class::ORG_TAIL)
        .with(Class::PLACE_HEAD)
        .with(Class::PROG_HEAD)
        .with(Class::MONTH)
        .with(Class::NORP)
        .with(Class::ROLE)
        .with(Class::FUNCTION)
        .with(Class::NOT_NAME)
        .with(Class::OCCUPATION);
    given.is(Class::GIVEN)
        && !given.is(other.with(Class::COMMON).with(Class::FAMILY))
        && !given.loud()
        && context.after(at).is_some_and(|f| {
            f.shape == Shape::Capital && f.is(Class::COMMON) && !f.is(other) && !f.loud()
        })
        && !context
            .after(at + 1)
            .is_some_and(|f| f.is_capital() || f.is_hyphen())
}

/// The end of particles and the word they belong to: "bin Saif", "van der Leyen", "al-Sisi".
fn particle_end(context: &Context<'_>, from: usize) -> Option<usize> {
    let mut to = from;
    let mut n = 0;
    while n < 3 {
        let form = context.after(to)?;
        if form.shape == Shape::Lower && form.is(Class::PARTICLE) {
            to += 1;
            n += 1;
            if context
                .after(to)
                .is_some_and(|f| f.is_hyphen() && f.glued())
            {
                to += 1;
            }
            continue;
        }
        let word = form.is_capital()
            && !form.is(Class::MONTH
                .with(Class::NORP)
                .with(Class::ROLE)
                .with(Class::ORG_TAIL))
            && (form.word == 0
                || form.is(Class::GIVEN.with(Class::FAMILY))
                || !form.is(Class::COMMON.with(Class::PLACE)));
        return word.then_some(to + 1);
    }
    None
}
