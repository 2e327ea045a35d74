//! Bytes to text: UTF-8, UTF-16 with its mark, and Windows-1252 for the rest.

/// The text of `bytes`, and what is doubtful about it. A byte order mark is not
/// part of the text.
pub(crate) fn decode(bytes: &[u8]) -> (String, Vec<String>) {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(error) if is_mostly_utf8(bytes) => {
            let problem = format!(
                "It is UTF-8 with broken bytes (the first at byte {}), which are shown as �.",
                error.valid_up_to()
            );
            (String::from_utf8_lossy(bytes).into_owned(), vec![problem])
        }
        Err(_) => {
            let problem = "It is not UTF-8 and was read as Windows-1252 (Western European); save it as UTF-8 if letters look wrong.";
            let text = bytes.iter().map(|&b| windows_1252(b)).collect();
            (text, vec![problem.to_owned()])
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Vec<String>) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let mut n_broken = rest.len();
    let text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                n_broken += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    let problem = || format!("It is UTF-16 with {n_broken} broken characters, shown as �.");
    (text, (n_broken > 0).then(problem).into_iter().collect())
}

/// Whether more characters beyond ASCII are well-formed than broken, as in a
/// UTF-8 text that was cut or patched.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_good > n_broken
}

/// The character of one byte. The five bytes that Windows-1252 leaves open are
/// the control characters of their number, as browsers read them.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decoded() {
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            let bytes = |u: u16| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            };
            [0xfeffu16]
                .into_iter()
                .chain(text.encode_utf16())
                .flat_map(bytes)
                .collect()
        };
        let all = "’ “ – ¥ é 日本 🙂";
        let cases: [(Vec<u8>, &str, usize); 8] = [
            (all.into(), all, 0),
            ([&[0xef, 0xbb, 0xbf], all.as_bytes()].concat(), all, 0),
            (utf16(all, false), all, 0),
            (utf16(all, true), all, 0),
            (
                vec![0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42],
                "A\u{fffd}",
                1,
            ),
            (b"\x93caf\xe9\x94 \x96 \x80".into(), "“café” – €", 1),
            (
                [all.as_bytes(), b"\xff"].concat(),
                "’ “ – ¥ é 日本 🙂\u{fffd}",
                1,
            ),
            (Vec::new(), "", 0),
        ];
        for (bytes, text, n_problems) in cases {
            let decoded = decode(&bytes);
            assert_eq!(decoded.0, text);
            assert_eq!(decoded.1.len(), n_problems, "{:?}", decoded.1);
        }
    }
}
