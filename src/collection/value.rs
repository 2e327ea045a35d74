//! Lens values: what can be chosen, and which value a mention counts for.

use std::borrow::Cow;

use chancery_extract::{Entity, Mention, MentionKind, Value};
use chancery_text::fold::fold_word;
use rustc_hash::FxHashMap;

use crate::article::ArticleIdx;
use crate::codebook::Codebook;
use crate::tally::Tally;

/// A list of values to choose from: one way of looking at the collection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each word is the lens it names")]
pub enum Lens {
    Theme,
    Person,
    Organisation,
    Place,
    Date,
    Money,
    Role,
    Programme,
}

impl Lens {
    /// Every lens, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::Theme,
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Date,
        Self::Money,
        Self::Role,
        Self::Programme,
    ];

    /// The lens in which mentions of `kind` are chosen. A nationality is a hit
    /// for its country; numbers and equipment have no lens.
    pub fn of(kind: MentionKind) -> Option<Self> {
        match kind {
            MentionKind::Person => Some(Self::Person),
            MentionKind::Organisation => Some(Self::Organisation),
            MentionKind::Place | MentionKind::Norp => Some(Self::Place),
            MentionKind::Date => Some(Self::Date),
            MentionKind::Money => Some(Self::Money),
            MentionKind::Role => Some(Self::Role),
            MentionKind::Programme => Some(Self::Programme),
            MentionKind::Number | MentionKind::Equipment => None,
        }
    }
}

/// Index of a value in the collection's table. The themes of the codebook come
/// first, in its order; the others in the order they were met. A value whose last
/// article is removed stays in the table, held by none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ValueIdx(pub u32);

/// A value that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LensValue {
    /// Its lens.
    pub lens: Lens,
    /// Names it in links; unique within the lens.
    pub key: String,
    /// What a reader sees: the commonest of the names that articles give it.
    pub label: String,
    /// The value it stands under.
    pub parent: Option<ValueIdx>,
    /// What it means; said of themes.
    pub definition: String,
    pub(crate) labels: Tally,
    /// As written; of dates nothing is kept.
    pub(crate) wordings: Tally,
    /// Hits in the collection.
    pub n_hits: u32,
    /// The articles that hold it, ascending.
    pub articles: Vec<ArticleIdx>,
}

impl LensValue {
    /// The definition of a theme; of others the wordings that differ from the
    /// label, the commonest first.
    pub fn notes(&self) -> Vec<String> {
        if self.lens == Lens::Theme {
            return vec![self.definition.clone()];
        }
        let others = self.wordings.by_count().into_iter();
        let others = others.filter(|w| *w != self.label);
        others.map(str::to_owned).collect()
    }

    /// How it is written, each wording with how often, the commonest first.
    pub fn wordings(&self) -> Vec<(&str, u32)> {
        let wordings = self.wordings.by_count().into_iter();
        wordings.map(|w| (w, self.wordings.count(w))).collect()
    }

    /// Whether any article holds it; themes are there without.
    pub fn is_live(&self) -> bool {
        self.lens == Lens::Theme || !self.articles.is_empty()
    }
}

/// What a mention says of the value it counts for.
struct Naming<'t> {
    lens: Lens,
    key: String,
    label: String,
    /// As written, where that is kept.
    wording: Option<&'t str>,
}

/// All values of a collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    pub(crate) list: Vec<LensValue>,
    /// Looked up, never listed.
    by_key: FxHashMap<(Lens, String), ValueIdx>,
}

impl Values {
    /// The themes of `codebook`.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let mut values = Self::default();
        for theme in &codebook.themes {
            let parent = theme.parent.map(|p| ValueIdx(p.0));
            let value = values.intern(Lens::Theme, &theme.key, parent);
            let value = &mut values.list[value.0 as usize];
            value.label.clone_from(&theme.label);
            value.definition.clone_from(&theme.definition);
        }
        values
    }

    /// A table of these values; `None` if two are the same.
    pub(crate) fn of_list(list: Vec<LensValue>) -> Option<Self> {
        let keys = (0u32..).zip(&list);
        let by_key: FxHashMap<(Lens, String), ValueIdx> = keys
            .map(|(at, value)| ((value.lens, value.key.clone()), ValueIdx(at)))
            .collect();
        (by_key.len() == list.len()).then_some(Self { list, by_key })
    }

    /// The themes of `codebook`, and as many values that nothing is known of as make
    /// `n_values` in all.
    pub(crate) fn unknown(codebook: &Codebook, n_values: u32) -> Self {
        let mut values = Self::new(codebook);
        for at in values.list.len() as u32..n_values {
            values.intern(Lens::Person, &format!("?{at}"), None);
        }
        values
    }

    pub(crate) fn get(&self, lens: Lens, key: &str) -> Option<ValueIdx> {
        self.by_key.get(&(lens, key.to_owned())).copied()
    }

    fn intern(&mut self, lens: Lens, key: &str, parent: Option<ValueIdx>) -> ValueIdx {
        if let Some(value) = self.get(lens, key) {
            return value;
        }
        let value = ValueIdx(self.list.len() as u32);
        self.list.push(LensValue {
            lens,
            key: key.to_owned(),
            label: String::new(),
            parent,
            definition: String::new(),
            labels: Tally::default(),
            wordings: Tally::default(),
            n_hits: 0,
            articles: Vec::new(),
        });
        self.by_key.insert((lens, key.to_owned()), value);
        value
    }

    /// `value` and the values it stands under, nearest first. A hit counts for
    /// all of them.
    pub(crate) fn lineage(&self, value: ValueIdx) -> impl Iterator<Item = ValueIdx> {
        std::iter::successors(Some(value), |v| self.list[v.0 as usize].parent)
    }

    /// Takes what `mention` says of a value, and gives the value it counts for.
    pub(crate) fn add(
        &mut self,
        text: &str,
        mention: &Mention,
        entities: &[Entity],
    ) -> Option<ValueIdx> {
        let naming = naming(text, mention, entities)?;
        let value = match naming.lens {
            Lens::Date => self.date(&naming.key),
            lens => self.intern(lens, &naming.key, None),
        };
        let known = &mut self.list[value.0 as usize];
        if naming.lens != Lens::Date {
            known.labels.add(&naming.label);
            known.relabel();
        }
        if let Some(wording) = naming.wording {
            known.wordings.add(wording);
        }
        Some(value)
    }

    /// Takes back what [`Values::add`] took.
    pub(crate) fn take(&mut self, text: &str, mention: &Mention, entities: &[Entity]) {
        let value = naming(text, mention, entities)
            .and_then(|naming| Some((self.get(naming.lens, &naming.key)?, naming)));
        let Some((value, naming)) = value else {
            return;
        };
        let known = &mut self.list[value.0 as usize];
        if naming.lens != Lens::Date {
            known.labels.take(&naming.label);
            known.relabel();
        }
        if let Some(wording) = naming.wording {
            known.wordings.take(wording);
        }
    }

    /// A day stands under its month, a month under its year.
    fn date(&mut self, timex: &str) -> ValueIdx {
        let parent = date_parent(timex).map(|parent| self.date(parent));
        let value = self.intern(Lens::Date, timex, parent);
        let known = &mut self.list[value.0 as usize];
        if known.label.is_empty() {
            known.label = date_words(timex);
        }
        value
    }
}

impl LensValue {
    fn relabel(&mut self) {
        let label = self.labels.commonest().unwrap_or_default();
        if self.label != label {
            label.clone_into(&mut self.label);
        }
    }
}

fn naming<'t>(text: &'t str, mention: &Mention, entities: &[Entity]) -> Option<Naming<'t>> {
    let lens = Lens::of(mention.kind)?;
    let key = mention_key(text, mention, entities)?;
    let surface = mention.span.slice(text);
    let entity = mention.entity.and_then(|e| entities.get(e.0 as usize));
    let label = match (mention.value.as_deref(), entity) {
        // Dates have one name each, made from the key.
        (Some(Value::Date { .. }), _) => String::new(),
        (Some(Value::Money { .. }), _) => {
            normal_words(mention).unwrap_or_else(|| surface.to_owned())
        }
        (_, Some(entity)) => entity.name.clone(),
        (_, None) => surface.to_owned(),
    };
    Some(Naming {
        lens,
        key,
        label,
        wording: (lens != Lens::Date).then_some(surface),
    })
}

/// The key of the lens value that `mention` counts for.
pub fn mention_key(text: &str, mention: &Mention, entities: &[Entity]) -> Option<String> {
    Lens::of(mention.kind)?;
    if let Some(entity) = mention.entity.and_then(|e| entities.get(e.0 as usize)) {
        return Some(entity.id.clone());
    }
    let surface = || fold_word(mention.span.slice(text));
    Some(match mention.value.as_deref() {
        Some(Value::Date { timex, .. }) => timex.clone(),
        Some(Value::Money {
            amount, currency, ..
        }) => format!("{} {amount}", currency.as_deref().unwrap_or("?")),
        Some(Value::Number { .. }) | None => format!("“{}”", surface()),
    })
}

/// The period that holds a calendar date: "2023-07" of "2023-07-27". Of a range,
/// what holds both of its ends.
fn date_parent(timex: &str) -> Option<&str> {
    if let Some((from, to)) = timex.split_once('/') {
        let mut period = date_parent(from);
        while let Some(known) = period {
            if to.starts_with(known) {
                return period;
            }
            period = date_parent(known);
        }
        return None;
    }
    let (period, rest) = timex.rsplit_once('-')?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (is_number(rest.trim_start_matches('W')) && period.split('-').all(is_number)).then_some(period)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A TIMEX3 value in words: "27 July 2023", "a Thursday", "5 years".
pub fn date_words(timex: &str) -> String {
    if let Some((from, to)) = timex.split_once('/') {
        return format!("{} – {}", date_words(from), date_words(to));
    }
    let month = |m: &str| {
        m.parse()
            .ok()
            .and_then(|m: usize| MONTHS.get(m.wrapping_sub(1)))
    };
    let parts: Vec<&str> = timex.split('-').collect();
    let words = match parts[..] {
        ["XXXX", "WXX", day] => {
            let day = day
                .parse()
                .ok()
                .and_then(|d: usize| WEEKDAYS.get(d.wrapping_sub(1)));
            day.map(|d| format!("a {d}"))
        }
        ["XXXX", m] => month(m).map(|m| format!("{m}, year unknown")),
        ["XXXX", m, d] => {
            month(m).map(|m| format!("{} {m}, year unknown", d.trim_start_matches('0')))
        }
        [year, week] if week.starts_with('W') => Some(format!(
            "week {} of {year}",
            week[1..].trim_start_matches('0')
        )),
        [year, m] => month(m).map(|m| format!("{m} {year}")),
        [year, m, d] => month(m).map(|m| format!("{} {m} {year}", d.trim_start_matches('0'))),
        [century] if century.len() == 2 && century.bytes().all(|b| b.is_ascii_digit()) => century
            .parse()
            .ok()
            .map(|c: u32| format!("{} century", ordinal(c + 1))),
        [decade] if decade.len() == 3 && decade.bytes().all(|b| b.is_ascii_digit()) => {
            Some(format!("{decade}0s"))
        }
        [period] => period_words(period),
        _ => None,
    };
    words.unwrap_or_else(|| timex.to_owned())
}

fn period_words(period: &str) -> Option<String> {
    let rest = period.strip_prefix('P')?;
    let (rest, in_day) = match rest.strip_prefix('T') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let unit = match (unit, in_day) {
        ("Y", false) => "year",
        ("M", false) => "month",
        ("W", false) => "week",
        ("D", false) => "day",
        ("H", true) => "hour",
        ("M", true) => "minute",
        _ => return None,
    };
    Some(match number {
        "1" => format!("1 {unit}"),
        "X" => format!("some {unit}s"),
        _ => format!("{number} {unit}s"),
    })
}

/// "3rd".
pub(crate) fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// The normal form of a mention in words: "27 July 2023", "5,000,000,000,000 JPY".
pub fn normal_words(mention: &Mention) -> Option<String> {
    Some(match mention.value.as_deref()? {
        Value::Date { timex, .. } => date_words(timex),
        Value::Money {
            amount,
            upper,
            currency,
            approximate,
        } => {
            let about = if *approximate { "about " } else { "" };
            let upper = upper.map_or(String::new(), |u| format!(" – {}", grouped(u)));
            let currency = currency.as_deref().unwrap_or("(currency not said)");
            format!("{about}{}{upper} {currency}", grouped(*amount))
        }
        Value::Number { number, ordinal } => {
            let number: Cow<'_, str> = grouped(*number).into();
            if *ordinal {
                format!("number {number}")
            } else {
                number.into_owned()
            }
        }
    })
}

/// A sum in few words: "5 trillion JPY", "1.25 million USD", "800,000 EUR".
pub fn sum_words(currency: &str, amount: f64) -> String {
    let scales = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let scale = scales.into_iter().find(|(scale, _)| amount.abs() >= *scale);
    let (scale, word) = scale.unwrap_or((1.0, ""));
    let currency = if currency == "?" {
        "(currency not said)"
    } else {
        currency
    };
    format!("{}{word} {currency}", grouped(amount / scale))
}

/// With a comma at each thousand and at most two decimals: "1,200.5".
fn grouped(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    let plain = format!("{rounded}");
    let (whole, decimals) = plain
        .split_once('.')
        .map_or((&*plain, None), |(w, d)| (w, Some(d)));
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(if digits.len() < whole.len() { "-" } else { "" });
    for (at, c) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_read_as_words() {
        let cases = [
            ("JPY", 5e12, "5 trillion JPY"),
            ("USD", 1_250_000.0, "1.25 million USD"),
            ("EUR", 800_000.0, "800,000 EUR"),
            ("?", 0.5, "0.5 (currency not said)"),
        ];
        for (currency, amount, words) in cases {
            assert_eq!(sum_words(currency, amount), words);
        }
    }

    #[test]
    fn dates_read_as_words() {
        let cases = [
            ("2023-07-27", "27 July 2023"),
            ("2021-10", "October 2021"),
            ("2021", "2021"),
            ("2021-W45", "week 45 of 2021"),
            ("XXXX-WXX-4", "a Thursday"),
            ("XXXX-04", "April, year unknown"),
            ("XXXX-04-09", "9 April, year unknown"),
            ("P5Y", "5 years"),
            ("P1D", "1 day"),
            ("PT2H", "2 hours"),
            ("20", "21st century"),
            ("199", "1990s"),
            ("2015-06-07/2015-06-09", "7 June 2015 – 9 June 2015"),
            ("2021-99", "2021-99"),
            ("P", "P"),
            ("日本", "日本"),
            ("", ""),
        ];
        for (timex, words) in cases {
            assert_eq!(date_words(timex), words);
        }
    }

    #[test]
    fn a_date_stands_under_what_holds_it() {
        let cases = [
            ("2023-07-27", Some("2023-07")),
            ("2023-07", Some("2023")),
            ("2023", None),
            ("2021-W45", Some("2021")),
            ("2015-06-07/2015-06-09", Some("2015-06")),
            ("2015-06-07/2015-07-02", Some("2015")),
            ("2022/2027", None),
            ("XXXX-WXX-4", None),
            ("P5Y", None),
        ];
        for (timex, parent) in cases {
            assert_eq!(date_parent(timex), parent, "{timex}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        let cases = [
            (5e12, "5,000,000,000,000"),
            (1200.5, "1,200.5"),
            (12.0, "12"),
            (-1234.0, "-1,234"),
        ];
        for (number, words) in cases {
            assert_eq!(grouped(number), words);
        }
    }
}
