//! The dock under list and reader: what all articles of the selection say
//! together, one view at a time.

use chancery_protocol::answer::{FactCount, Facts};
use chancery_protocol::ask::LineGroup;
use chancery_protocol::correction::Words;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::concordance::Lines;
use super::facts::FactRows;
use super::icon::{Icon, icon};
use super::matrix::{ActorTable, ThemeTable};
use super::network::NetworkRows;
use super::part::{Part, part};
use super::phrases::PhraseRows;
use super::timeline::TimelineRows;
use super::{flag, truth};
use crate::action::Action;
use crate::kind::{self, View};
use crate::model::{Answer, Dock, Docked, LineOrder, Model, Shared};
use crate::route::{self, GROUPS, ORDERS};
use crate::store::{Dispatch, on};
use crate::wording;

#[derive(PartialEq)]
pub(super) struct DockView {
    dock: Option<Dock>,
    docked: Answer<Docked>,
    counts: Vec<FactCount>,
    /// Whether the collection is of several articles.
    any_shared: bool,
    same: Option<Words>,
}

impl DockView {
    pub(super) fn of(model: &Model) -> Self {
        let survey = model.survey.latest();
        Self {
            dock: model.place.dock,
            docked: model.docked.clone(),
            counts: model.fact_counts.clone(),
            same: model.mending.same.clone(),
            any_shared: survey.is_none_or(|s| s.n_articles_total > 1),
        }
    }

    fn tabs(&self, dispatch: &Dispatch) -> Html {
        let with_single = self.dock.is_some_and(|d| d.with_single);
        let of = self.dock.unwrap_or_default();
        let tab = |view: View| {
            let (slug, name, title) = kind::view(view);
            let is_open = self.dock.is_some_and(|d| d.view == view);
            let dock = Dock { view, ..of };
            let count = self.counts.iter().find(|c| view == View::Facts(c.kind));
            html! {
                <button type="button" data-view={slug} {title} aria-pressed={truth(is_open)}
                    onclick={on(dispatch, Action::Dock(Some(dock)))}>
                    { name }
                    if let Some(count) = count {
                        <span class="n">{ wording::grouped(n(count, with_single)) }</span>
                    }
                </button>
            }
        };
        html! {
            <div class="views" role="group" aria-label="What all articles say together">
                for view in kind::views() {
                    { tab(view) }
                }
            </div>
        }
    }

    fn body(&self, dock: Dock, dispatch: &Dispatch) -> Html {
        let docked = match &self.docked {
            Answer::Failed(failure) => {
                return part(Failed {
                    failure: failure.clone(),
                });
            }
            Answer::Waiting(None) => return waiting("Comparing the articles …", 4),
            Answer::Ready(docked) | Answer::Waiting(Some(docked)) => docked.clone(),
        };
        match &*docked {
            Docked::Facts(facts) if facts.rows.is_empty() => self.no_facts(facts, dock, dispatch),
            Docked::Facts(_) => part(FactRows {
                docked,
                with_single: dock.with_single,
                same: self.same.clone(),
            }),
            Docked::Concordance(lines) if lines.lines.is_empty() => empty(
                "Nothing is looked for: choose a value in the filters, or write words in the query line.",
            ),
            Docked::Concordance(_) => part(Lines { docked }),
            Docked::Phrases(phrases) if phrases.phrases.is_empty() => {
                empty("No set phrase stands in several wordings in the articles of the selection.")
            }
            Docked::Phrases(_) => part(PhraseRows { docked }),
            Docked::Timeline(timeline) if timeline.rows.is_empty() => {
                empty("The articles of the selection tell of no meeting and no date.")
            }
            Docked::Timeline(_) => html! { <TimelineRows {docked} /> },
            Docked::Network(network) if network.edges.is_empty() => {
                empty("In the articles of the selection nobody meets anybody.")
            }
            Docked::Network(_) => part(NetworkRows { docked }),
            Docked::Matrix(matrix) if matrix.themes.articles.is_empty() => {
                empty("There is no article in the selection.")
            }
            Docked::Matrix(_) => match dock.view {
                View::Actors => part(ActorTable { docked }),
                _ => part(ThemeTable { docked }),
            },
        }
    }

    /// No fact is listed: says what would be.
    fn no_facts(&self, facts: &Facts, dock: Dock, dispatch: &Dispatch) -> Html {
        let n_all = facts.counts.iter().find(|c| c.kind == facts.kind);
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

fn empty(words: &'static str) -> Html {
    html! { <div class="empty"><p>{ words }</p></div> }
}

/// How many articles, actors or rows there are that are not drawn; nothing if none.
pub(super) fn more(n_all: u32, n_shown: usize, of: &str) -> Html {
    let n_more = n_all.saturating_sub(n_shown as u32);
    if n_more == 0 {
        return html! {};
    }
    let (n_more, n_all) = (wording::grouped(n_more), wording::grouped(n_all));
    html! {
        <p class="notes">
            { format!("{n_more} of {n_all} {of} are not drawn: narrow the selection to see them.") }
        </p>
    }
}

/// What can be set in a view.
fn options(dock: Dock, dispatch: &Dispatch) -> Html {
    let set = |change: fn(&mut Dock, &str)| {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let mut dock = dock;
            change(&mut dock, &field.value());
            dispatch.dispatch(Action::Dock(Some(dock)));
        })
    };
    match dock.view {
        View::Facts(_) => {
            let turned = Dock {
                with_single: !dock.with_single,
                ..dock
            };
            html! {
                <label class="options">
                    <input id="dock-single" type="checkbox" checked={dock.with_single}
                        onchange={on(dispatch, Action::Dock(Some(turned)))} />
                    <span>{ "Also what only one article says" }</span>
                </label>
            }
        }
        View::Concordance => {
            let order = set(|dock, value| {
                let order = ORDERS.into_iter().find(|&o| route::order_slug(o) == value);
                dock.order = order.unwrap_or_default();
            });
            let group = set(|dock, value| {
                dock.group = GROUPS.into_iter().find(|&g| route::group_slug(g) == value);
            });
            html! {
                <div class="options">
                    <label>
                        <span>{ "Sort" }</span>
                        <select id="line-order" onchange={order}>
                            for order in ORDERS {
                                <option value={route::order_slug(order)} selected={order == dock.order}>{ order_name(order) }</option>
                            }
                        </select>
                    </label>
                    <label>
                        <span>{ "Group" }</span>
                        <select id="line-group" onchange={group}>
                            <option value="" selected={dock.group.is_none()}>{ "not at all" }</option>
                            for group in GROUPS {
                                <option value={route::group_slug(group)} selected={Some(group) == dock.group}>{ group_name(group) }</option>
                            }
                        </select>
                    </label>
                </div>
            }
        }
        View::Phrases | View::Timeline | View::Network | View::Themes | View::Actors => html! {},
    }
}

fn order_name(order: LineOrder) -> &'static str {
    match order {
        LineOrder::Text => "as in the articles",
        LineOrder::Left => "by the words before",
        LineOrder::Hit => "by the hit",
        LineOrder::Right => "by the words after",
    }
}

fn group_name(group: LineGroup) -> &'static str {
    match group {
        LineGroup::Article => "by article",
        LineGroup::Entity => "by what is named",
    }
}

fn n(count: &FactCount, with_single: bool) -> u32 {
    if with_single {
        count.n_all
    } else {
        count.n_shared
    }
}

/// The tabs, and what is shown when one of them is open.
impl Part for DockView {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        html! {
            <section id="dock" class="dock" aria-label="All articles together" tabindex="-1" data-open={flag(self.dock.is_some())}>
                <header>
                    <h2 class="visually-hidden">{ "All articles together" }</h2>
                    { self.tabs(dispatch) }
                    if self.dock.is_some() {
                        <button type="button" id="close-dock" class="quiet" title="Close (d)" aria-label="Close"
                            onclick={on(dispatch, Action::Dock(None))}>{ icon(Icon::Close) }</button>
                    }
                </header>
                if let Some(dock) = self.dock {
                    <div class="scroller" tabindex="0" role="group" aria-label={kind::view(dock.view).2}>
                        { options(dock, dispatch) }
                        { self.body(dock, dispatch) }
                    </div>
                }
            </section>
        }
    }
}

/// The view's answer, if it is the one that is drawn.
pub(super) fn facts(docked: &Shared<Docked>) -> Option<&Facts> {
    match &**docked {
        Docked::Facts(facts) => Some(facts),
        _ => None,
    }
}
