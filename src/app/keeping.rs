//! What of the user's articles this browser keeps from visit to visit, and when.
//!
//! Here lives what is decided about it, without a browser: errands are put into
//! [`Shelf::errands`], [`crate::store`] runs them, and what they bring comes back as
//! [`Action::Brought`](crate::action::Action::Brought). How collections are kept is in
//! [`crate::shelf`].
//!
//! The user's own articles are kept as soon as they have been read and are to be seen,
//! and again when they have been read anew by a newer program. The sample is part of
//! the page and is not. The address names what is open by its number in this browser.

use chancery_protocol::answer::Added;
use chancery_protocol::ask::{RawFile, Request};

use crate::model::{Answer, Model, Place, Shared, Travel};
use crate::shelf::{Fault, Row};
use crate::wording;

/// Where the open collection stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Keeping {
    /// There is nothing to keep: it is the sample, or empty.
    #[default]
    Needless,
    /// It is being kept, or will be when it has been read.
    Soon,
    /// It was kept at this time, in milliseconds since 1970.
    Kept(f64),
    /// It could not be kept.
    Failed(Fault),
}

/// Something to be done with what is kept.
#[derive(Clone, PartialEq, Debug)]
pub enum Errand {
    /// To list it.
    List,
    /// To have a collection back.
    Load(u32),
    /// To keep the open collection.
    Put {
        /// Its number, if it has been kept before.
        id: Option<u32>,
        /// What it is called.
        name: String,
        /// How many articles it has.
        n_articles: u32,
        /// Its saved form.
        bytes: Shared<Vec<u8>>,
    },
    /// To call a collection otherwise.
    Rename(u32, String),
    /// To forget a collection.
    Remove(u32),
}

/// What an errand brought.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// A collection, and its saved form.
    Loaded(Row, Vec<u8>),
    /// The open collection is kept.
    Kept(Row),
}

/// What is known of the collections that the browser keeps.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Shelf {
    /// Where the open collection stands.
    pub keeping: Keeping,
    /// All that are kept, the last one first; `None` until it was asked for.
    pub rows: Option<Vec<Row>>,
    /// What is to be done, by number, oldest first.
    pub errands: Vec<Shared<(u32, Errand)>>,
    /// Whether what is open has changed since it was kept.
    pub is_changed: bool,
    /// Whether the user waits for the saved form as a file.
    pub wants_file: bool,
    /// Errands before this one are of another collection than the open one.
    pub since: u32,
}

impl Model {
    /// Sends for what the address names, or for what was open at the last visit; tells
    /// whether there is such a collection.
    pub(crate) fn start_kept(&mut self) -> bool {
        if self.place == Place::default() {
            self.place.kept = self.settings.open;
        }
        let Some(id) = self.place.kept else {
            return false;
        };
        self.shelf.keeping = Keeping::Soon;
        (self.added, self.survey) = (Answer::Waiting(None), self.survey.again());
        self.run(Errand::Load(id));
        true
    }

    /// Opens a kept collection in the place of what is open.
    pub(crate) fn open_kept(&mut self, id: u32, place: Place) {
        self.empty(Some(String::new()));
        self.place = Place {
            kept: Some(id),
            ..place
        };
        self.run(Errand::Load(id));
    }

    /// Lists what is kept, for the dialog.
    pub(crate) fn list_kept(&mut self) {
        self.run(Errand::List);
    }

    /// Calls a kept collection otherwise.
    pub(crate) fn rename_kept(&mut self, id: u32, name: String) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        if self.place.kept == Some(id) {
            self.collection = Some(name.to_owned());
        }
        self.run(Errand::Rename(id, name.to_owned()));
    }

    /// Forgets a kept collection; if it is open it stays so, and is not kept.
    pub(crate) fn remove_kept(&mut self, id: u32) {
        if self.place.kept == Some(id) {
            self.place.kept = None;
            self.travel = Travel::Replace;
            self.shelf.keeping = Keeping::Failed(Fault::Gone);
            self.shelf.is_changed = false;
            self.shelf.since = self.next_id;
        }
        if self.settings.open == Some(id) {
            self.settings.open = None;
        }
        self.run(Errand::Remove(id));
    }

    /// The open collection as a file for the user.
    pub(crate) fn save_file(&mut self) {
        self.shelf.wants_file = true;
        self.ask(Request::Save);
    }

    /// The user's files have been opened.
    pub(crate) fn note_imported(&mut self, added: &Added) {
        if added.articles.is_empty() {
            self.shelf.keeping = Keeping::Needless;
        } else if self.place.kept.is_none() {
            self.shelf.is_changed = true;
        }
    }

    /// Keeps what has changed, once the user can see it.
    pub(crate) fn keep_changes(&mut self) {
        let is_asked = |asked: &Shared<_>| matches!(request(asked), Request::Save);
        let is_arriving = self.is_adding() || self.arrival.as_ref().is_some_and(|a| !a.is_done);
        if is_arriving {
            return;
        }
        if self.shelf.is_changed && self.collection.is_some() && !self.asked.iter().any(is_asked) {
            self.ask(Request::Save);
        }
    }

    /// Takes the saved form: for the user, for the browser, or for both.
    pub(crate) fn heard_saved(&mut self, bytes: Vec<u8>) {
        let to_shelf = std::mem::take(&mut self.shelf.is_changed);
        let to_user = std::mem::take(&mut self.shelf.wants_file);
        let bytes = Shared::new(bytes);
        if to_user {
            self.keep("chancery", bytes.to_vec());
        }
        if let Some(name) = self.collection.clone().filter(|_| to_shelf) {
            let survey = self.survey.latest();
            self.run(Errand::Put {
                id: self.place.kept,
                name,
                n_articles: survey.map_or(0, |survey| survey.n_articles_total),
                bytes,
            });
        }
    }

    /// The saved form could not be had.
    pub(crate) fn failed_save(&mut self) {
        (self.shelf.is_changed, self.shelf.wants_file) = (false, false);
    }

    fn run(&mut self, errand: Errand) {
        let errand = Shared::new((self.next_id, errand));
        self.next_id += 1;
        self.shelf.errands.push(errand);
    }

    /// Takes what errand `id` brought, and what is kept by now.
    pub(crate) fn brought(
        &mut self,
        id: u32,
        outcome: Result<Outcome, Fault>,
        rows: Option<Vec<Row>>,
    ) {
        let errands = &mut self.shelf.errands;
        let Some(at) = errands.iter().position(|errand| errand.0 == id) else {
            return;
        };
        let errand = errands.remove(at);
        self.shelf.rows = rows.or(self.shelf.rows.take());
        let is_open = id >= self.shelf.since;
        match (outcome, &errand.1) {
            (Ok(Outcome::Done), _) => {}
            (Ok(Outcome::Kept(row)), errand) if is_open => {
                if matches!(errand, Errand::Put { id: Some(id), .. } if *id != row.id) {
                    let name = wording::visible(&row.name);
                    self.note(format!(
                        "Another tab has changed this collection meanwhile. Both are kept; yours is “{name}”."
                    ));
                    self.collection = Some(row.name.clone());
                }
                self.shelf.keeping = Keeping::Kept(row.kept_ms);
                self.settings.open = Some(row.id);
                self.place.kept = Some(row.id);
                self.travel = Travel::Replace;
            }
            (Ok(Outcome::Loaded(row, bytes)), _) if is_open => self.loaded(row, bytes),
            (Ok(_), _) => {}
            (Err(fault), Errand::Put { .. }) if is_open => {
                let words = wording::visible(self.collection.as_deref().unwrap_or_default());
                self.note(format!("“{words}” is not kept for the next visit: {fault}"));
                self.shelf.keeping = Keeping::Failed(fault);
            }
            (Err(fault), Errand::Load(_)) if is_open => {
                self.settings.open = None;
                self.empty(None);
                self.travel = Travel::Replace;
                self.start();
                self.note(format!("The collection could not be opened: {fault}"));
            }
            (Err(fault), Errand::Rename(..) | Errand::Remove(_)) => {
                self.note(format!("What is kept could not be changed: {fault}"));
            }
            (Err(_), _) => {}
        }
    }

    fn loaded(&mut self, row: Row, bytes: Vec<u8>) {
        self.collection = Some(row.name.clone());
        self.shelf.keeping = Keeping::Kept(row.kept_ms);
        self.settings.open = Some(row.id);
        let file = RawFile {
            name: format!("{}.chancery", row.name),
            bytes,
        };
        self.ask(Request::Import { files: vec![file] });
    }
}

fn request(asked: &Shared<chancery_protocol::ask::Asked>) -> &Request {
    &asked.request
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use chancery_protocol::answer::{Added, Answered, Response};
    use chancery_protocol::ask::ArticleId;
    use chancery_protocol::correction::Corrected;
    use yew::Reducible;

    use super::*;
    use crate::action::Action;
    use crate::fixture;
    use crate::model::Settings;
    use crate::transport::News;

    /// A page whose engine answers at once, and whose browser keeps what it is given.
    struct Bench {
        model: Rc<Model>,
        kept: Vec<(Row, Vec<u8>)>,
        fault: Option<Fault>,
        /// Whether another tab has kept what is open.
        is_other_tab: bool,
    }

    impl Bench {
        fn new(fragment: &str, open: Option<u32>) -> Self {
            let (place, problems) = crate::route::read(fragment);
            let settings = Settings {
                open,
                ..Settings::default()
            };
            let row = Row {
                id: 4,
                name: "Press – 日本 🙂".to_owned(),
                n_articles: 5,
                n_bytes: 3,
                kept_ms: 1.0,
            };
            Self {
                model: Rc::new(Model::new(place, &problems, settings)),
                kept: vec![(row, vec![1, 2, 3])],
                fault: None,
                is_other_tab: false,
            }
        }

        /// Does it, and all that follows from it.
        fn act(&mut self, action: Action) -> &Model {
            self.model = Rc::clone(&self.model).reduce(action);
            loop {
                let next = if let Some(asked) = self.model.asked.first() {
                    let response = answer(&asked.request);
                    let id = asked.id;
                    Action::Heard(News::Answered(Answered::Done { id, response }))
                } else if let Some(errand) = self.model.shelf.errands.first().cloned() {
                    let outcome = self.run(&errand.1);
                    Action::Brought {
                        errand: errand.0,
                        outcome,
                        rows: Some(self.kept.iter().map(|(row, _)| row.clone()).collect()),
                    }
                } else {
                    return &self.model;
                };
                self.model = Rc::clone(&self.model).reduce(next);
            }
        }

        fn run(&mut self, errand: &Errand) -> Result<Outcome, Fault> {
            if let Some(fault) = &self.fault {
                return Err(fault.clone());
            }
            let at = |id: &u32| self.kept.iter().position(|(row, _)| row.id == *id);
            match errand {
                Errand::List => Ok(Outcome::Done),
                Errand::Load(id) => {
                    let (row, bytes) = &self.kept[at(id).ok_or(Fault::Gone)?];
                    Ok(Outcome::Loaded(row.clone(), bytes.clone()))
                }
                Errand::Put {
                    id,
                    name,
                    n_articles,
                    bytes,
                } => {
                    let (id, mark) = match id {
                        Some(id) if !self.is_other_tab => (*id, ""),
                        Some(_) => (9, "’"),
                        None => (9, ""),
                    };
                    let row = Row {
                        id,
                        name: format!("{name}{mark}"),
                        n_articles: *n_articles,
                        n_bytes: bytes.len() as u32,
                        kept_ms: 2.0,
                    };
                    self.kept.retain(|(kept, _)| kept.id != row.id);
                    self.kept.push((row.clone(), bytes.to_vec()));
                    Ok(Outcome::Kept(row))
                }
                Errand::Rename(id, name) => {
                    let at = at(id).ok_or(Fault::Gone)?;
                    self.kept[at].0.name.clone_from(name);
                    Ok(Outcome::Done)
                }
                Errand::Remove(id) => {
                    self.kept.retain(|(row, _)| row.id != *id);
                    Ok(Outcome::Done)
                }
            }
        }
    }

    fn answer(request: &Request) -> Response {
        match request {
            Request::Add { .. } | Request::Import { .. } => Response::Added(Added {
                articles: (0..5).map(ArticleId).collect(),
                left_out: Vec::new(),
            }),
            Request::Survey { .. } => Response::Survey(fixture::survey(&[0, 1, 2, 3, 4], 5)),
            Request::Open { article, .. } => {
                let mut opened = fixture::article("{L:日本} – {P:Misri’s} ¥ é 🙂");
                opened.article = *article;
                Response::Article(Box::new(opened))
            }
            Request::Save => Response::Saved(vec![7; 10]),
            Request::Corrections => Response::Corrected(Corrected::default()),
            _ => Response::Added(Added::default()),
        }
    }

    fn files() -> Action {
        Action::OpenFiles(vec![RawFile {
            name: "talks.txt".to_owned(),
            bytes: "Talks in Tokyo – ¥5".into(),
        }])
    }

    /// What is open, by name, by number, and whether it is kept.
    fn state(model: &Model) -> (Option<&str>, Option<u32>, &Keeping) {
        let name = model.collection.as_deref();
        (name, model.place.kept, &model.shelf.keeping)
    }

    #[test]
    fn own_articles_are_kept_and_the_sample_is_not() {
        let mut bench = Bench::new("", None);
        assert_eq!(
            state(bench.act(Action::Start)),
            (None, None, &Keeping::Needless)
        );
        assert_eq!(bench.kept.len(), 1);
        let expected = (Some("talks.txt"), Some(9), &Keeping::Kept(2.0));
        assert_eq!(state(bench.act(files())), expected);
        assert_eq!(bench.kept.len(), 2);
        assert_eq!(bench.model.settings.open, Some(9));
        bench.act(Action::OpenSample);
        assert_eq!(state(&bench.model), (None, None, &Keeping::Needless));
        assert_eq!(bench.model.settings.open, None);
    }

    #[test]
    fn the_last_collection_is_open_unless_the_link_says_otherwise() {
        for (fragment, open, kept) in [
            ("", None, None),
            ("", Some(4), Some(4)),
            ("article=1", Some(4), None),
            ("kept=4&article=1", None, Some(4)),
            ("kept=5", Some(4), None),
        ] {
            let mut bench = Bench::new(fragment, open);
            let model = bench.act(Action::Start);
            assert_eq!(model.place.kept, kept, "{fragment}");
            assert_eq!(model.collection.is_some(), kept.is_some(), "{fragment}");
            assert!(model.article.latest().is_some(), "{fragment}");
            assert_eq!(model.notice.is_some(), fragment == "kept=5", "{fragment}");
            assert_eq!(bench.kept[0].1, [1, 2, 3], "opened, not written");
        }
    }

    #[test]
    fn what_is_read_anew_is_kept_anew() {
        let mut bench = Bench::new("kept=4", None);
        bench.act(Action::Start);
        bench.act(Action::Heard(News::ReadAgain));
        assert_eq!(bench.kept.len(), 1);
        assert_eq!((bench.kept[0].0.id, bench.kept[0].1.len()), (4, 10));
    }

    #[test]
    fn back_leads_from_own_articles_to_the_sample_and_forth_again() {
        let mut bench = Bench::new("", None);
        bench.act(Action::Start);
        bench.act(files());
        for (fragment, kept) in [("article=2", None), ("kept=9&article=1", Some(9))] {
            let (place, problems) = crate::route::read(fragment);
            let model = bench.act(Action::Travelled {
                place: Box::new(place.clone()),
                problems,
            });
            assert_eq!(
                (&model.place, model.collection.is_some()),
                (&place, kept.is_some())
            );
        }
    }

    #[test]
    fn a_browser_without_room_is_said_and_nothing_is_lost() {
        let mut bench = Bench::new("", None);
        bench.act(Action::Start);
        bench.fault = Some(Fault::Full);
        let model = bench.act(files());
        let failed = Keeping::Failed(Fault::Full);
        assert_eq!(state(model), (Some("talks.txt"), None, &failed));
        assert!(model.notice.as_ref().unwrap().words.contains("no room"));
        assert!(model.article.latest().is_some());
        assert_eq!(bench.kept.len(), 1);
        let saved = bench.act(Action::Save).download.clone();
        assert_eq!(saved.unwrap().bytes, [7; 10]);
    }

    #[test]
    fn what_another_tab_has_kept_stays_beside() {
        let mut bench = Bench::new("kept=4", None);
        bench.act(Action::Start);
        bench.is_other_tab = true;
        let model = bench.act(Action::Heard(News::ReadAgain));
        let expected = (Some("Press – 日本 🙂’"), Some(9), &Keeping::Kept(2.0));
        assert_eq!(state(model), expected);
        assert!(
            model
                .notice
                .as_ref()
                .unwrap()
                .words
                .contains("Both are kept")
        );
        assert_eq!(bench.kept.len(), 2);
    }

    #[test]
    fn collections_are_renamed_and_forgotten() {
        let mut bench = Bench::new("kept=4", None);
        bench.act(Action::Start);
        bench.act(Action::RenameKept(4, "  May ’24 ".to_owned()));
        assert_eq!(bench.kept[0].0.name, "May ’24");
        assert_eq!(bench.model.collection.as_deref(), Some("May ’24"));
        bench.act(Action::RenameKept(4, " ".to_owned()));
        assert_eq!(bench.kept[0].0.name, "May ’24");
        let model = bench.act(Action::RemoveKept(4));
        assert_eq!(model.shelf.rows, Some(Vec::new()));
        assert_eq!((model.place.kept, model.settings.open), (None, None));
        assert!(model.article.latest().is_some(), "it stays on the screen");
    }
}
