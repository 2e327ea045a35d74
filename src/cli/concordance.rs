//! `chancery concordance`: every place that a query finds, with the words around it.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::Engine;
use chancery_protocol::across::ConcordanceLine;
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{Request, Selection};
use serde_json::json;

use crate::args::{CONTEXT, Concordance};
use crate::extract;
use crate::report::{Report, one_line, say};

/// Prints the lines. The code is 1 if a file was left out.
pub(crate) fn run(options: &Concordance) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(false);
    let (mut engine, _) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let selection = Selection {
        find: options.query.clone(),
        ..Selection::default()
    };
    let request = Request::Concordance {
        selection,
        n_words: options.n_words.unwrap_or(CONTEXT),
        keys: options.keys.clone(),
        group: options.group,
        from: 0,
        n_rows: u32::MAX,
    };
    let Response::Concordance(found) = engine.handle(request, &mut |_, _| ()) else {
        anyhow::bail!("the engine gave another answer than was asked for");
    };
    for problem in &found.find_problems {
        say(problem);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let shown: Vec<[String; 4]> = found
        .lines
        .iter()
        .map(|line| parts(&engine, line))
        .collect();
    let group = |line: &ConcordanceLine| found.groups.get(line.group? as usize);
    if options.json {
        for (line, [file, left, hit, right]) in found.lines.iter().zip(&shown) {
            let span = [line.stretch.start, line.stretch.end];
            let mut object =
                json!({ "file": file, "span": span, "left": left, "hit": hit, "right": right });
            if let Some(group) = group(line) {
                object["group"] = json!(group.label);
            }
            serde_json::to_writer(&mut out, &object)?;
            out.write_all(b"\n")?;
        }
    } else {
        // The hits stand under each other.
        let width = |part: usize| {
            let widths = shown.iter().map(|s| s[part].chars().count());
            widths.max().unwrap_or(0)
        };
        let (left_width, hit_width) = (width(1), width(2));
        let mut last = None;
        for (line, [file, left, hit, right]) in found.lines.iter().zip(&shown) {
            if let Some(group) = group(line).filter(|_| last != line.group) {
                writeln!(out, "{} ({})", group.label, group.n_lines)?;
                last = line.group;
            }
            let start = line.stretch.start;
            writeln!(
                out,
                "{left:>left_width$} »{hit:^hit_width$}« {right}  [{file}:{start}]"
            )?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!is_complete)))
}

/// File, words before, hit, words after, each on one line.
fn parts(engine: &Engine, line: &ConcordanceLine) -> [String; 4] {
    let file = engine.text(line.article).map_or("", |(file, _)| file);
    let words = |words: &str| one_line(words).trim().to_owned();
    [
        file.to_owned(),
        words(&line.left),
        words(&line.hit),
        words(&line.right),
    ]
}
