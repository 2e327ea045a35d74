//! Codebooks: themes and the terms that speak of them, and the format they are
//! written in. How terms are found in a text is told in [`crate::term`].
//!
//! A codebook is a file of tab-separated rows. The first column says what the
//! row is, or is empty if the row is what the row above is; a term belongs to the
//! theme above it. Lines that begin with `#` are remarks.
//!
//! ```text
//! name    Diplomatic news
//! theme   trade   Economy & trade   -         Trade, tariffs, market access …
//! term    tariff*
//! weak    growth
//! not     trade union*
//! ```
//!
//! A theme row holds key, label, key of the theme it stands under (or `-`) and
//! definition. A `term` speaks of its theme wherever it stands; a `weak` one
//! only in company (see [`crate::theme`]); a `not` row is a context in which no
//! term of this theme is found.

mod dic;
mod lint;
mod yaml;

pub use lint::{Lint, lint, lint_hits};

/// A codebook.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Codebook {
    /// What it is called.
    pub name: String,
    /// In the order of the file.
    pub themes: Vec<Theme>,
    /// In the order of the file, so grouped by theme.
    pub terms: Vec<Term>,
}

/// Index of a theme in [`Codebook::themes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ThemeIdx(pub u32);

/// Index of a term in [`Codebook::terms`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TermIdx(pub u32);

/// A theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Names it in links and records.
    pub key: String,
    /// What a reader sees.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// The theme it stands under; always earlier in the list.
    pub parent: Option<ThemeIdx>,
}

/// How much a term says about its theme.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TermKind {
    /// Speaks of its theme wherever it stands.
    Full,
    /// Speaks of its theme only in company.
    Weak,
    /// A context in which no term of its theme is found.
    Not,
}

/// A word or phrase, `*` for any ending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// As written in the codebook.
    pub text: String,
    /// The theme it speaks of.
    pub theme: ThemeIdx,
    /// How much it says.
    pub kind: TermKind,
}

/// A row that could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowProblem {
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong and what is allowed, in one sentence.
    pub what: String,
}

impl Codebook {
    /// The codebook that comes with the program: 18 themes of diplomatic news.
    pub fn diplomatic() -> Self {
        Self::from_tsv(include_str!(concat!(env!("OUT_DIR"), "/diplomatic.tsv"))).0
    }

    /// Reads a codebook by the ending of its file's name: `.yml` and `.yaml` of
    /// quanteda, `.dic` of LIWC, else the format above. Never fails: what cannot be
    /// used is left out and named.
    pub fn from_file(name: &str, file: &str) -> (Self, Vec<RowProblem>) {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "yml" | "yaml" => yaml::read(file),
            "dic" => dic::read(file),
            _ => Self::from_tsv(file),
        }
    }

    /// The codebook as a dictionary in the YAML of quanteda. Definitions, weak
    /// terms and contexts stand there as remarks.
    pub fn to_yaml(&self) -> String {
        yaml::write(self)
    }

    /// Reads the format above. Never fails: rows that cannot be used are left
    /// out and named.
    pub fn from_tsv(file: &str) -> (Self, Vec<RowProblem>) {
        let mut book = Self::default();
        let mut problems = Vec::new();
        let mut above = "";
        for (line, row) in (1u32..).zip(file.lines()) {
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let mut columns: Vec<&str> = row.split('\t').map(str::trim).collect();
            if columns[0].is_empty() {
                columns[0] = above;
            }
            above = columns[0];
            if let Err(what) = book.take_row(&columns) {
                problems.push(RowProblem { line, what });
            }
        }
        (book, problems)
    }

    fn take_row(&mut self, columns: &[&str]) -> Result<(), String> {
        let kind = match *columns {
            ["name", name] => {
                self.name = name.to_owned();
                return Ok(());
            }
            ["theme", key, label, parent, definition] => {
                return self.take_theme(key, label, parent, definition);
            }
            ["term", _] => TermKind::Full,
            ["weak", _] => TermKind::Weak,
            ["not", _] => TermKind::Not,
            [first, ..] => {
                return Err(format!(
                    "a row \"{first}\" with {} columns; allowed are name (2), theme (5), term, weak and not (2 each), separated by tabs",
                    columns.len()
                ));
            }
            [] => return Ok(()),
        };
        let Some(theme) = self.themes.len().checked_sub(1) else {
            return Err("a term before the first theme; put a theme row above it".to_owned());
        };
        let text = columns[1];
        if text.chars().all(|c| !c.is_alphanumeric()) {
            return Err(format!(
                "the term \"{text}\" holds no letter or digit and would be found everywhere or nowhere; take it out"
            ));
        }
        self.terms.push(Term {
            text: text.to_owned(),
            theme: ThemeIdx(theme as u32),
            kind,
        });
        Ok(())
    }

    fn take_theme(
        &mut self,
        key: &str,
        label: &str,
        parent: &str,
        definition: &str,
    ) -> Result<(), String> {
        if self.theme(key).is_some() {
            return Err(format!("a second theme \"{key}\"; give it another key"));
        }
        let above = if parent == "-" {
            None
        } else {
            let above = self.theme(parent);
            if above.is_none() {
                return Err(format!(
                    "theme \"{key}\" stands under \"{parent}\", which is not above it in the file"
                ));
            }
            above
        };
        self.themes.push(Theme {
            key: key.to_owned(),
            label: label.to_owned(),
            definition: definition.to_owned(),
            parent: above,
        });
        Ok(())
    }

    /// The theme with `key`.
    pub fn theme(&self, key: &str) -> Option<ThemeIdx> {
        let at = self.themes.iter().position(|t| t.key == key)?;
        Some(ThemeIdx(at as u32))
    }

    /// `theme` and the themes it stands under, nearest first.
    pub fn lineage(&self, theme: ThemeIdx) -> impl Iterator<Item = ThemeIdx> {
        std::iter::successors(Some(theme), |t| self.themes[t.0 as usize].parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_codebook_has_no_unusable_row() {
        let (book, problems) = Codebook::from_tsv(include_str!("data/diplomatic.tsv"));
        assert_eq!(book, Codebook::diplomatic(), "packed");
        assert_eq!(problems, []);
        assert_eq!(book.themes.len(), 18);
        assert!(book.terms.len() > 200);
    }

    #[test]
    fn rows_that_cannot_be_used_are_named() {
        let cases = [
            ("term\ttrade", "before the first theme"),
            ("theme\ta\tA\tb\tno such parent", "not above it"),
            ("theme\ta\tA\t-\tx\ntheme\ta\tA\t-\tx", "second theme"),
            ("theme\ta\tA\t-\tx\nterm\t*", "everywhere or nowhere"),
            ("theme\ta\tA\t-\tx\nterm\t", "everywhere or nowhere"),
            ("topic\ttrade", "allowed are"),
        ];
        for (file, expected) in cases {
            let (_, problems) = Codebook::from_tsv(file);
            assert_eq!(problems.len(), 1, "{file:?}");
            assert!(problems[0].what.contains(expected), "{problems:?}");
        }
    }
}
