//! The card of a person, body, place, office or programme: what it is called, who may
//! be the same, its offices, meetings, quotes and mentions, and its correction.

use chancery_protocol::answer::{Fact, FactReport, Stretch};
use chancery_protocol::ask::{ArticleId, Clause, Lens};
use chancery_protocol::correction::{Correction, Words};
use chancery_protocol::entity::Entity;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::concordance;
use super::correct;
use super::facts::sentence;
use super::panel::PanelView;
use super::part::{Part, part};
use super::{name, tag, truth};
use crate::action::Action;
use crate::correction::Task;
use crate::model::{Answer, Goal, Mending, Shared};
use crate::store::{Dispatch, on};
use crate::{kind, wording};

#[derive(PartialEq)]
pub(super) struct Card {
    pub(super) mending: Mending,
    /// Whether articles are narrowed to those that name it.
    pub(super) is_chosen: bool,
}

/// The card in each of its states.
impl Part for Card {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let (title, body) = match &self.mending.entity {
            Answer::Failed(failure) => {
                let failure = failure.clone();
                ("Not found".to_owned(), part(Failed { failure }))
            }
            Answer::Waiting(None) => ("Looking …".to_owned(), waiting("Reading its articles …", 8)),
            Answer::Ready(entity) | Answer::Waiting(Some(entity)) => (
                wording::visible(&entity.label).into_owned(),
                self.known(entity, dispatch),
            ),
        };
        html! { <PanelView id="card" {title}>{ body }</PanelView> }
    }
}

impl Card {
    fn known(&self, entity: &Shared<Entity>, dispatch: &Dispatch) -> Html {
        let layer = kind::layer_of(entity.lens);
        let n_hits = wording::count(entity.n_hits, "mention", "mentions");
        let n_articles = wording::count(entity.n_articles, "article", "articles");
        html! {
            <div class="card" data-kind={kind::layer(layer).slug}>
                <p class="lead">{ tag(layer) }{ format!("{} · {n_hits} in {n_articles}", kind::layer(layer).one) }</p>
                { self.buttons(entity, dispatch) }
                { names(entity, dispatch) }
                { facts("Offices", &entity.offices, true, dispatch) }
                { facts("Meetings", &entity.meetings, false, dispatch) }
                if !entity.quotes.is_empty() {
                    <section>
                        <h3>{ "Quotes" }</h3>
                        <ul class="cited">{ for entity.quotes.iter().map(|q| cited(q, None, dispatch)) }</ul>
                    </section>
                }
                { mentions(entity, dispatch) }
                if entity.n_read < entity.n_articles {
                    <p class="notes">{ format!("Quotes and joins are from the first {}.", wording::count(entity.n_read, "article", "articles")) }</p>
                }
            </div>
        }
    }

    fn buttons(&self, entity: &Entity, dispatch: &Dispatch) -> Html {
        let mending = &self.mending;
        let task = |task: Task, word: &'static str| {
            let is_in_use = mending.task == Some(task);
            let action = if is_in_use {
                Action::TaskDone
            } else {
                Action::Task(task)
            };
            html! {
                <button type="button" data-task={word} aria-expanded={truth(is_in_use)} onclick={on(dispatch, action)}>{ word }</button>
            }
        };
        let choose = Action::Choose(Clause {
            lens: entity.lens,
            key: entity.key.clone(),
            exclude: false,
        });
        html! {
            <div class="correct" role="group" aria-label="What to do with it">
                <button type="button" id="choose-card" aria-pressed={truth(self.is_chosen)} onclick={on(dispatch, choose)}>
                    { if self.is_chosen { "Chosen" } else { "Choose its articles" } }
                </button>
                { task(Task::Rename, "Rename") }
                { task(Task::Merge, "Merge") }
                { match mending.task {
                    Some(Task::Rename) => correct::rename(entity.key.clone(), &entity.label, dispatch),
                    Some(Task::Merge) => correct::merge(entity.key.clone(), &entity.label, mending, dispatch),
                    _ => html! {},
                } }
            </div>
        }
    }
}

/// How it is written, why that was joined, and who may be the same.
fn names(entity: &Entity, dispatch: &Dispatch) -> Html {
    let split = |words: &str| {
        let at = Words {
            article: ArticleId(0),
            stretch: Stretch { start: 0, end: 0 },
            words: words.to_owned(),
            all: true,
        };
        let said = Correction::Split {
            at,
            layer: kind::layer_of(entity.lens),
            name: words.to_owned(),
        };
        on(dispatch, Action::Correct(said))
    };
    let join = |words: &str| {
        let of = |join: &&String| join.split_once(": ").is_some_and(|(w, _)| w == words);
        let join = entity.joins.iter().find(of)?;
        Some(join.split_once(": ")?.1.to_owned())
    };
    let several = entity.wordings.len() > 1;
    let alike = entity.alike.iter().filter(|a| !a.why.is_empty());
    html! {
        <section>
            <h3>{ "Written" }</h3>
            <ul class="wordings">
                for (words, n) in &entity.wordings {
                    <li key={words.clone()}>
                        <span class="what">{ name(words) }</span><span class="n">{ wording::grouped(*n) }</span>
                        if let Some(why) = join(words) {
                            <span class="reason">{ name(&why) }</span>
                        }
                        if several && *words != entity.label && splits(entity.lens) {
                            <button type="button" class="quiet" onclick={split(words)}
                                title="Let these words name another, everywhere">{ "not this one" }</button>
                        }
                    </li>
                }
            </ul>
            if alike.clone().next().is_some() {
                <p class="notes">
                    { "May be the same: " }
                    for (i, other) in alike.enumerate() {
                        if i > 0 {
                            { "; " }
                        }
                        <button type="button" class="quiet other" onclick={on(dispatch, Action::Card(Some((entity.lens, other.key.clone()))))}>
                            { name(&other.label) }
                        </button>
                        { format!(" ({})", other.why) }
                    }
                </p>
            }
        </section>
    }
}

/// Whether mentions of a lens are of one kind, so that a wording says which are meant.
fn splits(lens: Lens) -> bool {
    !matches!(lens, Lens::Place)
}

fn facts(title: &'static str, list: &[Fact], with_values: bool, dispatch: &Dispatch) -> Html {
    if list.is_empty() {
        return html! {};
    }
    html! {
        <section>
            <h3>{ title }</h3>
            for fact in list {
                <div class="told" key={fact.key.clone()}>
                    <h4>{ name(&fact.label) }</h4>
                    <ul class="cited">
                        for report in &fact.reports {
                            { cited(report, report.values.first().map(|v| v.1.as_str()).filter(|_| with_values), dispatch) }
                        }
                    </ul>
                </div>
            }
        </section>
    }
}

/// The words with a way to them, and whose article they are.
fn cited(report: &FactReport, says: Option<&str>, dispatch: &Dispatch) -> Html {
    let goal = Goal::Record(report.stretch.start);
    let date = report
        .date
        .as_deref()
        .map_or("undated".into(), wording::date);
    html! {
        <li>
            <button type="button" class="go" title="Show it in the article" onclick={on(dispatch, Action::Leave(report.article, goal))}>
                <span class="source">
                    if let Some(says) = says {
                        <strong>{ name(says) }</strong>{ " · " }
                    }
                    { name(&wording::short(&report.title, 60)) }{ format!(" · {date}") }
                </span>
                <span class="words">{ sentence(report) }</span>
            </button>
        </li>
    }
}

fn mentions(entity: &Entity, dispatch: &Dispatch) -> Html {
    let lines = &entity.mentions;
    let n_more = lines.n_lines.saturating_sub(lines.lines.len() as u32);
    html! {
        <section>
            <h3>{ "Mentions" }</h3>
            <ol class="lines">
                for line in &lines.lines {
                    { concordance::drawn(line, Action::Leave(line.article, Goal::At(line.stretch.start)), dispatch) }
                }
            </ol>
            if n_more > 0 {
                <p class="notes">{ format!("and {} more: choose its articles and open the concordance.", wording::grouped(n_more)) }</p>
            }
        </section>
    }
}
