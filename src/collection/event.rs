//! Events: meetings that several articles report, and how meetings follow from
//! each other.
//!
//! Two reports are of one event when enough speaks for it (place, parties,
//! persons, date, series, what was said) and nothing against it: another day,
//! another city, another edition, another holder of the same office. One conflict
//! separates. That two texts are worded alike is no reason.
//!
//! Example: "S Jaishankar held talks with Yoko Kamikawa in Tokyo" and "during a
//! strategic dialogue in Tokyo, ministers from India and Japan …" are one event
//! if both tell of the same exercises and investments; "Jaishankar and Yoshimasa
//! Hayashi" is another.

use std::hash::{Hash, Hasher};

use chancery_extract::record::{MeetingKind, MeetingStatus};
use chancery_text::{Span, sort};
use rustc_hash::{FxHashMap, FxHasher};

use crate::article::ArticleIdx;
use crate::ledger::{Skipped, n_skipped};
use crate::report::{MeetingReport, Name, Reports};
use crate::store::Collection;
use crate::value;

/// A meeting as all articles report it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The kind that the first report gives it.
    pub kind: MeetingKind,
    /// Whether it has taken place.
    pub status: MeetingStatus,
    /// Ids of the persons and bodies, sorted.
    pub participants: Vec<String>,
    /// Ids of the countries, sorted.
    pub parties: Vec<String>,
    /// Ids of the places, sorted.
    pub places: Vec<String>,
    /// TIMEX3; the most exact of the reports.
    pub date: Option<String>,
    /// Id of the series.
    pub series: Option<String>,
    /// Its number in the series.
    pub edition: Option<u32>,
    /// By article: its meeting by number, and the words it rests on.
    pub reports: Vec<(ArticleIdx, u32, Vec<Span>)>,
    /// What speaks for their being one, in words; empty for a single report.
    pub reasons: Vec<&'static str>,
}

impl Event {
    /// What a reader sees: "2+2 Dialogue (3rd): India, Japan, in New Delhi".
    pub fn label(&self, collection: &Collection) -> String {
        let name = |id: &str| {
            let entity = collection.entity(id);
            entity.map_or_else(|| id.to_owned(), |e| e.name.clone())
        };
        let names = |ids: &[&String]| {
            let names: Vec<String> = ids.iter().map(|id| name(id)).collect();
            names.join(", ")
        };
        let mut label = match &self.series {
            Some(series) => name(series),
            None => kind_words(self.kind).to_owned(),
        };
        if let Some(edition) = self.edition {
            label.push_str(&format!(" ({})", value::ordinal(edition)));
        }
        let who = if self.participants.is_empty() {
            &self.parties
        } else {
            &self.participants
        };
        let is_land = |id: &&String| collection.entity(id).is_some_and(|e| e.iso3166.is_some());
        let (lands, cities): (Vec<&String>, Vec<&String>) = self.places.iter().partition(is_land);
        let places = if cities.is_empty() { lands } else { cities };
        let parts = [(": ", who.iter().collect()), (", in ", places)];
        for (before, ids) in parts.into_iter().filter(|p| !p.1.is_empty()) {
            label.push_str(before);
            label.push_str(&names(&ids));
        }
        label
    }
}

fn kind_words(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Talks => "Talks",
        MeetingKind::Visit => "Visit",
        MeetingKind::Summit => "Summit",
        MeetingKind::Dialogue => "Dialogue",
        MeetingKind::Conference => "Conference",
        MeetingKind::Signing => "Signing",
        MeetingKind::Exercise => "Exercise",
    }
}

/// How one event follows from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// What was planned may be what was held.
    HeldAsPlanned,
    /// Another edition of the same series.
    LaterEdition,
}

/// Two events that belong together without being one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Link {
    /// The earlier, as an index into the events.
    pub from: u32,
    /// The later.
    pub to: u32,
    /// How it follows.
    pub relation: Relation,
}

/// Reports of one event, by index into [`Reports::meetings`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) members: Vec<u32>,
    reasons: Vec<&'static str>,
}

/// Members that a report is held against; later ones say the same.
const MAX_COMPARED: usize = 32;

/// Persons and places of a meeting by which it is looked for.
const MAX_KEYS: usize = 8;

/// Events that share one thing with a report and are held against it, the latest
/// met; so that ten thousand talks in one capital take no hundred million looks.
const MAX_NEAR: usize = 256;

/// Days between articles that do not say when, beyond which they cannot tell of
/// one meeting: agencies report within the week.
const MAX_DAYS: i64 = 10;

/// Joins the meetings. `n_shared` tells on how many topics two articles agree.
/// Costs time in proportion to the meetings.
pub(crate) fn join(
    reports: &Reports,
    n_shared: &dyn Fn(ArticleIdx, ArticleIdx) -> usize,
    skipped: &mut Skipped,
) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    // Looked up, never listed.
    let mut by_key: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, meeting) in (0u32..).zip(&reports.meetings) {
        let keys = keys(reports, meeting);
        let mut near: Vec<u32> = keys
            .iter()
            .filter_map(|k| by_key.get(k))
            .flat_map(|list| list.iter().rev().take(MAX_NEAR))
            .copied()
            .collect();
        sort::sort(&mut near);
        near.dedup();
        let lists = keys.iter().filter_map(|k| by_key.get(k));
        let beyond = lists.map(|list| list.len().saturating_sub(MAX_NEAR) as u64);
        skipped.meetings += beyond.sum::<u64>();
        let mut best: Option<(u32, u32, Vec<&'static str>)> = None;
        for cluster in near {
            let n_members = clusters[cluster as usize].members.len();
            skipped.meetings += n_members.saturating_sub(MAX_COMPARED) as u64;
            if let Some((points, reasons)) =
                fit(reports, &clusters[cluster as usize], meeting, n_shared)
                && best.as_ref().is_none_or(|b| points > b.0)
            {
                best = Some((points, cluster, reasons));
            }
        }
        let cluster = match best {
            Some((_, cluster, reasons)) => {
                let known = &mut clusters[cluster as usize];
                known.members.push(at);
                known.reasons.extend(reasons);
                sort::sort(&mut known.reasons);
                known.reasons.dedup();
                cluster
            }
            None => {
                clusters.push(Cluster {
                    members: vec![at],
                    reasons: Vec::new(),
                });
                clusters.len() as u32 - 1
            }
        };
        for key in keys {
            let list = by_key.entry(key).or_default();
            if list.last() != Some(&cluster) {
                list.push(cluster);
            }
        }
    }
    clusters
}

/// What a report must share with another to be held against it.
fn keys(reports: &Reports, meeting: &MeetingReport) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut key = |parts: &dyn Fn(&mut FxHasher)| {
        let mut hasher = FxHasher::default();
        parts(&mut hasher);
        keys.push(hasher.finish());
    };
    for place in meeting.places.iter().take(MAX_KEYS) {
        key(&|h| (0u8, &meeting.parties, place).hash(h));
        for who in meeting.participants.iter().take(MAX_KEYS) {
            key(&|h| (1u8, who, place).hash(h));
        }
    }
    for (at, a) in meeting.participants.iter().take(MAX_KEYS).enumerate() {
        for b in meeting.participants.iter().take(MAX_KEYS).skip(at + 1) {
            key(&|h| (2u8, a, b).hash(h));
        }
        key(&|h| (3u8, a, &meeting.parties).hash(h));
    }
    if let Some(date) = &meeting.date {
        key(&|h| (4u8, &meeting.parties, date).hash(h));
    }
    if let Some(series) = meeting.series {
        key(&|h| (5u8, series, meeting.edition).hash(h));
    }
    for pair in reports.pairs_of(meeting) {
        key(&|h| (6u8, pair).hash(h));
    }
    keys
}

/// How much speaks for `meeting` being the event of `cluster`, and what; `None`
/// if something speaks against it, or too little for it.
fn fit(
    reports: &Reports,
    cluster: &Cluster,
    meeting: &MeetingReport,
    n_shared: &dyn Fn(ArticleIdx, ArticleIdx) -> usize,
) -> Option<(u32, Vec<&'static str>)> {
    let mut best = None;
    let members = || cluster.members.iter().take(MAX_COMPARED);
    let mut said =
        members().filter_map(|&m| reports.are_one(&reports.meetings[m as usize], meeting));
    if let Some(first) = said.next() {
        let is_one = first && said.all(|is_one| is_one);
        return is_one.then(|| (u32::MAX, vec!["you said so"]));
    }
    for &member in members() {
        let other = &reports.meetings[member as usize];
        if conflicts(reports, other, meeting) || status_of(other) != status_of(meeting) {
            return None;
        }
        let (points, reasons) = support(reports, other, meeting, n_shared);
        if points >= 3 && best.as_ref().is_none_or(|b: &(u32, _)| points > b.0) {
            best = Some((points, reasons));
        }
    }
    best
}

/// Whether it is still to come.
fn status_of(meeting: &MeetingReport) -> bool {
    meeting.status == MeetingStatus::Planned
}

/// Whether `a` and `b` cannot be one event, planned or held.
fn conflicts(reports: &Reports, a: &MeetingReport, b: &MeetingReport) -> bool {
    let kind = |m: &MeetingReport| match m.kind {
        MeetingKind::Visit => 1,
        MeetingKind::Exercise => 2,
        MeetingKind::Signing => 3,
        _ => 0,
    };
    let is_within = |a: &[Name], b: &[Name]| a.iter().all(|n| b.contains(n));
    let are_apart =
        |a: &[Name], b: &[Name]| !a.is_empty() && !b.is_empty() && !a.iter().any(|n| b.contains(n));
    let other_edition = matches!((a.edition, b.edition), (Some(x), Some(y)) if x != y);
    let other_series = match (a.series, b.series) {
        (Some(x), Some(y)) => x != y && !alike(reports.name(x), reports.name(y)),
        _ => false,
    };
    let same_article = a.article == b.article;
    let parties = !is_within(&a.parties, &b.parties) && !is_within(&b.parties, &a.parties);
    same_article
        || kind(a) != kind(b)
        || other_edition
        || other_series
        || parties
        || are_apart(&a.places, &b.places)
        || are_apart(&a.lands, &b.lands)
        || dates(reports, a, b) == Some(false)
        || others_present(reports, a, b)
}

/// Whether the persons of two meetings of few cannot have been at one table.
fn others_present(reports: &Reports, a: &MeetingReport, b: &MeetingReport) -> bool {
    let (x, y) = (persons(reports, a), persons(reports, b));
    let is_large = a.parties.len().max(b.parties.len()) > 2;
    let n_both = n_same(&x, &y);
    !is_large && n_both < x.len().min(y.len())
}

fn persons<'r>(reports: &'r Reports, meeting: &MeetingReport) -> Vec<&'r str> {
    let names = meeting.participants.iter().map(|&n| reports.name(n));
    names.filter_map(|n| n.strip_prefix("P:")).collect()
}

fn n_same(a: &[&str], b: &[&str]) -> usize {
    a.iter().filter(|x| b.iter().any(|y| alike(x, y))).count()
}

/// Whether all parts of one name are parts of the other: "kamikawa" and
/// "yoko-kamikawa".
fn alike(a: &str, b: &str) -> bool {
    let is_part = |a: &str, b: &str| {
        a.split(['-', ':'])
            .all(|part| b.split(['-', ':']).any(|p| p == part))
    };
    is_part(a, b) || is_part(b, a)
}

/// What speaks for `a` and `b` being one event, which nothing speaks against.
fn support(
    reports: &Reports,
    a: &MeetingReport,
    b: &MeetingReport,
    n_shared: &dyn Fn(ArticleIdx, ArticleIdx) -> usize,
) -> (u32, Vec<&'static str>) {
    let mut reasons = Vec::new();
    let (mut points, mut is_anchored) = (0, false);
    let mut add = |n: u32, anchors: bool, reason: &'static str| {
        if n > 0 {
            points += n;
            is_anchored |= anchors;
            reasons.push(reason);
        }
    };
    let place = a.places.iter().any(|p| b.places.contains(p));
    add(u32::from(place), false, "the same place");
    let parties = a.parties.len() > 1 && a.parties == b.parties;
    add(u32::from(parties), false, "the same countries");
    let n_persons = n_same(&persons(reports, a), &persons(reports, b)).min(2);
    add(n_persons as u32, false, "the same persons");
    let date = match dates(reports, a, b) {
        Some(true) if is_day(a.date.as_deref()) && is_day(b.date.as_deref()) => 2,
        Some(true) => 1,
        _ => 0,
    };
    add(date, true, "the same date");
    let series = a.series.is_some() && a.series == b.series;
    add(u32::from(series), false, "the same series");
    let edition = series && a.edition.is_some() && a.edition == b.edition;
    add(2 * u32::from(edition), true, "the same edition");
    let n_topics = n_shared(a.article, b.article);
    add(u32::from(n_topics > 1), true, "the same topics");
    (if is_anchored { points } else { 0 }, reasons)
}

fn is_day(timex: Option<&str>) -> bool {
    timex.is_some_and(|t| day_number(t).is_some())
}

/// Whether the dates agree; `None` when they do not tell.
fn dates(reports: &Reports, a: &MeetingReport, b: &MeetingReport) -> Option<bool> {
    if let (Some(x), Some(y)) = (&a.date, &b.date)
        && let Some(agree) = agree(x, y)
    {
        return Some(agree);
    }
    // Who does not say when tells of the days before.
    let day = |m: &MeetingReport| {
        let said = m.date.as_deref().and_then(day_number);
        let written = || reports.dates.get(&m.article).and_then(|d| day_number(d));
        let is_past = m.status != MeetingStatus::Planned && m.status != MeetingStatus::Mentioned;
        said.or_else(|| written().filter(|_| is_past && m.date.is_none()))
    };
    let apart = (day(a)? - day(b)?).abs();
    match apart {
        0..=3 => Some(true),
        _ if apart > MAX_DAYS => Some(false),
        _ => None,
    }
}

/// Whether two TIMEX3 values can be one time; `None` when they are of kinds that
/// cannot be held against each other.
pub(crate) fn agree(a: &str, b: &str) -> Option<bool> {
    let weekday = |t: &str| {
        t.strip_prefix("XXXX-WXX-")
            .and_then(|d| d.parse::<i64>().ok())
    };
    let month = |t: &str| t.strip_prefix("XXXX").map(str::to_owned);
    match (weekday(a), weekday(b)) {
        (Some(x), Some(y)) => return Some(x == y),
        (Some(x), None) => return Some((day_number(b)? + 3).rem_euclid(7) + 1 == x),
        (None, Some(_)) => return agree(b, a),
        (None, None) => {}
    }
    // Decades and centuries hold too much to say anything.
    let is_calendar = |t: &str| t.len() >= 4 && t.starts_with(|c: char| c.is_ascii_digit());
    match (month(a), month(b)) {
        (None, None) if is_calendar(a) && is_calendar(b) => {
            let ends = |t: &str| {
                let (from, to) = t.split_once('/').unwrap_or((t, t));
                (from.to_owned(), format!("{to}~"))
            };
            let ((a, a_end), (b, b_end)) = (ends(a), ends(b));
            Some(a <= b_end && b <= a_end)
        }
        (Some(x), None) if is_calendar(b) => Some(b.get(4..)?.starts_with(&x)),
        (None, Some(_)) => agree(b, a),
        (Some(x), Some(y)) => Some(x.starts_with(&y) || y.starts_with(&x)),
        _ => None,
    }
}

/// Days since 1 January 1970, a Thursday; `None` if it is no single day.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    let day = date.split('T').next()?;
    let mut parts = day.split('-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some()
        || !(1..=12).contains(&m)
        || !(1..=31).contains(&d)
        || !(0..=9999).contains(&y)
    {
        return None;
    }
    // Years begin in March, so that the leap day is their last.
    let (y, m) = if m > 2 { (y, m - 3) } else { (y - 1, m + 9) };
    Some(
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d
            - 719_469,
    )
}

/// The events that `clusters` are, in the order met.
pub(crate) fn events(reports: &Reports, clusters: &[Cluster]) -> Vec<Event> {
    clusters.iter().map(|c| event(reports, c)).collect()
}

fn event(reports: &Reports, cluster: &Cluster) -> Event {
    let members: Vec<&MeetingReport> = cluster
        .members
        .iter()
        .map(|&m| &reports.meetings[m as usize])
        .collect();
    let first = members[0];
    let names = |of: &dyn Fn(&MeetingReport) -> Vec<Name>| {
        let all = members
            .iter()
            .flat_map(|m| of(m))
            .map(|n| reports.name(n).to_owned());
        let mut all: Vec<String> = all.collect();
        sort::sort(&mut all);
        all.dedup();
        all
    };
    let dates = members.iter().filter_map(|m| m.date.as_ref());
    Event {
        kind: first.kind,
        status: first.status,
        participants: names(&|m| m.participants.clone()),
        parties: names(&|m| m.parties.clone()),
        places: names(&|m| m.places.iter().chain(&m.lands).copied().collect()),
        date: dates
            .max_by_key(|d| (d.starts_with(|c: char| c.is_ascii_digit()), d.len()))
            .cloned(),
        series: members
            .iter()
            .find_map(|m| m.series)
            .map(|s| reports.name(s).to_owned()),
        edition: members.iter().find_map(|m| m.edition),
        reports: members
            .iter()
            .map(|m| (m.article, m.number, m.spans.clone()))
            .collect(),
        reasons: cluster.reasons.clone(),
    }
}

/// How the events follow from each other, by earlier and later.
pub(crate) fn links(reports: &Reports, clusters: &[Cluster], skipped: &mut Skipped) -> Vec<Link> {
    let meeting = |at: u32| &reports.meetings[clusters[at as usize].members[0] as usize];
    // By what they share: events in the order met.
    let mut sharing: Vec<((u8, Vec<Name>), u32)> = Vec::new();
    for at in 0..clusters.len() as u32 {
        let one = meeting(at);
        sharing.extend(one.series.map(|s| ((0, vec![s]), at)));
        for &who in &one.participants {
            sharing.push(((1, vec![who]), at));
        }
    }
    sort::sort(&mut sharing);
    let mut links = Vec::new();
    for same in sharing.chunk_by(|a, b| a.0 == b.0) {
        skipped.links += n_skipped(same.len(), MAX_COMPARED);
        for (at, (_, a)) in same.iter().take(MAX_COMPARED).enumerate() {
            for (_, b) in same.iter().take(MAX_COMPARED).skip(at + 1) {
                links.extend(link(reports, (*a, meeting(*a)), (*b, meeting(*b))));
            }
        }
    }
    sort::sort(&mut links);
    links.dedup();
    links
}

fn link(reports: &Reports, a: (u32, &MeetingReport), b: (u32, &MeetingReport)) -> Option<Link> {
    let same_parties = a.1.parties == b.1.parties && a.1.parties.len() > 1;
    let in_order = |is_before: bool, relation| {
        let (from, to) = if is_before { (a.0, b.0) } else { (b.0, a.0) };
        Some(Link { from, to, relation })
    };
    if a.1.series.is_some() && a.1.series == b.1.series && same_parties {
        match (a.1.edition, b.1.edition) {
            (Some(x), Some(y)) if x != y => return in_order(x < y, Relation::LaterEdition),
            _ => {}
        }
    }
    // One person and two countries meet often; more must be the same.
    let is_likely = || {
        n_same(&persons(reports, a.1), &persons(reports, b.1)) > 1
            || a.1.places.iter().any(|p| b.1.places.contains(p))
            || dates(reports, a.1, b.1) == Some(true)
    };
    let is_promise = status_of(a.1) != status_of(b.1) && same_parties && is_likely();
    if is_promise && !conflicts(reports, a.1, b.1) {
        return in_order(status_of(a.1), Relation::HeldAsPlanned);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("1970-03-01", Some(59)),
            ("2024-02-29", Some(19_782)),
            ("1970-01-02TMO", Some(1)),
            ("2024-13-01", None),
            ("2024-02", None),
            ("日本", None),
            ("", None),
        ];
        for (date, expected) in cases {
            assert_eq!(day_number(date), expected, "{date}");
        }
    }

    #[test]
    fn dates_agree_or_not() {
        let cases = [
            ("2024-08-20", "2024-08-20", Some(true)),
            ("2024-08-20", "2024-08", Some(true)),
            ("2024-08-20", "2024-08-21", Some(false)),
            ("2024-08-20/2024-08-22", "2024-08-21", Some(true)),
            ("XXXX-WXX-4", "2023-07-27", Some(true)),
            ("XXXX-WXX-2", "2023-07-27", Some(false)),
            ("XXXX-WXX-2", "XXXX-WXX-4", Some(false)),
            ("XXXX-04", "2022-04-09", Some(true)),
            ("XXXX-03", "2022-04-09", Some(false)),
            ("P5Y", "2022", None),
            ("19", "1987-09", None),
            ("", "日本", None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(agree(a, b), expected, "{a} {b}");
            assert_eq!(agree(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn names_are_alike() {
        assert!(alike("kamikawa", "yoko-kamikawa"));
        assert!(!alike("yoshimasa-hayashi", "yoko-kamikawa"));
    }
}
