//! Many articles in one text, as news databases give them out: each begins or ends
//! with a mark of its own, and what is known of it stands in lines with labels.
//!
//! LexisNexis numbers them ("3 of 50 DOCUMENTS") or ends each with "End of
//! Document"; Factiva labels lines with two letters ("HD", "PD") or ends each with
//! "Document RTRS000020240304ek3400abc"; ProQuest draws a line before each and
//! labels all ("Publication date: …").

use crate::field::{self, Field};
use crate::{RawArticle, extension};

/// The articles in the text of `raw`; `None` if it is not such a text.
pub(crate) fn articles(raw: &RawArticle) -> Option<Vec<RawArticle>> {
    if !matches!(extension(&raw.file).as_deref(), Some("txt" | "text") | None) {
        return None;
    }
    let lines: Vec<&str> = raw.text.lines().map(str::trim).collect();
    let (chunks, read): (Vec<&[&str]>, Read) = if lines.iter().any(is_numbered) {
        (after(&lines, is_numbered), lexis)
    } else if lines.contains(&"End of Document") {
        (before(&lines, |line| *line == "End of Document"), nexis)
    } else if lines.iter().any(is_factiva_end) {
        (before(&lines, is_factiva_end), factiva)
    } else if lines.iter().any(|l| l.starts_with("ProQuest document ID:")) {
        (after(&lines, is_rule), proquest)
    } else {
        return None;
    };
    let parts = chunks.into_iter().map(read);
    let articles: Vec<RawArticle> = (1..)
        .zip(parts.filter(|parts| !parts.text.is_empty()))
        .map(|(number, parts)| parts.article(raw, number))
        .collect();
    (!articles.is_empty()).then_some(articles)
}

/// How the lines of one article are read.
type Read = fn(&[&str]) -> Parts;

/// What was found of one article.
#[derive(Default)]
struct Parts {
    fields: Vec<(Field, String)>,
    text: String,
}

impl Parts {
    fn article(self, raw: &RawArticle, number: usize) -> RawArticle {
        let mut article = RawArticle {
            file: format!("{}#{number}", raw.file),
            text: self.text,
            problems: raw.problems.clone(),
            ..RawArticle::default()
        };
        for (field, value) in self.fields {
            field::take(&mut article, field, &value);
        }
        article
    }

    fn note(&mut self, field: Field, value: &str) {
        if !value.trim().is_empty() && !self.fields.iter().any(|(known, _)| *known == field) {
            self.fields.push((field, value.trim().to_owned()));
        }
    }
}

/// The stretches that begin after each line that `is_mark`.
fn after<'l>(lines: &'l [&'l str], is_mark: fn(&&str) -> bool) -> Vec<&'l [&'l str]> {
    lines.split(is_mark).skip(1).collect()
}

/// The stretches that end before each line that `is_mark`; the rest is none.
fn before<'l>(lines: &'l [&'l str], is_mark: fn(&&str) -> bool) -> Vec<&'l [&'l str]> {
    let mut chunks: Vec<_> = lines.split(is_mark).collect();
    chunks.pop();
    chunks
}

/// "3 of 50 DOCUMENTS"
fn is_numbered(line: &&str) -> bool {
    let mut words = line.split(' ');
    let is_number = |word: Option<&str>| {
        word.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()) && !w.is_empty())
    };
    is_number(words.next())
        && words.next() == Some("of")
        && is_number(words.next())
        && matches!(words.next(), Some("DOCUMENTS" | "DOCUMENT"))
        && words.next().is_none()
}

/// "Document RTRS000020240304ek3400abc"
fn is_factiva_end(line: &&str) -> bool {
    let Some(number) = line.strip_prefix("Document ") else {
        return false;
    };
    (16..=40).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 8
}

/// "____________________"
fn is_rule(line: &&str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| b == b'_')
}

/// A label in capitals or as in a sentence, and what stands after it.
fn label(line: &str) -> Option<(String, &str)> {
    let (label, value) = line.split_once(':')?;
    let is_label = label.len() <= 30
        && label.starts_with(|c: char| c.is_ascii_uppercase())
        && label
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-'));
    is_label.then(|| (label.to_lowercase(), value.trim()))
}

/// Lines to paragraphs: an empty line parts them, and lines in between are one.
fn paragraphs(lines: &[&str]) -> String {
    let mut text = String::new();
    for paragraph in lines
        .split(|line| line.is_empty())
        .filter(|p| !p.is_empty())
    {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&paragraph.join(" "));
    }
    text
}

/// The classic form: source, date and headline in their places, then labels, the
/// text after "BODY:" or the last label before it, labels again at the end.
fn lexis(lines: &[&str]) -> Parts {
    const AFTER: [&str; 8] = [
        "load-date",
        "language",
        "document-type",
        "publication-type",
        "subject",
        "graphic",
        "url",
        "journal-code",
    ];
    let mut parts = Parts::default();
    let known = |line: &&str| {
        label(line).is_some_and(|(l, _)| {
            matches!(
                l.as_str(),
                "byline" | "section" | "length" | "dateline" | "headline" | "body" | "source"
            )
        })
    };
    let Some(first) = lines.iter().position(known) else {
        return nexis(lines);
    };
    head(&lines[..first], &mut parts);
    let end = lines
        .iter()
        .position(|line| label(line).is_some_and(|(l, _)| AFTER.contains(&l.as_str())))
        .filter(|&end| end > first)
        .unwrap_or(lines.len());
    for line in &lines[first..] {
        match label(line) {
            Some((l, value)) if l == "headline" => parts.note(Field::Title, value),
            Some((l, value)) if l == "url" => parts.note(Field::Address, value),
            Some((l, value)) if l == "source" => parts.note(Field::Source, value),
            Some((l, value)) if l == "load-date" => parts.note(Field::Date, value),
            _ => {}
        }
    }
    let body = lines[first..end]
        .iter()
        .rposition(known)
        .map_or(first, |at| first + at);
    let mut text: Vec<&str> = lines[body + 1..end].to_vec();
    if let Some((l, value)) = label(lines[body])
        && l == "body"
    {
        text.insert(0, value);
    }
    // "Copyright 2015 …" may stand after the text as before it.
    text.retain(|line| !line.starts_with("Copyright ") && *line != "All Rights Reserved");
    parts.text = paragraphs(&text);
    parts
}

/// The newer form: headline, source and date in their places, labels, the text after
/// a line "Body", what is known of it after "Classification" or a label.
fn nexis(lines: &[&str]) -> Parts {
    let mut parts = Parts::default();
    let body = lines
        .iter()
        .position(|line| *line == "Body" || *line == "Body:");
    let is_label = |line: &&str| {
        label(line).is_some_and(|(l, _)| {
            matches!(
                l.as_str(),
                "section" | "length" | "byline" | "dateline" | "highlight"
            )
        })
    };
    let head_end = lines.iter().position(is_label).or(body).unwrap_or(0);
    let heads: Vec<&&str> = lines[..head_end].iter().filter(|l| !l.is_empty()).collect();
    if let [title, rest @ ..] = &heads[..] {
        parts.note(Field::Title, title);
        head(&rest.iter().map(|l| **l).collect::<Vec<_>>(), &mut parts);
    }
    let from = match body {
        Some(body) => body + 1,
        None => lines
            .iter()
            .rposition(is_label)
            .map_or(head_end, |at| at + 1),
    };
    let is_end = |line: &&str| {
        matches!(*line, "Classification" | "Graphic" | "Notes")
            || label(line).is_some_and(|(l, _)| {
                matches!(l.as_str(), "load-date" | "language" | "publication-type")
            })
    };
    let end = lines[from..]
        .iter()
        .position(is_end)
        .map_or(lines.len(), |at| from + at);
    for line in &lines[end..] {
        if let Some((l, value)) = label(line)
            && l == "load-date"
        {
            parts.note(Field::Date, value);
        }
    }
    parts.text = paragraphs(&lines[from..end]);
    parts
}

/// Source, date and headline by what they look like: the first line that is a date
/// is the date, the line before it the source, the first after it the headline.
fn head(lines: &[&str], parts: &mut Parts) {
    let lines: Vec<&&str> = lines
        .iter()
        .filter(|l| !l.is_empty() && !l.starts_with("Copyright ") && **l != "All Rights Reserved")
        .collect();
    let date = lines.iter().position(|line| field::day(line).is_some());
    if let Some(at) = date {
        parts.note(Field::Date, lines[at]);
        if let Some(source) = at.checked_sub(1).map(|before| lines[before]) {
            parts.note(Field::Source, source);
        }
        if let Some(title) = lines.get(at + 1) {
            parts.note(Field::Title, title);
        }
    }
}

/// Labels of two letters, or what stands where the labels would.
fn factiva(lines: &[&str]) -> Parts {
    let mut parts = Parts::default();
    let code = |line: &str| -> Option<(String, usize)> {
        let code = line.get(..2)?;
        let is_code = code.bytes().all(|b| b.is_ascii_uppercase())
            && line[2..].chars().next().is_none_or(char::is_whitespace);
        is_code.then(|| (code.to_owned(), 2))
    };
    let codes = [
        "SE", "HD", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "CO",
        "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CR", "ART",
    ];
    let is_coded = lines
        .iter()
        .any(|line| code(line).is_some_and(|(c, _)| c == "HD"));
    if !is_coded {
        return factiva_shown(lines);
    }
    let mut open = String::new();
    let mut values: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines {
        let (value, starts) = match code(line) {
            Some((c, n)) if codes.contains(&c.as_str()) => {
                open.clone_from(&c);
                (line[n..].trim(), true)
            }
            _ => (*line, false),
        };
        if open.is_empty() {
            continue;
        }
        if starts {
            values.push((open.clone(), vec![value]));
        } else if let Some((_, list)) = values.last_mut() {
            list.push(value);
        }
    }
    let mut text = Vec::new();
    for (code, list) in &values {
        let one = paragraphs(list).replace("\n\n", " ");
        match code.as_str() {
            "HD" => parts.note(Field::Title, &one),
            "PD" => parts.note(Field::Date, &one),
            "SN" => parts.note(Field::Source, &one),
            "LP" | "TD" => text.push(paragraphs(list)),
            _ => {}
        }
    }
    text.retain(|part| !part.is_empty());
    parts.text = text.join("\n\n");
    parts
}

/// Headline, byline, "532 words", date, time, source, code, language, copyright, text.
fn factiva_shown(lines: &[&str]) -> Parts {
    let mut parts = Parts::default();
    let is_count = |line: &&str| {
        line.strip_suffix(" words")
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b','))
    };
    let Some(count) = lines.iter().position(is_count) else {
        return parts;
    };
    if let Some(title) = lines[..count].iter().find(|l| !l.is_empty()) {
        parts.note(Field::Title, title);
    }
    let mut at = count + 1;
    // The lines between are short, and the last of them is the language's or the
    // copyright's.
    let mut body = at;
    while let Some(line) = lines.get(at).filter(|_| at < count + 14) {
        if field::day(line).is_some() {
            parts.note(Field::Date, line);
            if let Some(next) = lines[at + 1..]
                .iter()
                .find(|l| !l.is_empty() && !l.contains(':') && l.len() > 3)
            {
                parts.note(Field::Source, next);
            }
        }
        if matches!(*line, "English")
            || line.starts_with("Copyright ")
            || line.starts_with('©')
            || line.starts_with("(c) ")
        {
            body = at + 1;
        }
        at += 1;
    }
    parts.text = paragraphs(&lines[body..]);
    parts
}

/// Labels throughout; the text after "Full text:".
fn proquest(lines: &[&str]) -> Parts {
    let mut parts = Parts::default();
    let mut text: Vec<&str> = Vec::new();
    let mut in_text = false;
    for line in lines {
        let labelled = label(line);
        let name = labelled.as_ref().map_or("", |(name, _)| name.as_str());
        let value = labelled.as_ref().map_or("", |(_, value)| *value);
        match name {
            "title" => parts.note(Field::Title, value),
            "publication title" => parts.note(Field::Source, value),
            "publication date" => parts.note(Field::Date, value),
            "document url" => parts.note(Field::Address, value),
            _ => {}
        }
        if name == "full text" {
            in_text = true;
            text.push(value);
        } else if in_text
            && matches!(
                name,
                "subject"
                    | "location"
                    | "company"
                    | "people"
                    | "title"
                    | "publication title"
                    | "publication year"
                    | "publication date"
                    | "credit"
                    | "identifier"
                    | "classification"
                    | "links"
                    | "copyright"
                    | "document type"
            )
        {
            in_text = false;
        } else if in_text {
            text.push(line);
        } else if text.is_empty() && name.is_empty() && !line.is_empty() && parts.fields.is_empty()
        {
            parts.note(Field::Title, line);
        }
    }
    parts.text = paragraphs(&text);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<RawArticle>> {
        articles(&RawArticle {
            file: "export.txt".into(),
            text: text.into(),
            ..RawArticle::default()
        })
    }

    /// Each holds two articles that say the same of themselves.
    #[test]
    fn exports_are_taken_apart() {
        let lexis = "1 of 2 DOCUMENTS\n\n\nThe Example Times (London)\n\nMarch 4, 2024 Monday\n\nTalks in Tokyo – 日本\n\nBYLINE: Ann Writer\n\nSECTION: WORLD; Pg. 3\n\nLENGTH: 12 words\n\nMinisters met on Monday,\nhe said. “¥5 é 🙂”\n\nThey left.\n\nLOAD-DATE: March 5, 2024\n\nLANGUAGE: ENGLISH\n\n2 of 2 DOCUMENTS\n\nThe Example Times (London)\n\nMarch 5, 2024 Tuesday\n\nMore talks\n\nLENGTH: 3 words\n\nBODY:\nSecond text.\n\nLOAD-DATE: March 6, 2024\n";
        let nexis = "Talks in Tokyo – 日本\nThe Example Times (London)\nMarch 4, 2024 Monday\n\nCopyright 2024 Example Ltd\nSection: WORLD; Pg. 3\nLength: 12 words\nByline: Ann Writer\n\nBody\n\nMinisters met on Monday, he said. “¥5 é 🙂”\n\nThey left.\n\nClassification\n\nLanguage: ENGLISH\n\nLoad-Date: March 5, 2024\n\nEnd of Document\n\nMore talks\nThe Example Times (London)\nMarch 5, 2024 Tuesday\nLength: 3 words\n\nBody\n\nSecond text.\n\nLoad-Date: March 6, 2024\n\nEnd of Document\n";
        let factiva = "HD  Talks in Tokyo – 日本\nBY  Ann Writer\nWC  12 words\nPD  4 March 2024\nSN  The Example Times (London)\nSC  EXT\nLA  English\nLP\nMinisters met on Monday, he said. “¥5 é 🙂”\nTD\nThey left.\nAN\nDocument EXT0000020240304ek3400001\n\nHD More talks\nPD 5 March 2024\nSN The Example Times (London)\nLP Second text.\nAN\nDocument EXT0000020240305ek3500001\n";
        let shown = "Talks in Tokyo – 日本\n\nAnn Writer\n12 words\n4 March 2024\n09:00 GMT\nThe Example Times (London)\nEXT\nEnglish\nCopyright 2024. Example.\n\nMinisters met on Monday, he said. “¥5 é 🙂”\n\nThey left.\n\nDocument EXT0000020240304ek3400001\n\nMore talks\n3 words\n5 March 2024\nThe Example Times (London)\nEXT\nEnglish\n\nSecond text.\n\nDocument EXT0000020240305ek3500001\n";
        let proquest = "____________________________________________________________\n\nTalks in Tokyo – 日本\n\nPublication title: The Example Times (London)\nPublication date: Mar 4, 2024\n\nFull text: Ministers met on Monday, he said. “¥5 é 🙂”\n\nThey left.\n\nSubject: Talks\n\nTitle: Talks in Tokyo – 日本\nProQuest document ID: 12345\n\n____________________________________________________________\n\nMore talks\n\nFull text: Second text.\n\nPublication title: The Example Times (London)\nPublication date: Mar 5, 2024\nProQuest document ID: 12346\n";
        for text in [lexis, nexis, factiva, shown, proquest] {
            let found = read(text).expect("an export");
            let told: Vec<_> = found
                .iter()
                .map(|a| {
                    (
                        a.title.as_deref(),
                        a.date.as_deref(),
                        a.source.as_deref(),
                        a.text.as_str(),
                    )
                })
                .collect();
            let source = Some("The Example Times (London)");
            assert_eq!(
                told,
                [
                    (
                        Some("Talks in Tokyo – 日本"),
                        Some("2024-03-04"),
                        source,
                        "Ministers met on Monday, he said. “¥5 é 🙂”\n\nThey left."
                    ),
                    (
                        Some("More talks"),
                        Some("2024-03-05"),
                        source,
                        "Second text."
                    ),
                ],
                "{text}"
            );
        }
    }

    #[test]
    fn one_article_is_no_export() {
        for text in [
            "",
            "Talks – 日本",
            "Document 7 was signed.",
            "BODY: x\nLENGTH: 5 words",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
