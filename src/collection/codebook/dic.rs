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

use super::{Codebook, RowProblem, Term, TermKind, Theme, ThemeIdx};

/// Reads a dictionary. Never fails: lines that cannot be used are left out and
/// named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let mut book = Codebook::default();
    let mut problems = Vec::new();
    // By theme: its number in the file.
    let mut numbers: Vec<&str> = Vec::new();
    let mut n_bars = 0;
    for (line, row) in (1u32..).zip(file.lines()) {
        let row = row.trim();
        let taken = match row {
            "" => Ok(()),
            "%" => {
                n_bars += 1;
                Ok(())
            }
            _ if n_bars == 1 => theme(row, &mut numbers, &mut book),
            _ if n_bars > 1 => term(row, &numbers, &mut book),
            _ => Err("a line before the first %".to_owned()),
        };
        problems.extend(taken.err().map(|what| RowProblem { line, what }));
    }
    book.terms.sort_by_key(|t| t.theme);
    (book, problems)
}

fn theme<'f>(row: &'f str, numbers: &mut Vec<&'f str>, book: &mut Codebook) -> Result<(), String> {
    let Some((number, label)) = row.split_once(char::is_whitespace) else {
        return Err(format!("the theme “{row}” has no name behind its number"));
    };
    if numbers.contains(&number) {
        return Err(format!("a second theme with the number {number}"));
    }
    numbers.push(number);
    book.themes.push(Theme {
        key: number.to_owned(),
        label: label.trim().to_owned(),
        definition: String::new(),
        parent: None,
    });
    Ok(())
}

fn term(row: &str, numbers: &[&str], book: &mut Codebook) -> Result<(), String> {
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
    if !term.chars().any(char::is_alphanumeric) {
        return Err(format!(
            "the term “{term}” holds no letter or digit and would be found everywhere or nowhere"
        ));
    }
    for number in themes {
        let Some(at) = numbers.iter().position(|n| n == number) else {
            return Err(format!(
                "“{term}” names the theme {number}, which is not among the themes"
            ));
        };
        book.terms.push(Term {
            text: term.clone(),
            theme: ThemeIdx(at as u32),
            kind: TermKind::Full,
        });
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
    fn what_cannot_be_used_is_named() {
        let cases = [
            ("a 1", "before the first %"),
            ("%\n1\n%", "no name"),
            ("%\n1 a\n1 b\n%", "second theme"),
            ("%\n1 a\n%\nb", "no number"),
            ("%\n1 a\n%\nb 7", "not among"),
            ("%\n1 a\n%\n* 1", "no letter or digit"),
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
