//! Globs over words: `*` stands for any characters, `?` for one.

/// Whether `word` satisfies `glob`, in time of their lengths multiplied at most.
pub(crate) fn is_like(glob: &str, word: &str) -> bool {
    let (mut glob, mut word) = (glob.chars(), word.chars());
    // What follows the last star, and the word from where that was last tried.
    let mut star = None;
    loop {
        let here = word.clone();
        match (glob.next(), word.next()) {
            (Some('*'), _) => {
                star = Some((glob.clone(), here.clone()));
                word = here;
            }
            (Some(g), Some(w)) if g == '?' || g == w => {}
            (None, None) => return true,
            _ => {
                let Some((after, tried)) = &mut star else {
                    return false;
                };
                // Let the star take one more character and try again.
                if tried.next().is_none() {
                    return false;
                }
                (glob, word) = (after.clone(), tried.clone());
            }
        }
    }
}

/// Whether `word` has the first byte that `glob` asks for: the cheap test that
/// spares nearly every word the other.
pub(crate) fn begins_alike(glob: &str, word: &str) -> bool {
    match glob.as_bytes().first() {
        Some(b'*' | b'?') => true,
        first => first == word.as_bytes().first(),
    }
}

/// What every word that satisfies `glob` begins with.
pub(crate) fn stem(glob: &str) -> &str {
    let end = glob.find(['*', '?']).unwrap_or(glob.len());
    &glob[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_satisfied() {
        let cases = [
            ("trade*", "traders", true),
            ("trade*", "trade", true),
            ("trade*", "trad", false),
            ("*ade", "trade", true),
            ("*ade", "traders", false),
            ("t*d*s", "traders", true),
            ("t?ade", "trade", true),
            ("t?ade", "tade", false),
            ("日?", "日本", true),
            ("*", "", true),
            ("?", "", false),
            ("", "", true),
            ("a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
        ];
        for (glob, word, expected) in cases {
            assert_eq!(is_like(glob, word), expected, "{glob} {word}");
        }
    }
}
