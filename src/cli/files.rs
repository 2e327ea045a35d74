//! Arguments to articles: folders walked in the order of names, standard input,
//! files taken apart.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery_engine::{Engine, SavedError};
use chancery_protocol::answer::Arrived;
use chancery_protocol::ask::{RawArticle, RawFile};

use crate::report::Report;

/// A file named by an argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

/// The files of `paths`, in their order; a folder gives all in it, by name.
/// Hidden ones (a dot before the name) are passed over.
pub(crate) fn sources(paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.push(Source::StandardInput);
        } else if path.is_dir() {
            walk(path, &mut sources)?;
        } else {
            sources.push(Source::File(path.clone()));
        }
    }
    Ok(sources)
}

fn walk(folder: &Path, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be listed", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    for path in paths {
        // A link to a folder is passed over: it may lead back up.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, sources)?;
        } else if path.is_file() {
            sources.push(Source::File(path));
        }
    }
    Ok(())
}

/// The articles of `source`, in its order. What cannot be read is reported.
pub(crate) fn articles(source: &Source, report: &mut Report) -> Vec<RawArticle> {
    let file = match source.read() {
        Ok(file) => file,
        Err(error) => {
            report.left_out(&format!("{error:#}"));
            return Vec::new();
        }
    };
    let arrived = if chancery_engine::is_saved(&file.bytes) {
        let (articles, left_out) = chancery_engine::import(&[file]);
        Arrived {
            articles,
            left_out,
            ..Arrived::default()
        }
    } else {
        chancery_engine::arrive(&file, &[])
    };
    for file in &arrived.recognised {
        report.recognised(file);
    }
    for file in &arrived.left_out {
        report.left_out(&format!("{}: {}", file.file, file.reason));
    }
    arrived.articles
}

/// The collection that was saved in the file at `path`; `None` if it is another
/// file, or none.
pub(crate) fn saved(path: &Path) -> Option<Result<Engine, SavedError>> {
    let mut file = fs::File::open(path).ok()?;
    let mut start = [0; 8];
    file.read_exact(&mut start).ok()?;
    chancery_engine::is_saved(&start).then_some(())?;
    let mut bytes = start.to_vec();
    file.read_to_end(&mut bytes).ok()?;
    Some(Engine::open(bytes, &mut |_, _| ()))
}

impl Source {
    fn read(&self) -> anyhow::Result<RawFile> {
        match self {
            Self::StandardInput => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.context("standard input cannot be read")?;
                let is_json = bytes.trim_ascii_start().starts_with(b"{");
                let name = if is_json { "stdin.jsonl" } else { "stdin.txt" };
                Ok(RawFile {
                    name: name.to_owned(),
                    bytes,
                })
            }
            Self::File(path) => Ok(RawFile {
                name: path.display().to_string(),
                bytes: fs::read(path).map_err(|error| cannot_read(path, &error))?,
            }),
        }
    }
}

/// What keeps a file from being read, and what to do.
fn cannot_read(path: &Path, error: &io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            anyhow::anyhow!("{path}: There is no such file. Check the name.")
        }
        io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("{path}: You may not read it. Change its permissions, or copy it.")
        }
        _ => anyhow::anyhow!("{path}: It cannot be read: {error}."),
    }
}
