//! How the terms of a codebook are found in a text.
//!
//! A term is a run of words; each word is literal or a glob (`*` any number of
//! characters, `?` one). Words are compared folded. A hyphen in a term stands
//! for a hyphen, a space or nothing ("start-up" finds "start up" and
//! "startup"), and a hyphen in the text never keeps a phrase from being found
//! ("high speed rail" finds "high-speed rail"). Possessive endings are passed
//! over; any other sign ends a phrase.
//!
//! The longest term wins, over all themes: in "supply chain security" the
//! phrase "supply chain*" takes its two words, and no shorter term takes them
//! again. The same term may stand in two themes; both get the hit. A `not` row
//! is a context of its own theme: no term of that theme is found within it.
//!
//! The search is one pass: a trie over the bytes of a word gives the literals
//! and globs it satisfies, a trie over those gives the phrases.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_text::{Segments, Span, Token, TokenKind, ZoneKind, fold::fold_word, tokenize};

use crate::codebook::{Codebook, TermIdx, TermKind, ThemeIdx};

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
    /// Words of the longest `not` row.
    longest_not: usize,
}

/// One literal or glob that a word of a term must satisfy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Symbol(u32);

/// A trie over the bytes of folded words.
#[derive(Clone, Debug, Default)]
struct WordTrie {
    nodes: Vec<WordNode>,
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
    edges: BTreeMap<(u32, Symbol), u32>,
    /// By node: the terms that end here.
    terms: Vec<Vec<TermIdx>>,
}

/// A found phrase before the choice: word positions in its zone.
struct Candidate {
    from: usize,
    to: usize,
    node: u32,
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
            },
            globs: Vec::new(),
            phrases: PhraseTrie {
                edges: BTreeMap::new(),
                terms: vec![Vec::new()],
            },
            rows: Vec::new(),
            longest_not: 0,
        };
        let mut symbols = BTreeMap::new();
        for (term_idx, term) in (0u32..).zip(&codebook.terms) {
            let is_not = term.kind == TermKind::Not;
            matcher.rows.push((term.theme, is_not));
            let mut spellings = vec![pattern_words(&term.text)];
            if term.text.contains('-') {
                spellings.push(pattern_words(&term.text.replace('-', "")));
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

    /// The hits in the title, headings and paragraphs of `text`, in text order,
    /// then by term. Hits overlap only where one term stands in two themes.
    pub fn find(&self, text: &str, segments: &Segments) -> Vec<TermHit> {
        let mut hits = Vec::new();
        let mut found = Vec::new();
        for zone in &segments.zones {
            if !matches!(zone.kind, ZoneKind::Boilerplate(_)) {
                let tokens = &segments.tokens[segments.tokens_in(zone.span)];
                self.find_in(text, tokens, &mut found, &mut hits);
            }
        }
        hits.sort_unstable();
        hits
    }

    fn find_in(
        &self,
        text: &str,
        tokens: &[Token],
        found: &mut Vec<Candidate>,
        hits: &mut Vec<TermHit>,
    ) {
        let (words, follows) = words_of(text, tokens);
        let satisfied = self.satisfied(text, &words);
        found.clear();
        for from in 0..words.len() {
            self.phrases_at(from, &satisfied, &follows, found);
        }
        let nots = self.nots(found);
        // Longest first, then leftmost.
        found.sort_by_key(|c| (Reverse(c.to - c.from), c.from));
        let mut taken = vec![false; words.len()];
        let mut of_stretch: Vec<TermIdx> = Vec::new();
        for same in found.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
            let (from, to) = (same[0].from, same[0].to);
            if taken[from..to].contains(&true) {
                continue;
            }
            of_stretch.clear();
            for &term in same
                .iter()
                .flat_map(|c| &self.phrases.terms[c.node as usize])
            {
                let (theme, is_not) = self.rows[term.0 as usize];
                if !is_not && !is_within(&nots, self.longest_not, theme, from, to) {
                    of_stretch.push(term);
                }
            }
            if of_stretch.is_empty() {
                continue;
            }
            taken[from..to].fill(true);
            // Two globs of one theme may find the same word; it is one hit.
            of_stretch.sort_unstable();
            of_stretch.dedup_by_key(|term| self.rows[term.0 as usize].0);
            let span = words[from].span.cover(words[to - 1].span);
            hits.extend(of_stretch.iter().map(|&term| TermHit { span, term }));
        }
    }

    /// The contexts in which terms of a theme are not found, by first word.
    fn nots(&self, found: &[Candidate]) -> Vec<Not> {
        let mut nots = Vec::new();
        for candidate in found {
            for term in &self.phrases.terms[candidate.node as usize] {
                let (theme, is_not) = self.rows[term.0 as usize];
                if is_not {
                    nots.push(Not {
                        from: candidate.from,
                        to: candidate.to,
                        theme,
                    });
                }
            }
        }
        nots
    }

    /// By word: the symbols it satisfies.
    fn satisfied(&self, text: &str, words: &[Token]) -> Vec<Vec<Symbol>> {
        words
            .iter()
            .map(|token| self.symbols_of(&term_word(token.span.slice(text))))
            .collect()
    }

    fn symbols_of(&self, word: &str) -> Vec<Symbol> {
        let mut symbols = Vec::new();
        self.words.walk(word, &mut symbols);
        let globs = self.globs.iter().filter(|(glob, _)| is_like(glob, word));
        symbols.extend(globs.map(|&(_, symbol)| symbol));
        symbols
    }

    /// Every phrase that begins at word `from`.
    fn phrases_at(
        &self,
        from: usize,
        satisfied: &[Vec<Symbol>],
        follows: &[bool],
        found: &mut Vec<Candidate>,
    ) {
        let mut nodes = vec![0];
        for at in from..satisfied.len() {
            if at > from && !follows[at] {
                return;
            }
            let mut next = Vec::new();
            for &node in &nodes {
                for &symbol in &satisfied[at] {
                    next.extend(self.phrases.edges.get(&(node, symbol)));
                }
            }
            if next.is_empty() {
                return;
            }
            let ends = next
                .iter()
                .filter(|&&n| !self.phrases.terms[n as usize].is_empty());
            found.extend(ends.map(|&node| Candidate {
                from,
                to: at + 1,
                node,
            }));
            nodes = next;
        }
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
                    self.nodes.push(WordNode::default());
                    to
                }
            };
        }
        &mut self.nodes[at]
    }

    fn walk(&self, word: &str, symbols: &mut Vec<Symbol>) {
        let Some(mut node) = self.nodes.first() else {
            return;
        };
        symbols.extend(node.prefix);
        for byte in word.bytes() {
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

/// The words of a term, folded, globs kept.
fn pattern_words(term: &str) -> Vec<String> {
    // The tokenizer knows no globs, so they travel as two letters that no
    // language writes words with.
    let letters = term.replace('*', "\u{a78f}").replace('?', "\u{a7f7}");
    let tokens = tokenize(&letters, Span::at(0, letters.len()));
    tokens
        .iter()
        .filter(|t| is_word(t.kind))
        .map(|t| {
            let word = term_word(t.span.slice(&letters));
            word.replace('\u{a78f}', "*").replace('\u{a7f7}', "?")
        })
        .collect()
}

/// A word as terms compare it: folded, without inner hyphens ("G-7" is "g7").
fn term_word(word: &str) -> String {
    let mut folded = fold_word(word);
    folded.retain(|c| !is_hyphen(c));
    folded
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed)
}

/// The words among `tokens`, and for each whether a phrase may run on into it
/// from the one before: nothing but hyphens and possessives stands between. A
/// dash with a space before it is no hyphen.
fn words_of(text: &str, tokens: &[Token]) -> (Vec<Token>, Vec<bool>) {
    let (mut words, mut follows) = (Vec::new(), Vec::new());
    let (mut unbroken, mut end) = (false, 0);
    for token in tokens {
        if is_word(token.kind) {
            words.push(*token);
            follows.push(unbroken);
            unbroken = true;
        } else if token.kind == TokenKind::Sign {
            unbroken &= token.span.start == end && token.span.slice(text).chars().all(is_hyphen);
        }
        end = token.span.end;
    }
    (words, follows)
}

/// Whether `word` satisfies `glob`, in time length × length at most.
fn is_like(glob: &str, word: &str) -> bool {
    let (glob, word): (Vec<char>, Vec<char>) = (glob.chars().collect(), word.chars().collect());
    let (mut g, mut w, mut star) = (0, 0, None);
    while w < word.len() {
        match glob.get(g) {
            Some('*') => {
                star = Some((g, w));
                g += 1;
            }
            Some(&c) if c == '?' || c == word[w] => {
                g += 1;
                w += 1;
            }
            _ => match star {
                // Let the last star take one more character and try again.
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    g = at + 1;
                    w = from + 1;
                }
                None => return false,
            },
        }
    }
    glob[g..].iter().all(|&c| c == '*')
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
        let found = Matcher::new(&book).find(text, &chancery_text::segment(text));
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
        let text = "gas";
        let hits = Matcher::new(&book).find(text, &chancery_text::segment(text));
        assert_eq!(hits.len(), 2);
    }
}
