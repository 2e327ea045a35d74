//! Dictionaries of WordStat (`.cat`): categories and words below each other by tabs;
//! what ends in a weight in brackets is a word.
//!
//! ```text
//! ECONOMY
//! \tTRADE
//! \t\tTARIFF* (1)
//! \t\tFREE_TRADE (1)
//! ```
//!
//! Underscores join the words of a phrase. Weights other than 1 and rules, which begin
//! with `@`, are named and not kept.

use super::{Codebook, MAX_DEPTH, RowProblem, Scope, TermKind, ThemeIdx};

/// Reads a dictionary. Never fails: lines that cannot be used are left out and
/// named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let mut book = Codebook {
        scope: Scope::Key,
        ..Codebook::default()
    };
    let mut problems = Vec::new();
    // The categories that are open, each with its depth.
    let mut open: Vec<(usize, ThemeIdx)> = Vec::new();
    for (line, row) in (1u32..).zip(file.lines()) {
        let content = row.trim();
        if content.is_empty() {
            continue;
        }
        let indent = &row[..row.len() - row.trim_start().len()];
        let depth = indent.matches('\t').count();
        let mut say = |what: String| problems.push(RowProblem { line, what });
        while open.last().is_some_and(|o| o.0 >= depth) {
            open.pop();
        }
        let Some((word, weight)) = weighted(content) else {
            if open.len() >= MAX_DEPTH {
                say(format!(
                    "\"{content}\" stands under {MAX_DEPTH} categories; that is too deep"
                ));
                continue;
            }
            let theme = book.place(None, content, open.last().map(|o| o.1)).0;
            open.push((depth, theme));
            continue;
        };
        let Some(&(_, theme)) = open.last() else {
            say(format!(
                "the word \"{word}\" stands under no category; put one above it, with a tab less before it"
            ));
            continue;
        };
        if word.starts_with('@') {
            say(format!(
                "the rule \"{word}\" is not kept; write the phrases that it finds"
            ));
            continue;
        }
        if weight != "1" {
            say(format!(
                "the weight {weight} of \"{word}\" is not kept; every hit counts once"
            ));
        }
        let taken = book.add_term(theme, TermKind::Full, &word.replace('_', " "));
        problems.extend(taken.err().map(|what| RowProblem { line, what }));
    }
    book.group();
    (book, problems)
}

/// A word and its weight: "TARIFF* (1)".
fn weighted(content: &str) -> Option<(&str, &str)> {
    let (word, weight) = content.strip_suffix(')')?.rsplit_once(" (")?;
    let is_number = !weight.is_empty() && weight.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_number.then(|| (word.trim_end(), weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_read() {
        let file = "SOUTH\n   \tBW é\n   \t\tBotswana (1)\n   \t\tGABORONE_CITY* (1)\n\tZA (old)\n\t\tS African (1)\n\tsouthern (1)\nNORTH – 日本\n\tice (0.5)\n\t@ICE AFTER SNOW [1] (1)\n";
        let (book, problems) = read(file);
        let rows: Vec<(&str, &str)> = book
            .terms
            .iter()
            .map(|t| (&*book.themes[t.theme.0 as usize].key, &*t.text))
            .collect();
        assert_eq!(
            rows,
            [
                ("south", "southern"),
                ("south.bw-é", "Botswana"),
                ("south.bw-é", "GABORONE CITY*"),
                ("south.za-old", "S African"),
                ("north-日本", "ice"),
            ]
        );
        let said: Vec<(u32, bool)> = problems
            .iter()
            .map(|p| (p.line, p.what.contains("not kept")))
            .collect();
        assert_eq!(said, [(9, true), (10, true)], "{problems:?}");
        let (_, problems) = read("word (1)");
        assert!(problems[0].what.contains("under no category"));
        for file in ["", "(1)", " (1)", ")", "\t\t🙂 (1)"] {
            read(file);
        }
        let deep: String = (0..99)
            .map(|n| format!("{}k{n}\n", "\t".repeat(n)))
            .collect();
        assert!(read(&deep).1.iter().all(|p| p.what.contains("too deep")));
    }
}
