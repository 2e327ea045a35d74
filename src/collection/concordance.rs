//! The concordance: every hit of a selection on a line of its own, with the words
//! around it, sorted by any of them.
//!
//! Example: for `trade` sorted by the first word on the right, "free *trade*
//! agreement" stands before "fair *trade* talks".

use chancery_text::{Span, sort};

use crate::article::{Article, ArticleIdx, Hit};
use crate::selection::Selected;
use crate::store::Collection;
use crate::word::Words;

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

/// The hits of `selected` with up to `n_words` words on either side, sorted by
/// `keys`, then in the order of articles and text. Context never leaves the
/// paragraph. Reads the words of each article with a hit again.
pub fn concordance(
    collection: &Collection,
    selected: &Selected,
    n_words: usize,
    keys: &[Key],
) -> Vec<Line> {
    let mut lines: Vec<(Vec<String>, Line)> = Vec::new();
    for &idx in &selected.articles {
        let hits = selected.hits(collection, idx);
        let article = collection.article(idx).filter(|_| !hits.is_empty());
        lines.extend(
            article
                .into_iter()
                .flat_map(|a| of_article(idx, a, &hits, n_words, keys)),
        );
    }
    sort::sort_by(&mut lines, |a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|line| line.1).collect()
}

fn of_article(
    idx: ArticleIdx,
    article: &Article,
    hits: &[Hit],
    n_words: usize,
    keys: &[Key],
) -> Vec<(Vec<String>, Line)> {
    let text = &article.text;
    let words = Words::new(text, &chancery_text::segment(text));
    let mut spans: Vec<Span> = hits.iter().map(|h| h.span).collect();
    spans.dedup();
    let line = |hit: Span| {
        let (from, to) = (words.at_byte(hit.start), words.at_byte(hit.end));
        let (first, last) = around(&words, from, to, n_words);
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
        (keys.iter().map(key).collect(), line)
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
        let shown = |line: &Line| {
            let text = &collection.articles()[line.article.0 as usize].text;
            format!(
                "{}[{}]{}",
                line.left.slice(text),
                line.hit.slice(text),
                line.right.slice(text)
            )
        };
        concordance(&collection, &selected, n_words, keys)
            .iter()
            .map(shown)
            .collect()
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
}
