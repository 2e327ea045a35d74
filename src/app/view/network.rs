//! Who met whom: everyone who met somebody in a column, with an arc to each whom
//! they met, and beside it the meetings.

use chancery_protocol::across::{Network, NetworkEdge, NetworkNode};
use chancery_protocol::ask::Clause;
use yew::prelude::*;

use super::dock::more;
use super::name;
use super::part::Part;
use super::timeline::places;
use crate::action::Action;
use crate::kind;
use crate::model::{Docked, Shared};
use crate::store::{Dispatch, on};
use crate::wording;

/// Height of a row of the drawing.
const ROW: u32 = 28;
/// Width of the room for arcs.
const ROOM: u32 = 220;

#[derive(PartialEq)]
pub(super) struct NetworkRows {
    pub(super) docked: Shared<Docked>,
}

impl Part for NetworkRows {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Docked::Network(network) = &*self.docked else {
            return html! {};
        };
        html! {
            <>
                <div class="network">
                    <div class="arcs">
                        { arcs(network) }
                        <ol>
                            for node in network.nodes.iter() {
                                <li>{ node_button(node, dispatch) }</li>
                            }
                        </ol>
                    </div>
                    <ol class="edges">
                        for edge in by_weight(network) {
                            { edge_row(network, edge, dispatch) }
                        }
                    </ol>
                </div>
                { more(network.n_nodes, network.nodes.len(), "who met somebody") }
            </>
        }
    }
}

/// Those who met most often first.
fn by_weight(network: &Network) -> Vec<&NetworkEdge> {
    let mut edges: Vec<&NetworkEdge> = network.edges.iter().collect();
    chancery_text::sort::sort_by_key(&mut edges, |e| std::cmp::Reverse(e.events.len()));
    edges
}

/// An arc for each two who met, as thick as they met often. The table says the same.
fn arcs(network: &Network) -> Html {
    let height = network.nodes.len() as u32 * ROW;
    let middle = |node: u32| node * ROW + ROW / 2;
    let arc = |edge: &NetworkEdge| {
        let (from, to) = (middle(edge.a), middle(edge.b));
        let reach = ((to - from) * 2 / 3).min(ROOM - 10);
        let bend = ROOM - reach;
        html! {
            <path d={format!("M{ROOM} {from}C{bend} {from} {bend} {to} {ROOM} {to}")}
                stroke-width={edge.events.len().min(6).to_string()} />
        }
    };
    html! {
        <svg width={ROOM.to_string()} height={height.to_string()} viewBox={format!("0 0 {ROOM} {height}")} aria-hidden="true">
            for edge in network.edges.iter() {
                { arc(edge) }
            }
        </svg>
    }
}

fn node_button(node: &NetworkNode, dispatch: &Dispatch) -> Html {
    let clause = Clause {
        lens: node.lens,
        key: node.key.clone(),
        exclude: false,
    };
    html! {
        <button type="button" class="actor" data-kind={kind::lens(node.lens).slug} title="Choose"
            onclick={on(dispatch, Action::Choose(clause))}>
            { name(&node.label) }
            <span class="n">{ wording::grouped(node.n_events) }</span>
        </button>
    }
}

/// Two who met, and their meetings.
fn edge_row(network: &Network, edge: &NetworkEdge, dispatch: &Dispatch) -> Html {
    let label = |node: u32| network.nodes.get(node as usize).map_or("", |n| &n.label);
    let events = edge
        .events
        .iter()
        .filter_map(|&e| network.events.get(e as usize));
    html! {
        <li class="edge">
            <h3>
                { name(label(edge.a)) }{ " – " }{ name(label(edge.b)) }
                <span class="n">{ wording::count(edge.events.len() as u32, "meeting", "meetings") }</span>
            </h3>
            <ul>
                for event in events {
                    <li>
                        <p>
                            { name(&event.label) }
                            <span class="status">
                                { &event.status }{ event.said.as_ref().map(|s| format!(", {s}")).unwrap_or_default() }
                            </span>
                        </p>
                        { places(&event.reports, dispatch) }
                    </li>
                }
            </ul>
        </li>
    }
}
