//! Entities: which mentions of one article name the same thing, and why.

use std::borrow::Cow;

use crate::{Context, Mention, MentionKind};

/// A person, body, place, programme or office that mentions of one article name.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// Stable across articles for what a gazetteer knows (`PL:JP`, `O:nato`);
    /// else made of the kind and the folded name (`P:yoko-kamikawa`).
    pub id: String,
    /// The kind of its mentions; a norp names its country's entity.
    pub kind: MentionKind,
    /// The fullest name in the article.
    pub name: String,
    /// ISO 3166-1 alpha-2, for countries.
    pub iso3166: Option<Cow<'static, str>>,
    /// Every distinct wording, in text order.
    pub surfaces: Vec<String>,
    /// Why mentions were joined, one line a join: "Kamikawa: surname of Yoko Kamikawa".
    pub joins: Vec<String>,
}

/// Joins `mentions` into entities and points each mention at its own.
pub(crate) fn link(_context: &Context<'_>, _mentions: &mut [Mention]) -> Vec<Entity> {
    Vec::new()
}
