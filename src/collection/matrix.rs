//! Matrices: themes against articles, and persons, organisations and countries
//! against each other.
//!
//! What is counted are the hits that lenses count. Two actors stand together in
//! a sentence that names both apart from each other: "Ministry of Foreign Affairs
//! of Japan" names the ministry and not Japan beside it. Example: in "India and
//! Japan met. India spoke." India has two sentences, the pair has one.

use std::cmp::Reverse;

use chancery_text::{Span, sort};
use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleIdx};
use crate::selection::Selected;
use crate::store::Collection;
use crate::value::{Lens, ValueIdx};

/// Hits of themes in articles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThemeMatrix {
    /// In the order of import.
    pub articles: Vec<ArticleIdx>,
    /// Theme (its place in the codebook), article (its place in `articles`), hits;
    /// by theme and article, what has no hit left out.
    pub cells: Vec<(u32, u32, u32)>,
}

/// Who is named with whom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ActorMatrix {
    /// Those named in the most sentences, then by label and key.
    pub actors: Vec<Actor>,
    /// Actors in the selection, shown or not.
    pub n_actors: u32,
    /// By first and second.
    pub pairs: Vec<Pair>,
}

/// A person, organisation or country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The lens value it is.
    pub value: ValueIdx,
    /// Sentences of the selection that name it.
    pub n_sentences: u32,
}

/// Two actors, by place; the first stands before the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The one.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Sentences that name both.
    pub n_sentences: u32,
    /// Events that both take part in.
    pub n_meetings: u32,
}

/// The themes of the codebook in the articles of `selected`: in all of them, or in
/// the `n_articles` with the most hits of themes. A theme has the hits of those
/// under it too.
pub fn themes(collection: &Collection, selected: &Selected, n_articles: usize) -> ThemeMatrix {
    let n_themes = collection.codebook().themes.len() as u32;
    let n_hits = |idx: &ArticleIdx, theme: u32| {
        let article = collection.article(*idx);
        article.map_or(0, |a| a.hits_of(ValueIdx(theme)).len() as u32)
    };
    let mut articles = selected.articles.clone();
    if articles.len() > n_articles {
        sort::sort_by_cached_key(&mut articles, |idx| {
            Reverse((0..n_themes).map(|theme| n_hits(idx, theme)).sum::<u32>())
        });
        articles.truncate(n_articles);
        sort::sort(&mut articles);
    }
    let mut cells = Vec::new();
    for theme in 0..n_themes {
        let of_theme = (0u32..).zip(&articles);
        let of_theme = of_theme.map(|(at, idx)| (theme, at, n_hits(idx, theme)));
        cells.extend(of_theme.filter(|cell| cell.2 > 0));
    }
    ThemeMatrix { articles, cells }
}

/// The `n_actors` persons, organisations and countries that the most sentences of
/// `selected` name, against each other. Costs time in proportion to the mentions,
/// and the square of `n_actors`.
pub fn actors(collection: &Collection, selected: &Selected, n_actors: usize) -> ActorMatrix {
    let values: Vec<bool> = (0..collection.values().len() as u32)
        .map(|v| is_actor(collection, ValueIdx(v)))
        .collect();
    let mut n_sentences = vec![0u32; values.len()];
    for_each_sentence(collection, selected, &values, |together| {
        for value in together {
            n_sentences[value.0 as usize] += 1;
        }
    });
    let mut actors: Vec<Actor> = (0u32..)
        .zip(&n_sentences)
        .filter(|(_, n)| **n > 0)
        .map(|(value, &n_sentences)| Actor {
            value: ValueIdx(value),
            n_sentences,
        })
        .collect();
    let n_all = actors.len() as u32;
    sort::sort_by_key(&mut actors, |actor| {
        let value = &collection.values()[actor.value.0 as usize];
        (Reverse(actor.n_sentences), &value.label, &value.key)
    });
    actors.truncate(n_actors);
    let mut place: Vec<Option<u32>> = vec![None; values.len()];
    for (at, actor) in (0u32..).zip(&actors) {
        place[actor.value.0 as usize] = Some(at);
    }
    // Looked up; sorted below.
    let mut counts: FxHashMap<(u32, u32), (u32, u32)> = FxHashMap::default();
    for_each_sentence(collection, selected, &values, |together| {
        let places = together.iter().filter_map(|v| place[v.0 as usize]);
        for_each_pair(places.collect(), |pair| {
            counts.entry(pair).or_default().0 += 1;
        });
    });
    for event in &collection.ledger().events {
        if !event.reports.iter().any(|r| selected.contains(r.0)) {
            continue;
        }
        let members = event.participants.iter().chain(&event.parties);
        let places = members
            .filter_map(|id| value_of(collection, id))
            .filter_map(|v| place[v.0 as usize]);
        for_each_pair(places.collect(), |pair| {
            counts.entry(pair).or_default().1 += 1;
        });
    }
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|((a, b), (n_sentences, n_meetings))| Pair {
            a,
            b,
            n_sentences,
            n_meetings,
        })
        .collect();
    sort::sort_by_key(&mut pairs, |pair| (pair.a, pair.b));
    ActorMatrix {
        actors,
        n_actors: n_all,
        pairs,
    }
}

/// The lens value of an actor's entity.
pub(crate) fn value_of(collection: &Collection, id: &str) -> Option<ValueIdx> {
    let lens = Lens::of(collection.entity(id)?.kind)?;
    collection.value(lens, id)
}

/// Whether a lens value is a person, an organisation or a country.
fn is_actor(collection: &Collection, value: ValueIdx) -> bool {
    let value = &collection.values()[value.0 as usize];
    match value.lens {
        Lens::Person | Lens::Organisation => true,
        Lens::Place => collection
            .entity(&value.key)
            .is_some_and(|e| e.iso3166.is_some()),
        Lens::Theme | Lens::Date | Lens::Money | Lens::Role | Lens::Programme => false,
    }
}

/// Hands the values of `wanted` that each sentence names to `take`, each once,
/// ascending.
fn for_each_sentence(
    collection: &Collection,
    selected: &Selected,
    wanted: &[bool],
    mut take: impl FnMut(&[ValueIdx]),
) {
    for &idx in &selected.articles {
        let Some(article) = collection.article(idx) else {
            continue;
        };
        let named = named(article, wanted);
        for sentence in named.chunk_by(|a, b| a.0 == b.0) {
            let mut values: Vec<ValueIdx> = sentence.iter().map(|n| n.1).collect();
            sort::sort(&mut values);
            values.dedup();
            take(&values);
        }
    }
}

/// The sentences of `article`, ascending, each with what it names outside longer
/// names.
fn named(article: &Article, wanted: &[bool]) -> Vec<(usize, ValueIdx)> {
    let mut hits: Vec<(Span, ValueIdx)> = Vec::new();
    for (value, _) in article.value_counts() {
        if wanted.get(value.0 as usize) == Some(&true) {
            hits.extend(article.hits_of(value).iter().map(|h| (h.span, value)));
        }
    }
    // By start, the longest first: what lies in a longer name comes after it.
    sort::sort_by_key(&mut hits, |(span, value)| {
        (span.start, Reverse(span.end), *value)
    });
    let mut named = Vec::new();
    let mut end = 0;
    for (span, value) in hits {
        let is_within = span.end <= end;
        end = end.max(span.end);
        if let Some(sentence) = article.sentence_index(span.start).filter(|_| !is_within) {
            named.push((sentence, value));
        }
    }
    named
}

fn for_each_pair(mut list: Vec<u32>, mut take: impl FnMut((u32, u32))) {
    sort::sort(&mut list);
    list.dedup();
    for (at, &a) in list.iter().enumerate() {
        for &b in &list[at + 1..] {
            take((a, b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin, Selection};

    const TEXTS: [&str; 2] = [
        "India and Japan spoke of tariffs and trade. Japanese firms – “NATO” – sell in India. Japan paid ¥5 🙂.",
        "Narendra Modi held talks with Emmanuel Macron in Paris. India and France are “amis” é 日本.",
    ];

    fn collection() -> Collection {
        let mut collection = Collection::new(Codebook::diplomatic());
        for text in TEXTS {
            let added = collection.add(Origin::default(), text.to_owned());
            added.expect("it has words");
        }
        collection
    }

    #[test]
    fn actors_are_counted_by_sentence_and_meeting() {
        let collection = collection();
        let selected = collection.select(&Selection::default());
        let matrix = actors(&collection, &selected, 100);
        let label = |at: u32| {
            let value = matrix.actors[at as usize].value;
            collection.values()[value.0 as usize].label.as_str()
        };
        assert_eq!(matrix.n_actors as usize, matrix.actors.len());
        assert_eq!((label(0), matrix.actors[0].n_sentences), ("India", 3));
        assert_eq!((label(1), matrix.actors[1].n_sentences), ("Japan", 3));
        let pair = |x: &str, y: &str| {
            let is =
                |p: &&Pair| [(label(p.a), label(p.b)), (label(p.b), label(p.a))].contains(&(x, y));
            let pair = matrix.pairs.iter().find(is);
            pair.map_or((0, 0), |p| (p.n_sentences, p.n_meetings))
        };
        assert_eq!(pair("India", "Japan").0, 2);
        assert_eq!(pair("Narendra Modi", "Emmanuel Macron"), (1, 1));
        assert_eq!(pair("Narendra Modi", "Japan"), (0, 0));
        let few = actors(&collection, &selected, 1);
        assert_eq!((few.actors.len(), few.n_actors), (1, matrix.n_actors));
        assert_eq!(few.pairs, []);
    }

    #[test]
    fn themes_are_counted_in_the_articles_with_most_of_them() {
        let collection = collection();
        let selected = collection.select(&Selection::default());
        let all = themes(&collection, &selected, 10);
        assert_eq!(all.articles, [ArticleIdx(0), ArticleIdx(1)]);
        let total: u32 = all.cells.iter().map(|c| c.2).sum();
        let counted: u32 = collection.values()[..collection.codebook().themes.len()]
            .iter()
            .map(|v| v.n_hits)
            .sum();
        assert_eq!(total, counted);
        assert!(total > 0);
        let few = themes(&collection, &selected, 1);
        assert_eq!(few.articles, [ArticleIdx(0)]);
    }
}
