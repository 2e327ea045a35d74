//! The page's words for counts, dates and odd characters.
//!
//! Here lives how something is said in British English; nothing here knows the
//! model or draws.
//!
//! Example: `count(1, "article", "articles")` is "1 article".

use std::borrow::Cow;

/// A number with its noun.
pub fn count(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with a thin space between thousands.
pub fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes: "31 kB", "1.4 MB".
pub fn size(n_bytes: u32) -> String {
    match n_bytes {
        0..1_000 => count(n_bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", n_bytes / 1_000),
        1_000_000..10_000_000 => format!("{:.1} MB", f64::from(n_bytes) / 1e6),
        _ => format!("{} MB", grouped(n_bytes / 1_000_000)),
    }
}

/// "4 of 5 articles", "4 articles" when that is all, "No articles".
pub fn of_total(n: u32, total: u32, one: &str, many: &str) -> String {
    match (n, total) {
        (_, 0) => format!("no {many}"),
        (n, total) if n == total => count(n, one, many),
        (n, total) => format!("{} of {}", grouped(n), count(total, one, many)),
    }
}

/// An ISO 8601 date as read aloud: "27 November 2024", "November 2024", "2024".
/// What is not such a date comes back as it is.
pub fn date(iso: &str) -> Cow<'_, str> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month
        .and_then(|m| m.parse::<usize>().ok())
        .and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let day = day.and_then(|d| d.parse::<u8>().ok());
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) if year.len() == 4 => {
            format!("{day} {month} {year}").into()
        }
        (Some(year), Some(month), None) if iso.len() == 7 => format!("{month} {year}").into(),
        _ => iso.into(),
    }
}

/// A name with the characters that are not seen, or that turn the reading
/// direction, shown as signs: "a\u{202E}b" is "a⟨U+202E⟩b".
pub fn visible(name: &str) -> Cow<'_, str> {
    if !name.contains(is_unseen) {
        return name.into();
    }
    let mut out = String::new();
    for c in name.chars() {
        if is_unseen(c) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out.into()
}

fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// At most `n_chars` characters of `text`, with "…" when something was left out.
pub fn short(text: &str, n_chars: usize) -> Cow<'_, str> {
    match text.char_indices().nth(n_chars) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_aloud() {
        for (iso, said) in [
            ("2024-11-27", "27 November 2024"),
            ("2023-07", "July 2023"),
            ("2023", "2023"),
            ("2023-13-01", "2023-13-01"),
            ("XXXX-WXX-4", "XXXX-WXX-4"),
            ("日本 – ¥", "日本 – ¥"),
            ("", ""),
        ] {
            assert_eq!(date(iso), said);
        }
    }

    #[test]
    fn unseen_characters_become_signs() {
        for (name, shown) in [
            (
                "S. Jayashankar’s “¥” – é 日本 🙂",
                "S. Jayashankar’s “¥” – é 日本 🙂",
            ),
            ("a\u{202E}b", "a⟨U+202E⟩b"),
            ("\u{200B}\u{FEFF}", "⟨U+200B⟩⟨U+FEFF⟩"),
        ] {
            assert_eq!(visible(name), shown);
        }
    }

    #[test]
    fn counts_have_their_noun() {
        assert_eq!(of_total(4, 5, "article", "articles"), "4 of 5 articles");
        assert_eq!(of_total(1, 1, "article", "articles"), "1 article");
        assert_eq!(of_total(0, 0, "article", "articles"), "no articles");
        assert_eq!(grouped(1_234_567), "1\u{2009}234\u{2009}567");
        assert_eq!(short("日本語の文", 2), "日本…");
        assert_eq!(short("日本", 2), "日本");
    }
}
