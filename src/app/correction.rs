//! What a person says against the reading, in words, and how it is said of a mark.
//!
//! Here lives what a correction is called, for undo, list and ear; what it does is the
//! engine's.
//!
//! Example: `Merge { before: "Jayashankar", name: "S Jaishankar", .. }` is "merge
//! Jaishankar with S Jaishankar".

use chancery_protocol::answer::{Article, Mark, Stretch};
use chancery_protocol::ask::Layer;
use chancery_protocol::correction::{Correction, Words};

use crate::{kind, passage, wording};

/// What somebody who points at a mark can make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each word is the task it names")]
pub enum Task {
    Rename,
    Merge,
    Retype,
    Split,
}

/// Kinds that a person can give words.
pub const KINDS: [Layer; 7] = [
    Layer::Person,
    Layer::Organisation,
    Layer::Place,
    Layer::Norp,
    Layer::Role,
    Layer::Programme,
    Layer::Equipment,
];

/// Whether what is marked was read as naming or meaning something: it can then be
/// deleted.
pub fn is_mention(layer: Layer) -> bool {
    KINDS.contains(&layer) || matches!(layer, Layer::Date | Layer::Money | Layer::Number)
}

/// Whether a task can be done on a mark: what is renamed, merged or split must be
/// known by a key.
pub fn can(task: Task, mark: &Mark) -> bool {
    KINDS.contains(&mark.layer)
        && match task {
            Task::Retype => true,
            Task::Rename | Task::Split => mark.key.is_some(),
            Task::Merge => mark.key.is_some() && kind::lens_of(mark.layer).is_some(),
        }
}

/// Whether there is a card of what is marked.
pub fn has_card(layer: Layer) -> bool {
    KINDS.contains(&layer) && kind::lens_of(layer).is_some()
}

/// The words of a stretch, there or wherever they stand.
pub fn words(article: &Article, stretch: Stretch, all: bool) -> Words {
    Words {
        article: article.article,
        stretch,
        words: passage::words(&article.text, stretch).to_owned(),
        all,
    }
}

/// What it does, as a person is told it: "rename Kwatra to Vinay Kwatra".
pub fn name(said: &Correction) -> String {
    let quoted = |at: &Words| {
        let words = wording::short(&at.words, 40);
        let everywhere = if at.all { " everywhere" } else { "" };
        format!("“{}”{everywhere}", wording::visible(&words))
    };
    let short = |words: &str| wording::visible(&wording::short(words, 40)).into_owned();
    let one = |layer: &Layer| kind::layer(*layer).one;
    match said {
        Correction::Date { date, .. } => match date {
            Some(date) => format!("set the date to {}", wording::date(date)),
            None => "say that the date is not known".to_owned(),
        },
        Correction::Title { title, .. } => format!("set the headline to {}", short(title)),
        Correction::Source { source, .. } => format!("set the source to {}", short(source)),
        Correction::Retype { at, to, .. } => format!("make {} a {}", quoted(at), one(to)),
        Correction::Delete { at, layer } => format!("say that {} is no {}", quoted(at), one(layer)),
        Correction::Add { at, layer } => format!("mark {} as {}", quoted(at), one(layer)),
        Correction::Rename { before, name, .. } => {
            format!("rename {} to {}", short(before), short(name))
        }
        Correction::Merge { before, name, .. } => {
            format!("merge {} with {}", short(before), short(name))
        }
        Correction::Apart { about, .. } => format!("keep a report apart from {}", short(about)),
        Correction::Together { about, .. } => format!("join a report with {}", short(about)),
        Correction::Split { at, name, .. } => {
            format!("say that {} is {}", quoted(at), short(name))
        }
    }
}
