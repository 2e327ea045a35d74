//! What articles report, made ready to be joined: their claims and meetings,
//! each with what it is about.
//!
//! What a claim is about are its features: topics of `data/topic.tsv`, sums,
//! named things, and words that are neither. A strong feature ("joint
//! exercises") is enough to say that two claims of the same parties are about
//! one thing; of weak ones ("investment", "¥5 trillion") it takes two. Who joins
//! them lives in [`crate::ledger`] and [`crate::event`].
//!
//! Example: "Both sides are striving to achieve the target of five trillion yen in
//! investments" has the weak features `investment` and `JPY 5000000000000`.

use std::cmp::Ordering;

use chancery_extract::record::{Claim, ClaimStatus, Meeting, MeetingKind, MeetingStatus};
use chancery_extract::{EntityIdx, Mention, MentionKind, Value};
use chancery_text::{Span, sort};
use rustc_hash::FxHashMap;

use crate::article::ArticleIdx;
use crate::codebook::{Codebook, TermKind};
use crate::correction::{Pair, Place};
use crate::event::day_number;
use crate::person::{self, OfficeReport, PersonReport};
use crate::store::Read;
use crate::term::Matcher;
use crate::word::Words;

/// A name by number: an entity id or the key of a feature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Name(pub(crate) u32);

/// What many articles report.
#[derive(Clone, Debug)]
pub(crate) struct Reports {
    topics: Codebook,
    matcher: Matcher,
    pub(crate) names: Vec<Box<str>>,
    /// Looked up, never listed.
    by_name: FxHashMap<Box<str>, Name>,
    /// Days on which articles appeared, by article.
    pub(crate) dates: FxHashMap<ArticleIdx, String>,
    pub(crate) claims: Vec<ClaimReport>,
    pub(crate) meetings: Vec<MeetingReport>,
    pub(crate) persons: Vec<PersonReport>,
    pub(crate) offices: Vec<OfficeReport>,
    /// What a person says of whether reports are of the same; known while they are
    /// joined.
    pub(crate) pairs: Vec<Pair>,
}

/// What kind of feature it is: which pairs of weak ones count depends on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum FeatureKind {
    Topic,
    Sum,
    Named,
    Word,
}

/// Something that a claim is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Feature {
    pub(crate) name: Name,
    pub(crate) kind: FeatureKind,
    /// Whether it is enough alone.
    pub(crate) is_strong: bool,
    /// Which word of the article it begins with.
    pub(crate) at: u32,
}

/// A claim of one article.
#[derive(Clone, Debug)]
pub(crate) struct ClaimReport {
    pub(crate) article: ArticleIdx,
    /// Its place among the claims of the article.
    pub(crate) number: u32,
    pub(crate) span: Span,
    pub(crate) status: ClaimStatus,
    /// The countries it is about; sorted.
    pub(crate) countries: Vec<Name>,
    /// Bodies that make it; sorted.
    pub(crate) bodies: Vec<Name>,
    pub(crate) who: Vec<Name>,
    /// By name, each once.
    pub(crate) features: Vec<Feature>,
    /// Currency and amount.
    pub(crate) sums: Vec<(Name, f64)>,
    /// Calendar dates and durations, as TIMEX3.
    pub(crate) dates: Vec<String>,
    /// Whether it says that something is the first, only or largest.
    pub(crate) is_singular: bool,
}

/// A meeting in one article.
#[derive(Clone, Debug)]
pub(crate) struct MeetingReport {
    pub(crate) article: ArticleIdx,
    /// Its place among the meetings of the article.
    pub(crate) number: u32,
    pub(crate) spans: Vec<Span>,
    pub(crate) kind: MeetingKind,
    pub(crate) status: MeetingStatus,
    pub(crate) participants: Vec<Name>,
    /// Countries; sorted.
    pub(crate) parties: Vec<Name>,
    /// Below the country; sorted.
    pub(crate) places: Vec<Name>,
    /// Countries in which it takes place; sorted.
    pub(crate) lands: Vec<Name>,
    /// TIMEX3.
    pub(crate) date: Option<String>,
    pub(crate) series: Option<Name>,
    pub(crate) edition: Option<u32>,
}

/// Features of one claim that are looked at: more say no more, and pairs of them
/// are counted.
const MAX_FEATURES: usize = 16;

/// Days around an article's own in which what it tells has happened.
const REPORT_DAYS: i64 = 7;

/// Items of an enumeration from which on what is discussed is an agenda: it tells
/// what a meeting is about, and nothing about each item.
const AGENDA_ITEMS: usize = 3;

/// Bytes before a word in which the name may begin that holds it.
const LONGEST_NAME: u32 = 120;

impl Default for Reports {
    fn default() -> Self {
        let topics = Codebook::from_tsv(include_str!(concat!(env!("OUT_DIR"), "/topic.tsv"))).0;
        Self {
            matcher: Matcher::new(&topics),
            topics,
            names: Vec::new(),
            by_name: FxHashMap::default(),
            dates: FxHashMap::default(),
            claims: Vec::new(),
            meetings: Vec::new(),
            persons: Vec::new(),
            offices: Vec::new(),
            pairs: Vec::new(),
        }
    }
}

impl ClaimReport {
    fn is_at(&self, place: &Place) -> bool {
        (self.article, self.span) == (place.article, place.span)
    }
}

impl MeetingReport {
    fn is_at(&self, place: &Place) -> bool {
        self.article == place.article && self.spans.contains(&place.span)
    }
}

impl Reports {
    /// Takes what one article reports. Articles come in ascending order, or
    /// [`Reports::restore_order`] is called when all have come. Costs time in proportion
    /// to its words.
    pub(crate) fn add(&mut self, article: ArticleIdx, read: &Read) {
        let reading = &read.reading;
        if let Some(date) = &reading.meta.date {
            self.dates.insert(article, date.clone());
        }
        self.add_persons(article, read);
        if !reading.claims.is_empty() {
            let about = About::new(self, read);
            for (number, claim) in (0u32..).zip(&reading.claims) {
                let report = self.claim(article, number, read, claim, &about);
                self.claims.extend(report);
            }
        }
        for (number, meeting) in (0u32..).zip(&reading.meetings) {
            let report = self.meeting(article, number, read, meeting);
            self.meetings.push(report);
        }
    }

    /// These reports with a table of names; `None` if one has no name, or two names
    /// are the same.
    pub(crate) fn with_names(mut self, names: Vec<Box<str>>) -> Option<Self> {
        let mut is_named = true;
        self.for_each_name(|name| is_named &= (name.0 as usize) < names.len());
        self.by_name = by_name(&names);
        self.names = names;
        (is_named && self.by_name.len() == self.names.len()).then_some(self)
    }

    /// Whether all are of the first `n_articles`.
    pub(crate) fn is_within(&self, n_articles: u32) -> bool {
        let claims = self.claims.iter().map(|c| c.article);
        let meetings = self.meetings.iter().map(|m| m.article);
        let offices = self.offices.iter().map(|o| o.article);
        let mut articles = claims.chain(meetings).chain(offices);
        articles.all(|article| article.0 < n_articles)
    }

    /// Takes back what some articles report.
    pub(crate) fn remove(&mut self, articles: &[ArticleIdx]) {
        let mut gone = articles.to_vec();
        sort::sort(&mut gone);
        let stays = |article: ArticleIdx| gone.binary_search(&article).is_err();
        self.dates.retain(|&article, _| stays(article));
        self.claims.retain(|claim| stays(claim.article));
        self.meetings.retain(|meeting| stays(meeting.article));
        self.persons.retain(|person| stays(person.article));
        self.offices.retain(|office| stays(office.article));
    }

    /// Whether a person says that two claims are not of the same.
    pub(crate) fn are_apart(&self, a: &ClaimReport, b: &ClaimReport) -> bool {
        let mut said = self.pairs.iter();
        said.any(|pair| pair.says(&|p| a.is_at(p), &|p| b.is_at(p)) == Some(false))
    }

    /// What a person says of whether two meetings are one; the last word counts.
    pub(crate) fn are_one(&self, a: &MeetingReport, b: &MeetingReport) -> Option<bool> {
        let said = self.pairs.iter().rev();
        let mut said = said.filter_map(|pair| pair.says(&|p| a.is_at(p), &|p| b.is_at(p)));
        said.next()
    }

    /// The pairs, by number, in which a person says that a meeting is one with another.
    pub(crate) fn pairs_of(&self, meeting: &MeetingReport) -> impl Iterator<Item = usize> {
        let same = self
            .pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| pair.is_same);
        let of = same.filter(|(_, pair)| {
            meeting.is_at(&pair.one) || pair.others.iter().any(|p| meeting.is_at(p))
        });
        of.map(|(at, _)| at)
    }

    /// Whether an article reports something at a place.
    pub(crate) fn has(&self, place: &Place) -> bool {
        self.claims.iter().any(|c| c.is_at(place)) || self.meetings.iter().any(|m| m.is_at(place))
    }

    /// Puts what was taken in the order of articles.
    pub(crate) fn restore_order(&mut self) {
        sort::sort_by_key(&mut self.claims, |claim| claim.article);
        sort::sort_by_key(&mut self.meetings, |meeting| meeting.article);
        sort::sort_by_key(&mut self.persons, |person| person.article);
        sort::sort_by_key(&mut self.offices, |office| office.article);
    }

    /// The same, with names numbered in the order in which these reports have them,
    /// so that nothing tells of reports that were taken back; each person once.
    pub(crate) fn renumbered(&self) -> Self {
        let mut reports = self.clone();
        reports.sort_names(|names, a, b| {
            let name = |n: &Name| names.get(n.0 as usize);
            name(a).cmp(&name(b))
        });
        let mut numbers: Vec<Option<Name>> = vec![None; self.names.len()];
        let mut names = Vec::new();
        reports.for_each_name(|name| {
            let old = name.0 as usize;
            *name = *numbers[old].get_or_insert_with(|| {
                names.push(self.names[old].clone());
                Name(names.len() as u32 - 1)
            });
        });
        reports.by_name = by_name(&names);
        reports.names = names;
        reports.sort_names(|_, a, b| a.cmp(b));
        let mut is_known = vec![false; reports.names.len()];
        reports
            .persons
            .retain(|p| !std::mem::replace(&mut is_known[p.person.0 as usize], true));
        reports
    }

    /// Sorts every list of names whose order says nothing.
    fn sort_names(&mut self, order: impl Fn(&[Box<str>], &Name, &Name) -> Ordering) {
        let order = |a: &Name, b: &Name| order(&self.names, a, b);
        for claim in &mut self.claims {
            sort::sort_by(&mut claim.countries, order);
            sort::sort_by(&mut claim.bodies, order);
            sort::sort_by(&mut claim.features, |a, b| order(&a.name, &b.name));
        }
        for meeting in &mut self.meetings {
            for names in [
                &mut meeting.participants,
                &mut meeting.parties,
                &mut meeting.places,
                &mut meeting.lands,
            ] {
                sort::sort_by(names, order);
            }
        }
    }

    /// Shows `see` every name, always in the same order.
    fn for_each_name(&mut self, mut see: impl FnMut(&mut Name)) {
        for claim in &mut self.claims {
            let features = claim.features.iter_mut().map(|f| &mut f.name);
            let sums = claim.sums.iter_mut().map(|s| &mut s.0);
            let parties = claim.countries.iter_mut().chain(&mut claim.bodies);
            let all = features.chain(sums).chain(parties).chain(&mut claim.who);
            all.for_each(&mut see);
        }
        for meeting in &mut self.meetings {
            let who = meeting.participants.iter_mut().chain(&mut meeting.parties);
            let where_ = meeting.places.iter_mut().chain(&mut meeting.lands);
            who.chain(where_)
                .chain(&mut meeting.series)
                .for_each(&mut see);
        }
        for person in &mut self.persons {
            see(&mut person.person);
        }
        for office in &mut self.offices {
            see(&mut office.person);
            office.country.iter_mut().for_each(&mut see);
        }
    }

    fn add_persons(&mut self, article: ArticleIdx, read: &Read) {
        for entity in &read.reading.entities {
            let words = person::words(&entity.name);
            if entity.kind == MentionKind::Person {
                let person = self.intern(&entity.id);
                self.persons.push(PersonReport {
                    person,
                    words,
                    article,
                });
            }
        }
        for role in &read.reading.roles {
            let Some(person) = role.person.and_then(|p| self.entity(read, p)) else {
                continue;
            };
            let country = role.country.and_then(|c| self.entity(read, c));
            self.offices.push(OfficeReport {
                role: person::office(&role.role),
                country,
                person,
                article,
                span: role.evidence.first().copied().unwrap_or_default(),
            });
        }
    }

    pub(crate) fn name(&self, name: Name) -> &str {
        self.names.get(name.0 as usize).map_or("", |n| n)
    }

    /// What a reader sees of a feature.
    pub(crate) fn label(&self, name: Name) -> &str {
        let name = self.name(name);
        match name
            .strip_prefix("topic:")
            .and_then(|t| self.topics.theme(t))
        {
            Some(theme) => &self.topics.themes[theme.0 as usize].label,
            None => name.split_once(':').map_or(name, |(_, rest)| rest),
        }
    }

    fn intern(&mut self, name: &str) -> Name {
        if let Some(&known) = self.by_name.get(name) {
            return known;
        }
        let new = Name(self.names.len() as u32);
        self.names.push(name.into());
        self.by_name.insert(name.into(), new);
        new
    }

    fn entity(&mut self, read: &Read, entity: EntityIdx) -> Option<Name> {
        let id = &read.reading.entities.get(entity.0 as usize)?.id;
        Some(self.intern(id))
    }

    fn entities(&mut self, read: &Read, entities: &[EntityIdx]) -> Vec<Name> {
        entities
            .iter()
            .filter_map(|&e| self.entity(read, e))
            .collect()
    }

    fn claim(
        &mut self,
        article: ArticleIdx,
        number: u32,
        read: &Read,
        claim: &Claim,
        about: &About,
    ) -> Option<ClaimReport> {
        let span = claim.evidence.iter().copied().reduce(Span::cover)?;
        let within = |s: Span| claim.evidence.iter().any(|e| e.contains(s));
        let words = span.slice(&read.text);
        let features = if is_agenda(read, span, claim.status) {
            Vec::new()
        } else {
            about.features(span, &within, &self.names)
        };
        let (mut countries, mut bodies) = (Vec::new(), Vec::new());
        for &who in &claim.who {
            let Some(entity) = read.reading.entities.get(who.0 as usize) else {
                continue;
            };
            let name = self.intern(&entity.id);
            match entity.kind {
                MentionKind::Place | MentionKind::Norp => countries.push(name),
                MentionKind::Organisation => bodies.push(name),
                _ => countries.extend(about.countries_of.get(&who).copied()),
            }
        }
        let (mut sums, mut dates) = (Vec::new(), Vec::new());
        for mention in mentions_in(read, span).iter().filter(|m| within(m.span)) {
            match (mention.value.as_deref(), mention.kind) {
                (
                    Some(Value::Money {
                        amount, currency, ..
                    }),
                    _,
                ) => {
                    let currency = self.intern(currency.as_deref().unwrap_or("?"));
                    sums.push((currency, *amount));
                }
                (Some(Value::Date { timex, .. }), _)
                    if !timex.starts_with('X') && !is_of_report(read, timex) =>
                {
                    dates.push(timex.clone());
                }
                (_, MentionKind::Place | MentionKind::Norp) => {
                    countries.extend(country(read, mention).map(|id| self.intern(id)));
                }
                _ => {}
            }
        }
        if tidy(countries.clone()).len() < 2 {
            countries.extend(&about.main);
        }
        let is_singular = ["only ", "first ", "largest ", "sole ", "biggest "];
        Some(ClaimReport {
            article,
            number,
            span,
            status: claim.status,
            countries: tidy(countries),
            bodies: tidy(bodies),
            who: self.entities(read, &claim.who),
            features,
            sums,
            dates,
            is_singular: is_singular.iter().any(|w| words.contains(w)),
        })
    }

    fn meeting(
        &mut self,
        article: ArticleIdx,
        number: u32,
        read: &Read,
        meeting: &Meeting,
    ) -> MeetingReport {
        let is_land = |e: &EntityIdx| {
            let entity = read.reading.entities.get(e.0 as usize);
            entity.is_some_and(|e| e.iso3166.is_some())
        };
        let (lands, places): (Vec<EntityIdx>, Vec<EntityIdx>) =
            meeting.places.iter().partition(|e| is_land(e));
        let mention = meeting
            .date
            .and_then(|d| read.reading.mentions.get(d as usize));
        MeetingReport {
            article,
            number,
            spans: meeting.evidence.clone(),
            kind: meeting.kind,
            status: meeting.status,
            participants: tidy(self.entities(read, &meeting.participants)),
            parties: tidy(self.entities(read, &meeting.parties)),
            places: tidy(self.entities(read, &places)),
            lands: tidy(self.entities(read, &lands)),
            date: mention.and_then(|m| match m.value.as_deref() {
                Some(Value::Date { timex, .. }) => Some(timex.clone()),
                _ => None,
            }),
            series: meeting.series.and_then(|s| self.entity(read, s)),
            edition: meeting.edition,
        }
    }
}

fn by_name(names: &[Box<str>]) -> FxHashMap<Box<str>, Name> {
    let numbered = (0u32..).zip(names);
    numbered
        .map(|(at, name)| (name.clone(), Name(at)))
        .collect()
}

/// What the words of one article are about.
struct About {
    /// In text order, each with its words.
    features: Vec<(Span, Feature)>,
    /// The countries that its meetings are between.
    main: Vec<Name>,
    /// By person: the country whose office they hold.
    countries_of: FxHashMap<EntityIdx, Name>,
}

impl About {
    fn new(reports: &mut Reports, read: &Read) -> Self {
        let reading = &read.reading;
        let mut features = Vec::new();
        let mut taken = vec![false; read.words().len()];
        for hit in reports.matcher.find(&read.text, read.words()) {
            take(read.words(), hit.span, &mut taken);
            let term = &reports.topics.terms[hit.term.0 as usize];
            let key = &reports.topics.themes[term.theme.0 as usize].key;
            // Words in the name of a body or an office say who, not what.
            let names = mentions_in(
                read,
                Span::new(hit.span.start.saturating_sub(LONGEST_NAME), hit.span.end),
            );
            let is_who = names
                .iter()
                .any(|m| is_name(m) && m.span.contains(hit.span));
            if key != "general" && !is_who {
                let is_strong = term.kind == TermKind::Full;
                let key = match key.strip_prefix("each-") {
                    Some(_) => format!("term:{}", term.text.trim_end_matches('*')),
                    None => format!("topic:{key}"),
                };
                features.push((hit.span, key, FeatureKind::Topic, is_strong));
            }
        }
        for mention in reading.mentions.iter().filter(|m| !m.nested) {
            take(read.words(), mention.span, &mut taken);
            if mention.kind == MentionKind::Person {
                take_rest_of_name(read, mention.span, &mut taken);
            }
            features.extend(
                named(read, mention)
                    .map(|(key, kind, is_strong)| (mention.span, key, kind, is_strong)),
            );
        }
        for (at, taken) in taken.iter().enumerate() {
            let stem = stem(read.words().key(at));
            if !taken && stem.len() >= 3 && !stem.bytes().any(|b| b.is_ascii_digit()) {
                let key = format!("word:{stem}");
                features.push((read.words().span(at), key, FeatureKind::Word, false));
            }
        }
        let mut features: Vec<(Span, Feature)> = features
            .into_iter()
            .map(|(span, key, kind, is_strong)| {
                let feature = Feature {
                    name: reports.intern(&key),
                    kind,
                    is_strong,
                    at: read.words().at_byte(span.start) as u32,
                };
                (span, feature)
            })
            .collect();
        sort::sort_by_key(&mut features, |f| (f.0.start, f.1.kind, f.1.name));
        let mut countries_of = FxHashMap::default();
        for role in &reading.roles {
            if let (Some(person), Some(country)) = (role.person, role.country) {
                countries_of.extend(reports.entity(read, country).map(|c| (person, c)));
            }
        }
        Self {
            features,
            main: main_countries(reports, read),
            countries_of,
        }
    }

    /// The features of the words `span` as far as they lie `within` the evidence.
    /// `names` tell which of two at one place comes first.
    fn features(
        &self,
        span: Span,
        within: &dyn Fn(Span) -> bool,
        names: &[Box<str>],
    ) -> Vec<Feature> {
        let from = self.features.partition_point(|f| f.0.start < span.start);
        let here = self.features[from..]
            .iter()
            .take_while(|f| f.0.start < span.end);
        let mut features: Vec<Feature> = here.filter(|f| within(f.0)).map(|f| f.1).collect();
        // The first place of each is the one that others are near to.
        sort::sort_by_key(&mut features, |f| (f.name, !f.is_strong));
        features.dedup_by_key(|f| f.name);
        let name = |f: &Feature| names.get(f.name.0 as usize);
        sort::sort_by(&mut features, |a, b| {
            (a.kind, a.at, name(a)).cmp(&(b.kind, b.at, name(b)))
        });
        features.truncate(MAX_FEATURES);
        sort::sort_by_key(&mut features, |f| f.name);
        features
    }
}

/// Marks the words of `span` as taken.
fn take(words: &Words, span: Span, taken: &mut [bool]) {
    let (from, to) = (words.at_byte(span.start), words.at_byte(span.end));
    taken[from..to.max(from)].fill(true);
}

/// Marks the capitalised words after a person: parts of a name that was found in
/// part.
fn take_rest_of_name(read: &Read, name: Span, taken: &mut [bool]) {
    let words = read.words();
    let from = words.at_byte(name.end);
    let is_capital = |at: usize| {
        words
            .span(at)
            .slice(&read.text)
            .starts_with(char::is_uppercase)
    };
    let is_hyphened = |at: usize| {
        let between = Span::new(words.span(at - 1).end, words.span(at).start);
        between.slice(&read.text) == "-"
    };
    let goes_on = |&at: &usize| words.follows(at) && (is_capital(at) || is_hyphened(at));
    let rest = (from.max(1)..words.len()).take_while(goes_on);
    rest.for_each(|at| taken[at] = true);
}

/// The feature that a mention is.
fn named(read: &Read, mention: &Mention) -> Option<(String, FeatureKind, bool)> {
    if let Some(Value::Money {
        amount, currency, ..
    }) = mention.value.as_deref()
    {
        let currency = currency.as_deref().unwrap_or("?");
        // Whole units: cents make no other sum.
        let key = format!("sum:{currency} {}", *amount as u64);
        return Some((key, FeatureKind::Sum, false));
    }
    let entity = read.reading.entities.get(mention.entity?.0 as usize)?;
    let is_strong = match mention.kind {
        MentionKind::Programme => is_undertaking(&entity.name),
        MentionKind::Equipment => true,
        // Where one meets says where it is said.
        MentionKind::Place if entity.iso3166.is_none() && !is_venue(read, mention) => false,
        MentionKind::Organisation => false,
        _ => return None,
    };
    Some((
        format!("named:{}", entity.id),
        FeatureKind::Named,
        is_strong,
    ))
}

/// Whether a programme is one that is carried out, as a railway or a treaty;
/// partnerships, dialogues and summits are frames for anything.
fn is_undertaking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let frames = [
        "partnership",
        "dialogue",
        "summit",
        "meeting",
        "conference",
        "2+2",
        "2 + 2",
        "forum",
        "commission",
        "quad",
    ];
    !frames.iter().any(|f| name.contains(f))
}

/// Whether a place is only where one meets: "talks in Tokyo", but not "projects in
/// the Northeast".
fn is_venue(read: &Read, mention: &Mention) -> bool {
    let before = read.text.get(..mention.span.start as usize).unwrap_or("");
    let meetings = &read.reading.meetings;
    (before.ends_with("in ") || before.ends_with("at "))
        && meetings
            .iter()
            .any(|m| m.places.iter().any(|&p| Some(p) == mention.entity))
}

/// The country that a place or a nationality is.
fn country<'r>(read: &'r Read, mention: &Mention) -> Option<&'r str> {
    let entity = read.reading.entities.get(mention.entity?.0 as usize)?;
    entity.iso3166.is_some().then_some(&*entity.id)
}

/// The parties of the first meeting of an article that has two, else the two
/// countries that the article is about: what is said without naming a country is
/// said between them.
fn main_countries(reports: &mut Reports, read: &Read) -> Vec<Name> {
    let meetings = &read.reading.meetings;
    if let Some(meeting) = meetings.iter().find(|m| m.parties.len() > 1) {
        return tidy(reports.entities(read, &meeting.parties));
    }
    let mentions = read.reading.mentions.iter();
    let mut named: Vec<&str> = mentions.filter_map(|m| country(read, m)).collect();
    sort::sort(&mut named);
    let mut counts: Vec<(usize, &str)> = named
        .chunk_by(|a, b| a == b)
        .map(|c| (c.len(), c[0]))
        .collect();
    sort::sort_by(&mut counts, |a, b| b.cmp(a));
    // Both are named often, and others in passing at most.
    match counts[..] {
        [a, b, ..] if 4 * b.0 >= named.len() && 5 * (a.0 + b.0) >= 4 * named.len() => {
            tidy(vec![reports.intern(a.1), reports.intern(b.1)])
        }
        _ => Vec::new(),
    }
}

/// Sorted, each once.
fn tidy(mut names: Vec<Name>) -> Vec<Name> {
    sort::sort(&mut names);
    names.dedup();
    names
}

/// Whether a day is that of the report: when it was said, not what.
fn is_of_report(read: &Read, timex: &str) -> bool {
    let day = day_number(timex);
    let written = read.reading.meta.date.as_deref().and_then(day_number);
    day.zip(written)
        .is_some_and(|(a, b)| (a - b).abs() <= REPORT_DAYS)
}

/// Whether what is said is a list of what is talked about. Commas in names and
/// offices part no items.
fn is_agenda(read: &Read, span: Span, status: ClaimStatus) -> bool {
    let is_talk = matches!(
        status,
        ClaimStatus::Discussed | ClaimStatus::Planned | ClaimStatus::Hoped
    );
    let mut words = String::new();
    let mut at = span.start;
    for name in mentions_in(read, span).iter().filter(|m| is_name(m)) {
        words.push_str(Span::new(at, name.span.start.max(at)).slice(&read.text));
        at = at.max(name.span.end);
    }
    words.push_str(Span::new(at, span.end.max(at)).slice(&read.text));
    let is_item = |item: &&str| (1..=5).contains(&item.split_whitespace().take(6).count());
    is_talk && words.split(',').skip(1).filter(is_item).count() >= AGENDA_ITEMS
}

fn is_name(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        MentionKind::Person | MentionKind::Organisation | MentionKind::Role
    )
}

/// The mentions that begin in `span`.
fn mentions_in(read: &Read, span: Span) -> &[Mention] {
    let mentions = &read.reading.mentions;
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = mentions.partition_point(|m| m.span.start < span.end);
    &mentions[from..to]
}

/// A word without its commonest endings, so that "exporters" and "exports" meet.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 14] = [
        "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ers", "er", "ed",
        "es", "s",
    ];
    let cut = ENDINGS
        .iter()
        .find_map(|e| word.strip_suffix(e).filter(|s| s.len() >= 4));
    cut.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_topics_has_no_unusable_row() {
        let (topics, problems) = Codebook::from_tsv(include_str!("data/topic.tsv"));
        assert_eq!(
            topics,
            Codebook::from_tsv(include_str!(concat!(env!("OUT_DIR"), "/topic.tsv"))).0,
            "packed"
        );
        assert_eq!(problems, []);
        assert!(topics.theme("general").is_some());
    }

    #[test]
    fn words_lose_their_endings() {
        let cases = [
            ("exporters", "export"),
            ("exports", "export"),
            ("gas", "gas"),
            ("日本", "日本"),
            ("caféing", "café"),
            ("s", "s"),
        ];
        for (word, expected) in cases {
            assert_eq!(stem(word), expected);
        }
    }
}
