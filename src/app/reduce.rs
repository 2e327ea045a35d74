//! How the page changes: [`Model`] and [`Action`] in, [`Model`] out.
//!
//! Pure: nothing here touches the browser. What shall be asked of the engine
//! is put into [`Model::asked`]; what shall be scrolled to, into
//! [`Model::reveal`]; the hooks in [`crate::store`] carry it out.
//!
//! Example: `Choose(theme:trade)` changes the selection, makes the change
//! undoable, and asks for a new survey; its answer asks for the article anew.

use std::mem::discriminant;
use std::rc::Rc;

use chancery_protocol::answer::{Added, Answered, Article, Codebook, Failure, Response, Survey};
use chancery_protocol::ask::{
    ArticleId, Asked, Clause, ExportForm, Lens, RawFile, Request, Selection,
};
use chancery_protocol::correction::{Corrected, Correction};
use yew::Reducible;

use crate::action::Action;
use crate::correction::{self, Task};
use crate::keeping::{Keeping, Shelf};
use crate::keys::Turn;
use crate::kind::{Layers, RECORDS, View};
use crate::model::{
    self, Answer, Change, Dock, Docked, Download, Goal, Look, Mending, Model, Notice, Pane, Panel,
    Place, Region, Reveal, Settings, Shared, Travel, Why,
};
use crate::shelf::Fault;
use crate::transport::News;
use crate::{kind, passage, sample, wording};

/// Rows of the article list that are asked for at a time.
const N_ROWS: u32 = 200;
/// Facts, or lines of the concordance, that are asked for at a time.
const N_FACTS: u32 = 100;
/// Words on either side of a hit in the concordance.
const N_AROUND: u32 = 12;
/// Those who met somebody that are drawn: more cannot be told apart.
const N_NODES: u32 = 60;
/// Articles beside each other in the matrix of themes.
const N_COLUMNS: u32 = 60;
/// Actors against actors.
const N_ACTORS: u32 = 40;
/// Changes that can be undone.
const MAX_UNDO: usize = 200;

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

impl Model {
    /// The page as it begins, at the place of its address.
    pub fn new(place: Place, problems: &[String], settings: Settings) -> Self {
        let mut model = Self {
            follow: place.article.is_none(),
            goal: goal_of(&place),
            pane: match place.article {
                Some(_) => Pane::Reader,
                None => Pane::Articles,
            },
            place,
            n_rows: N_ROWS,
            n_facts: N_FACTS,
            settings,
            ..Self::default()
        };
        model.note_problems(problems);
        model
    }

    pub(crate) fn note(&mut self, words: String) {
        self.notice = Some(Notice {
            words,
            passing: false,
        });
    }

    fn note_passing(&mut self, words: String) {
        self.said.clone_from(&words);
        self.notice = Some(Notice {
            words,
            passing: true,
        });
    }

    fn note_problems(&mut self, problems: &[String]) {
        if !problems.is_empty() {
            self.note(problems.join(" "));
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Start => {
                if !self.start_kept() {
                    self.start();
                }
            }
            Action::Heard(news) => self.hear(news),
            Action::AskAgain => self.ask_again(),
            Action::OpenFiles(files) => self.open_files(files),
            Action::Bring(pile) => self.bring(pile),
            Action::Came { pile, came } => self.came(&pile, *came),
            Action::OpenSample => self.open_sample(Place::default()),
            Action::OpenKept(id) => self.open_kept(id, Place::default()),
            Action::RenameKept(id, name) => self.rename_kept(id, name),
            Action::RemoveKept(id) => self.remove_kept(id),
            Action::Brought {
                errand,
                outcome,
                rows,
            } => self.brought(errand, outcome, rows),
            Action::Save => self.save_file(),
            Action::Export(form) => self.ask(Request::Export {
                selection: self.place.selection.clone(),
                form,
            }),
            Action::Travelled { place, problems } => self.travel_to(*place, &problems),
            Action::Choose(clause) => self.choose(clause),
            Action::Any(lens, any) => self.set_any(lens, any),
            Action::Find(find) => self.find(find),
            Action::Clear => self.change(Selection::default(), "clear everything", false),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Correct(said) => self.correct(said),
            Action::Settle(said) => {
                self.panel = None;
                self.correct(said);
            }
            Action::Uncorrect(at) => self.uncorrect(at),
            Action::Delete => self.delete(),
            Action::Task(task) => self.begin(task),
            Action::TaskDone => self.mending.task = None,
            Action::Everywhere => self.mending.everywhere ^= true,
            Action::Same(words) => {
                if words.is_some() {
                    "Choose another report of the same meeting: join here."
                        .clone_into(&mut self.said);
                }
                self.mending.same = words;
            }
            Action::FindAlike(find) => {
                self.mending.find = find;
                self.ask_entity();
            }
            Action::Card(card) => self.show_card(card),
            Action::CardHere => match self.subject() {
                Some(subject) if subject.0 != Lens::Theme => self.show_card(Some(subject)),
                _ => "Step to the mark of a name first: n.".clone_into(&mut self.said),
            },
            Action::About => {
                if let Some(article) = self.place.article {
                    self.show_panel(Some(Panel::Article(article)));
                }
            }
            Action::Picked(stretch) => self.picked = stretch,
            Action::Sort(sort) => {
                self.place.sort = sort;
                self.travel = Travel::Replace;
                self.ask_survey();
            }
            Action::MoreRows => {
                self.n_rows += N_ROWS;
                self.ask_survey();
            }
            Action::Open(article, goal) => {
                self.open(article, goal, Travel::Push);
                self.pane = Pane::Reader;
            }
            Action::Leave(article, goal) => {
                self.show_card(None);
                (self.panel, self.pane) = (None, Pane::Reader);
                self.open(article, goal, Travel::Push);
            }
            Action::Article(turn) => self.turn_article(turn),
            Action::Match(turn) => self.step(turn),
            Action::GoTo(mark) => self.go_to(mark, true),
            Action::Why(why) => self.open_why(why),
            Action::WhyHere => self.open_why_here(),
            Action::WhyOf(mark) => {
                if let Some(why) = &mut self.why {
                    chancery_text::sort::sort_by_key(&mut why.marks, |&m| m != mark);
                }
            }
            Action::WhyClosed { pinned } => {
                if self.why.take_if(|why| pinned || !why.pinned).is_some() {
                    self.mending.task = None;
                }
            }
            Action::Layer(layer) => self.look(self.place.look.off.toggled(layer)),
            Action::AllLayers => {
                let at_first = Look::default().off;
                let is_at_first = self.place.look.off == at_first;
                self.look(if is_at_first { Layers::all() } else { at_first });
            }
            Action::Boilerplate => {
                self.place.look.boilerplate_hidden ^= true;
                self.travel = Travel::Replace;
            }
            Action::Letters => self.settings.letters ^= true,
            Action::Scheme(scheme) => self.settings.scheme = scheme,
            Action::SingleKeys(on) => self.settings.single_keys = on,
            Action::Dock(dock) => self.show_dock(dock),
            Action::TurnDock => self.show_dock(match self.place.dock {
                Some(_) => None,
                None => Some(Dock::default()),
            }),
            Action::MoreFacts => {
                self.n_facts += N_FACTS;
                self.ask_docked();
            }
            Action::Show(Pane::Facts) => self.show_dock(Some(self.place.dock.unwrap_or_default())),
            Action::Show(pane) => self.pane = pane,
            Action::Visit(region) => self.visit(region),
            Action::Panel(panel) => self.show_panel(panel),
            Action::Dismiss => self.notice = None,
            Action::Notify(words) => self.note_passing(words),
            Action::Escape => self.escape(),
        }
    }

    // What is asked and answered.

    /// Posts a request; an older one of the same kind is no longer waited for.
    pub(crate) fn ask(&mut self, request: Request) {
        let newer = discriminant(&request);
        self.asked
            .retain(|a| adds(&a.request) || discriminant(&a.request) != newer);
        self.asked.push(Shared::new(Asked {
            id: self.next_id,
            request,
        }));
        self.next_id += 1;
    }

    pub(crate) fn start(&mut self) {
        self.added = Answer::Waiting(None);
        self.survey = self.survey.again();
        self.ask(Request::Add {
            articles: sample::articles(),
        });
    }

    /// Makes room for another collection, seen from its beginning.
    pub(crate) fn empty(&mut self, collection: Option<String>) {
        let (asked, next_id) = (std::mem::take(&mut self.asked), self.next_id);
        let shelf = std::mem::take(&mut self.shelf);
        let place = Place {
            sort: self.place.sort,
            look: self.place.look,
            dock: self.place.dock,
            ..Place::default()
        };
        *self = Self {
            shelf: Shelf {
                keeping: match collection {
                    Some(_) => Keeping::Soon,
                    None => Keeping::Needless,
                },
                rows: shelf.rows,
                errands: shelf.errands,
                since: next_id,
                ..Shelf::default()
            },
            collection,
            // What is at work still changes what the engine holds.
            asked: asked.into_iter().filter(|a| adds(&a.request)).collect(),
            next_id,
            travel: Travel::Push,
            ..Self::new(place, &[], self.settings)
        };
        self.ask(Request::Empty);
    }

    fn open_sample(&mut self, place: Place) {
        self.empty(None);
        if place != Place::default() {
            self.place = place;
            self.follow = self.place.article.is_none();
            self.goal = goal_of(&self.place);
        }
        self.settings.open = None;
        self.start();
    }

    fn open_files(&mut self, files: Vec<RawFile>) {
        let name = match &files[..] {
            [] => return,
            [file] => wording::short(&file.name, 40).into_owned(),
            files => wording::count(files.len() as u32, "file", "files"),
        };
        self.empty(Some(name));
        self.ask(Request::Import { files });
    }

    fn ask_survey(&mut self) {
        self.survey = self.survey.again();
        self.ask(Request::Survey {
            selection: self.place.selection.clone(),
            sort: self.place.sort,
            from: 0,
            n_rows: self.n_rows,
        });
    }

    /// Asks for what the dock shows, if it is open.
    fn ask_docked(&mut self) {
        let Some(dock) = self.place.dock else {
            return;
        };
        self.docked = self.docked.again();
        let selection = self.place.selection.clone();
        self.ask(match dock.view {
            View::Facts(kind) => Request::Facts {
                selection,
                kind,
                with_single: dock.with_single,
                n_rows: self.n_facts,
            },
            View::Concordance => Request::Concordance {
                selection,
                n_words: N_AROUND,
                keys: dock.order.keys(),
                group: dock.group,
                from: 0,
                n_rows: self.n_facts,
            },
            View::Phrases => Request::Phrases {
                selection,
                n_rows: self.n_facts,
            },
            View::Timeline => Request::Timeline { selection },
            View::Network => Request::Network {
                selection,
                n_nodes: N_NODES,
            },
            View::Themes | View::Actors => Request::Matrix {
                selection,
                n_articles: N_COLUMNS,
                n_actors: N_ACTORS,
            },
        });
    }

    fn ask_article(&mut self) {
        if let Some(article) = self.place.article {
            self.article = self.article.again();
            self.ask(Request::Open {
                article,
                selection: self.place.selection.clone(),
            });
        }
    }

    fn ask_again(&mut self) {
        if matches!(self.added, Answer::Failed(_)) {
            return self.start();
        }
        self.ask_survey();
        if matches!(self.article, Answer::Failed(_)) {
            self.ask_article();
        }
        if matches!(self.docked, Answer::Failed(_)) {
            self.ask_docked();
        }
        if matches!(self.codebook, Answer::Failed(_)) {
            self.ask_codebook();
        }
    }

    fn ask_codebook(&mut self) {
        self.codebook = self.codebook.again();
        self.ask(Request::Codebook);
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Answered(Answered::Progress {
                id,
                n_done,
                n_total,
            }) => {
                if let Some(asked) = self.asked.iter().find(|a| a.id == id) {
                    // What is opened as it was kept needs no reading.
                    self.shelf.is_changed |= adds(&asked.request) && self.collection.is_some();
                    self.progress = Some((n_done, n_total));
                }
            }
            News::Answered(Answered::Done { id, response }) => self.answered(id, response),
            News::ReadAgain => {
                self.shelf.is_changed |= self.collection.is_some();
                self.ask_card();
                self.ask_survey();
                self.ask_article();
                self.ask_docked();
            }
            News::Restarted { what } => {
                // What failed may be what stopped it, so only the user asks that
                // again; what was answered before holds for the same articles.
                self.note(format!("{what} It was started again; nothing is lost."));
            }
        }
    }

    /// Takes an answer to its place; one that is not waited for is dropped.
    fn answered(&mut self, id: u32, response: Response) {
        let Some(at) = self.asked.iter().position(|a| a.id == id) else {
            return;
        };
        let asked = self.asked.remove(at);
        self.progress = None;
        match (&asked.request, response) {
            (Request::Add { .. }, Response::Added(added)) => {
                if self.arrival.is_some() {
                    self.note_imported(&added);
                }
                self.heard_added(added);
            }
            (Request::Import { .. }, Response::Added(added)) => {
                self.note_imported(&added);
                // A saved collection brings its own.
                self.ask(Request::Corrections);
                self.heard_added(added);
            }
            (Request::Empty, Response::Added(_)) => {}
            (Request::Remove { .. }, Response::Removed(_)) => self.ask_survey(),
            (Request::Survey { .. }, Response::Survey(survey)) => self.heard_survey(survey),
            (Request::Open { .. }, Response::Article(article)) => self.heard_article(*article),
            (Request::Codebook, Response::Codebook(codebook)) => self.heard_codebook(codebook),
            (Request::Save, Response::Saved(bytes)) => self.heard_saved(bytes),
            (Request::Correct { .. }, Response::Corrected(corrected)) => {
                self.heard_corrected(corrected);
                self.codebook = Answer::Waiting(None);
                self.ask_survey();
                self.ask_card();
            }
            (Request::Corrections, Response::Corrected(corrected)) => {
                self.heard_corrected(corrected);
            }
            (Request::Entity { .. }, Response::Entity(entity)) => {
                self.mending.entity = Answer::Ready(Shared::new(*entity));
            }
            (Request::Export { form, .. }, Response::Exported(text)) => {
                let row = ExportForm::ALL.iter().find(|row| row.0 == *form);
                self.keep(row.map_or("txt", |row| row.2), text.into_bytes());
            }
            (Request::Facts { .. }, Response::Facts(facts)) => {
                self.fact_counts.clone_from(&facts.counts);
                self.heard_docked(Docked::Facts(facts));
            }
            (Request::Timeline { .. }, Response::Timeline(timeline)) => {
                self.heard_docked(Docked::Timeline(timeline));
            }
            (Request::Network { .. }, Response::Network(network)) => {
                self.heard_docked(Docked::Network(network));
            }
            (Request::Concordance { .. }, Response::Concordance(lines)) => {
                self.heard_docked(Docked::Concordance(lines));
            }
            (Request::Phrases { .. }, Response::Phrases(phrases)) => {
                self.heard_docked(Docked::Phrases(phrases));
            }
            (Request::Matrix { .. }, Response::Matrix(matrix)) => {
                self.heard_docked(Docked::Matrix(*matrix));
            }
            (request, Response::Failed(failure)) => self.heard_failure(request, failure),
            (request, _) => {
                let failure = Failure {
                    what: "The answer was not of the kind that was asked for.".to_owned(),
                    remedy: "Reload the page to have one version throughout.".to_owned(),
                };
                self.heard_failure(request, failure);
            }
        }
    }

    /// Gives the user a file, called as the collection is.
    pub(crate) fn keep(&mut self, extension: &str, bytes: Vec<u8>) {
        let name = self.collection.as_deref().unwrap_or(sample::NAME);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let stem: String = stem
            .chars()
            .map(|c| if is_plain(c) { c } else { '-' })
            .collect();
        let name = format!("{stem}.{extension}");
        self.note_passing(format!("{name} is handed to the browser to be saved."));
        self.download = Some(Shared::new(Download { name, bytes }));
    }

    /// Whether articles are on their way into the engine.
    pub(crate) fn is_adding(&self) -> bool {
        self.asked.iter().any(|asked| adds(&asked.request))
    }

    pub(crate) fn heard_added(&mut self, added: Added) {
        self.note_left_out(&added);
        self.added = Answer::Ready(Shared::new(added));
        self.ask_survey();
        self.ask_card();
    }

    fn heard_survey(&mut self, survey: Survey) {
        if !self.mending.is_told {
            self.said = model::summary(&survey);
        }
        let first = survey.rows.first().map(|row| row.article);
        let stays = |open| !self.follow || may_list(&survey, open);
        let drops_out = !self.place.article.is_some_and(stays);
        self.survey = Answer::Ready(Shared::new(survey));
        match first {
            Some(first) if drops_out => self.open(first, Goal::First, Travel::Replace),
            Some(_) | None => self.ask_article(),
        }
        self.ask_docked();
    }

    fn heard_article(&mut self, article: Article) {
        let same = self
            .article
            .latest()
            .is_some_and(|before| before.article == article.article);
        let article = Shared::new(article);
        self.article = Answer::Ready(article.clone());
        self.why = None;
        let steps = self.steps();
        let any_hit = article.marks.iter().any(|m| m.hit);
        self.current = match self.goal {
            Goal::At(at) => mark_at(&article, &steps, at),
            Goal::Record(at) => self.show_record(&article, at),
            Goal::First if any_hit => steps.first().copied(),
            Goal::Last => steps.last().copied(),
            Goal::First => None,
        };
        self.note_current();
        self.reveal = Reveal {
            seq: self.reveal.seq + 1,
            top: !same,
            mark: self.current,
            focus: self.reveal.focus,
        };
        if !std::mem::take(&mut self.mending.is_told) {
            self.say_current();
        }
        // The next answer about this article, after a change of layers or of
        // the selection, begins at the first match again.
        self.goal = Goal::First;
        self.keep_changes();
    }

    /// The claim or meeting at byte `at`, its layer shown; else the first mark behind.
    fn show_record(&mut self, article: &Article, at: u32) -> Option<u32> {
        let mut marks = (0u32..)
            .zip(&article.marks)
            .filter(|m| m.1.stretch.start >= at);
        let record = marks
            .clone()
            .take_while(|m| m.1.stretch.start == at)
            .find(|m| RECORDS.contains(&m.1.layer));
        let (idx, mark) = match record {
            Some(record) => record,
            None => marks.find(|m| !self.place.look.off.contains(m.1.layer))?,
        };
        if self.place.look.off.contains(mark.layer) {
            self.place.look.off = self.place.look.off.toggled(mark.layer);
        }
        Some(idx)
    }

    fn heard_codebook(&mut self, codebook: Codebook) {
        self.codebook = Answer::Ready(Shared::new(codebook));
    }

    /// Takes what the dock shows, unless it shows something else by now.
    fn heard_docked(&mut self, docked: Docked) {
        let is_shown = self.place.dock.is_some_and(|dock| match &docked {
            Docked::Facts(facts) => dock.view == View::Facts(facts.kind),
            Docked::Concordance(_) => dock.view == View::Concordance,
            Docked::Phrases(_) => dock.view == View::Phrases,
            Docked::Timeline(_) => dock.view == View::Timeline,
            Docked::Network(_) => dock.view == View::Network,
            Docked::Matrix(_) => matches!(dock.view, View::Themes | View::Actors),
        });
        if is_shown {
            self.docked = Answer::Ready(Shared::new(docked));
        }
    }

    fn heard_failure(&mut self, request: &Request, failure: Failure) {
        self.said = format!("{} {}", failure.what, failure.remedy);
        match request {
            Request::Add { .. } | Request::Import { .. } | Request::Empty => {
                self.survey = Answer::Failed(failure.clone());
                self.added = Answer::Failed(failure);
            }
            Request::Survey { .. } => self.survey = Answer::Failed(failure),
            Request::Open { .. } => self.article = Answer::Failed(failure),
            Request::Codebook => self.codebook = Answer::Failed(failure),
            Request::Facts { .. }
            | Request::Timeline { .. }
            | Request::Matrix { .. }
            | Request::Concordance { .. }
            | Request::Phrases { .. }
            | Request::Network { .. } => self.docked = Answer::Failed(failure),
            Request::Correct { .. } | Request::Corrections => {
                self.corrected = Answer::Failed(failure);
                self.note(self.said.clone());
            }
            Request::Entity { .. } => self.mending.entity = Answer::Failed(failure),
            Request::Learn { .. }
            | Request::Remove { .. }
            | Request::Save
            | Request::Export { .. } => {
                self.failed_save();
                self.note(self.said.clone());
            }
        }
    }

    // The selection.

    fn travel_to(&mut self, place: Place, problems: &[String]) {
        self.note_problems(problems);
        if place == self.place {
            return;
        }
        if place.kept != self.place.kept {
            return match place.kept {
                Some(id) => self.open_kept(id, place),
                None => self.open_sample(place),
            };
        }
        let before = std::mem::replace(&mut self.place, place);
        self.follow = self.place.article.is_none();
        self.goal = goal_of(&self.place);
        self.reveal.focus = false;
        self.travel = Travel::Replace;
        if before.selection != self.place.selection {
            let corrections = Rc::clone(&self.corrections);
            self.remember(
                before.selection,
                corrections,
                "go to another address",
                false,
            );
        }
        self.mending = Mending::default();
        if self.added.latest().is_some() {
            self.ask_survey();
            self.ask_card();
        }
    }

    /// Changes the selection: undoable, and with all that follows from it.
    fn change(&mut self, selection: Selection, name: &str, typed: bool) {
        if selection == self.place.selection {
            return;
        }
        let before = std::mem::replace(&mut self.place.selection, selection);
        let typed_on = typed && !before.find.is_empty();
        self.travel = if typed_on {
            Travel::Replace
        } else {
            Travel::Push
        };
        let corrections = Rc::clone(&self.corrections);
        self.remember(before, corrections, name, typed);
        self.selection_changed();
    }

    fn remember(
        &mut self,
        selection: Selection,
        corrections: Rc<Vec<Correction>>,
        name: &str,
        typed: bool,
    ) {
        self.future.clear();
        if let Some(last) = self.past.last_mut().filter(|last| typed && last.typed) {
            name.clone_into(&mut last.name);
            return;
        }
        self.past.push(Change {
            selection,
            corrections,
            name: name.to_owned(),
            typed,
        });
        if self.past.len() > MAX_UNDO {
            self.past.remove(0);
        }
    }

    fn selection_changed(&mut self) {
        self.begin_anew();
        self.ask_survey();
    }

    /// Lists are looked at from their beginning.
    fn begin_anew(&mut self) {
        (self.n_rows, self.n_facts) = (N_ROWS, N_FACTS);
        self.place.at = None;
        self.goal = Goal::First;
        self.follow = true;
        self.reveal.focus = false;
    }

    fn undo(&mut self) {
        let Some(change) = self.past.pop() else {
            return;
        };
        let name = change.name.clone();
        let undone = self.swap(change);
        self.future.push(undone);
        self.said = format!("Undone: {name}");
    }

    fn redo(&mut self) {
        let Some(change) = self.future.pop() else {
            return;
        };
        let name = change.name.clone();
        let done = self.swap(change);
        self.past.push(done);
        self.said = format!("Done again: {name}");
    }

    /// Goes to the other side of a change.
    fn swap(&mut self, change: Change) -> Change {
        let corrections = std::mem::replace(&mut self.corrections, change.corrections);
        let selection = std::mem::replace(&mut self.place.selection, change.selection);
        let is_corrected = corrections != self.corrections;
        let is_chosen = selection != self.place.selection;
        if is_chosen {
            self.travel = Travel::Push;
            self.begin_anew();
        }
        if is_corrected && !is_chosen {
            self.stay();
        }
        match is_corrected {
            // What is listed is asked for when it is corrected.
            true => self.ask_correct(),
            false => self.ask_survey(),
        }
        Change {
            selection,
            corrections,
            // What was typed is one change; going through it ends it.
            typed: false,
            ..change
        }
    }

    // What is said against the readings.

    /// Says something against the readings: undoable, and with all that follows.
    fn correct(&mut self, said: Correction) {
        let mut selection = self.place.selection.clone();
        if let Correction::Merge { entity, into, .. } = &said {
            if let Some((_, key)) = self.place.card.as_mut().filter(|card| card.1 == *entity) {
                key.clone_from(into);
            }
            // What was chosen is now known by the other key.
            let is_there = selection.clauses.iter().any(|c| c.key == *into);
            selection.clauses.retain(|c| c.key != *entity || !is_there);
            for clause in &mut selection.clauses {
                if clause.key == *entity {
                    clause.key.clone_from(into);
                }
            }
        }
        let mut corrections = (*self.corrections).clone();
        let name = correction::name(&said);
        corrections.push(said);
        self.set_corrections(corrections, selection, &name);
    }

    fn uncorrect(&mut self, at: usize) {
        let mut corrections = (*self.corrections).clone();
        if at < corrections.len() {
            let name = format!("take back: {}", correction::name(&corrections.remove(at)));
            let selection = self.place.selection.clone();
            self.set_corrections(corrections, selection, &name);
        }
    }

    fn set_corrections(&mut self, list: Vec<Correction>, selection: Selection, name: &str) {
        let before = std::mem::replace(&mut self.corrections, Rc::new(list));
        let selection = std::mem::replace(&mut self.place.selection, selection);
        self.remember(selection, before, name, false);
        (self.picked, self.why) = (None, None);
        (self.mending.task, self.mending.same) = (None, None);
        self.stay();
        self.note_passing(format!("Done: {name}. Undo with Ctrl+Z."));
        self.ask_correct();
    }

    /// What is drawn anew shows the same place.
    fn stay(&mut self) {
        if let Some(at) = self.place.at {
            self.goal = Goal::At(at);
        }
        self.follow = false;
    }

    fn ask_correct(&mut self) {
        self.corrected = self.corrected.again();
        self.mending.is_told = true;
        let is_forgotten = self.shelf.keeping == Keeping::Failed(Fault::Gone);
        self.shelf.is_changed |= self.collection.is_some() && !is_forgotten;
        self.ask(Request::Correct {
            corrections: (*self.corrections).clone(),
        });
    }

    fn heard_corrected(&mut self, corrected: Corrected) {
        let list = corrected.list.iter().map(|laid| &laid.correction);
        if !list.clone().eq(self.corrections.iter()) {
            self.corrections = Rc::new(list.cloned().collect());
        }
        self.corrected = Answer::Ready(Shared::new(corrected));
    }

    /// The mark that the card or the eye is on, and the article it stands in.
    fn pointed(&self) -> Option<(Shared<Article>, u32)> {
        let article = self.article.latest()?.clone();
        let of_card = self.why.as_ref().and_then(|why| why.marks.first().copied());
        Some((article, of_card.or(self.current)?))
    }

    fn delete(&mut self) {
        let Some((article, idx)) = self.pointed() else {
            return;
        };
        match passage::mark(&article, idx) {
            Some(mark) if correction::is_mention(mark.layer) => {
                self.correct(Correction::Delete {
                    at: correction::words(&article, mark.stretch, self.mending.everywhere),
                    layer: mark.layer,
                });
            }
            _ => "Only what names something can be taken out.".clone_into(&mut self.said),
        }
    }

    fn begin(&mut self, task: Task) {
        if self.place.card.is_some() {
            self.mending.task = Some(task);
            return;
        }
        let Some((article, idx)) = self.pointed() else {
            "Step to a mark first: n.".clone_into(&mut self.said);
            return;
        };
        if !passage::mark(&article, idx).is_some_and(|mark| correction::can(task, mark)) {
            "Only what has a name can be corrected so.".clone_into(&mut self.said);
            return;
        }
        if self.why.is_none() {
            self.open_why_here();
        }
        if let Some(why) = &mut self.why {
            why.pinned = true;
            self.mending.task = Some(task);
            self.mending.find = String::new();
            if task == Task::Merge {
                self.mending.entity = Answer::Waiting(None);
                self.ask_entity();
            }
        }
    }

    /// What has a card, or else what the mark names that is pointed at.
    fn subject(&self) -> Option<(Lens, String)> {
        if self.place.card.is_some() {
            return self.place.card.clone();
        }
        let (article, idx) = self.pointed()?;
        let mark = passage::mark(&article, idx)?;
        Some((kind::lens_of(mark.layer)?, mark.key.clone()?))
    }

    /// Asks for what the card shows, if one is open.
    fn ask_card(&mut self) {
        if self.place.card.is_some() {
            self.ask_entity();
        }
    }

    fn ask_entity(&mut self) {
        if let Some((lens, key)) = self.subject() {
            self.mending.entity = self.mending.entity.again();
            self.ask(Request::Entity {
                lens,
                key,
                find: self.mending.find.clone(),
            });
        }
    }

    fn show_card(&mut self, card: Option<(Lens, String)>) {
        self.travel = match (&self.place.card, &card) {
            (None, Some(_)) => Travel::Push,
            _ => Travel::Replace,
        };
        self.place.card = card;
        self.mending = Mending::default();
        self.why = None;
        self.ask_card();
    }

    fn choose(&mut self, clause: Clause) {
        let mut selection = self.place.selection.clone();
        let same = |c: &Clause| c.lens == clause.lens && c.key == clause.key;
        let before = selection.clauses.iter().find(|c| same(c)).cloned();
        let label = self.label(clause.lens, &clause.key);
        let name = match &before {
            Some(before) if *before == clause => format!("drop {label}"),
            _ if clause.exclude => format!("exclude {label}"),
            _ => format!("include {label}"),
        };
        match selection.clauses.iter_mut().find(|c| same(c)) {
            Some(found) if *found == clause => selection.clauses.retain(|c| !same(c)),
            Some(found) => found.exclude = clause.exclude,
            None => selection.clauses.push(clause),
        }
        self.change(selection, &name, false);
    }

    fn set_any(&mut self, lens: Lens, any: bool) {
        let mut selection = self.place.selection.clone();
        selection.any.retain(|&l| l != lens);
        if any {
            selection.any.push(lens);
            chancery_text::sort::sort(&mut selection.any);
        }
        let word = if any { "any" } else { "all" };
        let name = format!("{word} of the chosen {}", kind::lens(lens).many);
        self.change(selection, &name, false);
    }

    fn find(&mut self, find: String) {
        let name = match find.trim() {
            "" => "clear the query line".to_owned(),
            words => format!("find {}", wording::visible(&wording::short(words, 40))),
        };
        let selection = Selection {
            find,
            ..self.place.selection.clone()
        };
        self.change(selection, &name, true);
    }

    // The reader.

    fn open(&mut self, article: ArticleId, goal: Goal, travel: Travel) {
        let other = self.place.article != Some(article);
        self.goal = goal;
        self.follow = true;
        if other {
            self.place.article = Some(article);
            self.place.at = None;
            self.travel = travel;
        }
        self.ask_article();
    }

    fn turn_article(&mut self, turn: Turn) {
        let Some(article) = self.neighbour(turn) else {
            let end = match turn {
                Turn::Next => "This is the last article.",
                Turn::Previous => "This is the first article.",
            };
            end.clone_into(&mut self.said);
            return;
        };
        self.reveal.focus = false;
        self.open(article, Goal::First, Travel::Push);
        if self.pane == Pane::Articles {
            self.pane = Pane::Reader;
        }
    }

    /// Steps to the match before or after the current one, and over the end of
    /// the article into its neighbour.
    fn step(&mut self, turn: Turn) {
        let Answer::Ready(article) = &self.article else {
            return;
        };
        let article = article.clone();
        let steps = self.steps();
        let order = |i: u32| passage::mark(&article, i).map(passage::order);
        let here = self.current.and_then(order);
        let next = match (here, turn) {
            (None, Turn::Next) => steps.first(),
            (None, Turn::Previous) => steps.last(),
            (here, Turn::Next) => steps.iter().find(|&&i| order(i) > here),
            (here, Turn::Previous) => steps.iter().rev().find(|&&i| order(i) < here),
        };
        if let Some(&next) = next {
            return self.go_to(next, true);
        }
        match self.neighbour(turn) {
            Some(article) => {
                let goal = match turn {
                    Turn::Next => Goal::First,
                    Turn::Previous => Goal::Last,
                };
                self.reveal.focus = true;
                self.open(article, goal, Travel::Push);
            }
            None => {
                let end = match turn {
                    Turn::Next => "This is the last match.",
                    Turn::Previous => "This is the first match.",
                };
                end.clone_into(&mut self.said);
            }
        }
    }

    fn go_to(&mut self, mark: u32, focus: bool) {
        self.current = Some(mark);
        self.why = None;
        self.pane = Pane::Reader;
        self.note_current();
        self.reveal = Reveal {
            seq: self.reveal.seq + 1,
            top: false,
            mark: Some(mark),
            focus,
        };
        self.say_current();
    }

    /// Lets the address say where the current match is.
    fn note_current(&mut self) {
        let article = self.article.latest();
        let mark = article.zip(self.current).and_then(|(article, current)| {
            passage::mark(article, current).map(|mark| mark.stretch.start)
        });
        if self.place.at != mark {
            self.place.at = mark;
            self.travel = Travel::Replace;
        }
    }

    fn say_current(&mut self) {
        let (Some(article), Some(current)) = (self.article.latest(), self.current) else {
            return;
        };
        let Some(mark) = passage::mark(article, current) else {
            return;
        };
        let steps = passage::steps(article, self.place.look);
        let nth = steps.iter().position(|&s| s == current);
        let place = match nth {
            Some(nth) => format!("Match {} of {}", nth + 1, steps.len()),
            None => "Mark".to_owned(),
        };
        self.said = format!(
            "{place}: {}, {}, {}",
            wording::short(passage::words(&article.text, mark.stretch), 80),
            kind::layer(mark.layer).one,
            wording::visible(&mark.label),
        );
    }

    fn open_why(&mut self, why: Why) {
        if why.pinned {
            self.current = why.marks.first().copied();
            self.note_current();
        } else if self.why.as_ref().is_some_and(|open| open.pinned) {
            return;
        }
        self.mending = Mending::default();
        self.why = Some(why);
    }

    fn open_why_here(&mut self) {
        let (Answer::Ready(article), Some(current)) = (&self.article, self.current) else {
            return;
        };
        let Some(mark) = passage::mark(article, current) else {
            return;
        };
        let pieces = passage::pieces(article, mark.stretch, self.place.look.off);
        let Some(piece) = pieces.first() else {
            return;
        };
        let mut marks = piece.marks.clone();
        chancery_text::sort::sort_by_key(&mut marks, |&m| m != current);
        self.why = Some(Why {
            at: piece.stretch.start,
            marks,
            pinned: true,
        });
    }

    fn look(&mut self, off: Layers) {
        self.place.look.off = off;
        self.travel = Travel::Replace;
        self.why = None;
        let hidden = |i: u32| {
            let mark = self.article.latest().and_then(|a| passage::mark(a, i));
            mark.is_none_or(|m| off.contains(m.layer))
        };
        if self.current.is_some_and(hidden) {
            self.current = None;
            self.note_current();
        }
    }

    fn visit(&mut self, region: Region) {
        self.pane = match region {
            // On a narrow page the query line stands over the list only.
            Region::Query if self.pane == Pane::Reader => Pane::Articles,
            Region::Query => self.pane,
            Region::Filters => Pane::Filters,
            Region::Text | Region::Picked => Pane::Reader,
            Region::Dock => Pane::Facts,
        };
        let n_before = self.visit.map_or(0, |(n, _)| n);
        self.visit = Some((n_before + 1, region));
    }

    fn show_dock(&mut self, dock: Option<Dock>) {
        self.pane = match dock {
            Some(_) => Pane::Facts,
            None if self.pane == Pane::Facts => Pane::Articles,
            None => self.pane,
        };
        if self.place.dock != dock {
            self.place.dock = dock;
            self.travel = Travel::Replace;
            self.n_facts = N_FACTS;
            self.docked = Answer::Waiting(None);
            self.ask_docked();
        }
    }

    fn show_panel(&mut self, panel: Option<Panel>) {
        if panel.is_none() && self.panel.is_none() {
            return self.show_card(None);
        }
        self.panel = panel;
        if panel == Some(Panel::Open) {
            self.list_kept();
        }
        if panel == Some(Panel::Codebook) && !matches!(self.codebook, Answer::Ready(_)) {
            self.ask_codebook();
        }
    }

    fn escape(&mut self) {
        if self.panel.take().is_some() || self.mending.task.take().is_some() {
            return;
        }
        if self.place.card.is_some() {
            return self.show_card(None);
        }
        if self.picked.take().is_some() || self.why.take().is_some() {
            return;
        }
        match self.pane {
            Pane::Filters => self.pane = Pane::Articles,
            Pane::Facts => self.show_dock(None),
            Pane::Reader if self.current.is_some() => {
                self.current = None;
                self.note_current();
            }
            Pane::Reader | Pane::Articles => self.pane = Pane::Articles,
        }
    }
}

/// Whether a request adds articles.
fn adds(request: &Request) -> bool {
    matches!(request, Request::Add { .. } | Request::Import { .. })
}

/// Whether an article is in the list, or may be further down than the rows
/// that were asked for.
fn may_list(survey: &Survey, article: ArticleId) -> bool {
    let cut_off = survey.rows.len() < survey.n_articles as usize;
    cut_off || survey.rows.iter().any(|row| row.article == article)
}

fn goal_of(place: &Place) -> Goal {
    place.at.map_or(Goal::First, Goal::At)
}

/// The step that begins at byte `at`, else the mark there that is the longest.
fn mark_at(article: &Article, steps: &[u32], at: u32) -> Option<u32> {
    let begins = |i: &u32| passage::mark(article, *i).is_some_and(|m| m.stretch.start == at);
    let all = 0..article.marks.len() as u32;
    let step = steps.iter().copied().find(begins);
    step.or_else(|| all.into_iter().find(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use chancery_protocol::ask::Layer;
    use chancery_protocol::correction::Laid;

    /// A page with a small engine behind it: five articles, of which those with
    /// "trade" are 0, 2 and 4; what is found are the marks of the fixture.
    struct Bench {
        model: Rc<Model>,
    }

    const MARKED: &str = "{T!:trade} of {L:日本} – {P:Misri’s} {T!:ties} ¥ é 🙂 {D:Thursday}";

    impl Bench {
        fn new(fragment: &str) -> Self {
            let (place, problems) = crate::route::read(fragment);
            let model = Model::new(place, &problems, Settings::default());
            let mut bench = Self {
                model: Rc::new(model),
            };
            bench.act(Action::Start);
            bench.settle();
            bench
        }

        fn act(&mut self, action: Action) {
            self.model = Rc::clone(&self.model).reduce(action);
        }

        /// Answers what is asked until nothing is.
        fn settle(&mut self) {
            while let Some(asked) = self.model.asked.first().cloned() {
                let response = answer(&asked.request);
                self.act(done(asked.id, response));
            }
        }

        fn then(&mut self, action: Action) -> &Model {
            self.act(action);
            self.settle();
            &self.model
        }
    }

    fn failure() -> Failure {
        Failure {
            what: "It broke.".to_owned(),
            remedy: "Try again.".to_owned(),
        }
    }

    fn done(id: u32, response: Response) -> Action {
        Action::Heard(News::Answered(Answered::Done { id, response }))
    }

    fn answer(request: &Request) -> Response {
        match request {
            Request::Import { .. } | Request::Empty => Response::Added(Added::default()),
            Request::Add { articles } => Response::Added(Added {
                articles: (0..articles.len() as u32).map(ArticleId).collect(),
                left_out: Vec::new(),
            }),
            Request::Survey { selection, .. } => {
                let listed: &[u32] = match selection.clauses.first() {
                    None => &[0, 1, 2, 3, 4],
                    Some(clause) if clause.key == "nothing" => &[],
                    Some(clause) if clause.exclude => &[1, 3],
                    Some(_) => &[0, 2, 4],
                };
                Response::Survey(fixture::survey(listed, 5))
            }
            Request::Open { article, selection } => {
                let mut opened = fixture::article(MARKED);
                opened.article = *article;
                let found = !selection.clauses.is_empty();
                opened.marks.iter_mut().for_each(|m| m.hit &= found);
                Response::Article(Box::new(opened))
            }
            Request::Codebook => Response::Codebook(Codebook {
                name: "c".to_owned(),
                themes: Vec::new(),
            }),
            Request::Facts { kind, .. } => Response::Facts(chancery_protocol::answer::Facts {
                kind: *kind,
                counts: Vec::new(),
                rows: Vec::new(),
            }),
            Request::Remove { articles } => Response::Removed(articles.clone()),
            Request::Save => Response::Saved(Vec::new()),
            Request::Learn { .. } => Response::Learned { n_articles: 0 },
            Request::Export { .. } => Response::Exported(String::new()),
            Request::Corrections => Response::Corrected(Corrected::default()),
            Request::Correct { corrections } => Response::Corrected(Corrected {
                list: corrections
                    .iter()
                    .map(|correction| Laid {
                        correction: correction.clone(),
                        articles: vec![ArticleId(0)],
                    })
                    .collect(),
                n_articles: 1,
            }),
            Request::Timeline { .. }
            | Request::Matrix { .. }
            | Request::Concordance { .. }
            | Request::Phrases { .. }
            | Request::Entity { .. }
            | Request::Network { .. } => Response::Failed(failure()),
        }
    }

    fn trade(exclude: bool) -> Clause {
        Clause {
            lens: Lens::Theme,
            key: "trade".to_owned(),
            exclude,
        }
    }

    fn open(model: &Model) -> Option<u32> {
        model.place.article.map(|a| a.0)
    }

    #[test]
    fn the_first_visit_opens_the_first_article() {
        let bench = Bench::new("");
        let Answer::Ready(article) = &bench.model.article else {
            panic!("{:?}", bench.model.article)
        };
        assert_eq!(article.article, ArticleId(0));
        assert_eq!(bench.model.said, "5 articles, 50 sentences");
        assert_eq!(bench.model.current, None);
        assert_eq!(crate::route::write(&bench.model.place), "article=0");
    }

    #[test]
    fn a_link_reproduces_the_state() {
        let fragment = "article=3&theme=trade&not.place=Ukraine&any=theme&find=a&sort=newest&off=date&boilerplate=hidden&at=0";
        let bench = Bench::new(fragment);
        assert_eq!(crate::route::write(&bench.model.place), fragment);
        assert_eq!(bench.model.current, Some(0));
    }

    #[test]
    fn choosing_narrows_and_shows_the_first_match() {
        let mut bench = Bench::new("article=1");
        let model = bench.then(Action::Choose(trade(false)));
        assert_eq!(model.said, "Match 1 of 2: trade, theme, trade");
        assert_eq!((open(model), model.current), (Some(0), Some(0)));
        assert_eq!(model.past[0].name, "include Trade & customs");
        assert_eq!(
            crate::route::write(&model.place),
            "article=0&theme=trade&at=0"
        );
    }

    #[test]
    fn choosing_again_turns_round_or_takes_out() {
        let mut bench = Bench::new("");
        for (exclude, clauses, name) in [
            (false, vec![trade(false)], "include Trade & customs"),
            (true, vec![trade(true)], "exclude Trade & customs"),
            (true, vec![], "drop Trade & customs"),
        ] {
            let model = bench.then(Action::Choose(trade(exclude)));
            assert_eq!(model.place.selection.clauses, clauses);
            assert_eq!(model.past.last().map(|c| c.name.as_str()), Some(name));
        }
    }

    #[test]
    fn changes_are_undone_and_done_again() {
        let mut bench = Bench::new("");
        bench.then(Action::Choose(trade(false)));
        bench.then(Action::Find("five".to_owned()));
        bench.then(Action::Find("five trillion".to_owned()));
        assert_eq!(bench.model.past.len(), 2, "typing is one change");
        bench.then(Action::Undo);
        assert_eq!(bench.model.place.selection.find, "");
        assert_eq!(bench.model.future[0].name, "find five trillion");
        bench.then(Action::Undo);
        assert_eq!(bench.model.place.selection, Selection::default());
        bench.then(Action::Redo);
        bench.then(Action::Redo);
        assert_eq!(bench.model.place.selection.find, "five trillion");
        bench.then(Action::Undo);
        bench.then(Action::Choose(trade(false)));
        assert!(bench.model.future.is_empty(), "a new change ends redo");
    }

    #[test]
    fn stepping_walks_through_the_matches_and_on_into_the_next_article() {
        let mut bench = Bench::new("theme=trade");
        assert_eq!(
            (open(&bench.model), bench.model.current),
            (Some(0), Some(0))
        );
        for (turn, article, current) in [
            (Turn::Next, 0, 3),
            (Turn::Next, 2, 0),
            (Turn::Previous, 0, 3),
            (Turn::Previous, 0, 0),
            (Turn::Previous, 0, 0),
        ] {
            let model = bench.then(Action::Match(turn));
            assert_eq!((open(model), model.current), (Some(article), Some(current)));
        }
        assert_eq!(bench.model.said, "This is the first match.");
    }

    #[test]
    fn without_a_selection_stepping_walks_through_every_mark_shown() {
        let mut bench = Bench::new("off=theme");
        let walked: Vec<_> = (0..3)
            .map(|_| bench.then(Action::Match(Turn::Next)).current)
            .collect();
        assert_eq!(walked, [Some(1), Some(2), Some(4)]);
    }

    #[test]
    fn stale_answers_are_dropped() {
        let mut bench = Bench::new("");
        bench.act(Action::Choose(trade(false)));
        let stale = bench.model.asked[0].id;
        bench.act(Action::Choose(trade(true)));
        assert_eq!(bench.model.asked.len(), 1);
        let before = Rc::clone(&bench.model);
        bench.act(done(stale, Response::Survey(fixture::survey(&[4], 5))));
        assert!(Rc::ptr_eq(&before, &bench.model));
        bench.settle();
        assert_eq!(bench.model.said.split(':').next(), Some("Match 1 of 2"));
        assert_eq!(open(&bench.model), Some(1));
    }

    #[test]
    fn failures_are_shown_and_can_be_tried_again() {
        let mut bench = Bench::new("");
        bench.act(Action::Choose(trade(false)));
        let id = bench.model.asked[0].id;
        bench.act(done(id, Response::Failed(failure())));
        assert_eq!(bench.model.survey, Answer::Failed(failure()));
        assert_eq!(bench.model.said, "It broke. Try again.");
        let model = bench.then(Action::AskAgain);
        assert!(matches!(model.survey, Answer::Ready(_)));

        let mut bench = Bench {
            model: Rc::new(Model::new(Place::default(), &[], Settings::default())),
        };
        bench.act(Action::Start);
        bench.act(done(0, Response::Failed(failure())));
        assert_eq!(bench.model.survey, Answer::Failed(failure()));
        let model = bench.then(Action::AskAgain);
        assert!(matches!(model.article, Answer::Ready(_)));
    }

    #[test]
    fn an_answer_of_another_kind_is_a_failure() {
        let mut bench = Bench::new("");
        bench.act(Action::Choose(trade(false)));
        let id = bench.model.asked[0].id;
        bench.act(done(id, Response::Exported(String::new())));
        assert!(matches!(bench.model.survey, Answer::Failed(_)));
    }

    #[test]
    fn what_was_read_again_is_asked_again() {
        let mut bench = Bench::new("theme=trade");
        assert!(matches!(bench.model.article, Answer::Ready(_)));
        bench.act(Action::Heard(News::ReadAgain));
        let asked = bench.model.asked.iter().map(|a| &a.request);
        let (mut survey, mut article) = (0, 0);
        for request in asked {
            survey += u32::from(matches!(request, Request::Survey { .. }));
            article += u32::from(matches!(request, Request::Open { .. }));
        }
        assert_eq!((survey, article), (1, 1));
        assert!(bench.model.notice.is_none());
    }

    #[test]
    fn after_a_restart_only_the_user_asks_again_what_failed() {
        let mut bench = Bench::new("theme=trade");
        bench.act(Action::Find("poison".to_owned()));
        let id = bench.model.asked[0].id;
        bench.act(done(id, Response::Failed(failure())));
        let what = "The reading engine stopped.".to_owned();
        bench.act(Action::Heard(News::Restarted { what }));
        assert!(bench.model.notice.is_some());
        assert_eq!(bench.model.asked, []);
        assert_eq!(bench.model.survey, Answer::Failed(failure()));
        assert!(matches!(bench.model.article, Answer::Ready(_)));
        let model = bench.then(Action::Find("yen".to_owned()));
        assert!(matches!(model.survey, Answer::Ready(_)));
    }

    #[test]
    fn own_files_take_the_place_of_the_sample_and_back() {
        let mut bench = Bench::new("theme=trade&article=2");
        let file = RawFile {
            name: "日本.txt".to_owned(),
            bytes: "Talks in Tokyo – ¥5".into(),
        };
        bench.act(Action::OpenFiles(vec![file.clone()]));
        let asked: Vec<Request> = bench
            .model
            .asked
            .iter()
            .map(|a| a.request.clone())
            .collect();
        assert_eq!(
            asked,
            [Request::Empty, Request::Import { files: vec![file] }]
        );
        let model = bench.then(Action::Dismiss);
        assert_eq!(model.collection.as_deref(), Some("日本.txt"));
        assert_eq!(model.place.selection, Selection::default());
        assert_eq!((open(model), model.past.len()), (Some(0), 0));
        let model = bench.then(Action::OpenSample);
        assert_eq!((model.collection.as_deref(), open(model)), (None, Some(0)));
    }

    #[test]
    fn an_empty_selection_leaves_the_article_open() {
        let mut bench = Bench::new("article=2");
        let nothing = Clause {
            key: "nothing".to_owned(),
            ..trade(false)
        };
        let model = bench.then(Action::Choose(nothing));
        assert_eq!(open(model), Some(2));
        assert_eq!(model.row(), None);
        assert!(matches!(model.article, Answer::Ready(_)));
    }

    #[test]
    fn back_goes_to_the_place_it_is_told() {
        let mut bench = Bench::new("");
        bench.then(Action::Choose(trade(false)));
        assert_eq!(open(&bench.model), Some(0));
        let (place, _) = crate::route::read("article=3");
        let travelled = Action::Travelled {
            place: Box::new(place.clone()),
            problems: Vec::new(),
        };
        let model = bench.then(travelled);
        assert_eq!(model.place, place);
        assert_eq!(model.travel, Travel::Replace);
        bench.then(Action::Undo);
        assert_eq!(bench.model.place.selection.clauses, [trade(false)]);
    }

    #[test]
    fn files_to_keep_are_called_as_the_collection() {
        let mut bench = Bench::new("");
        let cases = [
            (None, "India–Japan sample.chancery"),
            (Some("press/2024.txt"), "press-2024.chancery"),
            (Some("日本 ¥.é"), "日本 -.chancery"),
            (Some("3 files"), "3 files.chancery"),
        ];
        for (collection, name) in cases {
            let mut model = (*bench.model).clone();
            model.collection = collection.map(str::to_owned);
            bench.model = Rc::new(model);
            let model = bench.then(Action::Save);
            let download = model.download.as_ref().expect("a file");
            let expected = name.replace('–', "-");
            assert_eq!(download.name.replace('–', "-"), expected);
        }
    }

    #[test]
    fn the_dock_obeys_the_selection() {
        let mut bench = Bench::new("");
        let asks = |bench: &Bench| {
            let facts = bench.model.asked.iter().filter_map(|a| match &a.request {
                Request::Facts {
                    selection, kind, ..
                } => Some((selection.clauses.len(), kind::view(View::Facts(*kind)).0)),
                _ => None,
            });
            facts.collect::<Vec<_>>()
        };
        bench.act(Action::Choose(trade(false)));
        assert_eq!(asks(&bench), []);
        bench.settle();
        bench.act(Action::TurnDock);
        assert_eq!(asks(&bench), [(1, "figures")]);
        bench.settle();
        assert!(matches!(bench.model.docked, Answer::Ready(_)));
        bench.then(Action::Choose(trade(false)));
        assert!(matches!(bench.model.docked, Answer::Ready(_)));
        let place = crate::route::write(&bench.model.place);
        assert!(place.contains("dock=figures"), "{place}");
        bench.then(Action::Escape);
        assert_eq!(
            (bench.model.place.dock, bench.model.pane),
            (None, Pane::Articles)
        );
    }

    #[test]
    fn a_record_is_shown_with_its_layer() {
        let article =
            fixture::article("¥ {C:{P:Misri} agreed on 日本} and {M:{L:Tokyo} talks} {D:today}");
        let start = |letter: &str| {
            let of = |m: &&chancery_protocol::answer::Mark| kind::layer(m.layer).letter == letter;
            article.marks.iter().find(of).map_or(0, |m| m.stretch.start)
        };
        let cases = [("C", "Claims"), ("M", "Meetings"), ("D", "Dates")];
        for (letter, shown) in cases {
            let mut model = Model::new(Place::default(), &[], Settings::default());
            let found = model.show_record(&article, start(letter));
            let mark = passage::mark(&article, found.expect("a mark")).expect("a mark");
            assert_eq!(kind::layer(mark.layer).many, shown);
            assert!(!model.place.look.off.contains(mark.layer));
        }
    }

    #[test]
    fn hidden_layers_leave_the_address_and_the_current_match() {
        let mut bench = Bench::new("theme=trade");
        let model = bench.then(Action::Layer(Layer::Theme));
        assert_eq!(model.current, None);
        assert_eq!(
            crate::route::write(&model.place),
            "article=0&theme=trade&off=theme"
        );
        bench.then(Action::AllLayers);
        assert_eq!(bench.model.place.look, Look::default());
        bench.then(Action::AllLayers);
        assert_eq!(bench.model.place.look.off, Layers::all());
        assert!(bench.model.steps().is_empty());
    }

    #[test]
    fn the_card_opens_where_the_match_is_and_escape_backs_out() {
        let mut bench = Bench::new("theme=trade");
        bench.then(Action::WhyHere);
        let why = bench.model.why.clone();
        assert_eq!(
            why.map(|w| (w.at, w.marks, w.pinned)),
            Some((0, vec![0], true))
        );
        let hover = Why {
            at: 9,
            marks: vec![1],
            pinned: false,
        };
        bench.then(Action::Why(hover.clone()));
        assert_ne!(
            bench.model.why,
            Some(hover),
            "one that stays is not replaced"
        );
        bench.then(Action::WhyClosed { pinned: false });
        assert!(bench.model.why.is_some());
        bench.then(Action::Panel(Some(Panel::Help)));
        bench.then(Action::Show(Pane::Reader));
        let shown = |m: &Model| (m.panel.is_some(), m.why.is_some(), m.current.is_some());
        for expected in [
            (false, true, true),
            (false, false, true),
            (false, false, false),
        ] {
            assert_eq!(shown(bench.then(Action::Escape)), expected);
        }
    }

    #[test]
    fn corrections_are_undone_by_name_with_what_they_chose() {
        let mut bench = Bench::new("theme=trade&article=2");
        let merge = Correction::Merge {
            entity: "trade".to_owned(),
            before: "Jayashankar – 日本".to_owned(),
            into: "ties".to_owned(),
            name: "S Jaishankar".to_owned(),
        };
        bench.act(Action::Correct(merge.clone()));
        assert!(
            bench
                .model
                .said
                .contains("merge Jayashankar – 日本 with S Jaishankar")
        );
        bench.settle();
        assert_eq!(*bench.model.corrections, std::slice::from_ref(&merge));
        assert_eq!(bench.model.place.selection.clauses[0].key, "ties");
        assert!(
            bench.model.said.starts_with("Done: merge"),
            "{}",
            bench.model.said
        );
        let name = |changes: &[Change]| changes.last().map(|c| c.name.clone());
        let expected = Some("merge Jayashankar – 日本 with S Jaishankar".to_owned());
        assert_eq!(name(&bench.model.past), expected);
        let model = bench.then(Action::Undo);
        assert!(model.said.starts_with("Undone: merge"), "{}", model.said);
        assert_eq!(*model.corrections, []);
        assert_eq!(model.place.selection.clauses[0].key, "trade");
        assert_eq!(name(&model.future), expected);
        let model = bench.then(Action::Redo);
        assert_eq!(*model.corrections, [merge]);
        let model = bench.then(Action::Uncorrect(0));
        assert_eq!(*model.corrections, []);
        let model = bench.then(Action::Undo);
        assert_eq!(model.corrections.len(), 1);
    }

    #[test]
    fn only_what_names_something_is_corrected() {
        let mut bench = Bench::new("");
        for (current, n_corrections, task) in [
            // A theme, a place, a person, a theme, a date.
            (0, 0, None),
            (1, 1, Some(Task::Rename)),
            (2, 1, Some(Task::Rename)),
            (3, 0, None),
            (4, 1, Some(Task::Rename)),
        ] {
            bench.then(Action::GoTo(current));
            bench.then(Action::Task(Task::Rename));
            let found = bench.model.mending.task;
            let is_date = current == 4;
            assert_eq!(found, task.filter(|_| !is_date), "{current}");
            bench.then(Action::TaskDone);
            bench.then(Action::WhyClosed { pinned: true });
            bench.then(Action::Delete);
            assert_eq!(bench.model.corrections.len(), n_corrections, "{current}");
            bench.then(Action::Undo);
        }
    }

    #[test]
    fn what_changes_nothing_is_the_same_model() {
        let mut bench = Bench::new("");
        for action in [
            Action::Clear,
            Action::Undo,
            Action::Redo,
            Action::Dismiss,
            Action::WhyHere,
            Action::WhyClosed { pinned: true },
            Action::Find(String::new()),
        ] {
            let before = Rc::clone(&bench.model);
            bench.act(action.clone());
            assert!(Rc::ptr_eq(&before, &bench.model), "{action:?}");
        }
    }
}
