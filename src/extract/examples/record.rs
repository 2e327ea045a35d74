//! Prints the mentions of each file as one JSON object a line, or with `--marked`
//! the text with its mentions marked. For looking at rules while writing them;
//! `chancery extract` prints whole records.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use chancery_extract::{Given, MentionKind, Reading, Value, read};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let marked = args.iter().any(|a| a == "--marked");
    for path in args.iter().filter(|a| !a.starts_with("--")) {
        let text = std::fs::read_to_string(path).unwrap();
        let reading = read(&text, &Given::default());
        let file = path.rsplit('/').next().unwrap();
        if marked {
            println!("### {file}\n{}\n", mark(&text, &reading));
        } else {
            println!("{}", json(file, &text, &reading));
        }
    }
}

fn letter(kind: MentionKind) -> (&'static str, &'static str) {
    match kind {
        MentionKind::Person => ("P", "person"),
        MentionKind::Organisation => ("O", "org"),
        MentionKind::Place => ("L", "place"),
        MentionKind::Norp => ("N", "norp"),
        MentionKind::Date => ("D", "date"),
        MentionKind::Money => ("M", "money"),
        MentionKind::Number => ("#", "number"),
        MentionKind::Role => ("R", "role"),
        MentionKind::Programme => ("G", "programme"),
        MentionKind::Equipment => ("Q", "equipment"),
    }
}

fn mark(text: &str, reading: &Reading) -> String {
    let mut out = String::new();
    let mut at = 0;
    for m in reading.mentions.iter().filter(|m| !m.nested) {
        out.push_str(&text[at..m.span.start as usize]);
        out.push_str(&format!("[{} {}]", letter(m.kind).0, m.span.slice(text)));
        at = m.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

fn json(file: &str, text: &str, reading: &Reading) -> String {
    let mentions: Vec<serde_json::Value> = reading
        .mentions
        .iter()
        .map(|m| {
            let mut row = serde_json::json!({
                "type": letter(m.kind).1,
                "start": m.span.start,
                "end": m.span.end,
                "surface": m.span.slice(text),
                "nested": m.nested,
                "entity": m.entity.map(|e| &reading.entities[e.0 as usize].id),
                "rule": m.why.rule,
            });
            match m.value.as_deref() {
                Some(Value::Date { timex, .. }) => row["value"] = timex.as_str().into(),
                Some(Value::Number { number, .. }) => row["value"] = (*number).into(),
                Some(Value::Money {
                    amount, currency, ..
                }) => {
                    row["amount"] = (*amount).into();
                    row["currency"] = currency.as_deref().into();
                }
                None => {}
            }
            row
        })
        .collect();
    serde_json::json!({ "file": file, "mentions": mentions }).to_string()
}
