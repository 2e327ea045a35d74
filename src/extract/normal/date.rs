//! The grammar of dates: what the words from one position on say of the calendar.
//!
//! It reads a form ("the 27th of some November") and, apart from that, places
//! a form in time when the article's date is known. Whether the words around it
//! make it a date ("2020 people", "Theresa May") is for `rule::date` to say.
//!
//! Example: "early May of last year" reads as the month 5 of the year before
//! the article's; with an article of 2024-11-27 that is `2023-05`.

use super::cursor::lower;
use super::day::days_in_month;
use super::{Cursor, Day, number};
use crate::words::Words;

/// Which year a day or month belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Year {
    /// The year is written.
    Stated(i32),
    /// "this year" is 0, "last year" -1, "next year" 1.
    Relative(i32),
    /// Nothing is said of the year.
    Open,
}

/// A span of calendar time that is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    FiscalYear,
    Decade,
    Century,
}

/// A part of a day, as TIMEX3 names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Which of all Thursdays, Marches or summers is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    /// The nearest one, past or future as the verb says.
    Nearest,
    /// "last Thursday".
    Last,
    /// "this Thursday".
    This,
    /// "next Thursday".
    Next,
    /// "Thursday of last week", "of next week": so many weeks away.
    OfWeek(i32),
    /// "Thursdays".
    Every,
}

/// What a wording says, before it is placed in time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Form {
    /// "November 27, 2024", "27th of November".
    Day(Year, u8, u8),
    /// "05/06/2024": the 5th of June or the 6th of May.
    EitherDay(i32),
    /// "7-9 June 2015".
    Days((Year, u8, u8), (Year, u8, u8)),
    /// "March 2023", "March this year", "March".
    Month(Year, u8),
    /// "last March".
    WhichMonth(Which, u8),
    /// "March-May 2024".
    Months((Year, u8), (Year, u8)),
    /// "2020".
    Year(i32),
    /// "2022-27".
    Years(i32, i32),
    /// "FY2025".
    FiscalYear(i32),
    /// "first quarter of 2024".
    Quarter(Year, u8),
    /// "second half of 2024".
    Half(Year, u8),
    /// "summer of 2024"; the season as TIMEX3 names it.
    Season(Year, &'static str),
    /// "the 1990s" is 199.
    Decade(i32),
    /// "21st century" is 20.
    Century(i32),
    /// "Thursday", "last Thursday".
    Weekday(Which, u8),
    /// "this week" is 0, "last month" -1.
    Shift(Unit, i32),
    /// "today" is 0, "last night" is -1 with a part.
    DayShift(i32, Option<DayPart>),
    /// "three years ago".
    Ago(f64, Unit),
    /// "next five years"; the second number is the upper end of a range.
    Duration(f64, Option<f64>, Unit),
}

/// A form that was read, and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expression<'t> {
    /// What it says.
    pub(crate) form: Form,
    /// Past its last character.
    pub(crate) after: Cursor<'t>,
    /// The weekday written with a full date ("Wednesday, November 27, 2024"), 1 to 7.
    pub(crate) weekday: Option<u8>,
    /// What it needs around it to be a date.
    pub(crate) needs: Needs,
    /// Of two days joined by "to": where the first ends and the second begins.
    pub(crate) parts: Option<(usize, usize)>,
}

/// What an expression needs around it to be a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Needs {
    /// Nothing.
    Nothing,
    /// A bare year: a preposition, or a noun that it dates.
    YearContext,
    /// A bare month: a preposition ("in May"), or a noun that it dates.
    MonthContext,
}

impl<'t> Expression<'t> {
    fn new(form: Form, after: Cursor<'t>) -> Self {
        Self {
            form,
            after,
            weekday: None,
            needs: Needs::Nothing,
            parts: None,
        }
    }

    fn needing(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }
}

/// Whether a verb near a date puts it before or after the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    Past,
    /// A past verb stands too far off, or before an infinitive.
    LikelyPast,
    Future,
    Unknown,
}

/// A word that can begin a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keyword {
    /// With its number, and whether it is cut short ("Nov").
    Month(u8, bool),
    /// With its number, and whether it is cut short ("Thu").
    Weekday(u8, bool),
    /// "Thursdays".
    Weekdays(u8),
    /// "early", "mid", "late".
    Modifier,
    /// "end", "beginning", "start", "middle": before "of".
    Edge,
    /// "last" is -1, "this" 0, "next" 1.
    Relative(i32),
    /// "current": before a unit.
    Current,
    /// "past", "coming": before a count of units, or before one ("past year").
    Span,
    /// "previous", "following": before a count of units; alone ("the following
    /// year") they are told from another date.
    Told,
    /// "today" is 0.
    DayShift(i32),
    Tonight,
    /// "day", as in "day before yesterday".
    Day,
    Season(&'static str),
    /// "first" to "fourth": of a quarter or half; any ordinal of a century.
    Ordinal,
    /// "two", "fifty": of a duration.
    NumberWord,
    /// "a", "an": "a week ago".
    Article,
    /// "fiscal", "financial".
    Fiscal,
}

fn keyword(word: &str) -> Option<Keyword> {
    Some(match lower(word, &mut [0; 12]) {
        b"january" => Keyword::Month(1, false),
        b"february" => Keyword::Month(2, false),
        b"march" => Keyword::Month(3, false),
        b"april" => Keyword::Month(4, false),
        b"may" => Keyword::Month(5, false),
        b"june" => Keyword::Month(6, false),
        b"july" => Keyword::Month(7, false),
        b"august" => Keyword::Month(8, false),
        b"september" => Keyword::Month(9, false),
        b"october" => Keyword::Month(10, false),
        b"november" => Keyword::Month(11, false),
        b"december" => Keyword::Month(12, false),
        b"jan" => Keyword::Month(1, true),
        b"feb" => Keyword::Month(2, true),
        b"mar" => Keyword::Month(3, true),
        b"apr" => Keyword::Month(4, true),
        b"jun" => Keyword::Month(6, true),
        b"jul" => Keyword::Month(7, true),
        b"aug" => Keyword::Month(8, true),
        b"sep" | b"sept" => Keyword::Month(9, true),
        b"oct" => Keyword::Month(10, true),
        b"nov" => Keyword::Month(11, true),
        b"dec" => Keyword::Month(12, true),
        b"monday" => Keyword::Weekday(1, false),
        b"tuesday" => Keyword::Weekday(2, false),
        b"wednesday" => Keyword::Weekday(3, false),
        b"thursday" => Keyword::Weekday(4, false),
        b"friday" => Keyword::Weekday(5, false),
        b"saturday" => Keyword::Weekday(6, false),
        b"sunday" => Keyword::Weekday(7, false),
        b"mon" => Keyword::Weekday(1, true),
        b"tue" | b"tues" => Keyword::Weekday(2, true),
        b"wed" => Keyword::Weekday(3, true),
        b"thu" | b"thur" | b"thurs" => Keyword::Weekday(4, true),
        b"fri" => Keyword::Weekday(5, true),
        b"sat" => Keyword::Weekday(6, true),
        b"sun" => Keyword::Weekday(7, true),
        b"mondays" => Keyword::Weekdays(1),
        b"tuesdays" => Keyword::Weekdays(2),
        b"wednesdays" => Keyword::Weekdays(3),
        b"thursdays" => Keyword::Weekdays(4),
        b"fridays" => Keyword::Weekdays(5),
        b"saturdays" => Keyword::Weekdays(6),
        b"sundays" => Keyword::Weekdays(7),
        b"early" | b"mid" | b"late" => Keyword::Modifier,
        b"end" | b"beginning" | b"start" | b"middle" => Keyword::Edge,
        b"last" => Keyword::Relative(-1),
        b"this" => Keyword::Relative(0),
        b"next" => Keyword::Relative(1),
        b"current" => Keyword::Current,
        b"past" | b"coming" => Keyword::Span,
        b"previous" | b"preceding" | b"following" => Keyword::Told,
        b"today" => Keyword::DayShift(0),
        b"yesterday" => Keyword::DayShift(-1),
        b"tomorrow" => Keyword::DayShift(1),
        b"tonight" => Keyword::Tonight,
        b"day" => Keyword::Day,
        b"spring" => Keyword::Season("SP"),
        b"summer" => Keyword::Season("SU"),
        b"autumn" | b"fall" => Keyword::Season("FA"),
        b"winter" => Keyword::Season("WI"),
        b"fiscal" | b"financial" => Keyword::Fiscal,
        b"a" | b"an" => Keyword::Article,
        b"first" | b"second" | b"third" | b"fourth" | b"fifth" | b"sixth" | b"seventh"
        | b"eighth" | b"ninth" | b"tenth" | b"eleventh" | b"twelfth" | b"thirteenth"
        | b"fourteenth" | b"fifteenth" | b"sixteenth" | b"seventeenth" | b"eighteenth"
        | b"nineteenth" | b"twentieth" => Keyword::Ordinal,
        b"one" | b"two" | b"three" | b"four" | b"five" | b"six" | b"seven" | b"eight" | b"nine"
        | b"ten" | b"eleven" | b"twelve" | b"thirteen" | b"fourteen" | b"fifteen" | b"sixteen"
        | b"seventeen" | b"eighteen" | b"nineteen" | b"twenty" | b"thirty" | b"forty"
        | b"fifty" | b"sixty" | b"seventy" | b"eighty" | b"ninety" => Keyword::NumberWord,
        _ => return None,
    })
}

/// The date that begins at `cursor`: the longest reading of the words there.
/// Costs a look at one word when there is none.
pub(crate) fn date(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    if cursor.peek()?.is_ascii_digit() {
        return numeric(cursor);
    }
    let Some((word, after)) = cursor.word() else {
        return quarter_code(cursor).or_else(|| fiscal_code(cursor));
    };
    match keyword(word) {
        Some(Keyword::Month(month, short)) => month_first(word, month, short, after),
        Some(Keyword::Weekday(weekday, short)) => weekday_first(word, weekday, short, after),
        Some(Keyword::Weekdays(weekday)) if is_capitalised(word) => {
            Some(Expression::new(Form::Weekday(Which::Every, weekday), after))
        }
        Some(Keyword::Modifier) => modified(after),
        Some(Keyword::Edge) => edge(after),
        Some(Keyword::Relative(shift)) => relative(shift, after),
        Some(Keyword::Current) => current(after),
        Some(Keyword::Span) => counted(after).or_else(|| span(after)),
        Some(Keyword::Told) => counted(after),
        Some(Keyword::DayShift(days)) => Some(Expression::new(Form::DayShift(days, None), after)),
        Some(Keyword::Tonight) => Some(Expression::new(
            Form::DayShift(0, Some(DayPart::Night)),
            after,
        )),
        Some(Keyword::Day) => day_but_one(after),
        Some(Keyword::Season(season)) => {
            let (year, after) = year_after(after)?;
            Some(Expression::new(Form::Season(year, season), after))
        }
        Some(Keyword::Ordinal) => century(cursor).or_else(|| fraction_of_year(cursor)),
        Some(Keyword::NumberWord) => century(cursor).or_else(|| duration(cursor)),
        Some(Keyword::Article) => ago_one(after),
        Some(Keyword::Fiscal) => fiscal_words(after),
        Some(Keyword::Weekdays(_)) => None,
        None if word.eq_ignore_ascii_case("FY") => fiscal_code(cursor),
        None => None,
    }
}

/// The words that a date may begin with.
pub(crate) const BEGINNINGS: &str = "january february march april may june july august september october november december jan feb \
     mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday \
     sunday mon tue tues wed thu thur thurs fri sat sun mondays tuesdays wednesdays thursdays \
     fridays saturdays sundays early mid late end beginning start middle last this next current \
     past coming previous preceding following today yesterday tomorrow tonight day spring summer \
     autumn fall winter fiscal financial fy a an first second third fourth fifth sixth seventh \
     eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth \
     eighteenth nineteenth twentieth one two three four five six seven eight nine ten eleven twelve \
     thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty \
     seventy eighty ninety";

fn is_capitalised(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
}

/// The month that the next word names.
fn month_name(cursor: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let (word, after) = cursor.word()?;
    match keyword(word)? {
        Keyword::Month(month, short) => {
            let after = if short {
                after.sign('.').unwrap_or(after)
            } else {
                after
            };
            Some((month, after))
        }
        _ => None,
    }
}

/// A day of the month in digits: "27", "27th"; not the "3" of "3,000", "3.5",
/// "30%" or "3rd-floor".
fn day_number(cursor: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let (value, n_digits, after) = cursor.digits()?;
    if n_digits > 2 || !(1..=31).contains(&value) {
        return None;
    }
    let after = after.word_in(&["st", "nd", "rd", "th"]).unwrap_or(after);
    let goes_on = [',', '.', ':', '/']
        .iter()
        .any(|&c| after.sign(c).is_some_and(|c| c.digits().is_some()));
    (after.is_end() && !goes_on && after.sign('%').is_none()).then_some((value as u8, after))
}

/// A year of four digits, 1000 to 2999, that ends there.
fn year_number(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (value, n_digits, after) = cursor.digits()?;
    (n_digits == 4 && (1000..3000).contains(&value) && after.is_end())
        .then_some((value as i32, after))
}

/// The year that follows a day, month or season: " 2024", ", 2024", " of 2024",
/// " this year", " of last year".
fn year_after(cursor: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let start = cursor.sign(',').unwrap_or(cursor).space()?;
    if let Some((year, after)) = year_number(start) {
        // "November 27, 2024" but not "on March 5, 2000 troops … 2,000.5".
        let fraction = after.sign('.').is_some_and(|c| c.digits().is_some());
        return (!fraction).then_some((Year::Stated(year), after));
    }
    let start = start
        .word_in(&["of"])
        .and_then(Cursor::space)
        .unwrap_or(start);
    if let Some((year, after)) = year_number(start) {
        return Some((Year::Stated(year), after));
    }
    relative_year(start)
}

/// "this year", "last year", "next year".
fn relative_year(cursor: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let (word, after) = cursor.word()?;
    let Some(Keyword::Relative(shift)) = keyword(word) else {
        return None;
    };
    let after = after.space()?.word_in(&["year"])?;
    Some((Year::Relative(shift), after))
}

/// What stands between the two ends of a range: a dash, "to", "till", "through".
fn range_mark(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(after) = cursor.gap().dash() {
        return Some(after.gap());
    }
    cursor
        .space()?
        .word_in(&["to", "till", "until", "through"])?
        .space()
}

/// What stands between two days named together: a range mark, "and", "&".
fn pair_mark(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(after) = range_mark(cursor) {
        return Some(after);
    }
    let next = cursor.space()?;
    next.sign('&').or_else(|| next.word_in(&["and"]))?.space()
}

/// "November", "November 27", "Nov. 27, 2024", "June 7-9, 2015",
/// "June 28 - July 2, 2024", "March 2023", "March-May 2024", "March this year".
fn month_first<'t>(
    word: &str,
    month: u8,
    short: bool,
    after: Cursor<'t>,
) -> Option<Expression<'t>> {
    let after = if short {
        after.sign('.').unwrap_or(after)
    } else {
        after
    };
    // "may" and "march" are ordinary words, and so is any abbreviation.
    let sure = is_capitalised(word);
    let next = after.sign('-').unwrap_or(after.gap());
    if let Some((day, end)) = day_number(next) {
        return month_day(month, day, end)
            .filter(|e| sure || !matches!(e.form, Form::Day(Year::Open, ..)));
    }
    if let Some((year, end)) = year_after(after).or_else(|| hyphen_year(after)) {
        return Some(Expression::new(Form::Month(year, month), end));
    }
    if !sure {
        return None;
    }
    if let Some((to, year, end)) = month_range(after) {
        return Some(Expression::new(
            Form::Months((year, month), (year, to)),
            end,
        ));
    }
    if short {
        return None;
    }
    let year = borrowed(after, |c| {
        let (_, after) = month_name(c)?;
        year_after(after).map(|y| y.0)
    });
    let needs = if year == Year::Open {
        Needs::MonthContext
    } else {
        Needs::Nothing
    };
    Some(Expression::new(Form::Month(year, month), after).needing(needs))
}

/// "Nov-2024".
fn hyphen_year(cursor: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let (year, after) = year_number(cursor.sign('-')?)?;
    Some((Year::Stated(year), after))
}

/// The second month of "March-May 2024", and the year.
fn month_range(cursor: Cursor<'_>) -> Option<(u8, Year, Cursor<'_>)> {
    let (month, after) = month_name(cursor.gap().dash()?.gap())?;
    // "January-March 5" is a range of days that nobody writes.
    if after.space().is_some_and(|c| day_number(c).is_some()) {
        return None;
    }
    match year_after(after) {
        Some((year, after)) => Some((month, year, after)),
        None => Some((month, Year::Open, after)),
    }
}

/// What follows "November 27".
fn month_day(month: u8, day: u8, after: Cursor<'_>) -> Option<Expression<'_>> {
    if let Some(next) = range_mark(after) {
        // "June 28 - July 2, 2024".
        let joined_by_dash = after.gap().dash().is_some();
        if let Some((to_month, end)) = month_name(next)
            && joined_by_dash
            && let Some((to_day, end)) = end.space().and_then(day_number)
        {
            let (year, end) = year_after(end).unwrap_or((Year::Open, end));
            let form = Form::Days((year, month, day), (year, to_month, to_day));
            return Some(Expression::new(form, end));
        }
    }
    if let Some(second) = pair_mark(after)
        && let Some((to, end)) = day_number(second)
        && to > day
        && month_name(end.gap()).is_none()
        && counts_nothing(end)
    {
        let (year, end) = year_after(end).unwrap_or((Year::Open, end));
        let form = Form::Days((year, month, day), (year, month, to));
        return Some(Expression {
            parts: parts(after, second),
            ..Expression::new(form, end)
        });
    }
    let (year, end) = year_after(after)
        .or_else(|| hyphen_year(after))
        .unwrap_or_else(|| {
            let year = borrowed(after, |c| {
                let (_, after) = month_name(c)?;
                let (_, after) = after.space().and_then(day_number)?;
                year_after(after).map(|y| y.0)
            });
            (year, after)
        });
    Some(Expression::new(Form::Day(year, month, day), end))
}

/// Whether what follows the second number of a pair is no noun that it counts:
/// "on May 3 and 4 people died".
fn counts_nothing(cursor: Cursor<'_>) -> bool {
    let Some((word, _)) = cursor.space().and_then(Cursor::word) else {
        return true;
    };
    const FUNCTION_WORDS: Words = Words(
        "\
        in at on to for with and or as by of this last next when where while after before \
        during the will was were is are has have had that which but from until",
    );
    is_capitalised(word) || FUNCTION_WORDS.has(word) || word.ends_with("ed")
}

/// The year of the next date, when it is joined to this one: "June 7 and July 2,
/// 2024".
fn borrowed<'t>(cursor: Cursor<'t>, year_of: impl Fn(Cursor<'t>) -> Option<Year>) -> Year {
    let next = pair_mark(cursor).or_else(|| cursor.sign(',').and_then(Cursor::space));
    match next.and_then(year_of) {
        Some(year) => year,
        None => Year::Open,
    }
}

/// Whatever begins with a digit.
fn numeric(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (value, n_digits, after) = cursor.digits()?;
    match n_digits {
        4 if (1000..3000).contains(&value) => {
            year_first(value as i32, after).or_else(|| duration(cursor))
        }
        1 | 2 => day_first(cursor)
            .or_else(|| century(cursor))
            .or_else(|| slashed(cursor))
            .or_else(|| fraction_of_year(cursor))
            .or_else(|| duration(cursor)),
        _ => duration(cursor),
    }
}

/// "2024-11-27", "2024/11/27", "2024-W48", "1990s", "2022-27", "2022–2027",
/// "2023-24 fiscal year", "2020".
fn year_first(year: i32, after: Cursor<'_>) -> Option<Expression<'_>> {
    if let Some(expression) = iso_day(year, after).or_else(|| iso_week(year, after)) {
        return Some(expression);
    }
    let decade = after.word_in(&["s"]).or_else(|| {
        let c = after.sign('\'').or_else(|| after.sign('’'))?;
        c.word_in(&["s"])
    });
    if let Some(end) = decade
        && year % 10 == 0
    {
        return Some(Expression::new(Form::Decade(year / 10), end));
    }
    if !after.is_end() {
        return None;
    }
    if let Some(expression) = year_pair(year, after) {
        return Some(fiscal_suffix(expression));
    }
    let fiscal = after
        .space()
        .and_then(|c| c.word_in(&["fiscal", "financial"]))
        .and_then(Cursor::space)
        .and_then(|c| c.word_in(&["year"]));
    if let Some(end) = fiscal {
        return Some(Expression::new(Form::FiscalYear(year), end));
    }
    Some(Expression::new(Form::Year(year), after).needing(Needs::YearContext))
}

/// "-11-27" after a year, with "-", "/" or "."; the rest of a time stamp is left.
fn iso_day(year: i32, cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let mark = cursor.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, n_month, after) = cursor.sign(mark)?.digits()?;
    let (day, n_day, after) = after.sign(mark)?.digits()?;
    let stamp = matches!(after.peek(), Some('T' | 't' | 'Z'));
    let fits = n_month <= 2 && n_day <= 2 && (1..=12).contains(&month) && (1..=31).contains(&day);
    (fits && (after.is_end() || stamp))
        .then(|| Expression::new(Form::Day(Year::Stated(year), month as u8, day as u8), after))
}

/// "-W48" after a year: from its Monday to its Sunday.
fn iso_week(year: i32, cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (week, n_digits, after) = cursor.literal("-W")?.digits()?;
    // The fourth of January lies in the first week.
    let inside = Day::new(year, 1, 4)?.plus(7 * (week as i32 - 1));
    let monday = inside.plus(1 - i32::from(inside.weekday()));
    let fits = n_digits == 2 && monday.iso_week() == (year, week as u8) && after.is_end();
    fits.then(|| Expression::new(Form::Days(ymd(monday), ymd(monday.plus(6))), after))
}

fn ymd(day: Day) -> (Year, u8, u8) {
    let (year, month, day) = day.ymd();
    (Year::Stated(year), month, day)
}

/// "-27", "–2027", "/25" after a year.
fn year_pair(from: i32, cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let next = cursor
        .dash()
        .or_else(|| cursor.sign('/'))
        .or_else(|| cursor.space()?.sign('–')?.space())?;
    let (value, n_digits, after) = next.digits()?;
    let to = match n_digits {
        4 => value as i32,
        2 => from - from % 100 + value as i32,
        _ => return None,
    };
    let goes_on = after.dash().or_else(|| after.sign('/')).is_some();
    if after.is_end() && !goes_on && to > from && to - from <= 200 {
        return Some(Expression::new(Form::Years(from, to), after));
    }
    // "2024-05" is a month when it cannot be a pair of years.
    (n_digits == 2
        && after.is_end()
        && !goes_on
        && (1..=12).contains(&value)
        && cursor.sign('-').is_some())
    .then(|| Expression::new(Form::Month(Year::Stated(from), value as u8), after))
}

/// "2023-24 fiscal year" is in the span whole.
fn fiscal_suffix(expression: Expression<'_>) -> Expression<'_> {
    let end = expression
        .after
        .space()
        .and_then(|c| c.word_in(&["fiscal", "financial"]))
        .and_then(Cursor::space)
        .and_then(|c| c.word_in(&["year"]));
    Expression {
        after: end.unwrap_or(expression.after),
        ..expression
    }
}

/// "27 November 2024", "27th of November", "7-9 June 2015", "7 and 8 June",
/// "27-Nov-2024", "28 May - 1 June 2024".
fn day_first(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (day, after) = day_number(cursor)?;
    if let Some((month, end)) = month_of_day(after) {
        let dashed = range_mark(end).filter(|_| end.gap().dash().is_some());
        if let Some((to_day, next)) = dashed.and_then(day_number)
            && let Some((to_month, next)) = month_of_day(next)
        {
            let (year, next) = year_after(next).unwrap_or((Year::Open, next));
            let form = Form::Days((year, month, day), (year, to_month, to_day));
            return Some(Expression::new(form, next));
        }
        let (year, end) = year_after(end)
            .or_else(|| hyphen_year(end))
            .unwrap_or_else(|| {
                let year = borrowed(end, |c| {
                    let (_, after) = day_number(c)?;
                    let (_, after) = month_of_day(after)?;
                    year_after(after).map(|y| y.0)
                });
                (year, end)
            });
        return Some(Expression::new(Form::Day(year, month, day), end));
    }
    let second = pair_mark(after)?;
    let (to, end) = day_number(second)?;
    let (month, end) = month_of_day(end)?;
    if to <= day {
        return None;
    }
    let (year, end) = year_after(end).unwrap_or((Year::Open, end));
    let form = Form::Days((year, month, day), (year, month, to));
    Some(Expression {
        parts: parts(after, second),
        ..Expression::new(form, end)
    })
}

/// Where the first of two days ends and the second begins, if a word joins them.
fn parts(first: Cursor<'_>, second: Cursor<'_>) -> Option<(usize, usize)> {
    let dash = first.gap().dash().is_some();
    (!dash).then_some((first.at(), second.at()))
}

/// The month after a day: " November", " of November", "-Nov"; "may" and "march"
/// only capitalised or before a year.
fn month_of_day(cursor: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let start = cursor.joint()?;
    let start = start
        .word_in(&["of", "day"])
        .and_then(Cursor::space)
        .map_or(start, |c| {
            c.word_in(&["of"]).and_then(Cursor::space).unwrap_or(c)
        });
    let (word, _) = start.word()?;
    let (month, after) = month_name(start)?;
    (is_capitalised(word) || year_after(after).is_some()).then_some((month, after))
}

/// "27/11/2024", "11/27/2024", "27.11.2024", "27-11-2024".
fn slashed(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (first, n_first, after) = cursor.digits()?;
    let mark = after.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, n_second, after) = after.sign(mark)?.digits()?;
    let (year, after) = year_number(after.sign(mark)?)?;
    let fits = |day: u64, month: u64| (1..=31).contains(&day) && (1..=12).contains(&month);
    if n_first > 2 || n_second > 2 {
        return None;
    }
    let day_then_month = fits(first, second);
    // With full stops the day always comes first.
    let month_then_day = fits(second, first) && mark != '.';
    let form = match (day_then_month, month_then_day) {
        (true, true) if first != second => Form::EitherDay(year),
        (true, _) => Form::Day(Year::Stated(year), second as u8, first as u8),
        (false, true) => Form::Day(Year::Stated(year), first as u8, second as u8),
        (false, false) => return None,
    };
    Some(Expression::new(form, after))
}

/// "21st century", "twenty-first century".
fn century(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (n, after) = number::ordinal(cursor)?;
    let after = after.joint()?.word_in(&["century"])?;
    (1..=30)
        .contains(&n)
        .then(|| Expression::new(Form::Century(n as i32 - 1), after))
}

/// "first quarter of 2024", "third quarter", "second half of next year", "first
/// nine months of 2024".
fn fraction_of_year(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (n, after) = number::ordinal(cursor)?;
    let next = after.space()?;
    if n == 1
        && let Some(months) = months_of_year(next, true)
    {
        return Some(months);
    }
    let quarter = next.word_in(&["quarter"]);
    let after = quarter.or_else(|| next.word_in(&["half"]))?;
    let year = year_after(after).or_else(|| the_year(after));
    let form = match (quarter.is_some(), n, year) {
        (true, 1..=4, Some(year)) => (Form::Quarter(year.0, n as u8), year.1),
        (true, 1..=4, None) => (Form::Quarter(Year::Open, n as u8), after),
        (false, 1..=2, Some(year)) => (Form::Half(year.0, n as u8), year.1),
        _ => return None,
    };
    Some(Expression::new(form.0, form.1))
}

/// " of the year".
fn the_year(cursor: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let c = cursor.space()?.word_in(&["of"])?.space()?;
    let c = c.word_in(&["the"])?.space()?.word_in(&["year"])?;
    Some((Year::Relative(0), c))
}

/// "nine months of 2024", behind "first" or "last".
fn months_of_year(cursor: Cursor<'_>, first: bool) -> Option<Expression<'_>> {
    let count = number::number(cursor)?;
    let months = count.after.space()?.word_in(&["months"])?;
    let (year, after) = year_after(months).or_else(|| the_year(months))?;
    if !(2.0..=11.0).contains(&count.value) {
        return None;
    }
    let n = count.value as u8;
    let (from, to) = if first { (1, n) } else { (13 - n, 12) };
    Some(Expression::new(
        Form::Months((year, from), (year, to)),
        after,
    ))
}

/// "Q1 2024", "Q3 of 2023", "H1 2024".
fn quarter_code(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let quarter = cursor.sign('Q');
    let (n, n_digits, after) = quarter.or_else(|| cursor.sign('H'))?.digits()?;
    if n_digits != 1 || !after.is_end() {
        return None;
    }
    let (year, after) = year_after(after)?;
    let form = match (quarter.is_some(), n) {
        (true, 1..=4) => Form::Quarter(year, n as u8),
        (false, 1..=2) => Form::Half(year, n as u8),
        _ => return None,
    };
    Some(Expression::new(form, after))
}

/// "FY2025", "FY 2024-25", "FY25".
fn fiscal_code(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let start = cursor.literal("FY")?;
    let start = start.joint().unwrap_or(start);
    fiscal_years(start)
}

/// "fiscal year 2024", "financial year 2023-24", "fiscal 2024".
fn fiscal_words(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let next = cursor.space()?;
    let next = next
        .word_in(&["year"])
        .and_then(Cursor::space)
        .unwrap_or(next);
    fiscal_years(next)
}

fn fiscal_years(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let (value, n_digits, after) = cursor.digits()?;
    let year = match n_digits {
        4 if (1900..2200).contains(&value) => value as i32,
        2 => 2000 + value as i32,
        _ => return None,
    };
    if let Some(pair) = year_pair(year, after).filter(|e| matches!(e.form, Form::Years(..))) {
        return Some(pair);
    }
    after
        .is_end()
        .then(|| Expression::new(Form::FiscalYear(year), after))
}

/// "Thursday", "Thursday, 7 March 2024", "Thursday of last week"; a weekday cut
/// short only before a date ("Thu, 7 Mar 2024").
fn weekday_first<'t>(
    word: &str,
    weekday: u8,
    short: bool,
    after: Cursor<'t>,
) -> Option<Expression<'t>> {
    if !is_capitalised(word) {
        return None;
    }
    let end = if short {
        after.sign('.').unwrap_or(after)
    } else {
        after
    };
    let next = end.gap().sign(',').unwrap_or(end).space();
    let next = next.map(|c| c.word_in(&["the"]).and_then(Cursor::space).unwrap_or(c));
    if let Some(day) = next.and_then(date)
        && matches!(day.form, Form::Day(..) | Form::EitherDay(..))
        && day.weekday.is_none()
    {
        return Some(Expression {
            weekday: Some(weekday),
            ..day
        });
    }
    if short {
        return None;
    }
    let of_week = after.space().and_then(|c| {
        let c = c.word_in(&["of"]).and_then(Cursor::space).unwrap_or(c);
        let (word, c) = c.word()?;
        let Some(Keyword::Relative(shift)) = keyword(word) else {
            return None;
        };
        Some((shift, c.space()?.word_in(&["week"])?))
    });
    if let Some((shift, end)) = of_week {
        let form = Form::Weekday(Which::OfWeek(shift), weekday);
        return Some(Expression::new(form, end));
    }
    Some(Expression::new(
        Form::Weekday(Which::Nearest, weekday),
        after,
    ))
}

/// What "early", "mid" or "late" stands before.
fn modified(after: Cursor<'_>) -> Option<Expression<'_>> {
    let next = after.joint()?;
    let inner = date(next)?;
    let takes = matches!(
        inner.form,
        Form::Month(..)
            | Form::Year(_)
            | Form::Decade(_)
            | Form::Century(_)
            | Form::Weekday(Which::Nearest | Which::Last | Which::Next, _)
            | Form::Shift(
                Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century,
                _
            )
            | Form::WhichMonth(..)
            | Form::Season(..)
    );
    takes.then(|| inner.needing(Needs::Nothing))
}

/// What "end", "beginning", "start" or "middle" stands before: "of 2024", "of
/// March", "of the year", "of this week".
fn edge(after: Cursor<'_>) -> Option<Expression<'_>> {
    let next = after.space()?.word_in(&["of"])?.space()?;
    if let Some(the) = next.word_in(&["the"]).and_then(Cursor::space) {
        if let Some((unit, end)) = unit(the)
            && matches!(
                unit,
                Unit::Month
                    | Unit::Year
                    | Unit::Week
                    | Unit::Decade
                    | Unit::Century
                    | Unit::FiscalYear
            )
            && !is_plural(the)
        {
            return Some(Expression::new(Form::Shift(unit, 0), end));
        }
        let inner = date(the)?;
        return matches!(
            inner.form,
            Form::Decade(_) | Form::Century(_) | Form::Years(..)
        )
        .then_some(inner);
    }
    let inner = date(next)?;
    let takes = matches!(
        inner.form,
        Form::Month(..)
            | Form::Year(_)
            | Form::FiscalYear(_)
            | Form::Shift(
                Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century,
                _
            )
            | Form::WhichMonth(..)
            | Form::Season(Year::Stated(_), _)
    );
    takes.then(|| inner.needing(Needs::Nothing))
}

/// Whether the next word ends in "s".
fn is_plural(cursor: Cursor<'_>) -> bool {
    cursor.word().is_some_and(|(w, _)| w.ends_with(['s', 'S']))
}

/// The unit that the next word or two name.
fn unit(cursor: Cursor<'_>) -> Option<(Unit, Cursor<'_>)> {
    let (word, after) = cursor.word()?;
    let unit = match lower(word, &mut [0; 12]) {
        b"hour" | b"hours" => Unit::Hour,
        b"day" | b"days" => Unit::Day,
        b"weekend" | b"weekends" => Unit::Weekend,
        b"week" | b"weeks" => Unit::Week,
        b"fortnight" | b"fortnights" => Unit::Fortnight,
        b"month" | b"months" => Unit::Month,
        b"quarter" | b"quarters" => Unit::Quarter,
        b"year" | b"years" => Unit::Year,
        b"decade" | b"decades" => Unit::Decade,
        b"century" | b"centuries" => Unit::Century,
        b"fiscal" | b"financial" => {
            let after = after.space()?.word_in(&["year", "years"])?;
            return Some((Unit::FiscalYear, after));
        }
        _ => return None,
    };
    Some((unit, after))
}

/// What follows "last", "this", "next": "week", "Thursday", "March", "five
/// years", "summer", "night".
fn relative(shift: i32, after: Cursor<'_>) -> Option<Expression<'_>> {
    let next = after.space()?;
    if shift == -1
        && let Some(months) = months_of_year(next, false)
    {
        return Some(months);
    }
    let which = match shift {
        -1 => Which::Last,
        0 => Which::This,
        _ => Which::Next,
    };
    if let Some((word, end)) = next.word() {
        match keyword(word) {
            Some(Keyword::Weekday(weekday, false)) if is_capitalised(word) => {
                return Some(Expression::new(Form::Weekday(which, weekday), end));
            }
            Some(Keyword::Month(month, false)) if is_capitalised(word) => {
                // "this May 5" and "last March 2023" say it twice.
                return Some(Expression::new(Form::WhichMonth(which, month), end));
            }
            Some(Keyword::Season(season)) => {
                return Some(Expression::new(
                    Form::Season(Year::Relative(shift), season),
                    end,
                ));
            }
            _ => {}
        }
        let part = match () {
            () if word.eq_ignore_ascii_case("night") => Some(DayPart::Night),
            () if word.eq_ignore_ascii_case("morning") => Some(DayPart::Morning),
            () if word.eq_ignore_ascii_case("afternoon") => Some(DayPart::Afternoon),
            () if word.eq_ignore_ascii_case("evening") => Some(DayPart::Evening),
            () => None,
        };
        if let Some(part) = part {
            // There is no "next night" counted from today, and only nights are "last".
            let said =
                shift == 0 || shift == -1 && matches!(part, DayPart::Night | DayPart::Evening);
            return said.then(|| Expression::new(Form::DayShift(shift, Some(part)), end));
        }
    }
    if shift != 0
        && let Some(count) = counted(after)
    {
        return Some(count);
    }
    let (unit, end) = unit(next)?;
    // "over the last year" is a length, "last year" a year.
    let length = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade);
    if shift != 0 && length && follows_the(after) && !is_plural(next) {
        return Some(Expression::new(Form::Duration(1.0, None, unit), end));
    }
    let counted = !matches!(unit, Unit::Hour | Unit::Day | Unit::Fortnight);
    (counted && !is_plural(next)).then(|| Expression::new(Form::Shift(unit, shift), end))
}

/// Whether "the" stands before the word that ended at `cursor`, one of four letters.
fn follows_the(cursor: Cursor<'_>) -> bool {
    cursor
        .text_before(8)
        .to_ascii_lowercase()
        .starts_with("the ")
}

/// "five years" after "last", "past", "previous", "coming".
fn counted(after: Cursor<'_>) -> Option<Expression<'_>> {
    duration(after.space()?).filter(|e| matches!(e.form, Form::Duration(..)))
}

/// "year" after "past" or "coming".
fn span(after: Cursor<'_>) -> Option<Expression<'_>> {
    let (unit, end) = one_unit(after.space()?)?;
    Some(Expression::new(Form::Duration(1.0, None, unit), end))
}

/// "year" after "current".
fn current(after: Cursor<'_>) -> Option<Expression<'_>> {
    let (unit, end) = one_unit(after.space()?)?;
    Some(Expression::new(Form::Shift(unit, 0), end))
}

/// A unit of a week or more, in the singular.
fn one_unit(cursor: Cursor<'_>) -> Option<(Unit, Cursor<'_>)> {
    let (unit, end) = unit(cursor)?;
    let short = matches!(
        unit,
        Unit::Hour | Unit::Day | Unit::Weekend | Unit::Fortnight
    );
    (!short && !is_plural(cursor)).then_some((unit, end))
}

/// "before yesterday", "after tomorrow".
fn day_but_one(after: Cursor<'_>) -> Option<Expression<'_>> {
    let next = after.space()?;
    let (days, end) = if let Some(c) = next.word_in(&["before"]) {
        (-2, c.space()?.word_in(&["yesterday"])?)
    } else {
        (
            2,
            next.word_in(&["after"])?.space()?.word_in(&["tomorrow"])?,
        )
    };
    Some(Expression::new(Form::DayShift(days, None), end))
}

/// "week ago" after "a".
fn ago_one(after: Cursor<'_>) -> Option<Expression<'_>> {
    let (unit, after) = unit(after.space()?)?;
    let after = after.space()?.word_in(&["ago"])?;
    (unit != Unit::Hour).then(|| Expression::new(Form::Ago(1.0, unit), after))
}

/// "five years", "three-day", "two and a half years", "5-7 years", "18 months
/// ago"; not "45-year-old", "45 years old", "one day".
fn duration(cursor: Cursor<'_>) -> Option<Expression<'_>> {
    let first = number::number(cursor)?;
    let mut upper = None;
    let mut end = first.after;
    let second = end
        .dash()
        .or_else(|| end.space()?.word_in(&["to", "or"])?.space())
        .and_then(number::number);
    if let Some(second) = second.filter(|s| s.value > first.value) {
        upper = Some(second.value);
        end = second.after;
    }
    let spaced = end.dash().is_none();
    let next = end.joint()?;
    let next = next
        .word_in(&[
            "consecutive",
            "straight",
            "working",
            "business",
            "calendar",
            "full",
            "more",
            "additional",
            "long",
            "academic",
        ])
        .and_then(Cursor::space)
        .unwrap_or(next);
    let (unit, end) = unit(next)?;
    let aged = end
        .joint()
        .is_some_and(|c| c.word_in(&["old", "olds"]).is_some());
    let idiom = first.value == 1.0 && !first.digits && unit == Unit::Day && spaced;
    if aged || idiom || first.value <= 0.0 || matches!(unit, Unit::Weekend | Unit::Quarter) {
        return None;
    }
    if let Some(ago) = end.space().and_then(|c| c.word_in(&["ago"]))
        && upper.is_none()
    {
        return (unit != Unit::Hour).then(|| Expression::new(Form::Ago(first.value, unit), ago));
    }
    Some(Expression::new(
        Form::Duration(first.value, upper, unit),
        end,
    ))
}

/// A form placed in time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    /// TIMEX3/ISO 8601; `None` when nothing of the calendar is known ("yesterday"
    /// in an undated article) or there is no such day ("February 30").
    pub(crate) timex: Option<String>,
    /// Whether day, month, year or length is known.
    pub(crate) resolved: bool,
}

impl Placed {
    fn known(timex: String) -> Self {
        Self {
            timex: Some(timex),
            resolved: true,
        }
    }

    fn partly(timex: String) -> Self {
        Self {
            timex: Some(timex),
            resolved: false,
        }
    }

    fn unknown() -> Self {
        Self {
            timex: None,
            resolved: false,
        }
    }
}

/// Days by which an article may be dated too early for what it tells as past:
/// time zones, and pages dated by their first version.
const SLACK: i32 = 2;

/// Days ahead that a date without a year may lie although no verb says that it
/// is to come.
const SOON: i32 = 30;

/// Places `form` in time, told on `anchor` (the article's day, if known).
pub(crate) fn place(form: Form, anchor: Option<Day>, tense: Tense) -> Placed {
    match form {
        Form::Day(year, month, day) => place_day(year, month, day, anchor, tense),
        Form::EitherDay(year) => Placed::partly(format!("{year:04}-XX-XX")),
        Form::Days(from, to) => place_days(from, to, anchor, tense),
        Form::Month(year, month) => place_month(year, month, anchor, tense),
        Form::WhichMonth(which, month) => place_which_month(which, month, anchor),
        Form::Months(from, to) => {
            let to = place_month(to.0, to.1, anchor, tense);
            let from = place_month(from.0, from.1, anchor, tense);
            joined(from, to)
        }
        Form::Year(year) => Placed::known(format!("{year:04}")),
        Form::Years(from, to) => Placed::known(format!("{from:04}/{to:04}")),
        Form::FiscalYear(year) => Placed::known(format!("FY{year:04}")),
        Form::Quarter(year, n) => in_year(
            open_quarter(year, n, anchor, tense),
            anchor,
            &format!("Q{n}"),
        ),
        Form::Half(year, n) => in_year(year, anchor, &format!("H{n}")),
        Form::Season(year, season) => in_year(year, anchor, season),
        Form::Decade(decade) => Placed::known(format!("{decade:03}")),
        Form::Century(century) => Placed::known(format!("{century:02}")),
        Form::Weekday(which, weekday) => place_weekday(which, weekday, anchor, tense),
        Form::Shift(unit, shift) => {
            anchor.map_or(Placed::unknown(), |a| place_shift(unit, shift, a))
        }
        Form::DayShift(days, part) => anchor.map_or(Placed::unknown(), |a| {
            let part = match part {
                None => "",
                Some(DayPart::Morning) => "TMO",
                Some(DayPart::Afternoon) => "TAF",
                Some(DayPart::Evening) => "TEV",
                Some(DayPart::Night) => "TNI",
            };
            Placed::known(format!("{}{part}", a.plus(days)))
        }),
        Form::Ago(count, unit) => anchor.map_or(Placed::unknown(), |a| place_ago(count, unit, a)),
        Form::Duration(count, upper, unit) => {
            let lower = length(count, unit);
            Placed::known(upper.map_or_else(
                || lower.clone(),
                |upper| format!("{lower}/{}", length(upper, unit)),
            ))
        }
    }
}

/// The weekday that a full date falls on, 1 to 7, when the date exists.
pub(crate) fn weekday_of(form: Form) -> Option<u8> {
    match form {
        Form::Day(Year::Stated(year), month, day) => Day::new(year, month, day).map(Day::weekday),
        _ => None,
    }
}

fn joined(from: Placed, to: Placed) -> Placed {
    match (from.timex, to.timex) {
        (Some(a), Some(b)) => Placed {
            timex: Some(format!("{a}/{b}")),
            resolved: from.resolved && to.resolved,
        },
        _ => Placed::unknown(),
    }
}

fn place_day(year: Year, month: u8, day: u8, anchor: Option<Day>, tense: Tense) -> Placed {
    let year = match (year, anchor) {
        (Year::Stated(year), _) => year,
        (Year::Relative(shift), Some(anchor)) => anchor.year() + shift,
        (Year::Open, Some(anchor)) => match nearest_year(month, day, anchor, tense) {
            Some(year) => year,
            None => return Placed::unknown(),
        },
        // The leap day exists in some year.
        (_, None) if day <= days_in_month(2000, month) => {
            return Placed::partly(format!("XXXX-{month:02}-{day:02}"));
        }
        (_, None) => return Placed::unknown(),
    };
    Day::new(year, month, day).map_or(Placed::unknown(), |d| Placed::known(d.to_string()))
}

/// The year that brings a day closest to `anchor`, on the side that `tense` says.
fn nearest_year(month: u8, day: u8, anchor: Day, tense: Tense) -> Option<i32> {
    let years = anchor.year() - 8..=anchor.year() + 8;
    years
        .filter_map(|year| {
            let day = Day::new(year, month, day)?;
            let away = day.since(anchor);
            let allowed = match tense {
                Tense::Past => away <= SLACK,
                Tense::LikelyPast => away <= SOON,
                Tense::Future => away >= 0,
                Tense::Unknown => true,
            };
            // "on 5 October" said in July without a verb: the nearer one.
            allowed.then_some((away.abs(), year))
        })
        .min()
        .map(|nearest| nearest.1)
}

fn place_days(
    from: (Year, u8, u8),
    to: (Year, u8, u8),
    anchor: Option<Day>,
    tense: Tense,
) -> Placed {
    let end = place_day(to.0, to.1, to.2, anchor, tense);
    // "28 December - 3 January 2024" begins in the year before.
    let year_of_end = end.timex.as_deref().and_then(Day::parse).map(Day::year);
    let start = match year_of_end {
        Some(year) => {
            let year = if from.1 > to.1 && from.0 == to.0 {
                year - 1
            } else {
                year
            };
            let year = match from.0 {
                Year::Stated(stated) if from.0 != to.0 => stated,
                _ => year,
            };
            place_day(Year::Stated(year), from.1, from.2, anchor, tense)
        }
        None => place_day(from.0, from.1, from.2, anchor, tense),
    };
    joined(start, end)
}

fn place_month(year: Year, month: u8, anchor: Option<Day>, tense: Tense) -> Placed {
    let year = match (year, anchor) {
        (Year::Stated(year), _) => year,
        (Year::Relative(shift), Some(anchor)) => anchor.year() + shift,
        (Year::Open, Some(anchor)) => {
            let ahead = i32::from(month) - i32::from(anchor.month());
            match tense {
                Tense::Past if ahead > 0 => anchor.year() - 1,
                Tense::LikelyPast if ahead > 3 => anchor.year() - 1,
                Tense::Future if ahead < 0 => anchor.year() + 1,
                Tense::Past | Tense::LikelyPast | Tense::Future => anchor.year(),
                Tense::Unknown if ahead > 6 => anchor.year() - 1,
                Tense::Unknown if ahead < -6 => anchor.year() + 1,
                Tense::Unknown => anchor.year(),
            }
        }
        (_, None) => return Placed::partly(format!("XXXX-{month:02}")),
    };
    Placed::known(format!("{year:04}-{month:02}"))
}

fn place_which_month(which: Which, month: u8, anchor: Option<Day>) -> Placed {
    let Some(anchor) = anchor else {
        return Placed::partly(format!("XXXX-{month:02}"));
    };
    let year = match which {
        Which::Last if month >= anchor.month() => anchor.year() - 1,
        Which::Next if month <= anchor.month() => anchor.year() + 1,
        _ => anchor.year(),
    };
    Placed::known(format!("{year:04}-{month:02}"))
}

/// The year that brings a quarter closest, on the side that `tense` says.
fn open_quarter(year: Year, n: u8, anchor: Option<Day>, tense: Tense) -> Year {
    let Some(anchor) = anchor.filter(|_| year == Year::Open) else {
        return year;
    };
    let ahead = i32::from(n) - i32::from((anchor.month() - 1) / 3 + 1);
    Year::Relative(match tense {
        Tense::Past if ahead > 0 => -1,
        Tense::Future if ahead < 0 => 1,
        _ => 0,
    })
}

fn in_year(year: Year, anchor: Option<Day>, part: &str) -> Placed {
    match (year, anchor) {
        (Year::Stated(year), _) => Placed::known(format!("{year:04}-{part}")),
        (Year::Relative(shift), Some(anchor)) => {
            Placed::known(format!("{:04}-{part}", anchor.year() + shift))
        }
        _ => Placed::partly(format!("XXXX-{part}")),
    }
}

fn place_weekday(which: Which, weekday: u8, anchor: Option<Day>, tense: Tense) -> Placed {
    let Some(anchor) = anchor.filter(|_| which != Which::Every) else {
        return Placed::partly(format!("XXXX-WXX-{weekday}"));
    };
    let since = (i32::from(anchor.weekday()) - i32::from(weekday)).rem_euclid(7);
    let until = (7 - since) % 7;
    let in_week = i32::from(weekday) - i32::from(anchor.weekday());
    let days = match which {
        Which::Last if since == 0 => -7,
        Which::Last => -since,
        Which::Next if until == 0 => 7,
        Which::Next => until,
        Which::This => in_week,
        Which::OfWeek(weeks) => in_week + 7 * weeks,
        Which::Nearest | Which::Every if tense == Tense::Future => until,
        Which::Nearest | Which::Every => -since,
    };
    Placed::known(anchor.plus(days).to_string())
}

fn place_shift(unit: Unit, shift: i32, anchor: Day) -> Placed {
    let (year, month, _) = anchor.ymd();
    let timex = match unit {
        Unit::Week => week(anchor.plus(7 * shift)),
        Unit::Weekend => {
            // On a Sunday or before, this weekend is the one of this week.
            format!("{}-WE", week(anchor.plus(7 * shift)))
        }
        Unit::Month => {
            let (year, month) = months_away(year, month, shift);
            format!("{year:04}-{month:02}")
        }
        Unit::Quarter => {
            let (year, month) = months_away(year, month, 3 * shift);
            format!("{year:04}-Q{}", (month - 1) / 3 + 1)
        }
        Unit::Year => format!("{:04}", year + shift),
        Unit::Decade => format!("{:03}", year / 10 + shift),
        Unit::Century => format!("{:02}", year / 100 + shift),
        // A fiscal year begins in another month in every country.
        Unit::FiscalYear => return Placed::unknown(),
        Unit::Hour | Unit::Day | Unit::Fortnight => anchor.plus(shift).to_string(),
    };
    Placed::known(timex)
}

fn place_ago(count: f64, unit: Unit, anchor: Day) -> Placed {
    // Far enough for every newspaper, and no overflow on the way.
    let n = count.clamp(0.0, 9_000.0) as i32;
    let (year, month, _) = anchor.ymd();
    let timex = match unit {
        Unit::Day | Unit::Hour => anchor.plus(-n).to_string(),
        Unit::Fortnight => week(anchor.plus(-14 * n)),
        Unit::Week | Unit::Weekend => week(anchor.plus(-7 * n)),
        Unit::Month | Unit::Quarter => {
            let n = if unit == Unit::Quarter { 3 * n } else { n };
            let (year, month) = months_away(year, month, -n);
            format!("{year:04}-{month:02}")
        }
        Unit::Year | Unit::FiscalYear => format!("{:04}", year - n),
        Unit::Decade => format!("{:04}", year - 10 * n),
        Unit::Century => format!("{:02}", year / 100 - n),
    };
    // Before year 1 there is nothing to write.
    if timex.starts_with('-') || count > 2_000.0 {
        return Placed::unknown();
    }
    Placed::known(timex)
}

fn week(day: Day) -> String {
    let (year, week) = day.iso_week();
    format!("{year:04}-W{week:02}")
}

fn months_away(year: i32, month: u8, months: i32) -> (i32, u8) {
    let all = year * 12 + i32::from(month) - 1 + months;
    (all.div_euclid(12), (all.rem_euclid(12) + 1) as u8)
}

/// A length as ISO 8601.
fn length(count: f64, unit: Unit) -> String {
    match unit {
        Unit::Hour => format!("PT{count}H"),
        Unit::Day | Unit::Weekend => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Fortnight => format!("P{}W", count * 2.0),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count * 3.0),
        Unit::Year | Unit::FiscalYear => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count * 10.0),
        Unit::Century => format!("P{}Y", count * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_word_begins_a_date() {
        for word in crate::words::tests::of_the_tables() {
            let begins = keyword(word).is_some() || word == "FY";
            let word = word.to_ascii_lowercase();
            assert!(
                !begins || BEGINNINGS.split(' ').any(|w| w == word),
                "{word}"
            );
        }
    }

    /// The words read from the first `|` on, and their place in time.
    fn check(anchor: Option<&str>, tense: Tense, cases: &[(&str, &str, &str)]) {
        let anchor = anchor.and_then(Day::parse);
        for (text, words, want) in cases {
            let at = text.find('|').map_or(0, |at| at);
            let text = text.replacen('|', "", 1);
            let got = date(Cursor::new(&text, at));
            let read = got.map_or("", |e| &text[at..e.after.at()]);
            let placed = got.map(|e| place(e.form, anchor, tense));
            let value = placed.and_then(|p| p.timex).unwrap_or_default();
            assert_eq!((read, value.as_str()), (*words, *want), "{text}");
        }
    }

    #[test]
    fn absolute() {
        check(
            None,
            Tense::Unknown,
            &[
                ("November 27, 2024 ’", "November 27, 2024", "2024-11-27"),
                ("November 27 2024", "November 27 2024", "2024-11-27"),
                ("Nov. 27, 2024", "Nov. 27, 2024", "2024-11-27"),
                ("27 November 2024", "27 November 2024", "2024-11-27"),
                (
                    "27th of November, 2024",
                    "27th of November, 2024",
                    "2024-11-27",
                ),
                ("27-Nov-2024", "27-Nov-2024", "2024-11-27"),
                ("27\u{a0}Nov 2024", "27\u{a0}Nov 2024", "2024-11-27"),
                ("27th Nov", "27th Nov", "XXXX-11-27"),
                ("2024-11-27", "2024-11-27", "2024-11-27"),
                ("2024-11-27T10:30:00Z", "2024-11-27", "2024-11-27"),
                ("27/11/2024", "27/11/2024", "2024-11-27"),
                ("11/27/2024", "11/27/2024", "2024-11-27"),
                ("05/06/2024", "05/06/2024", "2024-XX-XX"),
                ("05.06.2024", "05.06.2024", "2024-06-05"),
                (
                    "Wednesday, November 27, 2024",
                    "Wednesday, November 27, 2024",
                    "2024-11-27",
                ),
                ("Wed, 27 Nov 2024", "Wed, 27 Nov 2024", "2024-11-27"),
                ("Wed evening", "", ""),
                ("March 2023", "March 2023", "2023-03"),
                ("March of 2023", "March of 2023", "2023-03"),
                ("early May 2023", "early May 2023", "2023-05"),
                ("mid-2024", "mid-2024", "2024"),
                ("end of 2024", "end of 2024", "2024"),
                ("2020", "2020", "2020"),
                ("2020s", "2020s", "202"),
                ("1990s", "1990s", "199"),
                ("1990’s", "1990’s", "199"),
                ("late 1990s", "late 1990s", "199"),
                ("21st century", "21st century", "20"),
                ("twenty-first century", "twenty-first century", "20"),
                ("Q3 2023", "Q3 2023", "2023-Q3"),
                (
                    "second quarter of 2023",
                    "second quarter of 2023",
                    "2023-Q2",
                ),
                ("first half of 2023", "first half of 2023", "2023-H1"),
                ("third quarter,", "third quarter", "XXXX-Q3"),
                (
                    "first nine months of 2024",
                    "first nine months of 2024",
                    "2024-01/2024-09",
                ),
                (
                    "last six months of 2024",
                    "last six months of 2024",
                    "2024-07/2024-12",
                ),
                ("summer of 2019", "summer of 2019", "2019-SU"),
                ("FY2024-25", "FY2024-25", "2024/2025"),
                ("FY 2025", "FY 2025", "FY2025"),
                ("fiscal year 2025", "fiscal year 2025", "FY2025"),
                (
                    "2023-24 financial year",
                    "2023-24 financial year",
                    "2023/2024",
                ),
                ("2024-05", "2024-05", "2024-05"),
                ("February 30, 2024", "February 30, 2024", ""),
                ("March 3,000 troops", "March", "XXXX-03"),
                ("may 5 people", "", ""),
                ("🙂", "", ""),
            ],
        );
    }

    #[test]
    fn ranges_and_lengths() {
        check(
            None,
            Tense::Unknown,
            &[
                ("7-9 June 2015", "7-9 June 2015", "2015-06-07/2015-06-09"),
                ("7–9 June", "7–9 June", "XXXX-06-07/XXXX-06-09"),
                (
                    "June 7 to 9, 2015",
                    "June 7 to 9, 2015",
                    "2015-06-07/2015-06-09",
                ),
                (
                    "7 and 8 June 2015",
                    "7 and 8 June 2015",
                    "2015-06-07/2015-06-08",
                ),
                (
                    "28 May–1 June 2024",
                    "28 May–1 June 2024",
                    "2024-05-28/2024-06-01",
                ),
                (
                    "Dec 30 - Jan 2, 2024",
                    "Dec 30 - Jan 2, 2024",
                    "2023-12-30/2024-01-02",
                ),
                ("March-May 2024", "March-May 2024", "2024-03/2024-05"),
                ("2022-2027", "2022-2027", "2022/2027"),
                ("2022–27", "2022–27", "2022/2027"),
                ("next five years", "next five years", "P5Y"),
                ("last five months", "last five months", "P5M"),
                ("past three decades", "past three decades", "P30Y"),
                ("past year", "past year", "P1Y"),
                ("previous year", "", ""),
                ("three-day visit", "three-day", "P3D"),
                ("two and a half years", "two and a half years", "P2.5Y"),
                ("5-7 years", "5-7 years", "P5Y/P7Y"),
                ("48 hours", "48 hours", "PT48H"),
                ("45-year-old", "", ""),
                ("45 years old", "", ""),
                ("one day", "", ""),
                ("one-day trip", "one-day", "P1D"),
                ("May 3 and 4 people", "May 3", "XXXX-05-03"),
                ("June 7 and July 2, 2024", "June 7", "2024-06-07"),
                ("3 people", "", ""),
            ],
        );
    }

    #[test]
    fn told_on_a_day() {
        // A Friday.
        check(
            Some("2023-07-28"),
            Tense::Past,
            &[
                ("Thursday", "Thursday", "2023-07-27"),
                ("Friday", "Friday", "2023-07-28"),
                ("last Friday", "last Friday", "2023-07-21"),
                ("next Friday", "next Friday", "2023-08-04"),
                ("this Friday", "this Friday", "2023-07-28"),
                ("Tuesday of last week", "Tuesday of last week", "2023-07-18"),
                ("Fridays", "Fridays", "XXXX-WXX-5"),
                ("today", "today", "2023-07-28"),
                ("yesterday", "yesterday", "2023-07-27"),
                ("day after tomorrow", "day after tomorrow", "2023-07-30"),
                ("last night", "last night", "2023-07-27TNI"),
                ("this morning", "this morning", "2023-07-28TMO"),
                ("this week", "this week", "2023-W30"),
                ("last week", "last week", "2023-W29"),
                ("last month", "last month", "2023-06"),
                ("next year", "next year", "2024"),
                (
                    "early May of last year",
                    "early May of last year",
                    "2022-05",
                ),
                ("late last year", "late last year", "2022"),
                ("end of the year", "end of the year", "2023"),
                ("March this year", "March this year", "2023-03"),
                ("last March", "last March", "2023-03"),
                ("next March", "next March", "2024-03"),
                ("October", "October", "2022-10"),
                ("5 October", "5 October", "2022-10-05"),
                ("5 June", "5 June", "2023-06-05"),
                ("three years ago", "three years ago", "2020"),
                ("two weeks ago", "two weeks ago", "2023-W28"),
                ("a month ago", "a month ago", "2023-06"),
                ("ten days ago", "ten days ago", "2023-07-18"),
                ("last quarter", "last quarter", "2023-Q2"),
                ("last summer", "last summer", "2022-SU"),
                ("this fiscal year", "this fiscal year", ""),
            ],
        );
        check(
            Some("2023-07-28"),
            Tense::Future,
            &[
                ("Thursday", "Thursday", "2023-08-03"),
                ("October", "October", "2023-10"),
                ("5 June", "5 June", "2024-06-05"),
            ],
        );
    }
}
