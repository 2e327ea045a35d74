//! Arguments to files: folders walked in the order of names, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery_protocol::ask::RawFile;

/// A file named by an argument.
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
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("{} cannot be listed", folder.display()))?;
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

impl Source {
    /// Its bytes under the name that records give it.
    pub(crate) fn read(&self) -> anyhow::Result<RawFile> {
        match self {
            Self::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .context("standard input cannot be read")?;
                let is_json = bytes.trim_ascii_start().starts_with(b"{");
                let name = if is_json { "stdin.jsonl" } else { "stdin.txt" };
                Ok(RawFile {
                    name: name.to_owned(),
                    bytes,
                })
            }
            Self::File(path) => Ok(RawFile {
                name: path.display().to_string(),
                bytes: fs::read(path)
                    .with_context(|| format!("{} cannot be read", path.display()))?,
            }),
        }
    }
}
