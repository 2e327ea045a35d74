//! Units of offset, and the map between them.
//!
//! In "¥5" the "5" stands at byte 2, at UTF-16 code unit 1 and at code point 1.

use crate::Span;

/// A unit in which a position in a text can be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OffsetUnit {
    /// A byte of the UTF-8 text; the unit everywhere inside.
    #[default]
    Utf8Byte,
    /// A UTF-16 code unit, as the DOM and JavaScript count.
    Utf16CodeUnit,
    /// A Unicode code point, as Python counts.
    CodePoint,
}

/// Maps UTF-8 byte offsets of one text to other units and back.
///
/// A position inside a character counts as the position of that character; one
/// beyond the text counts as the end of the text.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Runs of neighbouring non-ASCII characters of one length, in order. All
    /// that is not in a run is ASCII, one in every unit.
    runs: Vec<Run>,
    /// The end of the text.
    end: Place,
}

/// One position, in the three units.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: u32,
    utf16: u32,
    point: u32,
}

impl Place {
    const fn of(self, unit: OffsetUnit) -> u32 {
        match unit {
            OffsetUnit::Utf8Byte => self.byte,
            OffsetUnit::Utf16CodeUnit => self.utf16,
            OffsetUnit::CodePoint => self.point,
        }
    }

    /// The place `n` characters on, each `width` bytes long.
    const fn plus(self, n: u32, width: u32) -> Self {
        Self {
            byte: self.byte + n * width,
            utf16: self.utf16 + n * utf16_width(width),
            point: self.point + n,
        }
    }
}

/// How many UTF-16 code units a character of `width` bytes takes.
const fn utf16_width(width: u32) -> u32 {
    if width == 4 { 2 } else { 1 }
}

#[derive(Clone, Copy, Debug)]
struct Run {
    start: Place,
    /// How many characters.
    n: u32,
    /// Bytes of each.
    width: u32,
}

impl Run {
    const fn end(&self) -> Place {
        self.start.plus(self.n, self.width)
    }

    /// How many of `unit` one of its characters takes.
    const fn step(&self, unit: OffsetUnit) -> u32 {
        match unit {
            OffsetUnit::Utf8Byte => self.width,
            OffsetUnit::Utf16CodeUnit => utf16_width(self.width),
            OffsetUnit::CodePoint => 1,
        }
    }
}

impl OffsetMap {
    /// Reads `text` once; memory is in proportion to its non-ASCII characters.
    pub fn new(text: &str) -> Self {
        let mut map = Self::default();
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                at += 1;
                continue;
            }
            let width = match byte {
                0xf0.. => 4,
                0xe0.. => 3,
                _ => 2,
            };
            map.push(at as u32, width);
            at += width as usize;
        }
        map.end = map.ascii_after(map.runs.len(), bytes.len() as u32);
        map
    }

    /// Takes up a character of `width` bytes at byte `at`.
    fn push(&mut self, at: u32, width: u32) {
        if let Some(run) = self.runs.last_mut()
            && run.width == width
            && run.end().byte == at
        {
            run.n += 1;
            return;
        }
        let start = self.ascii_after(self.runs.len(), at);
        self.runs.push(Run { start, n: 1, width });
    }

    /// The place of `byte`, which stands in the ASCII before run `i`.
    fn ascii_after(&self, i: usize, byte: u32) -> Place {
        let from = i
            .checked_sub(1)
            .map_or(Place::default(), |i| self.runs[i].end());
        from.plus(byte - from.byte, 1)
    }

    /// The place at or next before `offset`, counted in `unit`.
    fn place(&self, unit: OffsetUnit, offset: u32) -> Place {
        let offset = offset.min(self.end.of(unit));
        let i = self
            .runs
            .partition_point(|run| run.start.of(unit) <= offset);
        let Some(run) = i.checked_sub(1).map(|i| &self.runs[i]) else {
            return Place::default().plus(offset, 1);
        };
        let past = offset - run.start.of(unit);
        let n = past / run.step(unit);
        if n < run.n {
            return run.start.plus(n, run.width);
        }
        run.end().plus(offset - run.end().of(unit), 1)
    }

    /// `byte`, counted in `unit`.
    pub fn to(&self, unit: OffsetUnit, byte: u32) -> u32 {
        self.place(OffsetUnit::Utf8Byte, byte).of(unit)
    }

    /// The UTF-8 byte at which the position `offset`, counted in `unit`, stands.
    pub fn from(&self, unit: OffsetUnit, offset: u32) -> u32 {
        self.place(unit, offset).byte
    }

    /// Start and end of `span`, counted in `unit`.
    pub fn to_range(&self, unit: OffsetUnit, span: Span) -> (u32, u32) {
        (self.to(unit, span.start), self.to(unit, span.end))
    }

    /// The span from `start` to `end`, both counted in `unit`.
    pub fn from_range(&self, unit: OffsetUnit, start: u32, end: u32) -> Span {
        Span::new(self.from(unit, start), self.from(unit, end))
    }

    /// The length of the text, counted in `unit`.
    pub fn len(&self, unit: OffsetUnit) -> u32 {
        self.end.of(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OffsetUnit::{CodePoint, Utf8Byte, Utf16CodeUnit};

    const TEXTS: [&str; 7] = [
        "",
        "plain words",
        "India’s “Quad” – ¥5 é 日本 🙂 end",
        "日本日本🙂🙂é",
        "🙂",
        "e\u{301}\0\r\n\u{2028}",
        "\u{feff}a\u{200f}b",
    ];

    #[test]
    fn every_character_has_its_place_in_every_unit() {
        for text in TEXTS {
            let map = OffsetMap::new(text);
            let (mut utf16, mut points) = (0, 0);
            for (byte, c) in text.char_indices() {
                let byte = byte as u32;
                for (unit, offset) in [
                    (Utf8Byte, byte),
                    (Utf16CodeUnit, utf16),
                    (CodePoint, points),
                ] {
                    assert_eq!(map.to(unit, byte), offset, "{text} {unit:?} {byte}");
                    assert_eq!(map.from(unit, offset), byte, "{text} {unit:?} {offset}");
                }
                for inside in 1..c.len_utf8() as u32 {
                    assert_eq!(map.to(Utf16CodeUnit, byte + inside), utf16, "{text}");
                    assert_eq!(map.from(Utf8Byte, byte + inside), byte, "{text}");
                }
                if c.len_utf16() == 2 {
                    assert_eq!(map.from(Utf16CodeUnit, utf16 + 1), byte, "{text}");
                }
                utf16 += c.len_utf16() as u32;
                points += 1;
            }
            assert_eq!(map.len(Utf16CodeUnit), utf16);
            assert_eq!(map.to(CodePoint, u32::MAX), points);
            assert_eq!(map.from(CodePoint, u32::MAX), text.len() as u32);
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::sample::config())]

        /// What the DOM cuts out by the mapped offsets is what we cut out.
        #[test]
        fn utf16_cuts_the_same_words((text, at) in crate::sample::article_and_offset()) {
            let map = OffsetMap::new(&text);
            let wide: Vec<u16> = text.encode_utf16().collect();
            for token in crate::segment(&text).tokens {
                let (start, end) = map.to_range(Utf16CodeUnit, token.span);
                let cut = String::from_utf16_lossy(&wide[start as usize..end as usize]);
                assert_eq!(cut, token.span.slice(&text));
                assert_eq!(map.from_range(Utf16CodeUnit, start, end), token.span);
                let (start, end) = map.to_range(CodePoint, token.span);
                let (start, end) = (start as usize, end as usize);
                let cut: String = text.chars().skip(start).take(end - start).collect();
                assert_eq!(cut, token.span.slice(&text));
            }
            for unit in [Utf8Byte, Utf16CodeUnit, CodePoint] {
                let byte = map.from(unit, at) as usize;
                assert!(text.is_char_boundary(byte));
                assert!(map.to(unit, byte as u32) <= at);
            }
        }
    }

    #[test]
    fn neighbours_of_one_length_share_a_row() {
        assert_eq!(OffsetMap::new(&"日本".repeat(500)).runs.len(), 1);
        assert_eq!(OffsetMap::new(&"plain ".repeat(500)).runs.len(), 0);
    }
}
