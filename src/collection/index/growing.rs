//! The part of the index that articles are added to.

use rustc_hash::FxHashMap;

use super::segment::{Entry, Held, Segment};
use super::{Pattern, Postings, coding};
use crate::article::ArticleIdx;
use crate::like::{Like, Mark};
use crate::posting::ArticleSet;
use crate::{glob, word::Words};

/// Words in the order they came, each with its postings.
#[derive(Clone, Debug, Default)]
pub(super) struct Growing {
    /// Looked up, never listed.
    ids: FxHashMap<Box<str>, u32>,
    words: Vec<Growth>,
    n_articles: u32,
    /// The article before the first.
    base: u32,
    last: u32,
    /// By word of the article that is being added: where it stands.
    standing: Vec<(u32, u32)>,
}

#[derive(Clone, Debug)]
struct Growth {
    word: Box<str>,
    /// Its first eight bytes as a number, by which most words are told apart.
    start: u64,
    mark: Mark,
    last_article: u32,
    articles: Vec<u8>,
    positions: Vec<u8>,
}

impl Growing {
    pub(super) fn n_articles(&self) -> u32 {
        self.n_articles
    }

    pub(super) fn n_live(&self, live: &ArticleSet) -> u32 {
        match self.n_articles {
            0 => 0,
            _ => live.n_between(ArticleIdx(self.base), ArticleIdx(self.last)) as u32,
        }
    }

    /// An empty part for `n_articles` from `first` to `last`, whose words are put in
    /// with [`Growing::pour`].
    pub(super) fn between(first: ArticleIdx, last: ArticleIdx, n_articles: u32) -> Self {
        Self {
            n_articles,
            base: first.0,
            last: last.0,
            ..Self::default()
        }
    }

    /// Adds the postings of `word` in `live` articles, which come after all that it
    /// has had before.
    pub(super) fn pour(&mut self, word: &str, postings: Postings<'_>, live: &ArticleSet) {
        for (article, positions) in postings.iter().filter(|p| live.contains(p.0)) {
            let id = self.id(word) as usize;
            let growth = &mut self.words[id];
            let step = article.0.wrapping_sub(growth.last_article);
            let n = positions.iter().count() as u32;
            coding::write_entry(step, n, &mut growth.articles);
            growth.last_article = article.0;
            growth.positions.extend_from_slice(positions.bytes);
        }
    }

    pub(super) fn add(&mut self, article: ArticleIdx, words: &Words) {
        if self.n_articles == 0 {
            self.base = article.0;
        }
        self.n_articles += 1;
        self.last = article.0;
        let mut standing = std::mem::take(&mut self.standing);
        standing.clear();
        standing.extend((0..words.len()).map(|at| (self.id(words.key(at)), words.position(at))));
        standing.sort_unstable();
        for same in standing.chunk_by(|a, b| a.0 == b.0) {
            let growth = &mut self.words[same[0].0 as usize];
            let step = article.0.wrapping_sub(growth.last_article);
            coding::write_entry(step, same.len() as u32, &mut growth.articles);
            growth.last_article = article.0;
            let mut last = 0;
            for &(_, position) in same {
                coding::write(position - last, &mut growth.positions);
                last = position;
            }
        }
        self.standing = standing;
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.into(), id);
        self.words.push(Growth {
            word: word.into(),
            start: start_of(word),
            mark: Mark::new(word),
            last_article: self.base,
            articles: Vec::new(),
            positions: Vec::new(),
        });
        id
    }

    pub(super) fn postings<'i>(&'i self, pattern: &Pattern, out: &mut Vec<Postings<'i>>) {
        let all = self.words.iter();
        match pattern {
            Pattern::Word(word) => {
                let growth = self
                    .ids
                    .get(word.as_str())
                    .map(|&id| &self.words[id as usize]);
                out.extend(growth.map(|g| self.of(g)));
            }
            Pattern::Glob(glob) => {
                let is_meant = |g: &&Growth| glob::is_like(glob, &g.word);
                out.extend(all.filter(is_meant).map(|g| self.of(g)));
            }
            Pattern::Like(word, n_edits) => {
                let like = Like::new(word, *n_edits);
                let near = all.filter(|g| like.may_be(g.mark) && like.is_met_by(&g.word));
                out.extend(near.map(|g| self.of(g)));
            }
        }
    }

    fn of<'i>(&self, growth: &'i Growth) -> Postings<'i> {
        Postings {
            articles: &growth.articles,
            positions: &growth.positions,
            base: self.base,
        }
    }

    /// The same postings as a segment.
    pub(super) fn settle(mut self) -> Segment {
        drop(self.ids);
        chancery_text::sort::sort_by(&mut self.words, |a, b| {
            let order = a.start.cmp(&b.start);
            order.then_with(|| a.word.cmp(&b.word))
        });
        let entries = self.words.iter().map(|growth| Entry {
            word: &growth.word,
            articles: &growth.articles,
            positions: &growth.positions,
        });
        let of = Held {
            first: self.base,
            last: self.last,
            n_articles: self.n_articles,
        };
        Segment::new(of, entries)
    }
}

fn start_of(word: &str) -> u64 {
    let mut start = [0; 8];
    for (byte, of_word) in start.iter_mut().zip(word.bytes()) {
        *byte = of_word;
    }
    u64::from_be_bytes(start)
}
