//! Any words, asked of the sample: every query is answered, and what it finds
//! lies on its words.
//!
//! `cargo fuzz run -s none query -- -dict=fuzz/words.dict -max_len=200`

#![no_main]

use std::{fs, sync::LazyLock};

use chancery_engine::Engine;
use chancery_protocol::{
    answer::Response,
    ask::{RawArticle, Request, Selection, Sort},
};
use chancery_tests::invariant::check_article;
use libfuzzer_sys::fuzz_target;

/// The articles of `seeds`.
static SAMPLE: LazyLock<Vec<RawArticle>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds");
    let files = fs::read_dir(folder).expect("the sample is there");
    let read = |path: std::path::PathBuf| RawArticle {
        file: path.display().to_string(),
        text: fs::read_to_string(path).expect("the sample can be read"),
        ..RawArticle::default()
    };
    files
        .map(|file| read(file.expect("a file").path()))
        .collect()
});

thread_local! {
    static ENGINE: std::cell::RefCell<Engine> = {
        let mut engine = Engine::default();
        engine.handle(Request::Add { articles: SAMPLE.clone() }, &mut |_, _| ());
        std::cell::RefCell::new(engine)
    };
}

fuzz_target!(|bytes: &[u8]| {
    let selection = Selection {
        find: String::from_utf8_lossy(bytes).into_owned(),
        ..Selection::default()
    };
    ENGINE.with_borrow_mut(|engine| {
        let request = Request::Survey {
            selection: selection.clone(),
            sort: Sort::Hits,
            from: 0,
            n_rows: 10,
        };
        let Response::Survey(survey) = engine.handle(request, &mut |_, _| ()) else {
            panic!("a survey is answered by a survey");
        };
        let Some(row) = survey.rows.first() else {
            return;
        };
        let request = Request::Open {
            article: row.article,
            selection,
        };
        match engine.handle(request, &mut |_, _| ()) {
            Response::Article(article) => check_article(&article, &article.text),
            other => panic!("no article but {other:?}"),
        }
    });
});
