//! One text and the positions in it.
//!
//! Here live spans, the map between units of offset, folding, tokens,
//! sentences, zones and overlapping layers. What words *mean* does not live
//! here: that is `chancery-extract`.
//!
//! Every position is an offset in UTF-8 bytes, end exclusive, into the text as
//! imported. The text is never changed.
//!
//! ```
//! let text = "Talks\n\nIndia's envoy met Japan-based firms. They agreed.";
//! let segments = chancery_text::segment(text);
//! assert_eq!(segments.sentences.len(), 2);
//! assert_eq!(segments.tokens[2].span.slice(text), "'s");
//! ```

mod boilerplate;
mod character;
pub mod encoding;
pub mod fold;
pub mod layer;
mod line;
mod opening;
mod pattern;
#[cfg(test)]
mod sample;
mod segment;
mod sentence;
mod shape;
pub mod sort;
pub mod span;
pub mod token;
pub mod zone;

pub use encoding::{OffsetMap, OffsetUnit};
pub use fold::{Folded, fold, fold_into, fold_word};
pub use layer::{Run, Runs, flatten};
pub use segment::{Paragraph, Segments, Sentence, segment};
pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
pub use zone::{BoilerplateKind, Zone, ZoneKind};
