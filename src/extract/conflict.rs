//! The choice between findings that overlap.
//!
//! Every rule proposes freely; here the better founded finding stands. What
//! decides is one number, from the table in [`priority`]; of equals the longer
//! wins, then the earlier. A country, city or organisation inside a longer
//! organisation, programme or piece of equipment stays as a nested mention.
//!
//! Example: "Bank of Japan" is proposed as an organisation and "Japan" as a
//! place; the organisation stands, and Japan is nested in it.

use core::cmp::Reverse;
use std::borrow::Cow;
use std::collections::BTreeMap;

use chancery_text::Span;

use crate::{Mention, MentionKind, Why};

/// How well founded a finding is. The one table of priorities.
pub(crate) mod priority {
    /// A long form or its abbreviation, in brackets one beside the other.
    pub(crate) const ABBREVIATION: u8 = 76;
    /// A programme of the gazetteer, or built around a head word.
    pub(crate) const PROGRAMME: u8 = 74;
    /// Named equipment.
    pub(crate) const EQUIPMENT: u8 = 72;
    /// An organisation built around a head word, or of the gazetteer in two words or more.
    pub(crate) const ORGANISATION: u8 = 70;
    /// A person after an honorific or an office, or by given and family name.
    pub(crate) const PERSON: u8 = 68;
    /// An office.
    pub(crate) const ROLE: u8 = 66;
    /// A place built around a head word ("Grosvenor Square").
    pub(crate) const PLACE_HEAD: u8 = 64;
    /// A place, organisation or norp of the gazetteer.
    pub(crate) const GAZETTEER: u8 = 60;
    /// A surname, a repeated name or an abbreviation of something named elsewhere in the article.
    pub(crate) const REPEATED: u8 = 50;
    /// A name that only its surroundings explain.
    pub(crate) const CONTEXT: u8 = 40;
    /// A capitalised sequence of unknown words.
    pub(crate) const GUESS: u8 = 30;
}

/// A mention proposed by one rule, before the choice.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) mention: Mention,
    /// Higher wins over an overlapping one; of equals the longer, then the earlier.
    pub(crate) priority: u8,
}

/// The mentions that stand, in text order: those not nested never overlap.
pub(crate) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Mention> {
    candidates.retain(|c| !c.mention.span.is_empty());
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    chancery_text::sort::sort_by_key(&mut order, |&i| candidates[i].mention.span.start);
    // Most candidates overlap no other.
    let mut chosen: Vec<(usize, bool)> = Vec::with_capacity(order.len());
    let mut rest = order.as_mut_slice();
    while !rest.is_empty() {
        let mut end = 0;
        let apart = rest.iter().position(|&i| {
            let span = candidates[i].mention.span;
            let apart = end != 0 && span.start >= end;
            end = end.max(span.end);
            apart
        });
        let (overlapping, later) = rest.split_at_mut(apart.unwrap_or(rest.len()));
        match overlapping {
            [only] => chosen.push((*only, false)),
            several => choose(&candidates, several, &mut chosen),
        }
        rest = later;
    }
    let chosen = chosen.into_iter().map(|(i, nested)| {
        let mention = &mut candidates[i].mention;
        let nothing = Why {
            rule: "",
            detail: Cow::Borrowed(""),
            margin: None,
        };
        Mention {
            nested,
            why: core::mem::replace(&mut mention.why, nothing),
            value: mention.value.take(),
            ..*mention
        }
    });
    chosen.collect()
}

/// Appends those of `overlapping` that stand, in text order, and whether nested.
fn choose(candidates: &[Candidate], overlapping: &mut [usize], chosen: &mut Vec<(usize, bool)>) {
    chancery_text::sort::sort_by_key(overlapping, |&i| {
        let Candidate { mention, priority } = &candidates[i];
        let span = mention.span;
        let longer = Reverse(span.len());
        (Reverse(*priority), longer, span.start, mention.kind, i)
    });
    let mut standing = Standing::default();
    let mut losers = Vec::new();
    for &mut i in overlapping {
        if !standing.add(candidates[i].mention.span, i) {
            losers.push(i);
        }
    }
    let mut nested = Standing::default();
    for i in losers {
        let Mention { span, kind, .. } = candidates[i].mention;
        let container = standing.covering(span).map(|at| &candidates[at].mention);
        if container.is_some_and(|c| c.span != span && holds(c.kind, kind)) {
            nested.add(span, i);
        }
    }
    let first = chosen.len();
    chosen.extend(standing.indices().map(|i| (i, false)));
    chosen.extend(nested.indices().map(|i| (i, true)));
    chancery_text::sort::sort_by_key(&mut chosen[first..], |&(i, is_nested)| {
        let span = candidates[i].mention.span;
        (span.start, Reverse(span.end), is_nested)
    });
}

/// Whether a mention of kind `inner` is kept inside one of kind `outer`.
fn holds(outer: MentionKind, inner: MentionKind) -> bool {
    use MentionKind::{Equipment, Norp, Organisation, Place, Programme};
    matches!(outer, Organisation | Programme | Equipment)
        && matches!(inner, Organisation | Place | Norp)
}

/// Spans that do not overlap, by their start.
#[derive(Default)]
struct Standing {
    by_start: BTreeMap<u32, (Span, usize)>,
}

impl Standing {
    /// Adds `span` unless it overlaps one that is there.
    fn add(&mut self, span: Span, index: usize) -> bool {
        let before = self.by_start.range(..span.end).next_back();
        if before.is_some_and(|(_, (there, _))| there.overlaps(span)) {
            return false;
        }
        self.by_start.insert(span.start, (span, index));
        true
    }

    /// The index of the span that contains `span`.
    fn covering(&self, span: Span) -> Option<usize> {
        let (_, &(there, index)) = self.by_start.range(..=span.start).next_back()?;
        there.contains(span).then_some(index)
    }

    fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_start.values().map(|&(_, index)| index)
    }
}
