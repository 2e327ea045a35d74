// The worker: waits for the compiled module and starts it.
//
// Becomes the body of a function; `chancery_glue` stands before it. Nothing
// else is decided here.
self.onmessage = (event) => {
  self.onmessage = null;
  const wasm_bindgen = chancery_glue();
  wasm_bindgen.initSync({ module: event.data });
  wasm_bindgen.start();
};
