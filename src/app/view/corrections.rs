//! The corrections: what was said against the readings, each with the way back.

use chancery_protocol::correction::{Corrected, Laid};
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::icon::{Icon, icon};
use super::panel::PanelView;
use super::part::{Part, part};
use crate::action::Action;
use crate::model::{Answer, Goal};
use crate::store::{Dispatch, on};
use crate::{correction, wording};

#[derive(PartialEq)]
pub(super) struct Corrections {
    pub(super) corrected: Answer<Corrected>,
    pub(super) is_empty: bool,
}

/// The list in each of its states.
impl Part for Corrections {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let body = match &self.corrected {
            _ if self.is_empty => html! {
                <p class="empty">
                    { "You have corrected nothing yet. Click a mark to rename, merge or take it away; select words to mark them; \
                       click an article’s date to set it. Everything can be undone." }
                </p>
            },
            Answer::Failed(failure) => part(Failed {
                failure: failure.clone(),
            }),
            Answer::Waiting(None) => waiting("Reading again …", 4),
            Answer::Ready(corrected) | Answer::Waiting(Some(corrected)) => html! {
                <ol class="corrections">
                    for (at, laid) in corrected.list.iter().enumerate() {
                        { row(at, laid, dispatch) }
                    }
                </ol>
            },
        };
        html! { <PanelView id="corrections" title="Corrections">{ body }</PanelView> }
    }
}

fn row(at: usize, laid: &Laid, dispatch: &Dispatch) -> Html {
    let said = correction::name(&laid.correction);
    let n = laid.articles.len() as u32;
    let open = |&article: &chancery_protocol::ask::ArticleId| {
        on(dispatch, Action::Leave(article, Goal::First))
    };
    html! {
        <li>
            <p>
                { capital(&said) }
                if n == 0 {
                    <strong class="nowhere">{ "not applied: its words stand nowhere like this" }</strong>
                } else if let Some(first) = laid.articles.first() {
                    <button type="button" class="quiet where" onclick={open(first)}>
                        { format!("in {}", wording::count(n, "article", "articles")) }
                    </button>
                }
            </p>
            <button type="button" class="quiet" aria-label={format!("Take back: {said}")} title="Take this back"
                onclick={on(dispatch, Action::Uncorrect(at))}>{ icon(Icon::Undo) }<span class="word">{ "Take back" }</span></button>
        </li>
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
