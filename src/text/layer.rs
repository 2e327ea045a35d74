//! Overlapping spans, flattened once into runs.
//!
//! The spans 0–5 and 3–8 over 0–10 give the runs 0–3 {0}, 3–5 {0, 1}, 5–8 {1}
//! and 8–10 {}.

use core::ops::Range;
use std::collections::BTreeSet;

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

impl Runs {
    /// The indices of the spans that cover `run`, ascending.
    pub fn of(&self, run: &Run) -> &[u32] {
        &self.members[run.members.start as usize..run.members.end as usize]
    }
}

/// Flattens `spans` (in any order, overlapping as they like) over `within`.
/// Parts outside `within` are left out; empty spans cover nothing. Costs
/// n log n and what it gives out.
pub fn flatten(within: Span, spans: &[Span]) -> Runs {
    let mut out = Runs::default();
    let mut open = BTreeSet::new();
    let mut at = within.start;
    for (cut, opens, idx) in edges(within, spans) {
        if cut > at {
            out.push(Span::new(at, cut), &open);
            at = cut;
        }
        if opens {
            open.insert(idx);
        } else {
            open.remove(&idx);
        }
    }
    if at < within.end {
        out.push(Span::new(at, within.end), &open);
    }
    out
}

/// Where spans begin (true) and end (false) inside `within`, in order.
fn edges(within: Span, spans: &[Span]) -> Vec<(u32, bool, u32)> {
    let mut edges = Vec::with_capacity(spans.len() * 2);
    for (idx, span) in spans.iter().enumerate() {
        let start = span.start.max(within.start);
        let end = span.end.min(within.end);
        if start < end {
            edges.push((start, true, idx as u32));
            edges.push((end, false, idx as u32));
        }
    }
    crate::sort::sort(&mut edges);
    edges
}

impl Runs {
    fn push(&mut self, span: Span, open: &BTreeSet<u32>) {
        let from = self.members.len() as u32;
        self.members.extend(open);
        self.runs.push(Run {
            span,
            members: from..self.members.len() as u32,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs as text: "0-3:0 3-5:0,1".
    fn shown(within: (u32, u32), spans: &[(u32, u32)]) -> String {
        let spans: Vec<Span> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
        let runs = flatten(Span::new(within.0, within.1), &spans);
        let show = |run: &Run| {
            let members: Vec<String> = runs.of(run).iter().map(u32::to_string).collect();
            format!("{}-{}:{}", run.span.start, run.span.end, members.join(","))
        };
        runs.runs.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn spans_flatten_into_runs() {
        for (within, spans, want) in [
            ((0, 10), &[][..], "0-10:"),
            ((0, 0), &[(0, 5)], ""),
            ((0, 10), &[(0, 5), (3, 8)], "0-3:0 3-5:0,1 5-8:1 8-10:"),
            ((0, 10), &[(3, 8), (0, 5)], "0-3:1 3-5:0,1 5-8:0 8-10:"),
            ((2, 6), &[(0, 4), (4, 9)], "2-4:0 4-6:1"),
            ((0, 4), &[(1, 3), (1, 3)], "0-1: 1-3:0,1 3-4:"),
            ((0, 4), &[(2, 2), (5, 9)], "0-4:"),
            (
                (0, 9),
                &[(0, 9), (1, 8), (2, 7)],
                "0-1:0 1-2:0,1 2-7:0,1,2 7-8:0,1 8-9:0",
            ),
        ] {
            assert_eq!(shown(within, spans), want, "{within:?} {spans:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::sample::config())]

        #[test]
        fn runs_cover_once(
            within in (0u32..30, 0u32..60),
            spans in proptest::collection::vec((0u32..60, 0u32..60), 0..40),
        ) {
            let within = Span::new(within.0, within.1);
            let spans: Vec<Span> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
            let runs = flatten(within, &spans);
            let mut at = within.start;
            let mut before: Option<&[u32]> = None;
            for run in &runs.runs {
                assert_eq!(run.span.start, at);
                assert!(!run.span.is_empty());
                let covers = |&i: &u32| spans[i as usize].contains(run.span);
                let want: Vec<u32> = (0..spans.len() as u32).filter(covers).collect();
                assert_eq!(runs.of(run), want);
                assert_ne!(Some(runs.of(run)), before, "neighbours differ");
                before = Some(runs.of(run));
                at = run.span.end;
            }
            assert_eq!(at, within.end);
        }
    }
}
