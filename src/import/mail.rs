//! Mail: single messages, mailboxes of many, and web pages saved as one.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::encoding::Decoded;
use crate::format::documents;
use crate::refuse::Kind;
use crate::{ImportError, Imported, Options, RawArticle, field, html};

/// Whether the first lines are those of a message.
pub(crate) fn begins_as_mail(bytes: &[u8]) -> bool {
    const N_BYTES: usize = 4096;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(N_BYTES)]);
    let head = start.lines().take_while(|line| !line.trim().is_empty());
    let mut seen = [false; 3];
    for line in head {
        let lower = line.to_ascii_lowercase();
        for (seen, name) in seen.iter_mut().zip(["from:", "date:", "mime-version:"]) {
            *seen |= lower.starts_with(name);
        }
    }
    seen[0] && seen[1] && seen[2]
}

/// Reads one message: its words, and what is attached to it.
pub(crate) fn read(file: &str, bytes: &[u8], depth: usize, out: &mut Imported) -> Result<(), Kind> {
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    one(file, &message, depth, out)
}

/// Reads each message of a mailbox.
pub(crate) fn mailbox(file: &str, bytes: &[u8], depth: usize, out: &mut Imported) {
    for (number, message) in (1..).zip(MessageIterator::new(bytes)) {
        let name = format!("{file}#{number}");
        let read = match &message {
            Ok(message) => read(&name, message.contents(), depth, out),
            Err(_) => Err(broken()),
        };
        if let Err(kind) = read {
            out.left_out.push(ImportError::new(&name, kind));
        }
    }
}

fn broken() -> Kind {
    Kind::Broken(
        "It is no message that can be read.".to_owned(),
        "Save it anew from the mail program.",
    )
}

fn one(file: &str, message: &Message<'_>, depth: usize, out: &mut Imported) -> Result<(), Kind> {
    let page = saved_page(message);
    let words = match &page {
        Some(_) => None,
        None => message
            .text_bodies()
            .next()
            .and_then(|_| message.body_text(0)),
    };
    let has_words = page.is_some() || words.as_ref().is_some_and(|w| !w.trim().is_empty());
    if let Some((page, address)) = page {
        let decoded = Decoded {
            text: page,
            encoding: "UTF-8",
            problems: Vec::new(),
        };
        let mut raw = html::article(file, decoded)?;
        raw.address = raw.address.or(address);
        out.articles.push(raw);
    } else if let Some(words) = words.filter(|_| has_words) {
        out.articles.push(RawArticle {
            file: file.to_owned(),
            text: words.trim().replace("\r\n", "\n"),
            title: message
                .subject()
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .map(str::to_owned),
            date: message.date().and_then(|at| {
                field::day(&format!("{:04}-{:02}-{:02}", at.year, at.month, at.day))
            }),
            source: sender(message),
            ..RawArticle::default()
        });
    }
    let n_read = attachments(file, message, depth, out);
    if has_words || n_read > 0 {
        Ok(())
    } else {
        Err(Kind::Broken(
            "The message has no words.".to_owned(),
            "If they are in a picture, they cannot be read.",
        ))
    }
}

/// The page of a message that is one saved by a browser, and where it was.
fn saved_page(message: &Message<'_>) -> Option<(String, Option<String>)> {
    let location = |name: &'static str| {
        let value = message.header(name)?.as_text()?.trim().to_owned();
        value.starts_with("http").then_some(value)
    };
    let address = location("Snapshot-Content-Location").or_else(|| location("Content-Location"));
    let is_page = address.is_some() || message.header("Snapshot-Content-Location").is_some();
    let part = message.html_bodies().next().filter(|_| is_page)?;
    Some((part.text_contents()?.to_owned(), address))
}

fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    from.name().or(from.address()).map(str::to_owned)
}

/// Reads what is attached and may be an article; answers how many there were.
fn attachments(file: &str, message: &Message<'_>, depth: usize, out: &mut Imported) -> usize {
    if depth >= documents::MAX_DEPTH {
        return 0;
    }
    let before = out.articles.len();
    for part in message.attachments() {
        let Some(name) = part.attachment_name() else {
            continue;
        };
        let ending = crate::extension(name).unwrap_or_default();
        let is_wanted = matches!(
            ending.as_str(),
            "pdf" | "docx" | "odt" | "rtf" | "txt" | "html" | "htm" | "epub" | "eml" | "zip"
        );
        if is_wanted {
            let name = format!("{file}/{name}");
            documents::read(&name, part.contents(), &Options::default(), depth + 1, out);
        }
    }
    out.articles.len() - before
}
