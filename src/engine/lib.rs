//! Answers what is asked. Knows no thread, browser or disk.

use chancery_protocol::{answer::Response, ask::Request};

/// One open collection and all that can be asked of it.
#[derive(Debug, Default)]
pub struct Engine {}

impl Engine {
    /// Answers one request. `progress` is told (articles done, articles in all)
    /// while it is long at work.
    pub fn handle(&mut self, request: Request, progress: &mut dyn FnMut(u32, u32)) -> Response {
        let _ = (request, progress);
        Response::Failed(chancery_protocol::answer::Failure {
            what: String::new(),
            remedy: String::new(),
        })
    }
}
