//! Equipment: weapons, vehicles, aircraft, ships and systems with a name.

use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::Shape;
use crate::lexicon::{Class, Kind};
use crate::{Context, MentionKind};

pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for found in context.found {
        let entry = context.lexicon.entry(found.entry);
        if entry.kind == Kind::Equipment && found.longest {
            let mut tokens = found.tokens();
            if is_told(context, &tokens) {
                // "Gripen E", "Leopard 2"
                let variant = |f: &crate::form::Form| {
                    f.shape == Shape::Initial && !f.glued()
                        || f.shape == Shape::Digit && context.word(tokens.end).len() <= 2
                };
                if context.after(tokens.end).is_some_and(variant) {
                    tokens.end += 1;
                }
                out.push(candidate(
                    context,
                    tokens,
                    MentionKind::Equipment,
                    "equipment.gazetteer",
                    format!("{}: {} ({})", entry.name, entry.subkind, entry.source),
                    priority::EQUIPMENT,
                ));
            }
        }
    }
    for at in 0..context.forms.len() {
        match context.forms[at].shape {
            Shape::Mixed => designation(context, at, out),
            Shape::Upper => {
                ship(context, at, out);
                class(context, at, out);
            }
            Shape::Capital => class(context, at, out),
            _ => {}
        }
        headed(context, at, out);
    }
}

/// What stands behind the name of a weapon.
const GENERIC: [&str; 24] = [
    "missile",
    "missiles",
    "rocket",
    "rockets",
    "system",
    "systems",
    "tank",
    "tanks",
    "drone",
    "drones",
    "jet",
    "jets",
    "aircraft",
    "fighter",
    "fighters",
    "helicopter",
    "helicopters",
    "battery",
    "batteries",
    "launcher",
    "launchers",
    "interceptors",
    "interceptor",
    "air",
];

/// A name that is also an ordinary word or a person's ("Patriot", "Arjun")
/// needs such a word behind it.
fn is_told(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    let form = &context.forms[tokens.start];
    let other = Class::GIVEN
        .with(Class::FAMILY)
        .with(Class::COMMON)
        .with(Class::PLACE)
        .with(Class::NORP);
    tokens.len() > 1
        || form.shape == Shape::Mixed
        || (!form.is(other) && !form.loud())
        || (context.after(tokens.end).is_some() && context.is_any(tokens.end, &GENERIC))
}

/// The letters that begin a military designation before a hyphen and digits.
const DESIGNATIONS: [&str; 52] = [
    "A", "AC", "AH", "AK", "AN", "B", "BMP", "BTR", "C", "CH", "DF", "E", "EA", "F", "FA", "H",
    "HQ", "IL", "J", "JF", "JH", "JL", "K", "KA", "KC", "KH", "KJ", "KN", "L", "M", "MH", "MI",
    "MIG", "MQ", "P", "PAC", "PL", "R", "RPG", "RQ", "RS", "S", "SA", "SM", "SU", "T", "TB", "TU",
    "U", "UH", "US", "V",
];

/// Designations also written without their hyphen.
const WITHOUT_HYPHEN: [&str; 18] = [
    "F15", "F16", "F18", "F22", "F35", "T55", "T62", "T64", "T72", "T80", "T90", "B52", "S300",
    "S400", "Su27", "Su35", "MiG29", "AK47",
];

/// "F-35", "Su-57", "US-2": letters, a hyphen, digits; not "COVID-19", "G-20".
/// "T-6" and the like need a word as "aircraft" near them only in speech, so
/// none is asked for here. Source: own list of designations.
fn designation(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    let word = context.word(at);
    let (letters, digits) = match word.split_once(['-', '‑']) {
        Some(halves) => halves,
        None if WITHOUT_HYPHEN
            .iter()
            .any(|known| word.strip_suffix('s').unwrap_or(word) == *known) =>
        {
            word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(0))
        }
        None => return,
    };
    let upper = letters.to_ascii_uppercase();
    if letters.starts_with(|c: char| c.is_ascii_uppercase())
        && DESIGNATIONS.contains(&upper.as_str())
        && digits.starts_with(|c: char| c.is_ascii_digit())
    {
        let mut to = at + 1;
        let other = Class::PLACE
            .with(Class::NORP)
            .with(Class::ORG)
            .with(Class::ROLE)
            .with(Class::FUNCTION);
        while to - at <= 2
            && context.after(to).is_some_and(|f| {
                f.shape == Shape::Capital && in_name(f) && !f.is(other) && !f.loud()
            })
        {
            to += 1;
        }
        out.push(candidate(
            context,
            at..to,
            MentionKind::Equipment,
            "equipment.designation",
            "letters and a number, as armed forces name what they use",
            priority::EQUIPMENT,
        ));
    }
}

/// What stands before the name of a warship.
const SHIPS: [&str; 24] = [
    "USS", "USNS", "USCGC", "HMS", "HMAS", "HMCS", "HMNZS", "INS", "BRP", "KRI", "RSS", "JS",
    "ROKS", "PNS", "BNS", "SLNS", "FS", "ITS", "TCG", "MV", "MT", "SS", "RFS", "KD",
];

/// "HMNZS Taupo": a ship's prefix and one to four words; not "INS" alone.
fn ship(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    if !SHIPS.contains(&context.word(at)) {
        return;
    }
    let mut to = at + 1;
    while to - at <= 4 && context.after(to).is_some_and(in_name) {
        to += 1;
    }
    if to > at + 1 {
        out.push(candidate(
            context,
            at..to,
            MentionKind::Equipment,
            "equipment.ship",
            format!("“{}” before a ship’s name", context.word(at)),
            priority::EQUIPMENT,
        ));
    }
}

/// "MILGEM-class", "Virginia-class": the name before the class word; not
/// "first-class", nor "Business-class".
fn class(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    let form = &context.forms[at];
    let joined = context
        .after(at + 1)
        .is_some_and(|f| f.is_hyphen() && f.glued())
        && context
            .after(at + 2)
            .is_some_and(super::super::form::Form::glued)
        && context.is_word(at + 2, "class");
    if joined && !form.is(Class::COMMON) && !form.starts_sentence() {
        out.push(candidate(
            context,
            at..at + 1,
            MentionKind::Equipment,
            "equipment.class",
            "the name of a class of ships or vehicles",
            priority::EQUIPMENT,
        ));
    }
}

/// What the long name of a piece of equipment ends with.
const HEADS: [&str; 18] = [
    "Vehicle",
    "Vehicles",
    "Aircraft",
    "Missile",
    "Missiles",
    "Antenna",
    "Radar",
    "Helicopter",
    "Drone",
    "Submarine",
    "Frigate",
    "Destroyer",
    "Satellite",
    "Rocket",
    "Launcher",
    "Howitzer",
    "Torpedo",
    "Rifle",
];

/// "Future Ready Combat Vehicle": two capitals or more before such a word; not
/// "armoured vehicle".
fn headed(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    let form = &context.forms[head];
    if form.shape != Shape::Capital || form.loud() || !HEADS.contains(&context.word(head)) {
        return;
    }
    let mut from = head;
    while head - from < 5 && context.before(from).is_some_and(in_name) {
        from -= 1;
    }
    while from < head
        && context.forms[from].is(Class::NORP.with(Class::PLACE).with(Class::FUNCTION))
    {
        from += 1;
    }
    if head - from >= 2 {
        out.push(candidate(
            context,
            from..head + 1,
            MentionKind::Equipment,
            "equipment.head",
            format!("“{}” with a name", context.word(head).to_lowercase()),
            priority::EQUIPMENT,
        ));
    }
}
