//! The components, one part of the screen a file; drawn from props, which say
//! all there is to draw.
//!
//! A component sends [`crate::action::Action`]s and holds no rule about
//! articles. Shared here: icons, letter tags, names.

mod about;
mod answer;
mod articles;
mod card;
mod chips;
mod codebook;
mod concordance;
mod correct;
mod corrections;
mod details;
mod dock;
mod facts;
mod help;
mod icon;
mod kept;
mod legend;
mod lenses;
mod matrix;
mod network;
mod open;
mod panel;
mod part;
mod passage;
mod phrases;
mod pick;
mod query;
mod reader;
mod shell;
mod strip;
mod timeline;
mod why;

pub use shell::{Page, PageProps};

use chancery_protocol::ask::Layer;
use yew::prelude::*;

use crate::{kind, wording};

/// A name from an article: unseen characters as signs, its direction kept to itself.
fn name(words: &str) -> Html {
    html! { <bdi>{ wording::visible(words).into_owned() }</bdi> }
}

/// The letter tag of a layer; said by the words beside it.
fn tag(layer: Layer) -> Html {
    let naming = kind::layer(layer);
    html! { <span class="tag" data-kind={naming.slug} aria-hidden="true">{ naming.letter }</span> }
}

/// An attribute that is there or not.
fn flag(on: bool) -> Option<&'static str> {
    on.then_some("true")
}

/// `true` or `false`, for attributes that want the word.
fn truth(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
