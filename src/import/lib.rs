//! How an article arrives: bytes and a file name become raw articles.
//!
//! Here lives what is known of files: encodings and formats, and what a file
//! itself says of its article (headline, date, publisher, address). What the
//! words mean does not live here, and nothing here opens a file: the caller has
//! the bytes.
//!
//! Plain text, Markdown and JSON are always read; all else with the feature
//! `documents`, which a page leaves to a module of its own.
//!
//! ```
//! let imported = chancery_import::read("talks.txt", "Talks in Tokyo – ¥5".as_bytes());
//! assert_eq!(imported.articles[0].text, "Talks in Tokyo – ¥5");
//! let imported = chancery_import::read("photo.jpg", &[0xff, 0xd8, 0xff, 0xe0]);
//! assert!(imported.left_out[0].to_string().contains("JPEG image"));
//! ```

#[cfg(feature = "documents")]
mod archive;
mod encoding;
mod export;
#[cfg(feature = "documents")]
mod feed;
mod field;
mod format;
#[cfg(feature = "documents")]
mod html;
mod json;
#[cfg(feature = "documents")]
mod mail;
mod markdown;
#[cfg(feature = "documents")]
mod office;
#[cfg(feature = "documents")]
mod pdf;
#[cfg(feature = "documents")]
mod prose;
mod refuse;
#[cfg(feature = "documents")]
mod rtf;
#[cfg(feature = "documents")]
mod sheet;
#[cfg(feature = "documents")]
mod table;
#[cfg(feature = "documents")]
mod xml;

pub use field::Field;
pub use format::Format;
pub use refuse::ImportError;

/// An article as it arrives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawArticle {
    /// The name it is imported under: the file's, then its place in it after `/` or `#`.
    pub file: String,
    /// Its text, unchanged from here on.
    pub text: String,
    /// The headline, when the file says it apart from the text.
    pub title: Option<String>,
    /// ISO 8601 `YYYY-MM-DD`, when the file says it.
    pub date: Option<String>,
    /// Publisher or agency, when the file says it.
    pub source: Option<String>,
    /// Web address, when the file says it.
    pub address: Option<String>,
    /// What was doubtful in reading the file, each in one sentence.
    pub problems: Vec<String>,
}

/// What a file, or a file within it, was taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// Its name.
    pub file: String,
    /// What kind of file it is.
    pub format: Format,
    /// The encoding of its bytes, where they are text ("UTF-8", "Shift_JIS").
    pub encoding: Option<&'static str>,
    /// Articles found in it.
    pub n_articles: usize,
    /// Of a table: what each column was taken for.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// What the table calls it, or its number.
    pub name: String,
    /// The first words in it.
    pub example: String,
    /// What it was taken for, if for anything.
    pub field: Option<Field>,
}

/// What a file came to: articles, and what in it is none, both in its order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// The articles.
    pub articles: Vec<RawArticle>,
    /// The file, or parts of it, that could not be read.
    pub left_out: Vec<ImportError>,
    /// What the file was taken for, and each file within it.
    pub recognised: Vec<Recognised>,
}

/// What the user says of files beforehand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// What the columns of tables hold, in their order; found out where it is empty.
    pub columns: Vec<Option<Field>>,
}

/// Reads the file called `file`. Never fails as a whole: what cannot be read is
/// named with the reason and what to do instead.
pub fn read(file: &str, bytes: &[u8]) -> Imported {
    read_with(file, bytes, &Options::default())
}

/// As [`read`], with what the user says of the file.
pub fn read_with(file: &str, bytes: &[u8], options: &Options) -> Imported {
    let mut imported = Imported::default();
    format::read(file, bytes, options, &mut imported);
    imported
}

impl Imported {
    /// Notes what `file` was taken for; the articles since `before` are of it.
    pub(crate) fn recognise(
        &mut self,
        file: &str,
        format: Format,
        encoding: Option<&'static str>,
        before: usize,
    ) {
        self.recognised.push(Recognised {
            file: file.to_owned(),
            format,
            encoding,
            n_articles: self.articles.len() - before,
            columns: Vec::new(),
        });
    }
}

/// The ending of a file name, in lower case.
pub(crate) fn extension(file: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_lowercase())
}
