//! Set phrases and how their wording changes with the date: "strategic and global
//! partnership" in one year, "special strategic and global partnership" in another.
//!
//! Which phrases are set is found in the articles: three to five words of content, joined
//! by nothing but words such as "and" and "of", commas and hyphens, that two articles have
//! as they are or but for one word, and in half of the places with a capital that begins
//! no sentence. They begin and end where no other word goes on, and hold no number and no
//! name of a person, a body, an office, a date or a sum. A wording belongs to the family
//! of a set phrase if it ends in the same word and differs by one word that is added,
//! dropped or changed. What the wordings mean is not judged.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use chancery_text::{Span, sort};
use rustc_hash::{FxHashMap, FxHasher};

use crate::article::{Article, ArticleIdx};
use crate::selection::Selected;
use crate::store::Collection;
use crate::value::Lens;
use crate::word::Words;

/// The set phrases of a selection.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drift {
    /// Those of the most articles first, then by wording.
    pub families: Vec<Family>,
    /// Articles that were read: all that are selected, or the first
    /// [`MAX_ARTICLES`].
    pub n_read: u32,
}

/// A set phrase in its wordings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Family {
    /// The wording of the most articles.
    pub label: String,
    /// Articles that have any of them.
    pub n_articles: u32,
    /// By the first day they are met, the undated last, then by wording; two at least.
    pub variants: Vec<Variant>,
}

/// One wording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// As it first stands, on one line.
    pub words: String,
    /// The first and the last day of the dated articles that have it, ISO 8601.
    pub dates: Option<(String, String)>,
    /// By date, the undated last, then in the order of articles and text.
    pub reports: Vec<(ArticleIdx, Span)>,
}

/// Articles whose phrases are compared: their runs of words fill some hundred
/// megabytes.
pub const MAX_ARTICLES: usize = 5_000;

/// Words of content of a set phrase.
const CONTENT: std::ops::RangeInclusive<usize> = 3..=5;

/// Words of a phrase, small ones included: longer runs are sentences.
const MAX_WORDS: usize = 10;

/// Words that may stand within a phrase, but not at its ends; "the" only after "of".
const SMALL: &[&str] = &["and", "for", "of", "or", "the"];

/// Words that end a phrase: they begin another, or say how two are tied.
const BREAKS: &[&str] = &[
    "a", "about", "after", "against", "all", "also", "am", "among", "an", "any", "are", "as", "at",
    "be", "because", "been", "before", "between", "both", "but", "by", "can", "could", "did", "do",
    "does", "don't", "during", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i",
    "if", "in", "into", "is", "it", "its", "may", "me", "more", "most", "my", "no", "not", "now",
    "on", "other", "our", "over", "s", "said", "say", "says", "she", "should", "so", "some",
    "such", "than", "that", "their", "them", "there", "these", "they", "this", "those", "through",
    "to", "under", "up", "us", "vs", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "will", "with", "would", "you", "your",
];

/// The set phrases of `selected` that have more than one wording. Reads the words of
/// each article again.
pub fn drift(collection: &Collection, selected: &Selected) -> Drift {
    let read = selected.articles.iter().take(MAX_ARTICLES);
    let read: Vec<Text<'_>> = read.filter_map(|&idx| Text::new(collection, idx)).collect();
    let cores = cores(&read);
    let mut found: Vec<(u32, Found)> = Vec::new();
    for_each_run(&read, |run| {
        if let Some(family) = cores.family(run) {
            found.push((family, Found::of(run, &cores)));
        }
    });
    sort::sort_by_key(&mut found, |(family, f)| {
        let weight = (!f.is_set, Reverse(f.n_content));
        (*family, f.article, weight, f.span.start)
    });
    let of_family = found.chunk_by(|a, b| a.0 == b.0);
    let mut families: Vec<Family> = of_family
        .filter_map(|found| family(collection, found))
        .collect();
    sort::sort_by(&mut families, |a, b| {
        (b.n_articles, &a.label).cmp(&(a.n_articles, &b.label))
    });
    Drift {
        families,
        n_read: read.len() as u32,
    }
}

/// A run of words that may be a phrase.
#[derive(Clone, Copy)]
struct Run<'a> {
    article: ArticleIdx,
    words: &'a Words,
    /// Its words of content, each from its first to its last part ("Indo-Pacific" is
    /// one); the first and the last begin and end it.
    content: &'a [(usize, usize)],
    has_capital: bool,
    span: Span,
}

impl Run<'_> {
    /// A number for its content without the word at `but`.
    fn key(&self, but: Option<usize>) -> u64 {
        let mut hasher = FxHasher::default();
        for (n, &(first, last)) in self.content.iter().enumerate() {
            if Some(n) != but {
                (first..=last).for_each(|at| self.words.key(at).hash(&mut hasher));
            }
        }
        hasher.finish()
    }

    /// Numbers for the shorter runs that it holds.
    fn inner(&self) -> impl Iterator<Item = u64> {
        let n_content = self.content.len();
        let parts =
            (0..n_content).flat_map(move |from| (from..n_content).map(move |to| (from, to + 1)));
        let is_inner = move |(from, to): &(usize, usize)| {
            CONTENT.contains(&(to - from)) && to - from < n_content
        };
        parts.filter(is_inner).map(|(from, to)| {
            let content = &self.content[from..to];
            Run { content, ..*self }.key(None)
        })
    }

    /// Numbers for its content without one word, never the last.
    fn shorter(&self) -> impl Iterator<Item = u64> {
        let n_content = self.content.len();
        let places = if n_content > 2 {
            0..n_content - 1
        } else {
            0..0
        };
        places.map(|but| self.key(Some(but)))
    }
}

/// Where a wording stands.
struct Found {
    article: ArticleIdx,
    span: Span,
    key: u64,
    n_content: usize,
    /// Whether two articles have it.
    is_set: bool,
}

impl Found {
    fn of(run: &Run<'_>, cores: &Cores) -> Self {
        let key = run.key(None);
        Self {
            article: run.article,
            span: run.span,
            key,
            is_set: cores.set.contains_key(&key),
            n_content: run.content.len(),
        }
    }
}

/// The set phrases, and what is almost one of them, by number.
struct Cores {
    // Looked up, never listed.
    family: FxHashMap<u64, u32>,
    /// The set phrases themselves.
    set: FxHashMap<u64, Met>,
}

impl Cores {
    fn family(&self, run: &Run<'_>) -> Option<u32> {
        let own = self.family.get(&run.key(None)).copied();
        own.or_else(|| run.shorter().find_map(|key| self.family.get(&key).copied()))
    }
}

/// How often something is met.
#[derive(Clone, Copy, Debug)]
struct Met {
    /// The article it was last met in.
    last: ArticleIdx,
    n_articles: u32,
    /// Places, and those of them with a capital.
    n_places: u32,
    n_capital: u32,
}

impl Met {
    /// Whether two articles have it, in half of the places as a name.
    fn is_shared(self) -> bool {
        self.n_articles > 1 && 2 * self.n_capital >= self.n_places
    }
}

fn note(met: &mut FxHashMap<u64, Met>, key: u64, run: &Run<'_>) {
    let entry = met.entry(key).or_insert(Met {
        last: run.article,
        n_articles: 1,
        n_places: 0,
        n_capital: 0,
    });
    entry.n_articles += u32::from(entry.last != run.article);
    entry.last = run.article;
    entry.n_places += 1;
    entry.n_capital += u32::from(run.has_capital);
}

/// The runs that stand in two articles as they are, or but for one word; those of one
/// family joined. A run that always stands in a longer one is none.
fn cores(read: &[Text<'_>]) -> Cores {
    let mut whole: FxHashMap<u64, Met> = FxHashMap::default();
    let mut frames: FxHashMap<u64, Met> = FxHashMap::default();
    for_each_run(read, |run| {
        note(&mut whole, run.key(None), run);
        if run.content.len() > *CONTENT.start() {
            run.shorter().for_each(|key| note(&mut frames, key, run));
        }
    });
    whole.retain(|_, met| met.is_shared());
    frames.retain(|_, met| met.is_shared());
    // By run: the articles of the longer ones that hold it.
    let mut held: FxHashMap<u64, u32> = FxHashMap::default();
    for_each_run(read, |run| {
        if let Some(longer) = whole.get(&run.key(None)) {
            for key in run.inner() {
                let n = held.entry(key).or_default();
                *n = longer.n_articles.max(*n);
            }
        }
    });
    let is_held = |key: u64, met: &Met| held.get(&key).is_some_and(|&n| n >= met.n_articles);
    whole.retain(|&key, met| !is_held(key, met));
    let mut joined = Joined::default();
    let mut family: FxHashMap<u64, u32> = FxHashMap::default();
    for_each_run(read, |run| {
        let key = run.key(None);
        let is_frame = |key: u64| frames.contains_key(&key) && !held.contains_key(&key);
        let is_core = whole.contains_key(&key)
            || run.content.len() > *CONTENT.start() && run.shorter().any(is_frame);
        if !is_core {
            return;
        }
        let mut own: Option<u32> = None;
        for key in std::iter::once(key).chain(run.shorter()) {
            let known = *family
                .entry(key)
                .or_insert_with(|| own.unwrap_or_else(|| joined.add()));
            own = Some(own.map_or(known, |own| joined.unite(own, known)));
        }
    });
    family.retain(|_, of| {
        *of = joined.root(*of);
        true
    });
    Cores { family, set: whole }
}

/// Families that turn out to be one.
#[derive(Default)]
struct Joined {
    above: Vec<u32>,
}

impl Joined {
    fn add(&mut self) -> u32 {
        let new = self.above.len() as u32;
        self.above.push(new);
        new
    }

    fn root(&mut self, of: u32) -> u32 {
        let mut at = of;
        while self.above[at as usize] != at {
            let above = self.above[at as usize];
            self.above[at as usize] = self.above[above as usize];
            at = above;
        }
        at
    }

    /// The first met stays.
    fn unite(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b) as usize] = a.min(b);
        a.min(b)
    }
}

/// An article as it is looked through.
struct Text<'c> {
    idx: ArticleIdx,
    article: &'c Article,
    words: Words,
    kinds: Vec<Kind>,
}

impl<'c> Text<'c> {
    fn new(collection: &'c Collection, idx: ArticleIdx) -> Option<Self> {
        let article = collection.article(idx)?;
        let words = Words::new(&article.text, &chancery_text::segment(&article.text));
        Some(Self {
            idx,
            article,
            kinds: kinds(collection, article, &words),
            words,
        })
    }
}

/// Hands every run of the articles to `take`.
fn for_each_run(read: &[Text<'_>], mut take: impl FnMut(&Run<'_>)) {
    for text in read {
        for from in 0..text.words.len() {
            runs_at(from, text, &mut take);
        }
    }
}

/// What a word can be in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Content,
    /// A place: content that does not make a phrase set.
    Place,
    Small,
    /// In the name of a person, a body, an office, a date, a sum; or one of [`BREAKS`].
    Break,
}

/// The kinds of all words.
fn kinds(collection: &Collection, article: &Article, words: &Words) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(words.len());
    let mut before = "";
    for key in words.keys() {
        let is_small = SMALL.binary_search(&key).is_ok() && (key != "the" || before == "of");
        let is_number = key.bytes().any(|b| b.is_ascii_digit());
        let is_break = is_number || key == "the" || BREAKS.binary_search(&key).is_ok();
        kinds.push(match (is_small, is_break) {
            (true, _) => Kind::Small,
            (_, true) => Kind::Break,
            _ => Kind::Content,
        });
        before = key;
    }
    for (value, _) in article.value_counts() {
        let kind = match collection.values()[value.0 as usize].lens {
            Lens::Theme | Lens::Programme => continue,
            Lens::Place => Kind::Place,
            Lens::Person | Lens::Organisation | Lens::Date | Lens::Money | Lens::Role => {
                Kind::Break
            }
        };
        for hit in article.hits_of(value) {
            let (from, to) = (words.at_byte(hit.span.start), words.at_byte(hit.span.end));
            for at in &mut kinds[from..to.max(from)] {
                // What is in a name stays there.
                if *at != Kind::Break {
                    *at = kind;
                }
            }
        }
    }
    kinds
}

fn runs_at(from: usize, text: &Text<'_>, take: &mut impl FnMut(&Run<'_>)) {
    let (article, words, kinds) = (text.article, &text.words, &text.kinds);
    let is_content = |at: usize| matches!(kinds[at], Kind::Content | Kind::Place);
    let is_bound = |at: usize| is_content(at) && is_bound(article, words, at);
    if !is_content(from) || is_bound(from) && is_content(from - 1) {
        return;
    }
    let mut content = [(from, from); 5];
    let (mut n_content, mut n_places, mut has_capital) = (0, 0, false);
    // In headlines capitals say nothing.
    let begins = article.sentence_at(words.span(from).start).map(|s| s.start);
    for (at, kind) in kinds.iter().enumerate().skip(from).take(MAX_WORDS) {
        let joins = at == from || joins(article, words, at);
        if !joins || *kind == Kind::Break {
            return;
        }
        if !is_content(at) {
            continue;
        }
        if at > from && is_compound(article, words, at) {
            content[n_content - 1].1 = at;
        } else if n_content == content.len() {
            return;
        } else {
            content[n_content] = (at, at);
            n_content += 1;
            n_places += usize::from(*kind == Kind::Place);
        }
        let span = words.span(at);
        let is_capital = span.slice(&article.text).starts_with(char::is_uppercase);
        has_capital |= is_capital && begins.is_some_and(|begins| span.start != begins);
        // A list of countries is no phrase.
        let is_whole = at + 1 == words.len() || !is_bound(at + 1);
        if is_whole && n_content >= *CONTENT.start() && n_content - n_places > n_content / 2 {
            take(&Run {
                article: text.idx,
                words,
                content: &content[..n_content],
                has_capital,
                span: words.span(from).cover(span),
            });
        }
    }
}

/// Whether nothing but spaces, commas and hyphens stands before word `at`.
fn joins(article: &Article, words: &Words, at: usize) -> bool {
    let (before, here) = (words.span(at - 1), words.span(at));
    let between = article.text.get(before.end as usize..here.start as usize);
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '‑' | '&');
    words.position(at) == words.position(at - 1) + 1
        && between.is_some_and(|b| b.chars().all(is_gap))
}

/// Whether a hyphen binds word `at` to the one before: "Indo-Pacific".
fn is_compound(article: &Article, words: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words.span(before).end);
    let between = before.and_then(|end| {
        article
            .text
            .get(end as usize..words.span(at).start as usize)
    });
    between.is_some_and(|b| matches!(b, "-" | "‑"))
}

/// Whether word `at` goes on from the one before with a space or a hyphen, so that no
/// phrase begins or ends between them.
fn is_bound(article: &Article, words: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words.span(before).end);
    let between = before.and_then(|end| {
        article
            .text
            .get(end as usize..words.span(at).start as usize)
    });
    between.is_some_and(|b| matches!(b, " " | "-" | "‑"))
}

/// The family of `found`, which stand by article, set ones and long ones first; `None` if its
/// wording does not vary or only one article has it.
fn family(collection: &Collection, found: &[(u32, Found)]) -> Option<Family> {
    let mut kept: Vec<&Found> = Vec::new();
    for of_article in found.chunk_by(|a, b| a.1.article == b.1.article) {
        let from = kept.len();
        for (_, found) in of_article {
            // A part of a wording is not another one.
            let is_apart =
                |k: &&Found| k.span.end <= found.span.start || found.span.end <= k.span.start;
            if kept[from..].iter().all(is_apart) {
                kept.push(found);
            }
        }
    }
    let date = |a: ArticleIdx| collection.article(a).and_then(|a| a.meta.date.as_deref());
    let by_date = |f: &&Found| {
        (
            date(f.article).is_none(),
            date(f.article),
            f.article,
            f.span,
        )
    };
    sort::sort_by_key(&mut kept, by_date);
    let mut by_key: BTreeMap<u64, Vec<&Found>> = BTreeMap::new();
    for found in &kept {
        by_key.entry(found.key).or_default().push(found);
    }
    let n_articles = |found: &mut dyn Iterator<Item = ArticleIdx>| {
        let mut articles: Vec<ArticleIdx> = found.collect();
        sort::sort(&mut articles);
        articles.dedup();
        articles.len()
    };
    let n_all = n_articles(&mut kept.iter().map(|f| f.article));
    if by_key.len() < 2 || n_all < 2 {
        return None;
    }
    let variant = |of: Vec<&Found>| {
        let text = |a: ArticleIdx| collection.article(a).map_or("", |a| &*a.text);
        let words = of[0].span.slice(text(of[0].article));
        let dates = of.iter().filter_map(|f| date(f.article)).map(str::to_owned);
        let (first, last) = (dates.clone().min(), dates.max());
        Variant {
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            dates: first.zip(last),
            reports: of.iter().map(|f| (f.article, f.span)).collect(),
        }
    };
    let mut variants: Vec<Variant> = by_key.into_values().map(variant).collect();
    sort::sort_by(&mut variants, |a, b| {
        let key = |v: &Variant| (v.dates.is_none(), v.dates.clone(), v.words.clone());
        key(a).cmp(&key(b))
    });
    let n_of = |v: &Variant| n_articles(&mut v.reports.iter().map(|r| r.0));
    let label = variants
        .iter()
        .min_by_key(|v| (Reverse(n_of(v)), &v.words))?;
    Some(Family {
        label: label.words.clone(),
        n_articles: n_all as u32,
        variants,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Origin, Selection};

    fn check(articles: &[(&str, &str)], expected: &[&[&str]]) {
        let mut collection = Collection::new(Codebook::default());
        for (date, text) in articles {
            let origin = Origin {
                date: Some((*date).to_owned()).filter(|d| !d.is_empty()),
                ..Origin::default()
            };
            let added = collection.add(origin, (*text).to_owned());
            added.expect("it has words");
        }
        let selected = collection.select(&Selection::default());
        let found = drift(&collection, &selected);
        let shown: Vec<Vec<String>> = found
            .families
            .iter()
            .map(|family| {
                let variant = |v: &Variant| {
                    let first = v.dates.as_ref().map_or("?", |d| d.0.as_str());
                    format!("{first} {} {}", v.words, v.reports.len())
                };
                family.variants.iter().map(variant).collect()
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn wordings_are_told_by_date() {
        let articles = [
            (
                "2021-05-01",
                "Both sides spoke of a free and open Indo-Pacific. They left “early” – 日本 🙂.",
            ),
            (
                "2022-05-01",
                "They want a free and open Indo-Pacific, they said. It cost ¥5 é.",
            ),
            (
                "2023-05-01",
                "All want a free, open and inclusive Indo-Pacific now. The rest is silence.",
            ),
            (
                "",
                "Nobody wants a free and secure Indo-Pacific. So it seems to them.",
            ),
        ];
        check(
            &articles,
            &[&[
                "2021-05-01 free and open Indo-Pacific 2",
                "2023-05-01 free, open and inclusive Indo-Pacific 1",
                "? free and secure Indo-Pacific 1",
            ]],
        );
        check(&articles[..1], &[]);
        check(&articles[..2], &[]);
    }

    #[test]
    fn names_and_lists_and_plain_words_are_no_set_phrases() {
        check(
            &[
                (
                    "",
                    "India, Japan and Australia met. The two big sides agreed to meet again.",
                ),
                (
                    "",
                    "India, Japan and Australia left. The two other sides agreed to meet again.",
                ),
                (
                    "",
                    "India, Japan and Chile left. The two big sides agreed to meet again.",
                ),
                (
                    "",
                    "Prime Minister Narendra Modi spoke. Prime Minister Narendra Modi left.",
                ),
                (
                    "",
                    "Foreign Minister Narendra Modi spoke, and Prime Minister Narendra Modi too.",
                ),
            ],
            &[],
        );
        check(&[], &[]);
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(SMALL.is_sorted() && BREAKS.is_sorted());
    }
}
