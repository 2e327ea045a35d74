//! Entities: which mentions of one article name the same thing, and why.
//!
//! What the gazetteer knows has a stable id; a person's bare surname joins the
//! full name; a misspelling joins what it resembles if nothing else of the
//! article contradicts; an abbreviation joins its long form. Entities of two
//! articles are never compared here.

use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

use chancery_text::fold_word;

use crate::annotation::EntityIdx;
use crate::lexicon::{Entry, Kind};
use crate::{Context, Mention, MentionKind};

/// A person, body, place, programme or office that mentions of one article name.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// Stable across articles for what a gazetteer knows (`PL:JP`, `O:nato`);
    /// else made of the kind and the folded name (`P:yoko-kamikawa`).
    pub id: String,
    /// The kind of its mentions; a norp names its country's entity.
    pub kind: MentionKind,
    /// The fullest name in the article.
    pub name: String,
    /// ISO 3166-1 alpha-2, for countries.
    pub iso3166: Option<Cow<'static, str>>,
    /// Every distinct wording, in text order.
    pub surfaces: Vec<String>,
    /// Why mentions were joined, one line a join: "Kamikawa: surname of Yoko Kamikawa".
    pub joins: Vec<String>,
    /// Whether a person said what it is or how it is called.
    pub mended: bool,
}

/// Joins `mentions` into entities and points each mention at its own.
pub(crate) fn link(context: &Context<'_>, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut links = Links::default();
    let abbreviations = abbreviations(context, mentions);
    let people = People::of(context, mentions);
    // The same words of the same kind name the same.
    let mut known: FxHashMap<(MentionKind, &str), EntityIdx> = FxHashMap::default();
    for mention in mentions {
        let surface = mention.span.slice(context.text);
        if let Some(&entity) = known.get(&(mention.kind, surface)) {
            mention.entity = Some(entity);
            continue;
        }
        let tokens = context.segments.tokens_in(mention.span);
        let named = match mention.kind {
            MentionKind::Date | MentionKind::Money | MentionKind::Number => continue,
            MentionKind::Person => people.name(surface),
            MentionKind::Role => Named::own("R", &office_class(surface)),
            kind => {
                let row = context
                    .found_at(tokens.start)
                    .iter()
                    .filter(|f| f.to as usize == tokens.end)
                    .map(|f| context.lexicon.entry(f.entry))
                    .find(|e| fits(e.kind, kind));
                match (row, abbreviations.get(&fold_word(surface))) {
                    (Some(row), _)
                        if row.kind != Kind::Organisation || abbreviations.is_empty() =>
                    {
                        of_row(context, row)
                    }
                    (_, Some(long)) => {
                        of_long(context, mentions_row(context, long), kind, long, surface)
                    }
                    (Some(row), None) => of_row(context, row),
                    (None, None) => Named::own(prefix(kind), surface),
                }
            }
        };
        let entity = links.join(named, mention.kind, surface);
        known.insert((mention.kind, surface), entity);
        mention.entity = Some(entity);
    }
    links.entities
}

/// What a mention names.
struct Named {
    id: String,
    name: String,
    iso3166: Option<&'static str>,
    kind: Option<MentionKind>,
    join: Option<String>,
}

impl Named {
    fn own(prefix: &str, surface: &str) -> Self {
        Self {
            id: format!("{prefix}:{}", slug(surface)),
            name: surface.to_string(),
            iso3166: None,
            kind: None,
            join: None,
        }
    }
}

/// Entities so far, by id.
#[derive(Default)]
struct Links {
    entities: Vec<Entity>,
    by_id: FxHashMap<String, u32>,
}

impl Links {
    fn join(&mut self, named: Named, kind: MentionKind, surface: &str) -> EntityIdx {
        let Named {
            id,
            name,
            iso3166,
            kind: of,
            join,
        } = named;
        let entities = &mut self.entities;
        let index = *self.by_id.entry(id).or_insert_with_key(|id| {
            entities.push(Entity {
                id: id.clone(),
                kind: of.unwrap_or(kind),
                name: String::new(),
                iso3166: iso3166.map(Cow::Borrowed),
                surfaces: Vec::new(),
                joins: Vec::new(),
                mended: false,
            });
            entities.len() as u32 - 1
        });
        let entity = &mut entities[index as usize];
        if name.len() > entity.name.len() {
            entity.name = name;
        }
        if !entity.surfaces.iter().any(|s| s == surface) {
            entity.surfaces.push(surface.to_string());
        }
        if let Some(join) = join
            && !entity.joins.contains(&join)
        {
            entity.joins.push(join);
        }
        EntityIdx(index)
    }
}

fn fits(row: Kind, kind: MentionKind) -> bool {
    match kind {
        MentionKind::Place => row.is_place(),
        MentionKind::Norp => matches!(row, Kind::Norp | Kind::Prefix),
        MentionKind::Organisation => matches!(row, Kind::Organisation | Kind::Seat),
        MentionKind::Programme => row == Kind::Programme,
        MentionKind::Equipment => row == Kind::Equipment,
        _ => false,
    }
}

fn prefix(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "P",
        MentionKind::Organisation => "O",
        MentionKind::Place | MentionKind::Norp => "PL",
        MentionKind::Programme => "G",
        MentionKind::Equipment => "Q",
        _ => "R",
    }
}

/// The id of what is of `kind`, called `name` and in no gazetteer.
pub(crate) fn own_id(kind: MentionKind, name: &str) -> String {
    format!("{}:{}", prefix(kind), slug(name))
}

fn of_row(context: &Context<'_>, row: &Entry) -> Named {
    let (prefix, kind) = match row.kind {
        Kind::Organisation => ("O", MentionKind::Organisation),
        Kind::Programme => ("G", MentionKind::Programme),
        Kind::Equipment => ("Q", MentionKind::Equipment),
        Kind::Norp if row.country.is_empty() => ("N", MentionKind::Norp),
        _ => ("PL", MentionKind::Place),
    };
    let country =
        matches!(row.kind, Kind::Country | Kind::Norp | Kind::Prefix) && !row.key.is_empty();
    let id = if row.key.is_empty() {
        format!("{prefix}:{}", slug(row.name))
    } else {
        format!("{prefix}:{}", row.key)
    };
    Named {
        id,
        name: if country {
            context.lexicon.country_name(row.key)
        } else {
            row.name
        }
        .to_string(),
        iso3166: country.then_some(row.key),
        kind: Some(kind),
        join: None,
    }
}

fn mentions_row<'c>(context: &'c Context<'_>, long: &Long) -> Option<&'c Entry> {
    context.row(&long.tokens)
}

fn of_long(
    context: &Context<'_>,
    row: Option<&Entry>,
    kind: MentionKind,
    long: &Long,
    surface: &str,
) -> Named {
    let mut named = match row.filter(|row| fits(row.kind, kind)) {
        Some(row) => of_row(context, row),
        None => Named::own(prefix(kind), &long.surface),
    };
    if !surface.eq_ignore_ascii_case(&long.surface) {
        named.join = Some(format!("{surface}: short for {}", long.surface));
    }
    named
}

/// The long form of an abbreviation in the article.
struct Long {
    surface: String,
    tokens: core::ops::Range<usize>,
}

/// From the folded abbreviation, and from the folded long form, to the long form.
fn abbreviations(context: &Context<'_>, mentions: &[Mention]) -> FxHashMap<String, Long> {
    let mut map = FxHashMap::default();
    for pair in mentions.windows(2) {
        let [a, b] = pair else { continue };
        if a.kind != b.kind
            || b.why.rule != "name.abbreviation" && a.why.rule != "name.abbreviation"
        {
            continue;
        }
        let between = context.text.get(a.span.end as usize..b.span.start as usize);
        if between.is_none_or(|s| s.trim() != "(") {
            continue;
        }
        let (long, short) = if b.why.rule == "name.abbreviation" {
            (a, b)
        } else {
            (b, a)
        };
        let surface = long.span.slice(context.text);
        for key in [short.span.slice(context.text), surface] {
            map.entry(fold_word(key)).or_insert_with(|| Long {
                surface: surface.to_string(),
                tokens: context.segments.tokens_in(long.span),
            });
        }
    }
    map
}

/// The office that a wording stands for, spelling and modifiers aside.
fn office_class(surface: &str) -> String {
    let folded = fold_word(surface)
        .replace("defense", "defence")
        .replace('-', " ");
    match folded.as_str() {
        "pm" | "premier" => "prime minister".to_string(),
        "fm"
        | "external affairs minister"
        | "minister of external affairs"
        | "minister of foreign affairs"
        | "foreign affairs minister"
        | "minister for foreign affairs"
        | "eam" => "foreign minister".to_string(),
        "minister of defence" | "defence secretary" | "minister for defence" => {
            "defence minister".to_string()
        }
        "chairwoman" | "chairperson" | "chair" => "chairman".to_string(),
        "vp" => "vice president".to_string(),
        _ => folded,
    }
}

/// Lower case, words joined by hyphens.
fn slug(name: &str) -> String {
    let folded = fold_word(name);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '.' | '\'') && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_string()
}

/// The persons of an article: for each wording the fullest name.
struct People<'t> {
    /// By wording: the full name, and why it was joined.
    names: FxHashMap<&'t str, (&'t str, Option<String>)>,
}

/// A surname is compared with so many persons of an article at most: an article
/// names dozens, and the time must stay linear in a text that is none.
const MAX_COMPARED: usize = 500;

/// One person so far: the words of the fullest name.
struct Person<'t> {
    words: Vec<String>,
    surface: &'t str,
}

impl<'t> People<'t> {
    fn of(context: &Context<'t>, mentions: &[Mention]) -> Self {
        let mut seen = FxHashSet::default();
        let surfaces = mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Person)
            .map(|m| m.span.slice(context.text))
            .filter(|surface| seen.insert(*surface));
        let mut found: Vec<Person<'_>> = surfaces.map(Person::new).collect();
        // Fuller names first, so that a surname finds the name it ends.
        chancery_text::sort::sort_by_cached_key(&mut found, |p| {
            core::cmp::Reverse(weight(&p.words))
        });
        let mut persons: Vec<Person<'_>> = Vec::new();
        let mut names = FxHashMap::default();
        for one in found {
            let hit = persons
                .iter()
                .take(MAX_COMPARED)
                .find_map(|p| same_person(p, &one.words, one.surface).map(|why| (p, why)));
            let compared = || persons.iter().take(MAX_COMPARED);
            let hit =
                hit.or_else(|| compared().find_map(|p| first_surname(p, &one.words, one.surface)));
            match hit {
                Some((person, why)) => {
                    names.insert(one.surface, (person.surface, why));
                }
                None => {
                    names.insert(one.surface, (one.surface, None));
                    persons.push(one);
                }
            }
        }
        Self { names }
    }

    fn name(&self, surface: &str) -> Named {
        let (full, join) = self.names.get(surface).cloned().unwrap_or((surface, None));
        Named {
            join,
            ..Named::own("P", full)
        }
    }
}

impl<'t> Person<'t> {
    fn new(surface: &'t str) -> Self {
        let words = surface
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '.'))
            .filter(|w| !w.is_empty());
        Self {
            words: words.map(fold_word).collect(),
            surface,
        }
    }
}

/// How full a name is: words, initials for little.
fn weight(words: &[String]) -> usize {
    words.iter().map(|w| if w.len() > 1 { 4 } else { 1 }).sum()
}

/// Whether `mine` names `person`: `Some(None)` for the same words, `Some(reason)` else.
fn same_person(person: &Person<'_>, mine: &[String], surface: &str) -> Option<Option<String>> {
    let full = &person.words;
    if full == mine {
        return Some(None);
    }
    let (Some(last), Some(my_last)) = (full.last(), mine.last()) else {
        return None;
    };
    let name = person.surface;
    if full.len() > mine.len() && full.ends_with(mine) {
        return Some(Some(format!("{surface}: surname of {name}")));
    }
    if mine.len() == 1 && full[0] == mine[0] {
        return Some(Some(format!("{surface}: first word of {name}")));
    }
    let same_last = last == my_last;
    let alike_last = same_last || is_alike(last, my_last);
    if !alike_last {
        return None;
    }
    let given_fits = mine.len() > 1
        && full.len() > 1
        && (mine[0] == full[0]
            || is_initial(&mine[0], &full[0])
            || is_initial(&full[0], &mine[0])
            || is_alike(&mine[0], &full[0]) && mine[0].chars().next() == full[0].chars().next());
    let reason = match (same_last, given_fits) {
        (true, true) if is_initial(&mine[0], &full[0]) => {
            format!("{surface}: initial and surname of {name}")
        }
        (true, true) => format!("{surface}: spelling of {name}"),
        (false, true) => format!("{surface}: spelling of {name}"),
        (false, false) if mine.len() == 1 => {
            format!("{surface}: spelling of the surname of {name}")
        }
        _ => return None,
    };
    Some(Some(reason))
}

/// "Duarte" for "Ximena Duarte Rojas": the first of two surnames, as Spanish has
/// them.
fn first_surname<'p, 't>(
    person: &'p Person<'t>,
    mine: &[String],
    surface: &str,
) -> Option<(&'p Person<'t>, Option<String>)> {
    let [word] = mine else {
        return None;
    };
    let inner = person.words.get(1..person.words.len().saturating_sub(1))?;
    let reason = || format!("{surface}: a surname of {}", person.surface);
    inner.contains(word).then(|| (person, Some(reason())))
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether two words differ as two spellings of one name do: one change in
/// five letters at most, in words of five letters or more.
fn is_alike(a: &str, b: &str) -> bool {
    // Nearly all pairs are told apart here.
    if a.chars().next() != b.chars().next() || a.len().min(b.len()) < 5 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if a.len().min(b.len()) < 5 || a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    distance(&a, &b) * 5 <= longest
}

/// Levenshtein distance, in two rows.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}
