//! `cargo xtask bench`: how well and how fast, with the rivals in the same run.
//!
//! Here lives what is installed for it and where the texts are; the questions
//! are in `tests/bench` and `tests/score`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{
    args::Args,
    module::{self, Speed},
    npm, workspace,
};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  bench QUESTION  Measures, with the rivals in the same run. QUESTION is one of
                    extract     names, dates and speed; beside what runs in a browser
                    reading     of extract, ours alone: speed natively and in V8, memory,
                                and whether time is linear
                    gold        every layer of every annotated article
                    collection  reading and asking 10,000 articles (needs --data)
                    search      words among 10,000 articles and 100,000 made from them,
                                beside what searches in a browser, and tantivy (needs --data)
    --made N          articles made for search (100000; 0 for none)
    --only A,B        of search only those whose name holds A or B
    --data FOLDER     where the texts lie that are not part of the project";

/// The rivals of `extract`, from npm.
const RIVALS: [&str; 5] = [
    "compromise@14.17.0",
    "compromise-dates@3.9.0",
    "wink-nlp@2.4.0",
    "wink-eng-lite-web-model@1.8.1",
    "chrono-node@2.10.3",
];

/// The rivals of `search`, from npm.
const SEARCH_RIVALS: [&str; 4] = [
    "minisearch@7.2.0",
    "flexsearch@0.8.212",
    "@orama/orama@3.1.18",
    "node-sqlite3-wasm@0.8.60",
];

/// Measures and prints.
///
/// # Errors
/// The question is unknown, or what it needs is not there.
pub(crate) fn run(mut args: Args) -> Result<()> {
    let data = args.option::<PathBuf>("--data")?;
    let made = args.option::<String>("--made")?;
    let only = args.option::<String>("--only")?;
    let words = args.words();
    args.finish()?;
    let [question] = &words[..] else {
        bail!("One question at a time.\n\n{USAGE}");
    };

    let mut command = workspace::cargo();
    command.args(["run", "--release", "--locked", "--quiet"]);
    command.args(["--package", "chancery-tests", "--bin"]);
    match question.as_str() {
        "gold" => {
            command.arg("gold");
        }
        "extract" => {
            command.args(["bench", "--", "extract"]);
            command.arg(npm::modules(&RIVALS)?);
            command.arg(measured_module()?);
        }
        "reading" => {
            command.args(["bench", "--", "reading"]);
            command.arg(measured_module()?);
        }
        "collection" => {
            let data = data
                .as_ref()
                .context("Say where the articles lie: --data")?;
            command.args(["bench", "--", "collection"]);
            command.arg(std::path::absolute(data.join("corpus/10k.jsonl.gz"))?);
        }
        "search" => {
            let data = data
                .as_ref()
                .context("Say where the articles lie: --data")?;
            command.args(["bench", "--", "search"]);
            command.arg(std::path::absolute(data.join("corpus/10k.jsonl.gz"))?);
            command.arg(made.as_deref().unwrap_or("100000"));
            command.arg(npm::modules(&SEARCH_RIVALS)?);
            command.args([rival("v8", Some(module::TARGET))?, rival("tantivy", None)?]);
            command.args(only.iter().flat_map(|names| names.split(',')));
        }
        other => bail!("There is no question {other:?}.\n\n{USAGE}"),
    }
    match data {
        Some(data) => {
            command.env("CHANCERY_DATA", std::path::absolute(data)?);
        }
        None => println!("Without --data only the articles of the project are measured."),
    }
    let status = command.status().context("cargo could not be started")?;
    if !status.success() {
        bail!("the benchmark ended with {status}");
    }
    Ok(())
}

/// The module as users get it, but for a door by which articles are read without
/// a page: the folder with `chancery.js` and `chancery.wasm`.
fn measured_module() -> Result<PathBuf> {
    let module = module::build("chancery-web", Speed::Release, &["measure"])?;
    let folder = workspace::target_dir().join("measure");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("chancery.js"), module.glue)?;
    std::fs::write(folder.join("chancery.wasm"), module.wasm)?;
    Ok(folder)
}

/// Builds a program of `tests/bench` that is a workspace of its own, and says where
/// it is.
fn rival(name: &str, target: Option<&str>) -> Result<PathBuf> {
    let folder = workspace::target_dir().join("rivals");
    let manifest = format!("tests/bench/{name}/Cargo.toml");
    let mut command = workspace::cargo();
    command.args(["build", "--release", "--quiet"]);
    command.args(["--manifest-path", &manifest]);
    command.args(target.iter().flat_map(|target| ["--target", target]));
    command.env("CARGO_TARGET_DIR", &folder);
    let status = command.status().context("cargo could not be started")?;
    if !status.success() {
        bail!("{manifest} could not be built: {status}");
    }
    Ok(match target {
        Some(target) => folder
            .join(target)
            .join("release")
            .join(format!("chancery_bench_{name}.wasm")),
        None => folder
            .join("release")
            .join(format!("chancery-bench-{name}")),
    })
}
