//! The hash of a word: "Zürich", "ZURICH" and "zurich" have one, "U.S." and "us".
//!
//! Compiled into the program and into `pack/`, which must agree.

use chancery_text::fold_word;

/// The hash of a word, blind to case, accents, full stops and apostrophes.
pub(crate) fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        hash_bytes(word.as_bytes())
    } else {
        hash_bytes(fold_word(word).as_bytes())
    }
}

/// FNV-1a over the lower-case letters; never 0.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for b in bytes {
        if !matches!(b, b'.' | b'\'') {
            hash = (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash | 1
}

/// How many bits of a hash are its place in a packed list of words.
const PLACE_BITS: u32 = 24;

/// How many low bits of a distance between places stand as they are; for ten
/// thousand words among sixteen million places this takes the fewest bytes.
pub(crate) const REST_BITS: u32 = 10;

/// The place of a hash in the packed lists.
pub(crate) fn place(hash: u64) -> u32 {
    // The multiplier, 2^64 over the golden ratio, spreads what differs to the top.
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PLACE_BITS)) as u32
}
