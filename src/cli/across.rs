//! `chancery timeline`, `matrix` and `network`: what spans articles, as tables.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::Engine;
use chancery_protocol::across::{Cited, Matrix, Network, Timeline};
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{ArticleId, Request, Selection};
use serde::Serialize;
use serde_json::json;

use crate::args::{Across, View};
use crate::extract;
use crate::report::{Report, one_line};

/// Actors, nodes and articles that are shown unless more are asked for: as many as
/// a person looks through.
const N_SHOWN: u32 = 40;

/// Prints the view. The code is 1 if a file was left out.
pub(crate) fn run(options: &Across) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(false);
    let (mut engine, ids) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let selection = Selection {
        find: options.query.clone(),
        ..Selection::default()
    };
    let n = options.n_shown.unwrap_or(N_SHOWN);
    let request = match options.view {
        View::Timeline => Request::Timeline { selection },
        View::Matrix => Request::Matrix {
            selection,
            n_articles: n,
            n_actors: n,
        },
        View::Network => Request::Network {
            selection,
            n_nodes: n,
        },
    };
    let response = engine.handle(request, &mut |_, _| ());
    let mut out = BufWriter::new(io::stdout().lock());
    match response {
        Response::Timeline(view) if options.json => print_json(&mut out, &engine, &ids, &view)?,
        Response::Matrix(view) if options.json => print_json(&mut out, &engine, &ids, &view)?,
        Response::Network(view) if options.json => print_json(&mut out, &engine, &ids, &view)?,
        Response::Timeline(timeline) => print_timeline(&mut out, &engine, &timeline)?,
        Response::Matrix(matrix) => print_matrix(&mut out, &matrix)?,
        Response::Network(network) => print_network(&mut out, &engine, &network)?,
        _ => anyhow::bail!("the engine gave another answer than was asked for"),
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!is_complete)))
}

/// One object; `files` names the articles by the numbers that the view uses.
fn print_json(
    out: &mut impl Write,
    engine: &Engine,
    ids: &[ArticleId],
    view: &impl Serialize,
) -> anyhow::Result<()> {
    let files = ids.iter().filter_map(|&id| engine.text(id));
    let files: Vec<&str> = files.map(|(file, _)| file).collect();
    serde_json::to_writer(&mut *out, &json!({ "files": files, "view": view }))?;
    writeln!(out)?;
    Ok(())
}

fn print_timeline(out: &mut impl Write, engine: &Engine, timeline: &Timeline) -> io::Result<()> {
    for row in &timeline.rows {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".to_owned());
        let (earliest, latest) = (day(&row.earliest), day(&row.latest));
        let when = if earliest == latest {
            earliest
        } else {
            format!("{earliest} to {latest}")
        };
        let why: Vec<&str> = row.said.iter().chain(&row.bounds).map(|w| &**w).collect();
        let why = match why.join(", ") {
            why if why.is_empty() => why,
            why => format!(" ({why})"),
        };
        let label = one_line(&row.label);
        let status = row.status.replace('_', " ");
        writeln!(out, "{when:<24} {status}: {label}{why}")?;
        print_places(out, engine, &row.reports)?;
    }
    if timeline.n_undated_claims > 0 {
        writeln!(
            out,
            "{} claims name no calendar date",
            timeline.n_undated_claims
        )?;
    }
    Ok(())
}

/// Where the articles say it.
fn print_places(out: &mut impl Write, engine: &Engine, reports: &[Cited]) -> io::Result<()> {
    for report in reports {
        let file = engine.text(report.article).map_or("", |(file, _)| file);
        let start = report.stretches.first().map_or(0, |s| s.start);
        writeln!(out, "  {file}:{start}")?;
    }
    Ok(())
}

fn print_matrix(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    let themes = &matrix.themes;
    for (at, (article, title)) in (0u32..).zip(&themes.articles) {
        let cells = themes.cells.iter().filter(|c| c.1 == at);
        let counts: Vec<String> = cells
            .filter_map(|&(theme, _, n)| {
                let (key, _) = themes.themes.get(theme as usize)?;
                Some(format!("{key} {n}"))
            })
            .collect();
        let title = one_line(title);
        writeln!(out, "{}. {title}: {}", article.0 + 1, counts.join(", "))?;
    }
    tell_rest(out, themes.articles.len(), themes.n_articles, "articles")?;
    writeln!(out)?;
    let actors = &matrix.actors;
    let label = |at: u32| actors.actors.get(at as usize).map_or("", |a| &*a.label);
    for actor in &actors.actors {
        writeln!(out, "{}: {} sentences", actor.label, actor.n_sentences)?;
    }
    tell_rest(out, actors.actors.len(), actors.n_actors, "actors")?;
    writeln!(out)?;
    for pair in &actors.pairs {
        writeln!(
            out,
            "{} – {}: {} sentences, {} meetings",
            label(pair.a),
            label(pair.b),
            pair.n_sentences,
            pair.n_meetings
        )?;
    }
    Ok(())
}

fn print_network(out: &mut impl Write, engine: &Engine, network: &Network) -> io::Result<()> {
    let label = |at: u32| network.nodes.get(at as usize).map_or("", |n| &*n.label);
    for edge in &network.edges {
        writeln!(
            out,
            "{} – {}: {}",
            label(edge.a),
            label(edge.b),
            edge.events.len()
        )?;
        for &event in &edge.events {
            let Some(event) = network.events.get(event as usize) else {
                continue;
            };
            let said = event.said.as_deref().unwrap_or("undated");
            writeln!(out, " {}: {} ({said})", event.status, event.label)?;
            print_places(out, engine, &event.reports)?;
        }
    }
    tell_rest(
        out,
        network.nodes.len(),
        network.n_nodes,
        "persons, organisations and countries",
    )
}

/// Nothing is left out silently.
fn tell_rest(out: &mut impl Write, n_shown: usize, n_all: u32, what: &str) -> io::Result<()> {
    if n_shown < n_all as usize {
        writeln!(out, "{n_shown} of {n_all} {what}; --top N shows more")?;
    }
    Ok(())
}
