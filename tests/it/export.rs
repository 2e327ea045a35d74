//! What is taken out in the forms of other programs: it can be read back, and says what
//! stands in the articles.

use chancery_engine::Engine;
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{ExportForm, RawArticle, Request, Selection};
use serde_json::Value;

/// Words that each form must carry unharmed, or in its own spelling.
const TEXT: &str = "=HYPERLINK(\"x\") \"Talks\" – 50% & {more}, <b>R&D</b>; #1_a ~ 日本 🙂\n\n\
TOKYO, 5 March 2024 (Reuters) – Foreign Minister Yoko Kamikawa met Indian External Affairs Minister \
    S. Jaishankar in Tokyo on 4 March 2024. Japan agreed to invest ¥5 trillion in India, she said. \
    “We trade; we, too\\gain,” he said.\n";

fn engine() -> Engine {
    let mut engine = Engine::default();
    let article = |file: &str, text: String| RawArticle {
        file: file.to_owned(),
        text,
        address: Some("https://example.org/a?b=c&d=é".to_owned()),
        ..RawArticle::default()
    };
    let articles = vec![
        article("-one, two.txt", TEXT.to_owned()),
        article("b.txt", TEXT.replace("¥5", "¥6").replace("Talks", "More")),
    ];
    engine.handle(Request::Add { articles }, &mut |_, _| ());
    engine
}

fn export(engine: &mut Engine, form: ExportForm, find: &str) -> String {
    let selection = Selection {
        find: find.to_owned(),
        ..Selection::default()
    };
    match engine.handle(Request::Export { selection, form }, &mut |_, _| ()) {
        Response::Exported(text) => text,
        other => panic!("{other:?}"),
    }
}

/// The rows of a CSV as RFC 4180 has them.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.last(), Some(&""), "each line ends");
    let cells = |line: &str| {
        let inner = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'));
        let cells = inner.expect("quoted").split("\",\"");
        cells.map(|cell| cell.replace("\"\"", "\"")).collect()
    };
    lines[..lines.len() - 1]
        .iter()
        .map(|line| cells(line))
        .collect()
}

#[test]
fn tables_have_a_cell_in_each_column_and_no_formula() {
    let mut engine = engine();
    for (form, find, column, wanted) in [
        (ExportForm::ArticlesCsv, "", "people", "Yoko Kamikawa"),
        (ExportForm::MentionsCsv, "", "surface", "¥5 trillion"),
        (ExportForm::FactsCsv, "", "about", "JPY"),
        (ExportForm::ConcordanceCsv, "Tokyo", "hit", "Tokyo"),
    ] {
        let rows = rows(&export(&mut engine, form, find));
        let head = &rows[0];
        let at = head.iter().position(|name| name == column).expect(column);
        assert!(
            rows[1..].iter().any(|row| row[at].contains(wanted)),
            "{wanted} in {form:?}"
        );
        for row in &rows {
            assert_eq!(row.len(), head.len(), "{row:?}");
            assert!(
                !row.iter()
                    .any(|cell| cell.starts_with(['=', '+', '-', '@'])),
                "{row:?}"
            );
        }
    }
}

#[test]
fn positions_in_tables_point_at_their_words() {
    let mut engine = engine();
    let letters: Vec<char> = TEXT.chars().collect();
    let rows = rows(&export(&mut engine, ExportForm::MentionsCsv, ""));
    let n_checked = rows[1..]
        .iter()
        .filter(|row| row[1] == "'-one, two.txt")
        .map(|row| {
            let (start, end) = (row[3].parse::<usize>().unwrap(), row[4].parse().unwrap());
            assert_eq!(letters[start..end].iter().collect::<String>(), row[6]);
        })
        .count();
    assert!(n_checked > 5, "{n_checked} mentions");
}

#[test]
fn annotations_point_at_their_words() {
    let page: Value =
        serde_json::from_str(&export(&mut engine(), ExportForm::Annotations, "")).expect("JSON");
    let items = page["items"].as_array().expect("items");
    assert!(items.len() > 10);
    let letters: Vec<char> = TEXT
        .replace("¥5", "¥6")
        .replace("Talks", "More")
        .chars()
        .collect();
    let mut n_found = 0;
    for item in items {
        let [quote, position] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("{item}");
        };
        let place = |name: &str| position[name].as_u64().unwrap() as usize;
        let words: String = letters
            [place("start").min(letters.len())..place("end").min(letters.len())]
            .iter()
            .collect();
        n_found += usize::from(quote["exact"] == words);
        assert_eq!(item["target"]["source"], "https://example.org/a?b=c&d=é");
    }
    assert!(n_found >= items.len() / 2, "{n_found} of {}", items.len());
}

#[test]
fn labels_begin_where_mentions_begin() {
    let conll = export(&mut engine(), ExportForm::Conll, "");
    let lines: Vec<(&str, &str)> = conll.lines().filter_map(|l| l.split_once('\t')).collect();
    assert_eq!(lines.iter().filter(|l| l.0 == "-DOCSTART-").count(), 2);
    let at = lines.iter().position(|l| l.0 == "Yoko").expect("Yoko");
    assert_eq!(
        lines[at..at + 3],
        [("Yoko", "B-PERSON"), ("Kamikawa", "I-PERSON"), ("met", "O")]
    );
    let mut before = "O";
    for (word, label) in lines {
        if let Some(kind) = label.strip_prefix("I-") {
            assert_eq!(before.get(2..), Some(kind), "{word}");
        }
        before = label;
    }
}

#[test]
fn references_carry_title_day_and_address() {
    let mut engine = engine();
    let csl: Value =
        serde_json::from_str(&export(&mut engine, ExportForm::CslJson, "")).expect("JSON");
    assert_eq!(
        csl[0]["issued"]["date-parts"][0],
        serde_json::json!([2024, 3, 5])
    );
    assert_eq!(csl[0]["URL"], "https://example.org/a?b=c&d=é");
    let title = csl[0]["title"].as_str().expect("a title");
    assert!(title.contains("\"Talks\" – 50% & {more}"), "{title}");

    let bibtex = export(&mut engine, ExportForm::BibTex, "");
    assert!(bibtex.contains("50\\% \\& \\{more\\}"), "{bibtex}");
    assert!(bibtex.contains("date = {2024-03-05}"), "{bibtex}");
    let (open, shut) = (bibtex.matches('{').count(), bibtex.matches('}').count());
    assert_eq!(open, shut);

    let ris = export(&mut engine, ExportForm::Ris, "");
    for line in [
        "TY  - NEWS",
        "DA  - 2024/03/05",
        "UR  - https://example.org/a?b=c&d=é",
        "ER  - ",
    ] {
        assert_eq!(
            ris.split("\r\n").filter(|l| *l == line).count(),
            2,
            "{line}"
        );
    }
}

#[test]
fn the_network_is_well_formed_and_joins_who_met() {
    let graphml = export(&mut engine(), ExportForm::GraphMl, "");
    let document = roxmltree::Document::parse(&graphml).expect("well-formed");
    let with_name = |name: &str| {
        let nodes = document
            .descendants()
            .filter(|n| n.has_tag_name(("http://graphml.graphdrawing.org/xmlns", name)));
        nodes.collect::<Vec<_>>()
    };
    let label = |id: &str| {
        let nodes = with_name("node");
        let node = nodes
            .iter()
            .find(|n| n.attribute("id") == Some(id))
            .expect("a node");
        let data = node
            .children()
            .find(|n| n.attribute("key") == Some("label"));
        data.and_then(|data| data.text())
            .unwrap_or_default()
            .to_owned()
    };
    let edges = with_name("edge");
    let met = edges.iter().any(|edge| {
        let ends = ["source", "target"].map(|end| label(edge.attribute(end).expect("an end")));
        ends.iter().any(|end| end.contains("Kamikawa"))
            && ends.iter().any(|end| end.contains("Jaishankar"))
    });
    assert!(met, "{graphml}");
}

#[test]
fn the_calendar_has_lines_that_end_and_fit() {
    let calendar = export(&mut engine(), ExportForm::Calendar, "");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20240304\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("DTEND;VALUE=DATE:20240305\r\n"),
        "{calendar}"
    );
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let count = |word: &str| calendar.matches(word).count();
    assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"));
    assert_eq!(
        calendar,
        export(&mut engine(), ExportForm::Calendar, ""),
        "the same each time"
    );
}

#[test]
fn nothing_selected_is_an_empty_file_of_its_form() {
    let mut engine = engine();
    for (form, ..) in ExportForm::ALL {
        let text = export(&mut engine, form, "nowhere-in-the-articles");
        match form {
            ExportForm::CslJson | ExportForm::Annotations => {
                serde_json::from_str::<Value>(&text).expect("JSON");
            }
            ExportForm::GraphMl => {
                roxmltree::Document::parse(&text).expect("XML");
            }
            ExportForm::Calendar => assert!(text.contains("BEGIN:VCALENDAR")),
            ExportForm::Records | ExportForm::Conll | ExportForm::BibTex | ExportForm::Ris => {
                assert_eq!(text, "", "{form:?}");
            }
            _ => assert_eq!(rows(&text).len(), 1, "{form:?}"),
        }
    }
}
