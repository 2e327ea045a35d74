//! Places: rows of the gazetteer, names built around a head word, and names
//! that their surroundings show to be places.

use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::{Form, Shape};
use crate::lexicon::{Class, Entry, Found, Kind};
use crate::words::Words;
use crate::{Context, MentionKind};

pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for found in context.found {
        gazetteer(context, *found, out);
    }
    for at in 0..context.forms.len() {
        let form = &context.forms[at];
        if form.shape == Shape::Sign {
            continue;
        }
        if form.is(Class::PLACE_HEAD) && form.is_capital() {
            headed(context, at, out);
            state(context, at, out);
        }
        if form.is(Class::PLACE_LEAD) && form.is_capital() {
            led(context, at, out);
        }
        if form.is_capital()
            && !form.is(Class::COMMON.with(Class::FUNCTION))
            && !form.starts_sentence()
        {
            surroundings(context, at, out);
        }
    }
}

/// A row of the gazetteer: "South China Sea", "Tokyo". A row that is also an
/// ordinary word or a person's name ("Reading", "Lincoln") needs a sign of place
/// around it: "in Lincoln", "Lincoln, Nebraska"; "Lincoln said" is none.
/// Source: `data/{country,city,region}.tsv`.
fn gazetteer(context: &Context<'_>, found: Found, out: &mut Vec<Candidate>) {
    let entry = context.lexicon.entry(found.entry);
    if !entry.kind.is_place() {
        return;
    }
    let mut tokens = found.tokens();
    if !stands(context, entry, &tokens) {
        return;
    }
    // "South Auckland": a capital direction before a place is part of its name.
    if let Some(before) = context.before(tokens.start)
        && before.is(Class::DIRECTION)
        && context.capital_counts(tokens.start - 1)
        && found.longest
    {
        tokens.start -= 1;
    }
    // "Kursk region": the class word is outside, "Gaza Strip" is whole.
    let last = tokens.end - 1;
    if tokens.len() > 1
        && context.forms[last].shape == Shape::Lower
        && context.forms[tokens.start].is_capital()
        && context.is_any(
            last,
            &["region", "province", "district", "county", "oblast"],
        )
    {
        tokens.end -= 1;
    }
    out.push(candidate(
        context,
        tokens,
        MentionKind::Place,
        "place.gazetteer",
        detail(context, entry),
        if found.to - found.from > 1 {
            priority::ORGANISATION
        } else {
            priority::GAZETTEER
        },
    ));
}

/// "Tokyo: capital of Japan (GeoNames)".
pub(super) fn detail(context: &Context<'_>, entry: &Entry) -> String {
    let country = context.lexicon.country_name(entry.country);
    match entry.kind {
        Kind::Country => format!("{}: country ({})", entry.name, entry.source),
        _ if country.is_empty() => format!("{}: {} ({})", entry.name, entry.subkind, entry.source),
        _ => format!(
            "{}: {} of {country} ({})",
            entry.name, entry.subkind, entry.source
        ),
    }
}

/// Whether the words of a row name it here.
fn stands(context: &Context<'_>, entry: &Entry, tokens: &Range<usize>) -> bool {
    let first = &context.forms[tokens.start];
    if tokens.len() > 1 {
        return true;
    }
    if first.shape == Shape::Upper && first.loud() && first.is(Class::FUNCTION) {
        return false;
    }
    let direction = Class::DIRECTION.with(Class::DIRECTIONAL);
    if entry.kind == Kind::Region && first.is(direction.with(Class::COMMON)) {
        // "the West", "the Gulf", but not "West Point", "a gulf".
        let named = context.follows(tokens.start, &["the"]);
        let goes_on = context.after(tokens.end).is_some_and(in_name);
        return named && !goes_on && !first.loud();
    }
    let doubtful = match entry.kind {
        Kind::Town => Class::GIVEN.with(Class::FAMILY).with(Class::COMMON),
        Kind::City | Kind::Region => Class::COMMON.with(Class::ROLE).with(Class::HONORIFIC),
        Kind::Capital => Class::ROLE,
        _ => return true,
    };
    !first.is(doubtful) || has_sign(context, tokens)
}

/// Whether the words around a name show that it is a place.
pub(super) fn has_sign(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    if context.after(tokens.end).is_some_and(|f| {
        f.is(Class::PLACE_WORD) && f.shape == Shape::Lower
            || (f.sign == b','
                && context
                    .after(tokens.end + 1)
                    .is_some_and(|f| f.is_capital() && f.is(Class::PLACE)))
    }) {
        return true;
    }
    is_located(context, tokens.start)
}

/// "in X", "near X", "the town of X", "southern X".
pub(super) fn is_located(context: &Context<'_>, at: usize) -> bool {
    let Some(before) = context.before(at) else {
        return false;
    };
    if before.shape != Shape::Lower {
        return false;
    }
    if before.is(Class::PLACE_PREP) {
        // "to X", "from X" and "through X" are said of persons too.
        let of_persons = context.is_any(
            at - 1,
            &[
                "to", "from", "between", "through", "into", "toward", "towards",
            ],
        );
        return !of_persons || is_way(context, at - 1);
    }
    context.is_word(at - 1, "of")
        && context
            .before(at - 1)
            .is_some_and(|f| f.is(Class::PLACE_WORD) && f.shape == Shape::Lower)
}

/// What goes between places.
const WAYS: Words = Words(
    "road highway motorway rail railway line train trains ferry ferries boat boats ship ships \
     bridge bridges pipeline corridor flight flights route routes border crossing crossings bus \
     buses service services link links tunnel canal cable trip journey convoy convoys distance",
);

/// Who comes from a place, and who or what is sent to one.
const MOVED: Words = Words(
    "families residents people villagers traders migrants refugees workers fishermen farmers \
     protesters soldiers troops forces police policemen reinforcements aid supplies goods cargo \
     exports imports shipments nurses students pilgrims deported evacuated moved sent deployed \
     returned fled shipped transferred brought",
);

/// Verbs of going.
const GOES: Words = Words(
    "travel travels travelled traveled travelling traveling fly flies flew flown flying drive \
     drove sail sailed head headed heading go goes went return returns returned returning move \
     moved march marched walk walked cross crossed depart departed departing arrived relocate \
     relocated extradited",
);

/// Whether the preposition at `at` is of a way: "the road from X", "flew to X",
/// "families from X", "ferries between X and Y".
fn is_way(context: &Context<'_>, at: usize) -> bool {
    let Some(before) = context.before(at) else {
        return false;
    };
    if before.shape != Shape::Lower {
        // "from Linden to Lethem": a name between two ways.
        let from = (at.saturating_sub(4)..at)
            .rev()
            .find(|&t| context.is_any(t, &["from"]));
        return context.is_any(at, &["to"])
            && from.is_some_and(|from| {
                (from + 1..at).all(|t| context.form(t).is_some_and(in_name))
                    && is_way(context, from)
            });
    }
    let word = context.word(at - 1);
    match context.is_any(at, &["between"]) {
        true => WAYS.has(word),
        false => WAYS.has(word) || MOVED.has(word) || GOES.has(word),
    }
}

/// A name that ends in a class word with a capital: "Grosvenor Square",
/// "Rakhine State"; not "Member State" (an ordinary word), nor "Garissa county"
/// (the class word is outside). Source: `data/word.tsv`, place-head.
fn headed(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    if context.forms[head].loud() || context.forms[head].starts_sentence() {
        return;
    }
    // "Strait Times", "Park Geun-hye": the name goes on; not "Madhesh Province
    // Chief Minister".
    if context
        .after(head + 1)
        .is_some_and(|f| in_name(f) && !f.is(Class::NORP.with(Class::ROLE)))
    {
        return;
    }
    if context
        .after(head + 1)
        .is_some_and(|f| f.is_hyphen() && f.glued())
    {
        return;
    }
    let mut from = head;
    while let Some(before) = context.before(from) {
        let joins = before.is_hyphen()
            && before.glued()
            && context.forms[from].glued()
            && context.before(from - 1).is_some_and(in_name);
        // "St. Martin’s Island"
        let saint = before.sign == b'.' && before.glued() && context.follows(from - 1, &["St"]);
        let possessive = before.is_possessive()
            && context.before(from - 1).is_some_and(|f| {
                in_name(f) && f.is(Class::GIVEN.with(Class::FAMILY)) && !f.is(Class::PLACE)
            });
        if joins || saint || possessive {
            from -= 2;
            continue;
        }
        let stops = Class::FUNCTION
            .with(Class::COMMON)
            .with(Class::ROLE)
            .with(Class::NOT_NAME)
            .with(Class::ORG_TAIL);
        let direction = before.is(Class::DIRECTION) && !before.starts_sentence()
            || from == head
                && context.is_any(head - 1, &["international", "national"])
                && context.is_any(head, &["airport", "park", "stadium", "highway"]);
        if !in_name(before) || (before.is(stops) && !direction) || head - from >= 3 {
            break;
        }
        from -= 1;
    }
    let tokens = from..head + 1;
    if from == head || context.forms[from..head].iter().all(|f| f.is(Class::NORP)) {
        return;
    }
    // A country or city before "Airport" stays in; a person's full name is no place.
    if context.forms[from].is(Class::HONORIFIC) {
        return;
    }
    let what = context.word(head).to_lowercase();
    out.push(candidate(
        context,
        tokens,
        MentionKind::Place,
        "place.head",
        format!("“{what}” names a place"),
        priority::PLACE_HEAD,
    ));
}

/// Words of the official names of states.
const STATES: [&str; 8] = [
    "Republic",
    "Kingdom",
    "State",
    "Emirate",
    "Principality",
    "Sultanate",
    "Federation",
    "Commonwealth",
];

/// "Socialist Republic of Viet Nam": an official name, with its adjectives;
/// not "State of the Union".
fn state(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    if !context.is_any(head, &STATES)
        || context.after(head + 1).is_none()
        || !context.is_word(head + 1, "of")
    {
        return;
    }
    let mut at = head + 2;
    if context.after(at).is_some() && context.is_word(at, "the") {
        at += 1;
    }
    let country = context
        .found_at(at)
        .iter()
        .find(|f| context.lexicon.entry(f.entry).kind == Kind::Country);
    let Some(country) = country else {
        return;
    };
    let mut from = head;
    while context.before(from).is_some_and(Form::is_capital)
        && context.is_any(
            from - 1,
            &[
                "Socialist",
                "Islamic",
                "Federal",
                "Democratic",
                "People’s",
                "Arab",
                "Hashemite",
                "Plurinational",
                "Bolivarian",
                "Oriental",
                "Co-operative",
                "United",
            ],
        )
    {
        from -= 1;
    }
    let body = context
        .after(country.to as usize)
        .is_some_and(|f| f.is_capital() && f.is(Class::ORG_TAIL));
    if body
        || context
            .before(from)
            .is_some_and(|f| in_name(f) && !f.starts_sentence())
    {
        return;
    }
    out.push(candidate(
        context,
        from..country.to as usize,
        MentionKind::Place,
        "place.state",
        detail(context, context.lexicon.entry(country.entry)),
        priority::ORGANISATION + 1,
    ));
}

/// A name that begins with a class word: "Mount Hermon", "Camp Aguinaldo",
/// "Gulf of Sidra"; not "Camp" alone. Source: `data/word.tsv`, place-lead.
fn led(context: &Context<'_>, lead: usize, out: &mut Vec<Candidate>) {
    let form = &context.forms[lead];
    if form.loud() || form.is(Class::GIVEN.with(Class::FAMILY)) && !is_located(context, lead) {
        return;
    }
    let mut at = lead + 1;
    if context.after(at).is_some() && context.is_word(at, "of") {
        at += 1;
    }
    let from = at;
    while let Some(next) = context.after(at) {
        // Behind an English word an ordinary word is no name: "Camp Site", but "Beit Lid".
        let mut stops = Class::FUNCTION.with(Class::ROLE);
        if form.is(Class::COMMON) {
            stops = stops.with(Class::COMMON);
        }
        if !in_name(next) || next.is(stops) || at - from >= 2 {
            break;
        }
        at += 1;
    }
    if at == from
        || context
            .after(at)
            .is_some_and(|f| f.is_capital() && f.is(Class::ORG_TAIL))
    {
        return;
    }
    out.push(candidate(
        context,
        lead..at,
        MentionKind::Place,
        "place.lead",
        format!("“{}” before a name", context.word(lead)),
        priority::PLACE_HEAD - 4,
    ));
}

/// A name of one to three unknown words that its surroundings show to be a
/// place: "in Mandera", "Kiunga district", "Stresa, Italy"; not "in Misri's view".
/// Source: own reading of news.
fn surroundings(context: &Context<'_>, from: usize, out: &mut Vec<Candidate>) {
    if context.forms[from].loud() || context.before(from).is_some_and(in_name) {
        return;
    }
    let to = name_end(context, from);
    if to == from {
        return;
    }
    let tokens = from..to;
    if context.row(&tokens).is_some() {
        return;
    }
    let last = &context.forms[to - 1];
    let names = Class::GIVEN.with(Class::FAMILY);
    let followed = context.after(to);
    let strong = followed.is_some_and(|f| f.is(Class::PLACE_WORD) && f.shape == Shape::Lower)
        || heads_list(context, to)
        || (followed.is_some_and(|f| f.sign == b',')
            && context
                .after(to + 1)
                .is_some_and(|f| f.is_capital() && f.is(Class::PLACE))
            && !last.is(Class::FAMILY));
    let head = Class::ORG_TAIL
        .with(Class::PROG_HEAD)
        .with(Class::ROLE)
        .with(Class::NORP);
    if context.forms[from..to].iter().any(|f| f.is(head)) {
        return;
    }
    if strong {
        out.push(candidate(
            context,
            tokens,
            MentionKind::Place,
            "place.context",
            "the words behind it name a place",
            priority::CONTEXT + 4,
        ));
        return;
    }
    let known = context.forms[from..to].iter().any(|f| f.is(names));
    let located =
        is_located(context, from) || is_reached(context, from) || follows_place(context, from);
    if located && !known && !followed.is_some_and(Form::is_possessive) {
        out.push(candidate(
            context,
            tokens,
            MentionKind::Place,
            "place.context",
            format!("after “{}”", context.word(from - 1)),
            priority::CONTEXT,
        ));
    }
}

/// Whether a name that ends at `to` begins a list of places: "Kangpokpi and Ukhrul
/// districts".
fn heads_list(context: &Context<'_>, to: usize) -> bool {
    let mut at = to;
    for _ in 0..4 {
        let joins = context
            .after(at)
            .is_some_and(|f| f.sign == b',' || context.is_any(at, &["and"]));
        let end = name_end(context, at + 1);
        if !joins || end == at + 1 {
            return false;
        }
        at = end;
        if context.after(at).is_some_and(|f| f.is(Class::PLACE_WORD)) {
            return context.word(at).ends_with('s') && context.forms[at].shape == Shape::Lower;
        }
    }
    false
}

/// "visited X", "reached X".
fn is_reached(context: &Context<'_>, at: usize) -> bool {
    context.follows(
        at,
        &[
            "visit", "visits", "visited", "visiting", "reach", "reached", "toured",
        ],
    )
}

/// "in Győr and X", "in Kochi, X and Y": a later one of the names behind a
/// preposition of place.
fn follows_place(context: &Context<'_>, at: usize) -> bool {
    let mut start = at;
    // At most four names, of at most three words.
    for _ in 0..4 {
        let joined = context.before(start).is_some_and(|f| {
            f.sign == b',' || f.shape == Shape::Lower && context.is_word(start - 1, "and")
        });
        if !joined {
            return false;
        }
        let mut from = start - 1;
        while start - from < 4 && context.before(from).is_some_and(in_name) {
            from -= 1;
        }
        if from == start - 1 {
            return false;
        }
        if is_located(context, from) {
            return context.forms[from].is(Class::PLACE) || context.follows(at, &["and"]);
        }
        start = from;
    }
    false
}

/// The end of the name that starts at `from`: at most three words, hyphens between them.
fn name_end(context: &Context<'_>, from: usize) -> usize {
    let mut to = from;
    let mut n_words = 0;
    while let Some(form) = context.form(to) {
        if to > from && form.starts_zone() {
            break;
        }
        if form.is_hyphen() && to > from {
            let next = context.after(to + 1);
            if form.glued() && next.is_some_and(|f| f.glued() && f.is_capital()) {
                to += 1;
                continue;
            }
            break;
        }
        // "Foz do Iguaçu"
        if to > from
            && context.is_any(
                to,
                &[
                    "de", "do", "da", "del", "di", "la", "el", "al", "e", "sur", "am",
                ],
            )
            && form.shape == Shape::Lower
            && context.after(to + 1).is_some_and(in_name)
        {
            to += 1;
            continue;
        }
        if !in_name(form) || form.shape == Shape::Upper || n_words == 3 {
            break;
        }
        n_words += 1;
        to += 1;
    }
    to
}
