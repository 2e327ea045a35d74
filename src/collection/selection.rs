//! The selection: which articles are looked at, and what is a hit in them.

use crate::article::{Article, ArticleIdx, Hit};
use crate::posting::ArticleSet;
use crate::query::Query;
use crate::search::{Found, Search};
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
#[derive(Clone, PartialEq, Debug, Default)]
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
    /// The chosen values that are not excluded, each once, in the order chosen;
    /// then those that the query names, by lens and key.
    pub chosen: Vec<ValueIdx>,
    found: Found,
    asks: bool,
}

impl Selected {
    /// Whether `article` is one of them.
    pub fn contains(&self, article: ArticleIdx) -> bool {
        self.articles.binary_search(&article).is_ok()
    }

    /// Whether anything is looked for, so that there can be hits.
    pub fn looks_for_something(&self) -> bool {
        !self.chosen.is_empty() || self.asks
    }

    /// What the selection finds in an article, in text order, each once.
    pub fn hits(&self, collection: &Collection, idx: ArticleIdx) -> Vec<Hit> {
        let Some(article) = collection.article(idx) else {
            return Vec::new();
        };
        let mut hits = self.found.hits_in(idx, article);
        hits.extend(self.value_hits(article));
        chancery_text::sort::sort(&mut hits);
        hits.dedup();
        hits
    }

    /// How many hits [`Selected::hits`] gives; needs no text.
    pub fn n_hits(&self, collection: &Collection, idx: ArticleIdx) -> u32 {
        let Some(article) = collection.article(idx) else {
            return 0;
        };
        let of_values = match self.chosen[..] {
            [value] => article.hits_of(value).len(),
            _ => {
                let mut hits: Vec<Hit> = self.value_hits(article).collect();
                chancery_text::sort::sort(&mut hits);
                hits.dedup();
                hits.len()
            }
        };
        (self.found.places_in(idx).len() + of_values) as u32
    }

    /// How many sentences of the selected articles hold a hit; all of them when
    /// nothing is looked for. A hit belongs to the sentence it begins in.
    pub fn n_sentences(&self, collection: &Collection) -> u32 {
        let mut sentences: Vec<usize> = Vec::new();
        let of_article = self.articles.iter().map(|&idx| {
            if !self.looks_for_something() {
                return collection.sizes().of(idx).n_sentences;
            }
            let article = &collection.articles()[idx.0 as usize];
            sentences.clear();
            let hits = self.value_hits(article).map(|hit| hit.span.start);
            sentences.extend(hits.filter_map(|at| article.sentence_index(at)));
            let places = self.found.places_in(idx).iter().map(|place| place.from);
            sentences.extend(places.filter_map(|at| article.sentence_at_position(at)));
            chancery_text::sort::sort(&mut sentences);
            sentences.dedup();
            sentences.len() as u32
        });
        of_article.sum()
    }

    fn value_hits<'a>(&'a self, article: &'a Article) -> impl Iterator<Item = Hit> + 'a {
        self.chosen
            .iter()
            .flat_map(|&v| article.hits_of(v))
            .copied()
    }
}

impl Collection {
    /// What `selection` comes to here.
    pub fn select(&self, selection: &Selection) -> Selected {
        let articles = self.matching(selection, Some(&selection.query), None);
        let found = Search::new(self, &selection.query).found(&articles);
        let mut chosen = Vec::new();
        let clauses = selection.clauses.iter().filter(|c| !c.exclude);
        let values = clauses.filter_map(|c| self.value(c.lens, &c.key));
        // Not in the order met, which tells of articles that are gone.
        let mut named = found.values.clone();
        chancery_text::sort::sort_by(&mut named, |a, b| {
            let value = |v: &ValueIdx| &self.values()[v.0 as usize];
            let key = |v| (value(v).lens, &value(v).key);
            key(a).cmp(&key(b))
        });
        for value in values.chain(named) {
            if !chosen.contains(&value) {
                chosen.push(value);
            }
        }
        Selected {
            articles: articles.iter().collect(),
            chosen,
            found,
            asks: !selection.query.is_empty(),
        }
    }

    /// How many articles there would be without one clause (its index), or
    /// without the query (`None`), most first, then in the order chosen.
    pub fn without(&self, selection: &Selection) -> Vec<(Option<usize>, u32)> {
        let query = Some(&selection.query);
        let n = |set: ArticleSet| set.iter().count() as u32;
        let mut out: Vec<(Option<usize>, u32)> = (0..selection.clauses.len())
            .map(|at| (Some(at), n(self.matching(selection, query, Some(at)))))
            .collect();
        if !selection.query.is_empty() {
            out.push((None, n(self.matching(selection, None, None))));
        }
        chancery_text::sort::sort_by_key(&mut out, |&(_, n_articles)| {
            std::cmp::Reverse(n_articles)
        });
        out
    }

    /// The articles that `query` finds and that fit the clauses of `selection`,
    /// one left aside.
    fn matching(
        &self,
        selection: &Selection,
        query: Option<&Query>,
        aside: Option<usize>,
    ) -> ArticleSet {
        let n_articles = self.articles().len();
        let mut matching = match query {
            Some(query) => Search::new(self, query).articles(),
            None => self.live().clone(),
        };
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
