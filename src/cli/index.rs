//! `chancery index`: articles read once, kept in one file.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use crate::args::Index;
use crate::extract;
use crate::report::{Report, say};

/// Writes the file. The code is 1 if a file was left out.
pub(crate) fn run(options: &Index) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(options.report);
    let (mut engine, ids) = extract::read_all(&options.paths, &mut report)?;
    let is_complete = report.finish();
    let bytes = engine.save();
    write(&options.output, &bytes)
        .with_context(|| format!("{} cannot be written", options.output.display()))?;
    let (n_articles, n_bytes) = (ids.len(), bytes.len());
    say(&format!(
        "{n_articles} articles, {n_bytes} bytes, in {}",
        options.output.display()
    ));
    Ok(ExitCode::from(u8::from(!is_complete)))
}

/// Writes beside the file first, so that whatever happens there is a whole one.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = OsString::from(path);
    part.push(".part");
    fs::write(&part, bytes)?;
    fs::rename(&part, path)
}
