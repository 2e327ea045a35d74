//! Dictionaries in the YAML of quanteda, in and out.
//!
//! ```text
//! economy:
//!   tax: [tax*, "income tax"]
//!   trade:
//!     - export*
//!     - free trade
//! ```
//!
//! A key is a theme, the keys within it stand under it, list items are terms. As
//! much of YAML is read as dictionaries use: block maps and lists, lists in
//! brackets, quoted words, remarks. The rest is named and passed over.
//!
//! What the format has no place for is written as remarks whose words are in quotes, and
//! read again: `# weak: "growth"`, `# not: "trade union*"`, and before a key
//! `# key: "trade"`, `# means: "Tariffs …"`.

use super::{Codebook, MAX_DEPTH, RowProblem, Scope, TermKind, ThemeIdx};

/// Words that YAML itself reads as something else than words.
const NOT_WORDS: [&str; 9] = ["no", "yes", "on", "off", "true", "false", "null", "y", "n"];

/// Reads a dictionary. Never fails: lines that cannot be used are left out and
/// named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let mut reader = Reader::default();
    reader.book.scope = Scope::Key;
    for (line, row) in (1u32..).zip(file.lines()) {
        reader.line = line;
        reader.take(row);
    }
    if reader.is_in_brackets {
        reader.problem("this list is not closed with ]".to_owned());
    }
    reader.book.group();
    (reader.book, reader.problems)
}

#[derive(Default)]
struct Reader {
    book: Codebook,
    problems: Vec<RowProblem>,
    line: u32,
    /// The themes that are open, each with its indentation.
    open: Vec<(usize, ThemeIdx)>,
    /// Whether a list in brackets goes on from the line before.
    is_in_brackets: bool,
    /// What remarks say of the next key: its key and definition.
    next: (Option<String>, Option<String>),
}

impl Reader {
    fn problem(&mut self, what: String) {
        let line = self.line;
        self.problems.push(RowProblem { line, what });
    }

    fn take(&mut self, row: &str) {
        if let Some(remark) = row.trim_start().strip_prefix('#') {
            return self.take_remark(remark.trim());
        }
        let row = without_remark(row).trim_end();
        let content = row.trim_start();
        if content.is_empty() || matches!(content, "---" | "...") {
            return;
        }
        let indent = row.len() - content.len();
        if row[..indent].contains('\t') {
            self.problem("a tab before the first word; YAML allows only spaces there".to_owned());
        }
        if self.is_in_brackets {
            self.take_items(content);
        } else if let Some(item) = content
            .strip_prefix('-')
            .filter(|i| i.is_empty() || i.starts_with(' '))
        {
            // A list may stand as far left as its key.
            self.close(indent + 1);
            match key_and_value(item.trim()) {
                Some((key, value)) => self.take_key(indent + 1, key, value),
                None => self.take_value(item.trim()),
            }
        } else if let Some((key, value)) = key_and_value(content) {
            self.close(indent);
            self.take_key(indent, key, value);
        } else {
            self.problem(format!(
                "“{content}” is neither a key with a colon nor a list item"
            ));
        }
    }

    /// Takes a remark that is no remark of a person: its words are in quotes.
    fn take_remark(&mut self, remark: &str) {
        let Some((word, value)) = remark.split_once(": ") else {
            return;
        };
        let (value, true) = unquoted(value) else {
            return;
        };
        match (word, self.open.last()) {
            ("name", _) => self.book.name = value,
            ("nested_scope", _) => {
                self.book.scope = Scope::of_word(&value).unwrap_or(self.book.scope);
            }
            ("key", _) => self.next.0 = Some(value),
            ("means", _) => self.next.1 = Some(value),
            ("weak" | "not", Some(&(_, theme))) => {
                let kind = match word {
                    "weak" => TermKind::Weak,
                    _ => TermKind::Not,
                };
                if let Err(what) = self.book.add_term(theme, kind, &value) {
                    self.problem(what);
                }
            }
            _ => {}
        }
    }

    /// Closes the themes that do not hold what stands at `indent`.
    fn close(&mut self, indent: usize) {
        while self.open.last().is_some_and(|o| o.0 >= indent) {
            self.open.pop();
        }
    }

    fn take_key(&mut self, indent: usize, key: &str, value: &str) {
        let (label, is_quoted) = unquoted(key);
        self.warn_of_word(&label, is_quoted);
        if self.open.len() >= MAX_DEPTH {
            return self.problem(format!(
                "“{label}” stands under {MAX_DEPTH} keys; that is too deep"
            ));
        }
        let parent = self.open.last().map(|o| o.1);
        let (key, means) = std::mem::take(&mut self.next);
        let (theme, is_known) = self.book.place(key.as_deref(), &label, parent);
        if is_known {
            self.problem(format!(
                "a second key “{label}”; its terms are added to the first"
            ));
        }
        let placed = &mut self.book.themes[theme.0 as usize];
        placed.definition = means.unwrap_or_else(|| std::mem::take(&mut placed.definition));
        self.open.push((indent, theme));
        if !value.is_empty() {
            self.take_value(value);
        }
    }

    fn take_value(&mut self, value: &str) {
        match value.strip_prefix('[') {
            Some(items) => self.take_items(items),
            None if value.starts_with(['{', '&', '|', '>', '!']) => {
                self.problem(format!(
                    "“{value}” is YAML that no dictionary needs; write a list of words"
                ));
            }
            None => self.take_term(value),
        }
    }

    /// Items of a list in brackets, as far as they stand on this line.
    fn take_items(&mut self, items: &str) {
        let (items, is_closed) = match items.trim_end().strip_suffix(']') {
            Some(items) => (items, true),
            None => (items, false),
        };
        self.is_in_brackets = !is_closed;
        for item in split_outside_quotes(items, ',') {
            if !item.trim().is_empty() {
                self.take_term(item.trim());
            }
        }
    }

    fn take_term(&mut self, term: &str) {
        let (text, is_quoted) = unquoted(term);
        self.warn_of_word(&text, is_quoted);
        let Some(&(_, theme)) = self.open.last() else {
            return self.problem(
                "a term before the first key; put a key with a colon above it".to_owned(),
            );
        };
        if let Err(what) = self.book.add_term(theme, TermKind::Full, &text) {
            self.problem(what);
        }
    }

    fn warn_of_word(&mut self, word: &str, is_quoted: bool) {
        if !is_quoted && NOT_WORDS.contains(&word.to_lowercase().as_str()) {
            let what = format!(
                "“{word}” is taken as a word; other programs read it as true, false or nothing: put it in quotes"
            );
            self.problem(what);
        }
    }
}

/// The parts of `line` between `at`, as far as it stands outside quotes.
fn split_outside_quotes(line: &str, at: char) -> Vec<&str> {
    let (mut parts, mut from, mut quote) = (Vec::new(), 0, None);
    for (place, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            // An apostrophe within a word is no quotation mark.
            None if matches!(c, '"' | '\'')
                && line[from..place]
                    .trim_start_matches(['-', ' ', '['])
                    .is_empty() =>
            {
                quote = Some(c);
            }
            None if c == at => {
                parts.push(&line[from..place]);
                from = place + c.len_utf8();
            }
            None => {}
        }
    }
    parts.push(&line[from..]);
    parts
}

/// What stands before a remark.
fn without_remark(row: &str) -> &str {
    let mut end = 0;
    for part in split_outside_quotes(row, '#') {
        end += part.len();
        // Within a word it is a letter like any other: "c#".
        if part.is_empty() || part.ends_with(char::is_whitespace) {
            return &row[..end];
        }
        end += 1;
    }
    row
}

/// A key and what stands behind its colon.
fn key_and_value(content: &str) -> Option<(&str, &str)> {
    let parts = split_outside_quotes(content, ':');
    let key = parts[0];
    let value = content.get(key.len() + 1..)?;
    (value.is_empty() || value.starts_with(' ')).then(|| (key.trim(), value.trim()))
}

/// A word without its quotation marks, and whether it had some.
fn unquoted(word: &str) -> (String, bool) {
    for quote in ['"', '\''] {
        let inner = word.strip_prefix(quote).and_then(|w| w.strip_suffix(quote));
        if let Some(inner) = inner {
            let inner = match quote {
                '"' => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
                _ => inner.replace("''", "'"),
            };
            return (inner, true);
        }
    }
    (word.to_owned(), false)
}

/// `book` as a dictionary.
pub(super) fn write(book: &Codebook) -> String {
    let mut out = String::new();
    if !book.name.is_empty() {
        out.push_str(&format!("# name: {}\n", quoted(&book.name)));
    }
    if book.scope != Scope::Key {
        out.push_str(&format!("# nested_scope: {}\n", quoted(book.scope.word())));
    }
    for theme in book.themes_under(None) {
        write_theme(book, theme, "", "", &mut out);
    }
    out
}

/// Writes a theme at `indent`; `dash` if it is an item of a list.
fn write_theme(book: &Codebook, at: ThemeIdx, indent: &str, dash: &str, out: &mut String) {
    let theme = &book.themes[at.0 as usize];
    if theme.key != book.key_of(&theme.label, theme.parent) {
        out.push_str(&format!("{indent}# key: {}\n", quoted(&theme.key)));
    }
    if !theme.definition.is_empty() {
        let means = quoted(&theme.definition.replace('\n', " "));
        out.push_str(&format!("{indent}# means: {means}\n"));
    }
    out.push_str(&format!("{indent}{dash}{}:\n", quoted(&theme.label)));
    let inner = format!("{indent}  {}", if dash.is_empty() { "" } else { "  " });
    let mut has_terms = false;
    for term in book.terms_of(at) {
        let mark = match term.kind {
            TermKind::Full => "-",
            TermKind::Weak => "# weak:",
            TermKind::Not => "# not:",
        };
        has_terms |= term.kind == TermKind::Full;
        out.push_str(&format!("{inner}{mark} {}\n", quoted(&term.text)));
    }
    // Beside terms a theme is an item of their list: YAML mixes no lists and keys.
    let dash = if has_terms { "- " } else { "" };
    for below in book.themes_under(Some(at)) {
        write_theme(book, below, &inner, dash, out);
    }
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Term;

    fn rows(book: &Codebook) -> Vec<(&str, &str)> {
        let key = |t: &Term| book.themes[t.theme.0 as usize].key.as_str();
        book.terms
            .iter()
            .map(|t| (key(t), t.text.as_str()))
            .collect()
    }

    #[test]
    fn dictionaries_are_read() {
        let file = "# mine\n---\nEconomy & trade:\n  tax: [tax*, \"income tax\",\n    'duty, excise']\n  trade:\n  - export* # out\n  - Côte d'Ivoire’s cocoa\nplace: c#\n\"日本 🙂\":\n    - ¥*\n    - \"¥5\"\n";
        let (book, problems) = read(file);
        assert_eq!(
            rows(&book),
            [
                ("economy-trade.tax", "tax*"),
                ("economy-trade.tax", "income tax"),
                ("economy-trade.tax", "duty, excise"),
                ("economy-trade.trade", "export*"),
                ("economy-trade.trade", "Côte d'Ivoire’s cocoa"),
                ("place", "c#"),
                ("日本", "¥5"),
            ]
        );
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].line, 11);
        assert_eq!(book.themes[1].parent, Some(ThemeIdx(0)));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let cases = [
            ("- a", "before the first key"),
            ("NO:\n  - a", "put it in quotes"),
            ("a:\n  - yes", "put it in quotes"),
            ("a:\n  - '*'", "no letter or digit"),
            ("a:\n\t- b", "only spaces"),
            ("a: {b: c}", "no dictionary needs"),
            ("a: [b", "not closed"),
            ("a:\n  - b\na:\n  - c", "a second key"),
            ("word", "neither a key"),
        ];
        for (file, expected) in cases {
            let (_, problems) = read(file);
            assert!(
                problems.len() == 1 && problems[0].what.contains(expected),
                "{file}: {problems:?}"
            );
        }
        for file in [
            "",
            ":",
            "'",
            "[",
            "a: ]",
            "\"a: b",
            "🙂: #",
            "-",
            "- -",
            "a:\n  b:\n c:\n- d",
        ] {
            read(file);
        }
        let deep: String = (0..99)
            .map(|n| format!("{}k{n}:\n", " ".repeat(n)))
            .collect();
        assert!(read(&deep).1.iter().all(|p| p.what.contains("too deep")));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let book =
            read("a:\n  - \"x \\\"y\\\" 日本\"\n  - b: [c*, d’e]\n  - z\nf: g\nh:\n  i: [j]").0;
        assert_eq!(rows(&book).len(), 6);
        let (again, problems) = read(&write(&book));
        assert_eq!(problems, []);
        let sorted = |book: &Codebook| {
            let mut rows: Vec<String> = rows(book).iter().map(|r| format!("{r:?}")).collect();
            rows.sort();
            rows
        };
        assert_eq!(sorted(&again), sorted(&book));
        let diplomatic = Codebook::diplomatic();
        let (again, problems) = read(&write(&diplomatic));
        assert_eq!(problems, []);
        let full = |book: &Codebook| -> Vec<String> {
            let full = book.terms.iter().filter(|t| t.kind == TermKind::Full);
            full.map(|t| t.text.clone()).collect()
        };
        assert_eq!(full(&again), full(&diplomatic));
    }
}
