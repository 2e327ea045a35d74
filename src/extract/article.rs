//! What an article says of itself: its date, agency and place.
//!
//! Only what stands in the text or was given counts; nothing is guessed from
//! what it tells. Example: "NAIROBI, June 3, 2025 (Reuters) -" says all three.

use chancery_text::{BoilerplateKind, Segments, Span, Zone, ZoneKind};

use crate::hash::hash_letters;
use crate::lexicon::{Class, lexicon};
use crate::normal::date::{self, Expression, Form, Which, Year};
use crate::normal::{Cursor, Day};
use crate::words::Words;

/// What is known of an article from outside its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// The day it was published, as ISO 8601 `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Whether it is known to have no date: then none is read in its text either.
    pub undated: bool,
}

/// How an article's date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DateKnown {
    /// It stands in the text, in a metadata line or a dateline.
    Stated,
    /// It follows from a full date that the text gives with a weekday or "today".
    Inferred,
    /// The file or the user gave it.
    Given,
    /// It is not known.
    #[default]
    Unknown,
}

/// What an article says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meta {
    /// ISO 8601 `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How `date` is known.
    pub date_known: DateKnown,
    /// The words that say the date.
    pub date_evidence: Option<Span>,
    /// The agency it came from, as written.
    pub agency: Option<Span>,
    /// The place it was reported from, as written.
    pub place_of_report: Option<Span>,
}

/// A day and the words that say it.
type Dated = (Day, Span);

/// Reads what `text` says of itself; a given date goes before a stated one, a
/// stated one before an inferred one. Linear: looks at few lines, and at the
/// first sentences.
pub(crate) fn meta(text: &str, segments: &Segments, given: &Given) -> Meta {
    let given_day = given.date.as_deref().and_then(Day::parse);
    let stated = || stated(text, segments).map(|d| (d, DateKnown::Stated));
    let inferred = || inferred(text, segments).map(|d| (d, DateKnown::Inferred));
    let (date, date_known, date_evidence) = match given_day {
        Some(day) => (Some(day), DateKnown::Given, None),
        None if given.undated => (None, DateKnown::Unknown, None),
        None => match stated().or_else(inferred) {
            Some(((day, span), known)) => (Some(day), known, Some(span)),
            None => (None, DateKnown::Unknown, None),
        },
    };
    Meta {
        date: date.map(|day| day.to_string()),
        date_known,
        date_evidence,
        agency: agency(text, segments),
        place_of_report: place_of_report(text, segments),
    }
}

/// Lines of this length or less may be about the article and not of it: bytes.
const SHORT_LINE: u32 = 120;

/// Lines at the top and at the end of an article that may say its date.
const N_TOP: usize = 8;
const N_END: usize = 3;

/// The date in a metadata line or dateline; else in a short line at the top or
/// end that names it ("Published: 27 Nov 2024") or holds nothing else.
fn stated(text: &str, segments: &Segments) -> Option<Dated> {
    let zones = &segments.zones;
    let of_kind = |wanted: BoilerplateKind| {
        zones
            .iter()
            .filter(move |z| z.kind == ZoneKind::Boilerplate(wanted))
            .find_map(|z| full_dates(text, z.span).next())
    };
    let top = zones.iter().take(N_TOP);
    let end = zones.iter().skip(N_TOP).rev().take(N_END);
    of_kind(BoilerplateKind::MetadataDate)
        .or_else(|| of_kind(BoilerplateKind::Dateline))
        .or_else(|| top.chain(end).find_map(|z| dated_line(text, z)))
        .or_else(|| labelled_start(text, segments))
        .or_else(|| dated_title(text, segments))
        .or_else(|| {
            let dateline = inline_dateline(text, segments)?;
            full_dates(text, dateline).next()
        })
}

/// Words that say what a date in a line of its own is.
const LABELS: Words = Words(
    "\
    date dated published publish posted updated issued released release filed created on \
    at am pm ist gmt utc est edt bst first last modified edited press",
);

/// The date of a short line that is nothing but a date, a label and a time.
fn dated_line(text: &str, zone: &Zone) -> Option<Dated> {
    if zone.span.len() > SHORT_LINE {
        return None;
    }
    let (day, span) = full_dates(text, zone.span).next()?;
    let placed = leading_name(text, zone.span, true).is_some() && span.end == zone.span.end;
    let before = text.get(zone.span.start as usize..span.start as usize)?;
    let after = text.get(span.end as usize..zone.span.end as usize)?;
    let by = before.trim_start().get(..3);
    let byline = by.is_some_and(|by| by.eq_ignore_ascii_case("by "))
        && before.split_whitespace().count() <= 8;
    let own = only_labels(before) || byline || placed;
    (own && only_labels(after)).then_some((day, span))
}

/// Whether all words of `part` say what a date is, or tell the time of day.
fn only_labels(part: &str) -> bool {
    part.split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .all(|w| LABELS.has(w))
}

/// The full date that the title ends with, behind a bracket or comma:
/// "Transcript of the briefing (May 08, 2025)".
fn dated_title(text: &str, segments: &Segments) -> Option<Dated> {
    let title = segments.zones.iter().find(|z| z.kind == ZoneKind::Title)?;
    let (day, span) = full_dates(text, title.span).last()?;
    let before = text.get(title.span.start as usize..span.start as usize)?;
    let after = text.get(span.end as usize..title.span.end as usize)?;
    let apart = before
        .trim_end()
        .ends_with(['(', ',', '|', '-', '–', '—', ':']);
    let ends = after.chars().all(|c| matches!(c, ')' | ']' | ' '));
    (apart && ends).then_some((day, span))
}

/// The full date that the first paragraph begins with, behind a label: " date
/// 2023-07-28 On Thursday, India …".
fn labelled_start(text: &str, segments: &Segments) -> Option<Dated> {
    let first = segments.paragraphs.first()?;
    let (label, after) = Cursor::new(text, first.span.start as usize).word()?;
    let at = after.sign(':').unwrap_or(after).space()?;
    let expression = date::date(at)?;
    let labelled = [
        "date",
        "dated",
        "published",
        "posted",
        "updated",
        "released",
        "issued",
    ]
    .iter()
    .any(|l| label.eq_ignore_ascii_case(l));
    let span = Span::at(at.at(), expression.after.at());
    labelled.then_some((day_of(expression.form)?, span))
}

/// The full dates that stand in `span`, in order.
fn full_dates(text: &str, span: Span) -> impl Iterator<Item = Dated> {
    expressions(text, span).filter_map(|(start, e)| {
        let day = day_of(e.form)?;
        Some((day, Span::at(start, e.after.at())))
    })
}

fn day_of(form: Form) -> Option<Day> {
    match form {
        Form::Day(Year::Stated(year), month, day) => Day::new(year, month, day),
        _ => None,
    }
}

/// The dates that stand in `span`, in order, each with where it starts.
fn expressions(text: &str, span: Span) -> impl Iterator<Item = (usize, Expression<'_>)> {
    let text = text.get(..span.end as usize).unwrap_or("");
    let mut at = span.start as usize;
    core::iter::from_fn(move || {
        while at < text.len() {
            let cursor = Cursor::new(text, at);
            let c = cursor.peek()?;
            if c.is_alphanumeric()
                && cursor.is_start()
                && may_begin(cursor)
                && let Some(e) = date::date(cursor)
            {
                let start = at;
                at = e.after.at().max(at + 1);
                return Some((start, e));
            }
            let word = text[at..].find(|c: char| !c.is_alphanumeric());
            at += word.unwrap_or(text.len() - at).max(c.len_utf8());
        }
        None
    })
}

/// Whether a date may begin with the word at `cursor`: the cheap test.
fn may_begin(cursor: Cursor<'_>) -> bool {
    let rest = cursor.rest().as_bytes();
    let n_letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let plain = n_letters > 0
        && rest
            .get(n_letters)
            .is_none_or(|b| b.is_ascii_punctuation() || *b == b' ');
    !plain || {
        let word = cursor.rest().get(..n_letters).unwrap_or("");
        let begins = hash_letters(word).map(|hash| lexicon().begins(hash));
        begins.is_none_or(|class| class.has(Class::DATE))
    }
}

/// How far into an article its own day is looked for: sentences.
const N_LEAD: usize = 6;

/// The day of the report where the text only implies it: a full date with its
/// weekday ("on Wednesday (November 27, 2024)"), with "today", or of a verb of
/// saying ("reported on 2 May 2019"), in the first sentences, of what is past.
/// `None` when a later full date stands anywhere, or when the weekday does not
/// fit.
fn inferred(text: &str, segments: &Segments) -> Option<Dated> {
    let lead = segments.sentences.iter().take(N_LEAD);
    let (day, span) = lead
        .filter(|s| s.span.len() < 2_000)
        .find_map(|s| implied(text, s.span))?;
    let later = segments
        .paragraphs
        .iter()
        .flat_map(|p| full_dates(text, p.span))
        .any(|(other, _)| other > day);
    (!later).then_some((day, span))
}

/// The full date in one sentence that must be the day of the report.
fn implied(text: &str, sentence: Span) -> Option<Dated> {
    let found: Vec<(usize, Expression<'_>)> = expressions(text, sentence).collect();
    let words = sentence.slice(text);
    if is_planned(words) {
        return None;
    }
    found.iter().enumerate().find_map(|(i, (start, e))| {
        let day = day_of(e.form)?;
        let span = Span::at(*start, e.after.at());
        let fits = |weekday: u8| weekday == day.weekday();
        if e.weekday.is_some_and(fits) {
            return Some((day, span));
        }
        // A weekday or "today" stands before it, with a comma or a bracket between.
        let previous = i.checked_sub(1).and_then(|i| found.get(i));
        if let Some((_, p)) = previous {
            let between = text.get(p.after.at()..*start)?;
            let beside = matches!(between.trim(), "(" | "," | "");
            let same = match p.form {
                Form::Weekday(Which::Nearest, weekday) => fits(weekday),
                Form::DayShift(0, None) => true,
                _ => false,
            };
            if beside && same {
                return Some((day, span));
            }
        }
        let before = text.get(sentence.start as usize..*start)?;
        is_reported(before).then_some((day, span))
    })
}

/// Whether the words before a date end in a verb of saying: "reported on".
fn is_reported(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let on = words.next().is_some_and(|w| w.eq_ignore_ascii_case("on"));
    let verb = words.next().unwrap_or("");
    on && ["said", "reported", "announced", "stated"]
        .iter()
        .any(|v| verb.eq_ignore_ascii_case(v))
}

/// Whether a sentence speaks of what is still to come, without saying that it
/// was said on the day.
fn is_planned(sentence: &str) -> bool {
    let mut words = sentence
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty());
    let said = sentence.contains(" said")
        || sentence.contains(" reported")
        || sentence.contains(" announced");
    !said && words.any(|w| matches!(w, "will" | "shall" | "scheduled" | "upcoming"))
}

/// Agencies that sign their reports with a short name.
const AGENCIES: Words = Words(
    "\
    AP AFP Reuters PTI ANI IANS UNI Xinhua TASS Kyodo Yonhap DPA dpa EFE ANSA UPI WAM SPA \
    KUNA MENA IRNA Anadolu AA Bernama Antara ANTARA VNA APP BSS UNB Jiji Interfax RIA PNA \
    GNA NAN APA STA BTA PAP MTI CNA QNA BNA ONA SANA Petra Ukrinform Azertac Trend Kazinform \
    Belta Lusa Belga NTB TT Ritzau AAP Bloomberg CNN RSS SPUTNIK Sputnik Agencies",
);

/// The agency in a dateline ("MANILA (AP) -"), in a source line ("Source: X",
/// "Sources By X"), or behind "With inputs from".
fn agency(text: &str, segments: &Segments) -> Option<Span> {
    let of_kind = |wanted: BoilerplateKind| {
        segments
            .zones
            .iter()
            .filter(move |z| z.kind == ZoneKind::Boilerplate(wanted))
            .map(|z| z.span)
    };
    let dateline = of_kind(BoilerplateKind::Dateline)
        .next()
        .or_else(|| inline_dateline(text, segments));
    dateline
        .and_then(|span| dateline_names(text, span).0)
        .or_else(|| of_kind(BoilerplateKind::SourceLine).find_map(|s| after_label(text, s)))
        .or_else(|| {
            let mut notes = of_kind(BoilerplateKind::EditorNote)
                .chain(of_kind(BoilerplateKind::ContributorLine));
            notes.find_map(|s| after_inputs(text, s))
        })
}

/// The name in the last brackets of a dateline: "(Reuters)".
fn bracketed(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text);
    let open = words.rfind('(')?;
    let inner = words.get(open + 1..)?.split(')').next()?;
    // "(AP/Reuters)" is signed by the first.
    let name = inner.split('/').next().unwrap_or(inner).trim();
    let named = name.starts_with(char::is_uppercase)
        && name.len() <= 40
        && !name.bytes().any(|b| b.is_ascii_digit());
    named.then(|| within(text, span, name))
}

/// The agency and the place of a dateline: the name in brackets is the agency,
/// unless only a date stands before it ("April 10, 2024 (KHARTOUM) –").
fn dateline_names(text: &str, span: Span) -> (Option<Span>, Option<Span>) {
    let place = leading_name(text, span, false);
    match bracketed(text, span) {
        Some(name) if place.is_none() && !AGENCIES.has_exactly(name.slice(text)) => {
            (None, Some(name))
        }
        agency => (agency, place),
    }
}

/// What stands behind the label of a source line.
fn after_label(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text);
    let first = words
        .split(|c: char| !c.is_alphabetic())
        .next()
        .filter(|w| {
            ["source", "sources", "agency"]
                .iter()
                .any(|l| w.eq_ignore_ascii_case(l))
        })?;
    let rest = words.get(first.len()..)?.trim_start();
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    let rest = match rest.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => &rest[3..],
        _ => rest,
    };
    let name = rest.trim().trim_end_matches(['.', ')', ']']);
    (!name.is_empty() && name.len() <= 80).then(|| within(text, span, name))
}

/// What stands behind "with inputs from".
fn after_inputs(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text);
    let at = [
        "inputs from ",
        "input from ",
        "Inputs from ",
        "Inputs From ",
    ]
    .iter()
    .find_map(|l| words.find(l).map(|at| at + l.len()))?;
    let name = words.get(at..)?.trim().trim_end_matches(['.', ')', ']']);
    (!name.is_empty() && name.len() <= 80).then(|| within(text, span, name))
}

/// The span of `part`, a slice of the words of `span`.
fn within(text: &str, span: Span, part: &str) -> Span {
    let offset = (part.as_ptr() as usize).saturating_sub(span.slice(text).as_ptr() as usize);
    let start = span.start as usize + offset;
    Span::at(start, start + part.len())
}

/// How far into its first line a dateline can reach: bytes.
const DATELINE_REACH: usize = 100;

/// A dateline that begins the first paragraph and ends in a dash: "NEW DELHI,
/// Nov 27 (PTI) –". `None` when no capitals, agency or date mark it as one.
fn inline_dateline(text: &str, segments: &Segments) -> Option<Span> {
    segments.paragraphs.iter().take(2).find_map(|p| {
        let words = p.span.slice(text);
        let mut reach = words.len().min(DATELINE_REACH);
        while !words.is_char_boundary(reach) {
            reach -= 1;
        }
        let head = &words[..reach];
        let end = [" - ", " — ", " – ", " -- ", ") -", ")-", ")—", ") —"]
            .iter()
            .filter_map(|mark| {
                head.find(mark)
                    .map(|at| at + usize::from(mark.starts_with(')')))
            })
            .min()?;
        let span = Span::at(p.span.start as usize, p.span.start as usize + end);
        let head = span.slice(text);
        let shouted = head
            .split(|c: char| !c.is_alphabetic())
            .next()
            .is_some_and(|w| w.len() >= 3 && w.chars().all(char::is_uppercase));
        let signed = bracketed(text, span).is_some_and(|s| AGENCIES.has_exactly(s.slice(text)));
        let dated = date::date(Cursor::new(text, p.span.start as usize))
            .is_some_and(|e| day_of(e.form).is_some() && e.after.at() <= span.end as usize);
        (shouted || signed || dated && bracketed(text, span).is_some()).then_some(span)
    })
}

/// The place that a dateline or a dated line begins with.
fn place_of_report(text: &str, segments: &Segments) -> Option<Span> {
    let zones = &segments.zones;
    let of_kind = |wanted: BoilerplateKind| {
        zones
            .iter()
            .find(|z| z.kind == ZoneKind::Boilerplate(wanted))
            .map(|z| z.span)
    };
    let dateline = of_kind(BoilerplateKind::Dateline).or_else(|| inline_dateline(text, segments));
    if let Some(place) = dateline.and_then(|span| dateline_names(text, span).1) {
        return Some(place);
    }
    of_kind(BoilerplateKind::MetadataDate).and_then(|span| leading_name(text, span, true))
}

/// The capitalised words that `span` begins with, up to a comma, a bracket, a
/// dash or the date; `before_date` asks for a comma and a date right behind.
fn leading_name(text: &str, span: Span, before_date: bool) -> Option<Span> {
    let words = span.slice(text);
    let end = words
        .find([',', '(', '-', '–', '—', ':', ';', '/', '|'])
        .unwrap_or(words.len());
    let name = words.get(..end)?.trim();
    let named = name.len() <= 40
        && name.starts_with(char::is_uppercase)
        && !name.bytes().any(|b| b.is_ascii_digit())
        && date::date(Cursor::new(name, 0)).is_none();
    if !named || name.is_empty() {
        return None;
    }
    if before_date {
        let rest = words.get(end..)?.strip_prefix(',')?.trim_start();
        let labelled = LABELS.has(name);
        let dated = date::date(Cursor::new(rest, 0)).is_some_and(|e| day_of(e.form).is_some());
        if labelled || !dated {
            return None;
        }
    }
    Some(within(text, span, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Meta {
        meta(text, &chancery_text::segment(text), &Given::default())
    }

    #[test]
    fn dates() {
        use DateKnown::{Inferred, Stated, Unknown};
        let body =
            "\nIndia and Japan held talks in Tokyo, where “both sides” spoke of ¥5tn – 日本 🙂.";
        for (head, want, known) in [
            ("Published: 27 November 2024", Some("2024-11-27"), Stated),
            ("2024-11-27", Some("2024-11-27"), Stated),
            (
                "Updated on Nov 27, 2024 10:30 AM IST",
                Some("2024-11-27"),
                Stated,
            ),
            (
                "NAIROBI, June 3, 2025 (Reuters) - Kenya and Somalia talked.",
                Some("2025-06-03"),
                Stated,
            ),
            (
                "He came on Wednesday (November 27, 2024) for talks.",
                Some("2024-11-27"),
                Inferred,
            ),
            (
                "He came on Thursday (November 27, 2024) for talks.",
                None,
                Unknown,
            ),
            (
                "The two will meet on Wednesday (November 27, 2024).",
                None,
                Unknown,
            ),
            (
                "The service reported on 2 May 2019 that they met.",
                Some("2019-05-02"),
                Inferred,
            ),
            ("They met on 2 May 2019 in Samarkand.", None, Unknown),
            (
                "On Wednesday, 27 November 2024 they met after 3 May 2025.",
                None,
                Unknown,
            ),
            ("On Thursday they met.", None, Unknown),
        ] {
            let meta = read(&format!("{head}{body}"));
            assert_eq!(
                (meta.date.as_deref(), meta.date_known),
                (want, known),
                "{head}"
            );
            assert_eq!(meta.date_evidence.is_some(), want.is_some(), "{head}");
        }
    }

    #[test]
    fn a_given_date_goes_first() {
        let given = Given {
            date: Some("2020-02-29".into()),
            ..Given::default()
        };
        let text = "Published: 27 November 2024\nText follows here.";
        let meta = meta(text, &chancery_text::segment(text), &given);
        assert_eq!(meta.date.as_deref(), Some("2020-02-29"));
        assert_eq!(meta.date_known, DateKnown::Given);
    }

    #[test]
    fn what_is_undated_has_no_date() {
        let given = Given {
            undated: true,
            ..Given::default()
        };
        let text = "Published: 27 November 2024\nText follows here.";
        let meta = meta(text, &chancery_text::segment(text), &given);
        assert_eq!((meta.date, meta.date_known), (None, DateKnown::Unknown));
    }

    #[test]
    fn agency_and_place() {
        for (text, agency, place) in [
            (
                "NAIROBI, June 3, 2025 (Reuters) - Kenya talked to Somalia.",
                "Reuters",
                "NAIROBI",
            ),
            (
                "NEW DELHI, Nov 27 (PTI) — India talked to Japan.",
                "PTI",
                "NEW DELHI",
            ),
            ("MANILA (AP) - The Philippines talked.", "AP", "MANILA"),
            (
                "April 10, 2024 (KHARTOUM) – Talks were called off.",
                "",
                "KHARTOUM",
            ),
            ("India and Japan talked - at last - in Tokyo.", "", ""),
            ("India (and Japan) talked.", "", ""),
        ] {
            let full = format!("Talks held\n\n{text} They did so for a long time, it was said.\n");
            let meta = read(&full);
            let words = |s: Option<Span>| s.map_or(String::new(), |s| s.slice(&full).to_string());
            assert_eq!(words(meta.agency), agency, "{text}");
            assert_eq!(words(meta.place_of_report), place, "{text}");
        }
    }
}
