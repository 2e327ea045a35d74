//! What could not be read or is doubtful.

use chancery_text::Span;

use crate::{Context, Mention};

/// Something a reader should know before trusting the reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, if it is about certain words.
    pub span: Option<Span>,
    /// What, in one plain sentence.
    pub what: String,
}

pub(crate) fn find(_context: &Context<'_>, _mentions: &[Mention]) -> Vec<Problem> {
    Vec::new()
}
