//! The query line: words and "phrases", asked for a moment after the last key.

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
    let pause = use_mut_ref(|| None::<Timeout>);
    use_follow(&input, &props.find);

    let ask = {
        let (input, dispatch) = (input.clone(), dispatch);
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                dispatch.dispatch(Action::Find(input.value()));
            }
        })
    };
    let oninput = {
        let (pause, ask) = (pause.clone(), ask.clone());
        Callback::from(move |_: InputEvent| {
            let ask = ask.clone();
            *pause.borrow_mut() = Some(Timeout::new(PAUSE, move || ask.emit(())));
        })
    };
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        pause.borrow_mut().take();
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

/// Lets the field show what the model holds, unless that is what was just typed.
#[hook]
fn use_follow(input: &NodeRef, find: &AttrValue) {
    let input = input.clone();
    use_effect_with(find.clone(), move |find| {
        let field = input.cast::<HtmlInputElement>();
        if let Some(field) = field.filter(|f| f.value() != find.as_str()) {
            field.set_value(find);
        }
    });
}
