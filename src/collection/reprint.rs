//! Reprints: articles that hold the same text, under another headline, cut short, or
//! with something added. What is told of here is wording alone: that two articles
//! are worded alike does not make what they report one event, and nothing is
//! joined by it.
//!
//! A text is looked at as its runs of five words. Two articles are worded alike
//! when half of the runs of the shorter stand in the longer. Candidates are found
//! without holding each against each: an article keeps the least hash of its runs in
//! each of 128 bins (one-permutation MinHash), and is looked up by bands of three
//! bins. Of articles that share half of all their runs more than 99 in 100 meet in a
//! band; of unrelated ones almost none. Candidates are then counted run by run.
//!
//! Example: an agency's report of nine sentences, and the first five of them under
//! another headline, are worded alike: 100 % of the shorter.

use chancery_text::sort;
use rustc_hash::FxHashMap;

use crate::article::ArticleIdx;
use crate::store::Collection;
use crate::word::Words;

/// Articles that are worded alike, each like another of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reprint {
    /// Ascending; two at least.
    pub articles: Vec<ArticleIdx>,
    /// By article: how much of the shorter stands in the longer of it and the one of
    /// the others that it is likest to, in per cent.
    pub likeness: Vec<u8>,
}

/// What an article keeps to be found by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Sketch {
    /// None when there are too few runs to tell.
    pub(crate) bins: Vec<u16>,
}

/// Words of a run: fewer stand in unrelated articles, more are broken by every edit.
const RUN: usize = 5;

const N_BINS: usize = 128;

/// Bins of a band.
const BAND: usize = 3;

/// Runs that two articles must share: about two sentences.
const LEAST_RUNS: usize = 30;

/// Share of the runs of the shorter that must stand in the longer, in per cent.
const LEAST: usize = 50;

/// Bins that must agree before runs are counted: of two of which one holds half of
/// the other a third agree.
const LEAST_BINS: usize = N_BINS / 8;

impl Sketch {
    pub(crate) fn new(words: &Words) -> Self {
        let runs = runs(words);
        if runs.len() < LEAST_RUNS {
            return Self::default();
        }
        let mut bins = vec![None; N_BINS];
        for run in runs {
            let (bin, rest) = (run as usize % N_BINS, (run >> 32) as u32);
            let least = bins[bin].get_or_insert(rest);
            *least = rest.min(*least);
        }
        // An empty bin takes what the next one has, so that short articles can meet.
        let next = |at: usize| {
            let mut after = (0..N_BINS).map(|step| (step, bins[(at + step) % N_BINS]));
            after.find_map(|(step, bin)| Some(bin?.wrapping_add(step as u32)))
        };
        Self {
            // Sixteen bits tell bins apart well enough.
            bins: (0..N_BINS).filter_map(next).map(|b| b as u16).collect(),
        }
    }
}

/// The runs of an article as hashes, in text order.
fn runs(words: &Words) -> Vec<u64> {
    // FNV-1a, which is the same on every machine.
    let hash = |word: &str| {
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let words: Vec<u64> = words.keys().map(hash).collect();
    let run = |words: &[u64]| {
        let mixed = words.iter().fold(0u64, |mixed, word| {
            (mixed.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        // Every bit of the run in every bit of the hash.
        let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 33)
    };
    words.windows(RUN).map(run).collect()
}

/// The articles of `collection` that are worded alike, by their first article.
pub(crate) fn reprints(collection: &Collection) -> Vec<Reprint> {
    let mut groups = Groups {
        collection,
        leads: (0..collection.articles().len() as u32).collect(),
        runs: FxHashMap::default(),
        pairs: Vec::new(),
    };
    let mut bands: Vec<(u32, [u16; BAND], ArticleIdx)> = Vec::new();
    for article in collection.live().iter() {
        let sketch = &collection.articles()[article.0 as usize].sketch;
        for (at, band) in (0u32..).zip(sketch.bins.chunks_exact(BAND)) {
            bands.extend(band.try_into().ok().map(|band| (at, band, article)));
        }
    }
    sort::sort(&mut bands);
    for same in bands.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        groups.meet(same.iter().map(|band| band.2));
    }
    groups.finish()
}

/// Articles on their way into groups.
struct Groups<'c> {
    collection: &'c Collection,
    /// By article: the first that is known to be worded as it is; itself at first.
    leads: Vec<u32>,
    /// Of articles that were compared: their runs, sorted.
    runs: FxHashMap<ArticleIdx, Vec<u64>>,
    /// Those that are alike, and how much.
    pairs: Vec<(ArticleIdx, ArticleIdx, u8)>,
}

impl Groups<'_> {
    /// Compares articles that have a band in common, each with one of each group.
    fn meet(&mut self, articles: impl Iterator<Item = ArticleIdx>) {
        let mut others: Vec<ArticleIdx> = Vec::new();
        for article in articles {
            let mut is_new = true;
            for &other in &others {
                if self.lead(article) == self.lead(other) {
                    is_new = false;
                } else if let Some(likeness) = self.likeness(other, article) {
                    self.pairs.push((other, article, likeness));
                    self.join(other, article);
                    is_new = false;
                }
            }
            if is_new {
                others.push(article);
            }
        }
    }

    fn lead(&mut self, article: ArticleIdx) -> u32 {
        let mut at = article.0;
        while self.leads[at as usize] != at {
            let above = self.leads[self.leads[at as usize] as usize];
            self.leads[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: ArticleIdx, b: ArticleIdx) {
        let (a, b) = (self.lead(a), self.lead(b));
        self.leads[a.max(b) as usize] = a.min(b);
    }

    /// How much of the shorter stands in the longer, in per cent, if it is enough.
    fn likeness(&mut self, a: ArticleIdx, b: ArticleIdx) -> Option<u8> {
        let sketch = |article: ArticleIdx| &self.collection.articles()[article.0 as usize].sketch;
        let bins = sketch(a).bins.iter().zip(&sketch(b).bins);
        if bins.filter(|(a, b)| a == b).count() < LEAST_BINS {
            return None;
        }
        for article in [a, b] {
            let text = &self.collection.articles()[article.0 as usize].text;
            self.runs.entry(article).or_insert_with(|| {
                let mut runs = runs(&Words::new(text, &chancery_text::segment(text)));
                runs.sort_unstable();
                runs.dedup();
                runs
            });
        }
        let (a, b) = (&self.runs[&a], &self.runs[&b]);
        let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let is_shared = |run: &&u64| longer.binary_search(run).is_ok();
        let n_shared = shorter.iter().filter(is_shared).count();
        let likeness = n_shared * 100 / shorter.len().max(1);
        (n_shared >= LEAST_RUNS && likeness >= LEAST).then_some(likeness as u8)
    }

    fn finish(mut self) -> Vec<Reprint> {
        let mut best: FxHashMap<ArticleIdx, u8> = FxHashMap::default();
        for &(a, b, likeness) in &self.pairs {
            for article in [a, b] {
                let known = best.entry(article).or_default();
                *known = likeness.max(*known);
            }
        }
        let mut members: Vec<(u32, ArticleIdx)> = Vec::new();
        for at in 0..self.leads.len() as u32 {
            let article = ArticleIdx(at);
            if best.contains_key(&article) {
                members.push((self.lead(article), article));
            }
        }
        sort::sort(&mut members);
        let groups = members.chunk_by(|a, b| a.0 == b.0);
        groups
            .map(|group| Reprint {
                articles: group.iter().map(|m| m.1).collect(),
                likeness: group.iter().map(|m| best[&m.1]).collect(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin};

    const REPORT: [&str; 9] = [
        "Foreign ministers of the two countries met in Tokyo on Tuesday for talks on trade.",
        "They agreed to speed up work on a railway between the port and the capital.",
        "A loan of ¥5 billion will pay for the first part, officials said after the meeting.",
        "The second part, which crosses the mountains, is to be finished within eight years.",
        "Neither side named the companies that may build it, nor said when tenders begin.",
        "Opposition parties called the terms of the loan unclear and asked for a debate.",
        "The ministers also spoke of fishing rights, on which no progress was reported.",
        "A further round of talks is planned for the spring, in the café of the 日本 museum.",
        "Trade between the two countries grew by a tenth last year, mostly in “machines” 🙂.",
    ];

    fn text(head: &str, sentences: &[&str], end: &str) -> String {
        format!("{head}\n\n{}\n\n{end}", sentences.join(" "))
    }

    fn groups(texts: &[String]) -> Vec<(Vec<u32>, Vec<u8>)> {
        let mut collection = Collection::new(Codebook::default());
        for text in texts {
            collection
                .add(Origin::default(), text.clone())
                .expect("new");
        }
        let groups = reprints(&collection).into_iter();
        groups
            .map(|g| (g.articles.iter().map(|a| a.0).collect(), g.likeness))
            .collect()
    }

    #[test]
    fn reprints_are_found_whatever_is_around_them() {
        let mut edited = REPORT.to_vec();
        edited[3] = "Nobody would say when the harder part of the line will be ready for trains.";
        let mut other: Vec<&str> = REPORT[..2].to_vec();
        let own = "Elsewhere a court heard an appeal over a mine, and a strike closed three ports \
                   for a day while unions and owners argued over pay, hours and the price of bread.";
        other.push(own);
        let texts = [
            text("Talks in Tokyo", &REPORT, ""),
            text("Ministers agree on railway", &REPORT[..5], "Leave a Reply"),
            text("", &other, ""),
            text(
                "Railway: what we know",
                &edited,
                "More from our site: the weather.",
            ),
            text("Mines", &[own], ""),
        ];
        let found = groups(&texts);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, [0, 1, 3]);
        assert!(
            found[0].1.iter().all(|&l| (60..=100).contains(&l)),
            "{found:?}"
        );
    }

    #[test]
    fn the_same_form_with_other_words_is_no_reprint() {
        let report = |country: &str, sum: u32, day: &str| {
            let sentence = |n: u32| {
                format!(
                    "On {day} {country} put the cost of item {n} at {} dollars.",
                    sum * n
                )
            };
            (1..12).map(sentence).collect::<Vec<_>>().join(" ")
        };
        let texts = [report("Chile", 7, "Monday"), report("Kenya", 9, "Friday")];
        assert_eq!(groups(&texts), []);
        assert_eq!(groups(&[]), []);
    }

    #[test]
    fn many_copies_are_one_group() {
        let copies: Vec<String> = (0..60)
            .map(|n| text(&format!("Edition {n}"), &REPORT, ""))
            .collect();
        let found = groups(&copies);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.len(), 60);
    }
}
