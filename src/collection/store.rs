//! The collection: articles, the table of lens values, the words.
//!
//! Everything a question needs is made when an article is added: the lens
//! values it holds with their hits, and by value the list of its articles. What an
//! article adds can be taken back: whatever is known of several articles is a count
//! or a list by article, never "what came first".

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::sync::OnceLock;

use chancery_extract::{Model, Reading, Value};
use chancery_text::{Segments, ZoneKind};
use rustc_hash::{FxHashMap, FxHasher};

use crate::article::{self, Article, ArticleIdx, Hit, HitKind, Origin, Sentence};
use crate::articles::Articles;
use crate::codebook::Codebook;
use crate::correction::{Correction, Laid, Pair, Place, Said, Says};
use crate::entity::{Entities, Entity};
use crate::facet::Ranking;
use crate::holding::Holdings;
use crate::index::Index;
use crate::ledger::Ledger;
use crate::part::Part;
use crate::posting::ArticleSet;
use crate::report::Reports;
use crate::reprint::{self, Reprint, Sketch};
use crate::size::Sizes;
use crate::term::{Matcher, TermHit};
use crate::theme::{self, ParagraphTheme};
use crate::value::{self, LensValue, ValueIdx, Values};
use crate::word::Words;

/// Many articles, and what is known of them together.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    codebook: Codebook,
    matcher: Part<Matcher>,
    /// Names what the rules do not know, if it is there.
    pub(crate) model: Option<Model<'static>>,
    /// Hits by term of the codebook.
    n_term_hits: Vec<u32>,
    articles: Articles,
    values: Part<Values>,
    entities: Part<Entities>,
    index: Index,
    reports: Part<Reports>,
    /// By article: the lens values it holds.
    holdings: Part<Holdings>,
    /// What the reports join to; made when first asked for after an addition.
    ledger: OnceLock<Ledger>,
    /// Made when first asked for after an addition.
    reprints: OnceLock<Vec<Reprint>>,
    /// Made when first asked for after an addition.
    ranking: OnceLock<Ranking>,
    /// By length and hash of the text: articles that may be the same; made when first
    /// asked for.
    same: OnceLock<Same>,
    /// Those that are not removed.
    live: ArticleSet,
    sizes: Sizes,
    /// What a person says against the readings, in the order said.
    corrections: Vec<Correction>,
    /// By correction: the articles that have its words, ascending.
    corrected: Vec<Vec<ArticleIdx>>,
    /// What its file holds beside it.
    annex: Vec<u8>,
}

type Same = FxHashMap<(usize, u64), Vec<ArticleIdx>>;

/// An article with all that was read in it.
#[derive(Clone, Debug)]
pub struct Read {
    /// Where it came from.
    pub origin: Origin,
    /// Its text.
    pub text: String,
    /// What was read in it.
    pub reading: Reading,
    /// Where the terms of the codebook fired and count, in text order.
    pub term_hits: Vec<TermHit>,
    words: Words,
    /// What a person says of the article as a whole.
    pub said: Said,
    /// Places of the corrections that had their words in it.
    found: Vec<usize>,
}

/// Why an article was not added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAdded {
    /// Its text has no letter or digit.
    Empty,
    /// Its text has 4 GiB or more; positions have 32 bits.
    TooLong,
    /// The collection has the same text already.
    SameAs(ArticleIdx),
}

impl Collection {
    /// An empty collection whose themes are those of `codebook`.
    pub fn new(codebook: Codebook) -> Self {
        Self {
            matcher: Matcher::new(&codebook).into(),
            n_term_hits: vec![0; codebook.terms.len()],
            values: Values::new(&codebook).into(),
            codebook,
            ..Self::default()
        }
    }

    /// The model of names in use.
    pub fn model(&self) -> Option<Model<'static>> {
        self.model
    }

    /// Reads with `model` from now on, and all that was read before again; gives how
    /// many articles that were. They keep their places.
    pub fn learn(&mut self, model: Model<'static>) -> usize {
        let n_articles = self.n_articles();
        let mut fresh = Self::new(self.codebook.clone());
        fresh.model = Some(model);
        fresh.corrected = vec![Vec::new(); self.corrections.len()];
        fresh.corrections = std::mem::take(&mut self.corrections);
        fresh.annex = std::mem::take(&mut self.annex);
        let mut removed = Vec::new();
        for i in 0..self.articles.len() {
            let article = self.articles.take(i);
            let idx = ArticleIdx(i as u32);
            let (origin, text) = if self.live.contains(idx) {
                (article.origin, article.text)
            } else {
                removed.push(idx);
                (Origin::default(), format!("removed {i}"))
            };
            // It was added before, so nothing speaks against it.
            let read = Read::new(&fresh, origin, text, Some(idx));
            let _ = fresh.add_read(read);
        }
        fresh.remove(&removed);
        fresh.settle();
        fresh.find_pairs();
        *self = fresh;
        n_articles
    }

    /// The codebook in use.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Hits in the collection, by term of the codebook.
    pub fn n_term_hits(&self) -> &[u32] {
        &self.n_term_hits
    }

    /// Every article in the order of import; [`ArticleIdx`] points here. In the
    /// place of a removed one stands an empty one.
    pub fn articles(&self) -> &Articles {
        &self.articles
    }

    /// How many articles there are.
    pub fn n_articles(&self) -> usize {
        self.live.len()
    }

    /// The article at `article`, if there is one.
    pub fn article(&self, article: ArticleIdx) -> Option<&Article> {
        self.live
            .contains(article)
            .then(|| &self.articles[article.0 as usize])
    }

    /// How long the articles are.
    pub fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    /// By article: the lens values it holds.
    pub(crate) fn holdings(&self) -> &Holdings {
        &self.holdings
    }

    /// The articles that are not removed.
    pub(crate) fn live(&self) -> &ArticleSet {
        &self.live
    }

    /// Every lens value; [`ValueIdx`] points here.
    pub fn values(&self) -> &[LensValue] {
        &self.values.list
    }

    /// The value of `lens` with `key`, if an article holds it or it is a theme.
    pub fn value(&self, lens: value::Lens, key: &str) -> Option<ValueIdx> {
        let value = self.values.get(lens, key);
        value.filter(|v| self.values.list[v.0 as usize].is_live())
    }

    pub(crate) fn values_table(&self) -> &Values {
        &self.values
    }

    pub(crate) fn entities_table(&self) -> &Entities {
        &self.entities
    }

    pub(crate) fn reports(&self) -> &Reports {
        &self.reports
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// Makes what was added compact if there is much of it; changes no answer.
    pub fn settle(&mut self) {
        self.index.settle_if_large(&self.live);
    }

    /// The order of facets when nothing is chosen.
    pub(crate) fn ranking(&self) -> &Ranking {
        self.ranking.get_or_init(|| Ranking::new(&self.values.list))
    }

    /// What the articles say about the same thing. Costs time in proportion to
    /// what they report when it is first asked for after an addition.
    pub fn ledger(&self) -> &Ledger {
        self.ledger
            .get_or_init(|| Ledger::new(&self.reports, self.pairs().cloned().collect()))
    }

    /// The articles that are worded alike. Costs time in proportion to the articles
    /// when it is first asked for after an addition.
    pub fn reprints(&self) -> &[Reprint] {
        self.reprints.get_or_init(|| reprint::reprints(self))
    }

    /// Bytes of the settled part of the index.
    pub fn n_index_bytes(&self) -> usize {
        self.index.n_bytes()
    }

    /// What the articles name, in the order met.
    pub fn entities(&self) -> &[Entity] {
        &self.entities.list
    }

    /// What the articles name by `id`.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// `value` and the values it stands under, nearest first.
    pub fn lineage(&self, value: ValueIdx) -> impl Iterator<Item = ValueIdx> {
        self.values.lineage(value)
    }

    /// Reads `text` and adds it.
    ///
    /// # Errors
    /// When the text is empty, too long, or here already.
    pub fn add(&mut self, origin: Origin, text: String) -> Result<ArticleIdx, NotAdded> {
        let read = self.read(origin, text)?;
        self.add_read(read)
    }

    /// Reads `text` without adding it. Many can be read at once.
    ///
    /// # Errors
    /// When the text is empty, too long, or here already.
    pub fn read(&self, origin: Origin, text: String) -> Result<Read, NotAdded> {
        self.refuse(&text)?;
        Ok(Read::new(self, origin, text, None))
    }

    /// Takes the words of `text` alone: it can be found by them, and nothing is read
    /// in it.
    ///
    /// # Errors
    /// When the text is empty, too long, or here already.
    pub fn read_words(&self, origin: Origin, text: String) -> Result<Read, NotAdded> {
        self.refuse(&text)?;
        let reading = Reading {
            segments: chancery_text::segment(&text),
            ..Reading::default()
        };
        Ok(Read {
            words: Words::new(&text, &reading.segments),
            term_hits: Vec::new(),
            origin,
            text,
            reading,
            said: Said::default(),
            found: Vec::new(),
        })
    }

    /// Reads an article of the collection again; gives what was read when it was
    /// added, with what is said against it.
    pub fn read_again(&self, idx: ArticleIdx) -> Read {
        let article = &self.articles[idx.0 as usize];
        let (origin, text) = (article.origin.clone(), article.text.clone());
        Read::new(self, origin, text, Some(idx))
    }

    /// What lies in its file beside it, for the program around.
    pub fn annex(&self) -> &[u8] {
        &self.annex
    }

    /// Sets what lies in its file beside it.
    pub fn set_annex(&mut self, annex: Vec<u8>) {
        self.annex = annex;
    }

    /// What a person says against the readings, in the order said, each with the
    /// articles in which it says something, ascending.
    pub fn corrections(&self) -> impl Iterator<Item = (&Correction, &[ArticleIdx])> {
        let articles = self.corrected.iter().map(Vec::as_slice);
        self.corrections.iter().zip(articles)
    }

    /// Lays `list` over the readings in the place of the corrections before, and
    /// gives how many articles were read again for it: those that a correction is
    /// about that came, went or changed its place. Costs reading each of them twice,
    /// and a search of all texts for each new correction of all articles.
    pub fn correct(&mut self, list: Vec<Correction>, progress: &mut dyn FnMut(u32, u32)) -> usize {
        let pairs = self.corrections.iter().zip(&list);
        let n_kept = pairs.take_while(|(old, new)| old == new).count();
        let is_new = n_kept < list.len().max(self.corrections.len());
        let touched = self.touched(&list[n_kept..], n_kept);
        let is_touched = |article: &ArticleIdx| touched.binary_search(article).is_ok();
        let mut values: BTreeSet<ValueIdx> = BTreeSet::new();
        for &idx in &touched {
            let read = self.read_again(idx);
            values.extend(self.take_back(idx, &read));
        }
        for value in values {
            let articles = &mut self.values.list[value.0 as usize].articles;
            articles.retain(|article| !is_touched(article));
        }
        if !touched.is_empty() {
            self.reports.remove(&touched);
        }
        self.corrected.truncate(n_kept);
        for articles in &mut self.corrected {
            articles.retain(|article| !is_touched(article));
        }
        self.corrected.resize(list.len(), Vec::new());
        self.corrections = list;
        let (mut held, n_total) = (BTreeMap::new(), touched.len() as u32);
        for (n_done, &idx) in (1u32..).zip(&touched) {
            let read = self.read_again(idx);
            let mut article = self.articles.take(idx.0 as usize);
            self.enter(idx, read, &mut article);
            held.insert(idx, article.value_counts().collect());
            self.articles.put(idx.0 as usize, article);
            progress(n_done, n_total);
        }
        if !touched.is_empty() {
            self.ranking.take();
            self.ledger.take();
            self.reprints.take();
            self.entities.tidy();
            self.reports.restore_order();
            self.holdings.replace(&held);
        }
        if is_new {
            self.ledger.take();
            self.find_pairs();
        }
        touched.len()
    }

    fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.corrections.iter().filter_map(|c| match &c.says {
            Says::Pair(pair) => Some(pair),
            _ => None,
        })
    }

    /// Notes which articles have the reports of pairs.
    fn find_pairs(&mut self) {
        for (correction, found) in self.corrections.iter().zip(&mut self.corrected) {
            let Says::Pair(pair) = &correction.says else {
                continue;
            };
            let is_there = |place: &&Place| {
                let text = self.articles.text(place.article.0 as usize);
                let words = text.get(place.span.start as usize..place.span.end as usize);
                words == Some(place.words.as_bytes()) && self.reports.has(place)
            };
            let others = pair.others.iter().filter(is_there);
            let mut articles: Vec<ArticleIdx> = others.map(|p| p.article).collect();
            if articles.is_empty() || !is_there(&&pair.one) {
                found.clear();
                continue;
            }
            articles.push(pair.one.article);
            chancery_text::sort::sort(&mut articles);
            articles.dedup();
            *found = articles;
        }
    }

    /// The articles, ascending, that `new` may be about or that the corrections from
    /// the place `from` on are about.
    fn touched(&self, new: &[Correction], from: usize) -> Vec<ArticleIdx> {
        let old = self.corrected[from..].iter().flatten().copied();
        let mut touched: BTreeSet<ArticleIdx> = old.collect();
        for correction in new {
            touched.extend(self.live.iter().filter(|&idx| {
                let names = |id: &str| {
                    let entity = self.entities.get(id);
                    entity.is_some_and(|e| e.articles.binary_search(&idx).is_ok())
                };
                correction.may_touch(idx, self.articles.text(idx.0 as usize), names)
            }));
        }
        touched.into_iter().collect()
    }

    /// What the next article that is added will be.
    pub fn next_article(&self) -> ArticleIdx {
        ArticleIdx(self.articles.len() as u32)
    }

    /// Whether and why `text` would not be added.
    ///
    /// # Errors
    /// When it is empty, too long, or here already.
    pub fn refuse(&self, text: &str) -> Result<(), NotAdded> {
        if u32::try_from(text.len()).is_err() {
            return Err(NotAdded::TooLong);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NotAdded::Empty);
        }
        let alike = self.same().get(&(text.len(), hash(text.as_bytes())));
        let same = alike
            .into_iter()
            .flatten()
            .find(|a| self.articles.text(a.0 as usize) == text.as_bytes());
        same.map_or(Ok(()), |&article| Err(NotAdded::SameAs(article)))
    }

    fn same(&self) -> &Same {
        self.same.get_or_init(|| {
            let mut same = Same::default();
            for idx in self.live.iter() {
                let text = self.articles.text(idx.0 as usize);
                same.entry((text.len(), hash(text))).or_default().push(idx);
            }
            same
        })
    }

    /// Adds an article that this collection has read.
    ///
    /// # Errors
    /// When the text is empty, too long, or here already.
    pub fn add_read(&mut self, read: Read) -> Result<ArticleIdx, NotAdded> {
        self.refuse(&read.text)?;
        self.ranking.take();
        self.ledger.take();
        self.reprints.take();
        let idx = self.next_article();
        self.index.add(idx, &read.words);
        self.live.push(idx);
        let key = (read.text.len(), hash(read.text.as_bytes()));
        // Made by `refuse` above.
        if let Some(same) = self.same.get_mut() {
            same.entry(key).or_default().push(idx);
        }
        let mut article = Article {
            n_words: read.words.len() as u32,
            title_end: title_end(&read.reading.segments, &read.words),
            sketch: Sketch::new(&read.words),
            zones: read.words.zones().to_vec(),
            ..Article::default()
        };
        self.enter(idx, read, &mut article);
        self.sizes.push(Some(&article));
        self.holdings.push(article.value_counts());
        self.articles.push(article);
        Ok(idx)
    }

    /// Takes what was read in an article, but for its words, and notes in `article`
    /// what is kept of it.
    fn enter(&mut self, idx: ArticleIdx, read: Read, article: &mut Article) {
        article.sentences = sentences(&read.reading.segments, &read.words);
        (article.values, article.hits) = self.add_values(idx, &read);
        self.entities.add(idx, &read.reading.entities);
        self.reports.add(idx, &read);
        for &at in &read.found {
            let articles = &mut self.corrected[at];
            let place = articles.partition_point(|&a| a < idx);
            articles.insert(place, idx);
        }
        let Read {
            origin,
            text,
            reading,
            said,
            ..
        } = read;
        article.title = match &said.title {
            Some(title) => article::said_title(title),
            None => article::title(&text, &origin, &reading.segments),
        };
        article.date_hint = date_hint(&reading);
        article.n_problems = (origin.problems.len() + reading.problems.len()) as u32;
        article.meta = reading.meta;
        (article.origin, article.text, article.said) = (origin, text, said);
    }

    /// Removes articles, and gives those of `articles` that were there. Their places
    /// are never used again; every answer is as if they had never been added. Reads
    /// each of them once more, to know what to take back.
    pub fn remove(&mut self, articles: &[ArticleIdx]) -> Vec<ArticleIdx> {
        let mut removed = Vec::new();
        let mut values: BTreeSet<ValueIdx> = BTreeSet::new();
        for &idx in articles {
            if self.live.contains(idx) {
                self.live.remove(idx);
                self.sizes.remove(idx);
                let read = self.read_again(idx);
                values.extend(self.take_back(idx, &read));
                self.forget(idx);
                removed.push(idx);
            }
        }
        for value in values {
            let articles = &mut self.values.list[value.0 as usize].articles;
            articles.retain(|&article| self.live.contains(article));
        }
        if !removed.is_empty() {
            self.ranking.take();
            self.ledger.take();
            self.reprints.take();
            self.entities.tidy();
            self.reports.remove(&removed);
            self.index.compact(&self.live);
            self.find_pairs();
        }
        removed
    }

    /// Takes back what was read in an article, but for its place in lists; gives the
    /// values it held.
    fn take_back(&mut self, idx: ArticleIdx, read: &Read) -> Vec<ValueIdx> {
        for hit in &read.term_hits {
            let n_hits = &mut self.n_term_hits[hit.term.0 as usize];
            *n_hits = n_hits.saturating_sub(1);
        }
        for mention in &read.reading.mentions {
            self.values
                .take(&read.text, mention, &read.reading.entities);
        }
        self.entities.take(&read.reading.entities, idx);
        let counts = self.articles[idx.0 as usize].value_counts();
        counts
            .map(|(value, n_hits)| {
                let known = &mut self.values.list[value.0 as usize];
                known.n_hits = known.n_hits.saturating_sub(n_hits);
                value
            })
            .collect()
    }

    /// Leaves an article empty whose reading was taken back.
    fn forget(&mut self, idx: ArticleIdx) {
        let article = self.articles.take(idx.0 as usize);
        let key = (article.text.len(), hash(article.text.as_bytes()));
        if let Some(same) = self.same.get_mut() {
            let articles = same.entry(key).or_default();
            articles.retain(|&other| other != idx);
            if articles.is_empty() {
                same.remove(&key);
            }
        }
        for articles in &mut self.corrected {
            articles.retain(|&other| other != idx);
        }
    }

    /// Counts what `read` holds, and groups its hits by value.
    fn add_values(&mut self, idx: ArticleIdx, read: &Read) -> (Vec<(ValueIdx, u32)>, Vec<Hit>) {
        let mut by_value: BTreeMap<ValueIdx, Vec<Hit>> = BTreeMap::new();
        for hit in &read.term_hits {
            self.n_term_hits[hit.term.0 as usize] += 1;
            let theme = self.codebook.terms[hit.term.0 as usize].theme;
            for theme in self.codebook.lineage(theme) {
                by_value.entry(ValueIdx(theme.0)).or_default().push(Hit {
                    span: hit.span,
                    kind: HitKind::Theme,
                });
            }
        }
        for mention in &read.reading.mentions {
            let value = self.values.add(&read.text, mention, &read.reading.entities);
            let hit = Hit {
                span: mention.span,
                kind: HitKind::Mention(mention.kind),
            };
            for value in value.into_iter().flat_map(|v| self.values.lineage(v)) {
                by_value.entry(value).or_default().push(hit);
            }
        }
        let (mut values, mut hits) = (Vec::new(), Vec::new());
        for (value, mut of_value) in by_value {
            chancery_text::sort::sort(&mut of_value);
            of_value.dedup();
            let entry = &mut self.values.list[value.0 as usize];
            entry.n_hits += of_value.len() as u32;
            let place = entry.articles.partition_point(|&a| a < idx);
            entry.articles.insert(place, idx);
            hits.append(&mut of_value);
            values.push((value, hits.len() as u32));
        }
        (values, hits)
    }
}

/// What an opened collection begins with.
pub(crate) struct Opened {
    pub(crate) codebook: Codebook,
    pub(crate) n_term_hits: Vec<u32>,
    pub(crate) articles: Articles,
    pub(crate) live: ArticleSet,
    pub(crate) sizes: Sizes,
    pub(crate) values: Part<Values>,
    pub(crate) entities: Part<Entities>,
    pub(crate) reports: Part<Reports>,
    pub(crate) holdings: Part<Holdings>,
    pub(crate) index: Index,
    pub(crate) annex: Vec<u8>,
}

impl Opened {
    /// The collection of these parts, to go on with `model`.
    pub(crate) fn join(self, model: Option<Model<'static>>) -> Collection {
        let codebook = self.codebook.clone();
        Collection {
            matcher: Part::later(move || Matcher::new(&codebook)),
            model,
            codebook: self.codebook,
            n_term_hits: self.n_term_hits,
            articles: self.articles,
            live: self.live,
            sizes: self.sizes,
            values: self.values,
            entities: self.entities,
            reports: self.reports,
            holdings: self.holdings,
            index: self.index,
            annex: self.annex,
            ..Collection::default()
        }
    }
}

impl Read {
    fn new(collection: &Collection, origin: Origin, text: String, idx: Option<ArticleIdx>) -> Self {
        let laid = Laid::new(&collection.corrections, idx);
        let given = laid.said.given(&origin);
        let reading = chancery_extract::read_mended(&text, &given, collection.model, &laid.mends);
        let (book, segments) = (&collection.codebook, &reading.segments);
        let words = Words::new(&text, segments);
        let all = collection.matcher.find(&text, &words);
        let all = collection.matcher.with_named(all, &reading);
        let term_hits = theme::counting(book, segments, &reading.mentions, &all);
        Self {
            found: laid.found(&reading.mended),
            said: laid.said,
            origin,
            text,
            reading,
            term_hits,
            words,
        }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// The themes of each paragraph.
    pub fn paragraph_themes(&self, codebook: &Codebook) -> Vec<Vec<ParagraphTheme>> {
        theme::paragraph_themes(codebook, &self.reading.segments, &self.term_hits)
    }
}

fn sentences(segments: &Segments, words: &Words) -> Vec<Sentence> {
    let position = |byte: u32| {
        let at = words.at_byte(byte);
        match at.checked_sub(1) {
            _ if at < words.len() => words.position(at),
            Some(last) => words.position(last) + 1,
            None => 0,
        }
    };
    // The first word after a sentence may be one in the next zone.
    let end = |byte: u32| match words.at_byte(byte).checked_sub(1) {
        Some(last) => words.position(last) + 1,
        None => 0,
    };
    let sentences = segments.sentences.iter();
    sentences
        .map(|sentence| Sentence {
            span: sentence.span,
            first_position: position(sentence.span.start),
            end_position: end(sentence.span.end),
        })
        .collect()
}

/// One past the position of the last word of the headline; 0 if there is none.
fn title_end(segments: &Segments, words: &Words) -> u32 {
    let title = segments.zones.iter().find(|z| z.kind == ZoneKind::Title);
    let last = title.and_then(|title| words.at_byte(title.span.end).checked_sub(1));
    last.map_or(0, |last| words.position(last) + 1)
}

/// The first day that the text names without saying which, in words.
fn date_hint(reading: &Reading) -> Option<String> {
    reading.meta.date.is_none().then_some(())?;
    reading
        .mentions
        .iter()
        .find_map(|m| match m.value.as_deref() {
            Some(Value::Date { timex, .. }) if timex.starts_with("XXXX-WXX-") => {
                Some(value::date_words(timex))
            }
            _ => None,
        })
}

/// Enough to find texts that may be the same; they are then compared.
fn hash(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}
