//! The answers to `Timeline`, `Matrix`, `Network` and `Phrases`: what spans the articles of a
//! selection.

use chancery_collection::{
    ActorMatrix, ArticleIdx, Collection, Network, Selected, ThemeMatrix, ValueIdx, drift, matrix,
    network, timeline, value,
};
use chancery_protocol::across::{self, Cited};
use chancery_protocol::ask::{self, ArticleId};
use chancery_text::Span;

use crate::to_protocol;

pub(crate) fn timeline(collection: &Collection, asked: &ask::Selection) -> across::Timeline {
    let timeline = timeline::timeline(collection, &select(collection, asked));
    let row = |entry: timeline::Entry| {
        let (kind, status) = match entry.status {
            timeline::Status::Meeting(status) => (
                across::TimelineKind::Meeting,
                to_protocol::meeting_status_key(status),
            ),
            timeline::Status::Claim(status) => (
                across::TimelineKind::Claim,
                to_protocol::claim_status_key(status),
            ),
        };
        across::TimelineRow {
            kind,
            label: entry.label,
            status: status.to_owned(),
            earliest: entry.earliest,
            latest: entry.latest,
            said: entry.said,
            bounds: entry.bounds,
            event: entry.event,
            reports: cited(collection, &entry.reports),
        }
    };
    across::Timeline {
        rows: timeline.rows.into_iter().map(row).collect(),
        n_undated_claims: timeline.n_undated_claims,
    }
}

pub(crate) fn matrix(
    collection: &Collection,
    asked: &ask::Selection,
    n_articles: u32,
    n_actors: u32,
) -> across::Matrix {
    let selected = select(collection, asked);
    let themes = matrix::themes(collection, &selected, n_articles as usize);
    let actors = matrix::actors(collection, &selected, n_actors as usize);
    across::Matrix {
        themes: theme_matrix(collection, themes, selected.articles.len()),
        actors: actor_matrix(collection, actors),
    }
}

fn theme_matrix(
    collection: &Collection,
    matrix: ThemeMatrix,
    n_articles: usize,
) -> across::ThemeMatrix {
    let themes = collection.codebook().themes.iter();
    let title = |&idx: &ArticleIdx| (ArticleId(idx.0), title(collection, idx));
    across::ThemeMatrix {
        themes: themes.map(|t| (t.key.clone(), t.label.clone())).collect(),
        articles: matrix.articles.iter().map(title).collect(),
        n_articles: n_articles as u32,
        cells: matrix.cells,
    }
}

fn actor_matrix(collection: &Collection, matrix: ActorMatrix) -> across::ActorMatrix {
    let actor = |actor: &matrix::Actor| {
        let (lens, key, label) = named(collection, actor.value);
        across::MatrixActor {
            lens,
            key,
            label,
            n_sentences: actor.n_sentences,
        }
    };
    let pair = |pair: &matrix::Pair| across::ActorPair {
        a: pair.a,
        b: pair.b,
        n_sentences: pair.n_sentences,
        n_meetings: pair.n_meetings,
    };
    across::ActorMatrix {
        actors: matrix.actors.iter().map(actor).collect(),
        n_actors: matrix.n_actors,
        pairs: matrix.pairs.iter().map(pair).collect(),
    }
}

pub(crate) fn network(
    collection: &Collection,
    asked: &ask::Selection,
    n_nodes: u32,
) -> across::Network {
    let selected = select(collection, asked);
    let network = network::network(collection, &selected, n_nodes as usize);
    let node = |node: &network::Node| {
        let (lens, key, label) = named(collection, node.value);
        across::NetworkNode {
            lens,
            key,
            label,
            country: node.country.clone(),
            n_events: node.n_events,
        }
    };
    let events = events_of(&network);
    let place = |event: &u32| events.binary_search(event).ok().map(|at| at as u32);
    let edge = |edge: &network::Edge| across::NetworkEdge {
        a: edge.a,
        b: edge.b,
        events: edge.events.iter().filter_map(place).collect(),
    };
    across::Network {
        nodes: network.nodes.iter().map(node).collect(),
        n_nodes: network.n_nodes,
        edges: network.edges.iter().map(edge).collect(),
        events: events
            .iter()
            .filter_map(|&event| network_event(collection, &selected, event))
            .collect(),
    }
}

/// The events that edges rest on, ascending.
fn events_of(network: &Network) -> Vec<u32> {
    let events = network.edges.iter().flat_map(|e| &e.events);
    let mut events: Vec<u32> = events.copied().collect();
    chancery_text::sort::sort(&mut events);
    events.dedup();
    events
}

fn network_event(
    collection: &Collection,
    selected: &Selected,
    event_idx: u32,
) -> Option<across::NetworkEvent> {
    let event = collection.ledger().events.get(event_idx as usize)?;
    Some(across::NetworkEvent {
        event: event_idx,
        label: event.label(collection),
        status: to_protocol::meeting_status_key(event.status).to_owned(),
        said: event.date.as_deref().map(value::date_words),
        reports: cited(collection, &event.reports_in(selected)),
    })
}

pub(crate) fn phrases(
    collection: &Collection,
    asked: &ask::Selection,
    n_rows: u32,
) -> across::Phrases {
    let selected = select(collection, asked);
    let drift = drift::drift(collection, &selected);
    let wording = |variant: &drift::Variant| {
        let (from, to) = variant.dates.clone().unzip();
        let of_article = variant.reports.chunk_by(|a, b| a.0 == b.0);
        let reports: Vec<(ArticleIdx, Vec<Span>)> = of_article
            .map(|of| (of[0].0, of.iter().map(|r| r.1).collect()))
            .collect();
        across::Wording {
            words: variant.words.clone(),
            from,
            to,
            reports: cited(collection, &reports),
        }
    };
    let phrase = |family: &drift::Family| across::Phrase {
        label: family.label.clone(),
        n_articles: family.n_articles,
        wordings: family.variants.iter().map(wording).collect(),
    };
    across::Phrases {
        phrases: drift
            .families
            .iter()
            .take(n_rows as usize)
            .map(phrase)
            .collect(),
        n_phrases: drift.families.len() as u32,
        n_articles: selected.articles.len() as u32,
        n_read: drift.n_read,
    }
}

fn select(collection: &Collection, asked: &ask::Selection) -> Selected {
    collection.select(&to_protocol::selection_in(asked))
}

fn named(collection: &Collection, value: ValueIdx) -> (ask::Lens, String, String) {
    let value = &collection.values()[value.0 as usize];
    let lens = to_protocol::lens(value.lens);
    (lens, value.key.clone(), value.label.clone())
}

fn title(collection: &Collection, article: ArticleIdx) -> String {
    let article = collection.article(article);
    article.map_or_else(String::new, |a| a.title.text.clone())
}

fn cited(collection: &Collection, reports: &[(ArticleIdx, Vec<Span>)]) -> Vec<Cited> {
    let cited = |(article, spans): &(ArticleIdx, Vec<Span>)| Cited {
        article: ArticleId(article.0),
        title: title(collection, *article),
        stretches: spans.iter().map(|&s| to_protocol::stretch(s)).collect(),
    };
    reports.iter().map(cited).collect()
}
