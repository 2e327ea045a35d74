//! Set phrases: each with its wordings by the day they are first met, so that what
//! was dropped, added or sharpened is seen.

use chancery_protocol::across::{Phrase, Wording};
use yew::prelude::*;

use super::dock::more;
use super::name;
use super::part::Part;
use super::timeline::places;
use crate::action::Action;
use crate::model::{Docked, Shared};
use crate::store::{Dispatch, on};
use crate::wording;

#[derive(PartialEq)]
pub(super) struct PhraseRows {
    pub(super) docked: Shared<Docked>,
}

/// The phrases, a button for more, and how many articles were not looked at.
impl Part for PhraseRows {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Docked::Phrases(phrases) = &*self.docked else {
            return html! {};
        };
        let n_more = phrases
            .n_phrases
            .saturating_sub(phrases.phrases.len() as u32);
        html! {
            <>
                <ol class="facts">
                    for phrase in phrases.phrases.iter() {
                        { phrase_row(phrase, dispatch) }
                    }
                </ol>
                if n_more > 0 {
                    <button type="button" class="more" onclick={on(dispatch, Action::MoreFacts)}>
                        { format!("{} more: show the next", wording::grouped(n_more)) }
                    </button>
                }
                { more(phrases.n_articles, phrases.n_read as usize, "articles") }
            </>
        }
    }
}

fn phrase_row(phrase: &Phrase, dispatch: &Dispatch) -> Html {
    html! {
        <li class="phrase">
            <h3>{ name(&phrase.label) }<span class="n">{ wording::count(phrase.n_articles, "article", "articles") }</span></h3>
            <ul>
                for worded in phrase.wordings.iter() {
                    <li class="moment">
                        <p class="said">{ days(worded) }</p>
                        <p class="what">{ "“" }{ name(&worded.words) }{ "”" }</p>
                        { places(&worded.reports, dispatch) }
                    </li>
                }
            </ul>
        </li>
    }
}

/// "28 July 2023 – 27 November 2024".
fn days(worded: &Wording) -> String {
    match (&worded.from, &worded.to) {
        (Some(from), Some(to)) if from != to => {
            format!("{} – {}", wording::date(from), wording::date(to))
        }
        (Some(day), _) | (None, Some(day)) => wording::date(day).into_owned(),
        (None, None) => "undated".to_owned(),
    }
}
