//! What an article says of itself: its date, agency and place.

use chancery_text::{Segments, Span};

/// What is known of an article from outside its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// The day it was published, as ISO 8601 `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// How an article's date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DateKnown {
    /// It stands in the text, in a metadata line or a dateline.
    Stated,
    /// It follows from a full date that the text gives with a weekday or "today".
    Inferred,
    /// The file or the user gave it.
    Given,
    /// It is not known.
    #[default]
    Unknown,
}

/// What an article says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meta {
    /// ISO 8601 `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How `date` is known.
    pub date_known: DateKnown,
    /// The words that say the date.
    pub date_evidence: Option<Span>,
    /// The agency it came from, as written.
    pub agency: Option<Span>,
    /// The place it was reported from, as written.
    pub place_of_report: Option<Span>,
}

pub(crate) fn meta(_text: &str, _segments: &Segments, given: &Given) -> Meta {
    let date_known = if given.date.is_some() {
        DateKnown::Given
    } else {
        DateKnown::Unknown
    };
    Meta {
        date: given.date.clone(),
        date_known,
        ..Meta::default()
    }
}
