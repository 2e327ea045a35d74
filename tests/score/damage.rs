//! Damage to saved collections that their sums do not show: bytes changed by
//! somebody who writes the sums anew.

use chancery_engine::sum_of;

/// Bytes before the table of sections, and of one row of it; as told in
/// `src/collection/saved.rs`.
const PREFIX: usize = 16;
const ROW: usize = 20;

/// A saved collection with the sums that its bytes have, as far as it has a head.
pub fn with_right_sums(mut bytes: Vec<u8>) -> Vec<u8> {
    let number = |bytes: &[u8], at: usize| -> Option<usize> {
        let long = bytes.get(at..at + 8)?;
        usize::try_from(u64::from_le_bytes(long.try_into().ok()?)).ok()
    };
    let count = bytes.get(12..16).and_then(|b| b.first_chunk()).copied();
    let n_sections = count.map_or(0, u32::from_le_bytes).min(100) as usize;
    for section in 0..n_sections {
        let at = PREFIX + section * ROW;
        let range = number(&bytes, at).zip(number(&bytes, at + 8));
        let range = range.map(|(start, length)| start..start.saturating_add(length));
        let sum = range.and_then(|range| Some(sum_of(bytes.get(range)?)));
        if let Some(sum) = sum {
            bytes[at + 16..at + 20].copy_from_slice(&sum.to_le_bytes());
        }
    }
    let end = PREFIX + n_sections * ROW;
    if bytes.len() >= end + 4 {
        let sum = sum_of(&bytes[..end]);
        bytes[end..end + 4].copy_from_slice(&sum.to_le_bytes());
    }
    bytes
}
