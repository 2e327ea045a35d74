//! How long articles are, without looking at any of them.

use crate::article::{Article, ArticleIdx};

/// What each article has of words and sentences.
#[derive(Clone, Debug, Default)]
pub struct Sizes {
    /// By article.
    list: Vec<Size>,
    /// Words of all articles.
    n_words: u64,
    /// Sentences of all articles.
    n_sentences: u64,
    n_articles: u32,
}

/// How long one article is; nothing for a removed one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Size {
    /// Outside boilerplate.
    pub(crate) n_words: u32,
    /// One past the position of the last word of its headline; 0 if it has none.
    pub(crate) title_end: u32,
    pub(crate) n_sentences: u32,
}

impl Size {
    pub(crate) fn of(article: &Article) -> Self {
        Self {
            n_words: article.n_words,
            title_end: article.title_end,
            n_sentences: article.sentences.len() as u32,
        }
    }
}

impl Sizes {
    /// Takes the next article; `None` is a removed one.
    pub(crate) fn push(&mut self, article: Option<&Article>) {
        self.push_size(article.map(Size::of));
    }

    pub(crate) fn push_size(&mut self, size: Option<Size>) {
        self.n_articles += u32::from(size.is_some());
        let size = size.unwrap_or_default();
        self.n_words += u64::from(size.n_words);
        self.n_sentences += u64::from(size.n_sentences);
        self.list.push(size);
    }

    pub(crate) fn remove(&mut self, article: ArticleIdx) {
        let size = std::mem::take(&mut self.list[article.0 as usize]);
        self.n_words -= u64::from(size.n_words);
        self.n_sentences -= u64::from(size.n_sentences);
        self.n_articles -= 1;
    }

    pub(crate) fn of(&self, article: ArticleIdx) -> Size {
        self.list
            .get(article.0 as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Words of an article of middling length.
    pub(crate) fn average(&self) -> f32 {
        (self.n_words as f32 / self.n_articles as f32).max(1.0)
    }

    /// Articles that are there.
    pub(crate) fn n_articles(&self) -> u32 {
        self.n_articles
    }

    /// Sentences of all articles.
    pub fn n_sentences(&self) -> u32 {
        u32::try_from(self.n_sentences).unwrap_or(u32::MAX)
    }
}
