//! Where the matches are: the strip of a row in the list, and the minimap at
//! the reader's edge. For the pointer only; `n` and `p` lead to the same places.

use chancery_protocol::answer::{Article, Hit, Stretch};
use yew::prelude::*;

use super::part::Part;

use crate::action::Action;
use crate::model::Shared;
use crate::store::Dispatch;
use crate::{dom, kind, passage};

/// The length of a strip in its own units; ticks closer than one are one.
const LENGTH: u32 = 1000;
/// The least length of a tick, so that it is seen.
const LEAST: u32 = 8;

/// A tick: where it begins, how long it is, what it is of.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Tick {
    at: u32,
    length: u32,
    slug: &'static str,
}

fn ticks(hits: impl Iterator<Item = Hit>, n_bytes: u32) -> Vec<Tick> {
    let scaled = |byte: u32| {
        let at = u64::from(byte) * u64::from(LENGTH) / u64::from(n_bytes.max(1));
        at.min(u64::from(LENGTH)) as u32
    };
    let mut ticks: Vec<Tick> = hits
        .map(|hit| Tick {
            at: scaled(hit.stretch.start).min(LENGTH - LEAST),
            length: scaled(hit.stretch.end)
                .saturating_sub(scaled(hit.stretch.start))
                .max(LEAST),
            slug: kind::layer(hit.layer).slug,
        })
        .collect();
    ticks.dedup_by(|later, first| later.at < first.at + 2 && later.slug == first.slug);
    ticks
}

/// The hit nearest to a fraction of the text.
fn nearest(hits: impl Iterator<Item = Stretch>, n_bytes: u32, fraction: f64) -> Option<Stretch> {
    let at = (f64::from(n_bytes) * fraction) as u32;
    hits.min_by_key(|hit| at.abs_diff(hit.start / 2 + hit.end / 2))
}

#[derive(PartialEq)]
pub(super) struct Strip {
    pub(super) hits: Vec<Hit>,
    pub(super) n_bytes: u32,
    /// Told the byte at which the hit begins that was clicked.
    pub(super) onhit: Callback<u32>,
}

/// The strip of a row: the length of the article, with a tick for each match.
impl Part for Strip {
    fn draw(&self, _: &Dispatch) -> Html {
        let (hits, n_bytes, onhit) = (self.hits.clone(), self.n_bytes, self.onhit.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            let Some((along, _)) = dom::fraction(&event) else {
                return;
            };
            if let Some(hit) = nearest(hits.iter().map(|h| h.stretch), n_bytes, along) {
                onhit.emit(hit.start);
            }
        });
        html! {
            <svg class="strip" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {onclick}>
                <rect class="ground" width="1000" height="10" />
                for tick in ticks(self.hits.iter().copied(), self.n_bytes) {
                    <rect class="tick" data-kind={tick.slug} x={tick.at.to_string()} y="0"
                        width={tick.length.to_string()} height="10" />
                }
            </svg>
        }
    }
}

#[derive(PartialEq)]
pub(super) struct Minimap {
    pub(super) article: Shared<Article>,
    /// The marks that stepping walks through.
    pub(super) steps: Vec<u32>,
    pub(super) current: Option<u32>,
}

/// The article from top to bottom, with the matches and the part in view.
impl Part for Minimap {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let dispatch = dispatch.clone();
        let (article, steps) = (self.article.clone(), self.steps.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            let n_bytes = article.text.len() as u32;
            let stretch = |&i: &u32| passage::mark(&article, i).map(|m| m.stretch);
            let chosen = dom::fraction(&event)
                .and_then(|(_, down)| nearest(steps.iter().filter_map(stretch), n_bytes, down));
            let step = steps.iter().find(|i| stretch(i) == chosen);
            if let Some(&step) = step.filter(|_| chosen.is_some()) {
                dispatch.dispatch(Action::GoTo(step));
            }
        });
        let hit = |&i: &u32| {
            passage::mark(&self.article, i).map(|m| Hit {
                stretch: m.stretch,
                layer: m.layer,
            })
        };
        let n_bytes = self.article.text.len() as u32;
        let any_hit = self.article.marks.iter().any(|m| m.hit);
        let shown = if any_hit { &self.steps[..] } else { &[] };
        let all = ticks(shown.iter().filter_map(hit), n_bytes);
        let current = ticks(self.current.iter().filter_map(hit), n_bytes);
        html! {
            <svg class="minimap" viewBox="0 0 10 1000" preserveAspectRatio="none" aria-hidden="true" {onclick}>
                <rect class="ground" width="10" height="1000" />
                <rect id="minimap-seen" class="seen" width="10" />
                for tick in all {
                    <rect class="tick" data-kind={tick.slug} x="2" y={tick.at.to_string()}
                        width="6" height={tick.length.min(8).to_string()} />
                }
                for tick in current {
                    <rect class="tick current" data-kind={tick.slug} x="0" y={tick.at.to_string()}
                        width="10" height={tick.length.clamp(8, 12).to_string()} />
                }
            </svg>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_protocol::ask::Layer;

    fn hit(start: u32, end: u32) -> Hit {
        Hit {
            stretch: Stretch { start, end },
            layer: Layer::Theme,
        }
    }

    #[test]
    fn ticks_stay_on_the_strip() {
        for (hits, n_bytes, at) in [
            (
                vec![hit(0, 10), hit(50, 60), hit(99, 100)],
                100,
                vec![0, 500, 990],
            ),
            (vec![hit(0, 1), hit(1, 2)], 1_000_000, vec![0]),
            (vec![hit(7, 9)], 0, vec![992]),
            (vec![hit(u32::MAX - 1, u32::MAX)], u32::MAX, vec![992]),
            (vec![], 5, vec![]),
        ] {
            let ticks = ticks(hits.into_iter(), n_bytes);
            assert_eq!(ticks.iter().map(|t| t.at).collect::<Vec<_>>(), at);
            assert!(ticks.iter().all(|t| t.at + LEAST <= LENGTH));
        }
    }

    #[test]
    fn a_click_finds_the_nearest_hit() {
        let hits = [hit(0, 10), hit(50, 60)].map(|h| h.stretch);
        for (fraction, start) in [(0.0, 0), (0.2, 0), (0.4, 50), (1.0, 50)] {
            let found = nearest(hits.into_iter(), 100, fraction);
            assert_eq!(found.map(|s| s.start), Some(start));
        }
        assert_eq!(nearest([].into_iter(), 100, 0.5), None);
    }
}
