//! Zones: title, headings, paragraphs, boilerplate.

use crate::character::is_line_break;
use crate::{Span, boilerplate};

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
    let lines = lines(text);
    let mut zones: Vec<Zone> = Vec::with_capacity(lines.len());
    for (i, &span) in lines.iter().enumerate() {
        if let Some((kind, rule)) = boilerplate::whole(text, span) {
            zones.push(Zone {
                span,
                kind: ZoneKind::Boilerplate(kind),
                rule,
            });
            continue;
        }
        let next = lines[i + 1..]
            .iter()
            .find(|&&next| boilerplate::whole(text, next).is_none());
        let first = !zones
            .iter()
            .any(|zone| !matches!(zone.kind, ZoneKind::Boilerplate(_)));
        let (kind, rule) = match next {
            Some(&next) if first && is_headline(span.slice(text), 250) && !next.is_empty() => {
                (ZoneKind::Title, "title: first line, no sentence")
            }
            Some(&next) if is_headline(span.slice(text), 90) && next.len() > 90 => {
                (ZoneKind::Heading, "heading: short line before a paragraph")
            }
            _ => (ZoneKind::Paragraph, "paragraph"),
        };
        zones.push(Zone { span, kind, rule });
    }
    zones
}

/// The lines of `text` that hold anything, trimmed.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    for line in text[at..].split_inclusive(is_line_break) {
        let start = at + line.len() - line.trim_start().len();
        let span = Span::at(start, start + line.trim().len());
        if !span.is_empty() {
            lines.push(span);
        }
        at += line.len();
    }
    lines
}

/// Whether `line` can stand above paragraphs: at most `most` bytes, beginning
/// with a capital or digit, and no mark at its end that ends or continues a
/// sentence.
fn is_headline(line: &str, most: usize) -> bool {
    line.len() <= most
        && !line.ends_with(['.', ':', ';', ',', '!', '…', '-', '–', '—'])
        && line
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
}
