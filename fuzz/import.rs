//! Any bytes under the name of each kind of file: read or refused, and every text
//! one that can be kept.
//!
//! `cargo fuzz run -s none import -- -dict=fuzz/words.dict`, with `tests/import` as
//! the corpus. The first byte chooses the name.

#![no_main]

use chancery_engine::arrive;
use chancery_protocol::ask::RawFile;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 14] = [
    "a", "a.txt", "a.md", "a.json", "a.html", "a.xml", "a.eml", "a.mbox", "a.csv", "a.rtf",
    "a.docx", "a.xlsx", "a.pdf", "a.zip",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let file = RawFile {
        name: NAMES[usize::from(first) % NAMES.len()].to_owned(),
        bytes: bytes.to_vec(),
    };
    let arrived = arrive(&file, &[]);
    assert!(!arrived.articles.is_empty() || !arrived.left_out.is_empty() || !arrived.recognised.is_empty());
});
