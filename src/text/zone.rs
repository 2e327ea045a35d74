//! Zones: title, headings, paragraphs, boilerplate.
//!
//! A line is boilerplate if a pattern takes it whole; the first line of the rest
//! is the title if it is no sentence; a short line that is no sentence and
//! stands above prose is a heading; all else is paragraphs. Out of these come
//! the sentences that are boilerplate. How boilerplate is known stands in
//! `boilerplate` and `opening`.
//!
//! ```
//! use chancery_text::{ZoneKind, segment};
//!
//! let text = "Talks open\n\nHANOI (AP) - Envoys met on Monday. (With inputs from PTI)";
//! let zones = segment(text).zones;
//! assert_eq!(zones[0].kind, ZoneKind::Title);
//! assert_eq!(zones[1].span.slice(text), "HANOI (AP) -");
//! assert_eq!(zones[2].span.slice(text), "Envoys met on Monday.");
//! assert_eq!(zones.len(), 4);
//! ```

use crate::boilerplate::{self, Verdict};
use crate::character::{is_apostrophe, is_closing};
use crate::line::{self, is_list_item};
use crate::opening::{Place, byline, date_line, opening};
use crate::shape::{self, Standing};
use crate::{Span, sentence};

/// Why a zone is not part of the article's own words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BoilerplateKind {
    /// "Advertisement".
    Advertisement,
    /// "Leave a Reply", "Your email address will not be published."
    CommentForm,
    /// "Sources By Agencies".
    SourceLine,
    /// "date 2023-07-28".
    MetadataDate,
    /// "MANILA (AP) -".
    Dateline,
    /// "(This story has been corrected …)".
    EditorNote,
    /// "Photo: AFP".
    PhotoCredit,
    /// "File photo of …".
    PhotoCaption,
    /// "Read more: …".
    RelatedLink,
    /// "Click here to …".
    CallToAction,
    /// "Reporting by …; editing by …".
    ContributorLine,
    /// "Home > World > Asia".
    Navigation,
    /// "Sign up for our newsletter".
    Subscription,
}

/// What kind of zone it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ZoneKind {
    /// The article's headline.
    Title,
    /// A line that is not a sentence and introduces paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// Not the article's own words.
    Boilerplate(BoilerplateKind),
}

/// One zone, trimmed of white space. Every byte of a text that is not white
/// space lies in exactly one zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zone {
    /// Where it stands.
    pub span: Span,
    /// What kind it is.
    pub kind: ZoneKind,
    /// The rule that decided it, e.g. `boilerplate.comment_form: "Leave a Reply"`.
    pub rule: &'static str,
}

/// The zones of `text`, in order.
pub(crate) fn zones(text: &str) -> Vec<Zone> {
    let pieces = pieces(text);
    let body: Vec<Span> = pieces
        .iter()
        .filter(|p| p.verdict.is_none())
        .map(|p| p.span)
        .collect();
    let mut kinds = kinds(text, &body).into_iter();
    let is_transcript = is_transcript(text, &body);
    let mut zones = Vec::with_capacity(pieces.len());
    let mut n_paragraphs = 0;
    for piece in &pieces {
        if let Some(verdict) = piece.verdict {
            zones.push(boilerplate_zone(piece.span, verdict));
            continue;
        }
        match kinds.next() {
            Some((kind, rule)) if kind != ZoneKind::Paragraph => zones.push(Zone {
                span: piece.span,
                kind,
                rule,
            }),
            _ => {
                n_paragraphs += 1;
                let near_start = n_paragraphs <= DATELINE_REACH;
                let spoken = is_transcript && shouted_label(piece.span.slice(text)).is_some();
                split_paragraph(text, piece.span, near_start && !spoken, &mut zones);
            }
        }
    }
    zones
}

/// Whether lines of `body` say who speaks: "MINISTER: Thank you", "QUESTION: Did
/// you …". One such line may be a dateline ("PANAJI: The minister said").
fn is_transcript(text: &str, body: &[Span]) -> bool {
    let spoken = body
        .iter()
        .filter(|line| shouted_label(line.slice(text)).is_some());
    spoken.take(3).count() == 3
}

/// The speaker before a colon at the start of a line, in capitals.
fn shouted_label(line: &str) -> Option<&str> {
    let end = line.bytes().take(40).position(|b| b == b':')?;
    let label = line.get(..end)?;
    let shouted = label.chars().any(char::is_uppercase) && !label.contains(char::is_lowercase);
    (shouted && line[end..].starts_with(": ")).then_some(label)
}

/// How many paragraphs from the start may open with a dateline: a standfirst or
/// two may stand before it.
const DATELINE_REACH: usize = 3;

const fn boilerplate_zone(span: Span, (kind, rule): Verdict) -> Zone {
    Zone {
        span,
        kind: ZoneKind::Boilerplate(kind),
        rule,
    }
}

/// A line, and its verdict if all of it is boilerplate.
struct Piece {
    span: Span,
    verdict: Option<Verdict>,
}

fn pieces(text: &str) -> Vec<Piece> {
    let lines = line::lines(text);
    // A text of one line is an article, whatever it begins with.
    let one_line = lines.len() == 1;
    let mut in_body = false;
    let n_lines = lines.len();
    let verdict = |span: Span, line: usize, in_body: bool| {
        if one_line && sentence::are_several(text, span) {
            return None;
        }
        let standing = Standing { line, n_lines };
        boilerplate::whole(text, span)
            .filter(|verdict| in_body || !may_head(span.slice(text), verdict))
            .or_else(|| date_line(text, span, standing.is_near_top()))
            .or_else(|| shape::line(text, span, standing))
    };
    let mut pieces = Vec::with_capacity(n_lines);
    for (line, span) in lines.into_iter().enumerate() {
        for span in signed(text, span) {
            let verdict = verdict(span, line, in_body);
            in_body |= verdict.is_none();
            pieces.push(Piece { span, verdict });
        }
    }
    link_lists(text, &mut pieces);
    pieces
}

/// Marks the headlines of other articles that stand under a label as "Most read":
/// at the end of a page up to the next label, within it those in another language.
fn link_lists(text: &str, pieces: &mut [Piece]) {
    const RULE: &str = "boilerplate.related_link: a headline in a list of other articles";
    let is_link = |p: &Piece| {
        let line = p.span.slice(text);
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        p.verdict.is_none() && p.span.len() <= LONGEST_TITLE / 2 && is_no_sentence(bare)
    };
    let last_prose = pieces
        .iter()
        .rposition(|p| p.verdict.is_none() && !is_link(p));
    let mut listed = false;
    for (at, piece) in pieces.iter_mut().enumerate() {
        let line = piece.span.slice(text);
        if let Some((kind, _)) = piece.verdict {
            listed = kind == BoilerplateKind::RelatedLink && (listed || is_label(line));
            continue;
        }
        let behind = last_prose.is_none_or(|last| at > last);
        listed &= is_link(piece);
        if listed && (behind || is_foreign(line)) {
            piece.verdict = Some((BoilerplateKind::RelatedLink, RULE));
        }
    }
}

/// "READ ALSO", "More from ONA": a label with no headline of its own.
fn is_label(line: &str) -> bool {
    line.len() <= 40 && line.split_whitespace().count() <= 5 && !line.contains(": ")
}

/// Whether a headline holds letters beyond English ones and none of the small
/// words that English headlines hold.
fn is_foreign(line: &str) -> bool {
    const SMALL: [&str; 30] = [
        "a", "after", "and", "are", "as", "at", "by", "for", "from", "has", "have", "in", "into",
        "is", "its", "new", "not", "of", "on", "over", "say", "says", "the", "to", "up", "was",
        "will", "with", "how", "why",
    ];
    let words = || line.split_whitespace();
    let small = |word: &str| SMALL.iter().any(|w| w.eq_ignore_ascii_case(word));
    let beyond = |word: &str| word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    words().count() >= 3 && words().filter(|w| beyond(w)).count() >= 2 && !words().any(small)
}

/// A line, or its two halves where one is a byline and the other a date: "By Jane
/// Roe March 3, 2025".
fn signed(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let behind =
        byline(text, line).filter(|&at| date_line(text, Span::new(at, line.end), false).is_some());
    let (first, second) = match behind {
        Some(at) => {
            let name = Span::new(line.start, at).slice(text).trim_end();
            let first = Span::new(line.start, line.start + name.len() as u32);
            (first, Some(Span::new(at, line.end)))
        }
        None => (line, None),
    };
    core::iter::once(first).chain(second)
}

/// Whether the first line of a text can be a headline though a pattern takes it:
/// "Watch: Envoys meet in Hanoi".
fn may_head(line: &str, verdict: &Verdict) -> bool {
    verdict.0 == BoilerplateKind::RelatedLink && line.contains([':', '|'])
}

/// The kind of each line of the `body`, and the rule that decided it.
fn kinds(text: &str, body: &[Span]) -> Vec<(ZoneKind, &'static str)> {
    let mut kinds = vec![(ZoneKind::Paragraph, "paragraph: a line of running text"); body.len()];
    let mut at = 0;
    if let [first, rest @ ..] = body
        && is_title(text, *first)
        && rest.iter().any(|&line| is_prose(text, line))
    {
        kinds[0] = (ZoneKind::Title, "title: the first line, and no sentence");
        at = 1;
    }
    while at < body.len() {
        let run = body[at..]
            .iter()
            .take_while(|&&line| is_heading(text, line))
            .count();
        let above = body.get(at + run).is_some_and(|&line| is_prose(text, line));
        if above && run <= MOST_HEADINGS {
            let rule = "heading: a short line that is no sentence, above a paragraph";
            kinds[at..at + run].fill((ZoneKind::Heading, rule));
        }
        at += run + 1;
    }
    kinds
}

/// More short lines than this in a row are a list or a table.
const MOST_HEADINGS: usize = 2;

/// No headline is longer: bytes.
const LONGEST_TITLE: u32 = 300;
/// No heading of small words is longer: words.
const MOST_WORDS: usize = 14;
/// No heading is longer: bytes.
const LONGEST_HEADING: u32 = 120;
/// A line of this length is prose whatever it ends with: bytes.
const PROSE: u32 = 90;

/// Whether the first line of a text is its headline.
fn is_title(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() <= LONGEST_TITLE
        && (is_no_sentence(line) || is_capitalised(line))
        && !is_list_item(line)
        && (span.len() <= LONGEST_TITLE / 2 || !sentence::are_several(text, span))
        && opening(text, span, Place::NearStart).is_none()
}

/// Whether a line can stand above paragraphs.
fn is_heading(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() <= LONGEST_HEADING
        && is_no_sentence(line)
        && !is_table_row(line)
        && !is_clause(line)
        && (!is_list_item(line) || is_numbered_heading(line))
        && !sentence::are_several(text, span)
        && opening(text, span, Place::NearStart).is_none()
}

/// Whether a line is running text that a heading may stand above.
fn is_prose(text: &str, span: Span) -> bool {
    let line = span.slice(text);
    span.len() >= PROSE
        || is_list_item(line)
        || (span.len() >= 30 && !is_no_sentence(line))
        || sentence::are_several(text, span)
}

/// Whether a line begins as a headline does and ends with no mark that ends or
/// carries on a sentence; a question may head a part.
fn is_no_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    let last_word = bare.rsplit(' ').next().unwrap_or("");
    let abbreviated = is_dotted(last_word) && bare.split_whitespace().count() <= 8;
    let ends = bare.ends_with([':', ';', ',', '!', '…', '-', '–', '—', '。', '।'])
        || (bare.ends_with('.') && !abbreviated);
    !ends
        && line
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
}

/// "U.S.": letters and full stops by turns.
fn is_dotted(word: &str) -> bool {
    word.len() > 3
        && word.bytes().enumerate().all(|(at, byte)| match at % 2 {
            0 => byte.is_ascii_alphabetic(),
            _ => byte == b'.',
        })
}

/// "Envoys Meet in Hanoi.": all but the small words have a capital. Not "Modi
/// met Prime Minister Ishiba."
fn is_capitalised(line: &str) -> bool {
    const SMALL: [&str; 24] = [
        "a", "against", "amid", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from",
        "in", "is", "nor", "of", "on", "or", "the", "to", "via", "vs", "with",
    ];
    let words = || line.split_whitespace();
    words().count() >= 4
        && words().all(|word| !word.starts_with(char::is_lowercase) || SMALL.contains(&word))
}

/// "2. Trade and investment": not "2. to trade", "- Trade".
fn is_numbered_heading(line: &str) -> bool {
    line.starts_with(char::is_alphanumeric)
        && line
            .split_once(' ')
            .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

/// Whether half of the words of a line or many are figures, or none are words.
fn is_table_row(line: &str) -> bool {
    let (mut n, mut figures, mut words) = (0, 0, 0);
    for word in line.split_whitespace() {
        n += 1;
        figures += usize::from(word.contains(|c: char| c.is_ascii_digit()));
        words += usize::from(word.contains(char::is_alphabetic));
    }
    figures * 2 > n || figures > 3 || words == 0
}

/// Whether a line is a question put by somebody: "Question: …?", "Ananya Barua,
/// the Daily Star: …?".
fn is_asked(line: &str) -> bool {
    const ASKING: [&str; 7] = [
        "Question",
        "Q",
        "Reporter",
        "Moderator",
        "Journalist",
        "Correspondent",
        "Media",
    ];
    let Some((speaker, _)) = line.split_once(": ").filter(|_| line.ends_with('?')) else {
        return false;
    };
    let first = speaker.split([' ', '.']).next().unwrap_or("");
    ASKING.iter().any(|asks| asks.eq_ignore_ascii_case(first))
        || speaker.contains(", ") && speaker.split(' ').count() <= 8
}

/// Whether a line is a sentence that lost its full stop, or the caption of a
/// picture: long for a heading, with few capitals, or with a verb that headings
/// do without.
fn is_clause(line: &str) -> bool {
    const VERBS: [&str; 20] = [
        "are", "been", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might",
        "said", "say", "says", "told", "was", "were", "will", "would",
    ];
    if is_asked(line) {
        return true;
    }
    if line.ends_with('?') || is_capitalised(line) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_verb = || {
        words
            .iter()
            .any(|word| VERBS.contains(&word.trim_end_matches(',')))
    };
    words.len() > MOST_WORDS || (words.len() >= 9 && has_verb())
}

/// Appends the zones of a line of running text: the paragraph, and the
/// boilerplate inside it.
fn split_paragraph(text: &str, line: Span, near_start: bool, zones: &mut Vec<Zone>) {
    let (mut place, later) = match near_start {
        true => (Place::Start, Place::NearStart),
        false => (Place::Later, Place::Later),
    };
    let mut open = line.start;
    let mut before: Option<Span> = None;
    for whole in sentence::sentences(text, line) {
        let mut at = whole.start.max(open);
        while at < whole.end
            && let Some((end, verdict)) = opening(text, Span::new(at, line.end), place)
        {
            let caption = before
                .filter(|_| verdict.0 == BoilerplateKind::PhotoCredit)
                .filter(|&before| before.start >= open && is_caption(before.slice(text)));
            push_paragraph(
                text,
                Span::new(open, caption.map_or(at, |caption| caption.start)),
                zones,
            );
            zones.extend(caption.map(|span| boilerplate_zone(span, CAPTION)));
            zones.push(boilerplate_zone(Span::new(at, end as u32), verdict));
            at = skip_blank(text, end as u32, line.end);
            open = at;
        }
        if at >= whole.end {
            continue;
        }
        let span = Span::new(at, whole.end);
        if let Some(verdict) = boilerplate::sentence(text, span) {
            push_paragraph(text, Span::new(open, at), zones);
            zones.push(boilerplate_zone(span, verdict));
            open = skip_blank(text, span.end, line.end);
        } else {
            place = later;
            before = Some(span);
        }
    }
    push_paragraph(text, Span::new(open, line.end), zones);
}

fn push_paragraph(text: &str, span: Span, zones: &mut Vec<Zone>) {
    let words = span.slice(text);
    let len = words.trim_end().len() as u32;
    if len > 0 {
        zones.push(Zone {
            span: Span::new(span.start, span.start + len),
            kind: ZoneKind::Paragraph,
            rule: "paragraph: a line of running text",
        });
    }
}

fn skip_blank(text: &str, at: u32, end: u32) -> u32 {
    let rest = Span::new(at, end).slice(text);
    at + (rest.len() - rest.trim_start().len()) as u32
}

const CAPTION: Verdict = (
    BoilerplateKind::PhotoCaption,
    "boilerplate.photo_caption: what a picture shows, before its credit",
);

/// Whether a sentence before a picture credit tells what the picture shows: in
/// the present, of looks and places, with no speech.
fn is_caption(sentence: &str) -> bool {
    const SHOWN: [&str; 46] = [
        "addresses",
        "arrive",
        "arrives",
        "attend",
        "attends",
        "center",
        "centre",
        "deliver",
        "delivers",
        "file",
        "fire",
        "gather",
        "gestures",
        "greets",
        "hold",
        "holds",
        "image",
        "inspect",
        "inspects",
        "leave",
        "leaves",
        "left",
        "listens",
        "looks",
        "meets",
        "operate",
        "photo",
        "pictured",
        "pose",
        "poses",
        "right",
        "seen",
        "shake",
        "shakes",
        "shows",
        "sits",
        "speak",
        "speaks",
        "stand",
        "stands",
        "take",
        "view",
        "walk",
        "walks",
        "waves",
        "work",
    ];
    !sentence.contains(['“', '"', '”'])
        && sentence
            .split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
            .all(|w| w != "said")
        && sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| SHOWN.binary_search(&word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A kind as cases write it.
    fn name(kind: ZoneKind) -> String {
        match kind {
            ZoneKind::Title => "title".into(),
            ZoneKind::Heading => "heading".into(),
            ZoneKind::Paragraph => "".into(),
            ZoneKind::Boilerplate(kind) => format!("{kind:?}"),
        }
    }

    const PROSE: &str =
        "Envoys of India and Japan met in “Tokyo” – 日本 – on Monday and spoke of ¥5 bn 🙂.";
    const MORE: &str = "“We are glad,” said Élise Dupont.";

    /// Texts zone by zone, with the kind of each; nothing for a paragraph. A
    /// zone stands on a line of its own unless its kind begins with "+".
    #[test]
    fn texts_fall_into_zones() {
        let cases: &[&[(&str, &str)]] = &[
            &[],
            &[("", PROSE)],
            &[("", "Talks")],
            &[("title", "Envoys meet in Tokyo"), ("", PROSE), ("", MORE)],
            &[("title", "Envoys meet: what next?"), ("", PROSE)],
            &[("title", "Envoys Meet In Tokyo Again."), ("", PROSE)],
            &[("title", "Watch: Envoys meet in Tokyo"), ("", PROSE)],
            &[("title", "Tokyo: Envoys meet again"), ("", PROSE)],
            &[("", "Envoys met in Tokyo."), ("", PROSE)],
            &[
                ("title", "Envoys meet"),
                ("", PROSE),
                ("heading", "Next steps"),
                ("", PROSE),
                ("", MORE),
            ],
            &[("", PROSE), ("heading", "What is the Quad?"), ("", PROSE)],
            &[
                ("", PROSE),
                ("heading", "Trade"),
                ("heading", "Exports to the U.S."),
                ("", PROSE),
            ],
            &[
                ("", PROSE),
                ("", "They agreed on:"),
                ("", "- a summit"),
                ("", "- a fund"),
                ("", PROSE),
            ],
            &[
                ("", PROSE),
                ("", "Wheat 20 30"),
                ("", "Rice 40 50"),
                ("", "Maize 60 70"),
                ("", PROSE),
            ],
            &[
                ("", PROSE),
                ("", "The two leaders will meet again in Delhi next week"),
                ("", PROSE),
            ],
            &[("", PROSE), ("", "Prices rose to 3,492.9."), ("", PROSE)],
            &[
                ("", PROSE),
                ("heading", "2. Trade and investment"),
                ("", PROSE),
            ],
            &[("", PROSE), ("", "2) to raise trade"), ("", PROSE)],
            &[("", PROSE), ("", "Last words")],
            // Boilerplate on lines of its own.
            &[
                ("title", "Envoys meet"),
                ("ContributorLine", "By Jane Roe"),
                ("MetadataDate", "Published: 12 July 2024, 10:30 IST"),
                ("", PROSE),
            ],
            &[
                ("Navigation", "Home > World"),
                ("title", "Envoys meet"),
                ("", PROSE),
            ],
            &[
                ("", PROSE),
                ("Advertisement", "ADVERTISEMENT"),
                ("", PROSE),
                ("RelatedLink", "Also read: Why it matters"),
            ],
            &[
                ("", PROSE),
                ("heading", "Trade"),
                ("Advertisement", "Advertisment"),
                ("", PROSE),
            ],
            &[
                ("", PROSE),
                ("CommentForm", "Leave a Reply"),
                ("CommentForm", "Your email address will not be published."),
            ],
            // Boilerplate inside a line.
            &[("Dateline", "MANILA (AP) -"), ("+", PROSE)],
            &[
                ("title", "Envoys meet"),
                ("Dateline", "NEW DELHI, March 3 (Reuters) –"),
                ("+", PROSE),
            ],
            &[("Dateline", "Tokyo, July 4 (Jiji Press)--"), ("+", PROSE)],
            &[
                ("Dateline", "WEST PALM BEACH, Fla. (Reuters) -"),
                ("+", PROSE),
            ],
            &[("Dateline", "London CNN —"), ("+", PROSE)],
            &[("Dateline", "(Reuters) -"), ("+", PROSE)],
            &[("Dateline", "TOKYO —"), ("+", PROSE)],
            &[("Dateline", "New Delhi:"), ("+", PROSE)],
            &[("Dateline", "YANGON/NAYPYITAW (Reuters) -"), ("+", PROSE)],
            &[
                ("Dateline", "New Delhi [India], July 28 (ANI):"),
                ("+", PROSE),
            ],
            &[(
                "",
                "NATO - the alliance of the West - met in Tokyo on Monday and spoke of the war.",
            )],
            &[(
                "",
                "EXCLUSIVE: Envoys of India and Japan met in Tokyo on Monday, officials said.",
            )],
            &[(
                "",
                "Jaishankar: We will hold the next round of talks in New Delhi, he told envoys.",
            )],
            &[("MetadataDate", "date 2023-07-28"), ("+", PROSE)],
            &[
                ("MetadataDate", "Published: July 28, 2023 10:30 IST"),
                ("+Dateline", "New Delhi:"),
                ("+", PROSE),
            ],
            &[(
                "",
                "Published on July 28, 2023, the report of the envoys says that trade grew by 5%.",
            )],
            &[("", PROSE), ("+SourceLine", "(With inputs from PTI)")],
            &[
                ("", PROSE),
                (
                    "+ContributorLine",
                    "Reporting by Jane Roe in Tokyo; Editing by John Doe",
                ),
            ],
            &[
                ("", PROSE),
                ("+Advertisement", "ADVERTISEMENT"),
                ("+", PROSE),
            ],
            &[
                ("", MORE),
                ("+PhotoCaption", "Envoys walk in Tokyo on May 5, 2024."),
                ("+PhotoCredit", "Jo Roe/AFP/Getty Images"),
                ("+", PROSE),
            ],
            &[
                ("EditorNote", "Editor’s Note: Jane Roe is a columnist."),
                ("+Dateline", "CNN —"),
                ("+", PROSE),
            ],
            &[(
                "",
                "The advertisement in the paper cost ¥5 m, and the Advertisement Council said so.",
            )],
        ];
        for case in cases {
            let mut text = String::new();
            for (kind, words) in *case {
                if !text.is_empty() {
                    text.push(if kind.starts_with('+') { ' ' } else { '\n' });
                }
                text.push_str(words);
            }
            let found: Vec<(String, &str)> = zones(&text)
                .iter()
                .map(|zone| (name(zone.kind), zone.span.slice(&text)))
                .collect();
            let want: Vec<(String, &str)> = case
                .iter()
                .map(|(kind, words)| (kind.trim_start_matches('+').into(), *words))
                .collect();
            assert_eq!(found, want);
        }
    }

    #[test]
    fn every_kind_of_line_break_counts() {
        for gap in [
            "\n", "\n\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}", "\n \t\n",
        ] {
            let text = format!("\u{feff}{MORE}{gap}{PROSE}{gap}");
            let found: Vec<&str> = zones(&text)
                .iter()
                .map(|zone| zone.span.slice(&text))
                .collect();
            assert_eq!(found, [MORE, PROSE], "{gap:?}");
        }
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "Envoys meet\n\nThe envoys of India and Japan met in Tokyo on Monday\n\
            and spoke of trade, of the “Quad” and of the sea lanes\n\
            that both need – and of ¥5 bn.\n\
            The next round of talks will be held in New Delhi, as\n\
            both sides said, before the end of the year.\n";
        let found = zones(text);
        let starts: Vec<&str> = found
            .iter()
            .map(|zone| &zone.span.slice(text)[..10])
            .collect();
        assert_eq!(starts, ["Envoys mee", "The envoys", "The next r"]);
    }
}
