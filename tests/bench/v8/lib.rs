//! The engine behind plain functions, so that Node can time it in V8 without a
//! page. Bytes go in through [`buffer`], numbers come out.
//!
//! `import`, `words` and `open` take what lies in the buffer: articles as JSON
//! lines, or a saved collection; `best`, `list` and `survey` take a query line.

use std::cell::RefCell;

use chancery_engine::Engine;
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{RawFile, Request, Selection, Sort};

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    static BUFFER: RefCell<Vec<u8>> = RefCell::default();
}

/// Makes room for `n_bytes` and says where.
#[unsafe(no_mangle)]
pub extern "C" fn buffer(n_bytes: usize) -> *mut u8 {
    BUFFER.with_borrow_mut(|buffer| {
        *buffer = vec![0; n_bytes];
        buffer.as_mut_ptr()
    })
}

fn taken() -> Vec<u8> {
    BUFFER.take()
}

fn line() -> String {
    String::from_utf8_lossy(&taken()).into_owned()
}

fn files() -> Vec<RawFile> {
    let name = "articles.jsonl".to_owned();
    let bytes = taken();
    vec![RawFile { name, bytes }]
}

/// Reads articles and adds them; gives how many.
#[unsafe(no_mangle)]
pub extern "C" fn import() -> usize {
    let files = files();
    ENGINE.with_borrow_mut(|engine| {
        match engine.handle(Request::Import { files }, &mut |_, _| ()) {
            Response::Added(added) => added.articles.len(),
            _ => 0,
        }
    })
}

/// Adds articles by their words alone; gives how many.
#[unsafe(no_mangle)]
pub extern "C" fn words() -> usize {
    let (articles, _) = chancery_engine::import(&files());
    ENGINE.with_borrow_mut(|engine| {
        let added = articles.into_iter().map(|raw| engine.add_unread(raw));
        added.filter(Result::is_ok).count()
    })
}

/// Bytes of the index of words, settled.
#[unsafe(no_mangle)]
pub extern "C" fn n_index_bytes() -> usize {
    ENGINE.with_borrow_mut(Engine::n_index_bytes)
}

/// Saves the collection into the buffer; gives its length. `buffer(0)` after it
/// would forget it: see [`saved`].
#[unsafe(no_mangle)]
pub extern "C" fn save() -> usize {
    let bytes = ENGINE.with_borrow(Engine::save);
    let n_bytes = bytes.len();
    BUFFER.set(bytes);
    n_bytes
}

/// Where [`save`] has put it.
#[unsafe(no_mangle)]
pub extern "C" fn saved() -> *const u8 {
    BUFFER.with_borrow(Vec::as_ptr)
}

/// Opens a saved collection; gives the number of its articles.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    let opened = Engine::open(taken(), &mut |_, _| ());
    opened.map_or(0, |engine| {
        let n_articles = engine.articles().len();
        ENGINE.set(engine);
        n_articles
    })
}

/// Finds the best 20; gives how many articles there are in all.
#[unsafe(no_mangle)]
pub extern "C" fn best() -> usize {
    let line = line();
    ENGINE.with_borrow(|engine| engine.best(&line, 20).0)
}

fn selection() -> Selection {
    Selection {
        find: line(),
        ..Selection::default()
    }
}

/// The best 20 with their hits and snippets; gives the bytes of the snippets.
#[unsafe(no_mangle)]
pub extern "C" fn list() -> usize {
    let selection = selection();
    let rows = ENGINE.with_borrow(|engine| engine.list(&selection, Sort::Best, 20));
    let texts = rows.iter().filter_map(|row| row.best.as_ref());
    texts.map(|best| best.text.len()).sum()
}

/// All that a survey tells but rows: every lens counted; gives the number of values.
#[unsafe(no_mangle)]
pub extern "C" fn survey() -> usize {
    let request = Request::Survey {
        selection: selection(),
        sort: Sort::Imported,
        from: 0,
        n_rows: 0,
    };
    let answer = ENGINE.with_borrow_mut(|engine| engine.handle(request, &mut |_, _| ()));
    match answer {
        Response::Survey(survey) => survey.lenses.iter().map(|l| l.facets.len()).sum(),
        _ => 0,
    }
}
