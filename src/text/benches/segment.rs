//! How fast is a text read into segments, and is that linear on any text?
//!
//! Corpus: the five sample articles over and over, as articles of their own and
//! as one text; then 10 MB of one thing each. Unit: MB of UTF-8 a second, one
//! thread. Expected: 50 MB/s and more on articles; the texts of one thing may
//! be slower, but 10 MB of each must take a few seconds at most, and twice the
//! text about twice the time (`x2`).
//!
//! `cargo bench -p chancery-text`

#![allow(clippy::print_stdout, missing_docs)]

use std::time::Instant;

use chancery_text::{OffsetMap, Span, flatten, fold, segment};

const ARTICLES: [&str; 5] = [
    include_str!("../../../seeds/000_7c3c4bb3a25cea32.txt"),
    include_str!("../../../seeds/001_9907b32253ca3d4c.txt"),
    include_str!("../../../seeds/002_315d0b9a57a94ad2.txt"),
    include_str!("../../../seeds/003_2da775652a222dd1.txt"),
    include_str!("../../../seeds/004_9969c02d7a815f3a.txt"),
];

const ONE_THING: [(&str, &str); 27] = [
    ("words on one line", "the minister said that talks went on "),
    ("letters, no space", "a"),
    ("full stops", "."),
    ("full stops, spaced", ". "),
    ("capitals", "A"),
    ("capitals, spaced", "A "),
    ("initials", "A. "),
    ("abbreviation", "U.S."),
    ("spaces", " "),
    ("newlines", "\n"),
    ("CR LF", "\r\n"),
    ("straight quotes", "\""),
    ("curly quotes", "“"),
    ("apostrophes", "'"),
    ("apostrophes in words", "s'"),
    ("hyphens", "A-1"),
    ("slashes", "A/"),
    ("commas in numbers", "1,"),
    ("plus signs", "1+"),
    ("short lines", "Talks\n"),
    (
        "short lines, wrapped",
        "the talks went on in the old town hall of the city and went\n",
    ),
    ("boilerplate words", "Share "),
    ("boilerplate lines", "Share this on on on on on on on on\n"),
    ("brackets", "("),
    ("dates", "3 May 2024 "),
    ("emoji", "🙂"),
    ("Chinese", "日本"),
];

fn main() {
    let all = ARTICLES.join("\n");
    let many: Vec<&str> = ARTICLES.iter().copied().cycle().take(20_000).collect();
    report("articles", many.iter().map(|text| text.len()).sum(), || {
        many.iter().map(|text| segment(text).tokens.len()).sum()
    });
    report("articles, as one text", all.len() * 2000, {
        let text = all.repeat(2000);
        move || segment(&text).tokens.len()
    });
    report("fold", all.len() * 2000, {
        let text = all.repeat(2000);
        move || fold(&text).text.len()
    });
    report("offset map", all.len() * 2000, {
        let text = all.repeat(2000);
        move || OffsetMap::new(&text).len(chancery_text::OffsetUnit::CodePoint) as usize
    });
    let spans: Vec<Span> = (0..1_000_000)
        .map(|i| Span::new(i * 7, i * 7 + 12))
        .collect();
    report("flatten a million spans (bytes of text)", 7_000_005, || {
        flatten(Span::new(0, 7_000_005), &spans).runs.len()
    });
    for (name, thing) in ONE_THING {
        let text = thing.repeat(10_000_000 / thing.len());
        let half = &text[..text.floor_char_boundary(text.len() / 2)];
        let short = time(|| segment(half).tokens.len()).0;
        let (long, n) = time(|| segment(&text).tokens.len());
        println!(
            "{name:28} {:7.1} MB/s {:9.0} ms  x2 {:4.1}  {n} tokens",
            text.len() as f64 / 1e6 / long,
            long * 1e3,
            long / short
        );
    }
}

fn report(name: &str, bytes: usize, run: impl Fn() -> usize) {
    let best = (0..3)
        .map(|_| time(&run))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((seconds, n)) = best {
        println!(
            "{name:28} {:7.1} MB/s {:9.0} ms  {:.1} M/s of {n}",
            bytes as f64 / 1e6 / seconds,
            seconds * 1e3,
            n as f64 / 1e6 / seconds
        );
    }
}

fn time(run: impl Fn() -> usize) -> (f64, usize) {
    let start = Instant::now();
    let n = run();
    (start.elapsed().as_secs_f64(), n)
}
