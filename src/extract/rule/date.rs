//! Dates: which wordings are one, and when they are.
//!
//! The grammar of [`crate::normal::date`] reads; here the words around decide
//! whether a bare year or month is a date at all, and whether a weekday lies
//! before or after the article.
//!
//! - Takes "on Thursday", "the 2008 Joint Declaration", "in May".
//! - Takes "next five years", "from 17 to 19 March" (two dates).
//! - Not "2020 people", "Theresa May", "the Sunday Times", "45-year-old".

use std::borrow::Cow;

use chancery_text::{BoilerplateKind, Span, ZoneKind};

use super::near::{Line, is_one_of, lines};
use super::tense;
use crate::conflict::Candidate;
use crate::lexicon::Class;
use crate::normal::Day;
use crate::normal::date::{self, Expression, Form, Needs, Tense, Which, Year};
use crate::words::Words;
use crate::{Context, Mention, MentionKind, Value, Why};

/// Priority of what can hardly be anything but a date.
const CERTAIN: u8 = 85;
/// Priority of a bare year or month, which may be part of a name ("Vision 2030").
const BARE: u8 = 40;

/// A date before it is placed in time.
struct Found {
    span: Span,
    form: Form,
    needs: Needs,
    tense: Tense,
}

/// The dates of an article; of boilerplate only its own date.
pub(crate) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    let anchor = context.meta.date.as_deref().and_then(Day::parse);
    let mut found = Vec::new();
    for line in lines(context) {
        let read = match line.zone.kind {
            ZoneKind::Title | ZoneKind::Heading | ZoneKind::Paragraph => true,
            ZoneKind::Boilerplate(kind) => {
                matches!(
                    kind,
                    BoilerplateKind::MetadataDate | BoilerplateKind::Dateline
                )
            }
        };
        if read {
            find(context, line, &mut found);
        }
    }
    agree(&mut found);
    out.extend(found.iter().map(|found| candidate(found, anchor)));
}

fn find(context: &Context<'_>, line: Line<'_>, out: &mut Vec<Found>) {
    let mut done = 0;
    let mut previous: Option<(usize, Form)> = None;
    for (i, form) in line.forms.iter().enumerate() {
        if !form.is(Class::DATE) {
            continue;
        }
        let cursor = line.cursor(i);
        if cursor.at() < done || !cursor.is_start() {
            continue;
        }
        let Some(expression) = date::date(cursor) else {
            continue;
        };
        let after = line.token_at(expression.after.at());
        if !stands(line, i, after, &expression) {
            continue;
        }
        done = expression.after.at();
        let form = said_twice(line, i, &expression, previous).unwrap_or(expression.form);
        previous = Some((done, expression.form));
        let tense = if asks_for_tense(form) {
            tense::of_date(context, line, i, after, matches!(form, Form::Weekday(..)))
        } else {
            Tense::Unknown
        };
        let needs = expression.needs;
        out.extend(split(line, i, &expression, form).map(|(span, form)| Found {
            span,
            form,
            needs,
            tense,
        }));
    }
}

/// Whether the verb decides which of all such days or months is meant.
fn asks_for_tense(form: Form) -> bool {
    matches!(
        form,
        Form::Weekday(Which::Nearest, _)
            | Form::Day(Year::Open, ..)
            | Form::Days((Year::Open, ..), _)
            | Form::Month(Year::Open, _)
            | Form::Months((Year::Open, _), _)
            | Form::Quarter(Year::Open, _)
    )
}

/// A day without a year means the same throughout an article: where one place
/// is plainly past or to come, the others follow it ("the 7 October attacks").
fn agree(found: &mut [Found]) {
    let mut plain: Vec<(Form, Tense)> = Vec::new();
    for f in found.iter() {
        let open = matches!(f.form, Form::Day(Year::Open, ..));
        let sure = matches!(f.tense, Tense::Past | Tense::Future);
        if open && sure && !plain.iter().any(|p| p.0 == f.form) {
            plain.push((f.form, f.tense));
        }
    }
    for f in found.iter_mut() {
        let unsure = matches!(f.tense, Tense::LikelyPast | Tense::Unknown);
        if let Some(known) = plain.iter().find(|p| unsure && p.0 == f.form) {
            f.tense = known.1;
        }
    }
}

/// One candidate, or two for "from 17 to 19 March".
fn split(
    line: Line<'_>,
    i: usize,
    expression: &Expression<'_>,
    form: Form,
) -> impl Iterator<Item = (Span, Form)> {
    let start = line.cursor(i).at();
    let end = expression.after.at();
    let whole = (Span::at(start, end), form);
    let from = is_one_of(line.before(i, 1), &["from", "between"]);
    let both = match (expression.parts, form) {
        (Some((first_end, second_start)), Form::Days(a, b)) if from => [
            Some((Span::at(start, first_end), Form::Day(a.0, a.1, a.2))),
            Some((Span::at(second_start, end), Form::Day(b.0, b.1, b.2))),
        ],
        _ => [Some(whole), None],
    };
    both.into_iter().flatten()
}

fn candidate(found: &Found, anchor: Option<Day>) -> Candidate {
    let form = found.form;
    let placed = date::place(form, anchor, found.tense);
    let told_from_article = !is_absolute(form);
    let detail = match (told_from_article, anchor, &placed.timex) {
        _ if matches!(form, Form::EitherDay(_)) => {
            Cow::from("day and month could each be either number")
        }
        (_, _, None) if !told_from_article => Cow::from("there is no such day"),
        (true, None, _) => Cow::from("the article's own date is not known"),
        (true, Some(anchor), Some(_)) => Cow::from(format!("counted from the article of {anchor}")),
        _ => Cow::from(""),
    };
    Candidate {
        mention: Mention {
            span: found.span,
            kind: MentionKind::Date,
            why: Why {
                rule: rule_name(form),
                detail,
                margin: None,
            },
            nested: false,
            value: placed.timex.map(|timex| {
                Box::new(Value::Date {
                    timex,
                    resolved: placed.resolved,
                })
            }),
            entity: None,
        },
        priority: if found.needs == Needs::Nothing {
            CERTAIN
        } else {
            BARE
        },
    }
}

/// Whether the form says its year, or is a length, so that it needs no article.
fn is_absolute(form: Form) -> bool {
    match form {
        Form::Day(year, ..)
        | Form::Days((year, ..), _)
        | Form::Month(year, _)
        | Form::Months((year, _), _)
        | Form::Quarter(year, _)
        | Form::Half(year, _)
        | Form::Season(year, _) => matches!(year, Year::Stated(_)),
        Form::EitherDay(_)
        | Form::Year(_)
        | Form::Years(..)
        | Form::FiscalYear(_)
        | Form::Decade(_)
        | Form::Century(_)
        | Form::Duration(..) => true,
        Form::WhichMonth(..)
        | Form::Weekday(..)
        | Form::Shift(..)
        | Form::DayShift(..)
        | Form::Ago(..) => false,
    }
}

fn rule_name(form: Form) -> &'static str {
    match form {
        Form::Day(..) | Form::EitherDay(_) => "date.day",
        Form::Days(..) | Form::Months(..) | Form::Years(..) => "date.range",
        Form::Month(..) | Form::WhichMonth(..) => "date.month",
        Form::Year(_) => "date.year",
        Form::FiscalYear(_) | Form::Quarter(..) | Form::Half(..) | Form::Season(..) => {
            "date.part_of_year"
        }
        Form::Decade(_) | Form::Century(_) => "date.era",
        Form::Weekday(..) => "date.weekday",
        Form::Shift(..) | Form::DayShift(..) | Form::Ago(..) => "date.relative",
        Form::Duration(..) => "date.duration",
    }
}

/// The full date in brackets behind a weekday, or before a weekday in brackets:
/// "Wednesday (November 27, 2024)" says one day twice.
fn said_twice(
    line: Line<'_>,
    i: usize,
    expression: &Expression<'_>,
    previous: Option<(usize, Form)>,
) -> Option<Form> {
    if !matches!(expression.form, Form::Weekday(Which::Nearest, _)) {
        return None;
    }
    let inside = expression.after.gap().sign('(').and_then(date::date);
    if let Some(full) = inside.filter(|e| matches!(e.form, Form::Day(..))) {
        return Some(full.form);
    }
    let (end, form) = previous.filter(|p| matches!(p.1, Form::Day(..)))?;
    let between = line.text.get(end..line.cursor(i).at())?;
    (between.trim() == "(").then_some(form)
}

/// Whether what was read stands as a date among its neighbours.
fn stands(line: Line<'_>, i: usize, after: usize, expression: &Expression<'_>) -> bool {
    match (expression.form, expression.needs) {
        (Form::Year(year), Needs::YearContext) => is_year(line, i, after, year),
        (_, Needs::MonthContext) => is_month(line, i, after),
        (Form::Weekday(which, _), _) => is_weekday(line, i, after, which),
        (Form::DayShift(..), _) => !in_name(line, i) && !is_title(line, i),
        (Form::Duration(..), _) => !line.is(after, &["war"]),
        (Form::Years(..) | Form::Month(Year::Stated(_), _), _) => {
            is_free(line, i) && !in_serial(line, i)
        }
        (Form::Quarter(Year::Open, _), _) => is_one_of(line.before(i, 1), &["the", "its", "their"]),
        _ => true,
    }
}

/// Nouns and units that a number before them counts.
const COUNTED: Words = Words(
    "\
    people men women children personnel staff police km kg kms mw gmt utc hours hrs hour \
    points feet ft metre meter mile kilometre kilometer tonne ton acre hectare barrel \
    megawatt percent per pct million billion trillion thousand lakh crore local square \
    fans words seats votes jobs rpm ist est bst pm am",
);

/// Plurals that a year dates: "2020 elections".
const DATED_PLURALS: Words = Words(
    "\
    elections polls protests attacks talks sanctions games olympics riots floods accords \
    agreements figures data wars negotiations earnings results exports imports sales \
    budgets levels borders lines hearings bombings killings sessions finals \
    championships awards rules guidelines terms was is has includes as his its this does \
    clashes hostilities amendments reforms targets goals plans offences ceasefires \
    assaults strikes demonstrations proposals prices",
);

/// Words after which a number of four digits numbers something else.
const NUMBERED: Words = Words(
    "\
    resolution resolutions article section flight rule order room number no nos no. page \
    boeing model channel route highway class unit lot ext extension tel fax phone box \
    version code pin at some about nearly almost over than least approximately roughly \
    exactly killed killing injured wounded another additional extra only up total",
);

/// Whether token `i`, a number of four digits, is a year.
///
/// Takes "in 2020", "2008 Joint Declaration", "the 2016 elections", "(2015)". Not
/// "2020 people", "resolution 1973", "$2000", "at 2030 hours".
fn is_year(line: Line<'_>, i: usize, after: usize, year: i32) -> bool {
    if !is_free(line, i) || in_serial(line, i) {
        return false;
    }
    let before = line.before(i, 1);
    let in_time = is_one_of(
        before,
        &[
            "in", "since", "by", "until", "till", "before", "during", "through", "year", "circa",
        ],
    );
    let counts = COUNTED.has(line.word(after))
        || line.is_lower(after)
            && line.word(after).ends_with('s')
            && !DATED_PLURALS.has(line.word(after));
    let determined = tense::DETERMINERS.has(before) && !is_one_of(before, &["of", "in", "with"]);
    match year {
        // In "in 2020 people fled" the preposition decides.
        1900..2100 if in_time => !line.is(after, &["gmt", "utc", "hours", "hrs"]),
        1900..2100 => {
            !NUMBERED.has(before) && (determined && !COUNTED.has(line.word(after)) || !counts)
        }
        1500..1900 | 2100..2200 => {
            let joined = is_one_of(before, &["from", "of", "after", "and", "to", "around"]);
            (in_time || joined || determined && line.is_capitalised(after)) && !counts
        }
        1000..1500 => in_time && !counts && !line.is(after, &["hours"]),
        _ => false,
    }
}

/// Whether nothing is glued to the number at token `i` that makes it another
/// number: "$2020", "555-2020", "12/2020", "2020%".
fn is_free(line: Line<'_>, i: usize) -> bool {
    let cursor = line.cursor(i);
    let mark = cursor.before().filter(|c| !c.is_whitespace());
    match mark {
        None | Some('(' | '[' | '"' | '“' | '‘' | '\'' | ',' | '–' | '—' | '|' | ':' | '…') =>
            {}
        Some('-') => {
            let prefix = line.before(i, 2);
            if prefix.is_empty() || prefix.bytes().any(|b| b.is_ascii_digit()) {
                return false;
            }
        }
        Some('/') if line.before(i, 2).ends_with(char::is_alphabetic) => {}
        Some(_) => return false,
    }
    let end = line.tokens.get(i).map_or(0, |t| t.span.end as usize);
    !line
        .text
        .get(end..)
        .is_some_and(|rest| rest.starts_with(['%', '°', '@', '#', '$']))
}

/// Whether the number at token `i` ends or goes on in an identifier:
/// "A/RES/2023", "2023-0412".
fn in_serial(line: Line<'_>, i: usize) -> bool {
    line.cursor(i).before() == Some('/') && line.before(i, 3) == "/"
}

/// Prepositions and words before which a month is a month.
const BEFORE_MONTH: Words = Words(
    "\
    in since by until till during from to through before after between of for and or \
    early late mid around throughout on per this last next previous following",
);

/// Whether token `i`, a capitalised month without day and year, is a date.
///
/// Takes "in May", "the March summit", "July’s talks". Not "Theresa May",
/// "March on Rome", "April Smith".
fn is_month(line: Line<'_>, i: usize, after: usize) -> bool {
    let month = line.word(i);
    let ordinary = is_one_of(month, &["may", "march"]);
    let name = is_one_of(month, &["april", "june", "august"]);
    let before = line.before(i, 1);
    let free = BEFORE_MONTH.has(before) || before.ends_with("mid");
    // "in June Smith's view" is rarer than "in June Washington said".
    if free {
        return !(ordinary
            && is_one_of(
                before,
                &["of", "for", "and", "or", "to", "on", "by", "from"],
            )
            && goes_on_as_name(line, after));
    }
    let determined =
        tense::DETERMINERS.has(before) && !is_one_of(before, &["of", "in", "with", "for"]);
    if determined && line.is_lower(after) {
        let cabinet = line.is(
            after,
            &["government", "cabinet", "administration", "on", "ministry"],
        );
        return !(ordinary && cabinet);
    }
    if ordinary || in_name(line, i) && name {
        return false;
    }
    !(name && line.is_capitalised(after)) || before.is_empty()
}

/// Whether what follows a name reads as speech of a person: "and May said".
fn goes_on_as_name(line: Line<'_>, after: usize) -> bool {
    line.is(
        after,
        &[
            "said", "says", "told", "and", "’s", "'s", "has", "had", "was", "is", "will", "added",
        ],
    )
}

/// Whether token `i` is part of a capitalised name that begins before it:
/// "Russia Today", "Black Friday".
fn in_name(line: Line<'_>, i: usize) -> bool {
    let before = i.checked_sub(1);
    before.is_some_and(|b| line.is_capitalised(b) && !line.is_sign(b))
        && line.is_capitalised(i)
        && line.zone.kind == ZoneKind::Paragraph
        && !BEFORE_MONTH.has(line.before(i, 1))
}

/// Whether token `i`, "Today" with a capital, is a title: it begins no sentence.
fn is_title(line: Line<'_>, i: usize) -> bool {
    let begins = i == 0 || line.is_sign(i - 1);
    line.is(i, &["today", "tonight"])
        && line.is_capitalised(i)
        && !begins
        && line.zone.kind == ZoneKind::Paragraph
}

/// Whether token `i`, a weekday, is one: not "Black Friday", "the Sunday Times".
fn is_weekday(line: Line<'_>, i: usize, after: usize, which: Which) -> bool {
    const NAMED: Words = Words(
        "\
        black good bloody super palm easter ash cyber maundy whit giving shrove fat ruby joe",
    );
    const PAPERS: Words = Words(
        "\
        times telegraph mirror express mail guardian independent star post herald school \
        world people sun standard tribune",
    );
    let paper =
        line.is_capitalised(after) && PAPERS.has(line.word(after)) && which == Which::Nearest;
    let named = NAMED.has(line.before(i, 1)) && line.is_capitalised(i.wrapping_sub(1));
    !named && !paper
}

#[cfg(test)]
mod tests {
    use crate::{Given, MentionKind, read};

    #[test]
    fn what_is_a_date() {
        for (text, want) in [
            ("It was signed in 2020 people say.", &["2020"][..]),
            (
                "The 2008 Joint Declaration and the 2016 elections.",
                &["2008", "2016"],
            ),
            ("A pact (2015) and mid-2024 talks.", &["2015", "mid-2024"]),
            (
                "The war of 1971 and the 1815 Congress of Vienna.",
                &["1971", "1815"],
            ),
            ("More than 2020 people fled; 2000 troops stayed.", &[]),
            ("Resolution 1973 of the Council.", &[]),
            ("They paid $2000 for room 2015.", &[]),
            ("At 2030 GMT they called 555-2020.", &[]),
            ("Theresa May and Sun Yat-sen met Jan Egeland.", &[]),
            ("They met in May and in March.", &["May", "March"]),
            ("The March on Rome and the May government.", &[]),
            ("July’s talks and the March summit.", &["July", "March"]),
            ("He told the Sunday Times of Black Friday.", &[]),
            ("He told Radio 4’s Today programme and Russia Today.", &[]),
            (
                "He spoke today; yesterday’s talks failed.",
                &["today", "yesterday"],
            ),
            (
                "From 17 to 19 March 2024 they met.",
                &["17", "19 March 2024"],
            ),
            ("They met on 17 to 19 March 2024.", &["17 to 19 March 2024"]),
            (
                "Between 2022 and 2027, “at most” – 日本 🙂.",
                &["2022", "2027"],
            ),
            ("The 45-year-old stayed three days.", &["three days"]),
            (
                "The Seven Years War and a seven-year term.",
                &["seven-year"],
            ),
            (
                "It came on Wednesday (November 27, 2024).",
                &["Wednesday", "November 27, 2024"],
            ),
            ("A call in recent years, soon, in the coming days.", &[]),
        ] {
            let reading = read(text, &Given::default());
            let dates = reading
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Date);
            let got: Vec<&str> = dates.map(|m| m.span.slice(text)).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
