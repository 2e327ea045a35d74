//! What the worker answers.

use serde::{Deserialize, Serialize};

use crate::across::{Concordance, Matrix, Network, Phrases, Timeline};
use crate::ask::{ArticleId, FactKind, Field, Layer, Lens, RawArticle};
use crate::correction::Corrected;
use crate::entity::Entity;

/// A stretch of an article's text: UTF-8 bytes, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Stretch {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What came of a request.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Response {
    /// To `Add` and `Import`.
    Added(Added),
    /// To `Remove`: the articles that were there, in the order asked.
    Removed(Vec<ArticleId>),
    /// To `Save`.
    Saved(Vec<u8>),
    /// To `Learn`.
    Learned {
        /// How many articles were read again.
        n_articles: u32,
    },
    /// To `Survey`.
    Survey(Survey),
    /// To `Open`.
    Article(Box<Article>),
    /// To `Codebook`.
    Codebook(Codebook),
    /// To `Facts`.
    Facts(Facts),
    /// To `Export`: the file.
    Exported(String),
    /// To `Timeline`.
    Timeline(Timeline),
    /// To `Matrix`.
    Matrix(Box<Matrix>),
    /// To `Phrases`.
    Phrases(Phrases),
    /// To `Concordance`.
    Concordance(Concordance),
    /// To `Network`.
    Network(Network),
    /// To `Correct` and `Corrections`.
    Corrected(Corrected),
    /// To `Entity`.
    Entity(Box<Entity>),
    /// It could not be done.
    Failed(Failure),
}

/// An answer on its way to the page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Answered {
    /// The one answer to the request `id`.
    Done {
        /// The id of the request.
        id: u32,
        /// What came of it.
        response: Response,
    },
    /// How far the request `id` has come; any number of these come before `Done`.
    Progress {
        /// The id of the request.
        id: u32,
        /// Articles read so far.
        n_done: u32,
        /// Articles in all.
        n_total: u32,
    },
}

/// Why a request failed, and what can be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// What happened, naming file and place, in one sentence.
    pub what: String,
    /// What the user can do, in one sentence.
    pub remedy: String,
}

/// Articles were added.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Added {
    /// One for each article that was added, in the order given.
    pub articles: Vec<ArticleId>,
    /// Files left out, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// A file that was not added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name.
    pub file: String,
    /// Why, in one sentence.
    pub reason: String,
}

/// What reading files brought; nothing of it is in a collection yet.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Arrived {
    /// The articles, in the order of the files.
    pub articles: Vec<RawArticle>,
    /// Files and parts of them left out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// What each file was taken for.
    pub recognised: Vec<Recognised>,
}

/// What a file, or a file within it, was taken for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recognised {
    /// Its name.
    pub file: String,
    /// What kind of file it is, in words.
    pub format: String,
    /// The encoding of its bytes, where they are text.
    pub encoding: Option<String>,
    /// Articles found in it.
    pub n_articles: u32,
    /// Of a table: what each column was taken for.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// What the table calls it, or its number.
    pub name: String,
    /// The first words in it.
    pub example: String,
    /// What it was taken for, if for anything.
    pub field: Option<Field>,
}

/// Lenses and article list within a selection.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Survey {
    /// Articles in the selection.
    pub n_articles: u32,
    /// Articles in the collection.
    pub n_articles_total: u32,
    /// Sentences with a hit; all sentences of the selection when nothing is chosen.
    pub n_sentences: u32,
    /// Sentences in the collection.
    pub n_sentences_total: u32,
    /// One for each lens, in the order of [`Lens`].
    pub lenses: Vec<LensSurvey>,
    /// The rows asked for.
    pub rows: Vec<ArticleRow>,
    /// What was not understood in the query line.
    pub find_problems: Vec<String>,
    /// When the selection is empty: for each clause and the query line, how many
    /// articles there would be without it; the helpful ones first.
    pub without: Vec<Without>,
}

/// How many articles there would be if one part of the selection were dropped.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Without {
    /// Index into the selection's clauses; `None` for the query line.
    pub clause: Option<u32>,
    /// Articles in the selection without it.
    pub n_articles: u32,
}

/// The values of one lens.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LensSurvey {
    /// Which lens.
    pub lens: Lens,
    /// Values of this lens in the collection; may be more than `facets` holds.
    pub n_facets: u32,
    /// The values: themes in the codebook's order, others by articles and hits
    /// in the selection, then in the collection, then by label. Of a lens with
    /// very many values the first ones, and whatever is chosen.
    pub facets: Vec<Facet>,
}

/// One value of a lens.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Facet {
    /// Names it in links and clauses.
    pub key: String,
    /// What the user reads.
    pub label: String,
    /// The key of the value it stands under.
    pub parent: Option<String>,
    /// Hits within the selection.
    pub n_hits: u32,
    /// Articles within the selection.
    pub n_articles: u32,
    /// Hits in the collection.
    pub n_hits_total: u32,
    /// Articles in the collection.
    pub n_articles_total: u32,
    /// Other wordings ("S. Jayashankar"), or for a theme its definition.
    pub notes: Vec<String>,
}

/// How an article's date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DateKnown {
    /// It stands in the text.
    Stated,
    /// It follows from a full date in the text.
    Inferred,
    /// The file or the user gave it.
    Given,
    /// It is not known.
    Unknown,
}

/// One row of the article list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ArticleRow {
    /// Which article.
    pub article: ArticleId,
    /// The name it was imported under.
    pub file: String,
    /// Its headline, or its first words.
    pub title: String,
    /// Whether `title` is only its first words.
    pub title_is_first_words: bool,
    /// ISO 8601.
    pub date: Option<String>,
    /// How the date is known.
    pub date_known: DateKnown,
    /// When the date is unknown: what the text says of it, as "a Thursday".
    pub date_hint: Option<String>,
    /// Number of words.
    pub n_words: u32,
    /// Length of the text in bytes, the scale of `hits`.
    pub n_bytes: u32,
    /// What the selection finds in it, in text order; empty when nothing is chosen.
    pub hits: Vec<Hit>,
    /// The sentence with the most distinct hits; the first when nothing is chosen.
    pub best: Option<Snippet>,
    /// How many problems the reading has.
    pub n_problems: u32,
}

/// Something the selection finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hit {
    /// Where.
    pub stretch: Stretch,
    /// Its layer.
    pub layer: Layer,
}

/// A sentence with its hits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Snippet {
    /// Where the sentence stands in the article.
    pub stretch: Stretch,
    /// Its words.
    pub text: String,
    /// The hits in it; offsets into the article.
    pub hits: Vec<Hit>,
}

/// One article with all its marks.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Article {
    /// Which article.
    pub article: ArticleId,
    /// The name it was imported under.
    pub file: String,
    /// Its text as imported.
    pub text: String,
    /// Its headline, or its first words.
    pub title: String,
    /// Whether `title` is only its first words.
    pub title_is_first_words: bool,
    /// ISO 8601.
    pub date: Option<String>,
    /// How the date is known.
    pub date_known: DateKnown,
    /// The words that say the date.
    pub date_evidence: Option<Stretch>,
    /// Publisher or agency.
    pub source: Option<String>,
    /// Web address.
    pub address: Option<String>,
    /// Number of words.
    pub n_words: u32,
    /// Zones in text order; they cover all that is not white space.
    pub zones: Vec<Zone>,
    /// Sentences in text order.
    pub sentences: Vec<Stretch>,
    /// All marks, in text order: by start, then longest first.
    pub marks: Vec<Mark>,
    /// The marks flattened: runs in text order that cover the text once.
    pub runs: Vec<Run>,
    /// What could not be read or is doubtful.
    pub problems: Vec<Problem>,
    /// The SHA-256 of the text, in hexadecimal.
    pub sha256: String,
}

/// A zone of an article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Zone {
    /// Where.
    pub stretch: Stretch,
    /// What kind.
    pub kind: ZoneKind,
    /// Why it is that kind, in words; said of boilerplate.
    pub why: String,
}

/// What kind of zone it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each word is the zone it names")]
pub enum ZoneKind {
    Title,
    Heading,
    Paragraph,
    /// With its kind in words ("comment form").
    Boilerplate(String),
}

/// One mark in the reader.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// Where.
    pub stretch: Stretch,
    /// Its layer.
    pub layer: Layer,
    /// The value of the lens it belongs to: what choosing it would choose.
    pub key: Option<String>,
    /// What it names ("Yoko Kamikawa", "Investment & finance").
    pub label: String,
    /// The rule that found it, or the codebook's term that fired.
    pub rule: String,
    /// The gazetteer row or trigger, with its source, in words.
    pub detail: String,
    /// Its normal form in words ("2023-07-27", "5,000,000,000,000 JPY").
    pub normal: Option<String>,
    /// Whether the selection finds it.
    pub hit: bool,
    /// Whether it lies inside a longer mark of an entity layer.
    pub nested: bool,
    /// Whether a person said what it is.
    pub corrected: bool,
}

/// A stretch over which the set of marks does not change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// Where.
    pub stretch: Stretch,
    /// Indices into [`Article::marks`], ascending.
    pub marks: Vec<u32>,
}

/// Something a reader should know before trusting the reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// Where, if it is about certain words.
    pub stretch: Option<Stretch>,
    /// What, in one plain sentence.
    pub what: String,
}

/// The codebook in use.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Codebook {
    /// Its name.
    pub name: String,
    /// Its themes, in its order.
    pub themes: Vec<Theme>,
}

/// One theme of the codebook.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Theme {
    /// Names it in links and clauses.
    pub key: String,
    /// What the user reads.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// The theme it stands under.
    pub parent: Option<String>,
    /// Its terms, each with its hits in the collection.
    pub terms: Vec<Term>,
}

/// One term of a theme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// As written in the codebook ("railway", "invest*").
    pub term: String,
    /// Hits in the collection.
    pub n_hits: u32,
}

/// One kind of fact of the ledger, and how many there are of each.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// What `rows` are.
    pub kind: FactKind,
    /// One for each kind, in the order of [`FactKind`].
    pub counts: Vec<FactCount>,
    /// First what the selection finds in their words, then those of most reports.
    pub rows: Vec<Fact>,
}

/// How many facts of one kind speak of the selection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactCount {
    /// Which kind.
    pub kind: FactKind,
    /// Those that several articles report; of offices those with several holders.
    pub n_shared: u32,
    /// All of them.
    pub n_all: u32,
}

/// How the reports of a fact compare. Nothing says who is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Verdict {
    /// They say the same.
    Agree,
    /// Some say more than others.
    Adds,
    /// They cannot all be so.
    Differs,
    /// Only one article reports it, or there is nothing to compare.
    Single,
}

/// One thing that articles say.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Names it among the facts of its kind, as long as no article comes or goes.
    pub key: String,
    /// What it is about.
    pub label: String,
    /// How the reports compare.
    pub verdict: Verdict,
    /// In what they add or differ; else why they were joined, and what follows
    /// from the fact. In words.
    pub notes: Vec<String>,
    /// Reports there are, those that are not in `reports` included.
    pub n_reports: u32,
    /// Those of the selection first, then by article and place.
    pub reports: Vec<FactReport>,
}

/// One article's words about a fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FactReport {
    /// Which article.
    pub article: ArticleId,
    /// The name it was imported under.
    pub file: String,
    /// Its headline, or its first words.
    pub title: String,
    /// ISO 8601.
    pub date: Option<String>,
    /// Whether it is in the selection.
    pub in_selection: bool,
    /// Whether its article is worded as that of another report of the fact: then it
    /// confirms it no more than a copy does.
    pub is_reprint: bool,
    /// The words it rests on.
    pub stretch: Stretch,
    /// The sentence around them, with all that was found in it.
    pub sentence: Snippet,
    /// What it says, as (what, value) in words: ("status", "planned").
    pub values: Vec<(String, String)>,
}
