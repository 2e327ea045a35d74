//! Whether the verb that governs a date puts it before or after the article.
//!
//! "will meet on Thursday" and "agreed to meet on Thursday" lie ahead; "met on
//! Thursday" and "will meet, he said on Thursday" do not. There is no parser
//! here: the nearest word that tells of time decides, first before the date,
//! then behind it.

use super::near::{Line, is_one_of};
use crate::Context;
use crate::normal::date::Tense;
use crate::words::Words;

/// How far back a verb is looked for: tokens.
const REACH_BACK: usize = 40;
/// How far on a verb is looked for when none stands before the date: tokens.
const REACH_ON: usize = 25;
/// A past verb further back than this hardly governs a day without a year: tokens.
const NEAR: usize = 8;

/// Verbs of saying: "said on Thursday" is past, whatever was said.
pub(crate) const REPORTING: Words = Words(
    "said told announced added confirmed reported stated wrote posted tweeted declared noted \
     insisted claimed warned according spoke speaking",
);

/// Words whose infinitive lies ahead: "agreed to meet on Thursday".
const INTENT: Words = Words(
    "agreed decided planned vowed pledged expected scheduled invited set due hoped wants plans \
     hopes intends prepared ready slated poised likely agrees wanted asked urged promised \
     preparing planning aims offered proposed intended is are was were be called bid plan hope \
     want intend aim agree",
);

/// Words that put what surrounds them after the article.
const FUTURE: Words = Words(
    "will shall won't 'll ’ll expected scheduled slated due upcoming begins starts opens arrives \
     meets visits hosts departs leaves travels heads planned plans ahead deadline set",
);

/// Modals, which a past verb behind the date overrules: "would ignite protests in
/// August, when he was asked".
const MODALS: Words = Words("would may can could must should might");

/// Verbs in the present right before a date, which speak of a plan: "when they
/// meet on Friday".
const PLANNED: Words = Words(
    "meet visit travel arrive depart begin start open gather convene speak vote head leave \
     reconvene resume expire expires resumes convenes speaks votes takes",
);

/// Forms of the past that do not end in "ed".
pub(crate) const PAST: Words = Words(
    "was were had has have did said met held took told came went made began gave left saw got won \
     wrote spoke paid sent put hit led fell rose lost found shot struck broke became brought \
     built bought drew flew grew heard kept laid ran sat sought stood swore taught thought threw \
     understood withdrew according fled bore bit blew bled bound chose clung crept dealt dug \
     drank drove ate fed felt fought forbade forgot forgave froze hung hid knew leapt lent lit \
     meant mistook overcame rang rode sang sank shook shone shrank slept slid spent split sprang \
     stole stuck stung strove swam swept swung tore trod undertook underwent upheld upset woke \
     wore wove wound retook overthrew outlined ended",
);

/// Words in "ed" that are no past verb.
const NOT_PAST: Words = Words(
    "united hundred need armed limited red indeed exceed proceed succeed speed feed seed bed \
     expected scheduled planned slated shed aged wed unprecedented",
);

/// Words before a noun or its adjective.
pub(crate) const DETERMINERS: Words = Words(
    "the a an its their his her our this these those 's ’s ' ’ of in with for two three several \
     many some",
);

/// Gatherings that a month before them dates, past or to come: "July’s summit".
const GATHERINGS: Words = Words(
    "summit summits election elections vote deadline meeting meetings talks polls referendum \
     hearing visit conference session match launch runoff ballot primary",
);

/// The tense of the date at tokens `i..after`; `weekday` when it is one.
pub(crate) fn of_date(
    context: &Context<'_>,
    line: Line<'_>,
    i: usize,
    after: usize,
    weekday: bool,
) -> Tense {
    let before = line.before(i, 1);
    if before.eq_ignore_ascii_case("since") {
        return Tense::Past;
    }
    // "that Thursday would be a day of appointments", "set July date to reopen".
    if line.is(after, &["will", "would"])
        || is_one_of(before, &["set", "fixed", "eye", "eyes", "beyond"])
    {
        return Tense::Future;
    }
    if !weekday && dates_a_noun(line, i, after) {
        let gathering = (after..after + 5).any(|j| GATHERINGS.has(line.word(j)));
        return if gathering {
            Tense::Unknown
        } else {
            Tense::Past
        };
    }
    if weekday && is_label(line, i, after) {
        return Tense::Future;
    }
    let sentence = line.sentence(context, i);
    let reach = after..sentence.end.min(after + REACH_ON);
    // "…, he said" tells nothing of what was said; "On Friday he said" does.
    let fronted = i <= sentence.start + 2;
    let behind = reach
        .filter(|&j| fronted || !REPORTING.has(line.word(j)))
        .find_map(|j| clue(line, j));
    match verb_before(line, sentence.start, i) {
        Some((Tense::Past, j)) if i - j > NEAR => Tense::LikelyPast,
        Some((Tense::Future, j)) if MODALS.has(line.word(j)) => match behind {
            Some(Tense::Past) => Tense::Past,
            _ => Tense::Future,
        },
        Some((tense, _)) => tense,
        // "the vote in November" is no more past than what is said of it.
        None if !weekday && GATHERINGS.has(line.before(i, 2)) => Tense::Unknown,
        None => behind.unwrap_or(Tense::Unknown),
    }
}

/// Whether the weekday heads an entry of an agenda: it begins a paragraph, a dash
/// or colon follows, and nothing past soon after: "Monday – Belém, Brazil."
fn is_label(line: Line<'_>, i: usize, after: usize) -> bool {
    let mark = matches!(line.word(after), "–" | "—" | "-" | ":");
    i == 0 && mark && !(after..after + 12).any(|j| clue(line, j) == Some(Tense::Past))
}

/// Whether the date stands before a noun as its adjective: "the 7 October
/// attacks", "May’s election".
fn dates_a_noun(line: Line<'_>, i: usize, after: usize) -> bool {
    let owner = line.is(after, &["'s", "’s", "'", "’"]);
    let determined = is_one_of(
        line.before(i, 1),
        &["the", "a", "an", "its", "their", "his", "her", "'s", "’s"],
    );
    let noun = line.is_lower(after)
        && !line.is(
            after,
            &[
                "in", "at", "on", "to", "for", "with", "and", "or", "as", "by", "of", "when",
                "where", "while", "after", "before", "during", "was", "were", "is", "are", "has",
                "have", "had", "that", "which", "but", "from", "until",
            ],
        );
    owner || determined && noun
}

/// The word before the date that tells of time, and what it tells.
fn verb_before(line: Line<'_>, from: usize, i: usize) -> Option<(Tense, usize)> {
    let preposition = if line.is(i.wrapping_sub(1), &["the"]) {
        2
    } else {
        1
    };
    let deadline = is_one_of(line.before(i, preposition), &["by", "until", "till"]);
    let on = usize::from(line.is(i.wrapping_sub(1), &["on"]));
    let (verb, subject) = (line.before(i, on + 1), line.before(i, on + 2));
    // "leaders meet on Friday", not "an official visit on Friday".
    let acts = subject.starts_with(char::is_uppercase)
        || subject.ends_with('s')
        || is_one_of(subject, &["they", "who", "to", "when", "two"]);
    if PLANNED.has(verb) && acts {
        return Some((Tense::Future, i - on - 1));
    }
    let mut infinitive = false;
    // Whether a clause of its own may stand between the verb and the date.
    let mut clause = false;
    for j in (from.max(i.saturating_sub(REACH_BACK))..i).rev() {
        let word = line.word(j);
        match word {
            ";" => return None,
            "that" | "," | "“" | "”" | "\"" | "he" | "she" | "they" | "it" => clause = true,
            _ => {}
        }
        if word.eq_ignore_ascii_case("to") && line.is_lower(j + 1) && j + 1 < i {
            infinitive = true;
            continue;
        }
        if word.eq_ignore_ascii_case("ahead") && line.is(j + 1, &["of"]) {
            return Some((Tense::Future, j));
        }
        if infinitive && INTENT.has(word) {
            return Some((Tense::Future, j));
        }
        if REPORTING.has(word) {
            // "said on Thursday", "said at a briefing on Thursday".
            return match (i - j, clause) {
                (..=4, _) | (..=9, false) => Some((Tense::Past, j)),
                _ if deadline => Some((Tense::Future, j)),
                _ => None,
            };
        }
        let first = j == from;
        match clue(line, j).or_else(|| past_at_start(line, j).filter(|_| first)) {
            Some(Tense::Past) if deadline && !is_one_of(word, &["had", "was", "were"]) => {
                let had = (i..i + 6).any(|j| line.is(j, &["had", "was", "were"]));
                let tense = if had { Tense::Past } else { Tense::Future };
                return Some((tense, j));
            }
            // "pushed for talks to take place on Monday".
            Some(Tense::Past) if infinitive => return Some((Tense::LikelyPast, j)),
            Some(tense) => return Some((tense, j)),
            None => {}
        }
    }
    let had = (i..i + 6).any(|j| line.is(j, &["had", "was", "were"]));
    (deadline && !had).then_some((Tense::Future, i))
}

/// What token `j`, a small word, alone says of time.
pub(crate) fn clue(line: Line<'_>, j: usize) -> Option<Tense> {
    let word = line.word(j);
    let small = line.is_lower(j) || word.starts_with(['\'', '’']);
    if !small {
        return None;
    }
    if MODALS.has(word) {
        // "could not be reached on Friday".
        let failed = word == "could" && line.is(j + 1, &["not"]);
        return Some(if failed { Tense::Past } else { Tense::Future });
    }
    if FUTURE.has(word) {
        let set = word != "set" || line.is(j + 1, &["to", "for"]);
        // "a planned voyage was scrapped".
        let adjective = word.ends_with("ed") && DETERMINERS.has(line.before(j, 1));
        return (set && !adjective).then_some(Tense::Future);
    }
    // "is to visit", "are due to meet".
    if matches!(word, "is" | "are") && line.is(j + 1, &["to", "due", "set"]) {
        return Some(Tense::Future);
    }
    is_past(line, j).then_some(Tense::Past)
}

/// A sentence that begins with a participle: "Asked later Tuesday".
fn past_at_start(line: Line<'_>, j: usize) -> Option<Tense> {
    let word = line.word(j);
    (word.len() > 3 && word.ends_with("ed") && !NOT_PAST.has(word)).then_some(Tense::Past)
}

/// Whether token `j` is a verb in the past: not "their shared frontier", and not
/// "will be held".
pub(crate) fn is_past(line: Line<'_>, j: usize) -> bool {
    let word = line.word(j);
    let before = line.before(j, 1);
    let adjective = DETERMINERS.has(before);
    let regular =
        word.len() > 3 && word.ends_with("ed") && !adjective && !NOT_PAST.has_exactly(word);
    let passive = is_one_of(before, &["be", "being", "is", "are"]);
    (PAST.has_exactly(word) || regular) && !passive
}

#[cfg(test)]
mod tests {
    use crate::{Given, MentionKind, Value, read};

    #[test]
    fn weekdays_and_days_follow_their_verb() {
        // A Friday.
        let given = Given {
            date: Some("2023-07-28".into()),
            ..Given::default()
        };
        for (text, want) in [
            ("They met on Thursday.", "2023-07-27"),
            ("They will meet on Thursday.", "2023-08-03"),
            ("They agreed to meet on Thursday.", "2023-08-03"),
            ("They will meet soon, he said on Thursday.", "2023-07-27"),
            (
                "He said at a briefing on Thursday that Moscow will win.",
                "2023-07-27",
            ),
            ("On Thursday, the two will meet.", "2023-08-03"),
            ("On Thursday, an official confirmed it.", "2023-07-27"),
            ("He said Thursday would be a day of rest.", "2023-08-03"),
            ("Statements would be issued on Thursday.", "2023-08-03"),
            ("They could not be reached on Thursday.", "2023-07-27"),
            ("The leaders meet on Thursday.", "2023-08-03"),
            (
                "He was there for an official visit on Thursday.",
                "2023-07-27",
            ),
            ("The text is due by Thursday.", "2023-08-03"),
            ("By Thursday it had been signed.", "2023-07-27"),
            ("A planned voyage on Thursday was scrapped.", "2023-07-27"),
            (
                "They will reopen their shared border on 14 August.",
                "2023-08-14",
            ),
            ("The 7 October attacks shook them.", "2022-10-07"),
            ("They have been at war since 7 October.", "2022-10-07"),
            ("The talks will end in November.", "2023-11"),
            (
                "The fight for November’s election – 日本 🙂 – grows.",
                "2023-11",
            ),
            (
                "Thursday – Belém. Ministers arrive for talks.",
                "2023-08-03",
            ),
        ] {
            let reading = read(text, &given);
            let date = reading
                .mentions
                .iter()
                .find(|m| m.kind == MentionKind::Date);
            let got = match date.and_then(|m| m.value.as_deref()) {
                Some(Value::Date { timex, .. }) => timex.as_str(),
                _ => "",
            };
            assert_eq!(got, want, "{text}");
        }
    }
}
