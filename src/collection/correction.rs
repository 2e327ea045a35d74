//! Corrections: what a person says against the readings of a collection.
//!
//! They are a list, in the order said, laid over what was read: nothing that was
//! read is changed, so that a correction taken out of the list leaves no trace. Which
//! articles each is about is found here; how it is laid over one article's reading
//! lives in `chancery_extract::mend`.
//!
//! Example: with `Says::Date(Some("2024-08-20"))` said of article 0, its
//! "Thursday" becomes 15 August 2024 in every list, count and export.

use chancery_extract::{Given, Mend};
use chancery_text::Span;

use crate::article::{ArticleIdx, Origin};

/// One thing that a person says.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Correction {
    /// The article it is said of; `None` for all of them.
    pub article: Option<ArticleIdx>,
    /// What is said.
    pub says: Says,
}

/// What is said of an article.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Says {
    /// The day it was published, ISO 8601; `None` when that is not known, whatever
    /// its text seems to say.
    Date(Option<String>),
    /// Its headline.
    Title(String),
    /// Publisher or agency.
    Source(String),
    /// Something about its words.
    Mend(Mend),
    /// Whether reports are of the same.
    Pair(Pair),
}

/// A report that articles are held to make: the words it rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// Which article.
    pub article: ArticleIdx,
    /// Where it stands.
    pub span: Span,
    /// The words themselves.
    pub words: String,
}

/// Whether one report is of what others report.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pair {
    /// Whether they are of one thing.
    pub is_same: bool,
    /// The one.
    pub one: Place,
    /// The others.
    pub others: Vec<Place>,
}

impl Pair {
    /// What is said of the reports at two places: that they are the same, or not.
    pub(crate) fn says(
        &self,
        a: &dyn Fn(&Place) -> bool,
        b: &dyn Fn(&Place) -> bool,
    ) -> Option<bool> {
        let either = |x: &dyn Fn(&Place) -> bool, y: &dyn Fn(&Place) -> bool| {
            x(&self.one) && self.others.iter().any(y)
        };
        (either(a, b) || either(b, a)).then_some(self.is_same)
    }
}

/// What a person says of one article as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// The day it was published, or that it is not known.
    pub date: Option<Option<String>>,
    /// Its headline.
    pub title: Option<String>,
    /// Publisher or agency.
    pub source: Option<String>,
}

impl Said {
    /// What the reading is told of an article that came from `origin`.
    pub(crate) fn given(&self, origin: &Origin) -> Given {
        match &self.date {
            None => origin.given(),
            Some(date) => Given {
                undated: date.is_none(),
                date: date.clone(),
            },
        }
    }
}

/// What a list of corrections says of one article.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    pub(crate) said: Said,
    pub(crate) mends: Vec<Mend>,
    /// Of each mend the place of its correction in the list.
    mend_of: Vec<usize>,
    /// Places of what is said of the article as a whole.
    whole: Vec<usize>,
}

impl Laid {
    /// What `list` says of `article`; of one that is not yet in the collection what
    /// is said of all.
    pub(crate) fn new(list: &[Correction], article: Option<ArticleIdx>) -> Self {
        let mut laid = Self::default();
        for (at, correction) in list.iter().enumerate() {
            if correction.article.is_some() && correction.article != article {
                continue;
            }
            match &correction.says {
                Says::Date(date) => laid.said.date = Some(date.clone()),
                Says::Title(title) => laid.said.title = Some(title.clone()),
                Says::Source(source) => laid.said.source = Some(source.clone()),
                Says::Mend(mend) => {
                    laid.mends.push(mend.clone());
                    laid.mend_of.push(at);
                    continue;
                }
                Says::Pair(_) => continue,
            }
            laid.whole.push(at);
        }
        laid
    }

    /// Places in the list of what had its words, after the mends were laid.
    pub(crate) fn found(&self, mended: &[bool]) -> Vec<usize> {
        let mends = self.mend_of.iter().zip(mended);
        let found = mends.filter(|(_, found)| **found).map(|(&at, _)| at);
        self.whole.iter().copied().chain(found).collect()
    }
}

impl Correction {
    /// Whether it may say something of an article with this text, whose entities are asked for by
    /// `names`.
    pub(crate) fn may_touch(
        &self,
        idx: ArticleIdx,
        text: &[u8],
        names: impl Fn(&str) -> bool,
    ) -> bool {
        if self.article.is_some_and(|of| of != idx) {
            return false;
        }
        match &self.says {
            Says::Date(_) | Says::Title(_) | Says::Source(_) => true,
            // Nothing is read otherwise for it.
            Says::Pair(_) => false,
            Says::Mend(Mend::Entity { id, into, .. }) => names(id) || names(into),
            Says::Mend(
                Mend::Drop { at, .. }
                | Mend::Kind { at, .. }
                | Mend::Add { at, .. }
                | Mend::Name { at, .. },
            ) => str::from_utf8(text).is_ok_and(|text| text.contains(at.words.as_str())),
        }
    }
}
