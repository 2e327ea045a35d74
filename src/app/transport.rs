//! The way to the engine and back, whatever carries it: a worker, or the page's
//! own thread where workers are refused.

use chancery_protocol::{answer::Answered, ask::Asked};

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

/// Carries requests to an engine and its answers back.
pub trait Transport {
    /// Sends a request. It is answered exactly once, failure included.
    fn post(&self, asked: Asked);

    /// Sets who hears the news; called once, before the first `post`.
    fn listen(&self, hear: Box<dyn Fn(News)>);
}
