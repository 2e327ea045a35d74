//! What holds of any text, however odd.

use proptest::prelude::*;

use crate::normal::Day;
use crate::{Given, MentionKind, Value, read};

/// Words and signs that the grammars know, and some that nobody does.
const PIECES: &[&str] = &[
    "March",
    "may",
    "Sept.",
    "3",
    "31",
    "30",
    "2024",
    "1999",
    "27/11/2024",
    "2024-11-27",
    "-",
    "–",
    "to",
    "and",
    "of",
    "the",
    "next",
    "last",
    "five",
    "half a",
    "million",
    "bn",
    "$",
    "€",
    "¥",
    "₹",
    "US$",
    "Rs",
    "yen",
    "pounds",
    "century",
    "21st",
    "Thursday",
    "Fridays",
    "(",
    ")",
    ",",
    ".",
    "’s",
    "“",
    "”",
    "today",
    "ago",
    "years",
    "year-old",
    "FY",
    "Q3",
    "early",
    "mid",
    "end of",
    "quarter",
    "second",
    "round",
    "visit",
    "will",
    "met",
    "said",
    "by",
    "from",
    "between",
    "日本",
    "🙂",
    "é",
    "\u{fffd}",
    "â€™",
    "\u{301}",
    "\u{200b}",
    "\n",
    "\n\n",
    "\u{a0}",
    "99999999999999999999",
    "0",
    "00",
    "1,20,000",
    "12,6",
    "W48",
    "T10:30Z",
    "NAIROBI",
    "(AP)",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let joint = prop_oneof![3 => Just(" "), 1 => Just("")];
    proptest::collection::vec((piece, joint), 0..60).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(p, j)| [p, j.to_owned()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_never_panics_and_points_at_words(text in text(), dated in any::<bool>()) {
        let given = Given { date: dated.then(|| "2024-02-29".to_owned()), ..Given::default() };
        let reading = read(&text, &given);
        for mention in &reading.mentions {
            prop_assert!(!mention.span.slice(&text).is_empty(), "{mention:?}");
            if let Some(Value::Date { timex, resolved }) = mention.value.as_deref() {
                prop_assert_eq!(mention.kind, MentionKind::Date);
                let day = timex.len() == 10 && timex.as_bytes()[4] == b'-' && !timex.contains('W');
                if day && *resolved {
                    prop_assert!(Day::parse(timex).is_some(), "{}", timex);
                }
            }
            if let Some(Value::Money { amount, upper, .. }) = mention.value.as_deref() {
                prop_assert!(amount.is_finite() && upper.is_none_or(|upper| upper > *amount));
            }
        }
        for pair in reading.mentions.iter().filter(|m| !m.nested).collect::<Vec<_>>().windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        let spans = reading.problems.iter().filter_map(|p| p.span)
            .chain(reading.meta.date_evidence)
            .chain(reading.meta.agency)
            .chain(reading.meta.place_of_report);
        for span in spans {
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
        }
        if let Some(date) = &reading.meta.date {
            prop_assert!(Day::parse(date).is_some());
        }
    }
}
