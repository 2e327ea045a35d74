//! How an article arrives: bytes and a file name become raw articles.
//!
//! Here lives what is known of files: encodings and formats, and what a file
//! itself says of its article (headline, date, publisher, address). What the
//! words mean does not live here, and nothing here opens a file: the caller has
//! the bytes.
//!
//! ```
//! let imported = chancery_import::read("talks.txt", "Talks in Tokyo – ¥5".as_bytes());
//! assert_eq!(imported.articles[0].text, "Talks in Tokyo – ¥5");
//! let imported = chancery_import::read("photo.jpg", &[0xff, 0xd8, 0xff, 0xe0]);
//! assert!(imported.left_out[0].to_string().contains("JPEG image"));
//! ```

mod encoding;
mod field;
mod jsonl;
mod markdown;
mod refuse;

pub use refuse::ImportError;

/// An article as it arrives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawArticle {
    /// The name it is imported under.
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

/// What a file came to: articles, and what in it is none, both in its order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// The articles.
    pub articles: Vec<RawArticle>,
    /// The file, or rows of it, that could not be read.
    pub left_out: Vec<ImportError>,
}

/// Reads the file called `file`. Never fails as a whole: what cannot be read is
/// named with the reason and what to do instead.
pub fn read(file: &str, bytes: &[u8]) -> Imported {
    if let Err(error) = refuse::check(file, bytes) {
        return Imported {
            left_out: vec![error],
            ..Imported::default()
        };
    }
    let (text, problems) = encoding::decode(bytes);
    let raw = RawArticle {
        file: file.to_owned(),
        text,
        problems,
        ..RawArticle::default()
    };
    let articles = match extension(file).as_deref() {
        Some("jsonl" | "ndjson" | "json") => return jsonl::articles(&raw),
        Some("md" | "markdown") => vec![markdown::article(raw)],
        _ => vec![raw],
    };
    Imported {
        articles,
        ..Imported::default()
    }
}

/// The ending of a file name, in lower case.
fn extension(file: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_lowercase())
}
