//! How often each of a few wordings was met, so that one can be taken back.
//!
//! What is shown of a tally depends on the counts alone, never on the order in
//! which wordings came: "Kwatra" met twice and "Vinay Kwatra" once show "Kwatra"
//! first, whichever article was read first.

use std::cmp::Reverse;

use chancery_text::sort;

/// Wordings with their counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tally {
    /// By wording; counts are at least 1.
    pub(crate) counts: Vec<(Box<str>, u32)>,
}

impl Tally {
    /// Counts `wording` once more.
    pub(crate) fn add(&mut self, wording: &str) {
        match self.at(wording) {
            Ok(at) => self.counts[at].1 += 1,
            Err(at) => self.counts.insert(at, (wording.into(), 1)),
        }
    }

    /// Counts `wording` once less; one that was never counted changes nothing.
    pub(crate) fn take(&mut self, wording: &str) {
        if let Ok(at) = self.at(wording) {
            self.counts[at].1 -= 1;
            if self.counts[at].1 == 0 {
                self.counts.remove(at);
            }
        }
    }

    /// How often `wording` was counted.
    pub(crate) fn count(&self, wording: &str) -> u32 {
        self.at(wording).map_or(0, |at| self.counts[at].1)
    }

    fn at(&self, wording: &str) -> Result<usize, usize> {
        self.counts.binary_search_by(|c| (*c.0).cmp(wording))
    }

    /// Every wording, in the order of their letters.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.counts.iter().map(|c| &*c.0)
    }

    /// The commonest wording, of equals the first by letters.
    pub(crate) fn commonest(&self) -> Option<&str> {
        let most = self.counts.iter().max_by_key(|c| (c.1, Reverse(&c.0)));
        most.map(|c| &*c.0)
    }

    /// Every wording, the commonest first, then in the order of their letters.
    pub(crate) fn by_count(&self) -> Vec<&str> {
        let mut order: Vec<&(Box<str>, u32)> = self.counts.iter().collect();
        sort::sort_by_key(&mut order, |c| Reverse(c.1));
        order.into_iter().map(|c| &*c.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_was_never_there() {
        let words = ["é", "日本", "“a”", "日本", "¥", "a", "a"];
        let mut tally = Tally::default();
        for word in words {
            tally.add(word);
        }
        assert_eq!(tally.commonest(), Some("a"));
        assert_eq!(tally.by_count(), ["a", "日本", "¥", "é", "“a”"]);
        for word in ["a", "🙂", "¥"] {
            tally.take(word);
        }
        assert_eq!(tally.by_count(), ["日本", "a", "é", "“a”"]);
        for word in ["é", "日本", "“a”", "日本", "a"] {
            tally.take(word);
        }
        assert_eq!(tally, Tally::default());
        assert_eq!(tally.commonest(), None);
    }
}
