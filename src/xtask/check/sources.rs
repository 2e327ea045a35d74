//! Words that must not stand in certain sources.
//!
//! Compiler and clippy hold what they can (see `clippy.toml` and the lints of the
//! workspace); here stands what they cannot say of one crate or of JavaScript.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Faults;
use crate::workspace;

/// Words that must not stand in the files of some folders.
struct Rule {
    folders: &'static [&'static str],
    ending: &'static str,
    words: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        folders: &["src/text", "src/extract", "src/collection"],
        ending: "rs",
        words: &[
            "std::fs",
            "std::time",
            "std::thread",
            "std::env",
            "std::net",
            "std::process",
            "wasm_bindgen",
            "js_sys",
            "web_sys",
        ],
        why: "gives the same on every machine and in the browser",
    },
    Rule {
        folders: &[
            "src/text",
            "src/extract",
            "src/collection",
            "src/import",
            "src/engine",
        ],
        ending: "rs",
        words: &[
            "panic!(",
            "unreachable!(",
            "todo!(",
            "unimplemented!(",
            ".unwrap()",
            "println!(",
            "print!(",
            "dbg!(",
        ],
        why: "panics on no text and prints nothing",
    },
    Rule {
        folders: &["src/app", "src/web"],
        ending: "rs",
        words: &[
            "inner_html",
            "outer_html",
            "insert_adjacent_html",
            "from_html_unchecked",
            "create_contextual_fragment",
        ],
        why: "makes no HTML from strings",
    },
    Rule {
        folders: &["www"],
        ending: "js",
        words: &[
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "createContextualFragment",
            "document.write",
            "eval(",
            "new Function",
            "http://",
            "https://",
        ],
        why: "makes no HTML or code from strings and names no other origin",
    },
    Rule {
        folders: &["www"],
        ending: "css",
        words: &["@import", "http://", "https://", "!important"],
        why: "refers to nothing outside the layers",
    },
    Rule {
        folders: &["src", "tests", "www", ".ci", ".github"],
        ending: "",
        words: &[concat!("/ro", "ot/"), concat!("/ho", "me/")],
        why: "names no folder of one machine",
    },
];

/// Folders of what is run beside a crate and is no part of it.
const OUTSIDE: [&str; 3] = ["benches", "examples", "pack"];

pub(super) fn check() -> Result<Faults> {
    let root = workspace::root();
    let mut faults = Faults::new();
    for rule in RULES {
        for folder in rule.folders {
            for file in files(&root.join(folder))? {
                if has_ending(&file, rule.ending) {
                    let text = match std::fs::read_to_string(&file) {
                        Ok(text) => text,
                        // Pictures, and files to be tried, are no sources.
                        Err(error) if error.kind() == ErrorKind::InvalidData => continue,
                        Err(error) => {
                            bail!("{} could not be read: {error}", file.display())
                        }
                    };
                    let name = file.strip_prefix(&root).unwrap_or(&file);
                    faults.extend(found(rule, &name.display().to_string(), &text));
                }
            }
        }
    }
    Ok(faults)
}

/// Where the words stand, but for comments and for tests, which end a file.
fn found(rule: &Rule, name: &str, text: &str) -> Faults {
    let code = match text.split_once("#[cfg(test)]\nmod tests {") {
        Some((code, _)) => code,
        None => text,
    };
    let mut faults = Faults::new();
    for (line_idx, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for word in rule.words.iter().filter(|word| line.contains(**word)) {
            let n_line = line_idx + 1;
            faults.push(format!("{name}:{n_line}: {word:?}; this code {}", rule.why));
        }
    }
    faults
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut unread = vec![folder.to_owned()];
    while let Some(folder) = unread.pop() {
        let entries = folder
            .read_dir()
            .with_context(|| format!("{} could not be read", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            if OUTSIDE.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            let list = if entry.file_type()?.is_dir() {
                &mut unread
            } else {
                &mut files
            };
            list.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file ends so; the empty ending is that of every file.
fn has_ending(file: &Path, ending: &str) -> bool {
    ending.is_empty() || file.extension().unwrap_or_default() == ending
}

#[cfg(test)]
mod tests {
    use super::{RULES, found};

    #[test]
    fn words_are_found_in_code_alone() {
        for (text, n_faults) in [
            ("use std::fs::File;", 1),
            ("// std::fs would be wrong here – é 日本", 0),
            ("fn f() {}\n#[cfg(test)]\nmod tests {\nuse std::fs;", 0),
            ("#[cfg(test)]\nmod fixture;\nuse std::fs;", 1),
            (
                "let clock = std::time::Instant::now(); std::env::args();",
                2,
            ),
        ] {
            assert_eq!(found(&RULES[0], "x.rs", text).len(), n_faults, "{text}");
        }
    }
}
