//! Normal forms: what a wording stands for, apart from where it stands.
//!
//! Here live the grammars of numbers, sums and dates, read from one position
//! of a text on, and the arithmetic of days. Which words around them make them
//! mentions does not live here: that is `rule`.
//!
//! Example: at "next five years" the date grammar gives the duration `P5Y`, at
//! "₹21 crore" the sum grammar gives 210,000,000 INR.

mod cursor;
pub(crate) mod date;
pub mod day;
pub(crate) mod money;
pub(crate) mod number;

pub(crate) use cursor::Cursor;
pub use day::Day;
