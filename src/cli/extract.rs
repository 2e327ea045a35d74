//! `chancery extract`: articles in, records out, on all cores.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::ask::{ArticleId, RawArticle};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::Extract;
use crate::codebook;
use crate::files;
use crate::report::Report;

/// Articles read at a time: enough to keep every core at work between two
/// prints, few enough that memory stays low.
const BATCH: usize = 512;

/// Prints the records.
pub(crate) fn run(options: &Extract) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(options.report);
    let mut out = BufWriter::new(io::stdout().lock());
    if options.collection {
        together(options, &mut report, &mut out)?;
    } else {
        one_by_one(options, &mut report, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!report.finish())))
}

/// An engine with the codebook asked for.
fn engine(options: &Extract) -> anyhow::Result<Engine> {
    let book = options
        .codebook
        .as_deref()
        .map(codebook::read)
        .transpose()?;
    Ok(book.map_or_else(Engine::default, Engine::with_codebook))
}

/// Each article stands for itself: read, printed, forgotten.
fn one_by_one(options: &Extract, report: &mut Report, out: &mut impl Write) -> anyhow::Result<()> {
    let engine = engine(options)?;
    for_each_batch(&options.paths, report, |report, batch| {
        let lines = on_all_cores(batch, |raw| {
            let read = engine.read(raw)?;
            Ok(line(
                &export::record_alone(&engine, &read, options.offsets),
                &options.fields,
            ))
        });
        for line in lines {
            match line {
                Ok(line) => out.write_all(line?.as_bytes())?,
                Err(left_out) => report.left_out(&refusal(&left_out)),
            }
        }
        Ok(())
    })
}

/// All articles are read before the first record is printed.
fn together(options: &Extract, report: &mut Report, out: &mut impl Write) -> anyhow::Result<()> {
    let (engine, ids) = match options.codebook {
        None => read_all(&options.paths, report)?,
        Some(_) => read_into(engine(options)?, &options.paths, report)?,
    };
    for batch in ids.chunks(BATCH) {
        let lines = on_all_cores(batch.to_vec(), |id| {
            record_line(&engine, id, options.offsets, &options.fields)
        });
        for line in lines {
            out.write_all(line?.as_bytes())?;
        }
    }
    let collection = export::collection(&engine, options.offsets);
    serde_json::to_writer(&mut *out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The articles of all files as one collection. One that was saved is opened as it
/// was read.
pub(crate) fn read_all(
    paths: &[PathBuf],
    report: &mut Report,
) -> anyhow::Result<(Engine, Vec<ArticleId>)> {
    if let [path] = paths
        && let Some(opened) = files::saved(path)
    {
        match opened {
            Ok(engine) => {
                let ids = engine.articles();
                return Ok((engine, ids));
            }
            Err(error) => report.left_out(&format!("{}: {error}", path.display())),
        }
        return Ok((Engine::default(), Vec::new()));
    }
    read_into(Engine::default(), paths, report)
}

/// As [`read_all`], with the codebook of `engine`: the articles of a saved
/// collection are read again.
pub(crate) fn read_into(
    mut engine: Engine,
    paths: &[PathBuf],
    report: &mut Report,
) -> anyhow::Result<(Engine, Vec<ArticleId>)> {
    let mut ids: Vec<ArticleId> = Vec::new();
    for_each_batch(paths, report, |report, batch| {
        for read in on_all_cores(batch, |raw| engine.read(raw)) {
            match read.and_then(|read| engine.add_read(read)) {
                Ok(id) => ids.push(id),
                Err(left_out) => report.left_out(&refusal(&left_out)),
            }
        }
        Ok(())
    })?;
    Ok((engine, ids))
}

fn record_line(
    engine: &Engine,
    id: ArticleId,
    unit: OffsetUnit,
    fields: &[String],
) -> serde_json::Result<String> {
    let record = export::record(engine, id, unit);
    record.map_or(Ok(String::new()), |record| line(&record, fields))
}

fn refusal(left_out: &chancery_protocol::answer::LeftOut) -> String {
    format!("{}: {}", left_out.file, left_out.reason)
}

/// Hands the articles of all files to `take`, some at a time.
fn for_each_batch(
    paths: &[PathBuf],
    report: &mut Report,
    mut take: impl FnMut(&mut Report, Vec<RawArticle>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let sources = files::sources(paths)?;
    let (mut waiting, mut n_articles) = (Vec::new(), 0);
    for (n_files, source) in (1..).zip(&sources) {
        waiting.extend(files::articles(source, report));
        while waiting.len() >= BATCH || (n_files == sources.len() && !waiting.is_empty()) {
            let rest = waiting.split_off(waiting.len().min(BATCH));
            let batch = std::mem::replace(&mut waiting, rest);
            n_articles += batch.len();
            take(report, batch)?;
            report.progress(n_files, sources.len(), n_articles);
        }
    }
    Ok(())
}

/// What `work` gives for each of `list`, in their order.
fn on_all_cores<T: Send, R: Send>(list: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(list.len());
    let waiting = Mutex::new(list.into_iter().enumerate());
    // A lock is poisoned only if taking from the list panicked, which it cannot.
    let next = || waiting.lock().ok()?.next();
    let done: BTreeMap<usize, R> = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads)
            .map(|_| {
                scope.spawn(|| {
                    std::iter::from_fn(next)
                        .map(|(at, item)| (at, work(item)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| match thread.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    done.into_values().collect()
}

/// A record as a line of JSON, with only `fields` if any are named.
fn line(record: &impl Serialize, fields: &[String]) -> serde_json::Result<String> {
    let whole = serde_json::to_string(record)?;
    if fields.is_empty() {
        return Ok(whole + "\n");
    }
    let keys: BTreeMap<&str, &RawValue> = serde_json::from_str(&whole)?;
    let kept = fields.iter().filter_map(|field| {
        let value = keys.get(field.as_str())?;
        Some(format!("\"{field}\":{value}"))
    });
    Ok(format!("{{{}}}\n", kept.collect::<Vec<_>>().join(",")))
}
