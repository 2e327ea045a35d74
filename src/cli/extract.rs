//! `chancery extract`: articles in, records out.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::{Engine, export};
use serde_json::Value;

use crate::args::Extract;
use crate::{files, say};

/// Prints the records. The code is 1 if a file was left out.
pub(crate) fn run(options: &Extract) -> anyhow::Result<ExitCode> {
    let mut engine = Engine::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut is_complete = true;
    for source in files::sources(&options.paths)? {
        let file = match source.read() {
            Ok(file) => file,
            Err(error) => {
                say(&format!("chancery: {error:#}"));
                is_complete = false;
                continue;
            }
        };
        let (articles, left_out) = chancery_engine::import(&[file]);
        let mut left_out = left_out;
        for raw in articles {
            match engine.read(raw).and_then(|read| engine.add_read(read)) {
                Ok(id) => {
                    if let Some(record) = export::record(&engine, id.0, options.offsets) {
                        let mut record = serde_json::to_value(record)?;
                        keep(&mut record, &options.fields);
                        serde_json::to_writer(&mut out, &record)?;
                        out.write_all(b"\n")?;
                    }
                }
                Err(refused) => left_out.push(refused),
            }
        }
        for file in left_out {
            is_complete = false;
            say(&format!("chancery: {}: {}", file.file, file.reason));
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!is_complete)))
}

/// Leaves only `fields` in a record, if any are named.
fn keep(record: &mut Value, fields: &[String]) {
    if let (Value::Object(record), false) = (record, fields.is_empty()) {
        record.retain(|key, _| fields.contains(key));
    }
}
