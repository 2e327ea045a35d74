//! Dialogs over the page: one frame for all of them.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::action::Action;
use crate::dom;
use crate::store::{on, use_dispatch};

#[derive(Properties, PartialEq)]
pub(super) struct PanelProps {
    /// Its id, and what its heading is called by.
    pub(super) id: &'static str,
    pub(super) title: AttrValue,
    pub(super) children: Html,
}

/// A dialog: opened over the page when it is drawn, closed by Esc, by its
/// button, or by a click beside it; the focus goes back to where it was.
#[component]
pub(super) fn PanelView(props: &PanelProps) -> Html {
    let dispatch = use_dispatch();
    let id = props.id;
    use_effect_with((), move |()| {
        let before = dom::focused();
        dom::show_modal(id);
        move || {
            dom::close_modal(id);
            if let Some(before) = before {
                dom::focus_in_place(&before);
            }
        }
    });
    let close = on(&dispatch, Action::Panel(None));
    let oncancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            dispatch.dispatch(Action::Panel(None));
        })
    };
    let beside = Callback::from(move |event: MouseEvent| {
        if event.target() == event.current_target() {
            dispatch.dispatch(Action::Panel(None));
        }
    });
    let heading = format!("{id}-title");
    html! {
        <dialog {id} class="panel" aria-labelledby={heading.clone()} {oncancel} onclick={beside}>
            <div class="frame">
                <header>
                    <h2 id={heading}>{ &props.title }</h2>
                    <button type="button" class="close" aria-label="Close" title="Close (Esc)" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="scroller" tabindex="0" role="region" aria-label={&props.title}>{ props.children.clone() }</div>
            </div>
        </dialog>
    }
}
