//! What must be so of every text, for property tests and fuzzing.

#![allow(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a broken invariant ends the test"
)]

use std::ops::Range;

use chancery_protocol::answer::{Article, Stretch};

fn range(stretch: Stretch) -> Range<usize> {
    stretch.start as usize..stretch.end as usize
}

/// Spans lie in the text on characters; runs cover it once; what is listed is in order.
pub fn check_article(article: &Article, text: &str) {
    assert_eq!(article.text, text, "the text is never changed");
    let zones = article.zones.iter().map(|zone| zone.stretch);
    let marks = article.marks.iter().map(|mark| mark.stretch);
    let sentences = article.sentences.iter().copied();
    for stretch in zones.clone().chain(marks.clone()).chain(sentences.clone()) {
        let words = text.get(range(stretch));
        let words = words.unwrap_or_else(|| panic!("{stretch:?} is not in {text:?}"));
        assert!(!words.trim().is_empty(), "{stretch:?} is empty in {text:?}");
    }
    let mut at = 0;
    for run in &article.runs {
        assert_eq!(run.stretch.start, at, "a gap before {run:?}");
        assert!(text.is_char_boundary(run.stretch.end as usize) && run.stretch.end > at);
        at = run.stretch.end;
        for &mark in &run.marks {
            let mark = article.marks[mark as usize].stretch;
            assert!(mark.start <= run.stretch.start && run.stretch.end <= mark.end);
        }
    }
    assert_eq!(at as usize, text.len(), "the runs end before the text");
    let marked: usize = article
        .runs
        .iter()
        .map(|run| run.marks.len() * range(run.stretch).len())
        .sum();
    let length: usize = marks.clone().map(|stretch| range(stretch).len()).sum();
    assert_eq!(marked, length, "every byte of every mark is in one run");
    let in_order: Vec<_> = marks.map(|s| (s.start, u32::MAX - s.end)).collect();
    assert!(
        in_order.is_sorted(),
        "marks are in text order, the longest first"
    );
    for lists in [zones.collect::<Vec<_>>(), sentences.collect()] {
        assert!(lists.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
    let mut outside = text.to_owned();
    for zone in article.zones.iter().rev() {
        outside.replace_range(range(zone.stretch), "");
    }
    // Unseen characters at the edges, as a byte order mark, may stay outside.
    let left =
        outside.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    assert_eq!(left, "", "every word lies in a zone");
}
