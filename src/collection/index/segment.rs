//! A settled part of the index: one flat buffer, in memory as on disk.
//!
//! ```text
//! magic, number of blocks, start of the block table                 (3 × u32)
//! first article, last article, number of articles                   (3 × u32)
//! postings: of each word the bytes of articles, then of positions
//! blocks of 16 words, sorted, front-coded; before each the start of its postings
//! block table: of each block its start                              (u32 each)
//! ```
//!
//! All numbers of fixed width are little-endian. Reading checks every bound, so
//! that a damaged buffer gives fewer postings and never a panic.

use std::sync::OnceLock;

use super::growing::Growing;
use super::{Pattern, Postings, coding};
use crate::article::ArticleIdx;
use crate::glob;
use crate::like::{Like, Mark, Marks};
use crate::part::Bytes;
use crate::posting::ArticleSet;

/// "chx3"; the digit is the version of the format.
const MAGIC: u32 = u32::from_le_bytes(*b"chx3");

/// Words in a block. More make the dictionary smaller and looking up slower.
const BLOCK: usize = 16;

const HEADER: usize = 24;

/// A settled part.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    buffer: Bytes,
    /// Made when first asked for what is almost a word.
    glance: OnceLock<Glance>,
}

/// What is seen of all words at a glance.
#[derive(Clone, Debug)]
struct Glance {
    words: Vec<Mark>,
    blocks: Vec<Marks>,
}

/// Which articles a segment holds words of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) n_articles: u32,
}

/// A word on its way in.
pub(super) struct Entry<'e> {
    pub(super) word: &'e str,
    pub(super) articles: &'e [u8],
    pub(super) positions: &'e [u8],
}

/// A word of a block, read.
struct Row {
    n_articles: usize,
    n_positions: usize,
}

impl Segment {
    /// A segment of `entries`, which are sorted by word.
    pub(super) fn new<'e>(of: Held, entries: impl Iterator<Item = Entry<'e>> + Clone) -> Self {
        let mut buffer = vec![0; HEADER];
        let mut starts = Vec::new();
        for entry in entries.clone() {
            starts.push(buffer.len() as u32);
            buffer.extend_from_slice(entry.articles);
            buffer.extend_from_slice(entry.positions);
        }
        let (mut blocks, mut before): (Vec<u32>, &str) = (Vec::new(), "");
        for (at, entry) in entries.enumerate() {
            if at % BLOCK == 0 {
                blocks.push(buffer.len() as u32);
                buffer.extend_from_slice(&starts[at].to_le_bytes());
                before = "";
            }
            let shared = n_shared(before, entry.word);
            coding::write(shared as u32, &mut buffer);
            coding::write((entry.word.len() - shared) as u32, &mut buffer);
            buffer.extend_from_slice(&entry.word.as_bytes()[shared..]);
            coding::write(entry.articles.len() as u32, &mut buffer);
            coding::write(entry.positions.len() as u32, &mut buffer);
            before = entry.word;
        }
        let header = [
            MAGIC,
            blocks.len() as u32,
            buffer.len() as u32,
            of.first,
            of.last,
            of.n_articles,
        ];
        for (at, number) in header.iter().enumerate() {
            buffer[at * 4..at * 4 + 4].copy_from_slice(&number.to_le_bytes());
        }
        for block in blocks {
            buffer.extend_from_slice(&block.to_le_bytes());
        }
        buffer.shrink_to_fit();
        Self::of_buffer(buffer)
    }

    pub(super) fn of_buffer(buffer: impl Into<Bytes>) -> Self {
        Self {
            buffer: buffer.into(),
            glance: OnceLock::new(),
        }
    }

    pub(super) fn buffer(&self) -> &[u8] {
        &self.buffer
    }

    pub(super) fn n_bytes(&self) -> usize {
        self.buffer.len()
    }

    fn number(&self, at: usize) -> Option<u32> {
        let bytes = self.buffer.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// One segment of the `live` articles of several, which come in order.
    pub(super) fn of_live(segments: &[Self], live: &ArticleSet) -> Self {
        let held = segments.iter().map(Self::held);
        let first = held.clone().map(|h| h.first).min().unwrap_or(0);
        let last = held.map(|h| h.last).max().unwrap_or(0);
        let n_live = segments.iter().map(|s| s.n_live(live)).sum();
        let mut growing = Growing::between(ArticleIdx(first), ArticleIdx(last), n_live);
        for segment in segments {
            segment.walk("", |word, postings| {
                growing.pour(word, postings, live);
                true
            });
        }
        growing.settle()
    }

    fn held(&self) -> Held {
        Held {
            first: self.number(12).unwrap_or(0),
            last: self.number(16).unwrap_or(0),
            n_articles: self.number(20).unwrap_or(0),
        }
    }

    pub(super) fn n_articles(&self) -> u32 {
        self.held().n_articles
    }

    pub(super) fn n_live(&self, live: &ArticleSet) -> u32 {
        let Held { first, last, .. } = self.held();
        live.n_between(ArticleIdx(first), ArticleIdx(last)) as u32
    }

    fn table(&self) -> usize {
        self.number(8).unwrap_or(0) as usize
    }

    fn n_blocks(&self) -> usize {
        match self.number(0) {
            Some(MAGIC) => self.number(4).unwrap_or(0) as usize,
            _ => 0,
        }
    }

    /// The bytes of a block behind its postings' start, and that start.
    fn block(&self, block: usize) -> Option<(&[u8], usize)> {
        let at = self.table().checked_add(block.checked_mul(4)?)?;
        let at = self.number(at)? as usize;
        Some((
            self.buffer.get(at.checked_add(4)?..)?,
            self.number(at)? as usize,
        ))
    }

    /// The first word of a block.
    fn first_word(&self, block: usize) -> &[u8] {
        let first = || {
            let (mut bytes, _) = self.block(block)?;
            coding::read(&mut bytes)?;
            let n = coding::read(&mut bytes)? as usize;
            bytes.get(..n)
        };
        first().unwrap_or(&[])
    }

    /// The last block whose first word is not after `word`.
    fn block_of(&self, word: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.n_blocks());
        while from < to {
            let middle = from.midpoint(to);
            if self.first_word(middle) <= word {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from.saturating_sub(1)
    }

    pub(super) fn postings<'i>(&'i self, pattern: &Pattern, out: &mut Vec<Postings<'i>>) {
        match pattern {
            Pattern::Word(word) => self.walk(word, |found, postings| {
                if found == word {
                    out.push(postings);
                }
                found < word.as_str()
            }),
            Pattern::Glob(glob) => {
                let stem = glob::stem(glob);
                self.walk(stem, |found, postings| {
                    if glob::is_like(glob, found) {
                        out.push(postings);
                    }
                    found < stem || found.starts_with(stem)
                });
            }
            Pattern::Like(word, n_edits) => self.like(word, *n_edits, out),
        }
    }

    /// The postings of what is almost `word`. Most blocks, and most words of the
    /// others, are passed over by their marks alone; the rest is read.
    fn like<'i>(&'i self, word: &str, n_edits: u8, out: &mut Vec<Postings<'i>>) {
        let glance = self.glance.get_or_init(|| self.glance());
        let like = Like::new(word, n_edits);
        let blocks = glance.words.chunks(BLOCK).zip(&glance.blocks).enumerate();
        for (block, (marks, _)) in blocks.filter(|(_, b)| like.may_be_among(*b.1)) {
            let Some(last) = marks.iter().rposition(|m| like.may_be(*m)) else {
                continue;
            };
            let mut at = 0;
            self.walk_from(block, |found, postings| {
                if like.may_be(marks[at]) && like.is_met_by(found) {
                    out.push(postings);
                }
                at += 1;
                at <= last
            });
        }
    }

    fn glance(&self) -> Glance {
        let mut words = Vec::new();
        self.walk("", |word, _| {
            words.push(Mark::new(word));
            true
        });
        Glance {
            blocks: words.chunks(BLOCK).map(Marks::of).collect(),
            words,
        }
    }

    /// Shows `see` each word from about `from` on with its postings, while `see` says
    /// to go on.
    fn walk<'i>(&'i self, from: &str, see: impl FnMut(&str, Postings<'i>) -> bool) {
        self.walk_from(self.block_of(from.as_bytes()), see);
    }

    /// The same from the first word of a block.
    fn walk_from<'i>(&'i self, first: usize, mut see: impl FnMut(&str, Postings<'i>) -> bool) {
        let base = self.held().first;
        let mut word: Vec<u8> = Vec::new();
        for block in first..self.n_blocks() {
            let Some((mut bytes, mut start)) = self.block(block) else {
                return;
            };
            for _ in 0..BLOCK {
                // The last block may be short; behind it lies the block table.
                let is_last = block + 1 == self.n_blocks();
                if is_last && self.buffer.len() - bytes.len() >= self.table() {
                    return;
                }
                let Some(row) = read_row(&mut bytes, &mut word) else {
                    return;
                };
                let positions = start.saturating_add(row.n_articles);
                let end = positions.saturating_add(row.n_positions);
                let postings = Postings {
                    articles: self.buffer.get(start..positions).unwrap_or(&[]),
                    positions: self.buffer.get(positions..end).unwrap_or(&[]),
                    base,
                };
                start = end;
                if !see(str::from_utf8(&word).unwrap_or(""), postings) {
                    return;
                }
            }
        }
    }
}

/// Reads a row off the front; `word` is the one before and becomes this one.
fn read_row(bytes: &mut &[u8], word: &mut Vec<u8>) -> Option<Row> {
    let shared = coding::read(bytes)? as usize;
    let n = coding::read(bytes)? as usize;
    let (rest_of_word, rest) = bytes.split_at_checked(n)?;
    *bytes = rest;
    word.truncate(shared);
    word.extend_from_slice(rest_of_word);
    Some(Row {
        n_articles: coding::read(bytes)? as usize,
        n_positions: coding::read(bytes)? as usize,
    })
}

/// Bytes that both words begin with, whole characters only.
fn n_shared(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Held = Held {
        first: 0,
        last: 1,
        n_articles: 1,
    };

    fn segment() -> Segment {
        let words: Vec<String> = (0..40).map(|n| format!("wörd{n:02}")).collect();
        let entries: Vec<Entry<'_>> = words
            .iter()
            .map(|word| Entry {
                word,
                articles: &[1, 1],
                positions: &[7],
            })
            .collect();
        Segment::new(HELD, entries.iter().map(|e| Entry { ..*e }))
    }

    fn n_found(segment: &Segment, pattern: &Pattern) -> usize {
        let mut out = Vec::new();
        segment.postings(pattern, &mut out);
        out.len()
    }

    #[test]
    fn words_are_found_in_any_block() {
        let segment = segment();
        for n in 0..40 {
            assert_eq!(n_found(&segment, &Pattern::Word(format!("wörd{n:02}"))), 1);
        }
        assert_eq!(n_found(&segment, &Pattern::Word("wörd".into())), 0);
        assert_eq!(n_found(&segment, &Pattern::Glob("wörd1*".into())), 10);
        assert_eq!(n_found(&segment, &Pattern::Glob("*".into())), 40);
        assert_eq!(n_found(&segment, &Pattern::Like("word00".into(), 1)), 1);
        let none = Segment::new(HELD, std::iter::empty());
        assert_eq!(n_found(&none, &Pattern::Glob("*".into())), 0);
    }

    #[test]
    fn a_damaged_buffer_never_panics() {
        let whole = segment().buffer().to_vec();
        let patterns = [
            Pattern::Word("wörd17".into()),
            Pattern::Glob("w*".into()),
            Pattern::Like("wörd".into(), 2),
        ];
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let cut = whole[..at].to_vec();
            for buffer in [broken, cut] {
                let segment = Segment::of_buffer(buffer);
                for pattern in &patterns {
                    let mut out = Vec::new();
                    segment.postings(pattern, &mut out);
                    for postings in out.into_iter().take(100) {
                        let _ = postings
                            .iter()
                            .take(100)
                            .map(|(_, p)| p.iter().take(100).count())
                            .sum::<usize>();
                    }
                }
            }
        }
    }
}
