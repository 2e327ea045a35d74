//! The bar that says what the selected words of the article are.

use chancery_protocol::answer::{Article, Stretch};
use chancery_protocol::ask::Layer;
use chancery_protocol::correction::Correction;
use yew::prelude::*;

use super::correct::kinds_of;
use super::icon::{Icon, icon};
use super::name;
use super::part::Part;
use crate::action::Action;
use crate::correction::{self, KINDS};
use crate::model::Shared;
use crate::store::{Dispatch, on};
use crate::{dom, passage, wording};

#[derive(PartialEq)]
pub(super) struct PickBar {
    pub(super) article: Shared<Article>,
    pub(super) picked: Stretch,
    pub(super) everywhere: bool,
}

/// The words, a button for each kind, and more or fewer words.
impl Part for PickBar {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let words = passage::words(&self.article.text, self.picked);
        if words.is_empty() {
            return html! {};
        }
        let add = |&layer: &Layer| {
            let at = correction::words(&self.article, self.picked, self.everywhere);
            (layer, Action::Correct(Correction::Add { at, layer }))
        };
        let longer = |is_longer: bool, says: &'static str, sign: &'static str| {
            let dispatch = dispatch.clone();
            let onclick = Callback::from(move |_: MouseEvent| extend(is_longer, &dispatch));
            html! { <button type="button" class="quiet" aria-label={says} title={says} {onclick}>{ sign }</button> }
        };
        let close = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| {
                dom::unpick();
                dom::focus(dom::SCROLLER);
                dispatch.dispatch(Action::Picked(None));
            })
        };
        let onkeydown = {
            let dispatch = dispatch.clone();
            Callback::from(move |event: KeyboardEvent| match &*event.key() {
                "ArrowRight" => extend(true, &dispatch),
                "ArrowLeft" => extend(false, &dispatch),
                _ => {}
            })
        };
        // What is pressed here shall not end the selection.
        let keep = Callback::from(|event: MouseEvent| event.prevent_default());
        html! {
            <div id="picked" class="picked" role="toolbar" aria-label="Mark the selected words" tabindex="-1"
                onmousedown={keep} {onkeydown}>
                <p>{ "“" }{ name(&wording::short(words, 60)) }{ "” is a" }</p>
                <div class="kinds">{ kinds_of(KINDS.iter().map(add), dispatch) }</div>
                <label class="check">
                    <input type="checkbox" checked={self.everywhere} onchange={on(dispatch, Action::Everywhere)} />
                    { "wherever they stand" }
                </label>
                <div class="ends">
                    { longer(false, "One word fewer (←)", "−") }
                    { longer(true, "One word more (→)", "+") }
                    <button type="button" class="close" aria-label="Close" title="Close (Esc)" onclick={close}>{ icon(Icon::Close) }</button>
                </div>
            </div>
        }
    }
}

/// Makes the selection a word longer or shorter.
fn extend(longer: bool, dispatch: &Dispatch) {
    dom::extend_picked(longer);
    dispatch.dispatch(Action::Picked(dom::picked()));
}
