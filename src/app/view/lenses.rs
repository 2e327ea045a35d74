//! The lenses: for each, its values with their counts within the selection.

use chancery_protocol::answer::{Facet, LensSurvey, Survey};
use chancery_protocol::ask::{Clause, Lens, Selection};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::answer::{Failed, waiting};
use super::icon::{Icon, icon};
use super::part::{Part, keyed, part};
use super::{flag, name, tag, truth};
use crate::action::Action;
use crate::model::{Answer, Pane, Shared};
use crate::store::{Dispatch, on};
use crate::{kind, wording};

/// Values shown before "Show more".
const N_SHOWN: usize = 8;
/// A lens with more values than this can be searched.
const N_SEARCHED: usize = 10;
/// Themes are few and are the main way in: all of them are shown.
const N_THEMES_SHOWN: usize = 40;

#[derive(PartialEq)]
pub(super) struct Lenses {
    pub(super) survey: Answer<Survey>,
    pub(super) selection: Selection,
}

/// All lenses, and the way back to the list.
impl Part for Lenses {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let selection = &self.selection;
        let body = match &self.survey {
            Answer::Failed(failure) => part(Failed {
                failure: failure.clone(),
            }),
            Answer::Waiting(None) => waiting("Reading the articles …", 12),
            Answer::Ready(survey) | Answer::Waiting(Some(survey)) => html! {
                for lens in kind::LENSES {
                    <LensView key={kind::lens(lens).slug} {lens} survey={survey.clone()} selection={selection.clone()} />
                }
            },
        };
        let show = match self.survey.latest().map(|s| s.n_articles) {
            None => "Show the articles".to_owned(),
            Some(0) => "No articles".to_owned(),
            Some(n) => format!("Show {}", wording::count(n, "article", "articles")),
        };
        html! {
            <section id="filters" class="lenses" aria-label="Filters" tabindex="-1">
                <h2 class="visually-hidden">{ "Filters" }</h2>
                <div class="scroller">{ body }</div>
                <button type="button" id="show-articles" class="show" onclick={on(dispatch, Action::Show(Pane::Articles))}>
                    { show }
                </button>
            </section>
        }
    }
}

#[derive(Properties, PartialEq)]
struct LensProps {
    lens: Lens,
    survey: Shared<Survey>,
    selection: Selection,
}

/// One lens: its heading, and when it is open its values.
#[component]
fn LensView(props: &LensProps) -> Html {
    let lens = props.lens;
    let open = use_state(|| matches!(lens, Lens::Theme | Lens::Person));
    let naming = kind::lens(lens);
    let Some(values) = props.survey.lenses.iter().find(|l| l.lens == lens) else {
        return html! {};
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let id = format!("lens-{}", naming.slug);
    let chosen = props.selection.clauses.iter().filter(|c| c.lens == lens);
    let n_chosen = chosen.count();
    html! {
        <section class="lens" data-lens={naming.slug} data-kind={naming.slug}>
            <h3>
                <button type="button" aria-expanded={truth(*open)} aria-controls={id.clone()} onclick={toggle}>
                    { icon(if *open { Icon::Down } else { Icon::Up }) }
                    { tag(kind::layer_of(lens)) }
                    <span class="name">{ naming.many }</span>
                    if n_chosen > 0 {
                        <span class="n-chosen">{ format!("{n_chosen} chosen") }</span>
                    }
                    <span class="n-values">{ wording::grouped(values.n_facets) }</span>
                </button>
            </h3>
            <div {id} hidden={!*open}>
                if *open {
                    { part(AnyAll { lens, selection: props.selection.clone() }) }
                    <Values values={values.clone()} selection={props.selection.clone()} />
                }
            </div>
        </section>
    }
}

#[derive(PartialEq)]
struct AnyAll {
    lens: Lens,
    selection: Selection,
}

/// Whether all chosen values are needed or one suffices; shown once one is chosen.
impl Part for AnyAll {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let lens = self.lens;
        let mut clauses = self.selection.clauses.iter();
        if !clauses.any(|c| c.lens == lens && !c.exclude) {
            return html! {};
        }
        let any = self.selection.any.contains(&lens);
        let choice = |is: bool, word: &'static str, says: &'static str| {
            html! {
                <button type="button" aria-pressed={truth(any == is)} title={says}
                    onclick={on(dispatch, Action::Any(lens, is))}>{ word }</button>
            }
        };
        html! {
            <div class="any-all" role="group" aria-label={format!("Chosen {}", kind::lens(lens).many)}>
                { choice(false, "all of them", "Articles with every chosen value") }
                { choice(true, "any of them", "Articles with at least one chosen value") }
            </div>
        }
    }
}

#[derive(Properties, PartialEq)]
struct ValuesProps {
    values: LensSurvey,
    selection: Selection,
}

/// The values of a lens: searched within, and more of them on request.
#[component]
fn Values(props: &ValuesProps) -> Html {
    let LensSurvey {
        lens,
        n_facets,
        facets,
    } = &props.values;
    let all = use_state(|| false);
    let search = use_state(String::new);
    if facets.is_empty() {
        let many = kind::lens(*lens).many.to_lowercase();
        return html! { <p class="empty">{ format!("No {many} were found.") }</p> };
    }
    let state = |facet: &Facet| state_of(&props.selection, *lens, &facet.key);
    let wanted = search.trim().to_lowercase();
    let found: Vec<&Facet> = facets.iter().filter(|f| holds(f, &wanted)).collect();
    let n_shown = match lens {
        Lens::Theme => N_THEMES_SHOWN,
        _ => N_SHOWN,
    };
    let searching = !wanted.is_empty();
    // A chosen value is never hidden behind "Show more".
    let is_shown =
        |(i, f): &(usize, &Facet)| *all || searching || *i < n_shown || state(f) != "none";
    let shown: Vec<&Facet> = found
        .iter()
        .copied()
        .enumerate()
        .filter(is_shown)
        .map(|(_, f)| f)
        .collect();
    let n_more = found.len() - shown.len();
    let most = facets
        .iter()
        .map(|f| f.n_hits_total)
        .max()
        .unwrap_or(1)
        .max(1);
    html! {
        <>
            if facets.len() > N_SEARCHED && *lens != Lens::Theme {
                { part(Search { lens: *lens, search: search.clone() }) }
            }
            <ul class="facets">
                <li class="columns" aria-hidden="true"><span>{ "hits" }</span><span>{ "art." }</span></li>
                for facet in &shown {
                    { keyed(facet.key.as_str(), FacetView { lens: *lens, facet: (*facet).clone(), under: parents(facets, facet), state: state(facet), most }) }
                }
            </ul>
            if shown.is_empty() {
                <p class="empty">{ "None of them is called that." }</p>
            }
            if (*n_facets as usize) > facets.len() {
                <p class="empty">{ format!("The first {} of {n_facets} are here; narrow the selection to see others.", facets.len()) }</p>
            }
            { more(n_more, *all && found.len() > n_shown && !searching, &all) }
        </>
    }
}

/// "Show 12 more", or "Show fewer" once all are shown.
fn more(n_more: usize, can_fold: bool, all: &UseStateHandle<bool>) -> Html {
    let set = |to: bool| {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(to))
    };
    match (n_more, can_fold) {
        (0, false) => html! {},
        (0, true) => {
            html! { <button type="button" class="more" onclick={set(false)}>{ "Show fewer" }</button> }
        }
        (n, _) => html! {
            <button type="button" class="more" onclick={set(true)}>{ format!("Show {n} more") }</button>
        },
    }
}

fn holds(facet: &Facet, wanted: &str) -> bool {
    let said = |words: &String| words.to_lowercase().contains(wanted);
    wanted.is_empty() || said(&facet.label) || facet.notes.iter().any(said)
}

/// The labels above a value, nearest first; at most eight, whatever the data say.
fn parents(facets: &[Facet], facet: &Facet) -> Vec<AttrValue> {
    let above = |f: &Facet| {
        let parent = f.parent.as_deref()?;
        facets.iter().find(|p| p.key == parent)
    };
    std::iter::successors(above(facet), |f| above(f))
        .take(8)
        .map(|f| f.label.clone().into())
        .collect()
}

fn state_of(selection: &Selection, lens: Lens, key: &str) -> &'static str {
    let mut clauses = selection.clauses.iter();
    match clauses.find(|c| c.lens == lens && c.key == key) {
        None => "none",
        Some(clause) if clause.exclude => "exclude",
        Some(_) => "include",
    }
}

#[derive(PartialEq)]
struct Search {
    lens: Lens,
    search: UseStateHandle<String>,
}

/// The search within a lens.
impl Part for Search {
    fn draw(&self, _: &Dispatch) -> Html {
        let search = self.search.clone();
        let value = (*search).clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            search.set(field.value());
        });
        let says = format!("Search in {}", kind::lens(self.lens).many.to_lowercase());
        html! {
            <input class="search" type="search" autocomplete="off" spellcheck="false"
                aria-label={says.clone()} placeholder={says} {value} {oninput} />
        }
    }
}

#[derive(PartialEq)]
struct FacetView {
    lens: Lens,
    facet: Facet,
    /// The labels above it, nearest first.
    under: Vec<AttrValue>,
    /// none, include or exclude.
    state: &'static str,
    /// Hits of the value that has the most.
    most: u32,
}

/// One value: a click includes it, Alt-click or its second button excludes it.
impl Part for FacetView {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let FacetView {
            lens, facet, state, ..
        } = self;
        let slug = kind::lens(*lens).slug;
        let clause = |exclude| Clause {
            lens: *lens,
            key: facet.key.clone(),
            exclude,
        };
        let onclick = {
            let (dispatch, include, exclude) = (dispatch.clone(), clause(false), clause(true));
            Callback::from(move |event: MouseEvent| {
                let chosen = if event.alt_key() { &exclude } else { &include };
                dispatch.dispatch(Action::Choose(chosen.clone()));
            })
        };
        let label = wording::visible(&facet.label);
        html! {
            <li class="facet" data-kind={slug} data-lens={slug} data-key={facet.key.clone()} data-state={*state}
                data-depth={self.under.len().min(3).to_string()} data-none={flag(facet.n_hits == 0 && facet.n_articles == 0)}>
                <button type="button" class="choose" aria-pressed={truth(*state == "include")} {onclick}
                    title={facet.notes.join("; ")}>
                    { bar(facet, self.most) }
                    <span class="label">{ name(&facet.label) }{ under(self.under.first()) }</span>
                    { counts(facet.n_hits, facet.n_hits_total, " hits,") }
                    { counts(facet.n_articles, facet.n_articles_total, " articles") }
                </button>
                <button type="button" class="exclude" aria-pressed={truth(*state == "exclude")}
                    aria-label={format!("Exclude {label}")} title={format!("Exclude {label}")}
                    onclick={on(dispatch, Action::Choose(clause(true)))}>{ icon(Icon::Exclude) }</button>
            </li>
        }
    }
}

/// What a value stands under, for those who do not see its indent.
fn under(parent: Option<&AttrValue>) -> Html {
    let Some(parent) = parent else {
        return html! {};
    };
    html! { <span class="visually-hidden">{ " under " }{ name(parent) }</span> }
}

/// A count within the selection, with the total behind when it is another.
fn counts(n: u32, total: u32, of_what: &'static str) -> Html {
    html! {
        <span class="n">
            { wording::grouped(n) }
            if n != total {
                <small>{ "/" }{ wording::grouped(total) }</small>
            }
            <span class="visually-hidden">{ of_what }</span>
        </span>
    }
}

/// How many of all hits are within the selection, as a line.
fn bar(facet: &Facet, most: u32) -> Html {
    let width = |n: u32| (u64::from(n) * 100 / u64::from(most)).to_string();
    html! {
        <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect class="total" width={width(facet.n_hits_total)} height="1" />
            <rect class="within" width={width(facet.n_hits)} height="1" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(key: &str, parent: Option<&str>) -> Facet {
        Facet {
            key: key.to_owned(),
            label: key.to_uppercase(),
            parent: parent.map(str::to_owned),
            n_hits: 0,
            n_articles: 0,
            n_hits_total: 0,
            n_articles_total: 0,
            notes: vec!["S. Jayashankar".to_owned()],
        }
    }

    #[test]
    fn parents_end_even_in_a_circle() {
        let facets = [
            facet("a", Some("b")),
            facet("b", Some("a")),
            facet("c", Some("lost")),
        ];
        assert_eq!(parents(&facets, &facets[0]).len(), 8);
        assert!(parents(&facets, &facets[2]).is_empty());
    }

    #[test]
    fn values_are_found_by_label_and_other_wordings() {
        let value = facet("jaishankar", None);
        for (wanted, found) in [("", true), ("jai", true), ("jaya", true), ("日本", false)] {
            assert_eq!(holds(&value, wanted), found, "{wanted}");
        }
    }
}
