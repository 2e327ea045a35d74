//! What happens when, as the texts tell it: one row for each thing, with a bar for
//! the days it can be on, filled when it was held or done.

use chancery_protocol::across::{Cited, TimelineRow};
use yew::prelude::*;

use super::name;
use crate::action::Action;
use crate::model::{Docked, Goal, Shared};
use crate::store::{Dispatch, on, use_dispatch};
use crate::wording;

/// Rows drawn at a time.
const N_ROWS: usize = 200;

/// Length of the axis in its own units.
const LENGTH: i64 = 1000;

#[derive(Properties, PartialEq)]
pub(super) struct TimelineProps {
    pub(super) docked: Shared<Docked>,
}

/// The rows under an axis of years.
#[component]
pub(super) fn TimelineRows(props: &TimelineProps) -> Html {
    let dispatch = use_dispatch();
    let n_rows = use_state(|| N_ROWS);
    let Docked::Timeline(timeline) = &*props.docked else {
        return html! {};
    };
    let axis = Axis::of(&timeline.rows);
    let n_more = timeline.rows.len().saturating_sub(*n_rows);
    let onmore = {
        let n_rows = n_rows.clone();
        Callback::from(move |_: MouseEvent| n_rows.set(*n_rows + N_ROWS))
    };
    html! {
        <>
            <ol class="timeline">
                for (i, row) in timeline.rows.iter().take(*n_rows).enumerate() {
                    <li key={i} class="moment" data-status={row.status.clone()}>
                        <p class="said">{ said(row) }</p>
                        { axis.bar(row) }
                        <div>
                            <p class="what">
                                { name(&row.label) }
                                <span class="status">{ row.status.replace('_', " ") }</span>
                            </p>
                            { places(&row.reports, &dispatch) }
                        </div>
                    </li>
                }
            </ol>
            if n_more > 0 {
                <button type="button" class="more" onclick={onmore}>
                    { format!("{} more: show the next", wording::grouped(n_more as u32)) }
                </button>
            }
            if timeline.n_undated_claims > 0 {
                <p class="notes">
                    { format!("{} without a date not listed here; they are among the facts.", wording::count(timeline.n_undated_claims, "claim", "claims")) }
                </p>
            }
        </>
    }
}

/// The date as the texts give it, else what bounds it.
fn said(row: &TimelineRow) -> String {
    match (&row.said, row.bounds.first()) {
        (Some(said), _) => said.clone(),
        (None, Some(bound)) => bound.clone(),
        (None, None) => "undated".to_owned(),
    }
}

/// The articles that tell of it, each a way to the words.
pub(super) fn places(reports: &[Cited], dispatch: &Dispatch) -> Html {
    let place = |cited: &Cited| {
        let start = cited.stretches.first().map_or(0, |s| s.start);
        let open = on(dispatch, Action::Open(cited.article, Goal::Record(start)));
        html! {
            <li>
                <button type="button" class="go" data-article={cited.article.0.to_string()} onclick={open}
                    title="Show it in the article">{ name(&wording::short(&cited.title, 70)) }</button>
            </li>
        }
    };
    html! {
        <ul class="places">
            for cited in reports {
                { place(cited) }
            }
        </ul>
    }
}

/// The days from the first to the last that are named.
struct Axis {
    first: i64,
    n_days: i64,
}

impl Axis {
    fn of(rows: &[TimelineRow]) -> Self {
        let days = rows.iter().flat_map(|r| [&r.earliest, &r.latest]);
        let days: Vec<i64> = days.flatten().filter_map(|d| day(d)).collect();
        let first = days.iter().copied().min().unwrap_or(0);
        let last = days.iter().copied().max().unwrap_or(0);
        Self {
            first,
            n_days: (last - first).max(1),
        }
    }

    /// First and last place of a row on the axis; an open end goes to the edge.
    fn extent(&self, row: &TimelineRow) -> Option<(i64, i64)> {
        let place = |date: &Option<String>| {
            let day = day(date.as_deref()?)?;
            Some((day - self.first) * LENGTH / self.n_days)
        };
        let (from, to) = (place(&row.earliest), place(&row.latest));
        from.or(to)?;
        Some((from.unwrap_or(0), to.unwrap_or(LENGTH)))
    }

    fn bar(&self, row: &TimelineRow) -> Html {
        let Some((from, to)) = self.extent(row) else {
            return html! { <span class="axis"></span> };
        };
        let is_open = row.earliest.is_none() || row.latest.is_none();
        html! {
            <svg class="axis" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="ground" y="4.5" width="1000" height="1" />
                <rect class="span" data-open={super::flag(is_open)} x={from.min(LENGTH - 12).to_string()} y="1"
                    width={(to - from).max(12).to_string()} height="8" />
            </svg>
        }
    }
}

/// A day as a number; months and days beyond the calendar are taken as they come.
fn day(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next(), parts.next());
    let month = month.and_then(Result::ok).unwrap_or(1);
    let day = day.and_then(Result::ok).unwrap_or(1);
    Some(year * 372 + (month - 1) * 31 + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_protocol::across::TimelineKind;

    fn row(earliest: Option<&str>, latest: Option<&str>) -> TimelineRow {
        TimelineRow {
            kind: TimelineKind::Meeting,
            label: "日本 – ¥ é 🙂".to_owned(),
            status: "held".to_owned(),
            earliest: earliest.map(str::to_owned),
            latest: latest.map(str::to_owned),
            said: None,
            bounds: Vec::new(),
            event: None,
            reports: Vec::new(),
        }
    }

    #[test]
    fn bars_lie_on_the_axis() {
        let rows = [
            row(Some("2022-01-01"), Some("2022-01-01")),
            row(None, Some("2023-01-01")),
            row(Some("2023-01-01"), None),
            row(Some("2024-01-01"), Some("2024-01-01")),
            row(None, None),
            row(Some("nonsense"), Some("日本")),
        ];
        let axis = Axis::of(&rows);
        let extents: Vec<_> = rows.iter().map(|r| axis.extent(r)).collect();
        let expected = [
            Some((0, 0)),
            Some((0, 500)),
            Some((500, 1000)),
            Some((1000, 1000)),
            None,
            None,
        ];
        assert_eq!(extents, expected);
    }
}
