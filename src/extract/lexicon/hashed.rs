//! Long lists of words of which only hashes are kept: given names, family names,
//! ordinary words. "Is this a given name?" can be asked, "Which are there?" not.
//!
//! A hash of 24 bits is a place among sixteen million. About one word in 2,000
//! that is not in a list has the place of one that is: what these lists say is a
//! hint among others, never the whole reason of a finding. All other tables are
//! known exactly. Written by `pack/`.

use super::Class;
use crate::hash::{REST_BITS, place};

const LISTS: [(Class, &[u8]); 3] = [
    (
        Class::GIVEN,
        include_bytes!(concat!(env!("OUT_DIR"), "/given.bin")),
    ),
    (
        Class::FAMILY,
        include_bytes!(concat!(env!("OUT_DIR"), "/family.bin")),
    ),
    (
        Class::COMMON,
        include_bytes!(concat!(env!("OUT_DIR"), "/common.bin")),
    ),
];

/// The table has 2 to the power of this many slots; the lists fill half of them.
const SLOT_BITS: u32 = 16;

/// The lists, unpacked into one table with open addresses.
#[derive(Debug)]
pub(super) struct Hashed {
    /// A place in the high bits, a bit for each list in the low ones; 0 if empty.
    slots: Vec<u32>,
}

impl Hashed {
    pub(super) fn unpack() -> Self {
        let mut hashed = Self {
            slots: vec![0; 1 << SLOT_BITS],
        };
        for (list, (_, bytes)) in LISTS.iter().enumerate() {
            for place in places(bytes) {
                let slot = hashed.slot(place);
                hashed.slots[slot] |= place << LISTS.len() | 1 << list;
            }
        }
        hashed
    }

    /// The lists that hold the word.
    pub(super) fn get(&self, hash: u64) -> Class {
        let known = self.slots[self.slot(place(hash))];
        let lists = LISTS.iter().enumerate();
        lists
            .filter(|(list, _)| known >> list & 1 == 1)
            .fold(Class::default(), |all, (_, (class, _))| all.with(*class))
    }

    /// Where the place is, or would be.
    fn slot(&self, place: u32) -> usize {
        let mut slot = place as usize;
        loop {
            slot &= (1 << SLOT_BITS) - 1;
            let there = self.slots[slot];
            if there == 0 || there >> LISTS.len() == place {
                return slot;
            }
            slot += 1;
        }
    }
}

/// The places of a list, from the distances between them: so many ones and a
/// zero, which count what exceeds the rest, then the rest.
fn places(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| u32::from(byte >> bit & 1)));
    let mut bits = bits.fuse();
    let mut next = 0;
    core::iter::from_fn(move || {
        let mut gap = 0;
        while bits.next()? == 1 {
            gap += 1;
        }
        for _ in 0..REST_BITS {
            gap = gap << 1 | bits.next()?;
        }
        let place = next + gap;
        next = place + 1;
        Some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hash_word;

    /// The words of a row of these tables, by class.
    fn words(class: &str) -> Vec<&'static str> {
        let names = include_str!("../data/name.tsv").lines();
        let names = names
            .filter_map(|row| row.split_once('\t'))
            .map(|row| row.1);
        let rows = names.chain(include_str!("../data/word.tsv").lines());
        rows.filter_map(|row| row.split_once('\t'))
            .filter(|row| row.0 == class)
            .filter_map(|row| row.1.split('\t').next())
            .flat_map(|words| words.split([' ', '-']))
            .collect()
    }

    #[test]
    fn every_word_of_the_lists_is_in_them() {
        let hashed = Hashed::unpack();
        for (name, class) in [
            ("given", Class::GIVEN),
            ("family", Class::FAMILY),
            ("common", Class::COMMON),
        ] {
            let words = words(name);
            assert!(words.len() > 5_000, "{name}: {}", words.len());
            for word in words {
                assert!(hashed.get(hash_word(word)).has(class), "{word}");
            }
        }
    }

    #[test]
    fn few_others_are() {
        let hashed = Hashed::unpack();
        let n_words = 100_000;
        let n_found = (0..n_words)
            .map(|n| format!("’“–¥é日本🙂{n}x"))
            .filter(|word| hashed.get(hash_word(word)) != Class::default())
            .count();
        // One in 700 is expected: 24,000 words among 2^24 places.
        assert!(n_found < n_words / 400, "{n_found}");
    }
}
