//! Boilerplate with words of the article right behind it: datelines, dates of
//! publication, stray labels and picture credits.
//!
//! "MANILA (AP) - Leaders met" opens with a dateline, "date 2023-07-28 On
//! Thursday" with a date of publication. Which cities and agencies there are
//! stands at the end of this file.

use crate::boilerplate::Verdict;
use crate::character::is_dash;
use crate::pattern::{Item, items};
use crate::sentence::is_starter;
use crate::{BoilerplateKind, Span};

/// No opening is longer: items.
const REACH: usize = 32;

/// Whether `span` is a line of dates and times of publication and no more than
/// a place or an agency beside them: "IANS | New Delhi | July 28, 2023 5:30 pm".
/// Near the top a place may stand before the date: "Suva, 21 August 2024".
pub(crate) fn date_line(text: &str, span: Span, near_top: bool) -> Option<Verdict> {
    if span.len() > 200 || !span.slice(text).bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (items, all) = items(text, span, REACH);
    // "Press release | 3 May 2025 | No: 114/25"
    let numbered = items
        .iter()
        .any(|item| item.is("release") || item.is("no") || item.is("ref"));
    let beside = |item: &Item<'_>| is_beside(item) || numbered && item.is_number();
    let lead = (0..=MOST_BESIDE.min(items.len()))
        .take_while(|&n| items[..n].iter().all(beside))
        .find(|&n| items.get(n).is_some_and(is_label) || date(&items[n..]).is_some())?;
    let (n, dates) = dates(&items[lead..]);
    let (stated, behind) = items[lead..].split_at(n);
    // "30 June" alone can be a row of a table, "Tokyo, 30 June 2024" a heading.
    let labelled = stated.iter().any(|item| is_label(item) || item.word == ":");
    let full = behind.is_empty() && stated.iter().any(is_full_year);
    let sure = labelled || (full && (lead == 0 || near_top));
    let alone = behind.len() <= MOST_BESIDE && behind.iter().all(beside);
    (all && dates && sure && alone).then_some((
        BoilerplateKind::MetadataDate,
        "boilerplate.metadata_date: a line of dates and times of publication",
    ))
}

/// Where the date behind a byline at the start of `span` begins: "By Jane Roe
/// March 3, 2025".
pub(crate) fn byline(text: &str, span: Span) -> Option<u32> {
    let words = span.slice(text);
    if !words.starts_with("By ") || span.len() > 200 {
        return None;
    }
    let (items, _) = items(text, span, REACH);
    let names = items[1..]
        .iter()
        .take_while(|item| item.is_capitalised() || item.mark || item.is("and"));
    let n = names.count();
    let at = (2..=n).find(|&at| date(&items[at..]).is_some())?;
    Some(items[at].start as u32)
}

/// No more items than this stand beside the dates of a line.
const MOST_BESIDE: usize = 8;

/// Whether a word or mark can stand beside the dates of a line.
fn is_beside(item: &Item<'_>) -> bool {
    item.mark
        || item.is_capitalised()
        || matches!(item.word, "by" | "in" | "admin" | "release" | "statement")
}

fn is_full_year(item: &Item<'_>) -> bool {
    item.is_number() && item.word.len() == 4
}

/// Where in its article a sentence stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// It is the first of a paragraph near the start, where datelines and dates
    /// of publication stand.
    Start,
    /// It is a later one of such a paragraph: an editor's note may stand before
    /// the dateline.
    NearStart,
    /// It is any other.
    Later,
}

/// The boilerplate that `span`, which reaches to the end of its line, opens
/// with: where it ends, and what it is.
pub(crate) fn opening(text: &str, span: Span, place: Place) -> Option<(usize, Verdict)> {
    let words = span.slice(text);
    let may = match place {
        Place::Start => true,
        Place::NearStart => may_be_dateline(words) || may_open(words),
        Place::Later => may_open(words),
    };
    if !may {
        return None;
    }
    let (items, _) = items(text, span, REACH);
    let dated = || (place == Place::Start).then(|| dated(&items)).flatten();
    let (n, verdict) = (place != Place::Later)
        .then(|| dateline(&items, place).or_else(dated))
        .flatten()
        .or_else(|| label(&items))
        .or_else(|| credit(&items))?;
    let end = items.get(n.checked_sub(1)?)?.end();
    (end < span.end as usize).then_some((end, verdict))
}

/// The cheap test for a dateline with an agency: a dash near the start.
fn may_be_dateline(words: &str) -> bool {
    words
        .char_indices()
        .take_while(|&(at, _)| at < 60)
        .any(|(_, c)| is_dash(c))
}

/// The cheap test for a label or credit.
fn may_open(words: &str) -> bool {
    let head = &words.as_bytes()[..words.len().min(60)];
    words.starts_with("Ad")
        || words.starts_with("AD")
        || words.starts_with("Vid")
        || head.contains(&b'/')
}

/// Whether a mark can stand between dates; a quotation or bracket cannot.
fn is_between_dates(item: &Item<'_>) -> bool {
    item.mark && !matches!(item.word, "\"" | "“" | "‘" | "'" | "(")
}

/// A label and a date of publication, with the article's first words behind
/// them: "date 2023-07-28 On Thursday, ...". Not "Published on July 28, the
/// report ...": what follows must be a new sentence.
fn dated(items: &[Item<'_>]) -> Option<(usize, Verdict)> {
    if !items.iter().take(3).any(is_label) {
        return None;
    }
    let (n, dates) = dates(items);
    let next = items.get(n)?;
    let begins = next.is_capitalised() || (next.mark && !matches!(next.word, "," | ";" | ")"));
    (dates && begins).then_some((
        n,
        (
            BoilerplateKind::MetadataDate,
            "boilerplate.metadata_date: a label and a date before the first words",
        ),
    ))
}

/// Reads labels, dates, times and reading times from the start of `items`: how
/// many items they are, and whether a date is among them.
fn dates(items: &[Item<'_>]) -> (usize, bool) {
    let (mut at, mut end, mut dates) = (0, 0, false);
    while at < items.len() {
        let rest = &items[at..];
        if let Some(n) = date(rest) {
            at += n;
            end = at;
            dates = true;
        } else if let Some(n) = time(rest).or_else(|| reading_time(rest)) {
            at += n;
            end = at;
        } else if is_label(&rest[0]) || is_label_part(&rest[0]) || is_between_dates(&rest[0]) {
            at += 1;
        } else {
            break;
        }
    }
    // Closing marks that belong to the last date or time.
    while items
        .get(end)
        .is_some_and(|item| matches!(item.word, ")" | "." | "|" | "-" | "–" | "—"))
    {
        end += 1;
    }
    (end, dates)
}

fn is_label(item: &Item<'_>) -> bool {
    const LABELS: [&str; 13] = [
        "created",
        "date",
        "dated",
        "filed",
        "issued",
        "modified",
        "posted",
        "published",
        "released",
        "reviewed",
        "revised",
        "updated",
        "uploaded",
    ];
    LABELS.iter().any(|label| item.is(label))
}

/// Small words of a label ("Last updated on", "First published at").
fn is_label_part(item: &Item<'_>) -> bool {
    const PARTS: [&str; 11] = [
        "at",
        "edition",
        "first",
        "last",
        "of",
        "on",
        "print",
        "publication",
        "publish",
        "time",
        "was",
    ];
    item.is_one_of(&PARTS)
}

/// How many items the date at the start of `items` takes.
fn date(items: &[Item<'_>]) -> Option<usize> {
    let mut at = 0;
    if items.first()?.is_one_of(&WEEKDAYS) {
        at = 1 + marks(&items[1..], &[",", "."]);
    }
    let first = items.get(at)?;
    if first.is_one_of(&MONTHS) {
        at += 1 + marks(&items[at + 1..], &["."]);
        let n = day_or_year(items.get(at)?)?;
        at += n;
        let comma = marks(&items[at..], &[",", "."]);
        return Some(match items.get(at + comma) {
            Some(year) if is_year(year) => at + comma + 1,
            _ => at,
        });
    }
    day_or_year(first)?;
    let second = items.get(at + 1)?;
    if second.is_one_of(&MONTHS) {
        at += 2;
        let comma = marks(&items[at..], &[",", ".", "'", "’"]);
        return Some(match items.get(at + comma) {
            Some(year) if is_year(year) => at + comma + 1,
            _ => at,
        });
    }
    numeric_date(&items[at..]).map(|n| at + n)
}

/// "2023-07-28", "28/07/2023", "28.7.23", also with a time glued on ("28T10").
fn numeric_date(items: &[Item<'_>]) -> Option<usize> {
    let [a, s, b, t, c, ..] = items else {
        return None;
    };
    let glued = c.word.split(['T', 't']).next().unwrap_or("");
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let fits = matches!(s.word, "-" | "/" | ".")
        && s.word == t.word
        && [a.word, b.word, glued]
            .iter()
            .all(|word| digits(word) && word.len() <= 4)
        && (a.word.len() == 4 || glued.len() == 4 || (glued.len() == 2 && b.word.len() <= 2));
    fits.then_some(5)
}

/// "28", "28th", "2023".
fn day_or_year(item: &Item<'_>) -> Option<usize> {
    let digits = item
        .word
        .trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &item.word[digits.len()..];
    let fits = !item.mark
        && matches!(digits.len(), 1 | 2 | 4)
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(tail, "" | "st" | "nd" | "rd" | "th");
    fits.then_some(1)
}

fn is_year(item: &Item<'_>) -> bool {
    item.is_number()
        && (item.word.len() == 4 || item.word.len() == 2)
        && !item.word.starts_with('3')
}

/// How many items the time of day at the start of `items` takes, with its zone.
fn time(items: &[Item<'_>]) -> Option<usize> {
    let hour = items.first()?;
    let digits = hour
        .word
        .trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if hour.mark || !matches!(digits.len(), 1 | 2) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let half = &hour.word[digits.len()..];
    let mut at = 1;
    let mut sure = matches!(half, "am" | "pm" | "AM" | "PM");
    while let [colon, minute, ..] = &items[at..] {
        if !matches!(colon.word, ":" | ".")
            || !minute.word.starts_with(|c: char| c.is_ascii_digit())
        {
            break;
        }
        sure |= colon.word == ":" || minute.word.len() > 2;
        at += 2;
    }
    if let [a, dot, m, ..] = &items[at..]
        && matches!(a.word, "a" | "p")
        && dot.word == "."
        && m.word == "m"
    {
        at += 3 + marks(&items[at + 3..], &["."]);
        sure = true;
    } else if items
        .get(at)
        .is_some_and(|item| ["am", "pm"].iter().any(|half| item.is(half)))
    {
        at += 1;
        sure = true;
    }
    if !sure {
        return None;
    }
    let bracket = marks(&items[at..], &["("]);
    if items
        .get(at + bracket)
        .is_some_and(|item| item.is_one_of(&ZONES))
    {
        at += bracket + 1;
        at += marks(&items[at..], &[")"]);
        // "GMT+8", "UTC +05:30"
        if let [plus, hours, ..] = &items[at..]
            && matches!(plus.word, "+" | "-")
            && hours.is_number()
        {
            at += 2;
            at += time(&items[at - 1..]).map_or(0, |n| n.saturating_sub(1));
        }
    }
    Some(at)
}

/// "3 min read".
fn reading_time(items: &[Item<'_>]) -> Option<usize> {
    match items {
        [n, min, read, ..] if n.is_number() && min.word.starts_with("min") && read.is("read") => {
            Some(3)
        }
        _ => None,
    }
}

/// How many of `items` at their start are one of `marks`; at most two.
fn marks(items: &[Item<'_>], marks: &[&str]) -> usize {
    items
        .iter()
        .take(2)
        .take_while(|item| marks.contains(&item.word))
        .count()
}

/// A label of the page's furniture run into the text: "ADVERTISEMENT The
/// talks ...", "Video Ad Feedback Leaders arrive 03:43 - Source: CNN".
fn label(items: &[Item<'_>]) -> Option<(usize, Verdict)> {
    let [first, next, ..] = items else {
        return None;
    };
    if first.is("advertisement") || first.is("advertisment") {
        let shouted = first.word.bytes().all(|b| b.is_ascii_uppercase());
        let alone = if shouted {
            next.is_capitalised() && next.word.chars().any(char::is_lowercase)
        } else {
            first.is_capitalised() && is_starter(next.word)
        };
        return alone.then_some((
            1,
            (
                BoilerplateKind::Advertisement,
                "boilerplate.advertisement: “Advertisement” run into a sentence",
            ),
        ));
    }
    let n_video = usize::from(first.is("video"));
    if !(items.get(n_video)?.is("ad") && items.get(n_video + 1)?.is("feedback")) {
        return None;
    }
    let source = items
        .windows(3)
        .position(|w| w[0].is("source") && w[1].word == ":" && w[2].is_capitalised());
    Some((
        source.map_or(n_video + 2, |at| at + 3),
        (
            BoilerplateKind::Advertisement,
            "boilerplate.advertisement: “Ad Feedback” and the video it belongs to",
        ),
    ))
}

/// A picture credit run into the text: names and an agency with slashes
/// between ("Sergei Gapon/AFP/Getty Images/File").
fn credit(items: &[Item<'_>]) -> Option<(usize, Verdict)> {
    let mut at = 0;
    let mut end = None;
    while let Some(slash) = items[at..].iter().take(8).position(|item| item.word == "/") {
        let part = &items[at..at + slash];
        let named = !part.is_empty()
            && part.iter().all(|item| {
                item.is_capitalised()
                    || matches!(
                        item.word,
                        "." | "-" | "'" | "’" | "via" | "de" | "van" | "al" | "bin"
                    )
            });
        if !named {
            break;
        }
        at += slash + 1;
        if let Some(n) = agency_words(&items[at..]) {
            end = Some(at + n);
        }
    }
    end.map(|n| {
        (
            n,
            (
                BoilerplateKind::PhotoCredit,
                "boilerplate.photo_credit: a name, a slash and an agency",
            ),
        )
    })
}

/// How many items the agency at the start of `items` takes, as credits write it.
fn agency_words(items: &[Item<'_>]) -> Option<usize> {
    let first = items.first()?;
    let second = items.get(1);
    let two = second.is_some_and(|second| {
        (first.is("getty") && second.is("images"))
            || (first.is("sipa") && second.is("usa"))
            || (first.is("zuma") && second.is("press"))
            || (first.is("agence") && second.is("vu"))
            || (first.is("anadolu") && second.is("agency"))
    });
    if two {
        return Some(2);
    }
    let known = first.is_one_of(&CREDITS);
    known.then_some(1)
}

/// A dateline: place, date and agency as far as given, and the mark behind
/// them. "MANILA (AP) -", "NEW DELHI, March 3 (Reuters) –", "(Reuters) -",
/// "London CNN —", "TOKYO —", "New Delhi:". Not "NATO - the alliance" or
/// "EXCLUSIVE: Talks".
fn dateline(items: &[Item<'_>], near: Place) -> Option<(usize, Verdict)> {
    let place = place_words(items);
    let mut at = place;
    let mut agency = place > 0 && items[place - 1].is_one_of(&AGENCIES);
    let (mut dated, mut bracketed) = (false, false);
    for _ in 0..2 {
        let comma = marks(&items[at..], &[",", "."]);
        if let Some(n) = date(&items[at + comma..]) {
            at += comma + n;
            dated = true;
        }
        let comma = marks(&items[at..], &[",", "."]);
        let behind = &items[at + comma..];
        let letters = || {
            (dated && place > 0)
                .then(|| bracketed_letters(behind))
                .flatten()
        };
        if let Some(n) = bracketed_agency(behind).or_else(letters) {
            at += comma + n;
            agency = true;
            bracketed = true;
        }
    }
    // "April 10, 2024 (KHARTOUM) –": the place behind the date.
    if place == 0
        && dated
        && !bracketed
        && let Some(n) = bracketed_place(&items[at..])
    {
        at += n;
        bracketed = true;
        agency = true;
    }
    let separator = separator(items, at);
    let next = items.get(at + separator)?;
    let begins = next.is_capitalised() || next.is_number() || (next.mark && separator > 0);
    let name = &items[..place];
    let colon = separator > 0 && items[at].word == ":";
    let fits = if agency && !bracketed {
        separator > 0 && !colon
    } else if agency {
        separator > 0 || (is_shouted(name) && place > 0)
    } else if near != Place::Start {
        false
    } else if dated {
        separator > 0
            && place > 0
            && !name
                .iter()
                .any(|item| item.is_one_of(&WEEKDAYS) || is_starter(item.word))
    } else {
        // "PANAJI: The minister said", as regional papers begin.
        let town = place == 1 && name[0].word.len() >= 5;
        separator > 0
            && (is_city(name) || (is_shouted(name) && (!colon || town) && is_no_label(name)))
    };
    (fits && begins).then_some((
        at + separator,
        (
            BoilerplateKind::Dateline,
            "boilerplate.dateline: place, date or agency before the first sentence",
        ),
    ))
}

/// How many items the name of a place at the start of `items` may take.
fn place_words(items: &[Item<'_>]) -> usize {
    let mut n = 0;
    for (i, item) in items.iter().take(10).enumerate() {
        let glued = items
            .get(i + 1)
            .is_some_and(|next| next.start == item.end())
            && i > 0
            && items[i - 1].end() == item.start;
        let inner = match item.word {
            "/" | "," | "." | "'" | "’" => true,
            "[" | "]" => i > 0,
            "-" => glued,
            _ => false,
        };
        let may_be_date = i == 0 || items[i - 1].mark || item.is_number();
        let starts_date = may_be_date && date(&items[i..]).is_some();
        if starts_date
            || !(inner
                || item.is_capitalised()
                || (i > 0 && matches!(item.word, "of" | "the" | "de" | "al" | "au")))
        {
            break;
        }
        if !item.mark {
            n = i + 1;
        }
    }
    // The full stop of a state's abbreviation belongs to the place ("Fla."), and
    // so does a bracket around a country ("New Delhi [India]").
    n + usize::from(
        n > 1
            && items
                .get(n)
                .is_some_and(|item| matches!(item.word, "." | "]")),
    )
}

/// How many items an agency in brackets takes.
fn bracketed_agency(items: &[Item<'_>]) -> Option<usize> {
    let [open, inner @ ..] = items else {
        return None;
    };
    let close = inner.iter().take(9).position(|item| item.word == ")")?;
    let known = inner[..close].iter().any(|item| item.is_one_of(&AGENCIES));
    (open.word == "(" && known).then_some(close + 2)
}

/// How many items an agency's letters in brackets take, behind place and date:
/// "Muscat, 19 Feb (ONA) —".
fn bracketed_letters(items: &[Item<'_>]) -> Option<usize> {
    let [open, letters, close, ..] = items else {
        return None;
    };
    let fits = open.word == "("
        && close.word == ")"
        && (2..=8).contains(&letters.word.len())
        && letters.word.bytes().all(|b| b.is_ascii_uppercase());
    (fits && separator(items, 3) > 0).then_some(3)
}

/// How many items a place in brackets and capitals takes, with a dash behind it.
fn bracketed_place(items: &[Item<'_>]) -> Option<usize> {
    let [open, inner @ ..] = items else {
        return None;
    };
    let close = inner.iter().take(5).position(|item| item.word == ")")?;
    let shouted = close > 0 && open.word == "(" && is_shouted(&inner[..close]);
    (shouted && separator(items, close + 2) > 0).then_some(close + 2)
}

/// How many items the mark behind a dateline, at `at`, takes: a colon, or
/// dashes. A hyphen that joins two words is none.
fn separator(items: &[Item<'_>], at: usize) -> usize {
    let marks = items[at..].iter().take(3);
    let n = marks
        .take_while(|item| matches!(item.word, "-" | "–" | "—" | "―" | ":"))
        .count();
    let joins = n == 1
        && items[at].word == "-"
        && at > 0
        && items[at - 1].end() == items[at].start
        && items
            .get(at + 1)
            .is_some_and(|next| next.start == items[at].end());
    if joins { 0 } else { n }
}

/// Whether a name is in capitals, up to its first comma.
fn is_shouted(name: &[Item<'_>]) -> bool {
    let mut words = name
        .iter()
        .take_while(|item| item.word != ",")
        .filter(|item| !item.mark)
        .peekable();
    words.peek().is_some() && words.all(|item| !item.word.chars().any(char::is_lowercase))
}

/// Whether a name in capitals is long enough to be no acronym, and no word that
/// editors set before a headline.
fn is_no_label(name: &[Item<'_>]) -> bool {
    let letters: usize = name
        .iter()
        .filter(|item| !item.mark)
        .map(|item| item.word.chars().count())
        .sum();
    letters >= 6 && !name.iter().any(|item| item.is_one_of(&EDITORS_WORDS))
}

fn is_city(name: &[Item<'_>]) -> bool {
    let words: Vec<String> = name
        .iter()
        .take_while(|item| item.word != ",")
        .filter(|item| !item.mark)
        .map(|item| item.word.to_ascii_lowercase())
        .collect();
    let whole = words.join(" ");
    let is_known = |name: &str| CITIES.split('|').any(|city| city == name);
    is_known(&whole)
        || (name.iter().any(|item| item.word == "/") && words.iter().all(|word| is_known(word)))
}

/// Names of days, whole and short.
const WEEKDAYS: [&str; 17] = [
    "fri",
    "friday",
    "mon",
    "monday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
];

/// Names of months, whole and short.
const MONTHS: [&str; 24] = [
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "nov",
    "november",
    "oct",
    "october",
    "sep",
    "sept",
    "september",
];

/// Time zones as pages print them.
const ZONES: [&str; 41] = [
    "aedt", "aest", "ast", "awst", "bst", "cdt", "cest", "cet", "cst", "ct", "eat", "edt", "eest",
    "eet", "est", "et", "gmt", "gst", "hkt", "hours", "hrs", "ist", "jst", "kst", "mdt", "msk",
    "mst", "npt", "nzdt", "nzst", "pdt", "pht", "pkt", "pst", "pt", "sast", "sgt", "utc", "wat",
    "wib", "z",
];

/// Agencies and papers that sign datelines.
const AGENCIES: [&str; 106] = [
    "aa",
    "abc",
    "afp",
    "agencies",
    "agency",
    "agerpres",
    "anadolu",
    "andina",
    "ani",
    "anp",
    "ansa",
    "antara",
    "ap",
    "apa",
    "app",
    "azertac",
    "bbc",
    "belga",
    "bernama",
    "bloomberg",
    "bns",
    "bss",
    "bta",
    "bureau",
    "cbs",
    "cna",
    "cnbc",
    "cnn",
    "cns",
    "ctk",
    "dhns",
    "dpa",
    "efe",
    "elta",
    "ens",
    "fars",
    "gna",
    "hina",
    "hns",
    "ians",
    "ina",
    "inp",
    "interfax",
    "ips",
    "irin",
    "irna",
    "isna",
    "jiji",
    "kazinform",
    "kcna",
    "keystone",
    "kuna",
    "kyodo",
    "leta",
    "lusa",
    "mehr",
    "mena",
    "mti",
    "nan",
    "nbc",
    "ndtv",
    "news",
    "nhk",
    "nnn",
    "notimex",
    "novosti",
    "npr",
    "ntb",
    "pap",
    "petra",
    "pna",
    "prensa",
    "press",
    "pti",
    "ptinews",
    "reuters",
    "rfa",
    "rfe",
    "ria",
    "ritzau",
    "sana",
    "sanews",
    "sapa",
    "spa",
    "sputnik",
    "stt",
    "suna",
    "tanjug",
    "tasnim",
    "tass",
    "telam",
    "tnn",
    "tns",
    "trend",
    "tt",
    "ukrinform",
    "unb",
    "uni",
    "unian",
    "upi",
    "vna",
    "voa",
    "wafa",
    "wam",
    "xinhua",
    "yonhap",
];

/// Agencies and archives that sign pictures, with the words behind them.
const CREDITS: [&str; 41] = [
    "afp",
    "afptv",
    "alamy",
    "anadolu",
    "ani",
    "ansa",
    "ap",
    "bbc",
    "belga",
    "bloomberg",
    "cnn",
    "ctk",
    "dpa",
    "efe",
    "epa",
    "file",
    "getty",
    "handout",
    "hulton",
    "istock",
    "kyodo",
    "lehtikuva",
    "lightrocket",
    "maxar",
    "mti",
    "nasa",
    "newscom",
    "nurphoto",
    "pap",
    "pool",
    "pti",
    "reuters",
    "shutterstock",
    "sipa",
    "sputnik",
    "tass",
    "ukrinform",
    "xinhua",
    "yonhap",
    "zuma",
    "zumapress",
];

/// Words that editors print in capitals before a headline or paragraph.
const EDITORS_WORDS: [&str; 88] = [
    "advertisement",
    "alert",
    "also",
    "analysis",
    "and",
    "answer",
    "at",
    "attention",
    "aukus",
    "background",
    "breaking",
    "briefing",
    "by",
    "check",
    "clarification",
    "column",
    "comment",
    "commentary",
    "context",
    "corrected",
    "correction",
    "developing",
    "disclaimer",
    "editorial",
    "exclusive",
    "explained",
    "explainer",
    "fact",
    "factbox",
    "feature",
    "for",
    "gallery",
    "headlines",
    "highlights",
    "how",
    "in",
    "insight",
    "interpol",
    "interview",
    "investigation",
    "is",
    "key",
    "live",
    "mercosur",
    "minister",
    "more",
    "newsletter",
    "note",
    "obituary",
    "of",
    "on",
    "opinion",
    "photos",
    "pictures",
    "podcast",
    "points",
    "president",
    "preview",
    "profile",
    "question",
    "quiz",
    "read",
    "refile",
    "related",
    "report",
    "review",
    "special",
    "sponsored",
    "summary",
    "takeaways",
    "the",
    "timeline",
    "to",
    "unesco",
    "unicef",
    "update",
    "updated",
    "updates",
    "urgent",
    "video",
    "warning",
    "watch",
    "what",
    "when",
    "who",
    "why",
    "with",
    "wrapup",
];

/// Cities that a dateline names without agency or date: capitals and seats of the
/// world press. One string: a list of words is three times as large.
const CITIES: &str = "\
    abidjan|abu dhabi|abuja|accra|addis ababa|aden|ahmedabad|aleppo|algiers|almaty|amman|\
    amsterdam|ankara|antananarivo|ashgabat|asmara|astana|asuncion|athens|atlanta|auckland|\
    baghdad|baku|bamako|bandar seri begawan|bangalore|bangkok|bangui|banjul|barcelona|basra|\
    beijing|beirut|belfast|belgrade|bengaluru|benghazi|berlin|bern|bhopal|bishkek|bogota|bonn|\
    boston|brasilia|bratislava|brazzaville|bridgetown|brisbane|brussels|bucharest|budapest|\
    buenos aires|bujumbura|busan|cairo|calcutta|canberra|cape town|caracas|chandigarh|chennai|\
    chicago|chisinau|cologne|colombo|conakry|copenhagen|cotonou|dakar|dallas|damascus|\
    dar es salaam|davos|delhi|denver|dhaka|dili|djibouti|dodoma|doha|donetsk|dubai|dublin|\
    dushanbe|edinburgh|erbil|frankfurt|freetown|fukuoka|gaborone|gandhinagar|gaza|gaza city|\
    geneva|georgetown|glasgow|guangzhou|guatemala city|guwahati|hague|hamburg|hanoi|harare|\
    havana|helsinki|hiroshima|ho chi minh city|hong kong|honiara|honolulu|houston|hyderabad|\
    islamabad|istanbul|jaipur|jakarta|jammu|jeddah|jerusalem|johannesburg|juba|kabul|kampala|\
    kandahar|karachi|kathmandu|kazan|kharkiv|khartoum|kherson|kiev|kigali|kingston|kinshasa|\
    kochi|kolkata|kuala lumpur|kuwait|kuwait city|kyiv|kyoto|la paz|lagos|lahore|leh|libreville|\
    lilongwe|lima|lisbon|ljubljana|lome|london|los angeles|luanda|lucknow|lusaka|luxembourg|\
    lviv|macau|madrid|majuro|malabo|male|managua|manama|manila|maputo|marrakech|maseru|mbabane|\
    melbourne|mexico city|miami|milan|minsk|mogadishu|monrovia|montevideo|montreal|moroni|\
    moscow|mosul|mumbai|munich|muscat|nagoya|nairobi|nassau|naypyidaw|naypyitaw|ndjamena|\
    new delhi|new york|niamey|nicosia|nouakchott|noumea|nuku'alofa|nuuk|odesa|osaka|oslo|ottawa|\
    ouagadougou|panama city|paris|patna|perth|peshawar|philadelphia|phnom penh|podgorica|\
    port au prince|port louis|port moresby|port of spain|port vila|prague|praia|pretoria|\
    pristina|pune|pyongyang|quetta|quito|rabat|ramallah|ranchi|rawalpindi|reykjavik|riga|\
    rio de janeiro|riyadh|rome|san francisco|san jose|san juan|san salvador|sanaa|santiago|\
    santo domingo|sao paulo|sapporo|sarajevo|seattle|seoul|sevastopol|shanghai|sharm el sheikh|\
    shenzhen|shimla|singapore|skopje|sofia|srinagar|st petersburg|stockholm|strasbourg|suva|\
    sydney|taipei|tallinn|tashkent|tbilisi|tegucigalpa|tehran|tel aviv|the hague|thimphu|\
    thiruvananthapuram|tirana|tokyo|toronto|tripoli|tunis|turin|ulaanbaatar|united nations|\
    vancouver|vatican city|victoria|vienna|vientiane|vilnius|visakhapatnam|vladivostok|warsaw|\
    washington|washington dc|wellington|windhoek|wuhan|yangon|yaounde|yekaterinburg|yerevan|\
    yokohama|zagreb|zaporizhzhia|zurich";
