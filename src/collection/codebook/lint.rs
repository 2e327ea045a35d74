//! What is doubtful in a codebook: themes and terms that find nothing, nothing
//! more, or too much.
//!
//! Example: beside `trade*` the term `trader` of the same theme adds nothing.

use chancery_text::sort;

use super::{Codebook, TermIdx, TermKind, ThemeIdx};
use crate::glob;
use crate::store::Collection;
use crate::term;

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
    let mut rows: Vec<(Found, TermIdx)> = terms.iter().map(|&t| (Found::of(text(t)), t)).collect();
    sort::sort(&mut rows);
    // Only these find what another term spells out.
    let globs: Vec<&(Found, TermIdx)> = rows.iter().filter(|r| r.0.is_glob()).collect();
    let nots: Vec<TermIdx> = (0u32..)
        .zip(&book.terms)
        .filter(|(_, t)| t.theme == theme && t.kind == TermKind::Not)
        .map(|(at, _)| TermIdx(at))
        .collect();
    let mut said: Vec<(TermIdx, String)> = Vec::new();
    for (at, (found, term)) in rows.iter().enumerate() {
        let hides = |not: &&TermIdx| Found::of(text(**not)).covers(found);
        let covers = |g: &&&(Found, TermIdx)| g.1 != *term && g.0 != *found && g.0.covers(found);
        let in_any_case = Found {
            is_written: false,
            ..found.clone()
        };
        let looser = rows.iter().find(|r| found.is_written && r.0 == in_any_case);
        if let Some((_, first)) = rows[..at].last().filter(|w| w.0 == *found) {
            said.push((*term, format!("It is the same as “{}”.", text(*first))));
        } else if let Some(&not) = nots.iter().find(hides) {
            let what = format!("The context “{}” never lets it be found.", text(not));
            said.push((*term, what));
        } else if let Some((_, wider)) = looser.or(globs.iter().find(covers).copied()) {
            said.push((
                *term,
                format!("“{}” finds all that it finds.", text(*wider)),
            ));
        }
    }
    sort::sort(&mut said);
    for (term, what) in said {
        say(Some(term), what);
    }
}

/// What a term finds, as far as it can be told without a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// The lens of an entity, in words; empty for words.
    lens: String,
    /// Whether only as written.
    is_written: bool,
    /// Folded.
    words: Vec<String>,
}

impl Found {
    fn of(term: &str) -> Self {
        let entity = term::entity(term);
        Self {
            lens: entity.map_or_else(String::new, |(lens, _)| format!("{lens:?}")),
            is_written: term.starts_with('='),
            words: term::pattern_words(entity.map_or(term, |e| e.1)),
        }
    }

    fn is_glob(&self) -> bool {
        self.lens.is_empty() && self.words.iter().any(|w| w.contains(['*', '?']))
    }

    /// Whether it finds all that `other` finds, word for word.
    fn covers(&self, other: &Self) -> bool {
        let is_word = |a: &String, b: &String| {
            // A sign that stands for one letter does not for many.
            glob::is_like(a, b) && (a.contains('*') || !b.contains('*'))
        };
        self.lens == other.lens
            && !self.is_written
            && self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .zip(&other.words)
                .all(|(a, b)| is_word(a, b))
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
    let lint = |((at, row), &n_hits): ((u32, &super::Term), &u32)| {
        let what = match n_hits as usize {
            0 if row.kind == TermKind::Full => "It is never found in these articles.".to_owned(),
            n if n * 100 > n_words * TOO_MUCH => {
                format!(
                    "It is found {n} times in {n_words} words; what is everywhere says nothing."
                )
            }
            _ => return None,
        };
        Some(Lint {
            theme: row.theme,
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
        check(
            "theme\ta\tA\t-\tx\nterm\tfree* trade*\nterm\tfree trade",
            &[("free trade", "“free* trade*” finds")],
        );
        check(
            "theme\ta\tA\t-\tx\nterm\tw?n\nterm\tw*n",
            &[("w?n", "“w*n” finds")],
        );
        check(
            "theme\ta\tA\t-\tx\nterm\ttrade union\nnot\ttrade union*",
            &[("trade union", "never lets it")],
        );
        check(
            "theme\ta\tA\t-\tx\nterm\t=US\nterm\tus",
            &[("=US", "“us” finds")],
        );
        check("theme\ta\tA\t-\tx\nterm\twho:Modi\nterm\tmodi", &[]);
        check(
            "theme\ta\tA\t-\tx\nterm\torg:NATO\nterm\torg:\"nato\"",
            &[("org:\"nato\"", "the same as")],
        );
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
