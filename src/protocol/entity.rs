//! What is known of one person, body, place, office or programme.

use serde::{Deserialize, Serialize};

use crate::across::Concordance;
use crate::answer::{Fact, FactReport};
use crate::ask::Lens;

/// Everything that the collection tells of one value of a lens.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Its lens.
    pub lens: Lens,
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Hits in the collection.
    pub n_hits: u32,
    /// Articles in the collection.
    pub n_articles: u32,
    /// How it is written, each wording with how often, the commonest first.
    pub wordings: Vec<(String, u32)>,
    /// Why wordings were joined, one line a join: "Kamikawa: surname of Yoko Kamikawa".
    pub joins: Vec<String>,
    /// Others that may be the same, those with the best reasons first.
    pub alike: Vec<Alike>,
    /// Offices that it held or that are its own, each with who held it when.
    pub offices: Vec<Fact>,
    /// Meetings it took part in or that took place there.
    pub meetings: Vec<Fact>,
    /// What it is quoted with, by article and place.
    pub quotes: Vec<FactReport>,
    /// Articles that were read for joins and quotes: of very many the first.
    pub n_read: u32,
    /// Its mentions with the words around them, the first ones.
    pub mentions: Concordance,
}

/// Something that may be the same as another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alike {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Articles in the collection.
    pub n_articles: u32,
    /// What speaks for it, in words; empty if nothing does.
    pub why: String,
}
