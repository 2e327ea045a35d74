//! What a file says of its article in named fields, whatever it calls them.

use crate::RawArticle;

/// What a field of a file is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each word is what it names")]
pub enum Field {
    File,
    Text,
    Title,
    Date,
    Source,
    Address,
}

/// The usual names of each field, in the order they are preferred: lower case,
/// without `_`, `-`, `.` and `:`.
const NAMES: [(Field, &[&str]); 6] = [
    (Field::File, &["file", "filename"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "maintext",
            "fulltext",
            "articletext",
            "articlebody",
            "contenttext",
            "bodytext",
            "plaintext",
            "article",
            "story",
            "contents",
            "abstract",
            "summary",
            "description",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "headline",
            "ogtitle",
            "webtitle",
            "articletitle",
            "name",
            "subject",
            "heading",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publishedat",
            "datepublished",
            "pubdate",
            "publicationdate",
            "datepublish",
            "publishdate",
            "articlepublishedtime",
            "webpublicationdate",
            "pubdateutc",
            "seendate",
            "created",
            "createdat",
            "day",
            "time",
            "timestamp",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "publisher",
            "agency",
            "sitename",
            "ogsitename",
            "outlet",
            "newspaper",
            "paper",
            "journal",
            "publication",
            "publicationtitle",
            "newssource",
            "media",
            "site",
            "website",
            "sourcedomain",
            "domain",
        ],
    ),
    (
        Field::Address,
        &[
            "url",
            "link",
            "address",
            "permalink",
            "canonical",
            "canonicalurl",
            "ogurl",
            "weburl",
            "href",
            "uri",
            "articleurl",
        ],
    ),
];

/// Which field is called `name`, and how preferred the name is (0 is best).
pub(crate) fn field(name: &str) -> Option<(Field, usize)> {
    let plain: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|n| *n == plain)?;
        Some((*field, rank))
    })
}

/// Writes `value` where `field` belongs. Empty values say nothing; a date that
/// cannot be read is named.
pub(crate) fn take(raw: &mut RawArticle, field: Field, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let some = Some(value.to_owned());
    match field {
        Field::File => value.clone_into(&mut raw.file),
        Field::Text => value.clone_into(&mut raw.text),
        Field::Title => raw.title = some,
        Field::Source => raw.source = some,
        Field::Address => raw.address = some,
        Field::Date => match day(value) {
            Some(day) => raw.date = Some(day),
            None => raw.problems.push(format!(
                "The file's date “{value}” was not understood; write it as YYYY-MM-DD."
            )),
        },
    }
}

/// A date as `YYYY-MM-DD`: from ISO 8601 ("2023-07-27T10:00Z", "20230727"), or
/// with the month by name ("Thu, 27 Jul 2023", "July 27, 2023").
pub(crate) fn day(value: &str) -> Option<String> {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let number = |s: Option<&str>| s.filter(|s| digits(s)).and_then(|s| s.parse::<u32>().ok());
    let iso = |y: Option<&str>, m: Option<&str>, d: Option<&str>| {
        checked(number(y)?, number(m)?, number(d)?)
    };
    if value.get(4..5) == Some("-") && value.get(7..8) == Some("-") {
        return iso(value.get(..4), value.get(5..7), value.get(8..10));
    }
    if value.len() >= 8
        && value.get(..8).is_some_and(digits)
        && !value[8..].starts_with(|c: char| c.is_ascii_digit())
    {
        return iso(value.get(..4), value.get(4..6), value.get(6..8));
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in value
        .split([' ', ',', '.', '-', '/'])
        .filter(|w| !w.is_empty())
    {
        if let (true, Ok(n)) = (digits(word), word.parse::<u32>()) {
            match word.len() {
                4 if year.is_none() => year = Some(n),
                1 | 2 if day.is_none() => day = Some(n),
                _ => {}
            }
        } else if month.is_none() {
            month = month_of(word);
        }
    }
    checked(year?, month?, day?)
}

fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    Some(at as u32 + 1)
}

fn checked(year: u32, month: u32, day: u32) -> Option<String> {
    let n_days = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_date =
        (1400..=2999).contains(&year) && (1..=12).contains(&month) && (1..=n_days).contains(&day);
    is_date.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let cases = [
            ("2023-07-27", Some("2023-07-27")),
            ("2023-07-27T10:00:00+02:00", Some("2023-07-27")),
            ("20230727", Some("2023-07-27")),
            ("20230727T101500Z", Some("2023-07-27")),
            ("Thu, 27 Jul 2023 10:00:00 GMT", Some("2023-07-27")),
            ("July 27, 2023", Some("2023-07-27")),
            ("27. July 2023 – 10:00", Some("2023-07-27")),
            ("2023-02-29", None),
            ("2024-02-29", Some("2024-02-29")),
            ("07/08/2023", None),
            ("1690452000", None),
            ("日本日本日本", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(day(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn field_names_are_known_however_written() {
        let cases = [
            ("Title", Some(Field::Title)),
            ("og:site_name", Some(Field::Source)),
            ("date_published", Some(Field::Date)),
            ("main-text", Some(Field::Text)),
            ("n_words", None),
        ];
        for (name, expected) in cases {
            assert_eq!(field(name).map(|f| f.0), expected, "{name}");
        }
    }
}
