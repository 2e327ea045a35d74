//! Files that cannot be read: why, and what to do instead.

use std::fmt;

/// Why a file was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportError {
    file: String,
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(
    not(feature = "documents"),
    allow(dead_code, reason = "who reads little has few reasons")
)]
pub(crate) enum Kind {
    /// It is another kind of file: what it is, and what to do.
    Other(&'static str, &'static str),
    /// It has no bytes.
    Empty,
    /// It holds bytes that no text holds, the first at this offset.
    Binary(usize),
    /// A row of the file cannot be used: its number, and why.
    Row(usize, String),
    /// It is of a kind that can be read, and this is wrong with it: what, and what to do.
    Broken(String, &'static str),
    /// It is larger or deeper than is safe: what there is too much of, and what to do.
    TooMuch(String, &'static str),
    /// It is a table of which no column holds texts: what its columns are called.
    NoTexts(String),
    /// The reader of its kind stopped with a fault of its own.
    Stopped,
}

impl ImportError {
    pub(crate) fn new(file: &str, kind: Kind) -> Self {
        Self {
            file: file.to_owned(),
            kind,
        }
    }

    pub(crate) fn row(file: &str, row: usize, why: String) -> Self {
        Self::new(file, Kind::Row(row, why))
    }

    /// Whether it is only that there is no table of articles.
    #[cfg(feature = "documents")]
    pub(crate) fn is_of_no_table(&self) -> bool {
        matches!(self.kind, Kind::Empty | Kind::NoTexts(_))
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The reason without the name of the file, in one or two sentences.
    pub fn reason(&self) -> String {
        match &self.kind {
            Kind::Other(what, remedy) => format!("It is {what}. {remedy}"),
            Kind::Empty => "It is empty.".to_owned(),
            Kind::Binary(at) => format!(
                "It is not a text: byte {at} is one that no text holds. Save it as plain text (UTF-8)."
            ),
            Kind::Row(row, why) => format!("Row {row} {why}"),
            Kind::Broken(what, remedy) | Kind::TooMuch(what, remedy) => format!("{what} {remedy}"),
            Kind::NoTexts(columns) => format!(
                "No column of the table ({columns}) holds texts. Call the one with the articles “text” and bring it again."
            ),
            Kind::Stopped => format!(
                "Reading it stopped unexpectedly: it is damaged in a way that nobody foresaw. {SAVE_AS_TEXT}"
            ),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason())
    }
}

impl std::error::Error for ImportError {}

const IMAGE: &str = "Only articles as text can be read.";
/// What can be done with almost any document.
pub(crate) const SAVE_AS_TEXT: &str = "Save it as plain text (UTF-8) and bring that.";
const UNPACK: &str = "Unpack it and bring the files in it.";

/// First bytes, what they say, what to do. From the formats' own descriptions.
const KNOWN: [(&[u8], &str, &str); 17] = [
    (b"\xff\xd8\xff", "a JPEG image", IMAGE),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", IMAGE),
    (b"GIF8", "a GIF image", IMAGE),
    (b"RIFF", "a picture, sound or film", IMAGE),
    (b"ID3", "a sound recording", IMAGE),
    (b"%PDF-", "a PDF document", SAVE_AS_TEXT),
    (
        b"PK\x03\x04",
        "a ZIP archive, or a document packed as one (DOCX, ODT, XLSX, EPUB)",
        "Unpack the archive, or save the document as plain text (UTF-8).",
    ),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word or Outlook document",
        "Save it as DOCX or plain text and bring that.",
    ),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (b"SQLite format 3\x00", "a database", SAVE_AS_TEXT),
    (b"\x7fELF", "a program", IMAGE),
];

/// Refuses what is not a text.
pub(crate) fn check(file: &str, bytes: &[u8]) -> Result<(), ImportError> {
    check_kind(bytes).map_err(|kind| ImportError::new(file, kind))
}

/// As [`check`], without the name of the file.
pub(crate) fn check_kind(bytes: &[u8]) -> Result<(), Kind> {
    if bytes.is_empty() {
        return Err(Kind::Empty);
    }
    if let Some((_, what, remedy)) = KNOWN.iter().find(|(first, ..)| bytes.starts_with(first)) {
        return Err(Kind::Other(what, remedy));
    }
    match bytes.iter().position(|&b| b == 0) {
        Some(at) if crate::encoding::utf16(bytes).is_none() => Err(Kind::Binary(at)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused_by_name() {
        let cases: [(&str, &[u8], &str); 6] = [
            (
                "photo.jpg",
                b"\xff\xd8\xff\xe0",
                "photo.jpg: It is a JPEG image.",
            ),
            ("a.pdf", b"%PDF-1.7", "a.pdf: It is a PDF document."),
            ("a.docx", b"PK\x03\x04", "a.docx: It is a ZIP archive"),
            ("a.txt", b"", "a.txt: It is empty."),
            ("a.bin", b"ab\x00", "byte 2"),
            ("日本.gif", b"GIF89a", "日本.gif: It is a GIF image."),
        ];
        for (file, bytes, expected) in cases {
            let error = check(file, bytes).expect_err("refused");
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert_eq!(check("a.txt", "BZ – a text".as_bytes()), Ok(()));
    }
}
