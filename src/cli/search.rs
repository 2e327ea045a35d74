//! `chancery search`: the sentences that a query finds.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use chancery_engine::Engine;
use chancery_protocol::answer::{Article, ArticleRow, Response, Stretch, Survey};
use chancery_protocol::ask::{ArticleId, Request, Selection, Sort};
use serde_json::json;

use crate::args::Search;
use crate::extract;
use crate::report::{Report, one_line, say};

/// Prints what is found. The code is 1 if a file was left out.
pub(crate) fn run(options: &Search) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(options.report);
    let (mut engine, _) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let selection = Selection {
        find: options.query.clone(),
        ..Selection::default()
    };
    let survey = survey(&mut engine, &selection)?;
    for problem in &survey.find_problems {
        say(problem);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let is_bold = io::stdout().is_terminal();
    for row in &survey.rows {
        if options.json {
            serde_json::to_writer(&mut out, &as_json(row))?;
            out.write_all(b"\n")?;
        } else {
            let article = open(&mut engine, row.article, &selection)?;
            print_sentences(&mut out, row, &article, is_bold)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!is_complete)))
}

fn survey(engine: &mut Engine, selection: &Selection) -> anyhow::Result<Survey> {
    let request = Request::Survey {
        selection: selection.clone(),
        sort: Sort::Imported,
        from: 0,
        n_rows: u32::MAX,
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Survey(survey) => Ok(survey),
        other => Err(unexpected(&other)),
    }
}

fn open(engine: &mut Engine, article: ArticleId, selection: &Selection) -> anyhow::Result<Article> {
    let selection = selection.clone();
    match engine.handle(Request::Open { article, selection }, &mut |_, _| ()) {
        Response::Article(article) => Ok(*article),
        other => Err(unexpected(&other)),
    }
}

fn unexpected(response: &Response) -> anyhow::Error {
    match response {
        Response::Failed(failure) => anyhow::anyhow!("{} {}", failure.what, failure.remedy),
        _ => anyhow::anyhow!("the engine gave another answer than was asked for"),
    }
}

fn as_json(row: &ArticleRow) -> serde_json::Value {
    let hits: Vec<[u32; 2]> = row
        .hits
        .iter()
        .map(|h| [h.stretch.start, h.stretch.end])
        .collect();
    json!({ "file": row.file, "title": row.title, "date": row.date, "hits": hits })
}

/// Every sentence, title and heading with a hit, after file and byte, its hits
/// marked.
fn print_sentences(
    out: &mut impl Write,
    row: &ArticleRow,
    article: &Article,
    is_bold: bool,
) -> io::Result<()> {
    let mut shown: Option<Stretch> = None;
    for hit in &row.hits {
        if shown.is_some_and(|s| hit.stretch.start < s.end) {
            continue;
        }
        let zones = article.zones.iter().map(|z| z.stretch);
        let around = article.sentences.iter().copied().chain(zones);
        let holds = |s: &Stretch| s.start <= hit.stretch.start && hit.stretch.start < s.end;
        let Some(around) = around.into_iter().find(holds) else {
            continue;
        };
        shown = Some(around);
        let words = marked(article, row, around, is_bold);
        writeln!(out, "{}:{}: {words}", article.file, around.start)?;
    }
    Ok(())
}

/// The words of `around` on one line, hits in bold or between » and «.
fn marked(article: &Article, row: &ArticleRow, around: Stretch, is_bold: bool) -> String {
    let (on, off) = if is_bold {
        ("\x1b[1m", "\x1b[0m")
    } else {
        ("»", "«")
    };
    let slice = |from: u32, to: u32| article.text.get(from as usize..to as usize).unwrap_or("");
    let (mut line, mut at) = (String::new(), around.start);
    for hit in &row.hits {
        let (start, end) = (hit.stretch.start, hit.stretch.end.min(around.end));
        if start >= at && start < around.end {
            line.push_str(&one_line(slice(at, start)));
            line.push_str(on);
            line.push_str(&one_line(slice(start, end)));
            line.push_str(off);
            at = end;
        }
    }
    line + &one_line(slice(at, around.end))
}
