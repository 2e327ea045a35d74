//! The network: who met whom.
//!
//! An edge stands between two persons or bodies of one event, unless both are
//! known to be of one country: a minister does not meet the colleague beside him.
//! Who has no such counterpart ("Modi will visit Japan") is joined to the other
//! countries of the event; the countries of an event are joined to each other. One
//! meeting that is reported twice is one event, as the ledger has joined it.
//!
//! Example: "Jaishankar met Kamikawa in Tokyo" joins Jaishankar to Kamikawa and
//! India to Japan.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_extract::record::MeetingKind;
use chancery_text::sort;
use rustc_hash::FxHashMap;

use crate::event::Event;
use crate::ledger::Ledger;
use crate::matrix::value_of;
use crate::selection::Selected;
use crate::store::Collection;
use crate::value::ValueIdx;

/// Who met whom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Network {
    /// Those of the most events first, then by label and key.
    pub nodes: Vec<Node>,
    /// Nodes in the selection, shown or not.
    pub n_nodes: u32,
    /// By first and second.
    pub edges: Vec<Edge>,
}

/// A person, organisation or country that met somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// The lens value it is.
    pub value: ValueIdx,
    /// The id of the country it is of, as far as the texts say; of a country its own.
    pub country: Option<String>,
    /// Events it takes part in.
    pub n_events: u32,
}

/// Two that met, by place in [`Network::nodes`]; the first stands before the second.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    /// The one.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Indices into [`Ledger::events`], ascending; as many as the edge weighs.
    pub events: Vec<u32>,
}

/// Who met whom in the articles of `selected`; of many nodes the `n_nodes` that
/// take part in the most events. Costs time in proportion to the events, each with
/// the pairs of its participants.
pub fn network(collection: &Collection, selected: &Selected, n_nodes: usize) -> Network {
    let ledger = collection.ledger();
    let countries = countries(ledger);
    let mut met: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    let mut n_events: BTreeMap<&str, u32> = BTreeMap::new();
    for (event_idx, event) in (0u32..).zip(&ledger.events) {
        if !event.reports.iter().any(|r| selected.contains(r.0)) {
            continue;
        }
        let pairs = pairs(&countries, &sides(collection, event), event);
        let mut members: Vec<&str> = pairs.iter().flat_map(|p| [p.0, p.1]).collect();
        sort::sort(&mut members);
        members.dedup();
        for member in members {
            *n_events.entry(member).or_default() += 1;
        }
        for pair in pairs {
            met.entry(pair).or_default().push(event_idx);
        }
    }
    let mut nodes: Vec<(&str, Node)> = n_events
        .into_iter()
        .filter_map(|(id, n_events)| {
            let node = Node {
                value: value_of(collection, id)?,
                country: country_of(&countries, id).map(str::to_owned),
                n_events,
            };
            Some((id, node))
        })
        .collect();
    let n_all = nodes.len() as u32;
    sort::sort_by_key(&mut nodes, |(id, node)| {
        let label = &collection.values()[node.value.0 as usize].label;
        (Reverse(node.n_events), label, *id)
    });
    nodes.truncate(n_nodes);
    // Looked up, never listed.
    let place: FxHashMap<&str, u32> = nodes.iter().map(|n| n.0).zip(0u32..).collect();
    let edge = |((a, b), events): ((&str, &str), Vec<u32>)| {
        let (a, b) = (*place.get(a)?, *place.get(b)?);
        let (a, b) = (a.min(b), a.max(b));
        Some(Edge { a, b, events })
    };
    let mut edges: Vec<Edge> = met.into_iter().filter_map(edge).collect();
    sort::sort_by_key(&mut edges, |edge| (edge.a, edge.b));
    Network {
        nodes: nodes.into_iter().map(|n| n.1).collect(),
        n_nodes: n_all,
        edges,
    }
}

/// The countries of an event; who visits one meets it.
fn sides<'l>(collection: &Collection, event: &'l Event) -> Vec<&'l str> {
    let is_land = |id: &&String| collection.entity(id).is_some_and(|e| e.iso3166.is_some());
    let visited = event.places.iter().filter(is_land);
    let is_visit = event.kind == MeetingKind::Visit;
    let visited = visited.filter(|_| is_visit);
    let mut sides: Vec<&str> = event.parties.iter().chain(visited).map(|s| &**s).collect();
    sort::sort(&mut sides);
    sides.dedup();
    sides
}

/// Who meets whom at `event` between `sides`, by id, each pair sorted and once.
fn pairs<'l>(
    countries: &FxHashMap<&str, &'l str>,
    sides: &[&'l str],
    event: &'l Event,
) -> Vec<(&'l str, &'l str)> {
    let country = |id: &'l str| country_of(countries, id);
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut join = |a: &'l str, b: &'l str| pairs.push((a.min(b), a.max(b)));
    let is_one_side = |a: &'l str, b: &'l str| country(a).is_some_and(|c| Some(c) == country(b));
    for (at, a) in event.participants.iter().enumerate() {
        let others = event.participants.iter().enumerate();
        let mut counterparts = others
            .filter(|(_, b)| *b != a && !is_one_side(a, b))
            .peekable();
        if counterparts.peek().is_none() && country(a).is_some() {
            let hosts = sides.iter().filter(|s| country(a) != Some(s));
            hosts.for_each(|p| join(a, p));
        }
        counterparts
            .filter(|(n, _)| *n > at)
            .for_each(|(_, b)| join(a, b));
    }
    for (at, a) in sides.iter().enumerate() {
        sides[at + 1..].iter().for_each(|b| join(a, b));
    }
    sort::sort(&mut pairs);
    pairs.dedup();
    pairs
}

/// By person: the country whose offices most articles say they hold; of equals the
/// first by id.
fn countries(ledger: &Ledger) -> FxHashMap<&str, &str> {
    let mut said: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for office in &ledger.offices {
        for holder in &office.holders {
            if let Some(country) = &office.country {
                *said.entry((&holder.person, country)).or_default() += holder.articles.len();
            }
        }
    }
    let mut said: Vec<((&str, &str), usize)> = said.into_iter().collect();
    // The last of one person stays in the table.
    sort::sort_by_key(&mut said, |&((person, country), n)| {
        (person, n, Reverse(country))
    });
    said.into_iter().map(|(held, _)| held).collect()
}

fn country_of<'l>(countries: &FxHashMap<&str, &'l str>, id: &'l str) -> Option<&'l str> {
    match id.strip_prefix("PL:") {
        Some(_) => Some(id),
        None => countries.get(id).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin, Selection};

    fn edges(texts: &[&str], n_nodes: usize) -> Vec<String> {
        let mut collection = Collection::new(Codebook::diplomatic());
        for text in texts {
            let added = collection.add(Origin::default(), (*text).to_owned());
            added.expect("it has words");
        }
        let selected = collection.select(&Selection::default());
        let network = network(&collection, &selected, n_nodes);
        let label = |at: u32| {
            let value = network.nodes[at as usize].value;
            collection.values()[value.0 as usize].label.clone()
        };
        let edge = |e: &Edge| {
            let mut ends = [label(e.a), label(e.b)];
            ends.sort();
            format!("{} – {}: {}", ends[0], ends[1], e.events.len())
        };
        let mut edges: Vec<String> = network.edges.iter().map(edge).collect();
        edges.sort();
        edges
    }

    #[test]
    fn who_met_whom() {
        let once = "Indian Prime Minister Narendra Modi held talks with French President Emmanuel Macron in Paris on 14 July 2023. “日本” 🙂 ¥5 – é.";
        let twice = "Narendra Modi met Emmanuel Macron in Paris on 14 July 2023, it was said.";
        let expected = ["Emmanuel Macron – Narendra Modi: 1", "France – India: 1"];
        assert_eq!(edges(&[once], 10), expected);
        assert_eq!(edges(&[once, twice], 10), expected, "reported twice");
        assert_eq!(edges(&[once], 1), [""; 0]);
        assert_eq!(edges(&[], 10), [""; 0]);
        let colleagues = "Indian Prime Minister Narendra Modi and Indian Foreign Minister S Jaishankar held talks with French President Emmanuel Macron in Paris.";
        assert_eq!(
            edges(&[colleagues], 10),
            [
                "Emmanuel Macron – Narendra Modi: 1",
                "Emmanuel Macron – S Jaishankar: 1",
                "France – India: 1"
            ]
        );
        let visit = "Indian Prime Minister Narendra Modi will visit Japan next week.";
        assert_eq!(
            edges(&[visit], 10),
            ["India – Japan: 1", "Japan – Narendra Modi: 1"]
        );
    }
}
