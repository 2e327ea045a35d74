//! PDF: letters with their places on pages become lines, and lines paragraphs.
//!
//! Here lives what makes a text of a drawing: which letters are one word, which
//! lines one paragraph, which lines only say the page. The drawing itself is
//! followed by `hayro`.

use std::collections::{BTreeMap, BTreeSet};

use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use crate::refuse::Kind;
use crate::{RawArticle, field, prose};

/// The most pages that are read.
const MAX_PAGES: usize = 20_000;

/// The text of a PDF document.
pub(crate) fn article(file: &str, bytes: &[u8]) -> Result<RawArticle, Kind> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Kind::Other(
            "locked by a password",
            "Save it without one and bring that.",
        ),
        LoadPdfError::Invalid => Kind::Broken(
            "It is a damaged PDF document.".to_owned(),
            "Save or download it anew.",
        ),
    })?;
    let cache = InterpreterCache::new();
    let n_pages = pdf.pages().len();
    if n_pages > MAX_PAGES {
        return Err(Kind::TooMuch(
            format!("It has {n_pages} pages, and {MAX_PAGES} at most are read."),
            "Save it in parts.",
        ));
    }
    let mut pages: Vec<Vec<Line>> = Vec::new();
    for page in pdf.pages().iter() {
        let mut letters = Letters::default();
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut letters);
        pages.push(letters.lines());
    }
    let n_repeated = leave_out_repeated(&mut pages);
    let (text, n_joined) = paragraphs(&pages);
    if text.trim().is_empty() {
        return Err(Kind::Broken(
            format!("Its {n_pages} pages are pictures, with no letters in them."),
            "Have its letters recognised (OCR) and save it again.",
        ));
    }
    let mut raw = RawArticle {
        file: file.to_owned(),
        ..RawArticle::default()
    };
    let meta = pdf.metadata();
    raw.title = prose::headline(meta.title.as_deref().map(pdf_string), &text);
    if let Some(at) = meta.creation_date
        && let Some(day) = field::day(&format!("{:04}-{:02}-{:02}", at.year, at.month, at.day))
    {
        raw.problems.push(prose::written_on(&day));
    }
    if n_repeated > 0 {
        raw.problems.push(format!(
            "{n_repeated} lines at the edges of pages that come again on others were left out."
        ));
    }
    if n_joined > 0 {
        raw.problems.push(format!(
            "{n_joined} words parted at the end of a line were joined."
        ));
    }
    let n_unknown = text
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER)
        .count();
    if n_unknown > 0 {
        raw.problems.push(format!(
            "{n_unknown} signs could not be told and are shown as �: the document does not say what its letters are."
        ));
    }
    raw.text = text;
    Ok(raw)
}

/// A string of the document's properties: UTF-16 with its mark, or bytes.
fn pdf_string(bytes: &[u8]) -> String {
    crate::encoding::decode(bytes, Some("windows-1252")).text
}

/// A letter on a page, in points from the bottom left.
struct Letter {
    words: String,
    x: f64,
    y: f64,
    width: f64,
    size: f64,
}

/// Collects the letters of a page in the order in which they are drawn.
#[derive(Default)]
struct Letters(Vec<Letter>);

impl Device<'_> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let to_page = props.transform * glyph.transform();
            let at = to_page * Point::ZERO;
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let length = |x: f64, y: f64| (to_page * Point::new(x, y) - at).hypot();
            let size = length(0.0, EM);
            let width: Vec2 = to_page * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - at;
            // Words that run upwards are marks at the edge.
            if !(size.is_finite() && at.x.is_finite() && at.y.is_finite())
                || width.y.abs() > width.x.abs() + 0.01
            {
                continue;
            }
            let words = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(words)) => words,
                None => char::REPLACEMENT_CHARACTER.to_string(),
            };
            self.0.push(Letter {
                words,
                x: at.x,
                y: at.y,
                width: width.x.max(0.0),
                size,
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Units of a font in its size.
const EM: f64 = 1000.0;

/// Letters that stand on one line with no wide gap.
#[derive(Debug)]
struct Line {
    words: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// A gap between letters that is wider than this part of their size is a space.
const SPACE: f64 = 0.17;

/// One that is wider than this many sizes is that between columns.
const COLUMN_GAP: f64 = 2.5;

/// Letters that stand higher or lower by less than this part of their size are on
/// one line.
const RAISED: f64 = 0.45;

impl Letters {
    fn lines(self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for letter in self.0 {
            let size = letter.size.max(0.1);
            if let Some(line) = lines.last_mut() {
                let gap = letter.x - line.right;
                let on_line = (letter.y - line.y).abs() < RAISED * size.max(line.size)
                    && gap > -1.5 * size
                    && gap < COLUMN_GAP * size;
                if on_line {
                    // A letter drawn twice is a bold one.
                    let is_again = gap < -0.6 * letter.width
                        && line.words.ends_with(&letter.words)
                        && !letter.words.trim().is_empty();
                    if is_again {
                        continue;
                    }
                    let is_apart = gap > SPACE * size && !is_wide(&letter.words, &line.words);
                    if is_apart && !line.words.ends_with(' ') && letter.words != " " {
                        line.words.push(' ');
                    }
                    line.words.push_str(&letter.words);
                    if !letter.words.trim().is_empty() {
                        line.right = line.right.max(letter.x + letter.width);
                        line.size = line.size.max(size);
                    }
                    continue;
                }
            }
            if !letter.words.trim().is_empty() {
                lines.push(Line {
                    words: letter.words,
                    left: letter.x,
                    right: letter.x + letter.width,
                    y: letter.y,
                    size,
                });
            }
        }
        for line in &mut lines {
            line.words = plain(&line.words);
        }
        lines.retain(|line| !line.words.is_empty());
        lines
    }
}

/// Whether two signs of a script without spaces meet.
fn is_wide(one: &str, other: &str) -> bool {
    let wide = |c: Option<char>| c.is_some_and(|c| ('\u{2e80}'..'\u{ac00}').contains(&c));
    wide(one.chars().next()) && wide(other.chars().next_back())
}

/// Words without ligatures and with single spaces.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            match c {
                'ﬀ' => plain.push_str("ff"),
                'ﬁ' => plain.push_str("fi"),
                'ﬂ' => plain.push_str("fl"),
                'ﬃ' => plain.push_str("ffi"),
                'ﬄ' => plain.push_str("ffl"),
                'ﬅ' | 'ﬆ' => plain.push_str("st"),
                '\0' => plain.push(char::REPLACEMENT_CHARACTER),
                c => plain.push(c),
            }
        }
    }
    plain
}

/// Lines at the top and the bottom of a page that may only say the page.
const N_EDGE: usize = 3;

/// Takes out lines at the edges that come again on at least half of the pages, but
/// for their numbers, and numbers of pages; answers how many.
fn leave_out_repeated(pages: &mut [Vec<Line>]) -> usize {
    let key = |line: &Line| -> String {
        let mut key = String::new();
        for c in line.words.chars() {
            match c.is_ascii_digit() {
                true if key.ends_with('#') => {}
                true => key.push('#'),
                false => key.push(c),
            }
        }
        key
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let keys: BTreeSet<String> = edges(page).into_iter().map(|at| key(&page[at])).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let n_enough = pages.len().div_ceil(2).max(2);
    let mut n_out = 0;
    for page in pages {
        let is_number = |key: &str| {
            let bare = key
                .trim_matches(|c: char| !c.is_alphanumeric() && c != '#')
                .to_lowercase();
            matches!(
                bare.as_str(),
                "#" | "page #" | "page # of #" | "#/#" | "# of #" | "# / #" | "p. #"
            )
        };
        let is_out: BTreeSet<usize> = edges(page)
            .into_iter()
            .filter(|&at| {
                let key = key(&page[at]);
                counts.get(&key).is_some_and(|&n| n >= n_enough) || is_number(&key)
            })
            .collect();
        n_out += is_out.len();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !is_out.contains(&(at - 1))
        });
    }
    n_out
}

/// The places in the list of the highest and the lowest lines.
fn edges(page: &[Line]) -> BTreeSet<usize> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    by_height.sort_by(|&a, &b| page[b].y.total_cmp(&page[a].y));
    let top = by_height.iter().take(N_EDGE);
    top.chain(by_height.iter().rev().take(N_EDGE))
        .copied()
        .collect()
}

/// Lines joined to paragraphs, and how many words were joined at line ends.
fn paragraphs(pages: &[Vec<Line>]) -> (String, usize) {
    let leading = leading(pages);
    let known: BTreeSet<String> = pages
        .iter()
        .flatten()
        .flat_map(|line| line.words.split(' '))
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let mut text = String::new();
    let mut n_joined = 0;
    let mut before: Option<&Line> = None;
    for page in pages {
        let right = page.iter().map(|line| line.right).fold(0.0, f64::max);
        for (at, line) in page.iter().enumerate() {
            match before {
                None => text.push_str(&line.words),
                Some(last) if goes_on(last, line, at == 0, leading, right) => {
                    n_joined += usize::from(join(&mut text, &line.words, &known));
                }
                Some(_) => {
                    text.push_str("\n\n");
                    text.push_str(&line.words);
                }
            }
            before = Some(line);
        }
    }
    (text, n_joined)
}

/// The usual distance between lines, in sizes of their letters.
fn leading(pages: &[Vec<Line>]) -> f64 {
    let mut steps: Vec<f64> = pages
        .iter()
        .flat_map(|page| page.windows(2))
        .filter(|w| (w[0].size - w[1].size).abs() < 0.2)
        .map(|w| (w[0].y - w[1].y) / w[1].size)
        .filter(|step| (0.8..3.0).contains(step))
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(1.2)
}

/// Whether `line` goes on with the paragraph that `last` is of.
fn goes_on(last: &Line, line: &Line, is_on_new_page: bool, leading: f64, right: f64) -> bool {
    let ends = last
        .words
        .ends_with(['.', '!', '?', '”', '"', ':', '»', '。', '’']);
    let begins_small = line.words.starts_with(char::is_lowercase);
    let is_alike = (last.size - line.size).abs() < 0.12 * last.size;
    let step = (last.y - line.y) / line.size;
    if is_on_new_page || step < -1.0 {
        // A page or a column further: only what cannot be a beginning goes on.
        return is_alike && !ends && (begins_small || last.words.ends_with(['-', ',']));
    }
    if step.abs() < RAISED {
        // The same line, after a wide gap.
        return line.left > last.right && line.left - last.right < 6.0 * line.size;
    }
    let is_next = step < leading * 1.3 + 0.05;
    let is_indented = line.left > last.left + 0.8 * line.size && last.left + 0.5 < line.left;
    let is_short = ends && last.right < right - 0.2 * (right - last.left).max(0.0);
    is_alike && is_next && !(is_indented && ends) && !is_short
}

/// Adds a line to the text; a word parted by a hyphen is joined, unless it has the
/// hyphen elsewhere. Answers whether one was.
fn join(text: &mut String, line: &str, known: &BTreeSet<String>) -> bool {
    let is_soft = text.ends_with('\u{ad}');
    let is_hyphen = is_soft || text.ends_with(['-', '\u{2010}']);
    let stem = text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let is_word = stem.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase);
    if !(is_hyphen && is_word) {
        let meets = is_wide(line, text);
        let keeps = is_hyphen && stem.ends_with(char::is_alphanumeric);
        if !keeps && !meets {
            text.push(' ');
        }
        text.push_str(line);
        return false;
    }
    let head = stem
        .rsplit(|c: char| !c.is_alphabetic() && c != '-')
        .next()
        .unwrap_or_default();
    let tail = line
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .next()
        .unwrap_or_default();
    let whole = format!("{head}{tail}").to_lowercase();
    let with_hyphen = format!("{head}-{tail}").to_lowercase();
    let keeps = !is_soft && known.contains(&with_hyphen) && !known.contains(&whole);
    if !keeps {
        text.truncate(stem.len());
    }
    text.push_str(line);
    !keeps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_at_line_ends() {
        let known = BTreeSet::from(["long-term".to_owned(), "ministers".to_owned()]);
        for (text, line, joined) in [
            ("the min-", "isters met", "the ministers met"),
            ("a long-", "term plan", "a long-term plan"),
            ("soft\u{ad}", "ware", "software"),
            ("India-", "Japan talks", "India-Japan talks"),
            ("met in", "Tokyo – 日本", "met in Tokyo – 日本"),
            ("日本と", "インド", "日本とインド"),
            ("in 2023-", "24", "in 2023-24"),
        ] {
            let mut out = text.to_owned();
            join(&mut out, line, &known);
            assert_eq!(out, joined);
        }
    }

    #[test]
    fn lines_that_only_say_the_page_go() {
        let line = |words: &str, y: f64| Line {
            words: words.to_owned(),
            left: 50.0,
            right: 300.0,
            y,
            size: 10.0,
        };
        let page = |n: usize| {
            let body = (0..8).map(|at| {
                line(
                    &format!(
                        "{}: “é” {} – ¥",
                        ["", "One", "Two", "Three"][n],
                        "x".repeat(at)
                    ),
                    700.0 - 12.0 * at as f64,
                )
            });
            let mut page = vec![line("The Example Times", 800.0)];
            page.extend(body);
            page.push(line(&format!("Page {n} of 3"), 30.0));
            page
        };
        let mut pages = vec![page(1), page(2), page(3)];
        assert_eq!(leave_out_repeated(&mut pages), 6);
        assert!(pages.iter().all(|page| page.len() == 8));
    }
}
