//! What `www/boot.js` lends the page: the few things that only a script may
//! do under the page's policy of content and trusted types.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    /// The object `host` of `boot.js`.
    #[derive(Clone, Debug)]
    pub type Host;

    /// Starts a worker and sends it the compiled module.
    ///
    /// # Errors
    /// The browser refuses workers, or the address asks for none.
    #[wasm_bindgen(method, catch)]
    pub(crate) fn worker(this: &Host) -> Result<Worker, JsValue>;

    /// Calls `hear` once: with the bytes of the model of names when they have come,
    /// or with nothing when it is sure that they will not.
    #[wasm_bindgen(method)]
    pub(crate) fn model(this: &Host, hear: &JsValue);

    /// A promise of a worker with the second module, which reads files; refused when
    /// it cannot be loaded.
    #[wasm_bindgen(method)]
    pub(crate) fn reader(this: &Host) -> js_sys::Promise;

    /// Says above the page, in plain words, that it has stopped.
    #[wasm_bindgen(method)]
    pub(crate) fn stopped(this: &Host, what: &str);
}
