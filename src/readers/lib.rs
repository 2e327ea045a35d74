//! The second module: in a worker of its own, which is started when somebody brings
//! a file that plain reading does not do for, and ended afterwards, since the memory
//! of a module only grows.
//!
//! Here lives how bytes come and articles go. How files are read lives in
//! `chancery-import`.
//!
//! To the worker: `[name, pieces]`, the pieces being the `ArrayBuffer`s of the file in
//! order. To the page: `["ready"]`; for each file `["articles", body]` as often as
//! there are more and `["done", body]` once, the bodies being postcard; and
//! `["stopped", what]` when it panicked and will not say another word.

use chancery_protocol::answer::Arrived;
use chancery_protocol::ask::{RawArticle, RawFile};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Bytes of text that go in one message: what the page unpacks within a few
/// milliseconds.
const PARCEL: usize = 1 << 18;

/// Listens from now on, and says so.
///
/// # Errors
/// Called by something that is no worker, or whose page can no longer be reached.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|info| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let what = info.to_string().replace('\n', " ");
        // If even this fails, the page still sees the worker's error event.
        let _ = scope.post_message(&Array::of2(&"stopped".into(), &what.into()));
    }));
    let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into()?;
    let page = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        read(&page, &message.get(0), &message.get(1));
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    scope.post_message(&Array::of1(&"ready".into()))
}

fn read(page: &DedicatedWorkerGlobalScope, name: &JsValue, pieces: &JsValue) {
    let file = RawFile {
        name: name.as_string().unwrap_or_default(),
        bytes: whole(pieces),
    };
    let mut arrived = chancery_engine::arrive(&file, &[]);
    drop(file);
    let (mut parcel, mut n_bytes) = (Vec::new(), 0);
    for article in std::mem::take(&mut arrived.articles) {
        n_bytes += article.text.len();
        parcel.push(article);
        if n_bytes >= PARCEL {
            send_articles(page, &mut parcel);
            n_bytes = 0;
        }
    }
    if !parcel.is_empty() {
        send_articles(page, &mut parcel);
    }
    let rest: Arrived = arrived;
    send(page, "done", postcard::to_allocvec(&rest));
}

/// The bytes of all pieces, one after the other.
fn whole(pieces: &JsValue) -> Vec<u8> {
    let pieces: Vec<Uint8Array> = Array::from(pieces)
        .iter()
        .filter_map(|piece| piece.dyn_into::<ArrayBuffer>().ok())
        .map(|piece| Uint8Array::new(&piece))
        .collect();
    let n_bytes = pieces.iter().map(|piece| piece.length() as usize).sum();
    let mut bytes = vec![0; n_bytes];
    let mut rest = &mut bytes[..];
    for piece in pieces {
        let (here, after) = rest.split_at_mut(piece.length() as usize);
        piece.copy_to(here);
        rest = after;
    }
    bytes
}

fn send_articles(page: &DedicatedWorkerGlobalScope, articles: &mut Vec<RawArticle>) {
    let articles = std::mem::take(articles);
    send(page, "articles", postcard::to_allocvec(&articles));
}

fn send(page: &DedicatedWorkerGlobalScope, word: &str, body: postcard::Result<Vec<u8>>) {
    // What cannot be written is sent as nothing, which the page cannot read and says so.
    let body = Uint8Array::from(body.unwrap_or_default().as_slice()).buffer();
    let message = Array::of2(&word.into(), &body);
    // The only way to fail is a page that is gone, and then nobody waits.
    let _ = page.post_message_with_transfer(&message, &Array::of1(&body));
}
