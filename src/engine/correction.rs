//! Corrections: what a person says is laid over the collection, and kept with it in
//! its file.
//!
//! Here they become the collection's, and back. In a file an article is named by its
//! place among those that are saved with it, so that it is found again whatever
//! numbers a newer reading gives.

use chancery_protocol::ask::ArticleId;
use chancery_protocol::correction::{Corrected, Correction, Laid, Words};

use crate::{Engine, to_protocol};

/// The first byte of a list in a file: how the rest is written.
const FORMAT: u8 = 1;

impl Engine {
    /// Lays `list` over the readings, in the place of the corrections before.
    pub(crate) fn correct(
        &mut self,
        list: Vec<Correction>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Corrected {
        let list: Vec<Correction> = list
            .into_iter()
            .filter(|said| to_protocol::correction_in(said).is_some())
            .collect();
        let core = list.iter().filter_map(to_protocol::correction_in).collect();
        self.corrections = list;
        let n_articles = self.collection.correct(core, progress);
        self.corrected(n_articles as u32)
    }

    /// The corrections as they lie.
    pub(crate) fn corrected(&self, n_articles: u32) -> Corrected {
        let laid = self.corrections.iter().zip(self.collection.corrections());
        Corrected {
            list: laid
                .map(|(correction, (_, articles))| Laid {
                    correction: correction.clone(),
                    articles: articles.iter().map(|a| ArticleId(a.0)).collect(),
                })
                .collect(),
            n_articles,
        }
    }
}

/// `list` for a file that holds `articles`.
pub(crate) fn annex(list: &[Correction], articles: &[ArticleId]) -> Vec<u8> {
    let place = |id: ArticleId| {
        let place = articles.iter().position(|&a| a == id)?;
        Some(ArticleId(place as u32))
    };
    let placed = placed(list, place);
    match postcard::to_allocvec(&placed) {
        Ok(bytes) if !placed.is_empty() => [&[FORMAT], &bytes[..]].concat(),
        _ => Vec::new(),
    }
}

/// The list that [`annex`] wrote, for what has become of its articles; none if it is
/// not one that this program can read.
pub(crate) fn of_annex(bytes: &[u8], articles: &[ArticleId]) -> Vec<Correction> {
    let Some((&FORMAT, bytes)) = bytes.split_first() else {
        return Vec::new();
    };
    let list: Vec<Correction> = postcard::from_bytes(bytes).unwrap_or_default();
    placed(&list, |place| articles.get(place.0 as usize).copied())
}

/// `list` with other names for its articles; what is said of one that has none is
/// left out.
fn placed(list: &[Correction], name: impl Fn(ArticleId) -> Option<ArticleId>) -> Vec<Correction> {
    let words = |at: &mut Words| match name(at.article) {
        Some(named) => {
            at.article = named;
            true
        }
        // What is meant everywhere stands without the article it was shown in.
        None => at.all,
    };
    let of = |article: &mut ArticleId| name(*article).map(|named| *article = named).is_some();
    let named = |said: &Correction| {
        let mut said = said.clone();
        let is_there = match &mut said {
            Correction::Date { article, .. }
            | Correction::Title { article, .. }
            | Correction::Source { article, .. } => of(article),
            Correction::Retype { at, .. }
            | Correction::Delete { at, .. }
            | Correction::Add { at, .. }
            | Correction::Split { at, .. } => words(at),
            Correction::Rename { .. } | Correction::Merge { .. } => true,
            Correction::Apart { one, others, .. } => {
                others.retain_mut(words);
                words(one) && !others.is_empty()
            }
            Correction::Together { one, other, .. } => words(one) && words(other),
        };
        is_there.then_some(said)
    };
    list.iter().filter_map(named).collect()
}
