//! The keys, drawn from the one table the page uses.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::panel::PanelView;
use super::part::Part;
use crate::action::Action;
use crate::keys::{self, GROUPS};
use crate::store::Dispatch;

/// What can be asked, by example.
const QUERIES: [(&str, &str); 10] = [
    ("trade talks", "both words"),
    ("“free trade”", "the phrase"),
    ("oil OR gas -coal", "one of two, not the third"),
    ("oil NEAR/5 price", "within five words"),
    ("invest*", "any ending"),
    ("~Jaishankar", "almost this word"),
    ("in:title talks", "in the headline"),
    ("who:Modi place:Tokyo", "or theme, org, role, programme"),
    ("date:2023..2024", "a date it speaks of"),
    ("amount:>1e12 JPY", "a sum it speaks of"),
];

#[derive(PartialEq)]
pub(super) struct Help {
    pub(super) single_keys: bool,
}

/// Every key, how the pointer does the same, and the switch for single keys.
impl Part for Help {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let dispatch = dispatch.clone();
        let onchange = Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            dispatch.dispatch(Action::SingleKeys(field.checked()));
        });
        let layers = keys::layers();
        html! {
            <PanelView id="help" title="Keys">
                <div class="keys">
                    for group in GROUPS {
                        <section>
                            <h3>{ group.name }</h3>
                            <dl>
                                for binding in group.bindings {
                                    <div><dt>{ pressed(binding.keys) }</dt><dd>{ binding.says }</dd></div>
                                }
                            </dl>
                        </section>
                    }
                    <section>
                        <h3>{ "In the query line" }</h3>
                        <dl class="queries">
                            for (line, says) in QUERIES {
                                <div><dt><kbd>{ line }</kbd></dt><dd>{ says }</dd></div>
                            }
                        </dl>
                    </section>
                    <section>
                        <h3>{ "Layers on or off" }</h3>
                        <dl>
                            for (key, _, says) in layers {
                                <div><dt><kbd>{ key }</kbd></dt><dd>{ says }</dd></div>
                            }
                        </dl>
                    </section>
                </div>
                <label class="check">
                    <input type="checkbox" id="single-keys" checked={self.single_keys} {onchange} />
                    { "Keys without Ctrl do something" }
                </label>
            </PanelView>
        }
    }
}

/// The keys of a row, as they are printed on the keyboard.
fn pressed(keys: &[&str]) -> Html {
    html! {
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                { " or " }
            }
            <kbd>{ printed(key) }</kbd>
        }
    }
}

fn printed(key: &str) -> String {
    match key.strip_prefix("Ctrl+") {
        Some(letter) if letter.chars().all(char::is_uppercase) => {
            format!("Ctrl Shift {letter}")
        }
        Some(letter) => format!("Ctrl {}", letter.to_ascii_uppercase()),
        None => key.replace("Escape", "Esc"),
    }
}
