//! The sum by which damage to a file is found. Four lanes of eight bytes are
//! multiplied and turned at once, as XXH64 does, with its constants: a browser sums
//! up bytes so several times as fast as it can by CRC-32, and a file is summed up
//! whenever it is opened.

const A: u64 = 0x9e37_79b1_85eb_ca87;
const B: u64 = 0xc2b2_ae3d_27d4_eb4f;

/// Sums up `bytes`.
pub(super) fn sum(bytes: &[u8]) -> u32 {
    let mut lanes = [A.wrapping_add(B), B, 0, A.wrapping_neg()];
    let (blocks, rest) = bytes.as_chunks::<32>();
    blocks
        .chunks(AT_ONCE)
        .for_each(|blocks| take(&mut lanes, blocks));
    let mut sum = lanes
        .iter()
        .fold(bytes.len() as u64, |sum, &lane| turned(sum, lane));
    for &byte in rest {
        sum = turned(sum, u64::from(byte));
    }
    sum = (sum ^ sum >> 33).wrapping_mul(B);
    sum = (sum ^ sum >> 29).wrapping_mul(A);
    (sum ^ sum >> 32) as u32
}

/// Blocks of 32 bytes that are taken by one call. A browser makes a function fast while
/// it runs for the first times, and takes the fast one at the next call.
const AT_ONCE: usize = 2048;

#[inline(never)]
fn take(lanes: &mut [u64; 4], blocks: &[[u8; 32]]) {
    let [mut a, mut b, mut c, mut d] = *lanes;
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        if let [w, x, y, z] = words {
            a = turned(a, u64::from_le_bytes(*w));
            b = turned(b, u64::from_le_bytes(*x));
            c = turned(c, u64::from_le_bytes(*y));
            d = turned(d, u64::from_le_bytes(*z));
        }
    }
    *lanes = [a, b, c, d];
}

fn turned(lane: u64, word: u64) -> u64 {
    let lane = lane.wrapping_add(word.wrapping_mul(B));
    lane.rotate_left(31).wrapping_mul(A)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let bytes: Vec<u8> = "’ “ – ¥ é 日本 🙂 and so on, for some blocks of thirty-two bytes. "
            .repeat(3)
            .into_bytes();
        for n in 0..bytes.len() {
            let whole = sum(&bytes[..=n]);
            assert_ne!(whole, sum(&bytes[..n]), "{n}");
            for flip in [1, 0x80, 0xff] {
                let mut broken = bytes[..=n].to_vec();
                broken[n / 2] ^= flip;
                assert_ne!(whole, sum(&broken), "{n} {flip}");
            }
        }
    }
}
