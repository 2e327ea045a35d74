//! Reads the tables of `data/` once, at first use.

use chancery_text::{Span, TokenKind, tokenize};

use super::hashed::Hashed;
use super::table::{Edges, Words};
use super::{Class, Entry, EntryIdx, Kind, Lexicon, MAX_WORDS, NONE, Surface};
use crate::data::{self, rows};
use crate::form::{Shape, shape_of};
use crate::hash::hash_word;
use crate::normal::{date, number};

/// All tables together have about this many different words.
const N_WORDS: usize = 12_000;

/// About so many words begin a number or a date.
const N_BEGINNINGS: usize = 150;

pub(super) fn build() -> Lexicon {
    let mut builder = Builder::new();
    builder.countries();
    builder.norps();
    builder.organisations();
    builder.programmes();
    builder.equipment();
    builder.regions();
    builder.cities();
    builder.words();
    builder.beginnings(number::BEGINNINGS, Class::COUNT);
    builder.beginnings(date::BEGINNINGS, Class::DATE);
    builder.lexicon
}

/// The source of a row in words for the reader.
fn source(code: &str) -> &'static str {
    match code {
        "g" => "GeoNames",
        "cldr" | "cldr+iso+own" => "Unicode CLDR",
        _ => "own list",
    }
}

struct Builder {
    lexicon: Lexicon,
}

impl Builder {
    fn new() -> Self {
        Self {
            lexicon: Lexicon {
                words: Words::with_capacity(N_WORDS),
                classes: vec![Class::default()],
                hashed: Hashed::unpack(),
                beginnings: Words::with_capacity(N_BEGINNINGS),
                begun: vec![Class::default()],
                edges: Edges::with_capacity(N_WORDS / 2),
                ends: vec![NONE],
                surfaces: Vec::new(),
                entries: Vec::new(),
                n_countries: 0,
            },
        }
    }

    fn countries(&mut self) {
        for [iso, names, demonyms, prefixes, code] in rows(data::COUNTRIES) {
            let name = first(names);
            let mut entry = Entry {
                kind: Kind::Country,
                name,
                key: iso,
                country: iso,
                subkind: "country",
                source: source(code),
            };
            let at = self.entry(entry);
            self.surfaces(at, names);
            entry.kind = Kind::Norp;
            let at = self.entry(entry);
            self.surfaces(at, demonyms);
            entry.kind = Kind::Prefix;
            let at = self.entry(entry);
            self.surfaces(at, prefixes);
            self.lexicon.n_countries += 1;
        }
    }

    fn norps(&mut self) {
        for [names, subkind, country, code, ..] in rows(data::NORPS) {
            let at = self.entry(Entry {
                kind: Kind::Norp,
                name: first(names),
                key: "",
                country,
                subkind,
                source: source(code),
            });
            self.surfaces(at, names);
        }
    }

    fn cities(&mut self) {
        for [name, country, standing, others, code] in rows(data::CITIES) {
            let at = self.entry(Entry {
                kind: match standing {
                    "c" => Kind::Capital,
                    "1" => Kind::City,
                    _ => Kind::Town,
                },
                name,
                key: "",
                country,
                subkind: if standing == "c" { "capital" } else { "city" },
                source: source(code),
            });
            self.surfaces(at, name);
            self.surfaces(at, others);
        }
    }

    fn regions(&mut self) {
        for [name, subkind, country, others, code] in rows(data::REGIONS) {
            let at = self.entry(Entry {
                kind: if subkind == "seat" {
                    Kind::Seat
                } else {
                    Kind::Region
                },
                name,
                key: "",
                country,
                subkind,
                source: source(code),
            });
            self.surfaces(at, name);
            self.surfaces(at, others);
        }
    }

    fn organisations(&mut self) {
        for [key, names, subkind, country, code] in rows(data::ORGANISATIONS) {
            let at = self.entry(Entry {
                kind: Kind::Organisation,
                name: first(names),
                key,
                country,
                subkind,
                source: source(code),
            });
            self.surfaces(at, names);
        }
    }

    fn programmes(&mut self) {
        for [key, names, subkind, code, ..] in rows(data::PROGRAMMES) {
            let at = self.entry(Entry {
                kind: Kind::Programme,
                name: first(names),
                key,
                country: "",
                subkind,
                source: source(code),
            });
            self.surfaces(at, names);
        }
    }

    fn equipment(&mut self) {
        for [names, subkind, code, ..] in rows(data::EQUIPMENT) {
            let at = self.entry(Entry {
                kind: Kind::Equipment,
                name: first(names),
                key: "",
                country: "",
                subkind,
                source: source(code),
            });
            self.surfaces(at, names);
        }
    }

    fn words(&mut self) {
        for [class, words, ..] in rows(data::WORDS) {
            let class = Class::by_name(class);
            for word in words.split(' ') {
                self.mark(word, class);
                match class {
                    // "Ministers" are no office, but what follows may be a name.
                    Class::ROLE | Class::OCCUPATION => {
                        self.mark(&format!("{word}s"), Class::OCCUPATION)
                    }
                    _ => 0,
                };
            }
        }
    }

    /// The word, with `class` added to what is known of it.
    fn mark(&mut self, word: &str, class: Class) -> u32 {
        let at = self.lexicon.words.insert(hash_word(word));
        if at as usize == self.lexicon.classes.len() {
            self.lexicon.classes.push(Class::default());
        }
        let known = &mut self.lexicon.classes[at as usize];
        *known = known.with(class);
        at
    }

    fn beginnings(&mut self, words: &str, class: Class) {
        for word in words.split(' ') {
            let at = self.lexicon.beginnings.insert(hash_word(word)) as usize;
            if at == self.lexicon.begun.len() {
                self.lexicon.begun.push(Class::default());
            }
            self.lexicon.begun[at] = self.lexicon.begun[at].with(class);
        }
    }

    fn entry(&mut self, entry: Entry) -> EntryIdx {
        self.lexicon.entries.push(entry);
        EntryIdx(self.lexicon.entries.len() as u32 - 1)
    }

    fn surfaces(&mut self, entry: EntryIdx, wordings: &'static str) {
        for wording in wordings.split('|').filter(|w| !w.is_empty()) {
            self.surface(entry, wording);
        }
    }

    fn surface(&mut self, entry: EntryIdx, wording: &'static str) {
        let mut node = 0;
        let mut surface = Surface {
            entry,
            capital: 0,
            upper: 0,
            next: NONE,
        };
        let mut n_words = 0;
        let mut only = 0;
        for token in tokenize(wording, Span::at(0, wording.len())) {
            let text = token.span.slice(wording);
            if matches!(text, "-" | "–") {
                continue;
            }
            if n_words == MAX_WORDS {
                return;
            }
            let bit = 1 << n_words;
            if token.kind != TokenKind::Sign && token.kind != TokenKind::Possessive {
                match shape_of(text, token.kind) {
                    Shape::Upper => surface.upper |= bit,
                    Shape::Lower | Shape::Digit => {}
                    _ => surface.capital |= bit,
                }
            }
            let class = if n_words == 0 {
                Class::STARTS
            } else {
                Class::default()
            };
            let word = self.mark(text, class);
            only = word;
            node = self.step(node, word);
            n_words += 1;
        }
        if n_words == 1 {
            let kind = self.lexicon.entry(entry).kind;
            let class = match kind {
                Kind::Norp => Class::NORP,
                Kind::Organisation => Class::ORG,
                kind if kind.is_place() => Class::PLACE,
                _ => Class::default(),
            };
            let known = &mut self.lexicon.classes[only as usize];
            *known = known.with(class);
        }
        self.end(node, surface);
    }

    fn step(&mut self, node: u32, word: u32) -> u32 {
        let lexicon = &mut self.lexicon;
        let next = lexicon.edges.get(node, word);
        if next != NONE {
            return next;
        }
        let next = lexicon.ends.len() as u32;
        lexicon.ends.push(NONE);
        lexicon.edges.insert(node, word, next);
        next
    }

    /// Lets `surface` end at `node`, behind those that are there.
    fn end(&mut self, node: u32, surface: Surface) {
        if node == 0 {
            return;
        }
        let lexicon = &mut self.lexicon;
        let new = lexicon.surfaces.len() as u32;
        let mut last = lexicon.ends[node as usize];
        if last == NONE {
            lexicon.ends[node as usize] = new;
        } else {
            loop {
                let there = lexicon.surfaces[last as usize];
                let same = there.entry == surface.entry
                    && (there.capital, there.upper) == (surface.capital, surface.upper);
                if same {
                    return;
                }
                if there.next == NONE {
                    break;
                }
                last = there.next;
            }
            lexicon.surfaces[last as usize].next = new;
        }
        lexicon.surfaces.push(surface);
    }
}

/// The first wording of a cell.
fn first(wordings: &'static str) -> &'static str {
    wordings.split('|').next().unwrap_or("")
}
