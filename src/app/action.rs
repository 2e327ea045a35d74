//! What can happen to the page: one [`Action`] for everything that changes it.

use chancery_protocol::answer::Stretch;
use chancery_protocol::ask::Layer;
use chancery_protocol::ask::{ArticleId, Clause, ExportForm, Lens, RawFile, Sort};

use crate::arrival::Came;
use crate::correction::Task;
use crate::files::Pile;
use crate::keeping::Outcome;
use crate::keys::Turn;
use crate::model::{Dock, Goal, Pane, Panel, Place, Region, Scheme, Shared, Why};
use crate::shelf::{Fault, Row};
use crate::transport::News;
use chancery_protocol::correction::{Correction, Words};

/// Something that happened, or was asked for by hand.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// The page begins, or is told to try again: the sample is opened.
    Start,
    /// The engine said something.
    Heard(News),
    /// What could not be had is asked for again.
    AskAgain,
    /// The user's own files are opened in the place of what is open.
    OpenFiles(Vec<RawFile>),
    /// Files that were chosen or dropped are brought in, in the place of what is open.
    Bring(Shared<Pile>),
    /// Some of them have been read.
    Came {
        /// Of which files.
        pile: Shared<Pile>,
        /// What was read.
        came: Box<Came>,
    },
    /// The sample is opened in the place of what is open.
    OpenSample,
    /// A collection that this browser keeps is opened in the place of what is open.
    OpenKept(u32),
    /// It is called otherwise.
    RenameKept(u32, String),
    /// It is kept no longer.
    RemoveKept(u32),
    /// An errand to what is kept has ended.
    Brought {
        /// Its number.
        errand: u32,
        /// What it brought, or why it failed.
        outcome: Result<Outcome, Fault>,
        /// What is kept by now, if that is known.
        rows: Option<Vec<Row>>,
    },
    /// The collection is taken out as one file, to be opened again here or by
    /// `chancery`.
    Save,
    /// What was found in the articles of the selection is taken out as a file.
    Export(ExportForm),
    /// The address was changed from outside: a link, Back, Forward.
    Travelled {
        /// What it holds.
        place: Box<Place>,
        /// What was not understood in it.
        problems: Vec<String>,
    },

    /// A value is put into the selection, turned round if it is in it the other
    /// way, taken out if it is in it this way.
    Choose(Clause),
    /// One suffices in this lens, or all are needed.
    Any(Lens, bool),
    /// The query line.
    Find(String),
    /// Everything is taken out of the selection.
    Clear,
    /// The last change of the selection is undone.
    Undo,
    /// It is done again.
    Redo,

    /// Something is said against the reading.
    Correct(Correction),
    /// The same, and the dialog in which it is said closes.
    Settle(Correction),
    /// One of the corrections is taken out of the list.
    Uncorrect(usize),
    /// What the current mark names is not what it was read as.
    Delete,
    /// The card opens to correct the current mark.
    Task(Task),
    /// What is corrected is no more.
    TaskDone,
    /// The same words are meant wherever they stand, or only here.
    Everywhere,
    /// Another report of the meeting is looked for of which this is one, or no more.
    Same(Option<Words>),
    /// Those that may be the same have this in their names.
    FindAlike(String),
    /// The card of what this names opens, or closes.
    Card(Option<(Lens, String)>),
    /// The card of what the current mark names opens.
    CardHere,
    /// Date, headline and source of the open article are shown, to be corrected.
    About,
    /// Words of the open article are selected, or none.
    Picked(Option<Stretch>),

    /// The order of the list.
    Sort(Sort),
    /// More rows of the list.
    MoreRows,
    /// An article is opened.
    Open(ArticleId, Goal),
    /// The same, and the card closes.
    Leave(ArticleId, Goal),
    /// The article before or after is opened.
    Article(Turn),

    /// The match before or after becomes the current one.
    Match(Turn),
    /// This mark becomes the current one.
    GoTo(u32),
    /// The card opens.
    Why(Why),
    /// The card opens at the current mark.
    WhyHere,
    /// The card shows another of its marks in full.
    WhyOf(u32),
    /// The card closes; with `pinned` even if it was to stay.
    WhyClosed {
        /// Whether a card that stays closes too.
        pinned: bool,
    },

    /// A layer is shown or hidden.
    Layer(Layer),
    /// All layers are shown, or none when all are.
    AllLayers,
    /// What is not the article's own words is shown or hidden.
    Boilerplate,
    /// Letter tags are shown or hidden.
    Letters,
    /// Light or dark.
    Scheme(Scheme),
    /// Keys without Ctrl do something or not.
    SingleKeys(bool),

    /// The dock shows this, or closes.
    Dock(Option<Dock>),
    /// The dock opens, or closes if it is open.
    TurnDock,
    /// More rows in the dock.
    MoreFacts,

    /// This part comes to the front.
    Show(Pane),
    /// The focus goes there, and it comes to the front.
    Visit(Region),
    /// This dialog opens, or the open one closes.
    Panel(Option<Panel>),
    /// The notice is dismissed.
    Dismiss,
    /// Something is said that needs no answer.
    Notify(String),
    /// Back out one level.
    Escape,
}
