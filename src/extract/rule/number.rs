//! Numbers that count editions, visits and rounds.
//!
//! Pattern: an ordinal, words that describe, and a noun that comes in editions;
//! or a cardinal and "rounds" or "visits".
//!
//! - Takes "14th Indo-Japan Annual Summit", "first official visit".
//! - Takes "three rounds of talks".
//! - Not "its 10th year", "second largest", "first time he visits", "two countries".

use std::borrow::Cow;

use chancery_text::{Span, TokenKind, ZoneKind};

use super::near::{Line, lines};
use crate::conflict::Candidate;
use crate::lexicon::Class;
use crate::normal::number;
use crate::words::Words;
use crate::{Context, Mention, MentionKind, Value, Why};

/// Priority: above names that begin with an ordinal only by capitals.
const PRIORITY: u8 = 60;

/// Most words between an ordinal and its noun ("second 2 + 2 ministerial level
/// dialogue" has five and a sign).
const REACH: usize = 8;

/// Nouns that come in editions, in the singular.
const EDITIONS: Words = Words(
    "\
    edition round visit meeting session summit dialogue dialog conference trip tour \
    iteration consultation consultations assembly talks forum congress exercise plenum \
    plenary symposium convention expo ministerial retreat colloquium installment \
    instalment",
);

/// Words that end the search: what comes behind them is not numbered.
const STOPS: Words = Words(
    "\
    time times year years anniversary century day week month quarter half place world \
    lady person man woman term class hand step largest biggest highest most leader \
    foreign minister president to of in on at for by with from and or but that who which \
    when where as is was were are has had have will since after before during he she \
    they it the a an his her their its countries country phase floor grade degree party \
    parties such stage set batch tranche member national between",
);

/// The numbers of an article, boilerplate left out.
pub(crate) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for line in lines(context) {
        if matches!(line.zone.kind, ZoneKind::Boilerplate(_)) {
            continue;
        }
        for (i, form) in line.forms.iter().enumerate() {
            if form.is(Class::COUNT)
                && let Some(candidate) = ordinal(line, i).or_else(|| count(line, i))
            {
                out.push(candidate);
            }
        }
    }
}

fn ordinal(line: Line<'_>, i: usize) -> Option<Candidate> {
    let cursor = line.cursor(i);
    let (n, after) = number::ordinal(cursor)?;
    let mut j = line.token_at(after.at());
    // "first-ever visit".
    if line.word(j) == "-" && line.is(j + 1, &["ever"]) {
        j += 2;
    }
    let noun = (j..j + REACH).find(|&j| EDITIONS.has(line.word(j)) || !describes(line, j))?;
    EDITIONS.has(line.word(noun)).then(|| {
        candidate(
            Span::at(cursor.at(), after.at()),
            f64::from(n),
            true,
            line.word(noun),
        )
    })
}

/// Whether token `j` can stand between an ordinal and its noun.
fn describes(line: Line<'_>, j: usize) -> bool {
    let Some(token) = line.tokens.get(j) else {
        return false;
    };
    match token.kind {
        TokenKind::Sign => matches!(line.word(j), "-" | "–" | "+" | "/" | "&" | "‑"),
        // "first Misri’s visit" is not said; "third India’s" neither.
        TokenKind::Possessive => false,
        _ => !STOPS.has(line.word(j)),
    }
}

fn count(line: Line<'_>, i: usize) -> Option<Candidate> {
    let cursor = line.cursor(i);
    let number = number::number(cursor).filter(|n| !n.scaled && n.value < 1_000.0)?;
    let noun = line.token_at(number.after.at());
    let noun = if line.is(
        noun,
        &[
            "more", "previous", "official", "further", "such", "earlier", "later",
        ],
    ) {
        noun + 1
    } else {
        noun
    };
    (line.is(noun, &["rounds", "visits", "editions"])).then(|| {
        candidate(
            Span::at(cursor.at(), number.after.at()),
            number.value,
            false,
            line.word(noun),
        )
    })
}

fn candidate(span: Span, number: f64, ordinal: bool, noun: &str) -> Candidate {
    Candidate {
        mention: Mention {
            span,
            kind: MentionKind::Number,
            why: Why {
                rule: if ordinal {
                    "number.ordinal"
                } else {
                    "number.count"
                },
                detail: Cow::from(format!("counts “{noun}”")),
                margin: None,
            },
            nested: false,
            value: Some(Box::new(Value::Number { number, ordinal })),
            entity: None,
        },
        priority: PRIORITY,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Value, rule};

    #[test]
    fn editions_visits_and_rounds() {
        for (text, want) in [
            (
                "At the 14th Indo-Japan Annual Summit they met.",
                &[14.0][..],
            ),
            ("The second 2 + 2 ministerial level dialogue – é.", &[2.0]),
            (
                "Misri’s first official visit and the 3rd 2+2 Dialogue.",
                &[1.0, 3.0],
            ),
            (
                "His first-ever visit came after four later rounds.",
                &[1.0, 4.0],
            ),
            ("It is now in its 10th year, the second largest.", &[]),
            ("The first time he came to visit two countries.", &[]),
            ("The second world war and the first lady’s visit.", &[]),
            ("In the 21st century and the third quarter 🙂.", &[]),
        ] {
            let proposed = rule::tests::proposed(text, super::propose);
            let got: Vec<f64> = proposed
                .iter()
                .filter_map(|c| match c.mention.value.as_deref() {
                    Some(Value::Number { number, .. }) => Some(*number),
                    _ => None,
                })
                .collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
