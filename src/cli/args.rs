//! The command line: commands, options, help.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;

use chancery_engine::{BookFormat, OffsetUnit};
use chancery_protocol::ask::{ExportForm, LineGroup, LineKey};
use chancery_protocol::record;

/// What is to be done.
pub(crate) enum Command {
    Help(&'static str),
    Across(Across),
    Extract(Extract),
    Explain(Vec<PathBuf>),
    Codebook(Codebook),
    Concordance(Concordance),
    Export(Export),
    Index(Index),
    Ledger(Ledger),
    Search(Search),
}

/// What spans articles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Timeline,
    Matrix,
    Network,
}

/// Options of `timeline`, `matrix` and `network`.
pub(crate) struct Across {
    pub(crate) view: View,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) json: bool,
    /// Only the articles that it finds; all when empty.
    pub(crate) query: String,
    /// How many articles, actors or nodes.
    pub(crate) n_shown: Option<u32>,
}

/// Options of `extract`.
#[derive(Default)]
pub(crate) struct Extract {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) offsets: OffsetUnit,
    /// Only these keys of a record, in this order; all when empty.
    pub(crate) fields: Vec<String>,
    /// Whether articles are read together.
    pub(crate) collection: bool,
    /// The codebook instead of the bundled one.
    pub(crate) codebook: Option<PathBuf>,
    /// Whether what each file was taken for is told.
    pub(crate) report: bool,
}

/// Options of `codebook`.
#[derive(Default)]
pub(crate) struct Codebook {
    pub(crate) codebook: PathBuf,
    /// The articles it is tried on.
    pub(crate) paths: Vec<PathBuf>,
    /// The format it is printed in, instead of its doubts.
    pub(crate) to: Option<BookFormat>,
    /// Whether the hits of each term are printed too.
    pub(crate) hits: bool,
}

/// Options of `concordance`.
#[derive(Default)]
pub(crate) struct Concordance {
    pub(crate) query: String,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) json: bool,
    /// Words on either side; [`CONTEXT`] when not said.
    pub(crate) n_words: Option<u32>,
    /// What lines are sorted by, the first before the second.
    pub(crate) keys: Vec<LineKey>,
    pub(crate) group: Option<LineGroup>,
}

/// Words on either side of a hit that fill a line of a terminal.
pub(crate) const CONTEXT: u32 = 8;

/// Options of `export`.
#[derive(Default)]
pub(crate) struct Export {
    pub(crate) form: ExportForm,
    pub(crate) paths: Vec<PathBuf>,
    /// Only the articles that it finds; all when empty.
    pub(crate) query: String,
}

/// Options of `index`.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) paths: Vec<PathBuf>,
    /// The file that is written.
    pub(crate) output: PathBuf,
    /// Whether what each file was taken for is told.
    pub(crate) report: bool,
}

/// Options of `ledger`.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) json: bool,
    /// Whether what only one article says is printed too.
    pub(crate) all: bool,
}

/// Options of `search`.
#[derive(Default)]
pub(crate) struct Search {
    pub(crate) query: String,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) json: bool,
    /// Whether what each file was taken for is told.
    pub(crate) report: bool,
}

/// A command line that was not understood.
#[derive(Debug)]
pub(crate) struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

const HELP: &str = "\
chancery reads news articles on international affairs.

usage: chancery COMMAND [OPTIONS] FILE|FOLDER|-...

commands:
  extract    print one record (a line of JSON) for each article
  explain    print each article with what was found under its words
  search     print the sentences that a query finds
  codebook   tell what is doubtful in a codebook, or print it in another format
  concordance  print what a query finds with the words around it
  export     print what was found in the form of another program (CSV, BibTeX, GraphML ...)
  index      read articles once and keep them in one file
  ledger     print what several articles say about the same thing
  timeline   print what happens when, as the texts tell it
  matrix     print themes against articles, and who is named with whom
  network    print who met whom

A FOLDER stands for the files in it, in the order of their names; - for standard input.
Files are plain text, Markdown, JSON, JSONL, web pages, DOCX, ODT, RTF, PDF, EPUB, mail, news
feeds, tables (CSV, TSV, XLSX, ODS), exports of news databases, and ZIP archives of these.
chancery COMMAND --help tells the options of a command. The exit code is 0 if all was done, 1 if something was left out (standard
error names it), 2 if the command line was not understood.
";

const EXTRACT_HELP: &str = "\
usage: chancery extract [OPTIONS] FILE|FOLDER|-...

Prints one record for each article as a line of JSON, in the order of the arguments.
Standard input is JSONL if its first character is {, else one plain text.

options:
  --collection       read the articles as one collection: an article that is there twice is
                     left out, entity ids are shared, and a last line holds what spans articles
  --codebook FILE    find the themes of FILE; chancery codebook --help tells its formats
  --offsets UNIT     count positions in utf8 bytes (default), utf16 code units or codepoint
  --fields A,B       only these keys of each record, in this order
  --report           tell on standard error what each file was taken for
";

const EXPLAIN_HELP: &str = "\
usage: chancery explain FILE|FOLDER|-...

Prints each article with its zones, and under the words what they were found to be and why.
";

const SEARCH_HELP: &str = "\
usage: chancery search [OPTIONS] QUERY FILE|FOLDER|-...

Prints the sentences that QUERY finds, each after its file and byte. QUERY is words and
\"phrases\":

  trade talks          both               trade -tariff, trade NOT tariff
  \"free trade\"         the phrase         a OR b, (a OR b) AND c
  invest*, w?man       parts of words     ~Jaishankar, almost this word
  oil NEAR/5 price     within five words  in:title talks
  theme:trade who:\"S Jaishankar\" org:NATO place:Japan role:\"foreign minister\" programme:Quad
  date:2023..2024 published:2024-08 amount:>1e12 JPY

options:
  --json             one article a line, with its hits and their positions in utf8 bytes
  --report           tell on standard error what each file was taken for
";

const CODEBOOK_HELP: &str = "\
usage: chancery codebook [OPTIONS] CODEBOOK [FILE|FOLDER|-...]

Tells what is doubtful in CODEBOOK: lines that cannot be used, themes without terms, terms that
are there twice or add nothing; and on the articles of the FILEs those that are never found, or
everywhere. CODEBOOK is a dictionary of quanteda (.yml), LIWC (.dic), Lexicoder (.lc3, .lcd),
Yoshikoder (.ykd) or WordStat (.cat), a codebook of Taguette (.csv) or REFI-QDA (.qdc), or rows.

options:
  --to FORMAT        print CODEBOOK as yaml (quanteda), csv (Taguette), qdc (REFI-QDA) or rows
  --hits             first how often each term is found in the FILEs: hits, theme, term
";

const EXPORT_HELP: &str = "\
Prints what was found in the form of another program.

usage: chancery export --to FORM [--query QUERY] FILE|FOLDER|-...

  --to FORM      records      JSON lines, one record an article (positions in bytes)
                 articles     CSV, one row an article
                 mentions     CSV, one row a mention (positions in code points)
                 facts        CSV, one row a report of a fact (positions in code points)
                 concordance  CSV, one row a hit of the query (positions in code points)
                 annotations  W3C Web Annotation, JSON-LD (positions in code points)
                 conll        CoNLL-2003: word and label
                 csl, bibtex, ris  references: CSL-JSON, BibTeX, RIS
                 graphml      who met whom
                 calendar     the timeline as iCalendar
  --query QUERY  only the articles that it finds

A saved collection is read as a folder is.
";

const CONCORDANCE_HELP: &str = "\
usage: chancery concordance [OPTIONS] QUERY FILE|FOLDER|-...

Prints every place that QUERY finds on a line of its own, with the words before and after it.
chancery search --help tells how to write QUERY.

options:
  --context N        N words on either side (8)
  --sort KEYS        sort by hit, article, L1 to L9 (words to the left) or R1 to R9, as R1,R2;
                     in the order of the articles without
  --group WHAT       group by article; or by entity: what the place names, else each person,
                     organisation, place and programme that its sentence names
  --json             one line of JSON for each place, positions in utf8 bytes
";

const INDEX_HELP: &str = "\
usage: chancery index -o FILE FILE|FOLDER|-...

Reads the articles and writes the collection to one file. Every command takes that file in
the place of the articles and need not read them again; the page opens it too.

options:
  -o, --output FILE  the file that is written; one of that name is replaced
  --report           tell on standard error what each file was taken for
";

const LEDGER_HELP: &str = "\
usage: chancery ledger [OPTIONS] FILE|FOLDER|-...

Prints what several articles say about the same thing, each report after its file and byte,
and whether the reports agree, add to each other or differ; then the events that several
articles report, who held an office one after the other, names that may be one person's,
how events follow from each other, and how the wording of set phrases changes with the date.

options:
  --all              also what only one article says
  --json             one JSON object: same_as, offices, events, links and ledger as in the record format,
                     and phrases, each with its wordings and where they stand
";

const TIMELINE_HELP: &str = "\
usage: chancery timeline [OPTIONS] FILE|FOLDER|-...

Prints the meetings that the articles tell of, and the claims that name a date, in the order
of time: the first and the last day each can be, as far as the texts say, and where they say so.
A meeting that several articles report is printed once.

options:
  --query QUERY      only of the articles that QUERY finds (see chancery search --help)
  --json             one JSON object: files, and view with rows and n_undated_claims
";

const MATRIX_HELP: &str = "\
usage: chancery matrix [OPTIONS] FILE|FOLDER|-...

Prints how many hits each theme has in each article; which persons, organisations and countries
the most sentences name; and for each two of them how many sentences name both, and how many
meetings they were in together. Of many articles those with the most hits are shown.

options:
  --query QUERY      only of the articles that QUERY finds (see chancery search --help)
  --top N            N articles and N actors (40)
  --json             one JSON object: files, and view with themes and actors
";

const NETWORK_HELP: &str = "\
usage: chancery network [OPTIONS] FILE|FOLDER|-...

Prints who met whom: each two persons, organisations or countries with their meetings, and
where the articles tell of them. A meeting that several articles report counts once. Of many
those that took part in the most meetings are shown.

options:
  --query QUERY      only of the articles that QUERY finds (see chancery search --help)
  --top N            N persons, organisations and countries (40)
  --json             one JSON object: files, and view with nodes, edges and events
";

/// Reads the arguments after the program's name.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut args = args;
    let Some(command) = args.next() else {
        return Ok(Command::Help(HELP));
    };
    let args = Args { rest: args };
    match command.to_str() {
        Some("extract") => extract(args),
        Some("explain") => explain(args),
        Some("search") => search(args),
        Some("codebook") => codebook(args),
        Some("concordance") => concordance(args),
        Some("export") => export(args),
        Some("index") => index(args),
        Some("ledger") => ledger(args),
        Some("timeline") => across(args, View::Timeline, "timeline", TIMELINE_HELP),
        Some("matrix") => across(args, View::Matrix, "matrix", MATRIX_HELP),
        Some("network") => across(args, View::Network, "network", NETWORK_HELP),
        Some("help" | "--help" | "-h") => Ok(Command::Help(HELP)),
        _ => Err(UsageError(format!(
            "there is no command {}; chancery --help lists the commands",
            command.to_string_lossy()
        ))),
    }
}

fn extract(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Extract::default();
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(EXTRACT_HELP)),
                "--collection" => options.collection = true,
                "--report" => options.report = true,
                "--codebook" => {
                    let path = args.value(&name, value, "a file")?;
                    options.codebook = Some(path.into());
                }
                "--offsets" => {
                    let unit = args.value(&name, value, "utf8, utf16 or codepoint")?;
                    options.offsets = offset_unit(&unit)?;
                }
                "--fields" => {
                    let list =
                        args.value(&name, value, "keys of a record, as --fields file,mentions")?;
                    options.fields = fields(&list)?;
                }
                _ => return Err(unknown("extract", &name)),
            },
        }
    }
    needs_paths("extract", &options.paths)?;
    Ok(Command::Extract(options))
}

fn explain(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut paths = Vec::new();
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => paths.push(path),
            Arg::Option { name, .. } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(EXPLAIN_HELP)),
                _ => return Err(unknown("explain", &name)),
            },
        }
    }
    needs_paths("explain", &paths)?;
    Ok(Command::Explain(paths))
}

fn search(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Search::default();
    let mut query = None;
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) if query.is_none() => {
                query = Some(path.to_string_lossy().into_owned());
            }
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, .. } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(SEARCH_HELP)),
                "--json" => options.json = true,
                "--report" => options.report = true,
                _ => return Err(unknown("search", &name)),
            },
        }
    }
    options.query = query.ok_or_else(|| UsageError("search needs a query and files".to_owned()))?;
    needs_paths("search", &options.paths)?;
    Ok(Command::Search(options))
}

fn codebook(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Codebook::default();
    let mut codebook = None;
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) if codebook.is_none() => codebook = Some(path),
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(CODEBOOK_HELP)),
                "--hits" => options.hits = true,
                "--to" => {
                    let format = args.value(&name, value, "yaml, csv, qdc or rows")?;
                    options.to = Some(book_format(&format)?);
                }
                _ => return Err(unknown("codebook", &name)),
            },
        }
    }
    options.codebook = codebook.ok_or_else(|| UsageError("codebook needs a file".to_owned()))?;
    Ok(Command::Codebook(options))
}

fn book_format(name: &str) -> Result<BookFormat, UsageError> {
    match name {
        "yaml" => Ok(BookFormat::Yaml),
        "csv" => Ok(BookFormat::Csv),
        "qdc" => Ok(BookFormat::Qdc),
        "rows" => Ok(BookFormat::Rows),
        _ => Err(UsageError(format!(
            "there is no format {name} for --to; allowed are yaml, csv, qdc and rows"
        ))),
    }
}

fn export(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Export::default();
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(EXPORT_HELP)),
                "--to" => {
                    let name = args.value(&name, value, "a form, as --to mentions")?;
                    let row = ExportForm::ALL.iter().find(|row| row.1 == name);
                    options.form = row.map(|row| row.0).ok_or_else(|| {
                        let all: Vec<&str> = ExportForm::ALL.iter().map(|row| row.1).collect();
                        UsageError(format!(
                            "there is no form {name} for --to; allowed are {}",
                            all.join(", ")
                        ))
                    })?;
                }
                "--query" => options.query = args.value(&name, value, "a query")?,
                _ => return Err(unknown("export", &name)),
            },
        }
    }
    needs_paths("export", &options.paths)?;
    Ok(Command::Export(options))
}

fn concordance(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Concordance::default();
    let mut query = None;
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) if query.is_none() => {
                query = Some(path.to_string_lossy().into_owned());
            }
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(CONCORDANCE_HELP)),
                "--json" => options.json = true,
                "--context" => {
                    let n = args.value(&name, value, "a number of words")?;
                    let number = n.parse().map_err(|_| {
                        UsageError(format!("--context needs a number of words, not {n}"))
                    });
                    options.n_words = Some(number?);
                }
                "--sort" => {
                    let list = args.value(&name, value, "keys, as --sort R1,L1")?;
                    options.keys = list.split(',').map(key).collect::<Result<_, _>>()?;
                }
                "--group" => {
                    let what = args.value(&name, value, "article or entity")?;
                    options.group = Some(match what.as_str() {
                        "article" => LineGroup::Article,
                        "entity" => LineGroup::Entity,
                        _ => {
                            return Err(UsageError(format!(
                                "there is no {what} for --group; allowed are article and entity"
                            )));
                        }
                    });
                }
                _ => return Err(unknown("concordance", &name)),
            },
        }
    }
    let no_query = || UsageError("concordance needs a query and files".to_owned());
    options.query = query.ok_or_else(no_query)?;
    needs_paths("concordance", &options.paths)?;
    Ok(Command::Concordance(options))
}

fn key(name: &str) -> Result<LineKey, UsageError> {
    let steps = |digits: &str| digits.parse().ok().filter(|n| (1..=9).contains(n));
    let key = match name.to_ascii_lowercase().as_str() {
        "hit" => Some(LineKey::Hit),
        "article" => Some(LineKey::Article),
        other => match other.split_at_checked(1) {
            Some(("l", digits)) => steps(digits).map(LineKey::Left),
            Some(("r", digits)) => steps(digits).map(LineKey::Right),
            _ => None,
        },
    };
    key.ok_or_else(|| {
        UsageError(format!(
            "there is no key {name} for --sort; allowed are hit, article, L1 to L9 and R1 to R9"
        ))
    })
}

fn index(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Index::default();
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(INDEX_HELP)),
                "--report" => options.report = true,
                "--output" | "-o" => {
                    options.output = args.value(&name, value, "a file")?.into();
                }
                _ => return Err(unknown("index", &name)),
            },
        }
    }
    needs_paths("index", &options.paths)?;
    if options.output.as_os_str().is_empty() {
        let what = "index needs a file to write to, as -o articles.chancery";
        return Err(UsageError(what.to_owned()));
    }
    Ok(Command::Index(options))
}

fn ledger(mut args: Args<impl Iterator<Item = OsString>>) -> Result<Command, UsageError> {
    let mut options = Ledger::default();
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, .. } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(LEDGER_HELP)),
                "--all" => options.all = true,
                "--json" => options.json = true,
                _ => return Err(unknown("ledger", &name)),
            },
        }
    }
    needs_paths("ledger", &options.paths)?;
    Ok(Command::Ledger(options))
}

fn across(
    mut args: Args<impl Iterator<Item = OsString>>,
    view: View,
    command: &str,
    help: &'static str,
) -> Result<Command, UsageError> {
    let mut options = Across {
        view,
        paths: Vec::new(),
        json: false,
        query: String::new(),
        n_shown: None,
    };
    while let Some(arg) = args.next() {
        match arg {
            Arg::Path(path) => options.paths.push(path),
            Arg::Option { name, value } => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help(help)),
                "--json" => options.json = true,
                "--query" => {
                    let query = args.value(&name, value, "a query")?;
                    options.query = query;
                }
                "--top" if view != View::Timeline => {
                    let n = args.value(&name, value, "a number")?;
                    let number = n
                        .parse()
                        .map_err(|_| UsageError(format!("--top needs a number, not {n}")));
                    options.n_shown = Some(number?);
                }
                _ => return Err(unknown(command, &name)),
            },
        }
    }
    needs_paths(command, &options.paths)?;
    Ok(Command::Across(options))
}

fn needs_paths(command: &str, paths: &[PathBuf]) -> Result<(), UsageError> {
    if paths.is_empty() {
        return Err(UsageError(format!(
            "{command} needs a file, a folder, or - for standard input"
        )));
    }
    Ok(())
}

fn unknown(command: &str, name: &str) -> UsageError {
    UsageError(format!(
        "{command} has no option {name}; chancery {command} --help lists them (a file of that name is ./{name})"
    ))
}

fn offset_unit(name: &str) -> Result<OffsetUnit, UsageError> {
    match name {
        "utf8" => Ok(OffsetUnit::Utf8Byte),
        "utf16" => Ok(OffsetUnit::Utf16CodeUnit),
        "codepoint" => Ok(OffsetUnit::CodePoint),
        _ => Err(UsageError(format!(
            "there is no unit {name} for --offsets; allowed are utf8, utf16 and codepoint"
        ))),
    }
}

fn fields(list: &str) -> Result<Vec<String>, UsageError> {
    let fields: Vec<String> = list.split(',').map(|f| f.trim().to_owned()).collect();
    match fields.iter().find(|f| !record::KEYS.contains(&f.as_str())) {
        None => Ok(fields),
        Some(field) => Err(UsageError(format!(
            "a record has no key {field}; allowed for --fields are {}",
            record::KEYS.join(", ")
        ))),
    }
}

/// One argument.
enum Arg {
    Path(PathBuf),
    /// `--name` or `--name=value`.
    Option {
        name: String,
        value: Option<String>,
    },
}

struct Args<I> {
    rest: I,
}

impl<I: Iterator<Item = OsString>> Args<I> {
    fn next(&mut self) -> Option<Arg> {
        let arg = self.rest.next()?;
        let is_option = |a: &OsStr| a != "-" && a.as_encoded_bytes().starts_with(b"-");
        if !is_option(&arg) {
            return Some(Arg::Path(arg.into()));
        }
        let arg = arg.to_string_lossy();
        Some(match arg.split_once('=') {
            Some((name, value)) => Arg::Option {
                name: name.to_owned(),
                value: Some(value.to_owned()),
            },
            None => Arg::Option {
                name: arg.into_owned(),
                value: None,
            },
        })
    }

    /// The value of an option: after its `=`, or the next argument.
    fn value(
        &mut self,
        name: &str,
        value: Option<String>,
        what: &str,
    ) -> Result<String, UsageError> {
        value
            .or_else(|| self.rest.next()?.into_string().ok())
            .ok_or_else(|| UsageError(format!("{name} needs {what}")))
    }
}
