//! A saved collection with some of its bytes changed, its sums written anew:
//! whatever opens answers, and the rest is refused.
//!
//! `cargo fuzz run -s none saved`: the bytes are read as places and new values.

#![no_main]

use std::sync::LazyLock;

use chancery_engine::Engine;
use chancery_protocol::ask::{RawArticle, Request, Selection, Sort};
use chancery_tests::damage::with_right_sums;
use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let text = "Ministers of India and Japan met in Tokyo on 7 March 2024 – 日本 🙂.\n\n\
                They agreed to invest ¥5 trillion by 2027, “a first”.";
    let article = RawArticle {
        file: "fuzz.txt".to_owned(),
        text: text.to_owned(),
        ..RawArticle::default()
    };
    let mut engine = Engine::default();
    let articles = vec![article];
    engine.handle(Request::Add { articles }, &mut |_, _| ());
    engine.save()
});

fuzz_target!(|bytes: &[u8]| {
    let mut saved = WHOLE.clone();
    for change in bytes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
        let n_bytes = saved.len();
        saved[at % n_bytes] = change[3];
    }
    let Ok(mut engine) = Engine::open(with_right_sums(saved), &mut |_, _| ()) else {
        return;
    };
    let selection = Selection {
        find: "minister* OR ~tokio OR who:a OR \"met in\"".to_owned(),
        ..Selection::default()
    };
    let requests = [
        Request::Survey { selection: selection.clone(), sort: Sort::Hits, from: 0, n_rows: 9 },
        Request::Timeline { selection: selection.clone() },
        Request::Export { selection },
        Request::Codebook,
        Request::Remove { articles: engine.articles() },
    ];
    for request in requests {
        engine.handle(request, &mut |_, _| ());
    }
});
