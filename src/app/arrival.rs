//! Files on their way into the collection: how far they have come, what each was
//! taken for, what was left out.
//!
//! Here lives what the page knows of it. How bytes are had is in [`crate::files`].

use chancery_protocol::answer::{Added, Arrived, LeftOut, Recognised};
use chancery_protocol::ask::{RawFile, Request};

use crate::files::Pile;
use crate::model::{Model, Shared};
use crate::wording;

/// Files named in a notice; the others stand in the report.
const N_NAMED: usize = 5;

/// Files that are being brought in, or were brought in last.
#[derive(Clone, PartialEq, Debug)]
pub struct Arrival {
    /// The files themselves.
    pub pile: Shared<Pile>,
    /// Files that have been read.
    pub n_files: u32,
    /// Bytes of them.
    pub n_bytes: f64,
    /// Articles that were found in them.
    pub n_articles: u32,
    /// Milliseconds that it has taken.
    pub ms: f64,
    /// Whether no more will come.
    pub is_done: bool,
    /// What each file was taken for.
    pub recognised: Vec<Recognised>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// What has come since the last word of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Came {
    /// Files that the engine reads by itself.
    pub files: Vec<RawFile>,
    /// What was read of others.
    pub arrived: Arrived,
    /// Files that have been read.
    pub n_files: u32,
    /// Bytes of them.
    pub n_bytes: f64,
    /// Milliseconds since the beginning.
    pub ms: f64,
    /// Whether no more will come.
    pub is_last: bool,
}

impl Arrival {
    fn new(pile: Shared<Pile>) -> Self {
        Self {
            pile,
            n_files: 0,
            n_bytes: 0.0,
            n_articles: 0,
            ms: 0.0,
            is_done: false,
            recognised: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// "3 of 10 files, 120 articles, 4.1 of 9.0 MB; about 20 seconds more".
    pub fn progress(&self) -> String {
        let megabytes = |bytes: f64| bytes / 1e6;
        let mut words = format!(
            "{}, {}, {:.1} of {:.1} MB",
            wording::of_total(self.n_files, self.pile.n_files(), "file", "files"),
            wording::count(self.n_articles, "article", "articles"),
            megabytes(self.n_bytes),
            megabytes(self.pile.n_bytes()),
        );
        let part = self.n_bytes / self.pile.n_bytes().max(1.0);
        if self.ms > 2000.0 && part > 0.02 {
            let left = self.ms / part * (1.0 - part) / 1000.0;
            words.push_str(&format!("; about {left:.0} seconds more"));
        }
        words
    }

    /// The whole report, a line for each file, to be copied.
    pub fn report(&self) -> String {
        let mut lines = Vec::new();
        for file in &self.recognised {
            lines.push(format!("{}: {}", file.file, describe(file)));
        }
        for file in &self.left_out {
            lines.push(format!("{}: left out. {}", file.file, file.reason));
        }
        lines.join("\n")
    }
}

/// What a file was taken for, and of a table which column for what.
pub fn describe(file: &Recognised) -> String {
    let mut words = file.format.clone();
    if let Some(encoding) = &file.encoding {
        words.push_str(&format!(" in {encoding}"));
    }
    words.push_str(&format!(
        ", {}",
        wording::count(file.n_articles, "article", "articles")
    ));
    for column in &file.columns {
        if let Some(field) = column.field {
            let field = match field {
                chancery_protocol::ask::Field::Text => "text",
                chancery_protocol::ask::Field::Title => "headline",
                chancery_protocol::ask::Field::Date => "date",
                chancery_protocol::ask::Field::Source => "source",
                chancery_protocol::ask::Field::Address => "address",
            };
            words.push_str(&format!("; {field} from “{}”", column.name));
        }
    }
    words
}

impl Model {
    /// The files of `pile` are brought in, in the place of what is open.
    pub(crate) fn bring(&mut self, pile: Shared<Pile>) {
        self.empty(Some(pile.name()));
        self.arrival = Some(Arrival::new(pile));
    }

    /// Some of the files of `pile` have been read.
    pub(crate) fn came(&mut self, pile: &Shared<Pile>, came: Came) {
        // What was stopped, or made way for another collection, is not added.
        let Some(arrival) = self.arrival.as_mut().filter(|a| a.pile == *pile) else {
            return;
        };
        let Came { files, arrived, .. } = came;
        arrival.n_files += came.n_files;
        arrival.n_bytes += came.n_bytes;
        arrival.n_articles += arrived.articles.len() as u32;
        arrival.ms = came.ms;
        arrival.is_done = came.is_last;
        arrival.recognised.extend(arrived.recognised);
        arrival.left_out.extend(arrived.left_out);
        if !files.is_empty() {
            self.ask(Request::Import { files });
        }
        if !arrived.articles.is_empty() {
            self.ask(Request::Add {
                articles: arrived.articles,
            });
        }
        if came.is_last && !self.is_adding() {
            // All has been added already, or there was nothing.
            self.heard_added(Added::default());
        }
    }

    /// Names what the engine left out, after what was left out before.
    pub(crate) fn note_left_out(&mut self, added: &Added) {
        let Some(arrival) = &mut self.arrival else {
            return self.say_left_out(&added.left_out);
        };
        arrival.left_out.extend(added.left_out.iter().cloned());
        let left_out = arrival.left_out.clone();
        self.say_left_out(&left_out);
    }

    fn say_left_out(&mut self, left_out: &[LeftOut]) {
        if left_out.is_empty() {
            return;
        }
        let named = left_out.iter().take(N_NAMED);
        let named = named.map(|l| format!("{}: {}", wording::visible(&l.file), l.reason));
        let mut words = format!("Left out: {}", named.collect::<Vec<_>>().join("; "));
        if let Some(n_more @ 1..) = left_out.len().checked_sub(N_NAMED) {
            words.push_str(&format!("; and {n_more} more, named in “Open”."));
        }
        self.note(words);
    }
}

#[cfg(test)]
mod tests {
    use chancery_protocol::ask::RawArticle;

    use super::*;
    use crate::model::{Place, Settings};

    fn came(text: &str, is_last: bool) -> Came {
        let mut came = Came {
            is_last,
            n_files: 1,
            ..Came::default()
        };
        came.arrived.articles.push(RawArticle {
            text: text.to_owned(),
            ..RawArticle::default()
        });
        came
    }

    #[test]
    fn what_comes_is_added_until_another_collection_is_opened() {
        let mut model = Model::new(Place::default(), &[], Settings::default());
        let pile = Shared::new(Pile::new(Vec::new()));
        model.bring(pile.clone());
        model.came(&pile, came("“¥5” – é", false));
        model.came(&pile, came("日本 🙂", true));
        let other = Shared::new(Pile::new(Vec::new()));
        model.came(&other, came("of another", true));
        let texts: Vec<String> = model
            .asked
            .iter()
            .filter_map(|asked| match &asked.request {
                Request::Add { articles } => Some(articles[0].text.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["“¥5” – é", "日本 🙂"]);
        let arrival = model.arrival.as_ref().expect("an arrival");
        assert!(arrival.is_done && arrival.n_articles == 2);
    }

    #[test]
    fn a_notice_names_some_and_the_report_all() {
        let mut model = Model::new(Place::default(), &[], Settings::default());
        let pile = Shared::new(Pile::new(Vec::new()));
        model.bring(pile);
        let left_out = (0..7).map(|n| LeftOut {
            file: format!("{n}’é.pdf"),
            reason: "It is empty.".to_owned(),
        });
        let added = Added {
            left_out: left_out.collect(),
            ..Added::default()
        };
        model.note_left_out(&added);
        let notice = model.notice.expect("a notice").words;
        assert!(notice.ends_with("and 2 more, named in “Open”."), "{notice}");
        let report = model.arrival.expect("an arrival").report();
        assert_eq!(report.lines().count(), 7);
    }
}
