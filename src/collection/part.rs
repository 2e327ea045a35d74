//! A part of a collection that is not made before somebody looks at it: what lies
//! in a saved file stays bytes until then.
//!
//! Example: the matcher of a codebook is wanted when an article is read, and a
//! collection that is opened to be searched never makes it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// A value, or how to make it.
pub(crate) struct Part<T> {
    value: OnceLock<T>,
    /// Asked once at most; the default value if there is nobody to ask.
    later: Option<Arc<dyn Fn() -> T + Send + Sync>>,
}

impl<T: Default> Part<T> {
    /// What `make` gives when it is first looked at.
    pub(crate) fn later(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self {
            value: OnceLock::new(),
            later: Some(Arc::new(make)),
        }
    }
}

impl<T: Default> Deref for Part<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let make = || self.later.as_ref().map_or_else(T::default, |later| later());
        self.value.get_or_init(make)
    }
}

impl<T: Default> DerefMut for Part<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _made: &T = self;
        self.value.get_mut().expect("it was looked at above")
    }
}

impl<T> From<T> for Part<T> {
    fn from(value: T) -> Self {
        Self {
            value: OnceLock::from(value),
            later: None,
        }
    }
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self {
            value: OnceLock::new(),
            later: None,
        }
    }
}

impl<T: Clone> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            later: self.later.clone(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// Bytes of a file that is held once, whoever looks at parts of it.
#[derive(Clone, Default)]
pub(crate) struct Bytes {
    file: Arc<Vec<u8>>,
    from: usize,
    to: usize,
}

impl Bytes {
    /// The bytes `from..to` of these; none if they do not lie there.
    pub(crate) fn part(&self, from: usize, to: usize) -> Self {
        let (from, to) = (self.from.saturating_add(from), self.from.saturating_add(to));
        let is_there = from <= to && to <= self.to;
        Self {
            file: Arc::clone(&self.file),
            from: if is_there { from } else { self.to },
            to: if is_there { to } else { self.to },
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Arc::new(bytes))
    }
}

impl From<Arc<Vec<u8>>> for Bytes {
    fn from(file: Arc<Vec<u8>>) -> Self {
        let to = file.len();
        Self { file, from: 0, to }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.file.get(self.from..self.to).unwrap_or(&[])
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_made_when_it_is_looked_at() {
        let made = Arc::new(OnceLock::new());
        let told = Arc::clone(&made);
        let mut part = Part::later(move || {
            told.set(()).expect("it is made once");
            vec!["日本 🙂"]
        });
        assert_eq!(made.get(), None);
        part.push("é");
        assert_eq!(*part.clone(), ["日本 🙂", "é"]);
        assert_eq!(*Part::<Vec<u8>>::default(), []);
        assert_eq!(*Part::from(3), 3);
    }

    #[test]
    fn parts_of_bytes_stay_within() {
        let bytes = Bytes::from(b"abcdef".to_vec()).part(1, 5);
        assert_eq!(&*bytes, b"bcde");
        assert_eq!(&*bytes.part(1, 3), b"cd");
        for (from, to) in [(3, 5), (3, 2), (9, 9), (0, usize::MAX)] {
            assert_eq!(&*bytes.part(from, to), b"", "{from}..{to}");
        }
    }
}
