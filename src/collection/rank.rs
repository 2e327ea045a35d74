//! How well an article answers a query: BM25 over the words and phrases asked for.
//!
//! Each word, phrase or pair that is asked for adds to an article that holds it:
//! the more the rarer it is among all articles, and the more often it stands there
//! for the article's length. What is asked for by a field (`who:`, `date:`) chooses
//! articles and adds nothing.
//!
//! Reading how often a word stands in each article needs no position, so that all
//! articles are scored in one look at the lists of the words.

use std::cmp::Ordering;

use crate::article::ArticleIdx;
use crate::index::Pattern;
use crate::posting::ArticleSet;
use crate::query::{Node, Query};
use crate::search::Search;
use crate::store::Collection;

/// How soon more of the same word adds little; the usual value.
const K1: f32 = 1.2;

/// How much the length of an article counts; the usual value.
const B: f32 = 0.75;

impl Collection {
    /// How many articles `query` finds, and the best `n_wanted` of them, the best
    /// first, of equals the first imported.
    pub fn best(&self, query: &Query, n_wanted: usize) -> (usize, Vec<(ArticleIdx, f32)>) {
        let search = Search::new(self, query);
        let (found, scores) = search.articles_with_scores();
        let mut best: Vec<(ArticleIdx, f32)> = Vec::with_capacity(2 * n_wanted + 1);
        let (mut n_found, mut bar) = (0, f32::NEG_INFINITY);
        for article in found.iter() {
            n_found += 1;
            let score = scores[article.0 as usize];
            // Of equals the first stays, and it is there already.
            if score > bar || best.len() < n_wanted {
                best.push((article, score));
                if best.len() > 2 * n_wanted {
                    best.select_nth_unstable_by(n_wanted.saturating_sub(1), better);
                    best.truncate(n_wanted);
                    bar = best.last().map_or(f32::INFINITY, |last| last.1);
                }
            }
        }
        best.sort_unstable_by(better);
        best.truncate(n_wanted);
        (n_found, best)
    }

    /// By article: how well it answers `query`, as [`Collection::best`] has it.
    pub fn scores(&self, query: &Query) -> Vec<f32> {
        Search::new(self, query).articles_with_scores().1
    }
}

fn better(a: &(ArticleIdx, f32), b: &(ArticleIdx, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// How often something stands in each article that holds it, by article.
type Counts = Vec<(ArticleIdx, u32)>;

impl Search<'_> {
    /// What the query finds, and by article its score.
    fn articles_with_scores(self) -> (ArticleSet, Vec<f32>) {
        let mut scores = vec![0.0; self.collection().articles().len()];
        let Some(root) = self.root() else {
            return (self.articles(), scores);
        };
        let mut counted = Vec::new();
        let mut found = self.count(root, &mut counted);
        // The index may still hold words of articles that are removed.
        found.intersect(self.collection().live());
        for counts in &counted {
            self.add(counts, &found, &mut scores);
        }
        (found, scores)
    }

    /// The articles that `node` finds; puts what makes them fit among `counted`.
    fn count(self, node: &Node, counted: &mut Vec<Counts>) -> ArticleSet {
        match node {
            Node::All(nodes) => {
                let mut all = self.collection().live().clone();
                for node in nodes {
                    all.intersect(&self.count(node, counted));
                }
                all
            }
            Node::Any(nodes) => {
                let mut any = ArticleSet::empty(self.collection().articles().len());
                for node in nodes {
                    any.unite(&self.count(node, counted));
                }
                any
            }
            Node::Phrase(_) | Node::Near(..) | Node::InTitle(_) => {
                let counts = self.counts(node);
                let mut found = ArticleSet::empty(self.collection().articles().len());
                counts.iter().for_each(|count| found.insert(count.0));
                counted.push(counts);
                found
            }
            Node::Not(_)
            | Node::Value(..)
            | Node::Dated(_)
            | Node::Published(_)
            | Node::Amount(_) => self.set(node),
        }
    }

    fn counts(self, node: &Node) -> Counts {
        let live = self.collection().live();
        if let Node::Phrase(patterns) = node
            && let [pattern] = &patterns[..]
        {
            return self.counts_of_word(pattern);
        }
        if self.is_plain(node) {
            let mut counts = Vec::new();
            self.stand(node, live, |article, positions| {
                counts.push((article, positions.len() as u32));
            });
            return counts;
        }
        let places = self.places(node, live);
        let of_article = places.chunk_by(|a, b| a.article == b.article);
        of_article.map(|p| (p[0].article, p.len() as u32)).collect()
    }

    /// How often the words that `pattern` means stand in each article that holds
    /// one, by article.
    fn counts_of_word(self, pattern: &Pattern) -> Counts {
        let live = self.collection().live();
        let lists = self.collection().index().postings(pattern);
        let all = lists.iter().flat_map(|list| list.counts());
        let all = all.filter(|count| live.contains(count.0));
        if matches!(pattern, Pattern::Word(_)) {
            return all.collect();
        }
        let n_articles = self.collection().articles().len();
        let n_bytes: usize = lists.iter().map(|list| list.n_bytes()).sum();
        if n_bytes < n_articles / 16 {
            let mut counts: Counts = all.collect();
            counts.sort_unstable();
            counts.dedup_by(|next, first| {
                let is_same = next.0 == first.0;
                first.1 += u32::from(is_same) * next.1;
                is_same
            });
            return counts;
        }
        // Many words: added up in a table of all articles sooner than sorted.
        let mut table = vec![0u32; n_articles];
        for (article, n) in all {
            table[article.0 as usize] += n;
        }
        let counts = (0u32..).zip(table).filter(|count| count.1 > 0);
        counts.map(|(at, n)| (ArticleIdx(at), n)).collect()
    }

    fn add(self, counts: &[(ArticleIdx, u32)], within: &ArticleSet, scores: &mut [f32]) {
        let sizes = self.collection().sizes();
        let (n, n_holding) = (sizes.n_articles() as f32, counts.len() as f32);
        let rarity = (1.0 + (n - n_holding + 0.5).max(0.0) / (n_holding + 0.5)).ln();
        let average = sizes.average();
        for &(article, count) in counts.iter().filter(|c| within.contains(c.0)) {
            let length = sizes.of(article).n_words as f32 / average;
            let count = count as f32;
            let weight = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
            scores[article.0 as usize] += rarity * weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin};

    fn best(query: &str, n: usize) -> (usize, Vec<u32>) {
        let mut collection = Collection::new(Codebook::default());
        let texts = [
            "Trade talks in Tokyo – trade, tariffs and “trade” again. 日本 🙂",
            "Talks on trade were held in the café by ministers of many countries.",
            "Ministers spoke of the weather, of ¥5 and of little else that matters here.",
            "Tariffs",
        ];
        for text in texts {
            collection
                .add(Origin::default(), text.to_owned())
                .expect("new");
        }
        let (n_found, best) = collection.best(&Query::new(query), n);
        (n_found, best.into_iter().map(|b| b.0.0).collect())
    }

    #[test]
    fn the_best_come_first() {
        let cases: [(&str, usize, usize, &[u32]); 9] = [
            ("trade", 9, 2, &[0, 1]),
            ("tariffs", 9, 2, &[3, 0]),
            ("tariffs", 1, 2, &[3]),
            ("tariffs OR ministers", 9, 4, &[3, 0, 1, 2]),
            ("trade -tokyo", 9, 1, &[1]),
            ("\"trade talks\" OR weather", 9, 2, &[0, 2]),
            ("tra* OR ~cafes", 9, 2, &[1, 0]),
            ("zzz", 9, 0, &[]),
            ("", 2, 4, &[0, 1]),
        ];
        for (query, n, n_found, expected) in cases {
            assert_eq!(best(query, n), (n_found, expected.to_vec()), "{query}");
        }
    }

    #[test]
    fn the_best_of_many_are_the_first_of_all() {
        let mut collection = Collection::new(Codebook::default());
        for number in 0..300 {
            let text = format!("{} {number}", "trade é ".repeat(number * 7 % 23 + 1));
            collection.add(Origin::default(), text).expect("new");
        }
        let query = Query::new("trade");
        let all = collection.best(&query, 1000).1;
        for n in [0, 1, 19, 20, 64, 299] {
            assert_eq!(collection.best(&query, n).1, all[..n], "{n}");
        }
    }
}
