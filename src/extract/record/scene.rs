//! The scene: who and what stands in each sentence, and whom "both sides",
//! "the leaders" or "he" mean there.
//!
//! There is no parser. A reference is resolved by the nearest earlier sentence
//! that offers what it asks for: two countries side by side, two persons, one
//! person. Records are not made here.

use core::cell::OnceCell;
use core::ops::Range;
use std::collections::BTreeMap;

use chancery_text::{Span, ZoneKind};

use crate::annotation::EntityIdx;
use crate::form::Form;
use crate::words::Words;
use crate::{Context, Entity, Mention, MentionKind};

/// A sentence, or a title or heading.
pub(crate) struct Unit {
    pub(crate) span: Span,
    pub(crate) tokens: Range<usize>,
    /// The paragraph it stands in; `None` for a title or heading.
    pub(crate) paragraph: Option<u32>,
    /// Its mentions, as indices into [`Scene::flat`].
    pub(crate) flat: Range<usize>,
}

/// A mention that is not nested, with its tokens.
#[derive(Clone, Copy)]
pub(crate) struct Flat {
    /// Its index in the article's list of mentions.
    pub(crate) mention: usize,
    pub(crate) kind: MentionKind,
    pub(crate) entity: Option<EntityIdx>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The countries that units name side by side.
struct Pairs {
    /// First the two that the article names most.
    pairs: Vec<Vec<EntityIdx>>,
    /// By unit: which pair was named last.
    nearest: Vec<usize>,
}

/// An article laid out for the record rules.
pub(crate) struct Scene<'c> {
    pub(crate) context: &'c Context<'c>,
    pub(crate) mentions: &'c [Mention],
    pub(crate) entities: &'c [Entity],
    pub(crate) units: Vec<Unit>,
    pub(crate) flat: Vec<Flat>,
    /// By token: one more than the index of the mention that covers it, or 0.
    covered: Vec<u32>,
    /// The country of each entity, where the gazetteer knows it.
    country: Vec<Option<EntityIdx>>,
    /// Those of the entities that are media; sorted.
    media: Vec<EntityIdx>,
    /// Found out when first asked for, which is after the roles.
    pairs: OnceCell<Pairs>,
    /// The country each person acts for, by entity; filled by the roles.
    pub(crate) acts_for: Vec<Option<EntityIdx>>,
    /// The office of each person, in small letters, by entity.
    office: Vec<Option<String>>,
    /// Persons by their whole office and by each word of it; at most [`MANY`] each.
    by_office: BTreeMap<String, Vec<EntityIdx>>,
}

impl<'c> Scene<'c> {
    pub(crate) fn new(
        context: &'c Context<'c>,
        mentions: &'c [Mention],
        entities: &'c [Entity],
    ) -> Self {
        let flat = flat(context, mentions);
        let units = units(context, &flat);
        let mut covered = vec![0; context.forms.len()];
        for (at, flat) in (1..).zip(&flat) {
            covered[flat.from..flat.to].fill(at);
        }
        let country = countries(context, mentions, entities);
        let mut media: Vec<EntityIdx> = Vec::new();
        for flat in flat.iter().filter(|f| f.kind == MentionKind::Organisation) {
            let row = context.row(&(flat.from..flat.to));
            if row.is_some_and(|row| row.subkind == "media") {
                media.extend(flat.entity);
            }
        }
        chancery_text::sort::sort(&mut media);
        media.dedup();
        Self {
            context,
            mentions,
            entities,
            units,
            flat,
            covered,
            country,
            media,
            pairs: OnceCell::new(),
            acts_for: vec![None; entities.len()],
            office: vec![None; entities.len()],
            by_office: BTreeMap::new(),
        }
    }

    /// The mentions of a unit, in order.
    pub(crate) fn of(&self, unit: usize) -> &[Flat] {
        self.units
            .get(unit)
            .and_then(|u| self.flat.get(u.flat.clone()))
            .unwrap_or(&[])
    }

    /// The mentions of a unit that lie in `tokens`, in order.
    pub(crate) fn within(&self, unit: usize, tokens: Range<usize>) -> &[Flat] {
        let all = self.of(unit);
        let from = all.partition_point(|f| f.from < tokens.start);
        let to = all.partition_point(|f| f.to <= tokens.end);
        all.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The mention that covers token `token`.
    pub(crate) fn at(&self, token: usize) -> Option<&Flat> {
        let covered = *self.covered.get(token)? as usize;
        self.flat.get(covered.checked_sub(1)?)
    }

    /// The words of a token.
    pub(crate) fn word(&self, token: usize) -> &'c str {
        self.context.word(token)
    }

    /// Whether a token is one of those words, in any case.
    pub(crate) fn is(&self, token: usize, words: &[&str]) -> bool {
        self.context.is_any(token, words)
    }

    pub(crate) fn form(&self, token: usize) -> Option<&'c Form> {
        self.context.forms.get(token)
    }

    /// The span of some tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        self.context.span(tokens)
    }

    /// The country that an entity is, lies in or acts for.
    pub(crate) fn country_of(&self, entity: EntityIdx) -> Option<EntityIdx> {
        let i = entity.0 as usize;
        self.acts_for
            .get(i)
            .copied()
            .flatten()
            .or_else(|| self.country.get(i).copied().flatten())
    }

    /// Whether an entity is a country.
    pub(crate) fn is_country(&self, entity: EntityIdx) -> bool {
        self.entities
            .get(entity.0 as usize)
            .is_some_and(|e| e.iso3166.is_some())
    }

    /// Whether an entity is a person.
    pub(crate) fn is_person(&self, entity: EntityIdx) -> bool {
        self.entities
            .get(entity.0 as usize)
            .is_some_and(|e| e.kind == MentionKind::Person)
    }

    /// Whether an entity is a newspaper, broadcaster or agency, which is told of
    /// talks and takes no part in them.
    pub(crate) fn is_media(&self, entity: EntityIdx) -> bool {
        self.media.binary_search(&entity).is_ok()
    }

    /// The one head of state or government whom the article names for a country.
    pub(crate) fn head_of(&self, state: EntityIdx) -> Option<EntityIdx> {
        if self.acts_for.len() > MANY_ENTITIES {
            return None;
        }
        let acts = (0..).map(EntityIdx).zip(&self.acts_for);
        let mut heads = acts.filter(|&(p, acts)| *acts == Some(state) && self.is_head(p));
        let (head, _) = heads.next()?;
        heads.next().is_none().then_some(head)
    }

    /// The country that a mention names or, as a capital, stands for.
    pub(crate) fn state(&self, flat: &Flat) -> Option<EntityIdx> {
        match flat.kind {
            MentionKind::Place | MentionKind::Norp => flat
                .entity
                .filter(|&e| self.is_country(e))
                .or_else(|| self.capital(flat)),
            _ => None,
        }
    }

    /// The country of a capital.
    fn capital(&self, flat: &Flat) -> Option<EntityIdx> {
        let row = self.context.row(&(flat.from..flat.to))?;
        (row.kind == crate::lexicon::Kind::Capital)
            .then(|| flat.entity.and_then(|e| self.country_of(e)))
            .flatten()
    }

    /// The same for whoever acts: "Seoul and Tokyo resume talks" in an article that
    /// does not name their countries.
    pub(crate) fn acting_state(&self, flat: &Flat) -> Option<EntityIdx> {
        self.state(flat).or_else(|| {
            let row = self.context.row(&(flat.from..flat.to))?;
            (row.kind == crate::lexicon::Kind::Capital)
                .then_some(flat.entity)
                .flatten()
        })
    }

    /// The persons and bodies named in `tokens`, each once, in order.
    pub(crate) fn actors(&self, unit: usize, tokens: Range<usize>) -> Vec<EntityIdx> {
        let mut out = Vec::new();
        for flat in self.within(unit, tokens) {
            let acts = matches!(flat.kind, MentionKind::Person | MentionKind::Organisation);
            if let Some(entity) = flat.entity.filter(|_| acts) {
                push(&mut out, entity);
            }
        }
        out
    }

    /// The persons named in `tokens`, each once, in order.
    pub(crate) fn persons(&self, unit: usize, tokens: Range<usize>) -> Vec<EntityIdx> {
        let mut out = Vec::new();
        for flat in self.within(unit, tokens) {
            if let (MentionKind::Person, Some(entity)) = (flat.kind, flat.entity) {
                push(&mut out, entity);
            }
        }
        out
    }

    /// The countries named in `tokens`, each once, in order.
    pub(crate) fn states(&self, unit: usize, tokens: Range<usize>) -> Vec<EntityIdx> {
        let mut out = Vec::new();
        for flat in self.within(unit, tokens) {
            if let Some(state) = self.state(flat) {
                push(&mut out, state);
            }
        }
        out
    }

    /// The two or more countries that a unit names side by side: "India and
    /// Japan", "India-Japan", "between Ethiopia, Egypt and Sudan".
    fn side_by_side(&self, unit: usize) -> Vec<EntityIdx> {
        let mut out: Vec<EntityIdx> = Vec::new();
        let mut last: Option<&Flat> = None;
        for flat in self.of(unit) {
            let Some(state) = self.state(flat) else {
                continue;
            };
            let joined = last.is_some_and(|last| {
                let gap = last.to..flat.from;
                gap.len() <= 2
                    && gap.clone().all(|t| {
                        self.is(t, &["and", ",", "&"]) || self.form(t).is_some_and(Form::is_hyphen)
                    })
            });
            if joined {
                let first = last.and_then(|l| self.state(l));
                if !out.iter().any(|e| Some(*e) == first) {
                    out.clear();
                    out.extend(first);
                }
                push(&mut out, state);
            } else if out.len() >= 2 {
                return out;
            }
            last = Some(flat);
        }
        out
    }

    /// The countries that "both sides" means in `unit`: the nearest named side by
    /// side there or before, else the two that the article names most.
    pub(crate) fn sides(&self, unit: usize) -> Vec<EntityIdx> {
        let pairs = self.pairs.get_or_init(|| {
            let mut pairs = vec![self.most_named()];
            let mut nearest = Vec::with_capacity(self.units.len());
            for u in 0..self.units.len() {
                let found = self.side_by_side(u);
                if found.len() >= 2 {
                    pairs.push(found);
                }
                nearest.push(pairs.len() - 1);
            }
            Pairs { pairs, nearest }
        });
        let nearest = pairs.nearest.get(unit).copied().unwrap_or(0);
        pairs.pairs[nearest].clone()
    }

    /// The two countries that the article names most.
    fn most_named(&self) -> Vec<EntityIdx> {
        let mut counts: Vec<(usize, EntityIdx)> = Vec::new();
        for flat in &self.flat {
            if let Some(state) = self.state(flat) {
                match counts.iter_mut().find(|c| c.1 == state) {
                    Some(count) => count.0 += 1,
                    None => counts.push((1, state)),
                }
            }
        }
        chancery_text::sort::sort_by_key(&mut counts, |&(n, e)| (core::cmp::Reverse(n), e));
        counts.into_iter().take(2).map(|c| c.1).collect()
    }

    /// The two or more persons that "the leaders" at token `token` means: those of
    /// the nearest sentence before that names two; heads of government, or those in
    /// the office said ("the two prime ministers"), also from different sentences.
    pub(crate) fn group(&self, unit: usize, token: usize) -> Vec<EntityIdx> {
        let from = unit.saturating_sub(REACH);
        let persons_of = |u: usize| {
            let all = self.units.get(u).map_or(0..0, |u| u.tokens.clone());
            let start = all.start;
            let mut persons = self.persons(u, all);
            // "He and President Souza toured the bridge."
            if persons.len() == 1
                && self.is(start, &["he", "she"])
                && self.is(start + 1, &["and"])
                && let Some(meant) = self.person_before(u, start)
            {
                push(&mut persons, meant);
            }
            for (i, flat) in self.of(u).iter().enumerate() {
                let named = self.of(u).get(i + 1).is_some_and(|next| {
                    next.kind == MentionKind::Person && next.from <= flat.to + 2
                });
                if flat.kind == MentionKind::Role
                    && !named
                    && let Some(holder) = self.holder(flat)
                {
                    push(&mut persons, holder);
                }
            }
            persons
        };
        let heads = self.is(token, &["leaders", "presidents", "premiers"])
            || token > 0 && self.is(token - 1, &["prime"]);
        if heads {
            let mut out: Vec<EntityIdx> = Vec::new();
            for u in (unit.saturating_sub(HEADS_REACH)..unit).rev() {
                let mut fresh = persons_of(u);
                fresh.retain(|&p| self.is_head(p) && !out.contains(&p));
                let apart = |p: &EntityIdx| {
                    out.iter()
                        .all(|&o| self.country_of(o) != self.country_of(*p))
                };
                fresh.retain(apart);
                out.splice(0..0, fresh);
                let pair = token >= 2
                    && (self.is(token - 1, &["two", "both"])
                        || self.is(token - 2, &["two", "both"]));
                if pair && out.len() > 2 {
                    let sides = self.sides(unit);
                    let among =
                        |p: &EntityIdx| self.country_of(*p).is_none_or(|c| sides.contains(&c));
                    let two: Vec<EntityIdx> = out.iter().copied().filter(among).collect();
                    return if two.len() == 2 { two } else { out };
                }
                if out.len() >= 2 {
                    return out;
                }
            }
        }
        let mut single = None;
        for u in (from..unit).rev() {
            let persons = persons_of(u);
            if persons.len() >= 2 {
                return persons;
            }
            single = single.or(persons.first().copied());
        }
        single.into_iter().collect()
    }

    /// Whom "the leaders of Guyana and Brazil" or "the foreign ministers of" two
    /// countries means in `unit`: for each country the one person whom the article
    /// names in that office; none unless each has one.
    pub(crate) fn holders(&self, unit: usize, states: &[EntityIdx]) -> Vec<EntityIdx> {
        const FIELDS: Words = Words(
            "foreign defence defense trade finance interior energy transport health justice labour \
             agriculture economy home environment water education",
        );
        let tokens = self.units.get(unit).map_or(0..0, |u| u.tokens.clone());
        let heads = ["leaders", "presidents", "premiers", "prime"];
        let Some(named) = tokens
            .clone()
            .find(|&t| self.at(t).is_none() && (self.is(t, &heads) || self.is(t, &["ministers"])))
        else {
            return Vec::new();
        };
        let field = named.checked_sub(1).map(|t| self.word(t).to_lowercase());
        let field = field.filter(|f| self.is(named, &["ministers"]) && FIELDS.has(f));
        let many = self.acts_for.len() > MANY_ENTITIES;
        if many || self.is(named, &["ministers"]) && field.is_none() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for state in states {
            let persons = (0..self.acts_for.len() as u32).map(EntityIdx).filter(|&p| {
                self.acts_for[p.0 as usize] == Some(*state)
                    && match &field {
                        Some(field) => self.office_of(p).is_some_and(|o| {
                            o.contains(field.as_str())
                                && o.contains("minister")
                                && !o.contains("deputy")
                        }),
                        None => self.is_head(p),
                    }
            });
            let persons: Vec<EntityIdx> = persons.take(2).collect();
            let [only] = persons[..] else {
                return Vec::new();
            };
            push(&mut out, only);
        }
        out
    }

    /// Whether a person leads a state or government.
    fn is_head(&self, person: EntityIdx) -> bool {
        self.office_of(person).is_some_and(|o| {
            let deputy = o.contains("vice") || o.contains("deputy") || o.contains("former");
            let head = [
                "prime minister",
                "president",
                "chancellor",
                "premier",
                "king",
                "emir",
            ];
            !deputy && head.iter().any(|h| o.ends_with(h)) || o == "pm"
        })
    }

    /// The person that "he" or "she" means before token `token` of `unit`: the
    /// first of the same sentence, else the one that the last sentence with a
    /// person is about.
    pub(crate) fn person_before(&self, unit: usize, token: usize) -> Option<EntityIdx> {
        let here = self.units.get(unit).map_or(0, |u| u.tokens.start)..token;
        if let Some(&person) = self.persons(unit, here).first() {
            return Some(person);
        }
        (unit.saturating_sub(REACH)..unit).rev().find_map(|u| {
            let all = self.units.get(u).map_or(0..0, |u| u.tokens.clone());
            self.persons(u, all).first().copied()
        })
    }

    /// The person that "his" or "her" means at token `token`: the first named before
    /// it in the sentence, else the first behind it, else the one of a sentence before.
    pub(crate) fn owner(&self, unit: usize, token: usize) -> Option<EntityIdx> {
        let all = self.units.get(unit).map_or(0..0, |u| u.tokens.clone());
        let here = self.persons(unit, all).first().copied();
        here.or_else(|| self.person_before(unit, token))
    }

    /// The body that "the council" means at token `token`: the last one before whose
    /// name ends so.
    pub(crate) fn body(&self, token: usize) -> Option<EntityIdx> {
        let word = self.word(token);
        if self.at(token).is_some() || !BODIES.has(word) {
            return None;
        }
        let before = self.flat.partition_point(|f| f.to <= token);
        let named = self.flat[..before].iter().rev().take(BODY_REACH);
        let mut named = named.filter(|f| f.kind == MentionKind::Organisation);
        let of_states = |f: &Flat| {
            self.context
                .row(&(f.from..f.to))
                .is_some_and(|row| row.subkind == "io")
        };
        let generic = self.is(token, &["bloc", "alliance", "grouping"]);
        named
            .find(|f| (f.from..f.to).any(|t| self.is(t, &[word])) || generic && of_states(f))
            .and_then(|f| f.entity)
    }

    /// The person of country `state` in the office of `who`: named as counterpart, or
    /// by the office itself.
    pub(crate) fn counterpart(&self, state: EntityIdx, who: &[EntityIdx]) -> Option<EntityIdx> {
        let office = |e: EntityIdx| self.office_of(e);
        let acts = self.acts_for.iter().enumerate();
        let mut there = acts.filter_map(|(at, country)| {
            let person = EntityIdx(at as u32);
            (*country == Some(state) && !who.contains(&person)).then_some(person)
        });
        there.find(|&person| {
            office(person).is_none_or(|held| who.iter().any(|&w| office(w) == Some(held)))
        })
    }

    /// Tells what office a person has; the first told stays.
    pub(crate) fn set_office(&mut self, person: EntityIdx, office: &str) {
        let Some(slot @ None) = self.office.get_mut(person.0 as usize) else {
            return;
        };
        *slot = Some(office.to_owned());
        let words = office.split([' ', '-']).filter(|word| *word != office);
        for key in core::iter::once(office).chain(words) {
            let persons = self.by_office.entry(key.to_owned()).or_default();
            if persons.len() < MANY {
                push(persons, person);
            }
        }
    }

    /// The holder of the office that a mention names: the first person called so,
    /// else the only one whose office says more ("the Omani minister").
    pub(crate) fn holder(&self, flat: &Flat) -> Option<EntityIdx> {
        let office = self.mentions[flat.mention].span.slice(self.context.text);
        let office = office.to_lowercase();
        let persons = self.by_office.get(&office)?;
        let whole = |e: &&EntityIdx| self.office_of(**e) == Some(office.as_str());
        if let Some(&holder) = persons.iter().find(whole) {
            return Some(holder);
        }
        let before = self.flat.partition_point(|f| f.to <= flat.from);
        let country = before
            .checked_sub(1)
            .map(|at| &self.flat[at])
            .filter(|f| f.to == flat.from)
            .and_then(|f| self.state(f));
        let acts_for = |e: &EntityIdx| self.acts_for.get(e.0 as usize).copied().flatten();
        let mut fit = persons
            .iter()
            .filter(|e| country.is_none() || acts_for(e) == country);
        fit.next()
            .copied()
            .filter(|_| fit.next().is_none() && persons.len() < MANY)
    }

    /// The office of a person, in small letters.
    fn office_of(&self, person: EntityIdx) -> Option<&str> {
        self.office.get(person.0 as usize)?.as_deref()
    }
}

/// Nouns that stand for a body named before: "the council".
const BODIES: Words = Words(
    "council committee commission ministry assembly board forum bloc grouping alliance agency court \
     parliament embassy coalition union bank company",
);

/// How far back the name of a body is looked for: mentions.
const BODY_REACH: usize = 120;

/// How far back "the leaders" reaches for heads of government: sentences.
const HEADS_REACH: usize = 40;

/// More persons than this in one office are not told apart.
const MANY: usize = 16;

/// An article names hundreds of things; in a longer list office holders are not
/// looked for, so that the time stays linear.
const MANY_ENTITIES: usize = 4_000;

/// How far back a reference reaches: sentences.
const REACH: usize = 8;

/// A sentence of more tokens than this is read in pieces: nobody wrote it as one,
/// and all its words are compared with each other.
const LONGEST_UNIT: usize = 300;

/// Adds `entity` unless it is there.
pub(crate) fn push(out: &mut Vec<EntityIdx>, entity: EntityIdx) {
    if !out.contains(&entity) {
        out.push(entity);
    }
}

fn flat(context: &Context<'_>, mentions: &[Mention]) -> Vec<Flat> {
    let mut token = 0;
    let tokens = &context.segments.tokens;
    let mut out = Vec::with_capacity(mentions.len());
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| !m.nested) {
        while token < tokens.len() && tokens[token].span.end <= mention.span.start {
            token += 1;
        }
        let mut to = token;
        while to < tokens.len() && tokens[to].span.start < mention.span.end {
            to += 1;
        }
        out.push(Flat {
            mention: i,
            kind: mention.kind,
            entity: mention.entity,
            from: token,
            to,
        });
    }
    out
}

fn units(context: &Context<'_>, flat: &[Flat]) -> Vec<Unit> {
    let segments = context.segments;
    let mut spans: Vec<(Span, Option<u32>)> = segments
        .sentences
        .iter()
        .map(|s| (s.span, Some(s.paragraph)))
        .collect();
    let heads = segments
        .zones
        .iter()
        .filter(|z| matches!(z.kind, ZoneKind::Title | ZoneKind::Heading));
    spans.extend(heads.map(|z| (z.span, None)));
    chancery_text::sort::sort(&mut spans);
    let mut units = Vec::with_capacity(spans.len());
    for (mut span, paragraph) in spans {
        let all = segments.tokens_in(span);
        for start in all.clone().step_by(LONGEST_UNIT) {
            let tokens = start..all.end.min(start + LONGEST_UNIT);
            if all.len() > LONGEST_UNIT {
                span = context.span(tokens.clone());
            }
            let from = flat.partition_point(|f| f.from < tokens.start);
            let to = flat.partition_point(|f| f.from < tokens.end);
            units.push(Unit {
                span,
                tokens,
                paragraph,
                flat: from..to,
            });
        }
    }
    units
}

/// The country of each entity: itself, or the one that the gazetteer gives its
/// row, or the one nested in its name.
fn countries(
    context: &Context<'_>,
    mentions: &[Mention],
    entities: &[Entity],
) -> Vec<Option<EntityIdx>> {
    let mut codes = BTreeMap::new();
    for (at, entity) in (0..).zip(entities) {
        if let Some(code) = entity.iso3166.as_deref() {
            codes.entry(code).or_insert(EntityIdx(at));
        }
    }
    let by_code = |code: &str| codes.get(code).copied();
    let mut out: Vec<Option<EntityIdx>> = entities
        .iter()
        .enumerate()
        .map(|(i, e)| e.iso3166.is_some().then_some(EntityIdx(i as u32)))
        .collect();
    let mut outer: Option<&Mention> = None;
    for mention in mentions {
        let Some(entity) = mention.entity else {
            continue;
        };
        let slot = entity.0 as usize;
        if mention.nested {
            let holder = outer.filter(|o| o.span.contains(mention.span));
            if let Some(holder) = holder.and_then(|o| o.entity)
                && let Some(country) = out.get(slot).copied().flatten()
                && let Some(place) = out.get_mut(holder.0 as usize)
                && place.is_none()
            {
                *place = Some(country);
            }
            continue;
        }
        outer = Some(mention);
        if out.get(slot).copied().flatten().is_none() {
            let tokens = context.segments.tokens_in(mention.span);
            let code = context.row(&tokens).map(|row| row.country);
            if let Some(country) = code.filter(|c| !c.is_empty()).and_then(by_code)
                && let Some(place) = out.get_mut(slot)
            {
                *place = Some(country);
            }
        }
    }
    out
}
