//! Facets: the values of each lens, counted within a selection.

use std::cmp::Reverse;

use crate::selection::Selected;
use crate::store::Collection;
use crate::value::{Lens, LensValue, ValueIdx};

/// One value of a lens with its counts in the selection. Its counts in the
/// whole collection are in [`LensValue`].
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
    /// Its values in the collection.
    pub n_values: u32,
    /// Themes in the codebook's order, others by articles and hits within the
    /// selection, then in the collection, then by label and key.
    pub facets: Vec<Facet>,
}

/// Counts the values of every lens within `selected`, in the order of [`Lens`];
/// of each the first `n_wanted`, then whatever else is chosen. Costs one step for
/// each value of each selected article.
pub fn facets(collection: &Collection, selected: &Selected, n_wanted: usize) -> Vec<LensFacets> {
    let values = collection.values();
    let (counts, ranks) = (counts(collection, selected), collection.ranks());
    let mut first: Vec<First> = Lens::ALL.map(|_| First::new(n_wanted)).into();
    let mut n_values = [0; Lens::ALL.len()];
    for (at, value) in values.iter().enumerate().filter(|v| v.1.is_live()) {
        let (n_hits, n_articles) = counts[at];
        n_values[value.lens as usize] += 1;
        let rank = match value.lens {
            // In the order of the codebook, whatever their counts.
            Lens::Theme => (0, 0, Reverse(at as u32)),
            _ => (n_articles, n_hits, Reverse(ranks[at])),
        };
        first[value.lens as usize].offer(rank, ValueIdx(at as u32));
    }
    let facet = |value: ValueIdx| {
        let (n_hits, n_articles) = counts[value.0 as usize];
        Facet {
            value,
            n_hits,
            n_articles,
        }
    };
    let lenses = Lens::ALL.into_iter().zip(first);
    lenses
        .map(|(lens, first)| {
            let mut facets: Vec<Facet> = first.sorted().map(facet).collect();
            let is_beyond = |v: &&ValueIdx| {
                values[v.0 as usize].lens == lens && facets.iter().all(|f| f.value != **v)
            };
            let beyond: Vec<ValueIdx> = selected.chosen.iter().filter(is_beyond).copied().collect();
            facets.extend(beyond.into_iter().map(facet));
            LensFacets {
                lens,
                n_values: n_values[lens as usize],
                facets,
            }
        })
        .collect()
}

/// Articles, hits, place when nothing is chosen; greater comes first.
type Rank = (u32, u32, Reverse<u32>);

/// The greatest of many, without sorting or keeping the rest.
struct First {
    n: usize,
    kept: Vec<(Rank, ValueIdx)>,
    /// What is not greater cannot be among the first.
    bar: Option<Rank>,
}

impl First {
    fn new(n: usize) -> Self {
        Self {
            n,
            kept: Vec::new(),
            bar: None,
        }
    }

    fn offer(&mut self, rank: Rank, value: ValueIdx) {
        if self.bar.is_some_and(|bar| rank <= bar) {
            return;
        }
        self.kept.push((rank, value));
        if self.kept.len() >= 2 * self.n.max(64) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.n < self.kept.len() {
            let (_, nth, _) = self
                .kept
                .select_nth_unstable_by_key(self.n, |k| Reverse(k.0));
            self.bar = Some(nth.0);
            self.kept.truncate(self.n);
        }
    }

    fn sorted(mut self) -> impl Iterator<Item = ValueIdx> {
        self.cut();
        chancery_text::sort::sort_by_key(&mut self.kept, |k| Reverse(k.0));
        self.kept.into_iter().map(|(_, value)| value)
    }
}

/// By value: hits and articles within `selected`.
fn counts(collection: &Collection, selected: &Selected) -> Vec<(u32, u32)> {
    let values = collection.values();
    if selected.articles.len() == collection.n_articles() {
        let total = |v: &LensValue| (v.n_hits, v.articles.len() as u32);
        return values.iter().map(total).collect();
    }
    let mut counts = vec![(0u32, 0u32); values.len()];
    for article in &selected.articles {
        for &(value, n_hits) in collection.holdings().of(*article) {
            let count = &mut counts[value.0 as usize];
            count.0 += n_hits;
            count.1 += 1;
        }
    }
    counts
}

/// By value: its place when all values are sorted by articles, hits, label and
/// key.
pub(crate) fn ranks(values: &[LensValue]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    chancery_text::sort::sort_by(&mut order, |&a, &b| {
        let key = |at: u32| {
            let value = &values[at as usize];
            let weight = Reverse((value.articles.len(), value.n_hits));
            (weight, &value.label, &value.key)
        };
        key(a).cmp(&key(b))
    });
    let mut ranks = vec![0; values.len()];
    for (rank, value) in (0u32..).zip(order) {
        ranks[value as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_are_kept_in_order() {
        let ranks: Vec<Rank> = (0u32..1000)
            .map(|n| (n * 7919 % 1000 / 10, n % 3, Reverse(n)))
            .collect();
        for n in [0, 1, 63, 64, 300, 1000, 2000] {
            let mut first = First::new(n);
            for (at, &rank) in (0u32..).zip(&ranks) {
                first.offer(rank, ValueIdx(at));
            }
            let mut expected: Vec<u32> = (0..1000).collect();
            expected.sort_by_key(|&at| Reverse(ranks[at as usize]));
            expected.truncate(n);
            let found: Vec<u32> = first.sorted().map(|v| v.0).collect();
            assert_eq!(found, expected, "{n}");
        }
    }
}
