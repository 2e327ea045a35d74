//! The answer to `Open`: one article with all its marks.

use chancery_collection::{Collection, Hit, HitKind, Lens, Selected, TermHit, ValueIdx, value};
use chancery_extract::record::QuoteKind;
use chancery_extract::{EntityIdx, Mention, Reading};
use chancery_protocol::answer::{Article, Mark};
use chancery_protocol::ask::{self, ArticleId, Layer};
use chancery_text::{Span, flatten};

use crate::{export, to_protocol};

pub(crate) fn open(
    collection: &Collection,
    id: ArticleId,
    selection: &ask::Selection,
) -> Option<Article> {
    let article = collection.article(chancery_collection::ArticleIdx(id.0))?;
    let selected = collection.select(&to_protocol::selection_in(selection));
    let read = collection.read_again(chancery_collection::ArticleIdx(id.0));
    let (text, reading) = (&article.text, &read.reading);
    let hits = selected.hits(collection, chancery_collection::ArticleIdx(id.0));
    let mut marks = mention_marks(collection, &selected, text, reading);
    marks.extend(theme_marks(collection, &selected, &read.term_hits));
    marks.extend(find_marks(text, &hits));
    marks.extend(record_marks(text, reading));
    chancery_text::sort::sort_by_key(&mut marks, |m| {
        (m.stretch.start, std::cmp::Reverse(m.stretch.end), m.layer)
    });
    let spans: Vec<Span> = marks
        .iter()
        .map(|m| to_protocol::span_in(m.stretch))
        .collect();
    let runs = flatten(Span::at(0, text.len()), &spans);
    Some(Article {
        article: id,
        file: article.origin.file.clone(),
        text: text.clone(),
        title: article.title.text.clone(),
        title_is_first_words: article.title.is_first_words,
        date: article.meta.date.clone(),
        date_known: to_protocol::date_known(article.meta.date_known),
        date_evidence: article.meta.date_evidence.map(to_protocol::stretch),
        source: article.source(),
        address: article.origin.address.clone(),
        n_words: article.n_words,
        zones: reading
            .segments
            .zones
            .iter()
            .map(to_protocol::zone)
            .collect(),
        sentences: article.sentences().map(to_protocol::stretch).collect(),
        marks,
        runs: to_protocol::runs(&runs),
        problems: to_protocol::problems(&article.origin, reading),
        sha256: export::sha256(text),
    })
}

fn mention_marks(
    collection: &Collection,
    selected: &Selected,
    text: &str,
    reading: &Reading,
) -> Vec<Mark> {
    let mark = |mention: &Mention| {
        let key = value::mention_key(text, mention, &reading.entities);
        let lens = Lens::of(mention.kind);
        let chosen = lens
            .zip(key.as_deref())
            .and_then(|(lens, key)| collection.value(lens, key));
        let entity = mention
            .entity
            .and_then(|e| reading.entities.get(e.0 as usize));
        let label = match (chosen, entity) {
            (Some(value), _) => collection.values()[value.0 as usize].label.clone(),
            (None, Some(entity)) => entity.name.clone(),
            (None, None) => mention.span.slice(text).to_owned(),
        };
        Mark {
            stretch: to_protocol::stretch(mention.span),
            layer: to_protocol::layer(HitKind::Mention(mention.kind)),
            key,
            label,
            rule: mention.why.rule.to_owned(),
            detail: mention.why.detail.clone().into_owned(),
            normal: value::normal_words(mention),
            hit: chosen.is_some_and(|value| is_chosen(collection, selected, value)),
            nested: mention.nested,
            corrected: mention.why.rule == chancery_extract::mend::RULE
                || entity.is_some_and(|e| e.mended),
        }
    };
    reading.mentions.iter().map(mark).collect()
}

fn theme_marks(collection: &Collection, selected: &Selected, hits: &[TermHit]) -> Vec<Mark> {
    let book = collection.codebook();
    let mark = |hit: &TermHit| {
        let term = &book.terms[hit.term.0 as usize];
        let theme = &book.themes[term.theme.0 as usize];
        Mark {
            stretch: to_protocol::stretch(hit.span),
            layer: Layer::Theme,
            key: Some(theme.key.clone()),
            label: theme.label.clone(),
            rule: term.text.clone(),
            detail: format!("the term “{}” of the codebook {}", term.text, book.name),
            normal: None,
            hit: is_chosen(collection, selected, ValueIdx(term.theme.0)),
            nested: false,
            corrected: false,
        }
    };
    hits.iter().map(mark).collect()
}

fn find_marks(text: &str, hits: &[Hit]) -> Vec<Mark> {
    let found = hits.iter().filter(|hit| hit.kind == HitKind::Find);
    found
        .map(|hit| Mark {
            stretch: to_protocol::stretch(hit.span),
            layer: Layer::Find,
            key: None,
            label: hit.span.slice(text).to_owned(),
            rule: "find".to_owned(),
            detail: "words of the query line".to_owned(),
            normal: None,
            hit: true,
            nested: false,
            corrected: false,
        })
        .collect()
}

/// The words that claims, meetings and quotes rest on, each with what it comes to.
fn record_marks(text: &str, reading: &Reading) -> Vec<Mark> {
    let names = |entities: &[EntityIdx]| {
        let known = entities
            .iter()
            .filter_map(|e| reading.entities.get(e.0 as usize));
        known.map(|e| e.name.clone()).collect::<Vec<_>>().join(", ")
    };
    let normal = |mention: u32| value::normal_words(reading.mentions.get(mention as usize)?);
    let mark = |span: Span, layer, parts: Vec<String>, rule: &str, detail: String| Mark {
        stretch: to_protocol::stretch(span),
        layer,
        key: None,
        label: joined(parts, " · "),
        rule: rule.to_owned(),
        detail,
        normal: None,
        hit: false,
        nested: false,
        corrected: false,
    };
    let mut marks = Vec::new();
    for claim in &reading.claims {
        let status = to_protocol::claim_status_key(claim.status).replace('_', " ");
        let figures = claim.figures.iter().filter_map(|&m| normal(m));
        let parts = vec![status, names(&claim.who), joined(figures.collect(), ", ")];
        let by = claim.attributed_to.map(|e| names(&[e])).unwrap_or_default();
        let detail = match by.as_str() {
            "" => format!("“{}”", claim.verb),
            by => format!("“{}”, as {by} has it", claim.verb),
        };
        for &span in &claim.evidence {
            let (parts, detail) = (parts.clone(), detail.clone());
            marks.push(mark(
                span,
                Layer::Claim,
                parts,
                "the verb and its clause",
                detail,
            ));
        }
    }
    for meeting in &reading.meetings {
        let who = if meeting.participants.is_empty() {
            &meeting.parties
        } else {
            &meeting.participants
        };
        let parts = vec![
            to_protocol::meeting_kind_key(meeting.kind).to_owned(),
            names(who),
            names(&meeting.places),
            meeting.date.and_then(normal).unwrap_or_default(),
            to_protocol::meeting_status_key(meeting.status).to_owned(),
        ];
        let series = meeting.series.map(|e| names(&[e])).unwrap_or_default();
        let edition = meeting.edition.map(|n| format!("no. {n}"));
        let detail = joined(vec![series, edition.unwrap_or_default()], ", ");
        for &span in &meeting.evidence {
            let (parts, detail) = (parts.clone(), detail.clone());
            marks.push(mark(
                span,
                Layer::Meeting,
                parts,
                "a word for meeting",
                detail,
            ));
        }
    }
    for quote in &reading.quotes {
        let speaker = quote.speaker.map(|e| names(&[e]));
        let speaker = speaker.unwrap_or_else(|| "speaker not named".to_owned());
        let parts = vec![speaker, to_protocol::quote_kind_key(quote.kind).to_owned()];
        let cue = quote.cue.map(|c| format!("“{}”", c.slice(text)));
        let rule = match quote.kind {
            QuoteKind::Direct => "quotation marks",
            QuoteKind::Indirect => "a verb of saying",
        };
        marks.push(mark(
            quote.quote,
            Layer::Quote,
            parts,
            rule,
            cue.unwrap_or_default(),
        ));
    }
    marks
}

/// Those of `parts` that say something.
fn joined(mut parts: Vec<String>, between: &str) -> String {
    parts.retain(|p| !p.is_empty());
    parts.join(between)
}

/// Whether `value` or one that it stands under is chosen.
fn is_chosen(collection: &Collection, selected: &Selected, value: ValueIdx) -> bool {
    collection
        .lineage(value)
        .any(|v| selected.chosen.contains(&v))
}
