//! Quotes: words that somebody said, in quotation marks or reported.
//!
//! Every stretch between quotation marks is looked at once. It is speech when a
//! cue of `data/speech.tsv` ties it to a speaker, or when it goes on from speech
//! in the same paragraph; a name or a few words in quotation marks are not.
//!
//! - Takes "“We are in talks for 2 + 2,” Foreign Secretary Kwatra said".
//! - Takes "He further said that defence is important" (indirect, of a person).
//! - Not "a ‘Special Strategic and Global Partnership’", "the so-called “axis”".

use core::ops::Range;

use chancery_text::Span;

use super::cue::{Cues, Hit};
use super::scene::Scene;
use super::{Quote, QuoteKind};
use crate::MentionKind;
use crate::annotation::EntityIdx;
use crate::form::Form;

/// Words that a stretch needs to be taken for speech without more evidence.
const SENTENCE: usize = 5;

/// Bytes that a stretch may have; a longer one is two unmatched marks.
const LONGEST: u32 = 3_000;

/// The cues of speech.
pub(crate) fn cues() -> &'static Cues {
    static CUES: std::sync::OnceLock<Cues> = std::sync::OnceLock::new();
    CUES.get_or_init(|| Cues::parse(crate::data::SPEECH, 1))
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// With its marks.
    outer: Span,
    /// Without them.
    inner: Span,
    /// Whether the paragraph ended before the mark closed.
    open: bool,
}

/// Who said a stretch, and the verb that tells.
#[derive(Clone)]
struct Said {
    speaker: Option<EntityIdx>,
    cue: Option<Span>,
}

/// The quotes of an article, in text order.
pub(crate) fn read(scene: &Scene<'_>) -> Vec<Quote> {
    let mut out = Vec::new();
    // What the speech before gives to speech that names no speaker.
    let mut last: Option<(u32, Said, bool)> = None;
    for (number, paragraph) in scene.context.segments.paragraphs.iter().enumerate() {
        let number = number as u32;
        for stretch in stretches(scene.context.text, paragraph.span) {
            let goes_on = last
                .as_ref()
                .filter(|(at, _, open)| *at == number || *open && *at + 1 == number);
            let Some(said) = said(scene, stretch, goes_on.map(|l| &l.1)) else {
                continue;
            };
            last = Some((number, said.clone(), stretch.open));
            out.push(Quote {
                speaker: said.speaker,
                kind: QuoteKind::Direct,
                quote: stretch.inner,
                cue: said.cue,
                evidence: vec![stretch.outer],
            });
        }
    }
    let direct: Vec<Span> = out.iter().flat_map(|q| q.evidence.clone()).collect();
    for unit in 0..scene.units.len() {
        out.extend(indirect(scene, unit, &direct));
    }
    chancery_text::sort::sort_by_key(&mut out, |q| q.quote);
    out
}

/// Whether a quotation mark may begin with this byte; it begins a character.
fn may_be_mark(byte: &u8) -> bool {
    matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2)
}

/// The stretches between quotation marks in one paragraph, in order.
fn stretches(text: &str, paragraph: Span) -> Vec<Stretch> {
    let mut out = Vec::new();
    let slice = paragraph.slice(text);
    let mut open: Option<(usize, char, char)> = None;
    let mut done = 0;
    while let Some(found) = slice.as_bytes()[done..].iter().position(may_be_mark) {
        let at = done + found;
        let Some(c) = slice[at..].chars().next() else {
            break;
        };
        done = at + c.len_utf8();
        let before = slice[..at].chars().next_back().unwrap_or(' ');
        let next = slice[done..].chars().next().unwrap_or(' ');
        match open {
            None => {
                let closer = match c {
                    '“' | '„' => '”',
                    '«' => '»',
                    '"' if !before.is_alphanumeric() => '"',
                    // An apostrophe stands inside or behind a word.
                    '‘' if !before.is_alphanumeric() && !next.is_whitespace() => '’',
                    '\'' if !before.is_alphanumeric() && next.is_alphanumeric() => '\'',
                    _ => '\0',
                };
                if closer != '\0' {
                    open = Some((at, c, closer));
                }
            }
            Some((from, opener, closer)) => {
                let apostrophe = matches!(closer, '’' | '\'') && next.is_alphanumeric();
                let closes = c == closer || opener == '„' && c == '“';
                if closes && !apostrophe {
                    let start = paragraph.start as usize + from;
                    let end = paragraph.start as usize + at;
                    out.push(Stretch {
                        outer: Span::at(start, end + c.len_utf8()),
                        inner: Span::at(start + opener.len_utf8(), end),
                        open: false,
                    });
                    open = None;
                }
            }
        }
    }
    // A quotation of several paragraphs closes only in the last.
    if let Some((from, opener, _)) = open.filter(|o| matches!(o.1, '“' | '"' | '«')) {
        let start = paragraph.start as usize + from;
        let inner = Span::at(start + opener.len_utf8(), paragraph.end as usize);
        out.push(Stretch {
            outer: Span::at(start, paragraph.end as usize),
            inner,
            open: true,
        });
    }
    out.retain(|s| s.outer.len() <= LONGEST);
    out
}

/// Who said the stretch; `None` when it is no speech.
fn said(scene: &Scene<'_>, stretch: Stretch, goes_on: Option<&Said>) -> Option<Said> {
    let text = scene.context.text;
    let inner = stretch.inner.slice(text);
    let n_words = inner.split_whitespace().count();
    if n_words == 0 || is_name(inner) {
        return None;
    }
    let ends = inner.trim_end().ends_with([',', '.', '!', '?', '…']);
    let sentence = n_words >= SENTENCE || ends && n_words >= 2;
    if !sentence {
        return None;
    }
    // "…,” said X" follows; "X called it “…” and said" does not.
    let rest = text.get(stretch.outer.end as usize..).unwrap_or("");
    let handed_on = inner.trim_end().ends_with([',', '!', '?', '—'])
        || rest.starts_with([',', ';']) && !inner.trim_end().ends_with('.');
    let found = if handed_on {
        behind(scene, stretch).or_else(|| before(scene, stretch))
    } else {
        before(scene, stretch).or_else(|| behind(scene, stretch))
    };
    let found = found.or_else(|| goes_on.filter(|_| begins_sentence(inner)).cloned());
    match found {
        Some(said) => Some(said),
        // A whole sentence in quotation marks is speech, whoever said it.
        None if begins_sentence(inner) && ends && n_words >= SENTENCE => Some(Said {
            speaker: None,
            cue: None,
        }),
        None => None,
    }
}

fn begins_sentence(inner: &str) -> bool {
    inner
        .trim_start_matches(['…', '.', '[', '(', ' '])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether the words are a name: most of those that count have a capital.
fn is_name(inner: &str) -> bool {
    let words = inner.split_whitespace().filter(|w| w.len() > 3);
    let (mut capital, mut small) = (0, 0);
    for word in words {
        match word.chars().next() {
            Some(c) if c.is_uppercase() || c.is_ascii_digit() => capital += 1,
            _ => small += 1,
        }
    }
    let ends = inner.trim_end().ends_with([',', '.', '!', '?']);
    capital > small && capital >= 2 && !ends
}

/// How far from a quotation its cue may stand: tokens.
const NEAR: usize = 24;

/// "…,” said Gonzalo Etcheverry", "…,” the foreign secretary told reporters".
fn behind(scene: &Scene<'_>, stretch: Stretch) -> Option<Said> {
    let tokens = &scene.context.segments.tokens;
    let from = tokens.partition_point(|t| t.span.start < stretch.outer.end);
    let end = clause_end(scene, from);
    let first = (from..end).find(|&t| scene.form(t).is_some_and(|f| f.hash != 0))?;
    let reach = end.min(first + NEAR);
    let unit = unit_at(scene, first)?;
    // "“Prices have doubled”, according to Awa Diallo".
    if scene.is(first, &["according"]) && scene.is(first + 1, &["to"]) {
        return Some(Said {
            speaker: Some(speaker_in(scene, unit, first + 2..reach, true)?),
            cue: Some(scene.span(first..first + 2)),
        });
    }
    let hit = (first..reach).find_map(|t| say(scene, t, reach))?;
    // A comma, a dash or nothing between the words and who said them: a quotation
    // that ends its sentence is not followed by its speaker.
    let inner = stretch.inner.slice(scene.context.text).trim_end();
    if inner.ends_with(['.'])
        && scene.form(first).is_some_and(Form::is_capital)
        && hit.tokens.start > first
    {
        let speaks_on = scene.is(hit.tokens.start, &["said", "says", "told", "added"]);
        let pronoun = scene.is(first, &["he", "she", "they"]);
        if pronoun || !speaks_on {
            return None;
        }
    }
    let speaker = if hit.tokens.start == first {
        // "said X": the first actor behind the verb.
        let region = hit.tokens.end..reach;
        speaker_in(scene, unit, region, true)
    } else {
        speaker_in(scene, unit, first..hit.tokens.start, false)
    };
    let pronoun = (first..hit.tokens.start).any(|t| scene.is(t, &["he", "she", "they", "it"]));
    let speaker = speaker.or_else(|| pronoun.then(|| scene.person_before(unit, first)).flatten());
    (speaker.is_some() || hit.tokens.start <= first + 6).then(|| Said {
        speaker,
        cue: Some(scene.span(hit.tokens)),
    })
}

/// The end of the clause that begins at token `from`: the next full stop, or the
/// next quotation mark that opens.
fn clause_end(scene: &Scene<'_>, from: usize) -> usize {
    let tokens = &scene.context.segments.tokens;
    let mut at = from;
    while at < tokens.len() && at < from + 60 {
        let form = &scene.context.forms[at];
        // A quotation that ends its paragraph has nothing behind it.
        if form.starts_zone() || at > from && form.starts_sentence() && form.sign != b'"' {
            break;
        }
        if form.sign == b'"' && !form.glued() {
            break;
        }
        at += 1;
    }
    at
}

/// "X said: “…”", "X told reporters that “…”", "a figure that X calls “…”".
fn before(scene: &Scene<'_>, stretch: Stretch) -> Option<Said> {
    let tokens = &scene.context.segments.tokens;
    let at = tokens.partition_point(|t| t.span.start < stretch.outer.start);
    let unit = unit_at(scene, at)?;
    let start = scene.units[unit].tokens.start;
    let from = start.max(at.saturating_sub(2 * NEAR));
    let Some(hit) = (from..at).rev().find_map(|t| any(scene, t, at)) else {
        return labelled(scene, unit, start, at);
    };
    let start = (start..hit.tokens.start)
        .rev()
        .find(|&t| scene.is(t, &[";"]))
        .map_or(start, |t| t + 1);
    // The cue must reach the words: no other sentence or quotation between.
    let speaker = pronoun_before(scene, unit, start, &hit)
        .or_else(|| colleague(scene, unit, start..hit.tokens.start))
        .or_else(|| speaker_in(scene, unit, start..hit.tokens.start, false))
        .or_else(|| {
            let pronoun =
                (start..hit.tokens.start).any(|t| scene.is(t, &["he", "she", "they", "it"]));
            pronoun
                .then(|| scene.person_before(unit, hit.tokens.start))
                .flatten()
        })
        .or_else(|| speaker_in(scene, unit, hit.tokens.end..at, true));
    Some(Said {
        speaker,
        cue: Some(scene.span(hit.tokens)),
    })
}

/// "Kola: “We will sign.”": a name, a colon and the words.
fn labelled(scene: &Scene<'_>, unit: usize, start: usize, at: usize) -> Option<Said> {
    let colon = at
        .checked_sub(1)
        .filter(|&t| scene.form(t).is_some_and(|f| f.sign == b':'))?;
    let named = scene.within(unit, start..colon);
    let last = named
        .last()
        .filter(|f| f.to == colon && f.kind == MentionKind::Person)?;
    Some(Said {
        speaker: Some(last.entity?),
        cue: None,
    })
}

/// "Brazil, he said, would …": the pronoun right before the verb goes before
/// whoever the sentence names.
fn pronoun_before(scene: &Scene<'_>, unit: usize, start: usize, hit: &Hit) -> Option<EntityIdx> {
    let at = hit.tokens.start;
    let stands = at > start + 1
        && scene.is(at - 1, &["he", "she"])
        && scene.form(at - 2).is_some_and(|f| f.sign == b',');
    let named = scene.persons(unit, start..at);
    (stands && named.is_empty())
        .then(|| scene.person_before(unit, at))
        .flatten()
}

/// "Her Albanian colleague put it differently": the person of that country in the
/// same office.
fn colleague(scene: &Scene<'_>, unit: usize, region: Range<usize>) -> Option<EntityIdx> {
    let at = region.clone().find(|&t| {
        scene.is(
            t,
            &["counterpart", "colleague", "opposite", "host", "guest"],
        )
    })?;
    let country = at
        .checked_sub(1)
        .and_then(|t| scene.at(t))
        .and_then(|f| scene.state(f))?;
    let named = scene.persons(unit, region.clone());
    if !named.is_empty() || !scene.is(at.checked_sub(2)?, &["his", "her", "their", "the"]) {
        return None;
    }
    let owner: Vec<EntityIdx> = scene
        .person_before(unit, region.start)
        .into_iter()
        .collect();
    scene.counterpart(country, &owner)
}

fn say(scene: &Scene<'_>, token: usize, end: usize) -> Option<Hit> {
    let hit = cues().at(scene.context.forms, token, end)?;
    let says = cues().row(&hit).is_some_and(|row| row.values[0] == "say");
    says.then_some(hit)
}

fn any(scene: &Scene<'_>, token: usize, end: usize) -> Option<Hit> {
    cues().at(scene.context.forms, token, end)
}

/// The unit that holds token `token`.
fn unit_at(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let after = scene.units.partition_point(|u| u.tokens.start <= token);
    let unit = after.checked_sub(1)?;
    scene.units[unit].tokens.contains(&token).then_some(unit)
}

/// The one who can speak in `region`: a person, else the holder of an office
/// named there, else a body, else a capital or country; the first or the last.
fn speaker_in(
    scene: &Scene<'_>,
    unit: usize,
    region: Range<usize>,
    first: bool,
) -> Option<EntityIdx> {
    let all = scene.within(unit, region);
    let pick = |kind: MentionKind| {
        let mut fits = all.iter().filter(|f| f.kind == kind);
        if first { fits.next() } else { fits.next_back() }
    };
    // "X, who chairs the committee, said": the first person is the subject.
    let person = all.iter().find(|f| f.kind == MentionKind::Person);
    if let Some(person) = if first {
        pick(MentionKind::Person)
    } else {
        person
    } {
        return person.entity;
    }
    if let Some(office) = pick(MentionKind::Role) {
        return scene.holder(office);
    }
    pick(MentionKind::Organisation)
        .or_else(|| pick(MentionKind::Place))
        .and_then(|f| f.entity)
}

/// Speech of a person that is reported: "He further said that …", "…, the
/// minister noted". Of bodies only direct speech is recorded: what they "said"
/// is mostly news, and stands in the claims.
fn indirect(scene: &Scene<'_>, unit: usize, direct: &[Span]) -> Vec<Quote> {
    let Some(u) = scene.units.get(unit).filter(|u| u.paragraph.is_some()) else {
        return Vec::new();
    };
    // They are in text order and share no byte.
    let near = direct.partition_point(|quote| quote.end <= u.span.start);
    if direct.get(near).is_some_and(|quote| quote.overlaps(u.span)) {
        return Vec::new();
    }
    let tokens = u.tokens.clone();
    let Some(hit) = tokens.clone().find_map(|t| say(scene, t, tokens.end)) else {
        return Vec::new();
    };
    let that = hit.tokens.end;
    if !scene.is(that, &["that"]) {
        return Vec::new();
    }
    let region = tokens.start..hit.tokens.start;
    let person = scene
        .within(unit, region.clone())
        .iter()
        .rev()
        .find(|f| f.kind == MentionKind::Person)
        .and_then(|f| f.entity);
    let pronoun = region.clone().any(|t| scene.is(t, &["he", "she"]));
    let speaker = person.or_else(|| {
        pronoun
            .then(|| scene.person_before(unit, hit.tokens.start))
            .flatten()
    });
    let end = (that + 1..tokens.end)
        .rev()
        .find(|&t| scene.form(t).is_some_and(|f| f.hash != 0))
        .map_or(tokens.end, |t| t + 1);
    if speaker.is_none() || end <= that + 1 {
        return Vec::new();
    }
    vec![Quote {
        speaker,
        kind: QuoteKind::Indirect,
        quote: scene.span(that + 1..end),
        cue: Some(scene.span(hit.tokens)),
        evidence: vec![u.span],
    }]
}

#[cfg(test)]
mod tests {
    use crate::{Given, read};

    /// Texts, and who says how many words in them; "-" is nobody named.
    #[test]
    fn speakers() {
        for (text, want) in [
            (
                "Traders are angry\n\n“What do they want?” asked Moussa Keita. “That we starve?”\n\nIbrahim Touré wrote \
                 that “talks with Dakar go well – ¥5”.",
                &["Moussa Keita", "Moussa Keita", "Ibrahim Touré"][..],
            ),
            (
                "“Prices have doubled here since the border was closed 日本 🙂”, according to Awa Diallo.",
                &["Awa Diallo"],
            ),
            ("A “red line” for the café is the fee.", &[]),
        ] {
            let reading = read(text, &Given::default());
            let got: Vec<&str> = reading
                .quotes
                .iter()
                .map(|q| {
                    let speaker = q.speaker.map(|s| &reading.entities[s.0 as usize]);
                    speaker.map_or("-", |e| e.name.as_str())
                })
                .collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
