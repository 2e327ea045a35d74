//! The address fragment and what it holds.
//!
//! Here lives the way from [`Place`] to text and back. Reading never fails:
//! what is not understood is named and left out. The browser's address is
//! touched elsewhere, in [`crate::dom`].
//!
//! Example: `article=3&theme=trade&not.place=Ukraine&find=five%20trillion`.

use chancery_protocol::ask::{ArticleId, Clause, Lens, LineGroup, Sort};

use crate::kind::{self, LAYERS, Layers};
use crate::model::{Dock, LineOrder, Look, Place};

/// Longer fragments are not read: browsers accept megabytes, people make links.
pub const MAX_BYTES: usize = 16 * 1024;

/// Writes `place` without a leading `#`; empty when there is nothing to say.
pub fn write(place: &Place) -> String {
    let mut out = Vec::new();
    let mut say = |name: &str, value: &str| out.push(format!("{name}={}", encode(value)));
    if let Some(kept) = place.kept {
        say("kept", &kept.to_string());
    }
    if let Some(article) = place.article {
        say("article", &article.0.to_string());
    }
    for clause in &place.selection.clauses {
        let lens = kind::lens(clause.lens).slug;
        match clause.exclude {
            false => say(lens, &clause.key),
            true => say(&format!("not.{lens}"), &clause.key),
        }
    }
    for &lens in &place.selection.any {
        say("any", kind::lens(lens).slug);
    }
    if !place.selection.find.is_empty() {
        say("find", &place.selection.find);
    }
    if place.sort != Sort::default() {
        say("sort", sort_slug(place.sort));
    }
    if place.look.off == Layers::all() {
        say("off", "all");
    } else {
        let at_first = Look::default().off;
        for layer in LAYERS {
            match (place.look.off.contains(layer), at_first.contains(layer)) {
                (true, false) => say("off", kind::layer(layer).slug),
                (false, true) => say("on", kind::layer(layer).slug),
                _ => {}
            }
        }
    }
    if place.look.boilerplate_hidden {
        say("boilerplate", "hidden");
    }
    if let Some(dock) = place.dock {
        say("dock", kind::view(dock.view).0);
        if dock.with_single {
            say("dock.single", "shown");
        }
        if dock.order != LineOrder::default() {
            say("dock.order", order_slug(dock.order));
        }
        if let Some(group) = dock.group {
            say("dock.group", group_slug(group));
        }
    }
    if let Some((lens, key)) = &place.card {
        say(&format!("card.{}", kind::lens(*lens).slug), key);
    }
    if let Some(at) = place.at {
        say("at", &at.to_string());
    }
    out.join("&")
}

/// Reads a fragment, with or without its `#`, and says what was not understood.
pub fn read(fragment: &str) -> (Place, Vec<String>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut place = Place::default();
    let mut problems = Vec::new();
    if fragment.len() > MAX_BYTES {
        problems.push(format!(
            "The link is {} bytes long; up to {MAX_BYTES} are read, so it was left aside.",
            fragment.len()
        ));
        return (place, problems);
    }
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (name, value) = (decode(name), decode(value));
        if put(&mut place, &name, &value).is_none() {
            problems.push(format!(
                "The link says “{}”, which is not known here.",
                crate::wording::visible(&crate::wording::short(&decode(part), 60))
            ));
        }
    }
    chancery_text::sort::sort(&mut place.selection.any);
    place.selection.any.dedup();
    if place.article.is_none() {
        place.at = None;
    }
    (place, problems)
}

/// Puts one part of a fragment into `place`; `None` when it is not understood.
fn put(place: &mut Place, name: &str, value: &str) -> Option<()> {
    match name {
        "article" => place.article = Some(ArticleId(value.parse().ok()?)),
        "kept" => place.kept = Some(value.parse().ok()?),
        "at" => place.at = Some(value.parse().ok()?),
        "find" => place.selection.find = value.to_owned(),
        "any" => place.selection.any.push(kind::lens_named(value)?),
        "sort" => place.sort = SORTS.into_iter().find(|&s| sort_slug(s) == value)?,
        "dock" => {
            place.dock = Some(Dock {
                view: kind::view_named(value)?,
                ..Dock::default()
            });
        }
        "dock.order" => {
            let order = ORDERS.into_iter().find(|&o| order_slug(o) == value)?;
            place.dock.as_mut()?.order = order;
        }
        "dock.group" => {
            let group = GROUPS.into_iter().find(|&g| group_slug(g) == value)?;
            place.dock.as_mut()?.group = Some(group);
        }
        "dock.single" if value == "shown" => place.dock.as_mut()?.with_single = true,
        "boilerplate" => put_boilerplate(&mut place.look, value)?,
        "off" if value == "all" => place.look.off = Layers::all(),
        "off" | "on" => {
            let layer = kind::layer_named(value)?;
            if place.look.off.contains(layer) == (name == "on") {
                place.look.off = place.look.off.toggled(layer);
            }
        }
        name if name.starts_with("card.") => {
            let lens = kind::lens_named(&name["card.".len()..])?;
            place.card = (!value.is_empty()).then(|| (lens, value.to_owned()));
        }
        name => {
            let (lens, exclude) = match name.strip_prefix("not.") {
                Some(lens) => (lens, true),
                None => (name, false),
            };
            put_clause(place, kind::lens_named(lens)?, value, exclude)?;
        }
    }
    Some(())
}

fn put_boilerplate(look: &mut Look, value: &str) -> Option<()> {
    look.boilerplate_hidden = match value {
        "hidden" => true,
        "shown" => false,
        _ => return None,
    };
    Some(())
}

/// The last word on a value counts.
fn put_clause(place: &mut Place, lens: Lens, key: &str, exclude: bool) -> Option<()> {
    if key.is_empty() {
        return None;
    }
    let clauses = &mut place.selection.clauses;
    clauses.retain(|c| (c.lens, c.key.as_str()) != (lens, key));
    clauses.push(Clause {
        lens,
        key: key.to_owned(),
        exclude,
    });
    Some(())
}

/// Every order of the list, as offered.
pub const SORTS: [Sort; 6] = [
    Sort::Imported,
    Sort::Best,
    Sort::Newest,
    Sort::Oldest,
    Sort::Title,
    Sort::Hits,
];

/// What an order is called in links.
pub fn sort_slug(sort: Sort) -> &'static str {
    match sort {
        Sort::Imported => "imported",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
        Sort::Title => "title",
        Sort::Hits => "hits",
        Sort::Best => "best",
    }
}

/// Every order of the concordance, as offered.
pub const ORDERS: [LineOrder; 4] = [
    LineOrder::Text,
    LineOrder::Left,
    LineOrder::Hit,
    LineOrder::Right,
];

/// What an order of the concordance is called in links.
pub fn order_slug(order: LineOrder) -> &'static str {
    match order {
        LineOrder::Text => "text",
        LineOrder::Left => "left",
        LineOrder::Hit => "hit",
        LineOrder::Right => "right",
    }
}

/// What lines can be grouped by, as offered.
pub const GROUPS: [LineGroup; 2] = [LineGroup::Article, LineGroup::Entity];

/// What a group of lines is called in links.
pub fn group_slug(group: LineGroup) -> &'static str {
    match group {
        LineGroup::Article => "article",
        LineGroup::Entity => "entity",
    }
}

/// Percent-encodes all but what may stand in a fragment and does not structure ours.
fn encode(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b',' | b'/' | b'*' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Decodes `%XX`; what is not such stays, bytes that are no UTF-8 become "\u{FFFD}".
fn decode(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|&b| char::from(b).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_protocol::ask::{FactKind, Layer, Selection};

    fn clause(lens: Lens, key: &str, exclude: bool) -> Clause {
        Clause {
            lens,
            key: key.to_owned(),
            exclude,
        }
    }

    #[test]
    fn places_come_back() {
        let full = Place {
            selection: Selection {
                clauses: vec![
                    clause(Lens::Theme, "trade", false),
                    clause(Lens::Place, "-¥ é&=#%日本 🙂’–", true),
                    clause(Lens::Person, "not.a+b c", false),
                ],
                any: vec![Lens::Theme, Lens::Place],
                find: "“five trillion” 100% a&b=c#d".to_owned(),
            },
            article: Some(ArticleId(3)),
            at: Some(1234),
            sort: Sort::Newest,
            look: Look {
                off: [Layer::Date, Layer::Find].into_iter().collect(),
                boilerplate_hidden: true,
            },
            dock: Some(Dock {
                view: kind::View::Facts(FactKind::Office),
                with_single: true,
                order: LineOrder::Right,
                group: Some(LineGroup::Entity),
            }),
            kept: Some(7),
            card: Some((Lens::Person, "P:é&=#日本".to_owned())),
        };
        for place in [Place::default(), full] {
            let written = write(&place);
            assert!(written.is_ascii());
            assert_eq!(read(&written), (place.clone(), vec![]));
            assert_eq!(read(&format!("#{written}")), (place, vec![]));
        }
    }

    #[test]
    fn all_layers_off_is_one_word() {
        let (place, _) = read("off=all");
        assert_eq!(place.look.off, Layers::all());
        assert_eq!(write(&place), "off=all");
    }

    #[test]
    fn every_order_comes_back() {
        for sort in SORTS {
            let place = Place {
                sort,
                ..Place::default()
            };
            assert_eq!(read(&write(&place)).0, place);
        }
    }

    #[test]
    fn hostile_fragments_are_only_words() {
        for (fragment, n_problems) in [
            ("", 0),
            ("#", 0),
            ("&&&", 0),
            ("<script>alert(1)</script>", 1),
            ("article=99999999999999999999", 1),
            ("article=-1&at=x", 2),
            ("at=5", 0),
            ("theme=", 1),
            ("not.=a&not.theme", 2),
            ("any=any&off=nothing&sort=up&boilerplate=maybe", 4),
            ("find=%", 0),
            ("find=%E6%97", 0),
            ("find=%00%ff%FE", 0),
            ("theme=%zz&theme=%E2%80%AE", 0),
            ("javascript:alert(1)", 1),
            ("%26=%3D", 1),
            ("🙂=日本", 1),
            ("dock.single=shown&dock.order=left", 2),
            ("dock=concordance&dock.order=up&dock.group=none", 2),
            ("dock=ledgers&dock.single=no", 2),
        ] {
            let (place, problems) = read(fragment);
            assert_eq!(problems.len(), n_problems, "{fragment}: {problems:?}");
            assert_eq!(read(&write(&place)).0, place, "{fragment}");
        }
    }

    #[test]
    fn a_fragment_beyond_measure_is_left_aside() {
        let long = "theme=a&".repeat(100_000);
        let (place, problems) = read(&long);
        assert_eq!(place, Place::default());
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn the_last_word_on_a_value_counts() {
        let (place, _) = read("theme=a&not.theme=a&theme=b&theme=b&any=theme&any=theme");
        let expected = [
            clause(Lens::Theme, "a", true),
            clause(Lens::Theme, "b", false),
        ];
        assert_eq!(place.selection.clauses, expected);
        assert_eq!(place.selection.any, [Lens::Theme]);
    }
}
