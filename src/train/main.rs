//! Learns the tagger's weights from annotated texts.
//!
//! `chancery-train DATA OUT` reads the sets of `DATA`, learns, writes the
//! weights to `OUT`, and prints how well they do on documents kept back.

mod corpus;
mod perceptron;

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, Result};
use chancery_extract::tagger::{Label, Model, Scratch};
use perceptron::{Settings, Tagged};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let data = PathBuf::from(args.next().context("usage: chancery-train DATA OUT")?);
    let out = args.next().map(PathBuf::from);
    let sets = [
        "wikigold",
        "wnut17",
        "btc",
        "gum_news",
        "gum_interview",
        "gum_academic",
        "gum_court",
    ];
    let far = std::env::var("FAR").is_ok();
    let mut train: Vec<Tagged> = Vec::new();
    let mut held: BTreeMap<&str, Vec<Tagged>> = BTreeMap::new();
    let mut kept: BTreeMap<&str, Vec<corpus::Document>> = BTreeMap::new();
    for set in sets {
        let documents = corpus::read_tsv(&data.join("ner").join(format!("{set}.tsv")))?;
        let is_far = ["wnut17", "btc"].contains(&set);
        let (keep, learn): (Vec<_>, Vec<_>) = documents
            .into_iter()
            .enumerate()
            .partition(|(i, _)| i % 4 == 3);
        let strip =
            |d: Vec<(usize, corpus::Document)>| d.into_iter().map(|(_, d)| d).collect::<Vec<_>>();
        if !is_far || far {
            train.extend(corpus::tagged(&strip(learn)));
        }
        if !is_far {
            let keep = strip(keep);
            held.insert(set, corpus::tagged(&keep));
            kept.insert(set, keep);
        }
    }
    let own: Vec<PathBuf> = std::fs::read_dir("tests/gold/own/src")?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| {
            p.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with('1'))
        })
        .collect();
    let mut documents = Vec::new();
    for path in &own {
        documents.extend(corpus::read_marked(path)?);
    }
    held.insert("own", corpus::tagged(&documents));
    kept.insert("own", documents);
    let prose = std::env::var("PROSE").unwrap_or("/work/wt/gold/src/train/data".into());
    let times: usize = std::env::var("TIMES").ok().and_then(|v| v.parse().ok()).unwrap_or(1);
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(prose)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            documents.extend(corpus::read_marked(&path)?);
        }
    }
    if std::env::var("ONLY").is_ok() { train.clear(); }
    let prose = corpus::tagged(&documents);
    for _ in 0..times { train.extend(prose.iter().cloned()); }
    let n = |s: &str, d: u32| {
        std::env::var(s)
            .ok()
            .and_then(|v| v.parse().ok())
            .unwrap_or(d)
    };
    let settings = Settings {
        log2_rows: n("ROWS", 16),
        n_epochs: n("EPOCHS", 6),
        seed: 1,
    };
    let rows = perceptron::learn(&train, settings);
    if let Some(out) = out {
        std::fs::write(
            out,
            &rows,
        )?;
    }
    let model = Model::new(&rows).context("bad size")?;
    for (set, documents) in &kept {
        println!("rules {set:16} {}", rules(documents));
    }
    for (set, sentences) in held {
        println!("{set:16} {}", evaluate(model, &sentences));
    }
    Ok(())
}

fn names(labels: &[Label]) -> Vec<(usize, usize, Label)> {
    let mut out: Vec<(usize, usize, Label)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        if label.is_first() {
            out.push((at, at + 1, label));
        } else if label != Label::Outside {
            if let Some(last) = out.last_mut() {
                last.1 = at + 1;
            }
        }
    }
    out
}

fn evaluate(model: Model<'_>, sentences: &[Tagged]) -> String {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    let mut scratch = Scratch::default();
    let mut labels = Vec::new();
    for s in sentences {
        model.tag(&s.words, &mut scratch, &mut labels);
        let plain: Vec<Label> = labels.iter().map(|l| l.0).collect();
        let (a, b) = (names(&plain), names(&s.labels));
        right += a.iter().filter(|x| b.contains(x)).count();
        found += a.len();
        wanted += b.len();
    }
    let (p, r) = (
        right as f64 / found.max(1) as f64,
        right as f64 / wanted.max(1) as f64,
    );
    format!(
        "gold {wanted:5} P {p:.3} R {r:.3} F1 {:.3}",
        2.0 * p * r / (p + r)
    )
}

fn rules(documents: &[corpus::Document]) -> String {
    use chancery_extract::MentionKind as K;
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for d in documents {
        let (text, names) = corpus::text_of(d);
        let reading = chancery_extract::read(&text, &chancery_extract::Given::default());
        let a: Vec<_> = reading
            .mentions
            .iter()
            .filter(|m| !m.nested)
            .filter_map(|m| {
                Some((
                    m.span,
                    match m.kind {
                        K::Person => Label::FirstPerson,
                        K::Organisation => Label::FirstOrganisation,
                        K::Place => Label::FirstPlace,
                        _ => return None,
                    },
                ))
            })
            .collect();
        right += a.iter().filter(|x| names.contains(x)).count();
        found += a.len();
        wanted += names.len();
    }
    let (p, r) = (
        right as f64 / found.max(1) as f64,
        right as f64 / wanted.max(1) as f64,
    );
    format!(
        "gold {wanted:5} P {p:.3} R {r:.3} F1 {:.3}",
        2.0 * p * r / (p + r)
    )
}
