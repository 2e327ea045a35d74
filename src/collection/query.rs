//! The query line: what it asks for. How that is found is told in
//! `crate::search`.
//!
//! ```text
//! trade talks           both words           trade -tariff    NOT tariff
//! "free trade"          the phrase           a OR b, (a OR b) AND c
//! invest*  w?man        globs                ~Jaishankar      almost that word
//! oil NEAR/5 price      within five words    in:title talks   in the headline
//! theme:trade  who:"S Jaishankar"  org:NATO  place:Japan  role:"foreign minister"
//! programme:Quad  date:2023..2024  amount:>1e12 JPY  published:2024-08
//! ```
//!
//! Words are compared folded; a word with hyphens is a phrase. AND binds before
//! OR, NEAR before AND; operators are in capitals. Reading a query never fails:
//! what is not understood is taken as words or passed over, and named.

mod read;

pub(crate) use read::decimal;

use chancery_text::Span;

use crate::index::Pattern;
use crate::value::Lens;

/// A query as read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    /// What is asked for; `None` when nothing is.
    pub(crate) root: Option<Node>,
    /// What was not understood, in the order of the line.
    pub problems: Vec<QueryProblem>,
}

/// Something in a query line that was not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueryProblem {
    /// Where in the line, in UTF-8 bytes.
    pub span: Span,
    /// What, and how it was taken, in one sentence.
    pub what: String,
}

/// A part of a query.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Node {
    /// Words that follow each other; never empty.
    Phrase(Vec<Pattern>),
    /// Both, at most so many words apart, in any order.
    Near(Box<Node>, Box<Node>, u32),
    /// All of them.
    All(Vec<Node>),
    /// Any of them.
    Any(Vec<Node>),
    /// Articles without it.
    Not(Box<Node>),
    /// In the headline.
    InTitle(Box<Node>),
    /// A value of a lens, named by its key or by words of its label or wordings.
    Value(Lens, Vec<Pattern>, String),
    /// Dates in the text that lie within a period.
    Dated(Period),
    /// Articles published within a period.
    Published(Period),
    /// Sums.
    Amount(Amount),
}

/// From one day, month or year to another, both included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Period {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Sums between two bounds, in one currency or in any.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Amount {
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) currency: Option<String>,
}

impl Query {
    /// Reads a query line.
    pub fn new(line: &str) -> Self {
        read::read(line)
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }
}

impl Period {
    /// Whether `date`, a calendar value as `2023-07-27` or `2023-07`, lies within.
    pub(crate) fn holds(&self, date: &str) -> bool {
        let is_calendar = date.starts_with(|c: char| c.is_ascii_digit()) && date.len() >= 4;
        let not_after = |date: &str| match date.get(..self.to.len()) {
            Some(start) => start <= self.to.as_str(),
            // Coarser than the bound: a year is within a period that ends in it.
            None => date <= self.to.as_str(),
        };
        is_calendar && date >= self.from.as_str() && not_after(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_hold_dates() {
        let period = |from: &str, to: &str| Period {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let cases = [
            ("2023", "2024", "2023-07-27", true),
            ("2023", "2024", "2024-12-31", true),
            ("2023", "2024", "2025", false),
            ("2023", "2024", "2022-12-31", false),
            ("2023-07", "2023-07", "2023-07-27", true),
            ("2023-07", "2023-07", "2023-08", false),
            ("2023", "2023-06", "2023", true),
            ("2023", "2024", "XXXX-WXX-4", false),
            ("2023", "2024", "P5Y", false),
            ("2023", "2024", "日本", false),
        ];
        for (from, to, date, expected) in cases {
            assert_eq!(
                period(from, to).holds(date),
                expected,
                "{date} in {from}..{to}"
            );
        }
    }
}
