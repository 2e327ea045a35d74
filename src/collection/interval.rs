//! The days that a TIMEX3 value can mean, as a first and a last one.
//!
//! Example: "2023-07" is 2023-07-01 to 2023-07-31; a Thursday of an unknown week
//! and a length of time ("P5Y") are no interval.

use crate::event::day_number;

/// From the first to the last day, both included, counted from 1 January 1970.
pub(crate) type Days = (i64, i64);

/// The days of `timex`; `None` if it does not stand in the calendar.
pub(crate) fn days(timex: &str) -> Option<Days> {
    if let Some((from, to)) = timex.split_once('/') {
        let (from, to) = (one(from)?.0, one(to)?.1);
        return (from <= to).then_some((from, to));
    }
    one(timex)
}

fn one(timex: &str) -> Option<Days> {
    // A fiscal year is named after the year it begins or ends in, and begins in
    // another month in every country.
    if let Some(year) = timex.strip_prefix("FY") {
        let year = number(year, 4)?;
        return years(year - 1, year + 1);
    }
    let date = timex.split('T').next()?;
    let parts: Vec<&str> = date.split('-').collect();
    match parts[..] {
        [year] => match year.len() {
            4 => number(year, 4).and_then(|y| years(y, y)),
            3 => number(year, 3).and_then(|d| years(10 * d, 10 * d + 9)),
            2 => number(year, 2).and_then(|c| years(100 * c, 100 * c + 99)),
            _ => None,
        },
        [year, part] => in_year(number(year, 4)?, part),
        [year, "XX", "XX"] => number(year, 4).and_then(|y| years(y, y)),
        [year, week, "WE"] => {
            let (monday, sunday) = in_year(number(year, 4)?, week)?;
            Some((monday + 5, sunday))
        }
        [_, _, _] => day_number(date).map(|day| (day, day)),
        _ => None,
    }
}

fn in_year(year: i64, part: &str) -> Option<Days> {
    let months = |from: i64, to: i64| Some((first_of(year, from)?, first_of(year, to + 1)? - 1));
    match part {
        "SP" => months(3, 5),
        "SU" => months(6, 8),
        "FA" => months(9, 11),
        // The one at its beginning or the one at its end.
        "WI" => months(1, 14),
        "H1" => months(1, 6),
        "H2" => months(7, 12),
        "Q1" => months(1, 3),
        "Q2" => months(4, 6),
        "Q3" => months(7, 9),
        "Q4" => months(10, 12),
        _ => match part.strip_prefix('W') {
            Some(week) => {
                let week = number(week, 2).filter(|w| (1..=53).contains(w))?;
                // 4 January is always in the first week; 1 January 1970 was a Thursday.
                let fourth = first_of(year, 1)? + 3;
                let monday = fourth - (fourth + 3).rem_euclid(7) + 7 * (week - 1);
                Some((monday, monday + 6))
            }
            None => {
                let month = number(part, 2).filter(|m| (1..=12).contains(m))?;
                months(month, month)
            }
        },
    }
}

fn years(from: i64, to: i64) -> Option<Days> {
    Some((first_of(from, 1)?, first_of(to, 13)? - 1))
}

/// The first day of a month; months beyond December are of the next year.
fn first_of(year: i64, month: i64) -> Option<i64> {
    let (year, month) = (year + (month - 1) / 12, (month - 1) % 12 + 1);
    day_number(&format!("{year:04}-{month:02}-01"))
}

fn number(digits: &str, n_digits: usize) -> Option<i64> {
    let is_number = digits.len() == n_digits && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

/// A day as ISO 8601.
pub(crate) fn iso(day: i64) -> String {
    // Years begin in March, so that the leap day is their last; the calendar
    // repeats after 400 years.
    let days = day + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = 400 * cycle + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_a_first_and_a_last_day() {
        let cases = [
            ("2024-02-29", "2024-02-29 2024-02-29"),
            ("2024-08-20TMO", "2024-08-20 2024-08-20"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2023", "2023-01-01 2023-12-31"),
            ("2022/2027", "2022-01-01 2027-12-31"),
            ("2015-06-07/2015-06-09", "2015-06-07 2015-06-09"),
            ("199", "1990-01-01 1999-12-31"),
            ("19", "1900-01-01 1999-12-31"),
            ("2024-Q4", "2024-10-01 2024-12-31"),
            ("2024-H1", "2024-01-01 2024-06-30"),
            ("2024-SU", "2024-06-01 2024-08-31"),
            ("2023-WI", "2023-01-01 2024-02-29"),
            ("2021-W01", "2021-01-04 2021-01-10"),
            ("2020-W53", "2020-12-28 2021-01-03"),
            ("2021-W01-WE", "2021-01-09 2021-01-10"),
            ("FY2025", "2024-01-01 2026-12-31"),
            ("2024-XX-XX", "2024-01-01 2024-12-31"),
            ("1970-01-01", "1970-01-01 1970-01-01"),
            ("2027/2022", ""),
            ("XXXX-WXX-4", ""),
            ("XXXX-04", ""),
            ("P5Y", ""),
            ("P1Y/P2Y", ""),
            ("2024-13", ""),
            ("2024-W99", ""),
            ("日本-🙂", ""),
            ("é", ""),
            ("", ""),
        ];
        for (timex, expected) in cases {
            let found = days(timex).map(|(a, b)| format!("{} {}", iso(a), iso(b)));
            assert_eq!(found.unwrap_or_default(), expected, "{timex}");
        }
    }
}
