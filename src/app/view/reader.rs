//! The reader: the bar that steps, the article with its marks, the legend, the
//! card and the minimap.

use std::cell::RefCell;
use std::rc::Rc;

use chancery_protocol::answer::{Article, ArticleRow, Stretch, Survey, ZoneKind};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::articles::date_chip;
use super::icon::{Icon, icon};
use super::legend::Legend;
use super::part::{Part, keyed, part};
use super::passage::Passage;
use super::pick::PickBar;
use super::strip::Minimap;
use super::why::WhyCard;
use super::{flag, name, tag};
use crate::action::Action;
use crate::keys::Turn;
use crate::model::{Answer, Look, Mending, Model, Shared, Why};
use crate::store::{Dispatch, on, use_dispatch};
use crate::{dom, kind, passage, wording};

/// The pointer rests this many milliseconds on a mark before the card opens.
const REST: u32 = 280;
/// The card stays this many milliseconds for the pointer to reach it.
const GRACE: u32 = 220;

/// What the reader draws beside the article itself.
#[derive(Clone, PartialEq)]
pub(super) struct Stand {
    look: Look,
    letters: bool,
    current: Option<u32>,
    /// The row of the article in the list; `None` when it is not in the selection.
    row: Option<ArticleRow>,
}

#[derive(PartialEq)]
pub(super) struct Reader {
    pub(super) article: Answer<Article>,
    pub(super) survey: Option<Shared<Survey>>,
    pub(super) stand: Stand,
    pub(super) why: Option<Why>,
    pub(super) mending: Mending,
    pub(super) picked: Option<Stretch>,
}

impl Reader {
    pub(super) fn of(model: &Model) -> Self {
        Self {
            article: model.article.clone(),
            survey: model.survey.latest().cloned(),
            stand: Stand {
                look: model.place.look,
                letters: model.settings.letters,
                current: model.current,
                row: model.row().cloned(),
            },
            why: model.why.clone(),
            mending: model.mending.clone(),
            picked: model.picked,
        }
    }
}

/// The reader in each of its states.
impl Part for Reader {
    fn draw(&self, _: &Dispatch) -> Html {
        let opened = match &self.article {
            Answer::Ready(article) | Answer::Waiting(Some(article)) => Some(article.clone()),
            Answer::Waiting(None) | Answer::Failed(_) => None,
        };
        let body = match (&self.article, &opened) {
            (_, Some(article)) => html! {
                <>
                    { part(Bar { article: article.clone(), stand: self.stand.clone(), survey: self.survey.clone() }) }
                    <Opened article={article.clone()} stand={self.stand.clone()} why={self.why.clone()} survey={self.survey.clone()} mending={self.mending.clone()} />
                    if let Some(picked) = self.picked {
                        { part(PickBar { article: article.clone(), picked, everywhere: self.mending.everywhere }) }
                    }
                </>
            },
            (Answer::Failed(failure), None) => part(Failed {
                failure: failure.clone(),
            }),
            (_, None) if self.survey.as_ref().is_some_and(|s| s.rows.is_empty()) => html! {
                <p class="empty">{ "No article is open: the selection has none." }</p>
            },
            (_, None) => waiting("The article opens here.", 6),
        };
        html! { <section id="reader" class="reader" aria-label="Reader">{ body }</section> }
    }
}

#[derive(PartialEq)]
struct Bar {
    article: Shared<Article>,
    stand: Stand,
    survey: Option<Shared<Survey>>,
}

/// Steps through matches and articles, and says why the current match is one.
impl Part for Bar {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let (article, stand) = (&self.article, &self.stand);
        let steps = passage::steps(article, stand.look);
        let nth = stand
            .current
            .and_then(|c| steps.iter().position(|&s| s == c));
        let any_hit = article.marks.iter().any(|m| m.hit);
        let what = if any_hit { "match" } else { "mark" };
        let count = match nth {
            _ if steps.is_empty() => "no marks".to_owned(),
            Some(nth) => format!("{} of {}", nth + 1, steps.len()),
            None if any_hit => wording::count(steps.len() as u32, "match", "matches"),
            None => wording::count(steps.len() as u32, "mark", "marks"),
        };
        html! {
            <div class="bar">
                <div class="turns" role="group" aria-label="Matches">
                    { turn(dispatch, Action::Match(Turn::Previous), &format!("Previous {what}"), "p", Icon::Up) }
                    { turn(dispatch, Action::Match(Turn::Next), &format!("Next {what}"), "n", Icon::Down) }
                    <span id="match-count" class="count">{ count }</span>
                </div>
                { part(WhyLine { article: article.clone(), current: stand.current }) }
                { part(ArticleTurns { article: article.clone(), survey: self.survey.clone() }) }
            </div>
        }
    }
}

fn turn(dispatch: &Dispatch, action: Action, says: &str, key: &'static str, drawn: Icon) -> Html {
    html! {
        <button type="button" class="quiet" aria-label={says.to_owned()} aria-keyshortcuts={key}
            title={format!("{says} ({key})")} onclick={on(dispatch, action)}>{ icon(drawn) }</button>
    }
}

#[derive(PartialEq)]
struct WhyLine {
    article: Shared<Article>,
    current: Option<u32>,
}

/// One line on the current match; a click opens the card.
impl Part for WhyLine {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let current = self.current.and_then(|c| passage::mark(&self.article, c));
        let Some(mark) = current else {
            return html! { <span class="why-line"></span> };
        };
        html! {
            <button type="button" class="why-line" id="why-line" data-kind={kind::layer(mark.layer).slug}
                title="Why this is marked (Enter)" onclick={on(dispatch, Action::WhyHere)}>
                { tag(mark.layer) }
                <span class="label">{ name(&mark.label) }</span>
                <span class="rule">{ name(&mark.rule) }</span>
            </button>
        }
    }
}

#[derive(PartialEq)]
struct ArticleTurns {
    article: Shared<Article>,
    survey: Option<Shared<Survey>>,
}

/// Previous and next article, and which one this is.
impl Part for ArticleTurns {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Some(survey) = &self.survey else {
            return html! {};
        };
        let nth = survey
            .rows
            .iter()
            .position(|row| row.article == self.article.article);
        let says = match nth {
            Some(nth) => html! {
                <><span class="word">{ "Article " }</span>{ format!("{} of {}", nth + 1, survey.n_articles) }</>
            },
            None => html! { "Not in the selection" },
        };
        html! {
            <div class="turns" role="group" aria-label="Articles">
                <span id="article-count" class="count" data-outside={flag(nth.is_none())}>{ says }</span>
                { turn(dispatch, Action::Article(Turn::Previous), "Previous article", "k", Icon::Up) }
                { turn(dispatch, Action::Article(Turn::Next), "Next article", "j", Icon::Down) }
            </div>
        }
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    article: Shared<Article>,
    stand: Stand,
    why: Option<Why>,
    survey: Option<Shared<Survey>>,
    mending: Mending,
}

/// The article, scrolling, with legend, card and minimap.
#[component]
fn Opened(props: &OpenedProps) -> Html {
    let OpenedProps {
        article,
        stand,
        why,
        survey,
        mending,
    } = props;
    let pointer = use_pointer();
    let onscroll = Callback::from(|_: Event| dom::mark_seen());
    let steps = passage::steps(article, stand.look);
    html! {
        <div class="desk">
            <div id={dom::SCROLLER} class="scroller" tabindex="0" role="region" aria-label="Text of the article" {onscroll}>
                <div class="sheet">
                    { part(Legend { article: article.clone(), look: stand.look, letters: stand.letters }) }
                    <article id="article" data-article={article.article.0.to_string()} data-letters={flag(stand.letters)}
                        onclick={pointer.onclick} onpointerover={pointer.onover} onpointerout={pointer.onout}>
                        { part(Head { article: article.clone(), stand: stand.clone() }) }
                        { part(Body { article: article.clone(), look: stand.look, current: stand.current }) }
                        if let Some(why) = why {
                            <WhyCard article={article.clone()} why={why.clone()} survey={survey.clone()} mending={mending.clone()} onhover={pointer.oncard} />
                        }
                    </article>
                </div>
            </div>
            { part(Minimap { article: article.clone(), steps, current: stand.current }) }
        </div>
    }
}

/// What the pointer does to the marks: one set of listeners for all of them.
struct Pointer {
    onclick: Callback<MouseEvent>,
    onover: Callback<PointerEvent>,
    onout: Callback<PointerEvent>,
    oncard: Callback<bool>,
}

#[hook]
fn use_pointer() -> Pointer {
    let later = Later {
        dispatch: use_dispatch(),
        timer: use_mut_ref(|| None),
    };
    let (click, over, out) = (later.clone(), later.clone(), later.clone());
    Pointer {
        onclick: Callback::from(move |event: MouseEvent| {
            if let Some(why) = why_under(&event, true).filter(|_| !dom::selecting()) {
                click.after(0, why);
            }
        }),
        onover: Callback::from(move |event: PointerEvent| {
            let is_mouse = event.pointer_type() == "mouse" && event.buttons() == 0;
            if let Some(why) = why_under(&event, false).filter(|_| is_mouse) {
                over.after(REST, why);
            }
        }),
        onout: Callback::from(move |event: PointerEvent| {
            if dom::mark_under(&event).is_some() {
                out.after(GRACE, Action::WhyClosed { pinned: false });
            }
        }),
        oncard: Callback::from(move |is_in| match is_in {
            true => later.never(),
            false => later.after(GRACE, Action::WhyClosed { pinned: false }),
        }),
    }
}

fn why_under(event: &Event, pinned: bool) -> Option<Action> {
    let (at, marks) = dom::mark_under(event)?;
    Some(Action::Why(Why { at, marks, pinned }))
}

/// Does one thing after a while, unless another takes its place.
#[derive(Clone)]
struct Later {
    dispatch: Dispatch,
    timer: Rc<RefCell<Option<Timeout>>>,
}

impl Later {
    fn after(&self, ms: u32, action: Action) {
        let dispatch = self.dispatch.clone();
        *self.timer.borrow_mut() = Some(Timeout::new(ms, move || dispatch.dispatch(action)));
    }

    fn never(&self) {
        self.timer.borrow_mut().take();
    }
}

#[derive(PartialEq)]
struct Head {
    article: Shared<Article>,
    stand: Stand,
}

/// Title, date, source, and what a reader should know before trusting the reading.
impl Part for Head {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Head { article, stand } = self;
        let title = match title_zone(article) {
            Some(zone) => html! {
                <h2 data-at={at(article, zone)}>{ part(Passage { article: article.clone(), zone, look: stand.look, current: inside(article, zone, stand.current) }) }</h2>
            },
            None if !article.title_is_first_words => html! { <h2>{ name(&article.title) }</h2> },
            None => html! {
                <h2 data-first-words="true">
                    { "No headline" }<span class="visually-hidden">{ ": " }{ name(&article.title) }</span>
                </h2>
            },
        };
        let hint = stand.row.as_ref().and_then(|row| row.date_hint.as_deref());
        html! {
            <header class="head">
                { title }
                <p class="meta">
                    { date_chip(article.article, article.date.as_deref(), article.date_known, hint, dispatch) }
                    if let Some(source) = &article.source {
                        <span class="source">{ name(source) }</span>
                    }
                    <span>{ wording::count(article.n_words, "word", "words") }</span>
                    { address(article) }
                    <span class="file">{ name(&article.file) }</span>
                </p>
                { part(Problems { article: article.clone() }) }
            </header>
        }
    }
}

/// A link to where the article came from; http(s) only, the host in words.
fn address(article: &Article) -> Html {
    let host = |address: &str| {
        let rest = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"))?;
        let host = rest.split(['/', '?', '#']).next()?;
        (!host.is_empty()).then(|| host.to_owned())
    };
    let Some((address, host)) = article.address.as_ref().and_then(|a| Some((a, host(a)?))) else {
        return html! {};
    };
    html! { <a href={address.clone()} target="_blank" rel="noopener noreferrer">{ name(&host) }</a> }
}

#[derive(PartialEq)]
struct Problems {
    article: Shared<Article>,
}

/// What could not be read or is doubtful.
impl Part for Problems {
    fn draw(&self, _: &Dispatch) -> Html {
        let article = &self.article;
        if article.problems.is_empty() {
            return html! {};
        }
        let about =
            |stretch| wording::short(passage::words(&article.text, stretch), 80).into_owned();
        html! {
            <ul class="problems" aria-label="Doubts about the reading">
                for problem in &article.problems {
                    <li>
                        { icon(Icon::Warning) }
                        <span>
                            { wording::visible(&problem.what).into_owned() }
                            if let Some(stretch) = problem.stretch {
                                { " “" }{ name(&about(stretch)) }{ "”" }
                            }
                        </span>
                    </li>
                }
            </ul>
        }
    }
}

#[derive(PartialEq)]
struct Body {
    article: Shared<Article>,
    look: Look,
    current: Option<u32>,
}

/// Every zone but the title.
impl Part for Body {
    fn draw(&self, _: &Dispatch) -> Html {
        let Body {
            article,
            look,
            current,
        } = self;
        let title = title_zone(article);
        let shown = article.zones.iter().enumerate().filter(|(i, zone)| {
            let hidden = look.boilerplate_hidden && matches!(zone.kind, ZoneKind::Boilerplate(_));
            Some(*i) != title && !hidden
        });
        html! {
            <div class="body" lang="en">
                for (zone, _) in shown {
                    { keyed(zone, Passage { article: article.clone(), zone, look: *look, current: inside(article, zone, *current) }) }
                }
            </div>
        }
    }
}

/// Where a zone begins, for what is selected in it.
fn at(article: &Article, zone: usize) -> Option<String> {
    Some(article.zones.get(zone)?.stretch.start.to_string())
}

fn title_zone(article: &Article) -> Option<usize> {
    let is_title = |z: &chancery_protocol::answer::Zone| z.kind == ZoneKind::Title;
    article.zones.iter().position(is_title)
}

/// The current mark, if it reaches into a zone: the others need not be drawn anew.
fn inside(article: &Article, zone: usize, current: Option<u32>) -> Option<u32> {
    let zone = article.zones.get(zone)?.stretch;
    current.filter(|&c| {
        let mark = passage::mark(article, c);
        mark.is_some_and(|m| m.stretch.start < zone.end && zone.start < m.stretch.end)
    })
}
