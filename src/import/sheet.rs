//! Spreadsheets: each of their tables is read as a table.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use crate::format::Format;
use crate::refuse::{Kind, SAVE_AS_TEXT};
use crate::table::Table;
use crate::{ImportError, Imported, Options};

/// The most cells that are read: rows that are marked and empty count as well.
const MAX_CELLS: usize = 20_000_000;

/// Reads each table of the spreadsheet.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    options: &Options,
    out: &mut Imported,
) -> Result<(), Kind> {
    let mut book: Sheets<Cursor<&[u8]>> =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
            if bytes.starts_with(b"PK") {
                Kind::Broken(
                    format!("It is a spreadsheet that cannot be read: {error}."),
                    "Save it as CSV and bring that.",
                )
            } else {
                Kind::Other(
                    "an old Word, PowerPoint or Outlook document",
                    "Save it as DOCX or plain text and bring that.",
                )
            }
        })?;
    let names = book.sheet_names();
    let before = (out.articles.len(), out.left_out.len());
    for name in &names {
        let of = match names.len() {
            1 => file.to_owned(),
            _ => format!("{file}/{name}"),
        };
        if let Err(kind) = one(&of, name, &mut book, options, out) {
            out.left_out.push(ImportError::new(&of, kind));
        }
    }
    // Where one sheet holds the articles, the others hold remarks.
    if out.articles.len() > before.0 {
        let mut at = 0;
        out.left_out.retain(|error| {
            at += 1;
            at <= before.1 || !error.is_of_no_table()
        });
    }
    Ok(())
}

fn one(
    file: &str,
    name: &str,
    book: &mut Sheets<Cursor<&[u8]>>,
    options: &Options,
    out: &mut Imported,
) -> Result<(), Kind> {
    let range = book.worksheet_range(name).map_err(|error| {
        Kind::Broken(format!("Its table cannot be read: {error}."), SAVE_AS_TEXT)
    })?;
    let (height, width) = range.get_size();
    if height.saturating_mul(width) > MAX_CELLS {
        return Err(Kind::TooMuch(
            format!(
                "It spans {height} rows and {width} columns, {MAX_CELLS} cells at most are read."
            ),
            "Delete empty rows and columns, or save it as CSV.",
        ));
    }
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(words).collect())
        .collect();
    let table = Table {
        file,
        format: Format::Sheet,
        encoding: None,
        problems: &[],
        rows,
    };
    table.articles(options, out)
}

/// What a cell says. A day is written as a day.
fn words(cell: &Data) -> String {
    match cell {
        Data::String(words) | Data::DateTimeIso(words) | Data::DurationIso(words) => words.clone(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(at) => at.as_f64().to_string(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => n.to_string(),
        Data::Bool(b) => b.to_string(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
