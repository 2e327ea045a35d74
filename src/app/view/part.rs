//! A part of the screen without a state of its own: drawn from its fields, and
//! drawn anew only when they change.
//!
//! A component of yew would do the same, but each is two kilobytes of program.
//! Here one component draws all parts.
//!
//! ```ignore
//! #[derive(PartialEq)]
//! struct Greeting { name: AttrValue }
//!
//! impl Part for Greeting {
//!     fn draw(&self, _: &Dispatch) -> Html {
//!         html! { <p>{ "Hello " }{ &self.name }</p> }
//!     }
//! }
//!
//! html! { { part(Greeting { name: "日本".into() }) } }
//! ```

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{Key, VComp};

use crate::store::{Dispatch, use_dispatch};

/// What can be drawn from its fields alone.
pub(super) trait Part: PartialEq + 'static {
    /// Draws it.
    fn draw(&self, dispatch: &Dispatch) -> Html;
}

/// The part at this place.
pub(super) fn part(part: impl Part) -> Html {
    placed(Rc::new(part), None)
}

/// The part in a list, where the key says which of its places is which.
pub(super) fn keyed(key: impl Into<Key>, part: impl Part) -> Html {
    placed(Rc::new(part), Some(key.into()))
}

fn placed(drawn: Rc<dyn Drawn>, key: Option<Key>) -> Html {
    VComp::new::<AnyPart>(Rc::new(AnyPartProps { drawn }), key).into()
}

/// Any part, its type forgotten.
trait Drawn {
    fn drawn(&self, dispatch: &Dispatch) -> Html;
    fn as_any(&self) -> &dyn Any;
    fn is(&self, other: &dyn Any) -> bool;
}

impl<P: Part> Drawn for P {
    fn drawn(&self, dispatch: &Dispatch) -> Html {
        self.draw(dispatch)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<P>() == Some(self)
    }
}

#[derive(Properties)]
struct AnyPartProps {
    drawn: Rc<dyn Drawn>,
}

impl PartialEq for AnyPartProps {
    fn eq(&self, other: &Self) -> bool {
        self.drawn.is(other.drawn.as_any())
    }
}

#[component]
fn AnyPart(props: &AnyPartProps) -> Html {
    props.drawn.drawn(&use_dispatch())
}
