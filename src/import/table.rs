//! Tables: each row an article, each column one thing about it.

use crate::encoding::Decoded;
use crate::field::{self, Field};
use crate::format::Format;
use crate::refuse::Kind;
use crate::{Column, ImportError, Imported, Options, RawArticle, Recognised};

/// Reads rows of values that are parted by a sign.
pub(crate) fn read(
    file: &str,
    decoded: &Decoded,
    options: &Options,
    out: &mut Imported,
) -> Result<(), Kind> {
    let separator = separator(&decoded.text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(record.iter().map(str::to_owned).collect()),
            Err(error) => {
                out.left_out.push(ImportError::row(
                    file,
                    rows.len() + 1,
                    format!("is not understood: {error}."),
                ));
                break;
            }
        }
    }
    let table = Table {
        file,
        format: Format::Table,
        encoding: Some(decoded.encoding),
        problems: &decoded.problems,
        rows,
    };
    table.articles(options, out)
}

/// The sign that parts most values in the first line outside quotation marks.
fn separator(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let mut in_quotes = false;
    let mut counts = [(0usize, b','), (0, b';'), (0, b'\t'), (0, b'|')];
    for byte in line.bytes() {
        in_quotes ^= byte == b'"';
        for (n, sign) in &mut counts {
            *n += usize::from(!in_quotes && byte == *sign);
        }
    }
    // Of equals the first: a comma.
    counts
        .iter()
        .rev()
        .max_by_key(|(n, _)| *n)
        .map_or(b',', |(_, sign)| *sign)
}

/// A table as it was found.
pub(crate) struct Table<'a> {
    pub(crate) file: &'a str,
    pub(crate) format: Format,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) problems: &'a [String],
    pub(crate) rows: Vec<Vec<String>>,
}

/// Rows that are looked at to find out what a column holds.
const N_LOOKED_AT: usize = 50;

/// Characters that the text of an article has on average, at least.
const MIN_TEXT: usize = 60;

impl Table<'_> {
    /// Adds the article of each row. What the columns hold is as the options say, or
    /// found out by their names and then by what is in them.
    pub(crate) fn articles(self, options: &Options, out: &mut Imported) -> Result<(), Kind> {
        let before = out.articles.len();
        let is_blank = |row: &Vec<String>| row.iter().all(|value| value.trim().is_empty());
        let Some(first) = self.rows.iter().position(|row| !is_blank(row)) else {
            return Err(Kind::Empty);
        };
        let head = &self.rows[first];
        let n_columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let has_head = is_head(head);
        let from = if has_head { first + 1 } else { first };
        let mut fields = vec![None; n_columns];
        if options.columns.is_empty() {
            if has_head {
                by_names(head, &mut fields);
            }
            by_contents(&self.rows[from..], &mut fields);
        } else {
            fields = options.columns.clone();
            fields.resize(n_columns, None);
        }
        let columns = (0..n_columns).map(|at| Column {
            name: match head
                .get(at)
                .filter(|name| has_head && !name.trim().is_empty())
            {
                Some(name) => name.trim().to_owned(),
                None => format!("Column {}", at + 1),
            },
            example: self.rows[from..]
                .iter()
                .filter_map(|row| row.get(at))
                .map(|value| value.trim())
                .find(|value| !value.is_empty())
                .map(|value| value.chars().take(60).collect())
                .unwrap_or_default(),
            field: fields[at],
        });
        let columns: Vec<Column> = columns.collect();
        if !fields.contains(&Some(Field::Text)) {
            let names: Vec<_> = columns.iter().map(|c| c.name.as_str()).take(12).collect();
            out.recognised.push(self.recognised(0, columns.clone()));
            return Err(Kind::NoTexts(names.join(", ")));
        }
        for (number, row) in (from + 1..).zip(&self.rows[from..]) {
            if is_blank(row) {
                continue;
            }
            match self.article(number, row, &fields) {
                Some(article) => out.articles.push(article),
                None => out.left_out.push(ImportError::row(
                    self.file,
                    number,
                    "has no text in the column that holds texts.".to_owned(),
                )),
            }
        }
        let n_articles = out.articles.len() - before;
        out.recognised.push(self.recognised(n_articles, columns));
        Ok(())
    }

    fn recognised(&self, n_articles: usize, columns: Vec<Column>) -> Recognised {
        Recognised {
            file: self.file.to_owned(),
            format: self.format,
            encoding: self.encoding,
            n_articles,
            columns,
        }
    }

    fn article(
        &self,
        number: usize,
        row: &[String],
        fields: &[Option<Field>],
    ) -> Option<RawArticle> {
        let mut raw = RawArticle {
            file: format!("{}#{number}", self.file),
            problems: self.problems.to_vec(),
            ..RawArticle::default()
        };
        for (value, field) in row.iter().zip(fields) {
            match field {
                Some(Field::Text) if raw.text.is_empty() => raw.text.clone_from(value),
                Some(Field::Text) => {
                    raw.text.push_str("\n\n");
                    raw.text.push_str(value);
                }
                // What a table calls a file is not ours.
                Some(Field::File) | None => {}
                Some(field) => field::take(&mut raw, *field, value),
            }
        }
        (!raw.text.trim().is_empty()).then_some(raw)
    }
}

/// Whether a first row names columns: one of its values is a usual name, or all are
/// short words without digits.
fn is_head(row: &[String]) -> bool {
    let is_name = |value: &String| {
        let value = value.trim();
        value.chars().count() <= 40
            && !value.chars().any(|c| c.is_ascii_digit())
            && !value.contains(". ")
    };
    row.iter()
        .any(|value| value.chars().count() <= 40 && field::field(value).is_some())
        || (row.len() > 1 && row.iter().all(is_name))
}

/// Of two columns for one field, the one with the more usual name.
fn by_names(head: &[String], fields: &mut [Option<Field>]) {
    let mut best: Vec<(Field, usize, usize)> = Vec::new();
    for (at, name) in head.iter().enumerate() {
        let Some((field, rank)) = field::field(name) else {
            continue;
        };
        match best.iter_mut().find(|b| b.0 == field) {
            Some(known) if known.1 <= rank => {}
            Some(known) => *known = (field, rank, at),
            None => best.push((field, rank, at)),
        }
    }
    for (field, _, at) in best {
        fields[at] = Some(field);
    }
}

/// What no name told: the column with the longest values is the text, dates and
/// addresses show themselves, and the longest of the short ones is the headline.
fn by_contents(rows: &[Vec<String>], fields: &mut [Option<Field>]) {
    let looks: Vec<Look> = (0..fields.len()).map(|at| Look::new(rows, at)).collect();
    let missing = |field: Field, fields: &[Option<Field>]| !fields.contains(&Some(field));
    let mut take = |field: Field, is_it: &dyn Fn(&Look) -> bool| {
        if missing(field, fields) {
            let free = (0..fields.len()).filter(|&at| fields[at].is_none() && is_it(&looks[at]));
            // Of equals the first.
            let longest = free.rev().max_by_key(|&at| looks[at].mean);
            if let Some(at) = longest {
                fields[at] = Some(field);
            }
        }
    };
    take(Field::Address, &|look| look.is_address);
    take(Field::Date, &|look| look.is_date);
    take(Field::Text, &|look| {
        look.mean >= MIN_TEXT && !look.is_address
    });
    take(Field::Title, &|look| {
        (15..200).contains(&look.mean) && !look.is_address && !look.is_date
    });
}

/// What the values of a column look like.
struct Look {
    /// Bytes on average.
    mean: usize,
    is_date: bool,
    is_address: bool,
}

impl Look {
    fn new(rows: &[Vec<String>], at: usize) -> Self {
        let values: Vec<&str> = rows
            .iter()
            .take(N_LOOKED_AT)
            .filter_map(|row| row.get(at))
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .collect();
        let n_values = values.len().max(1);
        // Four in five: tables have gaps and slips.
        let most = |is: &dyn Fn(&&&str) -> bool| {
            !values.is_empty() && values.iter().filter(is).count() * 5 >= n_values * 4
        };
        Self {
            mean: values.iter().map(|v| v.len()).sum::<usize>() / n_values,
            is_date: most(&|v| v.len() <= 40 && field::day(v).is_some()),
            is_address: most(&|v| v.starts_with("http://") || v.starts_with("https://")),
        }
    }
}
