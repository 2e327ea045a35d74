//! The saved form of a collection: one file that opens without reading the
//! articles again.
//!
//! ```text
//! "chancery", format (u32), number of sections (u32)
//! of each section: start (u64), length (u64), sum (u32)
//! sum of all before it (u32)
//! the sections, one after the other, up to the end of the file
//! ```
//!
//! | section | what it holds |
//! |---|---|
//! | head | the reader: a print of the code that read the articles; the codebook; what the program around keeps beside it |
//! | sizes | of each article how long it is, its text and its record |
//! | texts | of each article its text, as imported |
//! | articles | of each article its record: where it came from, what was found in it |
//! | values | the lens values with their names |
//! | entities | what the articles name |
//! | reports | what their claims and meetings are about, for the ledger |
//! | index | the segments of the positional index, each as it lies in memory |
//!
//! Numbers of fixed width are little-endian; how the rest is coded is told in
//! `coding`, what of each type is kept in `row`. The same collection gives the
//! same bytes.
//!
//! Opening reads the head and the sizes and sums up the bytes; all else stays as it
//! lies there until somebody looks at it: an article, the lens values, the reports.
//! So a file whose sums are right and whose parts do not fit, which somebody has made
//! by hand, opens with as much as can be read.
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
//! let opened = Collection::open(collection.to_bytes(), None, &mut |_, _| ()).expect("just saved");
//! assert_eq!(opened.n_articles(), 1);
//! ```

mod coding;
mod row;
mod sum;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use chancery_extract::Model;

use crate::article::{ArticleIdx, Origin};
use crate::articles::{Articles, Lying};
use crate::codebook::Codebook;
use crate::entity::Entities;
use crate::holding::Holdings;
use crate::part::{Bytes, Part};
use crate::posting::ArticleSet;
use crate::report::Reports;
use crate::size::{Size, Sizes};
use crate::store::{Collection, Opened};
use coding::Saved;

/// The first bytes of a saved collection.
const MAGIC: &[u8; 8] = b"chancery";

/// Grows when older programs cannot read what newer ones write.
const FORMAT: u32 = 2;

/// The code that reads articles, as it was when this program was built.
const READER: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " ",
    include_str!(concat!(env!("OUT_DIR"), "/reader"))
);

const SECTIONS: [&str; 8] = [
    "head", "sizes", "texts", "articles", "values", "entities", "reports", "index",
];

const SIZES: usize = 1;
const TEXTS: usize = 2;
const ARTICLES: usize = 3;
const VALUES: usize = 4;
const ENTITIES: usize = 5;
const REPORTS: usize = 6;
const INDEX: usize = 7;

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
    /// It is of a format that this program does not know yet.
    Newer(u32),
    /// It is of a format that this program reads no more.
    Older(u32),
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
            Kind::Older(format) => write!(
                f,
                "It was saved in format {format}, and this program knows format {FORMAT} alone. Open the articles themselves, or save the collection anew."
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

/// The sum of some bytes as it is kept in the file.
pub fn sum_of(bytes: &[u8]) -> u32 {
    sum::sum(bytes)
}

/// The articles of a saved collection, in its order, and its codebook; of a file
/// that any reader has written.
///
/// # Errors
/// When it is none, cut off, damaged, or of another format.
pub fn articles(bytes: &[u8]) -> Result<(Codebook, Vec<(Origin, String)>), SavedError> {
    let file = File::new(bytes)?;
    let (_, codebook): (String, Codebook) = file.read(0)?;
    let (ends, _) = file.sizes()?;
    let (mut texts, mut records) = (file.section(TEXTS), file.section(ARTICLES));
    let (mut text_start, mut record_start) = (0, 0);
    let mut articles = Vec::new();
    for (text_end, record_end) in ends {
        let (text, mut record);
        (text, texts) = texts.split_at(text_end - text_start);
        (record, records) = records.split_at(record_end - record_start);
        (text_start, record_start) = (text_end, record_end);
        if record.is_empty() {
            continue;
        }
        // Only what comes first in a record is the same for every reader.
        let origin = row::load_origin(&mut record).ok_or_else(|| file.damaged(ARTICLES))?;
        let text = str::from_utf8(text).map_err(|_| file.damaged(TEXTS))?;
        articles.push((origin, text.to_owned()));
    }
    Ok((codebook, articles))
}

impl Collection {
    /// The collection as a file. Costs a copy of it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut sections: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS.len()];
        let head = (reader(self.model()), self.codebook().clone());
        (head, self.n_term_hits().to_vec()).save(&mut sections[0]);
        coding::save_bytes(self.annex(), &mut sections[0]);
        (self.articles().len() as u32).save(&mut sections[SIZES]);
        for at in 0..self.articles().len() as u32 {
            let before = (sections[TEXTS].len(), sections[ARTICLES].len());
            let idx = ArticleIdx(at);
            if self.live().contains(idx) {
                match self.articles().as_saved(at as usize) {
                    Some((text, record)) => {
                        sections[TEXTS].extend_from_slice(text);
                        sections[ARTICLES].extend_from_slice(record);
                    }
                    None => {
                        let article = &self.articles()[at as usize];
                        sections[TEXTS].extend_from_slice(article.text.as_bytes());
                        row::save_record(article, &mut sections[ARTICLES]);
                    }
                }
            }
            let n_text = sections[TEXTS].len() - before.0;
            let n_record = sections[ARTICLES].len() - before.1;
            let size = self.sizes().of(idx);
            for number in [
                n_text as u32,
                n_record as u32,
                size.n_words,
                size.title_end,
                size.n_sentences,
            ] {
                number.save(&mut sections[SIZES]);
            }
        }
        self.values_table().save(&mut sections[VALUES]);
        self.entities_table().save(&mut sections[ENTITIES]);
        self.reports().save(&mut sections[REPORTS]);
        row::save_index(self.index(), &mut sections[INDEX]);
        assemble(&sections)
    }

    /// Opens what [`Collection::to_bytes`] gave, to go on with `model`. If another
    /// reader wrote it, or one with another model, the articles are read again, and
    /// `progress` is told how many of how many are. The file is kept, and what is
    /// asked for is read from it.
    ///
    /// # Errors
    /// When it is no saved collection, cut off, damaged, or of another format.
    pub fn open(
        bytes: impl Into<Arc<Vec<u8>>>,
        model: Option<Model<'static>>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Self, SavedError> {
        let bytes: Arc<Vec<u8>> = bytes.into();
        let file = File::new(&bytes)?;
        let written_by: String = file.read(0)?;
        if written_by != reader(model) {
            let mut collection = read_again(&bytes, model, progress)?;
            collection.set_annex(file.head()?.1);
            return Ok(collection);
        }
        let opened = file.opened(&Bytes::from(Arc::clone(&bytes)))?;
        Ok(opened.join(model))
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

/// What each article holds, from the records.
fn holdings(lying: &Lying) -> Holdings {
    let mut holdings = Holdings::default();
    for article in 0..lying.ends.len() {
        let record = lying.parts(article).1;
        holdings.push(row::load_holdings(record, lying.n_values).into_iter());
    }
    holdings
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
        bytes.extend_from_slice(&sum::sum(section).to_le_bytes());
        start += section.len() as u64;
    }
    bytes.extend_from_slice(&sum::sum(&bytes).to_le_bytes());
    for section in sections {
        bytes.extend_from_slice(section);
    }
    bytes
}

/// Reader and codebook, and the hits of its terms.
type Head = ((String, Codebook), Vec<u32>);

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
            Some(format) if format < FORMAT => return error(Kind::Older(format)),
            _ if bytes.len() < HEAD => return error(Kind::Cut(bytes.len(), HEAD as u64)),
            _ => {}
        }
        let is_head = number(HEAD - 4) == Some(sum::sum(&bytes[..HEAD - 4]));
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
            if number(at + 16) != Some(sum::sum(section)) {
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

    fn section(&self, section: usize) -> &'b [u8] {
        &self.bytes[self.sections[section].clone()]
    }

    /// Where the text and the record of each article end, and how long it is.
    fn sizes(&self) -> Result<(Vec<(usize, usize)>, Sizes), SavedError> {
        let sizes = self.read_with(SIZES, |from| {
            let n = u32::load(from)?;
            let (mut ends, mut sizes) = (Vec::new(), Sizes::default());
            let mut end = (0usize, 0usize);
            for _ in 0..n {
                let (n_text, n_record) = <(u32, u32)>::load(from)?;
                let size = Size {
                    n_words: Saved::load(from)?,
                    title_end: Saved::load(from)?,
                    n_sentences: Saved::load(from)?,
                };
                end.0 = end.0.checked_add(n_text as usize)?;
                end.1 = end.1.checked_add(n_record as usize)?;
                ends.push(end);
                sizes.push_size((n_record > 0).then_some(size));
            }
            let n_bytes = (self.section(TEXTS).len(), self.section(ARTICLES).len());
            (end == n_bytes).then_some((ends, sizes))
        })?;
        Ok(sizes)
    }

    /// What a collection begins with; the rest stays in `bytes`, which are this file.
    fn opened(&self, bytes: &Bytes) -> Result<Opened, SavedError> {
        let (((_, codebook), n_term_hits), annex) = self.head()?;
        if !row::is_sound(&codebook) || n_term_hits.len() != codebook.terms.len() {
            return Err(self.damaged(0));
        }
        let (ends, sizes) = self.sizes()?;
        let (n_articles, mut live) = (ends.len() as u32, ArticleSet::default());
        let mut before = 0;
        for (at, &(_, end)) in (0u32..).zip(&ends) {
            if end > before {
                live.push(ArticleIdx(at));
            }
            before = end;
        }
        let n_values: u32 = self.read(VALUES)?;
        // Each takes a byte at least.
        let is_possible = n_values as usize <= self.section(VALUES).len();
        if !is_possible || (n_values as usize) < codebook.themes.len() {
            return Err(self.damaged(VALUES));
        }
        let section = |section: usize| {
            let range = &self.sections[section];
            bytes.part(range.start, range.end)
        };
        let lying = Arc::new(Lying {
            ends,
            texts: section(TEXTS),
            records: section(ARTICLES),
            n_values,
            read: row::load_article,
        });
        let holdings = {
            let lying = Arc::clone(&lying);
            move || holdings(&lying)
        };
        let values = {
            let (holdings, codebook) = (holdings.clone(), codebook.clone());
            let section = section(VALUES);
            move || row::values(&section, &codebook, &holdings(), n_values)
        };
        let (entities, reports) = (section(ENTITIES), section(REPORTS));
        let index = row::load_index(&section(INDEX)).ok_or_else(|| self.damaged(INDEX))?;
        Ok(Opened {
            codebook,
            n_term_hits,
            articles: Articles::lying(lying),
            live,
            sizes,
            values: Part::later(values),
            entities: Part::later(move || Entities::load(&mut &entities[..]).unwrap_or_default()),
            reports: Part::later(move || {
                let reports = Reports::load(&mut &reports[..]);
                reports
                    .filter(|r| r.is_within(n_articles))
                    .unwrap_or_default()
            }),
            holdings: Part::later(holdings),
            index,
            annex,
        })
    }

    /// The first section; what lies at its end is not there in older files.
    fn head(&self) -> Result<(Head, Vec<u8>), SavedError> {
        self.read_with(0, |from| {
            let head = Head::load(from)?;
            Some((head, coding::load_bytes(from).unwrap_or_default().to_vec()))
        })
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
