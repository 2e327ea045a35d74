//! Dictionaries of LIWC (`.dic`): numbered themes between two lines of `%`, then
//! words with the numbers of their themes.
//!
//! ```text
//! %
//! 1   Trade
//! 2   Money
//! %
//! tariff*   1
//! bank      1 2
//! ```
//!
//! Tabs before a number put its theme under the one above with a tab less. A term may
//! hold spaces; conditions in brackets and words behind `<of>` are not kept.

use super::{Codebook, MAX_DEPTH, RowProblem, Scope, TermKind, ThemeIdx};

/// Reads a dictionary. Never fails: lines that cannot be used are left out and
/// named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let mut book = Codebook {
        scope: Scope::Key,
        ..Codebook::default()
    };
    let mut problems = Vec::new();
    let mut legend = Legend::default();
    let mut n_bars = 0;
    for (line, row) in (1u32..).zip(file.lines()) {
        let depth = row.len() - row.trim_start_matches('\t').len();
        let row = row.trim();
        let taken = match row {
            "" => Ok(()),
            "%" => {
                n_bars += 1;
                Ok(())
            }
            _ if n_bars == 1 => legend.take(depth, row, &mut book),
            _ if n_bars > 1 => term(row, &legend, &mut book),
            _ => Err("a line before the first %".to_owned()),
        };
        problems.extend(taken.err().map(|what| RowProblem { line, what }));
    }
    book.group();
    (book, problems)
}

/// The themes by their numbers.
#[derive(Default)]
struct Legend {
    /// "01" is 1.
    numbers: Vec<(u32, ThemeIdx)>,
    /// The themes that are open, each with its tabs.
    open: Vec<(usize, ThemeIdx)>,
}

impl Legend {
    fn take(&mut self, depth: usize, row: &str, book: &mut Codebook) -> Result<(), String> {
        let Some((number, label)) = row.split_once(char::is_whitespace) else {
            return Err(format!("the theme “{row}” has no name behind its number"));
        };
        let Ok(value) = number.parse() else {
            return Err(format!("“{number}” is no number of a theme"));
        };
        if self.theme(value).is_some() {
            return Err(format!("a second theme with the number {number}"));
        }
        while self.open.last().is_some_and(|o| o.0 >= depth) {
            self.open.pop();
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(format!(
                "“{label}” stands under {MAX_DEPTH} themes; that is too deep"
            ));
        }
        let (theme, _) = book.place(None, label.trim(), self.open.last().map(|o| o.1));
        self.numbers.push((value, theme));
        self.open.push((depth, theme));
        Ok(())
    }

    fn theme(&self, number: u32) -> Option<ThemeIdx> {
        let known = self.numbers.iter().find(|n| n.0 == number);
        known.map(|n| n.1)
    }
}

fn term(row: &str, legend: &Legend, book: &mut Codebook) -> Result<(), String> {
    if row.contains("<of>") || row.contains('(') {
        return Err(format!(
            "“{row}” holds a condition, which is not kept; write the words it finds"
        ));
    }
    // A phrase has spaces; its numbers come last.
    let words: Vec<&str> = row.split_whitespace().collect();
    let is_number = |w: &&&str| w.bytes().all(|b| b.is_ascii_digit());
    let n_themes = words
        .iter()
        .rev()
        .take_while(is_number)
        .count()
        .min(words.len() - 1);
    let (term, themes) = words.split_at(words.len() - n_themes);
    let term = term.join(" ");
    if themes.is_empty() {
        return Err(format!("the term “{term}” has no number of a theme"));
    }
    for number in themes {
        let theme = number.parse().ok().and_then(|n| legend.theme(n));
        let Some(theme) = theme else {
            return Err(format!(
                "“{term}” names the theme {number}, which is not among the themes"
            ));
        };
        book.add_term(theme, TermKind::Full, &term)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_read() {
        let file = "%\n1\tTrade – ¥\n22\tMoney 日本 🙂\n%\ntariff*\t1\nbank\t1\t22\nfree trade  1\ncafé 22\n";
        let (book, problems) = read(file);
        assert_eq!(problems, []);
        let rows: Vec<(&str, u32)> = book
            .terms
            .iter()
            .map(|t| (t.text.as_str(), t.theme.0))
            .collect();
        assert_eq!(
            rows,
            [
                ("tariff*", 0),
                ("bank", 0),
                ("free trade", 0),
                ("bank", 1),
                ("café", 1)
            ]
        );
    }

    #[test]
    fn tabs_put_themes_under_each_other() {
        let file =
            "%\n01\tfunction\n\t2\tpronoun\n\t\t3\tI – é\n\t4\tarticle\n%\nme\t1\t02\t3\nthe 4\n";
        let (book, problems) = read(file);
        assert_eq!(problems, []);
        let keys: Vec<&str> = book.themes.iter().map(|t| &*t.key).collect();
        let expected = [
            "function",
            "function.pronoun",
            "function.pronoun.i-é",
            "function.article",
        ];
        assert_eq!(keys, expected);
        assert_eq!(book.terms.len(), 4);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let cases = [
            ("a 1", "before the first %"),
            ("%\n1\n%", "no name"),
            ("%\n1 a\n1 b\n%", "second theme"),
            ("%\n1 a\n%\nb", "no number"),
            ("%\n1 a\n%\nb 7", "not among"),
            ("%\n1 a\n%\n* 1", "no letter or digit"),
            ("%\na a\n%", "no number of a theme"),
            ("%\n1 a\n%\nlike (i) like 1", "a condition"),
        ];
        for (file, expected) in cases {
            let (_, problems) = read(file);
            assert!(
                problems.len() == 1 && problems[0].what.contains(expected),
                "{file}: {problems:?}"
            );
        }
        for file in ["", "%", "%\n%\n1", "日本", "%\n%\n% %"] {
            read(file);
        }
    }
}
