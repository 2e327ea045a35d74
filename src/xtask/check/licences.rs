//! Licences, bans and origins of all crates, by the lists of `deny.toml`.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Faults, list, word};
use crate::workspace;

pub(super) fn check(metadata: &Value) -> Result<Faults> {
    let deny: Value = basic_toml::from_str(&workspace::read("deny.toml")?)
        .context("deny.toml could not be understood")?;
    let allowed: Vec<&str> = list(&deny["licenses"], "allow")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let bans = list(&deny["bans"], "deny");
    let mut faults = Faults::new();
    for package in list(metadata, "packages") {
        let (name, version) = (word(package, "name"), word(package, "version"));
        if package["source"].is_null() {
            continue;
        }
        if !word(package, "source").starts_with("registry+") {
            faults.push(format!("{name} {version} comes from no registry"));
        }
        let licence = word(package, "license");
        if !is_allowed(licence, &allowed) {
            faults.push(format!("{name} {version} has the licence {licence:?}"));
        }
        if let Some(ban) = bans.iter().find(|ban| word(ban, "name") == name) {
            let wrappers: Vec<&str> = list(ban, "wrappers")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let users = users(metadata, word(package, "id"));
            for user in users.filter(|user| !wrappers.contains(user)) {
                faults.push(format!(
                    "{user} uses {name} {version}: {}",
                    word(ban, "reason")
                ));
            }
        }
    }
    Ok(faults)
}

/// The crates that name `id` among their dependencies.
fn users<'m>(metadata: &'m Value, id: &'m str) -> impl Iterator<Item = &'m str> {
    let nodes = list(&metadata["resolve"], "nodes").iter();
    let users = nodes.filter(move |node| list(node, "dependencies").iter().any(|dep| dep == id));
    users.filter_map(move |node| {
        let mut packages = list(metadata, "packages").iter();
        let user = packages.find(|package| package["id"] == node["id"])?;
        Some(word(user, "name"))
    })
}

/// Whether an SPDX expression can be met with the licences allowed. `A/B`, the old
/// way to say `A OR B`, is understood too.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut words = spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    any_of(&mut words, allowed) && words.next().is_none()
}

type Words<'e> = std::iter::Peekable<std::vec::IntoIter<&'e str>>;

fn any_of(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    match words.next() {
        Some("(") => {
            let met = any_of(words, allowed);
            words.next_if_eq(&")").is_some() && met
        }
        Some(licence) if words.next_if_eq(&"WITH").is_some() => {
            let exception = words.next().unwrap_or_default();
            allowed.contains(&format!("{licence} WITH {exception}").as_str())
        }
        Some(licence) => allowed.contains(&licence),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions() {
        let allowed = [
            "MIT",
            "Zlib",
            "Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ];
        for (expression, expected) in [
            ("MIT", true),
            ("MIT OR Apache-2.0", true),
            ("Apache-2.0/MIT", true),
            ("(GPL-3.0 OR MIT) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("GPL-3.0 OR Zlib AND MIT", true),
            ("Apache-2.0", false),
            ("MIT AND GPL-3.0", false),
            ("(MIT", false),
            ("MIT MIT", false),
            ("", false),
        ] {
            assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
        }
    }
}
