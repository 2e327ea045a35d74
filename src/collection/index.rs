//! The positional index: which articles hold a word, and where.
//!
//! New articles go to a part that grows; when it is large enough it is settled
//! into a [`segment`]: one flat buffer, compact, searched as it lies. Both give
//! the same postings, so nobody who asks sees the difference. What is asked of
//! postings does not live here: that is [`crate::search`].

pub(crate) mod coding;
mod growing;
mod segment;

use std::borrow::Cow;

use crate::article::ArticleIdx;
use crate::part::Bytes;
use crate::posting::ArticleSet;
use crate::word::Words;
use growing::Growing;
use segment::Segment;

/// Articles after which the growing part is settled: large enough that few
/// segments are asked, small enough that settling takes a moment.
const SETTLE_AT: u32 = 8192;

/// Articles from which on a segment of its own is worth it: fewer are as quick
/// where they are, and many small segments are slow to ask.
const WORTH_SETTLING: u32 = 500;

/// The words of a collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    segments: Vec<Segment>,
    growing: Growing,
}

/// Where one word stands in some of the articles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Postings<'i> {
    /// By article: steps from the article before, number of positions.
    articles: &'i [u8],
    /// By article: steps from the position before.
    positions: &'i [u8],
    /// The article before the first.
    base: u32,
}

/// Which words of the index are meant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Pattern {
    /// This word.
    Word(String),
    /// What satisfies a glob: `*` any characters, `?` one.
    Glob(String),
    /// What is at most so many letters away.
    Like(String, u8),
}

impl Index {
    /// Adds the words of an article; articles come in ascending order.
    pub(crate) fn add(&mut self, article: ArticleIdx, words: &Words) {
        self.growing.add(article, words);
        if self.growing.n_articles() >= SETTLE_AT {
            self.settle();
        }
    }

    /// Makes the growing part compact if it is large enough to be worth it, and joins
    /// it with small parts before it, as long as those are not much larger: so there
    /// are few parts, and each article is written anew a few times only.
    pub(crate) fn settle_if_large(&mut self, live: &ArticleSet) {
        if self.growing.n_articles() < WORTH_SETTLING {
            return;
        }
        self.settle();
        while let [.., before, last] = &self.segments[..] {
            let (n_before, n_last) = (before.n_live(live), last.n_live(live));
            if n_before + n_last > SETTLE_AT || n_before > 2 * n_last {
                return;
            }
            let last_two = self.segments.split_off(self.segments.len() - 2);
            self.segments.push(Segment::of_live(&last_two, live));
        }
    }

    fn settle(&mut self) {
        if self.growing.n_articles() > 0 {
            let growing = std::mem::take(&mut self.growing);
            self.segments.push(growing.settle());
        }
    }

    /// Drops the words of articles that are not `live` from every part of which
    /// half is dead, and joins parts that have become small.
    pub(crate) fn compact(&mut self, live: &ArticleSet) {
        if self.growing.n_live(live) == 0 {
            self.growing = Growing::default();
        } else if is_mostly_dead(self.growing.n_articles(), self.growing.n_live(live)) {
            // A few dead articles do no harm; a segment for each few would.
            self.settle_if_large(live);
        }
        let mut compact: Vec<Segment> = Vec::new();
        for segment in std::mem::take(&mut self.segments) {
            let n_live = segment.n_live(live);
            if n_live == 0 {
                continue;
            }
            let is_small = |s: &mut Segment| s.n_live(live) + n_live <= SETTLE_AT / 2;
            match compact.pop_if(is_small) {
                Some(small) => compact.push(Segment::of_live(&[small, segment], live)),
                None if is_mostly_dead(segment.n_articles(), n_live) => {
                    compact.push(Segment::of_live(&[segment], live));
                }
                None => compact.push(segment),
            }
        }
        self.segments = compact;
    }

    /// The postings of every word that `pattern` means; for one word over all
    /// parts they are in ascending order of articles.
    pub(crate) fn postings(&self, pattern: &Pattern) -> Vec<Postings<'_>> {
        let mut postings = Vec::new();
        for segment in &self.segments {
            segment.postings(pattern, &mut postings);
        }
        self.growing.postings(pattern, &mut postings);
        postings
    }

    /// Every part as one flat buffer.
    pub(crate) fn buffers(&self) -> Vec<Cow<'_, [u8]>> {
        let settled = self.segments.iter().map(|s| Cow::Borrowed(s.buffer()));
        let mut buffers: Vec<Cow<'_, [u8]>> = settled.collect();
        if self.growing.n_articles() > 0 {
            let settled = self.growing.clone().settle();
            buffers.push(Cow::Owned(settled.buffer().to_vec()));
        }
        buffers
    }

    /// The index of which these are the parts. One that is none holds no words.
    pub(crate) fn of_buffers(buffers: Vec<Bytes>) -> Self {
        Self {
            segments: buffers.into_iter().map(Segment::of_buffer).collect(),
            growing: Growing::default(),
        }
    }

    /// Bytes of the settled part.
    pub(crate) fn n_bytes(&self) -> usize {
        self.segments.iter().map(Segment::n_bytes).sum()
    }
}

/// Whether so few of a part's articles are live that it is worth writing anew.
fn is_mostly_dead(n_articles: u32, n_live: u32) -> bool {
    n_live * 2 <= n_articles
}

impl<'i> Postings<'i> {
    /// The articles, ascending; positions are not looked at.
    pub(crate) fn articles(self) -> impl Iterator<Item = ArticleIdx> + 'i {
        self.counts().map(|(article, _)| article)
    }

    /// The articles, ascending, each with how often the word stands there.
    pub(crate) fn counts(self) -> impl Iterator<Item = (ArticleIdx, u32)> + 'i {
        let (mut bytes, mut article) = (self.articles, self.base);
        std::iter::from_fn(move || {
            let (step, n) = coding::read_entry(&mut bytes)?;
            article = article.wrapping_add(step);
            Some((ArticleIdx(article), n))
        })
    }

    /// The article before the first.
    pub(crate) fn base(self) -> u32 {
        self.base
    }

    /// Takes the step to the next article and the number of positions there.
    pub(crate) fn next_entry(&mut self) -> Option<(u32, u32)> {
        coding::read_entry(&mut self.articles)
    }

    /// Passes over `n_passed` positions and appends the next `n`.
    pub(crate) fn read_positions(&mut self, n_passed: u32, n: u32, out: &mut Vec<u32>) {
        coding::split(&mut self.positions, n_passed);
        let mut position = 0u32;
        for _ in 0..n {
            let Some(step) = coding::read(&mut self.positions) else {
                return;
            };
            position = position.wrapping_add(step);
            out.push(position);
        }
    }

    /// Bytes of the list of articles: about as many as there are.
    pub(crate) fn n_bytes(self) -> usize {
        self.articles.len()
    }

    /// Each article with its positions.
    pub(crate) fn iter(self) -> PostingIter<'i> {
        PostingIter {
            rest: self,
            article: self.base,
        }
    }
}

/// Reads postings.
pub(crate) struct PostingIter<'i> {
    rest: Postings<'i>,
    article: u32,
}

/// The positions of a word in one article, ascending.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Positions<'i> {
    bytes: &'i [u8],
}

impl<'i> Iterator for PostingIter<'i> {
    type Item = (ArticleIdx, Positions<'i>);

    fn next(&mut self) -> Option<Self::Item> {
        let (step, n) = coding::read_entry(&mut self.rest.articles)?;
        self.article = self.article.wrapping_add(step);
        let bytes = coding::split(&mut self.rest.positions, n);
        Some((ArticleIdx(self.article), Positions { bytes }))
    }
}

impl<'i> Positions<'i> {
    /// Ascending.
    pub(crate) fn iter(self) -> impl Iterator<Item = u32> + 'i {
        let (mut bytes, mut position) = (self.bytes, 0u32);
        std::iter::from_fn(move || {
            position = position.wrapping_add(coding::read(&mut bytes)?);
            Some(position)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glob;

    const TEXTS: [&str; 5] = [
        "Trade talks – trade, TRADE and tariffs in 日本 🙂",
        "The talk of “traders” at ¥5; trad jazz",
        "Café trades",
        "Nothing here’s for you",
        "trade",
    ];

    fn index(settle_after: &[usize]) -> Index {
        let mut index = Index::default();
        for (at, text) in TEXTS.iter().enumerate() {
            let words = Words::new(text, &chancery_text::segment(text));
            index.add(ArticleIdx(at as u32), &words);
            if settle_after.contains(&at) {
                index.settle();
            }
        }
        index
    }

    /// Article and position of each word that is meant, found by looking at all.
    fn brute_force(pattern: &Pattern) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for (at, text) in TEXTS.iter().enumerate() {
            let words = Words::new(text, &chancery_text::segment(text));
            for word in 0..words.len() {
                let key = words.key(word);
                let is_meant = match pattern {
                    Pattern::Word(word) => word == key,
                    Pattern::Glob(pattern) => glob::is_like(pattern, key),
                    Pattern::Like(word, n) => n_edits(word, key) <= usize::from(*n),
                };
                if is_meant {
                    found.push((at as u32, words.position(word)));
                }
            }
        }
        found
    }

    /// Letters to add, drop, change or swap with their neighbour.
    fn n_edits(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let change = usize::from(a[i - 1] != b[j - 1]);
                        let mut least = (d[i - 1][j] + 1)
                            .min(d[i][j - 1] + 1)
                            .min(d[i - 1][j - 1] + change);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(d[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn every_pattern_finds_what_looking_at_all_finds() {
        let word = |w: &str| Pattern::Word(w.into());
        let glob = |g: &str| Pattern::Glob(g.into());
        let like = |w: &str, n| Pattern::Like(w.into(), n);
        let patterns = [
            word("trade"),
            word("cafe"),
            word("日本"),
            word("absent"),
            word(""),
            glob("trad*"),
            glob("t*s"),
            glob("*e"),
            glob("????"),
            glob("*"),
            like("trade", 1),
            like("tarde", 1),
            like("talk", 2),
            like("日木", 1),
        ];
        for settle_after in [&[][..], &[4], &[0, 2], &[0, 1, 2, 3, 4]] {
            let index = index(settle_after);
            for pattern in &patterns {
                let mut found = Vec::new();
                for postings in index.postings(pattern) {
                    for (article, positions) in postings.iter() {
                        found.extend(positions.iter().map(|p| (article.0, p)));
                    }
                }
                found.sort_unstable();
                assert_eq!(
                    found,
                    brute_force(pattern),
                    "{pattern:?}, settled after {settle_after:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_removed_is_found_no_more_and_what_stays_is() {
        let patterns = [
            Pattern::Word("trade".into()),
            Pattern::Glob("*".into()),
            Pattern::Like("talk".into(), 2),
        ];
        for settle_after in [&[][..], &[4], &[0, 2], &[0, 1, 2, 3, 4]] {
            for removed in [&[0][..], &[4], &[1, 3], &[0, 1, 2], &[0, 1, 2, 3, 4]] {
                let mut index = index(settle_after);
                let mut live = ArticleSet::default();
                (0..TEXTS.len() as u32).for_each(|at| live.push(ArticleIdx(at)));
                for &at in removed {
                    live.remove(ArticleIdx(at));
                    index.compact(&live);
                }
                for pattern in &patterns {
                    let mut found = Vec::new();
                    for postings in index.postings(pattern) {
                        for (article, positions) in postings.iter() {
                            found.extend(positions.iter().map(|p| (article.0, p)));
                        }
                    }
                    found.retain(|f| live.contains(ArticleIdx(f.0)));
                    found.sort_unstable();
                    let mut expected = brute_force(pattern);
                    expected.retain(|f| !removed.contains(&f.0));
                    assert_eq!(
                        found, expected,
                        "{pattern:?} without {removed:?}, settled after {settle_after:?}"
                    );
                }
                let n_held: u32 = index.segments.iter().map(Segment::n_articles).sum();
                if settle_after.last() == Some(&4) {
                    assert!(
                        n_held as usize <= 2 * live.len(),
                        "{n_held} without {removed:?}"
                    );
                }
            }
        }
    }
}
