//! What is said between page, worker and files: closed enums and plain rows.
//!
//! Types only: no rule about articles lives here. Positions are UTF-8 byte
//! offsets, end exclusive, into the article as imported.

pub mod across;
pub mod answer;
pub mod ask;
pub mod correction;
pub mod entity;
pub mod record;
