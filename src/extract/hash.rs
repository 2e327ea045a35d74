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

/// The same for a word that is all ASCII letters; `None` for any other.
#[allow(dead_code, reason = "`pack/` hashes whole lists")]
pub(crate) fn hash_letters(word: &str) -> Option<u64> {
    let mut hash = OFFSET;
    for b in word.bytes() {
        if !b.is_ascii_alphabetic() {
            return None;
        }
        hash = (hash ^ u64::from(b | 0x20)).wrapping_mul(PRIME);
    }
    Some(hash | 1)
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a over the lower-case letters; never 0.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = OFFSET;
    for b in bytes {
        if !matches!(b, b'.' | b'\'') {
            hash = (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(PRIME);
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
