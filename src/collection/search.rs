//! What a query finds: the articles, and the places in them.

use std::cmp::Ordering;

use chancery_text::Span;

use crate::article::{Article, ArticleIdx, Hit, HitKind};
use crate::index::{Pattern, Postings};
use crate::posting::ArticleSet;
use crate::query::{Amount, Node, Period, Query, decimal};
use crate::store::Collection;
use crate::value::{Lens, LensValue, ValueIdx};
use crate::word::Words;
use crate::{glob, like, standing};

/// Where something stands: positions of words in one article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) article: ArticleIdx,
    pub(crate) from: u32,
    /// One past the last.
    pub(crate) to: u32,
}

/// A query asked of one collection.
#[derive(Clone, Copy)]
pub(crate) struct Search<'c> {
    collection: &'c Collection,
    query: &'c Query,
}

/// Where the words of a query stand, and which lens values it names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// By article and position.
    pub(crate) places: Vec<Place>,
    /// Ascending.
    pub(crate) values: Vec<ValueIdx>,
}

impl<'c> Search<'c> {
    pub(crate) fn new(collection: &'c Collection, query: &'c Query) -> Self {
        Self { collection, query }
    }

    pub(crate) fn collection(self) -> &'c Collection {
        self.collection
    }

    pub(crate) fn root(self) -> Option<&'c Node> {
        self.query.root.as_ref()
    }

    /// The articles that the query finds; all when it asks for nothing.
    pub(crate) fn articles(self) -> ArticleSet {
        let mut articles = self.all();
        if let Some(root) = &self.query.root {
            // The index may still hold words of articles that are removed.
            articles.intersect(&self.set(root));
        }
        articles
    }

    /// What the query finds in the articles `within`.
    pub(crate) fn found(self, within: &ArticleSet) -> Found {
        let mut found = Found::default();
        if let Some(root) = &self.query.root {
            self.collect(root, within, &mut found);
        }
        found.places.sort_unstable();
        found.places.dedup();
        chancery_text::sort::sort(&mut found.values);
        found.values.dedup();
        found
    }

    fn n_articles(self) -> usize {
        self.collection.articles().len()
    }

    fn all(self) -> ArticleSet {
        self.collection.live().clone()
    }

    fn none(self) -> ArticleSet {
        ArticleSet::empty(self.n_articles())
    }

    pub(crate) fn set(self, node: &Node) -> ArticleSet {
        match node {
            Node::Phrase(patterns) => match &patterns[..] {
                [pattern] => self.holding(pattern),
                _ => self.articles_of(&self.places(node, &self.all())),
            },
            Node::Near(..) | Node::InTitle(_) => self.articles_of(&self.places(node, &self.all())),
            Node::All(nodes) => {
                let mut all = self.all();
                for node in nodes {
                    all.intersect(&self.set(node));
                }
                all
            }
            Node::Any(nodes) => {
                let mut any = self.none();
                for node in nodes {
                    any.unite(&self.set(node));
                }
                any
            }
            Node::Not(node) => {
                let mut rest = self.all();
                rest.subtract(&self.set(node));
                rest
            }
            Node::Published(period) => self.published(period),
            Node::Value(..) | Node::Dated(_) | Node::Amount(_) => {
                let mut holding = self.none();
                for value in self.values(node) {
                    for &article in &self.collection.values()[value.0 as usize].articles {
                        holding.insert(article);
                    }
                }
                holding
            }
        }
    }

    fn collect(self, node: &Node, within: &ArticleSet, found: &mut Found) {
        match node {
            Node::Phrase(_) | Node::Near(..) | Node::InTitle(_) => {
                found.places.extend(self.places(node, within));
            }
            Node::All(nodes) | Node::Any(nodes) => {
                for node in nodes {
                    self.collect(node, within, found);
                }
            }
            Node::Value(..) | Node::Dated(_) | Node::Amount(_) => {
                found.values.extend(self.values(node));
            }
            Node::Not(_) | Node::Published(_) => {}
        }
    }

    /// The articles that hold a word that `pattern` means.
    fn holding(self, pattern: &Pattern) -> ArticleSet {
        let mut holding = self.none();
        for postings in self.collection.index().postings(pattern) {
            for article in postings.articles() {
                holding.insert(article);
            }
        }
        holding
    }

    fn articles_of(self, places: &[Place]) -> ArticleSet {
        let mut articles = self.none();
        for place in places {
            articles.insert(place.article);
        }
        articles
    }

    /// Where `node` stands in the articles `within`, sorted.
    pub(crate) fn places(self, node: &Node, within: &ArticleSet) -> Vec<Place> {
        match node {
            Node::Near(..) | Node::Phrase(_) if self.is_plain(node) => {
                let n_words = match node {
                    Node::Phrase(patterns) => patterns.len() as u32,
                    _ => 1,
                };
                let mut places = Vec::new();
                self.stand(node, within, |article, positions| {
                    places.extend(positions.iter().map(|&from| Place {
                        article,
                        from,
                        to: from.saturating_add(n_words),
                    }));
                });
                places
            }
            Node::Phrase(patterns) => self.phrase(patterns, within),
            Node::Near(a, b, n) => {
                let mut within = within.clone();
                within.intersect(&self.set(a));
                within.intersect(&self.set(b));
                near(&self.places(a, &within), &self.places(b, &within), *n)
            }
            Node::Any(nodes) => {
                let places = nodes.iter().flat_map(|node| self.places(node, within));
                let mut places: Vec<Place> = places.collect();
                places.sort_unstable();
                places.dedup();
                places
            }
            Node::InTitle(node) => {
                let is_in_title =
                    |place: &Place| place.to <= self.collection.sizes().of(place.article).title_end;
                if let Node::Phrase(patterns) = &**node
                    && let [Pattern::Word(word)] = &patterns[..]
                {
                    return self.first_words(word, within, is_in_title);
                }
                let mut places = self.places(node, within);
                places.retain(is_in_title);
                places
            }
            Node::All(_)
            | Node::Not(_)
            | Node::Value(..)
            | Node::Dated(_)
            | Node::Published(_)
            | Node::Amount(_) => Vec::new(),
        }
    }

    /// Whether a phrase or NEAR is of plain words, so that [`Search::stand`] finds it.
    pub(crate) fn is_plain(self, node: &Node) -> bool {
        match node {
            Node::Phrase(patterns) => {
                patterns.len() > 1 && patterns.iter().all(|p| matches!(p, Pattern::Word(_)))
            }
            Node::Near(a, b, _) => plain_word(a).is_some() && plain_word(b).is_some(),
            _ => false,
        }
    }

    /// Shows `see` each article of `within` that holds a phrase or NEAR of plain words,
    /// and where: of a phrase its first words.
    pub(crate) fn stand(
        self,
        node: &Node,
        within: &ArticleSet,
        see: impl FnMut(ArticleIdx, &[u32]),
    ) {
        let index = self.collection.index();
        match node {
            Node::Phrase(patterns) => {
                let words = patterns.iter().filter_map(|p| match p {
                    Pattern::Word(word) => Some(&**word),
                    _ => None,
                });
                let words: Vec<&str> = words.collect();
                standing::phrases(index, &words, within, see);
            }
            Node::Near(a, b, n) => {
                if let Some(words) = plain_word(a).zip(plain_word(b)) {
                    standing::pairs(index, words, *n, within, see);
                }
            }
            _ => {}
        }
    }

    fn phrase(self, patterns: &[Pattern], within: &ArticleSet) -> Vec<Place> {
        let mut within = within.clone();
        if patterns.len() > 1 {
            for pattern in patterns {
                within.intersect(&self.holding(pattern));
            }
        }
        let mut starts: Option<Vec<Place>> = None;
        for (step, pattern) in (0u32..).zip(patterns) {
            let words = self.words(pattern, &within);
            starts = Some(match starts {
                None => words,
                Some(starts) => continued(starts, &words, step),
            });
        }
        let mut places = starts.unwrap_or_default();
        for place in &mut places {
            place.to = place.from + patterns.len() as u32;
        }
        places
    }

    /// Where `word` stands, sorted, in each article up to the first place that
    /// `goes_on` says no to.
    fn first_words(
        self,
        word: &str,
        within: &ArticleSet,
        goes_on: impl Fn(&Place) -> bool,
    ) -> Vec<Place> {
        let mut places = Vec::new();
        let pattern = Pattern::Word(word.to_owned());
        for postings in self.collection.index().postings(&pattern) {
            for (article, positions) in postings.iter().filter(|p| within.contains(p.0)) {
                let of_article = positions.iter().map(|from| Place {
                    article,
                    from,
                    to: from + 1,
                });
                places.extend(of_article.take_while(&goes_on));
            }
        }
        places
    }

    /// Where the words that `pattern` means stand, sorted.
    fn words(self, pattern: &Pattern, within: &ArticleSet) -> Vec<Place> {
        let lists = self.collection.index().postings(pattern);
        let is_one_list = matches!(pattern, Pattern::Word(_));
        let mut places = Vec::new();
        for postings in lists {
            push_places(postings, within, &mut places);
        }
        if !is_one_list {
            places.sort_unstable();
        }
        places
    }

    fn published(self, period: &Period) -> ArticleSet {
        let mut articles = self.none();
        for (at, article) in (0u32..).zip(self.collection.articles().iter()) {
            if article
                .meta
                .date
                .as_deref()
                .is_some_and(|date| period.holds(date))
            {
                articles.insert(ArticleIdx(at));
            }
        }
        articles
    }

    /// The lens values that `node` names.
    fn values(self, node: &Node) -> Vec<ValueIdx> {
        let is_meant: Box<dyn Fn(&LensValue) -> bool + '_> = match node {
            Node::Value(lens, patterns, words) => {
                Box::new(|value| value.lens == *lens && is_named(value, patterns, words))
            }
            Node::Dated(period) => Box::new(|value| {
                value.lens == Lens::Date && value.key.split('/').all(|date| period.holds(date))
            }),
            Node::Amount(amount) => {
                Box::new(|value| value.lens == Lens::Money && is_sum(&value.key, amount))
            }
            _ => return Vec::new(),
        };
        let values = (0u32..).zip(self.collection.values());
        let meant = values.filter(|(_, value)| value.is_live() && is_meant(value));
        meant.map(|(at, _)| ValueIdx(at)).collect()
    }
}

impl Found {
    /// The places in `article`.
    pub(crate) fn places_in(&self, article: ArticleIdx) -> &[Place] {
        let from = self.places.partition_point(|p| p.article < article);
        let to = self.places.partition_point(|p| p.article <= article);
        &self.places[from..to]
    }

    /// The places in `article` as stretches of its text. Cuts the stretches that hold
    /// one into words again, so this is for articles that are shown.
    pub(crate) fn hits_in(&self, idx: ArticleIdx, article: &Article) -> Vec<Hit> {
        let places = self.places_in(idx);
        if places.is_empty() {
            return Vec::new();
        }
        article
            .spans_of(places.iter().map(|p| (p.from, p.to)))
            .into_iter()
            .map(find_hit)
            .collect()
    }
}

/// The word that `node` is.
fn plain_word(node: &Node) -> Option<&str> {
    match node {
        Node::Phrase(patterns) => match &patterns[..] {
            [Pattern::Word(word)] => Some(word),
            _ => None,
        },
        _ => None,
    }
}

fn find_hit(span: Span) -> Hit {
    Hit {
        span,
        kind: HitKind::Find,
    }
}

fn push_places(postings: Postings<'_>, within: &ArticleSet, places: &mut Vec<Place>) {
    for (article, positions) in postings.iter() {
        if within.contains(article) {
            places.extend(positions.iter().map(|from| Place {
                article,
                from,
                to: from + 1,
            }));
        }
    }
}

/// Of `starts` those that one of `words` follows `step` words later.
fn continued(starts: Vec<Place>, words: &[Place], step: u32) -> Vec<Place> {
    let mut words = words.iter().peekable();
    let mut starts = starts;
    starts.retain(|start| {
        let wanted = (start.article, start.from + step);
        while words.next_if(|w| (w.article, w.from) < wanted).is_some() {}
        words.peek().is_some_and(|w| (w.article, w.from) == wanted)
    });
    starts
}

/// Of `a` and `b` those that have one of the other at most `n` words away, as one
/// place each; both are sorted.
fn near(a: &[Place], b: &[Place], n: u32) -> Vec<Place> {
    let mut places: Vec<Place> = has_near(a, b, n).chain(has_near(b, a, n)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn has_near<'p>(
    some: &'p [Place],
    others: &'p [Place],
    n: u32,
) -> impl Iterator<Item = Place> + 'p {
    // Words between two places, plus one: neighbours are one word apart.
    let apart = |a: &Place, b: &Place| match a.from.cmp(&b.from) {
        Ordering::Less => (b.from + 1).saturating_sub(a.to),
        _ => (a.from + 1).saturating_sub(b.to),
    };
    // What begins before this cannot reach near enough.
    let longest = others.iter().map(|o| o.to - o.from).max().unwrap_or(0);
    some.iter().copied().filter(move |place| {
        let first = (place.article, place.from.saturating_sub(longest + n));
        let last = (place.article, place.to.saturating_add(n));
        let from = others.partition_point(|o| (o.article, o.from) < first);
        let within = others[from..].iter();
        within
            .take_while(|o| (o.article, o.from) <= last)
            .any(|other| other != place && apart(place, other) <= n)
    })
}

/// Whether the words name `value`: its key, or a run of words of its label or
/// of another wording.
fn is_named(value: &LensValue, patterns: &[Pattern], words: &str) -> bool {
    let key = value.key.rsplit(':').next().unwrap_or(&value.key);
    if value.key.eq_ignore_ascii_case(words) || key.eq_ignore_ascii_case(words) {
        return true;
    }
    std::iter::once(&*value.label)
        .chain(value.wordings.iter())
        .any(|wording| {
            let wording = Words::of_line(wording);
            let keys: Vec<&str> = wording.keys().collect();
            keys.windows(patterns.len()).any(|run| {
                run.iter()
                    .zip(patterns)
                    .all(|(key, pattern)| is_meant(pattern, key))
            })
        })
}

fn is_meant(pattern: &Pattern, key: &str) -> bool {
    match pattern {
        Pattern::Word(word) => word == key,
        Pattern::Glob(pattern) => glob::is_like(pattern, key),
        Pattern::Like(word, n) => like::Like::new(word, *n).is_met_by(key),
    }
}

/// Whether the key of a sum, "JPY 5000000000000", lies between the bounds.
fn is_sum(key: &str, amount: &Amount) -> bool {
    let Some((currency, number)) = key.split_once(' ') else {
        return false;
    };
    let is_currency = amount.currency.as_deref().is_none_or(|c| c == currency);
    is_currency && decimal(number).is_some_and(|n| (amount.least..=amount.most).contains(&n))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::article::Origin;
    use crate::codebook::Codebook;

    const WORDS: [&str; 16] = [
        "trade",
        "trades",
        "trader",
        "tarde",
        "talks",
        "Talks",
        "Japan’s",
        "high-speed",
        "rail",
        "U.S.",
        "G-7",
        "café",
        "日本",
        "oil",
        "¥5",
        "🙂",
    ];

    /// A small generator of numbers, the same on every run (PCG's multiplier).
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % sides
        }

        fn word(&mut self) -> &'static str {
            WORDS[self.roll(WORDS.len())]
        }
    }

    fn text(dice: &mut Dice, number: usize) -> String {
        let mut text = format!("Headline {number} {} {}\n\n", dice.word(), dice.word());
        for _ in 0..=dice.roll(3) {
            for _ in 0..=dice.roll(12) {
                text.push_str(dice.word());
                text.push_str([" ", ", ", "-", " – "][dice.roll(4)]);
            }
            text.push_str("end.\n\n");
        }
        text
    }

    fn collection(dice: &mut Dice) -> Collection {
        let mut collection = Collection::new(Codebook::diplomatic());
        for number in 0..60 {
            let origin = Origin {
                date: Some(format!("202{}-0{}-11", number % 5, number % 9 + 1)),
                ..Origin::default()
            };
            collection
                .add(origin, text(dice, number))
                .expect("each text is another");
            if number % 25 == 24 {
                collection.settle();
            }
        }
        collection
    }

    fn phrase(dice: &mut Dice) -> String {
        let word = |dice: &mut Dice| match dice.roll(6) {
            0 => ["tra*", "*s", "t?lks", "tr*d*", "ta*"][dice.roll(5)].to_owned(),
            _ => dice.word().to_owned(),
        };
        match dice.roll(5) {
            0 => format!("\"{} {}\"", word(dice), word(dice)),
            1 => format!("\"{} {} {}\"", word(dice), word(dice), word(dice)),
            2 => format!("~{}", ["trade", "tradex", "talk", "japan"][dice.roll(4)]),
            _ => word(dice),
        }
    }

    fn line(dice: &mut Dice, depth: usize) -> String {
        let part = |dice: &mut Dice| match depth {
            0 => phrase(dice),
            _ => format!("({})", line(dice, depth - 1)),
        };
        let (a, b) = (part(dice), part(dice));
        match dice.roll(8) {
            0 => format!("{a} {b}"),
            1 => format!("{a} AND {b}"),
            2 => format!("{a} OR {b}"),
            3 => format!("{a} -{b}"),
            4 => format!("NOT {a} {b}"),
            5 => format!(
                "{} NEAR/{} {}",
                phrase(dice),
                dice.roll(4) + 1,
                phrase(dice)
            ),
            6 => format!("in:title {a}"),
            _ => format!("published:202{}..202{} {a}", dice.roll(3), dice.roll(3) + 2),
        }
    }

    fn keys_of(article: &Article) -> Vec<(String, u32)> {
        let words = Words::new(&article.text, &chancery_text::segment(&article.text));
        let keys = (0..words.len()).map(|w| (words.key(w).to_owned(), words.position(w)));
        keys.collect()
    }

    /// Where `node` stands among `keys` (key and position), by looking at all.
    fn stands(node: &Node, keys: &[(String, u32)], title_end: u32) -> BTreeSet<(u32, u32)> {
        match node {
            Node::Phrase(patterns) => keys
                .windows(patterns.len())
                .filter(|run| {
                    let follows = run.windows(2).all(|two| two[1].1 == two[0].1 + 1);
                    follows && run.iter().zip(patterns).all(|(k, p)| is_meant(p, &k.0))
                })
                .map(|run| (run[0].1, run[run.len() - 1].1 + 1))
                .collect(),
            Node::Near(a, b, n) => {
                let (a, b) = (stands(a, keys, title_end), stands(b, keys, title_end));
                let mut near = BTreeSet::new();
                for &x in &a {
                    for &y in &b {
                        let (first, second) = if x.0 < y.0 { (x, y) } else { (y, x) };
                        if x != y && (second.0 + 1).saturating_sub(first.1) <= *n {
                            near.extend([x, y]);
                        }
                    }
                }
                near
            }
            Node::Any(nodes) | Node::All(nodes) => nodes
                .iter()
                .flat_map(|n| stands(n, keys, title_end))
                .collect(),
            Node::InTitle(node) => {
                let all = stands(node, keys, title_end);
                all.into_iter().filter(|p| p.1 <= title_end).collect()
            }
            _ => BTreeSet::new(),
        }
    }

    /// From the first to the last word of each run of positions, of all the words.
    fn spans_of(places: &BTreeSet<(u32, u32)>, article: &Article) -> Vec<Span> {
        let words = Words::new(&article.text, &chancery_text::segment(&article.text));
        let span_at = |position: u32| {
            let at = (0..words.len()).find(|&at| words.position(at) == position);
            words.span(at.expect("a word stands there"))
        };
        let spans = places.iter();
        spans
            .map(|&(from, to)| span_at(from).cover(span_at(to - 1)))
            .collect()
    }

    fn holds(node: &Node, article: &Article, keys: &[(String, u32)]) -> bool {
        match node {
            Node::All(nodes) => nodes.iter().all(|n| holds(n, article, keys)),
            Node::Any(nodes) => nodes.iter().any(|n| holds(n, article, keys)),
            Node::Not(node) => !holds(node, article, keys),
            Node::Published(period) => article
                .meta
                .date
                .as_deref()
                .is_some_and(|d| period.holds(d)),
            _ => !stands(node, keys, article.title_end).is_empty(),
        }
    }

    #[test]
    fn a_search_finds_what_looking_at_all_finds() {
        let mut dice = Dice(7);
        let collection = collection(&mut dice);
        let keys: Vec<Vec<(String, u32)>> = collection.articles().iter().map(keys_of).collect();
        let mut n_found = 0;
        for number in 0..1000 {
            let line = line(&mut dice, number % 3);
            let query = Query::new(&line);
            let Some(root) = &query.root else {
                continue;
            };
            let search = Search::new(&collection, &query);
            let articles = search.articles();
            let found = search.found(&articles);
            for (at, article) in (0u32..).zip(collection.articles().iter()) {
                let idx = ArticleIdx(at);
                let keys = &keys[at as usize];
                let expected = holds(root, article, keys);
                assert_eq!(
                    articles.contains(idx),
                    expected,
                    "{line} in {:?}",
                    article.text
                );
                n_found += usize::from(expected);
                if expected {
                    let places: BTreeSet<(u32, u32)> = found
                        .places_in(idx)
                        .iter()
                        .map(|p| (p.from, p.to))
                        .collect();
                    let expected = stands(root, keys, article.title_end);
                    assert_eq!(places, expected, "{line} in {:?}", article.text);
                    if number % 20 == 0 {
                        let spans = spans_of(&places, article);
                        let hits = found.hits_in(idx, article);
                        let hits: Vec<Span> = hits.iter().map(|h| h.span).collect();
                        assert_eq!(hits, spans, "{line} in {:?}", article.text);
                    }
                }
            }
        }
        // The test is worth something only if queries find some and not all.
        assert!((10_000..50_000).contains(&n_found), "{n_found}");
    }

    #[test]
    fn fields_find_the_values_of_lenses() {
        let mut collection = Collection::new(Codebook::diplomatic());
        let texts = [
            "Prime Minister Narendra Modi met Fumio Kishida in Tokyo on 27 July 2023 and promised 5 trillion yen of investment.",
            "Japanese exporters fear tariffs, the World Bank said in March 2024, and $2 billion was lost.",
            "Nothing of note happened in the café today – 日本 🙂.",
        ];
        for text in texts {
            collection
                .add(Origin::default(), text.to_owned())
                .expect("new");
        }
        let cases: [(&str, &[u32]); 16] = [
            ("who:Modi", &[0]),
            ("who:\"narendra modi\"", &[0]),
            ("who:~Xodu", &[]),
            ("who:~Kishide", &[0]),
            ("place:Tokyo", &[0]),
            ("place:Japan", &[1]),
            ("country:JP", &[1]),
            ("org:\"World Bank\"", &[1]),
            ("theme:\"investment &\" Modi", &[0]),
            ("theme:trade", &[1]),
            ("date:2023", &[0]),
            ("date:2023..2024", &[0, 1]),
            ("date:2023-08..", &[1]),
            ("amount:>1e12 JPY", &[0]),
            ("amount:1bn..3bn", &[1]),
            ("place:Tokyo OR caf*", &[0, 2]),
        ];
        for (line, expected) in cases {
            let query = Query::new(line);
            assert_eq!(query.problems, [], "{line}");
            let found: Vec<u32> = Search::new(&collection, &query)
                .articles()
                .iter()
                .map(|a| a.0)
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
