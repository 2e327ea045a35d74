//! The concordance: every hit of a selection on a line of its own, with the words
//! around it, sorted by any of them, and grouped by article or entity.
//!
//! A hit belongs to the entity that it names: one whose mention holds it or lies in
//! it ("Kamikawa" in "Yoko Kamikawa", a person that was chosen). A hit that names
//! nothing ("agreement") belongs to each person, organisation, place and programme
//! that its sentence names, and has a line in each of these groups; if there is
//! none, it stands in a last group of its own.
//!
//! Example: for `trade` sorted by the first word on the right, "free *trade*
//! agreement" stands before "fair *trade* talks".

use std::cmp::Reverse;

use chancery_text::{Span, sort};
use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleIdx, Hit};
use crate::selection::Selected;
use crate::store::Collection;
use crate::value::{Lens, ValueIdx};
use crate::word::Words;

/// How the lines are made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// Words on either side; context never leaves the paragraph.
    pub n_words: usize,
    /// What lines of a group are sorted by, the first before the second; then in the
    /// order of articles and text.
    pub keys: Vec<Key>,
    /// What they are grouped by; one group without a name when not said.
    pub group: Option<Grouping>,
}

/// What lines are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grouping {
    /// The article, in the order of import.
    Article,
    /// The entity, those of most lines first, then by label and key.
    Entity,
}

/// Lines that stand together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What they have in common.
    pub of: GroupOf,
    /// Sorted.
    pub lines: Vec<Line>,
}

/// What the lines of a group have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupOf {
    /// Their article.
    Article(ArticleIdx),
    /// The entity they belong to.
    Entity(ValueIdx),
    /// Nothing: they are not grouped, or belong to no entity.
    None,
}

/// One hit with the words around it, all in UTF-8 bytes of its article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// Which article.
    pub article: ArticleIdx,
    /// The hit.
    pub hit: Span,
    /// From the first word before it that is shown to the hit.
    pub left: Span,
    /// From the hit to the last word after it that is shown.
    pub right: Span,
}

/// What lines are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// The word so many before the hit; 1 is the nearest.
    Left(u8),
    /// The hit's own words.
    Hit,
    /// The word so many after the hit; 1 is the nearest.
    Right(u8),
    /// The article, in the order of import: lines of one stand together.
    Article,
}

/// The hits of `selected` as `layout` says; no group is empty. Reads the words of
/// each article with a hit again.
pub fn concordance(collection: &Collection, selected: &Selected, layout: &Layout) -> Vec<Group> {
    let mut lines: Vec<(Vec<String>, Line)> = Vec::new();
    let mut groups: Vec<(GroupOf, Vec<u32>)> = Vec::new();
    // Looked up, never listed.
    let mut place: FxHashMap<GroupOf, usize> = FxHashMap::default();
    for &idx in &selected.articles {
        let hits = selected.hits(collection, idx);
        let Some(article) = collection.article(idx).filter(|_| !hits.is_empty()) else {
            continue;
        };
        let named = match layout.group {
            Some(Grouping::Entity) => named(collection, article),
            Some(Grouping::Article) | None => Vec::new(),
        };
        for line in of_article(idx, article, &hits, layout) {
            let of = match layout.group {
                None => vec![GroupOf::None],
                Some(Grouping::Article) => vec![GroupOf::Article(idx)],
                Some(Grouping::Entity) => entities(article, &named, line.1.hit),
            };
            for of in of {
                let at = *place.entry(of).or_insert(groups.len());
                if at == groups.len() {
                    groups.push((of, Vec::new()));
                }
                groups[at].1.push(lines.len() as u32);
            }
            lines.push(line);
        }
    }
    sort::sort_by_cached_key(&mut groups, |(of, lines)| match of {
        GroupOf::Article(idx) => (false, Reverse(0), format!("{:010}", idx.0)),
        GroupOf::Entity(value) => {
            let value = &collection.values()[value.0 as usize];
            let name = format!("{}\u{0}{}", value.label, value.key);
            (false, Reverse(lines.len()), name)
        }
        GroupOf::None => (true, Reverse(0), String::new()),
    });
    let sorted = |(of, mut of_group): (GroupOf, Vec<u32>)| {
        let key = |at: u32| &lines[at as usize].0;
        sort::sort_by(&mut of_group, |&a, &b| key(a).cmp(key(b)));
        let lines = of_group.into_iter().map(|at| lines[at as usize].1);
        Group {
            of,
            lines: lines.collect(),
        }
    };
    groups.into_iter().map(sorted).collect()
}

/// The mentions of entities in `article`, in text order, the longest first.
fn named(collection: &Collection, article: &Article) -> Vec<(Span, ValueIdx)> {
    let is_entity = |value: &ValueIdx| {
        matches!(
            collection.values()[value.0 as usize].lens,
            Lens::Person | Lens::Organisation | Lens::Place | Lens::Programme
        )
    };
    let values = article.value_counts().map(|v| v.0).filter(is_entity);
    let mut named: Vec<(Span, ValueIdx)> = values
        .flat_map(|value| article.hits_of(value).iter().map(move |h| (h.span, value)))
        .collect();
    sort::sort_by_key(&mut named, |(span, value)| {
        (span.start, Reverse(span.end), *value)
    });
    named
}

/// What a hit belongs to.
fn entities(article: &Article, named: &[(Span, ValueIdx)], hit: Span) -> Vec<GroupOf> {
    let sentence = article.sentence_at(hit.start).unwrap_or(hit);
    let from = named.partition_point(|n| n.0.start < sentence.start.min(hit.start));
    let near = named[from..]
        .iter()
        .take_while(|n| n.0.start < sentence.end.max(hit.end));
    let touches = |span: Span| span.contains(hit) || hit.contains(span);
    let own = near.clone().find(|n| touches(n.0));
    let mut values: Vec<ValueIdx> = match own {
        Some(own) => vec![own.1],
        None => near.map(|n| n.1).collect(),
    };
    sort::sort(&mut values);
    values.dedup();
    if values.is_empty() {
        return vec![GroupOf::None];
    }
    values.into_iter().map(GroupOf::Entity).collect()
}

fn of_article(
    idx: ArticleIdx,
    article: &Article,
    hits: &[Hit],
    layout: &Layout,
) -> Vec<(Vec<String>, Line)> {
    let text = &article.text;
    let words = Words::new(text, &chancery_text::segment(text));
    let mut spans: Vec<Span> = hits.iter().map(|h| h.span).collect();
    spans.dedup();
    let line = |hit: Span| {
        let (from, to) = (words.at_byte(hit.start), words.at_byte(hit.end));
        let (first, last) = around(&words, from, to, layout.n_words);
        let left = if first < from {
            words.span(first).start
        } else {
            hit.start
        };
        let right = if last > to {
            words.span(last - 1).end
        } else {
            hit.end
        };
        let key = |key: &Key| match *key {
            Key::Left(n) => from
                .checked_sub(usize::from(n))
                .filter(|&at| at >= first && at < from)
                .map_or("", |at| words.key(at))
                .to_owned(),
            Key::Right(n) => Some(to + usize::from(n))
                .filter(|&at| at <= last && n > 0)
                .map_or("", |at| words.key(at - 1))
                .to_owned(),
            Key::Hit => (from..to)
                .map(|at| words.key(at))
                .collect::<Vec<_>>()
                .join(" "),
            Key::Article => format!("{:010}", idx.0),
        };
        let line = Line {
            article: idx,
            hit,
            left: Span::new(left.min(hit.start), hit.start),
            right: Span::new(hit.end, right.max(hit.end)),
        };
        (layout.keys.iter().map(key).collect(), line)
    };
    spans.into_iter().map(line).collect()
}

/// The words around `from..to`, up to `n` on either side, in the same zone.
fn around(words: &Words, from: usize, to: usize, n: usize) -> (usize, usize) {
    // Positions run on within a zone and leap between zones.
    let goes_on = |at: usize| words.position(at) == words.position(at - 1) + 1;
    let mut first = from;
    while first > 0 && first < words.len() && from - first < n && goes_on(first) {
        first -= 1;
    }
    let mut last = to;
    while last > 0 && last < words.len() && last - to < n && goes_on(last) {
        last += 1;
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin, Query, Selection};

    fn lines(query: &str, n_words: usize, keys: &[Key]) -> Vec<String> {
        let mut collection = Collection::new(Codebook::diplomatic());
        let texts = [
            "Ministers want fair trade in “café” rice – 日本 🙂.\n\nTrade of ¥5 rose.",
            "They signed a free trade agreement.",
        ];
        for text in texts {
            collection
                .add(Origin::default(), text.to_owned())
                .expect("new");
        }
        let selection = Selection {
            query: Query::new(query),
            ..Selection::default()
        };
        let selected = collection.select(&selection);
        let layout = Layout {
            n_words,
            keys: keys.to_vec(),
            group: None,
        };
        let shown = |line: &Line| {
            let text = &collection.articles()[line.article.0 as usize].text;
            format!(
                "{}[{}]{}",
                line.left.slice(text),
                line.hit.slice(text),
                line.right.slice(text)
            )
        };
        let groups = concordance(&collection, &selected, &layout);
        groups.iter().flat_map(|g| &g.lines).map(shown).collect()
    }

    #[test]
    fn lines_are_sorted_by_the_words_around() {
        let (in_order, by_left, by_right) = (
            [
                "want fair [trade] in “café",
                "[Trade] of ¥5",
                "a free [trade] agreement",
            ],
            [
                "[Trade] of ¥5",
                "want fair [trade] in “café",
                "a free [trade] agreement",
            ],
            [
                "a free [trade] agreement",
                "want fair [trade] in “café",
                "[Trade] of ¥5",
            ],
        );
        assert_eq!(lines("trade", 2, &[]), in_order);
        assert_eq!(lines("trade", 2, &[Key::Left(1)]), by_left);
        assert_eq!(lines("trade", 2, &[Key::Right(1)]), by_right);
        assert_eq!(
            lines("trade", 2, &[Key::Article, Key::Left(1)]),
            [by_left[0], by_left[1], by_left[2]]
        );
        assert_eq!(lines("\"free trade\"", 0, &[Key::Hit]), ["[free trade]"]);
        assert_eq!(
            lines("🙂 zzz", 2, &[Key::Right(0), Key::Left(0), Key::Left(255)]),
            [""; 0]
        );
    }

    fn groups(query: &str, group: Grouping) -> Vec<String> {
        let mut collection = Collection::new(Codebook::diplomatic());
        let texts = [
            "India and Japan signed an agreement – “日本” 🙂. The agreement of ¥5 is é.",
            "Japan praised the agreement. Nobody signed it.",
        ];
        for text in texts {
            let added = collection.add(Origin::default(), text.to_owned());
            added.expect("it has words");
        }
        let selection = Selection {
            query: Query::new(query),
            ..Selection::default()
        };
        let selected = collection.select(&selection);
        let layout = Layout {
            n_words: 1,
            keys: vec![Key::Left(1)],
            group: Some(group),
        };
        let label = |of| match of {
            GroupOf::Article(idx) => format!("{}", idx.0),
            GroupOf::Entity(value) => collection.values()[value.0 as usize].label.clone(),
            GroupOf::None => "-".to_owned(),
        };
        concordance(&collection, &selected, &layout)
            .iter()
            .map(|g| format!("{} {}", label(g.of), g.lines.len()))
            .collect()
    }

    #[test]
    fn lines_are_grouped_by_article_or_entity() {
        let cases: [(&str, Grouping, &[&str]); 5] = [
            ("agreement", Grouping::Article, &["0 2", "1 1"]),
            (
                "agreement",
                Grouping::Entity,
                &["Japan 2", "India 1", "- 1"],
            ),
            ("Japan", Grouping::Entity, &["Japan 2"]),
            ("signed", Grouping::Entity, &["India 1", "Japan 1", "- 1"]),
            ("zzz", Grouping::Entity, &[]),
        ];
        for (query, group, expected) in cases {
            assert_eq!(groups(query, group), expected, "{query}");
        }
    }
}
