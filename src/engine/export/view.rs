//! What views show, for other programs: who met whom as GraphML, the timeline as a
//! calendar.

use chancery_collection::Collection;
use chancery_protocol::across::{NetworkNode, TimelineRow};
use chancery_protocol::ask::{Lens, Selection};

use super::sha256;
use crate::across;

/// Persons, organisations and countries, joined where they met; an edge weighs as many
/// events as they met at. For Gephi, Cytoscape, yEd, networkx.
pub(super) fn graphml(collection: &Collection, selection: &Selection) -> String {
    let network = across::network(collection, selection, u32::MAX);
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        .to_owned();
    for (id, of, kind) in [
        ("label", "node", "string"),
        ("type", "node", "string"),
        ("country", "node", "string"),
        ("events", "node", "int"),
        ("weight", "edge", "int"),
        ("meetings", "edge", "string"),
    ] {
        out.push_str(&format!(
            "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{id}\" attr.type=\"{kind}\"/>\n"
        ));
    }
    out.push_str("  <graph edgedefault=\"undirected\">\n");
    let data = |key: &str, value: &str| format!("<data key=\"{key}\">{}</data>", xml(value));
    for (at, node) in network.nodes.iter().enumerate() {
        out.push_str(&format!("    <node id=\"n{at}\">"));
        out.push_str(&data("label", &node.label));
        out.push_str(&data("type", kind(node)));
        let country = node.country.as_deref().unwrap_or_default();
        out.push_str(&data("country", country.trim_start_matches("PL:")));
        out.push_str(&data("events", &node.n_events.to_string()));
        out.push_str("</node>\n");
    }
    for edge in &network.edges {
        let events = edge
            .events
            .iter()
            .filter_map(|&e| network.events.get(e as usize));
        let events: Vec<&str> = events.map(|event| event.label.as_str()).collect();
        let (a, b) = (edge.a, edge.b);
        out.push_str(&format!("    <edge source=\"n{a}\" target=\"n{b}\">"));
        out.push_str(&data("weight", &edge.events.len().to_string()));
        out.push_str(&data("meetings", &events.join("; ")));
        out.push_str("</edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn kind(node: &NetworkNode) -> &'static str {
    match node.lens {
        Lens::Person => "person",
        Lens::Organisation => "organisation",
        _ => "country",
    }
}

/// Words within XML: its own signs as names, and without what no XML may hold.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// An iCalendar (RFC 5545) with one entry a row of the timeline whose first and last day
/// are known; the rest has no place in a calendar and is left out.
pub(super) fn calendar(collection: &Collection, selection: &Selection) -> String {
    let timeline = across::timeline(collection, selection);
    let mut out = String::new();
    fold("BEGIN:VCALENDAR", &mut out);
    fold("VERSION:2.0", &mut out);
    fold("PRODID:-//Chancery//Timeline//EN", &mut out);
    for row in &timeline.rows {
        if let (Some(earliest), Some(latest)) = (&row.earliest, &row.latest) {
            entry(row, earliest, latest, &mut out);
        }
    }
    fold("END:VCALENDAR", &mut out);
    out
}

fn entry(row: &TimelineRow, earliest: &str, latest: &str, out: &mut String) {
    let (Some(from), Some(to)) = (day(earliest), day(latest).map(next_day)) else {
        return;
    };
    let stamp = |(year, month, day): (u32, u32, u32)| format!("{year:04}{month:02}{day:02}");
    let titles: Vec<&str> = row
        .reports
        .iter()
        .map(|report| report.title.as_str())
        .collect();
    let mut notes = vec![format!("Status: {}", row.status)];
    notes.extend(row.said.iter().map(|said| format!("Said: {said}")));
    notes.extend(row.bounds.iter().cloned());
    notes.push(format!("Reported in: {}", titles.join("; ")));
    let uid = sha256(&format!("{}\n{}\n{earliest}", row.label, titles.join("\n")));
    for line in [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@chancery", &uid[..super::ID_DIGITS]),
        // The same timeline gives the same file.
        format!("DTSTAMP:{}T000000Z", stamp(from)),
        format!("DTSTART;VALUE=DATE:{}", stamp(from)),
        // The end is the day after the last.
        format!("DTEND;VALUE=DATE:{}", stamp(to)),
        format!("SUMMARY:{}", text(&row.label)),
        format!("DESCRIPTION:{}", text(&notes.join("\n"))),
        "END:VEVENT".to_owned(),
    ] {
        fold(&line, out);
    }
}

/// Year, month and day of an ISO 8601 date.
fn day(iso: &str) -> Option<(u32, u32, u32)> {
    let mut parts = iso.split('-').map(str::parse);
    let date = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    parts.next().is_none().then_some(date)
}

fn next_day((year, month, day): (u32, u32, u32)) -> (u32, u32, u32) {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let n_days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        (month, day) if day >= n_days => (year, month + 1, 1),
        (month, day) => (year, month, day + 1),
    }
}

fn text(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace(';', "\\;");
    words
        .replace(',', "\\,")
        .replace('\n', "\\n")
        .replace('\r', "")
}

/// A line in pieces of at most 75 bytes, as the standard has it.
fn fold(line: &str, out: &mut String) {
    let mut n_bytes = 0;
    for letter in line.chars() {
        if n_bytes + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            n_bytes = 1;
        }
        out.push(letter);
        n_bytes += letter.len_utf8();
    }
    out.push_str("\r\n");
}
