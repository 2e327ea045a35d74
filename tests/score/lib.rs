//! Records against the gold standard: what was found, missed and invented.
//!
//! Here lives how a record is judged, layer by layer; which articles are
//! judged, and the floors, are told in `it/gold.rs`, and `main.rs` prints the
//! figures. A mention is right when its type and both of its ends are. What the
//! gold calls optional, doubtful or nested, and what lies in boilerplate,
//! counts neither for nor against. What must be so of every text, annotated or
//! not, is in [`invariant`].

pub mod damage;
mod elsewhere;
pub mod gold;
pub mod invariant;
mod record;

use std::collections::BTreeMap;

use serde_json::Value;

pub use gold::{Article, Split};

/// How often something was found and looked for.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Tally {
    /// Found and in the gold.
    pub n_right: usize,
    /// Found.
    pub n_found: usize,
    /// In the gold.
    pub n_gold: usize,
}

impl Tally {
    fn add(&mut self, n_right: usize, n_found: usize, n_gold: usize) {
        self.n_right += n_right;
        self.n_found += n_found;
        self.n_gold += n_gold;
    }

    /// The share of what was found that is right.
    pub fn precision(self) -> f64 {
        match (self.n_found, self.n_gold) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            _ => self.n_right as f64 / self.n_found as f64,
        }
    }

    /// The share of the gold that was found.
    pub fn recall(self) -> f64 {
        if self.n_gold == 0 {
            1.0
        } else {
            self.n_right as f64 / self.n_gold as f64
        }
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 {
        0.0
    } else {
        2.0 * a * b / (a + b)
    }
}

/// What came of judging some records.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Score {
    /// By layer: `sentence`, `paragraph`, `heading`, `boilerplate`, `theme`,
    /// `mention place` …, `value date`, `value money`, `roles`, `meetings`,
    /// `quotes`, `claim evidence`, `claim status`.
    pub layers: BTreeMap<String, Tally>,
    /// B-cubed F1 of linking, over the mentions that were found exactly.
    pub linking: f64,
    /// What was missed or invented, a line each, with its layer in front.
    pub errors: Vec<String>,
}

impl Score {
    /// The tally of a layer; empty if nothing was looked for.
    pub fn layer(&self, layer: &str) -> Tally {
        self.layers.get(layer).copied().unwrap_or_default()
    }

    /// The errors of one layer.
    pub fn errors_of<'s>(&'s self, layer: &'s str) -> impl Iterator<Item = &'s str> {
        let lines = self.errors.iter().map(String::as_str);
        lines.filter(move |line| line.starts_with(layer))
    }

    pub(crate) fn count(&mut self, layer: &str, n_right: usize, n_found: usize, n_gold: usize) {
        let tally = self.layers.entry(layer.to_owned()).or_default();
        tally.add(n_right, n_found, n_gold);
    }
}

/// Judges `records`, one for each of `articles` in their order. Entity ids of
/// the records hold for all articles if `shared_ids`, else each for its own.
pub fn score(articles: &[Article], records: &[Value], shared_ids: bool) -> Score {
    let mut score = Score::default();
    let mut links = record::Links::new(shared_ids);
    for (article, found) in articles.iter().zip(records) {
        if article.gold.get("sentences").is_some() {
            segments(&mut score, article, found);
            themes(&mut score, article, found);
        }
        record::mentions(&mut score, &mut links, article, found);
    }
    for (article, found) in articles.iter().zip(records) {
        record::records(&mut score, &links, article, found);
    }
    score.linking = links.b_cubed();
    score
}

pub(crate) type Ends = (u64, u64);

pub(crate) fn ends(value: &Value) -> Ends {
    let at = |key: &str| value[key].as_u64().unwrap_or_default();
    (at("start"), at("end"))
}

pub(crate) fn overlap(a: Ends, b: Ends) -> bool {
    a.0 < b.1 && b.0 < a.1
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn words(article: &Article, (start, end): Ends) -> &str {
    article
        .text
        .get(start as usize..end as usize)
        .unwrap_or("(not on a character's edge)")
}

fn segments(score: &mut Score, article: &Article, found: &Value) {
    let title = |clean: &Value| -> Vec<Ends> {
        let title = Some(&clean["title"]).filter(|t| !t.is_null());
        title
            .into_iter()
            .chain(list(&clean["headings"]))
            .map(ends)
            .collect()
    };
    let all = |value: &Value| -> Vec<Ends> { list(value).iter().map(ends).collect() };
    let (gold, found_clean) = (&article.gold["clean"], &found["clean"]);
    let layers = [
        (
            "sentence",
            all(&article.gold["sentences"]),
            all(&found["sentences"]),
        ),
        (
            "paragraph",
            all(&gold["paragraphs"]),
            all(&found_clean["paragraphs"]),
        ),
        ("heading", title(gold), title(found_clean)),
        (
            "boilerplate",
            all(&gold["boilerplate"]),
            all(&found_clean["boilerplate"]),
        ),
    ];
    for (layer, gold, found) in layers {
        let n_right = gold.iter().filter(|g| found.contains(g)).count();
        score.count(layer, n_right, found.len(), gold.len());
        let missed = gold
            .iter()
            .filter(|g| !found.contains(g))
            .map(|g| ("missed", g));
        let invented = found
            .iter()
            .filter(|f| !gold.contains(f))
            .map(|f| ("invented", f));
        for (what, &at) in missed.chain(invented) {
            score.errors.push(format!(
                "{layer} {what} in {}: {at:?} {:?}",
                article.id,
                words(article, at)
            ));
        }
    }
}

fn themes(score: &mut Score, article: &Article, found: &Value) {
    let names = |value: &Value| -> Vec<String> {
        let ids = list(value).iter().filter_map(Value::as_str);
        ids.map(str::to_owned).collect()
    };
    for gold in list(&article.gold["clean"]["paragraphs"]) {
        let (main, also) = (names(&gold["themes"]), names(&gold["themes_also"]));
        let mut have: Vec<&str> = list(&found["clean"]["paragraphs"])
            .iter()
            .filter(|p| overlap(ends(p), ends(gold)))
            .flat_map(|p| list(&p["themes"]))
            .filter_map(|t| t["id"].as_str())
            .filter(|id| !also.iter().any(|a| a == id))
            .collect();
        have.sort_unstable();
        have.dedup();
        let missed: Vec<&String> = main
            .iter()
            .filter(|m| !have.contains(&m.as_str()))
            .collect();
        let invented: Vec<_> = have
            .iter()
            .filter(|h| !main.iter().any(|m| m == *h))
            .collect();
        score.count("theme", main.len() - missed.len(), have.len(), main.len());
        if !missed.is_empty() || !invented.is_empty() {
            score.errors.push(format!(
                "theme in {}: missed {missed:?}, invented {invented:?} in {:?}",
                article.id,
                words(article, ends(gold))
            ));
        }
    }
}
