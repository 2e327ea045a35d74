//! The saved form of a collection: one file that opens without reading the
//! articles again.
//!
//! ```text
//! "chancery", format (u32), number of sections (u32)
//! of each section: start (u64), length (u64), CRC-32 (u32)
//! CRC-32 of all before it (u32)
//! the sections, one after the other, up to the end of the file
//! ```
//!
//! | section | what it holds |
//! |---|---|
//! | head | the reader: a print of the code that read the articles; the codebook |
//! | texts | of each article its text, as imported |
//! | articles | of each article where it came from, and what was found in it |
//! | values | the lens values with their names |
//! | entities | what the articles name |
//! | reports | what their claims and meetings are about, for the ledger |
//! | index | the segments of the positional index, each as it lies in memory |
//!
//! Numbers of fixed width are little-endian; how the rest is coded is told in
//! `coding`, what of each type is kept in `row`. The same collection gives the
//! same bytes.
//!
//! A file that another reader has written is not trusted with more than its
//! texts: they are read again. Texts lie there unpacked: packed (deflate) the file
//! would be half as large, and open several times more slowly.
//!
//! ```
//! use chancery_collection::{Codebook, Collection, Origin};
//!
//! let mut collection = Collection::new(Codebook::diplomatic());
//! collection.add(Origin::default(), "Ministers discussed trade.".into()).expect("it has words");
//! let opened = Collection::open(&collection.to_bytes(), None, &mut |_, _| ()).expect("just saved");
//! assert_eq!(opened.n_articles(), 1);
//! ```

mod coding;
mod row;

use std::fmt;
use std::ops::Range;

use chancery_extract::Model;

use crate::article::{Article, ArticleIdx, Origin};
use crate::codebook::Codebook;
use crate::entity::Entities;
use crate::index::Index;
use crate::report::Reports;
use crate::store::Collection;
use crate::value::Values;
use coding::Saved;

/// The first bytes of a saved collection.
const MAGIC: &[u8; 8] = b"chancery";

/// Grows when older programs cannot read what newer ones write.
const FORMAT: u32 = 1;

/// The code that reads articles, as it was when this program was built.
const READER: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " ",
    include_str!(concat!(env!("OUT_DIR"), "/reader"))
);

const SECTIONS: [&str; 7] = [
    "head", "texts", "articles", "values", "entities", "reports", "index",
];

/// Bytes before the table of sections, of one row of it, and of the whole head.
const PREFIX: usize = 16;
const ROW: usize = 20;
const HEAD: usize = PREFIX + ROW * SECTIONS.len() + 4;

/// Why a file could not be opened as a collection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedError {
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    /// It does not begin as one.
    Other,
    /// It is of a format that this program does not know.
    Newer(u32),
    /// It has so many bytes, and should have so many.
    Cut(usize, u64),
    /// What lies between two bytes is not what was written.
    Damaged(&'static str, Range<u64>),
}

impl fmt::Display for SavedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Other => f.write_str(
                "It is no saved collection. Open the articles themselves, or a file that was saved here.",
            ),
            Kind::Newer(format) => write!(
                f,
                "It was saved in format {format}, and this program knows formats up to {FORMAT}. Open it with the newer program that saved it."
            ),
            Kind::Cut(n_bytes, n_wanted) => write!(
                f,
                "It has {n_bytes} bytes and should have {n_wanted}: copying or saving it broke off. Copy it again, or save the collection anew."
            ),
            Kind::Damaged(section, bytes) => write!(
                f,
                "It is damaged between bytes {} and {} ({section}). Copy it again, or save the collection anew.",
                bytes.start, bytes.end
            ),
        }
    }
}

impl std::error::Error for SavedError {}

/// Whether a file begins as a saved collection does.
pub fn is_saved(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The articles of a saved collection, in its order, and its codebook; of a file
/// that any reader has written.
///
/// # Errors
/// When it is none, cut off, damaged, or of a newer format.
pub fn articles(bytes: &[u8]) -> Result<(Codebook, Vec<(Origin, String)>), SavedError> {
    let file = File::new(bytes)?;
    let (_, codebook): (String, Codebook) = file.read(0)?;
    let texts: Vec<Option<String>> = file.read(1)?;
    // Only what comes first is the same for every reader.
    let origins: Vec<Option<Origin>> = file.read(2)?;
    let articles = origins.into_iter().zip(texts);
    let articles = articles.filter_map(|(origin, text)| Some((origin?, text?)));
    Ok((codebook, articles.collect()))
}

impl Collection {
    /// The collection as a file. Costs a copy of it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let live: Vec<Option<&Article>> = (0..self.articles().len() as u32)
            .map(|at| self.article(ArticleIdx(at)))
            .collect();
        let mut sections: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS.len()];
        (reader(self.model()), self.codebook().clone()).save(&mut sections[0]);
        row::save_texts(&live, &mut sections[1]);
        row::save_articles(&live, &mut sections[2]);
        self.n_term_hits().to_vec().save(&mut sections[2]);
        self.values_table().save(&mut sections[3]);
        self.entities_table().save(&mut sections[4]);
        self.reports().save(&mut sections[5]);
        self.index().save(&mut sections[6]);
        assemble(&sections)
    }

    /// Opens what [`Collection::to_bytes`] gave, to go on with `model`. If another
    /// reader wrote it, or one with another model, the articles are read again, and
    /// `progress` is told how many of how many are.
    ///
    /// # Errors
    /// When it is no saved collection, cut off, damaged, or of a newer format.
    pub fn open(
        bytes: &[u8],
        model: Option<Model<'static>>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Self, SavedError> {
        let file = File::new(bytes)?;
        let (written_by, codebook): (String, Codebook) = file.read(0)?;
        if written_by != reader(model) {
            return read_again(bytes, model, progress);
        }
        if !row::is_sound(&codebook) {
            return Err(file.damaged(0));
        }
        let texts: Vec<Option<String>> = file.read(1)?;
        let (articles, n_term_hits) = file.read_with(2, |from| {
            let articles = row::load_articles(texts, from)?;
            Some((articles, Vec::<u32>::load(from)?))
        })?;
        let values: Values = file.read(3)?;
        let entities: Entities = file.read(4)?;
        let reports: Reports = file.read(5)?;
        let index: Index = file.read(6)?;
        let parts = row::Parts {
            codebook,
            articles,
            n_term_hits,
            values,
            entities,
            reports,
            index,
        };
        // The sums of all sections were right, so whoever wrote them wrote this.
        let mut collection = row::join(parts).ok_or_else(|| file.damaged(2))?;
        collection.model = model;
        Ok(collection)
    }
}

/// The code and the model that read.
fn reader(model: Option<Model<'_>>) -> String {
    match model {
        Some(model) => format!("{READER} {:016x}", model.sum()),
        None => READER.to_owned(),
    }
}

fn read_again(
    bytes: &[u8],
    model: Option<Model<'static>>,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Collection, SavedError> {
    let (codebook, articles) = articles(bytes)?;
    let mut collection = Collection::new(codebook);
    collection.model = model;
    let n_total = articles.len() as u32;
    for (n_done, (origin, text)) in (1u32..).zip(articles) {
        // They had words, and each another text, when they were saved.
        let _ = collection.add(origin, text);
        progress(n_done, n_total);
    }
    collection.settle();
    Ok(collection)
}

fn assemble(sections: &[Vec<u8>]) -> Vec<u8> {
    let n_bytes = HEAD + sections.iter().map(Vec::len).sum::<usize>();
    let mut bytes = Vec::with_capacity(n_bytes);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut start = HEAD as u64;
    for section in sections {
        bytes.extend_from_slice(&start.to_le_bytes());
        bytes.extend_from_slice(&(section.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&crc32fast::hash(section).to_le_bytes());
        start += section.len() as u64;
    }
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    for section in sections {
        bytes.extend_from_slice(section);
    }
    bytes
}

/// A file whose head and sums are right.
struct File<'b> {
    bytes: &'b [u8],
    sections: Vec<Range<usize>>,
}

impl<'b> File<'b> {
    fn new(bytes: &'b [u8]) -> Result<Self, SavedError> {
        let error = |kind| Err(SavedError { kind });
        if !is_saved(bytes) {
            return error(Kind::Other);
        }
        let number = |at: usize| {
            let bytes = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        let long = |at: usize| {
            let (low, high) = (number(at)?, number(at + 4)?);
            Some(u64::from(low) | u64::from(high) << 32)
        };
        // A newer format may have a head that is not known here.
        match number(8) {
            Some(format) if format > FORMAT => return error(Kind::Newer(format)),
            _ if bytes.len() < HEAD => return error(Kind::Cut(bytes.len(), HEAD as u64)),
            _ => {}
        }
        let is_head = number(HEAD - 4) == Some(crc32fast::hash(&bytes[..HEAD - 4]));
        if !is_head || number(8) != Some(FORMAT) || number(12) != Some(SECTIONS.len() as u32) {
            return error(Kind::Damaged("the table of sections", 0..HEAD as u64));
        }
        let mut sections = Vec::new();
        let mut end = HEAD as u64;
        for (at, name) in SECTIONS.iter().enumerate() {
            let at = PREFIX + at * ROW;
            let (start, length) = (long(at).unwrap_or(0), long(at + 8).unwrap_or(0));
            let range = start..start.saturating_add(length);
            if start != end {
                return error(Kind::Damaged("the table of sections", 0..HEAD as u64));
            }
            end = range.end;
            let here = usize::try_from(range.start)
                .ok()
                .zip(usize::try_from(end).ok());
            let section = here.and_then(|(from, to)| Some((from..to, bytes.get(from..to)?)));
            let Some((here, section)) = section else {
                let n_wanted = (0..SECTIONS.len()).filter_map(|s| long(PREFIX + s * ROW + 8));
                let n_wanted = n_wanted.fold(HEAD as u64, u64::saturating_add);
                return error(Kind::Cut(bytes.len(), n_wanted));
            };
            if number(at + 16) != Some(crc32fast::hash(section)) {
                return error(Kind::Damaged(name, range));
            }
            sections.push(here);
        }
        if end != bytes.len() as u64 {
            return error(Kind::Damaged(
                "behind the last section",
                end..bytes.len() as u64,
            ));
        }
        Ok(Self { bytes, sections })
    }

    fn damaged(&self, section: usize) -> SavedError {
        let range = &self.sections[section];
        SavedError {
            kind: Kind::Damaged(SECTIONS[section], range.start as u64..range.end as u64),
        }
    }

    /// What begins a section.
    fn read_with<T>(
        &self,
        section: usize,
        load: impl FnOnce(&mut &[u8]) -> Option<T>,
    ) -> Result<T, SavedError> {
        let mut from = &self.bytes[self.sections[section].clone()];
        load(&mut from).ok_or_else(|| self.damaged(section))
    }

    fn read<T: Saved>(&self, section: usize) -> Result<T, SavedError> {
        self.read_with(section, T::load)
    }
}
