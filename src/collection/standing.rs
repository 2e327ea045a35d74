//! Plain words that stand near each other: phrases and NEAR, read article by article
//! from the lists of the index. Articles that hold only some of the words are passed
//! over without reading where they stand there.
//!
//! Example: of "foreign minister" the list of "foreign" is read, of that of "minister"
//! what is in the same articles.

use crate::article::ArticleIdx;
use crate::index::{Index, Pattern, Postings};
use crate::posting::ArticleSet;

/// Where one word stands, article by article over all parts of the index.
struct Standing<'i> {
    /// The lists that are still to be read, the last first.
    lists: Vec<Postings<'i>>,
    list: Option<Postings<'i>>,
    /// The article that is looked at.
    article: u32,
    /// Positions of articles before it that were passed over.
    n_passed: u32,
    /// Positions in it.
    n_here: u32,
}

impl<'i> Standing<'i> {
    fn new(index: &'i Index, word: &str) -> Self {
        let mut lists = index.postings(&Pattern::Word(word.to_owned()));
        lists.reverse();
        let list = lists.pop();
        Self {
            article: list.map_or(0, Postings::base),
            lists,
            list,
            n_passed: 0,
            n_here: 0,
        }
    }

    /// Goes on to the next article, if there is one.
    fn next(&mut self) -> Option<()> {
        loop {
            let list = self.list.as_mut()?;
            self.n_passed = self.n_passed.saturating_add(self.n_here);
            self.n_here = 0;
            if let Some((step, n)) = list.next_entry() {
                self.article = self.article.wrapping_add(step);
                self.n_here = n;
                return Some(());
            }
            self.list = self.lists.pop();
            self.article = self.list.map_or(0, Postings::base);
            self.n_passed = 0;
        }
    }

    /// Goes on to the first article that is not before `article`.
    fn seek(&mut self, article: u32) -> Option<u32> {
        while self.n_here == 0 || self.article < article {
            self.next()?;
        }
        Some(self.article)
    }

    /// The positions in the article that is looked at; once.
    fn read(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        if let Some(list) = &mut self.list {
            list.read_positions(self.n_passed, self.n_here, positions);
        }
        (self.n_passed, self.n_here) = (0, 0);
    }
}

/// Shows `see` each article of `within` that holds all of `words`.
fn for_each_common<'i>(
    words: &mut [Standing<'i>],
    within: &ArticleSet,
    mut see: impl FnMut(ArticleIdx, &mut [Standing<'i>]),
) {
    let mut wanted = 0;
    'articles: loop {
        for (at, word) in words.iter_mut().enumerate() {
            let Some(article) = word.seek(wanted) else {
                return;
            };
            if article > wanted {
                wanted = article;
                // The words before this one may not stand there.
                if at > 0 {
                    continue 'articles;
                }
            }
        }
        if within.contains(ArticleIdx(wanted)) {
            see(ArticleIdx(wanted), words);
        }
        let Some(next) = wanted.checked_add(1) else {
            return;
        };
        wanted = next;
    }
}

/// Shows `see` each article of `within` in which `words` follow each other, and where
/// they begin.
pub(crate) fn phrases(
    index: &Index,
    words: &[&str],
    within: &ArticleSet,
    mut see: impl FnMut(ArticleIdx, &[u32]),
) {
    let mut words: Vec<Standing<'_>> = words.iter().map(|w| Standing::new(index, w)).collect();
    let (mut starts, mut here) = (Vec::new(), Vec::new());
    for_each_common(&mut words, within, |article, words| {
        for (step, word) in (0u32..).zip(words) {
            if step == 0 {
                word.read(&mut starts);
                continue;
            }
            word.read(&mut here);
            let mut rest = here.iter().peekable();
            starts.retain(|start| {
                let wanted = start.wrapping_add(step);
                while rest.next_if(|&&h| h < wanted).is_some() {}
                rest.peek() == Some(&&wanted)
            });
        }
        if !starts.is_empty() {
            see(article, &starts);
        }
    });
}

/// Shows `see` each article of `within` in which words `a` and `b` stand at most `n`
/// words apart, and where either of them does.
pub(crate) fn pairs(
    index: &Index,
    (a, b): (&str, &str),
    n: u32,
    within: &ArticleSet,
    mut see: impl FnMut(ArticleIdx, &[u32]),
) {
    let mut words = vec![Standing::new(index, a)];
    words.extend((a != b).then(|| Standing::new(index, b)));
    let (mut of_a, mut of_b, mut near) = (Vec::new(), Vec::new(), Vec::new());
    for_each_common(&mut words, within, |article, words| {
        words[0].read(&mut of_a);
        near.clear();
        match words.get_mut(1) {
            Some(b) => {
                b.read(&mut of_b);
                push_near(&of_a, &of_b, n, &mut near);
            }
            None => push_neighbours(&of_a, n, &mut near),
        }
        if !near.is_empty() {
            see(article, &near);
        }
    });
}

/// Of two ascending lists what is at most `n` away from one of the other, ascending.
fn push_near(a: &[u32], b: &[u32], n: u32, near: &mut Vec<u32>) {
    let (mut a, mut b) = (a, b);
    // The last of either list that was taken.
    let (mut last_a, mut last_b): (Option<u32>, Option<u32>) = (None, None);
    loop {
        let is_a = match (a.first(), b.first()) {
            (Some(a), Some(b)) => a < b,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return,
        };
        let (from, others, last, last_other) = if is_a {
            (&mut a, b, &mut last_a, last_b)
        } else {
            (&mut b, a, &mut last_b, last_a)
        };
        let (here, next) = (from[0], others.first());
        let is_near = last_other.is_some_and(|l| here.abs_diff(l) <= n)
            || next.is_some_and(|next| next.abs_diff(here) <= n);
        if is_near {
            near.push(here);
        }
        *last = Some(here);
        *from = &from[1..];
    }
}

/// Of an ascending list what is at most `n` away from its neighbour.
fn push_neighbours(list: &[u32], n: u32, near: &mut Vec<u32>) {
    let is_near = |a: usize, b: usize| b < list.len() && list[b].abs_diff(list[a]) <= n;
    let neighbours = (0..list.len()).filter(|&at| {
        let before = at.checked_sub(1).is_some_and(|before| is_near(before, at));
        before || is_near(at, at + 1)
    });
    near.extend(neighbours.map(|at| list[at]));
}
