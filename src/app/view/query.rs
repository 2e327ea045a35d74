//! The query line: words and "phrases", asked for a moment after the last key.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::action::Action;
use crate::store::use_dispatch;
use crate::{dom, route};

/// After this many milliseconds without a key the query is asked.
const PAUSE: u32 = 180;

#[derive(Properties, PartialEq)]
pub(super) struct QueryProps {
    /// What the model holds.
    pub(super) find: AttrValue,
    /// What was not understood in it.
    pub(super) problems: Vec<String>,
}

/// The query line and what was not understood in it.
#[component]
pub(super) fn Query(props: &QueryProps) -> Html {
    let dispatch = use_dispatch();
    let input = use_node_ref();
    let typing = use_mut_ref(Typing::default);
    use_follow(&input, &props.find, &typing);

    let ask = {
        let (input, typing) = (input.clone(), typing.clone());
        Callback::from(move |()| {
            let Some(input) = input.cast::<HtmlInputElement>() else {
                return;
            };
            let asked = input.value();
            typing.borrow_mut().asked.clone_from(&asked);
            dispatch.dispatch(Action::Find(asked));
        })
    };
    let oninput = {
        let (typing, ask) = (typing.clone(), ask.clone());
        Callback::from(move |_: InputEvent| {
            let (over, ask) = (typing.clone(), ask.clone());
            let paused = move || {
                // It has run: dropping it would cancel nothing.
                drop(over.borrow_mut().pause.take().map(Timeout::forget));
                ask.emit(());
            };
            typing.borrow_mut().pause = Some(Timeout::new(PAUSE, paused));
        })
    };
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        typing.borrow_mut().pause = None;
        ask.emit(());
        dom::focus(dom::SCROLLER);
    });
    let has_problems = !props.problems.is_empty();
    html! {
        <form id="find" class="query" role="search" {onsubmit}>
            <label class="visually-hidden" for="query">{ "Find words or “phrases” in the articles" }</label>
            { icon(Icon::Find) }
            <input ref={input} id="query" type="search" autocomplete="off" spellcheck="false"
                maxlength={(route::MAX_BYTES / 8).to_string()} enterkeyhint="search"
                placeholder="Find words or “a phrase”" {oninput}
                aria-describedby={has_problems.then_some("query-problems")} />
            <kbd aria-hidden="true">{ "/" }</kbd>
            if has_problems {
                <ul id="query-problems" class="problems">
                    for problem in &props.problems {
                        <li>{ problem }</li>
                    }
                </ul>
            }
        </form>
    }
}

/// What the user has typed, as far as the page knows.
#[derive(Default)]
struct Typing {
    /// Runs out when no key has been pressed for a while.
    pause: Option<Timeout>,
    /// What was asked last.
    asked: String,
}

/// Lets the field show what the model holds, unless that is what was just typed:
/// the model answers later, and what was typed since must stay.
#[hook]
fn use_follow(input: &NodeRef, find: &AttrValue, typing: &Rc<RefCell<Typing>>) {
    let (input, typing) = (input.clone(), typing.clone());
    use_effect_with(find.clone(), move |find| {
        let mut typing = typing.borrow_mut();
        if typing.pause.is_some() || typing.asked.trim() == find.trim() {
            return;
        }
        if let Some(field) = input.cast::<HtmlInputElement>() {
            field.set_value(find);
            typing.asked = find.to_string();
        }
    });
}
