//! The answer to `Facts`: the ledger as the page shows it, one kind of fact at a time.

use std::collections::BTreeMap;

use chancery_collection::{
    ArticleIdx, Collection, Event, Hit, Ledger, Link, Office, Row, RowKind, SameAs, Selected, value,
};
use chancery_protocol::answer::{Fact, FactCount, FactReport, Facts, Snippet, Verdict};
use chancery_protocol::ask::{self, ArticleId, FactKind};
use chancery_text::Span;

use crate::to_protocol;

/// Reports of one fact that are sent: more than a reader compares at a time.
const N_REPORTS: usize = 24;

/// Every kind, in the order in which they are counted.
const KINDS: [FactKind; 6] = [
    FactKind::Figure,
    FactKind::Commitment,
    FactKind::Statement,
    FactKind::Meeting,
    FactKind::Office,
    FactKind::Name,
];

pub(crate) fn facts(
    collection: &Collection,
    asked: &ask::Selection,
    kind: FactKind,
    with_single: bool,
    n_rows: u32,
) -> Facts {
    let selected = collection.select(&to_protocol::selection_in(asked));
    let desk = Desk::new(collection, &selected);
    let (mut counts, mut listed) = (Vec::new(), Vec::new());
    for of in KINDS {
        let said: Vec<Said<'_>> = desk.all(of).filter(|s| desk.is_of_selection(s)).collect();
        let n_shared = said.iter().filter(|s| s.is_shared()).count();
        counts.push(FactCount {
            kind: of,
            n_shared: n_shared as u32,
            n_all: said.len() as u32,
        });
        if of == kind {
            listed = said;
        }
    }
    listed.retain(|s| with_single || s.is_shared());
    if selected.looks_for_something() {
        let mut hits = BTreeMap::new();
        let (mut first, rest): (Vec<_>, Vec<_>) =
            listed.into_iter().partition(|s| desk.is_hit(s, &mut hits));
        first.extend(rest);
        listed = first;
    }
    let rows = listed.iter().take(n_rows as usize).map(|s| desk.fact(s));
    Facts {
        kind,
        counts,
        rows: rows.collect(),
    }
}

/// Something of the ledger.
enum Of<'a> {
    Row(&'a Row),
    Event(&'a Event),
    Office(&'a Office),
    Name(&'a SameAs),
}

/// Something of the ledger with the words it stands on.
pub(crate) struct Said<'a> {
    /// Its place among those of its kind.
    at: u32,
    of: Of<'a>,
    /// By article and place.
    places: Vec<(ArticleIdx, Span)>,
}

impl Said<'_> {
    /// Whether it is about the entity `id`.
    pub(crate) fn names(&self, id: &str) -> bool {
        match self.of {
            Of::Row(row) => row.about.iter().any(|a| a == id),
            Of::Event(event) => {
                let parties = event.participants.iter().chain(&event.parties);
                let mut all = parties.chain(&event.places).chain(&event.series);
                all.any(|p| p == id)
            }
            Of::Office(office) => {
                let is_of = office.country.as_deref() == Some(id);
                is_of || office.holders.iter().any(|h| h.person == id)
            }
            Of::Name(same) => same.person == id || same.other == id,
        }
    }

    fn is_shared(&self) -> bool {
        match self.of {
            Of::Office(office) => office.holders.len() > 1,
            Of::Name(_) => true,
            Of::Row(_) | Of::Event(_) => {
                let first = self.places.first().map(|p| p.0);
                self.places.iter().any(|p| Some(p.0) != first)
            }
        }
    }
}

/// What facts are made from.
pub(crate) struct Desk<'a> {
    collection: &'a Collection,
    ledger: &'a Ledger,
    selected: &'a Selected,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(collection: &'a Collection, selected: &'a Selected) -> Self {
        Self {
            collection,
            ledger: collection.ledger(),
            selected,
        }
    }

    /// Everything of one kind, in the order of the ledger.
    pub(crate) fn all(&self, kind: FactKind) -> Box<dyn Iterator<Item = Said<'a>> + 'a> {
        let ledger = self.ledger;
        let rows = move |kind: RowKind| {
            let of_kind = (0u32..).zip(&ledger.rows).filter(move |r| r.1.kind == kind);
            Box::new(of_kind.map(|(at, row)| Said {
                at,
                of: Of::Row(row),
                places: row.reports.iter().map(|r| (r.article, r.span)).collect(),
            }))
        };
        match kind {
            FactKind::Figure => rows(RowKind::Figure),
            FactKind::Commitment => rows(RowKind::Commitment),
            FactKind::Statement => rows(RowKind::Statement),
            FactKind::Meeting => Box::new((0u32..).zip(&ledger.events).map(|(at, event)| {
                Said {
                    at,
                    of: Of::Event(event),
                    places: event
                        .reports
                        .iter()
                        .map(|r| (r.0, r.2.first().copied().unwrap_or_default()))
                        .collect(),
                }
            })),
            FactKind::Office => Box::new((0u32..).zip(&ledger.offices).map(|(at, office)| {
                let holders = office.holders.iter();
                Said {
                    at,
                    of: Of::Office(office),
                    places: holders.flat_map(|h| h.articles.iter().copied()).collect(),
                }
            })),
            FactKind::Name => {
                let collection = self.collection;
                Box::new((0u32..).zip(&ledger.same).map(move |(at, same)| {
                    Said {
                        at,
                        of: Of::Name(same),
                        places: [&same.person, &same.other]
                            .into_iter()
                            .filter_map(|id| first_place(collection, id))
                            .collect(),
                    }
                }))
            }
        }
    }

    fn is_selected(&self, article: ArticleIdx) -> bool {
        self.selected.articles.binary_search(&article).is_ok()
    }

    /// Whether an earlier report of the same thing is worded alike.
    fn is_reprint(&self, said: &Said<'_>, n: usize) -> bool {
        let article = said.places[n].0;
        let mut alike = self.collection.reprints().iter().map(|r| &r.articles);
        let Some(alike) = alike.find(|alike| alike.contains(&article)) else {
            return false;
        };
        let earlier = said.places[..n].iter();
        earlier
            .into_iter()
            .any(|p| p.0 != article && alike.contains(&p.0))
    }

    fn is_of_selection(&self, said: &Said<'_>) -> bool {
        said.places.iter().any(|p| self.is_selected(p.0))
    }

    /// Whether the selection finds something in its words.
    fn is_hit(&self, said: &Said<'_>, hits: &mut BTreeMap<ArticleIdx, Vec<Hit>>) -> bool {
        let of_selection = said.places.iter().filter(|p| self.is_selected(p.0));
        of_selection.into_iter().any(|&(article, span)| {
            let hits = hits
                .entry(article)
                .or_insert_with(|| self.selected.hits(self.collection, article));
            let from = hits.partition_point(|h| h.span.start < span.start);
            hits[from..]
                .first()
                .is_some_and(|h| h.span.start < span.end)
        })
    }

    pub(crate) fn fact(&self, said: &Said<'_>) -> Fact {
        let (label, verdict, notes) = match said.of {
            Of::Row(row) => (
                self.about(row),
                to_protocol::verdict(row.verdict),
                differing(row),
            ),
            Of::Event(event) => (
                self.event_label(event),
                Verdict::Single,
                self.event_notes(said.at, event),
            ),
            Of::Office(office) => (self.office_label(office), Verdict::Single, Vec::new()),
            Of::Name(same) => (
                format!("{} – {}?", self.name(&same.person), self.name(&same.other)),
                Verdict::Single,
                same.reasons.iter().map(|&r| r.to_owned()).collect(),
            ),
        };
        let mut order: Vec<usize> = (0..said.places.len()).collect();
        chancery_text::sort::sort_by_key(&mut order, |&n| !self.is_selected(said.places[n].0));
        let reports = order.into_iter().take(N_REPORTS);
        Fact {
            key: said.at.to_string(),
            label,
            verdict,
            notes,
            n_reports: said.places.len() as u32,
            reports: reports.filter_map(|n| self.report(said, n)).collect(),
        }
    }

    fn report(&self, said: &Said<'_>, n: usize) -> Option<FactReport> {
        let &(idx, span) = said.places.get(n)?;
        Some(FactReport {
            is_reprint: self.is_reprint(said, n),
            values: self.values(said, n),
            ..self.cited(idx, span)?
        })
    }

    /// Words of an article with the sentence around them.
    pub(crate) fn cited(&self, idx: ArticleIdx, span: Span) -> Option<FactReport> {
        let article = self.collection.article(idx)?;
        let sentence = article.sentence_at(span.start).unwrap_or(span);
        let sentence = Span::new(sentence.start, sentence.end.max(span.end));
        let hits = article.hits_within(sentence).into_iter();
        Some(FactReport {
            article: ArticleId(idx.0),
            file: article.origin.file.clone(),
            title: article.title.text.clone(),
            date: article.meta.date.clone(),
            in_selection: self.is_selected(idx),
            is_reprint: false,
            stretch: to_protocol::stretch(span),
            sentence: Snippet {
                stretch: to_protocol::stretch(sentence),
                text: sentence.slice(&article.text).to_owned(),
                hits: hits.map(to_protocol::hit).collect(),
            },
            values: Vec::new(),
        })
    }

    /// What one report says, in words.
    fn values(&self, said: &Said<'_>, n: usize) -> Vec<(String, String)> {
        let mut values: Vec<(&str, String)> = Vec::new();
        match said.of {
            Of::Row(row) => {
                let report = &row.reports[n];
                let status = to_protocol::claim_status_key(report.status).replace('_', " ");
                let sums = report.sums.iter().map(|(c, a)| value::sum_words(c, *a));
                let dates = report.dates.iter().map(|d| value::date_words(d));
                values.push(("status", status));
                values.push(("who", self.names(&report.who)));
                values.push(("sum", sums.collect::<Vec<_>>().join("; ")));
                values.push(("date", dates.collect::<Vec<_>>().join("; ")));
            }
            Of::Office(office) => {
                let mut before = 0;
                let holder = office.holders.iter().find(|h| {
                    before += h.articles.len();
                    n < before
                });
                values.extend(holder.map(|h| ("holder", self.name(&h.person))));
            }
            Of::Event(_) | Of::Name(_) => {}
        }
        values.retain(|v| !v.1.is_empty());
        values
            .into_iter()
            .map(|(what, v)| (what.to_owned(), v))
            .collect()
    }

    /// The name of an entity; its id if it has none.
    fn name(&self, id: &str) -> String {
        let entity = self.collection.entity(id);
        entity.map_or(id, |e| &e.name).to_owned()
    }

    fn names(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(id)).collect();
        names.join(", ")
    }

    /// "Investment · 5 trillion JPY".
    fn about(&self, row: &Row) -> String {
        let words = |about: &String| {
            let sum = about.split_once(' ').and_then(|(currency, amount)| {
                let amount: f64 = amount.parse().ok()?;
                Some(value::sum_words(currency, amount))
            });
            sum.unwrap_or_else(|| self.name(about))
        };
        row.about.iter().map(words).collect::<Vec<_>>().join(" · ")
    }

    /// "Talks · S Jaishankar, Yoko Kamikawa · Tokyo · 7 March 2024 · held".
    fn event_label(&self, event: &Event) -> String {
        let kind = capital(to_protocol::meeting_kind_key(event.kind));
        let series = event.series.as_ref().map(|id| self.name(id));
        let edition = event.edition.map(|n| format!("no. {n}"));
        let series = match (series, edition) {
            (Some(series), Some(edition)) => Some(format!("{series} {edition}")),
            (series, edition) => series.or(edition),
        };
        let who = if event.participants.is_empty() {
            &event.parties
        } else {
            &event.participants
        };
        let parts = [
            Some(kind),
            series,
            Some(self.names(who)),
            Some(self.names(&event.places)),
            event.date.as_deref().map(value::date_words),
            Some(to_protocol::meeting_status_key(event.status).to_owned()),
        ];
        let parts = parts.into_iter().flatten().filter(|p| !p.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// Why its reports were joined, and the events it follows or is followed by.
    fn event_notes(&self, at: u32, event: &Event) -> Vec<String> {
        let mut notes: Vec<String> = event.reasons.iter().map(|&r| r.to_owned()).collect();
        let other = |link: &Link| match (link.from == at, link.to == at) {
            (true, _) => Some((link.to, "then")),
            (_, true) => Some((link.from, "before")),
            _ => None,
        };
        for link in &self.ledger.links {
            let Some((other, when)) = other(link) else {
                continue;
            };
            let relation = to_protocol::relation_key(link.relation).replace('_', " ");
            if let Some(event) = self.ledger.events.get(other as usize) {
                notes.push(format!("{when}, {relation}: {}", self.event_label(event)));
            }
        }
        notes
    }

    /// "Foreign minister, Japan: Yoshimasa Hayashi, Yoko Kamikawa".
    fn office_label(&self, office: &Office) -> String {
        let country = office
            .country
            .as_ref()
            .map(|c| format!(", {}", self.name(c)));
        let holders: Vec<String> = office
            .holders
            .iter()
            .map(|h| self.name(&h.person))
            .collect();
        let (role, country) = (capital(&office.role), country.unwrap_or_default());
        format!("{role}{country}: {}", holders.join(", "))
    }
}

/// In what the reports of a row add or differ, and how many were left aside.
fn differing(row: &Row) -> Vec<String> {
    let mut notes: Vec<String> = row.differing.iter().map(|&d| d.to_owned()).collect();
    if row.n_not_compared > 0 {
        notes.push(format!("{} reports not compared", row.n_not_compared));
    }
    notes
}

/// Where an entity is first named.
fn first_place(collection: &Collection, id: &str) -> Option<(ArticleIdx, Span)> {
    let idx = *collection.entity(id)?.articles.first()?;
    let value = collection.value(chancery_collection::Lens::Person, id)?;
    let hit = collection.article(idx)?.hits_of(value).first()?;
    Some((idx, hit.span))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
