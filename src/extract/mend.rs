//! What a person says against the reading of one article, laid over it.
//!
//! Mentions are mended before they are joined to entities, entities before
//! records are built on them, so that everything that follows from a name follows
//! from the mended one. A mend names the words it is about: where they do not
//! stand it does nothing, and [`crate::Reading::mended`] says so.
//!
//! Example: "Kwatra" was read as a place. `Mend::Kind { at: Words { words:
//! "Kwatra".into(), span: None }, from: Place, to: Person }` makes each of them a
//! person, who is then joined to "Vinay Kwatra" as any other.

use core::cmp::Reverse;

use chancery_text::Span;

use crate::annotation::EntityIdx;
use crate::{Entity, Mention, MentionKind, Why, conflict, entity};

/// The rule that a mended mention names.
pub const RULE: &str = "corrected";

/// Words of an article.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Words {
    /// The words themselves, as they stand there.
    pub words: String,
    /// Where they stand; `None` for wherever they stand.
    pub span: Option<Span>,
}

/// One thing that a person says against a reading.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Mend {
    /// These words name nothing of this kind.
    Drop {
        /// Which words.
        at: Words,
        /// The kind that was read.
        kind: MentionKind,
    },
    /// These words name something of another kind.
    Kind {
        /// Which words.
        at: Words,
        /// The kind that was read.
        from: MentionKind,
        /// The kind it is.
        to: MentionKind,
    },
    /// These words name something.
    Add {
        /// Which words.
        at: Words,
        /// What kind of thing.
        kind: MentionKind,
    },
    /// These words name somebody or something else than they were joined to.
    Name {
        /// Which words.
        at: Words,
        /// The kind of their mention.
        kind: MentionKind,
        /// What they name.
        name: String,
    },
    /// What is known by `id` is what is known by `into`, and called `name`. With
    /// both the same it is only called otherwise.
    Entity {
        /// An entity's id.
        id: String,
        /// An entity's id.
        into: String,
        /// What it is called.
        name: String,
    },
}

impl Words {
    /// Whether they are the words of `span`, and meant there.
    fn are_at(&self, text: &str, span: Span) -> bool {
        self.span.is_none_or(|here| here == span) && span.slice(text) == self.words
    }

    /// Where they stand as whole words.
    fn places(&self, text: &str) -> Vec<Span> {
        if self.words.trim().is_empty() {
            return Vec::new();
        }
        if let Some(span) = self.span {
            return Vec::from_iter((span.slice(text) == self.words).then_some(span));
        }
        let found = text.match_indices(self.words.as_str());
        let spans = found.map(|(at, words)| Span::at(at, at + words.len()));
        spans.filter(|&span| is_whole(text, span)).collect()
    }
}

/// Whether no word goes on at the ends of `span`. Scripts that are written without
/// spaces have no such ends.
fn is_whole(text: &str, span: Span) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let words = span.slice(text);
    let starts = goes_on(before.chars().next_back()) && goes_on(words.chars().next());
    let ends = goes_on(words.chars().next_back()) && goes_on(after.chars().next());
    !starts && !ends
}

/// Lays those mends over `list` that are about mentions, one after the other, and
/// notes in `found` which had their words.
pub(crate) fn mentions(text: &str, list: &mut Vec<Mention>, mends: &[Mend], found: &mut [bool]) {
    for (mend, found) in mends.iter().zip(&mut *found) {
        match mend {
            Mend::Drop { at, kind } => {
                let n_before = list.len();
                list.retain(|m| m.kind != *kind || !at.are_at(text, m.span));
                *found |= list.len() < n_before;
            }
            Mend::Kind { at, from, to } => {
                for mention in list.iter_mut() {
                    if mention.kind == *from && at.are_at(text, mention.span) {
                        mention.why = why(&format!("{} found something else", mention.why.rule));
                        mention.kind = *to;
                        mention.value = None;
                        *found = true;
                    }
                }
            }
            Mend::Add { at, kind } => {
                for span in at.places(text) {
                    add(list, span, *kind);
                    *found = true;
                }
            }
            Mend::Name { .. } | Mend::Entity { .. } => {}
        }
    }
    if found.contains(&true) {
        nest(list);
    }
}

fn why(detail: &str) -> Why {
    Why {
        rule: RULE,
        detail: detail.to_owned().into(),
        margin: None,
    }
}

/// Puts a mention where a person wants one: what it cuts goes, what it holds and
/// what holds it stays.
fn add(list: &mut Vec<Mention>, span: Span, kind: MentionKind) {
    list.retain(|m| {
        let is_apart = !m.span.overlaps(span);
        let is_outer = m.span != span && m.span.contains(span);
        let is_inner = m.span != span && span.contains(m.span) && conflict::holds(kind, m.kind);
        is_apart || is_outer || is_inner
    });
    list.push(Mention {
        span,
        kind,
        why: why("a person found it"),
        nested: false,
        value: None,
        entity: None,
    });
}

/// Puts mentions in text order, and says anew which lie inside another.
fn nest(list: &mut [Mention]) {
    chancery_text::sort::sort_by_key(list, |m| (m.span.start, Reverse(m.span.end), m.nested));
    let mut end = 0;
    for mention in list {
        mention.nested = mention.span.end <= end;
        end = end.max(mention.span.end);
    }
}

/// Lays those mends over what `mentions` name that are about entities, and notes in
/// `found` which had theirs.
pub(crate) fn entities(
    text: &str,
    mentions: &mut [Mention],
    list: Vec<Entity>,
    mends: &[Mend],
    found: &mut [bool],
) -> Vec<Entity> {
    let mut mended = list;
    for (mend, found) in mends.iter().zip(found) {
        let touched = match mend {
            Mend::Name { at, kind, name } => {
                let here = |m: &&mut Mention| m.kind == *kind && at.are_at(text, m.span);
                let mut touched = false;
                for mention in mentions.iter_mut().filter(here) {
                    touched |= part(text, mention, &mut mended, name);
                }
                touched
            }
            Mend::Entity { id, into, name } => call(&mut mended, id, into, name),
            Mend::Drop { .. } | Mend::Kind { .. } | Mend::Add { .. } => false,
        };
        if touched {
            *found = true;
            mended = united(text, mentions, mended);
        }
    }
    mended
}

/// Lets `mention` name what is called `name`, apart from what it named.
fn part(text: &str, mention: &mut Mention, list: &mut Vec<Entity>, name: &str) -> bool {
    let Some(old) = mention.entity.and_then(|e| list.get(e.0 as usize)) else {
        return false;
    };
    let mut id = entity::own_id(old.kind, name);
    if id == old.id {
        id.push_str("-2");
    }
    let surface = mention.span.slice(text);
    let join = format!("{surface}: said to be {name}");
    let at = list.iter().position(|e| e.id == id).unwrap_or(list.len());
    if at == list.len() {
        list.push(Entity {
            id,
            kind: old.kind,
            name: name.to_owned(),
            iso3166: None,
            surfaces: Vec::new(),
            joins: Vec::new(),
            mended: true,
        });
    }
    let new = &mut list[at];
    new.mended = true;
    if surface != name && !new.joins.contains(&join) {
        new.joins.push(join);
    }
    mention.entity = Some(EntityIdx(at as u32));
    true
}

/// Calls the entities `id` and `into` by the id `into` and by `name`.
fn call(list: &mut [Entity], id: &str, into: &str, name: &str) -> bool {
    let mut any = false;
    for entity in list.iter_mut().filter(|e| e.id == id || e.id == into) {
        if entity.id != into {
            entity
                .joins
                .push(format!("{}: said to be {name}", entity.name));
            into.clone_into(&mut entity.id);
        }
        name.clone_into(&mut entity.name);
        entity.mended = true;
        any = true;
    }
    any
}

/// The entities that mentions name, each once, with the wordings they have now.
fn united(text: &str, mentions: &mut [Mention], list: Vec<Entity>) -> Vec<Entity> {
    let mut surfaces: Vec<Vec<&str>> = vec![Vec::new(); list.len()];
    let first_of: Vec<usize> = list
        .iter()
        .map(|e| list.iter().position(|f| f.id == e.id).unwrap_or_default())
        .collect();
    for mention in mentions.iter_mut() {
        let Some(entity) = mention.entity else {
            continue;
        };
        let at = first_of[entity.0 as usize];
        mention.entity = Some(EntityIdx(at as u32));
        let surface = mention.span.slice(text);
        if !surfaces[at].contains(&surface) {
            surfaces[at].push(surface);
        }
    }
    let mut place: Vec<u32> = vec![0; list.len()];
    let mut united: Vec<Entity> = Vec::new();
    let mut joins: Vec<Vec<String>> = vec![Vec::new(); list.len()];
    for (at, mut entity) in list.into_iter().enumerate() {
        joins[first_of[at]].append(&mut entity.joins);
        if surfaces[at].is_empty() {
            continue;
        }
        place[at] = united.len() as u32;
        let was_worded = entity.surfaces.contains(&entity.name);
        entity.surfaces = surfaces[at].iter().map(|&s| s.to_owned()).collect();
        if was_worded && !entity.mended && !entity.surfaces.contains(&entity.name) {
            let longest = surfaces[at].iter().max_by_key(|s| (s.len(), Reverse(**s)));
            entity.name = longest.map_or_else(String::new, |&s| s.to_owned());
        }
        united.push(entity);
    }
    for (at, joins) in joins.into_iter().enumerate() {
        let Some(entity) = united.get_mut(place[at] as usize) else {
            continue;
        };
        if first_of[at] == at && !surfaces[at].is_empty() {
            let stays = |join: &String| {
                let wording = join.split_once(": ").map_or("", |(wording, _)| wording);
                entity.mended || entity.surfaces.iter().any(|s| s == wording)
            };
            entity.joins = joins.into_iter().filter(stays).collect();
        }
    }
    for mention in mentions {
        if let Some(entity) = &mut mention.entity {
            entity.0 = place[entity.0 as usize];
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Given, read, read_mended};

    const TEXT: &str = "“Foreign Secretary Vinay Kwatra” met Yoko Kamikawa in Tokyo – 日本 🙂. \
        Kwatra said ¥5 trillion was agreed. Kamikawa and Dr S. Jayashankar praised S Jaishankar at the Bank of Japan é.";

    fn words(words: &str) -> Words {
        Words {
            words: words.to_owned(),
            span: None,
        }
    }

    fn nth(words: &str, n: usize) -> Words {
        let at = TEXT.match_indices(words).nth(n).expect("it stands there").0;
        Words {
            words: words.to_owned(),
            span: Some(Span::at(at, at + words.len())),
        }
    }

    /// Each mention as "words: kind: name".
    fn told(mends: &[Mend]) -> (Vec<String>, Vec<bool>) {
        let reading = read_mended(TEXT, &Given::default(), None, mends);
        let mention = |m: &Mention| {
            let name = m
                .entity
                .map_or("", |e| &reading.entities[e.0 as usize].name);
            format!("{}: {:?}: {name}", m.span.slice(TEXT), m.kind)
        };
        for pair in reading.mentions.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start, "text order");
        }
        (
            reading.mentions.iter().map(mention).collect(),
            reading.mended,
        )
    }

    #[test]
    fn what_a_person_says_stands() {
        use MentionKind::{Organisation, Person, Place, Programme};
        let id = |name: &str| {
            let reading = read(TEXT, &Given::default());
            let entity = reading.entities.iter().find(|e| e.name == name);
            entity.map(|e| e.id.clone()).expect("it is named")
        };
        let (kamikawa, kwatra) = (id("Yoko Kamikawa"), id("Vinay Kwatra"));
        let cases: Vec<(Mend, &[&str], &[&str])> = vec![
            (
                Mend::Drop {
                    at: words("Tokyo"),
                    kind: Place,
                },
                &[],
                &["Tokyo: Place: Tokyo"],
            ),
            (
                Mend::Kind {
                    at: words("Tokyo"),
                    from: Place,
                    to: Organisation,
                },
                &["Tokyo: Organisation: Tokyo"],
                &["Tokyo: Place: Tokyo"],
            ),
            (
                Mend::Add {
                    at: words("日本"),
                    kind: Place,
                },
                &["日本: Place: 日本"],
                &[],
            ),
            (
                Mend::Add {
                    at: words("trillion was"),
                    kind: Programme,
                },
                &["trillion was: Programme: trillion was"],
                &["¥5 trillion: Money: "],
            ),
            (
                Mend::Name {
                    at: nth("Kwatra", 1),
                    kind: Person,
                    name: "Arun Kwatra".into(),
                },
                &["Kwatra: Person: Arun Kwatra"],
                &["Kwatra: Person: Vinay Kwatra"],
            ),
            (
                Mend::Entity {
                    id: kamikawa.clone(),
                    into: kamikawa.clone(),
                    name: "Kamikawa Yōko".into(),
                },
                &[
                    "Yoko Kamikawa: Person: Kamikawa Yōko",
                    "Kamikawa: Person: Kamikawa Yōko",
                ],
                &[
                    "Yoko Kamikawa: Person: Yoko Kamikawa",
                    "Kamikawa: Person: Yoko Kamikawa",
                ],
            ),
            (
                Mend::Entity {
                    id: kamikawa,
                    into: kwatra,
                    name: "Vinay Kwatra".into(),
                },
                &[
                    "Yoko Kamikawa: Person: Vinay Kwatra",
                    "Kamikawa: Person: Vinay Kwatra",
                ],
                &[
                    "Yoko Kamikawa: Person: Yoko Kamikawa",
                    "Kamikawa: Person: Yoko Kamikawa",
                ],
            ),
        ];
        let (plain, _) = told(&[]);
        for (mend, new, gone) in cases {
            let (mended, found) = told(std::slice::from_ref(&mend));
            assert_eq!(found, [true], "{mend:?}");
            let mut expected: Vec<String> = plain.clone();
            for gone in gone {
                let at = expected.iter().position(|m| m == gone);
                expected.remove(at.unwrap_or_else(|| panic!("{gone} in {expected:?}")));
            }
            expected.extend(new.iter().map(|&m| m.to_owned()));
            let (mut mended, mut expected) = (mended, expected);
            mended.sort();
            expected.sort();
            assert_eq!(mended, expected, "{mend:?}");
        }
    }

    #[test]
    fn what_does_not_stand_there_changes_nothing() {
        let plain = told(&[]).0;
        let elsewhere = Words {
            words: "Tokyo".into(),
            span: Some(Span::new(1, 6)),
        };
        let boundary = Words {
            words: "日".into(),
            span: Some(Span::new(0, 2)),
        };
        for mend in [
            Mend::Drop {
                at: words("Osaka"),
                kind: MentionKind::Place,
            },
            Mend::Drop {
                at: words("Tokyo"),
                kind: MentionKind::Person,
            },
            Mend::Kind {
                at: elsewhere.clone(),
                from: MentionKind::Place,
                to: MentionKind::Role,
            },
            Mend::Add {
                at: elsewhere,
                kind: MentionKind::Place,
            },
            Mend::Add {
                at: boundary,
                kind: MentionKind::Place,
            },
            Mend::Add {
                at: words(" "),
                kind: MentionKind::Place,
            },
            Mend::Add {
                at: words("rillion"),
                kind: MentionKind::Place,
            },
            Mend::Name {
                at: words("Osaka"),
                kind: MentionKind::Place,
                name: "x".into(),
            },
            Mend::Entity {
                id: "P:nobody".into(),
                into: "P:no-one".into(),
                name: "x".into(),
            },
        ] {
            let (mended, found) = told(std::slice::from_ref(&mend));
            assert_eq!((mended, found), (plain.clone(), vec![false]), "{mend:?}");
        }
    }
}
