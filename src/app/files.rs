//! The user's own files, as the browser hands them over: from a picker, from a
//! drop, from the clipboard; and files that the user is given.
//!
//! Here lives how their bytes are had; what is in them is found out by the engine.

use chancery_protocol::ask::RawFile;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement,
    Url,
};

use crate::action::Action;
use crate::store::Dispatch;

/// Opens what was chosen in a field for files; the field is empty afterwards, so
/// that the same files can be chosen again.
pub fn open_chosen(event: &Event, dispatch: &Dispatch) {
    let field = event
        .target()
        .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        if let Some(files) = field.files() {
            open(&files, dispatch);
        }
        field.set_value("");
    }
}

/// Opens what was dropped.
pub fn open_dropped(event: &DragEvent, dispatch: &Dispatch) {
    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
        open(&files, dispatch);
    }
}

/// Whether files are held over the page, and not a word or a link of its own.
pub fn holds_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn open(list: &FileList, dispatch: &Dispatch) {
    // The list may be emptied before its files have been read.
    let mut files: Vec<File> = (0..list.length()).filter_map(|n| list.get(n)).collect();
    if files.is_empty() {
        return;
    }
    files.sort_by_key(path);
    let dispatch = dispatch.clone();
    spawn_local(async move {
        let mut read = Vec::new();
        let mut unreadable = Vec::new();
        for file in &files {
            match JsFuture::from(file.array_buffer()).await {
                Ok(bytes) => read.push(RawFile {
                    name: path(file),
                    bytes: Uint8Array::new(&bytes).to_vec(),
                }),
                Err(_) => unreadable.push(path(file)),
            }
        }
        if !unreadable.is_empty() {
            let names = unreadable.join(", ");
            dispatch.dispatch(Action::Notify(format!(
                "The browser could not read {names}. A folder must be chosen with “Choose a folder”."
            )));
        }
        if !read.is_empty() {
            dispatch.dispatch(Action::OpenFiles(read));
        }
    });
}

/// Hands `bytes` to the browser to be saved under `name`.
pub fn hand_out(name: &str, bytes: &[u8]) {
    // The browser asks what kind it is before it asks its name.
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &kind) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.create_element("a").ok())
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // Browsers begin to save within the click; some read a moment later.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// The name of a file, with its folders if it came in one.
fn path(file: &File) -> String {
    let with_folders = Reflect::get(file, &"webkitRelativePath".into()).ok();
    with_folders
        .and_then(|path| path.as_string())
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}
