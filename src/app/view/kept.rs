//! What this browser keeps: the word beside the collection's name, and the list in
//! the dialog.

use gloo_timers::callback::Timeout;
use js_sys::Date;
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::part::Part;
use crate::action::Action;
use crate::keeping::Keeping;
use crate::shelf::Row;
use crate::store::{Dispatch, on, use_dispatch};
use crate::wording;

/// Whether the open collection is kept.
#[derive(PartialEq)]
pub(super) struct KeepingView {
    pub(super) keeping: Keeping,
}

impl Part for KeepingView {
    fn draw(&self, _: &Dispatch) -> Html {
        let (state, words) = match &self.keeping {
            Keeping::Needless => return html! {},
            Keeping::Soon => ("soon", "not kept yet".to_owned()),
            Keeping::Kept(ms) => ("kept", format!("kept here {}", when(*ms))),
            Keeping::Failed(_) => ("failed", "not kept: save a file".to_owned()),
        };
        let title = "Whether this browser has the collection for your next visit (o)";
        html! { <span id="keeping" data-keeping={state} {title}>{ words }</span> }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct KeptProps {
    /// The collections, the last kept first.
    pub(super) rows: Vec<Row>,
    /// The one that is open.
    pub(super) open: Option<u32>,
}

/// What is being done to one row.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Renaming(u32),
    Removing(u32),
}

/// The collections that this browser keeps: opened, called otherwise, forgotten.
#[component]
pub(super) fn KeptList(props: &KeptProps) -> Html {
    let dispatch = use_dispatch();
    let doing = use_state(|| None::<Doing>);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(*doing, move |_| {
            // After the click: WebKit takes the focus from what it was on.
            let later = Timeout::new(0, move || {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    let _ = field.focus();
                    field.select();
                }
            });
            move || drop(later)
        });
    }
    let to = |what: Option<Doing>| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(what))
    };
    if props.rows.is_empty() {
        return html! {
            <p class="notes">{ "What you open is kept here, and is there again at your next visit." }</p>
        };
    }
    let row = |row: &Row| {
        let id = row.id;
        let rename = {
            let (dispatch, field, doing) = (dispatch.clone(), field.clone(), doing.clone());
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    dispatch.dispatch(Action::RenameKept(id, field.value()));
                }
                doing.set(None);
            })
        };
        let remove = {
            let (dispatch, doing) = (dispatch.clone(), doing.clone());
            Callback::from(move |_: MouseEvent| {
                dispatch.dispatch(Action::RemoveKept(id));
                doing.set(None);
            })
        };
        let name = wording::visible(&row.name).into_owned();
        let is_open = props.open == Some(id);
        let inner = match *doing {
            Some(Doing::Renaming(which)) if which == id => html! {
                <form onsubmit={rename}>
                    <input ref={field.clone()} aria-label="The new name" value={row.name.clone()} maxlength="120" />
                    <button type="submit">{ "Rename" }</button>
                    <button type="button" class="quiet" onclick={to(None)}>{ "Leave it" }</button>
                </form>
            },
            Some(Doing::Removing(which)) if which == id => html! {
                <div class="sure">
                    <span>{ format!("Forget “{name}” for good?") }</span>
                    <button type="button" class="forget" onclick={remove}>{ "Forget it" }</button>
                    <button type="button" class="quiet" onclick={to(None)}>{ "Keep it" }</button>
                </div>
            },
            _ => html! { <>
                <button type="button" class="name" aria-current={is_open.then_some("true")}
                    onclick={on(&dispatch, Action::OpenKept(id))}>{ &name }</button>
                <span class="size">
                    { format!("{}, {}, {}", wording::count(row.n_articles, "article", "articles"), wording::size(row.n_bytes), when(row.kept_ms)) }
                </span>
                <button type="button" class="quiet" aria-label={format!("Rename {name}")} onclick={to(Some(Doing::Renaming(id)))}>{ "Rename" }</button>
                <button type="button" class="quiet" aria-label={format!("Forget {name}")} onclick={to(Some(Doing::Removing(id)))}>{ "Forget" }</button>
            </> },
        };
        html! { <li key={id} data-kept={id.to_string()}>{ inner }</li> }
    };
    html! { <ul class="kept">{ for props.rows.iter().map(row) }</ul> }
}

/// The time of today, else the day, as the browser is set.
fn when(ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(ms));
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day(&date) == day(&Date::new_0()) {
        return format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    }
    wording::date(&format!(
        "{:04}-{:02}-{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date()
    ))
    .into_owned()
}
