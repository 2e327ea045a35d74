//! What a person can make of what is marked or has a card: another name, another
//! kind, one with another, nothing at all.

use chancery_protocol::answer::{Article, Mark};
use chancery_protocol::ask::Layer;
use chancery_protocol::correction::Correction;
use chancery_protocol::entity::Alike;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::answer::waiting;
use super::part::Part;
use super::{name, tag, truth};
use crate::action::Action;
use crate::correction::{self, KINDS, Task};
use crate::model::{Answer, Mending, Shared};
use crate::store::{Dispatch, on};
use crate::{dom, kind, passage, wording};

/// The field in which a name is written.
pub(super) const FIELD: &str = "correct-name";

#[derive(PartialEq)]
pub(super) struct Correct {
    pub(super) article: Shared<Article>,
    pub(super) mark: Mark,
    pub(super) mending: Mending,
}

/// The buttons, and what the one in use needs.
impl Part for Correct {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let (mark, mending) = (&self.mark, &self.mending);
        if !correction::is_mention(mark.layer) {
            return html! {};
        }
        let one = kind::layer(mark.layer).one;
        let words = passage::words(&self.article.text, mark.stretch);
        let task = |task: Task, word: &'static str, key: &'static str| {
            let is_in_use = mending.task == Some(task);
            let action = match is_in_use {
                true => Action::TaskDone,
                false => Action::Task(task),
            };
            html! {
                if correction::can(task, mark) {
                    <button type="button" data-task={word} aria-expanded={truth(is_in_use)} aria-keyshortcuts={key}
                        title={format!("{word} ({key})")} onclick={on(dispatch, action)}>{ word }</button>
                }
            }
        };
        html! {
            <div class="correct" role="group" aria-label="Correct this">
                { task(Task::Rename, "Rename", "e") }
                { task(Task::Merge, "Merge", "m") }
                { task(Task::Retype, "Other kind", "r") }
                { task(Task::Split, "Other one", "") }
                <button type="button" data-task="Delete" aria-keyshortcuts="Delete" title="Take this mark away (Delete)"
                    onclick={on(dispatch, Action::Delete)}>{ format!("No {one}") }</button>
                <label class="check">
                    <input type="checkbox" id="everywhere" checked={mending.everywhere} onchange={on(dispatch, Action::Everywhere)} />
                    <span>{ "Every “" }{ name(&wording::short(words, 30)) }{ "”, not only here" }</span>
                </label>
                { self.form(dispatch) }
            </div>
        }
    }
}

impl Correct {
    fn form(&self, dispatch: &Dispatch) -> Html {
        let (mark, mending) = (&self.mark, &self.mending);
        let Some(key) = mark.key.clone().or(Some(String::new())) else {
            return html! {};
        };
        let at = correction::words(&self.article, mark.stretch, mending.everywhere);
        match mending.task {
            None => html! {},
            Some(Task::Rename) => rename(key, &mark.label, dispatch),
            Some(Task::Merge) => merge(key, &mark.label, mending, dispatch),
            Some(Task::Retype) => {
                let to = |&to: &Layer| {
                    let said = Correction::Retype {
                        at: at.clone(),
                        from: mark.layer,
                        to,
                    };
                    (to, Action::Correct(said))
                };
                let kinds = KINDS.iter().filter(|&&k| k != mark.layer).map(to);
                html! { <div class="kinds" role="group" aria-label="It is">{ kinds_of(kinds, dispatch) }</div> }
            }
            Some(Task::Split) => {
                let (at, layer) = (at.clone(), mark.layer);
                let said = move |name: String| Correction::Split {
                    at: at.clone(),
                    layer,
                    name,
                };
                let words = passage::words(&self.article.text, mark.stretch);
                write_name("These words name", "Split", words, said, dispatch)
            }
        }
    }
}

/// A button for each kind.
pub(super) fn kinds_of(
    kinds: impl Iterator<Item = (Layer, Action)>,
    dispatch: &Dispatch,
) -> Vec<Html> {
    kinds
        .map(|(layer, action)| {
            let naming = kind::layer(layer);
            html! {
                <button type="button" data-kind={naming.slug} onclick={on(dispatch, action)}>
                    { tag(layer) }{ naming.one }
                </button>
            }
        })
        .collect()
}

/// A new name for what has this key.
pub(super) fn rename(key: String, before: &str, dispatch: &Dispatch) -> Html {
    let called = before.to_owned();
    let said = move |name: String| Correction::Rename {
        entity: key.clone(),
        before: called.clone(),
        name,
    };
    write_name("It is called", "Rename", before, said, dispatch)
}

/// A field for a name, and a button that says it. What is not changed is not said.
fn write_name(
    label: &'static str,
    word: &'static str,
    before: &str,
    said: impl Fn(String) -> Correction + 'static,
    dispatch: &Dispatch,
) -> Html {
    let onsubmit = {
        let (dispatch, before) = (dispatch.clone(), before.to_owned());
        let is_split = word == "Split";
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = dom::value(FIELD).trim().to_owned();
            let is_new = !name.is_empty() && (is_split || name != before);
            dispatch.dispatch(match is_new {
                true => Action::Correct(said(name)),
                false => Action::TaskDone,
            });
        })
    };
    html! {
        <form class="write-name" {onsubmit}>
            <label for={FIELD}>{ label }</label>
            <input id={FIELD} value={before.to_owned()} autocomplete="off" spellcheck="false" />
            <button type="submit">{ word }</button>
        </form>
    }
}

/// Others of the kind, those first that may be the same; a field finds more.
pub(super) fn merge(key: String, before: &str, mending: &Mending, dispatch: &Dispatch) -> Html {
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            dispatch.dispatch(Action::FindAlike(field.value()));
        })
    };
    let offer = |alike: &Alike| {
        let said = Correction::Merge {
            entity: key.clone(),
            before: before.to_owned(),
            into: alike.key.clone(),
            name: alike.label.clone(),
        };
        let n = wording::count(alike.n_articles, "article", "articles");
        html! {
            <li key={alike.key.clone()}>
                <button type="button" data-into={alike.key.clone()} onclick={on(dispatch, Action::Correct(said))}>
                    <strong>{ name(&alike.label) }</strong>
                    <span class="n">{ n }</span>
                    if !alike.why.is_empty() {
                        <span class="reason">{ &alike.why }</span>
                    }
                </button>
            </li>
        }
    };
    let found = match mending.entity.latest() {
        None => match &mending.entity {
            Answer::Failed(failure) => html! { <p>{ &failure.what }</p> },
            _ => waiting("Looking for others …", 2),
        },
        Some(entity) if entity.alike.is_empty() => html! { <p>{ "No other has this name." }</p> },
        Some(entity) => html! { <ul class="alike">{ for entity.alike.iter().map(offer) }</ul> },
    };
    html! {
        <div class="merge">
            <label for={FIELD}>{ "It is the same as" }</label>
            <input id={FIELD} type="search" placeholder="Find by name" value={mending.find.clone()} {oninput}
                autocomplete="off" spellcheck="false" />
            { found }
        </div>
    }
}
