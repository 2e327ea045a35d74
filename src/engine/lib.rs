//! Answers what is asked: one [`Engine`] holds one collection, and
//! [`Engine::handle`] gives each request its one response.
//!
//! Here lives what it means that somebody asks: requests are taken apart,
//! answers put together, exports made. What words mean is extract's, what many
//! articles say is collection's, and no thread, browser or disk is known here.
//!
//! ```
//! use chancery_engine::Engine;
//! use chancery_protocol::{answer::Response, ask::{RawArticle, Request, Selection, Sort}};
//!
//! let mut engine = Engine::default();
//! let article = RawArticle { file: "a.txt".into(), text: "Ministers discussed trade.".into(), ..RawArticle::default() };
//! engine.handle(Request::Add { articles: vec![article] }, &mut |_, _| ());
//! let survey = Request::Survey { selection: Selection::default(), sort: Sort::default(), from: 0, n_rows: 20 };
//! let Response::Survey(survey) = engine.handle(survey, &mut |_, _| ()) else { panic!("a survey") };
//! assert_eq!(survey.n_articles, 1);
//! ```

mod across;
mod article;
mod concordance;
mod correction;
mod entity;
pub mod export;
mod facts;
mod survey;
mod to_protocol;

use std::sync::Arc;

pub use chancery_collection::codebook::{BookFormat, Scope};
pub use chancery_collection::{Codebook, SavedError, saved::is_saved, saved::sum_of};
pub use chancery_text::OffsetUnit;

use chancery_collection::{
    ArticleIdx, Collection, NotAdded, Query, Read, Selection, codebook, saved,
};
use chancery_protocol::answer::{Added, Arrived, ArticleRow, Failure, LeftOut, Response};
use chancery_protocol::ask::{self, ArticleId, RawArticle, RawFile, Request};
use chancery_protocol::correction::Correction;

/// One open collection and all that can be asked of it.
#[derive(Clone, Debug)]
pub struct Engine {
    collection: Collection,
    /// What the collection was last told that a person says.
    corrections: Vec<Correction>,
}

impl Default for Engine {
    /// An empty collection with the bundled codebook.
    fn default() -> Self {
        Self::with_codebook(Codebook::diplomatic())
    }
}

/// An article that has been read and can be added: see [`Engine::read`].
#[derive(Clone, Debug)]
pub struct ReadArticle(Read);

impl Engine {
    /// An empty collection with another codebook.
    pub fn with_codebook(codebook: Codebook) -> Self {
        #[cfg_attr(not(feature = "model"), allow(unused_mut, reason = "nothing to learn"))]
        let mut collection = Collection::new(codebook);
        #[cfg(feature = "model")]
        collection.learn(chancery_extract::Model::shipped());
        Self {
            collection,
            corrections: Vec::new(),
        }
    }

    /// What is doubtful in the codebook, by itself and, if there are articles, in
    /// what it finds in them: theme, term and the doubt, in words.
    pub fn doubts_of_codebook(&self) -> Vec<(String, String, String)> {
        let book = self.collection.codebook();
        let mut lints = codebook::lint(book);
        if self.collection.n_articles() > 0 {
            lints.extend(codebook::lint_hits(&self.collection));
        }
        let words = |lint: codebook::Lint| {
            let theme = book.themes[lint.theme.0 as usize].label.clone();
            let term = lint.term.map(|t| book.terms[t.0 as usize].text.clone());
            (theme, term.unwrap_or_default(), lint.what)
        };
        lints.into_iter().map(words).collect()
    }

    /// The terms of the codebook in its order: theme, term, hits that count.
    pub fn hits_of_codebook(&self) -> Vec<(String, String, u32)> {
        let book = self.collection.codebook();
        let terms = book.terms.iter().zip(self.collection.n_term_hits());
        let words = |(term, &n_hits): (&chancery_collection::Term, &u32)| {
            let theme = book.themes[term.theme.0 as usize].label.clone();
            (theme, term.text.clone(), n_hits)
        };
        terms.map(words).collect()
    }

    /// Answers one request. `progress` is told (articles done, articles in all)
    /// while articles are read.
    pub fn handle(&mut self, request: Request, progress: &mut dyn FnMut(u32, u32)) -> Response {
        match request {
            Request::Add { articles } => Response::Added(self.add(articles, Vec::new(), progress)),
            Request::Remove { articles } => {
                let articles: Vec<ArticleIdx> = articles.iter().map(|a| ArticleIdx(a.0)).collect();
                let removed = self.collection.remove(&articles).into_iter();
                Response::Removed(removed.map(|a| ArticleId(a.0)).collect())
            }
            Request::Learn { model } => self.learn(model),
            Request::Empty => {
                let model = self.collection.model();
                self.collection = Collection::new(self.collection.codebook().clone());
                if let Some(model) = model {
                    self.collection.learn(model);
                }
                self.corrections.clear();
                Response::Added(Added::default())
            }
            #[cfg(not(feature = "files"))]
            Request::Import { .. } | Request::Save | Request::Export { .. } => {
                Response::Failed(no_files())
            }
            #[cfg(feature = "files")]
            Request::Import { files } => Response::Added(self.import(files, progress)),
            #[cfg(feature = "files")]
            Request::Save => Response::Saved(self.save()),
            Request::Survey {
                selection,
                sort,
                from,
                n_rows,
            } => {
                let page = survey::Page { sort, from, n_rows };
                Response::Survey(survey::survey(&self.collection, &selection, page))
            }
            Request::Open { article, selection } => {
                match article::open(&self.collection, article, &selection) {
                    Some(article) => Response::Article(Box::new(article)),
                    None => Response::Failed(no_such_article(article)),
                }
            }
            Request::Facts {
                selection,
                kind,
                with_single,
                n_rows,
            } => Response::Facts(facts::facts(
                &self.collection,
                &selection,
                kind,
                with_single,
                n_rows,
            )),
            Request::Timeline { selection } => {
                Response::Timeline(across::timeline(&self.collection, &selection))
            }
            Request::Matrix {
                selection,
                n_articles,
                n_actors,
            } => Response::Matrix(Box::new(across::matrix(
                &self.collection,
                &selection,
                n_articles,
                n_actors,
            ))),
            Request::Phrases { selection, n_rows } => {
                Response::Phrases(across::phrases(&self.collection, &selection, n_rows))
            }
            Request::Concordance {
                selection,
                n_words,
                keys,
                group,
                from,
                n_rows,
            } => {
                let layout = to_protocol::layout_in(n_words, &keys, group);
                let page = concordance::Page {
                    layout,
                    from,
                    n_rows,
                };
                Response::Concordance(concordance::concordance(
                    &self.collection,
                    &selection,
                    &page,
                ))
            }
            Request::Network { selection, n_nodes } => {
                Response::Network(across::network(&self.collection, &selection, n_nodes))
            }
            Request::Correct { corrections } => {
                Response::Corrected(self.correct(corrections, progress))
            }
            Request::Corrections => Response::Corrected(self.corrected(0)),
            Request::Entity { lens, key, find } => {
                match entity::entity(&self.collection, lens, &key, &find) {
                    Some(entity) => Response::Entity(Box::new(entity)),
                    None => Response::Failed(no_such_entity(&key)),
                }
            }
            Request::Codebook => Response::Codebook(to_protocol::codebook(&self.collection)),
            #[cfg(feature = "files")]
            Request::Export { selection, form } => {
                match export::write(&self.collection, &selection, form, progress) {
                    Ok(text) => Response::Exported(text),
                    Err(failure) => Response::Failed(failure),
                }
            }
        }
    }

    /// Reads one article without adding it. Needs the engine only for its
    /// codebook, so many threads can read at once.
    ///
    /// # Errors
    /// When the text is empty, too long, or in the collection already.
    pub fn read(&self, raw: RawArticle) -> Result<ReadArticle, LeftOut> {
        let file = raw.file.clone();
        let (origin, text) = to_protocol::origin_in(raw);
        let read = self.collection.read(origin, text);
        read.map(ReadArticle)
            .map_err(|reason| self.left_out(file, reason))
    }

    /// Adds an article that [`Engine::read`] gave.
    ///
    /// # Errors
    /// When the same text has been added since.
    pub fn add_read(&mut self, article: ReadArticle) -> Result<ArticleId, LeftOut> {
        let file = article.0.origin.file.clone();
        let added = self.collection.add_read(article.0);
        added
            .map(|idx| ArticleId(idx.0))
            .map_err(|reason| self.left_out(file, reason))
    }

    /// The file and the text of an article as imported.
    pub fn text(&self, article: ArticleId) -> Option<(&str, &str)> {
        let article = self.collection.article(ArticleIdx(article.0))?;
        Some((&article.origin.file, &article.text))
    }

    /// Opens a saved collection in the place of this one. If another version of
    /// the program saved it, its articles are read again.
    ///
    /// # Errors
    /// When it is no saved collection, cut off, damaged, or of a newer format.
    pub fn open(
        bytes: impl Into<Arc<Vec<u8>>>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Self, SavedError> {
        Self::with_codebook(Codebook::default()).reopen(bytes.into(), progress)
    }

    fn reopen(
        &self,
        bytes: Arc<Vec<u8>>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Self, SavedError> {
        let model = self.collection.model();
        let mut opened = Self {
            collection: Collection::open(bytes, model, progress)?,
            corrections: Vec::new(),
        };
        let corrections = correction::of_annex(opened.collection.annex(), &opened.articles());
        opened.correct(corrections, &mut |_, _| ());
        Ok(opened)
    }

    /// The collection as one file, for [`Engine::open`], with what a person says
    /// beside what was read. Costs reading the corrected articles again, four times.
    pub fn save(&mut self) -> Vec<u8> {
        let corrections = self.corrections.clone();
        let annex = correction::annex(&corrections, &self.articles());
        self.collection.set_annex(annex);
        self.correct(Vec::new(), &mut |_, _| ());
        let bytes = self.collection.to_bytes();
        self.correct(corrections, &mut |_, _| ());
        bytes
    }

    /// How many articles the query line `find` finds, and the best `n_wanted`, the
    /// best first.
    pub fn best(&self, find: &str, n_wanted: usize) -> (usize, Vec<ArticleId>) {
        let (n_found, best) = self.collection.best(&Query::new(find), n_wanted);
        (
            n_found,
            best.into_iter().map(|b| ArticleId(b.0.0)).collect(),
        )
    }

    /// The rows that `Survey` lists, without all else that it tells.
    pub fn list(
        &self,
        selection: &ask::Selection,
        sort: ask::Sort,
        n_rows: u32,
    ) -> Vec<ArticleRow> {
        let page = survey::Page {
            sort,
            from: 0,
            n_rows,
        };
        survey::list(&self.collection, selection, page)
    }

    /// Adds an article for search alone: its words can be found, and nothing that
    /// it names.
    ///
    /// # Errors
    /// When the text is empty, too long, or in the collection already.
    pub fn add_unread(&mut self, raw: RawArticle) -> Result<ArticleId, LeftOut> {
        let file = raw.file.clone();
        let (origin, text) = to_protocol::origin_in(raw);
        let read = self.collection.read_words(origin, text);
        let added = read.and_then(|read| self.collection.add_read(read));
        added
            .map(|idx| ArticleId(idx.0))
            .map_err(|reason| self.left_out(file, reason))
    }

    /// Bytes of the index of words, without the texts.
    pub fn n_index_bytes(&mut self) -> usize {
        self.collection.settle();
        self.collection.n_index_bytes()
    }

    /// The articles of the collection, in the order of import.
    pub fn articles(&self) -> Vec<ArticleId> {
        let articles = self.collection.select(&Selection::default()).articles;
        articles.into_iter().map(|a| ArticleId(a.0)).collect()
    }

    /// A saved collection that comes first and alone is opened as it was read; of
    /// any other the articles are read again, with the codebook that is in use.
    #[cfg(feature = "files")]
    fn import(&mut self, mut files: Vec<RawFile>, progress: &mut dyn FnMut(u32, u32)) -> Added {
        if let [file] = &mut files[..]
            && saved::is_saved(&file.bytes)
            && self.collection.articles().is_empty()
        {
            let bytes = Arc::new(std::mem::take(&mut file.bytes));
            if let Ok(opened) = self.reopen(Arc::clone(&bytes), progress) {
                *self = opened;
                return Added {
                    articles: self.articles(),
                    left_out: Vec::new(),
                };
            }
            file.bytes = Arc::unwrap_or_clone(bytes);
        }
        let (articles, left_out) = import(&files);
        self.add(articles, left_out, progress)
    }

    fn add(
        &mut self,
        articles: Vec<RawArticle>,
        left_out: Vec<LeftOut>,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Added {
        let n_total = articles.len() as u32;
        let mut added = Added {
            articles: Vec::new(),
            left_out,
        };
        for (n_done, raw) in (1u32..).zip(articles) {
            match self.read(raw).and_then(|read| self.add_read(read)) {
                Ok(id) => added.articles.push(id),
                Err(left_out) => added.left_out.push(left_out),
            }
            progress(n_done, n_total);
        }
        self.collection.settle();
        added
    }

    /// Reads with a model from now on, and again what has been read without it.
    fn learn(&mut self, model: Vec<u8>) -> Response {
        // It is read where it lies for as long as the engine lives, and comes once.
        match chancery_extract::Model::new(model.leak()) {
            Some(model) => Response::Learned {
                n_articles: self.collection.learn(model) as u32,
            },
            None => Response::Failed(Failure {
                what: "The model of names is not one that this version can read.".to_owned(),
                remedy: "Articles are read by rules alone; reload the page to try again."
                    .to_owned(),
            }),
        }
    }

    fn left_out(&self, file: String, reason: NotAdded) -> LeftOut {
        let reason = match reason {
            NotAdded::Empty => "It holds no words.".to_owned(),
            NotAdded::TooLong => {
                "It is larger than 4 GiB, the most that one article can have; split it.".to_owned()
            }
            NotAdded::SameAs(other) => {
                let other = self.collection.article(other);
                let other = other.map_or("another article", |a| a.origin.file.as_str());
                format!("Its text is the same as that of {other}, which is here already.")
            }
        };
        LeftOut { file, reason }
    }
}

/// The articles in `files`, those of saved collections among them, and what is left
/// out, both in order.
pub fn import(files: &[RawFile]) -> (Vec<RawArticle>, Vec<LeftOut>) {
    let mut all = Arrived::default();
    for file in files {
        if saved::is_saved(&file.bytes) {
            match saved::articles(&file.bytes) {
                Ok((_, saved)) => {
                    let articles = saved.into_iter().map(to_protocol::saved_out);
                    all.articles.extend(articles);
                }
                Err(error) => all.left_out.push(LeftOut {
                    file: file.name.clone(),
                    reason: error.to_string(),
                }),
            }
            continue;
        }
        let arrived = arrive(file, &[]);
        all.articles.extend(arrived.articles);
        all.left_out.extend(arrived.left_out);
    }
    (all.articles, all.left_out)
}

/// What is in one file that is no saved collection. The columns of tables hold what
/// `columns` says, in their order; where it is empty, that is found out.
pub fn arrive(file: &RawFile, columns: &[Option<ask::Field>]) -> Arrived {
    let columns = columns.iter().map(|c| c.map(to_protocol::field_in));
    let options = chancery_import::Options {
        columns: columns.collect(),
    };
    let imported = chancery_import::read_with(&file.name, &file.bytes, &options);
    Arrived {
        articles: imported
            .articles
            .into_iter()
            .map(to_protocol::raw_out)
            .collect(),
        left_out: imported
            .left_out
            .iter()
            .map(to_protocol::left_out)
            .collect(),
        recognised: imported
            .recognised
            .into_iter()
            .map(to_protocol::recognised)
            .collect(),
    }
}

#[cfg(not(feature = "files"))]
fn no_files() -> Failure {
    Failure {
        what: "This page cannot yet take files in or give them out.".to_owned(),
        remedy: "Use `chancery extract` on the command line.".to_owned(),
    }
}

fn no_such_entity(key: &str) -> Failure {
    Failure {
        what: format!("No article of this collection names {key}."),
        remedy: "It may have been merged or corrected: look for it in the lenses.".to_owned(),
    }
}

fn no_such_article(article: ArticleId) -> Failure {
    Failure {
        what: format!(
            "There is no article number {} in this collection.",
            article.0
        ),
        remedy: "Go back to the list and choose another.".to_owned(),
    }
}
