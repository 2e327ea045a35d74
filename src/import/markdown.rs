//! Front matter: the rows between two `---` lines that begin a Markdown file.

use crate::{RawArticle, field};

/// `raw` with what its front matter says. What stands between the lines is about
/// the article, not in it; the text is what follows.
pub(crate) fn article(mut raw: RawArticle) -> RawArticle {
    let text = std::mem::take(&mut raw.text);
    let Some((rows, body)) = front_matter(&text) else {
        raw.text = text;
        return raw;
    };
    body.clone_into(&mut raw.text);
    for (name, value) in rows.lines().filter_map(|row| row.split_once(':')) {
        match field::field(name) {
            Some((field::Field::Text | field::Field::File, _)) | None => {}
            Some((field, _)) => {
                let value = value.trim().trim_matches(['"', '\'']);
                field::take(&mut raw, field, value);
            }
        }
    }
    raw
}

/// The rows of the front matter, and what comes after it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?;
    let rest = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read() {
        let read = |text: &str| {
            let raw = RawArticle {
                file: "a.md".into(),
                text: text.into(),
                ..RawArticle::default()
            };
            article(raw)
        };
        let raw = read(
            "---\ntitle: \"Talks – 日本\"\ndate: 2023-07-27\nurl: https://example.org/a\ntags: x\n---\nText é\n",
        );
        assert_eq!(raw.title.as_deref(), Some("Talks – 日本"));
        assert_eq!(raw.date.as_deref(), Some("2023-07-27"));
        assert_eq!(raw.address.as_deref(), Some("https://example.org/a"));
        assert_eq!(raw.text, "Text é\n");
        for whole in [
            "---\ntitle: never closed",
            "--- not front matter",
            "Text",
            "",
        ] {
            assert_eq!(read(whole).text, whole);
        }
    }
}
