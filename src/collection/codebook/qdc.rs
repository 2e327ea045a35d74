//! Codebooks of REFI-QDA (`.qdc`, and those within projects, `.qde`), in and out: XML of
//! codes within codes, each with a description.
//!
//! The format knows no terms. They are written as lines at the end of the description,
//! and read again from there:
//!
//! ```text
//! <Code guid="…" name="Trade" isCodable="true">
//!   <Description>Tariffs, market access
//! term: tariff*
//! weak: growth</Description>
//! </Code>
//! ```

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{Codebook, MAX_DEPTH, RowProblem, Scope, TermKind, ThemeIdx, line_of};

/// The line of a description that holds a key that the name does not give.
const KEY: &str = "key: ";

/// What the origin says when the scope is the key.
const KEY_SCOPE: &str = "nested_scope=key";

/// Reads a codebook. Never fails: what cannot be used is left out and named.
pub(super) fn read(document: &Document<'_>) -> (Codebook, Vec<RowProblem>) {
    let (mut book, mut problems) = (Codebook::default(), Vec::new());
    let root = document.root_element();
    if root
        .attribute("origin")
        .is_some_and(|o| o.contains(KEY_SCOPE))
    {
        book.scope = Scope::Key;
    }
    // By code: its theme and how many it stands under.
    let mut places: BTreeMap<u32, (ThemeIdx, usize)> = BTreeMap::new();
    let codes = root.descendants().filter(|n| n.tag_name().name() == "Code");
    for node in codes {
        let line = line_of(node);
        let mut say = |what: String| problems.push(RowProblem { line, what });
        let Some(name) = node.attribute("name").filter(|n| !n.trim().is_empty()) else {
            say("this code has no name".to_owned());
            continue;
        };
        let above = node
            .parent()
            .and_then(|p| places.get(&p.id().get()))
            .copied();
        let depth = above.map_or(0, |a| a.1 + 1);
        if depth >= MAX_DEPTH {
            say(format!(
                "\"{name}\" stands under {MAX_DEPTH} codes; that is too deep"
            ));
            continue;
        }
        let description = description(node);
        let key = description.lines().find_map(|line| line.strip_prefix(KEY));
        let (theme, is_known) = book.place(key, name, above.map(|a| a.0));
        if is_known {
            say(format!(
                "a second code \"{name}\"; its terms are added to the first"
            ));
        }
        places.insert(node.id().get(), (theme, depth));
        for what in describe(&mut book, theme, description) {
            say(what);
        }
    }
    book.group();
    (book, problems)
}

fn description<'d>(code: Node<'d, '_>) -> &'d str {
    let description = code
        .children()
        .find(|n| n.tag_name().name() == "Description");
    description.and_then(|d| d.text()).unwrap_or("")
}

/// Takes definition and terms out of a description; gives what cannot be used.
fn describe(book: &mut Codebook, theme: ThemeIdx, description: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut definition: Vec<&str> = Vec::new();
    for line in description.lines() {
        if let Some((kind, text)) = TermKind::of_line(line) {
            problems.extend(book.add_term(theme, kind, text).err());
        } else if !line.starts_with(KEY) {
            definition.push(line);
        }
    }
    book.themes[theme.0 as usize].definition = definition.join("\n").trim().to_owned();
    problems
}

/// `book` as a codebook; themes stand under their parents.
pub(super) fn write(book: &Codebook) -> String {
    let scope = match book.scope {
        Scope::Dictionary => String::new(),
        Scope::Key => format!("; {KEY_SCOPE}"),
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Chancery{scope}\">\n<Codes>\n"
    );
    for theme in book.themes_under(None) {
        write_code(book, theme, &mut out);
    }
    out.push_str("</Codes>\n</CodeBook>\n");
    out
}

fn write_code(book: &Codebook, at: ThemeIdx, out: &mut String) {
    let theme = &book.themes[at.0 as usize];
    let name = escaped(&theme.label);
    let guid = guid(&theme.key);
    out.push_str(&format!(
        "<Code guid=\"{guid}\" name=\"{name}\" isCodable=\"true\">\n<Description>"
    ));
    let mut lines = Vec::new();
    if !theme.definition.is_empty() {
        lines.push(theme.definition.clone());
    }
    if theme.key != book.key_of(&theme.label, theme.parent) {
        lines.push(format!("{KEY}{}", theme.key));
    }
    let terms = book.terms_of(at);
    lines.extend(terms.map(|t| format!("{}: {}", t.kind.word(), t.text)));
    out.push_str(&escaped(&lines.join("\n")));
    out.push_str("</Description>\n");
    for below in book.themes_under(Some(at)) {
        write_code(book, below, out);
    }
    out.push_str("</Code>\n");
}

/// The same key gives the same id in every export.
fn guid(key: &str) -> String {
    let half = |seed: u64| {
        key.bytes().fold(seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let (a, b) = (half(0xcbf2_9ce4_8422_2325), half(0x8422_2325_cbf2_9ce4));
    format!(
        "{:08X}-{:04X}-{:04X}-{:04X}-{:012X}",
        a >> 32,
        a >> 16 & 0xffff,
        a & 0xffff,
        b >> 48,
        b & 0xffff_ffff_ffff
    )
}

fn escaped(text: &str) -> String {
    // XML has no place for other signs of control.
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codebooks_of_other_programs_are_read() {
        let file = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Taguette 1.4\"><Codes>\n<Code guid=\"0D62985D-B147-5D01-A9B5-CAE5DCD98342\" name=\"Talks – 日本\" isCodable=\"true\" color=\"#FF0000\"><Description>What “both sides” said: é 🙂 ¥5\nand more</Description><Code guid=\"1\" name=\"Held\" isCodable=\"true\"/></Code>\n<Code guid=\"2\" isCodable=\"true\"/></Codes><Sets/></CodeBook>";
        let document = Document::parse(file).expect("well-formed");
        let (book, problems) = read(&document);
        let themes: Vec<(&str, &str)> = book
            .themes
            .iter()
            .map(|t| (&*t.key, &*t.definition))
            .collect();
        assert_eq!(
            themes,
            [
                ("talks-日本", "What “both sides” said: é 🙂 ¥5\nand more"),
                ("talks-日本.held", "")
            ]
        );
        assert_eq!(book.themes[1].parent, Some(ThemeIdx(0)));
        assert_eq!((problems.len(), problems[0].line), (1, 5), "{problems:?}");
        assert!(problems[0].what.contains("no name"));
    }
}
