//! `chancery codebook`: what is doubtful in a codebook; and codebooks from disk.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use chancery_engine::{Codebook, Engine};

use crate::args;
use crate::extract;
use crate::report::{Report, one_line, say};

/// Prints the doubts. The code is 1 if there are any, or if a file was left out.
pub(crate) fn run(options: &args::Codebook) -> anyhow::Result<ExitCode> {
    let (book, n_problems) = read_with_problems(&options.codebook)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(format) = options.to {
        out.write_all(book.written(format).as_bytes())?;
        out.flush()?;
        return Ok(ExitCode::from(u8::from(n_problems > 0)));
    }
    let mut report = Report::new(false);
    let engine = Engine::with_codebook(book);
    let (engine, _) = extract::read_into(engine, &options.paths, &mut report)?;
    let is_complete = report.finish();
    let doubts = engine.doubts_of_codebook();
    if options.hits {
        for (theme, term, n_hits) in engine.hits_of_codebook() {
            writeln!(out, "{n_hits}\t{}\t{}", one_line(&theme), one_line(&term))?;
        }
    }
    for (theme, term, what) in &doubts {
        let name = if term.is_empty() {
            theme.clone()
        } else {
            format!("{theme}, “{term}”")
        };
        writeln!(out, "{}: {what}", one_line(&name))?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(
        !doubts.is_empty() || n_problems > 0 || !is_complete,
    )))
}

/// The codebook in a file; what cannot be used in it is named.
pub(crate) fn read(path: &Path) -> anyhow::Result<Codebook> {
    Ok(read_with_problems(path)?.0)
}

fn read_with_problems(path: &Path) -> anyhow::Result<(Codebook, usize)> {
    let name = path.display().to_string();
    let bytes = fs::read(path).with_context(|| format!("{name} cannot be read"))?;
    let file = String::from_utf8_lossy(&bytes);
    let file = file.strip_prefix('\u{feff}').unwrap_or(&file);
    let (book, problems) = Codebook::from_file(&name, file);
    for problem in &problems {
        say(&format!("{name}:{}: {}", problem.line, problem.what));
    }
    Ok((book, problems.len()))
}
