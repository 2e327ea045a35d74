//! Organisations: rows of the gazetteer, names built around a head word
//! ("Ministry", "Bank", "Times"), and bodies in lower case that an adjective
//! makes unique ("Sudanese army").

use core::ops::Range;

use super::{candidate, in_name};
use crate::conflict::{Candidate, priority};
use crate::form::{Form, Shape};
use crate::lexicon::{Class, Found, Kind};
use crate::words::Words;
use crate::{Context, MentionKind};

pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for found in context.found {
        gazetteer(context, *found, out);
    }
    for at in 0..context.forms.len() {
        let form = &context.forms[at];
        if form.shape == Shape::Lower && context.after(at + 1).is_some_and(Form::is_capital) {
            announced(context, at, out);
        }
        if form.is(Class::ORG_TAIL.with(Class::ORG_OF)) && form.is_capital() && !form.loud() {
            headed(context, at, out);
            if context.is_any(at, &LEADS) {
                led(context, at, out);
            }
        } else if form.shape == Shape::Lower && context.is_any(at, &["party"]) {
            lower(context, at, out);
            party(context, at, out);
        } else if form.is(Class::ORG_TAIL) && form.shape == Shape::Lower {
            lower(context, at, out);
        } else if form.shape == Shape::Upper {
            acronym(context, at, out);
        } else if form.shape == Shape::Inner {
            spelling(context, at, out);
        } else if form.shape == Shape::Initial && context.word(at) == "X" {
            platform(context, at, out);
        }
    }
}

/// A row of the gazetteer: "Security Council", "Hamas", "JICA". A row of one
/// ordinary word ("Times", "Commons") needs a capital that says something.
/// Source: `data/organisation.tsv`.
fn gazetteer(context: &Context<'_>, found: Found, out: &mut Vec<Candidate>) {
    let entry = context.lexicon.entry(found.entry);
    if entry.kind != Kind::Organisation {
        return;
    }
    let tokens = found.tokens();
    let form = &context.forms[tokens.start];
    if tokens.len() == 1 {
        let plain = Class::COMMON
            .with(Class::FUNCTION)
            .with(Class::ORG_TAIL)
            .with(Class::GIVEN)
            .with(Class::FAMILY);
        let letters = form.shape == Shape::Upper && !form.loud();
        if form.is(plain) && !letters && !is_named(context, tokens.start) {
            return;
        }
    }
    let priority = if tokens.len() > 1 {
        priority::ORGANISATION
    } else {
        priority::GAZETTEER
    };
    let country = context.lexicon.country_name(entry.country);
    let what = subkind_in_words(entry.subkind);
    let detail = if country.is_empty() {
        format!("{}: {what} ({})", entry.name, entry.source)
    } else {
        format!("{}: {what}, {country} ({})", entry.name, entry.source)
    };
    out.push(candidate(
        context,
        tokens,
        MentionKind::Organisation,
        "organisation.gazetteer",
        detail,
        priority,
    ));
}

/// The kind of an organisation's row as the reader is told.
fn subkind_in_words(subkind: &str) -> &str {
    match subkind {
        "io" => "international organisation",
        "ngo" => "non-governmental organisation",
        "think" => "research institute",
        "armed" => "armed group",
        "intelligence" => "intelligence agency",
        "business" => "business association",
        "education" => "university",
        "religious" => "religious body",
        "party" => "party or movement",
        "military" => "armed forces",
        "court" => "court",
        other => other,
    }
}

/// Whether an ordinary word stands here as a name: a capital inside a sentence
/// or capitals throughout, and neither neighbour part of the same name.
fn is_named(context: &Context<'_>, at: usize) -> bool {
    let form = &context.forms[at];
    let alone = !context.after(at + 1).is_some_and(in_name)
        && !context
            .before(at)
            .is_some_and(|f| in_name(f) && !f.is(Class::NORP.with(Class::PLACE)));
    (context.capital_counts(at) || form.shape == Shape::Upper && !form.loud()) && alone
}

/// A name built around a head word: "Kenya National Bureau of Statistics",
/// "Ministry of Land, Infrastructure, Transport and Tourism"; not "Ministry"
/// alone. Source: `data/word.tsv`, org-tail and org-of.
fn headed(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    // The last head of a row decides: "World Bank Group".
    if context
        .after(head + 1)
        .is_some_and(|f| f.is(Class::ORG_TAIL) && f.is_capital())
    {
        return;
    }
    // "International" ends a name or is an adjective.
    if context.is_any(head, &["international"]) && context.after(head + 1).is_some_and(in_name) {
        return;
    }
    // "Energy Minister", "Cabinet Secretary": the head belongs to an office.
    if context.after(head + 1).is_some_and(Form::is_capital)
        && context.is_any(head + 1, &["minister", "secretary"])
    {
        return;
    }
    let from = left_end(context, head);
    let bare = from == head;
    let to = right_end(context, head, bare);
    if bare && to == head + 1 {
        return;
    }
    if to == head + 1 && !context.forms[head].is(Class::ORG_TAIL) {
        return;
    }
    let tokens = without_country(context, from..to);
    if tokens.len() < 2 || context.row(&tokens).is_some_and(|e| e.kind.is_place()) {
        return;
    }
    // A programme's head behind it: "Asian Development Bank Programme" is read there.
    out.push(candidate(
        context,
        tokens,
        MentionKind::Organisation,
        "organisation.head",
        format!("“{}” names a body", context.word(head)),
        priority::ORGANISATION,
    ));
}

/// "Civil Contract party", "the far-right Vox party": a name before the word in
/// lower case, which stays outside; not "the Russian party".
fn party(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    let mut from = head;
    while head - from < 3
        && context.before(from).is_some_and(|f| {
            f.is_capital()
                && !f.loud()
                && !f.is(Class::NORP
                    .with(Class::ROLE)
                    .with(Class::MONTH)
                    .with(Class::FUNCTION)
                    .with(Class::PLACE)
                    .with(Class::HONORIFIC))
        })
    {
        from -= 1;
    }
    let whole = !context
        .before(from)
        .is_some_and(|f| f.is_capital() && !f.is(Class::FUNCTION) || f.is_hyphen());
    let ordinary = head - from == 1
        && (context.forms[from].starts_sentence()
            || context.forms[from].is(Class::GIVEN.with(Class::FAMILY)));
    if from < head && whole && !ordinary {
        out.push(candidate(
            context,
            from..head,
            MentionKind::Organisation,
            "organisation.party",
            "a name before “party”",
            priority::CONTEXT,
        ));
    }
}

/// Words that begin the name of a body.
const LEADS: [&str; 24] = [
    "Compañía",
    "Constructora",
    "Consorcio",
    "Cooperativa",
    "Diario",
    "Empresa",
    "Frente",
    "Groupe",
    "Grupo",
    "Minera",
    "Petróleos",
    "Radiotelevisión",
    "Sindicato",
    "Sociedad",
    "Société",
    "Daily",
    "Radio",
    "Parti",
    "Partai",
    "Partido",
    "Tehreek",
    "Jamaat",
    "Jamiat",
    "Movimiento",
];

/// "Daily Ittefaq", "Diario del Norte": such a word and up to three names; not "Daily" alone.
fn led(context: &Context<'_>, lead: usize, out: &mut Vec<Candidate>) {
    let mut to = lead + 1;
    while to - lead <= 3
        && context
            .after(to)
            .is_some_and(|f| in_name(f) && !f.is(Class::ROLE.with(Class::NORP)))
    {
        to += 1;
        // "Diario del Norte"
        let particle = context.after(to).is_some() && context.is_any(to, &PARTICLES);
        to += usize::from(particle && context.after(to + 1).is_some_and(in_name));
    }
    // "Sociedad del Sur": a particle right behind.
    if to == lead + 1
        && context.after(to).is_some()
        && context.is_any(to, &PARTICLES)
        && context.after(to + 1).is_some_and(in_name)
    {
        to += 2;
    }
    if to > lead + 1 {
        out.push(candidate(
            context,
            lead..to,
            MentionKind::Organisation,
            "organisation.lead",
            format!("“{}” before a name", context.word(lead)),
            priority::ORGANISATION,
        ));
    }
}

/// Small words in names of bodies, in Romance languages.
const PARTICLES: [&str; 6] = ["de", "del", "des", "du", "do", "da"];

/// The longest name, in words before its head.
const MAX_BEFORE: usize = 6;

/// Where the name that ends in `head` begins.
fn left_end(context: &Context<'_>, head: usize) -> usize {
    let mut from = head;
    while head - from < MAX_BEFORE {
        let Some(before) = context.before(from) else {
            break;
        };
        let earlier = from
            .checked_sub(1)
            .and_then(|at| context.before(at))
            .copied();
        let step = match before {
            // "Workers’ Party", but "Japan’s Self-Defense Force".
            f if f.is_possessive() => {
                let plural = !context.word(from - 1).ends_with(['s', 'S'])
                    || context.is_any(
                        from - 2,
                        &["People", "Women", "Children", "King", "Queen", "Lord"],
                    );
                let ordinary = earlier
                    .is_some_and(|f| f.is_capital() && is_ordinary(&f) && !f.is(Class::PLACE));
                if plural && ordinary { 2 } else { 0 }
            }
            f if f.is_hyphen() => {
                let joins = f.glued() && context.forms[from].glued();
                if joins && earlier.is_some_and(|f| in_name(&f) && !f.is(Class::NORP)) {
                    2
                } else {
                    0
                }
            }
            f if f.sign == b'&' => usize::from(earlier.is_some_and(|f| in_name(&f))) * 2,
            f if f.shape == Shape::Lower => {
                let joins = context.is_word(from - 1, "and")
                    && !context.forms[from].ends_body()
                    && earlier.is_some_and(|f| {
                        f.shape == Shape::Capital
                            && f.word != 0
                            && is_ordinary(&f)
                            && !f.is(Class::ORG_TAIL)
                            && !f.starts_sentence()
                    })
                    && is_ordinary(&context.forms[from])
                    && context.forms[from].shape == Shape::Capital;
                if joins { 2 } else { 0 }
            }
            f if in_name(f) && !f.is(Class::HONORIFIC.with(Class::RANK)) || is_kept(f) => 1,
            // "Sri Lankan Navy"
            f if f.is_capital() && context.row(&(from - 1..from + 1)).is_some() => 1,
            _ => 0,
        };
        if step == 0 {
            break;
        }
        from -= step;
    }
    // "Republic of Fiji Navy"
    if context.forms[from].is(Class::PLACE)
        && context.follows(from, &["of"])
        && context.follows(from - 1, &["Republic", "Kingdom"])
    {
        from -= 2;
    }
    while from < head && is_outside(context, from) {
        from += 1;
    }
    from
}

/// "General Assembly", "Chief Cabinet": ranks that also describe a body.
fn is_kept(form: &Form) -> bool {
    form.is_capital() && form.is(Class::NOT_NAME) && !form.is(Class::FUNCTION)
}

/// Whether the first word of a name built leftward does not belong to it.
fn is_outside(context: &Context<'_>, at: usize) -> bool {
    let form = &context.forms[at];
    if form.hash == 0 || form.is(Class::FUNCTION) {
        return true;
    }
    let person = Class::HONORIFIC.with(Class::RANK).with(Class::ROLE);
    let plural = form.starts_sentence()
        && form.is(Class::COMMON)
        && context.word(at).ends_with('s')
        && !context.is_any(
            at,
            &[
                "News",
                "United",
                "Reporters",
                "Doctors",
                "Physicians",
                "Women’s",
            ],
        );
    plural
        || form.is(person) && !form.is(Class::GIVEN.with(Class::NOT_NAME))
        || context.is_any(
            at,
            &[
                "Former",
                "New",
                "Senior",
                "Top",
                "Then",
                "Meanwhile",
                "Local",
            ],
        ) && (form.starts_sentence() || context.is_any(at, &["Former", "Senior", "Then"]))
}

fn is_ordinary(form: &Form) -> bool {
    form.is(Class::COMMON
        .with(Class::ORG_TAIL)
        .with(Class::PROG_HEAD)
        .with(Class::NOT_NAME))
        || form.word == 0
}

/// Heads that a country behind "of" belongs to even if words stand before them.
const NATIONAL: [&str; 16] = [
    "Bank",
    "University",
    "Institute",
    "College",
    "Academy",
    "Party",
    "Forces",
    "Church",
    "Federation",
    "Association",
    "Council",
    "Union",
    "Army",
    "Society",
    "Front",
    "Movement",
];

/// Where the name around `head` ends: "of", "for", "on" and what they govern.
fn right_end(context: &Context<'_>, head: usize, bare: bool) -> usize {
    let mut to = head + 1;
    if !context.forms[head].is(Class::ORG_OF) {
        return to;
    }
    for _ in 0..3 {
        let Some(link) = context.after(to) else {
            break;
        };
        if link.shape != Shape::Lower
            || !context.is_any(to, &["of", "for", "on", "de", "des", "du", "da", "do"])
        {
            break;
        }
        let is_of = context.is_word(to, "of");
        let mut at = to + 1;
        if context.after(at).is_some() && context.is_any(at, &["the", "la", "las", "los"]) {
            at += 1;
        }
        let Some(first) = context.after(at) else {
            break;
        };
        if !in_name(first) {
            break;
        }
        let country = first.is(Class::PLACE) || is_country(context, at);
        if country && !(bare || (is_of && context.is_any(head, &NATIONAL))) {
            break;
        }
        let end = object_end(context, at, country);
        if end == at {
            break;
        }
        to = end;
        if country {
            break;
        }
    }
    to
}

fn is_country(context: &Context<'_>, at: usize) -> bool {
    context
        .found_at(at)
        .iter()
        .any(|f| context.lexicon.entry(f.entry).kind == Kind::Country)
}

/// The end of what "of" governs: capitals, and a list that "and" closes.
fn object_end(context: &Context<'_>, from: usize, country: bool) -> usize {
    if country {
        let longest = context
            .found_at(from)
            .iter()
            .find(|f| context.lexicon.entry(f.entry).kind.is_place());
        if let Some(found) = longest {
            return found.to as usize;
        }
    }
    let mut to = capitals_end(context, from);
    // ", Infrastructure, Transport and Tourism"
    let mut at = to;
    let mut items = 0;
    while items < 6 {
        let comma = context.after(at).is_some_and(|f| f.sign == b',');
        let mut next = if comma { at + 1 } else { at };
        let and = context.after(next).is_some()
            && (context.is_word(next, "and") || context.word(next) == "&");
        if and {
            next += 1;
        } else if !comma {
            break;
        }
        let plain = context.after(next).is_some_and(|f| {
            f.shape == Shape::Capital
                && !f.is(Class::PLACE
                    .with(Class::NORP)
                    .with(Class::ORG)
                    .with(Class::ROLE)
                    .with(Class::ORG_TAIL)
                    .with(Class::HONORIFIC)
                    .with(Class::RANK))
                && (!f.is(Class::GIVEN) || f.is(Class::COMMON))
        });
        if !plain {
            break;
        }
        let end = capitals_end(context, next);
        // "Chamber of Commerce and National Federation": another body begins.
        if context.forms[next..end]
            .iter()
            .any(|f| f.is(Class::ORG_TAIL.with(Class::ORG_OF)))
        {
            break;
        }
        items += 1;
        at = end;
        if and {
            to = end;
            break;
        }
    }
    to
}

/// The end of a run of capitals, with "&" and hyphens inside.
fn capitals_end(context: &Context<'_>, from: usize) -> usize {
    let mut to = from;
    while let Some(form) = context.form(to) {
        if to > from && form.starts_zone() {
            break;
        }
        let joint = form.is_hyphen()
            && form.glued()
            && context
                .after(to + 1)
                .is_some_and(|f| f.glued() && f.shape != Shape::Sign);
        let ampersand = form.sign == b'&' && context.after(to + 1).is_some_and(in_name);
        let possessive = form.is_possessive()
            && context.forms[to - 1].is(Class::COMMON)
            && context.after(to + 1).is_some_and(in_name);
        if to > from && (joint || ampersand || possessive) {
            to += 2;
            continue;
        }
        // A person's name begins: "Council on American-Islamic Relations Alia Salem".
        let person = to > from
            && form.is(Class::GIVEN)
            && !form.is(Class::COMMON.with(Class::PLACE))
            && !form.glued();
        if !in_name(form)
            || person
            || to - from >= 6
            || form.is(Class::ROLE.with(Class::HONORIFIC)) && to > from
        {
            break;
        }
        to += 1;
    }
    to
}

/// Without the country before a body that the gazetteer knows without it:
/// "U.S. Federal Reserve" is two mentions.
fn without_country(context: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    if context.row(&tokens).is_some() {
        return tokens;
    }
    for found in context.found_at(tokens.start) {
        let kind = context.lexicon.entry(found.entry).kind;
        let rest = found.to as usize..tokens.end;
        // "U.S. District Court": "District Court" alone would be any.
        let any = context.is_any(tokens.end - 1, &["court", "command", "committee"]);
        if kind == Kind::Country
            && !any
            && !rest.is_empty()
            && context
                .row(&rest)
                .is_some_and(|e| e.kind == Kind::Organisation)
        {
            return rest;
        }
    }
    tokens
}

/// Whether the word is a country or its adjective: "Cuban", "U.S.", not "London", "Labour".
fn names_country(context: &Context<'_>, at: usize) -> bool {
    context
        .found_at(at)
        .iter()
        .filter(|f| f.to as usize == at + 1)
        .map(|f| context.lexicon.entry(f.entry))
        .any(|e| {
            matches!(e.kind, Kind::Country | Kind::Norp)
                && !e.country.is_empty()
                && e.subkind != "camp"
        })
        || context.forms[at].is(Class::NORP)
            && context
                .before(at)
                .is_some_and(|f| f.is_capital() && !f.starts_sentence() && f.is(Class::DIRECTION))
}

/// Bodies that an adjective of a country makes unique in lower case.
const LOWER_HEADS: [&str; 14] = [
    "government",
    "army",
    "navy",
    "military",
    "parliament",
    "embassy",
    "consulate",
    "cabinet",
    "ministry",
    "forces",
    "force",
    "guard",
    "bank",
    "court",
];

/// What stands between the adjective and such a head.
const LOWER_MODIFIERS: [&str; 22] = [
    "foreign",
    "defence",
    "defense",
    "interior",
    "finance",
    "health",
    "trade",
    "air",
    "armed",
    "coast",
    "border",
    "central",
    "supreme",
    "constitutional",
    "economy",
    "energy",
    "justice",
    "transport",
    "education",
    "agriculture",
    "commerce",
    "home",
];

/// "Sudanese army", "Russian foreign ministry"; after a possessive ("Egypt’s
/// foreign ministry") the body alone; not "the army", "security forces".
/// Source: the annotation guidelines.
fn lower(context: &Context<'_>, head: usize, out: &mut Vec<Candidate>) {
    if !context.is_any(head, &LOWER_HEADS) {
        return;
    }
    let mut from = head;
    while context.before(from).is_some() && context.is_any(from - 1, &LOWER_MODIFIERS) {
        from -= 1;
    }
    // These are bodies only with their modifier.
    let needs = context.is_any(
        head,
        &["ministry", "force", "forces", "guard", "bank", "court"],
    );
    if needs && from == head {
        return;
    }
    let Some(before) = context.before(from) else {
        return;
    };
    let tokens = if before.is_capital() && names_country(context, from - 1) {
        from - 1..head + 1
    } else if before.is_possessive()
        && from != head
        && context
            .before(from - 1)
            .is_some_and(|f| f.is_capital() && (f.is(Class::PLACE) || f.ends_body()))
    {
        from..head + 1
    } else {
        return;
    };
    out.push(candidate(
        context,
        tokens,
        MentionKind::Organisation,
        "organisation.lower",
        format!("the one {} of its country", context.word(head)),
        priority::ORGANISATION,
    ));
}

/// Words that say what kind of business or body the name behind them is.
const KINDS: Words = Words(
    "company firm airline airlines bank lender insurer retailer carmaker automaker chipmaker \
     steelmaker drugmaker planemaker newspaper daily weekly broadcaster magazine utility startup \
     start-up conglomerate charity watchdog brewer manufacturer refiner brokerage shipbuilder \
     shipyard miner subsidiary brand supermarket tabloid bookmaker",
);

/// "mining company Minera Alta Cumbre", "the newspaper Diario del Norte", "lender
/// BTPN": the name behind its kind; not "bank Governor", "miner John Smith".
/// Source: own reading of news.
fn announced(context: &Context<'_>, kind: usize, out: &mut Vec<Candidate>) {
    if !KINDS.has(context.word(kind)) {
        return;
    }
    let from = kind + 1;
    let other = Class::GIVEN
        .with(Class::ROLE)
        .with(Class::NORP)
        .with(Class::HONORIFIC)
        .with(Class::RANK)
        .with(Class::OCCUPATION)
        .with(Class::FUNCTION)
        .with(Class::MONTH);
    let first = context.after(from);
    if first.is_none_or(|f| !in_name(f) || f.loud() || f.is(other) || f.is(Class::PLACE)) {
        return;
    }
    let mut to = from;
    let mut n_words = 0;
    while n_words < 4
        && context
            .after(to)
            .is_some_and(|f| in_name(f) && !f.is(Class::ROLE))
    {
        to += 1;
        n_words += 1;
        let joins = context.is_any(to, &["de", "del", "da", "do", "la"])
            && context.after(to + 1).is_some_and(in_name);
        to += usize::from(joins);
    }
    out.push(candidate(
        context,
        from..to,
        MentionKind::Organisation,
        "organisation.announced",
        format!("behind “{}”", context.word(kind)),
        priority::PERSON + 1,
    ));
}

/// "posted on X", "the platform X": the company; not "X said" nor "generation X".
fn platform(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    let alone = !context.after(at + 1).is_some_and(|f| {
        in_name(f) || f.sign == b'.' && f.glued() && context.after(at + 2).is_some_and(in_name)
    });
    if alone && context.follows(at, &["on", "platform", "site", "network"]) {
        out.push(candidate(
            context,
            at..at + 1,
            MentionKind::Organisation,
            "organisation.platform",
            "X, formerly Twitter",
            priority::GAZETTEER,
        ));
    }
}

/// Abbreviations that name no body.
const NO_BODY: [&str; 73] = [
    "TV", "CEO", "CFO", "COO", "PM", "AM", "MP", "MPS", "MEP", "FM", "VP", "GDP", "GNP", "GMT",
    "EST", "UTC", "IST", "AI", "IT", "ID", "NGO", "SME", "SMES", "WMD", "UAV", "ICBM", "SLBM",
    "LNG", "LPG", "VAT", "HIV", "AIDS", "COVID", "DNA", "USD", "EUR", "GBP", "INR", "FDI", "IPO",
    "PR", "HQ", "POW", "DJ", "OK", "SUV", "VIP", "CCTV", "CCP", "II", "III", "IV", "VI", "VII",
    "VIII", "IX", "XI", "XII", "XIV", "XV", "XVI", "LGBT", "PPE", "FAQ", "SDR", "BST", "LGBTQ",
    "EDT", "ET", "CET", "UK", "EV", "EVS",
];

/// "(DAL.N)", "<MART.T>": the sign of a share.
fn is_ticker(context: &Context<'_>, at: usize) -> bool {
    let dot = context
        .after(at + 1)
        .is_some_and(|f| f.sign == b'.' && f.glued());
    dot && context
        .after(at + 2)
        .is_some_and(|f| f.glued() && matches!(f.shape, Shape::Upper | Shape::Initial))
}

/// An unknown word spelt as firms spell their names: "PetroVietnam", "OpenAI";
/// not "McCain", "DeSantis", nor one beside another name.
fn spelling(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    const FAMILIES: [&str; 16] = [
        "Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Lo", "Van", "Von", "Al", "El", "Abu",
        "Fitz", "Del",
    ];
    let word = context.word(at);
    let second = word
        .char_indices()
        .skip(1)
        .find(|&(_, c)| c.is_uppercase())
        .map_or(0, |(at, _)| at);
    let is_firm = context.forms[at].word == 0
        && !context.forms[at].loud()
        && word.len() >= 6
        && second >= 2
        && word.starts_with(char::is_uppercase)
        && !word.contains(['.', '\'', '’'])
        && !FAMILIES.contains(&&word[..second]);
    let beside =
        context.after(at + 1).is_some_and(in_name) || context.before(at).is_some_and(in_name);
    if is_firm && !beside {
        out.push(candidate(
            context,
            at..at + 1,
            MentionKind::Organisation,
            "organisation.spelling",
            "capitals inside, as firms spell their names",
            priority::CONTEXT,
        ));
    }
}

/// An unknown abbreviation of two to six capitals: "TIM", "KNBS"; not "GDP".
/// The weakest finding there is; the article's own long form overrides it.
fn acronym(context: &Context<'_>, at: usize, out: &mut Vec<Candidate>) {
    let form = &context.forms[at];
    let word = context.word(at);
    if form.loud()
        || form.word != 0
        || !(2..=6).contains(&word.len())
        || !word.bytes().all(|b| b.is_ascii_uppercase())
        || NO_BODY.contains(&word)
        || is_ticker(context, at)
        || form.starts_zone() && context.after(at + 1).is_some_and(|f| f.sign == b':')
        || context.after(at + 1).is_some_and(in_name)
        || context.before(at).is_some_and(in_name)
    {
        return;
    }
    out.push(candidate(
        context,
        at..at + 1,
        MentionKind::Organisation,
        "organisation.acronym",
        "an abbreviation that the lists do not know",
        priority::GUESS,
    ));
}
