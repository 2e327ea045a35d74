//! What the page knows: one [`Model`], everything on the screen is drawn from it.
//!
//! Here lives state and what can be read off it. How it changes is in
//! [`crate::reduce`]; nothing here touches the browser.
//!
//! Example: `model.steps()` are the marks that `n` and `p` walk through.

use std::ops::Deref;
use std::rc::Rc;

use chancery_protocol::across::{Concordance, Matrix, Network, Phrases, Timeline};
use chancery_protocol::answer::{
    Added, Article, ArticleRow, Codebook, Facet, FactCount, Facts, Failure, Stretch, Survey,
};
use chancery_protocol::ask::{
    ArticleId, Asked, FactKind, Lens, LineGroup, LineKey, Selection, Sort,
};
use chancery_protocol::correction::{Corrected, Correction, Words};
use chancery_protocol::entity::Entity;

use crate::arrival::Arrival;
use crate::correction::Task;
use crate::keeping::Shelf;
use crate::keys::Turn;
use crate::kind::{Layers, RECORDS, View};
use crate::{passage, wording};

/// Large data, shared and compared by pointer.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// How an answer stands.
#[derive(Debug, PartialEq)]
pub enum Answer<T> {
    /// It was asked for; the one before it may be shown meanwhile.
    Waiting(Option<Shared<T>>),
    /// It is here.
    Ready(Shared<T>),
    /// It could not be had.
    Failed(Failure),
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting(before) => Self::Waiting(before.clone()),
            Self::Ready(value) => Self::Ready(value.clone()),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self::Waiting(None)
    }
}

impl<T> Answer<T> {
    /// What can be shown: the answer, or the one before it.
    pub fn latest(&self) -> Option<&Shared<T>> {
        match self {
            Self::Ready(value) | Self::Waiting(Some(value)) => Some(value),
            Self::Waiting(None) | Self::Failed(_) => None,
        }
    }

    /// The same, asked for anew.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::Waiting(self.latest().cloned())
    }
}

/// What a link holds: enough to come back to what was on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The chips and the query line.
    pub selection: Selection,
    /// The article that is open.
    pub article: Option<ArticleId>,
    /// Where in it the current match begins.
    pub at: Option<u32>,
    /// The order of the list.
    pub sort: Sort,
    /// How the text is shown.
    pub look: Look,
    /// What lies open in the dock.
    pub dock: Option<Dock>,
    /// The collection, by its number in this browser; `None` for the sample.
    pub kept: Option<u32>,
    /// The person, body, place, office or programme whose card lies open.
    pub card: Option<(Lens, String)>,
}

/// What the dock shows of all articles of the selection together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dock {
    /// What is shown.
    pub view: View,
    /// Whether facts that only one article tells are listed too.
    pub with_single: bool,
    /// The order of the concordance.
    pub order: LineOrder,
    /// What the lines of the concordance stand together under.
    pub group: Option<LineGroup>,
}

/// The order of the lines of a concordance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LineOrder {
    /// As they stand in the articles.
    #[default]
    Text,
    /// By the three words before the hit, the nearest first.
    Left,
    /// By the hit's own words, then by those after it.
    Hit,
    /// By the three words after the hit, the nearest first.
    Right,
}

impl LineOrder {
    /// What is asked of the engine.
    pub fn keys(self) -> Vec<LineKey> {
        match self {
            Self::Text => Vec::new(),
            Self::Left => (1..=3).map(LineKey::Left).collect(),
            Self::Hit => vec![LineKey::Hit, LineKey::Right(1), LineKey::Right(2)],
            Self::Right => (1..=3).map(LineKey::Right).collect(),
        }
    }
}

/// What a view of the dock is drawn from.
#[derive(PartialEq, Debug)]
#[allow(missing_docs, reason = "each word is the answer it holds")]
pub enum Docked {
    Facts(Facts),
    Timeline(Timeline),
    Network(Network),
    Matrix(Matrix),
    Concordance(Concordance),
    Phrases(Phrases),
}

impl Default for Dock {
    /// Figures: what is compared most easily.
    fn default() -> Self {
        Self {
            view: View::Facts(FactKind::Figure),
            with_single: false,
            order: LineOrder::Text,
            group: None,
        }
    }
}

/// How the text is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Layers that are not drawn.
    pub off: Layers,
    /// Whether what is not the article's own words is left out.
    pub boilerplate_hidden: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            off: RECORDS.into_iter().collect(),
            boilerplate_hidden: false,
        }
    }
}

/// How the address follows a change of [`Place`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Travel {
    /// Back leads to what was before.
    Push,
    /// Back skips what was before.
    #[default]
    Replace,
}

/// A change of the selection or of the corrections that can be undone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The selection on the other side of it.
    pub selection: Selection,
    /// The corrections on the other side of it.
    pub corrections: Rc<Vec<Correction>>,
    /// What it did ("include Trade").
    pub name: String,
    /// Whether it only changed the query line; such changes in a row are one.
    pub typed: bool,
}

/// Which mark becomes the current one when an article arrives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Goal {
    /// The first match, if the selection finds any.
    #[default]
    First,
    /// The last match.
    Last,
    /// The mark at this byte.
    At(u32),
    /// The claim or meeting whose words begin at this byte; its layer is shown.
    Record(u32),
}

/// A wish to bring something into view; fulfilled once for each `seq`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reveal {
    /// Counts the wishes.
    pub seq: u32,
    /// Whether to begin at the top of the article.
    pub top: bool,
    /// The mark to show.
    pub mark: Option<u32>,
    /// Whether it gets the focus.
    pub focus: bool,
}

/// The card that says why a mark is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Why {
    /// Where the piece of text begins that the card stands at.
    pub at: u32,
    /// The marks on it; the first is shown in full.
    pub marks: Vec<u32>,
    /// Whether it stays when the pointer leaves.
    pub pinned: bool,
}

/// What somebody is about to correct.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Mending {
    /// What is done to the mark of the card that is open, or to what has a card.
    pub task: Option<Task>,
    /// Whether the same words are meant wherever they stand.
    pub everywhere: bool,
    /// What is known of what is merged or has a card, and what may be the same.
    pub entity: Answer<Entity>,
    /// What those that may be the same have in their names.
    pub find: String,
    /// The report of a meeting for which another is looked for.
    pub same: Option<Words>,
    /// Whether what was corrected is still to be heard: the answers that follow are
    /// then shown and not told.
    pub is_told: bool,
}

/// The part of the page that is in front where there is no room for all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs, reason = "the four parts")]
pub enum Pane {
    #[default]
    Articles,
    Reader,
    Facts,
    Filters,
}

/// A part of the page that the focus can be sent to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Region {
    /// The query line.
    Query,
    /// The lenses.
    Filters,
    /// The text of the article.
    Text,
    /// The dock.
    Dock,
    /// What the selected words are.
    Picked,
}

/// A dialog over the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each word is the dialog it names")]
pub enum Panel {
    Open,
    Help,
    Codebook,
    About,
    Corrections,
    /// Date, headline and source of an article.
    Article(ArticleId),
}

/// A file for the user to keep.
#[derive(PartialEq, Eq, Debug)]
pub struct Download {
    /// What it is called when it is saved.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Something the reader should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// In whole sentences.
    pub words: String,
    /// Whether it goes away by itself.
    pub passing: bool,
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scheme {
    /// As the system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What is kept from visit to visit, if the browser lets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Light or dark.
    pub scheme: Scheme,
    /// Whether keys without Ctrl do something.
    pub single_keys: bool,
    /// Whether marks carry letter tags.
    pub letters: bool,
    /// The collection that was open last, by its number in this browser.
    pub open: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scheme: Scheme::Auto,
            single_keys: true,
            letters: false,
            open: None,
        }
    }
}

/// Everything the page knows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Model {
    /// What the collection is called, unless it is the sample.
    pub collection: Option<String>,
    /// What this browser keeps.
    pub shelf: Shelf,
    /// What the address holds.
    pub place: Place,
    /// How the address follows.
    pub travel: Travel,
    /// Requests that await their answer, oldest first.
    pub asked: Vec<Shared<Asked>>,
    /// The id of the next request.
    pub next_id: u32,
    /// What was added to the collection.
    pub added: Answer<Added>,
    /// Files that are being brought in, or were.
    pub arrival: Option<Arrival>,
    /// Articles done and articles in all, while a request is long at work.
    pub progress: Option<(u32, u32)>,
    /// Lenses and article list.
    pub survey: Answer<Survey>,
    /// Rows of the list wanted.
    pub n_rows: u32,
    /// The article in the reader.
    pub article: Answer<Article>,
    /// What the dock shows; asked for while it is open.
    pub docked: Answer<Docked>,
    /// How many facts of each kind there are, once it is known.
    pub fact_counts: Vec<FactCount>,
    /// Rows of facts wanted.
    pub n_facts: u32,
    /// The codebook; asked for when it is first looked at.
    pub codebook: Answer<Codebook>,
    /// What is said against the readings, in the order said.
    pub corrections: Rc<Vec<Correction>>,
    /// How that lies over them.
    pub corrected: Answer<Corrected>,
    /// What is being corrected, and how.
    pub mending: Mending,
    /// The words that are selected in the open article.
    pub picked: Option<Stretch>,
    /// Changes that can be undone, the last one last.
    pub past: Vec<Change>,
    /// Changes that can be done again, the next one last.
    pub future: Vec<Change>,
    /// Whether the reader follows the list when its article drops out of it.
    pub follow: bool,
    /// What the article on its way shall show.
    pub goal: Goal,
    /// The current mark.
    pub current: Option<u32>,
    /// What shall be brought into view.
    pub reveal: Reveal,
    /// The card that is open.
    pub why: Option<Why>,
    /// The part in front.
    pub pane: Pane,
    /// Where the focus shall go, and the how-many-th such wish it is.
    pub visit: Option<(u32, Region)>,
    /// The dialog that is open.
    pub panel: Option<Panel>,
    /// The last file that was made for the user to keep.
    pub download: Option<Shared<Download>>,
    /// Something the reader should know.
    pub notice: Option<Notice>,
    /// What changed last, for those who listen.
    pub said: String,
    /// What is kept from visit to visit.
    pub settings: Settings,
}

impl Model {
    /// The marks that stepping walks through, in text order: the matches, or
    /// every mark that is shown when the selection finds nothing in the article.
    pub fn steps(&self) -> Vec<u32> {
        match &self.article {
            Answer::Ready(article) => passage::steps(article, self.place.look),
            Answer::Waiting(_) | Answer::Failed(_) => Vec::new(),
        }
    }

    /// The row of the open article, if it is listed.
    pub fn row(&self) -> Option<&ArticleRow> {
        let open = self.place.article?;
        let rows = &self.survey.latest()?.rows;
        rows.iter().find(|row| row.article == open)
    }

    /// The article before or after the open one in the list.
    pub fn neighbour(&self, turn: Turn) -> Option<ArticleId> {
        let rows = &self.survey.latest()?.rows;
        let here = rows
            .iter()
            .position(|row| Some(row.article) == self.place.article);
        let there = match (here, turn) {
            (None, _) => 0,
            (Some(here), Turn::Next) => here + 1,
            (Some(here), Turn::Previous) => here.checked_sub(1)?,
        };
        rows.get(there).map(|row| row.article)
    }

    /// What a value of a lens is called; its key while nothing is known of it.
    pub fn label(&self, lens: Lens, key: &str) -> String {
        let survey = self.survey.latest();
        let facet = survey.and_then(|survey| facet(survey, lens, key));
        wording::visible(facet.map_or(key, |f| &f.label)).into_owned()
    }
}

/// One value of a lens.
pub fn facet<'s>(survey: &'s Survey, lens: Lens, key: &str) -> Option<&'s Facet> {
    let of_lens = survey.lenses.iter().find(|l| l.lens == lens)?;
    of_lens.facets.iter().find(|f| f.key == key)
}

/// "4 of 5 articles, 31 of 83 sentences".
pub fn summary(survey: &Survey) -> String {
    format!(
        "{}, {}",
        wording::of_total(
            survey.n_articles,
            survey.n_articles_total,
            "article",
            "articles"
        ),
        wording::of_total(
            survey.n_sentences,
            survey.n_sentences_total,
            "sentence",
            "sentences"
        ),
    )
}
