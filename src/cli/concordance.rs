//! `chancery concordance`: every place that a query finds, with the words around it.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::Engine;
use chancery_engine::concordance::{Line, concordance};
use chancery_protocol::answer::Stretch;
use chancery_protocol::ask::Selection;
use serde_json::json;

use crate::args::{CONTEXT, Concordance};
use crate::extract;
use crate::report::{Report, one_line, say};

/// Prints the lines. The code is 1 if a file was left out.
pub(crate) fn run(options: &Concordance) -> anyhow::Result<ExitCode> {
    let mut report = Report::new();
    let (engine, _) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let selection = Selection {
        find: options.query.clone(),
        ..Selection::default()
    };
    let n_words = options.n_words.unwrap_or(CONTEXT);
    let (lines, problems) = concordance(&engine, &selection, n_words, &options.keys);
    for problem in &problems {
        say(problem);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let shown: Vec<[String; 4]> = lines.iter().map(|line| parts(&engine, line)).collect();
    if options.json {
        for (line, [file, left, hit, right]) in lines.iter().zip(&shown) {
            let span = [line.hit.start, line.hit.end];
            let line =
                json!({ "file": file, "span": span, "left": left, "hit": hit, "right": right });
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
    } else {
        // The hits stand under each other.
        let width = |part: usize| {
            shown
                .iter()
                .map(|s| s[part].chars().count())
                .max()
                .unwrap_or(0)
        };
        let (left_width, hit_width) = (width(1), width(2));
        for (line, [file, left, hit, right]) in lines.iter().zip(&shown) {
            let start = line.hit.start;
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
fn parts(engine: &Engine, line: &Line) -> [String; 4] {
    let (file, text) = engine.text(line.article).unwrap_or_default();
    let words = |s: Stretch| {
        let words = text.get(s.start as usize..s.end as usize).unwrap_or("");
        one_line(words).trim().to_owned()
    };
    [
        file.to_owned(),
        words(line.left),
        words(line.hit),
        words(line.right),
    ]
}
