//! What is drawn while an answer is awaited, and when it cannot be had.

use chancery_protocol::answer::Failure;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::part::Part;
use crate::action::Action;
use crate::store::{Dispatch, on};

#[derive(PartialEq)]
pub(super) struct Failed {
    pub(super) failure: Failure,
}

/// What happened, what can be done, and the button for it.
impl Part for Failed {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        html! {
            <div class="failed">
                <p class="what">{ icon(Icon::Warning) }{ &self.failure.what }</p>
                <p>{ &self.failure.remedy }</p>
                <button type="button" onclick={on(dispatch, Action::AskAgain)}>{ "Try again" }</button>
            </div>
        }
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
