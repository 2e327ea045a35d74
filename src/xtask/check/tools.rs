//! The checks that cargo's own tools make.

use std::process::Command;

use anyhow::{Context, Result};

use super::Faults;
use crate::{module::TARGET, workspace};

pub(super) fn format() -> Result<Faults> {
    faults(workspace::cargo().args(["fmt", "--all", "--check"]))
}

pub(super) fn lint() -> Result<Faults> {
    faults(
        workspace::cargo()
            .args([
                "clippy",
                "--locked",
                "--quiet",
                "--workspace",
                "--all-targets",
            ])
            .args(["--", "-D", "warnings"]),
    )
}

/// What only the browser's target compiles.
pub(super) fn lint_wasm() -> Result<Faults> {
    crate::module::ensure_target()?;
    faults(
        workspace::cargo()
            .args(["clippy", "--locked", "--quiet", "--target", TARGET])
            .args(["--package", "chancery-web", "--package", "chancery-app"])
            .args(["--all-features", "--", "-D", "warnings"]),
    )
}

pub(super) fn document() -> Result<Faults> {
    faults(
        workspace::cargo()
            .args(["doc", "--locked", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// What the tool says if it fails.
fn faults(command: &mut Command) -> Result<Faults> {
    let output = command.output().context("cargo could not be started")?;
    if output.status.success() {
        return Ok(Faults::new());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    Ok(vec![
        if said.contains("is not installed for the toolchain") {
            "This toolchain lacks the tool; add it with: rustup component add clippy rustfmt".into()
        } else {
            said
        },
    ])
}
