//! Boilerplate: the lines of a news page that are not the article's own words,
//! and the patterns that know them. The table stands at the end of this file.
//!
//! A pattern is a row of words, matched on folded words, anchored at both ends:
//!
//! | in a pattern | takes |
//! |---|---|
//! | `reply` | this word in any case |
//! | `reply|comment` | one of these words |
//! | `us?` | this word or none |
//! | `#` | a number |
//! | `^` | a word with a capital |
//! | `*` | any words, or none |
//! | `:` `(` `)` `©` `@` `>` `/` | this mark |
//!
//! Marks in the text that the pattern does not ask for are passed over.
//! `leave a reply|comment` takes "Leave a Reply" and "LEAVE A COMMENT!", not
//! "Allies leave a reply to Moscow for later."

use std::sync::OnceLock;

use crate::character::{char_at, is_apostrophe, is_mark};
use crate::{BoilerplateKind, Span};

/// A kind of boilerplate and the rule that found it.
pub(crate) type Verdict = (BoilerplateKind, &'static str);

/// A word or mark of a line.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    /// As written.
    pub(crate) word: &'a str,
    /// Whether it is a mark and no word.
    pub(crate) mark: bool,
}

/// No pattern looks further into a line: items.
pub(crate) const REACH: usize = 48;

/// The first words and marks of `span`, at most [`REACH`]; and whether these
/// are all.
pub(crate) fn items(text: &str, span: Span) -> (Vec<Item<'_>>, bool) {
    let (mut at, end) = (span.start as usize, span.end as usize);
    let mut items = Vec::new();
    while let Some(c) = char_at(text, at).filter(|_| at < end) {
        if items.len() == REACH {
            return (items, false);
        }
        let start = at;
        at += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let mark = !c.is_alphanumeric();
        while let Some(c) = char_at(text, at).filter(|_| !mark && at < end) {
            let inner = is_apostrophe(c)
                && char_at(text, at + c.len_utf8()).is_some_and(char::is_alphabetic);
            if !(c.is_alphanumeric() || is_mark(c) || inner) {
                break;
            }
            at += c.len_utf8();
        }
        items.push(Item {
            word: &text[start..at],
            mark,
        });
    }
    (items, true)
}

/// The row that takes the whole of `span`, if one does.
pub(crate) fn whole(text: &str, span: Span) -> Option<Verdict> {
    if span.len() > 400 || !may_start(text, span) {
        return None;
    }
    let (items, all) = items(text, span);
    if !all {
        return None;
    }
    candidates(&items).find_map(|row| takes(row.pattern, &items).then_some((row.kind, row.rule)))
}

/// Whether some row begins with the first word of `span`: the cheap test that
/// spares nearly every sentence the rest.
fn may_start(text: &str, span: Span) -> bool {
    let head = Span::new(span.start, span.end.min(span.start + 80));
    let head = head.slice(text);
    head.is_empty() || {
        let first = head
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '©')
            .split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
            .next()
            .unwrap_or("");
        first.is_empty() || starts(first).next().is_some()
    }
}

fn candidates<'a>(items: &'a [Item<'a>]) -> impl Iterator<Item = &'static Row> + 'a {
    let first = items.iter().find(|item| !item.mark);
    let mark = items.first().filter(|item| item.mark);
    [first, mark]
        .into_iter()
        .flatten()
        .flat_map(|item| starts(item.word))
}

/// The rows that begin with `word`, by the index.
fn starts(word: &str) -> impl Iterator<Item = &'static Row> {
    static INDEX: OnceLock<Vec<(&'static str, &'static Row)>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index = Vec::new();
        for row in TABLE {
            for item in row.pattern.split(' ') {
                let optional = item.ends_with('?');
                index.extend(
                    item.trim_end_matches('?')
                        .split('|')
                        .map(|word| (word, row)),
                );
                if !optional {
                    break;
                }
            }
        }
        index.sort_by_key(|&(word, _)| word);
        index
    });
    let word = fold(word);
    let from = index.partition_point(|&(w, _)| w < word.as_str());
    let to = index.partition_point(|&(w, _)| w <= word.as_str());
    index[from..to].iter().map(|&(_, row)| row)
}

/// A word of a line as patterns write it.
fn fold(word: &str) -> String {
    word.chars()
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether `pattern` takes all of `items`.
fn takes(pattern: &str, items: &[Item<'_>]) -> bool {
    let Some((want, rest)) = pattern
        .split_once(' ')
        .or((!pattern.is_empty()).then_some((pattern, "")))
    else {
        return items.iter().all(|item| item.mark);
    };
    if want == "*" {
        return rest.is_empty() || (0..items.len()).any(|i| takes(rest, &items[i..]));
    }
    let (want, optional) = match want.strip_suffix('?') {
        Some(want) if !want.is_empty() => (want, true),
        _ => (want, false),
    };
    if optional && takes(rest, items) {
        return true;
    }
    let Some((item, later)) = items.split_first() else {
        return false;
    };
    if takes_one(want, item) {
        return takes(rest, later) || (item.mark && takes(pattern, later));
    }
    item.mark && takes(pattern, later)
}

fn takes_one(want: &str, item: &Item<'_>) -> bool {
    match want {
        "#" => item.word.bytes().all(|b| b.is_ascii_digit()),
        "^" => item.word.starts_with(char::is_uppercase),
        _ if item.mark => want == item.word,
        _ => {
            let word = fold(item.word);
            want.split('|').any(|want| want == word)
        }
    }
}

struct Row {
    kind: BoilerplateKind,
    pattern: &'static str,
    rule: &'static str,
}

macro_rules! table {
    ($($kind:ident $name:literal { $($pattern:literal)* })*) => {
        &[$($(Row {
            kind: BoilerplateKind::$kind,
            pattern: $pattern,
            rule: concat!("boilerplate.", $name, ": ", $pattern),
        }),*),*]
    };
}

const TABLE: &[Row] = table! {
    Advertisement "advertisement" {
        "advertisement|advertisment|advertisements|advertisments|advertising|advert"
        "advertisement|advertisment continues?"
    }
    CommentForm "comment_form" {
        "leave a reply|comment|response"
        "your email address will not be published *"
    }
    SourceLine "source_line" {
        "source|sources by agencies|agency"
        "source|sources : *"
    }
    RelatedLink "related_link" {
        "also read|watch|see : *"
        "read more|also : *"
        "related : *"
    }
};
