//! Facets: the values of each lens, counted within a selection.

use std::cmp::Reverse;

use crate::selection::Selected;
use crate::store::Collection;
use crate::value::{Lens, ValueIdx};

/// One value of a lens with its counts in the selection. Its counts in the
/// whole collection are in [`crate::LensValue`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facet {
    /// Which value.
    pub value: ValueIdx,
    /// Hits within the selection.
    pub n_hits: u32,
    /// Articles within the selection.
    pub n_articles: u32,
}

/// The values of one lens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LensFacets {
    /// Which lens.
    pub lens: Lens,
    /// Every value of the collection: themes in the codebook's order, others by
    /// articles and hits within the selection, then in the collection, then by
    /// label and key.
    pub facets: Vec<Facet>,
}

/// Counts every value of every lens within `selected`, in the order of [`Lens`].
/// Costs one step for each value of each selected article.
pub fn facets(collection: &Collection, selected: &Selected) -> Vec<LensFacets> {
    let values = collection.values();
    let mut counts = vec![(0u32, 0u32); values.len()];
    for article in &selected.articles {
        for (value, n_hits) in collection.articles()[article.0 as usize].value_counts() {
            let count = &mut counts[value.0 as usize];
            count.0 += n_hits;
            count.1 += 1;
        }
    }
    let mut out: Vec<LensFacets> = Lens::ALL
        .map(|lens| LensFacets {
            lens,
            facets: Vec::new(),
        })
        .into();
    for (at, value) in values.iter().enumerate() {
        out[value.lens as usize].facets.push(Facet {
            value: ValueIdx(at as u32),
            n_hits: counts[at].0,
            n_articles: counts[at].1,
        });
    }
    for lens in out.iter_mut().filter(|l| l.lens != Lens::Theme) {
        lens.facets.sort_by(|a, b| {
            let order = |f: &Facet| {
                let value = &values[f.value.0 as usize];
                let all = (value.articles.len(), value.n_hits);
                (
                    Reverse((f.n_articles, f.n_hits, all)),
                    &value.label,
                    &value.key,
                )
            };
            order(a).cmp(&order(b))
        });
    }
    out
}
