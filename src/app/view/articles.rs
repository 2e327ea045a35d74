//! The article list: title, date as known, where the matches are, the best sentence.

use std::rc::Rc;

use chancery_protocol::answer::{ArticleRow, DateKnown, Snippet, Survey, Without};
use chancery_protocol::ask::{ArticleId, Sort};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::part::{Part, keyed, part};
use super::strip::Strip;
use super::{flag, name};
use crate::action::Action;
use crate::model::{self, Answer, Goal, Model, Panel, Place, Shared};
use crate::route::{self, SORTS};
use crate::store::{Dispatch, on};
use crate::{kind, passage, wording};

#[derive(PartialEq)]
pub(super) struct Articles {
    pub(super) survey: Answer<Survey>,
    /// What the address holds: links lead to places near it.
    pub(super) place: Rc<Place>,
    pub(super) progress: Option<(u32, u32)>,
}

impl Articles {
    pub(super) fn of(model: &Model) -> Self {
        // The position in the text is not part of what the list shows.
        let place = Place {
            at: None,
            ..model.place.clone()
        };
        Self {
            survey: model.survey.clone(),
            place: Rc::new(place),
            progress: model.progress,
        }
    }
}

/// The list with its head.
impl Part for Articles {
    fn draw(&self, _: &Dispatch) -> Html {
        let place = &self.place;
        let body = match &self.survey {
            Answer::Failed(failure) => part(Failed {
                failure: failure.clone(),
            }),
            Answer::Waiting(None) => waiting(&progress(self.progress), 8),
            Answer::Ready(survey) | Answer::Waiting(Some(survey)) if survey.rows.is_empty() => {
                part(Empty {
                    survey: survey.clone(),
                    place: place.clone(),
                })
            }
            Answer::Ready(survey) | Answer::Waiting(Some(survey)) => part(Rows {
                survey: survey.clone(),
                place: place.clone(),
            }),
        };
        html! {
            <section id="articles" class="articles" aria-label="Articles" tabindex="-1">
                <header>
                    <h2>{ "Articles" }</h2>
                    { part(SortBy { sort: place.sort }) }
                </header>
                <div class="scroller">{ body }</div>
            </section>
        }
    }
}

fn progress(progress: Option<(u32, u32)>) -> String {
    match progress {
        Some((n_done, n_total)) => format!("Reading: {n_done} of {n_total} articles …"),
        None => "Reading the articles …".to_owned(),
    }
}

#[derive(PartialEq)]
struct SortBy {
    sort: Sort,
}

/// The order of the list.
impl Part for SortBy {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let dispatch = dispatch.clone();
        let onchange = Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let chosen = SORTS
                .into_iter()
                .find(|&s| route::sort_slug(s) == select.value());
            if let Some(sort) = chosen {
                dispatch.dispatch(Action::Sort(sort));
            }
        });
        html! {
            <label class="sort">
                <span>{ "Sort" }</span>
                <select id="sort" {onchange}>
                    for sort in SORTS {
                        <option value={route::sort_slug(sort)} selected={sort == self.sort}>{ sort_name(sort) }</option>
                    }
                </select>
            </label>
        }
    }
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Imported => "as imported",
        Sort::Newest => "newest first",
        Sort::Oldest => "oldest first",
        Sort::Title => "by title",
        Sort::Hits => "most hits first",
        Sort::Best => "best answers first",
    }
}

#[derive(PartialEq)]
struct Rows {
    survey: Shared<Survey>,
    place: Rc<Place>,
}

/// The rows, and a button for more when the list is cut.
impl Part for Rows {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Self { survey, place } = self;
        let n_more = (survey.n_articles as usize).saturating_sub(survey.rows.len());
        html! {
            <>
                <ol class="rows">
                    for (i, row) in survey.rows.iter().enumerate() {
                        { keyed(row.article.0, Row { survey: survey.clone(), i, place: place.clone(), open: place.article == Some(row.article) }) }
                    }
                </ol>
                if n_more > 0 {
                    <button type="button" class="more" onclick={on(dispatch, Action::MoreRows)}>
                        { format!("{n_more} more articles: show the next") }
                    </button>
                }
            </>
        }
    }
}

#[derive(PartialEq)]
struct Row {
    survey: Shared<Survey>,
    /// Index of the row.
    i: usize,
    place: Rc<Place>,
    open: bool,
}

/// One article. The whole row leads to it; strip and sentence to their match.
impl Part for Row {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Some(row) = self.survey.rows.get(self.i) else {
            return html! {};
        };
        let open_at = |goal: Goal| on(dispatch, Action::Open(row.article, goal));
        let onhit = {
            let (dispatch, article) = (dispatch.clone(), row.article);
            Callback::from(move |at| dispatch.dispatch(Action::Open(article, Goal::At(at))))
        };
        html! {
            <li class="row" data-article={row.article.0.to_string()} data-open={flag(self.open)}>
                <h3>{ part(TitleLink { article: row.article, title: row.title.clone().into(), place: self.place.clone(), first_words: row.title_is_first_words, open: self.open }) }</h3>
                { meta(row, dispatch) }
                if !row.hits.is_empty() {
                    { part(Strip { hits: row.hits.clone(), n_bytes: row.n_bytes, onhit }) }
                }
                if let Some(best) = best_shown(row) {
                    <p class="best" onclick={open_at(first_hit(best))}>{ snippet(best) }</p>
                }
            </li>
        }
    }
}

/// The best sentence, unless the title already says its words.
fn best_shown(row: &ArticleRow) -> Option<&Snippet> {
    let best = row.best.as_ref()?;
    let first_words = row.title.trim_end_matches('…');
    let repeats = row.title_is_first_words && best.text.starts_with(first_words);
    let repeats = repeats && best.hits.is_empty();
    (!repeats).then_some(best)
}

fn first_hit(best: &Snippet) -> Goal {
    let hit = best.hits.first().map_or(best.stretch, |h| h.stretch);
    Goal::At(hit.start)
}

#[derive(PartialEq)]
struct TitleLink {
    article: ArticleId,
    title: AttrValue,
    place: Rc<Place>,
    first_words: bool,
    open: bool,
}

/// The title as a link to the article within the same selection.
impl Part for TitleLink {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let article = self.article;
        let place = Place {
            article: Some(article),
            ..(*self.place).clone()
        };
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            if !elsewhere {
                event.prevent_default();
                dispatch.dispatch(Action::Open(article, Goal::First));
            }
        });
        html! {
            <a href={format!("#{}", route::write(&place))} {onclick} aria-current={flag(self.open)}
                data-first-words={flag(self.first_words)}>{ name(&self.title) }</a>
        }
    }
}

/// Date as known, words, hits.
fn meta(row: &ArticleRow, dispatch: &Dispatch) -> Html {
    let n_hits = row.hits.len() as u32;
    html! {
        <p class="meta">
            { date_chip(row.article, row.date.as_deref(), row.date_known, row.date_hint.as_deref(), dispatch) }
            <span>{ wording::count(row.n_words, "word", "words") }</span>
            if n_hits > 0 {
                <span class="n-hits">{ wording::count(n_hits, "hit", "hits") }</span>
            }
            if row.n_problems > 0 {
                <span class="n-problems">{ wording::count(row.n_problems, "doubt", "doubts") }</span>
            }
        </p>
    }
}

/// The date and how it is known, "undated" with what the text says of it; a click
/// sets it.
pub(super) fn date_chip(
    article: ArticleId,
    date: Option<&str>,
    known: DateKnown,
    hint: Option<&str>,
    dispatch: &Dispatch,
) -> Html {
    let (how, says) = match known {
        DateKnown::Stated => ("stated", "The date stands in the text."),
        DateKnown::Inferred => ("inferred", "The date follows from a full date in the text."),
        DateKnown::Given => ("given", "The date came with the file, or was set by you."),
        DateKnown::Unknown => ("unknown", "The text does not say its date."),
    };
    let set = on(dispatch, Action::Panel(Some(Panel::Article(article))));
    html! {
        <button type="button" class="date" data-known={how} title={format!("{says} Click to set it.")} onclick={set}>
            if let Some(date) = date {
                <time datetime={date.to_owned()}>{ wording::date(date).into_owned() }</time>
            } else {
                { "undated" }
            }
            if known == DateKnown::Inferred {
                <span class="hint">{ ", inferred" }</span>
            }
            if let Some(hint) = hint.filter(|_| date.is_none()) {
                <span class="hint">{ ", “" }{ name(hint) }{ "”" }</span>
            }
            if date.is_none() {
                <span class="set">{ "set date" }</span>
            }
        </button>
    }
}

/// A sentence with its hits marked; overlapping hits are one.
fn snippet(best: &Snippet) -> Html {
    html! {
        for (words, kind) in snippet_parts(best) {
            if let Some(kind) = kind {
                <mark data-kind={kind} data-hit="true">{ words }</mark>
            } else {
                { words }
            }
        }
    }
}

/// The sentence cut at its hits, each with the slug of its layer.
pub(super) fn snippet_parts(best: &Snippet) -> Vec<(String, Option<&'static str>)> {
    let within = |byte: u32| byte.saturating_sub(best.stretch.start);
    let cut = |start, end| {
        let stretch = chancery_protocol::answer::Stretch { start, end };
        passage::words(&best.text, stretch).to_owned()
    };
    let mut parts = Vec::new();
    let mut at = 0;
    for hit in &best.hits {
        let (start, end) = (within(hit.stretch.start).max(at), within(hit.stretch.end));
        let words = cut(start, end);
        if words.is_empty() {
            continue;
        }
        parts.push((cut(at, start), None));
        parts.push((words, Some(kind::layer(hit.layer).slug)));
        at = end;
    }
    parts.push((cut(at, best.text.len() as u32), None));
    parts
}

#[derive(PartialEq)]
struct Empty {
    survey: Shared<Survey>,
    place: Rc<Place>,
}

/// No articles: says which part of the selection to drop, and what that gives.
impl Part for Empty {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Self { survey, place } = self;
        if survey.n_articles_total == 0 {
            return html! { <p class="empty">{ "There are no articles in this collection." }</p> };
        }
        let offer = |without: &Without| {
            let (what, action) = dropped(survey, place, without)?;
            let n = wording::count(without.n_articles, "article", "articles");
            let are = if without.n_articles == 1 { "is" } else { "are" };
            Some(html! {
                <li>
                    <button type="button" data-without={what.clone()} onclick={on(dispatch, action)}>
                        { "Without " }<em>{ name(&what) }</em>{ format!(" there {are} {n}") }
                    </button>
                </li>
            })
        };
        let helpful = survey.without.iter().filter(|w| w.n_articles > 0);
        if survey.n_articles_total == 0 {
            return html! {
                <div class="empty" id="no-articles">
                    <p><strong>{ "No articles" }</strong>{ " could be read in what was opened." }</p>
                    <button type="button" onclick={on(dispatch, Action::Panel(Some(Panel::Open)))}>{ "Open others" }</button>
                </div>
            };
        }
        html! {
            <div class="empty" id="no-articles">
                <p><strong>{ "0 articles" }</strong>{ " have all of this." }</p>
                <ul>{ for helpful.filter_map(offer) }</ul>
                <button type="button" onclick={on(dispatch, Action::Clear)}>{ "Clear the selection" }</button>
            </div>
        }
    }
}

/// A part of the selection in words, and what drops it.
fn dropped(survey: &Survey, place: &Place, without: &Without) -> Option<(String, Action)> {
    let Some(at) = without.clause else {
        let words = format!("find: {}", wording::short(&place.selection.find, 60));
        return Some((words, Action::Find(String::new())));
    };
    let clause = place.selection.clauses.get(at as usize)?;
    let label = model::facet(survey, clause.lens, &clause.key).map_or(&clause.key, |f| &f.label);
    let not = if clause.exclude { "not " } else { "" };
    let words = format!("{not}{}: {label}", kind::lens(clause.lens).one);
    Some((words, Action::Choose(clause.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_protocol::answer::{Hit, Stretch};
    use chancery_protocol::ask::Layer;

    #[test]
    fn sentences_are_cut_at_their_hits() {
        let hit = |start, end| Hit {
            stretch: Stretch { start, end },
            layer: Layer::Place,
        };
        for (hits, drawn) in [
            (vec![], "“日本” – ¥5 é 🙂"),
            (vec![hit(13, 19)], "“[日本]” – ¥5 é 🙂"),
            (vec![hit(10, 19), hit(13, 16)], "[“日本]” – ¥5 é 🙂"),
            (vec![hit(10, 16), hit(13, 19)], "[“日][本]” – ¥5 é 🙂"),
            (
                vec![hit(0, 9), hit(11, 12), hit(900, 999)],
                "“日本” – ¥5 é 🙂",
            ),
        ] {
            let text = "“日本” – ¥5 é 🙂".to_owned();
            let stretch = Stretch {
                start: 10,
                end: 10 + text.len() as u32,
            };
            let best = Snippet {
                stretch,
                text,
                hits,
            };
            let parts = snippet_parts(&best);
            let drawn_parts = parts.iter().map(|(words, kind)| match kind {
                Some(_) => format!("[{words}]"),
                None => words.clone(),
            });
            assert_eq!(drawn_parts.collect::<String>(), drawn);
        }
    }
}
