//! Counts in two directions: themes against articles, actors against actors. The
//! darker a cell, the more; its number says how many.

use std::collections::BTreeMap;

use chancery_protocol::across::MatrixActor;
use chancery_protocol::ask::{Clause, Lens};
use yew::prelude::*;

use super::dock::more;
use super::name;
use super::part::Part;
use crate::action::Action;
use crate::kind;
use crate::model::{Docked, Goal, Shared};
use crate::store::{Dispatch, on};
use crate::wording;

/// Steps of darkness.
const N_LEVELS: u32 = 5;

/// How dark a cell of `n` is where `most` is the greatest.
fn level(n: u32, most: u32) -> u32 {
    (n * N_LEVELS).div_ceil(most.max(1)).min(N_LEVELS)
}

fn cell(n: u32, most: u32, title: String, onclick: Callback<MouseEvent>) -> Html {
    if n == 0 {
        return html! { <td></td> };
    }
    html! {
        <td data-level={level(n, most).to_string()}>
            <button type="button" class="cell" {title} {onclick}>{ wording::grouped(n) }</button>
        </td>
    }
}

fn clause(lens: Lens, key: &str) -> Clause {
    Clause {
        lens,
        key: key.to_owned(),
        exclude: false,
    }
}

#[derive(PartialEq)]
pub(super) struct ThemeTable {
    pub(super) docked: Shared<Docked>,
}

/// Themes down, articles across: a cell leads to the article, a head chooses.
impl Part for ThemeTable {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Docked::Matrix(matrix) = &*self.docked else {
            return html! {};
        };
        let matrix = &matrix.themes;
        let cells: BTreeMap<(u32, u32), u32> =
            matrix.cells.iter().map(|&(t, a, n)| ((t, a), n)).collect();
        let most = cells.values().copied().max().unwrap_or(0);
        let has_hits = |theme: u32| cells.range((theme, 0)..=(theme, u32::MAX)).next().is_some();
        let themes = (0u32..).zip(&matrix.themes).filter(|t| has_hits(t.0));
        html! {
            <>
                <div class="wide"><table class="matrix" data-of="themes">
                    <thead>
                        <tr>
                            <td></td>
                            for (article, title) in matrix.articles.iter() {
                                <th scope="col">
                                    <button type="button" class="names" onclick={on(dispatch, Action::Open(*article, Goal::First))}>
                                        { name(&wording::short(title, 28)) }
                                    </button>
                                </th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (t, (key, label)) in themes {
                            <tr>
                                <th scope="row">
                                    <button type="button" class="names" title="Choose" onclick={on(dispatch, Action::Choose(clause(Lens::Theme, key)))}>
                                        { name(label) }
                                    </button>
                                </th>
                                for (a, (article, title)) in (0u32..).zip(&matrix.articles) {
                                    { cell(cells.get(&(t, a)).copied().unwrap_or(0), most, format!("{label}: {title}"),
                                        on(dispatch, Action::Open(*article, Goal::First))) }
                                }
                            </tr>
                        }
                    </tbody>
                </table></div>
                { more(matrix.n_articles, matrix.articles.len(), "articles") }
            </>
        }
    }
}

#[derive(PartialEq)]
pub(super) struct ActorTable {
    pub(super) docked: Shared<Docked>,
}

/// Actors down and across: a cell chooses both, a head one.
impl Part for ActorTable {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Docked::Matrix(matrix) = &*self.docked else {
            return html! {};
        };
        let matrix = &matrix.actors;
        let mut pairs: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for pair in &matrix.pairs {
            let n = (pair.n_sentences, pair.n_meetings);
            pairs.insert((pair.a, pair.b), n);
            pairs.insert((pair.b, pair.a), n);
        }
        let most = pairs.values().map(|p| p.0).max().unwrap_or(0);
        let head = |actor: &MatrixActor| {
            let choose = on(dispatch, Action::Choose(clause(actor.lens, &actor.key)));
            html! {
                <button type="button" class="names" data-kind={kind::lens(actor.lens).slug} title="Choose" onclick={choose}>
                    { name(&actor.label) }
                </button>
            }
        };
        let words = |a: &MatrixActor, b: &MatrixActor, (n, m): (u32, u32)| {
            let sentences = wording::count(n, "sentence", "sentences");
            let meetings = wording::count(m, "meeting", "meetings");
            format!("{} and {}: {sentences}, {meetings}", a.label, b.label)
        };
        html! {
            <>
                <div class="wide"><table class="matrix" data-of="actors">
                    <thead>
                        <tr>
                            <td></td>
                            for actor in matrix.actors.iter() {
                                <th scope="col">{ head(actor) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (a, actor) in (0u32..).zip(&matrix.actors) {
                            <tr>
                                <th scope="row">{ head(actor) }<span class="n">{ wording::grouped(actor.n_sentences) }</span></th>
                                for (b, other) in (0u32..).zip(&matrix.actors) {
                                    { pair_cell(pairs.get(&(a, b)), most, |p| words(actor, other, p), on(dispatch, Action::Choose(clause(other.lens, &other.key)))) }
                                }
                            </tr>
                        }
                    </tbody>
                </table></div>
                { more(matrix.n_actors, matrix.actors.len(), "actors") }
            </>
        }
    }
}

fn pair_cell(
    pair: Option<&(u32, u32)>,
    most: u32,
    words: impl Fn((u32, u32)) -> String,
    onclick: Callback<MouseEvent>,
) -> Html {
    match pair {
        Some(&pair) => cell(pair.0, most, words(pair), onclick),
        None => html! { <td></td> },
    }
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn the_most_is_darkest() {
        for (n, most, expected) in [
            (1, 100, 1),
            (20, 100, 1),
            (21, 100, 2),
            (100, 100, 5),
            (1, 1, 5),
            (3, 0, 5),
        ] {
            assert_eq!(level(n, most), expected, "{n} of {most}");
        }
    }
}
