//! The chip bar: what is selected, how much that is, and the way back.

use chancery_protocol::answer::Survey;
use chancery_protocol::ask::{Clause, Lens, Selection};
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::name;
use super::part::{Part, part};
use crate::action::Action;
use crate::model::{self, Answer, Model, Panel};
use crate::store::{Dispatch, copy_link, on};
use crate::{correction, kind, wording};

#[derive(PartialEq)]
pub(super) struct Chips {
    pub(super) selection: Selection,
    pub(super) survey: Answer<Survey>,
    /// The name of the change that can be undone.
    pub(super) undo: Option<AttrValue>,
    /// The name of the change that can be done again.
    pub(super) redo: Option<AttrValue>,
    pub(super) n_corrections: usize,
}

impl Chips {
    pub(super) fn of(model: &Model) -> Self {
        let name = |changes: &[model::Change]| Some(AttrValue::from(changes.last()?.name.clone()));
        Self {
            selection: model.place.selection.clone(),
            survey: model.survey.clone(),
            undo: name(&model.past),
            redo: name(&model.future),
            n_corrections: model.corrections.len(),
        }
    }
}

/// The whole bar.
impl Part for Chips {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Chips {
            selection, survey, ..
        } = self;
        let summary = survey.latest().map(|survey| model::summary(survey));
        let is_empty = selection.clauses.is_empty() && selection.find.is_empty();
        let link = {
            let dispatch = dispatch.clone();
            Callback::from(move |_| copy_link(&dispatch))
        };
        html! {
            <section id="selection" class="chips" aria-label="Selection" tabindex="-1">
                <p class="summary">{ summary.unwrap_or_else(|| "Reading …".to_owned()) }</p>
                <ul class="chosen">
                    for clause in &selection.clauses {
                        <li key={format!("{:?} {}", clause.lens, clause.key)}>
                            { part(Chip { clause: clause.clone(), label: label(survey, clause), any: is_any(selection, clause.lens) }) }
                        </li>
                    }
                    if !selection.find.is_empty() {
                        <li key="find">{ part(FindChip { find: selection.find.clone() }) }</li>
                    }
                </ul>
                <div class="steps">
                    if !is_empty {
                        <button type="button" class="quiet" id="clear" onclick={on(dispatch, Action::Clear)}>{ "Clear" }</button>
                    }
                    { step("undo", Icon::Undo, "Undo", self.undo.as_ref(), on(dispatch, Action::Undo)) }
                    { step("redo", Icon::Redo, "Redo", self.redo.as_ref(), on(dispatch, Action::Redo)) }
                    if self.n_corrections > 0 {
                        <button type="button" class="quiet" id="open-corrections" title="What you have corrected (c)"
                            onclick={on(dispatch, Action::Panel(Some(Panel::Corrections)))}>
                            { wording::count(self.n_corrections as u32, "correction", "corrections") }
                        </button>
                    }
                    <button type="button" class="quiet" id="copy-link" title="Copy a link to this view" onclick={link}>
                        { icon(Icon::Link) }<span class="word">{ "Copy link" }</span>
                    </button>
                </div>
            </section>
        }
    }
}

fn label(survey: &Answer<Survey>, clause: &Clause) -> AttrValue {
    let facet = survey
        .latest()
        .and_then(|s| model::facet(s, clause.lens, &clause.key));
    facet.map_or(&clause.key, |f| &f.label).clone().into()
}

/// Whether the lens asks for any of several chosen values.
fn is_any(selection: &Selection, lens: Lens) -> bool {
    let chosen = selection.clauses.iter();
    let n_chosen = chosen.filter(|c| c.lens == lens && !c.exclude).count();
    n_chosen > 1 && selection.any.contains(&lens)
}

/// Undo or redo, naming what.
fn step(
    id: &'static str,
    drawn: Icon,
    word: &str,
    what: Option<&AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let Some(what) = what else {
        return html! {};
    };
    let says = format!("{word}: {what}");
    html! {
        <button type="button" class="quiet" {id} title={says.clone()} aria-label={says.clone()} {onclick}>
            { icon(drawn) }<span class="word">{ wording::short(&says, 40).into_owned() }</span>
        </button>
    }
}

#[derive(PartialEq)]
struct Chip {
    clause: Clause,
    label: AttrValue,
    /// Whether one of the values of its lens suffices.
    any: bool,
}

/// One chosen value.
impl Part for Chip {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Chip { clause, label, any } = self;
        let naming = kind::lens(clause.lens);
        let lead = match (clause.exclude, any) {
            (true, _) => format!("not {}", naming.one),
            (false, true) => format!("any {}", naming.one),
            (false, false) => naming.one.to_owned(),
        };
        let remove = format!("Remove {lead}: {}", wording::visible(label));
        html! {
            <span class="chip" data-kind={naming.slug} data-lens={naming.slug} data-key={clause.key.clone()}
                data-state={if clause.exclude { "exclude" } else { "include" }}>
                <span class="lead">{ lead }{ ":" }</span>
                if correction::has_card(kind::layer_of(clause.lens)) {
                    <button type="button" class="what" title="All about it"
                        onclick={on(dispatch, Action::Card(Some((clause.lens, clause.key.clone()))))}>{ name(label) }</button>
                } else {
                    <span class="what">{ name(label) }</span>
                }
                <button type="button" class="remove" aria-label={remove.clone()} title={remove}
                    onclick={on(dispatch, Action::Choose(clause.clone()))}>{ icon(Icon::Close) }</button>
            </span>
        }
    }
}

#[derive(PartialEq)]
struct FindChip {
    find: String,
}

/// The query line as a chip.
impl Part for FindChip {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let words = wording::short(&self.find, 60).into_owned();
        html! {
            <span class="chip" data-kind="find" data-state="include">
                <span class="lead">{ "find:" }</span>
                <span class="what">{ name(&words) }</span>
                <button type="button" aria-label="Clear the query line" title="Clear the query line"
                    onclick={on(dispatch, Action::Find(String::new()))}>{ icon(Icon::Close) }</button>
            </span>
        }
    }
}
