//! `chancery export`: what was found, in the form of another program.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_protocol::answer::Response;
use chancery_protocol::ask::{Request, Selection};

use crate::args::Export;
use crate::extract;
use crate::report::Report;

/// Prints the file. The code is 1 if an article was left out.
pub(crate) fn run(options: &Export) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(false);
    let (mut engine, _) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let request = Request::Export {
        selection: Selection {
            find: options.query.clone(),
            ..Selection::default()
        },
        form: options.form,
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Exported(text) => io::stdout().lock().write_all(text.as_bytes())?,
        Response::Failed(failure) => anyhow::bail!("{} {}", failure.what, failure.remedy),
        _ => anyhow::bail!("the engine gave another answer than was asked for"),
    }
    Ok(ExitCode::from(u8::from(!is_complete)))
}
