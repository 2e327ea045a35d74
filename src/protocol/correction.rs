//! What a person says against the reading.
//!
//! A list of these is kept with a collection and laid over what was read, in the
//! order said. Each names the words it is about, so that it is known again when a
//! newer program has read the articles: where they do not stand, [`Laid::articles`] is
//! empty, and the page says so. As JSON lines or postcard the list is a file; new
//! kinds come at the end, so that older files stay readable.

use serde::{Deserialize, Serialize};

use crate::answer::Stretch;
use crate::ask::{ArticleId, Layer};

/// Words that a correction is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Words {
    /// The article in which they were pointed at.
    pub article: ArticleId,
    /// Where in it.
    pub stretch: Stretch,
    /// The words themselves.
    pub words: String,
    /// Whether the same words are meant wherever they stand in the collection.
    pub all: bool,
}

/// One thing that a person says.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Correction {
    /// The day an article was published.
    Date {
        /// Which article.
        article: ArticleId,
        /// ISO 8601 `YYYY-MM-DD`; `None` when it is not known, whatever the text seems
        /// to say.
        date: Option<String>,
    },
    /// The headline of an article.
    Title {
        /// Which article.
        article: ArticleId,
        /// Its headline.
        title: String,
    },
    /// Publisher or agency of an article.
    Source {
        /// Which article.
        article: ArticleId,
        /// Who.
        source: String,
    },
    /// Words name something of another kind than was read.
    Retype {
        /// Which words.
        at: Words,
        /// The kind that was read.
        from: Layer,
        /// The kind it is.
        to: Layer,
    },
    /// Words do not name what was read.
    Delete {
        /// Which words.
        at: Words,
        /// The kind that was read.
        layer: Layer,
    },
    /// Words name something that was not read.
    Add {
        /// Which words.
        at: Words,
        /// Its kind.
        layer: Layer,
    },
    /// Something is called otherwise.
    Rename {
        /// Its key, as in [`crate::answer::Facet::key`].
        entity: String,
        /// What it was called.
        before: String,
        /// What it is called.
        name: String,
    },
    /// Two that were kept apart are one.
    Merge {
        /// The key of the one that is no more.
        entity: String,
        /// What it was called.
        before: String,
        /// The key of the one that stays.
        into: String,
        /// What both are called.
        name: String,
    },
    /// Words that were joined to one thing name another.
    Split {
        /// Which words.
        at: Words,
        /// Their kind.
        layer: Layer,
        /// What they name.
        name: String,
    },
    /// A report is not of what others report.
    Apart {
        /// What it was held to be about, in words.
        about: String,
        /// The words it rests on.
        one: Words,
        /// The words that the others rest on.
        others: Vec<Words>,
    },
    /// Two reports are of one meeting.
    Together {
        /// What the second is about, in words.
        about: String,
        /// The words that the first rests on.
        one: Words,
        /// The words that the second rests on.
        other: Words,
    },
}

/// A correction as it lies over the readings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Laid {
    /// What is said.
    pub correction: Correction,
    /// The articles in which it says something, in the order of import; none when its
    /// words stand nowhere as it names them.
    pub articles: Vec<ArticleId>,
}

/// The list of corrections as it lies over the readings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Corrected {
    /// In the order said.
    pub list: Vec<Laid>,
    /// How many articles were read again for it.
    pub n_articles: u32,
}
