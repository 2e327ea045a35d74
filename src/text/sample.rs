//! Article-shaped texts for property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// How the property tests run: failures are not written to a folder, which
/// would stand among the workspace's crates.
pub(crate) fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Pieces that texts are put together from: words and marks of articles, and
/// what breaks careless code.
const PIECES: [&str; 96] = [
    "India",
    "Japan’s",
    "the",
    "U.S.",
    "U.S",
    "Dr",
    "Dr.",
    "S.",
    "Lt. Gen.",
    "talks",
    "said",
    "2+2",
    "2 + 2",
    "US-2",
    "COVID-19",
    "₹500",
    "€12bn",
    "¥",
    "1,200.50",
    "3.5%",
    "10th",
    "7-9",
    "é",
    "日本",
    "日本は。",
    "🙂",
    "👍🏽",
    "ß",
    "İ",
    "ﬁ",
    "e\u{301}",
    "हिन्दी",
    "العربية",
    "ไทย",
    "’",
    "‘",
    "'",
    "\"",
    "“",
    "”",
    "–",
    "—",
    "-",
    "--",
    "…",
    "...",
    ".",
    ". ",
    "?!",
    ",",
    ";",
    ":",
    "(",
    ")",
    "[",
    "]",
    "/",
    "&",
    "+",
    "@",
    "#",
    "www.",
    "http://",
    "a.b",
    "\0",
    "\u{7}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{301}",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "Advertisement",
    "Leave a Reply",
    "date 2023-07-28",
    "MANILA (AP) -",
    "(With inputs from PTI)",
    "Photo: AFP",
    "Read more:",
    "Jo/AFP/Getty Images",
    "•",
];

/// A text of such pieces, with spaces between or not.
pub(crate) fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => (select(&PIECES[..]), select(&["", " ", " ", " "][..])).prop_map(|(a, b)| format!("{a}{b}")),
        1 => any::<char>().prop_map(String::from),
        1 => "[A-Z][a-z]{0,9}( [a-z]{1,9}){3,20}[.!?]? ",
    ];
    vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// An article, and a byte offset at or near it.
pub(crate) fn article_and_offset() -> impl Strategy<Value = (String, u32)> {
    article().prop_flat_map(|text| {
        let most = text.len() as u32 + 3;
        (Just(text), 0..=most)
    })
}
