//! Sets of articles: as sorted lists where they are kept, as bits where they are
//! joined.

use crate::article::ArticleIdx;

/// A set of articles, one bit each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct ArticleSet {
    bits: Vec<u64>,
}

impl ArticleSet {
    /// No article out of `n_articles`.
    pub(crate) fn empty(n_articles: usize) -> Self {
        Self {
            bits: vec![0; n_articles.div_ceil(64)],
        }
    }

    /// Those in `list`.
    pub(crate) fn of(n_articles: usize, list: &[ArticleIdx]) -> Self {
        let mut set = Self::empty(n_articles);
        for &article in list {
            set.insert(article);
        }
        set
    }

    pub(crate) fn insert(&mut self, article: ArticleIdx) {
        if let Some(word) = self.bits.get_mut(article.0 as usize / 64) {
            *word |= 1 << (article.0 % 64);
        }
    }

    /// As [`ArticleSet::insert`], and makes room for all articles up to this one.
    pub(crate) fn push(&mut self, article: ArticleIdx) {
        let n_words = article.0 as usize / 64 + 1;
        self.bits.resize(self.bits.len().max(n_words), 0);
        self.insert(article);
    }

    pub(crate) fn remove(&mut self, article: ArticleIdx) {
        if let Some(word) = self.bits.get_mut(article.0 as usize / 64) {
            *word &= !(1 << (article.0 % 64));
        }
    }

    pub(crate) fn contains(&self, article: ArticleIdx) -> bool {
        let word = self.bits.get(article.0 as usize / 64);
        word.is_some_and(|word| word >> (article.0 % 64) & 1 == 1)
    }

    pub(crate) fn intersect(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a &= b;
        }
    }

    pub(crate) fn unite(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a |= b;
        }
    }

    pub(crate) fn subtract(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a &= !b;
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// How many there are from `first` to `last`.
    pub(crate) fn n_between(&self, first: ArticleIdx, last: ArticleIdx) -> usize {
        let end = last.0.min((self.bits.len() * 64) as u32);
        (first.0..=end)
            .filter(|&at| self.contains(ArticleIdx(at)))
            .count()
    }

    /// Ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ArticleIdx> {
        self.bits.iter().enumerate().flat_map(|(at, &word)| {
            let rest = std::iter::successors(Some(word), |w| Some(w & w.wrapping_sub(1)));
            rest.take_while(|&w| w != 0)
                .map(move |w| ArticleIdx(at as u32 * 64 + w.trailing_zeros()))
        })
    }
}
