//! Documents of word processors, and books, which are XML in an archive.

use crate::archive::Archive;
use crate::prose::{self, Prose};
use crate::refuse::{Kind, SAVE_AS_TEXT};
use crate::xml::{self, Node, attribute};
use crate::{Imported, RawArticle, field, html};

/// What a document says of itself.
#[derive(Default)]
struct Properties {
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    /// Whether the date is the writing's and not the article's.
    is_written: bool,
}

impl Properties {
    fn article(self, file: &str, text: String) -> Result<RawArticle, Kind> {
        if text.is_empty() {
            return Err(Kind::Broken(
                "It holds no words.".to_owned(),
                "If they are in a picture, they cannot be read.",
            ));
        }
        let mut raw = RawArticle {
            file: file.to_owned(),
            title: prose::headline(self.title, &text),
            text,
            source: self.source,
            ..RawArticle::default()
        };
        match self.date.as_deref().and_then(field::day) {
            Some(day) if self.is_written => raw.problems.push(prose::written_on(&day)),
            day => raw.date = day,
        }
        Ok(raw)
    }
}

/// The words of the elements called so, the first of each.
fn properties(text: &str, is_written: bool) -> Properties {
    let mut found = Properties {
        is_written,
        ..Properties::default()
    };
    let mut open = String::new();
    // What cannot be read of the properties leaves the document as it is.
    let _ = xml::walk(text, |node| match node {
        Node::Open(name, _) => name.clone_into(&mut open),
        Node::Close(_) => open.clear(),
        Node::Words(words) => {
            let place = match open.as_str() {
                "title" => &mut found.title,
                "created" | "creation-date" | "date" => &mut found.date,
                "publisher" => &mut found.source,
                _ => return,
            };
            match place {
                // An entity in the words parts them.
                Some(known) if open == "title" => known.push_str(words),
                Some(_) => {}
                None => *place = Some(words.to_owned()),
            }
        }
    });
    found
}

fn missing(part: &str) -> Kind {
    Kind::Broken(format!("Its part {part} is missing."), SAVE_AS_TEXT)
}

/// A Word document: its paragraphs as a person sees them, then its footnotes. What
/// was deleted under tracking is left out.
pub(crate) fn docx(file: &str, archive: &mut Archive<'_>) -> Result<RawArticle, Kind> {
    let document = archive
        .text("word/document.xml")?
        .ok_or_else(|| missing("word/document.xml"))?;
    let mut prose = Prose::default();
    word(&document, &mut prose)?;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = archive.text(part)? {
            word(&notes, &mut prose)?;
        }
    }
    let core = archive.text("docProps/core.xml")?.unwrap_or_default();
    properties(&core, true).article(file, prose.finish())
}

fn word(text: &str, prose: &mut Prose) -> Result<(), Kind> {
    // Elements whose words are not shown, or shown twice.
    const HIDDEN: [&str; 6] = ["del", "delText", "instrText", "Fallback", "moveFrom", "rPr"];
    let mut hidden = 0usize;
    let mut in_words = false;
    xml::walk(text, |node| match node {
        Node::Open(name, _) if HIDDEN.contains(&name) => hidden += 1,
        Node::Close(name) if HIDDEN.contains(&name) => hidden = hidden.saturating_sub(1),
        _ if hidden > 0 => {}
        Node::Open("t", _) => in_words = true,
        Node::Close("t") => in_words = false,
        Node::Open("tab" | "ptab", _) | Node::Close("tc") => prose.push(" "),
        Node::Open("br" | "cr", _) => prose.line(),
        Node::Open("noBreakHyphen", _) => prose.push("-"),
        Node::Open("p", _) | Node::Close("p") => prose.end(),
        Node::Words(words) if in_words => prose.push(words),
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    })
}

/// An OpenDocument text: headings and paragraphs, each footnote after its paragraph.
pub(crate) fn odt(file: &str, archive: &mut Archive<'_>) -> Result<RawArticle, Kind> {
    let content = archive
        .text("content.xml")?
        .ok_or_else(|| missing("content.xml"))?;
    const HIDDEN: [&str; 5] = [
        "tracked-changes",
        "annotation",
        "forms",
        "sequence-decls",
        "note-citation",
    ];
    let mut prose = Prose::default();
    let mut notes = Prose::default();
    let (mut hidden, mut in_body, mut in_note, mut in_words) = (0usize, false, false, 0usize);
    xml::walk(&content, |node| {
        let to = if in_note { &mut notes } else { &mut prose };
        match node {
            Node::Open("body", _) => in_body = true,
            Node::Close("body") => in_body = false,
            _ if !in_body => {}
            Node::Open(name, _) if HIDDEN.contains(&name) => hidden += 1,
            Node::Close(name) if HIDDEN.contains(&name) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Node::Open("note-body", _) => in_note = true,
            Node::Close("note-body") => in_note = false,
            Node::Open("p" | "h", _) => {
                in_words += 1;
                to.end();
            }
            Node::Close("p" | "h") => {
                in_words = in_words.saturating_sub(1);
                to.end();
            }
            Node::Open("s" | "tab", _) => to.push(" "),
            Node::Open("line-break", _) => to.line(),
            Node::Words(words) if in_words > 0 => to.push(words),
            Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
        }
    })?;
    prose.end();
    let notes = notes.finish();
    for note in notes.split("\n\n") {
        prose.push(note);
        prose.end();
    }
    let meta = archive.text("meta.xml")?.unwrap_or_default();
    properties(&meta, true).article(file, prose.finish())
}

/// Fewer words are no chapter.
const MIN_WORDS: usize = 25;

/// A book: each chapter is an article.
pub(crate) fn epub(file: &str, archive: &mut Archive<'_>, out: &mut Imported) -> Result<(), Kind> {
    let container = archive
        .text("META-INF/container.xml")?
        .ok_or_else(|| missing("META-INF/container.xml"))?;
    let mut package = None;
    xml::walk(&container, |node| {
        if let Node::Open("rootfile", start) = node {
            package = package.take().or_else(|| attribute(start, "full-path"));
        }
    })?;
    let package = package.ok_or_else(|| missing("package"))?;
    let text = archive.text(&package)?.ok_or_else(|| missing("package"))?;
    let (mut parts, mut spine) = (Vec::new(), Vec::new());
    xml::walk(&text, |node| match node {
        Node::Open("item", start) => {
            let is_page = attribute(start, "media-type").is_some_and(|t| t.contains("html"));
            let is_contents = attribute(start, "properties").is_some_and(|p| p.contains("nav"));
            if let (true, false, Some(id), Some(to)) = (
                is_page,
                is_contents,
                attribute(start, "id"),
                attribute(start, "href"),
            ) {
                parts.push((id, to));
            }
        }
        Node::Open("itemref", start) => spine.extend(attribute(start, "idref")),
        _ => {}
    })?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let book = properties(&text, false);
    let before = out.articles.len();
    for id in spine {
        let Some((_, to)) = parts.iter().find(|(known, _)| *known == id) else {
            continue;
        };
        let path = join(folder, to);
        let Some(page) = archive.text(&path)? else {
            continue;
        };
        let text = html::words(&page)?;
        // Title pages and the like.
        if text.split_whitespace().nth(MIN_WORDS).is_none() {
            continue;
        }
        let chapter = Properties {
            date: book.date.clone(),
            source: book.title.clone(),
            ..Properties::default()
        };
        out.articles
            .push(chapter.article(&format!("{file}/{path}"), text)?);
    }
    if out.articles.len() == before {
        return Err(Kind::Broken(
            "It holds no chapter with words.".to_owned(),
            SAVE_AS_TEXT,
        ));
    }
    Ok(())
}

/// A path in an archive from a folder of it and an address within.
fn join(folder: &str, to: &str) -> String {
    let to = to
        .split(['#', '?'])
        .next()
        .unwrap_or(to)
        .replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in to.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
