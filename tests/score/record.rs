//! Mentions, values, links and records of one article, judged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::gold::Article;
use crate::{Ends, Score, ends, harmonic, list, overlap};

/// An entity of the records: its id, and its article unless ids are shared.
type Scoped = (Option<String>, String);

/// Which entity of the records stands for which of the gold.
pub(crate) struct Links {
    shared_ids: bool,
    /// Of each mention found exactly: gold entity, found entity.
    pairs: Vec<(String, Scoped)>,
    votes: BTreeMap<Scoped, BTreeMap<String, usize>>,
}

fn is_soft(mention: &Value) -> bool {
    let is = |key: &str| !matches!(mention[key], Value::Null | Value::Bool(false));
    is("nested") || is("optional") || is("doubt") || mention["zone"] == "boilerplate"
}

fn kind(mention: &Value) -> &str {
    mention["type"].as_str().unwrap_or_default()
}

type Key<'v> = (&'v str, Ends);

fn key(mention: &Value) -> Key<'_> {
    (kind(mention), ends(mention))
}

pub(crate) fn mentions(score: &mut Score, links: &mut Links, article: &Article, found: &Value) {
    let annotated: BTreeSet<&str> = list(&article.gold["annotated_types"])
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let gold = list(&article.gold["mentions"]);
    let wanted: BTreeMap<Key<'_>, &Value> = gold
        .iter()
        .filter(|m| !is_soft(m))
        .map(|m| (key(m), m))
        .collect();
    let nested: BTreeSet<Key<'_>> = gold
        .iter()
        .filter(|m| m["nested"] == true)
        .map(key)
        .collect();
    let skipped: Vec<Ends> = gold
        .iter()
        .filter(|m| is_soft(m) && m["nested"] != true)
        .chain(list(&article.gold["clean"]["boilerplate"]))
        .map(ends)
        .collect();
    let got: BTreeMap<Key<'_>, &Value> = list(&found["mentions"])
        .iter()
        .filter(|m| annotated.contains(kind(m)) && m["nested"] != true)
        .filter(|m| !nested.contains(&key(m)))
        .filter(|m| !skipped.iter().any(|&s| overlap(s, ends(m))))
        .map(|m| (key(m), m))
        .collect();
    let votes = |links: &mut Links| {
        for found in got.values() {
            let same = wanted.values().filter(|w| kind(w) == kind(found));
            for gold in same.filter(|w| overlap(ends(w), ends(found))) {
                links.vote(article, gold, found);
            }
        }
    };
    // Where only meetings were marked, mentions say no more than whom those name.
    if article.gold["only"] == "meetings" {
        return votes(links);
    }
    for kind in annotated {
        let of_kind = |k: &&Key<'_>| k.0 == kind;
        let n_right = wanted
            .keys()
            .filter(of_kind)
            .filter(|k| got.contains_key(*k))
            .count();
        let n_found = got.keys().filter(of_kind).count();
        let n_gold = wanted.keys().filter(of_kind).count();
        score.count(&format!("mention {kind}"), n_right, n_found, n_gold);
        score.count("mention", n_right, n_found, n_gold);
    }
    for (key, mention) in &wanted {
        match got.get(key) {
            Some(found) => {
                values(score, article, mention, found);
                links.pair(article, mention, found);
            }
            None => score.errors.push(format!(
                "mention {} missed in {}: {}",
                key.0, article.id, mention["surface"]
            )),
        }
    }
    for (key, mention) in got.iter().filter(|(k, _)| !wanted.contains_key(*k)) {
        score.errors.push(format!(
            "mention {} invented in {}: {}",
            key.0, article.id, mention["surface"]
        ));
    }
    votes(links);
}

fn values(score: &mut Score, article: &Article, gold: &Value, found: &Value) {
    let is_told = match kind(gold) {
        "money" => gold.get("amount").is_some() && gold.get("currency").is_some(),
        _ => gold.get("value").is_some(),
    };
    if !is_told {
        return;
    }
    let (layer, is_right) = match kind(gold) {
        "date" => (
            "value date",
            found.get("value").unwrap_or(&Value::Null) == &gold["value"],
        ),
        "money" => {
            let amount = |v: &Value| v["amount"].as_f64().unwrap_or_default();
            let is_same = (amount(gold) - amount(found)).abs() < 1.0;
            let currency = found.get("currency").unwrap_or(&Value::Null);
            ("value money", is_same && currency == &gold["currency"])
        }
        _ => return,
    };
    score.count(layer, usize::from(is_right), 1, 1);
    if !is_right {
        let said = |v: &Value| match layer {
            "value date" => v["value"].to_string(),
            _ => format!("{} {}", v["amount"], v["currency"]),
        };
        score.errors.push(format!(
            "{layer} of {} in {}: {} instead of {}",
            gold["surface"],
            article.id,
            said(found),
            said(gold)
        ));
    }
}

impl Links {
    pub(crate) fn new(shared_ids: bool) -> Self {
        Self {
            shared_ids,
            pairs: Vec::new(),
            votes: BTreeMap::new(),
        }
    }

    fn scoped(&self, article: &Article, id: &str) -> Scoped {
        let article = (!self.shared_ids).then(|| article.id.clone());
        (article, id.to_owned())
    }

    fn pair(&mut self, article: &Article, gold: &Value, found: &Value) {
        if matches!(kind(gold), "date" | "money" | "number") {
            return;
        }
        if let Some(entity) = gold["entity"].as_str() {
            let found = match found["entity"].as_str() {
                Some(id) => self.scoped(article, id),
                // Linked to nothing: alone in its cluster.
                None => (None, format!("alone {}", self.pairs.len())),
            };
            self.pairs
                .push((format!("{}/{entity}", article.folder), found));
        }
    }

    fn vote(&mut self, article: &Article, gold: &Value, found: &Value) {
        if let (Some(gold), Some(id)) = (gold["entity"].as_str(), found["entity"].as_str()) {
            let scoped = self.scoped(article, id);
            let votes = self.votes.entry(scoped).or_default();
            *votes.entry(gold.to_owned()).or_default() += 1;
        }
    }

    /// The entity of the gold that most mentions of the found one name.
    fn gold_of(&self, article: &Article, id: &Value) -> Option<String> {
        let id = id.as_str()?;
        let votes = self.votes.get(&self.scoped(article, id));
        let best = votes.and_then(|v| v.iter().max_by_key(|(_, n)| **n));
        Some(best.map_or_else(|| id.to_owned(), |(gold, _)| gold.clone()))
    }

    pub(crate) fn b_cubed(&self) -> f64 {
        let mut of_gold: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
        let mut of_found: BTreeMap<&Scoped, BTreeSet<usize>> = BTreeMap::new();
        for (at, (gold, found)) in self.pairs.iter().enumerate() {
            of_gold.entry(gold).or_default().insert(at);
            of_found.entry(found).or_default().insert(at);
        }
        let (mut precision, mut recall) = (0.0, 0.0);
        for (gold, found) in &self.pairs {
            let both = of_gold[gold].intersection(&of_found[found]).count() as f64;
            precision += both / of_found[found].len() as f64;
            recall += both / of_gold[gold].len() as f64;
        }
        let n = self.pairs.len().max(1) as f64;
        harmonic(precision / n, recall / n)
    }
}

fn evidence(record: &Value) -> Vec<Ends> {
    list(&record["evidence"]).iter().map(ends).collect()
}

fn share_evidence(a: &Value, b: &Value) -> bool {
    let b = evidence(b);
    evidence(a)
        .iter()
        .any(|&x| b.iter().any(|&y| overlap(x, y)))
}

pub(crate) fn records(score: &mut Score, links: &Links, article: &Article, found: &Value) {
    let is_person = |gold: &Value, found: &Value| {
        gold["person"].is_null()
            || links.gold_of(article, &found["person"]).as_deref() == gold["person"].as_str()
    };
    let role = |r: &Value| r["role"].as_str().unwrap_or_default().to_lowercase();
    count_records(score, article, found, "roles", &|gold, found| {
        is_person(gold, found)
            && (gold["basis"] == "implied_by_counterpart" || role(gold) == role(found))
    });
    count_records(score, article, found, "meetings", &|gold, found| {
        is_same_meeting(links, article, gold, found)
    });
    count_records(score, article, found, "quotes", &|gold, found| {
        links.gold_of(article, &found["speaker"]).as_deref() == gold["speaker"].as_str()
    });
    claims(score, article, found);
}

fn is_same_meeting(links: &Links, article: &Article, gold: &Value, found: &Value) -> bool {
    let wanted: BTreeSet<String> = list(&gold["participants"])
        .iter()
        .filter_map(|p| p.as_str().map(str::to_owned))
        .collect();
    let got: BTreeSet<String> = list(&found["participants"])
        .iter()
        .filter_map(|p| links.gold_of(article, p))
        .collect();
    let n_both = wanted.intersection(&got).count();
    let n_any = wanted.union(&got).count();
    gold["status"] == found["status"] && (wanted.is_empty() || 2 * n_both >= n_any)
}

fn count_records(
    score: &mut Score,
    article: &Article,
    found: &Value,
    layer: &str,
    is_same: &dyn Fn(&Value, &Value) -> bool,
) {
    if article.gold.get(layer).is_none() {
        return;
    }
    let is_optional = |r: &&Value| r["optional"] == true;
    let gold = list(&article.gold[layer]);
    let optional: Vec<&Value> = gold.iter().filter(is_optional).collect();
    let wanted = gold.iter().filter(|r| !is_optional(r));
    let found = list(&found[layer]);
    let mut used = vec![false; found.len()];
    let (mut n_right, mut n_gold) = (0, 0);
    for gold in wanted {
        n_gold += 1;
        let hit = (0..found.len())
            .find(|&at| !used[at] && share_evidence(gold, &found[at]) && is_same(gold, &found[at]));
        match hit {
            Some(at) => {
                used[at] = true;
                n_right += 1;
            }
            None => {
                let name = ["role", "event", "quote"]
                    .iter()
                    .find_map(|key| gold[*key].as_str());
                let name = name.unwrap_or("?");
                score
                    .errors
                    .push(format!("{layer} missed in {}: {name}", article.id));
            }
        }
    }
    let is_extra = |record: &&Value| !optional.iter().any(|o| share_evidence(o, record));
    let unused = found
        .iter()
        .zip(&used)
        .filter(|(_, used)| !**used)
        .map(|(r, _)| r);
    let extra: Vec<&Value> = unused.filter(is_extra).collect();
    for record in &extra {
        let mut shown = (*record).clone();
        if let Some(shown) = shown.as_object_mut() {
            shown.remove("evidence");
        }
        score
            .errors
            .push(format!("{layer} invented in {}: {shown}", article.id));
    }
    score.count(layer, n_right, n_right + extra.len(), n_gold);
}

/// The claim whose evidence covers a gold claim's best; evidence of more than
/// 700 bytes is none.
fn claims(score: &mut Score, article: &Article, found: &Value) {
    if article.gold.get("claims").is_none() {
        return;
    }
    let gold: Vec<&Value> = list(&article.gold["claims"])
        .iter()
        .filter(|c| c["optional"] != true)
        .collect();
    let found: Vec<&Value> = list(&found["claims"])
        .iter()
        .filter(|c| evidence(c).iter().all(|e| e.1 - e.0 <= 700))
        .collect();
    let (mut n_found, mut n_status) = (0, 0);
    for claim in &gold {
        let mut best: Option<(f64, &Value)> = None;
        for candidate in &found {
            let share = shared(claim, candidate);
            if share > 0.0 && best.is_none_or(|(known, _)| share > known) {
                best = Some((share, candidate));
            }
        }
        match best {
            None => score.errors.push(format!(
                "claim evidence missed in {}: {}",
                article.id, claim["what"]
            )),
            Some((_, best)) => {
                n_found += 1;
                if best["status"] == claim["status"] {
                    n_status += 1;
                } else {
                    score.errors.push(format!(
                        "claim status in {}: {} is {} instead of {}",
                        article.id, claim["what"], best["status"], claim["status"]
                    ));
                }
            }
        }
    }
    score.count("claim evidence", n_found, n_found, gold.len());
    score.count("claim status", n_status, gold.len(), gold.len());
}

/// Bytes of evidence that two claims share, over the bytes of both.
fn shared(a: &Value, b: &Value) -> f64 {
    let (a, b) = (evidence(a), evidence(b));
    let length = |spans: &[Ends]| -> u64 { spans.iter().map(|s| s.1 - s.0).sum() };
    let common = |x: &Ends, y: &Ends| x.1.min(y.1).saturating_sub(x.0.max(y.0));
    let both: u64 = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| common(x, y)))
        .sum();
    both as f64 / (length(&a) + length(&b) - both).max(1) as f64
}
