//! Cues: the wordings that tell a record, from the tables of `data/`.
//!
//! A row of a table is a value (a status, a kind), a pattern and a source. A
//! pattern is words with spaces between:
//!
//! | in a pattern | takes |
//! |---|---|
//! | `agree` | this word in any case |
//! | `agree+` | the verb in all its regular forms: agree, agrees, agreed, agreeing |
//! | `has/have/had` | one of these words |
//! | `also?` | this word or none |
//! | `~` | up to three words, none of them a mark |
//! | `~~` | up to eight such words |
//!
//! `expressed their/its commitment` takes "expressed its commitment", not
//! "expressed concern". What a cue makes of its sentence is for the record
//! rules beside this file.

use core::ops::Range;

use crate::data;
use crate::form::Form;
use crate::hash::hash_word;

/// A table has up to some thousand first words.
const FIRST_BITS: u32 = 14;

/// As many bits as leave two or three hashes of a table side by side.
const START_BITS: u32 = 9;

/// Most words that `~` and `~~` pass over.
const GAP: usize = 3;
const WIDE_GAP: usize = 8;

/// One word of a pattern.
enum Item {
    /// One of these words, by hash; perhaps none.
    Words { hashes: Vec<u64>, optional: bool },
    /// `~`, `~~`: up to so many words.
    Gap(usize),
}

/// One row of a cue table.
pub(crate) struct Row {
    /// The columns before the pattern.
    pub(crate) values: Vec<&'static str>,
    items: Vec<Item>,
}

/// A cue table, indexed by the first word of its patterns.
pub(crate) struct Cues {
    rows: Vec<Row>,
    /// From the hash of a first word to a row; sorted.
    index: Vec<(u64, u32)>,
    /// A bit for the last bits of each hash in the index: nearly all words are told
    /// by it to begin no pattern.
    firsts: Vec<u64>,
    /// By the highest bits of a hash: where in the index such hashes begin.
    starts: Vec<u32>,
}

/// A row of a table that fits the words at some tokens.
pub(crate) struct Hit {
    pub(crate) tokens: Range<usize>,
    pub(crate) row: usize,
}

impl Cues {
    /// Reads a table whose pattern is in the column of that number.
    pub(crate) fn parse(table: &'static str, pattern: usize) -> Self {
        let rows: Vec<Row> = data::rows(table)
            .map(|cells| Row {
                values: cells[..pattern].to_vec(),
                items: parse_pattern(cells[pattern]),
            })
            .collect();
        let mut index = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            for item in &row.items {
                if let Item::Words { hashes, optional } = item {
                    index.extend(hashes.iter().map(|&hash| (hash, i as u32)));
                    if !optional {
                        break;
                    }
                }
            }
        }
        chancery_text::sort::sort(&mut index);
        let mut firsts = vec![0; 1 << (FIRST_BITS - 6)];
        for (hash, _) in &index {
            let bit = *hash as usize >> 1 & ((1 << FIRST_BITS) - 1);
            firsts[bit >> 6] |= 1u64 << (bit & 63);
        }
        let starts = (0..1u64 << START_BITS)
            .map(|high| index.partition_point(|i| i.0 >> (64 - START_BITS) < high) as u32)
            .collect();
        Self {
            rows,
            index,
            firsts,
            starts,
        }
    }

    /// The row of a hit.
    pub(crate) fn row(&self, hit: &Hit) -> Option<&Row> {
        self.rows.get(hit.row)
    }

    /// The longest cue that starts at each of `tokens`, in order; a cue inside a
    /// longer one is left out.
    pub(crate) fn find(&self, forms: &[Form], tokens: Range<usize>) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            match self.at(forms, at, tokens.end) {
                Some(hit) => {
                    at = hit.tokens.end.max(at + 1);
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    /// The longest cue that starts at token `at`.
    pub(crate) fn at(&self, forms: &[Form], at: usize, end: usize) -> Option<Hit> {
        let hash = forms.get(at)?.hash;
        // The lowest bit of every hash is set.
        let bit = hash as usize >> 1 & ((1 << FIRST_BITS) - 1);
        if hash == 0 || self.firsts[bit >> 6] >> (bit & 63) & 1 == 0 {
            return None;
        }
        let from = self.starts[(hash >> (64 - START_BITS)) as usize] as usize;
        let near = self.index[from..].iter();
        let rows = near.skip_while(|i| i.0 < hash).take_while(|i| i.0 == hash);
        let hits = rows.filter_map(|&(_, row)| {
            let to = takes(&self.rows.get(row as usize)?.items, forms, at, end)?;
            Some((to, core::cmp::Reverse(row)))
        });
        let (to, core::cmp::Reverse(row)) = hits.max()?;
        Some(Hit {
            tokens: at..to,
            row: row as usize,
        })
    }
}

/// The words of a pattern.
fn parse_pattern(pattern: &str) -> Vec<Item> {
    pattern
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(|word| {
            match word {
                "~" => return Item::Gap(GAP),
                "~~" => return Item::Gap(WIDE_GAP),
                _ => {}
            }
            let (words, optional) = match word.strip_suffix('?') {
                Some(words) => (words, true),
                None => (word, false),
            };
            let hashes = words
                .split('/')
                .flat_map(forms_of)
                .map(|w| hash_word(&w))
                .collect();
            Item::Words { hashes, optional }
        })
        .collect()
}

/// A word; all forms of a verb marked by "+".
fn forms_of(word: &str) -> Vec<String> {
    let Some(base) = word.strip_suffix('+') else {
        return vec![word.to_owned()];
    };
    let consonant_y = base
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let (third, past, present) = if let Some(stem) = base.strip_suffix('e') {
        let present = if base.ends_with("ee") { base } else { stem };
        (
            format!("{base}s"),
            format!("{base}d"),
            format!("{present}ing"),
        )
    } else if let Some(stem) = consonant_y {
        (
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{base}ing"),
        )
    } else if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") {
        (
            format!("{base}es"),
            format!("{base}ed"),
            format!("{base}ing"),
        )
    } else {
        (
            format!("{base}s"),
            format!("{base}ed"),
            format!("{base}ing"),
        )
    };
    vec![base.to_owned(), third, past, present]
}

/// Where a pattern that starts at token `at` ends, if it fits.
fn takes(items: &[Item], forms: &[Form], at: usize, end: usize) -> Option<usize> {
    let Some((item, rest)) = items.split_first() else {
        return Some(at);
    };
    match item {
        Item::Gap(most) => (0..=*most)
            .take_while(|&n| {
                n == 0
                    || forms
                        .get(at + n - 1)
                        .is_some_and(|f| f.hash != 0 || f.is_possessive() || f.is_hyphen())
            })
            .find_map(|n| takes(rest, forms, at + n, end)),
        Item::Words { hashes, optional } => {
            let fits = at < end && forms.get(at).is_some_and(|f| hashes.contains(&f.hash));
            let taken = if fits {
                takes(rest, forms, at + 1, end)
            } else {
                None
            };
            taken.or_else(|| {
                if *optional {
                    takes(rest, forms, at, end)
                } else {
                    None
                }
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_their_forms() {
        for (base, want) in [
            ("agree+", ["agree", "agrees", "agreed", "agreeing"]),
            (
                "discuss+",
                ["discuss", "discusses", "discussed", "discussing"],
            ),
            ("pledge+", ["pledge", "pledges", "pledged", "pledging"]),
            ("deny+", ["deny", "denies", "denied", "denying"]),
            ("convey+", ["convey", "conveys", "conveyed", "conveying"]),
            ("stress+", ["stress", "stresses", "stressed", "stressing"]),
        ] {
            assert_eq!(forms_of(base), want);
        }
    }
}
