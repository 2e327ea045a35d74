//! Roles: offices of one person, before or after the name or alone.

use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::{Form, Shape};
use crate::lexicon::Class;
use crate::{Context, MentionKind};

/// An office that was proposed.
pub(super) struct Office {
    pub(super) tokens: Range<usize>,
}

/// Offices: "External Affairs Minister" S Jaishankar, "Vice-Minister for Foreign
/// Affairs" of Japan, the "foreign secretary"; not "the two prime ministers", nor
/// "counterpart", "leader", "spokesman". Source: the annotation guidelines and
/// `data/word.tsv`, role.
pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) -> Vec<Office> {
    let mut offices = Vec::new();
    for head in 0..context.forms.len() {
        let form = &context.forms[head];
        if !form.is(Class::ROLE)
            || !matches!(form.shape, Shape::Lower | Shape::Capital | Shape::Upper)
        {
            continue;
        }
        // The last head of a row decides: "Deputy Secretary General".
        // "Foreign Minister Senator Dar" holds two.
        let second = context.is_any(head, &["minister", "president", "chairman", "secretary"])
            && context.is_any(head + 1, &TITLES_APART);
        let goes_on = !second
            && context
                .after(head + 1)
                .is_some_and(|f| f.is(Class::ROLE) && continues(form, f))
            || (context
                .after(head + 1)
                .is_some_and(|f| f.is_hyphen() && f.glued())
                && context.after(head + 2).is_some_and(|f| f.is(Class::ROLE)));
        if goes_on {
            continue;
        }
        if let Some(tokens) = office(context, head) {
            out.push(candidate(
                context,
                tokens.clone(),
                MentionKind::Role,
                "role.head",
                format!("“{}” is an office", context.word(head).to_lowercase()),
                priority::ROLE,
            ));
            offices.push(Office { tokens });
        }
    }
    offices
}

/// Whether two heads beside each other are one office: both small or both capital.
fn continues(a: &Form, b: &Form) -> bool {
    (a.shape == Shape::Lower) == (b.shape == Shape::Lower)
}

/// Heads that are an office only with something beside them.
const WEAK: [&str; 19] = [
    "chief",
    "head",
    "director",
    "chair",
    "commander",
    "deputy",
    "officer",
    "executive",
    "general",
    "representative",
    "judge",
    "justice",
    "adviser",
    "advisor",
    "administrator",
    "attorney",
    "coordinator",
    "negotiator",
    "king",
];

/// Weak heads that a name behind them is enough for.
const TITLES: [&str; 6] = [
    "judge",
    "justice",
    "representative",
    "commander",
    "director",
    "king",
];

/// Whether a list of ordinary capitals from `at` has an "and" before its last:
/// "Regional Integration and International Trade".
fn and_follows(context: &Context<'_>, at: usize) -> bool {
    let mut to = at;
    while to < at + 8
        && context
            .after(to)
            .is_some_and(|f| f.sign == b',' || f.is_capital() && describes_office(f))
    {
        to += 1;
    }
    to > at
        && context.after(to).is_some()
        && context.is_word(to, "and")
        && context
            .after(to + 1)
            .is_some_and(|f| f.is_capital() && describes_office(f) && !f.is(Class::ROLE))
}

/// Titles that stand on their own behind another office.
const TITLES_APART: [&str; 5] = ["senator", "ambassador", "judge", "justice", "mp"];

/// What stands around an office.
struct Around {
    /// A person's name directly behind it.
    named: bool,
    /// A person's name behind a comma.
    comma_named: bool,
    /// "the", "his", possibly before "former" or a nationality.
    definite: bool,
    /// "a", "another", "one".
    indefinite: bool,
    /// A country, nationality or body before it, or a possessive.
    owned: bool,
    /// A name and a comma before it.
    apposition: bool,
    /// "of", "for" behind it, with a name or "the".
    governs: bool,
    /// A possessive or a verb of speaking behind two capitals.
    titled: bool,
    /// Another office and "and" before it.
    joined: bool,
}

/// What stands between a determiner and an office without belonging to either.
const BETWEEN: [&str; 22] = [
    "former",
    "new",
    "then",
    "late",
    "current",
    "incoming",
    "outgoing",
    "visiting",
    "far-right",
    "embattled",
    "longtime",
    "caretaker",
    "interim",
    "right",
    "left",
    "wing",
    "far",
    "new-look",
    "veteran",
    "powerful",
    "longest-serving",
    "ex",
];

fn around(context: &Context<'_>, tokens: &Range<usize>, small: bool) -> Around {
    let Range {
        start: from,
        end: to,
    } = *tokens;
    let next = context.after(to);
    let before = context.before(from);
    let body = |f: &Form| f.ends_body() || f.is_capital() && f.is(Class::ORG_TAIL);
    let country =
        |f: &Form| f.is_capital() && f.is(Class::NORP.with(Class::PLACE).with(Class::PLACE_HEAD));
    let mut at = from;
    while context
        .before(at)
        .is_some_and(|f| country(f) || f.ends_body() || f.is_hyphen())
        || context.before(at).is_some() && context.is_any(at - 1, &BETWEEN)
    {
        at -= 1;
    }
    let determiner = |words: &[&str]| context.before(at).is_some() && context.is_any(at - 1, words);
    Around {
        named: !small && super::person::begins_short(context, to)
            || next.is_some_and(|f| {
                is_person_word(f)
                    && (small || !f.loud() || f.is(Class::GIVEN.with(Class::FAMILY)) || f.word == 0)
            }),
        comma_named: next.is_some_and(|f| f.sign == b',')
            && context.after(to + 1).is_some_and(is_person_word),
        definite: determiner(&[
            "the", "his", "her", "its", "their", "our", "my", "this", "that",
        ]),
        indefinite: determiner(&[
            "a", "an", "another", "one", "any", "every", "each", "some", "no", "senior",
        ]),
        owned: before.is_some_and(|f| f.is_possessive() || country(f) || body(f)),
        apposition: before.is_some_and(|f| f.sign == b',')
            && context
                .before(from - 1)
                .is_some_and(|f| is_person_word(f) && !f.starts_sentence()),
        governs: next.is_some()
            && context.is_any(to, &["of", "for", "at"])
            && context
                .after(to + 1)
                .is_some_and(|f| f.is_capital() || context.is_any(to + 1, &["the", "its"])),
        titled: !small
            && tokens.len() > 1
            && next.is_some_and(|f| {
                f.is_possessive() || f.is(Class::SPEECH) && f.shape == Shape::Lower
            }),
        joined: from >= 2
            && before.is_some()
            && context.is_any(from - 1, &["and"])
            && context.before(from - 1).is_some_and(|f| f.is(Class::ROLE)),
    }
}

/// The office whose head word stands at `head`, if it is one here.
fn office(context: &Context<'_>, head: usize) -> Option<Range<usize>> {
    let small = context.forms[head].shape == Shape::Lower;
    let from = if small {
        left_small(context, head)
    } else {
        left_capital(context, head)
    };
    let tokens = from..right_end(context, head, small);
    let single = tokens.len() == 1;
    const PARTS: [&str; 6] = [
        "general",
        "officer",
        "executive",
        "attorney",
        "prince",
        "princess",
    ];
    if single && context.is_any(head, &PARTS) {
        return None;
    }
    let next = context.after(tokens.end);
    if next.is_some_and(|f| f.is_hyphen() && f.glued()) || describes(context, &tokens, small) {
        return None;
    }
    let around = around(context, &tokens, small);
    let stands = if single && context.is_any(head, &WEAK) {
        // "the Mitsubishi chief", "the head of the Foreign Ministry".
        around.owned && !around.indefinite
            || around.definite && around.governs
            || around.apposition && around.governs
            || around.named && !small && context.is_any(head, &TITLES)
    } else {
        around.named
            || around.definite
            || around.owned && !around.indefinite
            || around.apposition
            || around.titled
            || around.comma_named && (around.indefinite || !small && !single)
            || around.joined
            // "President of Kazakhstan Kassym-Jomart Tokayev".
            || around.governs && !around.indefinite
            || !small && heads_office(context, tokens.end)
    };
    stands.then_some(tokens)
}

/// Whether behind an "and" or a dash at `at` another office with a name follows:
/// "Deputy Prime Minister and Foreign Minister Ishaq Dar".
fn heads_office(context: &Context<'_>, at: usize) -> bool {
    let joins = context
        .after(at)
        .is_some_and(|f| f.is_hyphen() || f.shape == Shape::Lower && context.is_word(at, "and"));
    if !joins {
        return false;
    }
    let mut to = at + 1;
    while to < at + 5
        && context
            .after(to)
            .is_some_and(|f| f.is_capital() && describes_office(f))
    {
        to += 1;
    }
    to > at + 1
        && context.forms[to - 1].is(Class::ROLE)
        && context.after(to).is_some_and(is_person_word)
}

/// "Justice Department", "head of state": the head describes something else.
fn describes(context: &Context<'_>, tokens: &Range<usize>, small: bool) -> bool {
    let to = tokens.end;
    if context.after(to).is_some()
        && context.is_word(to, "of")
        && context.after(to + 1).is_some()
        && context.is_any(to + 1, &["state", "government", "steam"])
    {
        return true;
    }
    let head = Class::ORG_TAIL
        .with(Class::ORG_OF)
        .with(Class::PROG_HEAD)
        .with(Class::PLACE_HEAD);
    !small
        && context.after(to).is_some_and(|f| {
            f.is_capital() && f.is(head) && !f.is(Class::GIVEN.with(Class::FAMILY)) && !f.loud()
        })
}

/// Whether a form can begin a person's name behind an office.
pub(super) fn is_person_word(form: &Form) -> bool {
    let other = Class::NORP
        .with(Class::ORG_TAIL)
        .with(Class::ROLE)
        .with(Class::FUNCTION)
        .with(Class::PROG_HEAD)
        .with(Class::OCCUPATION);
    let name = Class::GIVEN.with(Class::FAMILY);
    let country = form.is(Class::PLACE.with(Class::ORG)) && !form.is(name);
    in_name(form) && (!form.is(other) || (form.is(name) && !form.is(Class::NORP))) && !country
        || form.is(Class::HONORIFIC.with(Class::RANK)) && form.shape == Shape::Capital
}

/// Heads of bodies whose office stands behind them: "Commission President".
const BODIES: [&str; 24] = [
    "Ministry",
    "Department",
    "Commission",
    "Committee",
    "Council",
    "Court",
    "Parliament",
    "Assembly",
    "Party",
    "Bank",
    "University",
    "Agency",
    "Authority",
    "Bureau",
    "Association",
    "Union",
    "Corp",
    "Inc",
    "Group",
    "Institute",
    "Foundation",
    "Company",
    "Fund",
    "Organization",
];

/// Left over capitals that describe an office: "Trade, Industry and Competition Minister".
fn left_capital(context: &Context<'_>, head: usize) -> usize {
    let mut from = head;
    while head - from < 8 {
        let Some(before) = context.before(from) else {
            break;
        };
        let earlier = from
            .checked_sub(1)
            .and_then(|at| context.before(at))
            .copied();
        let step = if before.is_hyphen() {
            let joins = before.glued() && context.forms[from].glued();
            let describes = earlier.is_some_and(|f| {
                f.is(Class::NOT_NAME.with(Class::RANK))
                    || context.is_any(
                        from - 2,
                        &["vice", "under", "deputy", "secretary", "major", "co"],
                    )
            });
            if joins && describes { 2 } else { 0 }
        } else if before.sign == b','
            || before.shape == Shape::Lower && context.is_word(from - 1, "and")
        {
            // A list only of ordinary words, and only if an "and" is in it.
            let list = earlier.is_some_and(|f| {
                describes_office(&f) && !f.is(Class::ROLE.with(Class::OCCUPATION)) && f.is_capital()
            }) && from < head
                && describes_office(&context.forms[from])
                && !context.forms[from].is(Class::ROLE)
                && (before.sign != b',' || has_and(context, from, head));
            if list { 2 } else { 0 }
        } else {
            // "Foreign Minister Senator Dar"
            let apart = from == head
                && before.is(Class::ROLE)
                && context.is_any(head, &TITLES_APART)
                && context.is_any(
                    from - 1,
                    &["minister", "president", "chairman", "secretary"],
                );
            let body = apart || before.ends_body() || context.is_any(from - 1, &BODIES);
            let lieutenant = context.is_any(from - 1, &["lieutenant"])
                && context.is_any(head, &["governor", "secretary"]);
            usize::from(before.is_capital() && !body && (lieutenant || describes_office(before)))
        };
        if step == 0 {
            break;
        }
        from -= step;
    }
    // "acting Foreign Minister"
    if context.before(from).is_some()
        && context.is_any(from - 1, &["acting", "deputy", "vice", "assistant"])
    {
        from -= 1;
    }
    while from < head
        && (context.forms[from].hash == 0
            || context.forms[from].is(Class::FUNCTION)
            || context.is_any(from, &["Former", "New", "Opposition", "Green"])
            || context.forms[from].starts_sentence()
                && context.word(from).ends_with("ing")
                && !context.is_any(
                    from,
                    &["planning", "housing", "shipping", "mining", "banking"],
                ))
    {
        from += 1;
    }
    from
}

fn has_and(context: &Context<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| context.is_word(at, "and"))
}

/// Whether a capital describes an office ("Foreign", "Cabinet", "Trade"): an
/// ordinary word that is no name.
fn describes_office(form: &Form) -> bool {
    // A party's name and a pilgrim's title are portfolios, too: "Labour Minister".
    if form.is(Class::NORP.with(Class::HONORIFIC))
        && ["labour", "hajj"]
            .iter()
            .any(|w| form.hash == crate::hash::hash_word(w))
    {
        return true;
    }
    let describes = Class::COMMON
        .with(Class::NOT_NAME)
        .with(Class::ROLE)
        .with(Class::ORG_TAIL)
        .with(Class::RANK);
    let other = Class::NORP
        .with(Class::PLACE)
        .with(Class::ORG)
        .with(Class::FUNCTION)
        .with(Class::MONTH)
        .with(Class::OCCUPATION);
    form.is(describes) && !form.is(other)
}

/// What stands before a small head: "foreign minister", "chief of staff" has its own.
const SMALL: [&str; 112] = [
    "prime",
    "foreign",
    "defence",
    "defense",
    "finance",
    "interior",
    "home",
    "trade",
    "economy",
    "economic",
    "energy",
    "health",
    "justice",
    "education",
    "agriculture",
    "environment",
    "transport",
    "labour",
    "labor",
    "culture",
    "information",
    "development",
    "security",
    "national",
    "state",
    "cabinet",
    "general",
    "deputy",
    "vice",
    "assistant",
    "acting",
    "first",
    "chief",
    "special",
    "permanent",
    "supreme",
    "external",
    "affairs",
    "european",
    "communications",
    "commerce",
    "industry",
    "oil",
    "water",
    "climate",
    "migration",
    "immigration",
    "digital",
    "science",
    "technology",
    "tourism",
    "sports",
    "police",
    "army",
    "navy",
    "intelligence",
    "executive",
    "managing",
    "attorney",
    "lieutenant",
    "crown",
    "consul",
    "top",
    "senior",
    "under",
    "joint",
    "party",
    "rail",
    "central",
    "bank",
    "military",
    "cultural",
    "press",
    "political",
    "humanitarian",
    "peace",
    "strategic",
    "industries",
    "environmental",
    "protection",
    "natural",
    "resources",
    "internal",
    "regional",
    "social",
    "welfare",
    "women",
    "youth",
    "sport",
    "petroleum",
    "mines",
    "mining",
    "railways",
    "power",
    "planning",
    "housing",
    "infrastructure",
    "fisheries",
    "food",
    "religious",
    "veterans",
    "aviation",
    "civil",
    "shipping",
    "rural",
    "urban",
    "space",
    "nuclear",
    "parliamentary",
    "constitutional",
    "overseas",
    "maritime",
];

fn left_small(context: &Context<'_>, head: usize) -> usize {
    let mut from = head;
    while head - from < 5 {
        let Some(before) = context.before(from) else {
            break;
        };
        let joined = before.is_hyphen() && before.glued() && context.forms[from].glued();
        let at = if joined {
            from.saturating_sub(2)
        } else {
            from - 1
        };
        let modifier = context
            .form(at)
            .is_some_and(|f| f.shape == Shape::Lower || f.starts_sentence())
            && context.is_any(at, &SMALL);
        if !modifier {
            break;
        }
        from = at;
    }
    // "top diplomat", "senior adviser": no part of the office.
    while from < head
        && context.is_any(
            from,
            &[
                "top",
                "senior",
                "party",
                "military",
                "police",
                "army",
                "rail",
                "central",
                "bank",
                "navy",
                "intelligence",
            ],
        )
        && (context.is_any(from, &["top", "senior"])
            || !context.is_any(head, &["adviser", "advisor"]))
    {
        from += 1;
    }
    from
}

/// Heads that "of" and "for" belong to.
const GOVERNING: [&str; 15] = [
    "superintendent",
    "minister",
    "secretary",
    "undersecretary",
    "vice-minister",
    "commissioner",
    "representative",
    "chief",
    "director",
    "adviser",
    "advisor",
    "director-general",
    "general",
    "coordinator",
    "envoy",
];

/// What "of" may govern in an office in lower case.
const OFFICES_OF: [&str; 16] = [
    "state",
    "staff",
    "defence",
    "defense",
    "foreign",
    "finance",
    "trade",
    "war",
    "health",
    "justice",
    "interior",
    "mission",
    "protocol",
    "operations",
    "labor",
    "labour",
];

/// What "for" may govern in an office in lower case: not "for the first time".
const PORTFOLIOS: [&str; 36] = [
    "agriculture",
    "budget",
    "climate",
    "competition",
    "crisis",
    "culture",
    "development",
    "economy",
    "education",
    "energy",
    "enlargement",
    "environment",
    "equality",
    "fisheries",
    "home",
    "housing",
    "human",
    "immigration",
    "industry",
    "internal",
    "labour",
    "migration",
    "mines",
    "mining",
    "neighbourhood",
    "planning",
    "refugees",
    "science",
    "social",
    "sports",
    "technology",
    "tourism",
    "transport",
    "water",
    "women",
    "youth",
];

/// Where an office ends: "Minister of Foreign Affairs", "Vice-Minister for
/// International Affairs", "chief of staff"; not "Minister of Japan".
fn right_end(context: &Context<'_>, head: usize, small: bool) -> usize {
    let to = head + 1;
    if !context.is_any(head, &GOVERNING) || context.after(to).is_none() {
        return to;
    }
    let is_for = context.is_word(to, "for");
    if !is_for && !context.is_word(to, "of") {
        return to;
    }
    if context.is_any(head, &["general", "director", "envoy"]) && !is_for {
        return to;
    }
    let mut at = to + 1;
    if context.after(at).is_some() && context.is_word(at, "the") {
        at += 1;
    }
    let plain = |at: usize| {
        context.after(at).is_some_and(|f| {
            let fits = if small {
                f.shape == Shape::Lower
            } else {
                f.shape == Shape::Capital
            };
            if fits && describes_office(f) && context.is_any(at, &["labour", "hajj"]) {
                return true;
            }
            fits && !f.is(Class::PLACE
                .with(Class::NORP)
                .with(Class::FUNCTION)
                .with(Class::MONTH))
                && (small
                    || !f.is(Class::RANK.with(Class::HONORIFIC))
                    || context.is_any(at, &["staff"]))
                && (f.is(Class::COMMON.with(Class::NOT_NAME))
                    || f.word == 0
                    || !f.is(Class::GIVEN.with(Class::FAMILY)))
        })
    };
    let portfolio =
        |at: usize| context.is_any(at, &OFFICES_OF) || is_for && context.is_any(at, &PORTFOLIOS);
    if !plain(at) || (small && !portfolio(at)) {
        return to;
    }
    // An organisation behind "of" is the body of the office, not part of it.
    if context
        .found_at(at)
        .iter()
        .any(|f| context.lexicon.entry(f.entry).kind == crate::lexicon::Kind::Organisation)
    {
        return to;
    }
    let mut end = at;
    // An item that a list shows to be no name.
    let mut listed = None;
    loop {
        let run = end;
        while plain(end)
            && end - head < 12
            && !context.forms[end].is(Class::ORG_OF.with(Class::ROLE))
        {
            // The name of the holder begins: "Secretary of State Antony Blinken".
            let next =
                |f: &Form| f.shape == Shape::Capital && !f.is(Class::ROLE.with(Class::COMMON));
            let follows = |names: &dyn Fn(&Form) -> bool| {
                context.after(end + 1).is_some_and(|f| next(f) && names(f))
            };
            let portfolio =
                describes_office(&context.forms[end]) && !context.forms[end].is(Class::GIVEN);
            let name = follows(&|f| f.is(Class::FAMILY))
                || follows(&|f| f.is(Class::GIVEN) || f.word == 0) && !portfolio
                || context.forms[end].is(Class::GIVEN)
                    && !context.forms[end].is(Class::COMMON.with(Class::NOT_NAME))
                || context.forms[end].word == 0;
            if name && end > at && Some(end) != listed {
                return end;
            }
            end += 1;
            if small {
                break;
            }
        }
        if end == run {
            return if run > at { run } else { to };
        }
        if small {
            let affairs = context.after(end).is_some()
                && context.is_any(end, &["affairs", "relations", "trade", "policy"]);
            return end + usize::from(affairs);
        }
        let comma = context.after(end).is_some_and(|f| f.sign == b',');
        let next = if comma { end + 1 } else { end };
        let and = context.after(next).is_some() && context.is_word(next, "and");
        let item = next + usize::from(and);
        let ordinary = context.after(item).is_some_and(|f| {
            describes_office(f)
                && f.shape == Shape::Capital
                && !f.is(Class::ROLE.with(Class::ORG_OF))
                // "Minister of Hajj and Umrah of": a word that no name goes on from.
                || and
                    && f.shape == Shape::Capital
                    && f.word == 0
                    && context.after(item + 1).is_some_and(|next| {
                        next.sign == b',' || context.is_any(item + 1, &["of", "at", "in"])
                    })
        });
        if !((and || comma && and_follows(context, item)) && ordinary) {
            return end;
        }
        listed = Some(item);
        end = item;
    }
}
