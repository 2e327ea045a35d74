//! Zones: title, headings, paragraphs, boilerplate.

use crate::Span;

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
    let mut zones = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        let span = Span::at(start, start + line.trim().len());
        if !span.is_empty() {
            zones.push(Zone {
                span,
                kind: ZoneKind::Paragraph,
                rule: "paragraph",
            });
        }
        at += line.len();
    }
    zones
}
