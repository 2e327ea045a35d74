//! The card that says why a mark is one: rule, evidence, normal form, the other
//! mentions, and the buttons to choose what it names.

use chancery_protocol::answer::{Article, Mark, Survey};
use chancery_protocol::ask::{Clause, Layer};
use yew::prelude::*;

use super::correct::{self, Correct};
use super::icon::{Icon, icon};
use super::part::{Part, part};
use super::{name, tag};
use crate::action::Action;
use crate::correction::Task;
use crate::model::{self, Mending, Shared, Why};
use crate::store::{Dispatch, on, use_dispatch};
use crate::{correction, dom, kind, passage, wording};

#[derive(Properties, PartialEq)]
pub(super) struct WhyProps {
    pub(super) article: Shared<Article>,
    pub(super) why: Why,
    /// Where other wordings of a value are known from.
    pub(super) survey: Option<Shared<Survey>>,
    /// What is being corrected.
    pub(super) mending: Mending,
    /// The pointer came to the card or left it.
    pub(super) onhover: Callback<bool>,
}

/// The card, placed at its words; a sheet at the foot of a narrow page.
#[component]
pub(super) fn WhyCard(props: &WhyProps) -> Html {
    let dispatch = use_dispatch();
    let why = &props.why;
    let task = props.mending.task;
    let is_known = props.mending.entity.latest().is_some();
    use_effect_with((why.clone(), task, is_known), |(why, task, _)| {
        dom::place_card(why.at);
        if task.is_some() {
            dom::reveal_card();
        }
        match task {
            Some(Task::Rename | Task::Merge | Task::Split) => dom::focus(correct::FIELD),
            _ if why.pinned => dom::focus_card(),
            _ => {}
        }
    });
    let Some((idx, mark)) = shown(props) else {
        return html! {};
    };
    let hover = |is_in: bool| {
        let onhover = props.onhover.clone();
        Callback::from(move |_: PointerEvent| onhover.emit(is_in))
    };
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_| {
            dispatch.dispatch(Action::WhyClosed { pinned: true });
            dom::focus_current();
        })
    };
    html! {
        <section id="why" class="why" role="dialog" aria-label="Why this is marked" tabindex="-1"
            data-kind={kind::layer(mark.layer).slug} onpointerenter={hover(true)} onpointerleave={hover(false)}>
            <header>
                { tag(mark.layer) }
                <p class="kind">{ kind::layer(mark.layer).one }</p>
                <button type="button" class="close" aria-label="Close" title="Close (Esc)" onclick={close}>{ icon(Icon::Close) }</button>
            </header>
            { title(mark, &dispatch) }
            if mark.corrected {
                <p class="by-you">{ "corrected by you" }</p>
            }
            { part(Facts { mark: mark.clone(), survey: props.survey.clone() }) }
            { part(Mentions { article: props.article.clone(), idx }) }
            { part(Choose { mark: mark.clone() }) }
            if why.pinned {
                { part(Correct { article: props.article.clone(), mark: mark.clone(), mending: props.mending.clone() }) }
            }
            { part(Others { article: props.article.clone(), others: why.marks[1..].to_vec() }) }
        </section>
    }
}

/// What the mark names; of what has a card a button that opens it.
fn title(mark: &Mark, dispatch: &Dispatch) -> Html {
    let lens = kind::lens_of(mark.layer).filter(|_| correction::has_card(mark.layer));
    match lens.zip(mark.key.clone()) {
        None => html! { <p class="label">{ name(&mark.label) }</p> },
        Some(card) => html! {
            <p class="label">
                <button type="button" id="open-card" title="All about it (w)" onclick={on(dispatch, Action::Card(Some(card)))}>
                    { name(&mark.label) }
                </button>
            </p>
        },
    }
}

fn shown(props: &WhyProps) -> Option<(u32, &Mark)> {
    let idx = *props.why.marks.first()?;
    Some((idx, passage::mark(&props.article, idx)?))
}

#[derive(PartialEq)]
struct Facts {
    mark: Mark,
    survey: Option<Shared<Survey>>,
}

/// What found it, on what ground, and what it comes to.
impl Part for Facts {
    fn draw(&self, _: &Dispatch) -> Html {
        let mark = &self.mark;
        let notes = notes(self);
        let is_theme = mark.layer == Layer::Theme;
        let fact = |term: &'static str, words: &str| {
            let words = name(words);
            html! { <div><dt>{ term }</dt><dd>{ words }</dd></div> }
        };
        html! {
            <dl>
                if let Some(normal) = mark.normal.as_ref().filter(|n| **n != mark.label) {
                    { fact("Means", normal) }
                }
                { fact(if is_theme { "Term" } else { "Found by" }, &mark.rule) }
                if !mark.detail.is_empty() {
                    { fact("Because", &mark.detail) }
                }
                if !notes.is_empty() {
                    { fact(if is_theme { "Theme" } else { "Also called" }, &notes) }
                }
            </dl>
        }
    }
}

/// Other wordings of what the mark names, or the definition of the theme.
fn notes(props: &Facts) -> String {
    let lens = kind::lens_of(props.mark.layer);
    let key = props.mark.key.as_deref();
    let survey = props.survey.as_ref();
    let facet = lens
        .zip(key)
        .zip(survey)
        .and_then(|((lens, key), survey)| model::facet(survey, lens, key));
    facet.map_or_else(String::new, |f| f.notes.join("; "))
}

#[derive(PartialEq)]
struct Mentions {
    article: Shared<Article>,
    idx: u32,
}

/// "Mention 2 of 7", and the way to the ones before and after.
impl Part for Mentions {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let all = passage::mentions(&self.article, self.idx);
        let Some(nth) = all.iter().position(|&m| m == self.idx) else {
            return html! {};
        };
        let go = |to: Option<&u32>, says: &'static str, drawn: Icon| {
            let onclick = to.map(|&to| on(dispatch, Action::GoTo(to)));
            html! {
                <button type="button" class="quiet" aria-label={says} title={says} disabled={onclick.is_none()} {onclick}>
                    { icon(drawn) }
                </button>
            }
        };
        html! {
            <div class="mentions" role="group" aria-label="Mentions in this article">
                <span>{ format!("Mention {} of {}", nth + 1, all.len()) }</span>
                if all.len() > 1 {
                    { go(nth.checked_sub(1).and_then(|i| all.get(i)), "Previous mention", Icon::Up) }
                    { go(all.get(nth + 1), "Next mention", Icon::Down) }
                }
            </div>
        }
    }
}

#[derive(PartialEq)]
struct Choose {
    mark: Mark,
}

/// Include or exclude what the mark names.
impl Part for Choose {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let lens = kind::lens_of(self.mark.layer);
        let Some((lens, key)) = lens.zip(self.mark.key.clone()) else {
            return html! {};
        };
        let include = if self.mark.hit {
            "Drop this"
        } else {
            "Choose this"
        };
        let choose = |exclude| {
            let clause = Clause {
                lens,
                key: key.clone(),
                exclude,
            };
            on(dispatch, Action::Choose(clause))
        };
        html! {
            <div class="choose-this" data-lens={kind::lens(lens).slug} data-key={key.clone()}>
                <button type="button" class="include" onclick={choose(false)}>{ include }</button>
                <button type="button" class="exclude" onclick={choose(true)}>{ "Exclude" }</button>
            </div>
        }
    }
}

#[derive(PartialEq)]
struct Others {
    article: Shared<Article>,
    others: Vec<u32>,
}

/// The other marks on the same words.
impl Part for Others {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        if self.others.is_empty() {
            return html! {};
        }
        let other = |&idx: &u32| {
            let mark = passage::mark(&self.article, idx)?;
            let words = passage::words(&self.article.text, mark.stretch);
            Some(html! {
                <li key={idx}>
                    <button type="button" data-kind={kind::layer(mark.layer).slug} onclick={on(dispatch, Action::WhyOf(idx))}>
                        { tag(mark.layer) }
                        <span>{ kind::layer(mark.layer).one }{ ": " }{ name(&wording::short(words, 60)) }</span>
                    </button>
                </li>
            })
        };
        html! {
            <div class="others">
                <p>{ "On the same words" }</p>
                <ul>{ for self.others.iter().filter_map(other) }</ul>
            </div>
        }
    }
}
