//! RTF: groups, control words, and bytes in the encoding of the font they stand in.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::prose::{self, Prose};
use crate::refuse::{Kind, SAVE_AS_TEXT};
use crate::{RawArticle, field};

/// The most groups within each other.
const MAX_DEPTH: usize = 2_000;

/// What holds within a group.
#[derive(Clone, Copy)]
struct State {
    goes: Goes,
    /// Characters that stand after `\u` for readers that do not know it.
    n_instead: usize,
    encoding: &'static Encoding,
}

/// Where words go.
#[derive(Clone, Copy, PartialEq)]
enum Goes {
    Text,
    Note,
    Title,
    Nowhere,
    /// Which fonts there are.
    Fonts,
}

/// Destinations whose words are not the article's.
const HIDDEN: [&str; 33] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "generator",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "fldinst",
    "object",
    "objdata",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "pgdsctbl",
    "author",
    "operator",
    "company",
    "comment",
];

/// The article of an RTF document.
pub(crate) fn article(file: &str, bytes: &[u8]) -> Result<RawArticle, Kind> {
    let mut reading = Reading {
        bytes,
        at: 0,
        state: State {
            goes: Goes::Text,
            n_instead: 1,
            encoding: WINDOWS_1252,
        },
        stack: Vec::new(),
        fonts: Vec::new(),
        font: 0,
        pending: Vec::new(),
        high: None,
        text: Prose::default(),
        notes: Prose::default(),
        title: String::new(),
        made: [0; 3],
    };
    reading.run()?;
    reading.text.end();
    for note in reading.notes.finish().split("\n\n") {
        reading.text.push(note);
        reading.text.end();
    }
    let text = reading.text.finish();
    if text.is_empty() {
        return Err(Kind::Broken("It holds no words.".to_owned(), SAVE_AS_TEXT));
    }
    let [year, month, day] = reading.made;
    let made = field::day(&format!("{year:04}-{month:02}-{day:02}"));
    Ok(RawArticle {
        file: file.to_owned(),
        title: prose::headline(Some(reading.title), &text),
        text,
        problems: made.iter().map(|day| prose::written_on(day)).collect(),
        ..RawArticle::default()
    })
}

struct Reading<'b> {
    bytes: &'b [u8],
    at: usize,
    state: State,
    stack: Vec<State>,
    /// The number of each font and its encoding.
    fonts: Vec<(i32, &'static Encoding)>,
    /// The font that is being described.
    font: i32,
    /// Bytes that are not decoded yet: a character may have two.
    pending: Vec<u8>,
    /// The first half of a character beyond the 65,536th.
    high: Option<u16>,
    text: Prose,
    notes: Prose,
    title: String,
    /// Year, month and day that it was made.
    made: [i32; 3],
}

impl Reading<'_> {
    fn run(&mut self) -> Result<(), Kind> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() >= MAX_DEPTH {
                        return Err(Kind::TooMuch(
                            format!("Its groups lie more than {MAX_DEPTH} deep."),
                            SAVE_AS_TEXT,
                        ));
                    }
                    self.stack.push(self.state);
                }
                b'}' => {
                    self.flush();
                    if self.state.goes == Goes::Note {
                        self.notes.end();
                    }
                    if let Some(before) = self.stack.pop() {
                        self.state = before;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.pending.push(byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn control(&mut self) {
        let Some(&byte) = self.bytes.get(self.at) else {
            return;
        };
        if !byte.is_ascii_alphabetic() {
            self.at += 1;
            match byte {
                b'\'' => {
                    if let Some(byte) = self.hex() {
                        self.pending.push(byte);
                    }
                }
                b'~' => self.say(" "),
                b'_' => self.say("-"),
                b'*' => self.skip_unknown(),
                b'\r' | b'\n' => self.word("par", None),
                b'\\' | b'{' | b'}' => self.pending.push(byte),
                _ => {}
            }
            return;
        }
        let rest = &self.bytes[self.at..];
        let n_letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let name = String::from_utf8_lossy(&rest[..n_letters]).into_owned();
        let mut at = n_letters;
        let is_less = rest.get(at) == Some(&b'-');
        at += usize::from(is_less);
        let digits: Vec<u8> = rest[at..]
            .iter()
            .copied()
            .take_while(u8::is_ascii_digit)
            .take(10)
            .collect();
        at += digits.len();
        let number = std::str::from_utf8(&digits)
            .ok()
            .and_then(|d| d.parse::<i64>().ok());
        let number = number.map(|n| i32::try_from(if is_less { -n } else { n }).unwrap_or(0));
        if rest.get(at) == Some(&b' ') {
            at += 1;
        }
        self.at += at;
        if name == "bin" {
            self.at = self
                .at
                .saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
            return;
        }
        self.word(&name, number);
    }

    fn hex(&mut self) -> Option<u8> {
        let digits = self.bytes.get(self.at..self.at + 2)?;
        self.at += 2;
        u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }

    /// What follows `\*` may be passed over by who does not know it.
    fn skip_unknown(&mut self) {
        let rest = &self.bytes[self.at..];
        if !rest.starts_with(b"\\footnote") && !rest.starts_with(b"\\shppict") {
            self.state.goes = Goes::Nowhere;
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        self.flush();
        match name {
            "par" | "sect" | "page" | "row" => self.end(),
            "line" => self.prose().line(),
            "tab" | "cell" | "enspace" | "emspace" => self.say(" "),
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.n_instead = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => {
                if let Some(encoding) = code_page(number.unwrap_or(1252)) {
                    self.state.encoding = encoding;
                }
            }
            "fonttbl" => self.state.goes = Goes::Fonts,
            "f" if self.state.goes == Goes::Fonts => self.font = number.unwrap_or(0),
            "fcharset" => {
                if let Some(encoding) = character_set(number.unwrap_or(0)) {
                    self.fonts.push((self.font, encoding));
                }
            }
            "f" => {
                let of_font = self.fonts.iter().find(|(font, _)| Some(*font) == number);
                if let Some((_, encoding)) = of_font {
                    self.state.encoding = encoding;
                }
            }
            "footnote" => self.state.goes = Goes::Note,
            "title" if self.state.goes == Goes::Nowhere => self.state.goes = Goes::Title,
            "v" if number != Some(0) => self.state.goes = Goes::Nowhere,
            "yr" => {
                self.made[0] = if self.made[0] == 0 {
                    number.unwrap_or(0)
                } else {
                    self.made[0]
                }
            }
            "mo" => {
                self.made[1] = if self.made[1] == 0 {
                    number.unwrap_or(0)
                } else {
                    self.made[1]
                }
            }
            "dy" => {
                self.made[2] = if self.made[2] == 0 {
                    number.unwrap_or(0)
                } else {
                    self.made[2]
                }
            }
            name if HIDDEN.contains(&name) => self.state.goes = Goes::Nowhere,
            _ => {}
        }
    }

    /// A unit of UTF-16; what stands after it for older readers is passed over.
    fn unicode(&mut self, number: i32) {
        self.flush();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "negative numbers mean those above 32,767"
        )]
        let unit = number as u16;
        let units = [self.high.take().unwrap_or(unit), unit];
        let is_pair = units[0] != unit;
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
        } else {
            let units = if is_pair { &units[..] } else { &units[..1] };
            self.say(&String::from_utf16_lossy(units));
        }
        for _ in 0..self.state.n_instead {
            match self.bytes.get(self.at..) {
                Some([b'\\', b'\'', _, _, ..]) => self.at += 4,
                Some([b'\\' | b'{' | b'}', ..]) | None | Some([]) => break,
                Some(_) => self.at += 1,
            }
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let (words, _) = self.state.encoding.decode_without_bom_handling(&bytes);
            self.say(&words);
        }
    }

    fn say(&mut self, words: &str) {
        self.flush();
        match self.state.goes {
            Goes::Text => self.text.push(words),
            Goes::Note => self.notes.push(words),
            Goes::Title => self.title.push_str(words),
            Goes::Nowhere | Goes::Fonts => {}
        }
    }

    fn prose(&mut self) -> &mut Prose {
        match self.state.goes {
            Goes::Note => &mut self.notes,
            _ => &mut self.text,
        }
    }

    fn end(&mut self) {
        if matches!(self.state.goes, Goes::Text | Goes::Note) {
            self.prose().end();
        }
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's set of characters.
fn character_set(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        0 => 1252,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_had() {
        let cases: [(&str, &str); 7] = [
            (
                r"{\rtf1\ansi Talks in Tokyo.\par Second.}",
                "Talks in Tokyo.\n\nSecond.",
            ),
            (
                r"{\rtf1\ansi\ansicpg1252 caf\'e9 \endash  \ldblquote\'a55\rdblquote}",
                "café – “¥5”",
            ),
            (
                r"{\rtf1\uc1 \u26085?\u26412\'3f \u-10179?\u-8638?}",
                "日本 🙂",
            ),
            (
                r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 B;}}\f1 \'93\'fa\'96\'7b\f0  x}",
                "日本 x",
            ),
            (
                r"{\rtf1{\info{\title No}{\author N}}{\*\unknown no}{\header no}Words{\footnote A note.} go on.}",
                "Words go on.\n\nA note.",
            ),
            (r"{\rtf1 a\\b\{c\}", "a\\b{c}"),
            (r"{\rtf1 {\pict\bin3 abc}Text}", "Text"),
        ];
        for (rtf, expected) in cases {
            let raw = article("a.rtf", rtf.as_bytes()).expect("words");
            assert_eq!(raw.text, expected, "{rtf}");
        }
    }

    #[test]
    fn broken_files_end() {
        for rtf in [
            "{\\rtf",
            "{\\rtf1",
            "{\\rtf1\\'",
            "{\\rtf1\\bin99999999999 x",
            "{\\rtf1\\u",
            "}}}}",
        ] {
            assert!(article("a.rtf", rtf.as_bytes()).is_err() || !rtf.is_empty());
        }
        assert!(article("a.rtf", "{".repeat(5_000).as_bytes()).is_err());
    }
}
