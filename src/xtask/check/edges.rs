//! Which crate must never know which, however many crates lie between.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Faults, list, members, word};

/// All that speaks to a browser.
const BROWSER: [&str; 5] = [
    "js-sys",
    "serde-wasm-bindgen",
    "wasm-bindgen",
    "web-sys",
    "yew",
];

/// Who must never depend on whom; builds and tests may.
const NEVER: &[(&str, &[&str])] = &[
    (
        "chancery-text",
        &[
            "chancery-extract",
            "chancery-import",
            "chancery-collection",
            "chancery-protocol",
            "chancery-engine",
            "chancery-app",
        ],
    ),
    (
        "chancery-extract",
        &[
            "chancery-import",
            "chancery-collection",
            "chancery-protocol",
            "chancery-engine",
            "chancery-app",
        ],
    ),
    (
        "chancery-import",
        &[
            "chancery-extract",
            "chancery-collection",
            "chancery-protocol",
            "chancery-engine",
            "chancery-app",
        ],
    ),
    (
        "chancery-collection",
        &[
            "chancery-import",
            "chancery-protocol",
            "chancery-engine",
            "chancery-app",
        ],
    ),
    ("chancery-engine", &["chancery-app", "chancery-web"]),
    (
        "chancery-app",
        &[
            "chancery-engine",
            "chancery-collection",
            "chancery-extract",
            "chancery-import",
        ],
    ),
    ("chancery-cli", &["chancery-app", "chancery-web"]),
    // A regular expression engine would be a third of the download.
    ("chancery-web", &["regex", "regex-automata", "regex-lite"]),
];

/// Who may speak to a browser; nobody else does.
const SPEAKS_TO_BROWSER: [&str; 5] = [
    "chancery-app",
    "chancery-readers",
    "chancery-unpack",
    "chancery-web",
    "xtask",
];

/// Who asks the browser for something where it is built for one, and takes no part of it
/// into what others build on it.
const ENDS: [&str; 1] = ["getrandom"];

/// All that the protocol may know: it is types only.
const PROTOCOL_KNOWS: [&str; 1] = ["serde"];

pub(super) fn check(metadata: &Value) -> Result<Faults> {
    let graph = Graph::new(metadata);
    let mut faults = Faults::new();
    for (who, whom) in NEVER {
        faults.extend(graph.forbidden(who, whom)?);
    }
    for member in members(metadata) {
        let name = word(member, "name");
        if !SPEAKS_TO_BROWSER.contains(&name) {
            faults.extend(graph.forbidden(name, &BROWSER)?);
        }
    }
    for known in graph.direct("chancery-protocol")? {
        if !PROTOCOL_KNOWS.contains(&known) {
            faults.push(format!(
                "chancery-protocol depends on {known}, and may on serde only"
            ));
        }
    }
    Ok(faults)
}

/// Which crate depends on which in what is shipped.
struct Graph<'m> {
    names: BTreeMap<&'m str, &'m str>,
    edges: BTreeMap<&'m str, Vec<&'m str>>,
}

impl<'m> Graph<'m> {
    fn new(metadata: &'m Value) -> Self {
        let packages = list(metadata, "packages").iter();
        let names = packages.map(|package| (word(package, "id"), word(package, "name")));
        let nodes = list(&metadata["resolve"], "nodes").iter();
        let edges = nodes.map(|node| (word(node, "id"), shipped(node)));
        Self {
            names: names.collect(),
            edges: edges.collect(),
        }
    }

    fn id(&self, name: &str) -> Result<&'m str> {
        let mut ids = self.names.iter().filter(|(_, found)| **found == name);
        let (id, _) = ids
            .next()
            .with_context(|| format!("there is no crate {name}"))?;
        Ok(id)
    }

    fn direct(&self, name: &str) -> Result<Vec<&'m str>> {
        let ids = self.edges.get(self.id(name)?).into_iter().flatten();
        Ok(ids.filter_map(|id| self.names.get(id).copied()).collect())
    }

    /// The shortest way from `who` to each of `whom`, in words.
    fn forbidden(&self, who: &str, whom: &[&str]) -> Result<Faults> {
        let start = self.id(who)?;
        let mut came_from = BTreeMap::new();
        let mut seen = BTreeSet::from([start]);
        let mut unseen = vec![start];
        let mut faults = Faults::new();
        while !unseen.is_empty() {
            let mut next = Vec::new();
            for id in unseen {
                if ENDS.contains(&self.names[id]) {
                    continue;
                }
                for known in self.edges.get(id).into_iter().flatten() {
                    if seen.insert(known) {
                        came_from.insert(*known, id);
                        next.push(*known);
                        if whom.contains(&self.names[known]) {
                            faults.push(self.way(known, &came_from));
                        }
                    }
                }
            }
            unseen = next;
        }
        Ok(faults)
    }

    fn way(&self, end: &'m str, came_from: &BTreeMap<&'m str, &'m str>) -> String {
        let mut way = vec![self.names[end]];
        let mut at = end;
        while let Some(from) = came_from.get(at) {
            way.push(self.names[from]);
            at = from;
        }
        way.reverse();
        way.join(" -> ")
    }
}

/// What a crate needs where it runs: neither its tests nor its build nor macros.
fn shipped(node: &Value) -> Vec<&str> {
    let is_shipped = |dep: &&Value| {
        let mut kinds = list(dep, "dep_kinds").iter();
        kinds.any(|kind| kind["kind"].is_null())
    };
    let deps = list(node, "deps").iter().filter(is_shipped);
    deps.map(|dep| word(dep, "pkg")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Graph;

    #[test]
    fn a_way_is_found_through_others_but_not_through_tests() {
        let dep = |name: &str, kind: Option<&str>| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let names = ["a", "b", "c", "d"];
        let metadata = json!({
            "packages": names.map(|name| json!({ "id": name, "name": name })),
            "resolve": { "nodes": [
                { "id": "a", "deps": [dep("b", None), dep("d", Some("dev"))] },
                { "id": "b", "deps": [dep("c", None)] },
                { "id": "c", "deps": [] },
                { "id": "d", "deps": [] },
            ] },
        });
        let graph = Graph::new(&metadata);
        for (who, whom, ways) in [
            ("a", ["c", "d"], vec!["a -> b -> c"]),
            ("b", ["a", "d"], vec![]),
        ] {
            assert_eq!(graph.forbidden(who, &whom).unwrap(), ways, "{who}");
        }
        assert!(graph.forbidden("e", &[]).is_err());
    }
}
