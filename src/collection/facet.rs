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
    let (values, ranking) = (collection.values(), collection.ranking());
    let (counts, met) = counts(collection, selected);
    let mut first: Vec<First> = Lens::ALL.map(|_| First::new(n_wanted)).into();
    let mut n_met = [0; Lens::ALL.len()];
    let rank = |value: ValueIdx| {
        let (n_hits, n_articles) = counts[value.0 as usize];
        match ranking.lenses[value.0 as usize] {
            // In the order of the codebook, whatever their counts.
            Lens::Theme => (0, 0, Reverse(value.0)),
            _ => (
                n_articles,
                n_hits,
                Reverse(ranking.places[value.0 as usize]),
            ),
        }
    };
    for value in met {
        let lens = ranking.lenses[value.0 as usize] as usize;
        n_met[lens] += 1;
        first[lens].offer(rank(value), value);
    }
    // What is not met comes behind, in the order of the whole collection.
    for lens in Lens::ALL {
        let n_missing = match lens {
            Lens::Theme => usize::MAX,
            _ => n_wanted.saturating_sub(n_met[lens as usize]),
        };
        let all = ranking.of_lens[lens as usize].iter();
        let unmet = all.filter(|value| counts[value.0 as usize].1 == 0);
        for &value in unmet.take(n_missing) {
            first[lens as usize].offer(rank(value), value);
        }
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
                n_values: ranking.of_lens[lens as usize].len() as u32,
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

/// By value: hits and articles within `selected`; and the values that have any.
fn counts(collection: &Collection, selected: &Selected) -> (Vec<(u32, u32)>, Vec<ValueIdx>) {
    let values = collection.values();
    if selected.articles.len() == collection.n_articles() {
        let total = |v: &LensValue| (v.n_hits, v.articles.len() as u32);
        let counts: Vec<(u32, u32)> = values.iter().map(total).collect();
        let all = (0u32..).zip(&counts).filter(|(_, count)| count.1 > 0);
        let met = all.map(|(at, _)| ValueIdx(at)).collect();
        return (counts, met);
    }
    let mut counts = vec![(0u32, 0u32); values.len()];
    let mut met = Vec::new();
    for article in &selected.articles {
        for &(value, n_hits) in collection.holdings().of(*article) {
            let count = &mut counts[value.0 as usize];
            if count.1 == 0 {
                met.push(value);
            }
            count.0 += n_hits;
            count.1 += 1;
        }
    }
    (counts, met)
}

/// The order of all values when nothing is chosen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    /// By value: its place among all.
    places: Vec<u32>,
    /// By value, side by side in memory: as many as are counted are looked at.
    lenses: Vec<Lens>,
    /// By lens: those that are there, by place; themes in the order of the codebook.
    of_lens: [Vec<ValueIdx>; Lens::ALL.len()],
}

impl Ranking {
    /// Sorts by articles, hits, label and key.
    pub(crate) fn new(values: &[LensValue]) -> Self {
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        chancery_text::sort::sort_by(&mut order, |&a, &b| {
            let key = |at: u32| {
                let value = &values[at as usize];
                let weight = Reverse((value.articles.len(), value.n_hits));
                (weight, &value.label, &value.key)
            };
            key(a).cmp(&key(b))
        });
        let mut ranking = Self {
            places: vec![0; values.len()],
            lenses: values.iter().map(|value| value.lens).collect(),
            ..Self::default()
        };
        for (place, &at) in (0u32..).zip(&order) {
            ranking.places[at as usize] = place;
            let value = &values[at as usize];
            if value.is_live() {
                ranking.of_lens[value.lens as usize].push(ValueIdx(at));
            }
        }
        chancery_text::sort::sort(&mut ranking.of_lens[Lens::Theme as usize]);
        ranking
    }
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
