//! Web pages as a browser saves them: the article, and what the page says of it.

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability, TextMode};

use crate::RawArticle;
use crate::encoding::Decoded;
use crate::field::{self, Field};
use crate::prose;
use crate::refuse::{Kind, SAVE_AS_TEXT};

/// The most bytes of a page; those of newspapers have up to three million.
const MAX_BYTES: usize = 32 << 20;

/// The most elements within each other, which readers follow by recursion.
const MAX_DEPTH: usize = 400;

/// The article of a page; where none stands out, all its words.
pub(crate) fn article(file: &str, decoded: Decoded) -> Result<RawArticle, Kind> {
    let Decoded {
        text: page,
        mut problems,
        ..
    } = decoded;
    let document = document(&page)?;
    let said = Said::of(&document);
    let address = said.address.or_else(|| saved_from(&page));
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let whole = document.clone();
    let found: Option<Article> = Readability::with_document(document, None, Some(config))
        .ok()
        .and_then(|mut page| page.parse().ok());
    let (text, title, date, source) = match found {
        Some(article)
            if article
                .text_content
                .split_whitespace()
                .nth(MIN_WORDS)
                .is_some() =>
        {
            (
                tidy(&article.text_content),
                Some(article.title),
                article.published_time,
                article.site_name,
            )
        }
        found => {
            problems.push("No article stands out on the page: all its words are here.".to_owned());
            let title = found.map(|article| article.title);
            (all_words(&whole), title, None, None)
        }
    };
    if text.is_empty() {
        return Err(Kind::Broken(
            "The page holds no words: it may write them by a script.".to_owned(),
            "Open it in a browser, select the text, and paste it.",
        ));
    }
    let mut raw = RawArticle {
        file: file.to_owned(),
        title: prose::headline(title, &text),
        text,
        problems,
        ..RawArticle::default()
    };
    if let Some(date) = said.date.or(date) {
        field::take(&mut raw, Field::Date, &date);
    }
    if let Some(source) = source.or(said.source) {
        field::take(&mut raw, Field::Source, &source);
    }
    if let Some(address) = address {
        field::take(&mut raw, Field::Address, &address);
    }
    Ok(raw)
}

/// Fewer words are a button or a remark.
const MIN_WORDS: usize = 25;

/// The words of a piece of HTML, as a person sees them; text without marks is
/// given as it is.
pub(crate) fn words(html: &str) -> Result<String, Kind> {
    if !html.contains(['<', '&']) {
        return Ok(html.trim().to_owned());
    }
    Ok(all_words(&document(html)?))
}

fn all_words(document: &Document) -> String {
    for element in [
        "script", "style", "noscript", "template", "head", "svg", "iframe",
    ] {
        document.select(element).remove();
    }
    tidy(&document.formatted_text())
}

/// A page taken apart, unless it is too large or too deep.
fn document(page: &str) -> Result<Document, Kind> {
    if page.len() > MAX_BYTES {
        return Err(Kind::TooMuch(
            format!(
                "The page has {} MB, and {} at most are read.",
                page.len() >> 20,
                MAX_BYTES >> 20
            ),
            SAVE_AS_TEXT,
        ));
    }
    check_depth(page)?;
    Ok(Document::from(page))
}

/// Refuses what lies too deep before anything follows it. Elements that need no end
/// are not counted; what is left open by mistake is, which only makes it stricter.
fn check_depth(page: &str) -> Result<(), Kind> {
    const NO_END: [&str; 32] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th",
        "thead", "tbody", "tfoot", "colgroup", "rp", "rt", "path", "html", "body",
    ];
    let mut depth = 0usize;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is_end = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() || NO_END.contains(&name.as_str()) {
            continue;
        }
        if !is_end && matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            let end = format!("</{name}");
            // As a browser does: nothing within is an element.
            let skip = rest
                .as_bytes()
                .windows(end.len())
                .position(|w| w.eq_ignore_ascii_case(end.as_bytes()));
            rest = skip
                .and_then(|skip| rest.get(skip + end.len()..))
                .unwrap_or_default();
            continue;
        }
        let tag_end = rest.find('>').unwrap_or(rest.len());
        let is_closed = rest[..tag_end].ends_with('/');
        if is_end {
            depth = depth.saturating_sub(1);
        } else if !is_closed {
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Err(Kind::TooMuch(
                format!("Its elements lie more than {MAX_DEPTH} deep within each other."),
                SAVE_AS_TEXT,
            ));
        }
    }
    Ok(())
}

/// Lines without white space at their ends, and one empty line at most.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut n_empty = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            n_empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if n_empty > 0 { "\n\n" } else { "\n" });
        }
        n_empty = 0;
        for (at, word) in line.split_whitespace().enumerate() {
            if at > 0 {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
    }
    tidy
}

/// What the head of a page says that its article does not.
struct Said {
    date: Option<String>,
    source: Option<String>,
    address: Option<String>,
}

impl Said {
    fn of(page: &Document) -> Self {
        let first = |list: &[(&str, &str)]| {
            list.iter().find_map(|(which, attribute)| {
                let value = page.select(which).iter().next()?.attr(attribute)?;
                let value = value.trim();
                (!value.is_empty()).then(|| value.to_owned())
            })
        };
        Self {
            date: first(&[
                ("meta[property='article:published_time']", "content"),
                ("meta[itemprop=datePublished]", "content"),
                ("meta[name='parsely-pub-date']", "content"),
                ("meta[name='DC.date.issued']", "content"),
                ("meta[name='dc.date']", "content"),
                ("meta[name='DC.Date']", "content"),
                ("meta[name=citation_publication_date]", "content"),
                ("meta[name=pubdate]", "content"),
                ("meta[name=date]", "content"),
                ("time[itemprop=datePublished]", "datetime"),
                ("time[pubdate]", "datetime"),
                ("article time[datetime]", "datetime"),
            ])
            .or_else(|| json_ld_date(page))
            .or_else(|| {
                first(&[
                    ("header time[datetime]", "datetime"),
                    ("time[datetime]", "datetime"),
                ])
            }),
            source: first(&[
                ("meta[property='og:site_name']", "content"),
                ("meta[name='application-name']", "content"),
                ("meta[name='DC.publisher']", "content"),
            ]),
            address: first(&[
                ("link[rel=canonical]", "href"),
                ("meta[property='og:url']", "content"),
            ])
            .filter(|address| address.starts_with("http")),
        }
    }
}

/// The day of publishing in the page's linked data.
fn json_ld_date(page: &Document) -> Option<String> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.iter().find_map(|script| {
        let value: serde_json::Value = serde_json::from_str(script.text().trim()).ok()?;
        date_in(&value, 4)
    })
}

fn date_in(value: &serde_json::Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        serde_json::Value::Object(object) => match object.get("datePublished") {
            Some(serde_json::Value::String(date)) => Some(date.clone()),
            _ => object.values().find_map(|value| date_in(value, depth)),
        },
        serde_json::Value::Array(list) => list.iter().find_map(|value| date_in(value, depth)),
        _ => None,
    }
}

/// The address in the remark that browsers put before a page they save.
fn saved_from(page: &str) -> Option<String> {
    let at = page.find("<!-- saved from url=(")?;
    let rest = page.get(at..)?.split_once(')')?.1;
    let address = rest.split("-->").next()?.trim();
    address.starts_with("http").then(|| address.to_owned())
}

/// The encoding that a page names in its head, whose start is in lower case.
pub(crate) fn declared_encoding(start: &str) -> Option<&str> {
    let after = start.split_once("charset=")?.1;
    let label = after.trim_start_matches(['"', '\'']);
    let end = label.find(['"', '\'', '>', ' ', ';', '/'])?;
    Some(&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Result<RawArticle, Kind> {
        article(
            "a.html",
            Decoded {
                text: page.to_owned(),
                encoding: "UTF-8",
                problems: Vec::new(),
            },
        )
    }

    #[test]
    fn what_lies_too_deep_is_refused() {
        for (page, is_read) in [
            (
                format!(
                    "{}Words – 日本{}",
                    "<div>".repeat(300),
                    "</div>".repeat(300)
                ),
                true,
            ),
            ("<div>".repeat(100_000), false),
            (format!("{}x", "<p>".repeat(5_000)), true),
            (
                format!("<script>{}</script>é 🙂", "<div>".repeat(5_000)),
                true,
            ),
        ] {
            let start: String = page.chars().take(40).collect();
            assert_eq!(check_depth(&page).is_ok(), is_read, "{start}");
        }
    }

    #[test]
    fn a_page_without_an_article_gives_all_its_words() {
        let raw = read("<title>T</title><p>Only “¥5” é.</p><script>no()</script>").expect("words");
        assert_eq!(raw.text, "Only “¥5” é.");
        assert_eq!(raw.problems.len(), 1);
        assert!(read("<html><script>no()</script>").is_err());
    }

    #[test]
    fn pieces_are_read_as_a_person_sees_them() {
        for (html, expected) in [
            ("Plain – 日本", "Plain – 日本"),
            ("<p>One &amp; two</p><p>é<br>🙂</p>", "One & two\n\né\n🙂"),
        ] {
            assert_eq!(words(html).expect("words"), expected);
        }
    }

    #[test]
    fn the_encoding_is_seen() {
        for (start, expected) in [
            ("<meta charset=\"shift_jis\">", Some("shift_jis")),
            ("<meta content='text/html; charset=euc-kr'>", Some("euc-kr")),
            ("<p>charset", None),
        ] {
            assert_eq!(declared_encoding(start), expected);
        }
    }
}
