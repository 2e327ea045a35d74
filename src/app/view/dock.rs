//! The dock under list and reader: what the articles say about the same things,
//! a kind of fact at a time.

use chancery_protocol::answer::{FactCount, Facts};
use chancery_protocol::ask::FactKind;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::facts::FactRows;
use super::icon::{Icon, icon};
use super::part::{Part, part};
use super::{flag, truth};
use crate::action::Action;
use crate::model::{Answer, Dock, Model};
use crate::store::{Dispatch, on};
use crate::{kind, wording};

#[derive(PartialEq)]
pub(super) struct DockView {
    dock: Option<Dock>,
    facts: Answer<Facts>,
    /// Whether the collection is of several articles.
    any_shared: bool,
}

impl DockView {
    pub(super) fn of(model: &Model) -> Self {
        let survey = model.survey.latest();
        Self {
            dock: model.place.dock,
            facts: model.facts.clone(),
            any_shared: survey.is_none_or(|s| s.n_articles_total > 1),
        }
    }

    fn kinds(&self, dispatch: &Dispatch) -> Html {
        let counts = self.facts.latest().map_or(&[][..], |f| &f.counts);
        let with_single = self.dock.is_some_and(|d| d.with_single);
        let button = |of: FactKind| {
            let (slug, name, title) = kind::fact(of);
            let is_open = self.dock.is_some_and(|d| d.kind == of);
            let dock = Dock {
                kind: of,
                with_single,
            };
            let count = counts.iter().find(|c| c.kind == of);
            html! {
                <button type="button" data-fact={slug} {title} aria-pressed={truth(is_open)}
                    onclick={on(dispatch, Action::Dock(Some(dock)))}>
                    { name }
                    if let Some(count) = count {
                        <span class="n">{ wording::grouped(n(count, with_single)) }</span>
                    }
                </button>
            }
        };
        html! {
            <div class="kinds" role="group" aria-label="Kinds of facts">
                for of in kind::FACTS {
                    { button(of) }
                }
            </div>
        }
    }

    fn body(&self, dock: Dock, dispatch: &Dispatch) -> Html {
        match &self.facts {
            Answer::Failed(failure) => part(Failed {
                failure: failure.clone(),
            }),
            Answer::Waiting(None) => waiting("Comparing the articles …", 4),
            Answer::Ready(facts) | Answer::Waiting(Some(facts)) if facts.rows.is_empty() => {
                self.empty(facts, dock, dispatch)
            }
            Answer::Ready(facts) | Answer::Waiting(Some(facts)) => part(FactRows {
                facts: facts.clone(),
                with_single: dock.with_single,
            }),
        }
    }

    /// Nothing is listed: says what would be.
    fn empty(&self, facts: &Facts, dock: Dock, dispatch: &Dispatch) -> Html {
        let n_all = facts.counts.iter().find(|c| c.kind == dock.kind);
        let n_all = n_all.map_or(0, |c| c.n_all);
        let words = match (self.any_shared, n_all) {
            (_, 0) => "The articles of the selection say nothing of this kind.",
            (false, _) => "With one article there is nothing to compare.",
            (true, _) => "No two articles say the same of this kind.",
        };
        let shown = Dock {
            with_single: true,
            ..dock
        };
        html! {
            <div class="empty">
                <p>{ words }</p>
                if n_all > 0 && !dock.with_single {
                    <button type="button" onclick={on(dispatch, Action::Dock(Some(shown)))}>
                        { format!("Show {} of one article each", wording::grouped(n_all)) }
                    </button>
                }
            </div>
        }
    }
}

fn n(count: &FactCount, with_single: bool) -> u32 {
    if with_single {
        count.n_all
    } else {
        count.n_shared
    }
}

/// The tabs, and what is listed when one of them is open.
impl Part for DockView {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let single = self.dock.map(|dock| {
            let dispatch = dispatch.clone();
            let onchange = Callback::from(move |event: Event| {
                let field: HtmlInputElement = event.target_unchecked_into();
                dispatch.dispatch(Action::Dock(Some(Dock {
                    with_single: field.checked(),
                    ..dock
                })));
            });
            html! {
                <label class="single">
                    <input id="dock-single" type="checkbox" checked={dock.with_single} {onchange} />
                    <span>{ "also what only one article says" }</span>
                </label>
            }
        });
        html! {
            <section id="dock" class="dock" aria-label="Facts" tabindex="-1" data-open={flag(self.dock.is_some())}>
                <header>
                    <h2>{ "Facts" }</h2>
                    { self.kinds(dispatch) }
                    { single }
                    if self.dock.is_some() {
                        <button type="button" id="close-dock" class="quiet" title="Close (d)" aria-label="Close the facts"
                            onclick={on(dispatch, Action::Dock(None))}>{ icon(Icon::Close) }</button>
                    }
                </header>
                if let Some(dock) = self.dock {
                    <div class="scroller">{ self.body(dock, dispatch) }</div>
                }
            </section>
        }
    }
}
