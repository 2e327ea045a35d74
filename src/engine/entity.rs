//! The answer to `Entity`: what the collection tells of one person, body, place,
//! office or programme, and what may be the same.

use std::cmp::Reverse;

use chancery_collection::{ArticleIdx, Collection, LensValue, Read, ValueIdx};
use chancery_protocol::answer::{Fact, FactReport};
use chancery_protocol::ask::{self, FactKind};
use chancery_protocol::entity::{Alike, Entity};
use chancery_text::fold::fold_word;

use crate::facts::Desk;
use crate::{concordance, to_protocol};

/// Articles that are read for joins and quotes, mentions that are listed, others that
/// are offered: more than a reader looks through on a card.
const N_READ: usize = 24;
const N_LINES: u32 = 60;
const N_ALIKE: usize = 12;
const N_FACTS: usize = 24;

/// What is known of the value of `lens` with `key`; others that may be the same are
/// those whose name holds `find`.
pub(crate) fn entity(
    collection: &Collection,
    lens: ask::Lens,
    key: &str,
    find: &str,
) -> Option<Entity> {
    let value = collection.value(to_protocol::lens_in(lens), key)?;
    let known = &collection.values()[value.0 as usize];
    let chosen = ask::Selection {
        clauses: vec![ask::Clause {
            lens,
            key: key.to_owned(),
            exclude: false,
        }],
        ..ask::Selection::default()
    };
    let selected = collection.select(&to_protocol::selection_in(&chosen));
    let desk = Desk::new(collection, &selected);
    let read = known.articles.iter().take(N_READ);
    let read: Vec<(ArticleIdx, Read)> = read.map(|&a| (a, collection.read_again(a))).collect();
    let page = concordance::Page {
        layout: to_protocol::layout_in(8, &[], None),
        from: 0,
        n_rows: N_LINES,
    };
    Some(Entity {
        lens,
        key: key.to_owned(),
        label: known.label.clone(),
        n_hits: known.n_hits,
        n_articles: known.articles.len() as u32,
        wordings: wordings(known),
        joins: joins(&read, key),
        alike: alike(collection, value, find),
        offices: facts(&desk, FactKind::Office, key),
        meetings: facts(&desk, FactKind::Meeting, key),
        quotes: quotes(&desk, &read, key),
        n_read: read.len() as u32,
        mentions: concordance::concordance(collection, &chosen, &page),
    })
}

fn wordings(value: &LensValue) -> Vec<(String, u32)> {
    let wordings = value.wordings().into_iter();
    wordings.map(|(w, n)| (w.to_owned(), n)).collect()
}

/// Why the mentions of its articles were joined, each reason once.
fn joins(read: &[(ArticleIdx, Read)], key: &str) -> Vec<String> {
    let entities = read.iter().flat_map(|r| &r.1.reading.entities);
    let mut joins: Vec<String> = Vec::new();
    for join in entities.filter(|e| e.id == key).flat_map(|e| &e.joins) {
        if !joins.contains(join) {
            joins.push(join.clone());
        }
    }
    joins
}

fn facts(desk: &Desk<'_>, kind: FactKind, key: &str) -> Vec<Fact> {
    let of_key = desk.all(kind).filter(|said| said.names(key));
    of_key.take(N_FACTS).map(|said| desk.fact(&said)).collect()
}

fn quotes(desk: &Desk<'_>, read: &[(ArticleIdx, Read)], key: &str) -> Vec<FactReport> {
    let mut quotes = Vec::new();
    for (idx, read) in read {
        let speaks = |e: chancery_extract::EntityIdx| {
            let entity = read.reading.entities.get(e.0 as usize);
            entity.is_some_and(|e| e.id == key)
        };
        let said = read.reading.quotes.iter();
        let said = said.filter(|q| q.speaker.is_some_and(speaks));
        quotes.extend(said.filter_map(|q| desk.cited(*idx, q.quote)));
    }
    quotes
}

/// Others of the same lens: those of the ledger that may be one person first, then
/// those that share a word of their names, then by articles.
fn alike(collection: &Collection, value: ValueIdx, find: &str) -> Vec<Alike> {
    let known = &collection.values()[value.0 as usize];
    let find = fold_word(find.trim());
    let mine = words(known);
    let mut ranked: Vec<(u32, &LensValue, String)> = Vec::new();
    for other in collection.values() {
        let is_other = other.lens == known.lens && other.key != known.key && other.is_live();
        if !is_other || !holds(other, &find) {
            continue;
        }
        let same = collection.ledger().same.iter().find(|s| {
            s.person == known.key && s.other == other.key
                || s.other == known.key && s.person == other.key
        });
        let shared = words(other).into_iter().find(|w| mine.contains(w));
        let (rank, why) = match (same, shared) {
            (Some(same), _) => (200 + u32::from(same.strength), same.reasons.join(", ")),
            (None, Some(shared)) => (100, format!("shares “{shared}”")),
            (None, None) => (0, String::new()),
        };
        ranked.push((rank, other, why));
    }
    chancery_text::sort::sort_by_key(&mut ranked, |(rank, other, _)| {
        let n_articles = Reverse(other.articles.len());
        (
            Reverse(*rank),
            n_articles,
            other.label.clone(),
            other.key.clone(),
        )
    });
    let offered = ranked.into_iter().take(N_ALIKE);
    offered
        .map(|(_, other, why)| Alike {
            key: other.key.clone(),
            label: other.label.clone(),
            n_articles: other.articles.len() as u32,
            why,
        })
        .collect()
}

/// The folded words of its name and wordings that are more than an initial.
fn words(value: &LensValue) -> Vec<String> {
    let names = value.wordings().into_iter().map(|w| w.0);
    let names = names.chain([value.label.as_str()]);
    let words = names.flat_map(|n| n.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.len() > 2).map(fold_word).collect()
}

fn holds(value: &LensValue, find: &str) -> bool {
    let mut names = value.wordings().into_iter().map(|w| w.0);
    find.is_empty()
        || fold_word(&value.label).contains(find)
        || names.any(|n| fold_word(n).contains(find))
}
