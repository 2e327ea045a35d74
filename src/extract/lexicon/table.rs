//! Two open-addressed hash tables: words by their hash, trie edges by node and word.
//!
//! The standard map was tried first; these are half its size and time, since
//! keys are hashes already and nothing is ever removed.

use super::NONE;

/// From the hash of a folded word to its index; 0 is the unknown word.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<(u64, u32)>,
    len: u32,
}

impl Words {
    /// Room for `n` words at most half full.
    pub(super) fn with_capacity(n: usize) -> Self {
        Self {
            slots: vec![(0, 0); (n * 2).next_power_of_two()],
            len: 0,
        }
    }

    pub(super) fn get(&self, hash: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = spread(hash) as usize & mask;
        loop {
            let (key, word) = self.slots[at];
            if word == 0 || key == hash {
                return word;
            }
            at = (at + 1) & mask;
        }
    }

    /// The index of `hash`, new if it was unknown.
    pub(super) fn insert(&mut self, hash: u64) -> u32 {
        if self.len as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = spread(hash) as usize & mask;
        loop {
            let (key, word) = self.slots[at];
            if word == 0 {
                self.len += 1;
                self.slots[at] = (hash, self.len);
                return self.len;
            }
            if key == hash {
                return word;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let old = core::mem::take(&mut self.slots);
        self.slots = vec![(0, 0); old.len() * 2];
        let mask = self.slots.len() - 1;
        for (key, word) in old.into_iter().filter(|slot| slot.1 != 0) {
            let mut at = spread(key) as usize & mask;
            while self.slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = (key, word);
        }
    }
}

/// From a node and a word to the next node.
#[derive(Debug)]
pub(super) struct Edges {
    slots: Vec<(u64, u32)>,
    len: usize,
}

impl Edges {
    pub(super) fn with_capacity(n: usize) -> Self {
        Self {
            slots: vec![(0, NONE); (n * 2).next_power_of_two()],
            len: 0,
        }
    }

    /// The node behind `node` by `word`, or [`NONE`].
    pub(super) fn get(&self, node: u32, word: u32) -> u32 {
        let key = key(node, word);
        let mask = self.slots.len() - 1;
        let mut at = spread(key) as usize & mask;
        loop {
            let (found, to) = self.slots[at];
            if to == NONE || found == key {
                return to;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds an edge that is not there yet.
    pub(super) fn insert(&mut self, node: u32, word: u32, to: u32) {
        if self.len * 2 >= self.slots.len() {
            let old = core::mem::take(&mut self.slots);
            self.slots = vec![(0, NONE); old.len() * 2];
            for (key, to) in old.into_iter().filter(|slot| slot.1 != NONE) {
                self.put(key, to);
            }
        }
        self.len += 1;
        self.put(key(node, word), to);
    }

    fn put(&mut self, key: u64, to: u32) {
        let mask = self.slots.len() - 1;
        let mut at = spread(key) as usize & mask;
        while self.slots[at].1 != NONE {
            at = (at + 1) & mask;
        }
        self.slots[at] = (key, to);
    }
}

fn key(node: u32, word: u32) -> u64 {
    (u64::from(node) << 32) | u64::from(word)
}

/// Spreads a key over the low bits (the multiplier is 2^64 over the golden ratio).
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24
}
