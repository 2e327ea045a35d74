//! Date, headline and source of one article, to be set by hand.

use chancery_protocol::ask::ArticleId;
use chancery_protocol::correction::Correction;
use yew::prelude::*;

use super::name;
use super::panel::PanelView;
use super::part::Part;
use crate::action::Action;
use crate::dom;
use crate::model::Model;
use crate::store::{Dispatch, on};

#[derive(PartialEq)]
pub(super) struct Details {
    article: ArticleId,
    title: String,
    date: Option<String>,
    hint: Option<String>,
    source: Option<String>,
}

impl Details {
    pub(super) fn of(model: &Model, article: ArticleId) -> Self {
        let rows = model.survey.latest().map(|s| s.rows.as_slice());
        let row = rows.and_then(|rows| rows.iter().find(|r| r.article == article));
        let open = model.article.latest().filter(|a| a.article == article);
        Self {
            article,
            title: row.map_or_else(String::new, |r| r.title.clone()),
            date: row.and_then(|r| r.date.clone()),
            hint: row.and_then(|r| r.date_hint.clone()),
            source: open.and_then(|a| a.source.clone()),
        }
    }
}

/// One form for each.
impl Part for Details {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let article = self.article;
        let undated = Correction::Date {
            article,
            date: None,
        };
        html! {
            <PanelView id="details" title="About this article">
                <div class="details">
                    <p class="lead">{ name(&self.title) }</p>
                    <p>
                        { "Days that the text names without a date are worked out from the date" }
                        if let Some(hint) = &self.hint {
                            { ", such as “" }{ name(hint) }{ "”" }
                        }
                        { ". The article itself is not changed." }
                    </p>
                    { field("details-date", "Date", "date", self.date.as_deref().filter(|d| d.len() == 10), "Set the date", dispatch,
                        move |date| Correction::Date { article, date: Some(date) }) }
                    if self.date.is_some() {
                        <button type="button" class="quiet" id="undated" onclick={on(dispatch, Action::Settle(undated))}>
                            { "Its date is not known" }
                        </button>
                    }
                    { field("details-title", "Headline", "text", Some(&self.title), "Set the headline", dispatch,
                        move |title| Correction::Title { article, title }) }
                    { field("details-source", "Source", "text", self.source.as_deref(), "Set the source", dispatch,
                        move |source| Correction::Source { article, source }) }
                </div>
            </PanelView>
        }
    }
}

/// A field with a button that says what stands in it, if it is another than before.
fn field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    before: Option<&str>,
    word: &'static str,
    dispatch: &Dispatch,
    said: impl Fn(String) -> Correction + 'static,
) -> Html {
    let before = before.unwrap_or_default().to_owned();
    let onsubmit = {
        let (dispatch, before) = (dispatch.clone(), before.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let value = dom::value(id).trim().to_owned();
            dispatch.dispatch(match value.is_empty() || value == before {
                true => Action::Panel(None),
                false => Action::Settle(said(value)),
            });
        })
    };
    html! {
        <form class="write-name" {onsubmit}>
            <label for={id}>{ label }</label>
            <input {id} type={kind} value={before} autocomplete="off" autofocus={kind == "date"} />
            <button type="submit">{ word }</button>
        </form>
    }
}
