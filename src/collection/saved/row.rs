//! What is kept of each type, and how the parts make a collection again.
//!
//! What follows from other parts is not kept: which articles hold a lens value and
//! how often stands with the articles. Of lists in text order the steps are kept.

use chancery_extract::record::{ClaimStatus, MeetingKind, MeetingStatus};
use chancery_extract::{DateKnown, MentionKind, Meta};
use chancery_text::Span;

use super::coding::{Saved, load_bytes, save_bytes, saved_enum, saved_struct};
use crate::article::{Article, ArticleIdx, Hit, HitKind, Origin, Sentence, Title};
use crate::codebook::{Codebook, Scope, Term, TermKind, Theme, ThemeIdx};
use crate::correction::Said;
use crate::entity::{Entities, Entity};
use crate::holding::Holdings;
use crate::index::Index;
use crate::part::Bytes;
use crate::person::{OfficeReport, PersonReport};
use crate::report::{ClaimReport, Feature, FeatureKind, MeetingReport, Name, Reports};
use crate::reprint::Sketch;
use crate::tally::Tally;
use crate::value::{Lens, LensValue, ValueIdx, Values};
use crate::word::Stretch;

saved_struct!(Codebook {
    name,
    themes,
    terms,
    scope
});
saved_struct!(Theme {
    key,
    label,
    definition,
    parent
});
saved_struct!(Term { text, theme, kind });
saved_enum!(TermKind { Full, Weak, Not });
saved_enum!(Scope { Dictionary, Key });
saved_struct!(Origin {
    file,
    title,
    date,
    publisher,
    address,
    problems
});
saved_struct!(Title {
    text,
    is_first_words
});
saved_struct!(Meta {
    date,
    date_known,
    date_evidence,
    agency,
    place_of_report
});
saved_enum!(DateKnown {
    Stated,
    Inferred,
    Given,
    Unknown
});
saved_enum!(MentionKind {
    Person,
    Organisation,
    Place,
    Norp,
    Date,
    Money,
    Number,
    Role,
    Programme,
    Equipment
});
saved_enum!(Lens {
    Theme,
    Person,
    Organisation,
    Place,
    Date,
    Money,
    Role,
    Programme
});
saved_struct!(Tally { counts });
saved_struct!(ClaimReport {
    article,
    number,
    span,
    status,
    countries,
    bodies,
    who,
    features,
    sums,
    dates,
    is_singular
});
saved_struct!(MeetingReport {
    article,
    number,
    spans,
    kind,
    status,
    participants,
    parties,
    places,
    lands,
    date,
    series,
    edition
});
saved_struct!(Feature {
    name,
    kind,
    is_strong,
    at
});
saved_enum!(FeatureKind {
    Topic,
    Sum,
    Named,
    Word
});
saved_struct!(PersonReport {
    person,
    words,
    article
});
saved_struct!(OfficeReport {
    role,
    country,
    person,
    article,
    span
});
saved_enum!(ClaimStatus {
    Agreed,
    Committed,
    Reaffirmed,
    Target,
    Intended,
    Planned,
    Discussed,
    Requested,
    CalledFor,
    Hoped,
    Possible,
    Negotiating,
    Signed,
    NotAgreed,
    Ongoing,
    Done,
    Position,
    Statement,
    Assessment
});
saved_enum!(MeetingKind {
    Talks,
    Visit,
    Summit,
    Dialogue,
    Conference,
    Signing,
    Exercise
});
saved_enum!(MeetingStatus {
    Held,
    Planned,
    Ongoing,
    Mentioned
});

/// A number of its own type.
macro_rules! saved_number {
    ($($type:ident),*) => {$(
        impl Saved for $type {
            fn save(&self, out: &mut Vec<u8>) {
                self.0.save(out);
            }

            fn load(from: &mut &[u8]) -> Option<Self> {
                Some(Self(u32::load(from)?))
            }
        }
    )*};
}

saved_number!(ArticleIdx, Name, ThemeIdx, ValueIdx);

impl Saved for Span {
    fn save(&self, out: &mut Vec<u8>) {
        self.start.save(out);
        self.len().save(out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let (start, length) = (u32::load(from)?, u32::load(from)?);
        Some(Self::new(start, start.checked_add(length)?))
    }
}

impl Saved for HitKind {
    fn save(&self, out: &mut Vec<u8>) {
        match self {
            Self::Theme => out.push(0),
            Self::Find => out.push(1),
            Self::Mention(kind) => {
                out.push(2);
                kind.save(out);
            }
        }
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        match u8::load(from)? {
            0 => Some(Self::Theme),
            1 => Some(Self::Find),
            2 => Some(Self::Mention(Saved::load(from)?)),
            _ => None,
        }
    }
}

impl Saved for Values {
    fn save(&self, out: &mut Vec<u8>) {
        (self.list.len() as u32).save(out);
        for value in &self.list {
            let LensValue {
                lens,
                key,
                label,
                parent,
                definition,
                labels,
                wordings,
                // They stand with the articles.
                n_hits: _,
                articles: _,
            } = value;
            lens.save(out);
            key.save(out);
            label.save(out);
            parent.save(out);
            definition.save(out);
            labels.save(out);
            wordings.save(out);
        }
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let n = u32::load(from)?;
        let mut list = Vec::new();
        for _ in 0..n {
            list.push(LensValue {
                lens: Saved::load(from)?,
                key: Saved::load(from)?,
                label: Saved::load(from)?,
                parent: Saved::load(from)?,
                definition: Saved::load(from)?,
                labels: Saved::load(from)?,
                wordings: Saved::load(from)?,
                n_hits: 0,
                articles: Vec::new(),
            });
        }
        Self::of_list(list)
    }
}

impl Saved for Entities {
    fn save(&self, out: &mut Vec<u8>) {
        (self.list.len() as u32).save(out);
        for entity in &self.list {
            let Entity {
                id,
                kind,
                name,
                iso3166,
                articles,
                names,
                wordings,
            } = entity;
            id.save(out);
            kind.save(out);
            name.save(out);
            iso3166.save(out);
            save_steps(articles, out);
            names.save(out);
            wordings.save(out);
        }
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let n = u32::load(from)?;
        let mut list = Vec::new();
        for _ in 0..n {
            list.push(Entity {
                id: Saved::load(from)?,
                kind: Saved::load(from)?,
                name: Saved::load(from)?,
                iso3166: Saved::load(from)?,
                articles: load_steps(from)?,
                names: Saved::load(from)?,
                wordings: Saved::load(from)?,
            });
        }
        Self::of_list(list)
    }
}

impl Saved for Reports {
    fn save(&self, out: &mut Vec<u8>) {
        self.names.save(out);
        let mut dates: Vec<(ArticleIdx, String)> = Vec::new();
        // Sorted below.
        #[expect(clippy::iter_over_hash_type, reason = "sorted below")]
        for (&article, date) in &self.dates {
            dates.push((article, date.clone()));
        }
        chancery_text::sort::sort(&mut dates);
        dates.save(out);
        self.claims.save(out);
        self.meetings.save(out);
        self.persons.save(out);
        self.offices.save(out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let names: Vec<Box<str>> = Saved::load(from)?;
        let dates: Vec<(ArticleIdx, String)> = Saved::load(from)?;
        let mut reports = Self::default();
        reports.dates.extend(dates);
        reports.claims = Saved::load(from)?;
        reports.meetings = Saved::load(from)?;
        reports.persons = Saved::load(from)?;
        reports.offices = Saved::load(from)?;
        reports.with_names(names)
    }
}

/// The segments of the index, each after its length.
pub(super) fn save_index(index: &Index, out: &mut Vec<u8>) {
    let buffers = index.buffers();
    (buffers.len() as u32).save(out);
    for buffer in buffers {
        save_bytes(&buffer, out);
    }
}

/// The index whose segments lie in `section`.
pub(super) fn load_index(section: &Bytes) -> Option<Index> {
    let mut from = &section[..];
    let mut buffers = Vec::new();
    for _ in 0..u32::load(&mut from)? {
        let n = load_bytes(&mut from)?.len();
        let end = section.len() - from.len();
        buffers.push(section.part(end - n, end));
    }
    Some(Index::of_buffers(buffers))
}

/// Ascending articles as the steps between them.
fn save_steps(articles: &[ArticleIdx], out: &mut Vec<u8>) {
    (articles.len() as u32).save(out);
    let mut before = 0;
    for article in articles {
        (article.0 - before).save(out);
        before = article.0;
    }
}

fn load_steps(from: &mut &[u8]) -> Option<Vec<ArticleIdx>> {
    let n = u32::load(from)?;
    let (mut articles, mut at) = (Vec::new(), 0u32);
    for _ in 0..n {
        at = at.checked_add(u32::load(from)?)?;
        articles.push(ArticleIdx(at));
    }
    Some(articles)
}

/// The record of an article: all of it but its text. Where it came from is first,
/// after its length, then what it holds, so that each can be read alone.
pub(super) fn save_record(article: &Article, out: &mut Vec<u8>) {
    let Article {
        origin,
        text: _,
        title,
        meta,
        date_hint,
        n_words,
        n_problems,
        sentences,
        zones,
        title_end,
        values: _,
        hits,
        sketch,
        // It is laid over anew.
        said: _,
    } = article;
    let mut origin_bytes = Vec::new();
    origin.save(&mut origin_bytes);
    save_bytes(&origin_bytes, out);
    (article.value_counts().count() as u32).save(out);
    let mut last_value = 0;
    for (value, n_hits) in article.value_counts() {
        (value.0 - last_value).save(out);
        last_value = value.0;
        n_hits.save(out);
    }
    title.save(out);
    meta.save(out);
    date_hint.save(out);
    n_words.save(out);
    n_problems.save(out);
    title_end.save(out);
    let bins: Vec<u8> = sketch.bins.iter().flat_map(|b| b.to_le_bytes()).collect();
    save_bytes(&bins, out);
    save_sentences(sentences, out);
    save_zones(zones, out);
    let mut from = 0;
    for (_, n_hits) in article.value_counts() {
        let to = from + n_hits as usize;
        let mut before = 0;
        for hit in &hits[from..to] {
            hit.span.start.wrapping_sub(before).save(out);
            hit.span.len().save(out);
            hit.kind.save(out);
            before = hit.span.start;
        }
        from = to;
    }
}

/// Where an article came from, from its record.
pub(super) fn load_origin(from: &mut &[u8]) -> Option<Origin> {
    Origin::load(&mut load_bytes(from)?)
}

/// The lens values that an article holds, from its record: those below `n_values`.
pub(super) fn load_holdings(mut record: &[u8], n_values: u32) -> Vec<(ValueIdx, u32)> {
    let from = &mut record;
    let held = load_bytes(from).and_then(|_origin| load_values(from, n_values));
    held.unwrap_or_default()
}

fn load_values(from: &mut &[u8], n_values: u32) -> Option<Vec<(ValueIdx, u32)>> {
    let n = u32::load(from)?;
    let mut values = Vec::with_capacity((n as usize).min(from.len()));
    let mut value = 0u32;
    for at in 0..n {
        let step = u32::load(from)?;
        // Each value once, ascending.
        (at == 0 || step > 0).then_some(())?;
        value = value.checked_add(step)?;
        (value < n_values).then_some(())?;
        values.push((ValueIdx(value), u32::load(from)?));
    }
    Some(values)
}

/// An article of its text and its record; `None` if they are none.
pub(super) fn load_article(text: &[u8], mut record: &[u8], n_values: u32) -> Option<Article> {
    let from = &mut record;
    let text = str::from_utf8(text).ok()?.to_owned();
    let origin = load_origin(from)?;
    let counts = load_values(from, n_values)?;
    let mut article = Article {
        origin,
        text,
        title: Saved::load(from)?,
        meta: Saved::load(from)?,
        date_hint: Saved::load(from)?,
        n_words: Saved::load(from)?,
        n_problems: Saved::load(from)?,
        title_end: Saved::load(from)?,
        sketch: Sketch {
            bins: load_bytes(from)?
                .chunks_exact(2)
                .map(|b| u16::from_le_bytes([b[0], b[1]]))
                .collect(),
        },
        sentences: load_sentences(from)?,
        zones: load_zones(from)?,
        values: Vec::with_capacity(counts.len()),
        hits: Vec::new(),
        said: Said::default(),
    };
    for (value, n_hits) in counts {
        let mut start = 0u32;
        for _ in 0..n_hits {
            start = start.wrapping_add(u32::load(from)?);
            let span = Span::new(start, start.checked_add(u32::load(from)?)?);
            let kind = Saved::load(from)?;
            article.hits.push(Hit { span, kind });
        }
        let end = u32::try_from(article.hits.len()).ok()?;
        article.values.push((value, end));
    }
    let is_within = |span: Span| {
        let (from, to) = (span.start as usize, span.end as usize);
        article.text.is_char_boundary(from) && article.text.is_char_boundary(to)
    };
    let hits = article.hits.iter().map(|h| h.span);
    let sentences = article.sentences.iter().map(|s| s.span);
    let zones = article.zones.iter().map(|z| z.span);
    let mut spans = hits.chain(sentences).chain(zones);
    spans.all(is_within).then_some(())?;
    article.hits.shrink_to_fit();
    Some(article)
}

fn save_zones(zones: &[Stretch], out: &mut Vec<u8>) {
    (zones.len() as u32).save(out);
    let (mut byte, mut position) = (0u32, 0u32);
    for zone in zones {
        zone.span.start.wrapping_sub(byte).save(out);
        zone.span.len().save(out);
        zone.first_position.wrapping_sub(position).save(out);
        (byte, position) = (zone.span.end, zone.first_position);
    }
}

fn load_zones(from: &mut &[u8]) -> Option<Vec<Stretch>> {
    let n = u32::load(from)?;
    let mut zones = Vec::with_capacity((n as usize).min(from.len()));
    let (mut byte, mut position) = (0u32, 0u32);
    for _ in 0..n {
        let start = byte.wrapping_add(u32::load(from)?);
        let span = Span::new(start, start.checked_add(u32::load(from)?)?);
        position = position.wrapping_add(u32::load(from)?);
        byte = span.end;
        zones.push(Stretch {
            span,
            first_position: position,
        });
    }
    Some(zones)
}

fn save_sentences(sentences: &[Sentence], out: &mut Vec<u8>) {
    (sentences.len() as u32).save(out);
    let (mut byte, mut position) = (0u32, 0u32);
    for sentence in sentences {
        sentence.span.start.wrapping_sub(byte).save(out);
        sentence.span.len().save(out);
        sentence.first_position.wrapping_sub(position).save(out);
        let n_positions = sentence.end_position.wrapping_sub(sentence.first_position);
        n_positions.save(out);
        (byte, position) = (sentence.span.end, sentence.end_position);
    }
}

fn load_sentences(from: &mut &[u8]) -> Option<Vec<Sentence>> {
    let n = u32::load(from)?;
    let mut sentences = Vec::new();
    let (mut byte, mut position) = (0u32, 0u32);
    for _ in 0..n {
        let start = byte.wrapping_add(u32::load(from)?);
        let span = Span::new(start, start.checked_add(u32::load(from)?)?);
        let first_position = position.wrapping_add(u32::load(from)?);
        let end_position = first_position.wrapping_add(u32::load(from)?);
        (byte, position) = (span.end, end_position);
        sentences.push(Sentence {
            span,
            first_position,
            end_position,
        });
    }
    Some(sentences)
}

/// Whether every theme of a codebook stands under an earlier one, and every term
/// under one.
pub(super) fn is_sound(codebook: &Codebook) -> bool {
    let mut themes = (0u32..).zip(&codebook.themes);
    let n_themes = codebook.themes.len() as u32;
    themes.all(|(at, theme)| theme.parent.is_none_or(|p| p.0 < at))
        && codebook.terms.iter().all(|term| term.theme.0 < n_themes)
}

/// The lens values of a file; of a table that fits its codebook or its articles not,
/// as many values that nothing holds.
pub(super) fn values(
    mut section: &[u8],
    codebook: &Codebook,
    holdings: &Holdings,
    n_values: u32,
) -> Values {
    let values = Values::load(&mut section).filter(|v| is_placed(&v.list, codebook.themes.len()));
    let values = values.filter(|v| v.list.len() == n_values as usize);
    let mut values = values.unwrap_or_else(|| Values::unknown(codebook, n_values));
    for (article, held) in holdings.iter() {
        for &(value, n_hits) in held {
            if let Some(value) = values.list.get_mut(value.0 as usize) {
                value.n_hits = value.n_hits.saturating_add(n_hits);
                value.articles.push(article);
            }
        }
    }
    values
}

/// Whether the themes come first, and every value stands under an earlier one.
fn is_placed(list: &[LensValue], n_themes: usize) -> bool {
    let is_placed = |(at, value): (usize, &LensValue)| {
        let is_theme = at < n_themes;
        is_theme == (value.lens == Lens::Theme) && value.parent.is_none_or(|p| (p.0 as usize) < at)
    };
    list.len() >= n_themes && list.iter().enumerate().all(is_placed)
}
