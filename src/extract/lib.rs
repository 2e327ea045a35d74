//! What the words of one article mean.
//!
//! Here live gazetteers, rules, normal forms, the choice between conflicting
//! findings, entities within one article, and records (roles, meetings,
//! claims, quotes). Nothing here sees two articles, and nothing here knows of
//! themes: a theme is a query of a codebook, in `chancery-collection`.

pub mod annotation;
mod article;
mod conflict;
mod data;
mod entity;
mod form;
mod hash;
mod lexicon;
pub mod mend;
pub mod normal;
mod problem;
#[cfg(test)]
mod property;
pub mod record;
mod rule;
pub mod tagger;
mod words;

pub use annotation::{EntityIdx, Mention, MentionKind, Value, Why};
pub use article::{DateKnown, Given, Meta};
pub use entity::Entity;
pub use mend::Mend;
pub use problem::Problem;
pub use tagger::Model;

use chancery_text::Segments;
use conflict::Candidate;

/// Everything that was read in one article. Every list is in text order.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Zones, paragraphs, sentences, tokens.
    pub segments: Segments,
    /// What the article says of itself: date, agency, place.
    pub meta: Meta,
    /// Mentions; those not `nested` never overlap.
    pub mentions: Vec<Mention>,
    /// What the mentions name; [`Mention::entity`] points here.
    pub entities: Vec<Entity>,
    /// Who holds which office.
    pub roles: Vec<record::Role>,
    /// Who meets whom.
    pub meetings: Vec<record::Meeting>,
    /// Who says, promises or does what.
    pub claims: Vec<record::Claim>,
    /// Who is quoted.
    pub quotes: Vec<record::Quote>,
    /// What could not be read or is doubtful.
    pub problems: Vec<Problem>,
    /// Of each mend that the reading was given, whether it had its words.
    pub mended: Vec<bool>,
}

/// What every rule sees: one text, its segments, and what is known of it from outside.
pub(crate) struct Context<'t> {
    pub(crate) text: &'t str,
    pub(crate) segments: &'t Segments,
    pub(crate) meta: &'t Meta,
    pub(crate) lexicon: &'static lexicon::Lexicon,
    /// What each token looks like, beside [`Segments::tokens`].
    pub(crate) forms: &'t [form::Form],
    /// The rows of the lexicon that stand in the text.
    pub(crate) found: &'t [lexicon::Found],
}

/// Reads one article by rules alone. Never fails and never panics; what is
/// doubtful stands in [`Reading::problems`]. The same text and `given` always give
/// the same reading.
pub fn read(text: &str, given: &Given) -> Reading {
    read_with(text, given, None)
}

/// As [`read`], and lets `model` say where the rules are silent or guess whether a
/// name stands there.
pub fn read_with(text: &str, given: &Given, model: Option<Model<'_>>) -> Reading {
    read_mended(text, given, model, &[])
}

/// As [`read_with`], with what a person says against it laid over, in that order.
pub fn read_mended(text: &str, given: &Given, model: Option<Model<'_>>, mends: &[Mend]) -> Reading {
    let mut mended = vec![false; mends.len()];
    let (read, segments, meta) = look(text, given, |context| {
        let mut mentions = ruled(context);
        if let Some(model) = model {
            mentions = tagger::add(model, context, mentions);
        }
        mend::mentions(text, &mut mentions, mends, &mut mended);
        let entities = entity::link(context, &mut mentions);
        let entities = mend::entities(text, &mut mentions, entities, mends, &mut mended);
        let records = record::read(context, &mentions, &entities);
        let problems = problem::find(context, &mentions);
        (mentions, entities, records, problems)
    });
    let (mentions, entities, records, problems) = read;
    Reading {
        roles: records.roles,
        meetings: records.meetings,
        claims: records.claims,
        quotes: records.quotes,
        segments,
        meta,
        mentions,
        entities,
        problems,
        mended,
    }
}

/// Segments a text and knows its words, for `read`.
fn look<T>(text: &str, given: &Given, read: impl FnOnce(&Context<'_>) -> T) -> (T, Segments, Meta) {
    let segments = chancery_text::segment(text);
    let meta = article::meta(text, &segments, given);
    let lexicon = lexicon::lexicon();
    let mut forms = form::forms(text, &segments, lexicon);
    let found = lexicon.find(&forms);
    form::mark_bodies(&mut forms, &found, lexicon);
    let context = Context {
        text,
        segments: &segments,
        meta: &meta,
        lexicon,
        forms: &forms,
        found: &found,
    };
    (read(&context), segments, meta)
}

/// What the rules make of an article.
fn ruled(context: &Context<'_>) -> Vec<Mention> {
    let mut candidates = rule::propose(context);
    let first = conflict::choose(&mut candidates);
    let first: Vec<&Candidate> = first.iter().map(|&i| &candidates[i]).collect();
    let more = rule::again(context, &first);
    candidates.reserve_exact(more.len());
    candidates.extend(more);
    conflict::resolve(candidates)
}
