//! The timeline: what happens when, as the texts tell it.
//!
//! A row is a meeting, dated or not, or a claim that names a calendar date
//! ("between 2022 and 2027"). What several articles report is one row, as the
//! ledger has joined it. Each has the first and the last day it can be, as far
//! as they are known: by the date that the texts give; for a meeting that was
//! held, by the days of the articles that say so; for one to come, likewise; for
//! one of a series, by the editions before and after it. No day is invented: "on
//! Thursday" in an undated article stays without either.

use chancery_extract::record::{ClaimStatus, MeetingStatus};
use chancery_text::{Span, sort};
use rustc_hash::FxHashSet;

use crate::article::{ArticleIdx, first_words};
use crate::event::{Event, Relation, day_number};
use crate::interval;
use crate::ledger::Ledger;
use crate::selection::Selected;
use crate::store::Collection;
use crate::value::date_words;

/// What happens when.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Timeline {
    /// By earliest day, then latest day, those without either last; equals in the
    /// order of the ledger.
    pub rows: Vec<Entry>,
    /// Claims in the selection that name no calendar date; they are no rows.
    pub n_undated_claims: u32,
}

/// One thing that happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is, and how certain.
    pub status: Status,
    /// What a reader sees.
    pub label: String,
    /// The first day it can be, ISO 8601.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// The date that the texts give, in words.
    pub said: Option<String>,
    /// What bounds the days beyond that, in words.
    pub bounds: Vec<String>,
    /// For a meeting: its index in [`Ledger::events`].
    pub event: Option<u32>,
    /// By article of the selection: the words it rests on.
    pub reports: Vec<(ArticleIdx, Vec<Span>)>,
}

/// What a row is, and how certain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// A meeting.
    Meeting(MeetingStatus),
    /// A claim.
    Claim(ClaimStatus),
}

/// What happens when in the articles of `selected`. Days are bounded by all
/// articles. Costs time in proportion to the ledger.
pub fn timeline(collection: &Collection, selected: &Selected) -> Timeline {
    let ledger = collection.ledger();
    let whens = whens(collection, ledger);
    let mut rows: Vec<(When, Entry)> = Vec::new();
    for ((event_idx, event), when) in (0u32..).zip(&ledger.events).zip(whens) {
        let reports = event.reports_in(selected);
        if reports.is_empty() {
            continue;
        }
        let entry = Entry {
            status: Status::Meeting(event.status),
            label: event.label(collection),
            earliest: when.earliest.map(interval::iso),
            latest: when.latest.map(interval::iso),
            said: event.date.as_deref().map(date_words),
            bounds: when.bounds.clone(),
            event: Some(event_idx),
            reports,
        };
        rows.push((when, entry));
    }
    let (claims, n_undated_claims) = claims(collection, ledger, selected);
    rows.extend(claims);
    sort::sort_by_key(&mut rows, |(when, _)| {
        let first = when.earliest.or(when.latest);
        (
            first.is_none(),
            first,
            when.latest.is_none(),
            when.latest.or(first),
        )
    });
    Timeline {
        rows: rows.into_iter().map(|row| row.1).collect(),
        n_undated_claims,
    }
}

impl Event {
    /// By article of `selected`: the words the event rests on.
    pub fn reports_in(&self, selected: &Selected) -> Vec<(ArticleIdx, Vec<Span>)> {
        let wanted = self.reports.iter().filter(|r| selected.contains(r.0));
        wanted.map(|r| (r.0, r.2.clone())).collect()
    }
}

/// The days that something can be.
#[derive(Clone, Debug, Default)]
struct When {
    earliest: Option<i64>,
    latest: Option<i64>,
    /// What bounds it beyond the date that is said.
    bounds: Vec<String>,
}

impl When {
    fn of(timex: Option<&str>) -> Self {
        let days = timex.and_then(interval::days);
        Self {
            earliest: days.map(|d| d.0),
            latest: days.map(|d| d.1),
            bounds: Vec::new(),
        }
    }

    /// Not before `day`, unless that contradicts what is known; says whether it
    /// tells anything new.
    fn not_before(&mut self, day: i64, why: &str) -> bool {
        let is_new = self.earliest.is_none_or(|e| e < day);
        let fits = self.latest.is_none_or(|l| day <= l);
        if is_new && fits {
            self.earliest = Some(day);
            self.bounds.push(why.to_owned());
        }
        is_new && fits
    }

    /// Not after `day`.
    fn not_after(&mut self, day: i64, why: &str) -> bool {
        let is_new = self.latest.is_none_or(|l| l > day);
        let fits = self.earliest.is_none_or(|e| e <= day);
        if is_new && fits {
            self.latest = Some(day);
            self.bounds.push(why.to_owned());
        }
        is_new && fits
    }
}

/// Rounds in which editions of a series bound each other: a bound reaches over as
/// many editions that are undated themselves.
const MAX_ROUNDS: usize = 8;

/// By event: the days it can be.
fn whens(collection: &Collection, ledger: &Ledger) -> Vec<When> {
    let mut whens: Vec<When> = ledger
        .events
        .iter()
        .map(|event| when(collection, event))
        .collect();
    for _ in 0..MAX_ROUNDS {
        let mut is_new = false;
        for link in &ledger.links {
            let (from, to) = (link.from as usize, link.to as usize);
            if link.relation != Relation::LaterEdition || from.max(to) >= whens.len() {
                continue;
            }
            if let Some(day) = whens[from].earliest {
                let why = edition_words("after", &ledger.events[from]);
                is_new |= whens[to].not_before(day, &why);
            }
            if let Some(day) = whens[to].latest {
                let why = edition_words("before", &ledger.events[to]);
                is_new |= whens[from].not_after(day, &why);
            }
        }
        if !is_new {
            break;
        }
    }
    whens
}

fn edition_words(side: &str, event: &Event) -> String {
    match event.edition {
        Some(n) => format!("{side} the {} edition", crate::value::ordinal(n)),
        None => format!("{side} another edition"),
    }
}

/// By the date that is said, and by the days of the articles.
fn when(collection: &Collection, event: &Event) -> When {
    let mut when = When::of(event.date.as_deref());
    for (article, ..) in &event.reports {
        let date = collection
            .article(*article)
            .and_then(|a| a.meta.date.as_deref());
        let Some((date, day)) = date.and_then(|d| Some((d, day_number(d)?))) else {
            continue;
        };
        match event.status {
            MeetingStatus::Held => {
                when.not_after(day, &format!("before the article of {}", date_words(date)));
            }
            MeetingStatus::Planned => {
                when.not_before(day, &format!("after the article of {}", date_words(date)));
            }
            // The day of the article is one of its days; the others are not known.
            MeetingStatus::Ongoing if when.earliest.is_none() && when.latest.is_none() => {
                when.not_before(day, &format!("going on in the article of {date}"));
                when.latest = Some(day);
            }
            MeetingStatus::Ongoing | MeetingStatus::Mentioned => {}
        }
    }
    when
}

/// The claims that name a date, by row of the ledger and date; and how many claims
/// name none.
fn claims(
    collection: &Collection,
    ledger: &Ledger,
    selected: &Selected,
) -> (Vec<(When, Entry)>, u32) {
    let mut n_undated = 0;
    // A claim may stand in several rows; the first is of the most reports.
    let mut seen: FxHashSet<(ArticleIdx, u32)> = FxHashSet::default();
    let mut entries: Vec<(When, Entry)> = Vec::new();
    for row in &ledger.rows {
        let new: Vec<_> = row
            .reports
            .iter()
            .filter(|r| selected.contains(r.article) && seen.insert((r.article, r.claim)))
            .collect();
        let from = entries.len();
        let mut dates: Vec<String> = Vec::new();
        for report in new {
            let text = collection
                .article(report.article)
                .map_or("", |a| report.span.slice(&a.text));
            let of_report = told(&report.dates, text);
            n_undated += u32::from(of_report.is_empty());
            for date in of_report {
                let here = (report.article, vec![report.span]);
                if let Some(at) = dates.iter().position(|d| *d == date) {
                    let reports = &mut entries[from + at].1.reports;
                    if !reports.contains(&here) {
                        reports.push(here);
                    }
                    continue;
                }
                let when = When::of(Some(&date));
                let entry = Entry {
                    status: Status::Claim(report.status),
                    label: first_words(text),
                    earliest: when.earliest.map(interval::iso),
                    latest: when.latest.map(interval::iso),
                    said: Some(date_words(&date)),
                    bounds: Vec::new(),
                    event: None,
                    reports: vec![here],
                };
                entries.push((when, entry));
                dates.push(date);
            }
        }
    }
    (entries, n_undated)
}

/// Days beyond which a time is an age and no date ("the 21st century"): ten years.
const MAX_DAYS: i64 = 3_660;

/// The dates of a claim at which it can stand; two years that its words make the
/// ends of one period are one.
fn told(dates: &[String], words: &str) -> Vec<String> {
    let is_period = |a: &str, b: &str| {
        let ways = [("between ", " and "), ("from ", " to ")];
        let is_way =
            |(before, between): (&str, &str)| words.contains(&format!("{before}{a}{between}{b}"));
        a.len() == 4 && b.len() == 4 && a < b && ways.into_iter().any(is_way)
    };
    let mut told: Vec<String> = Vec::new();
    for date in dates {
        match told.last_mut() {
            Some(last) if is_period(last, date) => *last = format!("{last}/{date}"),
            _ => told.push(date.clone()),
        }
    }
    told.retain(|d| interval::days(d).is_some_and(|(from, to)| to - from <= MAX_DAYS));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin, Query, Selection};

    fn of(articles: &[(&str, &str)], query: &str) -> Timeline {
        let mut collection = Collection::new(Codebook::diplomatic());
        for (date, text) in articles {
            let origin = Origin {
                date: Some((*date).to_owned()).filter(|d| !d.is_empty()),
                ..Origin::default()
            };
            collection
                .add(origin, (*text).to_owned())
                .expect("it has words");
        }
        let selection = Selection {
            query: Query::new(query),
            ..Selection::default()
        };
        let selected = collection.select(&selection);
        timeline(&collection, &selected)
    }

    fn shown(timeline: &Timeline) -> Vec<String> {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".to_owned());
        let row = |e: &Entry| {
            let kind = if e.event.is_some() {
                "meeting"
            } else {
                "claim"
            };
            format!(
                "{} {} {kind} in {}",
                day(&e.earliest),
                day(&e.latest),
                e.reports.len()
            )
        };
        timeline.rows.iter().map(row).collect()
    }

    const HELD: &str = "Narendra Modi held talks with Emmanuel Macron in Paris on 14 July 2023. “日本” 🙂 – ¥5, é.";

    #[test]
    fn one_event_is_one_row_whoever_reports_it() {
        let other = "On 14 July 2023, Narendra Modi met Emmanuel Macron in Paris for talks.";
        let found = of(&[("2023-07-15", HELD), ("2023-07-16", other)], "");
        assert_eq!(shown(&found), ["2023-07-14 2023-07-14 meeting in 2"]);
        let found = of(&[("2023-07-15", HELD), ("2023-07-16", other)], "café");
        assert_eq!(shown(&found), [""; 0]);
        assert_eq!(shown(&of(&[], "")), [""; 0]);
    }

    #[test]
    fn undated_meetings_are_bounded_by_their_articles_and_no_day_is_invented() {
        let held = "Narendra Modi held talks with Emmanuel Macron in Paris.";
        let cases = [
            ("2023-07-20", held, "? 2023-07-20 meeting in 1"),
            ("", held, "? ? meeting in 1"),
            (
                "2023-07-20",
                "Narendra Modi will visit Paris for talks with Emmanuel Macron.",
                "2023-07-20 ? meeting in 1",
            ),
            (
                "",
                "Narendra Modi held talks with Emmanuel Macron on Thursday.",
                "? ? meeting in 1",
            ),
        ];
        for (date, text, expected) in cases {
            let found = of(&[(date, text)], "");
            assert_eq!(shown(&found)[0], expected, "{text}");
        }
    }

    #[test]
    fn claims_stand_at_the_dates_they_name() {
        let text =
            "India and Japan agreed to build a lithium plant in Gujarat between 2022 and 2027.";
        let found = of(
            &[
                ("2023-07-20", text),
                ("2023-07-21", &format!("{text} So it was said in “Tokyo”.")),
            ],
            "",
        );
        let claims: Vec<String> = shown(&found)
            .into_iter()
            .filter(|r| r.contains("claim"))
            .collect();
        assert_eq!(claims, ["2022-01-01 2027-12-31 claim in 2"]);
    }
}
