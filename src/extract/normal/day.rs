//! Days of the Gregorian calendar, and the arithmetic of them.
//!
//! What words name a day does not live here. Example: the Thursday on or
//! before 2023-07-28 is 2023-07-27.

use core::fmt;

/// A day, counted from 1970-01-01; ordered as in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

/// Days in 400 years, after which the calendar repeats.
const CYCLE: i32 = 146_097;

impl Day {
    /// The day `day` of `month` in `year`, or `None` when there is no such day
    /// or the year is not between 1 and 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        if !exists {
            return None;
        }
        // Years begin in March, so that the leap day is the last of its year.
        let year = if month < 3 { year - 1 } else { year };
        let month = (i32::from(month) + 9) % 12;
        let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * month + 2) / 5 + i32::from(day) - 1;
        let of_cycle = of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year;
        Some(Self(cycle * CYCLE + of_cycle - 719_468))
    }

    /// The day that `text` names as ISO 8601 `YYYY-MM-DD`; what follows is left
    /// unread.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<i32> {
            let digits = bytes.get(from..to)?;
            digits.iter().try_fold(0, |n, b| {
                b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0'))
            })
        };
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        Self::new(number(0, 4)?, number(5, 7)? as u8, number(8, 10)? as u8)
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let days = self.0 + 719_468;
        let (cycle, of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
        let of_cycle_year =
            (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
        let of_year = of_cycle - (365 * of_cycle_year + of_cycle_year / 4 - of_cycle_year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = cycle * 400 + of_cycle_year + i32::from(month <= 2);
        (year, month as u8, day as u8)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.ymd().1
    }

    /// The day of the week: Monday is 1, Sunday is 7.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        ((self.0 + 3).rem_euclid(7) + 1) as u8
    }

    /// The ISO week: the year it belongs to and its number, 1 to 53.
    pub fn iso_week(self) -> (i32, u8) {
        // The week belongs to the year of its Thursday.
        let thursday = self.plus(4 - i32::from(self.weekday()));
        let year = thursday.year();
        let first = Self::new(year, 1, 1).map_or(thursday.0, |d| d.0);
        (year, ((thursday.0 - first) / 7 + 1) as u8)
    }

    /// The day `n` days later, or earlier if negative.
    pub fn plus(self, n: i32) -> Self {
        Self(self.0.saturating_add(n))
    }

    /// How many days later than `other` it is.
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How many days `month` (1 to 12) has in `year`.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_weekday_and_week() {
        for (text, weekday, week) in [
            ("1970-01-01", 4, (1970, 1)),
            ("2023-07-27", 4, (2023, 30)),
            ("2024-02-29", 4, (2024, 9)),
            ("2024-11-27", 3, (2024, 48)),
            ("2021-01-03", 7, (2020, 53)),
            ("2018-12-31", 1, (2019, 1)),
            ("1600-02-29", 2, (1600, 9)),
        ] {
            let day = Day::parse(text).expect(text);
            assert_eq!(day.to_string(), text);
            assert_eq!((day.weekday(), day.iso_week()), (weekday, week), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-4-10",
            "",
            "日本日本日本",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        let first = Day::new(1801, 1, 1).expect("a day");
        for n in 0..CYCLE {
            let day = first.plus(n);
            let (y, m, d) = day.ymd();
            assert_eq!(Day::new(y, m, d), Some(day));
        }
    }
}
