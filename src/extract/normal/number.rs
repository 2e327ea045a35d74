//! Cardinals and ordinals, in digits and in words.
//!
//! Only what counts: whether a number is a year, a sum or an edition is decided
//! elsewhere. Example: "two and a half million", "1,20,000" and "12bn" are numbers.

use super::Cursor;
use super::cursor::lower;

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number<'t> {
    /// Its value, scale words included.
    pub(crate) value: f64,
    /// Its value without the scale words: 2.5 of "2.5 billion".
    pub(crate) unit: f64,
    /// Whether a scale word or suffix was read ("million", "bn", "lakh").
    pub(crate) scaled: bool,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
    /// Past its last character.
    pub(crate) after: Cursor<'t>,
}

/// What a scale word or suffix multiplies by, and whether it may stand apart from
/// its digits ("5 bn", but "5m").
fn scale_word(word: &str) -> Option<(f64, bool)> {
    Some(match lower(word, &mut [0; 12]) {
        b"hundred" => (1e2, true),
        b"thousand" => (1e3, true),
        b"k" => (1e3, false),
        b"lakh" | b"lakhs" | b"lac" | b"lacs" => (1e5, true),
        b"million" | b"millions" | b"mn" | b"mln" | b"mio" => (1e6, true),
        b"m" => (1e6, false),
        b"crore" | b"crores" | b"cr" => (1e7, true),
        b"billion" | b"billions" | b"bn" | b"bln" => (1e9, true),
        b"b" => (1e9, false),
        b"trillion" | b"trillions" | b"tn" | b"tln" | b"trn" => (1e12, true),
        b"t" => (1e12, false),
        b"quadrillion" => (1e15, true),
        _ => return None,
    })
}

/// The number that begins at `cursor`, in digits ("1,200.5", "12bn", "1.25 lakh
/// crore") or in words ("five trillion", "half a billion", "a hundred").
///
/// Takes "two and a half million"; takes "1 200 000" with no-break spaces; does
/// not take "a" alone, nor the "10" of "10th".
pub(crate) fn number(cursor: Cursor<'_>) -> Option<Number<'_>> {
    match cursor.peek()? {
        c if c.is_ascii_digit() => in_digits(cursor),
        c if c.is_ascii_alphabetic() => in_words(cursor),
        _ => None,
    }
}

/// The words that a number or an ordinal may begin with.
pub(crate) const BEGINNINGS: &str = "a an half quarter one two three four five six seven eight nine ten eleven twelve thirteen \
     fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy \
     eighty ninety first second third fourth fifth sixth seventh eighth ninth tenth eleventh \
     twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth \
     thirtieth fortieth fiftieth";

fn in_digits(cursor: Cursor<'_>) -> Option<Number<'_>> {
    let (value, after) = plain(cursor)?;
    let mut out = Number {
        value,
        unit: value,
        scaled: false,
        digits: true,
        after,
    };
    if let Some((fraction, after)) = comma_fraction(after) {
        out.value += fraction;
        out.unit = out.value;
        out.after = after;
    }
    if let Some((half, after)) = and_a_half(after) {
        out.value += half;
        out.unit = out.value;
        out.after = after;
    }
    if let Some((scale, after)) = scale(out.after) {
        out.value *= scale;
        out.scaled = true;
        out.after = after;
    }
    out.after.is_end().then_some(out)
}

/// Digits with their separators, without scale: "1,200.50", "1,20,000".
pub(crate) fn plain(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let (value, n_digits, mut after) = cursor.digits()?;
    let mut value = value as f64;
    if n_digits <= 3 {
        while let Some((group, n_digits, next)) = group(after) {
            value = value * 10f64.powi(n_digits as i32) + group as f64;
            after = next;
        }
    }
    if let Some((fraction, n_digits, next)) = after.sign('.').and_then(Cursor::digits) {
        value += fraction as f64 / 10f64.powi(n_digits as i32);
        after = next;
    }
    Some((value, after))
}

/// One more group of digits: a separator and three digits, or two digits before
/// another group (the Indian way).
fn group(cursor: Cursor<'_>) -> Option<(u64, usize, Cursor<'_>)> {
    let (separator, after) = match cursor.peek()? {
        c @ (',' | '\u{a0}' | '\u{202f}' | '\u{2009}') => (c, cursor.sign(c)?),
        _ => return None,
    };
    let (value, n_digits, after) = after.digits()?;
    let goes_on = || after.sign(separator).is_some_and(|c| c.digits().is_some());
    (n_digits == 3 || n_digits == 2 && separator == ',' && goes_on())
        .then_some((value, n_digits, after))
}

/// ",6" before a scale word, as continental writers have it: "12,6 million".
fn comma_fraction(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let (value, n_digits, after) = cursor.sign(',')?.digits()?;
    let scaled = n_digits <= 2 && scale(after).is_some();
    scaled.then(|| (value as f64 / 10f64.powi(n_digits as i32), after))
}

/// " and a half", "-and-a-half".
fn and_a_half(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let after = cursor.joint()?.word_in(&["and"])?;
    let after = after.joint()?.word_in(&["a"])?;
    let after = after.joint()?.word_in(&["half"])?;
    Some((0.5, after))
}

/// The scale words that come next, multiplied: " million", "bn", "-billion",
/// " lakh crore".
fn scale(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let mut out: Option<(f64, Cursor<'_>)> = None;
    let mut at = cursor;
    // "lakh crore" and "hundred thousand million" are as far as anybody goes.
    for _ in 0..3 {
        let Some((scale, after)) = one_scale(at) else {
            break;
        };
        out = Some((out.map_or(1.0, |o| o.0) * scale, after));
        at = after;
    }
    out
}

fn one_scale(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let (word, after, apart) = match cursor.word() {
        Some((word, after)) => (word, after, false),
        None => {
            let (word, after) = cursor.joint()?.word()?;
            (word, after, true)
        }
    };
    scale_word(word)
        .filter(|&(_, loose)| loose || !apart)
        .map(|(scale, _)| (scale, after))
}

/// The value of a unit or tens word.
fn word_value(word: &str) -> Option<f64> {
    let value: u8 = match lower(word, &mut [0; 12]) {
        b"one" => 1,
        b"two" => 2,
        b"three" => 3,
        b"four" => 4,
        b"five" => 5,
        b"six" => 6,
        b"seven" => 7,
        b"eight" => 8,
        b"nine" => 9,
        b"ten" => 10,
        b"eleven" => 11,
        b"twelve" => 12,
        b"thirteen" => 13,
        b"fourteen" => 14,
        b"fifteen" => 15,
        b"sixteen" => 16,
        b"seventeen" => 17,
        b"eighteen" => 18,
        b"nineteen" => 19,
        b"twenty" => 20,
        b"thirty" => 30,
        b"forty" => 40,
        b"fifty" => 50,
        b"sixty" => 60,
        b"seventy" => 70,
        b"eighty" => 80,
        b"ninety" => 90,
        _ => return None,
    };
    Some(f64::from(value))
}

/// A number in words. Linear in its words: each is read once.
fn in_words(cursor: Cursor<'_>) -> Option<Number<'_>> {
    let (first, after_first) = cursor.word()?;
    // Looked at first: nearly every word is none of these.
    let article = first.eq_ignore_ascii_case("a") || first.eq_ignore_ascii_case("an");
    let value = word_value(first);
    if value.is_none() && !article {
        return part(cursor);
    }
    let mut total = 0.0;
    let mut current;
    let mut scaled = false;
    let mut after;
    if article {
        // "a hundred", "a million"; never "a" alone.
        let (scale, next) = one_scale(after_first.space().map(|_| after_first)?)?;
        (current, after, scaled) = (scale, next, true);
    } else {
        (current, after) = (value?, after_first);
    }
    let first_unit = if scaled { 1.0 } else { current };
    for _ in 0..12 {
        if let Some((half, next)) = and_a_half(after) {
            current += half;
            after = next;
        }
        if let Some((scale, next)) = one_scale(after) {
            scaled = true;
            after = next;
            if scale < 1000.0 || current == 0.0 {
                current = current.max(1.0) * scale;
            } else {
                total += current * scale;
                current = 0.0;
            }
            continue;
        }
        let Some(next) = after.joint() else { break };
        let next = next
            .word_in(&["and"])
            .and_then(Cursor::space)
            .filter(|_| scaled)
            .unwrap_or(next);
        let Some((value, next)) = next.word().and_then(|(w, c)| Some((word_value(w)?, c))) else {
            break;
        };
        // "twenty-five", "hundred and five"; but "two four" are two numbers.
        let fits = if current % 100.0 == 0.0 {
            scaled
        } else {
            current % 10.0 == 0.0 && current % 100.0 >= 20.0 && value < 10.0
        };
        if !fits {
            break;
        }
        current += value;
        after = next;
    }
    Some(Number {
        value: total + current,
        unit: first_unit,
        scaled,
        digits: false,
        after,
    })
}

/// "half a billion", "half billion", "quarter of a million".
fn part(cursor: Cursor<'_>) -> Option<Number<'_>> {
    let (part, after) = match cursor.word_in(&["half"]) {
        Some(after) => (0.5, after),
        None => {
            let after = cursor.word_in(&["quarter"])?.space()?.word_in(&["of"])?;
            (0.25, after)
        }
    };
    let after = after
        .joint()
        .and_then(|c| c.word_in(&["a"]))
        .unwrap_or(after);
    let (scale, after) = scale(after)?;
    Some(Number {
        value: scale * part,
        unit: part,
        scaled: true,
        digits: false,
        after,
    })
}

/// The ordinal that begins at `cursor`, in digits ("14th") or words ("second",
/// "twenty-first"), below 1000, and the cursor past it.
pub(crate) fn ordinal(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    if let Some((value, n_digits, after)) = cursor.digits() {
        let after = after.word_in(&["st", "nd", "rd", "th"])?;
        return (n_digits <= 3).then_some((value as u32, after));
    }
    let (word, after) = cursor.word()?;
    if let Some(value) = ordinal_word(word) {
        return Some((value, after));
    }
    let tens = word_value(word).filter(|v| *v >= 20.0)?;
    let (unit, after) = after.dash()?.word()?;
    let unit = ordinal_word(unit).filter(|v| *v < 10)?;
    Some((tens as u32 + unit, after))
}

fn ordinal_word(word: &str) -> Option<u32> {
    Some(match lower(word, &mut [0; 12]) {
        b"first" => 1,
        b"second" => 2,
        b"third" => 3,
        b"fourth" => 4,
        b"fifth" => 5,
        b"sixth" => 6,
        b"seventh" => 7,
        b"eighth" => 8,
        b"ninth" => 9,
        b"tenth" => 10,
        b"eleventh" => 11,
        b"twelfth" => 12,
        b"thirteenth" => 13,
        b"fourteenth" => 14,
        b"fifteenth" => 15,
        b"sixteenth" => 16,
        b"seventeenth" => 17,
        b"eighteenth" => 18,
        b"nineteenth" => 19,
        b"twentieth" => 20,
        b"thirtieth" => 30,
        b"fortieth" => 40,
        b"fiftieth" => 50,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, want) in [
            ("1,200.50 x", Some((1200.5, "1,200.50"))),
            ("1,20,000", Some((120_000.0, "1,20,000"))),
            ("2,3", Some((2.0, "2"))),
            ("12bn", Some((12e9, "12bn"))),
            ("12,6 million", Some((12.6e6, "12,6 million"))),
            ("1.2-billion", Some((1.2e9, "1.2-billion"))),
            ("5 lakh", Some((5e5, "5 lakh"))),
            ("1.25 lakh crore", Some((1.25e12, "1.25 lakh crore"))),
            (
                "2 and a half million",
                Some((2.5e6, "2 and a half million")),
            ),
            ("five trillion yen", Some((5e12, "five trillion"))),
            ("twenty-five", Some((25.0, "twenty-five"))),
            (
                "one hundred and fifty thousand men",
                Some((150_000.0, "one hundred and fifty thousand")),
            ),
            (
                "two million three hundred thousand",
                Some((2_300_000.0, "two million three hundred thousand")),
            ),
            ("a hundred", Some((100.0, "a hundred"))),
            ("half a billion euros", Some((5e8, "half a billion"))),
            ("two and three", Some((2.0, "two"))),
            ("three hundred", Some((300.0, "three hundred"))),
            ("5 m", Some((5.0, "5"))),
            (
                "1\u{a0}200\u{a0}000 日本",
                Some((1_200_000.0, "1\u{a0}200\u{a0}000")),
            ),
            ("10th", None),
            ("a man", None),
            ("9999999999999999", None),
            ("🙂", None),
            ("é5", None),
        ] {
            let got = number(Cursor::new(text, 0)).map(|n| (n.value, &text[..n.after.at()]));
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn no_other_word_begins_a_number() {
        for word in crate::words::tests::of_the_tables() {
            let begins = word_value(word).is_some() || ordinal_word(word).is_some();
            let word = word.to_ascii_lowercase();
            assert!(
                !begins || BEGINNINGS.split(' ').any(|w| w == word),
                "{word}"
            );
        }
    }

    #[test]
    fn ordinals() {
        for (text, want) in [
            ("14th Summit", Some(14)),
            ("second", Some(2)),
            ("Twenty-first", Some(21)),
            ("3rd", Some(3)),
            ("2nd’s", Some(2)),
            ("seconds", None),
            ("14", None),
            ("twenty second", None),
        ] {
            let got = ordinal(Cursor::new(text, 0)).map(|o| o.0);
            assert_eq!(got, want, "{text}");
        }
    }
}
