//! Sums of money.
//!
//! An amount and its currency side by side, in either order; a word for a
//! shared currency is settled by the rest of the article.
//!
//! - Takes "five trillion yen", "Rs 5 lakh", "$2-3 billion".
//! - Takes "Japanese yen with five trillion" (translated word for word).
//! - Not "24 per cent", "500 pounds of explosives", "COP 28".

use std::borrow::Cow;

use chancery_text::{Span, TokenKind, ZoneKind};

use super::near::{Line, is_one_of, lines};
use crate::conflict::Candidate;
use crate::lexicon::Class;
use crate::normal::money::{self, Currency};
use crate::normal::number;
use crate::words::Words;
use crate::{Context, Mention, MentionKind, Value, Why};

/// Priority: a sum holds numbers that could be read as years or counts.
const PRIORITY: u8 = 90;

/// A sum before its currency is settled.
struct Found {
    span: Span,
    amount: f64,
    upper: Option<f64>,
    currency: &'static Currency,
    approximate: bool,
    rule: &'static str,
}

/// The sums of an article, boilerplate left out.
pub(crate) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    let mut found = Vec::new();
    for line in lines(context) {
        if !matches!(line.zone.kind, ZoneKind::Boilerplate(_)) {
            find(line, &mut found);
        }
    }
    // The codes that sums so far name for certain.
    let mut stated = Vec::new();
    let mut countries = None;
    for found in &found {
        let code = code(context, found.currency, &stated, &mut countries);
        if let [only] = found.currency.codes[..]
            && !stated.contains(&only)
        {
            stated.push(only);
        }
        out.push(candidate(found, code));
    }
}

fn find(line: Line<'_>, out: &mut Vec<Found>) {
    let mut done = 0;
    for (i, token) in line.tokens.iter().enumerate() {
        let start = token.span.start as usize;
        if start < done || token.kind == TokenKind::Possessive {
            continue;
        }
        let counts = line.forms[i].is(Class::COUNT);
        let cursor = line.cursor(i);
        if !counts && !money::may_be_sign(cursor.rest().as_bytes())
            || !cursor.is_start() && token.kind != TokenKind::Sign
        {
            continue;
        }
        let sum = money::sign_first(cursor).or_else(|| match counts {
            true => money::amount_first(cursor),
            false => None,
        });
        let found = sum.map(|sum| Found {
            span: Span::at(sum.start, sum.after.at()),
            amount: sum.amount,
            upper: sum.upper,
            currency: sum.currency,
            approximate: is_approximate(line, i),
            rule: "money.amount",
        });
        let turned = || match counts {
            true => currency_first(line, i),
            false => None,
        };
        let Some(found) = found.or_else(turned) else {
            continue;
        };
        done = found.span.end as usize;
        out.push(found);
    }
}

/// A currency's name, perhaps "with" or "of", and an amount with a scale word:
/// "Japanese yen with five trillion". Not "won five gold medals".
fn currency_first(line: Line<'_>, i: usize) -> Option<Found> {
    let amount = number::number(line.cursor(i)).filter(|n| n.scaled)?;
    let joined = is_one_of(line.before(i, 1), &["with", "of"]);
    let end = i.checked_sub(if joined { 2 } else { 1 })?;
    // The longest name that ends there: its first word is at most three before.
    let (first, row) = (end.saturating_sub(3)..=end).find_map(|first| {
        let (row, after) = money::noun(line.cursor(first))?;
        let whole = line.token_at(after.at()) == end + 1;
        whole.then_some((first, row))
    })?;
    let verb = matches!(row.wording, "won" | "pound" | "pounds" | "dollar" | "sol");
    (!verb).then(|| Found {
        span: Span::at(line.cursor(first).at(), amount.after.at()),
        amount: amount.value,
        upper: None,
        currency: row,
        approximate: is_approximate(line, first),
        rule: "money.currency_first",
    })
}

/// Whether "about", "more than", "up to" stands before token `i`.
fn is_approximate(line: Line<'_>, i: usize) -> bool {
    const ALONE: Words = Words(
        "\
        about around some nearly almost over approximately roughly estimated under nearing \
        exceeding circa approx",
    );
    let before = line.before(i, 1);
    if ALONE.has(before) {
        return true;
    }
    let pair = (line.before(i, 2), before);
    [
        ("more", "than"),
        ("less", "than"),
        ("up", "to"),
        ("at", "least"),
        ("close", "to"),
        ("upwards", "of"),
        ("as", "much"),
        ("much", "as"),
        ("at", "most"),
        ("upward", "of"),
    ]
    .iter()
    .any(|p| pair.0.eq_ignore_ascii_case(p.0) && pair.1.eq_ignore_ascii_case(p.1))
}

/// The code of a currency: its own; else the one of `stated` that it can be; else,
/// but for dollars, the one whose country alone is named in the article.
fn code(
    context: &Context<'_>,
    currency: &'static Currency,
    stated: &[&'static str],
    countries: &mut Option<Vec<&'static str>>,
) -> Option<&'static str> {
    let said = money::code(currency, stated)
        .filter(|code| currency.codes.len() == 1 || stated.contains(code));
    if said.is_some() || currency.codes.contains(&"USD") {
        return said;
    }
    money::code(
        currency,
        countries.get_or_insert_with(|| named_countries(context)),
    )
}

/// The codes of the shared currencies whose countries the article names.
fn named_countries(context: &Context<'_>) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for line in lines(context) {
        for i in 0..line.tokens.len() {
            if line.is_capitalised(i)
                && let Some(code) = money::country_code(&line.word(i).to_lowercase())
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
    }
    codes
}

fn candidate(found: &Found, code: Option<&'static str>) -> Candidate {
    let row = found.currency;
    let mut detail = format!(
        "“{}”, {}",
        row.wording,
        code.unwrap_or("currency not named")
    );
    if !row.note.is_empty() {
        detail.push_str(": ");
        detail.push_str(row.note);
    }
    detail.push_str(&format!(" ({})", row.source));
    Candidate {
        mention: Mention {
            span: found.span,
            kind: MentionKind::Money,
            why: Why {
                rule: found.rule,
                detail: Cow::from(detail),
                margin: None,
            },
            nested: false,
            value: Some(Box::new(Value::Money {
                amount: in_hundredths(found.amount),
                upper: found.upper.map(in_hundredths),
                currency: code.map(Cow::from),
                approximate: found.approximate,
            })),
            entity: None,
        },
        priority: PRIORITY,
    }
}

/// The amount without what binary fractions add: 33.7 billion is not
/// 33,700,000,000.000004.
fn in_hundredths(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use crate::{Given, MentionKind, Value, read};

    #[test]
    fn currencies_are_settled_by_the_article() {
        for (text, want) in [
            (
                "They paid US$5 million, then $2 million.",
                &["USD", "USD"][..],
            ),
            ("They paid $5 million.", &["?"]),
            ("Pakistan will pay 5 million rupees.", &["PKR"]),
            ("India and Pakistan will pay 5 million rupees.", &["?"]),
            (
                "They paid Rs 5 lakh and 24 per cent – ₹21 crore.",
                &["?", "INR"],
            ),
            (
                "They paid 200m Egyptian pounds, and 3m pounds more.",
                &["EGP", "EGP"],
            ),
            (
                "Both announced the Japanese Yen with five trillion.",
                &["JPY"],
            ),
            ("She won five million votes 🙂 for €5–6bn.", &["EUR"]),
        ] {
            let reading = read(text, &Given::default());
            let sums = reading
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Money);
            let got: Vec<&str> = sums
                .map(|m| match m.value.as_deref() {
                    Some(Value::Money { currency, .. }) => currency.as_deref().unwrap_or("?"),
                    _ => "",
                })
                .collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
