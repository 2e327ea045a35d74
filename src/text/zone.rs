//! Zones: title, headings, paragraphs, boilerplate.
//!
//! A line is boilerplate if a pattern takes it whole; the first line of the rest
//! is the title if it is no sentence; a short line that is no sentence and
//! stands above prose is a heading; all else is paragraphs. Out of these come
//! the sentences that are boilerplate. How boilerplate is known stands in
//! `boilerplate` and `opening`.
//!
//! ```
//! use chancery_text::{ZoneKind, segment};
//!
//! let text = "Talks open\n\nHANOI (AP) - Envoys met on Monday. (With inputs from PTI)";
//! let zones = segment(text).zones;
//! assert_eq!(zones[0].kind, ZoneKind::Title);
//! assert_eq!(zones[1].span.slice(text), "HANOI (AP) -");
//! assert_eq!(zones[2].span.slice(text), "Envoys met on Monday.");
//! assert_eq!(zones.len(), 4);
//! ```

use crate::boilerplate::{self, Verdict};
use crate::character::{is_apostrophe, is_closing};
use crate::line::{self, is_list_item};
use crate::opening::{date_line, opening};
use crate::{Span, sentence};

/// Why a zone is not part of the article's own words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BoilerplateKind {
    /// "Advertisement".
    Advertisement,
    /// "Leave a Reply", "Your email address will not be published."
    CommentForm,
    /// "Sources By Agencies".
    SourceLine,
    /// "date 2023-07-28".
    MetadataDate,
    /// "MANILA (AP) -".
    Dateline,
    /// "(This story has been corrected …)".
    EditorNote,
    /// "Photo: AFP".
    PhotoCredit,
    /// "File photo of …".
    PhotoCaption,
    /// "Read more: …".
    RelatedLink,
    /// "Click here to …".
    CallToAction,
    /// "Reporting by …; editing by …".
    ContributorLine,
    /// "Home > World > Asia".
    Navigation,
    /// "Sign up for our newsletter".
    Subscription,
}

/// What kind of zone it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ZoneKind {
    /// The article's headline.
    Title,
    /// A line that is not a sentence and introduces paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// Not the article's own words.
    Boilerplate(BoilerplateKind),
}

/// One zone, trimmed of white space. Every byte of a text that is not white
/// space lies in exactly one zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zone {
    /// Where it stands.
    pub span: Span,
    /// What kind it is.
    pub kind: ZoneKind,
    /// The rule that decided it, e.g. "boilerplate.comment_form: leave a reply".
    pub rule: &'static str,
}

/// The zones of `text`, in order.
pub(crate) fn zones(text: &str) -> Vec<Zone> {
    let pieces = pieces(text);
    let body: Vec<Span> = pieces
        .iter()
        .filter(|p| p.verdict.is_none())
        .map(|p| p.span)
        .collect();
    let mut kinds = kinds(text, &body).into_iter();
    let mut zones = Vec::with_capacity(pieces.len());
    let mut n_paragraphs = 0;
    for piece in &pieces {
        if let Some(verdict) = piece.verdict {
            zones.push(boilerplate_zone(piece.span, verdict));
            continue;
        }
        match kinds.next() {
            Some((kind, rule)) if kind != ZoneKind::Paragraph => zones.push(Zone {
                span: piece.span,
                kind,
                rule,
            }),
            _ => {
                n_paragraphs += 1;
                split_paragraph(text, piece.span, n_paragraphs <= DATELINE_REACH, &mut zones);
            }
        }
    }
    zones
}

/// How many paragraphs from the start may open with a dateline: a standfirst or
/// two may stand before it.
const DATELINE_REACH: usize = 3;

const fn boilerplate_zone(span: Span, (kind, rule): Verdict) -> Zone {
    Zone {
        span,
        kind: ZoneKind::Boilerplate(kind),
        rule,
    }
}

/// A line, and its verdict if all of it is boilerplate.
struct Piece {
    span: Span,
    verdict: Option<Verdict>,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut in_body = false;
    line::lines(text)
        .into_iter()
        .map(|span| {
            let verdict = boilerplate::whole(text, span)
                .filter(|verdict| in_body || !may_head(verdict))
                .or_else(|| date_line(text, span));
            in_body |= verdict.is_none();
            Piece { span, verdict }
        })
        .collect()
}

/// Whether the first line of a text can be a headline though a pattern takes it:
/// "Watch: Envoys meet in Hanoi".
fn may_head((kind, rule): &Verdict) -> bool {
    use BoilerplateKind::{CallToAction, RelatedLink, Subscription};
    matches!(kind, CallToAction | RelatedLink | Subscription) && rule.ends_with('*')
}

/// The kind of each line of the `body`, and the rule that decided it.
fn kinds(text: &str, body: &[Span]) -> Vec<(ZoneKind, &'static str)> {
    let mut kinds = vec![(ZoneKind::Paragraph, "paragraph: a line of running text"); body.len()];
    let mut at = 0;
    if let [first, rest @ ..] = body
        && is_title(text, *first)
        && rest.iter().any(|&line| is_prose(text, line))
    {
        kinds[0] = (ZoneKind::Title, "title: the first line, and no sentence");
        at = 1;
    }
    while at < body.len() {
        let run = body[at..]
            .iter()
            .take_while(|&&line| is_heading(text, line))
            .count();
        let above = body.get(at + run).is_some_and(|&line| is_prose(text, line));
        if above && run <= MOST_HEADINGS {
            let rule = "heading: a short line that is no sentence, above a paragraph";
            kinds[at..at + run].fill((ZoneKind::Heading, rule));
        }
        at += run + 1;
    }
    kinds
}

/// More short lines than this in a row are a list or a table.
const MOST_HEADINGS: usize = 2;

/// No headline is longer: bytes.
const LONGEST_TITLE: u32 = 300;
/// No heading is longer: bytes.
const LONGEST_HEADING: u32 = 120;
/// A line of this length is prose whatever it ends with: bytes.
const PROSE: u32 = 90;

/// Whether the first line of a text is its headline.
fn is_title(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() <= LONGEST_TITLE
        && (is_no_sentence(line) || is_shouted_or_capitalised(line))
        && !is_list_item(line)
        && (span.len() <= LONGEST_TITLE / 2 || sentence::sentences(text, span).len() == 1)
        && opening(text, span, true).is_none()
}

/// Whether a line can stand above paragraphs.
fn is_heading(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() <= LONGEST_HEADING
        && is_no_sentence(line)
        && !is_table_row(line)
        && !is_clause(line)
        && sentence::sentences(text, span).len() == 1
        && opening(text, span, true).is_none()
}

/// Whether a line is running text that a heading may stand above.
fn is_prose(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() >= PROSE
        || is_list_item(line)
        || (span.len() >= 30 && !is_no_sentence(line))
        || sentence::sentences(text, span).len() > 1
}

/// Whether a line begins as a headline does and ends with no mark that ends or
/// carries on a sentence; a question may head a part.
fn is_no_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    let last_word = bare.rsplit(' ').next().unwrap_or("");
    let abbreviated = last_word.trim_end_matches('.').contains('.');
    let ends = bare.ends_with([':', ';', ',', '!', '…', '-', '–', '—', '。', '।'])
        || (bare.ends_with('.') && !abbreviated);
    !ends
        && line
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
}

/// "Envoys Meet in Hanoi.": nearly every longer word has a capital.
fn is_shouted_or_capitalised(line: &str) -> bool {
    let long = line.split_whitespace().filter(|word| word.len() > 4);
    let (n, capitals) = long.fold((0, 0), |(n, capitals), word| {
        (
            n + 1,
            capitals + usize::from(!word.starts_with(char::is_lowercase)),
        )
    });
    n >= 3 && capitals * 10 >= n * 9
}

/// Whether half of the words of a line or many are figures, or none are words.
fn is_table_row(line: &str) -> bool {
    let (mut n, mut figures, mut words) = (0, 0, 0);
    for word in line.split_whitespace() {
        n += 1;
        figures += usize::from(word.contains(|c: char| c.is_ascii_digit()));
        words += usize::from(word.contains(char::is_alphabetic));
    }
    figures * 2 > n || figures > 3 || words == 0
}

/// Whether a longer line with few capitals has a verb that headings do without:
/// a sentence that lost its full stop.
fn is_clause(line: &str) -> bool {
    const VERBS: [&str; 15] = [
        "are", "had", "has", "have", "is", "said", "say", "says", "told", "was", "were", "will",
        "would", "been", "said,",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() >= 9
        && !line.ends_with('?')
        && words.iter().any(|word| VERBS.contains(word))
        && !is_shouted_or_capitalised(line)
}

/// Appends the zones of a line of running text: the paragraph, and the
/// boilerplate inside it.
fn split_paragraph(text: &str, line: Span, mut start: bool, zones: &mut Vec<Zone>) {
    let mut open = line.start;
    let mut before: Option<Span> = None;
    for whole in sentence::sentences(text, line) {
        let mut at = whole.start.max(open);
        while at < whole.end
            && let Some((end, verdict)) = opening(text, Span::new(at, line.end), start)
        {
            let caption = before
                .filter(|_| verdict.0 == BoilerplateKind::PhotoCredit)
                .filter(|&before| before.start >= open && is_caption(before.slice(text)));
            push_paragraph(
                text,
                Span::new(open, caption.map_or(at, |caption| caption.start)),
                zones,
            );
            zones.extend(caption.map(|span| boilerplate_zone(span, CAPTION)));
            zones.push(boilerplate_zone(Span::new(at, end as u32), verdict));
            at = skip_blank(text, end as u32, line.end);
            open = at;
        }
        if at >= whole.end {
            continue;
        }
        let span = Span::new(at, whole.end);
        if let Some(verdict) = boilerplate::sentence(text, span) {
            push_paragraph(text, Span::new(open, at), zones);
            zones.push(boilerplate_zone(span, verdict));
            open = skip_blank(text, span.end, line.end);
        } else {
            start = false;
            before = Some(span);
        }
    }
    push_paragraph(text, Span::new(open, line.end), zones);
}

fn push_paragraph(text: &str, span: Span, zones: &mut Vec<Zone>) {
    let words = span.slice(text);
    let len = words.trim_end().len() as u32;
    if len > 0 {
        zones.push(Zone {
            span: Span::new(span.start, span.start + len),
            kind: ZoneKind::Paragraph,
            rule: "paragraph: a line of running text",
        });
    }
}

fn skip_blank(text: &str, at: u32, end: u32) -> u32 {
    let rest = Span::new(at, end).slice(text);
    at + (rest.len() - rest.trim_start().len()) as u32
}

const CAPTION: Verdict = (
    BoilerplateKind::PhotoCaption,
    "boilerplate.photo_caption: what a picture shows, before its credit",
);

/// Whether a sentence before a picture credit tells what the picture shows: in
/// the present, of looks and places, with no speech.
fn is_caption(sentence: &str) -> bool {
    const SHOWN: [&str; 46] = [
        "addresses",
        "arrive",
        "arrives",
        "attend",
        "attends",
        "center",
        "centre",
        "deliver",
        "delivers",
        "file",
        "fire",
        "gather",
        "gestures",
        "greets",
        "hold",
        "holds",
        "image",
        "inspect",
        "inspects",
        "leave",
        "leaves",
        "left",
        "listens",
        "looks",
        "meets",
        "operate",
        "photo",
        "pictured",
        "pose",
        "poses",
        "right",
        "seen",
        "shake",
        "shakes",
        "shows",
        "sits",
        "speak",
        "speaks",
        "stand",
        "stands",
        "take",
        "view",
        "walk",
        "walks",
        "waves",
        "work",
    ];
    !sentence.contains(['“', '"', '”'])
        && sentence
            .split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
            .all(|w| w != "said")
        && sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| SHOWN.binary_search(&word).is_ok())
}
