//! Folding: case, diacritics, quotes, dashes and spaces made alike, with a map
//! back. What is compared is folded; the text itself never changes.
//!
//! "Zürich’s", "ZURICH'S" and "Zu\u{308}rich's" all fold to "zurich's"; so do
//! full-width letters and words with a soft hyphen or a joiner inside.

use crate::Span;
use crate::character::{char_at, is_invisible};

/// A folded text that remembers where its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// The source characters whose folded form is not one character of the same
    /// length, in order; between them one byte stands for one byte.
    changes: Vec<Change>,
}

/// A character whose folded form is not one character as long as itself.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// First byte of its folded form.
    folded: u32,
    /// First byte of the character in the source.
    source: u32,
    /// Bytes of its folded form; 0 if it vanishes.
    folded_len: u8,
    /// Bytes of the character.
    source_len: u8,
    /// Whether it is an accent: it belongs to the character before it.
    accent: bool,
}

impl Folded {
    /// The span of the source text that the folded `span` came from: whole
    /// characters, with the accents behind the last one. A span that ends
    /// beyond the text is cut there. Costs two binary searches.
    pub fn to_source(&self, span: Span) -> Span {
        let span = Span::at(
            self.text.floor_char_boundary(span.start as usize),
            self.text.ceil_char_boundary(span.end as usize),
        );
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// The source byte at which the character of the folded byte `at` starts.
    fn start(&self, at: u32) -> u32 {
        let i = self
            .changes
            .partition_point(|c| c.folded + u32::from(c.folded_len) <= at);
        match self.changes.get(i) {
            Some(c) if c.folded <= at => c.source,
            _ => self.after(i, at),
        }
    }

    /// The source byte at which the character before the folded byte `at` ends.
    fn end(&self, at: u32) -> u32 {
        let i = self.changes.partition_point(|c| c.folded < at);
        let (end, last) = match i.checked_sub(1).map(|i| &self.changes[i]) {
            Some(c) if c.folded + u32::from(c.folded_len) >= at && c.folded_len > 0 => {
                (c.source + u32::from(c.source_len), i)
            }
            _ => (self.after(i, at), i),
        };
        self.changes[last..]
            .iter()
            .take_while(|c| c.accent && c.folded == at)
            .fold(end, |end, c| {
                if c.source == end {
                    end + u32::from(c.source_len)
                } else {
                    end
                }
            })
    }

    /// The source byte of the folded byte `at`, which stands behind change
    /// `i - 1` and before or at change `i`.
    fn after(&self, i: usize, at: u32) -> u32 {
        match i.checked_sub(1).map(|i| &self.changes[i]) {
            Some(c) => {
                c.source + u32::from(c.source_len) + (at - c.folded - u32::from(c.folded_len))
            }
            None => at,
        }
    }
}

/// Folds a whole text. Linear; memory beside the folded text is in proportion
/// to the characters that change their length.
pub fn fold(text: &str) -> Folded {
    let mut out = Folded {
        text: String::with_capacity(text.len()),
        changes: Vec::new(),
    };
    let mut source = 0;
    for chunk in text.split_inclusive(|c: char| !c.is_ascii()) {
        let ascii = chunk.trim_end_matches(|c: char| !c.is_ascii());
        push_ascii(ascii, &mut out.text);
        source += ascii.len();
        if let Some(c) = chunk[ascii.len()..].chars().next() {
            let folded = out.text.len();
            push_folded(c, &mut out.text);
            let folded_len = out.text.len() - folded;
            let one = char_at(&out.text, folded).map_or(0, char::len_utf8) == folded_len;
            if !one || folded_len != c.len_utf8() {
                out.changes.push(Change {
                    folded: folded as u32,
                    source: source as u32,
                    folded_len: folded_len as u8,
                    source_len: c.len_utf8() as u8,
                    accent: is_accent(c),
                });
            }
            source += c.len_utf8();
        }
    }
    out
}

/// Folds one word: what [`fold`] gives, without the map.
pub fn fold_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// [`fold_word`], appended to `out`, so that a loop can use one buffer.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        push_ascii(word, out);
    } else {
        word.chars().for_each(|c| push_folded(c, out));
    }
}

/// Appends ASCII text, in small letters. The grave accent is a quotation mark,
/// a tab a space.
fn push_ascii(text: &str, out: &mut String) {
    let from = out.len();
    out.push_str(text);
    out[from..].make_ascii_lowercase();
    if text.bytes().any(|b| matches!(b, b'`' | b'\t')) {
        let alike = out[from..].replace('`', "'").replace('\t', " ");
        out.truncate(from);
        out.push_str(&alike);
    }
}

fn push_folded(c: char, out: &mut String) {
    match c {
        '`' => out.push('\''),
        '\t' => out.push(' '),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{c0}'..='\u{24f}' => push_latin(c, LATIN[c as usize - 0xc0], out),
        '\u{1e00}'..='\u{1eff}' => push_latin(c, LATIN_ADDITIONAL[c as usize - 0x1e00], out),
        '\u{370}'..='\u{3ff}' => out.push(greek(c)),
        '\u{1f00}'..='\u{1fff}' => out.push(greek_extended(c)),
        '\u{400}'..='\u{52f}' => out.push(cyrillic(c)),
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from((c as u32 - 0xff01 + 0x21) as u8);
            push_folded(plain, out);
        }
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '´' => {
            out.push('\'');
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => out.push('-'),
        '…' => out.push_str("..."),
        '\u{fb00}'..='\u{fb06}' => out.push_str(LIGATURES[c as usize - 0xfb00]),
        // Small letters outside the tables whose capitals are inside.
        'ⱥ' => out.push('a'),
        'ɓ' => out.push('b'),
        'ɗ' => out.push('d'),
        'ɠ' => out.push('g'),
        'ɨ' => out.push('i'),
        'ɲ' => out.push('n'),
        'ɵ' => out.push('o'),
        'ʈ' | 'ⱦ' => out.push('t'),
        'ʋ' => out.push('v'),
        'ə' => out.push('a'),
        'µ' => out.push('μ'),
        _ if is_accent(c) || is_invisible(c) => {}
        '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
        _ if c.is_whitespace() => out.push(' '),
        _ => push_small(c, out),
    }
}

/// Appends the small letter of a letter that no table holds.
fn push_small(c: char, out: &mut String) {
    for low in c.to_lowercase() {
        if low == c {
            out.push(c);
        } else {
            push_folded(low, out);
        }
    }
}

/// A mark that folding takes away: accents of Latin, Greek and Cyrillic, the
/// vowel points of Hebrew and Arabic, the Arabic lengthener, variation
/// selectors. Signs of Indic and other scripts make words and stay.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Appends a Latin letter without its accents; `base` is its row in a table.
fn push_latin(c: char, base: u8, out: &mut String) {
    if base != b'.' {
        return out.push(char::from(base));
    }
    let letters = match c {
        'Æ' | 'æ' | 'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => "ae",
        'Œ' | 'œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'Þ' | 'þ' => "th",
        'Ð' | 'ð' => "d",
        'ı' => "i",
        'Ĳ' | 'ĳ' => "ij",
        'Ŀ' | 'ŀ' => "l",
        'ŉ' => "'n",
        'Ŋ' | 'ŋ' => "ng",
        'ĸ' => "k",
        'ȷ' => "j",
        'Ə' => "a",
        '\u{1c4}'..='\u{1c6}' | '\u{1f1}'..='\u{1f3}' => "dz",
        '\u{1c7}'..='\u{1c9}' => "lj",
        '\u{1ca}'..='\u{1cc}' => "nj",
        'ẚ' => "a",
        _ => return push_small(c, out),
    };
    out.push_str(letters);
}

/// A letter of the Greek block, small, without accents; the final sigma is a
/// sigma.
fn greek(c: char) -> char {
    match c {
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'ί' | 'ΐ' | 'Ϊ' | 'ϊ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'ύ' | 'ΰ' | 'Ϋ' | 'ϋ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' | 'ϲ' | 'Ϲ' => 'σ',
        'ϐ' => 'β',
        'ϑ' | 'ϴ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        'ϰ' => 'κ',
        'ϱ' => 'ρ',
        'ϵ' => 'ε',
        _ => small(c),
    }
}

/// A letter of the block of Greek letters with ancient accents.
fn greek_extended(c: char) -> char {
    match GREEK_EXTENDED[c as usize - 0x1f00] {
        b'a' => 'α',
        b'e' => 'ε',
        b'h' => 'η',
        b'i' => 'ι',
        b'o' => 'ο',
        b'u' => 'υ',
        b'w' => 'ω',
        b'r' => 'ρ',
        _ => c,
    }
}

/// A Cyrillic letter, small; letters that Unicode takes apart into a letter and
/// an accent lose the accent, so that both spellings fold alike.
fn cyrillic(c: char) -> char {
    match small(c) {
        'ѐ' | 'ё' | 'ӗ' => 'е',
        'й' | 'ѝ' | 'ӣ' | 'ӥ' => 'и',
        'ї' => 'і',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ѓ' => 'г',
        'ќ' => 'к',
        'ӂ' | 'ӝ' => 'ж',
        'ӑ' | 'ӓ' => 'а',
        'ӛ' => 'ә',
        'ӟ' => 'з',
        'ӧ' => 'о',
        'ӫ' => 'ө',
        'ӭ' => 'э',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        'ѷ' => 'ѵ',
        low => low,
    }
}

/// The small letter of a letter that has one of one character.
fn small(c: char) -> char {
    let mut low = c.to_lowercase();
    match (low.next(), low.next()) {
        (Some(low), None) => low,
        _ => c,
    }
}

/// What the letters U+00C0 to U+024F come down to; a full stop where that is
/// no single ASCII letter. Source: canonical decompositions and names in the
/// Unicode Character Database 14 (Unicode licence v3).
const LATIN: &[u8; 400] = b"aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiii...jjkk.llllll.\
    .llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    b.bb...cc..dd....ff.....kkl...n.oo..pp.....ttt.uu..yyzz.........\
    .............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo\
    aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylnt....ccl.s\
    z..b..eejjqqrryy";

/// The same for U+1E00 to U+1EFF, where Vietnamese lives.
const LATIN_ADDITIONAL: &[u8; 256] =
    b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy....yy";

/// The same for U+1F00 to U+1FFF, in Latin letters that stand for Greek ones.
const GREEK_EXTENDED: &[u8; 256] =
    b"aaaaaaaaaaaaaaaaeeeeee..eeeeee..hhhhhhhhhhhhhhhhiiiiiiiiiiiiiiii\
    oooooo..oooooo..uuuuuuuu.u.u.u.uwwwwwwwwwwwwwwwwaaeehhiioouuww..\
    aaaaaaaaaaaaaaaahhhhhhhhhhhhhhhhwwwwwwwwwwwwwwwwaaaaa.aaaaaaa.i.\
    ..hhh.hheehhh...iiii..iiiiii....uuuurruuuuuur.....www.wwoowww...";

/// The letters of the ligatures U+FB00 to U+FB06, common in text out of PDF.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold() {
        for (word, folded) in [
            ("India", "india"),
            ("Zürich’s", "zurich's"),
            ("Zu\u{308}rich", "zurich"),
            ("ĐẶNG", "dang"),
            ("Nguyễn", "nguyen"),
            ("İstanbul", "istanbul"),
            ("Kılıçdaroğlu", "kilicdaroglu"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Łódź", "lodz"),
            ("Tromsø", "tromso"),
            ("Æthelstan", "aethelstan"),
            ("Ελλάδα", "ελλαδα"),
            ("ΕΛΛΆΣ", "ελλασ"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("МОСКВА", "москва"),
            ("Королёв", "королев"),
            ("Й", "и"),
            ("И\u{306}", "и"),
            ("“Quad” – ‘2\u{a0}+\u{a0}2’", "\"quad\" - '2 + 2'"),
            ("co\u{ad}operation\u{200b}", "cooperation"),
            ("Ｕ．Ｓ．", "u.s."),
            ("¥ 日本 🙂", "¥ 日本 🙂"),
            ("oﬃce", "office"),
            ("Əliyev", "aliyev"),
            ("हिन्दी", "हिन्दी"),
            ("", ""),
        ] {
            assert_eq!(fold_word(word), folded, "{word}");
            assert_eq!(fold(word).text, folded, "{word}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in '\0'..=char::MAX {
            let once = fold_word(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold_word(&once), once, "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn case_does_not_count() {
        for c in ('\u{41}'..='\u{52f}').chain('\u{1e00}'..='\u{1fff}') {
            let upper: String = c.to_uppercase().collect();
            if c.is_lowercase() && !is_accent(c) && upper.chars().count() == 1 {
                assert_eq!(fold_word(&upper), fold_word(&c.to_string()), "{c}");
            }
        }
    }

    /// Folded words, and the stretch of the source each comes from.
    #[test]
    fn the_map_leads_back() {
        for (source, find, want) in [
            ("In Zürich’s hall", "zurich", "Zürich"),
            ("In Zu\u{308}rich", "zu", "Zu\u{308}"),
            ("eine Straße 🙂", "s", "S"),
            ("Die Straße", "sse", "ße"),
            ("Die Straße", "ras", "raß"),
            ("co\u{ad}operation", "cooperation", "co\u{ad}operation"),
            ("\u{feff}Japan\u{200b} 日本", "japan", "Japan"),
            ("wait… what", "...", "…"),
            ("wait… what", "what", "what"),
            ("é日本🙂–x", "日本", "日本"),
            ("é日本🙂–x", "x", "x"),
        ] {
            let folded = fold(source);
            let at = folded.text.find(find).unwrap();
            let span = folded.to_source(Span::at(at, at + find.len()));
            assert_eq!(span.slice(source), want, "{find} in {source}");
        }
        assert_eq!(fold("abc").to_source(Span::new(2, 90)), Span::new(2, 3));
    }

    proptest::proptest! {
        #![proptest_config(crate::sample::config())]

        #[test]
        fn the_map_keeps_to_characters((text, at) in crate::sample::article_and_offset()) {
            let folded = fold(&text);
            assert_eq!(folded.text, fold_word(&text));
            let mut last = 0;
            for (start, c) in folded.text.char_indices() {
                let span = folded.to_source(Span::at(start, start + c.len_utf8()));
                assert!(text.is_char_boundary(span.start as usize));
                assert!(text.is_char_boundary(span.end as usize));
                assert!(fold_word(span.slice(&text)).contains(c), "{c:?} in {:?}", span.slice(&text));
                assert!(span.start >= last, "in order");
                last = span.start;
            }
            let any = folded.to_source(Span::new(at / 2, at));
            assert!(any.end as usize <= text.len());
            assert!(any.is_empty() || !any.slice(&text).is_empty(), "on boundaries");
        }
    }
}
