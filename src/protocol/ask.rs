//! What the page asks.

use serde::{Deserialize, Serialize};

use crate::correction::Correction;

/// Names one article of the open collection; never used again after removal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// An article as it arrives.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RawArticle {
    /// The name it is imported under.
    pub file: String,
    /// Its text, unchanged from here on.
    pub text: String,
    /// The headline, when the file itself says it apart from the text.
    pub title: Option<String>,
    /// ISO 8601 `YYYY-MM-DD`, when the file itself or the user says it.
    pub date: Option<String>,
    /// Publisher or agency, when the file itself says it.
    pub source: Option<String>,
    /// Web address, when the file itself says it.
    pub address: Option<String>,
    /// What was doubtful in reading the file, each in one sentence.
    pub problems: Vec<String>,
}

/// A file as it arrives: its format and encoding are found out by reading it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RawFile {
    /// Its name, with its folders if it came in one.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a column of a table tells of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each word is what it names")]
pub enum Field {
    Text,
    Title,
    Date,
    Source,
    Address,
}

/// A list of values to choose from: one way of looking at the collection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each word is the lens it names")]
pub enum Lens {
    Theme,
    Person,
    Organisation,
    Place,
    Date,
    Money,
    Role,
    Programme,
}

/// A kind of mark in the reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each word is the layer it names")]
pub enum Layer {
    Theme,
    Person,
    Organisation,
    Place,
    Norp,
    Date,
    Money,
    Number,
    Role,
    Programme,
    Equipment,
    /// Words of the query line.
    Find,
    /// The words that a claim rests on.
    Claim,
    /// The words that a meeting rests on.
    Meeting,
    /// What somebody is quoted with.
    Quote,
}

/// One chosen value of a lens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Clause {
    /// Which lens.
    pub lens: Lens,
    /// The value's key, as in [`crate::answer::Facet::key`].
    pub key: String,
    /// Whether articles with this value are left out.
    pub exclude: bool,
}

/// Which articles are looked at: the chips and the query line.
///
/// An article is in the selection when it has no excluded value, has all
/// chosen values of each lens (one suffices in the lenses of `any`), and holds
/// every word and "phrase" of `find`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Selection {
    /// In the order chosen.
    pub clauses: Vec<Clause>,
    /// Lenses in which one chosen value suffices; sorted.
    pub any: Vec<Lens>,
    /// The query line.
    pub find: String,
}

/// The order of the article list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Sort {
    /// As imported.
    #[default]
    Imported,
    /// Newest first, undated ones last.
    Newest,
    /// Oldest first, undated ones last.
    Oldest,
    /// By title.
    Title,
    /// Most hits first.
    Hits,
    /// What answers the query line best first; as imported when it asks nothing.
    Best,
}

/// What the ledger lists: things that articles say about the same matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum FactKind {
    /// A sum of money.
    Figure,
    /// Something agreed, promised or aimed at.
    Commitment,
    /// Anything else that is said.
    Statement,
    /// Who met whom.
    Meeting,
    /// Who held an office, one after the other.
    Office,
    /// Two names that may be one person's.
    Name,
}

/// A form in which findings are taken out, as text in UTF-8.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum ExportForm {
    /// JSON lines of [`crate::record::Record`]; positions in bytes.
    #[default]
    Records,
    /// CSV, one row an article.
    ArticlesCsv,
    /// CSV, one row a mention; positions in code points.
    MentionsCsv,
    /// CSV, one row a report of a fact; positions in code points.
    FactsCsv,
    /// CSV, one row a hit with the words around it; positions in code points.
    ConcordanceCsv,
    /// W3C Web Annotation, JSON-LD; positions in code points.
    Annotations,
    /// CoNLL-2003: word and label.
    Conll,
    /// CSL-JSON, one item an article.
    CslJson,
    /// BibTeX, one entry an article.
    BibTex,
    /// RIS, one reference an article.
    Ris,
    /// GraphML: who met whom.
    GraphMl,
    /// iCalendar: the timeline's rows whose days are known.
    Calendar,
}

impl ExportForm {
    /// Every form, with its name on the command line and the ending of its file.
    pub const ALL: [(Self, &'static str, &'static str); 12] = [
        (Self::Records, "records", "jsonl"),
        (Self::ArticlesCsv, "articles", "articles.csv"),
        (Self::MentionsCsv, "mentions", "mentions.csv"),
        (Self::FactsCsv, "facts", "facts.csv"),
        (Self::ConcordanceCsv, "concordance", "concordance.csv"),
        (Self::Annotations, "annotations", "annotations.jsonld"),
        (Self::Conll, "conll", "conll"),
        (Self::CslJson, "csl", "csl.json"),
        (Self::BibTex, "bibtex", "bib"),
        (Self::Ris, "ris", "ris"),
        (Self::GraphMl, "graphml", "graphml"),
        (Self::Calendar, "calendar", "ics"),
    ];
}

/// What the lines of a concordance are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum LineKey {
    /// The word so many before the hit; 1 is the nearest.
    Left(u8),
    /// The hit's own words.
    Hit,
    /// The word so many after the hit; 1 is the nearest.
    Right(u8),
    /// The article, in the order of import.
    Article,
}

/// What the lines of a concordance are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum LineGroup {
    /// The article, in the order of import.
    Article,
    /// What the hit names; if it names nothing, each person, organisation, place and
    /// programme that its sentence names. Those of most lines first.
    Entity,
}

/// A request. Each gets exactly one [`crate::answer::Response`], failure included.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Reads articles and adds them to the collection.
    Add {
        /// In the order they shall be listed.
        articles: Vec<RawArticle>,
    },
    /// Takes articles out of the collection; those that are not there are passed over.
    Remove {
        /// Which.
        articles: Vec<ArticleId>,
    },
    /// Reads with a model of names from now on; what was read before is read again.
    Learn {
        /// Its bytes.
        model: Vec<u8>,
    },
    /// Takes every article out of the collection; answered as adding none.
    Empty,
    /// Reads files, and adds the articles in them.
    Import {
        /// In the order their articles shall be listed.
        files: Vec<RawFile>,
    },
    /// The collection as one file, which `Import` opens again.
    Save,
    /// Lenses and article list within a selection.
    Survey {
        /// Which articles.
        selection: Selection,
        /// The order of the list.
        sort: Sort,
        /// First row wanted.
        from: u32,
        /// Number of rows wanted.
        n_rows: u32,
    },
    /// One article with all its marks.
    Open {
        /// Which article.
        article: ArticleId,
        /// Whose hits are marked as such.
        selection: Selection,
    },
    /// The codebook in use, each term with its hits.
    Codebook,
    /// What the articles of a selection and others say about the same things.
    Facts {
        /// Facts of which no article in it speaks are left out.
        selection: Selection,
        /// What kind of fact is listed.
        kind: FactKind,
        /// Whether what only one article says is listed too.
        with_single: bool,
        /// Number of rows wanted.
        n_rows: u32,
    },
    /// What was found in the articles of a selection, as a file for other programs.
    Export {
        /// Which articles.
        selection: Selection,
        /// In what form.
        form: ExportForm,
    },
    /// What happens when, as told inside the texts.
    Timeline {
        /// Which articles.
        selection: Selection,
    },
    /// Themes against articles, actors against actors.
    Matrix {
        /// Which articles.
        selection: Selection,
        /// Articles wanted in the first.
        n_articles: u32,
        /// Actors wanted in the second.
        n_actors: u32,
    },
    /// Set phrases and how their wording changes with the date.
    Phrases {
        /// Which articles.
        selection: Selection,
        /// Phrases wanted.
        n_rows: u32,
    },
    /// Every hit with the words around it.
    Concordance {
        /// Whose hits.
        selection: Selection,
        /// Words on either side.
        n_words: u32,
        /// What lines are sorted by within their group, the first before the second;
        /// then in the order of articles and text.
        keys: Vec<LineKey>,
        /// What they are grouped by, if by anything.
        group: Option<LineGroup>,
        /// First line wanted.
        from: u32,
        /// Number of lines wanted.
        n_rows: u32,
    },
    /// Lays corrections over the readings, in the place of those before.
    Correct {
        /// All of them, in the order said.
        corrections: Vec<Correction>,
    },
    /// The corrections as they lie over the readings.
    Corrections,
    /// What is known of one value of a lens, themes, dates and sums apart.
    Entity {
        /// Its lens.
        lens: Lens,
        /// Its key.
        key: String,
        /// Others that may be the same have this in their names.
        find: String,
    },
    /// Who met whom.
    Network {
        /// Which articles.
        selection: Selection,
        /// Nodes wanted.
        n_nodes: u32,
    },
}

/// A request on its way to the worker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Chosen by the page; comes back with the answer.
    pub id: u32,
    /// What is asked.
    pub request: Request,
}
