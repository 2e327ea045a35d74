//! The hooks that carry out what [`Model`] wishes and tell it what happens:
//! requests, address, keys, scrolling, settings.
//!
//! Here live effects; every listener is taken away when the page is. What an
//! action changes is in [`crate::reduce`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chancery_protocol::ask::Clause;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, KeyboardEvent};
use yew::prelude::*;

use crate::action::Action;
use crate::keeping::{Errand, Outcome};
use crate::keys::{self, Command, Found};
use crate::model::{Model, Region};
use crate::shelf::{self, Fault};
use crate::transport::Transport;
use crate::{correction, dom, files, kind, route};

/// Milliseconds that a selection of words rests before it is one.
const PICKED: u32 = 250;

/// Tells the model what happens.
pub type Dispatch = UseReducerDispatcher<Model>;

/// The way to the engine, compared by pointer.
#[derive(Clone)]
pub struct Wire(pub Rc<dyn Transport>);

impl PartialEq for Wire {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The dispatcher of the page around a component.
#[hook]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().expect("every component is drawn inside the page")
}

/// A callback that dispatches `action`, whatever the event.
pub fn on<E>(dispatch: &Dispatch, action: Action) -> Callback<E> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(action.clone()))
}

/// The model and all effects around it.
#[hook]
pub fn use_store(wire: &Wire) -> UseReducerHandle<Model> {
    let model = use_reducer(|| {
        let (place, problems) = route::read(&dom::fragment());
        Model::new(place, &problems, dom::settings())
    });
    let dispatch = model.dispatcher();
    use_engine(wire, &model, &dispatch);
    use_address(&model, &dispatch);
    use_keys(&model, &dispatch);
    use_drop(&dispatch);
    use_download(&model);
    use_shelf(&model, &dispatch);
    use_arrival(wire, &model, &dispatch);
    use_reveal(&model);
    use_visit(&model);
    use_focus_kept();
    use_picked(&dispatch);
    use_effect_with(model.settings, |&settings| dom::keep_settings(settings));
    model
}

/// Posts what is asked and hears what is answered.
#[hook]
fn use_engine(wire: &Wire, model: &Model, dispatch: &Dispatch) {
    let posted = use_mut_ref(|| 0);
    {
        let dispatch = dispatch.clone();
        use_effect_with(wire.clone(), move |wire| {
            let heard = dispatch.clone();
            let hear = move |news| heard.dispatch(Action::Heard(news));
            wire.0.listen(Box::new(hear));
            dispatch.dispatch(Action::Start);
        });
    }
    let wire = wire.clone();
    use_effect_with(model.asked.clone(), move |asked| {
        for asked in asked {
            // The answer may come before `post` returns, and ask for more.
            let is_new = asked.id >= *posted.borrow();
            if is_new {
                *posted.borrow_mut() = asked.id + 1;
                wire.0.post((**asked).clone());
            }
        }
    });
}

/// Keeps the address and the place in step.
#[hook]
fn use_address(model: &Model, dispatch: &Dispatch) {
    let written = (route::write(&model.place), model.travel);
    use_effect_with(written, |(fragment, travel)| {
        dom::set_fragment(fragment, *travel);
    });
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let travelled = move |_: &Event| {
            let (place, problems) = route::read(&dom::fragment());
            dispatch.dispatch(Action::Travelled {
                place: Box::new(place),
                problems,
            });
        };
        let listener = web_sys::window().map(|w| EventListener::new(&w, "popstate", travelled));
        move || drop(listener)
    });
}

/// Hands the browser a file to save.
#[hook]
fn use_download(model: &Model) {
    use_effect_with(model.download.clone(), |download| {
        if let Some(download) = download {
            files::hand_out(&download.name, &download.bytes);
        }
    });
}

/// Reads the files that are being brought in; stops when they are no longer wanted.
#[hook]
fn use_arrival(wire: &Wire, model: &Model, dispatch: &Dispatch) {
    let (wire, dispatch) = (wire.clone(), dispatch.clone());
    let pile = model.arrival.as_ref().map(|arrival| arrival.pile.clone());
    use_effect_with(pile, move |pile| {
        if let Some(pile) = pile.clone() {
            spawn_local(files::bring(pile, wire, dispatch));
        }
        let pile = pile.clone();
        move || {
            if let Some(pile) = pile {
                pile.stop();
            }
        }
    });
}

/// Runs the errands to what the browser keeps.
#[hook]
fn use_shelf(model: &Model, dispatch: &Dispatch) {
    let begun = use_mut_ref(|| 0);
    let dispatch = dispatch.clone();
    use_effect_with(model.shelf.errands.clone(), move |errands| {
        for errand in errands {
            let id = errand.0;
            if id < *begun.borrow() {
                continue;
            }
            *begun.borrow_mut() = id + 1;
            let (errand, dispatch) = (errand.clone(), dispatch.clone());
            spawn_local(async move {
                let outcome = run(&errand.1).await;
                let rows = shelf::rows().await.ok();
                dispatch.dispatch(Action::Brought {
                    errand: id,
                    outcome,
                    rows,
                });
            });
        }
    });
}

async fn run(errand: &Errand) -> Result<Outcome, Fault> {
    match errand {
        Errand::List => Ok(Outcome::Done),
        Errand::Load(id) => {
            let (row, bytes) = shelf::load(*id).await?;
            Ok(Outcome::Loaded(row, bytes))
        }
        Errand::Put {
            id,
            name,
            n_articles,
            bytes,
        } => Ok(Outcome::Kept(
            shelf::put(*id, name, *n_articles, bytes).await?,
        )),
        Errand::Rename(id, name) => shelf::rename(*id, name).await.map(|()| Outcome::Done),
        Errand::Remove(id) => shelf::remove(*id).await.map(|()| Outcome::Done),
    }
}

/// Brings into view what the model wishes to be seen.
#[hook]
fn use_reveal(model: &Model) {
    use_effect_with(model.reveal, |reveal| {
        if reveal.top {
            dom::to_top();
        }
        if let Some(mark) = reveal.mark {
            dom::reveal_mark(mark);
            if reveal.focus {
                dom::focus_mark(mark);
            }
        }
        dom::mark_seen();
    });
}

/// Sends the focus where the model wishes, once it can be seen there.
#[hook]
fn use_visit(model: &Model) {
    use_effect_with(model.visit, |visit| match visit.map(|(_, region)| region) {
        None => {}
        Some(Region::Query) => dom::focus_query(),
        Some(Region::Filters) => dom::focus("filters"),
        Some(Region::Text) => dom::focus(dom::SCROLLER),
        Some(Region::Dock) => dom::focus("dock"),
        Some(Region::Picked) => dom::focus("picked"),
    });
}

/// Puts the focus back near where it was when what had it is drawn no more: a
/// chip that was removed, a mark of the article before.
#[hook]
fn use_focus_kept() {
    let region = use_memo((), |()| Cell::new(None::<&'static str>));
    {
        let (came, left) = (Rc::clone(&region), Rc::clone(&region));
        use_effect_with((), move |()| {
            let came = move |event: &Event| came.set(dom::region(event));
            let left = move |event: &Event| {
                if !dom::takes_focus(event) {
                    left.set(None);
                }
            };
            let listeners = web_sys::window().map(|w| {
                (
                    EventListener::new(&w, "focusin", came),
                    EventListener::new(&w, "pointerdown", left),
                )
            });
            move || drop(listeners)
        });
    }
    use_effect(move || {
        if let Some(region) = region.get().filter(|_| dom::focus_is_lost()) {
            dom::focus_quietly(region);
        }
    });
}

/// Hears the keys of the table.
#[hook]
fn use_keys(model: &Model, dispatch: &Dispatch) {
    let before = use_mut_ref(|| None::<String>);
    let dispatch = dispatch.clone();
    let in_dialog = model.panel.is_some() || model.place.card.is_some();
    let single_keys = model.settings.single_keys;
    use_effect_with(
        (single_keys, in_dialog),
        move |&(single_keys, in_dialog)| {
            let pressed = move |event: &Event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|_| !in_dialog) {
                    press(event, single_keys, &before, &dispatch);
                }
            };
            let options = EventListenerOptions::enable_prevent_default();
            let listener = web_sys::window()
                .map(|w| EventListener::new_with_options(&w, "keydown", options, pressed));
            move || drop(listener)
        },
    );
}

/// Hears which words of the article are selected, once the hand has come to rest.
#[hook]
fn use_picked(dispatch: &Dispatch) {
    let later = use_mut_ref(|| None::<Timeout>);
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let changed = move |_: &Event| {
            let dispatch = dispatch.clone();
            let rest = move || {
                if !dom::in_pick_bar() {
                    dispatch.dispatch(Action::Picked(dom::picked()));
                }
            };
            *later.borrow_mut() = Some(Timeout::new(PICKED, rest));
        };
        let document = web_sys::window().and_then(|w| w.document());
        let listener = document.map(|d| EventListener::new(&d, "selectionchange", changed));
        move || drop(listener)
    });
}

/// Opens files that are dropped on the page.
#[hook]
fn use_drop(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let over = |event: &Event| {
            let held = event
                .dyn_ref::<DragEvent>()
                .filter(|e| files::holds_files(e));
            if held.is_some() {
                // Else the browser leaves the page for the file.
                event.prevent_default();
            }
        };
        let dropped = move |event: &Event| {
            if let Some(held) = event
                .dyn_ref::<DragEvent>()
                .filter(|e| files::holds_files(e))
            {
                held.prevent_default();
                files::open_dropped(held, &dispatch);
            }
        };
        let options = EventListenerOptions::enable_prevent_default();
        let listeners = web_sys::window().map(|w| {
            (
                EventListener::new_with_options(&w, "dragover", options, over),
                EventListener::new_with_options(&w, "drop", options, dropped),
            )
        });
        move || drop(listeners)
    });
}

fn press(
    event: &KeyboardEvent,
    single_keys: bool,
    before: &RefCell<Option<String>>,
    dispatch: &Dispatch,
) {
    if event.default_prevented() {
        return;
    }
    let Some(name) = dom::key_name(event) else {
        return;
    };
    let single = !name.starts_with("Ctrl+") && name != "Escape" && name != "Enter";
    if single && !single_keys {
        return;
    }
    let prefix = before.borrow_mut().take();
    match keys::look_up(prefix.as_deref(), &name) {
        Found::Command(Command::Why) if dom::focus_takes_enter() => {}
        Found::Command(command) => {
            event.prevent_default();
            carry_out(command, dispatch);
        }
        Found::Prefix => *before.borrow_mut() = Some(name),
        Found::Nothing => {}
    }
}

/// Does what a key asks for.
fn carry_out(command: Command, dispatch: &Dispatch) {
    let action = match command {
        Command::Query => {
            // At once: the next key may come before the page is drawn anew.
            dom::focus_query();
            Action::Visit(Region::Query)
        }
        Command::Filters => Action::Visit(Region::Filters),
        Command::Top => return dom::to_top(),
        Command::CopyLink => return copy_link(dispatch),
        Command::Escape => return escape(dispatch),
        Command::Exclude => match focused_clause() {
            Some(clause) => Action::Choose(clause),
            None => return,
        },
        Command::Match(turn) => Action::Match(turn),
        Command::Article(turn) => Action::Article(turn),
        Command::Why => Action::WhyHere,
        Command::Layer(layer) => Action::Layer(layer),
        Command::AllLayers => Action::AllLayers,
        Command::Letters => Action::Letters,
        Command::Boilerplate => Action::Boilerplate,
        Command::Task(task) => Action::Task(task),
        Command::Delete => Action::Delete,
        Command::About => Action::About,
        Command::Card => match focused_clause() {
            Some(clause) if correction::has_card(kind::layer_of(clause.lens)) => {
                Action::Card(Some((clause.lens, clause.key)))
            }
            _ => Action::CardHere,
        },
        Command::Corrections => Action::Panel(Some(crate::model::Panel::Corrections)),
        Command::Pick => {
            dom::pick_current();
            dispatch.dispatch(Action::Picked(dom::picked()));
            Action::Visit(Region::Picked)
        }
        Command::Undo => Action::Undo,
        Command::Redo => Action::Redo,
        Command::Save => Action::Save,
        Command::Dock => Action::TurnDock,
        Command::Open => Action::Panel(Some(crate::model::Panel::Open)),
        Command::Help => Action::Panel(Some(crate::model::Panel::Help)),
    };
    dispatch.dispatch(action);
}

/// Backs out one level: out of a field first, then as the model has it; what
/// had the focus in a card gives it back to the text.
fn escape(dispatch: &Dispatch) {
    let focused = dom::focused();
    let field = focused
        .as_ref()
        .filter(|e| matches!(e.tag_name().as_str(), "INPUT" | "SELECT"));
    if let Some(field) = field {
        let _ = field.blur();
        return;
    }
    let in_card = focused.is_some_and(|e| e.closest("#why").ok().flatten().is_some());
    dispatch.dispatch(Action::Escape);
    if in_card {
        dom::focus_current();
    }
}

/// Copies a link to what is on the screen and says what came of it.
pub fn copy_link(dispatch: &Dispatch) {
    let said = if dom::copy(&dom::address()) {
        "The link to this view is copied."
    } else {
        "The browser does not let this page copy; the address bar holds the link."
    };
    dispatch.dispatch(Action::Notify(said.to_owned()));
}

fn focused_clause() -> Option<Clause> {
    let (lens, key) = dom::focused_value()?;
    Some(Clause {
        lens: kind::lens_named(&lens)?,
        key,
        exclude: true,
    })
}
