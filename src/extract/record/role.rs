//! Roles: who holds which office, of which body and country.
//!
//! | pattern | basis | takes |
//! |---|---|---|
//! | office, name | title before name | "Foreign Secretary Vikram Misri", "its foreign minister, Inés Larrañaga" |
//! | office "of" body or country, name | title before name | "Foreign Minister of Malaysia, Dato’ Azlan bin Ishak" |
//! | name, comma, office | apposition after name | "Masataka Okano, Vice-Minister for Foreign Affairs of Japan" |
//! | "his X counterpart", name | implied by counterpart | "his Japanese counterpart Yoko Kamikawa" |
//! | office of a body or country | unnamed holder | "the Mitsubishi chief" |
//!
//! Not "Modi, Prime Minister Kishida and others": an office before a name is
//! that name's. A person has each office once.

use core::ops::Range;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::scene::{Flat, Scene};
use super::{Role, RoleBasis};
use crate::MentionKind;
use crate::annotation::EntityIdx;
use crate::lexicon::Class;

/// The roles of an article, in text order; also tells the scene who acts for
/// which country.
pub(crate) fn read(scene: &mut Scene<'_>) -> Vec<Role> {
    let mut roles = Roles::default();
    // Titles last: the text itself names people in full.
    let mut order: Vec<usize> = (0..scene.units.len()).collect();
    chancery_text::sort::sort_by_key(&mut order, |&u| scene.units[u].paragraph.is_none());
    for &unit in &order {
        let mut told = Vec::new();
        for (i, flat) in scene.of(unit).iter().enumerate() {
            if flat.kind == MentionKind::Role {
                told.extend(offices(scene, unit, i).into_iter().map(|r| roles.add(r)));
            }
        }
        note(scene, &roles, told);
        let told = counterparts(scene, unit, &roles);
        let told = told.into_iter().map(|r| roles.add(r)).collect();
        note(scene, &roles, told);
    }
    let mut roles = roles.list;
    unnamed(scene, &order, &mut roles);
    chancery_text::sort::sort_by_key(&mut roles, |r| r.evidence.first().copied());
    roles
}

/// The roles so far, and whose they are.
#[derive(Default)]
struct Roles {
    list: Vec<Role>,
    /// By person: indices into the list, in order.
    of: FxHashMap<Option<EntityIdx>, Vec<usize>>,
}

/// Tells the scene which country and office the persons of these roles have.
fn note(scene: &mut Scene<'_>, roles: &Roles, mut told: Vec<usize>) {
    chancery_text::sort::sort(&mut told);
    for role in told.into_iter().filter_map(|at| roles.list.get(at)) {
        let Some(person) = role.person else {
            continue;
        };
        let slot = scene.acts_for.get_mut(person.0 as usize);
        if let (Some(slot), Some(country)) = (slot, role.country) {
            slot.get_or_insert(country);
        }
        let office = role.role.to_lowercase();
        let office = office.strip_prefix(COUNTERPART_OF).unwrap_or(&office);
        scene.set_office(person, office);
    }
}

impl Roles {
    /// Adds a role unless the person has it, in full or in a longer form; its index.
    fn add(&mut self, role: Role) -> usize {
        let fresh = role.role.to_lowercase();
        let of_person = self.of.entry(role.person).or_default();
        let known = of_person.iter().copied().find(|&at| {
            let held = &self.list[at];
            let counterpart = held.basis == RoleBasis::ImpliedByCounterpart
                && role.basis == RoleBasis::ImpliedByCounterpart;
            is_short_for(&fresh, &held.role.to_lowercase()) || counterpart
        });
        if let Some(at) = known {
            let held = &mut self.list[at];
            held.country = held.country.or(role.country);
            held.organisation = held.organisation.or(role.organisation);
            return at;
        }
        of_person.push(self.list.len());
        self.list.push(role);
        self.list.len() - 1
    }

    /// The roles of a person, in the order in which they were found.
    fn of(&self, person: EntityIdx) -> impl Iterator<Item = &Role> {
        let all = self.of.get(&Some(person)).into_iter().flatten();
        all.filter_map(|&at| self.list.get(at))
    }
}

/// Whether `short` is a shorter wording of the office `long`: "minister" of
/// "foreign minister", "pm" of "prime minister".
fn is_short_for(short: &str, long: &str) -> bool {
    let letters = |of: &str| -> String {
        of.split([' ', '-'])
            .filter_map(|w| w.chars().next())
            .collect()
    };
    let has_words = short
        .split(' ')
        .all(|w| long.split([' ', ',', '-']).any(|l| l == w));
    has_words || short == letters(long) || letters(short) == long
}

/// The roles that the office at mention `i` of `unit` gives.
fn offices(scene: &Scene<'_>, unit: usize, i: usize) -> Vec<Role> {
    let all = scene.of(unit);
    let office = all[i];
    let around = surroundings(scene, all, i);
    if let Some((person, end)) = name_after(scene, all, i) {
        return vec![make(
            scene,
            Some(person),
            &office,
            &around,
            RoleBasis::TitleBeforeName,
            around.from..end,
        )];
    }
    if let Some((person, start)) = name_before(scene, all, i) {
        return vec![make(
            scene,
            Some(person),
            &office,
            &around,
            RoleBasis::AppositionAfterName,
            start..around.to,
        )];
    }
    Vec::new()
}

/// What belongs to an office: its body, its country, and how far they reach.
struct Around {
    organisation: Option<EntityIdx>,
    country: Option<EntityIdx>,
    from: usize,
    to: usize,
}

/// Reads the body and country beside the office at `all[i]`: "Indian" or "NATO"
/// before it, "of Japan", "at the Ministry of Economy", ", Ministry of Land" behind.
fn surroundings(scene: &Scene<'_>, all: &[Flat], i: usize) -> Around {
    let office = all[i];
    let mut around = Around {
        organisation: None,
        country: None,
        from: office.from,
        to: office.to,
    };
    let take = |around: &mut Around, flat: &Flat| {
        let country = scene.state(flat);
        around.country = around.country.or(country);
        if flat.kind == MentionKind::Organisation {
            around.organisation = around.organisation.or(flat.entity);
        }
    };
    if let Some(before) = i.checked_sub(1).map(|b| all[b])
        && scene
            .form(before.to)
            .is_none_or(|f| before.to == office.from || f.is_possessive())
        && office.from - before.to <= 1
        && matches!(
            before.kind,
            MentionKind::Norp | MentionKind::Place | MentionKind::Organisation
        )
    {
        take(&mut around, &before);
        around.from = before.from;
    }
    for next in &all[i + 1..] {
        let belongs = matches!(
            next.kind,
            MentionKind::Place | MentionKind::Organisation | MentionKind::Norp
        ) && links(scene, around.to..next.from);
        if !belongs {
            break;
        }
        take(&mut around, next);
        around.to = next.to;
    }
    around.country = around
        .country
        .or_else(|| around.organisation.and_then(|o| scene.country_of(o)));
    around
}

/// Whether what stands between an office and the next name ties them: "of the",
/// "at", ", " before a body or country.
fn links(scene: &Scene<'_>, gap: Range<usize>) -> bool {
    gap.len() <= 3
        && !gap.is_empty()
        && gap.clone().enumerate().all(|(n, t)| match n {
            0 => scene.is(t, &["of", "at", "for", "in", "to", ",", "on", "with"]),
            _ => scene.is(t, &["the", "'s", "’s", "of"]),
        })
}

/// Whether `gap` holds nothing but honorifics, ranks and what may stand there.
fn is_courtesy(scene: &Scene<'_>, gap: Range<usize>) -> bool {
    let courtesy = Class::HONORIFIC.with(Class::RANK);
    gap.clone().all(|t| {
        let form = scene.form(t);
        form.is_some_and(|f| f.is(courtesy))
            || scene.is(
                t,
                &[
                    ".",
                    "H.E.",
                    "HE",
                    "Hon",
                    "the",
                    "Right",
                    "Honourable",
                    "’",
                    "'",
                ],
            )
    })
}

/// The person named behind the office at `all[i]`, and where the name ends.
///
/// Takes "Defense Minister Rajnath Singh", "Foreign Minister Dr S. Jayashankar",
/// "Foreign Minister of Malaysia, Dato’ Azlan bin Ishak", "Germany’s finance
/// minister, Jörg Brandstätter,". Not "the prime minister, Kamikawa said".
fn name_after(scene: &Scene<'_>, all: &[Flat], i: usize) -> Option<(EntityIdx, usize)> {
    let office = all[i];
    let mut end = office.to;
    for next in &all[i + 1..] {
        let gap = end..next.from;
        if next.kind == MentionKind::Person {
            let comma = gap.clone().next().filter(|&t| scene.is(t, &[","]));
            let rest = comma.map_or(gap.clone(), |t| t + 1..gap.end);
            let fits = gap.len() <= 6 && is_courtesy(scene, rest);
            // Behind a comma the name is enclosed, and the office says whose it is.
            let enclosed = comma.is_none() || is_owned(scene, all, i) && is_enclosed(scene, next);
            return (fits && enclosed)
                .then_some(())
                .and(next.entity)
                .map(|entity| (entity, next.to));
        }
        let belongs = matches!(next.kind, MentionKind::Place | MentionKind::Organisation);
        if !belongs || !links(scene, gap) || scene.is(end, &[","]) {
            return None;
        }
        end = next.to;
    }
    None
}

/// Whether a comma, a bracket, a dash or the end of the sentence follows a name.
fn is_enclosed(scene: &Scene<'_>, name: &Flat) -> bool {
    scene.form(name.to).is_none_or(|f| {
        f.starts_zone() || matches!(f.sign, b',' | b'(' | b'-' | b'.' | b';' | b':')
    }) || scene.is(name.to, &["and", "has", "will", "called"])
}

/// Whether an office says whose it is: "its foreign minister", "Germany’s", "the
/// U.N. envoy", "of Malaysia".
fn is_owned(scene: &Scene<'_>, all: &[Flat], i: usize) -> bool {
    let office = all[i];
    let around = surroundings(scene, all, i);
    around.country.is_some()
        || around.organisation.is_some()
        || office.from > 0
            && scene.is(
                office.from - 1,
                &["its", "his", "her", "their", "our", "the", "whose"],
            )
}

/// The person named before the office at `all[i]`, behind a comma or bracket, and
/// where the name starts.
///
/// Takes "Masataka Okano, Vice-Minister", "Emmanuel Macaraeg, AFP chief of staff",
/// "Ichikawa, Deputy Secretary General of the Secretariat and Assistant Chief
/// Cabinet Secretary". Not "Modi, Prime Minister Kishida".
fn name_before(scene: &Scene<'_>, all: &[Flat], i: usize) -> Option<(EntityIdx, usize)> {
    let mut start = all[i].from;
    for before in all[..i].iter().rev() {
        let gap = before.to..start;
        match before.kind {
            MentionKind::Person => {
                return is_apposition(scene, gap)
                    .then_some(())
                    .and(before.entity)
                    .map(|entity| (entity, before.from));
            }
            // The body or country before the office: "AFP", "Uruguay’s".
            MentionKind::Norp | MentionKind::Place | MentionKind::Organisation
                if gap.len() <= 1
                    && gap.clone().all(|t| {
                        scene
                            .form(t)
                            .is_some_and(super::super::form::Form::is_possessive)
                    }) => {}
            // An earlier office of the same person, and its body: "… and …".
            MentionKind::Place | MentionKind::Organisation | MentionKind::Role
                if gap.len() <= 2
                    && gap.clone().all(|t| scene.is(t, &["and", "of", "the", ","])) => {}
            _ => return None,
        }
        start = before.from;
    }
    None
}

/// Whether `gap` between a name and an office makes the office an apposition:
/// ",", ", the", ", who is", "(", ", a former".
fn is_apposition(scene: &Scene<'_>, gap: Range<usize>) -> bool {
    let mut tokens = gap.clone();
    let Some(first) = tokens.next() else {
        return false;
    };
    gap.len() <= 5
        && scene.is(first, &[",", "(", "–", "—"])
        && tokens.all(|t| {
            scene.is(
                t,
                &[
                    "the",
                    "a",
                    "an",
                    "who",
                    "is",
                    "was",
                    "then",
                    "its",
                    "their",
                    "also",
                    "new",
                    "former",
                    "currently",
                    "as",
                    "country",
                    "'s",
                    "’s",
                    "his",
                    "her",
                ],
            )
        })
}

fn make(
    scene: &Scene<'_>,
    person: Option<EntityIdx>,
    office: &Flat,
    around: &Around,
    basis: RoleBasis,
    evidence: Range<usize>,
) -> Role {
    Role {
        person,
        role: scene.mentions[office.mention]
            .span
            .slice(scene.context.text)
            .to_owned(),
        organisation: around.organisation,
        country: around.country,
        basis,
        evidence: vec![scene.span(evidence)],
    }
}

/// How the office of a counterpart is told.
const COUNTERPART_OF: &str = "counterpart of the ";

/// Words for somebody in the same office on the other side.
const COUNTERPARTS: &[&str] = &["counterpart", "counterparts", "colleague", "homologue"];

/// The persons called somebody's counterpart in `unit`: "his Japanese counterpart
/// Yoko Kamikawa", "Kerem Yıldırım, his Turkish counterpart", "their Japanese
/// counterparts Yoshimasa Hayashi and Nobuo Kishi respectively".
fn counterparts(scene: &Scene<'_>, unit: usize, roles: &Roles) -> Vec<Role> {
    let Some(tokens) = scene.units.get(unit).map(|u| u.tokens.clone()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for at in tokens.clone().filter(|&t| scene.is(t, COUNTERPARTS)) {
        let norp = at.checked_sub(1).and_then(|t| scene.at(t));
        let norp =
            norp.filter(|f| f.to == at && matches!(f.kind, MentionKind::Norp | MentionKind::Place));
        let colleague = scene.is(at, &["colleague"]);
        if colleague && norp.is_none() {
            continue;
        }
        let start = norp.map_or(at, |f| f.from);
        let country = norp.and_then(|f| scene.state(f));
        let several = scene.is(at, &["counterparts"]);
        let (persons, evidence) = others(scene, unit, start, at, several);
        let offices = opposite(scene, unit, start, persons.len(), roles);
        for (n, &person) in persons.iter().enumerate() {
            let office = offices.get(n).or(offices.first());
            out.push(Role {
                person: Some(person),
                role: office.map_or_else(
                    || "counterpart".to_owned(),
                    |office| format!("{COUNTERPART_OF}{office}"),
                ),
                organisation: None,
                country,
                basis: RoleBasis::ImpliedByCounterpart,
                evidence: vec![scene.span(evidence.clone())],
            });
        }
    }
    out
}

/// The persons named as counterparts at token `at`, behind or before it, and the
/// words that say so.
fn others(
    scene: &Scene<'_>,
    unit: usize,
    start: usize,
    at: usize,
    several: bool,
) -> (Vec<EntityIdx>, Range<usize>) {
    let from = if start > 0
        && scene.is(
            start - 1,
            &["his", "her", "their", "its", "the", "our", "my"],
        ) {
        start - 1
    } else {
        start
    };
    let mut persons = Vec::new();
    let mut end = at + 1;
    for flat in scene.of(unit).iter().filter(|f| f.from > at) {
        let gap = end..flat.from;
        let apart = gap.clone().next().filter(|&t| scene.is(t, &[",", "and"]));
        let rest = apart.map_or(gap.clone(), |t| t + 1..gap.end);
        let fits = gap.len() <= 4 && is_courtesy(scene, rest);
        let more = persons.is_empty() || several;
        if flat.kind != MentionKind::Person || !fits || !more {
            break;
        }
        persons.extend(flat.entity);
        end = flat.to;
    }
    if !persons.is_empty() {
        return (persons, from..end);
    }
    // "Kerem Yıldırım, his Turkish counterpart".
    let before = scene.of(unit).iter().rev().find(|f| f.to <= from);
    match before {
        Some(f)
            if f.kind == MentionKind::Person && f.to + 1 == from && scene.is(f.to, &[",", "("]) =>
        {
            (f.entity.into_iter().collect(), f.from..at + 1)
        }
        _ => (Vec::new(), from..end),
    }
}

/// The offices of those whose counterparts are named at token `start`: the `n`
/// last persons with an office before it, in text order.
fn opposite(scene: &Scene<'_>, unit: usize, start: usize, n: usize, roles: &Roles) -> Vec<String> {
    let mut persons: Vec<EntityIdx> = Vec::new();
    for u in (unit.saturating_sub(3)..=unit).rev() {
        for flat in scene
            .of(u)
            .iter()
            .rev()
            .filter(|f| f.to <= start || u < unit)
        {
            let holds = |e: &EntityIdx| {
                roles
                    .of(*e)
                    .any(|r| r.basis != RoleBasis::ImpliedByCounterpart)
            };
            if let Some(person) = flat
                .entity
                .filter(|e| flat.kind == MentionKind::Person && holds(e))
                && !persons.contains(&person)
                && persons.len() < n
            {
                persons.push(person);
            }
        }
    }
    persons
        .iter()
        .rev()
        .filter_map(|&p| {
            let role = roles
                .of(p)
                .find(|r| r.basis != RoleBasis::ImpliedByCounterpart)?;
            Some(role.role.clone())
        })
        .collect()
}

/// Offices whose holder is not named, but whose body or country is: "the
/// Mitsubishi chief". Not "the foreign secretary" of somebody named elsewhere.
fn unnamed(scene: &Scene<'_>, order: &[usize], roles: &mut Vec<Role>) {
    let segments = scene.context.segments;
    let mut held = BTreeSet::new();
    let mut is_evidence = vec![false; segments.tokens.len()];
    for role in roles.iter() {
        held.insert(role.role.to_lowercase());
        for &span in &role.evidence {
            is_evidence[segments.tokens_in(span)].fill(true);
        }
    }
    for &unit in order {
        if scene.units[unit].paragraph.is_none() {
            continue;
        }
        let all = scene.of(unit);
        for (i, flat) in all.iter().enumerate() {
            if flat.kind != MentionKind::Role {
                continue;
            }
            let around = surroundings(scene, all, i);
            let role = make(
                scene,
                None,
                flat,
                &around,
                RoleBasis::UnnamedHolder,
                around.from..around.to,
            );
            let span = role.evidence[0];
            let office = role.role.to_lowercase();
            let tokens = segments.tokens_in(span);
            let known = is_evidence[tokens.clone()].contains(&true)
                || held.iter().any(|held| is_short_for(&office, held));
            let owned = around.organisation.is_some() || around.country.is_some();
            if owned && !known {
                is_evidence[tokens].fill(true);
                held.insert(office);
                roles.push(role);
            }
        }
    }
}
