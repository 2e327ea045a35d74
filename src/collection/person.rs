//! Persons across articles: who may be one person under two names, and who held
//! which office when.
//!
//! Names that are the same have the same id already. What is left is offered with
//! a reason and a strength, and never merged: "S. Jayashankar", foreign minister
//! in one article, may be "S Jaishankar", external affairs minister in another.

use chancery_text::fold::fold_word;
use chancery_text::{Span, sort};

use crate::article::ArticleIdx;
use crate::ledger::{Skipped, n_skipped};
use crate::report::{Name, Reports};

/// Two names that may be one person's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SameAs {
    /// The id of the fuller name.
    pub person: String,
    /// The id of the other.
    pub other: String,
    /// What speaks for it, in words.
    pub reasons: Vec<&'static str>,
    /// From 1 to 100.
    pub strength: u8,
}

/// An office and who held it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// Its name, in small letters: "foreign minister".
    pub role: String,
    /// The id of its country.
    pub country: Option<String>,
    /// By the first day they are named with it, the undated last.
    pub holders: Vec<Holder>,
}

/// A holder of an office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// Id.
    pub person: String,
    /// The articles that say so, ascending, each with the words it first does so in.
    pub articles: Vec<(ArticleIdx, Span)>,
    /// The first and the last day of those that are dated, ISO 8601.
    pub dates: Option<(String, String)>,
}

/// A person in an article's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PersonReport {
    pub(crate) person: Name,
    /// Folded words of the full name.
    pub(crate) words: Vec<String>,
    pub(crate) article: ArticleIdx,
}

/// An office in an article.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct OfficeReport {
    pub(crate) role: String,
    pub(crate) country: Option<Name>,
    pub(crate) person: Name,
    pub(crate) article: ArticleIdx,
    /// The words it rests on.
    pub(crate) span: Span,
}

/// Names of one sound that are compared with each other.
const MAX_COMPARED: usize = 48;

/// The least strength that is worth a reader's look.
const LEAST: u8 = 50;

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '.'));
    words.filter(|w| !w.is_empty()).map(fold_word).collect()
}

/// An office as it is compared: "External Affairs Minister" is a foreign minister
/// of another name.
pub(crate) fn office(role: &str) -> String {
    let role = role.to_lowercase();
    let role = role.strip_prefix("counterpart of the ").unwrap_or(&role);
    let role = role.replace("defense", "defence");
    let (head, of) = role
        .split_once(" for ")
        .or_else(|| role.split_once(" of "))
        .unwrap_or((&role, ""));
    let role = match (head, of) {
        ("minister", of) if !of.is_empty() => format!("{of} minister"),
        _ => role.clone(),
    };
    match role.as_str() {
        "external affairs minister" | "foreign affairs minister" => "foreign minister".to_owned(),
        _ => role,
    }
}

/// Who may be one person, the likeliest first. Costs time in proportion to the
/// names, each with those of the same sound.
pub(crate) fn same(reports: &Reports, skipped: &mut Skipped) -> Vec<SameAs> {
    // A name is found by the sound of each of its words.
    let mut by_sound: Vec<(String, u32)> = Vec::new();
    for (at, person) in (0u32..).zip(&reports.persons) {
        let sounds = person
            .words
            .iter()
            .map(|w| sound(w))
            .filter(|s| s.len() > 1);
        by_sound.extend(sounds.map(|s| (s, at)));
    }
    sort::sort(&mut by_sound);
    by_sound.dedup();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for same in by_sound.chunk_by(|a, b| a.0 == b.0) {
        skipped.names += n_skipped(same.len(), MAX_COMPARED);
        for (n, a) in same.iter().take(MAX_COMPARED).enumerate() {
            let others = same.iter().take(MAX_COMPARED).skip(n + 1);
            pairs.extend(others.map(|b| (a.1, b.1)));
        }
    }
    sort::sort(&mut pairs);
    pairs.dedup();
    let mut found: Vec<SameAs> = pairs
        .iter()
        .filter_map(|&(a, b)| compare(reports, a, b))
        .collect();
    sort::sort_by(&mut found, |a, b| {
        (b.strength, &a.person, &a.other).cmp(&(a.strength, &b.person, &b.other))
    });
    found
}

fn compare(reports: &Reports, a: u32, b: u32) -> Option<SameAs> {
    let (a, b) = (&reports.persons[a as usize], &reports.persons[b as usize]);
    let (full, other) = if b.words.len() > a.words.len() {
        (b, a)
    } else {
        (a, b)
    };
    let (mut strength, reason) = alike(&full.words, &other.words)?;
    let mut reasons = vec![reason];
    match same_office(reports, full.person, other.person) {
        Some(true) => {
            strength += 30;
            reasons.push("the same office");
        }
        Some(false) => return None,
        None => {}
    }
    (strength >= LEAST).then(|| SameAs {
        person: reports.name(full.person).to_owned(),
        other: reports.name(other.person).to_owned(),
        reasons,
        strength: strength.min(100),
    })
}

/// Whether every word of `other` stands for one of `full`, and how.
fn alike(full: &[String], other: &[String]) -> Option<(u8, &'static str)> {
    let (mut n_equal, mut n_initials, mut n_sounds) = (0, 0, 0);
    let mut left: Vec<&String> = full.iter().collect();
    for word in other {
        let fits = |of: &dyn Fn(&str) -> bool| left.iter().position(|w| of(w));
        let is_initial = |w: &str| w.starts_with(word.as_str()) || word.starts_with(w);
        let at = match fits(&|w| w == word) {
            Some(at) => {
                n_equal += usize::from(word.chars().count() > 2);
                at
            }
            None if word.chars().count() == 1
                || left.iter().any(|w| w.chars().count() == 1 && is_initial(w)) =>
            {
                n_initials += 1;
                fits(&|w| (word.chars().count() == 1 || w.chars().count() == 1) && is_initial(w))?
            }
            None => {
                n_sounds += 1;
                fits(&|w| sound(w).len() > 1 && sound(w) == sound(word))?
            }
        };
        left.remove(at);
    }
    // Something longer than an initial must stand in both.
    let is_named = n_sounds + n_equal > 0;
    let is_rest_initials = left.iter().all(|w| w.chars().count() == 1);
    match (is_named, left.len(), n_initials, n_sounds) {
        (false, ..) => None,
        (_, 0, 0, 0) => Some((70, "the same words in another order")),
        (_, _, 0, 0) if other.len() > 1 => Some((60, "a shorter form")),
        (_, _, 0, 0) => Some((30, "a part of the name")),
        (_, _, _, 0) if is_rest_initials => Some((50, "initials")),
        (_, _, 0, _) if other.len() > 1 && left.is_empty() => Some((45, "another spelling")),
        (_, _, _, 1..) if is_rest_initials => Some((45, "another spelling")),
        _ => None,
    }
}

/// How a name sounds in any transliteration: consonants alone, those that are
/// written for each other as one. "Jaishankar", "Jayashankar": "jsnkr".
fn sound(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | '\'' => continue,
            'c' | 'q' | 'x' => 'k',
            'z' => 's',
            'b' | 'p' | 'f' => 'v',
            'd' => 't',
            _ => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether two persons hold the same office; `Some(false)` when theirs are of
/// different countries, `None` when nothing is known.
fn same_office(reports: &Reports, a: Name, b: Name) -> Option<bool> {
    let of = |person: Name| reports.offices.iter().filter(move |o| o.person == person);
    let countries = |person: Name| -> Vec<Name> { of(person).filter_map(|o| o.country).collect() };
    let (x, y) = (countries(a), countries(b));
    if !x.is_empty() && !y.is_empty() && !x.iter().any(|c| y.contains(c)) {
        return Some(false);
    }
    of(a)
        .any(|o| of(b).any(|p| o.role == p.role))
        .then_some(true)
}

/// Every office with a country that is held by name, by role and country.
pub(crate) fn offices(reports: &Reports) -> Vec<Office> {
    let mut list: Vec<&OfficeReport> = reports
        .offices
        .iter()
        .filter(|o| o.country.is_some())
        .collect();
    let key = |o: &OfficeReport| {
        (
            o.role.clone(),
            o.country.map(|c| reports.name(c).to_owned()),
        )
    };
    sort::sort_by_cached_key(&mut list, |o| {
        (key(o), reports.name(o.person).to_owned(), o.article, o.span)
    });
    let same_office =
        |a: &&OfficeReport, b: &&OfficeReport| a.role == b.role && a.country == b.country;
    let offices = list.chunk_by(same_office).map(|all| {
        let mut holders: Vec<Holder> = all
            .chunk_by(|a, b| a.person == b.person)
            .map(|h| holder(reports, h))
            .collect();
        sort::sort_by(&mut holders, |a, b| {
            (a.dates.is_none(), &a.dates).cmp(&(b.dates.is_none(), &b.dates))
        });
        let (role, country) = key(all[0]);
        Office {
            role,
            country,
            holders,
        }
    });
    offices.collect()
}

fn holder(reports: &Reports, of: &[&OfficeReport]) -> Holder {
    let mut articles: Vec<(ArticleIdx, Span)> = of.iter().map(|o| (o.article, o.span)).collect();
    articles.dedup_by_key(|a| a.0);
    let dates = articles.iter().filter_map(|a| reports.dates.get(&a.0));
    let (first, last) = (dates.clone().min(), dates.max());
    Holder {
        person: reports.name(of[0].person).to_owned(),
        dates: first.cloned().zip(last.cloned()),
        articles,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_one_persons() {
        let cases = [
            ("S Jaishankar", "S. Jayashankar", Some("another spelling")),
            ("Vinay Kwatra", "Binoy Quatra", Some("another spelling")),
            ("Subrahmanyam Jaishankar", "S Jaishankar", Some("initials")),
            (
                "Yoko Kamikawa",
                "Kamikawa Yoko",
                Some("the same words in another order"),
            ),
            (
                "Luiz Inácio Lula da Silva",
                "Lula da Silva",
                Some("a shorter form"),
            ),
            (
                "Mohamed bin Zayed",
                "Mohammed bin Zayed",
                Some("another spelling"),
            ),
            ("Narendra Modi", "Modi", Some("a part of the name")),
            ("Yoko Kamikawa", "Yoshimasa Hayashi", None),
            ("Han Min-jun", "Lee Min-jun", None),
            ("James E Sullivan", "Ed Sullivan", None),
            ("Carl C Icahn", "Conn", None),
            ("日本 🙂", "é", None),
            ("", "", None),
        ];
        for (full, other, expected) in cases {
            let found = alike(&words(full), &words(other));
            assert_eq!(found.map(|f| f.1), expected, "{full}, {other}");
        }
    }

    #[test]
    fn offices_are_compared() {
        let cases = [
            ("External Affairs Minister", "foreign minister"),
            (
                "counterpart of the External Affairs Minister",
                "foreign minister",
            ),
            ("Minister for Foreign Affairs", "foreign minister"),
            ("Defense Minister", "defence minister"),
            ("Minister of Defence", "defence minister"),
            ("Secretary of State", "secretary of state"),
            ("", ""),
        ];
        for (role, expected) in cases {
            assert_eq!(office(role), expected);
        }
    }
}
