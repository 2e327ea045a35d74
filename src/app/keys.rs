//! The one table of keys: the handler looks up what a key does, and the help
//! shows the same rows.
//!
//! Here lives which key means which [`Command`]; what a command does is in
//! [`crate::store`] and [`crate::reduce`].
//!
//! Example: `look_up(None, "n")` is `Found::Command(Command::Match(Turn::Next))`.

use chancery_protocol::ask::Layer;

use crate::correction::Task;
use crate::kind::{self, LAYERS};

/// Forth or back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the two directions")]
pub enum Turn {
    Next,
    Previous,
}

/// What a key can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Put the cursor into the query line.
    Query,
    /// Go to the filters.
    Filters,
    /// Step to another match.
    Match(Turn),
    /// Open another article.
    Article(Turn),
    /// Say why the current match is one.
    Why,
    /// Go to the top of the article.
    Top,
    /// Show or hide one layer.
    Layer(Layer),
    /// Show all layers, or none when all are shown.
    AllLayers,
    /// Show or hide the letter tags.
    Letters,
    /// Show or hide what is not the article's own words.
    Boilerplate,
    /// Exclude the value that has the focus.
    Exclude,
    /// Correct what the current mark names.
    Task(Task),
    /// Say that the current mark names nothing.
    Delete,
    /// Select words, to say what they name.
    Pick,
    /// Correct date, headline and source.
    About,
    /// The card of what the current mark names.
    Card,
    /// The corrections.
    Corrections,
    /// Undo the last change of the selection.
    Undo,
    /// Do it again.
    Redo,
    /// Copy a link to what is on the screen.
    CopyLink,
    /// Back out one level.
    Escape,
    /// Open or close the dock.
    Dock,
    /// Open the user's own articles.
    Open,
    /// Save the collection as one file.
    Save,
    /// Show the keys.
    Help,
}

/// One row of the table.
pub struct Binding {
    /// The keys that do it, each as `KeyboardEvent.key`; "g g" is two in a row,
    /// "Ctrl+" stands for the control or command key.
    pub keys: &'static [&'static str],
    /// What they do.
    pub command: Command,
    /// The same in words.
    pub says: &'static str,
}

/// A part of the table.
pub struct Group {
    /// Its heading.
    pub name: &'static str,
    /// Its rows.
    pub bindings: &'static [Binding],
}

const fn bind(keys: &'static [&'static str], command: Command, says: &'static str) -> Binding {
    Binding {
        keys,
        command,
        says,
    }
}

/// Every key, but those of the layers, which [`layers`] draws from [`LAYERS`].
pub const GROUPS: &[Group] = &[
    Group {
        name: "Reading",
        bindings: &[
            bind(&["n"], Command::Match(Turn::Next), "next match"),
            bind(&["p"], Command::Match(Turn::Previous), "previous match"),
            bind(&["Enter"], Command::Why, "why the match is one"),
            bind(&["j"], Command::Article(Turn::Next), "next article"),
            bind(&["k"], Command::Article(Turn::Previous), "previous article"),
            bind(&["g g"], Command::Top, "top of the article"),
        ],
    },
    Group {
        name: "Selecting",
        bindings: &[
            bind(&["/"], Command::Query, "the query line"),
            bind(&["f"], Command::Filters, "the filters"),
            bind(
                &["x"],
                Command::Exclude,
                "exclude the value in focus (Alt-click does the same)",
            ),
            bind(&["Ctrl+z"], Command::Undo, "undo the last change"),
            bind(&["Ctrl+y", "Ctrl+Z"], Command::Redo, "do it again"),
        ],
    },
    Group {
        name: "Who and what, and correcting it",
        bindings: &[
            bind(&["w"], Command::Card, "all about what the mark names"),
            bind(&["e"], Command::Task(Task::Rename), "rename it"),
            bind(&["m"], Command::Task(Task::Merge), "merge it with another"),
            bind(&["r"], Command::Task(Task::Retype), "it is of another kind"),
            bind(
                &["Delete", "Backspace"],
                Command::Delete,
                "it is nothing of the kind",
            ),
            bind(&["s"], Command::Pick, "select words, to mark them"),
            bind(
                &["i"],
                Command::About,
                "the article’s date, headline, source",
            ),
            bind(&["c"], Command::Corrections, "what you have corrected"),
        ],
    },
    Group {
        name: "The page",
        bindings: &[
            bind(&["o"], Command::Open, "open your own articles"),
            bind(
                &["Ctrl+s"],
                Command::Save,
                "save the collection as one file",
            ),
            bind(
                &["d"],
                Command::Dock,
                "what the articles say about the same things",
            ),
            bind(&["y"], Command::CopyLink, "copy a link to what you see"),
            bind(
                &["h"],
                Command::Boilerplate,
                "show or hide what is set aside",
            ),
            bind(&["l"], Command::Letters, "show or hide the letter tags"),
            bind(&["Escape"], Command::Escape, "back out one level"),
            bind(&["?"], Command::Help, "this list"),
        ],
    },
];

/// The key of a layer in the legend: "1" to "9" for the first nine.
pub fn layer_key(layer: Layer) -> Option<char> {
    let at = LAYERS.iter().position(|&l| l == layer)?;
    char::from_digit(at as u32 + 1, 10)
}

/// The keys of the layers, each with its words, and "0" for all of them.
pub fn layers() -> Vec<(char, Command, &'static str)> {
    LAYERS
        .into_iter()
        .filter_map(|l| Some((layer_key(l)?, Command::Layer(l), kind::layer(l).many)))
        .chain([('0', Command::AllLayers, "All of them")])
        .collect()
}

/// What came of looking a key up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// It does this.
    Command(Command),
    /// It may begin something: look it up together with the next key.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Looks up `key`, pressed after `before` when that was a prefix.
pub fn look_up(before: Option<&str>, key: &str) -> Found {
    let pressed = match before {
        Some(before) => format!("{before} {key}"),
        None => key.to_owned(),
    };
    let all = || GROUPS.iter().flat_map(|g| g.bindings);
    if let Some(binding) = all().find(|b| b.keys.contains(&pressed.as_str())) {
        return Found::Command(binding.command);
    }
    if let Some(&(_, command, _)) = layers().iter().find(|l| l.0.to_string() == pressed) {
        return Found::Command(command);
    }
    let begins = format!("{pressed} ");
    if all().any(|b| b.keys.iter().any(|k| k.starts_with(&begins))) {
        return Found::Prefix;
    }
    match before {
        Some(_) => look_up(None, key),
        None => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_table_says() {
        for (before, key, found) in [
            (None, "n", Found::Command(Command::Match(Turn::Next))),
            (None, "g", Found::Prefix),
            (Some("g"), "g", Found::Command(Command::Top)),
            (Some("g"), "j", Found::Command(Command::Article(Turn::Next))),
            (None, "1", Found::Command(Command::Layer(Layer::Theme))),
            (None, "9", Found::Command(Command::Layer(Layer::Programme))),
            (None, "0", Found::Command(Command::AllLayers)),
            (None, "Ctrl+z", Found::Command(Command::Undo)),
            (None, "日", Found::Nothing),
            (Some("g"), "🙂", Found::Nothing),
            (None, "", Found::Nothing),
        ] {
            assert_eq!(look_up(before, key), found, "{before:?} {key:?}");
        }
    }

    #[test]
    fn no_key_means_two_things() {
        let mut keys: Vec<String> = GROUPS
            .iter()
            .flat_map(|g| g.bindings)
            .flat_map(|b| b.keys)
            .map(|&k| k.to_owned())
            .chain(layers().iter().map(|l| l.0.to_string()))
            .collect();
        let n_keys = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), n_keys);
    }
}
