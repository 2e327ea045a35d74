//! A small pattern language over the words of a line. What the patterns say
//! stands in `boilerplate`.
//!
//! A pattern is a row of words, matched on folded words and anchored at both
//! ends of a line or sentence:
//!
//! | in a pattern | takes |
//! |---|---|
//! | `reply` | this word in any case |
//! | `reply\|comment` | one of these words |
//! | `us?` | this word or none |
//! | `tweet\|share+` | one or more of these words |
//! | `#` | a number |
//! | `^` | a word with a capital |
//! | `^^` | capitalised words, with small words as "and", "of", "in" between |
//! | `*` | any words, or none |
//! | `:` `(` `)` `©` `@` `>` `/` `-` | this mark |
//!
//! Marks in the text that the pattern does not ask for are passed over.
//! `leave a reply|comment` takes "Leave a Reply" and "LEAVE A COMMENT!", not
//! "Allies leave a reply to Moscow for later."

use core::cmp::Ordering;

use crate::Span;
use crate::character::{char_at, is_apostrophe, is_mark};

/// A word or mark of a line.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    /// As written.
    pub(crate) word: &'a str,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Whether it is a mark and no word.
    pub(crate) mark: bool,
}

impl Item<'_> {
    /// One past the last byte in the text.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.word.len()
    }

    /// Whether the word is `word`, whatever its case and kind of apostrophe.
    pub(crate) fn is(&self, word: &str) -> bool {
        // A curly apostrophe is two bytes longer than a straight one.
        self.word.eq_ignore_ascii_case(word)
            || (self.word.len() == word.len() + 2 && order(word, self.word).is_eq())
    }

    /// Whether it is one of `words`, which are in small letters.
    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(crate) fn is_number(&self) -> bool {
        self.word.bytes().all(|b| b.is_ascii_digit())
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }
}

/// The first words and marks of `span`, at most `most`, and whether these are
/// all.
pub(crate) fn items(text: &str, span: Span, most: usize) -> (Vec<Item<'_>>, bool) {
    let (mut at, end) = (span.start as usize, span.end as usize);
    let mut items = Vec::with_capacity(most.min(16));
    while at < end
        && let Some(c) = char_at(text, at)
    {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if items.len() == most {
            return (items, false);
        }
        let start = at;
        at += c.len_utf8();
        let mark = !c.is_alphanumeric();
        if !mark {
            at = word_end(text, at, end);
        }
        items.push(Item {
            word: &text[start..at],
            start,
            mark,
        });
    }
    (items, true)
}

/// Where the word that goes on at `at` ends, with its inner apostrophes.
fn word_end(text: &str, mut at: usize, end: usize) -> usize {
    while at < end
        && let Some(c) = char_at(text, at)
    {
        let next = at + c.len_utf8();
        let goes_on = c.is_alphanumeric()
            || is_mark(c)
            || (is_apostrophe(c) && char_at(text, next).is_some_and(char::is_alphabetic));
        if !goes_on {
            break;
        }
        at = next;
    }
    at
}

/// How `want`, a word as patterns write it, stands to the folded `word`.
pub(crate) fn order(want: &str, word: &str) -> Ordering {
    if word.is_ascii() {
        return want
            .bytes()
            .cmp(word.bytes().map(|b| b.to_ascii_lowercase()));
    }
    let folded = word.chars().map(|c| match c {
        _ if is_apostrophe(c) => '\'',
        _ => c.to_ascii_lowercase(),
    });
    want.chars().cmp(folded)
}

/// A pattern, read.
pub(crate) struct Pattern {
    wants: Vec<Want>,
}

/// One place of a pattern.
struct Want {
    take: Take,
    optional: bool,
    repeated: bool,
}

enum Take {
    Words(Vec<&'static str>),
    Number,
    Capitalised,
    Names,
    Anything,
}

impl Pattern {
    /// Reads a pattern as the head of this file describes it.
    pub(crate) fn read(pattern: &'static str) -> Self {
        Self {
            wants: pattern.split(' ').map(Want::read).collect(),
        }
    }

    /// The words it can begin with; none if it can begin with any.
    pub(crate) fn first_words(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        for want in &self.wants {
            match &want.take {
                Take::Words(list) => words.extend(list),
                _ => return Vec::new(),
            }
            if !want.optional {
                break;
            }
        }
        words
    }

    /// Words of which one is in all that it takes.
    pub(crate) fn sure_words(&self) -> Vec<&'static str> {
        let lists = self.wants.iter().filter(|want| !want.optional);
        lists
            .filter_map(|want| match &want.take {
                Take::Words(words) => Some(words.clone()),
                _ => None,
            })
            .next()
            .unwrap_or_default()
    }

    /// Whether it takes all of `items`; if these are not `all` of the line, its
    /// last place must be one that takes anything.
    pub(crate) fn takes(&self, items: &[Item<'_>], all: bool) -> bool {
        let open = matches!(self.wants.last(), Some(want) if matches!(want.take, Take::Anything));
        (all || open) && takes(&self.wants, items, false)
    }

    /// Whether it could take a line that begins with `items`.
    pub(crate) fn may_take(&self, items: &[Item<'_>]) -> bool {
        takes(&self.wants, items, true)
    }
}

impl Want {
    fn read(want: &'static str) -> Self {
        let (word, optional) = match want.strip_suffix('?') {
            Some(word) => (word, true),
            None => (want, false),
        };
        let (word, repeated) = match word.strip_suffix('+') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let take = match word {
            "#" => Take::Number,
            "^" => Take::Capitalised,
            "^^" => Take::Names,
            "*" => Take::Anything,
            "|" => Take::Words(vec!["|"]),
            _ => Take::Words(word.split('|').collect()),
        };
        Self {
            take,
            optional,
            repeated,
        }
    }

    fn takes(&self, item: &Item<'_>) -> bool {
        match &self.take {
            Take::Number => !item.mark && item.is_number(),
            Take::Capitalised => item.is_capitalised(),
            Take::Words(words) if item.mark => words
                .iter()
                .any(|&word| word == item.word || (word == "-" && matches!(item.word, "–" | "—"))),
            Take::Words(words) => item.is_one_of(words),
            Take::Names | Take::Anything => true,
        }
    }
}

/// Whether `wants` take all of `items`; if `partly`, whether they could if more
/// items came.
fn takes(wants: &[Want], items: &[Item<'_>], partly: bool) -> bool {
    let Some((want, rest)) = wants.split_first() else {
        return items.iter().all(|item| item.mark);
    };
    if partly && items.is_empty() {
        return true;
    }
    match want.take {
        Take::Anything => {
            return rest.is_empty()
                || (0..items.len()).any(|i| takes(rest, &items[i..], partly))
                || partly;
        }
        Take::Names => return takes_names(rest, items, partly),
        _ => {}
    }
    if want.optional && takes(rest, items, partly) {
        return true;
    }
    let Some((item, later)) = items.split_first() else {
        return false;
    };
    (want.takes(item)
        && (takes(rest, later, partly) || (want.repeated && takes(wants, later, partly))))
        || (item.mark && takes(wants, later, partly))
}

/// [`takes`] of `^^` and then `rest`.
fn takes_names(rest: &[Want], items: &[Item<'_>], partly: bool) -> bool {
    const BETWEEN: [&str; 20] = [
        "al", "and", "at", "bin", "da", "de", "del", "der", "di", "e", "el", "for", "from", "in",
        "la", "of", "on", "the", "van", "von",
    ];
    let passes = |item: &&Item<'_>| {
        item.mark || item.is_capitalised() || item.is_number() || BETWEEN.contains(&item.word)
    };
    let Some(first) = items.iter().position(|item| !item.mark) else {
        return partly;
    };
    if !items[first].is_capitalised() {
        return false;
    }
    let len = items.iter().take_while(passes).count();
    (first..len).any(|last| !items[last].mark && takes(rest, &items[last + 1..], partly))
        || (partly && len == items.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(pattern: &'static str, line: &str) -> bool {
        let (items, all) = items(line, Span::at(0, line.len()), 48);
        let pattern = Pattern::read(pattern);
        let taken = pattern.takes(&items, all);
        for n in 0..=items.len() {
            assert!(!taken || pattern.may_take(&items[..n]), "{line}: first {n}");
        }
        taken
    }

    /// Patterns, lines they take and lines they do not.
    #[test]
    fn patterns_take_lines() {
        for (pattern, taken, not) in [
            (
                "leave a reply|comment",
                &["Leave a Reply", "— LEAVE A COMMENT! 🙂"][..],
                &["Leave a", "Leave a reply for later", ""][..],
            ),
            (
                "read more : *",
                &["Read more: é", "Read More :"],
                &["Read more", "Read more of it"],
            ),
            (
                "by ^^",
                &["By Élise Dupont", "By A. B. Roe and Jo Doe in Tokyo"],
                &["By then", "By Jo Doe who"],
            ),
            (
                "# min|mins read",
                &["3 min read", "(12 mins read)"],
                &["three min read"],
            ),
            ("tweet|share+", &["Share", "Tweet | Share"], &["Share this"]),
            ("your? e? mail", &["Your e-mail", "Mail"], &["Your e"]),
            (
                "editor's note *",
                &["Editor’s note: ¥5, not 日本"],
                &["Editors note"],
            ),
            ("* ( photo )", &["Talks – (photo)"], &["Talks photo"]),
        ] {
            for line in taken {
                assert!(takes(pattern, line), "{pattern} must take {line}");
            }
            for line in not {
                assert!(!takes(pattern, line), "{pattern} must not take {line}");
            }
        }
    }
}
