//! Records: roles, meetings, claims, quotes, each with the words it rests on.
//!
//! Here are their types and the order in which they are read; the patterns are
//! in the files beside, one for each kind of record. Records are made of the
//! mentions and entities that the rules found; no name is found here.
//!
//! Example: "External Affairs Minister S Jaishankar held talks with his Japanese
//! counterpart Yoko Kamikawa in Tokyo" gives two roles and a meeting.

mod claim;
mod clause;
mod cue;
mod meeting;
mod quote;
mod role;
mod scene;

use chancery_text::Span;

use crate::{Context, Entity, EntityIdx, Mention};

/// How an office is tied to its holder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoleBasis {
    /// "Prime Minister Modi".
    TitleBeforeName,
    /// "Vikram Misri, the foreign secretary".
    AppositionAfterName,
    /// "his Japanese counterpart Yoko Kamikawa".
    ImpliedByCounterpart,
    /// "the foreign secretary said".
    UnnamedHolder,
}

/// Who holds which office.
#[derive(Clone, PartialEq, Debug)]
pub struct Role {
    /// The holder, if named.
    pub person: Option<EntityIdx>,
    /// The office as written.
    pub role: String,
    /// The body it belongs to.
    pub organisation: Option<EntityIdx>,
    /// The country it belongs to.
    pub country: Option<EntityIdx>,
    /// How the office is tied to its holder.
    pub basis: RoleBasis,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

/// What kind of meeting it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeetingKind {
    /// Talks, a bilateral meeting.
    Talks,
    /// A visit to a country or city.
    Visit,
    /// A summit of leaders.
    Summit,
    /// A named dialogue.
    Dialogue,
    /// A conference.
    Conference,
    /// The signing of a document.
    Signing,
    /// A military exercise.
    Exercise,
}

/// Whether it has taken place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeetingStatus {
    /// It has.
    Held,
    /// It will.
    Planned,
    /// It is going on.
    Ongoing,
    /// It is only named.
    Mentioned,
}

/// Who meets whom, where and when.
#[derive(Clone, PartialEq, Debug)]
pub struct Meeting {
    /// What kind of meeting.
    pub kind: MeetingKind,
    /// Whether it has taken place.
    pub status: MeetingStatus,
    /// Named persons and organisations.
    pub participants: Vec<EntityIdx>,
    /// Countries.
    pub parties: Vec<EntityIdx>,
    /// Where.
    pub places: Vec<EntityIdx>,
    /// When: the date mention, as an index into [`crate::Reading::mentions`].
    pub date: Option<u32>,
    /// The series it belongs to ("2+2 Dialogue"), a programme entity.
    pub series: Option<EntityIdx>,
    /// Its number in the series.
    pub edition: Option<u32>,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

/// How firm a claim is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each word is the status it names")]
pub enum ClaimStatus {
    Agreed,
    Committed,
    Reaffirmed,
    Target,
    Intended,
    Planned,
    Discussed,
    Requested,
    CalledFor,
    Hoped,
    Possible,
    Negotiating,
    Signed,
    NotAgreed,
    Ongoing,
    Done,
    Position,
    Statement,
    Assessment,
}

/// Who says, promises or does what.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// Persons, bodies or countries.
    pub who: Vec<EntityIdx>,
    /// The verb as written.
    pub verb: String,
    /// How firm it is.
    pub status: ClaimStatus,
    /// Sums and numbers in it, as indices into [`crate::Reading::mentions`].
    pub figures: Vec<u32>,
    /// Whose word it rests on.
    pub attributed_to: Option<EntityIdx>,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

/// Whether the words are the speaker's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// Reported.
    Indirect,
}

/// Who is quoted.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// Who speaks.
    pub speaker: Option<EntityIdx>,
    /// Whether the words are the speaker's own.
    pub kind: QuoteKind,
    /// The words, without their quotation marks.
    pub quote: Span,
    /// The verb of saying.
    pub cue: Option<Span>,
    /// The words it rests on.
    pub evidence: Vec<Span>,
}

/// All records of one article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    pub(crate) roles: Vec<Role>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) quotes: Vec<Quote>,
}

/// Reads all records of one article.
pub(crate) fn read(context: &Context<'_>, mentions: &[Mention], entities: &[Entity]) -> Records {
    let mut scene = scene::Scene::new(context, mentions, entities);
    let roles = role::read(&mut scene);
    let quotes = quote::read(&scene);
    let claims = claim::read(&scene, &quotes);
    let meetings = meeting::read(&scene);
    Records {
        roles,
        meetings,
        claims,
        quotes,
    }
}
