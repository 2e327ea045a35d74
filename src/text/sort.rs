//! Sorting that is small: one merge sort over places, whatever is sorted.
//!
//! The standard sorts are compiled anew for every type and key, some four
//! kilobytes each; with fifty of them they were a tenth of what a first visit
//! transfers. Here only the exchange of the elements is compiled anew. All sorts
//! are stable and take time in proportion to n log n, or to n if nothing moves.
//!
//! ```
//! let mut words = ["¥", "é", "🙂", "a"];
//! chancery_text::sort::sort_by_key(&mut words, |word| word.len());
//! assert_eq!(words, ["a", "¥", "é", "🙂"]);
//! ```

use core::cmp::Ordering;

/// Sorts by the order of the type.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Sorts by a key, which is computed for every comparison.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key, which is computed once for every element.
pub fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
    arrange(list, order);
}

/// Sorts by a comparison. If it is no order, neither is the result, but every
/// element is still there once.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|a, b| compare(&list[a], &list[b]));
    arrange(list, order);
}

/// Lists up to this long, which most are, are sorted in place of the order.
const FEW: usize = 16;

/// The places in the order of what stands there; empty if it stands in order.
fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let falls = |&at: &usize| compare(at - 1, at) == Ordering::Greater;
    let Some(first) = (1..n).find(falls) else {
        return Vec::new();
    };
    if n <= FEW {
        let mut order: Vec<usize> = (0..n).collect();
        for new in first..n {
            let fits = |&&at: &&usize| compare(at, new) != Ordering::Greater;
            let place = order[..new]
                .iter()
                .rposition(|at| fits(&at))
                .map_or(0, |at| at + 1);
            order[place..=new].rotate_right(1);
        }
        return order;
    }
    // Where each run begins that stands in order: lists are often made of a few.
    let mut runs = vec![0, first];
    runs.extend((first + 1..n).filter(falls));
    let mut order: Vec<usize> = (0..n).collect();
    let mut merged = Vec::with_capacity(n);
    while runs.len() > 1 {
        merged.clear();
        let mut longer = Vec::with_capacity(runs.len() / 2 + 1);
        for (i, &start) in runs.iter().enumerate().step_by(2) {
            longer.push(start);
            let middle = runs.get(i + 1).copied().unwrap_or(n);
            let end = runs.get(i + 2).copied().unwrap_or(n);
            let (mut left, mut right) = (&order[start..middle], &order[middle..end]);
            while let ([l, more_left @ ..], [r, more_right @ ..]) = (left, right) {
                if compare(*l, *r) == Ordering::Greater {
                    merged.push(*r);
                    right = more_right;
                } else {
                    merged.push(*l);
                    left = more_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        core::mem::swap(&mut order, &mut merged);
        runs = longer;
    }
    order
}

/// Puts at every place what stands at the place that `order` names there, which
/// is every place once.
pub fn arrange<T>(list: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = core::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_sorts(list in prop::collection::vec((0u8..20, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            sort_by_key(&mut ours, |row| row.0);
            theirs.sort_by_key(|row| row.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
            ours.clone_from(&list);
            theirs.clone_from(&list);
            sort_by_cached_key(&mut ours, |row| row.1 / 999);
            theirs.sort_by_cached_key(|row| row.1 / 999);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn no_order_loses_nothing() {
        let mut list: Vec<u32> = (0..1000).collect();
        sort_by(&mut list, |_, _| Ordering::Greater);
        list.sort_unstable();
        assert!(list.into_iter().eq(0..1000));
    }

    #[test]
    fn words_of_all_scripts() {
        let mut words = ["’", "日本", "“", "é", "🙂", "¥", "–", "a"];
        sort(&mut words);
        assert_eq!(words, ["a", "¥", "é", "–", "’", "“", "日本", "🙂"]);
    }
}
