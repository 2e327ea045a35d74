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
use std::collections::BTreeMap;

use chancery_text::Span;

use crate::{Mention, MentionKind};

/// How well founded a finding is. The one table of priorities.
pub(crate) mod priority {
    /// A name of the tagger, which is asked only where rules are silent or guess.
    pub(crate) const MODEL: u8 = 90;
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
    let chosen = choose(&mut candidates);
    // Moved to their places, not copied: in a long article they take more room
    // than its text.
    let mut place = vec![usize::MAX; candidates.len()];
    for (at, &i) in chosen.iter().enumerate() {
        place[i] = at;
    }
    let mut order = vec![0; chosen.len()];
    let kept = place.iter().filter(|&&at| at != usize::MAX);
    for (i, &at) in kept.enumerate() {
        order[at] = i;
    }
    let mut places = place.into_iter();
    candidates.retain(|_| places.next() != Some(usize::MAX));
    chancery_text::sort::arrange(&mut candidates, order);
    let mut mentions: Vec<Mention> = candidates.into_iter().map(|c| c.mention).collect();
    mentions.shrink_to_fit();
    mentions
}

/// The candidates that stand, in text order, told whether they are nested.
pub(crate) fn choose(candidates: &mut [Candidate]) -> Vec<usize> {
    let start = |&i: &usize| candidates[i].mention.span.start;
    let is_none = |&i: &usize| candidates[i].mention.span.is_empty();
    let mut order: Vec<usize> = (0..candidates.len()).filter(|i| !is_none(i)).collect();
    chancery_text::sort::sort_by_key(&mut order, start);
    // Most candidates overlap no other.
    let mut chosen: Vec<usize> = Vec::with_capacity(order.len());
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
            [only] => {
                candidates[*only].mention.nested = false;
                chosen.push(*only);
            }
            several => choose_among(candidates, several, &mut chosen),
        }
        rest = later;
    }
    chosen
}

/// Appends those of `overlapping` that stand, as [`choose`].
fn choose_among(candidates: &mut [Candidate], overlapping: &mut [usize], chosen: &mut Vec<usize>) {
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
    chosen.extend(standing.indices());
    chosen.extend(nested.indices());
    for (n, &i) in chosen[first..].iter().enumerate() {
        candidates[i].mention.nested = n >= standing.by_start.len();
    }
    chancery_text::sort::sort_by_key(&mut chosen[first..], |&i| {
        let Mention { span, nested, .. } = candidates[i].mention;
        (span.start, Reverse(span.end), nested)
    });
}

/// Whether a mention of kind `inner` is kept inside one of kind `outer`.
pub(crate) fn holds(outer: MentionKind, inner: MentionKind) -> bool {
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
