//! XML as a walk over its elements and words, forgiving where a person would.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::refuse::Kind;

/// What a walk comes by. Names are without their prefix.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Words, entities resolved.
    Words(&'a str),
}

/// The most elements within each other: documents have a few dozen.
const MAX_DEPTH: usize = 10_000;

/// Walks over `text`.
///
/// # Errors
/// It is no XML from some place on, or nested too deep.
pub(crate) fn walk(text: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), Kind> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            Kind::Broken(
                format!("It is no well-formed XML: {error} (at byte {at})."),
                "Save it anew with the program that made it.",
            )
        })?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Kind::TooMuch(
                        format!("Its elements lie more than {MAX_DEPTH} deep within each other."),
                        crate::refuse::SAVE_AS_TEXT,
                    ));
                }
                visit(Node::Open(start.local_name().as_ref(), &start));
            }
            Event::Empty(start) => {
                visit(Node::Open(start.local_name().as_ref(), &start));
                visit(Node::Close(start.local_name().as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(end.local_name().as_ref()));
            }
            Event::Text(words) => visit(Node::Words(&words)),
            Event::CData(words) => visit(Node::Words(&words)),
            Event::GeneralRef(name) => {
                let resolved = name.resolve_char_ref().ok().flatten();
                match resolved {
                    Some(c) => visit(Node::Words(c.encode_utf8(&mut [0; 4]))),
                    None => visit(Node::Words(named(&name))),
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

/// The five names that XML has, and what feeds and books use of HTML's.
fn named(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "eacute" => "é",
        "euro" => "€",
        "pound" => "£",
        "yen" => "¥",
        _ => "\u{fffd}",
    }
}

/// The value of the attribute called `name`, without its prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let found = known.find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.value.as_ref();
    match quick_xml::escape::unescape(value) {
        Ok(plain) => Some(plain.into_owned()),
        Err(_) => Some(value.to_owned()),
    }
}

/// The encoding named in the first line, which is in lower case.
pub(crate) fn declared_encoding(start: &str) -> Option<&str> {
    let head = start.split_once("?>")?.0;
    let after = head.split_once("encoding")?.1;
    let quote = after.find(['"', '\''])?;
    after[quote + 1..].split(['"', '\'']).next()
}
