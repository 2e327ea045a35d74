//! The command line: commands, options, help.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use chancery_engine::OffsetUnit;

/// What is to be done.
pub(crate) enum Command {
    Help(&'static str),
    Extract(Extract),
}

/// Options of `extract`.
#[derive(Default)]
pub(crate) struct Extract {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) offsets: OffsetUnit,
    /// Only these keys of a record; all when empty.
    pub(crate) fields: Vec<String>,
    pub(crate) collection: bool,
}

/// A command line that was not understood.
#[derive(Debug)]
pub(crate) struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for UsageError {}

const HELP: &str = "\
chancery reads news articles on international affairs.

usage: chancery COMMAND [OPTIONS] FILE|FOLDER|-...

commands:
  extract    print one record (a line of JSON) for each article

A FOLDER stands for the files in it, in the order of their names; - for standard input.
chancery COMMAND --help tells the options of a command.
";

const EXTRACT_HELP: &str = "\
usage: chancery extract [OPTIONS] FILE|FOLDER|-...

Prints one record for each article as a line of JSON, in the order of the arguments.
Files are plain text, Markdown, JSON or JSONL; standard input is JSONL if its first
character is {, else one plain text.

options:
  --collection       articles are read together: at the end a line for the whole collection
  --offsets UNIT     count positions in utf8 bytes (default), utf16 code units or codepoint
  --fields A,B       only these keys of each record
";

/// Reads the arguments after the program's name.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut args = args.peekable();
    let Some(command) = args.next() else {
        return Ok(Command::Help(HELP));
    };
    match command.to_str() {
        Some("extract") => extract(args),
        Some("help" | "--help" | "-h") => Ok(Command::Help(HELP)),
        _ => Err(UsageError(format!(
            "there is no command {command:?}; chancery --help lists the commands"
        ))),
    }
}

fn extract(mut args: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut options = Extract::default();
    while let Some(arg) = args.next() {
        let (name, value) = match arg.to_str().and_then(|a| a.split_once('=')) {
            Some((name, value)) if name.starts_with("--") => {
                (name.to_owned(), Some(value.to_owned()))
            }
            _ => (arg.to_string_lossy().into_owned(), None),
        };
        let mut value_of = |what: &str| {
            let value = value.clone().or_else(|| args.next()?.into_string().ok());
            value.ok_or_else(|| UsageError(format!("{name} needs {what}")))
        };
        match name.as_str() {
            "--help" | "-h" => return Ok(Command::Help(EXTRACT_HELP)),
            "--collection" => options.collection = true,
            "--offsets" => options.offsets = offset_unit(&value_of("utf8, utf16 or codepoint")?)?,
            "--fields" => {
                let fields = value_of("names of keys, separated by commas")?;
                options.fields = fields.split(',').map(|f| f.trim().to_owned()).collect();
            }
            "-" => options.paths.push(arg.into()),
            _ if name.starts_with('-') => {
                return Err(UsageError(format!(
                    "extract has no option {name}; chancery extract --help lists them (for a file of that name write ./{name})"
                )));
            }
            _ => options.paths.push(arg.into()),
        }
    }
    if options.paths.is_empty() {
        return Err(UsageError(
            "extract needs a file, a folder, or - for standard input".to_owned(),
        ));
    }
    Ok(Command::Extract(options))
}

fn offset_unit(name: &str) -> Result<OffsetUnit, UsageError> {
    match name {
        "utf8" => Ok(OffsetUnit::Utf8Byte),
        "utf16" => Ok(OffsetUnit::Utf16CodeUnit),
        "codepoint" => Ok(OffsetUnit::CodePoint),
        _ => Err(UsageError(format!(
            "there is no unit of offset {name:?}; allowed are utf8, utf16 and codepoint"
        ))),
    }
}
