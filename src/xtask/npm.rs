//! Packages of npm that tests and benchmarks need, brought by npm itself into the
//! target folder.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// The folder `node_modules` that holds `packages`, each as `name@version`;
/// brought once.
///
/// # Errors
/// npm is not there or cannot bring them.
pub(crate) fn modules(packages: &[&str]) -> Result<PathBuf> {
    let folder = workspace::target_dir().join("npm").join(packages.join("+"));
    let done = folder.join("done");
    let names = packages.join(", ");
    if !done.is_file() {
        std::fs::create_dir_all(&folder)?;
        println!("Bringing {names} from npm");
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund"]);
        npm.arg("--ignore-scripts").arg("--prefix").arg(&folder);
        npm.args(packages);
        workspace::output(&mut npm).with_context(|| format!("npm could not bring {names}"))?;
        std::fs::write(&done, &names)?;
    }
    let modules = folder.join("node_modules");
    if !modules.is_dir() {
        bail!("npm brought nothing into {}", modules.display());
    }
    Ok(modules)
}
