//! The exported record of one article, `chancery-record/1`: one JSON object a line.
//!
//! Offsets are in the unit that `offset_unit` names. Every list is in text order.

use serde::{Deserialize, Serialize};

/// The value of [`Record::schema`].
pub const SCHEMA: &str = "chancery-record/1";

/// The keys of a [`Record`], in its order.
pub const KEYS: [&str; 16] = [
    "schema",
    "id",
    "file",
    "bytes",
    "sha256",
    "offset_unit",
    "clean",
    "sentences",
    "meta",
    "mentions",
    "entities",
    "roles",
    "meetings",
    "claims",
    "quotes",
    "problems",
];

/// The value of [`Collection::schema`].
pub const COLLECTION_SCHEMA: &str = "chancery-collection/1";

/// What spans articles: the last line of an export of a collection.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Collection {
    /// [`COLLECTION_SCHEMA`].
    pub schema: String,
    /// What the mentions of all articles name, by kind and name.
    pub entities: Vec<Entity>,
    /// Names that may be one person's, the likeliest first; none is merged.
    pub same_as: Vec<SameAs>,
    /// Who held which office, by role and country.
    pub offices: Vec<Office>,
    /// Meetings as all articles report them, in the order met.
    pub events: Vec<Event>,
    /// How events follow from each other.
    pub links: Vec<Link>,
    /// What the articles say about the same thing; what most of them say first.
    pub ledger: Vec<LedgerRow>,
    /// Articles that are worded alike; what they report may be one event or not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reprints: Vec<Reprint>,
    /// Pairs that were not held against each other; absent if there are none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_compared: Option<NotCompared>,
}

/// Articles that are worded alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reprint {
    /// The articles, in the order of the collection; two at least.
    pub articles: Vec<Reprinted>,
    /// What speaks for it, in words.
    pub reasons: Vec<String>,
}

/// One of several articles that are worded alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reprinted {
    /// Its file.
    pub file: String,
    /// How much of the shorter stands in the longer of it and the one of the others
    /// that it is likest to, in per cent.
    pub likeness: u8,
}

/// Pairs that were not held against each other, as too many share one thing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotCompared {
    /// Reports of meetings and the reports of an event.
    pub meetings: u64,
    /// Events that may follow from each other.
    pub links: u64,
    /// Names of one sound.
    pub names: u64,
}

/// Two names that may be one person's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SameAs {
    /// Entity id of the fuller name.
    pub person: String,
    /// Entity id of the other.
    pub other: String,
    /// What speaks for it, in words.
    pub reasons: Vec<String>,
    /// From 1 to 100.
    pub strength: u8,
}

/// An office and who held it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Office {
    /// In small letters.
    pub role: String,
    /// Entity id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<String>,
    /// By the first day they are named with it, the undated last.
    pub holders: Vec<Holder>,
}

/// A holder of an office.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// Entity id.
    pub person: String,
    /// The files that say so.
    pub files: Vec<String>,
    /// The first day of those that are dated, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// The last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<String>,
}

/// A meeting as all articles report it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Names it within one export.
    pub event: String,
    /// As of a meeting.
    pub kind: String,
    /// As of a meeting.
    pub status: String,
    /// Entity ids of persons and bodies, sorted.
    pub participants: Vec<String>,
    /// Entity ids of countries, sorted.
    pub parties: Vec<String>,
    /// Entity ids, sorted.
    pub places: Vec<String>,
    /// TIMEX3; the most exact that is reported.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Entity id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub series: Option<String>,
    /// Its number in the series.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edition: Option<u32>,
    /// By article.
    pub reports: Vec<EventReport>,
    /// What speaks for the reports being of one event; empty for a single one.
    pub reasons: Vec<String>,
}

/// One article's report of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EventReport {
    /// The article's file.
    pub file: String,
    /// The meeting in its record.
    pub meeting: String,
    /// The words it rests on.
    pub evidence: Vec<Stretch>,
}

/// Two events that belong together without being one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The earlier event.
    pub from: String,
    /// The later event.
    pub to: String,
    /// `held_as_planned` or `later_edition`.
    pub relation: String,
}

/// What articles say about one thing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Names it within one export.
    pub claim: String,
    /// figure, commitment or statement.
    pub kind: String,
    /// What the reports share, and in what they do not.
    pub attributes: LedgerAttributes,
    /// By article and place.
    pub reports: Vec<LedgerReport>,
    /// agree, adds, differs or single.
    pub verdict: String,
}

/// What the reports of a row share, and in what they do not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LedgerAttributes {
    /// What all reports are about, in words.
    pub about: String,
    /// In what reports add to each other or differ, in words.
    pub differing: Vec<String>,
    /// Reports that the verdict leaves aside, as there are very many.
    #[serde(skip_serializing_if = "is_none", default)]
    pub not_compared: u32,
}

fn is_none(n: &u32) -> bool {
    *n == 0
}

/// One claim of a row.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LedgerReport {
    /// The article's file.
    pub file: String,
    /// The claim in its record.
    pub claim: String,
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// What it says.
    pub values: LedgerValues,
    /// The file of an earlier report of the row whose article is worded alike: this one
    /// confirms it no more than a copy does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reprint_of: Option<String>,
}

/// What one claim says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LedgerValues {
    /// As of a claim.
    pub status: String,
    /// Entity ids.
    pub who: Vec<String>,
    /// Sums of money.
    pub sums: Vec<Sum>,
    /// Calendar dates and durations, TIMEX3.
    pub dates: Vec<String>,
}

/// A sum of money.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sum {
    /// In the units of the currency.
    pub amount: f64,
    /// ISO 4217; `?` if it is not said.
    pub currency: String,
}

/// One article as exported.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Names the article within one export.
    pub id: String,
    /// The name it was imported under.
    pub file: String,
    /// Length of its text in UTF-8 bytes.
    pub bytes: u32,
    /// The SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// `utf-8 byte`, `utf-16 code unit` or `code point`.
    pub offset_unit: String,
    /// Zones.
    pub clean: Clean,
    /// Sentences of the paragraphs.
    pub sentences: Vec<Sentence>,
    /// What the article says of itself.
    pub meta: Meta,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// What the mentions name.
    pub entities: Vec<Entity>,
    /// Who holds which office.
    pub roles: Vec<Role>,
    /// Who meets whom.
    pub meetings: Vec<Meeting>,
    /// Who says, promises or does what.
    pub claims: Vec<Claim>,
    /// Who is quoted.
    pub quotes: Vec<Quote>,
    /// What could not be read or is doubtful.
    pub problems: Vec<Problem>,
}

/// A stretch of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stretch {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
}

/// Zones: every non-blank byte is in one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Clean {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<Stretch>,
    /// Lines that introduce paragraphs.
    pub headings: Vec<Stretch>,
    /// Running text.
    pub paragraphs: Vec<Paragraph>,
    /// Not the article's own words.
    pub boilerplate: Vec<Boilerplate>,
}

/// A paragraph and its themes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Paragraph {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Its sentences: `[from, to)`.
    pub sentences: [u32; 2],
    /// Its themes, best first.
    pub themes: Vec<Theme>,
}

/// A theme of a paragraph.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Theme {
    /// Its key in the codebook.
    pub id: String,
    /// How much of the paragraph is about it; greater is more.
    pub score: f64,
    /// The words it rests on.
    pub hits: Vec<TermHit>,
}

/// Where a term of the codebook fired.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TermHit {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The codebook line that fired.
    pub term: String,
}

/// A zone that is not the article's own words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Boilerplate {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// As `comment_form`.
    pub kind: String,
}

/// A sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sentence {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Index of its paragraph.
    pub paragraph: u32,
}

/// What an article says of itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// ISO 8601, if stated or given.
    pub date: Option<String>,
    /// ISO 8601, if it only follows from the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date_inferred: Option<String>,
    /// `stated`, `inferred`, `given` or `unknown`.
    pub date_known: String,
    /// The words that say the date.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date_evidence: Option<Stretch>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// The place it was reported from.
    pub place_of_report: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
}

/// A stretch of text that names something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// person, org, place, norp, date, money, number, role, programme, equipment.
    #[serde(rename = "type")]
    pub kind: String,
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The words.
    pub surface: String,
    /// The id of the entity it names.
    pub entity: Option<String>,
    /// What found it.
    pub rule: String,
    /// Whether it lies inside a longer mention.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub nested: bool,
    /// TIMEX3/ISO 8601 for dates, a number for numbers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Value>,
    /// For dates: whether the calendar day, month or year is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub resolved: Option<bool>,
    /// For sums: in units of the currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<f64>,
    /// For sums: ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
}

/// A normal form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Of a number.
    Number(f64),
    /// Of a date.
    Timex(String),
}

/// What mentions name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Shared by all articles of one run over a collection.
    pub id: String,
    /// As [`Mention::kind`].
    #[serde(rename = "type")]
    pub kind: String,
    /// The fullest name.
    pub name: String,
    /// ISO 3166-1 alpha-2, for countries.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub iso3166: Option<String>,
    /// Every distinct wording.
    pub surfaces: Vec<String>,
}

/// Who holds which office.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Role {
    /// Entity id; absent for an unnamed holder.
    pub person: Option<String>,
    /// The office as written.
    pub role: String,
    /// Entity id.
    pub org: Option<String>,
    /// Entity id.
    pub country: Option<String>,
    /// `title_before_name`, `apposition_after_name`, `implied_by_counterpart`, `unnamed_holder`.
    pub basis: String,
    /// The words it rests on.
    pub evidence: Vec<Stretch>,
}

/// The date of a meeting.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeetingDate {
    /// The words.
    pub surface: Option<String>,
    /// TIMEX3/ISO 8601.
    pub value: Option<String>,
    /// Whether the calendar day is known.
    pub resolved: bool,
}

/// Who meets whom.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Meeting {
    /// The same id in two articles is the same event.
    pub event: String,
    /// talks, visit, summit, dialogue, conference, signing, exercise.
    pub kind: String,
    /// held, planned, ongoing, mentioned.
    pub status: String,
    /// Entity ids of persons and organisations.
    pub participants: Vec<String>,
    /// Entity ids of countries.
    pub parties: Vec<String>,
    /// Entity ids of places.
    pub places: Vec<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<MeetingDate>,
    /// Entity id of the series.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub series: Option<String>,
    /// Its number in the series.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edition: Option<u32>,
    /// The words it rests on.
    pub evidence: Vec<Stretch>,
}

/// Who says, promises or does what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Names it within one export.
    pub claim: String,
    /// Entity ids.
    pub who: Vec<String>,
    /// As written.
    pub verb: String,
    /// One of the statuses of the record format.
    pub status: String,
    /// Sums and numbers, as written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub figures: Vec<String>,
    /// Entity id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attributed_to: Option<String>,
    /// The words it rests on.
    pub evidence: Vec<Stretch>,
}

/// Who is quoted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// Entity id.
    pub speaker: Option<String>,
    /// direct or indirect.
    pub kind: String,
    /// The words.
    pub quote: String,
    /// The verb of saying.
    pub cue: Option<String>,
    /// The words it rests on.
    pub evidence: Vec<Stretch>,
}

/// What could not be read or is doubtful.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// First position.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub start: Option<u32>,
    /// One past the last position.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end: Option<u32>,
    /// In one plain sentence.
    pub what: String,
}
