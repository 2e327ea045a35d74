//! What the program is, what is kept where, and under which licence it comes.

use yew::prelude::*;

use super::panel::PanelView;
use super::part::Part;
use crate::sample;
use crate::store::Dispatch;

#[derive(PartialEq)]
pub(super) struct About;

/// The About panel.
impl Part for About {
    fn draw(&self, _: &Dispatch) -> Html {
        html! {
            <PanelView id="about" title="About Chancery">
                <div class="prose">
                    <p>{ "Chancery reads news articles on international affairs in your browser. It finds the themes, people \
                          and their offices, organisations, places, dates and sums, and shows each finding on the words it \
                          came from." }</p>
                    <h3>{ "What is kept where" }</h3>
                    <dl>
                        <div><dt>{ "Articles" }</dt><dd>{ "Your own: in this browser’s storage (IndexedDB), until you forget them under Open. A browser may throw                             its storage away, some do after a week without a visit: save what matters as a file. A page opened from disk                             shares the storage with other pages from disk." }</dd></div>
                        <div><dt>{ "Selection and view" }</dt><dd>{ "In the address of the page: copy it to come back, or to share the view." }</dd></div>
                        <div><dt>{ "Light or dark, letter tags, keys" }</dt><dd>{ "In this browser’s local storage, if you change them and the browser allows it." }</dd></div>
                        <div><dt>{ "Sent anywhere" }</dt><dd>{ "Nothing. The page asks no other server for anything; its security policy forbids it." }</dd></div>
                    </dl>
                    <h3>{ "How far to trust it" }</h3>
                    <p>{ "Every mark says which rule, dictionary line or term found it: point at it, or press Enter. What the \
                          text leaves open stays open: an article without a date is called undated, and “on Thursday” in it \
                          is some Thursday. Rules make mistakes; the words are always there to check." }</p>
                    <h3>{ "The sample" }</h3>
                    <p>{ format!("The {} is five published news articles, exactly as they were found, with their advertisements \
                          and comment forms.", sample::NAME) }</p>
                    <h3>{ "Version and licence" }</h3>
                    <p>{ format!("Version {}. MIT or Apache-2.0, as you prefer.", env!("CARGO_PKG_VERSION")) }</p>
                </div>
            </PanelView>
        }
    }
}
