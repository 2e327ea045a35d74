//! The rows of the dock: each fact with the words of every article that says it,
//! side by side, and in what they differ.

use chancery_protocol::answer::{Fact, FactReport, Hit, Snippet, Stretch, Verdict};
use chancery_protocol::ask::FactKind;
use chancery_protocol::correction::{Correction, Words};
use yew::prelude::*;

use super::articles::snippet_parts;
use super::dock::facts;
use super::icon::{Icon, icon};
use super::part::{Part, keyed};
use super::{flag, name};
use crate::action::Action;
use crate::model::{Docked, Goal, Shared};
use crate::store::{Dispatch, on};
use crate::{dom, passage, wording};

#[derive(PartialEq)]
pub(super) struct FactRows {
    pub(super) docked: Shared<Docked>,
    pub(super) with_single: bool,
    /// The report for which its like is looked for.
    pub(super) same: Option<Words>,
}

/// The facts, and a button for more when the list is cut.
impl Part for FactRows {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Some(facts) = facts(&self.docked) else {
            return html! {};
        };
        let count = facts.counts.iter().find(|c| c.kind == facts.kind);
        let n_all = count.map_or(0, |c| match self.with_single {
            true => c.n_all,
            false => c.n_shared,
        });
        let n_more = n_all.saturating_sub(facts.rows.len() as u32);
        html! {
            <>
                <ol class="facts">
                    for (i, fact) in facts.rows.iter().enumerate() {
                        { keyed(&*fact.key, FactRow { docked: self.docked.clone(), i, same: self.same.clone() }) }
                    }
                </ol>
                if n_more > 0 {
                    <button type="button" class="more" onclick={on(dispatch, Action::MoreFacts)}>
                        { format!("{} more: show the next", wording::grouped(n_more)) }
                    </button>
                }
            </>
        }
    }
}

#[derive(PartialEq)]
struct FactRow {
    docked: Shared<Docked>,
    /// Index of the fact.
    i: usize,
    same: Option<Words>,
}

impl Part for FactRow {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Some(all) = facts(&self.docked) else {
            return html! {};
        };
        let Some(fact) = all.rows.get(self.i) else {
            return html! {};
        };
        let n_more = (fact.n_reports as usize).saturating_sub(fact.reports.len());
        let columns = columns(fact);
        html! {
            <li class="fact" data-verdict={verdict(fact).map(|v| v.0)}>
                <h3>
                    { name(&fact.label) }
                    if let Some((_, words)) = verdict(fact) {
                        <span class="verdict">{ words }{ differing(fact) }</span>
                    }
                </h3>
                if verdict(fact).is_none() && !fact.notes.is_empty() {
                    <p class="notes">{ fact.notes.join("; ") }</p>
                }
                <table>
                    <thead class="visually-hidden">
                        <tr>
                            <th scope="col">{ "Article" }</th>
                            <th scope="col">{ "Words" }</th>
                            for column in columns.iter() {
                                <th scope="col">{ *column }</th>
                            }
                            <th scope="col">{ "Cite and correct" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for report in fact.reports.iter() {
                            { report_row(fact, report, &columns, said_of(all.kind, fact, report, self.same.as_ref(), dispatch), dispatch) }
                        }
                    </tbody>
                </table>
                if n_more > 0 {
                    <p class="notes">{ format!("and {} not shown here", wording::count(n_more as u32, "more place", "more places")) }</p>
                }
            </li>
        }
    }
}

/// Slug and words of a verdict; none when nothing was compared.
fn verdict(fact: &Fact) -> Option<(&'static str, &'static str)> {
    match fact.verdict {
        Verdict::Agree => Some(("agree", "they agree")),
        Verdict::Adds => Some(("adds", "some say more")),
        Verdict::Differs => Some(("differs", "they differ")),
        Verdict::Single => None,
    }
}

fn differing(fact: &Fact) -> String {
    match fact.notes.is_empty() {
        true => String::new(),
        false => format!(": {}", fact.notes.join(", ")),
    }
}

/// What the reports say beside their words, in the order in which it is first said.
fn columns(fact: &Fact) -> Vec<&str> {
    let mut columns = Vec::new();
    for (what, _) in fact.reports.iter().flat_map(|r| &r.values) {
        if !columns.contains(&&**what) {
            columns.push(what);
        }
    }
    columns
}

/// The words that a report rests on.
fn rests_on(report: &FactReport) -> Words {
    let within = |byte: u32| byte.saturating_sub(report.sentence.stretch.start);
    let stretch = Stretch {
        start: within(report.stretch.start),
        end: within(report.stretch.end),
    };
    Words {
        article: report.article,
        stretch: report.stretch,
        words: passage::words(&report.sentence.text, stretch).to_owned(),
        all: false,
    }
}

/// What can be said of a report: that it is not of this fact, that its meeting is
/// another's.
fn said_of(
    kind: FactKind,
    fact: &Fact,
    report: &FactReport,
    same: Option<&Words>,
    dispatch: &Dispatch,
) -> Html {
    let one = rests_on(report);
    let button = |word: &'static str, title: &'static str, action: Action| {
        html! { <button type="button" class="quiet said" {title} onclick={on(dispatch, action)}>{ word }</button> }
    };
    let apart = || {
        let others = fact.reports.iter().filter(|r| *r != report);
        Correction::Apart {
            about: fact.label.clone(),
            one: one.clone(),
            others: others.map(rests_on).collect(),
        }
    };
    let joined = |with: &Words| Correction::Together {
        about: fact.label.clone(),
        one: with.clone(),
        other: one.clone(),
    };
    let is_joined = !matches!(kind, FactKind::Office | FactKind::Name);
    html! {
        <>
            if is_joined && fact.reports.len() > 1 {
                { button("not the same", "This report is of something else", Action::Correct(apart())) }
            }
            if kind == FactKind::Meeting {
                { match same {
                    None => button("same as …", "Choose another report of this meeting", Action::Same(Some(one.clone()))),
                    Some(with) if *with == one => button("never mind", "Join it with none", Action::Same(None)),
                    Some(with) => button("join here", "Both report one meeting", Action::Correct(joined(with))),
                } }
            }
        </>
    }
}

fn report_row(
    fact: &Fact,
    report: &FactReport,
    columns: &[&str],
    said: Html,
    dispatch: &Dispatch,
) -> Html {
    let goal = Goal::Record(report.stretch.start);
    let open = on(dispatch, Action::Open(report.article, goal));
    let cite = {
        let (dispatch, words) = (dispatch.clone(), citation(report));
        Callback::from(move |_: MouseEvent| {
            let said = match dom::copy(&words) {
                true => "The quotation is copied with its source.",
                false => "The browser does not let this page copy.",
            };
            dispatch.dispatch(Action::Notify(said.to_owned()));
        })
    };
    let value = |column: &str| {
        let value = report.values.iter().find(|v| v.0 == column);
        let differs = fact.verdict != Verdict::Agree && fact.notes.iter().any(|n| n == column);
        html! {
            <td class="value" data-what={column.to_owned()} data-differs={flag(differs)}>
                { value.map_or("–", |v| &v.1).to_owned() }
            </td>
        }
    };
    html! {
        <tr>
            <th scope="row">
                <span class="title">{ name(&wording::short(&report.title, 60)) }</span>
                <span class="when">{ report.date.as_deref().map_or("undated".into(), wording::date).into_owned() }</span>
                if report.is_reprint {
                    <span class="outside">{ "worded as another here" }</span>
                }
                if !report.in_selection {
                    <span class="outside">{ "not in the selection" }</span>
                }
            </th>
            <td class="words">
                <button type="button" class="go" data-article={report.article.0.to_string()} onclick={open}
                    title="Show it in the article">{ sentence(report) }</button>
            </td>
            for column in columns {
                { value(column) }
            }
            <td class="cite">
                <button type="button" class="quiet" onclick={cite} title="Copy the words with their source" aria-label="Cite">
                    { icon(Icon::Cite) }
                </button>
                { said }
            </td>
        </tr>
    }
}

/// The marks in the words that the report rests on.
fn marks(report: &FactReport) -> impl Iterator<Item = &Hit> {
    let (start, end) = (report.stretch.start, report.stretch.end);
    let hits = report.sentence.hits.iter();
    hits.filter(move |h| start <= h.stretch.start && h.stretch.end <= end)
}

/// The sentence: the words that the report rests on with their marks, the others
/// softly before and after them.
pub(super) fn sentence(report: &FactReport) -> Html {
    let Snippet { stretch, text, .. } = &report.sentence;
    let cut = |start: u32, end: u32| {
        let within = |byte: u32| byte.saturating_sub(stretch.start);
        let (start, end) = (within(start), within(end));
        passage::words(text, Stretch { start, end }).to_owned()
    };
    let evidence = Snippet {
        stretch: report.stretch,
        text: cut(report.stretch.start, report.stretch.end),
        hits: marks(report).copied().collect(),
    };
    html! {
        <>
            <span class="around">{ cut(stretch.start, report.stretch.start) }</span>
            for (words, kind) in snippet_parts(&evidence) {
                if let Some(kind) = kind {
                    <mark data-kind={kind}>{ words }</mark>
                } else {
                    { words }
                }
            }
            <span class="around">{ cut(report.stretch.end, stretch.end) }</span>
        </>
    }
}

/// The words in quotation marks with title, date and place, as a footnote has them.
fn citation(report: &FactReport) -> String {
    let words: Vec<&str> = report.sentence.text.split_whitespace().collect();
    let date = report
        .date
        .as_deref()
        .map_or("undated".into(), wording::date);
    format!(
        "“{}” – {}, {date} ({}, bytes {}–{})",
        words.join(" "),
        report.title,
        report.file,
        report.sentence.stretch.start,
        report.sentence.stretch.end,
    )
}
