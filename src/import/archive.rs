//! ZIP archives: those of files, and those that are one document.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::format::{Format, documents};
use crate::refuse::{Kind, SAVE_AS_TEXT};
use crate::{ImportError, Imported, Options, office, sheet};

/// The most bytes that all of an archive may come to: a bomb of a few hundred
/// kilobytes comes to far more.
const MAX_BYTES: u64 = 1 << 30;

/// The most that one file in it may come to.
const MAX_FILE: u64 = 256 << 20;

/// The most files in it.
const MAX_FILES: usize = 100_000;

/// How many times its packed bytes a large file may come to; text packs by 3 to 20.
const MAX_RATIO: u64 = 200;

/// Below this, any ratio is harmless.
const SMALL: u64 = 16 << 20;

/// An open archive that counts what comes out of it.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    n_bytes: u64,
}

impl<'b> Archive<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Kind> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Kind::Broken(
                format!("It is a damaged ZIP archive: {error}."),
                "Save or download it anew.",
            )
        })?;
        if zip.len() > MAX_FILES {
            return Err(Kind::TooMuch(
                format!(
                    "It holds {} files, and {MAX_FILES} at most are read.",
                    zip.len()
                ),
                "Unpack it and bring the files in parts.",
            ));
        }
        Ok(Self { zip, n_bytes: 0 })
    }

    fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of the part called `name`, if there is one.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Kind> {
        let Some(at) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let bytes = self.bytes(at)?;
        Ok(Some(crate::encoding::decode(&bytes, None).text))
    }

    fn bytes(&mut self, at: usize) -> Result<Vec<u8>, Kind> {
        let before = self.n_bytes;
        let file = self.zip.by_index(at).map_err(|error| unreadable(&error))?;
        let packed = file.compressed_size();
        let limit = MAX_FILE
            .min(MAX_BYTES.saturating_sub(before))
            .min(SMALL.max(packed.saturating_mul(MAX_RATIO)));
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| {
            Kind::Broken(
                format!("It is damaged: {error}."),
                "Save or download it anew.",
            )
        })?;
        if bytes.len() as u64 > limit {
            return Err(Kind::TooMuch(
                format!(
                    "Unpacked it comes to more than {} MB, from {} KB: more than is safe.",
                    limit >> 20,
                    packed.div_ceil(1024)
                ),
                "Unpack it yourself and bring what you trust.",
            ));
        }
        self.n_bytes = before + bytes.len() as u64;
        Ok(bytes)
    }
}

fn unreadable(error: &ZipError) -> Kind {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Kind::Other(
                "locked by a password",
                "Save it without one and bring that.",
            )
        }
        error => Kind::Broken(
            format!("It cannot be unpacked: {error}."),
            "Pack it anew as an ordinary ZIP, or bring the files in it.",
        ),
    }
}

/// Reads `file`, which is a document or holds files.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    options: &Options,
    depth: usize,
    out: &mut Imported,
) -> Result<(), Kind> {
    let mut archive = Archive::open(bytes)?;
    let before = out.articles.len();
    let kind = if archive.holds("mimetype") {
        archive.text("mimetype")?.unwrap_or_default()
    } else {
        String::new()
    };
    let kind = kind.trim();
    let format = if archive.holds("word/document.xml") {
        out.articles.push(office::docx(file, &mut archive)?);
        Format::Docx
    } else if kind == "application/epub+zip" || archive.holds("META-INF/container.xml") {
        office::epub(file, &mut archive, out)?;
        Format::Epub
    } else if kind.starts_with("application/vnd.oasis.opendocument.text") {
        out.articles.push(office::odt(file, &mut archive)?);
        Format::Odt
    } else if archive.holds("xl/workbook.xml")
        || archive.holds("xl/workbook.bin")
        || kind.starts_with("application/vnd.oasis.opendocument.spreadsheet")
    {
        // Its reader unpacks without bounds, so all is unpacked within them before.
        for at in 0..archive.zip.len() {
            archive.bytes(at)?;
        }
        return sheet::read(file, bytes, options, out);
    } else if kind.starts_with("application/vnd.oasis") || archive.holds("ppt/presentation.xml") {
        return Err(Kind::Other("a presentation or drawing", SAVE_AS_TEXT));
    } else {
        return files(file, &mut archive, options, depth, out);
    };
    out.recognise(file, format, None, before);
    Ok(())
}

/// Each file in it, in the order of their names. One that cannot be had is named.
fn files(
    file: &str,
    archive: &mut Archive<'_>,
    options: &Options,
    depth: usize,
    out: &mut Imported,
) -> Result<(), Kind> {
    if depth >= documents::MAX_DEPTH {
        return Err(Kind::TooMuch(
            format!("It lies {depth} archives deep, and no deeper is looked."),
            "Unpack it and bring the files in it.",
        ));
    }
    let mut names: Vec<(String, usize)> = (0..archive.zip.len())
        .filter_map(|at| {
            let name = archive.zip.name_for_index(at)?.ok()?.into_owned();
            Some((name, at))
        })
        .filter(|(name, _)| !is_passed_over(name))
        .collect();
    names.sort();
    let before = out.articles.len();
    let at = out.recognised.len();
    out.recognise(file, Format::Archive, None, before);
    let mut n_too_much = 0;
    for (name, index) in names {
        let name = format!("{file}/{}", name.replace('\\', "/"));
        match archive.bytes(index) {
            Ok(bytes) => documents::read(&name, &bytes, options, depth + 1, out),
            Err(kind) => {
                n_too_much += usize::from(matches!(kind, Kind::TooMuch(..)));
                out.left_out.push(ImportError::new(&name, kind));
                if n_too_much > 8 {
                    return Ok(());
                }
            }
        }
    }
    out.recognised[at].n_articles = out.articles.len() - before;
    Ok(())
}

/// Folders, hidden files, and what systems leave in archives.
fn is_passed_over(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    name.ends_with(['/', '\\'])
        || parts.any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}
