//! Overlapping spans, flattened once into runs.

use core::ops::Range;

use crate::Span;

/// A stretch over which the set of covering spans does not change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// The covering spans, as a range of [`Runs::members`].
    pub members: Range<u32>,
}

/// The runs of a text: they cover it once, in order, without gaps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Runs {
    /// In text order; neighbours differ in their members.
    pub runs: Vec<Run>,
    /// Indices into the list of spans given to [`flatten`], ascending in each run.
    pub members: Vec<u32>,
}

/// Flattens `spans` (in any order, overlapping as they like) over `within`.
/// Parts outside `within` are left out.
pub fn flatten(within: Span, spans: &[Span]) -> Runs {
    let mut cuts: Vec<u32> = spans.iter().flat_map(|s| [s.start, s.end]).collect();
    cuts.extend([within.start, within.end]);
    cuts.retain(|at| (within.start..=within.end).contains(at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Runs::default();
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        let from = out.members.len() as u32;
        out.members
            .extend((0..spans.len() as u32).filter(|&i| spans[i as usize].contains(span)));
        out.runs.push(Run {
            span,
            members: from..out.members.len() as u32,
        });
    }
    out
}
