//! `cargo run -p chancery-tests --bin gold`: the figures of every gold folder,
//! development and test split side by side; with `--errors` also what was
//! missed and invented in the development split. Names or beginnings of names
//! of gold files (`101 test_126`) measure those articles alone.

use std::io::{self, Write};

use chancery_tests::{Article, Score, Split, Tally, gold, score};

fn main() -> anyhow::Result<()> {
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let mut articles = gold::articles()?;
    articles.retain(|a| only.is_empty() || only.iter().any(|o| a.id.starts_with(o.as_str())));
    let mut folders: Vec<&str> = articles.iter().map(|a| a.folder.as_str()).collect();
    folders.dedup();
    let mut columns = Vec::new();
    for split in [Split::Development, Split::Test] {
        for folder in &folders {
            let is_in = |a: &&Article| a.split == split && a.folder == *folder;
            let column: Vec<Article> = articles.iter().filter(is_in).cloned().collect();
            if !column.is_empty() {
                let records = gold::records(&column)?;
                let name = match split {
                    Split::Development => format!("{folder} dev"),
                    Split::Test => format!("{folder} test"),
                };
                // Entities of articles kept elsewhere are told apart by article.
                let score = score(&column, &records, *folder != "real");
                columns.push((name, column.len(), split, score));
            }
        }
    }
    print(&columns)?;
    if std::env::args().any(|arg| arg == "--errors") {
        let of_development = columns.iter().filter(|c| c.2 == Split::Development);
        for line in of_development.flat_map(|c| &c.3.errors) {
            writeln!(io::stdout(), "{line}")?;
        }
    }
    Ok(())
}

fn print(columns: &[(String, usize, Split, Score)]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{:22}", "F1 (right/found/gold)")?;
    for (name, n_articles, ..) in columns {
        write!(out, " {:>26}", format!("{name}, {n_articles} articles"))?;
    }
    writeln!(out)?;
    let mut layers: Vec<&String> = columns.iter().flat_map(|c| c.3.layers.keys()).collect();
    layers.sort();
    layers.dedup();
    for layer in layers {
        write!(out, "{layer:22}")?;
        for (.., score) in columns {
            let Tally {
                n_right,
                n_found,
                n_gold,
            } = score.layer(layer);
            if n_gold == 0 && n_found == 0 {
                write!(out, " {:>26}", "–")?;
                continue;
            }
            let counts = format!("({n_right}/{n_found}/{n_gold})");
            write!(
                out,
                " {:>26}",
                format!("{:.3} {counts:>17}", score.layer(layer).f1())
            )?;
        }
        writeln!(out)?;
    }
    write!(out, "{:22}", "linking, B-cubed")?;
    for (.., score) in columns {
        write!(out, " {:>26}", format!("{:.3} {:17}", score.linking, ""))?;
    }
    writeln!(out)
}
