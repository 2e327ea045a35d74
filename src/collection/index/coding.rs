//! Numbers as bytes: seven bits each, the lowest first, the top bit set in all
//! but the last. Most steps between articles and positions take one byte.

/// Appends `number`.
pub(crate) fn write(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front; `None` at the end, and where the bytes break
/// off.
pub(crate) fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0u32, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

/// Appends the step to an article and how often a word stands there, which is once
/// in most: then the step alone, doubled.
pub(super) fn write_entry(step: u32, n: u32, bytes: &mut Vec<u8>) {
    write(step << 1 | u32::from(n > 1), bytes);
    if n > 1 {
        write(n - 2, bytes);
    }
}

/// Takes what [`write_entry`] appended off the front.
pub(super) fn read_entry(bytes: &mut &[u8]) -> Option<(u32, u32)> {
    let step = read(bytes)?;
    let n = match step & 1 {
        0 => 1,
        _ => read(bytes)?.saturating_add(2),
    };
    Some((step >> 1, n))
}

/// Takes `n` numbers off the front, undecoded.
pub(super) fn split<'b>(bytes: &mut &'b [u8], n: u32) -> &'b [u8] {
    let whole = *bytes;
    let mut left = n as usize;
    // Eight bytes at a time as long as all the numbers that end there are wanted.
    while let Some((eight, rest)) = bytes.split_first_chunk::<8>() {
        let ends = !u64::from_le_bytes(*eight) >> 7 & 0x0101_0101_0101_0101;
        let n_ends = (ends.wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize;
        if n_ends >= left {
            break;
        }
        left -= n_ends;
        *bytes = rest;
    }
    while left > 0 {
        let Some((byte, rest)) = bytes.split_first() else {
            break;
        };
        left -= usize::from(*byte < 0x80);
        *bytes = rest;
    }
    &whole[..whole.len() - bytes.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            write(number, &mut bytes);
        }
        let mut rest = &bytes[..];
        let mut split_rest = &bytes[..];
        let mut taken = split(&mut split_rest, 4);
        for number in &numbers[..4] {
            assert_eq!(read(&mut taken), Some(*number));
        }
        assert_eq!(read(&mut taken), None);
        assert_eq!(read(&mut split_rest), Some(300));
        for number in numbers {
            assert_eq!(read(&mut rest), Some(number));
        }
        assert_eq!(read(&mut rest), None);
        assert_eq!(read(&mut &[0xff, 0xff][..]), None);
    }

    #[test]
    fn any_number_of_numbers_is_split_off() {
        let mut bytes = Vec::new();
        let numbers: Vec<u32> = (0..60).map(|n| n * n * 97 % 40_000).collect();
        numbers.iter().for_each(|&n| write(n, &mut bytes));
        for n in 0..=numbers.len() + 1 {
            let mut rest = &bytes[..];
            let mut taken = split(&mut rest, n as u32);
            for expected in numbers.iter().take(n) {
                assert_eq!(read(&mut taken), Some(*expected), "{n}");
            }
            assert!(taken.is_empty());
            assert_eq!(read(&mut rest), numbers.get(n).copied(), "{n}");
        }
    }

    #[test]
    fn entries_come_back() {
        let entries = [(0, 1), (1, 2), (63, 1), (64, 300), (1 << 30, 7)];
        let mut bytes = Vec::new();
        for (step, n) in entries {
            write_entry(step, n, &mut bytes);
        }
        let mut rest = &bytes[..];
        for entry in entries {
            assert_eq!(read_entry(&mut rest), Some(entry));
        }
        assert_eq!(read_entry(&mut rest), None);
        assert_eq!(read_entry(&mut &[3][..]), None);
    }
}
