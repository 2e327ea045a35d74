//! The frame: head, chip bar, the three panes, tabs, dialogs, and the one place
//! that says aloud what changed.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::about::About;
use super::articles::Articles;
use super::card::Card;
use super::chips::Chips;
use super::codebook::CodebookView;
use super::corrections::Corrections;
use super::details::Details;
use super::dock::DockView;
use super::help::Help;
use super::icon::{Icon, icon};
use super::kept::KeepingView;
use super::lenses::Lenses;
use super::open::Open;
use super::part::{Part, part};
use super::query::Query;
use super::reader::Reader;
use super::{flag, truth};
use crate::action::Action;
use crate::keeping::Keeping;
use crate::model::{Model, Notice, Pane, Panel, Region, Scheme};
use crate::store::{Dispatch, Wire, on, use_dispatch, use_store};
use crate::{sample, wording};

/// Milliseconds after which a passing notice goes away.
const PASSING: u32 = 5000;

/// What the page is drawn with.
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// The way to the engine.
    pub wire: Wire,
}

/// The whole page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let model = use_store(&props.wire);
    let selection = &model.place.selection;
    html! {
        <ContextProvider<Dispatch> context={model.dispatcher()}>
            <div class="page" data-pane={pane_slug(model.pane)} data-dock={flag(model.place.dock.is_some())}>
                { part(SkipLinks) }
                { part(Top {
                    collection: model.collection.clone(),
                    keeping: model.shelf.keeping.clone(),
                    n_articles: model.survey.latest().map(|s| s.n_articles_total),
                    scheme: model.settings.scheme,
                    children: html! { <Query find={selection.find.clone()} problems={find_problems(&model)} /> },
                }) }
                { part(Chips::of(&model)) }
                <NoticeBar notice={model.notice.clone()} />
                { arriving(&model) }
                <main class="panes">
                    { part(Tabs { pane: model.pane, n_articles: model.survey.latest().map(|s| s.n_articles) }) }
                    { part(Lenses { survey: model.survey.clone(), selection: selection.clone() }) }
                    { part(Articles::of(&model)) }
                    { part(Reader::of(&model)) }
                    { part(DockView::of(&model)) }
                </main>
                { panel(&model) }
                <p id="status" class="visually-hidden" role="status" aria-live="polite">{ &model.said }</p>
            </div>
        </ContextProvider<Dispatch>>
    }
}

fn pane_slug(pane: Pane) -> &'static str {
    match pane {
        Pane::Articles => "articles",
        Pane::Reader => "reader",
        Pane::Facts => "facts",
        Pane::Filters => "filters",
    }
}

/// How far the files have come that are being brought in, and the way to stop.
fn arriving(model: &Model) -> Html {
    let Some(arrival) = model.arrival.as_ref().filter(|a| !a.is_done) else {
        return html! {};
    };
    let pile = arrival.pile.clone();
    let stop = Callback::from(move |_: MouseEvent| pile.stop());
    html! {
        <div id="arriving" class="notice">
            <p>{ format!("Reading {}", arrival.progress()) }</p>
            <button type="button" id="stop-arriving" onclick={stop} title="What has been read stays">{ "Stop" }</button>
        </div>
    }
}

fn find_problems(model: &Model) -> Vec<String> {
    let survey = model.survey.latest();
    survey.map_or_else(Vec::new, |s| s.find_problems.clone())
}

fn panel(model: &Model) -> Html {
    match model.panel {
        None => model
            .place
            .card
            .as_ref()
            .map_or_else(Html::default, |(lens, key)| {
                let chosen = model.place.selection.clauses.iter();
                part(Card {
                    mending: model.mending.clone(),
                    is_chosen: chosen
                        .filter(|c| !c.exclude)
                        .any(|c| c.lens == *lens && c.key == *key),
                })
            }),
        Some(Panel::Help) => part(Help {
            single_keys: model.settings.single_keys,
        }),
        Some(Panel::About) => part(About),
        Some(Panel::Open) => {
            html! { <Open rows={model.shelf.rows.clone()} kept={model.place.kept} arrival={model.arrival.clone()} /> }
        }
        Some(Panel::Corrections) => part(Corrections {
            corrected: model.corrected.clone(),
            is_empty: model.corrections.is_empty(),
        }),
        Some(Panel::Article(article)) => part(Details::of(model, article)),
        Some(Panel::Codebook) => part(CodebookView {
            codebook: model.codebook.clone(),
            selection: model.place.selection.clone(),
        }),
    }
}

#[derive(PartialEq)]
struct SkipLinks;

/// Ways past the head; the address is left alone.
impl Part for SkipLinks {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let to = |region: Region| {
            let dispatch = dispatch.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                dispatch.dispatch(Action::Visit(region));
            })
        };
        html! {
            <nav class="skip" aria-label="Skip">
                <a href="#reader" onclick={to(Region::Text)}>{ "Skip to the article" }</a>
                <a href="#filters" onclick={to(Region::Filters)}>{ "Skip to the filters" }</a>
            </nav>
        }
    }
}

#[derive(PartialEq)]
struct Top {
    collection: Option<String>,
    keeping: Keeping,
    n_articles: Option<u32>,
    scheme: Scheme,
    children: Html,
}

/// Name, collection, query line, and the buttons of the page.
impl Part for Top {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let button = |id: &'static str,
                      word: &'static str,
                      title: &'static str,
                      drawn: Icon,
                      panel: Panel| {
            html! {
                <button type="button" {id} class="quiet" {title} onclick={on(dispatch, Action::Panel(Some(panel)))}>
                    { icon(drawn) }<span class="word">{ word }</span>
                </button>
            }
        };
        html! {
            <header class="top">
                <div class="brand">
                    <h1>{ "Chancery" }</h1>
                    <p class="collection">
                        <span class="name">{ self.collection.clone().unwrap_or_else(|| sample::NAME.to_owned()) }</span>
                        if let Some(n) = self.n_articles {
                            <span class="n">{ wording::count(n, "article", "articles") }</span>
                        }
                        { part(KeepingView { keeping: self.keeping.clone() }) }
                    </p>
                </div>
                { self.children.clone() }
                <div class="tools">
                    { button("open-articles", "Open", "Your own articles, or the sample (o)", Icon::Articles, Panel::Open) }
                    { button("open-codebook", "Codebook", "The themes and their terms", Icon::Book, Panel::Codebook) }
                    { part(SchemeButton { scheme: self.scheme }) }
                    { button("open-help", "Keys", "All keys (?)", Icon::Keys, Panel::Help) }
                    { button("open-about", "About", "What is kept where, licence, version", Icon::Info, Panel::About) }
                </div>
            </header>
        }
    }
}

#[derive(PartialEq)]
struct SchemeButton {
    scheme: Scheme,
}

/// As the system has it, light, dark, and round again.
impl Part for SchemeButton {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let (drawn, word, next) = match self.scheme {
            Scheme::Auto => (Icon::Screen, "System colours", Scheme::Light),
            Scheme::Light => (Icon::Sun, "Light", Scheme::Dark),
            Scheme::Dark => (Icon::Moon, "Dark", Scheme::Auto),
        };
        html! {
            <button type="button" id="scheme" class="quiet" title="System, light or dark colours" onclick={on(dispatch, Action::Scheme(next))}>
                { icon(drawn) }<span class="word">{ word }</span>
            </button>
        }
    }
}

#[derive(Properties, PartialEq)]
struct NoticeProps {
    notice: Option<Notice>,
}

/// Something the reader should know, until it is dismissed or passes.
#[component]
fn NoticeBar(props: &NoticeProps) -> Html {
    let dispatch = use_dispatch();
    {
        let dispatch = dispatch.clone();
        use_effect_with(props.notice.clone(), move |notice| {
            let passing = notice.as_ref().is_some_and(|n| n.passing);
            let later =
                passing.then(|| Timeout::new(PASSING, move || dispatch.dispatch(Action::Dismiss)));
            move || drop(later)
        });
    }
    let Some(notice) = &props.notice else {
        return html! {};
    };
    html! {
        <div id="notice" class="notice" data-passing={truth(notice.passing)}>
            <p>{ &notice.words }</p>
            <button type="button" class="quiet" aria-label="Dismiss" onclick={on(&dispatch, Action::Dismiss)}>{ icon(Icon::Close) }</button>
        </div>
    }
}

#[derive(PartialEq)]
struct Tabs {
    pane: Pane,
    n_articles: Option<u32>,
}

/// The panes by name, where there is no room for all of them.
impl Part for Tabs {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let tab = |pane: Pane, word: &'static str, drawn: Icon, n: Option<u32>| {
            let is_here = self.pane == pane;
            html! {
                <button type="button" data-tab={pane_slug(pane)} aria-current={is_here.then_some("page")}
                    onclick={on(dispatch, Action::Show(pane))}>
                    { icon(drawn) }
                    <span>{ word }</span>
                    if let Some(n) = n {
                        <span class="n">{ wording::grouped(n) }</span>
                    }
                </button>
            }
        };
        html! {
            <nav class="tabs" aria-label="Panes">
                { tab(Pane::Articles, "Articles", Icon::Articles, self.n_articles) }
                { tab(Pane::Reader, "Read", Icon::Read, None) }
                { tab(Pane::Facts, "Facts", Icon::Facts, None) }
                { tab(Pane::Filters, "Filters", Icon::Filters, None) }
            </nav>
        }
    }
}
