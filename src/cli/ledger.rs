//! `chancery ledger`: what several articles say about the same thing.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::across::{Cited, Phrase, Phrases, Wording};
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{Request, Selection};
use chancery_protocol::record::{Event, Holder, LedgerRow, Link, NotCompared, Office};
use serde_json::json;

use crate::args::Ledger;
use crate::extract;
use crate::report::{Report, one_line};

/// Prints the ledger. The code is 1 if a file was left out.
pub(crate) fn run(options: &Ledger) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(false);
    let (mut engine, ids) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let all = export::collection(&engine, OffsetUnit::Utf8Byte);
    let asked = Request::Phrases {
        selection: Selection::default(),
        n_rows: u32::MAX,
    };
    let Response::Phrases(phrases) = engine.handle(asked, &mut |_, _| ()) else {
        anyhow::bail!("the engine gave another answer than was asked for");
    };
    let mut out = BufWriter::new(io::stdout().lock());
    if options.json {
        let all = json!({ "same_as": all.same_as, "offices": all.offices, "events": all.events, "links": all.links, "ledger": all.ledger, "reprints": all.reprints, "not_compared": all.not_compared, "phrases": of_files(&engine, &phrases) });
        serde_json::to_writer(&mut out, &all)?;
        writeln!(out)?;
    } else {
        let texts: BTreeMap<&str, &str> = ids.iter().filter_map(|&id| engine.text(id)).collect();
        for row in all
            .ledger
            .iter()
            .filter(|r| options.all || r.verdict != "single")
        {
            print_row(&mut out, row, &texts)?;
        }
        let is_shared = |e: &&Event| options.all || e.reports.len() > 1;
        for event in all.events.iter().filter(is_shared) {
            print_event(&mut out, event)?;
        }
        for office in all
            .offices
            .iter()
            .filter(|o| options.all || o.holders.len() > 1)
        {
            print_office(&mut out, office)?;
        }
        for same in &all.same_as {
            let (a, b, why) = (&same.person, &same.other, same.reasons.join(", "));
            writeln!(
                out,
                "one person?: {a} {b} – {why} ({} of 100)",
                same.strength
            )?;
        }
        let events: BTreeMap<&str, &Event> = all.events.iter().map(|e| (&*e.event, e)).collect();
        for link in &all.links {
            print_link(&mut out, link, &events)?;
        }
        for reprint in &all.reprints {
            let articles = reprint.articles.iter();
            let articles = articles.map(|a| format!("{} ({} %)", a.file, a.likeness));
            let articles = articles.collect::<Vec<_>>().join(", ");
            writeln!(out, "worded alike: {articles}")?;
        }
        if let Some(NotCompared {
            meetings,
            links,
            names,
        }) = all.not_compared
        {
            writeln!(
                out,
                "not compared, as too many share one thing: {meetings} pairs of meetings, {links} of events, {names} of names"
            )?;
        }
        for phrase in &phrases.phrases {
            print_phrase(&mut out, &engine, phrase)?;
        }
        if phrases.n_read < phrases.n_articles {
            let (n_read, n_all) = (phrases.n_read, phrases.n_articles);
            writeln!(out, "set phrases of the first {n_read} of {n_all} articles")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!is_complete)))
}

/// Each phrase with its wordings, and where they stand by file.
fn of_files(engine: &Engine, phrases: &Phrases) -> Vec<serde_json::Value> {
    let report = |cited: &Cited| {
        let file = engine.text(cited.article).map_or("", |(file, _)| file);
        json!({ "file": file, "evidence": cited.stretches })
    };
    let wording = |w: &Wording| {
        let reports: Vec<_> = w.reports.iter().map(report).collect();
        json!({ "words": w.words, "from": w.from, "to": w.to, "reports": reports })
    };
    let phrase = |p: &Phrase| {
        let wordings: Vec<_> = p.wordings.iter().map(wording).collect();
        json!({ "phrase": p.label, "wordings": wordings })
    };
    phrases.phrases.iter().map(phrase).collect()
}

/// "phrase: free and open Indo-Pacific", then each wording with its days and places.
fn print_phrase(out: &mut impl Write, engine: &Engine, phrase: &Phrase) -> io::Result<()> {
    writeln!(out, "phrase: {}", one_line(&phrase.label))?;
    for wording in &phrase.wordings {
        let days = match (&wording.from, &wording.to) {
            (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
            (Some(day), _) => day.clone(),
            _ => "undated".to_owned(),
        };
        writeln!(out, " {days}: {}", one_line(&wording.words))?;
        for cited in &wording.reports {
            let file = engine.text(cited.article).map_or("", |(file, _)| file);
            let start = cited.stretches.first().map_or(0, |s| s.start);
            writeln!(out, "  {file}:{start}")?;
        }
    }
    writeln!(out)
}

fn print_row(
    out: &mut impl Write,
    row: &LedgerRow,
    texts: &BTreeMap<&str, &str>,
) -> io::Result<()> {
    let differing = row.attributes.differing.join(", ");
    let verdict = match differing.as_str() {
        "" => row.verdict.clone(),
        _ => format!("{} ({differing})", row.verdict),
    };
    let aside = match row.attributes.not_compared {
        0 => String::new(),
        n => format!("; {n} more not compared"),
    };
    let about = &row.attributes.about;
    writeln!(out, "{}: {about} – {verdict}{aside}", row.kind)?;
    for report in &row.reports {
        let text = texts.get(&*report.file);
        let words = text.and_then(|t| t.get(report.start as usize..report.end as usize));
        let words = one_line(words.unwrap_or(""));
        let first = report.reprint_of.as_ref();
        let reprint = first.map_or(String::new(), |first| format!(" (reprint of {first})"));
        writeln!(
            out,
            "  {}:{}: [{}] {words}{reprint}",
            report.file, report.start, report.values.status
        )?;
    }
    writeln!(out)
}

fn print_event(out: &mut impl Write, event: &Event) -> io::Result<()> {
    writeln!(out, "event: {} – {}", name(event), event.reasons.join(", "))?;
    for report in &event.reports {
        let start = report.evidence.first().map_or(0, |e| e.start);
        writeln!(out, "  {}:{start}", report.file)?;
    }
    writeln!(out)
}

/// "office: foreign minister, PL:JP – P:yoshimasa-hayashi 2023-07-28, P:yoko-kamikawa".
fn print_office(out: &mut impl Write, office: &Office) -> io::Result<()> {
    let country = office
        .country
        .as_deref()
        .map(|c| format!(", {c}"))
        .unwrap_or_default();
    let holder = |h: &Holder| match (&h.from, &h.to) {
        (Some(from), Some(to)) if from != to => format!("{} {from} to {to}", h.person),
        (Some(day), _) => format!("{} {day}", h.person),
        _ => h.person.clone(),
    };
    let holders: Vec<String> = office.holders.iter().map(holder).collect();
    writeln!(
        out,
        "office: {}{country} – {}",
        office.role,
        holders.join(", ")
    )
}

fn print_link(
    out: &mut impl Write,
    link: &Link,
    events: &BTreeMap<&str, &Event>,
) -> io::Result<()> {
    let named = |id: &str| events.get(id).map(|e| name(e)).unwrap_or_default();
    let relation = link.relation.replace('_', " ");
    writeln!(
        out,
        "link: {} – {relation}: {}",
        named(&link.from),
        named(&link.to)
    )
}

/// "talks held, P:s-jaishankar P:yoko-kamikawa, PL:tokyo, 2024-03-07".
fn name(event: &Event) -> String {
    let edition = event.edition.map(|n| format!("number {n}"));
    let who = if event.participants.is_empty() {
        &event.parties
    } else {
        &event.participants
    };
    let parts = [
        Some(format!("{} {}", event.kind, event.status)),
        event.series.clone(),
        edition,
        Some(who.join(" ")).filter(|w| !w.is_empty()),
        Some(event.places.join(" ")).filter(|p| !p.is_empty()),
        event.date.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
