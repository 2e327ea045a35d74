//! What the reader draws of an article: pieces of text, each with the marks on it.
//!
//! Here lives the way from runs to pieces and the order in which marks are
//! stepped through. Positions are UTF-8 bytes; nothing here panics on stretches
//! that do not fit the text. Colours and elements are not decided here.
//!
//! Example: of "India-Japan ties" with marks on "India" and "Japan" come the
//! pieces "India", "-", "Japan", " ties".

use std::cmp::Reverse;

use chancery_protocol::answer::{Article, Mark, Stretch, ZoneKind};

use chancery_protocol::ask::Layer;

use crate::kind::{Layers, RECORDS};
use crate::model::Look;

/// A stretch of text with the same marks all over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where.
    pub stretch: Stretch,
    /// Indices into [`Article::marks`]; the first decides the paint.
    pub marks: Vec<u32>,
}

/// The words of a stretch, or "" when it does not fit the text.
pub fn words(text: &str, stretch: Stretch) -> &str {
    text.get(stretch.start as usize..stretch.end as usize)
        .unwrap_or_default()
}

/// The pieces of the part of an article that lies in `within`, in text order,
/// covering it once. Layers in `off` leave no trace.
pub fn pieces(article: &Article, within: Stretch, off: Layers) -> Vec<Piece> {
    let runs = &article.runs;
    let first = runs.partition_point(|run| run.stretch.end <= within.start);
    let inside = runs[first..]
        .iter()
        .take_while(|run| run.stretch.start < within.end);
    let mut pieces: Vec<Piece> = Vec::new();
    for run in inside {
        let stretch = Stretch {
            start: run.stretch.start.max(within.start),
            end: run.stretch.end.min(within.end),
        };
        let marks = stacked(article, &run.marks, off);
        match pieces.last_mut() {
            Some(last) if last.marks == marks => last.stretch.end = stretch.end,
            _ => pieces.push(Piece { stretch, marks }),
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece {
            stretch: within,
            marks: Vec::new(),
        });
    }
    pieces
}

/// The shown marks of a run, the one that decides the paint first: matches
/// before others, names before themes, then the longer one, so that its line
/// goes on unbroken over what lies inside it; records last, which are a ground.
fn stacked(article: &Article, marks: &[u32], off: Layers) -> Vec<u32> {
    let rank = |i: &u32| {
        article.marks.get(*i as usize).map(|mark| {
            let is_theme = mark.layer == Layer::Theme;
            let is_record = RECORDS.contains(&mark.layer);
            (is_record, !mark.hit, is_theme, order(mark), mark.layer, *i)
        })
    };
    let mut shown: Vec<u32> = marks
        .iter()
        .copied()
        .filter(|&i| mark(article, i).is_some_and(|m| !off.contains(m.layer)))
        .collect();
    chancery_text::sort::sort_by_key(&mut shown, rank);
    shown
}

/// The mark of an index.
pub fn mark(article: &Article, idx: u32) -> Option<&Mark> {
    article.marks.get(idx as usize)
}

/// The marks that stepping walks through: the matches, or all marks when there
/// are none; only those that are shown, and one for each stretch.
pub fn steps(article: &Article, look: Look) -> Vec<u32> {
    let hidden: Vec<Stretch> = article
        .zones
        .iter()
        .filter(|zone| look.boilerplate_hidden && matches!(zone.kind, ZoneKind::Boilerplate(_)))
        .map(|zone| zone.stretch)
        .collect();
    let in_hidden = |at: u32| {
        let next = hidden.partition_point(|h| h.end <= at);
        hidden.get(next).is_some_and(|h| h.start <= at)
    };
    let shown = |m: &Mark| !look.off.contains(m.layer) && !in_hidden(m.stretch.start);
    let any_hit = article.marks.iter().any(|m| m.hit && shown(m));
    let mut steps: Vec<u32> = (0..article.marks.len() as u32)
        .filter(|&i| mark(article, i).is_some_and(|m| shown(m) && (m.hit || !any_hit)))
        .collect();
    steps.dedup_by_key(|i| mark(article, *i).map(|m| m.stretch));
    steps
}

/// Text order: by start, the longer one first.
pub fn order(mark: &Mark) -> (u32, Reverse<u32>) {
    (mark.stretch.start, Reverse(mark.stretch.end))
}

/// Every mention of what `idx` names, in text order; only itself when it names
/// nothing that can be chosen.
pub fn mentions(article: &Article, idx: u32) -> Vec<u32> {
    let Some(this) = mark(article, idx) else {
        return Vec::new();
    };
    let same = |m: &Mark| {
        m.layer == this.layer
            && match (&m.key, &this.key) {
                (None, None) => m.label == this.label,
                (a, b) => a == b,
            }
    };
    (0..article.marks.len() as u32)
        .filter(|&i| mark(article, i).is_some_and(same))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// Draws pieces as text: "[words|kinds in stacking order]".
    fn drawn(article: &Article, off: Layers) -> String {
        let all = Stretch {
            start: 0,
            end: article.text.len() as u32,
        };
        let mut out = String::new();
        for piece in pieces(article, all, off) {
            let words = words(&article.text, piece.stretch);
            if piece.marks.is_empty() {
                out.push_str(words);
                continue;
            }
            let kinds: Vec<&str> = piece
                .marks
                .iter()
                .map(|&i| crate::kind::layer(article.marks[i as usize].layer).letter)
                .collect();
            out.push_str(&format!("[{words}|{}]", kinds.join("")));
        }
        out
    }

    #[test]
    fn marks_become_pieces() {
        for (marked, expected) in [
            ("India’s {P:Kwatra} – ¥ é", "India’s [Kwatra|P] – ¥ é"),
            ("{L:India}-{L:Japan} 🙂", "[India|L]-[Japan|L] 🙂"),
            (
                "{G:{L:Mumbai}-{L:Ahmedabad} {T!:railway}}",
                "[Mumbai|GL][-|G][Ahmedabad|GL][ |G][railway|TG]",
            ),
            ("{O:{L!:日本}銀行}", "[日本|LO][銀行|O]"),
            ("{T:{P:Modi} talks}", "[Modi|PT][ talks|T]"),
            ("{T!:{P:same}}", "[same|TP]"),
            ("", ""),
        ] {
            let article = fixture::article(marked);
            assert_eq!(drawn(&article, Layers::default()), expected, "{marked}");
        }
    }

    #[test]
    fn layers_that_are_off_leave_no_trace() {
        let article = fixture::article("a {G:{L:Mumbai}-{L:Ahmedabad} line} b");
        let places: Layers = [chancery_protocol::ask::Layer::Place].into_iter().collect();
        assert_eq!(drawn(&article, places), "a [Mumbai-Ahmedabad line|G] b");
        assert_eq!(drawn(&article, Layers::all()), article.text);
    }

    #[test]
    fn pieces_cover_any_part_once() {
        let article = fixture::article("“{L:日本}” – {D:é ¥5} {P:🙂 x} y");
        let n_bytes = article.text.len() as u32;
        for start in 0..=n_bytes {
            for end in start..=n_bytes {
                let part = Stretch { start, end };
                let pieces = pieces(&article, part, Layers::default());
                let mut at = start;
                for piece in &pieces {
                    assert_eq!(piece.stretch.start, at);
                    at = piece.stretch.end;
                    words(&article.text, piece.stretch);
                }
                assert_eq!(at, end);
            }
        }
    }

    #[test]
    fn stretches_that_do_not_fit_are_empty() {
        let beyond = Stretch { start: 1, end: 99 };
        assert_eq!(words("日本", beyond), "");
        let mut article = fixture::article("{L:日本}");
        article.runs[0].marks = vec![7];
        assert_eq!(drawn(&article, Layers::default()), "日本");
    }

    #[test]
    fn steps_are_the_matches_or_else_every_mark() {
        for (marked, expected) in [
            ("{L:a} {P:b} {D:c}", vec![0, 1, 2]),
            ("{L:a} {P!:b} {D!:c}", vec![1, 2]),
            ("{T!:{P!:same}} {P:x}", vec![0]),
            ("plain", vec![]),
        ] {
            let article = fixture::article(marked);
            assert_eq!(steps(&article, Look::default()), expected, "{marked}");
        }
    }

    #[test]
    fn mentions_share_their_key() {
        let article = fixture::article("{L:India} {P:India} {L:India} {L:Japan}");
        assert_eq!(mentions(&article, 2), [0, 2]);
        assert_eq!(mentions(&article, 9), [] as [u32; 0]);
    }
}
