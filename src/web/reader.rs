//! The page's way to the second module: a worker that reads one file after another,
//! hired at the first and let go when all are read.

use std::{cell::RefCell, rc::Rc};

use chancery_app::transport::{Reading, Take};
use chancery_protocol::answer::Arrived;
use js_sys::{Array, ArrayBuffer, Function, Promise, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use crate::host::Host;

/// Milliseconds without a word after which a worker is taken to hang: a file of
/// 100 MB takes a tenth of it.
const PATIENCE_MS: i32 = 120_000;

/// The worker, while there is one.
#[derive(Default)]
pub(crate) struct Reader(RefCell<Option<Worker>>);

impl Reader {
    /// Reads one file: `take` gets articles as they come; the answer is the rest of
    /// what is known, or why the file could not be read.
    pub(crate) fn read(
        self: Rc<Self>,
        host: Host,
        name: String,
        pieces: Array,
        take: Take,
    ) -> Reading {
        Box::pin(async move {
            let worker = self.hire(&host).await?;
            let ears = Ears::default();
            let answer = listen(&worker, take, &ears);
            let message = Array::of2(&name.into(), &pieces);
            if worker
                .post_message_with_transfer(&message, &pieces)
                .is_err()
            {
                self.dismiss();
                return Err("It could not be handed to its reader.".to_owned());
            }
            let answer = JsFuture::from(answer).await;
            worker.set_onmessage(None);
            worker.set_onerror(None);
            ears.borrow_mut().clear();
            match answer {
                Ok(body) => unpack::<Arrived>(&body),
                Err(what) => {
                    // It may hang or be broken: the next file gets a fresh one.
                    self.dismiss();
                    let what = what.as_string().unwrap_or_default();
                    Err(format!(
                        "Reading it stopped unexpectedly ({what}). Save it as plain text (UTF-8) and bring that."
                    ))
                }
            }
        })
    }

    /// Lets the worker go, and its memory with it.
    pub(crate) fn dismiss(&self) {
        if let Some(worker) = self.0.take() {
            worker.terminate();
        }
    }

    async fn hire(&self, host: &Host) -> Result<Worker, String> {
        if let Some(worker) = &*self.0.borrow() {
            return Ok(worker.clone());
        }
        let hired = JsFuture::from(host.reader()).await;
        let worker = hired
            .ok()
            .and_then(|worker| worker.dyn_into::<Worker>().ok());
        let worker = worker.ok_or(
            "The part of the page that reads such files could not be loaded. Connect to the network once, or bring plain text.",
        )?;
        self.0.replace(Some(worker.clone()));
        Ok(worker)
    }
}

/// What hears a worker; kept for as long as it may be called.
type Ears = RefCell<Vec<Closure<dyn FnMut(Event)>>>;

/// Hears the worker until it is done: a promise of its last body, or of why it
/// stopped.
fn listen(worker: &Worker, take: Take, ears: &Ears) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let give = move |function: &Function, value: &JsValue| {
            let _ = function.call1(&JsValue::UNDEFINED, value);
        };
        let (take, failed) = (Rc::clone(&take), reject.clone());
        let on_message = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let data: Array = event
                .unchecked_into::<MessageEvent>()
                .data()
                .unchecked_into();
            let body = data.get(1);
            match data.get(0).as_string().as_deref() {
                Some("articles") => match unpack(&body) {
                    Ok(articles) => take(articles),
                    Err(what) => give(&failed, &what.into()),
                },
                Some("done") => give(&resolve, &body),
                _ => give(&failed, &body),
            }
        });
        let failed = reject.clone();
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            let what = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            give(&failed, &what.unwrap_or_default().into());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        ears.borrow_mut().extend([on_message, on_error]);
        let late =
            Closure::once_into_js(move || give(&reject, &"it took longer than two minutes".into()));
        if let Some(window) = web_sys::window() {
            // Fails only for a string in the place of the function.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                late.unchecked_ref(),
                PATIENCE_MS,
            );
        }
    })
}

fn unpack<T: DeserializeOwned>(body: &JsValue) -> Result<T, String> {
    let bytes = body
        .dyn_ref::<ArrayBuffer>()
        .map(|body| Uint8Array::new(body).to_vec());
    let read = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    read.ok_or_else(|| "What its reader said could not be understood. Reload the page.".to_owned())
}
