//! One zone of an article as it is read: its words, with a `mark` for each piece
//! that has marks on it.
//!
//! The words are the article's own, byte for byte; letter tags and numbers come
//! from the style sheet, so that copying gives the text.

use std::cmp::Reverse;

use chancery_protocol::answer::{Article, Zone, ZoneKind};
use yew::prelude::*;

use super::flag;
use super::part::Part;
use crate::kind::RECORDS;
use crate::model::{Look, Shared};
use crate::passage::{self, Piece};
use crate::store::Dispatch;
use crate::{kind, wording};

#[derive(PartialEq)]
pub(super) struct Passage {
    pub(super) article: Shared<Article>,
    /// Index of the zone.
    pub(super) zone: usize,
    pub(super) look: Look,
    /// The current mark, if it lies in this zone.
    pub(super) current: Option<u32>,
}

/// A title, heading, paragraph, or what is set aside with its reason.
impl Part for Passage {
    fn draw(&self, _: &Dispatch) -> Html {
        let Some(zone) = self.article.zones.get(self.zone) else {
            return html! {};
        };
        let exact = is_exact(passage::words(&self.article.text, zone.stretch));
        let words = words(self, zone);
        let at = zone.stretch.start.to_string();
        match &zone.kind {
            ZoneKind::Title => words,
            ZoneKind::Heading => {
                html! { <h3 class="heading" data-at={at} data-exact={flag(exact)}>{ words }</h3> }
            }
            ZoneKind::Paragraph => {
                html! { <p class="paragraph" data-at={at} data-exact={flag(exact)}>{ words }</p> }
            }
            ZoneKind::Boilerplate(kind) => html! {
                <div class="boilerplate" data-boilerplate={kind.clone()}>
                    <p class="reason">
                        <strong>{ "Set aside: " }{ wording::visible(kind).into_owned() }</strong>
                        if !zone.why.is_empty() {
                            { " · " }{ wording::visible(&zone.why).into_owned() }
                        }
                    </p>
                    <p class="words" data-at={at} data-exact={flag(exact)}>{ words }</p>
                </div>
            },
        }
    }
}

/// Whether white space must be shown as it is, or a copy would not be the text.
/// Only then: lines under words reach over white space that is kept.
fn is_exact(words: &str) -> bool {
    words.contains("  ") || words.contains(['\n', '\r', '\t', '\u{B}', '\u{C}'])
}

fn words(props: &Passage, zone: &Zone) -> Html {
    let pieces = passage::pieces(&props.article, zone.stretch, props.look.off);
    html! {
        for piece in &pieces {
            { drawn(props, piece) }
        }
    }
}

fn drawn(props: &Passage, piece: &Piece) -> Html {
    let words = passage::words(&props.article.text, piece.stretch).to_owned();
    let marks = &props.article.marks;
    let Some(main) = piece.marks.first().and_then(|&i| marks.get(i as usize)) else {
        return html! { { words } };
    };
    let naming = kind::layer(main.layer);
    let current = props.current.filter(|c| piece.marks.contains(c));
    let is_current = current.is_some();
    let of_record = current.and_then(|c| passage::mark(&props.article, c));
    let of_record = of_record.is_some_and(|m| RECORDS.contains(&m.layer));
    let begins = piece.stretch.start == main.stretch.start;
    html! {
        <mark data-kind={naming.slug} data-also={also(&props.article, piece)}
            data-marks={listed(&piece.marks)} data-start={piece.stretch.start.to_string()}
            data-end={piece.stretch.end.to_string()} data-letter={begins.then_some(naming.letter)}
            data-record={record(&props.article, piece)}
            data-hit={flag(main.hit)} data-corrected={flag(main.corrected && piece.stretch.end == main.stretch.end)} data-current={is_current.then_some(if of_record { "record" } else { "true" })}
            tabindex={if is_current { "0" } else { "-1" }}>{ words }</mark>
    }
}

/// The kind of the shortest record that the piece is part of.
fn record(article: &Article, piece: &Piece) -> Option<&'static str> {
    let marks = piece
        .marks
        .iter()
        .filter_map(|&i| passage::mark(article, i));
    let records = marks.filter(|m| RECORDS.contains(&m.layer));
    let shortest = records.min_by_key(|m| m.stretch.end - m.stretch.start)?;
    Some(kind::layer(shortest.layer).slug)
}

/// The kinds under the one that decides the paint, the longest first; records are
/// drawn otherwise.
fn also(article: &Article, piece: &Piece) -> Option<String> {
    let mut under: Vec<_> = piece.marks[1..]
        .iter()
        .filter_map(|&i| passage::mark(article, i))
        .collect();
    chancery_text::sort::sort_by_key(&mut under, |m| Reverse(m.stretch.end - m.stretch.start));
    under.retain(|m| !RECORDS.contains(&m.layer));
    let mut slugs: Vec<&str> = under.iter().map(|m| kind::layer(m.layer).slug).collect();
    slugs.dedup();
    (!slugs.is_empty()).then(|| slugs.join(" "))
}

fn listed(marks: &[u32]) -> String {
    let marks: Vec<String> = marks.iter().map(u32::to_string).collect();
    marks.join(" ")
}
