//! What is taken out: records, and the same in the forms of other programs, each in a
//! file of `export/`.
//!
//! Here live records: what is exported of one article, in the unit of offset asked for.

#[cfg(feature = "files")]
mod annotation;
#[cfg(feature = "files")]
mod citation;
#[cfg(feature = "files")]
mod table;
#[cfg(feature = "files")]
mod view;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chancery_collection::{
    Article, ArticleIdx, Collection, Event, Holder, Link, Office, Origin, ParagraphTheme, Read,
    Reprint, Row, Said, SameAs, Skipped,
};
use chancery_extract::{DateKnown, EntityIdx, Mention, Reading, Value};
#[cfg(feature = "files")]
use chancery_protocol::answer::Failure;
use chancery_protocol::ask::ArticleId;
#[cfg(feature = "files")]
use chancery_protocol::ask::{self, ExportForm};
use chancery_protocol::record::{self, Record};
use chancery_text::{OffsetMap, OffsetUnit, Span, ZoneKind};
use sha2::{Digest, Sha256};

use crate::{Engine, ReadArticle, to_protocol};

/// Digits of an article's id: the same text has the same id in every export.
const ID_DIGITS: usize = 16;

/// The record of one article of `engine`, with offsets counted in `unit`.
pub fn record(engine: &Engine, article: ArticleId, unit: OffsetUnit) -> Option<Record> {
    let idx = ArticleIdx(article.0);
    engine.collection.article(idx)?;
    Some(record_of_article(&engine.collection, idx, unit))
}

/// The record of an article that was read and not added: it stands for itself,
/// whatever else is in the collection of `engine`.
pub fn record_alone(engine: &Engine, article: &ReadArticle, unit: OffsetUnit) -> Record {
    record_of_read(&engine.collection, &article.0, unit)
}

/// What spans the articles of `engine`: entities by kind and id, and what the
/// articles say about the same thing, with offsets counted in `unit`.
pub fn collection(engine: &Engine, unit: OffsetUnit) -> record::Collection {
    let mut entities: Vec<_> = engine.collection.entities().iter().collect();
    chancery_text::sort::sort_by(&mut entities, |a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    let ledger = engine.collection.ledger();
    let articles: Vec<Cited<'_>> = engine
        .collection
        .articles()
        .iter()
        .map(Cited::new)
        .collect();
    let reprints = engine.collection.reprints();
    let leads = leads(reprints);
    record::Collection {
        schema: record::COLLECTION_SCHEMA.to_owned(),
        entities: entities
            .into_iter()
            .map(|entity| record::Entity {
                id: entity.id.clone(),
                kind: to_protocol::mention_key(entity.kind).to_owned(),
                name: entity.name.clone(),
                iso3166: entity.iso3166.clone(),
                surfaces: entity.surfaces().into_iter().map(str::to_owned).collect(),
            })
            .collect(),
        same_as: ledger.same.iter().map(same_as).collect(),
        offices: ledger
            .offices
            .iter()
            .map(|o| office(&articles, o))
            .collect(),
        events: (0u32..)
            .zip(&ledger.events)
            .map(|(at, event)| joined_event(&articles, at, event, unit))
            .collect(),
        links: ledger.links.iter().map(joined_link).collect(),
        ledger: (0u32..)
            .zip(&ledger.rows)
            .map(|(at, row)| ledger_row(&articles, at, row, &leads, unit))
            .collect(),
        reprints: reprints.iter().map(|r| reprint(&articles, r)).collect(),
        not_compared: not_compared(ledger.skipped),
    }
}

/// An article that is pointed into.
struct Cited<'a> {
    file: &'a str,
    id: String,
    offsets: OffsetMap,
}

impl<'a> Cited<'a> {
    fn new(article: &'a Article) -> Self {
        Self {
            file: &article.origin.file,
            id: sha256(&article.text)[..ID_DIGITS].to_owned(),
            offsets: OffsetMap::new(&article.text),
        }
    }

    fn stretch(&self, span: Span, unit: OffsetUnit) -> record::Stretch {
        record::Stretch {
            start: self.offsets.to(unit, span.start),
            end: self.offsets.to(unit, span.end),
        }
    }
}

/// By article that is worded as others are: the first of them.
fn leads(reprints: &[Reprint]) -> BTreeMap<ArticleIdx, ArticleIdx> {
    let leads = reprints.iter().flat_map(|reprint| {
        let lead = reprint.articles[0];
        reprint.articles.iter().map(move |&article| (article, lead))
    });
    leads.collect()
}

fn reprint(articles: &[Cited<'_>], reprint: &Reprint) -> record::Reprint {
    let members = reprint.articles.iter().zip(&reprint.likeness);
    record::Reprint {
        articles: members
            .filter_map(|(article, &likeness)| {
                let file = articles.get(article.0 as usize)?.file.to_owned();
                Some(record::Reprinted { file, likeness })
            })
            .collect(),
        reasons: vec!["the same runs of five words".to_owned()],
    }
}

fn not_compared(skipped: Skipped) -> Option<record::NotCompared> {
    let Skipped {
        meetings,
        links,
        names,
    } = skipped;
    (skipped != Skipped::default()).then_some(record::NotCompared {
        meetings,
        links,
        names,
    })
}

fn same_as(same: &SameAs) -> record::SameAs {
    record::SameAs {
        person: same.person.clone(),
        other: same.other.clone(),
        reasons: same.reasons.iter().map(|&r| r.to_owned()).collect(),
        strength: same.strength,
    }
}

fn office(articles: &[Cited<'_>], office: &Office) -> record::Office {
    let holder = |holder: &Holder| {
        let cited = holder
            .articles
            .iter()
            .filter_map(|(a, _)| articles.get(a.0 as usize));
        let (from, to) = holder.dates.clone().unzip();
        record::Holder {
            person: holder.person.clone(),
            files: cited.map(|c| c.file.to_owned()).collect(),
            from,
            to,
        }
    };
    record::Office {
        role: office.role.clone(),
        country: office.country.clone(),
        holders: office.holders.iter().map(holder).collect(),
    }
}

fn event_id(event: u32) -> String {
    format!("V:{event}")
}

fn joined_event(articles: &[Cited<'_>], at: u32, event: &Event, unit: OffsetUnit) -> record::Event {
    let reports = event.reports.iter().filter_map(|(article, number, spans)| {
        let cited = articles.get(article.0 as usize)?;
        Some(record::EventReport {
            file: cited.file.to_owned(),
            meeting: format!("E:{}.{number}", cited.id),
            evidence: spans.iter().map(|&s| cited.stretch(s, unit)).collect(),
        })
    });
    record::Event {
        event: event_id(at),
        kind: to_protocol::meeting_kind_key(event.kind).to_owned(),
        status: to_protocol::meeting_status_key(event.status).to_owned(),
        participants: event.participants.clone(),
        parties: event.parties.clone(),
        places: event.places.clone(),
        date: event.date.clone(),
        series: event.series.clone(),
        edition: event.edition,
        reports: reports.collect(),
        reasons: event.reasons.iter().map(|&r| r.to_owned()).collect(),
    }
}

fn joined_link(link: &Link) -> record::Link {
    record::Link {
        from: event_id(link.from),
        to: event_id(link.to),
        relation: to_protocol::relation_key(link.relation).to_owned(),
    }
}

fn ledger_row(
    articles: &[Cited<'_>],
    at: u32,
    row: &Row,
    leads: &BTreeMap<ArticleIdx, ArticleIdx>,
    unit: OffsetUnit,
) -> record::LedgerRow {
    let mut first_of: BTreeMap<ArticleIdx, ArticleIdx> = BTreeMap::new();
    let reports = row.reports.iter().filter_map(|report| {
        let lead = leads.get(&report.article);
        let first = lead.map(|&lead| *first_of.entry(lead).or_insert(report.article));
        let first = first.filter(|&first| first != report.article);
        let cited = articles.get(report.article.0 as usize)?;
        let stretch = cited.stretch(report.span, unit);
        let sums = report.sums.iter().map(|(currency, amount)| record::Sum {
            amount: *amount,
            currency: currency.clone(),
        });
        Some(record::LedgerReport {
            file: cited.file.to_owned(),
            claim: format!("C:{}.{}", cited.id, report.claim),
            start: stretch.start,
            end: stretch.end,
            values: record::LedgerValues {
                status: to_protocol::claim_status_key(report.status).to_owned(),
                who: report.who.clone(),
                sums: sums.collect(),
                dates: report.dates.clone(),
            },
            reprint_of: first
                .and_then(|first| articles.get(first.0 as usize))
                .map(|first| first.file.to_owned()),
        })
    });
    record::LedgerRow {
        claim: format!("L:{at}"),
        kind: to_protocol::row_kind_key(row.kind).to_owned(),
        attributes: record::LedgerAttributes {
            about: row.about.join(" · "),
            differing: row.differing.iter().map(|&d| d.to_owned()).collect(),
            not_compared: row.n_not_compared,
        },
        reports: reports.collect(),
        verdict: to_protocol::verdict_key(row.verdict).to_owned(),
    }
}

/// The articles of a selection in one form.
#[cfg(feature = "files")]
pub(crate) fn write(
    collection: &Collection,
    selection: &ask::Selection,
    form: ExportForm,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<String, Failure> {
    let selected = collection.select(&to_protocol::selection_in(selection));
    let articles = &selected.articles[..];
    Ok(match form {
        ExportForm::Records => return json_lines(collection, articles, progress),
        ExportForm::ArticlesCsv => table::articles(collection, articles),
        ExportForm::MentionsCsv => table::mentions(collection, articles, progress),
        ExportForm::FactsCsv => table::reports(collection, selection),
        ExportForm::ConcordanceCsv => table::lines(collection, selection),
        ExportForm::Annotations => annotation::annotations(collection, articles, progress),
        ExportForm::Conll => annotation::conll(collection, articles, progress),
        ExportForm::CslJson => citation::csl(collection, articles),
        ExportForm::BibTex => citation::bibtex(collection, articles),
        ExportForm::Ris => citation::ris(collection, articles),
        ExportForm::GraphMl => view::graphml(collection, selection),
        ExportForm::Calendar => view::calendar(collection, selection),
    })
}

/// The day an article is of, ISO 8601; empty if it is not known.
#[cfg(feature = "files")]
fn date_of(article: &Article) -> String {
    article.meta.date.clone().unwrap_or_default()
}

/// What names an article for other programs: its address, else its hash.
#[cfg(feature = "files")]
fn source_address(article: &Article, sha256: &str) -> String {
    let address = article.origin.address.clone();
    address.unwrap_or_else(|| format!("urn:sha256:{sha256}"))
}

/// The records of `articles` as JSON lines, offsets in UTF-8 bytes.
#[cfg(feature = "files")]
fn json_lines(
    collection: &Collection,
    articles: &[ArticleIdx],
    progress: &mut dyn FnMut(u32, u32),
) -> Result<String, Failure> {
    let mut out = String::new();
    for (n_done, &idx) in (1u32..).zip(articles) {
        let record = record_of_article(collection, idx, OffsetUnit::Utf8Byte);
        let line = serde_json::to_string(&record).map_err(|error| Failure {
            what: format!(
                "The record of {} could not be written: {error}.",
                record.file
            ),
            remedy: "Export the other articles without it.".to_owned(),
        })?;
        out.push_str(&line);
        out.push('\n');
        progress(n_done, articles.len() as u32);
    }
    Ok(out)
}

fn record_of_article(collection: &Collection, article: ArticleIdx, unit: OffsetUnit) -> Record {
    record_of_read(collection, &collection.read_again(article), unit)
}

fn record_of_read(collection: &Collection, read: &Read, unit: OffsetUnit) -> Record {
    let sha256 = sha256(&read.text);
    let writer = Writer {
        id: &sha256[..ID_DIGITS],
        text: &read.text,
        reading: &read.reading,
        said: &read.said,
        offsets: OffsetMap::new(&read.text),
        unit,
    };
    Record {
        schema: record::SCHEMA.to_owned(),
        id: writer.id.to_owned(),
        file: read.origin.file.clone(),
        bytes: read.text.len() as u32,
        offset_unit: to_protocol::offset_unit(unit).to_owned(),
        clean: writer.clean(collection, &read.paragraph_themes(collection.codebook())),
        sentences: writer.sentences(),
        meta: writer.meta(),
        mentions: read
            .reading
            .mentions
            .iter()
            .map(|m| writer.mention(m))
            .collect(),
        entities: writer.entities(),
        roles: writer.roles(),
        meetings: writer.meetings(),
        claims: writer.claims(),
        quotes: writer.quotes(),
        problems: writer.problems(&read.origin),
        sha256,
    }
}

/// The SHA-256 of `text`, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the parts of one record.
struct Writer<'a> {
    id: &'a str,
    text: &'a str,
    reading: &'a Reading,
    said: &'a Said,
    offsets: OffsetMap,
    unit: OffsetUnit,
}

impl Writer<'_> {
    fn stretch(&self, span: Span) -> record::Stretch {
        record::Stretch {
            start: self.offsets.to(self.unit, span.start),
            end: self.offsets.to(self.unit, span.end),
        }
    }

    fn stretches(&self, spans: &[Span]) -> Vec<record::Stretch> {
        spans.iter().map(|&span| self.stretch(span)).collect()
    }

    fn words(&self, span: Span) -> String {
        span.slice(self.text).to_owned()
    }

    fn entity(&self, entity: EntityIdx) -> Option<String> {
        let entity = self.reading.entities.get(entity.0 as usize)?;
        Some(entity.id.clone())
    }

    fn entity_ids(&self, entities: &[EntityIdx]) -> Vec<String> {
        entities.iter().filter_map(|&e| self.entity(e)).collect()
    }

    fn clean(&self, collection: &Collection, themes: &[Vec<ParagraphTheme>]) -> record::Clean {
        let segments = &self.reading.segments;
        let mut clean = record::Clean {
            title: None,
            headings: Vec::new(),
            paragraphs: Vec::new(),
            boilerplate: Vec::new(),
        };
        for zone in &segments.zones {
            let stretch = self.stretch(zone.span);
            match zone.kind {
                ZoneKind::Title => clean.title = Some(stretch),
                ZoneKind::Heading => clean.headings.push(stretch),
                ZoneKind::Paragraph => {}
                ZoneKind::Boilerplate(kind) => clean.boilerplate.push(record::Boilerplate {
                    start: stretch.start,
                    end: stretch.end,
                    kind: to_protocol::boilerplate_key(kind).to_owned(),
                }),
            }
        }
        for (paragraph, themes) in segments.paragraphs.iter().zip(themes) {
            let stretch = self.stretch(paragraph.span);
            clean.paragraphs.push(record::Paragraph {
                start: stretch.start,
                end: stretch.end,
                sentences: [paragraph.sentences.start, paragraph.sentences.end],
                themes: themes.iter().map(|t| self.theme(collection, t)).collect(),
            });
        }
        clean
    }

    fn theme(&self, collection: &Collection, theme: &ParagraphTheme) -> record::Theme {
        let book = collection.codebook();
        let hits = theme.hits.iter().map(|hit| {
            let stretch = self.stretch(hit.span);
            record::TermHit {
                start: stretch.start,
                end: stretch.end,
                term: book.terms[hit.term.0 as usize].text.clone(),
            }
        });
        record::Theme {
            id: book.themes[theme.theme.0 as usize].key.clone(),
            score: theme.score,
            hits: hits.collect(),
        }
    }

    fn sentences(&self) -> Vec<record::Sentence> {
        let sentences = self.reading.segments.sentences.iter();
        sentences
            .map(|sentence| {
                let stretch = self.stretch(sentence.span);
                record::Sentence {
                    start: stretch.start,
                    end: stretch.end,
                    paragraph: sentence.paragraph,
                }
            })
            .collect()
    }

    fn meta(&self) -> record::Meta {
        let meta = &self.reading.meta;
        let is_inferred = meta.date_known == DateKnown::Inferred;
        let (date, date_inferred) = if is_inferred {
            (None, meta.date.clone())
        } else {
            (meta.date.clone(), None)
        };
        record::Meta {
            date,
            date_inferred,
            date_known: to_protocol::date_known_key(meta.date_known).to_owned(),
            date_evidence: meta.date_evidence.map(|span| self.stretch(span)),
            agency: match &self.said.source {
                Some(source) => Some(source.clone()),
                None => meta.agency.map(|span| self.words(span)),
            },
            place_of_report: meta.place_of_report.map(|span| self.words(span)),
            language: None,
        }
    }

    fn mention(&self, mention: &Mention) -> record::Mention {
        let stretch = self.stretch(mention.span);
        let mut out = record::Mention {
            kind: to_protocol::mention_key(mention.kind).to_owned(),
            start: stretch.start,
            end: stretch.end,
            surface: self.words(mention.span),
            entity: mention.entity.and_then(|e| self.entity(e)),
            rule: mention.why.rule.to_owned(),
            nested: mention.nested,
            value: None,
            resolved: None,
            amount: None,
            currency: None,
        };
        match mention.value.as_deref() {
            Some(Value::Date { timex, resolved }) => {
                out.value = Some(record::Value::Timex(timex.clone()));
                out.resolved = Some(*resolved);
            }
            Some(Value::Money {
                amount, currency, ..
            }) => {
                out.amount = Some(*amount);
                out.currency = currency.clone().map(Cow::into_owned);
            }
            Some(Value::Number { number, .. }) => {
                out.value = Some(record::Value::Number(*number));
            }
            None => {}
        }
        out
    }

    fn entities(&self) -> Vec<record::Entity> {
        let entities = self.reading.entities.iter();
        entities
            .map(|entity| record::Entity {
                id: entity.id.clone(),
                kind: to_protocol::mention_key(entity.kind).to_owned(),
                name: entity.name.clone(),
                iso3166: entity.iso3166.clone().map(Cow::into_owned),
                surfaces: entity.surfaces.clone(),
            })
            .collect()
    }

    fn roles(&self) -> Vec<record::Role> {
        let roles = self.reading.roles.iter();
        roles
            .map(|role| record::Role {
                person: role.person.and_then(|e| self.entity(e)),
                role: role.role.clone(),
                org: role.organisation.and_then(|e| self.entity(e)),
                country: role.country.and_then(|e| self.entity(e)),
                basis: to_protocol::basis_key(role.basis).to_owned(),
                evidence: self.stretches(&role.evidence),
            })
            .collect()
    }

    fn meetings(&self) -> Vec<record::Meeting> {
        let meetings = self.reading.meetings.iter().enumerate();
        meetings
            .map(|(at, meeting)| record::Meeting {
                event: format!("E:{}.{at}", self.id),
                kind: to_protocol::meeting_kind_key(meeting.kind).to_owned(),
                status: to_protocol::meeting_status_key(meeting.status).to_owned(),
                participants: self.entity_ids(&meeting.participants),
                parties: self.entity_ids(&meeting.parties),
                places: self.entity_ids(&meeting.places),
                date: meeting.date.and_then(|at| self.meeting_date(at)),
                series: meeting.series.and_then(|e| self.entity(e)),
                edition: meeting.edition,
                evidence: self.stretches(&meeting.evidence),
            })
            .collect()
    }

    fn meeting_date(&self, mention: u32) -> Option<record::MeetingDate> {
        let mention = self.reading.mentions.get(mention as usize)?;
        let (value, resolved) = match mention.value.as_deref() {
            Some(Value::Date { timex, resolved }) => (Some(timex.clone()), *resolved),
            Some(Value::Money { .. } | Value::Number { .. }) | None => (None, false),
        };
        Some(record::MeetingDate {
            surface: Some(self.words(mention.span)),
            value,
            resolved,
        })
    }

    fn claims(&self) -> Vec<record::Claim> {
        let figure = |&at: &u32| {
            let mention = self.reading.mentions.get(at as usize)?;
            Some(self.words(mention.span))
        };
        let claims = self.reading.claims.iter().enumerate();
        claims
            .map(|(at, claim)| record::Claim {
                claim: format!("C:{}.{at}", self.id),
                who: self.entity_ids(&claim.who),
                verb: claim.verb.clone(),
                status: to_protocol::claim_status_key(claim.status).to_owned(),
                figures: claim.figures.iter().filter_map(figure).collect(),
                attributed_to: claim.attributed_to.and_then(|e| self.entity(e)),
                evidence: self.stretches(&claim.evidence),
            })
            .collect()
    }

    fn quotes(&self) -> Vec<record::Quote> {
        let quotes = self.reading.quotes.iter();
        quotes
            .map(|quote| record::Quote {
                speaker: quote.speaker.and_then(|e| self.entity(e)),
                kind: to_protocol::quote_kind_key(quote.kind).to_owned(),
                quote: self.words(quote.quote),
                cue: quote.cue.map(|span| self.words(span)),
                evidence: self.stretches(&quote.evidence),
            })
            .collect()
    }

    fn problems(&self, origin: &Origin) -> Vec<record::Problem> {
        let problems = to_protocol::problems(origin, self.reading).into_iter();
        problems
            .map(|problem| {
                let span = problem.stretch.map(to_protocol::span_in);
                let stretch = span.map(|span| self.stretch(span));
                record::Problem {
                    start: stretch.map(|s| s.start),
                    end: stretch.map(|s| s.end),
                    what: problem.what,
                }
            })
            .collect()
    }
}
