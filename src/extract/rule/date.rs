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

use chancery_text::{BoilerplateKind, Span, TokenKind, ZoneKind};

use super::near::{Line, is_one_of, lines};
use crate::conflict::Candidate;
use crate::normal::Day;
use crate::normal::date::{self, Expression, Form, Needs, Tense, Which, Year};
use crate::words::Words;
use crate::{Context, Mention, MentionKind, Value, Why};

/// Priority of what can hardly be anything but a date.
const CERTAIN: u8 = 85;
/// Priority of a bare year or month, which may be part of a name ("Vision 2030").
const BARE: u8 = 40;

/// The dates of an article; of boilerplate only its own date.
pub(crate) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    let anchor = context.meta.date.as_deref().and_then(Day::parse);
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
            propose_line(context, line, anchor, out);
        }
    }
}

fn propose_line(
    context: &Context<'_>,
    line: Line<'_>,
    anchor: Option<Day>,
    out: &mut Vec<Candidate>,
) {
    let mut done = 0;
    let mut previous: Option<(usize, Form)> = None;
    for i in 0..line.tokens.len() {
        let token = line.tokens[i];
        let start = token.span.start as usize;
        let may_begin = !matches!(token.kind, TokenKind::Sign | TokenKind::Possessive);
        if start < done || !may_begin {
            continue;
        }
        let cursor = line.cursor(i);
        if !cursor.is_start() {
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
        let tense = tense(context, line, i, after, form);
        for (span, form) in split(line, i, &expression, form) {
            out.push(candidate(span, form, &expression, anchor, tense));
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

fn candidate(
    span: Span,
    form: Form,
    expression: &Expression<'_>,
    anchor: Option<Day>,
    tense: Tense,
) -> Candidate {
    let placed = date::place(form, anchor, tense);
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
            span,
            kind: MentionKind::Date,
            why: Why {
                rule: rule_name(form),
                detail,
                margin: None,
            },
            nested: false,
            value: placed.timex.map(|timex| Value::Date {
                timex,
                resolved: placed.resolved,
            }),
            entity: None,
        },
        priority: if expression.needs == Needs::Nothing {
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
        (Form::DayShift(..), _) => !in_name(line, i),
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
    let determined = DETERMINERS.has(before) && !is_one_of(before, &["of", "in", "with"]);
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
    let determined = DETERMINERS.has(before) && !is_one_of(before, &["of", "in", "with", "for"]);
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

/// How far back a verb is looked for: tokens.
const REACH_BACK: usize = 40;
/// How far on a verb is looked for when none stands before the date: tokens.
const REACH_ON: usize = 25;

/// Verbs of saying: "said on Thursday" is past, whatever was said.
const REPORTING: Words = Words(
    "\
    said told announced added confirmed reported stated wrote posted tweeted declared \
    noted insisted claimed warned according",
);

/// Verbs and nouns whose infinitive lies ahead: "agreed to meet on Thursday".
const INTENT: Words = Words(
    "\
    agreed decided planned vowed pledged expected scheduled invited set due hoped wants \
    plans hopes intends prepared ready slated poised likely agrees wanted asked urged \
    promised preparing planning aims offered proposed intended is are was were be called \
    bid",
);

/// Words that put what follows or surrounds them after the article.
const FUTURE: Words = Words(
    "\
    will shall won't 'll ’ll expected scheduled slated due upcoming would begins starts \
    opens arrives meets visits hosts departs leaves travels heads may can could must \
    should planned plans ahead deadline set",
);

/// Forms of the past that do not end in "ed".
const PAST: Words = Words(
    "\
    was were had has have did said met held took told came went made began gave left saw \
    got won wrote spoke paid sent put hit led fell rose lost found shot struck broke \
    became brought built bought drew flew grew heard kept laid ran sat sought stood \
    swore taught thought threw understood withdrew according",
);

/// Words in "ed" that are no past verb.
const NOT_PAST: Words = Words(
    "\
    united hundred need armed limited red indeed exceed proceed succeed speed feed seed \
    bed expected scheduled planned slated shed aged wed unprecedented newly-elected \
    so-called",
);

/// Whether the verb that governs the date at token `i` puts it before or after
/// the article.
///
/// "will meet on Thursday" and "agreed to meet on Thursday" lie ahead; "met on
/// Thursday" and "will meet, he said on Thursday" do not.
fn tense(context: &Context<'_>, line: Line<'_>, i: usize, after: usize, form: Form) -> Tense {
    let asks = matches!(
        form,
        Form::Weekday(Which::Nearest, _)
            | Form::Day(Year::Open, ..)
            | Form::Days((Year::Open, ..), _)
            | Form::Month(Year::Open, _)
            | Form::Months((Year::Open, _), _)
            | Form::Quarter(Year::Open, _)
    );
    if !asks {
        return Tense::Unknown;
    }
    let sentence = line.sentence(context, i);
    if let Some(tense) = tense_before(line, sentence.start, i) {
        return tense;
    }
    let to = sentence.end.min(after + REACH_ON);
    for j in after..to {
        match clue(line, j) {
            Some(tense) => return tense,
            None if matches!(line.word(j), ";") => break,
            None => {}
        }
    }
    Tense::Unknown
}

fn tense_before(line: Line<'_>, from: usize, i: usize) -> Option<Tense> {
    let before = if line.is(i.wrapping_sub(1), &["the"]) {
        2
    } else {
        1
    };
    let deadline = is_one_of(line.before(i, before), &["by", "until", "till"]);
    // "set July date to reopen".
    if is_one_of(line.before(i, 1), &["set", "eye", "eyes", "target"]) {
        return Some(Tense::Future);
    }
    let mut infinitive = false;
    for j in (from.max(i.saturating_sub(REACH_BACK))..i).rev() {
        let word = line.word(j);
        if word == ";" {
            return None;
        }
        if word.eq_ignore_ascii_case("to") && line.is_lower(j + 1) && j + 1 < i {
            infinitive = true;
            continue;
        }
        if word.eq_ignore_ascii_case("ahead") && line.is(j + 1, &["of"]) {
            return Some(Tense::Future);
        }
        if infinitive && INTENT.has(word) {
            return Some(Tense::Future);
        }
        if REPORTING.has(word) {
            // "said on Thursday", "told reporters late on Thursday".
            if i - j <= 4 {
                return Some(Tense::Past);
            }
            return deadline.then_some(Tense::Future);
        }
        if let Some(tense) = clue(line, j) {
            return Some(match tense {
                Tense::Past if deadline && !is_one_of(word, &["had", "was", "were"]) => {
                    Tense::Future
                }
                tense => tense,
            });
        }
    }
    deadline.then_some(Tense::Future)
}

/// Words before a noun.
const DETERMINERS: Words = Words(
    "\
    the a an its their his her our this that these those 's ’s ' ’ of in with for two \
    three several many some",
);

/// What token `j` alone says of time.
fn clue(line: Line<'_>, j: usize) -> Option<Tense> {
    let word = line.word(j);
    let lower = line.is_lower(j) || word.starts_with(['\'', '’']);
    if !lower {
        return None;
    }
    if FUTURE.has(word) {
        let set = word != "set" || line.is(j + 1, &["to", "for"]);
        return set.then_some(Tense::Future);
    }
    // "is to visit", "are to meet".
    if matches!(word, "is" | "are") && line.is(j + 1, &["to", "due", "set"]) {
        return Some(Tense::Future);
    }
    // "their shared frontier", "a proposed summit": no verb.
    let adjective = DETERMINERS.has(line.before(j, 1));
    let past = PAST.has_exactly(word)
        || word.len() > 3 && word.ends_with("ed") && !adjective && !NOT_PAST.has_exactly(word);
    past.then_some(Tense::Past)
}
