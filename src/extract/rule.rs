//! The rules: each file beside this one proposes mentions of one kind.

use crate::{Context, conflict::Candidate};

/// What all rules propose, in no order.
pub(crate) fn propose(_context: &Context<'_>) -> Vec<Candidate> {
    Vec::new()
}
