//! The page: model, actions, reduce, views.
//!
//! Here lives what there is because a person looks at a screen. What words
//! mean is asked of the engine through [`transport::Transport`]; this crate
//! never depends on it.
//!
//! One [`model::Model`], one [`action::Action`], one pure [`reduce`]; the hooks
//! in [`store`] carry out what the model wishes; the components in [`view`]
//! draw it.
//!
//! # What a test or a style sheet may hold on to
//!
//! | hook | what |
//! |---|---|
//! | `:root[data-engine=worker\|page]` | where the articles are read: in a worker, or in the page's own thread |
//! | `.page[data-pane=articles\|reader\|facts\|filters]` | the part in front where there is no room for all |
//! | `#status` | the live region: what changed last ("4 of 5 articles, 31 of 83 sentences") |
//! | `#notice` | a notice; `[data-passing=true]` goes away by itself |
//! | `#query` in `form#find[role=search]`, `#query-problems` | the query line and what was not understood |
//! | `#open-articles`, `dialog#open` with `#files` `#folder` `#pasted` `#read-pasted` `#open-sample` `#save-collection` `#export-form` `#export` | opening own articles, taking them out |
//! | `#open-codebook` `#scheme` `#open-help` `#open-about` | the buttons of the head |
//! | `#selection`, `.summary` | the chip bar and its counts |
//! | `.chip[data-lens][data-key][data-state=include\|exclude]`, its `.what` and `button` | a chip, what opens its card and what removes it; the query line's has `data-kind=find` |
//! | `#clear` `#undo` `#redo` `#open-corrections` `#copy-link` | the steps of the chip bar; undo and redo name what they do |
//! | `#filters` | the lenses; `#show-articles` says "Show 4 articles" where it covers them |
//! | `.lens[data-lens]`, its `h3 button[aria-expanded]` | a lens; slugs as in links: theme, person, organisation, place, date, money, role, programme |
//! | `.any-all button[aria-pressed]` | all or any of the chosen values, once one is chosen |
//! | `.facet[data-lens][data-key][data-state=none\|include\|exclude]` | a value; `.choose` includes (Alt-click excludes), `.exclude` excludes, `.n` are hits and articles |
//! | `.lens .search`, `.more` | the search within a lens; more values |
//! | `#articles`, `#sort`, `#no-articles [data-without]` | the list, its order, what to drop when it is empty |
//! | `.row[data-article=N][data-open]` | a row: `h3 a` opens it, `.strip` and `.best` go to a match, `.date[data-known]` |
//! | `#reader`, `#reader-text` | the reader and its scrolling part |
//! | `#match-count` `#article-count` `#why-line` | "3 of 12", "Article 2 of 5", why the current match is one |
//! | `#article[data-article=N]` | the article: `h2`, `.paragraph`, `.heading`, `.boilerplate[data-boilerplate]` |
//! | `mark[data-marks]` | a piece of marked text: `data-marks` indices of its marks, the first decides `data-kind`; `data-also` the other kinds; `data-start` `data-end` UTF-8 bytes; `data-hit`, `data-current` |
//! | `.layer[data-kind][aria-pressed]` `#letters` `#boilerplate` | the switches of the legend |
//! | `#why[role=dialog]` | the card: `.label`, `dl`, `.mentions`, `.include`, `.exclude`, `.others`, `.close` |
//! | `.correct [data-task=Rename\|Merge\|Other kind\|Other one\|Delete]`, `#everywhere`, `#correct-name`, `.alike [data-into]`, `.kinds [data-kind]` | what a person makes of a mark; `mark[data-corrected]` is one of which something was said |
//! | `#picked`, its `.kinds [data-kind]` | what the selected words are |
//! | `dialog#details` with `#details-date` `#undated` `#details-title` `#details-source` | an article's date, headline and source |
//! | `dialog#corrections` `.corrections li` | what was corrected, each with the way back |
//! | `#open-card`, `dialog#card` with `#choose-card`, `.wordings`, `.cited .go`, `.lines .line` | the card of a person, body, place, office or programme |
//! | `.minimap .tick[data-kind]` | the matches at the reader's edge |
//! | `#dock[data-open]`, `.views [data-view][aria-pressed]`, `#dock-single`, `#close-dock` | what all articles say together; views as in links: figures, promises, statements, meetings, offices, names, concordance, phrases, timeline, network, themes, actors |
//! | `.fact[data-verdict=agree\|adds\|differs]`, its `h3`, `tbody tr`, `.go[data-article]`, `.value[data-what][data-differs]`, `.cite` | a fact, and each report of it: its words lead to the article |
//! | `.timeline .moment[data-status]`, `.lines .line[data-article]`, `.phrase`, `.network .edge`, `.actor`, `.matrix[data-of=themes\|actors] td[data-level]`, `.places .go[data-article]` | the other views |
//! | `#keeping[data-keeping=soon\|kept\|failed]` | whether the browser keeps what is open |
//! | `.kept li[data-kept=ID]`, its `.name[aria-current]`, `.forget` | the collections that the browser keeps |
//! | `#help` `#about` `#codebook` | the dialogs; `.theme[data-theme-key]` in the codebook |
//! | `.tabs [data-tab]` | the panes by name, where there is no room for all |
//!
//! `data-kind` is one of theme, person, organisation, place, norp, date, money,
//! number, role, programme, equipment, find.

pub mod action;
pub mod arrival;
pub mod correction;
pub mod dom;
pub mod files;
#[cfg(test)]
mod fixture;
pub mod keeping;
pub mod keys;
pub mod kind;
pub mod model;
pub mod passage;
pub mod reduce;
pub mod route;
pub mod sample;
pub mod shelf;
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
