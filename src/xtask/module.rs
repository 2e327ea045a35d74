//! The WebAssembly module: cargo builds it, wasm-bindgen writes the glue.
//!
//! wasm-bindgen runs inside this program, from the same Cargo.lock as the page,
//! so that glue and module cannot come from two versions.

use std::{path::Path, process::Stdio};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::workspace;

/// The only target there is for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How the module is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Speed {
    /// For users: small and fast, built slowly.
    Release,
    /// For developers: built fast, with the names of functions.
    Dev,
}

/// What a build gives.
#[derive(Debug)]
pub(crate) struct Module {
    /// The bytes that the browser compiles.
    pub(crate) wasm: Vec<u8>,
    /// The script that instantiates them; defines `wasm_bindgen`.
    pub(crate) glue: String,
}

/// Builds `package` with the cargo features named.
///
/// # Errors
/// The target cannot be had, or the build fails; the message says what to do.
pub(crate) fn build(package: &str, speed: Speed, features: &[&str]) -> Result<Module> {
    ensure_target()?;
    let path = compile(package, speed, features)?;
    bind(Path::new(&path), speed)
}

/// Adds the target to the installed toolchain if it is missing.
///
/// A `rust-toolchain.toml` would not do: where automatic installs are off it is
/// silently ignored, and elsewhere it changes the person's toolchain.
pub(crate) fn ensure_target() -> Result<()> {
    let library = workspace::output(std::process::Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the target {TARGET} to this Rust toolchain (rustup target add {TARGET})");
    let status = std::process::Command::new("rustup")
        .args(["target", "add", TARGET])
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!(
            "rustup could not add {TARGET}: see above. Without a network, add it once while \
             connected (rustup target add {TARGET}), then run this again."
        ),
        Err(_) => bail!(
            "This Rust has no target {TARGET}, and there is no rustup to add it. Install Rust with \
             rustup (https://rustup.rs), or your system's package of the standard library for \
             {TARGET} (in Debian: libstd-rust-dev-wasm32), then run this again."
        ),
    }
}

fn compile(package: &str, speed: Speed, features: &[&str]) -> Result<String> {
    let profile = match speed {
        Speed::Release => "wasm",
        Speed::Dev => "wasm-dev",
    };
    let mut child = workspace::cargo()
        .args(["build", "--locked", "--package", package, "--lib"])
        .args(["--target", TARGET, "--profile", profile])
        .arg("--message-format=json-render-diagnostics")
        .args(["--features", &features.join(",")])
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags()?)
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let messages = child.stdout.take().context("cargo has no output")?;
    let messages = std::io::read_to_string(messages)?;
    if !child.wait()?.success() {
        bail!(
            "The module could not be built: see above. If a download failed, connect to the \
             network once; after that, builds need none."
        );
    }
    let library = package.replace('-', "_");
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == library.as_str())
        .find_map(|message| {
            let files = message["filenames"].as_array()?;
            let wasm = files.iter().filter_map(serde_json::Value::as_str);
            wasm.filter(|file| file.ends_with(".wasm"))
                .map(str::to_owned)
                .next()
        })
        .ok_or_else(|| anyhow!("cargo built {package} but named no .wasm file"))
}

/// The flags of the build: vector instructions, which all three engines have,
/// and no folder of this machine in the messages of panics.
fn rustflags() -> Result<String> {
    let root = workspace::root();
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let mut flags = vec![
        "-Ctarget-feature=+simd128".to_owned(),
        format!("--remap-path-prefix={}=", root.display()),
    ];
    let sources = Path::new(&home).join("registry/src");
    for registry in std::fs::read_dir(&sources).into_iter().flatten().flatten() {
        flags.push(format!(
            "--remap-path-prefix={}=",
            registry.path().display()
        ));
    }
    // rustc takes the last prefix that fits.
    flags.insert(1, format!("--remap-path-prefix={}=", sources.display()));
    Ok(flags.join("\u{1f}"))
}

fn bind(path: &Path, speed: Speed) -> Result<Module> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(path)
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(speed == Speed::Release)
        .remove_producers_section(true);
    let mut output = bindgen
        .generate_output()
        .context("wasm-bindgen could not read the module")?;
    let has_inline = output.snippets().values().any(|list| !list.is_empty());
    if has_inline || !output.local_modules().is_empty() {
        bail!("A crate brings JavaScript of its own, which a page of one script cannot hold");
    }
    let glue = output.js().to_owned();
    let wasm = output.wasm_mut().emit_wasm();
    Ok(Module { wasm, glue })
}
