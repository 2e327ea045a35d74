//! `cargo xtask train`: learns the model of names anew.
//!
//! Here lives what is called for it; how it learns is in `src/train`, what it
//! learned from and how well it does in `src/extract/data/names.md`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{args::Args, workspace};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  train         Learns the model of names, src/extract/data/names.bin, and prints
                how well it finds names in documents kept back
    --data FOLDER where the texts lie that are not part of the project
    --check       writes nothing, and fails if the model there is another";

/// Learns, or checks.
///
/// # Errors
/// The texts are not there, or with `--check` the model is another.
pub(crate) fn run(mut args: Args) -> Result<()> {
    let data = args.option::<PathBuf>("--data")?;
    let check = args.flag("--check");
    args.finish()?;
    let data = data.context("Say where the texts lie: --data")?;
    let mut command = workspace::cargo();
    command.args(["run", "--release", "--locked", "--quiet"]);
    command.args(["--package", "chancery-train", "--"]);
    command.arg(std::path::absolute(data)?);
    if check {
        command.arg("--check");
    }
    command.current_dir(workspace::root());
    let status = command.status().context("cargo could not be started")?;
    if !status.success() {
        bail!("the training ended with {status}");
    }
    Ok(())
}
