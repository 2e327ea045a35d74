//! Dictionaries of Yoshikoder (`.ykd`) and Lexicoder 2 (`.lcd`): XML of `cnode`, a
//! category, and `pnode`, a pattern.
//!
//! ```text
//! <dictionary style="050805" patternengine="substring">
//!   <cnode name="Policy">
//!     <cnode name="Trade"><pnode name="tariff*"/></cnode>
//!   </cnode>
//! </dictionary>
//! ```
//!
//! A single outermost category that holds others is the dictionary itself: it gives
//! its name, and is a theme only if it has patterns of its own.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{Codebook, MAX_DEPTH, RowProblem, Scope, TermKind, ThemeIdx, line_of};

/// Reads a dictionary. Never fails: what cannot be used is left out and named.
pub(super) fn read(document: &Document<'_>) -> (Codebook, Vec<RowProblem>) {
    let mut book = Codebook {
        scope: Scope::Key,
        ..Codebook::default()
    };
    let mut problems = Vec::new();
    let dictionary = document
        .descendants()
        .find(|n| n.has_tag_name("dictionary"));
    let top = dictionary.unwrap_or(document.root_element());
    if top.attribute("patternengine") == Some("regexp") {
        let what = "its patterns are regular expressions, which are not read as such; write them as words with *";
        problems.push(RowProblem {
            line: line_of(top),
            what: what.to_owned(),
        });
    }
    top.attribute("name")
        .unwrap_or("")
        .clone_into(&mut book.name);
    let outermost = whole(top);
    if let Some(outermost) = outermost {
        name(outermost).clone_into(&mut book.name);
    }
    // By category: its theme and how many it stands under.
    let mut places: BTreeMap<u32, (ThemeIdx, usize)> = BTreeMap::new();
    for node in top.descendants().filter(Node::is_element) {
        let above = node
            .parent()
            .and_then(|p| places.get(&p.id().get()))
            .copied();
        let taken = match node.tag_name().name() {
            "cnode" if Some(node) == outermost && !has_patterns(node) => Ok(()),
            "cnode" => {
                let depth = above.map_or(0, |a| a.1 + 1);
                if depth >= MAX_DEPTH {
                    Err(format!(
                        "\"{}\" stands under {MAX_DEPTH} categories; that is too deep",
                        name(node)
                    ))
                } else {
                    let theme = book.place(None, name(node), above.map(|a| a.0)).0;
                    places.insert(node.id().get(), (theme, depth));
                    Ok(())
                }
            }
            "pnode" => match above {
                Some((theme, _)) => book.add_term(theme, TermKind::Full, name(node)),
                None => Err(format!(
                    "the pattern \"{}\" stands in no category",
                    name(node)
                )),
            },
            _ => Ok(()),
        };
        let line = line_of(node);
        problems.extend(taken.err().map(|what| RowProblem { line, what }));
    }
    book.group();
    (book, problems)
}

fn name<'d>(node: Node<'d, '_>) -> &'d str {
    node.attribute("name").unwrap_or("").trim()
}

/// The category that is the dictionary itself.
fn whole<'d, 'i>(dictionary: Node<'d, 'i>) -> Option<Node<'d, 'i>> {
    let mut categories = dictionary.children().filter(|n| n.has_tag_name("cnode"));
    let first = categories.next()?;
    let is_whole = categories.next().is_none() && first.children().any(|n| n.has_tag_name("cnode"));
    is_whole.then_some(first)
}

fn has_patterns(node: Node<'_, '_>) -> bool {
    node.children().any(|n| n.has_tag_name("pnode"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(file: &str) -> (String, Vec<(String, String)>, Vec<RowProblem>) {
        let document = Document::parse(file).expect("well-formed");
        let (book, problems) = read(&document);
        let row = |t: &super::super::Term| {
            let key = book.themes[t.theme.0 as usize].key.clone();
            (key, t.text.clone())
        };
        (
            book.name.clone(),
            book.terms.iter().map(row).collect(),
            problems,
        )
    }

    #[test]
    fn dictionaries_are_read() {
        let ykd = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" patternengine=\"substring\">\n<cnode name=\"Policy – 日本\" desc=\"\">\n<cnode name=\"TRADE &amp; é\"><pnode name=\"tariff*\"/><cnode name=\"Sub\"><pnode name=\"quota\"/></cnode><pnode name=\"free trade\"/></cnode><cnode name=\"Arms 🙂\"><pnode name=\"¥*\"/></cnode>\n</cnode></dictionary>";
        let (name, terms, problems) = rows(ykd);
        assert_eq!(name, "Policy – 日本");
        let row = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        assert_eq!(
            terms,
            [
                row("trade-é", "tariff*"),
                row("trade-é", "free trade"),
                row("trade-é.sub", "quota")
            ]
        );
        assert_eq!((problems.len(), problems[0].line), (1, 4), "{problems:?}");
        let lcd = "<dictionary style=\"Lexicoder\" name=\"agendas\"><cnode name=\"t100\"><pnode name=\" NBB \"></pnode></cnode><cnode name=\"t200\"/></dictionary>";
        let (name, terms, _) = rows(lcd);
        assert_eq!(
            (name.as_str(), terms),
            ("agendas", vec![row("t100", "NBB")])
        );
        let own = "<dictionary patternengine=\"regexp\"><cnode name=\"A\"><pnode name=\"a\"/><cnode name=\"B\"><pnode name=\"b\"/></cnode></cnode></dictionary>";
        let (_, terms, problems) = rows(own);
        assert_eq!(terms, [row("a", "a"), row("a.b", "b")]);
        assert!(problems[0].what.contains("regular expressions"));
        let stray = rows("<dictionary><pnode name=\"x\"/></dictionary>").2;
        assert!(stray[0].what.contains("no category"));
    }
}
