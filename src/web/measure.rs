//! Reading without a page or a worker, for the benchmark of the module as it is
//! compiled for users. No message goes to and fro, so that only reading counts.
//!
//! In JavaScript: `new wasm_bindgen.Reader().read(utf8)`.

use chancery_engine::Engine;
use chancery_protocol::ask::RawArticle;
use wasm_bindgen::prelude::wasm_bindgen;

/// Something that reads articles and keeps none.
#[derive(Default)]
#[wasm_bindgen]
pub struct Reader {
    engine: Engine,
}

#[wasm_bindgen]
impl Reader {
    /// A reader with the bundled codebook.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one article; whether it would be taken into a collection.
    pub fn read(&self, utf8: &[u8]) -> bool {
        let article = RawArticle {
            text: String::from_utf8_lossy(utf8).into_owned(),
            ..RawArticle::default()
        };
        self.engine.read(article).is_ok()
    }
}
