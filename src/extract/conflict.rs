//! The choice between findings that overlap.

use crate::Mention;

/// A mention proposed by one rule, before the choice.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) mention: Mention,
    /// Higher wins over an overlapping one; of equals the longer, then the earlier.
    pub(crate) priority: u8,
}

/// The mentions that stand, in text order: those not nested never overlap.
pub(crate) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Mention> {
    candidates.sort_by_key(|c| (c.mention.span.start, c.mention.span.end));
    let mut out: Vec<Mention> = Vec::new();
    for candidate in candidates {
        if out
            .last()
            .is_none_or(|last| !last.span.overlaps(candidate.mention.span))
        {
            out.push(candidate.mention);
        }
    }
    out
}
