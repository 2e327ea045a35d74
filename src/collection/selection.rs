//! The selection: which articles are looked at, and what is a hit in them.

use crate::article::{Article, ArticleIdx, Hit};
use crate::posting::ArticleSet;
use crate::query::{Query, Search};
use crate::store::Collection;
use crate::value::{Lens, ValueIdx};

/// One chosen value of a lens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Which lens.
    pub lens: Lens,
    /// The value's key.
    pub key: String,
    /// Whether articles with this value are left out.
    pub exclude: bool,
}

/// What is chosen.
///
/// An article is in the selection when it has no excluded value, has all
/// chosen values of each lens (one suffices in the lenses of `any`), and is
/// found by the query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// In the order chosen.
    pub clauses: Vec<Clause>,
    /// Lenses in which one chosen value suffices.
    pub any: Vec<Lens>,
    /// The query line, read.
    pub query: Query,
}

/// What a selection comes to in one collection.
#[derive(Clone, Debug)]
pub struct Selected {
    /// Ascending.
    pub articles: Vec<ArticleIdx>,
    /// The chosen values that are not excluded, each once, in the order chosen.
    pub chosen: Vec<ValueIdx>,
    search: Search,
}

impl Selected {
    /// Whether anything is looked for, so that there can be hits.
    pub fn looks_for_something(&self) -> bool {
        !self.chosen.is_empty() || !self.search.is_empty()
    }

    /// What the selection finds in `article`, in text order, each once.
    pub fn hits(&self, article: &Article) -> Vec<Hit> {
        let mut hits = self.search.hits(article);
        for &value in &self.chosen {
            hits.extend_from_slice(article.hits_of(value));
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// How many hits [`Selected::hits`] gives; needs no text.
    pub fn n_hits(&self, article: &Article) -> u32 {
        let of_query = self.search.word_hits(article).len();
        let of_values = match self.chosen[..] {
            [] => 0,
            [value] => article.hits_of(value).len(),
            _ => {
                let of = |v: &ValueIdx| article.hits_of(*v).iter().copied();
                let mut hits: Vec<Hit> = self.chosen.iter().flat_map(of).collect();
                hits.sort_unstable();
                hits.dedup();
                hits.len()
            }
        };
        (of_query + of_values) as u32
    }

    /// How many sentences of `article` hold a hit; all of them when nothing is
    /// looked for. A hit belongs to the sentence it begins in.
    pub fn n_sentences(&self, article: &Article) -> u32 {
        if !self.looks_for_something() {
            return article.sentences.len() as u32;
        }
        let starts = self.chosen.iter().flat_map(|&v| article.hits_of(v));
        let mut sentences: Vec<usize> = starts
            .filter_map(|hit| article.sentence_at(hit.span.start))
            .collect();
        for (word, _) in self.search.word_hits(article) {
            sentences.extend(sentence_of_word(article, word));
        }
        sentences.sort_unstable();
        sentences.dedup();
        sentences.len() as u32
    }
}

/// The sentence that the word at index `word` stands in; `None` in titles and
/// headings.
fn sentence_of_word(article: &Article, word: u32) -> Option<usize> {
    let after = article.sentences.partition_point(|s| s.first_word <= word);
    let start = article.sentences[..after].last()?.first_word;
    // A break between means the sentence's paragraph has ended.
    let between = &article.words[start as usize..word as usize];
    let ended = between.contains(&crate::vocabulary::WordId::BREAK);
    (!ended).then_some(after - 1)
}

impl Collection {
    /// What `selection` comes to here.
    pub fn select(&self, selection: &Selection) -> Selected {
        let search = Search::new(self, &selection.query);
        let articles = self.matching(selection, &search, None).iter().collect();
        let mut chosen = Vec::new();
        for clause in selection.clauses.iter().filter(|c| !c.exclude) {
            if let Some(value) = self.value(clause.lens, &clause.key)
                && !chosen.contains(&value)
            {
                chosen.push(value);
            }
        }
        Selected {
            articles,
            chosen,
            search,
        }
    }

    /// How many articles there would be without one clause (its index), or
    /// without the query (`None`), most first, then in the order chosen.
    pub fn without(&self, selection: &Selection) -> Vec<(Option<usize>, u32)> {
        let search = Search::new(self, &selection.query);
        let n = |set: ArticleSet| set.iter().count() as u32;
        let mut out: Vec<(Option<usize>, u32)> = (0..selection.clauses.len())
            .map(|at| (Some(at), n(self.matching(selection, &search, Some(at)))))
            .collect();
        if !search.is_empty() {
            out.push((None, n(self.matching(selection, &Search::default(), None))));
        }
        out.sort_by_key(|&(_, n_articles)| std::cmp::Reverse(n_articles));
        out
    }

    /// The articles of `selection`, one clause left aside.
    fn matching(&self, selection: &Selection, search: &Search, aside: Option<usize>) -> ArticleSet {
        let n_articles = self.articles().len();
        let mut matching = search.articles(self);
        for lens in Lens::ALL {
            let any = selection.any.contains(&lens);
            let mut united: Option<ArticleSet> = None;
            for (at, clause) in selection.clauses.iter().enumerate() {
                if clause.lens != lens || Some(at) == aside {
                    continue;
                }
                let value = self.value(lens, &clause.key);
                let articles = value.map_or(&[][..], |v| &self.values()[v.0 as usize].articles);
                let holding = ArticleSet::of(n_articles, articles);
                match (clause.exclude, any) {
                    (true, _) => matching.subtract(&holding),
                    (false, false) => matching.intersect(&holding),
                    (false, true) => united
                        .get_or_insert_with(|| ArticleSet::empty(n_articles))
                        .unite(&holding),
                }
            }
            if let Some(united) = united {
                matching.intersect(&united);
            }
        }
        matching
    }
}
