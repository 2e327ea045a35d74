//! The legend: every layer with its letter, colour, count and key; a click
//! shows or hides it.

use chancery_protocol::answer::{Article, ZoneKind};
use chancery_protocol::ask::Layer;
use yew::prelude::*;

use super::part::Part;
use super::{flag, tag, truth};
use crate::action::Action;
use crate::kind::{self, LAYERS};
use crate::model::{Look, Shared};
use crate::store::{Dispatch, on};
use crate::{keys, wording};

#[derive(PartialEq)]
pub(super) struct Legend {
    pub(super) article: Shared<Article>,
    pub(super) look: Look,
    pub(super) letters: bool,
}

/// The switches of the layers, of the letter tags, and of what is set aside.
impl Part for Legend {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Legend {
            article,
            look,
            letters,
        } = self;
        let is_boilerplate = |z: &&_| {
            matches!(
                z,
                &&chancery_protocol::answer::Zone {
                    kind: ZoneKind::Boilerplate(_),
                    ..
                }
            )
        };
        let n_aside = article.zones.iter().filter(is_boilerplate).count() as u32;
        html! {
            <div class="legend" role="group" aria-label="Layers">
                <ul>
                    for layer in LAYERS {
                        <li key={kind::layer(layer).slug}>{ switch(article, layer, *look, on(dispatch, Action::Layer(layer))) }</li>
                    }
                </ul>
                <button type="button" class="aside-switch" id="letters" aria-pressed={truth(*letters)} aria-keyshortcuts="l"
                    onclick={on(dispatch, Action::Letters)}>{ "Letter tags" }</button>
                if n_aside > 0 {
                    <button type="button" class="aside-switch" id="boilerplate" aria-pressed={truth(!look.boilerplate_hidden)} aria-keyshortcuts="h"
                        onclick={on(dispatch, Action::Boilerplate)}>
                        { "Set aside " }<span class="n">{ n_aside }</span>
                    </button>
                }
            </div>
        }
    }
}

fn switch(article: &Article, layer: Layer, look: Look, onclick: Callback<MouseEvent>) -> Html {
    let naming = kind::layer(layer);
    let of_layer = article.marks.iter().filter(|m| m.layer == layer);
    let n_marks = of_layer.count() as u32;
    let is_on = !look.off.contains(layer);
    let key = keys::layer_key(layer).map(String::from);
    html! {
        <button type="button" class="layer" data-kind={naming.slug} data-none={flag(n_marks == 0)}
            aria-pressed={truth(is_on)} aria-keyshortcuts={key.clone()}
            title={key.map(|k| format!("Key {k}"))} {onclick}>
            { tag(layer) }
            <span class="name">{ naming.many }</span>
            <span class="n">{ wording::grouped(n_marks) }<span class="visually-hidden">{ " marks" }</span></span>
        </button>
    }
}
