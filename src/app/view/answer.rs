//! What is drawn while an answer is awaited, and when it cannot be had.

use chancery_protocol::answer::Failure;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::action::Action;
use crate::store::{on, use_dispatch};

#[derive(Properties, PartialEq)]
pub(super) struct FailedProps {
    pub(super) failure: Failure,
}

/// What happened, what can be done, and the button for it.
#[component]
pub(super) fn Failed(props: &FailedProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <div class="failed">
            <p class="what">{ icon(Icon::Warning) }{ &props.failure.what }</p>
            <p>{ &props.failure.remedy }</p>
            <button type="button" onclick={on(&dispatch, Action::AskAgain)}>{ "Try again" }</button>
        </div>
    }
}

/// Lines that stand for words on their way.
pub(super) fn waiting(what: &str, n_lines: usize) -> Html {
    html! {
        <div class="waiting">
            <p>{ what }</p>
            for _ in 0..n_lines {
                <span class="line"></span>
            }
        </div>
    }
}
