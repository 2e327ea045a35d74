//! Gazetteers: the tables of `data/`, compiled in, and the search for their names.
//!
//! Two questions are answered here, both in constant time a token: what is known
//! of one word ([`Class`]: "Narendra" is a given name, "Ministry" ends or begins
//! an organisation), and which rows of the tables start at a token
//! ([`Lexicon::find`]: "South China Sea" is a sea). What a finding *means* in its
//! sentence is not decided here: that is the rules' work.

mod build;
mod class;
mod hashed;
mod table;

use std::sync::OnceLock;

pub(crate) use class::Class;
use hashed::Hashed;
use table::{Edges, Words};

use crate::form::{Form, Shape};
use crate::hash::hash_word;

/// What a row of the tables names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Kind {
    /// A country or territory.
    Country,
    /// A demonym or adjective of a country.
    Norp,
    /// The first half of a compound: "Indo-".
    Prefix,
    /// A capital.
    Capital,
    /// A city of more than a million people, or one that the news names.
    City,
    /// A smaller city.
    Town,
    /// A state, province, sea, strait, region, disputed area, island, building.
    Region,
    /// A building that also stands for the government in it.
    Seat,
    /// An organisation.
    Organisation,
    /// An agreement, initiative, project, exercise, dialogue.
    Programme,
    /// A weapon, vehicle, ship, system.
    Equipment,
}

impl Kind {
    pub(crate) fn is_place(self) -> bool {
        matches!(
            self,
            Self::Country | Self::Capital | Self::City | Self::Town | Self::Region | Self::Seat
        )
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The usual name.
    pub(crate) name: &'static str,
    /// A key of its own where the table has one ("unsc"); else empty.
    pub(crate) key: &'static str,
    /// ISO 3166-1 alpha-2 of its country; empty if it has none or several.
    pub(crate) country: &'static str,
    /// What kind of organisation, region, programme, equipment it is ("forum", "sea").
    pub(crate) subkind: &'static str,
    /// Where the row is from, as the reader is told.
    pub(crate) source: &'static str,
}

/// Index of an [`Entry`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct EntryIdx(pub(crate) u32);

/// One wording of an entry.
#[derive(Clone, Copy, Debug)]
struct Surface {
    entry: EntryIdx,
    /// The words that must begin with a capital, one bit each.
    capital: u32,
    /// The words that must be all capitals, one bit each.
    upper: u32,
    /// The next surface of the same words, or [`NONE`].
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The index of all words that are known but stand in no wording of a row.
const IN_NO_WORDING: u32 = u32::MAX;

/// A row found in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// First token.
    pub(crate) from: u32,
    /// One past the last token.
    pub(crate) to: u32,
    pub(crate) entry: EntryIdx,
    /// Whether it is the longest that starts here.
    pub(crate) longest: bool,
}

impl Found {
    pub(crate) fn tokens(self) -> core::ops::Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// All tables, ready for search.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: Words,
    classes: Vec<Class>,
    hashed: Hashed,
    /// The words that values may begin with, apart from all others, as they are
    /// names' words or unknown whatever else they begin; and what they begin.
    beginnings: Words,
    begun: Vec<Class>,
    edges: Edges,
    /// By node: the first surface that ends there, or [`NONE`].
    ends: Vec<u32>,
    surfaces: Vec<Surface>,
    entries: Vec<Entry>,
    n_countries: usize,
}

/// The one lexicon; built at first use.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(build::build)
}

impl Lexicon {
    /// The index of a word with that hash (0 if unknown), and its classes.
    pub(crate) fn word(&self, text: &str, hash: u64) -> (u32, Class) {
        let word = self.words.get(hash);
        let mut class = self.classes[word as usize].with(self.hashed.get(hash));
        // The list of ordinary words holds no regular plurals and third persons.
        if !class.has(Class::COMMON)
            && let Some(stem) = text.strip_suffix(['s', 'S'])
        {
            let stem = self.hashed.get(hash_word(stem));
            class = class.with(stem.and(Class::COMMON));
        }
        if word == 0 && class != Class::default() {
            return (IN_NO_WORDING, class);
        }
        (word, class)
    }

    /// Which values may begin with a word of that hash.
    pub(crate) fn begins(&self, hash: u64) -> Class {
        self.begun[self.beginnings.get(hash) as usize]
    }

    pub(crate) fn entry(&self, entry: EntryIdx) -> &Entry {
        &self.entries[entry.0 as usize]
    }

    /// Every row whose wording stands somewhere in `forms`, in the order of
    /// their first tokens; of those that start at one token the longest first.
    pub(crate) fn find(&self, forms: &[Form]) -> Vec<Found> {
        let mut found = Vec::with_capacity(forms.len() / 16);
        for from in 0..forms.len() {
            if forms[from].class.has(Class::STARTS) {
                self.find_at(forms, from, &mut found);
            }
        }
        found
    }

    fn find_at(&self, forms: &[Form], from: usize, found: &mut Vec<Found>) {
        let first = found.len();
        let mut node = 0;
        let mut at = from;
        // Which tokens are words of the wording: hyphens between words are passed over.
        let mut words = [0usize; MAX_WORDS];
        let mut n_words = 0;
        while at < forms.len() && n_words < MAX_WORDS {
            let form = &forms[at];
            if at > from && form.starts_zone() {
                break;
            }
            if form.is_hyphen() && at > from {
                let joins = form.glued() && forms.get(at + 1).is_some_and(Form::glued);
                if !joins {
                    break;
                }
                at += 1;
                continue;
            }
            if form.word == 0 {
                break;
            }
            node = self.edges.get(node, form.word);
            if node == NONE {
                break;
            }
            words[n_words] = at;
            n_words += 1;
            at += 1;
            let mut surface = self.ends[node as usize];
            while surface != NONE {
                let s = &self.surfaces[surface as usize];
                if s.fits(forms, &words[..n_words]) {
                    found.push(Found {
                        from: from as u32,
                        to: at as u32,
                        entry: s.entry,
                        longest: false,
                    });
                }
                surface = s.next;
            }
        }
        let to = found.last().map_or(0, |f| f.to);
        // Stable: of equal length the earlier table first.
        chancery_text::sort::sort_by_key(&mut found[first..], |f| core::cmp::Reverse(f.to));
        for f in &mut found[first..] {
            f.longest = f.to == to;
        }
    }
}

/// The longest wording in words.
const MAX_WORDS: usize = 16;

impl Surface {
    fn fits(&self, forms: &[Form], words: &[usize]) -> bool {
        words.iter().enumerate().all(|(i, &at)| {
            let shape = forms[at].shape;
            let bit = 1u32 << i;
            if self.upper & bit != 0 {
                matches!(shape, Shape::Upper | Shape::Digit | Shape::Initial)
            } else if self.capital & bit != 0 {
                !matches!(shape, Shape::Lower)
            } else {
                true
            }
        })
    }
}

impl Lexicon {
    /// The usual name of the country with that code, or "".
    pub(crate) fn country_name(&self, iso: &str) -> &'static str {
        // Countries are the first rows, three entries a country, in order of code.
        let n = self.n_countries;
        let (mut low, mut high) = (0, n);
        while low < high {
            let mid = (low + high) / 2;
            let entry = &self.entries[mid * 3];
            match entry.country.cmp(iso) {
                core::cmp::Ordering::Less => low = mid + 1,
                core::cmp::Ordering::Greater => high = mid,
                core::cmp::Ordering::Equal => return entry.name,
            }
        }
        ""
    }
}
