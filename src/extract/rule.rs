//! The rules: each file beside this one proposes mentions of one kind.

mod date;
mod money;
pub(crate) mod near;
mod number;

use crate::{Context, conflict::Candidate};

/// What all rules propose, in no order.
pub(crate) fn propose(context: &Context<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    date::propose(context, &mut out);
    money::propose(context, &mut out);
    number::propose(context, &mut out);
    out
}
