//! Dictionaries of Lexicoder 3 (`.lc3`): a category behind `+`, then its words, one a
//! line. Those of Lexicoder 2 (`.lcd`) are read as [`super::yoshikoder`] does.
//!
//! ```text
//! +negative
//! abandon*
//! a lie
//! ```

use super::{Codebook, RowProblem, Scope, TermKind, ThemeIdx};

/// Reads a dictionary. Never fails: lines that cannot be used are left out and
/// named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let mut book = Codebook {
        scope: Scope::Key,
        ..Codebook::default()
    };
    let mut problems = Vec::new();
    let mut open: Option<ThemeIdx> = None;
    for (line, row) in (1u32..).zip(file.lines()) {
        let row = row.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        let taken = match (row, row.strip_prefix('+'), open) {
            ("", ..) => Ok(()),
            (_, Some(label), _) => {
                open = Some(book.place(None, label.trim(), None).0);
                Ok(())
            }
            (_, None, Some(theme)) => book.add_term(theme, TermKind::Full, row),
            (_, None, None) => Err(format!(
                "the term \"{row}\" stands before the first category; put a line with + and a name above it"
            )),
        };
        problems.extend(taken.err().map(|what| RowProblem { line, what }));
    }
    book.group();
    (book, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_read() {
        let file =
            "+Good – 日本\r\n  win*\r\nfree trade\r\n\r\n+Bad 🙂\nlie\n+Good – 日本\ncafé ¥5\n";
        let (book, problems) = read(file);
        assert_eq!(problems, []);
        let rows: Vec<(&str, u32)> = book.terms.iter().map(|t| (&*t.text, t.theme.0)).collect();
        assert_eq!(
            rows,
            [("win*", 0), ("free trade", 0), ("café ¥5", 0), ("lie", 1)]
        );
        for (file, expected) in [("a\n+b", "before the first"), ("+a\n*", "no letter")] {
            let (_, problems) = read(file);
            assert!(problems[0].what.contains(expected), "{problems:?}");
        }
        for file in ["", "+", "+\n+\na", "\u{0}"] {
            read(file);
        }
    }
}
