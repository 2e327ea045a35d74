//! The codebook: what each theme means and which of its terms found something.

use chancery_protocol::answer::{Codebook, Term, Theme};
use chancery_protocol::ask::{Clause, Lens, Selection};
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::panel::PanelView;
use super::part::{Part, part};
use super::{flag, name, truth};
use crate::action::Action;
use crate::model::{Answer, Shared};
use crate::store::{Dispatch, on};
use crate::wording;

#[derive(PartialEq)]
pub(super) struct CodebookView {
    pub(super) codebook: Answer<Codebook>,
    pub(super) selection: Selection,
}

/// The codebook in each of its states.
impl Part for CodebookView {
    fn draw(&self, _: &Dispatch) -> Html {
        let body = match &self.codebook {
            Answer::Failed(failure) => part(Failed {
                failure: failure.clone(),
            }),
            Answer::Waiting(None) => waiting("Counting the terms …", 10),
            Answer::Ready(book) | Answer::Waiting(Some(book)) if book.themes.is_empty() => html! {
                <p class="empty">{ "This codebook has no themes." }</p>
            },
            Answer::Ready(book) | Answer::Waiting(Some(book)) => part(Themes {
                book: book.clone(),
                selection: self.selection.clone(),
            }),
        };
        html! { <PanelView id="codebook" title="Codebook">{ body }</PanelView> }
    }
}

#[derive(PartialEq)]
struct Themes {
    book: Shared<Codebook>,
    selection: Selection,
}

/// Name and themes of the codebook.
impl Part for Themes {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Themes { book, selection } = self;
        let theme_of = |key: &str| book.themes.iter().find(|t| t.key == key);
        html! {
            <div class="codebook">
                <p class="lead">{ name(&book.name) }{ ". Every theme is a list of terms; * stands for any ending. The counts are hits in the whole collection." }</p>
                for theme in &book.themes {
                    <section class="theme" data-theme-key={theme.key.clone()}>
                        <header>
                            <h3>{ name(&theme.label) }</h3>
                            { choose(theme, selection, dispatch) }
                        </header>
                        if let Some(parent) = theme.parent.as_deref().and_then(theme_of) {
                            <p class="under">{ "part of " }{ name(&parent.label) }</p>
                        }
                        <p>{ name(&theme.definition) }</p>
                        <ul class="terms">{ for terms(theme).into_iter().map(term) }</ul>
                    </section>
                }
            </div>
        }
    }
}

fn choose(theme: &Theme, selection: &Selection, dispatch: &crate::store::Dispatch) -> Html {
    let clause = Clause {
        lens: Lens::Theme,
        key: theme.key.clone(),
        exclude: false,
    };
    let chosen = selection.clauses.contains(&clause);
    let n_hits: u32 = theme.terms.iter().map(|t| t.n_hits).sum();
    html! {
        <>
            <span class="n">{ wording::count(n_hits, "hit", "hits") }</span>
            <button type="button" aria-pressed={truth(chosen)} onclick={on(dispatch, Action::Choose(clause))}>
                { if chosen { "Chosen" } else { "Choose" } }
                <span class="visually-hidden">{ " " }{ name(&theme.label) }</span>
            </button>
        </>
    }
}

/// The terms that found most first, in the order of the codebook among equals.
fn terms(theme: &Theme) -> Vec<&Term> {
    let mut terms: Vec<&Term> = theme.terms.iter().collect();
    chancery_text::sort::sort_by_key(&mut terms, |t| std::cmp::Reverse(t.n_hits));
    terms
}

fn term(term: &Term) -> Html {
    html! {
        <li data-none={flag(term.n_hits == 0)}>
            { name(&term.term) }<span class="n">{ wording::grouped(term.n_hits) }</span>
        </li>
    }
}
