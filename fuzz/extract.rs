//! Any bytes, read as an article: nothing panics, and every span lies on its words.
//!
//! `cargo fuzz run -s none extract fuzz/corpus/extract seeds -- -dict=fuzz/words.dict`

#![no_main]

use chancery_engine::Engine;
use chancery_protocol::{
    answer::Response,
    ask::{ArticleId, RawArticle, Request, Selection},
};
use chancery_tests::invariant::check_article;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut engine = Engine::default();
    let article = RawArticle {
        file: "fuzz.txt".to_owned(),
        text: text.clone(),
        ..RawArticle::default()
    };
    let articles = vec![article];
    let Response::Added(added) = engine.handle(Request::Add { articles }, &mut |_, _| ()) else {
        panic!("an article is added or left out, nothing else");
    };
    if added.articles.is_empty() {
        assert!(!added.left_out.is_empty(), "left out without a reason");
        return;
    }
    let request = Request::Open {
        article: ArticleId(0),
        selection: Selection::default(),
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Article(article) => check_article(&article, &text),
        other => panic!("no article but {other:?}"),
    }
});
