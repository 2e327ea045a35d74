//! What spans articles, made to be drawn: timeline, matrices, network, concordance,
//! set phrases.

use serde::{Deserialize, Serialize};

use crate::answer::Stretch;
use crate::ask::{ArticleId, Lens};

/// Where one article says something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cited {
    /// Which article.
    pub article: ArticleId,
    /// Its headline, or its first words.
    pub title: String,
    /// The words it rests on, in text order.
    pub stretches: Vec<Stretch>,
}

/// What happens when, as told inside the texts of a selection.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Timeline {
    /// By earliest day, then latest day, those without either last.
    pub rows: Vec<TimelineRow>,
    /// Claims of the selection that name no calendar date; they are no rows.
    pub n_undated_claims: u32,
}

/// What a row of the timeline is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum TimelineKind {
    /// A meeting; dated or not.
    Meeting,
    /// Something claimed, agreed or promised that names a date.
    Claim,
}

/// One thing that happens, however many articles tell of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimelineRow {
    /// What it is.
    pub kind: TimelineKind,
    /// What a reader sees: "Talks: S Jaishankar, Yoko Kamikawa, in Tokyo".
    pub label: String,
    /// As of a meeting or claim in a record: "held", "called_for".
    pub status: String,
    /// The first day it can be, ISO 8601; `None` if nothing bounds it.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// The date the texts give, in words: "27 July 2023", "a Thursday".
    pub said: Option<String>,
    /// What bounds the days beyond `said`, each in words: "before the article of
    /// 2023-07-28".
    pub bounds: Vec<String>,
    /// The number of the event in the ledger, for a meeting.
    pub event: Option<u32>,
    /// Where the articles of the selection tell of it, by article.
    pub reports: Vec<Cited>,
}

/// Counts in two directions within a selection.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Matrix {
    /// Every theme of the codebook, in its order, against articles.
    pub themes: ThemeMatrix,
    /// Persons, organisations and countries against each other.
    pub actors: ActorMatrix,
}

/// Hits of themes in articles.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ThemeMatrix {
    /// Key and label of each theme, in the codebook's order.
    pub themes: Vec<(String, String)>,
    /// The articles, in the order of import, each with its title. If there are more
    /// than were asked for, those with the most theme hits.
    pub articles: Vec<(ArticleId, String)>,
    /// Articles in the selection, shown or not.
    pub n_articles: u32,
    /// Theme, article (both as places in the lists) and hits, by theme and article;
    /// what has no hit is left out.
    pub cells: Vec<(u32, u32, u32)>,
}

/// Who is named with whom.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ActorMatrix {
    /// Those named in the most sentences of the selection, then by label.
    pub actors: Vec<MatrixActor>,
    /// Actors in the selection, shown or not.
    pub n_actors: u32,
    /// By first and second actor; the first stands before the second.
    pub pairs: Vec<ActorPair>,
}

/// A person, organisation or country.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MatrixActor {
    /// Person, organisation or (for a country) place.
    pub lens: Lens,
    /// Its key in the lens.
    pub key: String,
    /// What a reader sees.
    pub label: String,
    /// Sentences of the selection that name it.
    pub n_sentences: u32,
}

/// Two actors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActorPair {
    /// Place in [`ActorMatrix::actors`].
    pub a: u32,
    /// Place in [`ActorMatrix::actors`], greater than `a`.
    pub b: u32,
    /// Sentences that name both.
    pub n_sentences: u32,
    /// Events that both take part in; an event that is reported twice counts once.
    pub n_meetings: u32,
}

/// Who met whom.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Network {
    /// Those of the most events first, then by label.
    pub nodes: Vec<NetworkNode>,
    /// Persons, organisations and countries with an edge in the selection, shown or
    /// not.
    pub n_nodes: u32,
    /// By first and second node.
    pub edges: Vec<NetworkEdge>,
    /// The events that edges point to, by their number in the ledger.
    pub events: Vec<NetworkEvent>,
}

/// A person, organisation or country that met somebody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NetworkNode {
    /// Person, organisation or (for a country) place.
    pub lens: Lens,
    /// Its key in the lens.
    pub key: String,
    /// What a reader sees.
    pub label: String,
    /// The key of the country it is of, as far as the texts say.
    pub country: Option<String>,
    /// Events it takes part in.
    pub n_events: u32,
}

/// Two that met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NetworkEdge {
    /// Place in [`Network::nodes`].
    pub a: u32,
    /// Place in [`Network::nodes`], greater than `a`.
    pub b: u32,
    /// Places in [`Network::events`], ascending; as many as the edge weighs.
    pub events: Vec<u32>,
}

/// A meeting, however many articles report it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NetworkEvent {
    /// Its number in the ledger.
    pub event: u32,
    /// What a reader sees.
    pub label: String,
    /// As of a meeting in a record.
    pub status: String,
    /// When, in words, as far as the texts say.
    pub said: Option<String>,
    /// Where the articles of the selection tell of it, by article.
    pub reports: Vec<Cited>,
}

/// Every hit of a selection on a line of its own, with the words around it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Concordance {
    /// Lines there are, those that were not asked for included. Grouped by entity, a
    /// hit has a line in each of its groups.
    pub n_lines: u32,
    /// Groups there are.
    pub n_groups: u32,
    /// The groups of `lines`, in their order; empty when not grouped.
    pub groups: Vec<ConcordanceGroup>,
    /// The lines asked for.
    pub lines: Vec<ConcordanceLine>,
    /// What was not understood in the query line.
    pub find_problems: Vec<String>,
}

/// What lines stand together under.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConcordanceGroup {
    /// The lens of an entity; `None` for an article, and for the lines that belong to
    /// no entity.
    pub lens: Option<Lens>,
    /// The key of an entity in its lens; empty for other groups.
    pub key: String,
    /// What a reader sees.
    pub label: String,
    /// Its lines, those that were not asked for included.
    pub n_lines: u32,
}

/// One hit with the words around it, as they stand in the article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConcordanceLine {
    /// Which article.
    pub article: ArticleId,
    /// The words before it.
    pub left: String,
    /// Its own words.
    pub hit: String,
    /// The words after it.
    pub right: String,
    /// Where the hit stands.
    pub stretch: Stretch,
    /// Place in [`Concordance::groups`].
    pub group: Option<u32>,
}

/// Set phrases and how their wording changes with the date.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    /// Those of the most articles first, then by wording.
    pub phrases: Vec<Phrase>,
    /// Set phrases there are, those that were not asked for included.
    pub n_phrases: u32,
    /// Articles of the selection.
    pub n_articles: u32,
    /// Articles whose phrases were compared; of very many the first.
    pub n_read: u32,
}

/// A set phrase in its wordings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// The wording of the most articles.
    pub label: String,
    /// Articles that have any of them.
    pub n_articles: u32,
    /// By the first day they are met, the undated last; two at least.
    pub wordings: Vec<Wording>,
}

/// One wording of a set phrase.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Wording {
    /// As it first stands.
    pub words: String,
    /// The first day of the dated articles that have it, ISO 8601.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
    /// Where it stands, by date, the undated last.
    pub reports: Vec<Cited>,
}
