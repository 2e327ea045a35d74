//! The one WebAssembly module: the page where there is a window, and the
//! worker where there is none.
//!
//! Here lives what knows of threads and of the browser's messages. What is
//! asked and answered lives in `chancery-protocol`, who answers in
//! `chancery-engine`, who looks in `chancery-app`.
//!
//! `www/boot.js` compiles the module once and calls [`start`] on the page;
//! `www/worker.js` gets the compiled module and calls it in the worker.

mod desk;
mod host;
#[cfg(feature = "measure")]
mod measure;
mod page;
mod reader;
mod wire;
mod worker;

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// Starts the page with what `boot.js` lends it, or the worker.
///
/// # Errors
/// Called by something that is neither.
#[wasm_bindgen]
pub fn start(host: Option<host::Host>) -> Result<(), JsValue> {
    let global = js_sys::global();
    match host {
        Some(host) if global.is_instance_of::<web_sys::Window>() => {
            page::start(host);
            Ok(())
        }
        _ => worker::start(global.dyn_into()?),
    }
}
