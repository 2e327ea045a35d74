//! Lines, and hard-wrapped lines put together again.
//!
//! Most texts hold a paragraph a line. Some (mail, PDF, old agency wires) break
//! a paragraph into lines of 60 to 80 characters; there the paragraph is the
//! run of lines up to the first that had room for another word.

use crate::Span;
use crate::character::{char_at, is_line_break};

/// A line that holds anything but white space.
#[derive(Clone, Copy)]
struct Line {
    /// Trimmed.
    span: Span,
    /// White space before it: bytes.
    indent: u32,
    /// Whether an empty line stands before it.
    after_gap: bool,
}

/// The lines of `text` that hold anything, trimmed and in order. The lines of a
/// hard-wrapped paragraph are one span.
pub(crate) fn lines(text: &str) -> Vec<Span> {
    let lines = split(text);
    let Some(width) = wrap_width(text, &lines) else {
        return lines.iter().map(|line| line.span).collect();
    };
    let mut joined: Vec<Span> = Vec::new();
    let mut indent = 0;
    for (i, line) in lines.iter().enumerate() {
        let goes_on = i > 0
            && is_full(text, &lines[i - 1], line, width)
            && line.indent <= indent.max(lines[i - 1].indent)
            && !starts_item(text, lines[i - 1].span, line.span);
        match joined.last_mut() {
            Some(last) if goes_on => *last = last.cover(line.span),
            _ => {
                joined.push(line.span);
                indent = line.indent;
            }
        }
    }
    joined
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    // A byte-order mark says how the text is written and is none of it.
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut after_gap = false;
    while at < text.len() {
        let end = at + line_len(&text[at..]);
        let line = &text[at..end];
        let start = at + line.len() - line.trim_start().len();
        let span = Span::at(start, start + line.trim().len());
        if span.is_empty() {
            after_gap = true;
        } else {
            lines.push(Line {
                span,
                indent: (start - at) as u32,
                after_gap,
            });
            after_gap = false;
        }
        at = end + break_len(&text[end..]);
    }
    lines
}

/// Bytes up to the first line break.
fn line_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Line breaks are controls, or start with one of two lead bytes.
        if (byte < b' ' || matches!(byte, 0xc2 | 0xe2))
            && char_at(text, at).is_some_and(is_line_break)
        {
            return at;
        }
        at += 1;
    }
    at
}

/// Bytes of the line break at the start of `text`; CR LF is one.
fn break_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}

/// Lines longer than this are paragraphs, not pieces of one: characters.
const WIDEST: usize = 100;

/// The width at which `text` is hard-wrapped, if it is: nearly no line is wider
/// than a page, most lines that another follows had no room for its first
/// word, and many lines go on with a small letter.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let bytes: usize = lines.iter().map(|line| line.span.len() as usize).sum();
    if lines.len() < 4 || bytes > lines.len() * WIDEST * 3 {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|line| width(text, line.span)).collect();
    let wide = widths.iter().filter(|&&width| width > WIDEST).count();
    let most = widths
        .iter()
        .filter(|&&width| width <= WIDEST)
        .max()
        .copied()?;
    if wide * 20 > lines.len() || most < 40 {
        return None;
    }
    let (mut pairs, mut full, mut small) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].after_gap) {
        pairs += 1;
        if is_full(text, &pair[0], &pair[1], most) {
            full += 1;
            small += usize::from(pair[1].span.slice(text).starts_with(char::is_lowercase));
        }
    }
    (pairs >= 3 && full * 10 >= pairs * 6 && small * 10 >= full * 3).then_some(most)
}

fn width(text: &str, span: Span) -> usize {
    span.slice(text).chars().count()
}

/// Whether `line` had no room for the first word of `next`, right behind it.
fn is_full(text: &str, line: &Line, next: &Line, most: usize) -> bool {
    let word = next
        .span
        .slice(text)
        .split_whitespace()
        .next()
        .unwrap_or("");
    !next.after_gap && width(text, line.span) + 1 + word.chars().count() > most
}

/// Whether `line` starts an item of a list behind `before`. A dash or number in
/// the middle of a sentence can come to stand at the start of a line.
fn starts_item(text: &str, before: Span, line: Span) -> bool {
    is_list_item(line.slice(text)) && before.slice(text).ends_with(['.', ':', ';', '!', '?'])
}

/// Whether `line` begins as an item of a list: a bullet, dash, number or
/// letter and then a space.
pub(crate) fn is_list_item(line: &str) -> bool {
    let (mark, rest) = match line.split_once(' ') {
        Some(parts) => parts,
        None => return false,
    };
    let inner = mark.trim_matches(['(', ')', '.']);
    let numeral = inner.bytes().all(|b| b.is_ascii_digit())
        || inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
        || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase()));
    let numbered = matches!(inner.len(), 1..=4) && numeral && mark.ends_with(['.', ')']);
    let bullet = matches!(
        mark,
        "-" | "–"
            | "—"
            | "--"
            | "*"
            | "•"
            | "·"
            | "▪"
            | "●"
            | "◦"
            | "‣"
            | "►"
            | "➤"
            | "■"
            | "✓"
            | "✔"
            | "→"
    );
    !rest.is_empty() && (bullet || numbered)
}
