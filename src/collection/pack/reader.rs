//! The print of the code that reads articles: it is another as soon as a line of
//! that code is, so that a collection which other code has read is known by it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What an article's reading, and what is kept of it, depends on.
pub(crate) const FOLDERS: [&str; 3] = ["../text", "../extract", "."];

/// Sixteen hexadecimal digits: FNV-1a over the names and lines of all sources and
/// tables, in the order of their paths.
pub(crate) fn print() -> String {
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        let content = fs::read_to_string(&file).expect("a source can be read");
        take(file.to_string_lossy().replace('\\', "/").as_bytes());
        // However lines end on this system.
        content.lines().for_each(|line| take(line.as_bytes()));
    }
    format!("{hash:016x}")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources can be listed") {
        let path = entry.expect("a source").path();
        let is_source = path
            .extension()
            .is_some_and(|ending| ending == "rs" || ending == "tsv");
        if path.is_dir() {
            collect(&path, files);
        } else if is_source {
            files.push(path);
        }
    }
}
