//! The articles of a collection in their order. Those of a saved collection lie in
//! its file, text and all, until somebody looks at them one by one.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use crate::article::Article;
use crate::part::Bytes;

/// Every article of a collection by its number.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// Boxed, as thousands may never be looked at.
    list: Vec<OnceLock<Box<Article>>>,
    /// What the first of them lie in.
    lying: Option<Arc<Lying>>,
}

/// Articles as they were saved.
#[derive(Debug)]
pub(crate) struct Lying {
    /// By article: where its text and its record end. Of a removed article both are
    /// empty.
    pub(crate) ends: Vec<(usize, usize)>,
    pub(crate) texts: Bytes,
    pub(crate) records: Bytes,
    /// Lens values that they may point at.
    pub(crate) n_values: u32,
    /// Makes an article of its text, its record and the number of lens values; `None`
    /// of what is none.
    pub(crate) read: fn(&[u8], &[u8], u32) -> Option<Article>,
}

impl Lying {
    fn article(&self, at: usize) -> Option<Article> {
        let (text, record) = self.parts(at);
        (self.read)(text, record, self.n_values)
    }

    /// The text and the record of an article.
    pub(crate) fn parts(&self, article: usize) -> (&[u8], &[u8]) {
        let ends = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let (from, to) = (article.checked_sub(1).map_or((0, 0), ends), ends(article));
        (
            self.texts.get(from.0..to.0).unwrap_or(&[]),
            self.records.get(from.1..to.1).unwrap_or(&[]),
        )
    }
}

impl Articles {
    /// Articles that lie somewhere.
    pub(crate) fn lying(lying: Arc<Lying>) -> Self {
        let mut list = Vec::new();
        list.resize_with(lying.ends.len(), OnceLock::new);
        Self {
            list,
            lying: Some(lying),
        }
    }

    /// How many numbers are given, those of removed articles among them.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there was never an article.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The article at `at`.
    pub fn get(&self, at: usize) -> Option<&Article> {
        let article = self.list.get(at)?;
        Some(article.get_or_init(|| {
            let lying = self.lying.as_ref();
            Box::new(lying.and_then(|l| l.article(at)).unwrap_or_default())
        }))
    }

    /// Every article in order; looks at all of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Article> {
        (0..self.len()).map(|at| &self[at])
    }

    /// The bytes of a text, without making its article.
    pub(crate) fn text(&self, at: usize) -> &[u8] {
        match (self.list.get(at).and_then(OnceLock::get), &self.lying) {
            (Some(article), _) => article.text.as_bytes(),
            (None, Some(lying)) => lying.parts(at).0,
            (None, None) => &[],
        }
    }

    pub(crate) fn push(&mut self, article: Article) {
        self.list.push(OnceLock::from(Box::new(article)));
    }

    /// Takes an article out and leaves an empty one in its place.
    pub(crate) fn take(&mut self, at: usize) -> Article {
        let _looked_at = self.get(at);
        let article = std::mem::replace(&mut self.list[at], OnceLock::from(Box::default()));
        article.into_inner().map_or_else(Article::default, |a| *a)
    }

    /// Puts an article in a place.
    pub(crate) fn put(&mut self, at: usize, article: Article) {
        self.list[at] = OnceLock::from(Box::new(article));
    }

    /// The text and the record of an article that was saved as it is.
    pub(crate) fn as_saved(&self, at: usize) -> Option<(&[u8], &[u8])> {
        let lying = self.lying.as_ref()?;
        (at < lying.ends.len()).then(|| lying.parts(at))
    }
}

impl Index<usize> for Articles {
    type Output = Article;

    fn index(&self, at: usize) -> &Article {
        self.get(at)
            .expect("the number of an article of this collection")
    }
}
