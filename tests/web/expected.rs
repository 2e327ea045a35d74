//! What the page ought to mark, found in the plainest way from the codebook and
//! the articles alone.
//!
//! Nothing of the program is used here, so that a fault of its matcher cannot
//! hide. Every term is tried at every word of every line; where terms meet, the
//! one with most words wins, then the first. `Expected::read(root)?.words(0, "trade")`
//! are the words of the first article that speak of trade, in order.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

/// The sample and the codebook, as they lie in the repository.
#[derive(Debug)]
pub(crate) struct Expected {
    /// In the order in which the page lists them.
    pub(crate) articles: Vec<Article>,
    /// In the order of the codebook.
    pub(crate) themes: Vec<Theme>,
    terms: Vec<Term>,
}

/// One article of the sample.
#[derive(Debug)]
pub(crate) struct Article {
    /// The name of its file.
    pub(crate) file: String,
    /// Its words, unchanged.
    pub(crate) text: String,
}

/// One theme of the codebook.
#[derive(Debug)]
pub(crate) struct Theme {
    /// Names it in links.
    pub(crate) key: String,
    /// What the user reads.
    pub(crate) label: String,
    /// The theme it stands under.
    parent: Option<String>,
}

#[derive(Debug)]
struct Term {
    theme: String,
    /// Whether it takes its words without naming the theme.
    silent: bool,
    /// Ways to write it, each a list of words; `*` stands for any ending.
    spellings: Vec<Vec<String>>,
}

/// A word of a line, and whether it continues the phrase before it.
struct Word {
    start: usize,
    end: usize,
    plain: String,
    joined: bool,
}

impl Expected {
    /// Reads `seeds/` and the codebook below `root`.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut articles = Vec::new();
        for entry in fs::read_dir(root.join("seeds"))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                let name = path.file_name().context("a file without a name")?;
                articles.push(Article {
                    file: name.to_string_lossy().into_owned(),
                    text: fs::read_to_string(&path)?,
                });
            }
        }
        articles.sort_by(|a, b| a.file.cmp(&b.file));
        ensure!(articles.len() == 5, "five articles are expected in seeds/");
        let codebook = root.join("src/collection/data/diplomatic.tsv");
        let codebook = fs::read_to_string(codebook).context("the codebook")?;
        let (themes, terms) = read_codebook(&codebook);
        ensure!(!terms.is_empty(), "the codebook holds no term");
        Ok(Self {
            articles,
            themes,
            terms,
        })
    }

    /// The theme with this key.
    pub(crate) fn theme(&self, key: &str) -> Result<&Theme> {
        let found = self.themes.iter().find(|theme| theme.key == key);
        found.with_context(|| format!("the codebook has no theme {key:?}"))
    }

    /// The words of an article that speak of a theme or of one that stands under
    /// it, in text order.
    pub(crate) fn words(&self, article: usize, theme: &str) -> Vec<String> {
        let text = &self.articles[article].text;
        let spans = self.spans(text, theme);
        spans
            .into_iter()
            .map(|(a, b)| text[a..b].to_owned())
            .collect()
    }

    /// The articles that speak of a theme, by index.
    pub(crate) fn articles_on(&self, theme: &str) -> Vec<usize> {
        (0..self.articles.len())
            .filter(|&article| !self.words(article, theme).is_empty())
            .collect()
    }

    fn spans(&self, text: &str, theme: &str) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            for (from, to, terms) in self.found_in(line) {
                if terms
                    .iter()
                    .any(|term| !term.silent && self.is_under(&term.theme, theme))
                {
                    spans.push((start + from, start + to));
                }
            }
            start += line.len();
        }
        spans
    }

    fn is_under(&self, theme: &str, above: &str) -> bool {
        let parent = |key: &str| self.themes.iter().find(|t| t.key == key)?.parent.as_deref();
        theme == above || parent(theme).is_some_and(|parent| self.is_under(parent, above))
    }

    /// What is found in a line: from byte, to byte, the terms that say so.
    fn found_in(&self, line: &str) -> Vec<(usize, usize, Vec<&Term>)> {
        let words = words_of(line);
        let mut found: Vec<(usize, usize, Vec<&Term>)> = Vec::new();
        for from in 0..words.len() {
            for term in &self.terms {
                for spelling in &term.spellings {
                    let to = from + spelling.len();
                    if !fits(&words, from, spelling) {
                        continue;
                    }
                    match found.iter_mut().find(|f| (f.0, f.1) == (from, to)) {
                        Some(same) => same.2.push(term),
                        None => found.push((from, to, vec![term])),
                    }
                }
            }
        }
        found.sort_by_key(|f| (usize::MAX - (f.1 - f.0), f.0));
        let mut taken = vec![false; words.len()];
        found.retain(|f| {
            let free = !taken[f.0..f.1].contains(&true);
            if free {
                taken[f.0..f.1].fill(true);
            }
            free
        });
        found.sort_by_key(|f| f.0);
        found
            .into_iter()
            .map(|(from, to, terms)| (words[from].start, words[to - 1].end, terms))
            .collect()
    }
}

fn fits(words: &[Word], from: usize, spelling: &[String]) -> bool {
    from + spelling.len() <= words.len()
        && spelling.iter().enumerate().all(|(n, wanted)| {
            let word = &words[from + n];
            (n == 0 || word.joined)
                && match wanted.strip_suffix('*') {
                    Some(stem) => word.plain.starts_with(stem),
                    None => word.plain == *wanted,
                }
        })
}

/// The words of a line. A hyphen or a blank joins two words of a phrase; every
/// other sign parts them. A possessive ending is not part of its word.
fn words_of(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut gap_from = 0;
    let mut rest = line;
    while let Some(skip) = rest.find(char::is_alphanumeric) {
        let start = line.len() - rest.len() + skip;
        let tail = &line[start..];
        let mut end = start
            + tail
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(tail.len());
        let gap = &line[gap_from..start];
        rest = &line[end..];
        gap_from = end;
        for ending in ["’s", "'s"] {
            let after = rest.strip_prefix(ending);
            if let Some(after) = after
                && !after.starts_with(char::is_alphanumeric)
            {
                rest = after;
                gap_from = line.len() - after.len();
            }
        }
        // "U.S." and the like are one word.
        while let Some(after) = rest.strip_prefix('.')
            && line[start..end]
                .split('.')
                .all(|part| part.chars().count() == 1)
            && after.starts_with(char::is_alphabetic)
            && !after[1..].starts_with(char::is_alphanumeric)
        {
            end = line.len() - after.len() + 1;
            rest = &line[end..];
            gap_from = end;
        }
        let joined = gap.chars().all(char::is_whitespace) || matches!(gap, "-" | "‐" | "‑");
        words.push(Word {
            start,
            end,
            plain: plain(&line[start..end]),
            joined,
        });
    }
    words
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('é', "e").replace('.', "")
}

fn read_codebook(file: &str) -> (Vec<Theme>, Vec<Term>) {
    let (mut themes, mut terms) = (Vec::<Theme>::new(), Vec::new());
    for row in file.lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
        match columns[..] {
            ["theme", key, label, parent, _] => themes.push(Theme {
                key: key.to_owned(),
                label: label.to_owned(),
                parent: (parent != "-").then(|| parent.to_owned()),
            }),
            [kind @ ("term" | "weak" | "not"), text] => {
                if let Some(theme) = themes.last() {
                    terms.push(Term {
                        theme: theme.key.clone(),
                        silent: kind == "not",
                        spellings: spellings(text),
                    });
                }
            }
            _ => {}
        }
    }
    (themes, terms)
}

/// A hyphen in a term stands for a hyphen, a blank or nothing.
fn spellings(term: &str) -> Vec<Vec<String>> {
    let words = |text: &str| -> Vec<String> {
        let text = text.replace("'s", "").replace("’s", "");
        text.split([' ', '-']).map(plain).collect()
    };
    let mut spellings = vec![words(term)];
    if term.contains('-') {
        spellings.push(words(&term.replace('-', "")));
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_a_reader_would() {
        let codebook = "theme\tarms\tArms\t-\tx\nterm\tarms control*\nnot\tarms race\nterm\tmissile*\n\
                        theme\tair\tAir\tarms\tx\nterm\tco-pilot\nterm\tgas\n";
        let (themes, terms) = read_codebook(codebook);
        let expected = Expected {
            articles: Vec::new(),
            themes,
            terms,
        };
        for (text, theme, found) in [
            (
                "Arms controls – the arms race",
                "arms",
                vec!["Arms controls"],
            ),
            ("arms, control", "arms", vec![]),
            (
                "missile’s “missiles” é 日本 🙂 ¥5",
                "arms",
                vec!["missile", "missiles"],
            ),
            (
                "Copilot, co-pilot and co pilot",
                "air",
                vec!["Copilot", "co-pilot", "co pilot"],
            ),
            ("gas", "arms", vec!["gas"]),
            ("gas\ngas", "air", vec!["gas", "gas"]),
            ("missile", "air", vec![]),
        ] {
            let spans = expected.spans(text, theme);
            let words: Vec<&str> = spans.iter().map(|&(a, b)| &text[a..b]).collect();
            assert_eq!(words, found, "{theme} in {text:?}");
        }
    }
}
