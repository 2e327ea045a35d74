//! Which lens values each article holds, one article after the other: what facets
//! are counted from, in one run over memory.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::value::ValueIdx;

/// By article: its lens values with their hits, ascending by value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holdings {
    /// By article: where its stretch of `list` ends.
    ends: Vec<usize>,
    list: Vec<(ValueIdx, u32)>,
}

impl Holdings {
    /// Takes what the next article holds.
    pub(crate) fn push(&mut self, values: impl Iterator<Item = (ValueIdx, u32)>) {
        self.list.extend(values);
        self.ends.push(self.list.len());
    }

    /// Lets some articles hold other values. Costs a copy.
    pub(crate) fn replace(&mut self, held: &BTreeMap<ArticleIdx, Vec<(ValueIdx, u32)>>) {
        let before = std::mem::take(self);
        for (article, values) in before.iter() {
            self.push(
                held.get(&article)
                    .map_or(values, Vec::as_slice)
                    .iter()
                    .copied(),
            );
        }
    }

    /// What one article holds.
    pub(crate) fn of(&self, article: ArticleIdx) -> &[(ValueIdx, u32)] {
        let at = article.0 as usize;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[from..self.ends[at]]
    }

    /// Every article in order, removed ones as well.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ArticleIdx, &[(ValueIdx, u32)])> {
        let articles = (0..self.ends.len() as u32).map(ArticleIdx);
        articles.map(|article| (article, self.of(article)))
    }
}
