//! Bytes to text: UTF-8, UTF-16, and the encodings from before Unicode.
//!
//! Without the feature `documents`, Windows-1252 stands for all of the last.

/// A text, and how it was had from bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The encoding's usual name.
    pub(crate) encoding: &'static str,
    /// What is doubtful about it, each in one sentence.
    pub(crate) problems: Vec<String>,
}

/// The text of `bytes`, which say of themselves that they are `declared`. A byte
/// order mark is not part of the text.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((is_big, rest)) = utf16(bytes) {
        return match is_big {
            true => from_utf16(rest, u16::from_be_bytes, "UTF-16BE"),
            false => from_utf16(rest, u16::from_le_bytes, "UTF-16LE"),
        };
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match str::from_utf8(bytes) {
        // Only ISO-2022-JP hides its letters in ASCII.
        Ok(text) if !text.contains("\u{1b}$") => Decoded {
            text: text.to_owned(),
            encoding: "UTF-8",
            problems: Vec::new(),
        },
        Err(error) if is_mostly_utf8(bytes) => {
            let problem = format!(
                "It is UTF-8 with broken bytes (the first at byte {}), which are shown as �.",
                error.valid_up_to()
            );
            Decoded {
                text: String::from_utf8_lossy(bytes).into_owned(),
                encoding: "UTF-8",
                problems: vec![problem],
            }
        }
        Ok(_) | Err(_) => older(bytes, declared),
    }
}

/// Bytes in an encoding from before Unicode: as declared, else as their letters
/// suggest.
#[cfg(feature = "documents")]
fn older(bytes: &[u8], declared: Option<&str>) -> Decoded {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    /// The guess does not get better with more.
    const N_BYTES: usize = 1 << 20;
    let declared = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let is_declared = declared.is_some_and(|e| e != encoding_rs::UTF_8);
    let encoding = declared.filter(|_| is_declared).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(&bytes[..bytes.len().min(N_BYTES)], true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, _, has_broken) = encoding.decode(bytes);
    let name = encoding.name();
    let mut problems = Vec::new();
    if !is_declared {
        problems.push(format!(
            "It is not UTF-8 and, by its letters, was read as {name}; save it as UTF-8 if letters look wrong."
        ));
    }
    if has_broken {
        problems.push(format!("Some bytes are none of {name} and are shown as �."));
    }
    Decoded {
        text: text.into_owned(),
        encoding: name,
        problems,
    }
}

#[cfg(not(feature = "documents"))]
fn older(bytes: &[u8], _: Option<&str>) -> Decoded {
    let problem = "It is not UTF-8 and was read as Windows-1252 (Western European); save it as UTF-8 if letters look wrong.";
    Decoded {
        text: bytes.iter().map(|&b| windows_1252(b)).collect(),
        encoding: "windows-1252",
        problems: vec![problem.to_owned()],
    }
}

/// Whether the bytes are UTF-16 with the larger byte first, and the bytes without
/// their mark; `None` if they are not. Without a mark, Latin letters show it: every
/// other byte of theirs is zero.
pub(crate) fn utf16(bytes: &[u8]) -> Option<(bool, &[u8])> {
    /// Enough to tell, whatever the rest is.
    const N_BYTES: usize = 512;
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some((false, rest));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some((true, rest));
    }
    let (pairs, _) = bytes[..bytes.len().min(N_BYTES)].as_chunks::<2>();
    let count = |is: fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| is(pair)).count();
    let n_little = count(|p| p[0] != 0 && p[1] == 0);
    let n_big = count(|p| p[0] == 0 && p[1] != 0);
    let most = pairs.len() / 2;
    let is_utf16 = pairs.len() >= 4 && count(|p| *p == [0, 0]) == 0;
    if is_utf16 && n_little > most && n_big == 0 {
        Some((false, bytes))
    } else if is_utf16 && n_big > most && n_little == 0 {
        Some((true, bytes))
    } else {
        None
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: &'static str) -> Decoded {
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
    Decoded {
        text,
        encoding,
        problems: (n_broken > 0).then(problem).into_iter().collect(),
    }
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
#[cfg(not(feature = "documents"))]
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
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.problems.len(), n_problems, "{:?}", decoded.problems);
        }
    }

    /// Each sentence is long enough for its letters to tell the encoding.
    #[cfg(feature = "documents")]
    #[test]
    fn older_encodings_are_recognised() {
        let cases = [
            (
                "windows-1252",
                "Le café où le ministre s’est exprimé est fermé – « déjà ».",
            ),
            (
                "windows-1251",
                "Министры иностранных дел встретились в Москве во вторник.",
            ),
            (
                "KOI8-R",
                "Министры иностранных дел встретились в Москве во вторник.",
            ),
            (
                "Shift_JIS",
                "日本とインドの外務大臣は東京で会談し、協力を確認した。",
            ),
            (
                "EUC-JP",
                "日本とインドの外務大臣は東京で会談し、協力を確認した。",
            ),
            (
                "ISO-2022-JP",
                "日本とインドの外務大臣は東京で会談し、協力を確認した。",
            ),
            (
                "gbk",
                "中国和日本的外交部长星期二在北京举行会谈，讨论了贸易问题。",
            ),
            (
                "Big5",
                "中國和日本的外交部長星期二在北京舉行會談，討論了貿易問題。",
            ),
            (
                "EUC-KR",
                "한국과 일본의 외교 장관은 화요일 서울에서 만나 협력을 논의했다.",
            ),
            (
                "windows-1253",
                "Οι υπουργοί Εξωτερικών συναντήθηκαν την Τρίτη στην Αθήνα.",
            ),
        ];
        for (name, text) in cases {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a name");
            let (bytes, _, _) = encoding.encode(text);
            for declared in [None, Some(name)] {
                let decoded = decode(&bytes, declared);
                assert_eq!(decoded.text, text, "{name} {declared:?}");
                assert_eq!(decoded.problems.is_empty(), declared.is_some());
            }
        }
    }

    #[test]
    fn utf16_without_its_mark_is_recognised() {
        let text = "Talks – ¥5 é 日本 🙂";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, None).text, text);
        assert!(utf16(b"ab\0c\0\0\0d").is_none());
    }
}
