//! The only place that touches the browser: address, focus, scrolling,
//! clipboard, storage, and where the card stands.
//!
//! Everything here is allowed to fail silently where the browser refuses it and
//! the page works without; what the reader must know of comes back as a value.
//!
//! Example: `reveal_mark(17)` scrolls the elements of mark 17 into view.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlDialogElement, HtmlElement, KeyboardEvent,
    MouseEvent, Node, Selection, Storage, Window,
};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use chancery_protocol::answer::Stretch;

use crate::model::{Scheme, Settings, Travel};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The element of an id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The element the page is drawn into.
pub fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Gives the focus to the element of an id.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// Presses the element of an id.
pub fn press(id: &str) {
    if let Some(element) = by_id(id) {
        element.click();
    }
}

/// Gives the focus to the element of an id without scrolling to it.
pub fn focus_quietly(id: &str) {
    if let Some(element) = by_id(id) {
        focus_in_place(&element);
    }
}

/// Gives the focus to an element without scrolling to it.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The parts of the page that can take the focus for what is in them.
const REGIONS: [&str; 4] = ["selection", "filters", "articles", SCROLLER];

/// The region an event happened in.
pub fn region(event: &Event) -> Option<&'static str> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let holds = |id: &&str| matches!(target.closest(&format!("#{id}")), Ok(Some(_)));
    REGIONS.into_iter().find(holds)
}

/// Whether an event happened on something that takes the focus.
pub fn takes_focus(event: &Event) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|t| {
        let found = t.closest("a, button, input, select, summary, dialog, [tabindex]");
        matches!(found, Ok(Some(_)))
    })
}

/// Whether nothing has the focus.
pub fn focus_is_lost() -> bool {
    focused().is_none_or(|e| e.tag_name() == "BODY")
}

/// Puts the cursor into the query line, all of it selected, unless it is there.
pub fn focus_query() {
    if focused().is_some_and(|e| e.id() == "query") {
        return;
    }
    focus("query");
    if let Some(input) = by_id("query").and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        input.select();
    }
}

// The address.

/// The fragment of the address, as it stands there.
pub fn fragment() -> String {
    window()
        .and_then(|w| w.location().hash().ok())
        .unwrap_or_default()
}

/// The whole address.
pub fn address() -> String {
    window()
        .and_then(|w| w.location().href().ok())
        .unwrap_or_default()
}

/// Lets the address hold `fragment`. Browsers limit how often this may be done;
/// a refusal is made good by the next change.
pub fn set_fragment(fragment: &str, travel: Travel) {
    let Some(window) = window() else { return };
    if window.location().hash().unwrap_or_default() == format!("#{fragment}") {
        return;
    }
    let address = address();
    let page = address.split('#').next().unwrap_or_default();
    let next = match fragment {
        "" => page.to_owned(),
        fragment => format!("{page}#{fragment}"),
    };
    if next == address {
        return;
    }
    let Ok(history) = window.history() else {
        return;
    };
    let _ = match travel {
        Travel::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&next)),
        Travel::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&next)),
    };
}

/// Copies `text`; says whether the browser has a clipboard for this page.
pub fn copy(text: &str) -> bool {
    let Some(navigator) = window().map(|w| w.navigator()) else {
        return false;
    };
    let has = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if !has.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    let _ = navigator.clipboard().write_text(text);
    true
}

// The reader.

/// Where the article scrolls.
pub const SCROLLER: &str = "reader-text";

/// The first element of a mark.
pub fn mark_element(mark: u32) -> Option<HtmlElement> {
    let selector = format!("#{SCROLLER} mark[data-marks~=\"{mark}\"]");
    let found = document()?.query_selector(&selector).ok()??;
    found.dyn_into().ok()
}

/// Scrolls as little as brings a mark well into view.
pub fn reveal_mark(mark: u32) {
    if let Some(element) = mark_element(mark) {
        reveal(&element);
    }
}

/// Scrolls as little as brings the card into view.
pub fn reveal_card() {
    if let Some(card) = by_id("why") {
        reveal(&card);
    }
}

fn reveal(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Gives the focus to a mark.
pub fn focus_mark(mark: u32) {
    if let Some(element) = mark_element(mark) {
        focus_in_place(&element);
    }
}

/// Gives the focus back to the current mark, or else to the text.
pub fn focus_current() {
    let selector = format!("#{SCROLLER} mark[data-current]");
    let current = document().and_then(|d| d.query_selector(&selector).ok().flatten());
    match current.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        Some(mark) => focus_in_place(&mark),
        None => focus(SCROLLER),
    }
}

/// Gives the focus to the card.
pub fn focus_card() {
    focus_quietly("why");
}

/// The piece of marked text an event happened on: where it begins, and its marks.
pub fn mark_under(event: &Event) -> Option<(u32, Vec<u32>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let element = target.closest("mark[data-marks]").ok()??;
    let at = element.get_attribute("data-start")?.parse().ok()?;
    let marks = element.get_attribute("data-marks")?;
    Some((
        at,
        marks.split(' ').filter_map(|m| m.parse().ok()).collect(),
    ))
}

/// Where in the element that listens a click fell, as a fraction of its width
/// and of its height.
pub fn fraction(event: &MouseEvent) -> Option<(f64, f64)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let frame = element.get_bounding_client_rect();
    let part =
        |at: i32, from: f64, size: f64| ((f64::from(at) - from) / size.max(1.0)).clamp(0.0, 1.0);
    Some((
        part(event.client_x(), frame.left(), frame.width()),
        part(event.client_y(), frame.top(), frame.height()),
    ))
}

/// Goes to the top of the article.
pub fn to_top() {
    if let Some(scroller) = by_id(SCROLLER) {
        scroller.set_scroll_top(0);
    }
}

/// Which part of the article is in view, as fractions of its height.
pub fn seen() -> Option<(f64, f64)> {
    let scroller = by_id(SCROLLER)?;
    let height = f64::from(scroller.scroll_height()).max(1.0);
    let top = f64::from(scroller.scroll_top());
    let bottom = top + f64::from(scroller.client_height());
    Some((top / height, (bottom / height).min(1.0)))
}

/// Whether some words are selected: then a click was the end of a selection.
pub fn selecting() -> bool {
    let selection = window().and_then(|w| w.get_selection().ok().flatten());
    selection.is_some_and(|s| !s.is_collapsed())
}

/// The words of the article that are selected, as a stretch of its text.
pub fn picked() -> Option<Stretch> {
    let selection = window()?.get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = byte_at(&range.start_container().ok()?, range.start_offset().ok()?)?;
    let words = String::from(range.to_string());
    let end = byte_at(&range.end_container().ok()?, range.end_offset().ok()?)?;
    // Space at either end is not meant.
    let start = start + (words.len() - words.trim_start().len()) as u32;
    let end = end.checked_sub((words.len() - words.trim_end().len()) as u32)?;
    (start < end).then_some(Stretch { start, end })
}

/// The byte of the article at which a place in its drawing stands: what is drawn of
/// a zone before it is the text of the zone.
fn byte_at(node: &Node, offset: u32) -> Option<u32> {
    let element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    let zone = element.closest("[data-at]").ok()??;
    let from: u32 = zone.get_attribute("data-at")?.parse().ok()?;
    let before = document()?.create_range().ok()?;
    before.set_start(&zone, 0).ok()?;
    before.set_end(node, offset).ok()?;
    Some(from + String::from(before.to_string()).len() as u32)
}

/// Selects the words of the current mark, else the first word in view.
pub fn pick_current() {
    let find = |selector: &str| document()?.query_selector(selector).ok()?;
    let current = find(&format!("#{SCROLLER} mark[data-current]"));
    let node = current.or_else(|| find("#article .paragraph"));
    let selection = window().and_then(|w| w.get_selection().ok().flatten());
    let (Some(node), Some(selection)) = (node, selection) else {
        return;
    };
    let _ = selection.select_all_children(&node);
    if node.tag_name() != "MARK" {
        let _ = selection.collapse_to_start();
        extend(&selection, true);
    }
}

/// Makes the selection a word longer or shorter at its end.
pub fn extend_picked(longer: bool) {
    if let Some(selection) = window().and_then(|w| w.get_selection().ok().flatten()) {
        extend(&selection, longer);
    }
}

fn extend(selection: &Selection, longer: bool) {
    let direction = if longer { "forward" } else { "backward" };
    let modify = js_sys::Reflect::get(selection, &"modify".into());
    if let Some(modify) = modify
        .ok()
        .and_then(|m| m.dyn_into::<js_sys::Function>().ok())
    {
        let _ = modify.call3(
            selection,
            &"extend".into(),
            &direction.into(),
            &"word".into(),
        );
    }
}

/// Lets no words be selected.
pub fn unpick() {
    if let Some(selection) = window().and_then(|w| w.get_selection().ok().flatten()) {
        let _ = selection.remove_all_ranges();
    }
}

/// Whether the bar that says what words are has the focus.
pub fn in_pick_bar() -> bool {
    focused().is_some_and(|e| matches!(e.closest("#picked"), Ok(Some(_))))
}

/// What stands in the field of an id.
pub fn value(id: &str) -> String {
    let field = by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.map(|f| f.value()).unwrap_or_default()
}

/// Puts the card `#why` at the piece of text that begins at byte `at`: below
/// it, or above where there is more room; inside the width of the article.
pub fn place_card(at: u32) {
    let selector = format!("#{SCROLLER} mark[data-start=\"{at}\"]");
    let Some(document) = document() else { return };
    let anchor = document.query_selector(&selector).ok().flatten();
    let parts = (anchor, by_id("why"), by_id("article"), by_id(SCROLLER));
    let (Some(anchor), Some(card), Some(article), Some(scroller)) = parts else {
        return;
    };
    // Of a mark that breaks over lines the first line counts.
    let word = anchor.get_client_rects().get(0);
    let word = word.unwrap_or_else(|| anchor.get_bounding_client_rect());
    let (frame, view) = (
        article.get_bounding_client_rect(),
        scroller.get_bounding_client_rect(),
    );
    let (width, height) = (
        f64::from(card.offset_width()),
        f64::from(card.offset_height()),
    );
    let gap = 8.0;
    let below = view.bottom() - word.bottom() - gap;
    let above = word.top() - view.top() - gap;
    let is_above = below < height && above > below;
    let top = if is_above {
        word.top() - gap - height
    } else {
        word.bottom() + gap
    };
    let left = (word.left() - frame.left() - 16.0)
        .min(frame.width() - width)
        .max(0.0);
    let style = card.style();
    let _ = style.set_property("--why-x", &format!("{left}px"));
    let _ = style.set_property("--why-y", &format!("{}px", top - frame.top()));
    let side = if is_above { "above" } else { "below" };
    let _ = card.set_attribute("data-side", side);
}

/// Says to the minimap which part of the article is in view.
pub fn mark_seen() {
    let Some((from, to)) = seen() else { return };
    let window = document().and_then(|d| d.get_element_by_id("minimap-seen"));
    if let Some(rect) = window {
        // Hundredths of a thousandth; `{:.2}` would bring a printer of its own.
        let rounded = |share: f64| ((share * 100_000.0).round() / 100.0).to_string();
        let _ = rect.set_attribute("y", &rounded(from));
        let _ = rect.set_attribute("height", &rounded(to - from));
    }
}

/// Opens a dialog over the page.
pub fn show_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(|d| !d.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes it, so that the page under it can take the focus again.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(HtmlDialogElement::open) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    by_id(id)?.dyn_into().ok()
}

// Keys.

/// What a key press is called in the table of keys; `None` when it is not ours:
/// with Alt, or while something is typed into a field (but for Escape).
pub fn key_name(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    if event.alt_key() || event.is_composing() {
        return None;
    }
    let typing = focused().is_some_and(|e| {
        matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || e.is_content_editable()
    });
    if typing && key != "Escape" {
        return None;
    }
    match event.ctrl_key() || event.meta_key() {
        true => Some(format!("Ctrl+{key}")),
        false => Some(key),
    }
}

/// Whether the element in focus answers to Enter by itself.
pub fn focus_takes_enter() -> bool {
    focused().is_some_and(|e| {
        matches!(
            e.tag_name().as_str(),
            "A" | "BUTTON" | "INPUT" | "SELECT" | "SUMMARY" | "TEXTAREA"
        )
    })
}

/// Lens and key of the value that has the focus, as its elements name them.
pub fn focused_value() -> Option<(String, String)> {
    let element = focused()?.closest("[data-lens][data-key]").ok()??;
    Some((
        element.get_attribute("data-lens")?,
        element.get_attribute("data-key")?,
    ))
}

// What is kept, if the browser lets us.

const SCHEME: &str = "chancery.scheme";
const SINGLE_KEYS: &str = "chancery.single-keys";
/// The collection that was open last.
const OPEN: &str = "chancery.open";
const LETTERS: &str = "chancery.letters";

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// The settings of the last visit.
pub fn settings() -> Settings {
    let default = Settings::default();
    let Some(storage) = storage() else {
        return default;
    };
    let kept = |name| storage.get_item(name).ok().flatten();
    Settings {
        scheme: match kept(SCHEME).as_deref() {
            Some("light") => Scheme::Light,
            Some("dark") => Scheme::Dark,
            _ => Scheme::Auto,
        },
        single_keys: kept(SINGLE_KEYS).map_or(default.single_keys, |v| v != "off"),
        letters: kept(LETTERS).map_or(default.letters, |v| v == "on"),
        open: kept(OPEN).and_then(|v| v.parse().ok()),
    }
}

/// Keeps the settings and lets the document follow them.
pub fn keep_settings(settings: Settings) {
    let scheme = match settings.scheme {
        Scheme::Auto => None,
        Scheme::Light => Some("light"),
        Scheme::Dark => Some("dark"),
    };
    if let Some(html) = document().and_then(|d| d.document_element()) {
        let _ = match scheme {
            Some(scheme) => html.set_attribute("data-theme", scheme),
            None => html.remove_attribute("data-theme"),
        };
    }
    let on = |on| if on { "on" } else { "off" };
    let default = Settings::default();
    let keep = |name, value: Option<&str>| {
        let Some(storage) = storage() else { return };
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    };
    keep(SCHEME, scheme);
    let single_keys = settings.single_keys != default.single_keys;
    keep(SINGLE_KEYS, single_keys.then(|| on(settings.single_keys)));
    let letters = settings.letters != default.letters;
    keep(LETTERS, letters.then(|| on(settings.letters)));
    keep(OPEN, settings.open.map(|id| id.to_string()).as_deref());
}
