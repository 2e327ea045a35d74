//! The user's own files, as the browser hands them over: from a picker, from a
//! drop, from the clipboard; and files that the user is given.
//!
//! Here lives how their bytes are had; what is in them is found out by the engine.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chancery_protocol::answer::LeftOut;
use chancery_protocol::ask::RawFile;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement,
    Url,
};

use crate::action::Action;
use crate::arrival::Came;
use crate::model::Shared;
use crate::store::{Dispatch, Wire};
use crate::transport::Take;
use crate::wording;

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
    dispatch.dispatch(Action::Bring(Shared::new(Pile::new(files))));
}

/// Files that were chosen together.
#[derive(Debug)]
pub struct Pile {
    files: Vec<File>,
    n_bytes: f64,
    is_stopped: Cell<bool>,
}

impl Pile {
    pub(crate) fn new(files: Vec<File>) -> Self {
        Self {
            n_bytes: files.iter().map(|file| file.size()).sum(),
            files,
            is_stopped: Cell::new(false),
        }
    }

    /// How many there are.
    pub fn n_files(&self) -> u32 {
        self.files.len() as u32
    }

    /// How many bytes they have.
    pub fn n_bytes(&self) -> f64 {
        self.n_bytes
    }

    /// What a collection of them is called.
    pub fn name(&self) -> String {
        match &self.files[..] {
            [file] => wording::short(&path(file), 40).into_owned(),
            files => wording::count(files.len() as u32, "file", "files"),
        }
    }

    /// No more of them are read.
    pub fn stop(&self) {
        self.is_stopped.set(true);
    }
}

/// Bytes that are had from the browser at once.
const PIECE: f64 = 4e6;

/// The most bytes of a file that the engine is given as it is.
const PLAIN_BYTES: f64 = 1e6;

/// Milliseconds between two words of what has come.
const PERIOD_MS: f64 = 300.0;

/// Articles that are given to the engine at once.
const N_AT_ONCE: usize = 200;

/// Reads the files of `pile` one after the other, and tells what has come.
pub async fn bring(pile: Shared<Pile>, wire: Wire, dispatch: Dispatch) {
    let started_ms = js_sys::Date::now();
    let told_ms = Cell::new(started_ms);
    let came = Rc::new(RefCell::new(Came::default()));
    let tell = |is_last: bool| {
        let mut now = came.take();
        told_ms.set(js_sys::Date::now());
        now.ms = told_ms.get() - started_ms;
        now.is_last = is_last;
        dispatch.dispatch(Action::Came {
            pile: pile.clone(),
            came: Box::new(now),
        });
    };
    for file in &pile.files {
        if pile.is_stopped.get() {
            break;
        }
        let read = one(file, &wire, &pile, &dispatch, &came).await;
        if let Err(reason) = read {
            let file = path(file);
            let refused = LeftOut { file, reason };
            came.borrow_mut().arrived.left_out.push(refused);
        }
        let is_much = {
            let mut came = came.borrow_mut();
            came.n_files += 1;
            came.n_bytes += file.size();
            came.arrived.articles.len() + came.files.len() >= N_AT_ONCE
        };
        if is_much || js_sys::Date::now() - told_ms.get() > PERIOD_MS {
            tell(false);
        }
    }
    wire.0.rest();
    tell(true);
}

/// Reads one file; what it came to is added to `came`, and told when it is much.
async fn one(
    file: &File,
    wire: &Wire,
    pile: &Shared<Pile>,
    dispatch: &Dispatch,
    came: &Rc<RefCell<Came>>,
) -> Result<(), String> {
    let unreadable = |_| {
        "The browser could not read it. A folder must be chosen with “Choose a folder”.".to_owned()
    };
    let name = path(file);
    let is_kept = ending(&name) == "chancery";
    let plain = ["txt", "text", "md", "markdown", "json", "jsonl", "ndjson"];
    if is_kept || (plain.contains(&&*ending(&name)) && file.size() <= PLAIN_BYTES) {
        let bytes = JsFuture::from(file.array_buffer())
            .await
            .map_err(unreadable)?;
        let bytes = Uint8Array::new(&bytes).to_vec();
        if is_kept || str::from_utf8(&bytes).is_ok() {
            came.borrow_mut().files.push(RawFile { name, bytes });
            return Ok(());
        }
    }
    let pieces = Array::new();
    let mut at = 0.0;
    while at < file.size() {
        let piece = file
            .slice_with_f64_and_f64(at, at + PIECE)
            .map_err(unreadable)?;
        pieces.push(
            &JsFuture::from(piece.array_buffer())
                .await
                .map_err(unreadable)?,
        );
        at += PIECE;
    }
    let (to, pile, dispatch) = (Rc::clone(came), pile.clone(), dispatch.clone());
    let take: Take = Rc::new(move |articles| {
        to.borrow_mut().arrived.articles.extend(articles);
        if to.borrow().arrived.articles.len() >= N_AT_ONCE {
            let came = Box::new(to.take());
            let pile = pile.clone();
            dispatch.dispatch(Action::Came { pile, came });
        }
    });
    let arrived = wire.0.read(name, pieces, take).await?;
    let mut came = came.borrow_mut();
    came.arrived.left_out.extend(arrived.left_out);
    came.arrived.recognised.extend(arrived.recognised);
    Ok(())
}

/// The ending of a file name, in lower case; empty where there is none.
fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
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
