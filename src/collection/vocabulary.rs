//! The distinct words of a collection, numbered in the order they came.

use rustc_hash::FxHashMap;

/// A folded word of the collection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// Stands between two zones: no phrase runs over it.
    pub(crate) const BREAK: Self = Self(u32::MAX);
}

/// The distinct words. The table is only looked up, never listed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of `word`, which must be folded; a new one if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(self.ids.len() as u32);
        self.ids.insert(word.into(), id);
        id
    }

    /// The number of `word`, if the collection holds it.
    pub(crate) fn get(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }
}
