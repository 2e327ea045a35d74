//! The way to the engine and back, whatever carries it: a worker, or the page's
//! own thread where workers are refused.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use chancery_protocol::answer::{Answered, Arrived};
use chancery_protocol::ask::{Asked, RawArticle};
use js_sys::Array;

/// What comes from the engine.
#[derive(Clone, PartialEq, Debug)]
pub enum News {
    /// An answer, or progress towards one.
    Answered(Answered),
    /// The engine died and a fresh one holds the collection again. Requests
    /// that were open have been answered with a failure before this arrives;
    /// one of them may be what stopped it.
    Restarted {
        /// What happened, in one sentence.
        what: String,
    },
    /// The articles have been read again, by more than before: answers so far are old.
    ReadAgain,
}

/// Gets articles as they come out of a file.
pub type Take = Rc<dyn Fn(Vec<RawArticle>)>;

/// What is known of a file when all its articles have come, or why it was not read.
pub type Reading = Pin<Box<dyn Future<Output = Result<Arrived, String>>>>;

/// Carries requests to an engine and its answers back.
pub trait Transport {
    /// Sends a request. It is answered exactly once, failure included.
    fn post(&self, asked: Asked);

    /// Sets who hears the news; called once, before the first `post`.
    fn listen(&self, hear: Box<dyn Fn(News)>);

    /// Reads a file of any kind, given as its name and its `ArrayBuffer`s in order;
    /// one file at a time.
    fn read(&self, name: String, pieces: Array, take: Take) -> Reading;

    /// No more files will come for now: what was needed to read them may go.
    fn rest(&self);
}
