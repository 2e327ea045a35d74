//! Which kind a file is of, by its first bytes and then by its name, and who reads it.

use std::fmt;

use crate::{Imported, Options, RawArticle, encoding, export, extension, json, markdown, refuse};

/// The kinds of file that can be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each word is the kind it names")]
pub enum Format {
    Text,
    /// Many articles in one text, as news databases give them out.
    Export,
    Markdown,
    Json,
    Html,
    Docx,
    Odt,
    Epub,
    Pdf,
    Rtf,
    Mail,
    Mailbox,
    Feed,
    Table,
    Sheet,
    Archive,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "plain text",
            Self::Export => "text with many articles",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Html => "web page",
            Self::Docx => "Word document",
            Self::Odt => "OpenDocument text",
            Self::Epub => "EPUB book",
            Self::Pdf => "PDF document",
            Self::Rtf => "RTF document",
            Self::Mail => "mail",
            Self::Mailbox => "mailbox",
            Self::Feed => "news feed",
            Self::Table => "table",
            Self::Sheet => "spreadsheet",
            Self::Archive => "ZIP archive",
        })
    }
}

/// Reads `file` into `out`.
pub(crate) fn read(file: &str, bytes: &[u8], options: &Options, out: &mut Imported) {
    #[cfg(feature = "documents")]
    {
        documents::read(file, bytes, options, 0, out);
    }
    #[cfg(not(feature = "documents"))]
    {
        let _ = options;
        plain(file, bytes, out);
    }
}

/// Reads what is plain text, Markdown or JSON.
#[cfg_attr(feature = "documents", allow(dead_code, reason = "the other way in"))]
fn plain(file: &str, bytes: &[u8], out: &mut Imported) {
    if let Err(error) = refuse::check(file, bytes) {
        out.left_out.push(error);
        return;
    }
    let decoded = encoding::decode(bytes, None);
    words(file, decoded, out);
}

/// Reads a text by the ending of its name.
fn words(file: &str, decoded: encoding::Decoded, out: &mut Imported) {
    let before = out.articles.len();
    let raw = RawArticle {
        file: file.to_owned(),
        text: decoded.text,
        problems: decoded.problems,
        ..RawArticle::default()
    };
    let format = match extension(file).as_deref() {
        Some("jsonl" | "ndjson" | "json") => {
            json::articles(&raw, out);
            Format::Json
        }
        Some("md" | "markdown") => {
            out.articles.push(markdown::article(raw));
            Format::Markdown
        }
        _ => match export::articles(&raw) {
            Some(articles) => {
                out.articles.extend(articles);
                Format::Export
            }
            None => {
                out.articles.push(raw);
                Format::Text
            }
        },
    };
    out.recognise(file, format, Some(decoded.encoding), before);
}

#[cfg(feature = "documents")]
pub(crate) mod documents {
    //! Who reads what needs a library.

    use std::panic::{self, AssertUnwindSafe};

    use super::{Format, words};
    use crate::{
        ImportError, Imported, Options, archive, encoding, extension, feed, html, mail, pdf,
        refuse, rtf, sheet, table, xml,
    };

    /// How deep files may lie in files: an archive in a mail in an archive.
    pub(crate) const MAX_DEPTH: usize = 3;

    /// Reads `file`, which lies in `depth` others, into `out`.
    pub(crate) fn read(
        file: &str,
        bytes: &[u8],
        options: &Options,
        depth: usize,
        out: &mut Imported,
    ) {
        let before = (out.articles.len(), out.left_out.len(), out.recognised.len());
        // What libraries promise of broken files they do not always keep. In the
        // browser a panic ends the worker, and the page names the file.
        let work = AssertUnwindSafe(|| choose(file, bytes, options, depth, out));
        if let Err(error) = panic::catch_unwind(work).unwrap_or(Err(refuse::Kind::Stopped)) {
            out.articles.truncate(before.0);
            out.left_out.truncate(before.1);
            out.recognised.truncate(before.2);
            out.left_out.push(ImportError::new(file, error));
        }
    }

    fn choose(
        file: &str,
        bytes: &[u8],
        options: &Options,
        depth: usize,
        out: &mut Imported,
    ) -> Result<(), refuse::Kind> {
        let before = out.articles.len();
        let format = match by_bytes(bytes) {
            Some(Format::Pdf) => {
                out.articles.push(pdf::article(file, bytes)?);
                Format::Pdf
            }
            Some(Format::Archive) => return archive::read(file, bytes, options, depth, out),
            Some(Format::Sheet) => return sheet::read(file, bytes, options, out),
            Some(Format::Rtf) => {
                out.articles.push(rtf::article(file, bytes)?);
                Format::Rtf
            }
            _ => return by_text(file, bytes, options, depth, out),
        };
        out.recognise(file, format, None, before);
        Ok(())
    }

    fn by_bytes(bytes: &[u8]) -> Option<Format> {
        /// Readers of PDF forgive this many bytes before its mark.
        const PDF_SLACK: usize = 1024;
        let start = &bytes[..bytes.len().min(PDF_SLACK)];
        if bytes.starts_with(b"PK\x03\x04") {
            Some(Format::Archive)
        } else if bytes.starts_with(b"{\\rtf") {
            Some(Format::Rtf)
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            Some(Format::Sheet)
        } else if start.windows(5).any(|w| w == b"%PDF-") {
            Some(Format::Pdf)
        } else {
            None
        }
    }

    fn by_text(
        file: &str,
        bytes: &[u8],
        options: &Options,
        depth: usize,
        out: &mut Imported,
    ) -> Result<(), refuse::Kind> {
        refuse::check_kind(bytes)?;
        let ending = extension(file).unwrap_or_default();
        let before = out.articles.len();
        if matches!(ending.as_str(), "mbox" | "mbx") && bytes.starts_with(b"From ") {
            mail::mailbox(file, bytes, depth, out);
            out.recognise(file, Format::Mailbox, None, before);
            return Ok(());
        }
        if matches!(ending.as_str(), "eml" | "mht" | "mhtml") || mail::begins_as_mail(bytes) {
            mail::read(file, bytes, depth, out)?;
            out.recognise(file, Format::Mail, None, before);
            return Ok(());
        }
        let start = text_start(bytes);
        let is_html = matches!(ending.as_str(), "html" | "htm" | "xhtml" | "xht")
            || (!matches!(
                ending.as_str(),
                "txt" | "md" | "markdown" | "json" | "jsonl"
            ) && (start.starts_with("<!doctype html") || start.starts_with("<html")));
        let is_xml = start.starts_with("<?xml")
            || matches!(ending.as_str(), "xml" | "rss" | "atom" | "rdf" | "fodt");
        let declared = if is_html {
            html::declared_encoding(&start)
        } else if is_xml {
            xml::declared_encoding(&start)
        } else {
            None
        };
        let decoded = encoding::decode(bytes, declared);
        let encoding = Some(decoded.encoding);
        if is_html || (is_xml && start.contains("<html")) {
            out.articles.push(html::article(file, decoded)?);
            out.recognise(file, Format::Html, encoding, before);
            return Ok(());
        }
        if is_xml {
            feed::articles(file, &decoded, out)?;
            out.recognise(file, Format::Feed, encoding, before);
            return Ok(());
        }
        if matches!(ending.as_str(), "csv" | "tsv" | "tab") {
            return table::read(file, &decoded, options, out);
        }
        words(file, decoded, out);
        Ok(())
    }

    /// The first characters, in lower case, without what may come before a mark.
    fn text_start(bytes: &[u8]) -> String {
        /// A page names its encoding this early, or browsers do not look for it.
        const N_BYTES: usize = 1024;
        let start = &bytes[..bytes.len().min(N_BYTES)];
        // UTF-16 is seen through: its other bytes are zero here.
        let letters: Vec<u8> = start.iter().copied().filter(|&b| b != 0).collect();
        let start = String::from_utf8_lossy(&letters).to_lowercase();
        let marks = ['\u{feff}', '\u{fffd}', '\u{fffe}'];
        let is_before = |c: char| c.is_whitespace() || marks.contains(&c);
        start.trim_start_matches(is_before).to_owned()
    }
}
