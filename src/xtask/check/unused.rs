//! Dependencies that no source of their crate names.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Faults, list, members, word};

pub(super) fn check(metadata: &Value) -> Result<Faults> {
    let mut faults = Faults::new();
    for member in members(metadata) {
        let manifest = Path::new(word(member, "manifest_path"));
        let folder = manifest.parent().context("a crate lies in a folder")?;
        let source = all_source(folder)?;
        for dependency in list(member, "dependencies") {
            let renamed = dependency["rename"].as_str();
            let name = renamed.unwrap_or_else(|| word(dependency, "name"));
            if !names(&source, &name.replace('-', "_")) {
                faults.push(format!(
                    "{} depends on {name} and never names it",
                    word(member, "name")
                ));
            }
        }
    }
    Ok(faults)
}

fn all_source(folder: &Path) -> Result<String> {
    let mut source = String::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            source.push_str(&all_source(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            source.push_str(&std::fs::read_to_string(&path)?);
        }
    }
    Ok(source)
}

/// Whether `name` stands in `source` as a word of its own, but for comments.
fn names(source: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .any(|line| line.split(|c| !is_part(c)).any(|word| word == name))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn only_whole_words_of_code_count() {
        for (source, expected) in [
            ("use serde_json::Value;", true),
            ("let x = serde_json::json!(\"é\");", true),
            ("use my_serde_json;", false),
            ("// serde_json is not used", false),
        ] {
            assert_eq!(names(source, "serde_json"), expected, "{source}");
        }
    }
}
