//! How values become bytes: whole numbers as in the index, seven bits a byte;
//! lists and texts after their length; the fields of a type in a stated order.
//!
//! Reading never trusts the bytes: what is not there, or is no text, is `None`,
//! and no more memory is asked for than there are bytes.

use crate::index::coding;

/// Can be written and read back.
pub(crate) trait Saved: Sized {
    /// Appends itself.
    fn save(&self, out: &mut Vec<u8>);

    /// Takes one off the front; `None` if it does not lie there.
    fn load(from: &mut &[u8]) -> Option<Self>;
}

/// The fields of a type, in the order in which they are written. A field that is
/// not named here does not compile.
macro_rules! saved_struct {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl Saved for $type {
            fn save(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.save(out);)*
            }

            fn load(from: &mut &[u8]) -> Option<Self> {
                $(let $field = Saved::load(from)?;)*
                Some(Self { $($field),* })
            }
        }
    };
}

/// The variants of a type without fields, each as its number here. A variant that
/// is not named does not compile.
macro_rules! saved_enum {
    ($type:ident { $($variant:ident),* $(,)? }) => {
        impl Saved for $type {
            fn save(&self, out: &mut Vec<u8>) {
                out.push(match self { $(Self::$variant => $type::$variant as u8),* });
            }

            fn load(from: &mut &[u8]) -> Option<Self> {
                let number = u8::load(from)?;
                [$(Self::$variant),*].into_iter().find(|v| *v as u8 == number)
            }
        }
    };
}

pub(super) use {saved_enum, saved_struct};

impl Saved for u8 {
    fn save(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let (&byte, rest) = from.split_first()?;
        *from = rest;
        Some(byte)
    }
}

impl Saved for bool {
    fn save(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        match u8::load(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Saved for u32 {
    fn save(&self, out: &mut Vec<u8>) {
        coding::write(*self, out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        coding::read(from)
    }
}

impl Saved for f64 {
    fn save(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = from.split_first_chunk()?;
        *from = rest;
        Some(Self::from_le_bytes(*bytes))
    }
}

/// Appends `bytes` after their length, which fits 32 bits.
pub(super) fn save_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    coding::write(bytes.len() as u32, out);
    out.extend_from_slice(bytes);
}

/// Takes what [`save_bytes`] appended off the front.
pub(super) fn load_bytes<'b>(from: &mut &'b [u8]) -> Option<&'b [u8]> {
    let n = coding::read(from)? as usize;
    let (bytes, rest) = from.split_at_checked(n)?;
    *from = rest;
    Some(bytes)
}

impl Saved for Box<str> {
    fn save(&self, out: &mut Vec<u8>) {
        save_bytes(self.as_bytes(), out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        str::from_utf8(load_bytes(from)?).ok().map(Into::into)
    }
}

impl Saved for String {
    fn save(&self, out: &mut Vec<u8>) {
        save_bytes(self.as_bytes(), out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        str::from_utf8(load_bytes(from)?).ok().map(Into::into)
    }
}

impl<T: Saved> Saved for Option<T> {
    fn save(&self, out: &mut Vec<u8>) {
        self.is_some().save(out);
        if let Some(value) = self {
            value.save(out);
        }
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        match bool::load(from)? {
            true => Some(Some(T::load(from)?)),
            false => Some(None),
        }
    }
}

impl<T: Saved> Saved for Vec<T> {
    fn save(&self, out: &mut Vec<u8>) {
        coding::write(self.len() as u32, out);
        for value in self {
            value.save(out);
        }
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        let n = coding::read(from)? as usize;
        // Whatever is in a list takes a byte at least.
        let mut list = Self::with_capacity(n.min(from.len() / size_of::<T>().max(1) + 1));
        for _ in 0..n {
            list.push(T::load(from)?);
        }
        Some(list)
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    fn save(&self, out: &mut Vec<u8>) {
        self.0.save(out);
        self.1.save(out);
    }

    fn load(from: &mut &[u8]) -> Option<Self> {
        Some((A::load(from)?, B::load(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Saved + PartialEq + std::fmt::Debug>(value: &T) {
        let mut bytes = Vec::new();
        value.save(&mut bytes);
        let mut from = &bytes[..];
        assert_eq!(T::load(&mut from).as_ref(), Some(value));
        assert!(from.is_empty());
        for n in 0..bytes.len() {
            assert_eq!(T::load(&mut &bytes[..n]), None, "{n} bytes of {value:?}");
        }
    }

    #[test]
    fn values_come_back_and_parts_of_them_do_not() {
        check(&vec![0u32, 127, 128, u32::MAX]);
        check(&("’ “ – ¥ é 日本 🙂".to_owned(), vec![Some(-0.5), None]));
        check(&(true, Box::<str>::from("é")));
        assert_eq!(bool::load(&mut &[2][..]), None);
        assert_eq!(String::load(&mut &[1, 0xff][..]), None);
        // A length that nothing stands behind takes no memory.
        let huge = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2];
        assert_eq!(Vec::<u32>::load(&mut &huge[..]), None);
    }
}
