//! What the page ought to mark, found in the plainest way from the codebook, the
//! articles, and what people say their paragraphs and names are.
//!
//! Nothing of the program is used here, so that a fault of its matcher cannot
//! hide. Every term is tried at every word; where terms meet, the one with most
//! words wins, then the first. Words inside the name of a body, an office or a
//! person say nothing; weak terms count in company, where no other does.
//! `Expected::read(root)?.words(0, &["trade"])` are the words of the first article
//! that speak of trade, in order.

use std::{fs, ops::Range, path::Path};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

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
    /// Title, headings and paragraphs.
    zones: Vec<Range<usize>>,
    /// Names of bodies, offices and persons.
    names: Vec<Range<usize>>,
    /// What speaks of themes: where, and the themes.
    said: Vec<(Range<usize>, Vec<String>)>,
    /// The same if no word were part of a name.
    said_without_names: Vec<(Range<usize>, Vec<String>)>,
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

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Strength {
    /// Speaks of its theme wherever it stands.
    Full,
    /// Only in company.
    Weak,
    /// No term of its theme counts within it.
    Not,
}

#[derive(Debug)]
struct Term {
    theme: String,
    text: String,
    strength: Strength,
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
                articles.push(read_article(root, &name.to_string_lossy())?);
            }
        }
        articles.sort_by(|a, b| a.file.cmp(&b.file));
        ensure!(articles.len() == 5, "five articles are expected in seeds/");
        let codebook = root.join("src/collection/data/diplomatic.tsv");
        let codebook = fs::read_to_string(codebook).context("the codebook")?;
        let (themes, terms) = read_codebook(&codebook);
        ensure!(!terms.is_empty(), "the codebook holds no term");
        let mut expected = Self {
            articles,
            themes,
            terms,
        };
        expected.find();
        Ok(expected)
    }

    /// Finds what speaks of themes in every article.
    fn find(&mut self) {
        let mut articles = std::mem::take(&mut self.articles);
        for article in &mut articles {
            article.said = self.said(article, &article.names);
            article.said_without_names = self.said(article, &[]);
        }
        self.articles = articles;
    }

    fn said(&self, article: &Article, names: &[Range<usize>]) -> Vec<(Range<usize>, Vec<String>)> {
        let mut said = Vec::new();
        for zone in &article.zones {
            let found = self.counting(&article.text[zone.clone()], zone.start, names);
            said.extend(found.into_iter().map(|(span, terms)| {
                let themes = terms.iter().map(|term| term.theme.clone());
                (span, themes.collect())
            }));
        }
        said
    }

    /// The theme with this key.
    pub(crate) fn theme(&self, key: &str) -> Result<&Theme> {
        let found = self.themes.iter().find(|theme| theme.key == key);
        found.with_context(|| format!("the codebook has no theme {key:?}"))
    }

    /// The words of an article that speak of one of the themes, or of a theme that
    /// stands under one of them, in text order.
    pub(crate) fn words(&self, article: usize, themes: &[&str]) -> Vec<String> {
        let article = &self.articles[article];
        let spans = self.spans(&article.said, themes).into_iter();
        spans.map(|span| article.text[span].to_owned()).collect()
    }

    /// The articles that speak of a theme, by index.
    pub(crate) fn articles_on(&self, theme: &str) -> Vec<usize> {
        (0..self.articles.len())
            .filter(|&article| !self.words(article, &[theme]).is_empty())
            .collect()
    }

    /// How often the articles speak of a theme.
    pub(crate) fn n_hits(&self, theme: &str) -> usize {
        let of = |article| self.words(article, &[theme]).len();
        (0..self.articles.len()).map(of).sum()
    }

    /// Whether what speaks of a theme is the same whichever words are names: only
    /// then a name that the program does not know yet changes nothing.
    pub(crate) fn is_sure(&self, theme: &str) -> bool {
        let spans = |said| self.spans(said, &[theme]);
        self.articles
            .iter()
            .all(|article| spans(&article.said) == spans(&article.said_without_names))
    }

    /// Where themes, or those that stand under them, are spoken of.
    fn spans(&self, said: &[(Range<usize>, Vec<String>)], themes: &[&str]) -> Vec<Range<usize>> {
        let speaks = |of: &String| themes.iter().any(|theme| self.is_under(of, theme));
        said.iter()
            .filter(|(_, of)| of.iter().any(speaks))
            .map(|(span, _)| span.clone())
            .collect()
    }

    /// What counts in a zone that begins at byte `start` of its article.
    fn counting(
        &self,
        zone: &str,
        start: usize,
        names: &[Range<usize>],
    ) -> Vec<(Range<usize>, Vec<&Term>)> {
        let mut found = self.found_in(zone);
        for (span, _) in &mut found {
            *span = span.start + start..span.end + start;
        }
        found.retain(|(span, _)| {
            let inside = |name: &Range<usize>| name.start <= span.start && span.end <= name.end;
            !names.iter().any(|name| inside(name) && name != span)
        });
        let said: Vec<&Term> = found.iter().flat_map(|found| found.1.clone()).collect();
        let any_full = said.iter().any(|term| term.strength == Strength::Full);
        let counts = |term: &&Term| {
            let company = |other: &&Term| other.theme == term.theme && other.text != term.text;
            match any_full {
                true => term.strength == Strength::Full,
                false => said.iter().any(company),
            }
        };
        for (_, terms) in &mut found {
            terms.retain(counts);
        }
        found
    }

    fn is_under(&self, theme: &str, above: &str) -> bool {
        let parent = |key: &str| self.themes.iter().find(|t| t.key == key)?.parent.as_deref();
        theme == above || parent(theme).is_some_and(|parent| self.is_under(parent, above))
    }

    /// What is found in a zone: where, and the terms that say so.
    fn found_in(&self, zone: &str) -> Vec<(Range<usize>, Vec<&Term>)> {
        let words = words_of(zone);
        let mut all: Vec<(Range<usize>, &Term)> = Vec::new();
        for from in 0..words.len() {
            for term in &self.terms {
                let fitting = term.spellings.iter().filter(|s| fits(&words, from, s));
                all.extend(fitting.map(|spelling| (from..from + spelling.len(), term)));
            }
        }
        let is_not = |at: &Range<usize>, term: &Term| {
            all.iter().any(|(not, other)| {
                other.strength == Strength::Not
                    && other.theme == term.theme
                    && not.start <= at.start
                    && at.end <= not.end
            })
        };
        let mut found: Vec<(Range<usize>, Vec<&Term>)> = Vec::new();
        for (at, term) in &all {
            if term.strength == Strength::Not || is_not(at, term) {
                continue;
            }
            match found.iter_mut().find(|found| found.0 == *at) {
                Some(same) => same.1.push(term),
                None => found.push((at.clone(), vec![term])),
            }
        }
        found.sort_by_key(|(at, _)| (usize::MAX - at.len(), at.start));
        let mut taken = vec![false; words.len()];
        found.retain(|(at, _)| {
            let free = !taken[at.clone()].contains(&true);
            if free {
                taken[at.clone()].fill(true);
            }
            free
        });
        found.sort_by_key(|found| found.0.start);
        found
            .into_iter()
            .map(|(at, terms)| (words[at.start].start..words[at.end - 1].end, terms))
            .collect()
    }
}

/// An article of the sample, with its zones and names as people marked them.
fn read_article(root: &Path, file: &str) -> Result<Article> {
    let text = fs::read_to_string(root.join("seeds").join(file))?;
    let id = file.split('_').next().unwrap_or_default();
    let gold = root.join("tests/gold/seeds").join(format!("{id}.json"));
    let gold = fs::read_to_string(&gold).with_context(|| gold.display().to_string())?;
    let gold: Value = serde_json::from_str(&gold)?;
    let range = |value: &Value| {
        let at = |side: &str| value[side].as_u64().map(|n| n as usize);
        Some(at("start")?..at("end")?)
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let clean = &gold["clean"];
    let mut zones: Vec<Range<usize>> = range(&clean["title"]).into_iter().collect();
    for kind in ["headings", "paragraphs"] {
        zones.extend(list(&clean[kind]).iter().filter_map(range));
    }
    zones.sort_by_key(|zone| zone.start);
    let names = list(&gold["mentions"]);
    let is_name = |mention: &&Value| {
        let kind = mention["type"].as_str().unwrap_or_default();
        matches!(kind, "person" | "org" | "role") && mention["nested"] != Value::Bool(true)
    };
    Ok(Article {
        file: file.to_owned(),
        text,
        zones,
        names: names.iter().filter(is_name).filter_map(range).collect(),
        said: Vec::new(),
        said_without_names: Vec::new(),
    })
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
        // "2+2" is one word.
        if let Some(after) = rest.strip_prefix('+')
            && line[start..end].bytes().all(|c| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            end += 1 + after
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(after.len());
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
                        text: text.to_owned(),
                        strength: match kind {
                            "term" => Strength::Full,
                            "weak" => Strength::Weak,
                            _ => Strength::Not,
                        },
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
                        term\trace\nweak\tsigned\nweak\ttalks\n\
                        theme\tair\tAir\tarms\tx\nterm\tco-pilot\nterm\tgas\nterm\t2+2\nnot\tgas chamber\n";
        let (themes, terms) = read_codebook(codebook);
        let mut expected = Expected {
            articles: Vec::new(),
            themes,
            terms,
        };
        for (text, name, theme, found) in [
            (
                "Arms controls – the arms race, a race",
                "",
                "arms",
                vec!["Arms controls", "race"],
            ),
            ("arms, control", "", "arms", vec![]),
            (
                "missile’s “missiles” é 日本 🙂 ¥5",
                "",
                "arms",
                vec!["missile", "missiles"],
            ),
            (
                "Copilot, co-pilot and co pilot",
                "",
                "air",
                vec!["Copilot", "co-pilot", "co pilot"],
            ),
            ("gas in a gas chamber", "", "arms", vec!["gas"]),
            ("missile", "", "air", vec![]),
            ("the Gas Board on gas", "Gas Board", "air", vec!["gas"]),
            ("Gas", "Gas", "air", vec!["Gas"]),
            ("signed", "", "arms", vec![]),
            ("signed after talks", "", "arms", vec!["signed", "talks"]),
            ("the 2+2 of 2024", "", "air", vec!["2+2"]),
            ("gas, signed after talks", "", "arms", vec!["gas"]),
        ] {
            let name = text
                .find(name)
                .filter(|_| !name.is_empty())
                .map(|at| at..at + name.len());
            let article = Article {
                file: String::new(),
                text: text.to_owned(),
                zones: std::iter::once(0..text.len()).collect(),
                names: name.into_iter().collect(),
                said: Vec::new(),
                said_without_names: Vec::new(),
            };
            expected.articles = vec![article];
            expected.find();
            let words = expected.words(0, &[theme]);
            assert_eq!(words, found, "{theme} in {text:?}");
        }
    }
}
