//! Tables of tags as Taguette gives them out (`tag,description,number of highlights`),
//! in and out.
//!
//! A dot in a tag puts it under the tag before the dot, if there is one. Taguette knows
//! no terms; tables written here hold them in columns of their own, one a line, which
//! other programs pass over:
//!
//! ```text
//! tag,description,label,parent,terms,nested_scope
//! trade,"Tariffs, market access",Trade,,"term: tariff*
//! weak: growth",dictionary
//! ```

use super::{Codebook, RowProblem, Scope, TermKind, Theme, ThemeIdx};

/// Whether a line is the head of such a table.
pub(super) fn is_header(line: &str) -> bool {
    let first = line.split([',', ';', '\t']).next().unwrap_or("");
    first.trim().trim_matches('"').eq_ignore_ascii_case("tag")
}

/// Reads a table. Never fails: rows that cannot be used are left out and named.
pub(super) fn read(file: &str) -> (Codebook, Vec<RowProblem>) {
    let (mut book, mut problems) = (Codebook::default(), Vec::new());
    let mut rows = rows(file).into_iter();
    let head = rows.next().map(|row| row.1).unwrap_or_default();
    let column = |name: &str| {
        head.iter()
            .position(|h| h.trim().eq_ignore_ascii_case(name))
    };
    let Some(tag_column) = column("tag") else {
        if !head.is_empty() {
            let what = "the first line names no column \"tag\"; Taguette exports a codebook as tag,description";
            problems.push(RowProblem {
                line: 1,
                what: what.to_owned(),
            });
        }
        return (book, problems);
    };
    let columns = ["description", "label", "parent", "terms", "nested_scope"].map(column);
    for (line, row) in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |c| c.trim());
        let [description, label, parent, terms, scope] = columns.map(cell);
        let tag = cell(Some(tag_column));
        let mut say = |what: String| problems.push(RowProblem { line, what });
        if tag.is_empty() {
            say("this row has no tag".to_owned());
            continue;
        }
        if book.theme(tag).is_some() {
            say(format!("a second tag \"{tag}\"; give it another name"));
            continue;
        }
        let above = match parent {
            "" if columns[2].is_none() => tag
                .rsplit_once('.')
                .and_then(|(above, _)| book.theme(above)),
            "" => None,
            parent => book.theme(parent).or_else(|| {
                say(format!(
                    "\"{tag}\" stands under \"{parent}\", which is not above it in the file"
                ));
                None
            }),
        };
        if let Some(scope) = Scope::of_word(scope) {
            book.scope = scope;
        }
        let theme = ThemeIdx(book.themes.len() as u32);
        book.themes.push(Theme {
            key: tag.to_owned(),
            label: if label.is_empty() { tag } else { label }.to_owned(),
            definition: description.to_owned(),
            parent: above,
        });
        for term in terms.lines().filter(|t| !t.trim().is_empty()) {
            let (kind, text) = TermKind::of_line(term).unwrap_or((TermKind::Full, term.trim()));
            if let Err(what) = book.add_term(theme, kind, text) {
                say(what);
            }
        }
    }
    (book, problems)
}

/// The rows of a table, each with the line it begins on.
fn rows(file: &str) -> Vec<(u32, Vec<String>)> {
    let first = file.lines().next().unwrap_or("");
    let comma = [',', ';', '\t']
        .into_iter()
        .max_by_key(|c| first.matches(*c).count())
        .filter(|c| first.contains(*c))
        .unwrap_or(',');
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    let (mut row, mut cell, mut is_quoted, mut was_quoted) =
        (Vec::new(), String::new(), false, false);
    let (mut line, mut began) = (1, 1);
    let mut chars = file.chars().peekable();
    while let Some(c) = chars.next() {
        line += u32::from(c == '\n');
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() && !was_quoted => (is_quoted, was_quoted) = (true, true),
            _ if is_quoted => cell.push(c),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                if row.iter().any(|c| !c.is_empty()) {
                    rows.push((began, std::mem::take(&mut row)));
                }
                row.clear();
                (was_quoted, began) = (false, line);
            }
            _ if c == comma => {
                row.push(std::mem::take(&mut cell));
                was_quoted = false;
            }
            _ => cell.push(c),
        }
    }
    row.push(cell);
    if row.iter().any(|c| !c.is_empty()) {
        rows.push((began, row));
    }
    rows
}

/// `book` as a table.
pub(super) fn write(book: &Codebook) -> String {
    let mut out = "tag,description,label,parent,terms,nested_scope\r\n".to_owned();
    for (at, theme) in (0u32..).zip(&book.themes) {
        let parent = theme.parent.map_or("", |p| &book.themes[p.0 as usize].key);
        let terms: Vec<String> = book
            .terms_of(ThemeIdx(at))
            .map(|t| format!("{}: {}", t.kind.word(), t.text))
            .collect();
        let cells = [
            &theme.key,
            &theme.definition,
            &theme.label,
            parent,
            &terms.join("\n"),
            book.scope.word(),
        ];
        out.push_str(&cells.map(quoted).join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_taguette_are_read() {
        let file = "tag,description,number of highlights\r\ninteresting,\"Further “review”, é\nand \"\"more\"\" 🙂\",1\r\npeople 日本,,2\r\ninteresting.places,¥5 –,1\r\n";
        let (book, problems) = read(file);
        assert_eq!(problems, []);
        let themes: Vec<(&str, &str, Option<u32>)> = book
            .themes
            .iter()
            .map(|t| (&*t.key, &*t.definition, t.parent.map(|p| p.0)))
            .collect();
        assert_eq!(
            themes,
            [
                ("interesting", "Further “review”, é\nand \"more\" 🙂", None),
                ("people 日本", "", None),
                ("interesting.places", "¥5 –", Some(0)),
            ]
        );
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let cases = [
            ("name,x\na,b", 1, "no column \"tag\""),
            ("tag,description\na,\"x\ny\"\na,z", 4, "a second tag"),
            ("tag,description\n,b", 2, "has no tag"),
            ("tag;parent\na;b", 2, "not above it"),
            ("tag,terms\na,*", 2, "no letter"),
        ];
        for (file, line, expected) in cases {
            let (_, problems) = read(file);
            assert_eq!(
                (problems.len(), problems[0].line),
                (1, line),
                "{file}: {problems:?}"
            );
            assert!(problems[0].what.contains(expected), "{problems:?}");
        }
        for file in ["", "tag", "tag\n\"", "\"", "tag,tag\n,,,\n\"a\"b\"c"] {
            read(file);
        }
    }
}
