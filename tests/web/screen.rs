//! What a person sees of Chancery: rows, marks, chips, layers, cards.
//!
//! The one place that knows how the page calls its parts; a journey asks here and
//! waits here. Nothing is decided about what ought to be seen.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::page::Page;

/// One row of the article list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    /// Which article, by its place in the sample.
    pub(crate) article: usize,
    /// Its headline or first words.
    pub(crate) title: String,
    /// "3 hits", or nothing.
    pub(crate) hits: String,
}

/// A mark in the reader: consecutive pieces of one finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// First byte in the article.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Its words.
    pub(crate) words: String,
}

/// The button that chooses a theme.
pub(crate) fn theme(key: &str) -> String {
    format!("#filters li.facet[data-lens=theme][data-key={key}] button.choose")
}

/// The button that excludes a theme.
pub(crate) fn exclude_theme(key: &str) -> String {
    format!("#filters li.facet[data-lens=theme][data-key={key}] button.exclude")
}

/// The button that shows or hides a layer.
pub(crate) fn layer(slug: &str) -> String {
    format!("#reader .legend button.layer[data-kind={slug}]")
}

/// The row of an article in the list.
pub(crate) fn row(article: usize) -> String {
    format!("#articles li.row[data-article=\"{article}\"] h3 a")
}

impl Page {
    /// Waits until the sample is listed and an article can be read.
    pub(crate) fn wait_ready(&mut self) -> Result<()> {
        self.wait_for("#articles li.row")?;
        self.wait_for("#article .body .paragraph")
    }

    /// Waits until the sample is read and the selection of the address answered.
    pub(crate) fn wait_answered(&mut self) -> Result<()> {
        // On a phone only one of them is in front.
        self.wait_script(
            "the sample to be read",
            "const there = css => document.querySelector(css) !== null;
             return there('#no-articles') || there('#articles li.row') && there('#article .body .paragraph');",
            json!([]),
        )?;
        Ok(())
    }

    /// The article list as it stands.
    pub(crate) fn rows(&mut self) -> Result<Vec<Row>> {
        let script = "
            const words = e => e?.textContent.replace(/\\s+/g, ' ').trim() ?? '';
            return [...document.querySelectorAll('#articles li.row')].map(row =>
                [row.dataset.article, words(row.querySelector('h3')), words(row.querySelector('.n-hits'))]);";
        let rows: Vec<[String; 3]> = serde_json::from_value(self.script(script, json!([]))?)?;
        rows.into_iter()
            .map(|[article, title, hits]| {
                Ok(Row {
                    article: article.parse()?,
                    title,
                    hits,
                })
            })
            .collect()
    }

    /// Waits until exactly these articles are listed, in this order.
    pub(crate) fn wait_rows(&mut self, articles: &[usize]) -> Result<()> {
        self.wait(&format!("the articles {articles:?} to be listed"), |page| {
            let listed: Vec<usize> = page.rows()?.iter().map(|row| row.article).collect();
            Ok(if listed == articles {
                Ok(())
            } else {
                Err(format!("{listed:?} are"))
            })
        })
    }

    /// The article in the reader, by its place in the sample.
    pub(crate) fn open_article(&mut self) -> Result<usize> {
        let open = self.attributes("#article", "data-article")?;
        let open = open.into_iter().flatten().next().unwrap_or_default();
        Ok(open.parse()?)
    }

    /// Waits until this article is in the reader.
    pub(crate) fn wait_article(&mut self, article: usize) -> Result<()> {
        self.wait(&format!("article {article} to open"), |page| {
            let open = page.open_article()?;
            Ok(if open == article {
                Ok(())
            } else {
                Err(format!("article {open} is open"))
            })
        })
    }

    /// What the selection finds in the article that is open, in text order.
    pub(crate) fn hits(&mut self) -> Result<Vec<Mark>> {
        self.marks("#article mark[data-hit]")
    }

    /// The marks that a selector finds the pieces of, in text order; pieces that
    /// follow each other and belong to one finding are one.
    pub(crate) fn marks(&mut self, pieces: &str) -> Result<Vec<Mark>> {
        let script = "
            const marks = [];
            for (const piece of document.querySelectorAll(arguments[0])) {
                const id = piece.dataset.marks.split(' ')[0], last = marks.at(-1);
                const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
                if (last && last.id === id && last.end === start) {
                    last.words += piece.textContent;
                    last.end = end;
                } else marks.push({id, start, end, words: piece.textContent});
            }
            return marks.map(mark => [mark.start, mark.end, mark.words]);";
        let marks = self.script(script, json!([pieces]))?;
        let marks: Vec<(usize, usize, String)> = serde_json::from_value(marks)?;
        Ok(marks
            .into_iter()
            .map(|(start, end, words)| Mark { start, end, words })
            .collect())
    }

    /// Waits until exactly these words are what the selection finds in the article.
    pub(crate) fn wait_hits(&mut self, words: &[String]) -> Result<()> {
        self.wait("the expected words to be marked", |page| {
            let marked: Vec<String> = page.hits()?.into_iter().map(|mark| mark.words).collect();
            Ok(if marked == words {
                Ok(())
            } else {
                Err(format!("marked are {marked:?}, expected {words:?}"))
            })
        })
    }

    /// How many marks of one layer the reader holds, when no other layer is shown.
    pub(crate) fn n_marks(&mut self) -> Result<usize> {
        let script = "
            const ids = [...document.querySelectorAll('#article mark[data-marks]')]
                .flatMap(piece => piece.dataset.marks.split(' '));
            return new Set(ids).size;";
        let n = self.script(script, json!([]))?;
        Ok(n.as_u64().unwrap_or_default() as usize)
    }

    /// The article's words as the reader shows them, without blanks.
    pub(crate) fn read_text(&mut self) -> Result<String> {
        let script = "
            const parts = '#article h2:not([data-first-words]), #article .body .heading,' +
                '#article .body .paragraph, #article .body .boilerplate .words';
            return [...document.querySelectorAll(parts)].map(e => e.textContent).join('').replace(/\\s+/g, '');";
        let text = self.script(script, json!([]))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The chips, as "theme: Economy & trade".
    pub(crate) fn chips(&mut self) -> Result<Vec<String>> {
        let lead = self.texts("#selection .chosen .chip .lead")?;
        let what = self.texts("#selection .chosen .chip .what")?;
        let both = lead.iter().zip(&what);
        Ok(both.map(|(lead, what)| format!("{lead} {what}")).collect())
    }

    /// Waits until exactly these chips stand in the bar.
    pub(crate) fn wait_chips(&mut self, expected: &[&str]) -> Result<()> {
        self.wait(&format!("the chips {expected:?}"), |page| {
            let chips = page.chips()?;
            Ok(if chips == expected {
                Ok(())
            } else {
                Err(format!("they are {chips:?}"))
            })
        })
    }

    /// Waits until the words "3 of 12" beside the match buttons are as said.
    pub(crate) fn wait_match(&mut self, expected: &str) -> Result<()> {
        self.wait(&format!("the match to be {expected:?}"), |page| {
            let said = page.text("#match-count")?;
            Ok(if said == expected {
                Ok(())
            } else {
                Err(format!("the page says {said:?}"))
            })
        })
    }

    /// The words of the current match, all its pieces.
    pub(crate) fn current(&mut self) -> Result<String> {
        let marks = self.marks("#article mark[data-current]")?;
        Ok(marks.into_iter().map(|mark| mark.words).collect())
    }

    /// Which element has the focus: its id, or its name.
    pub(crate) fn focus(&mut self) -> Result<String> {
        let script = "
            const e = document.activeElement;
            return e.id || e.getAttribute('aria-label') || e.textContent.slice(0, 60);";
        let answer = self.script(script, json!([]))?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Presses Tab until the focus is on what a selector names; fails if it never comes there.
    pub(crate) fn tab_to(&mut self, css: &str) -> Result<()> {
        for _ in 0..120 {
            let there = self.script(
                "return document.activeElement.matches(arguments[0]);",
                json!([css]),
            )?;
            if there == Value::Bool(true) {
                return Ok(());
            }
            self.press("Tab")?;
        }
        ensure!(false, "120 times Tab never lead to {css}");
        Ok(())
    }
}
