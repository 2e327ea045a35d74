//! News feeds: RSS of all versions, and Atom; each entry is an article.

use crate::encoding::Decoded;
use crate::field::{self, Field};
use crate::refuse::Kind;
use crate::xml::{self, Node, attribute};
use crate::{ImportError, Imported, RawArticle, html};

/// What is known of an entry so far.
#[derive(Default)]
struct Entry {
    title: String,
    address: String,
    date: String,
    source: String,
    /// The text, and how full its element is usually: 0 is best.
    texts: [String; 3],
}

/// Adds the entries of the feed.
pub(crate) fn articles(file: &str, decoded: &Decoded, out: &mut Imported) -> Result<(), Kind> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut channel = String::new();
    let (mut is_feed, mut in_entry) = (false, false);
    let mut path: Vec<String> = Vec::new();
    let walked = xml::walk(&decoded.text, |node| match node {
        Node::Open(name, start) => {
            is_feed |= matches!(name, "rss" | "RDF" | "feed");
            if matches!(name, "item" | "entry") {
                in_entry = true;
                entries.push(Entry::default());
            }
            if let (true, "link", Some(entry)) = (in_entry, name, entries.last_mut()) {
                let is_it = attribute(start, "rel").is_none_or(|rel| rel == "alternate");
                if let (true, true, Some(to)) =
                    (is_it, entry.address.is_empty(), attribute(start, "href"))
                {
                    entry.address = to;
                }
            }
            path.push(name.to_owned());
        }
        Node::Close(name) => {
            if matches!(name, "item" | "entry") {
                in_entry = false;
            }
            path.pop();
        }
        Node::Words(words) => {
            let (inner, outer) = match &path[..] {
                [.., outer, inner] => (inner.as_str(), outer.as_str()),
                _ => return,
            };
            if !in_entry {
                if inner == "title" && matches!(outer, "channel" | "feed") {
                    channel.push_str(words);
                }
                return;
            }
            let Some(entry) = entries.last_mut() else {
                return;
            };
            match inner {
                "title" if matches!(outer, "item" | "entry") => entry.title.push_str(words),
                "title" if outer == "source" => entry.source.push_str(words),
                "source" => entry.source.push_str(words),
                "link" | "guid" if entry.address.is_empty() && words.trim().starts_with("http") => {
                    entry.address = words.trim().to_owned();
                }
                "pubDate" | "published" | "date" => entry.date = words.to_owned(),
                "updated" if entry.date.is_empty() => entry.date = words.to_owned(),
                "encoded" | "content" => entry.texts[0].push_str(words),
                "description" => entry.texts[1].push_str(words),
                "summary" => entry.texts[2].push_str(words),
                // XHTML within Atom's content.
                _ if path.iter().any(|p| p == "content") => entry.texts[0].push_str(words),
                _ => {}
            }
        }
    });
    if !is_feed {
        return Err(Kind::Other(
            "XML of a kind that is not known",
            "RSS, Atom and XHTML are read; save it as one of these or as plain text.",
        ));
    }
    let n_entries = entries.len();
    for (number, entry) in (1..).zip(entries) {
        match entry.article(file, number, &channel, decoded) {
            Ok(article) => out.articles.push(article),
            Err(why) => out.left_out.push(ImportError::row(file, number, why)),
        }
    }
    // What came before the broken place is kept.
    let cut = Kind::Broken(
        "The feed breaks off before its end.".to_owned(),
        "Save it again from where it came.",
    );
    let none = Kind::Broken(
        "It is a feed without entries.".to_owned(),
        "Save the page of an article instead.",
    );
    let fault = match walked {
        Err(broken) => Some(broken),
        Ok(()) if !path.is_empty() => Some(cut),
        Ok(()) => (n_entries == 0).then_some(none),
    };
    if let Some(fault) = fault {
        out.left_out.push(ImportError::new(file, fault));
    }
    Ok(())
}

impl Entry {
    fn article(
        self,
        file: &str,
        number: usize,
        channel: &str,
        decoded: &Decoded,
    ) -> Result<RawArticle, String> {
        let mut text = String::new();
        for words in &self.texts {
            if text.trim().is_empty() && !words.trim().is_empty() {
                text = html::words(words).map_err(|_| "is nested too deep.".to_owned())?;
            }
        }
        if text.trim().is_empty() {
            return Err("has no text: neither content nor description.".to_owned());
        }
        let mut raw = RawArticle {
            file: format!("{file}#{number}"),
            text,
            problems: decoded.problems.clone(),
            ..RawArticle::default()
        };
        let title = html::words(&self.title).unwrap_or_default();
        field::take(&mut raw, Field::Title, &title);
        field::take(&mut raw, Field::Date, &self.date);
        let source = if self.source.trim().is_empty() {
            channel
        } else {
            &self.source
        };
        field::take(&mut raw, Field::Source, source);
        field::take(&mut raw, Field::Address, &self.address);
        Ok(raw)
    }
}
