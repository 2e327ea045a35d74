//! CSV: articles, mentions, facts and concordance as tables.
//!
//! As spreadsheets want it (RFC 4180): UTF-8 with a byte order mark, lines that end in
//! CR LF, every field in quotation marks. Positions are counted in code points, as
//! R and Python count them. A text field that a spreadsheet would take for a formula
//! gets an apostrophe before it.

use std::collections::BTreeSet;

use chancery_collection::{ArticleIdx, Collection};
use chancery_protocol::answer::{Fact, FactReport, Stretch, Verdict};
use chancery_protocol::ask::{ArticleId, FactKind, Selection};
use chancery_protocol::record::Value;
use chancery_text::{OffsetMap, OffsetUnit};

use super::{date_of, record_of_article};
use crate::{concordance, facts, to_protocol};

const UNIT: OffsetUnit = OffsetUnit::CodePoint;

/// Words on either side of a hit.
const N_AROUND: u32 = 12;

/// What facts are listed, in the order of the table.
const KINDS: [(FactKind, &str); 4] = [
    (FactKind::Figure, "figure"),
    (FactKind::Commitment, "commitment"),
    (FactKind::Statement, "statement"),
    (FactKind::Meeting, "meeting"),
];

/// A table as it grows.
struct Table(String);

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self("\u{feff}".to_owned());
        table.row(columns.iter().map(|&column| column.to_owned()));
        table
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        for (n, cell) in cells.into_iter().enumerate() {
            self.0.push_str(if n == 0 { "\"" } else { ",\"" });
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }
}

/// Words of an article or a name, so that no spreadsheet takes them for a formula.
fn words(words: &str) -> String {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let before = if is_formula { "'" } else { "" };
    format!("{before}{words}")
}

/// The same on one line.
fn line(text: &str) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    words(&parts.join(" "))
}

fn list<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.into_iter().collect();
    words(&parts.join("; "))
}

fn maybe(text: Option<&str>) -> String {
    text.map(words).unwrap_or_default()
}

/// One row an article: where it comes from, and what it is about.
pub(super) fn articles(collection: &Collection, selected: &[ArticleIdx]) -> String {
    let mut table = Table::new(&[
        "article",
        "file",
        "title",
        "title_is_first_words",
        "date",
        "date_known",
        "source",
        "address",
        "words",
        "themes",
        "people",
        "organisations",
        "places",
        "roles",
        "meetings",
        "claims",
        "quotes",
        "problems",
        "sha256",
    ]);
    for &idx in selected {
        let article = &collection.articles()[idx.0 as usize];
        let record = record_of_article(collection, idx, UNIT);
        let named = |kind: &str| {
            let entities = record.entities.iter().filter(|e| e.kind == kind);
            list(entities.map(|e| e.name.as_str()))
        };
        let paragraphs = record.clean.paragraphs.iter();
        let themes: BTreeSet<&str> = paragraphs
            .flat_map(|p| p.themes.iter().map(|t| t.id.as_str()))
            .collect();
        let (themes, people) = (list(themes), named("person"));
        let (organisations, places) = (named("org"), named("place"));
        table.row([
            record.id,
            words(&record.file),
            line(&article.title.text),
            article.title.is_first_words.to_string(),
            date_of(article),
            record.meta.date_known,
            maybe(article.source().as_deref()),
            maybe(article.origin.address.as_deref()),
            article.n_words.to_string(),
            themes,
            people,
            organisations,
            places,
            record.roles.len().to_string(),
            record.meetings.len().to_string(),
            record.claims.len().to_string(),
            record.quotes.len().to_string(),
            record.problems.len().to_string(),
            record.sha256,
        ]);
    }
    table.0
}

/// One row a mention.
pub(super) fn mentions(
    collection: &Collection,
    selected: &[ArticleIdx],
    progress: &mut dyn FnMut(u32, u32),
) -> String {
    let mut table = Table::new(&[
        "article",
        "file",
        "date",
        "start_codepoint",
        "end_codepoint",
        "type",
        "surface",
        "entity",
        "name",
        "country",
        "value",
        "resolved",
        "amount",
        "currency",
        "rule",
        "nested",
        "sentence",
    ]);
    for (n_done, &idx) in (1u32..).zip(selected) {
        let article = &collection.articles()[idx.0 as usize];
        let record = record_of_article(collection, idx, UNIT);
        let offsets = OffsetMap::new(&article.text);
        let date = date_of(article);
        for mention in &record.mentions {
            let entity = mention.entity.as_deref();
            let named = record
                .entities
                .iter()
                .find(|e| Some(e.id.as_str()) == entity);
            let around = record
                .sentences
                .iter()
                .find(|s| s.start <= mention.start && mention.end <= s.end)
                .and_then(|s| {
                    let [start, end] = [s.start, s.end].map(|at| offsets.from(UNIT, at) as usize);
                    article.text.get(start..end)
                });
            let value = mention.value.as_ref().map(|value| match value {
                Value::Timex(timex) => timex.clone(),
                Value::Number(number) => number.to_string(),
            });
            table.row([
                record.id.clone(),
                words(&record.file),
                date.clone(),
                mention.start.to_string(),
                mention.end.to_string(),
                mention.kind.clone(),
                line(&mention.surface),
                maybe(entity),
                maybe(named.map(|e| e.name.as_str())),
                maybe(named.and_then(|e| e.iso3166.as_deref())),
                value.unwrap_or_default(),
                mention.resolved.map(|r| r.to_string()).unwrap_or_default(),
                mention.amount.map(|a| a.to_string()).unwrap_or_default(),
                maybe(mention.currency.as_deref()),
                mention.rule.clone(),
                mention.nested.to_string(),
                line(around.unwrap_or_default()),
            ]);
        }
        progress(n_done, selected.len() as u32);
    }
    table.0
}

/// One row a report of a fact, single ones included.
pub(super) fn reports(collection: &Collection, selection: &Selection) -> String {
    let mut table = Table::new(&[
        "kind",
        "fact",
        "about",
        "verdict",
        "notes",
        "file",
        "title",
        "date",
        "in_selection",
        "reprint",
        "start_codepoint",
        "end_codepoint",
        "says",
        "sentence",
    ]);
    for (kind, name) in KINDS {
        let found = facts::facts(collection, selection, kind, true, u32::MAX);
        for fact in &found.rows {
            for report in &fact.reports {
                table.row(report_row(collection, name, fact, report));
            }
        }
    }
    table.0
}

fn report_row(
    collection: &Collection,
    kind: &str,
    fact: &Fact,
    report: &FactReport,
) -> [String; 14] {
    let verdict = match fact.verdict {
        Verdict::Agree => "agree",
        Verdict::Adds => "adds",
        Verdict::Differs => "differs",
        Verdict::Single => "single",
    };
    let [start, end] = places(collection, report.article, report.stretch);
    let values = report.values.iter();
    let says: Vec<String> = values
        .map(|(what, value)| format!("{what}: {value}"))
        .collect();
    [
        kind.to_owned(),
        fact.key.clone(),
        line(&fact.label),
        verdict.to_owned(),
        list(fact.notes.iter().map(String::as_str)),
        words(&report.file),
        line(&report.title),
        report.date.clone().unwrap_or_default(),
        report.in_selection.to_string(),
        report.is_reprint.to_string(),
        start,
        end,
        list(says.iter().map(String::as_str)),
        line(&report.sentence.text),
    ]
}

/// One row a hit of the selection, with the words around it.
pub(super) fn lines(collection: &Collection, selection: &Selection) -> String {
    let mut table = Table::new(&[
        "file",
        "title",
        "date",
        "start_codepoint",
        "end_codepoint",
        "left",
        "hit",
        "right",
    ]);
    let page = concordance::Page {
        layout: to_protocol::layout_in(N_AROUND, &[], None),
        from: 0,
        n_rows: u32::MAX,
    };
    for hit in concordance::concordance(collection, selection, &page).lines {
        let Some(article) = collection.article(ArticleIdx(hit.article.0)) else {
            continue;
        };
        let [start, end] = places(collection, hit.article, hit.stretch);
        table.row([
            words(&article.origin.file),
            line(&article.title.text),
            date_of(article),
            start,
            end,
            line(&hit.left),
            line(&hit.hit),
            line(&hit.right),
        ]);
    }
    table.0
}

/// Where a stretch begins and ends, in the table's unit.
fn places(collection: &Collection, article: ArticleId, stretch: Stretch) -> [String; 2] {
    match collection.article(ArticleIdx(article.0)) {
        None => [String::new(), String::new()],
        Some(article) => {
            let offsets = OffsetMap::new(&article.text);
            [stretch.start, stretch.end].map(|at| offsets.to(UNIT, at).to_string())
        }
    }
}
