//! The grammar of sums: an amount and its currency, in any order.
//!
//! Signs, codes and words of currencies come from `data/currencies.tsv`. What
//! a shared word ("rupees", "$") means is settled by what the article says of
//! it elsewhere, and left open otherwise. Shares and percentages are no sums.
//!
//! Example: "₹21 crore" is 210,000,000 INR; "$2-3 billion" runs from 2 to 3
//! billion dollars of a country that is not named.

use std::sync::OnceLock;

use super::{Cursor, number};
use crate::data;
use crate::words::Words;

/// A row of the currency table.
#[derive(Debug)]
pub(crate) struct Currency {
    /// As written: signs in their case, words in lower case.
    pub(crate) wording: &'static str,
    /// The ISO 4217 codes it can stand for; one, unless the wording is shared.
    pub(crate) codes: Vec<&'static str>,
    /// The code it stands for when the article does not say.
    pub(crate) convention: Option<&'static str>,
    /// What a reader should know of the wording.
    pub(crate) note: &'static str,
    /// Where the row comes from.
    pub(crate) source: &'static str,
}

/// The currency table, each part sorted by wording.
struct Table {
    signs: Vec<Currency>,
    nouns: Vec<Currency>,
    codes: Vec<Currency>,
    /// Words that name a country of a shared currency, and its code.
    countries: Vec<Currency>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            signs: Vec::new(),
            nouns: Vec::new(),
            codes: Vec::new(),
            countries: Vec::new(),
        };
        for [kind, wording, codes, note, source] in data::rows(data::CURRENCIES) {
            let row = Currency {
                wording,
                codes: codes
                    .split('|')
                    .map(|code| code.trim_end_matches('!'))
                    .filter(|code| !code.is_empty())
                    .collect(),
                convention: codes.split('|').find_map(|code| code.strip_suffix('!')),
                note,
                source,
            };
            match kind {
                "sign" => table.signs.push(row),
                "noun" => table.nouns.push(row),
                "code" => table.codes.push(row),
                _ => table.countries.push(row),
            }
        }
        for part in [
            &mut table.signs,
            &mut table.nouns,
            &mut table.codes,
            &mut table.countries,
        ] {
            chancery_text::sort::sort_by_key(part, |row| row.wording);
        }
        table
    })
}

fn row(rows: &'static [Currency], wording: &str) -> Option<&'static Currency> {
    let at = rows
        .binary_search_by_key(&wording, |row| row.wording)
        .ok()?;
    rows.get(at)
}

/// The code of the country that a lower-case word names, if its currency shares
/// its name with others.
pub(crate) fn country_code(word: &str) -> Option<&'static str> {
    row(&table().countries, word).and_then(|row| row.codes.first().copied())
}

/// A sum that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum<'t> {
    /// In units of the currency; the lower end of a range.
    pub(crate) amount: f64,
    /// The upper end of a range.
    pub(crate) upper: Option<f64>,
    /// The row that knows its currency.
    pub(crate) currency: &'static Currency,
    /// Where it begins: behind an "a" that belongs to a later noun.
    pub(crate) start: usize,
    /// Past its last character.
    pub(crate) after: Cursor<'t>,
}

/// Amounts below this are rarely sums when the word for the currency is also an
/// ordinary word ("500 pounds", "20 won").
const PLAINLY_MONEY: f64 = 1_000.0;

/// Nouns that mean something else too: taken only with large amounts.
const ORDINARY_NOUNS: Words = Words(
    "\
    won pound pounds crown crowns som soms kina tala dram drams lei leu lek kip rand \
    dong pula guilder guilders",
);

/// Codes that are words, or abbreviations of something else, before a number
/// ("COP 28", "TOP 10").
const ORDINARY_CODES: Words = Words(
    "\
    ALL AMD BAM BOB COP CUP GEL LAK MAD MOP PEN RON SOS TOP TRY ETB SAR SRD STN KES LSL",
);

/// The sum that begins with a sign or code at `cursor`: "$2.4bn", "US$ 5 million", "Rs. 500 crore", "€12-15bn", "USD 3 million".
pub(crate) fn sign_first(cursor: Cursor<'_>) -> Option<Sum<'_>> {
    let (currency, amount_at) = sign(cursor)?;
    let first = number::number(amount_at)?;
    let letters =
        currency.wording.len() == 1 && currency.wording.is_ascii() && currency.wording != "$";
    let ordinary = ORDINARY_CODES.has_exactly(currency.wording) && !first.scaled;
    // "R2" is a road and "P5" a group of powers; "R11 billion" is a sum.
    let loose = letters && (cursor.at() + 1 != amount_at.at() || !is_large(first));
    if loose || ordinary || !first.digits && !first.scaled {
        return None;
    }
    let (upper, amount, after) = range(first, |next, dash| {
        let own = sign(next).filter(|s| dash && core::ptr::eq(s.0, currency));
        own.map_or(next, |s| s.1)
    });
    let amount = borrowed_scale(first, currency).map_or(amount, |scale| amount * scale);
    Some(Sum {
        amount,
        upper,
        currency,
        start: cursor.at(),
        after,
    })
}

/// The scale of the next sum, where it holds for this one too: "between €2.5 and
/// €3 billion".
fn borrowed_scale(first: number::Number<'_>, currency: &Currency) -> Option<f64> {
    if first.scaled || first.value >= PLAINLY_MONEY {
        return None;
    }
    let next = first
        .after
        .space()?
        .word_in(&["and", "to", "or"])?
        .space()?;
    let (row, amount) = sign(next)?;
    let second = number::number(amount).filter(|n| n.scaled && core::ptr::eq(row, currency))?;
    (second.unit > first.value).then(|| scale_of(second))
}

fn is_large(number: number::Number<'_>) -> bool {
    number.scaled || number.value >= PLAINLY_MONEY
}

/// The upper end of a range that begins with `first`, its lower end in full, and
/// the cursor past it: "2-3 billion", "2bn-3bn", "2 to 3 billion".
fn range<'t>(
    first: number::Number<'t>,
    past_sign: impl Fn(Cursor<'t>, bool) -> Cursor<'t>,
) -> (Option<f64>, f64, Cursor<'t>) {
    let alone = (None, first.value, first.after);
    let dash = first.after.dash();
    let next = match dash {
        Some(next) => next,
        None => match first
            .after
            .space()
            .and_then(|c| c.word_in(&["to"])?.space())
        {
            Some(next) => next,
            None => return alone,
        },
    };
    let Some(second) = number::number(past_sign(next, dash.is_some())) else {
        return alone;
    };
    // "$500 to 600 people" is no range of sums.
    if dash.is_none() && !second.scaled {
        return alone;
    }
    let same_scale = second.scaled && !first.scaled && first.value < 1_000.0;
    let lower = if same_scale {
        // The scale of the second number holds for both: 3 of "3 billion".
        first.value * scale_of(second)
    } else {
        first.value
    };
    if second.value > lower {
        (Some(second.value), lower, second.after)
    } else {
        alone
    }
}

/// The scale word's worth in a scaled number: 1e9 of "2.5 billion".
fn scale_of(number: number::Number<'_>) -> f64 {
    if number.unit > 0.0 {
        number.value / number.unit
    } else {
        1.0
    }
}

/// The sign or code that stands at `cursor`, and where its amount begins.
fn sign(cursor: Cursor<'_>) -> Option<(&'static Currency, Cursor<'_>)> {
    // The longest sign has six characters ("U.S. $").
    let rest = cursor.rest();
    if !may_be_sign(rest.as_bytes()) {
        return None;
    }
    let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8());
    let found = ends.take(6).filter_map(|end| {
        let wording = rest.get(..end)?;
        let letters = wording.ends_with(|c: char| c.is_ascii_alphabetic());
        let after = cursor.literal(wording)?;
        if letters && after.peek().is_some_and(char::is_alphabetic) {
            return None;
        }
        let row = row(&table().signs, wording).or_else(|| row(&table().codes, wording))?;
        let amount = after.gap();
        amount
            .peek()
            .is_some_and(char::is_alphanumeric)
            .then_some((row, amount))
    });
    let (row, amount) = found.last()?;
    // "gave the US $5 billion": the country, then the sum.
    let apart = row.wording.contains(' ') && cursor.text_before(4).eq_ignore_ascii_case("the ");
    (!apart).then_some((row, amount))
}

/// The sum that begins with a number at `cursor`: "five trillion yen", "2.4 billion dollars", "500 crore rupees", "100€",
/// "3 million USD", "a billion-dollar".
pub(crate) fn amount_first(cursor: Cursor<'_>) -> Option<Sum<'_>> {
    let first = number::number(cursor)?;
    let (upper, amount, after) = range(first, |next, _| next);
    let (currency, after) = currency_after(after, is_large(first) || upper.is_some())?;
    // "a 2,000-pound bomb"; "a million-pound house".
    if currency.wording == "pound" && !first.scaled {
        return None;
    }
    let mut start = cursor.at();
    if let Some(scale) = cursor.word_in(&["a", "an"]).and_then(Cursor::space)
        && first.after.dash().is_some()
    {
        start = scale.at();
    }
    Some(Sum {
        amount,
        upper,
        currency,
        start,
        after,
    })
}

/// The currency that follows an amount.
fn currency_after(cursor: Cursor<'_>, large: bool) -> Option<(&'static Currency, Cursor<'_>)> {
    let next = cursor.joint().unwrap_or(cursor);
    let first = next.peek()?;
    if !first.is_alphabetic() {
        let wording = next.rest().get(..first.len_utf8())?;
        let row = row(&table().signs, wording)?;
        let after = next.sign(first)?;
        return after.is_end().then_some((row, after));
    }
    if next.at() == cursor.at() {
        return None;
    }
    if let Some((word, after)) = next.word()
        && word.len() == 3
        && let Some(row) = row(&table().codes, word)
        && (large || !ORDINARY_CODES.has_exactly(word))
    {
        return Some((row, after));
    }
    let (row, after) = noun(next)?;
    if ORDINARY_NOUNS.has_exactly(row.wording) && !large || is_weight(row, after) {
        return None;
    }
    Some((row, after))
}

/// Whether "pounds" here are a weight: "2 million pounds of cargo".
fn is_weight(row: &Currency, after: Cursor<'_>) -> bool {
    const BOUGHT: Words = Words(
        "\
        aid investment funding debt spending support taxpayers taxpayer public government \
        assets damage savings cuts trade exports revenue new extra additional",
    );
    let of = after.space().and_then(|c| c.word_in(&["of"])?.space());
    matches!(row.wording, "pound" | "pounds")
        && of.is_some_and(|c| !c.word().is_some_and(|(w, _)| BOUGHT.has(w)))
}

/// Whether a sign may stand at the start of `bytes`: a symbol, or up to four
/// letters that a symbol or digit follows. The cheap test that spares nearly
/// every word the search.
pub(crate) fn may_be_sign(bytes: &[u8]) -> bool {
    match bytes.first() {
        Some(b'A'..=b'Z') => {
            let letters = bytes
                .iter()
                .take(6)
                .take_while(|b| matches!(b, b'A'..=b'Z' | b'a'..=b'z' | b'.'));
            let mut at = letters.count();
            while at < 7 && matches!(bytes.get(at), Some(b' ' | b'/' | b'.')) {
                at += 1;
            }
            let next = bytes.get(at);
            at < 7 && next.is_some_and(|b| b.is_ascii_digit() || *b == b'$' || !b.is_ascii())
        }
        Some(b) => *b == b'$' || !b.is_ascii(),
        None => false,
    }
}

/// Most words of a currency's name ("West African CFA francs").
const MAX_NOUN: usize = 4;

/// The longest currency name that begins at `cursor`.
pub(crate) fn noun(cursor: Cursor<'_>) -> Option<(&'static Currency, Cursor<'_>)> {
    let rows = &table().nouns;
    let mut phrase = String::new();
    let mut at = cursor;
    let mut found = None;
    for n in 0..MAX_NOUN {
        let Some((word, after)) = any_word(at) else {
            break;
        };
        if n == 0 && word.is_ascii() && !begins_noun(word) {
            break;
        }
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.extend(word.chars().flat_map(char::to_lowercase));
        let from = rows.partition_point(|row| row.wording < phrase.as_str());
        let Some(row) = rows.get(from) else { break };
        if !row.wording.starts_with(&phrase) {
            break;
        }
        if row.wording == phrase {
            found = Some((row, after));
        }
        let Some(next) = after.joint() else { break };
        at = next;
    }
    found
}

/// Whether a currency's name may begin with that ASCII word: the cheap test.
fn begins_noun(word: &str) -> bool {
    let rows = &table().nouns;
    let low = || word.bytes().map(|b| b.to_ascii_lowercase());
    let from = rows.partition_point(|row| row.wording.bytes().lt(low()));
    rows.get(from)
        .and_then(|row| row.wording.as_bytes().get(..word.len()))
        .is_some_and(|begins| begins.eq_ignore_ascii_case(word.as_bytes()))
}

/// A word of letters in any script, with the full stops of "U.S.".
fn any_word(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    if let Some(after) = cursor.literal("U.S.") {
        return Some((cursor.rest().get(..4)?, after));
    }
    let rest = cursor.rest();
    // No currency's word is longer.
    let len: usize = rest
        .chars()
        .take(20)
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let word = rest.get(..len).filter(|w| !w.is_empty())?;
    let after = cursor.literal(word)?;
    after.is_end().then_some((word, after))
}

/// The code of a sum's currency, given the codes that the article names for
/// certain: the currency's own, the one that the article says, or the
/// conventional one.
pub(crate) fn code(currency: &Currency, named: &[&'static str]) -> Option<&'static str> {
    if let [only] = currency.codes[..] {
        return Some(only);
    }
    let mut said = currency.codes.iter().filter(|code| named.contains(code));
    match (said.next(), said.next()) {
        (Some(only), None) => Some(only),
        _ => currency.convention,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(cursor: Cursor<'_>) -> Option<Sum<'_>> {
        sign_first(cursor).or_else(|| amount_first(cursor))
    }

    #[test]
    fn sums() {
        for (text, words, amount, upper, code) in [
            (
                "five trillion yen in",
                "five trillion yen",
                5e12,
                None,
                "JPY",
            ),
            ("five trillion Yen", "five trillion Yen", 5e12, None, "JPY"),
            ("€12bn’s", "€12bn", 12e9, None, "EUR"),
            ("₹21 crore", "₹21 crore", 21e7, None, "INR"),
            (
                "Rs 5 lakh",
                "Rs 5 lakh",
                5e5,
                None,
                "INR|PKR|LKR|NPR|MUR|SCR",
            ),
            (
                "Rs. 500 crore",
                "Rs. 500 crore",
                5e9,
                None,
                "INR|PKR|LKR|NPR|MUR|SCR",
            ),
            ("INR 2,500 crore", "INR 2,500 crore", 25e9, None, "INR"),
            ("US$1.62 billion", "US$1.62 billion", 1.62e9, None, "USD"),
            ("US $ 5 million", "US $ 5 million", 5e6, None, "USD"),
            ("U.S. $5", "U.S. $5", 5.0, None, "USD"),
            ("NZ$45 million", "NZ$45 million", 45e6, None, "NZD"),
            ("FJ$16.3 million", "FJ$16.3 million", 16.3e6, None, "FJD"),
            ("Dh31.2 billion", "Dh31.2 billion", 31.2e9, None, "AED"),
            ("R11 billion", "R11 billion", 11e9, None, "ZAR"),
            ("€2.5 and €3 billion", "€2.5", 2.5e9, None, "EUR"),
            (
                "quarter of a million dollars",
                "quarter of a million dollars",
                25e4,
                None,
                "USD|AUD",
            ),
            ("38bn rand", "38bn rand", 38e9, None, "ZAR"),
            ("$1.2-billion", "$1.2-billion", 1.2e9, None, "USD|AUD"),
            ("$2-3 billion", "$2-3 billion", 2e9, Some(3e9), "USD|AUD"),
            ("$2.5bn–$3bn", "$2.5bn–$3bn", 2.5e9, Some(3e9), "USD|AUD"),
            ("€5–6bn", "€5–6bn", 5e9, Some(6e9), "EUR"),
            (
                "2 to 3 billion euros",
                "2 to 3 billion euros",
                2e9,
                Some(3e9),
                "EUR",
            ),
            ("$500 to 600 people", "$500", 500.0, None, "USD|AUD"),
            ("CN¥300 million", "CN¥300 million", 3e8, None, "CNY"),
            ("RMB 20 billion", "RMB 20 billion", 2e10, None, "CNY"),
            ("300 million yuan", "300 million yuan", 3e8, None, "CNY"),
            ("¥4,000", "¥4,000", 4000.0, None, "JPY|CNY"),
            (
                "half a billion euros",
                "half a billion euros",
                5e8,
                None,
                "EUR",
            ),
            (
                "a million dollars",
                "a million dollars",
                1e6,
                None,
                "USD|AUD",
            ),
            (
                "a billion-dollar deal",
                "billion-dollar",
                1e9,
                None,
                "USD|AUD",
            ),
            (
                "5 million Australian dollars",
                "5 million Australian dollars",
                5e6,
                None,
                "AUD",
            ),
            (
                "20 million US dollars",
                "20 million US dollars",
                2e7,
                None,
                "USD",
            ),
            (
                "20 million U.S. dollars",
                "20 million U.S. dollars",
                2e7,
                None,
                "USD",
            ),
            (
                "200m Egyptian pounds",
                "200m Egyptian pounds",
                2e8,
                None,
                "EGP",
            ),
            (
                "17.6 billion Kenyan shillings",
                "17.6 billion Kenyan shillings",
                17.6e9,
                None,
                "KES",
            ),
            ("30 million somoni", "30 million somoni", 3e7, None, "TJS"),
            (
                "500 Costa Rican colóns",
                "500 Costa Rican colóns",
                500.0,
                None,
                "CRC",
            ),
            ("100 €", "100 €", 100.0, None, "EUR"),
            ("3 million USD", "3 million USD", 3e6, None, "USD"),
            ("9 million euro grant", "9 million euro", 9e6, None, "EUR"),
            ("10m pounds of aid", "10m pounds", 1e7, None, "GBP|EGP"),
        ] {
            let sum = money(Cursor::new(text, 0)).unwrap_or_else(|| panic!("{text}"));
            let got = (&text[sum.start..sum.after.at()], sum.amount, sum.upper);
            assert_eq!(got, (words, amount, upper), "{text}");
            assert!(sum.currency.codes.join("|").starts_with(code), "{text}");
        }
    }

    #[test]
    fn no_sums() {
        for text in [
            "24 per cent",
            "24%",
            "COP 28",
            "TOP 10 日本",
            "R2 road",
            "P5",
            "20 won",
            "500 pounds of explosives",
            "2,000-pound bombs of",
            "two million pounds of cargo",
            "5 gold medals",
            "$",
            "US",
            "Rs",
            "é5 euros",
            "🙂 5 euros",
        ] {
            assert!(money(Cursor::new(text, 0)).is_none(), "{text}");
        }
    }

    #[test]
    fn every_row_has_its_five_fields_and_codes() {
        let lines = include_str!("../data/currencies.tsv").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(!fields[1].is_empty() && !fields[4].is_empty(), "{line}");
            let codes = fields[2].split('|').filter(|c| !c.is_empty());
            for code in codes.map(|c| c.trim_end_matches('!')) {
                assert!(row(&table().codes, code).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn shared_words_are_settled_by_the_article() {
        let rupee = noun(Cursor::new("rupees", 0)).expect("a row").0;
        assert_eq!(code(rupee, &[]), None);
        assert_eq!(code(rupee, &["PKR"]), Some("PKR"));
        assert_eq!(code(rupee, &["PKR", "INR"]), None);
        let yen = sign(Cursor::new("¥5", 0)).expect("a row").0;
        assert_eq!(code(yen, &["CNY", "JPY"]), Some("JPY"));
        assert_eq!(code(yen, &["CNY"]), Some("CNY"));
    }
}
