//! Prints the mentions of each file as one JSON object a line, or with `--marked`
//! the text with its mentions marked. For looking at rules while writing them;
//! `chancery extract` prints whole records.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use chancery_extract::{Given, Mention, MentionKind, Reading, Value, read};

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
    let mentions: Vec<String> = reading
        .mentions
        .iter()
        .map(|m| {
            let entity = m.entity.map_or("null".to_string(), |e| {
                format!("{:?}", reading.entities[e.0 as usize].id)
            });
            format!(
                r#"{{"type":"{}","start":{},"end":{},"nested":{},"entity":{},"surface":{:?},"rule":"{}"{}}}"#,
                letter(m.kind).1,
                m.span.start,
                m.span.end,
                m.nested,
                entity,
                m.span.slice(text).replace('\u{ad}', ""),
                m.why.rule,
                value(m)
            )
        })
        .collect();
    format!(r#"{{"file":"{file}","mentions":[{}]}}"#, mentions.join(","))
}

fn value(m: &Mention) -> String {
    match &m.value {
        Some(Value::Date { timex, .. }) => format!(r#","value":"{timex}""#),
        Some(Value::Number { number, .. }) => format!(r#","value":{number}"#),
        Some(Value::Money {
            amount, currency, ..
        }) => {
            let code = currency
                .as_ref()
                .map_or("null".to_string(), |c| format!("{c:?}"));
            format!(r#","amount":{amount},"currency":{code}"#)
        }
        None => String::new(),
    }
}
