//! The page: model, actions, reduce, views.
//!
//! Here lives what there is because a person looks at a screen. What words
//! mean is asked of the engine through [`transport::Transport`]; this crate
//! never depends on it.

pub mod transport;

use std::rc::Rc;

/// Draws the page into the document's `#app` and keeps it up to date.
pub fn start(_transport: Rc<dyn transport::Transport>) {}
