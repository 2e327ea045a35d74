//! The card that says why a mark is one: rule, evidence, normal form, the other
//! mentions, and the buttons to choose what it names.

use chancery_protocol::answer::{Article, Mark, Survey};
use chancery_protocol::ask::{Clause, Layer};
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::{name, tag};
use crate::action::Action;
use crate::model::{self, Shared, Why};
use crate::store::{on, use_dispatch};
use crate::{dom, kind, passage, wording};

#[derive(Properties, PartialEq)]
pub(super) struct WhyProps {
    pub(super) article: Shared<Article>,
    pub(super) why: Why,
    /// Where other wordings of a value are known from.
    pub(super) survey: Option<Shared<Survey>>,
    /// The pointer came to the card or left it.
    pub(super) onhover: Callback<bool>,
}

/// The card, placed at its words; a sheet at the foot of a narrow page.
#[component]
pub(super) fn WhyCard(props: &WhyProps) -> Html {
    let dispatch = use_dispatch();
    let why = &props.why;
    use_effect_with(why.clone(), |why| {
        dom::place_card(why.at);
        if why.pinned {
            dom::focus_card();
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
            <p class="label">{ name(&mark.label) }</p>
            <Facts mark={mark.clone()} survey={props.survey.clone()} />
            <Mentions article={props.article.clone()} {idx} />
            <Choose mark={mark.clone()} />
            <Others article={props.article.clone()} others={why.marks[1..].to_vec()} />
        </section>
    }
}

fn shown(props: &WhyProps) -> Option<(u32, &Mark)> {
    let idx = *props.why.marks.first()?;
    Some((idx, passage::mark(&props.article, idx)?))
}

#[derive(Properties, PartialEq)]
struct FactsProps {
    mark: Mark,
    survey: Option<Shared<Survey>>,
}

/// What found it, on what ground, and what it comes to.
#[component]
fn Facts(props: &FactsProps) -> Html {
    let mark = &props.mark;
    let notes = notes(props);
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

/// Other wordings of what the mark names, or the definition of the theme.
fn notes(props: &FactsProps) -> String {
    let lens = kind::lens_of(props.mark.layer);
    let key = props.mark.key.as_deref();
    let survey = props.survey.as_ref();
    let facet = lens
        .zip(key)
        .zip(survey)
        .and_then(|((lens, key), survey)| model::facet(survey, lens, key));
    facet.map_or_else(String::new, |f| f.notes.join("; "))
}

#[derive(Properties, PartialEq)]
struct MentionsProps {
    article: Shared<Article>,
    idx: u32,
}

/// "Mention 2 of 7", and the way to the ones before and after.
#[component]
fn Mentions(props: &MentionsProps) -> Html {
    let dispatch = use_dispatch();
    let all = passage::mentions(&props.article, props.idx);
    let Some(nth) = all.iter().position(|&m| m == props.idx) else {
        return html! {};
    };
    let go = |to: Option<&u32>, says: &'static str, drawn: Icon| {
        let onclick = to.map(|&to| on(&dispatch, Action::GoTo(to)));
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

#[derive(Properties, PartialEq)]
struct ChooseProps {
    mark: Mark,
}

/// Include or exclude what the mark names.
#[component]
fn Choose(props: &ChooseProps) -> Html {
    let dispatch = use_dispatch();
    let lens = kind::lens_of(props.mark.layer);
    let Some((lens, key)) = lens.zip(props.mark.key.clone()) else {
        return html! {};
    };
    let include = if props.mark.hit {
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
        on(&dispatch, Action::Choose(clause))
    };
    html! {
        <div class="choose-this" data-lens={kind::lens(lens).slug} data-key={key.clone()}>
            <button type="button" class="include" onclick={choose(false)}>{ include }</button>
            <button type="button" class="exclude" onclick={choose(true)}>{ "Exclude" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OthersProps {
    article: Shared<Article>,
    others: Vec<u32>,
}

/// The other marks on the same words.
#[component]
fn Others(props: &OthersProps) -> Html {
    let dispatch = use_dispatch();
    if props.others.is_empty() {
        return html! {};
    }
    let other = |&idx: &u32| {
        let mark = passage::mark(&props.article, idx)?;
        let words = passage::words(&props.article.text, mark.stretch);
        Some(html! {
            <li key={idx}>
                <button type="button" data-kind={kind::layer(mark.layer).slug} onclick={on(&dispatch, Action::WhyOf(idx))}>
                    { tag(mark.layer) }
                    <span>{ kind::layer(mark.layer).one }{ ": " }{ name(&wording::short(words, 60)) }</span>
                </button>
            </li>
        })
    };
    html! {
        <div class="others">
            <p>{ "On the same words" }</p>
            <ul>{ for props.others.iter().filter_map(other) }</ul>
        </div>
    }
}
