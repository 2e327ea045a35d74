//! Words from a marked-up file put together as paragraphs: white space is one
//! space, paragraphs stand apart by an empty line.

/// A text that grows by words and paragraph ends.
#[derive(Default)]
pub(crate) struct Prose {
    text: String,
    /// The paragraph at its end.
    open: String,
}

impl Prose {
    /// Adds to the open paragraph; any white space becomes one space.
    pub(crate) fn push(&mut self, words: &str) {
        for c in words.chars() {
            if !c.is_whitespace() || c == '\u{a0}' {
                self.open.push(if c == '\u{a0}' { ' ' } else { c });
            } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
        }
    }

    /// Begins a line within the open paragraph.
    pub(crate) fn line(&mut self) {
        let kept = self.open.trim_end().len();
        self.open.truncate(kept);
        if !self.open.is_empty() {
            self.open.push('\n');
        }
    }

    /// Ends the open paragraph, if there are words in it.
    pub(crate) fn end(&mut self) {
        let words = self.open.trim();
        if !words.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(words);
        }
        self.open.clear();
    }

    /// The whole text.
    pub(crate) fn finish(mut self) -> String {
        self.end();
        self.text
    }
}

/// `title`, unless the text begins with it, or it says nothing: a template's or a
/// printer's words.
pub(crate) fn headline(title: Option<String>, text: &str) -> Option<String> {
    let title = title?.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let is_nothing = title.is_empty()
        || lower == "untitled"
        || lower.starts_with("microsoft word - ")
        || [
            ".doc", ".docx", ".pdf", ".odt", ".indd", ".qxd", ".rtf", ".txt",
        ]
        .iter()
        .any(|ending| lower.ends_with(ending));
    (!is_nothing && !text.trim_start().starts_with(&title)).then_some(title)
}

/// Says of a day that a document bears as its own, and not as its article's.
pub(crate) fn written_on(day: &str) -> String {
    format!(
        "The file says that it was made on {day}, which need not be the day of the article; set the date if it is."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_paragraphs() {
        let mut prose = Prose::default();
        prose.push("  “Talks”  in\n");
        prose.push("日本 ");
        prose.line();
        prose.push("– ¥5\u{a0}trillion");
        prose.end();
        prose.push(" \n ");
        prose.end();
        prose.push("é 🙂");
        assert_eq!(prose.finish(), "“Talks” in 日本\n– ¥5 trillion\n\né 🙂");
    }

    #[test]
    fn a_title_says_something() {
        for (title, text, expected) in [
            ("Talks –  日本", "Body", Some("Talks – 日本")),
            ("Talks", "Talks in Tokyo", None),
            ("Microsoft Word - talks", "Body", None),
            ("talks_final.DOCX", "Body", None),
            (" ", "Body", None),
        ] {
            let told = headline(Some(title.to_owned()), text);
            assert_eq!(told.as_deref(), expected, "{title}");
        }
    }
}
