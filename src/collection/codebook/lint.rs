//! What is doubtful in a codebook: themes and terms that find nothing, nothing
//! more, or too much.
//!
//! Example: beside `trade*` the term `trader` of the same theme adds nothing.

use chancery_text::sort;

use super::{Codebook, TermIdx, TermKind, ThemeIdx};
use crate::glob;
use crate::store::Collection;
use crate::term::pattern_words;

/// A doubt about a codebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lint {
    /// The theme it is about.
    pub theme: ThemeIdx,
    /// The term it is about; the theme as a whole without.
    pub term: Option<TermIdx>,
    /// What is doubtful, in one sentence.
    pub what: String,
}

/// The share of all words above which a term says nothing of any theme, in
/// hundredths.
const TOO_MUCH: usize = 5;

/// What is doubtful in `book` itself, in its order.
pub fn lint(book: &Codebook) -> Vec<Lint> {
    let mut lints = Vec::new();
    for at in 0..book.themes.len() as u32 {
        lint_theme(book, ThemeIdx(at), &mut lints);
    }
    lints
}

fn lint_theme(book: &Codebook, theme: ThemeIdx, lints: &mut Vec<Lint>) {
    let terms: Vec<TermIdx> = (0u32..)
        .zip(&book.terms)
        .filter(|(_, t)| t.theme == theme && t.kind != TermKind::Not)
        .map(|(at, _)| TermIdx(at))
        .collect();
    let mut say = |term: Option<TermIdx>, what: String| lints.push(Lint { theme, term, what });
    let has_children = book.themes.iter().any(|t| t.parent == Some(theme));
    if terms.is_empty() && !has_children {
        say(None, "It has no term and is never found.".to_owned());
    }
    let text = |term: TermIdx| &book.terms[term.0 as usize].text;
    let mut words: Vec<(Vec<String>, TermIdx)> =
        terms.iter().map(|&t| (pattern_words(text(t)), t)).collect();
    sort::sort(&mut words);
    // Globs of one word: only these take words that another term names.
    let globs: Vec<(&str, TermIdx)> = words
        .iter()
        .filter_map(|(w, t)| {
            Some((w.first()?.as_str(), *t)).filter(|(g, _)| w.len() == 1 && g.contains(['*', '?']))
        })
        .collect();
    let mut said: Vec<(TermIdx, String)> = Vec::new();
    for (at, (word, term)) in words.iter().enumerate() {
        if let Some((_, first)) = words[..at].last().filter(|w| w.0 == *word) {
            said.push((*term, format!("It is the same as “{}”.", text(*first))));
        } else if let [word] = &word[..] {
            let covers = |g: &&(&str, TermIdx)| g.1 != *term && glob::is_like(g.0, word);
            if let Some((_, glob)) = globs.iter().find(covers) {
                said.push((*term, format!("“{}” finds all that it finds.", text(*glob))));
            }
        }
    }
    sort::sort(&mut said);
    for (term, what) in said {
        say(Some(term), what);
    }
}

/// What is doubtful in how the codebook of `collection` meets its articles:
/// terms that find nothing, and those that find more than one word in twenty.
pub fn lint_hits(collection: &Collection) -> Vec<Lint> {
    let book = collection.codebook();
    let n_words: usize = collection
        .articles()
        .iter()
        .map(|a| a.n_words as usize)
        .sum();
    let terms = (0u32..).zip(&book.terms).zip(collection.n_term_hits());
    let lint = |((at, term), &n_hits): ((u32, &super::Term), &u32)| {
        let what = match n_hits as usize {
            0 if term.kind == TermKind::Full => "It is never found in these articles.".to_owned(),
            n if n * 100 > n_words * TOO_MUCH => {
                format!(
                    "It is found {n} times in {n_words} words; what is everywhere says nothing."
                )
            }
            _ => return None,
        };
        Some(Lint {
            theme: term.theme,
            term: Some(TermIdx(at)),
            what,
        })
    };
    terms.filter_map(lint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Origin;

    fn check(rows: &str, expected: &[(&str, &str)]) {
        let (book, problems) = Codebook::from_tsv(rows);
        assert_eq!(problems, []);
        let found = lint(&book);
        let shown: Vec<(&str, bool)> = found
            .iter()
            .zip(expected)
            .map(|(l, e)| {
                let term = l
                    .term
                    .map_or("", |t| book.terms[t.0 as usize].text.as_str());
                (term, l.what.contains(e.1))
            })
            .collect();
        let wanted: Vec<(&str, bool)> = expected.iter().map(|e| (e.0, true)).collect();
        assert_eq!(
            (shown, found.len()),
            (wanted, expected.len()),
            "{rows}: {found:?}"
        );
    }

    #[test]
    fn planted_faults_are_found() {
        check("theme\ta\tA\t-\tx\nterm\ttrade\nterm\tcafé", &[]);
        check("theme\ta\tA\t-\tx", &[("", "no term")]);
        check("theme\ta\tA\t-\tx\ntheme\tb\tB\ta\tx\nterm\t日本", &[]);
        check(
            "theme\ta\tA\t-\tx\nterm\tTrade\nterm\ttrade",
            &[("trade", "the same as")],
        );
        check(
            "theme\ta\tA\t-\tx\nterm\ttrader\nterm\ttrad*",
            &[("trader", "“trad*” finds")],
        );
        check(
            "theme\ta\tA\t-\tx\nterm\ttrader\ntheme\tb\tB\t-\tx\nterm\ttrad*",
            &[],
        );
        check("theme\ta\tA\t-\tx\nterm\tfree trade\nterm\ttrad*", &[]);
    }

    #[test]
    fn hits_are_weighed() {
        let (book, _) =
            Codebook::from_tsv("theme\ta\tA\t-\tx\nterm\tthe\nterm\tlithium\nterm\toil");
        let mut collection = Collection::new(book);
        let text = "The ministers of the two nations spoke of oil, and the talks, they said – 🙂 – went as the ¥ did: up, down, up again, and no one could tell why, nor when.";
        collection
            .add(Origin::default(), text.to_owned())
            .expect("new");
        let found: Vec<(u32, bool)> = lint_hits(&collection)
            .iter()
            .map(|l| (l.term.map_or(9, |t| t.0), l.what.contains("never")))
            .collect();
        assert_eq!(found, [(0, false), (1, true)]);
    }
}
