//! The query line: what it asks for, and where that stands.
//!
//! For now words, "phrases" and what shall not be there (`-word`). Words are
//! compared folded; a word with hyphens is a phrase. Reading a query never
//! fails: what is not understood is named.

use chancery_text::fold::fold_word;
use chancery_text::{Span, tokenize};

use crate::article::{self, Article, ArticleIdx, Hit, HitKind};
use crate::posting::ArticleSet;
use crate::store::Collection;
use crate::vocabulary::WordId;

/// A query as read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// An article must hold each of these runs of words.
    pub all: Vec<Vec<String>>,
    /// It must hold none of these.
    pub none: Vec<Vec<String>>,
    /// What was not understood, each in one sentence.
    pub problems: Vec<String>,
}

/// A query in the words of one collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    all: Vec<Phrase>,
    none: Vec<Phrase>,
}

/// A run of words; `None` when the collection lacks one of them.
type Phrase = Option<Vec<WordId>>;

impl Query {
    /// Reads a query line.
    pub fn new(line: &str) -> Self {
        let mut query = Self::default();
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let (excluded, after) = match rest.strip_prefix(['-', '−']) {
                Some(after) => (true, after),
                None => (false, rest),
            };
            let (words, after) = query.take(after);
            rest = after.trim_start();
            if words.is_empty() {
                continue;
            }
            let list = if excluded {
                &mut query.none
            } else {
                &mut query.all
            };
            if !list.contains(&words) {
                list.push(words);
            }
        }
        query
    }

    /// Takes one word or "phrase" off the front.
    fn take<'l>(&mut self, rest: &'l str) -> (Vec<String>, &'l str) {
        let is_quote = |c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
        let (piece, after) = match rest.strip_prefix(is_quote) {
            Some(inner) => match inner.split_once(is_quote) {
                Some(parts) => parts,
                None => {
                    self.problems
                        .push(format!("The quotation mark before “{inner}” is not closed; it is read up to the end of the line."));
                    (inner, "")
                }
            },
            None => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || is_quote(c))
                    .unwrap_or(rest.len());
                rest.split_at(end)
            }
        };
        let words = words_of(piece);
        if words.is_empty() && !piece.is_empty() {
            self.problems.push(format!(
                "“{piece}” holds no letter or digit and is passed over."
            ));
        }
        (words, after)
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }
}

/// The words of `piece`, folded as those of articles are.
fn words_of(piece: &str) -> Vec<String> {
    let tokens = tokenize(piece, Span::at(0, piece.len()));
    tokens
        .iter()
        .filter(|t| article::is_word(t.kind))
        .map(|t| fold_word(t.span.slice(piece)))
        .collect()
}

impl Search {
    pub(crate) fn new(collection: &Collection, query: &Query) -> Self {
        let phrases = |list: &[Vec<String>]| -> Vec<Phrase> {
            let id = |word: &String| collection.vocabulary.get(word);
            list.iter()
                .map(|words| words.iter().map(id).collect())
                .collect()
        };
        Self {
            all: phrases(&query.all),
            none: phrases(&query.none),
        }
    }

    /// Whether nothing is asked.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }

    /// The articles it finds.
    pub(crate) fn articles(&self, collection: &Collection) -> ArticleSet {
        let n_articles = collection.articles().len();
        let mut found = ArticleSet::full(n_articles);
        for phrase in &self.all {
            found.intersect(&holding(collection, phrase));
        }
        for phrase in &self.none {
            found.subtract(&holding(collection, phrase));
        }
        found
    }

    /// Word ranges of its hits in `article`: (first word, one past the last), in
    /// text order.
    pub(crate) fn word_hits(&self, article: &Article) -> Vec<(u32, u32)> {
        let mut hits = Vec::new();
        for phrase in self.all.iter().flatten() {
            hits.extend(occurrences(&article.words, phrase));
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// Its hits in `article`, in text order. Finds the words in the text again,
    /// so this is for articles that are shown.
    pub(crate) fn hits(&self, article: &Article) -> Vec<Hit> {
        let word_hits = self.word_hits(article);
        if word_hits.is_empty() {
            return Vec::new();
        }
        let segments = chancery_text::segment(&article.text);
        let words: Vec<Option<Span>> = article::readable_words(&segments)
            .map(|token| token.map(|t| t.span))
            .collect();
        let span = |at: u32| words.get(at as usize).copied().flatten();
        let spans = word_hits
            .iter()
            .filter_map(|&(from, to)| Some(span(from)?.cover(span(to - 1)?)));
        spans
            .map(|span| Hit {
                span,
                kind: HitKind::Find,
            })
            .collect()
    }
}

/// The articles that hold `phrase`.
fn holding(collection: &Collection, phrase: &Phrase) -> ArticleSet {
    let n_articles = collection.articles().len();
    let Some(words) = phrase else {
        return ArticleSet::empty(n_articles);
    };
    let of_word = |w: &WordId| ArticleSet::of(n_articles, &collection.word_articles[w.0 as usize]);
    let mut holding = ArticleSet::full(n_articles);
    for word in words {
        holding.intersect(&of_word(word));
    }
    if words.len() < 2 {
        return holding;
    }
    let list: Vec<ArticleIdx> = holding
        .iter()
        .filter(|a| {
            let article = &collection.articles()[a.0 as usize];
            occurrences(&article.words, words).next().is_some()
        })
        .collect();
    ArticleSet::of(n_articles, &list)
}

/// Where `phrase` stands in `words`; `phrase` is not empty.
fn occurrences<'w>(words: &'w [WordId], phrase: &'w [WordId]) -> impl Iterator<Item = (u32, u32)> {
    let windows = words.windows(phrase.len().max(1)).enumerate();
    windows
        .filter(move |(_, window)| *window == phrase)
        .map(|(at, window)| (at as u32, (at + window.len()) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_lines_are_read() {
        type Runs = &'static [&'static [&'static str]];
        let cases: [(&str, Runs, Runs, usize); 9] = [
            ("", &[], &[], 0),
            ("Japan trade", &[&["japan"], &["trade"]], &[], 0),
            (
                "“South China Sea” -trade",
                &[&["south", "china", "sea"]],
                &[&["trade"]],
                0,
            ),
            ("high-speed", &[&["high", "speed"]], &[], 0),
            ("-\"free trade\"", &[], &[&["free", "trade"]], 0),
            ("\"not closed", &[&["not", "closed"]], &[], 1),
            ("!!! 日本 🙂", &[&["日本"]], &[], 2),
            ("trade trade", &[&["trade"]], &[], 0),
            ("\"\" - ”", &[], &[], 1),
        ];
        for (line, all, none, n_problems) in cases {
            let query = Query::new(line);
            assert_eq!(query.all, all, "{line}");
            assert_eq!(query.none, none, "{line}");
            assert_eq!(
                query.problems.len(),
                n_problems,
                "{line} {:?}",
                query.problems
            );
        }
    }
}
