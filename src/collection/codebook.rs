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
//! definition. A row `scope key` or `scope dictionary` says how long terms go before
//! short ones (see [`Scope`]). A `term` speaks of its theme wherever it stands; a `weak` one
//! only in company (see [`crate::theme`]); a `not` row is a context in which no
//! term of this theme is found.

mod dic;
mod lexicoder;
mod lint;
mod qdc;
mod taguette;
mod wordstat;
mod yaml;
mod yoshikoder;

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
    /// Among which terms the longest goes first.
    pub scope: Scope,
}

/// Among which terms the longest goes first, in the words of quanteda: the shorter
/// of two terms that share words is not found, if they are
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Scope {
    /// of any two themes: "south china sea" of one hides "china" of another.
    #[default]
    Dictionary,
    /// of one theme; another theme counts its own, as quanteda and LIWC do unless
    /// told otherwise.
    Key,
}

impl Scope {
    /// As in rows and in quanteda.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary",
            Self::Key => "key",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Dictionary, Self::Key]
            .into_iter()
            .find(|scope| scope.word() == word)
    }
}

/// A format that codebooks are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BookFormat {
    /// The rows told above.
    Rows,
    /// A dictionary in the YAML of quanteda; what it has no place for stands there as
    /// remarks, which are read again.
    Yaml,
    /// A table that Taguette reads as tags with descriptions.
    Csv,
    /// A codebook of REFI-QDA, which most programs for qualitative work read.
    Qdc,
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

impl TermKind {
    /// As the row begins.
    fn word(self) -> &'static str {
        match self {
            Self::Full => "term",
            Self::Weak => "weak",
            Self::Not => "not",
        }
    }

    /// The term of a line `weak: growth`, as formats without a place for it hold it.
    fn of_line(line: &str) -> Option<(Self, &str)> {
        let (word, text) = line.split_once(": ")?;
        let kinds = [Self::Full, Self::Weak, Self::Not];
        let kind = kinds.into_iter().find(|kind| kind.word() == word)?;
        Some((kind, text))
    }
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

    /// Reads a codebook in any format that is known: the rows above, the YAML of
    /// quanteda, LIWC (`.dic`), Lexicoder (`.lc3`, `.lcd`), Yoshikoder (`.ykd`),
    /// WordStat (`.cat`), Taguette (`.csv`) or REFI-QDA (`.qdc`, `.qde`), told by
    /// what is in the file, and where that does not decide by the ending of its name.
    /// Never fails: what cannot be used is left out and named.
    pub fn from_file(name: &str, file: &str) -> (Self, Vec<RowProblem>) {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let first = file.lines().map(str::trim).find(|l| !l.is_empty());
        let first = first.unwrap_or("");
        let is_row = |row: &str| {
            let (kind, rest) = row.split_once('\t').unwrap_or((row, ""));
            matches!(kind, "theme" | "name" | "scope") && !rest.is_empty()
        };
        let (mut book, problems) = match ending.as_str() {
            _ if first.starts_with('<') => xml(file),
            _ if first == "%" || ending == "dic" => dic::read(file),
            _ if first.starts_with('+') || ending == "lc3" => lexicoder::read(file),
            _ if file.lines().any(is_row) => Self::from_tsv(file),
            "yml" | "yaml" => yaml::read(file),
            "cat" => wordstat::read(file),
            _ if taguette::is_header(first) || ending == "csv" => taguette::read(file),
            _ => Self::from_tsv(file),
        };
        if book.name.is_empty() {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            file.rsplit_once('.')
                .map_or(file, |(stem, _)| stem)
                .clone_into(&mut book.name);
        }
        (book, problems)
    }

    /// The codebook in `format`. What is written is read again as the same themes,
    /// terms and scope.
    pub fn written(&self, format: BookFormat) -> String {
        match format {
            BookFormat::Rows => self.to_tsv(),
            BookFormat::Yaml => yaml::write(self),
            BookFormat::Csv => taguette::write(self),
            BookFormat::Qdc => qdc::write(self),
        }
    }

    fn to_tsv(&self) -> String {
        let cell = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let mut out = format!("name\t{}\nscope\t{}\n", cell(&self.name), self.scope.word());
        for (at, theme) in (0u32..).zip(&self.themes) {
            let parent = theme.parent.map_or("-", |p| &self.themes[p.0 as usize].key);
            let (key, label) = (cell(&theme.key), cell(&theme.label));
            let definition = cell(&theme.definition);
            out.push_str(&format!("theme\t{key}\t{label}\t{parent}\t{definition}\n"));
            for term in self.terms_of(ThemeIdx(at)) {
                out.push_str(&format!("{}\t{}\n", term.kind.word(), cell(&term.text)));
            }
        }
        out
    }

    /// The terms of one theme.
    pub fn terms_of(&self, theme: ThemeIdx) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |t| t.theme == theme)
    }

    /// The themes right under `theme`, or those under none.
    fn themes_under(&self, theme: Option<ThemeIdx>) -> impl Iterator<Item = ThemeIdx> {
        let all = (0u32..).zip(&self.themes);
        all.filter(move |(_, t)| t.parent == theme)
            .map(|(at, _)| ThemeIdx(at))
    }

    /// The theme with `key`, or with the key that `label` gives under `parent`; made if
    /// it is not there. The flag says whether it was.
    fn place(
        &mut self,
        key: Option<&str>,
        label: &str,
        parent: Option<ThemeIdx>,
    ) -> (ThemeIdx, bool) {
        let key = key.map_or_else(|| self.key_of(label, parent), str::to_owned);
        if let Some(theme) = self.theme(&key) {
            return (theme, true);
        }
        self.themes.push(Theme {
            key,
            label: label.to_owned(),
            definition: String::new(),
            parent,
        });
        (ThemeIdx(self.themes.len() as u32 - 1), false)
    }

    /// The key that `label` gives under `parent`.
    fn key_of(&self, label: &str, parent: Option<ThemeIdx>) -> String {
        let own = match slug(label) {
            own if own.is_empty() => format!("theme-{}", self.themes.len() + 1),
            own => own,
        };
        match parent {
            Some(above) => format!("{}.{own}", self.themes[above.0 as usize].key),
            None => own,
        }
    }

    /// Adds a term to `theme`, which need not be the last: see [`Codebook::group`].
    fn add_term(&mut self, theme: ThemeIdx, kind: TermKind, text: &str) -> Result<(), String> {
        if !text.chars().any(char::is_alphanumeric) {
            return Err(format!(
                "the term \"{text}\" holds no letter or digit and would be found everywhere or nowhere; take it out"
            ));
        }
        let text = text.to_owned();
        self.terms.push(Term { text, theme, kind });
        Ok(())
    }

    /// Brings the terms into the order of their themes.
    fn group(&mut self) {
        chancery_text::sort::sort_by_key(&mut self.terms, |t| t.theme);
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
            ["scope", word] => {
                let Some(scope) = Scope::of_word(word) else {
                    return Err(format!(
                        "there is no scope \"{word}\"; allowed are key and dictionary"
                    ));
                };
                self.scope = scope;
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
                    "a row \"{first}\" with {} columns; allowed are name and scope (2), theme (5), term, weak and not (2 each), separated by tabs",
                    columns.len()
                ));
            }
            [] => return Ok(()),
        };
        let Some(theme) = self.themes.len().checked_sub(1) else {
            return Err("a term before the first theme; put a theme row above it".to_owned());
        };
        self.add_term(ThemeIdx(theme as u32), kind, columns[1])
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

/// Themes that a theme may stand under: more than any codebook has.
const MAX_DEPTH: usize = 32;

/// A key of small letters, digits and hyphens.
fn slug(label: &str) -> String {
    let mut slug = String::new();
    for c in label.to_lowercase().chars() {
        match c {
            _ if c.is_alphanumeric() => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A codebook in XML, told by its outermost element.
fn xml(file: &str) -> (Codebook, Vec<RowProblem>) {
    let refused = |line: u32, what: String| (Codebook::default(), vec![RowProblem { line, what }]);
    let document = match roxmltree::Document::parse(file) {
        Ok(document) => document,
        Err(error) => {
            let what = format!(
                "this XML is broken: {error}; export it again from the program that made it"
            );
            return refused(error.pos().row, what);
        }
    };
    let root = document.root_element();
    match root.tag_name().name() {
        "dictionary" | "ykproject" => yoshikoder::read(&document),
        "CodeBook" | "Project" => qdc::read(&document),
        other => refused(
            1,
            format!(
                "this XML is a \"{other}\"; codebooks are dictionary (Yoshikoder, Lexicoder) and CodeBook (REFI-QDA)"
            ),
        ),
    }
}

/// The line of the file on which `node` begins.
fn line_of(node: roxmltree::Node<'_, '_>) -> u32 {
    node.document().text_pos_at(node.range().start).row
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

    #[test]
    fn what_is_written_is_read_again() {
        let rows = "name\tMine – 日本 🙂\nscope\tkey\ntheme\ta_b\tA, \"b\" & <c> é\t-\tWhat’s “meant”; ¥5\nterm\ttariff*\nterm\t\"quoted\" word, and\nweak\tgrowth\nnot\ttrade union*\ntheme\tdeep\tDeep\ta_b\t\nterm\tc: d\ntheme\tempty\tEmpty\t-\t\ntheme\tdeeper\tNo\tdeep\tx\nterm\tno\n";
        let (mine, problems) = Codebook::from_tsv(rows);
        assert_eq!(problems, []);
        for book in [mine, Codebook::diplomatic(), Codebook::default()] {
            let formats = [
                (BookFormat::Rows, "book.tsv"),
                (BookFormat::Yaml, "book.yml"),
                (BookFormat::Csv, "book.csv"),
                (BookFormat::Qdc, "book.qdc"),
            ];
            for (format, name) in formats {
                let file = book.written(format);
                let (mut again, problems) = Codebook::from_file(name, &file);
                assert_eq!(problems, [], "{format:?}: {file:.500}");
                again.name.clone_from(&book.name);
                // Themes may come in another order: those under a theme right behind it.
                assert_eq!(sorted(&again), sorted(&book), "{format:?}");
                assert_eq!(again.scope, book.scope, "{format:?}");
                assert_eq!(again.written(format), file, "{format:?}");
            }
        }
    }

    fn sorted(book: &Codebook) -> Vec<String> {
        let theme = |at: ThemeIdx| {
            let theme = &book.themes[at.0 as usize];
            let parent = theme.parent.map(|p| &book.themes[p.0 as usize].key);
            let terms: Vec<(&str, &str)> = book
                .terms_of(at)
                .map(|t| (t.kind.word(), t.text.as_str()))
                .collect();
            format!(
                "{:?} {parent:?} {terms:?}",
                (&theme.key, &theme.label, &theme.definition)
            )
        };
        let mut themes: Vec<String> = (0..book.themes.len() as u32)
            .map(|at| theme(ThemeIdx(at)))
            .collect();
        themes.sort();
        themes
    }

    #[test]
    fn formats_are_told_by_what_is_in_the_file() {
        let cases = [
            ("a.txt", "%\n1 A\n%\ntax* 1\n", "tax*"),
            ("a.txt", "+A\ntax*\n", "tax*"),
            ("a.txt", "tag,description\nA,x\n", ""),
            (
                "a",
                "<?xml version=\"1.0\"?><dictionary><cnode name=\"A\"><pnode name=\"tax*\"/></cnode></dictionary>",
                "tax*",
            ),
            (
                "a.xml",
                "<CodeBook><Codes><Code name=\"A\"/></Codes></CodeBook>",
                "",
            ),
            ("a.cat", "A\n\ttax* (1)\n", "tax*"),
            ("a.yml", "A: [tax*]", "tax*"),
            ("a.yml", "theme\ta\tA\t-\tx\nterm\ttax*", "tax*"),
        ];
        for (name, file, expected) in cases {
            let (book, problems) = Codebook::from_file(name, file);
            assert_eq!(problems, [], "{file}");
            let terms: Vec<&str> = book.terms.iter().map(|t| t.text.as_str()).collect();
            assert_eq!(terms.join("|"), expected, "{file}");
            let labels: Vec<&str> = book.themes.iter().map(|t| t.label.as_str()).collect();
            assert_eq!(labels, ["A"], "{file}");
        }
        let broken = [
            ("<dictionary>\n<cnode></dictionary>", 2, "broken"),
            ("<html/>", 1, "this XML is a \"html\""),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", 1, "broken"),
        ];
        for (file, line, expected) in broken {
            let (_, problems) = Codebook::from_file("a.ykd", file);
            assert_eq!(problems.len(), 1, "{file}");
            assert_eq!(problems[0].line, line, "{problems:?}");
            assert!(problems[0].what.contains(expected), "{problems:?}");
        }
    }

    #[test]
    fn every_format_says_the_same() {
        let cases = [
            (
                "a.yml",
                "A category: [more, lamb*]\nAnother 日本:\n  - had a\n",
            ),
            (
                "a.dic",
                "%\n01\tA category\n02\tAnother 日本\n%\n\nmore\t01\nlamb*\t01\n\nhad a\t02\n",
            ),
            ("a.lc3", "+A category\nmore\nlamb*\n+Another 日本\nhad a\n"),
            (
                "a.cat",
                "A category\n\tmore (1)\n\tlamb* (1)\nAnother 日本\n\thad_a (1)\n",
            ),
            (
                "a.lcd",
                "<dictionary style=\"Lexicoder\" name=\"a\"><cnode name=\"A category\"><pnode name=\"more\"></pnode><pnode name=\"lamb*\"/></cnode><cnode name=\"Another 日本\"><pnode name=\" had a \"/></cnode></dictionary>",
            ),
            (
                "a.ykd",
                "<dictionary style=\"050805\" patternengine=\"substring\"><cnode name=\"a\" desc=\"New dictionary\"><cnode name=\"A category\" desc=\"\"><pnode name=\"more\"/><pnode name=\"lamb*\"/></cnode><cnode name=\"Another 日本\" desc=\"\"><pnode name=\"had a\"/></cnode></cnode></dictionary>",
            ),
        ];
        let (first, _) = Codebook::from_file(cases[0].0, cases[0].1);
        assert_eq!((first.themes.len(), first.terms.len()), (2, 3));
        assert_eq!(first.scope, Scope::Key);
        for (name, file) in cases {
            let (book, problems) = Codebook::from_file(name, file);
            assert_eq!(problems, [], "{name}");
            assert_eq!(book, first, "{name}");
        }
    }
}
