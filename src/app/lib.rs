//! The page: model, actions, reduce, views.
//!
//! Here lives what there is because a person looks at a screen. What words
//! mean is asked of the engine through [`transport::Transport`]; this crate
//! never depends on it.
//!
//! One [`model::Model`], one [`action::Action`], one pure [`reduce`]; the hooks
//! in [`store`] carry out what the model wishes; the components in [`view`]
//! draw it.

pub mod action;
pub mod dom;
#[cfg(test)]
mod fixture;
pub mod keys;
pub mod kind;
pub mod model;
pub mod passage;
pub mod reduce;
pub mod route;
pub mod sample;
pub mod store;
pub mod transport;
pub mod view;
pub mod wording;

use std::rc::Rc;

/// Draws the page into the document's `#app` and keeps it up to date.
pub fn start(transport: Rc<dyn transport::Transport>) {
    let Some(root) = dom::root() else { return };
    let wire = store::Wire(transport);
    yew::Renderer::<view::Page>::with_root_and_props(root, view::PageProps { wire }).render();
}
