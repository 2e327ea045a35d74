//! The worker: one engine that answers one request after another.

use chancery_engine::Engine;
use chancery_protocol::{answer::Response, ask::Request};
use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::wire;

/// Milliseconds between two words of progress: the page cannot show more.
const PROGRESS_MS: f64 = 50.0;

/// Listens from now on, and says so.
///
/// # Errors
/// The page can no longer be reached.
pub(crate) fn start(scope: DedicatedWorkerGlobalScope) -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|info| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        // If even this fails, the page still sees the worker's error event.
        let _ = scope.post_message(&wire::stopped(&info.to_string().replace('\n', " ")));
    }));
    let mut engine = Engine::default();
    let page = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        answer(&mut engine, &page, &event.data());
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    scope.post_message(&wire::ready())
}

fn answer(engine: &mut Engine, page: &DedicatedWorkerGlobalScope, message: &JsValue) {
    let (number, response) = match wire::read_request(message) {
        Ok((number, request)) => (number, handle(engine, page, number, request)),
        Err(unreadable) => match unreadable.number {
            Some(number) => (number, Response::Failed(unreadable.failure("request"))),
            None => return,
        },
    };
    let message = wire::write_response(number, &response);
    // The only way to fail is a page that is gone, and then nobody waits.
    let _ = page.post_message_with_transfer(&message.body, &message.transfer);
}

fn handle(
    engine: &mut Engine,
    page: &DedicatedWorkerGlobalScope,
    number: u32,
    request: Request,
) -> Response {
    #[cfg(feature = "planted-faults")]
    trip(&request);
    let mut said_ms = f64::NEG_INFINITY;
    engine.handle(request, &mut |n_done, n_total| {
        let now_ms = Date::now();
        if n_done == n_total || now_ms - said_ms >= PROGRESS_MS {
            said_ms = now_ms;
            let _ = page.post_message(&wire::progress(number, n_done, n_total));
        }
    })
}

/// Panics when the query line says so, for the tests of what happens then.
#[cfg(feature = "planted-faults")]
fn trip(request: &Request) {
    if let Request::Survey { selection, .. } = request {
        assert!(
            !selection.find.contains("planted panic"),
            "a planted panic, asked for in the query line"
        );
    }
}
