//! How the terms of a codebook are found in a text.
//!
//! A term is a run of words; each word is literal or a glob (`*` any number of
//! characters, `?` one). Words are compared folded. A hyphen in a term stands
//! for a hyphen, a space or nothing ("start-up" finds "start up" and
//! "startup"), and a hyphen in the text never keeps a phrase from being found
//! ("high speed rail" finds "high-speed rail"). Possessive endings are passed
//! over; any other sign ends a phrase.
//!
//! The longest term wins, then the leftmost, as in quanteda: in "supply chain
//! security" the phrase "supply chain*" takes its two words, and no shorter term of
//! its theme that has one of them is found. In the scope of the dictionary nor is one
//! of another theme whose words all are taken (see [`crate::codebook::Scope`]). The
//! same term may stand in two themes; both get the hit. A `not` row is a context of
//! its own theme: no term of that theme is found within it.
//!
//! A term behind `=` is found only as it is written: `=US` finds "US" and not "us".
//! `who:Modi`, `org:NATO` and `place:Japan` find what names that person, organisation
//! or place, in whatever words ("the prime minister" does not, "Modi’s" does).
//!
//! The search is one pass: a trie over the bytes of a word gives the literals
//! and globs it satisfies, a trie over those gives the phrases.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_extract::{Entity, Reading};
use chancery_text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::codebook::{Codebook, Scope, TermIdx, TermKind, ThemeIdx};
use crate::glob;
use crate::value::Lens;
use crate::word::Words;

/// A place where a term of the codebook fired.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TermHit {
    /// The words.
    pub span: Span,
    /// The codebook line that fired.
    pub term: TermIdx,
}

/// A codebook made ready for finding.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    words: WordTrie,
    /// Globs other than "literal, then `*`"; tried one by one.
    globs: Vec<(Box<str>, Symbol)>,
    phrases: PhraseTrie,
    /// By term: its theme, and whether it is a `not` row.
    rows: Vec<(ThemeIdx, bool)>,
    /// Terms that are found only as written, each with its words.
    written: BTreeMap<TermIdx, Vec<String>>,
    /// Terms that find an entity, each with its lens and folded name.
    named: Vec<(TermIdx, Lens, Vec<String>)>,
    scope: Scope,
    /// Words of the longest `not` row.
    longest_not: usize,
}

/// One literal or glob that a word of a term must satisfy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
struct Symbol(u32);

/// A trie over the bytes of folded words.
#[derive(Clone, Debug, Default)]
struct WordTrie {
    nodes: Vec<WordNode>,
    /// By first byte: the node behind the root, or 0.
    first: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct WordNode {
    edges: Vec<(u8, u32)>,
    /// The literal that ends here.
    literal: Option<Symbol>,
    /// The glob "what led here, then anything".
    prefix: Option<Symbol>,
}

/// A trie over symbols; node 0 is the root.
#[derive(Clone, Debug, Default)]
struct PhraseTrie {
    /// Looked up, never listed.
    edges: FxHashMap<(u32, Symbol), u32>,
    /// By node: the terms that end here.
    terms: Vec<Vec<TermIdx>>,
}

/// A found phrase before the choice: word positions in its zone.
#[derive(Clone, Copy)]
struct Candidate {
    from: u32,
    to: u32,
    node: u32,
}

impl Candidate {
    fn words(self) -> core::ops::Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// A context in which no term of `theme` is found.
struct Not {
    from: usize,
    to: usize,
    theme: ThemeIdx,
}

/// Whether words `from..to` lie within one of `nots`, which are sorted by first
/// word and at most `longest` words long.
fn is_within(nots: &[Not], longest: usize, theme: ThemeIdx, from: usize, to: usize) -> bool {
    let first = nots.partition_point(|n| n.from + longest <= from);
    let near = nots[first..].iter().take_while(|n| n.from <= from);
    near.into_iter().any(|n| n.theme == theme && n.to >= to)
}

impl Matcher {
    /// Makes `codebook` ready. Costs time in proportion to its letters.
    pub fn new(codebook: &Codebook) -> Self {
        let mut matcher = Self {
            words: WordTrie {
                nodes: vec![WordNode::default()],
                first: vec![0; 256],
            },
            globs: Vec::new(),
            phrases: PhraseTrie {
                edges: FxHashMap::default(),
                terms: vec![Vec::new()],
            },
            rows: Vec::new(),
            written: BTreeMap::new(),
            named: Vec::new(),
            scope: codebook.scope,
            longest_not: 0,
        };
        let mut symbols = BTreeMap::new();
        for (term_idx, term) in (0u32..).zip(&codebook.terms) {
            let is_not = term.kind == TermKind::Not;
            matcher.rows.push((term.theme, is_not));
            if let Some((lens, name)) = entity(&term.text) {
                matcher
                    .named
                    .push((TermIdx(term_idx), lens, name_words(name)));
                continue;
            }
            let text = match term.text.strip_prefix('=') {
                Some(text) => {
                    matcher
                        .written
                        .insert(TermIdx(term_idx), written_words(text));
                    text
                }
                None => &term.text,
            };
            let mut spellings = vec![pattern_words(text)];
            if text.contains('-') {
                spellings.push(pattern_words(&text.replace('-', "")));
            }
            spellings.dedup();
            for words in spellings {
                let pattern: Vec<Symbol> = words
                    .iter()
                    .map(|w| matcher.symbol(&mut symbols, w))
                    .collect();
                matcher.phrases.insert(&pattern, TermIdx(term_idx));
                if is_not {
                    matcher.longest_not = matcher.longest_not.max(pattern.len());
                }
            }
        }
        matcher
    }

    fn symbol(&mut self, known: &mut BTreeMap<Box<str>, Symbol>, word: &str) -> Symbol {
        if let Some(&symbol) = known.get(word) {
            return symbol;
        }
        let symbol = Symbol(known.len() as u32);
        known.insert(word.into(), symbol);
        match word.split_once(['*', '?']) {
            None => self.words.node(word).literal = Some(symbol),
            Some((stem, "")) if word.ends_with('*') => {
                self.words.node(stem).prefix = Some(symbol);
            }
            Some(_) => self.globs.push((word.into(), symbol)),
        }
        symbol
    }

    /// The hits among `words`, which are those of `text`, in text order, then by term.
    pub(crate) fn find(&self, text: &str, words: &Words) -> Vec<TermHit> {
        let symbols = self.symbols(words);
        let mut found = Vec::new();
        let mut nodes = Nodes::default();
        for from in (0..words.len()).filter(|&from| !symbols.of(from).is_empty()) {
            self.phrases_at(from, words, &symbols, &mut nodes, &mut found);
        }
        let nots = self.nots(text, words, &found);
        // Longest first, then leftmost.
        chancery_text::sort::sort_by_key(&mut found, |c| (Reverse(c.to - c.from), c.from));
        let mut taken = vec![false; words.len()];
        let mut taken_by: FxHashSet<(ThemeIdx, usize)> = FxHashSet::default();
        let mut hits = Vec::new();
        let mut of_stretch: Vec<TermIdx> = Vec::new();
        for same in found.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
            let (from, to) = (same[0].words().start, same[0].words().end);
            if self.scope == Scope::Dictionary && !taken[from..to].contains(&false) {
                continue;
            }
            of_stretch.clear();
            for &term in same
                .iter()
                .flat_map(|c| &self.phrases.terms[c.node as usize])
            {
                let (theme, is_not) = self.rows[term.0 as usize];
                let is_free = (from..to).all(|at| !taken_by.contains(&(theme, at)));
                if !is_not
                    && is_free
                    && !is_within(&nots, self.longest_not, theme, from, to)
                    && self.is_as_written(term, text, words, from, to)
                {
                    of_stretch.push(term);
                }
            }
            if of_stretch.is_empty() {
                continue;
            }
            taken[from..to].fill(true);
            // Two globs of one theme may find the same word; it is one hit.
            chancery_text::sort::sort(&mut of_stretch);
            of_stretch.dedup_by_key(|term| self.rows[term.0 as usize].0);
            let span = words.span(from).cover(words.span(to - 1));
            for &term in &of_stretch {
                let theme = self.rows[term.0 as usize].0;
                taken_by.extend((from..to).map(|at| (theme, at)));
                hits.push(TermHit { span, term });
            }
        }
        chancery_text::sort::sort(&mut hits);
        hits
    }

    /// Whether the words `from..to` stand as a term asks that is found only so.
    fn is_as_written(
        &self,
        term: TermIdx,
        text: &str,
        words: &Words,
        from: usize,
        to: usize,
    ) -> bool {
        let Some(pattern) = self.written.get(&term) else {
            return true;
        };
        let mut written = (from..to).map(|at| words.span(at).slice(text));
        let is_same = pattern
            .iter()
            .all(|p| written.next().is_some_and(|w| glob::is_like(p, w)));
        is_same && written.next().is_none()
    }

    /// `hits` and those of the terms that find entities, in text order, then by term.
    pub(crate) fn with_named(&self, mut hits: Vec<TermHit>, reading: &Reading) -> Vec<TermHit> {
        if self.named.is_empty() {
            return hits;
        }
        // By entity: the terms that it meets.
        let terms: Vec<Vec<TermIdx>> = reading.entities.iter().map(|e| self.naming(e)).collect();
        for mention in &reading.mentions {
            let met = mention.entity.and_then(|e| terms.get(e.0 as usize));
            for &term in met.into_iter().flatten() {
                let (theme, is_not) = self.rows[term.0 as usize];
                let of_theme = |hit: &TermHit| self.rows[hit.term.0 as usize].0 == theme;
                let span = mention.span;
                if is_not {
                    hits.retain(|hit| !(of_theme(hit) && span.contains(hit.span)));
                } else if !hits.iter().any(|hit| of_theme(hit) && hit.span == span) {
                    hits.push(TermHit { span, term });
                }
            }
        }
        chancery_text::sort::sort(&mut hits);
        hits
    }

    /// The terms that find `entity`: a run of the words of its name or of a wording.
    fn naming(&self, entity: &Entity) -> Vec<TermIdx> {
        let names = std::iter::once(&entity.name).chain(&entity.surfaces);
        let names: Vec<Vec<String>> = names.map(|n| name_words(n)).collect();
        let is_met = |name: &[String]| {
            let is_run = |words: &Vec<String>| words.windows(name.len().max(1)).any(|w| w == name);
            names.iter().any(is_run)
        };
        let lens = Lens::of(entity.kind);
        let terms = self.named.iter();
        terms
            .filter(|(_, of, name)| lens == Some(*of) && is_met(name))
            .map(|(term, ..)| *term)
            .collect()
    }

    /// The contexts in which terms of a theme are not found, by first word.
    fn nots(&self, text: &str, words: &Words, found: &[Candidate]) -> Vec<Not> {
        let mut nots = Vec::new();
        for candidate in found {
            for term in &self.phrases.terms[candidate.node as usize] {
                let (theme, is_not) = self.rows[term.0 as usize];
                let (from, to) = (candidate.words().start, candidate.words().end);
                if is_not && self.is_as_written(*term, text, words, from, to) {
                    nots.push(Not { from, to, theme });
                }
            }
        }
        nots
    }

    /// The symbols that each word satisfies.
    fn symbols(&self, words: &Words) -> Symbols {
        let mut symbols = Symbols {
            list: Vec::new(),
            ends: Vec::with_capacity(words.len()),
        };
        for key in words.keys() {
            self.words.walk(key, &mut symbols.list);
            let globs = self
                .globs
                .iter()
                .filter(|(glob, _)| glob::begins_alike(glob, key) && glob::is_like(glob, key));
            symbols.list.extend(globs.map(|&(_, symbol)| symbol));
            symbols.ends.push(symbols.list.len() as u32);
        }
        symbols
    }

    /// Every phrase that begins at word `from`.
    fn phrases_at(
        &self,
        from: usize,
        words: &Words,
        symbols: &Symbols,
        nodes: &mut Nodes,
        found: &mut Vec<Candidate>,
    ) {
        nodes.now.clear();
        nodes.now.push(0);
        for at in from..words.len() {
            if at > from && !words.follows(at) {
                return;
            }
            nodes.next.clear();
            for &symbol in symbols.of(at) {
                let edges = nodes.now.iter().map(|&node| (node, symbol));
                nodes
                    .next
                    .extend(edges.filter_map(|edge| self.phrases.edges.get(&edge)));
            }
            if nodes.next.is_empty() {
                return;
            }
            std::mem::swap(&mut nodes.now, &mut nodes.next);
            let has_terms = |n: &&u32| !self.phrases.terms[**n as usize].is_empty();
            let ends = nodes.now.iter().filter(has_terms);
            found.extend(ends.map(|&node| Candidate {
                from: from as u32,
                to: at as u32 + 1,
                node,
            }));
        }
    }
}

/// The nodes reached by the words so far, and by the next word; kept from word
/// to word for their memory.
#[derive(Default)]
struct Nodes {
    now: Vec<u32>,
    next: Vec<u32>,
}

/// The symbols that words satisfy, word by word.
struct Symbols {
    list: Vec<Symbol>,
    ends: Vec<u32>,
}

impl Symbols {
    fn of(&self, word: usize) -> &[Symbol] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[start as usize..self.ends[word] as usize]
    }
}

impl WordTrie {
    /// The node of `word`, made if need be.
    fn node(&mut self, word: &str) -> &mut WordNode {
        let mut at = 0;
        for byte in word.bytes() {
            let edge = self.nodes[at].edges.iter().find(|(b, _)| *b == byte);
            at = match edge {
                Some(&(_, to)) => to as usize,
                None => {
                    let to = self.nodes.len();
                    self.nodes[at].edges.push((byte, to as u32));
                    if at == 0 {
                        self.first[usize::from(byte)] = to as u32;
                    }
                    self.nodes.push(WordNode::default());
                    to
                }
            };
        }
        &mut self.nodes[at]
    }

    fn walk(&self, word: &str, symbols: &mut Vec<Symbol>) {
        let Some(root) = self.nodes.first() else {
            return;
        };
        symbols.extend(root.prefix);
        let mut bytes = word.bytes();
        let first = bytes.next().map_or(0, |byte| self.first[usize::from(byte)]);
        // Most words end here or soon after.
        let Some(mut node) = self.nodes.get(first as usize).filter(|_| first > 0) else {
            return;
        };
        symbols.extend(node.prefix);
        for byte in bytes {
            let Some(&(_, to)) = node.edges.iter().find(|(b, _)| *b == byte) else {
                return;
            };
            node = &self.nodes[to as usize];
            symbols.extend(node.prefix);
        }
        symbols.extend(node.literal);
    }
}

impl PhraseTrie {
    fn insert(&mut self, pattern: &[Symbol], term: TermIdx) {
        let mut at = 0;
        for &symbol in pattern {
            let fresh = self.terms.len() as u32;
            at = *self.edges.entry((at, symbol)).or_insert(fresh);
            if at == fresh {
                self.terms.push(Vec::new());
            }
        }
        if at != 0 && !self.terms[at as usize].contains(&term) {
            self.terms[at as usize].push(term);
        }
    }
}

// The tokenizer knows no globs, so they travel as two letters that no language
// writes words with.
const STAR: &str = "\u{a78f}";
const ANY: &str = "\u{a7f7}";

fn globs(word: &str) -> String {
    word.replace(STAR, "*").replace(ANY, "?")
}

/// The words of a term, folded, globs kept.
pub(crate) fn pattern_words(term: &str) -> Vec<String> {
    let letters = term.replace('*', STAR).replace('?', ANY);
    Words::of_line(&letters).keys().map(globs).collect()
}

/// The words of a term as they are written, globs kept.
fn written_words(term: &str) -> Vec<String> {
    let letters = term.replace('*', STAR).replace('?', ANY);
    let words = Words::of_line(&letters);
    (0..words.len())
        .map(|at| globs(words.span(at).slice(&letters)))
        .collect()
}

/// The folded words of a name.
fn name_words(name: &str) -> Vec<String> {
    Words::of_line(name).keys().map(str::to_owned).collect()
}

/// The lens and the name of a term that finds an entity.
pub(crate) fn entity(term: &str) -> Option<(Lens, &str)> {
    let (word, name) = term.split_once(':')?;
    let lens = match word {
        "who" => Lens::Person,
        "org" => Lens::Organisation,
        "place" => Lens::Place,
        _ => return None,
    };
    let name = name.trim_matches('"');
    (!name.is_empty() && !name.starts_with(' ')).then_some((lens, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(terms: &str, text: &str, expected: &[(&str, &str)]) {
        let rows: String = terms
            .split('|')
            .map(|t| match t.trim().strip_prefix('!') {
                Some(t) => format!("not\t{t}\n"),
                None => format!("term\t{}\n", t.trim()),
            })
            .collect();
        let (book, problems) = Codebook::from_tsv(&format!("theme\ta\tA\t-\tx\n{rows}"));
        assert_eq!(problems, []);
        let words = Words::new(text, &chancery_text::segment(text));
        let found = Matcher::new(&book).find(text, &words);
        let found: Vec<_> = found
            .iter()
            .map(|h| {
                (
                    h.span.slice(text),
                    book.terms[h.term.0 as usize].text.as_str(),
                )
            })
            .collect();
        assert_eq!(found, expected, "{terms:?} in {text:?}");
    }

    #[test]
    fn terms_are_found() {
        check(
            "trade",
            "Trade, trades and TRADE.",
            &[("Trade", "trade"), ("TRADE", "trade")],
        );
        check(
            "invest*",
            "Investors’ investment",
            &[("Investors", "invest*"), ("investment", "invest*")],
        );
        check("invest*", "reinvest", &[]);
        check(
            "*vest|w?man",
            "They invest; a woman waits.",
            &[("invest", "*vest"), ("woman", "w?man")],
        );
        check(
            "supply chain*",
            "Supply chains – the supply, chains",
            &[("Supply chains", "supply chain*")],
        );
        check(
            "high speed rail",
            "a high-speed rail line",
            &[("high-speed rail", "high speed rail")],
        );
        check(
            "start-up*",
            "Startups, start ups and start-up aid",
            &[
                ("Startups", "start-up*"),
                ("start ups", "start-up*"),
                ("start-up", "start-up*"),
            ],
        );
        check(
            "women's rights",
            "on women’s rights 日本 🙂 ¥5",
            &[("women’s rights", "women's rights")],
        );
        check(
            "café",
            "The CAFÉ – “café”",
            &[("CAFÉ", "café"), ("café", "café")],
        );
    }

    #[test]
    fn the_longest_term_wins() {
        check(
            "china|!south china sea",
            "China in the South China Sea",
            &[("China", "china")],
        );
        check(
            "security|economic security|security forces",
            "economic security forces",
            &[("economic security", "economic security")],
        );
        check(
            "arms|arms control|control*",
            "arms control",
            &[("arms control", "arms control")],
        );
    }

    #[test]
    fn a_term_of_two_themes_counts_for_both() {
        let (book, _) =
            Codebook::from_tsv("theme\ta\tA\t-\tx\nterm\tgas\ntheme\tb\tB\t-\tx\nterm\tgas\n");
        let hits = Matcher::new(&book).find("gas", &Words::of_line("gas"));
        assert_eq!(hits.len(), 2);
    }

    #[test]
    fn a_term_behind_an_equals_sign_is_found_as_written() {
        check(
            "=US",
            "The US told us – U.S. “US” 🙂",
            &[("US", "=US"), ("US", "=US")],
        );
        check(
            "=Polish*",
            "Polish polish Polished",
            &[("Polish", "=Polish*"), ("Polished", "=Polish*")],
        );
        check(
            "quad|!=Quad bike",
            "Quad bike, quad bike",
            &[("quad", "quad")],
        );
        check("=Côte", "Cote Côte", &[("Côte", "=Côte")]);
    }

    /// What quanteda documents of `tokens_lookup` in its manual and its own trials:
    /// scope, dictionary, text, and what each theme finds how often.
    #[test]
    fn quanteda_finds_the_same() {
        let countries = "Countries: United States, Federal Republic of Germany; oceans: Atlantic Ocean, Pacific Ocean; Institutions: federal government, Supreme Court; team: Manchester United, Arsenal";
        let stars = "Countries: United States, Federal * of *; oceans: * Ocean; Institutions: federal gover*, Supreme Court; team: Manchester *, Arsenal";
        let words = "Countries: States; oceans: Atlantic, Pacific; gameconsoles: Xbox, Nintendo; swords: States";
        let globs = "Countries: Stat*; oceans: *ic; gameconsoles: ?box, Nintendo*; swords: *s";
        let overlaps = "country: united states, mexico, canada; law words: law*, constitution; freedom: free, freedom, libertarian; overlap: United";
        let d1 = "The United States is bordered by the Atlantic Ocean and the Pacific Ocean.";
        let d2 = "The Supreme Court of the United States is seldom in a united state.";
        let d4 = "We need Manchester Unity in the Federal Republic of Germany today.";
        let d5 = "United statehood is a good state.";
        let cases = [
            ("key", countries, d1, "Countries oceans oceans"),
            ("key", countries, d2, "Institutions Countries"),
            ("key", countries, d4, "Countries"),
            ("key", countries, d5, ""),
            ("key", stars, d1, "Countries oceans oceans"),
            ("key", stars, d4, "team Countries"),
            ("key", words, d1, "Countries swords oceans oceans"),
            ("key", words, d2, "Countries swords"),
            ("key", globs, d1, "Countries swords swords oceans oceans"),
            ("key", globs, d2, "Countries swords swords Countries"),
            (
                "dictionary",
                overlaps,
                "Mexico signed a new libertarian law with Canada.",
                "country freedom law-words country",
            ),
            (
                "dictionary",
                overlaps,
                "Let freedom ring in the United States!",
                "freedom country",
            ),
            (
                "key",
                overlaps,
                "Let freedom ring in the United States!",
                "freedom country overlap",
            ),
            // One theme: the longer hides what shares a word with it.
            ("key", "k: A B, A B C", "A B C", "k"),
            ("key", "k: B C, A B C", "A B C", "k"),
            ("key", "k: A B, B C", "A B C", "k"),
            (
                "key",
                "C: United States, United States of America; o: Ocean",
                "The United States of America is by the Atlantic Ocean.",
                "C o",
            ),
            // Two themes: nested ones are hidden only in the scope of the dictionary.
            (
                "key",
                "long: not good; short: good",
                "it is not good",
                "long short",
            ),
            (
                "dictionary",
                "long: not good; short: good",
                "it is not good",
                "long",
            ),
            ("dictionary", "one: a b; two: b c", "a b c", "one two"),
            (
                "dictionary",
                "one: a b c; two: d e f; three: c d",
                "a b c d e f",
                "one two",
            ),
            ("dictionary", "one: gas; two: gas", "gas", "one two"),
            ("key", "日本: 日本, é; ¥: 🙂 x", "“É” – 日本", "日本 日本"),
        ];
        for (scope, dictionary, text, expected) in cases {
            let mut rows = format!("scope\t{scope}\n");
            for theme in dictionary.split("; ") {
                let (key, terms) = theme.split_once(": ").expect("a theme");
                rows.push_str(&format!("theme\t{}\t{key}\t-\t\n", key.replace(' ', "-")));
                for term in terms.split(", ") {
                    rows.push_str(&format!("term\t{term}\n"));
                }
            }
            let (book, problems) = Codebook::from_tsv(&rows);
            assert_eq!(problems, [], "{dictionary}");
            let hits = Matcher::new(&book).find(text, &Words::of_line(text));
            // In the order of their first words, then of the themes.
            let mut found: Vec<(u32, ThemeIdx)> = hits
                .iter()
                .map(|h| (h.span.start, book.terms[h.term.0 as usize].theme))
                .collect();
            found.sort();
            let found: Vec<&str> = found
                .iter()
                .map(|f| &*book.themes[f.1.0 as usize].key)
                .collect();
            assert_eq!(found.join(" "), expected, "{scope} {dictionary} in {text}");
        }
    }

    #[test]
    fn entities_are_found_in_whatever_words() {
        let rows = "theme\ta\tA\t-\tx\nterm\twho:Modi\nterm\torg:NATO\nterm\tplace:\"Japan\"\ntheme\tb\tB\t-\tx\nterm\ttokyo\nterm\tjapan*\nnot\tplace:Tokyo\n";
        let (book, problems) = Codebook::from_tsv(rows);
        assert_eq!(problems, []);
        let text = "Narendra Modi met Japanese ministers in Tokyo. Modi’s talks with Nato – “日本” 🙂 é ¥5 – ended. Japan agreed.";
        let reading = chancery_extract::read(text, &chancery_extract::Given::default());
        let matcher = Matcher::new(&book);
        let hits = matcher.find(text, &Words::new(text, &reading.segments));
        let found: Vec<(&str, &str)> = matcher
            .with_named(hits, &reading)
            .iter()
            .map(|h| (h.span.slice(text), &*book.terms[h.term.0 as usize].text))
            .collect();
        assert_eq!(
            found,
            [
                ("Narendra Modi", "who:Modi"),
                ("Japanese", "place:\"Japan\""),
                ("Japanese", "japan*"),
                ("Modi", "who:Modi"),
                ("Nato", "org:NATO"),
                ("Japan", "place:\"Japan\""),
                ("Japan", "japan*"),
            ]
        );
    }
}
