//! `cargo xtask dist`: everything that is published, in `dist/`.
//!
//! Two pages come from one build: the folder, which a server gives out and which
//! then works offline, and `chancery.html`, one file that opens from disk. In the
//! folder every file but those whose address is fixed bears the hash of its
//! bytes in its name; so caches, however long they keep, never mix versions.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{
    args::Args,
    bundle::{self, Bundle},
    html::{self, Inlined},
    module::Speed,
    workspace,
};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  dist          Builds the page into dist/, and the page in one file,
                dist/chancery.html. Prints what each file weighs.";

/// One file of the folder.
#[derive(Debug)]
pub(crate) struct File {
    /// Its name, relative to the folder.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// Whether a first visit transfers it.
    pub(crate) first_visit: bool,
}

/// Builds and writes everything.
///
/// # Errors
/// The build fails, or `dist/` cannot be written.
pub(crate) fn run(args: Args) -> Result<()> {
    args.finish()?;
    let files = release(&bundle::bundle(Speed::Release, &[])?)?;
    let folder = folder();
    write(&folder, &files)?;
    print!("{}", table(&files));
    println!("\nWritten to {}", folder.display());
    Ok(())
}

/// Where the page is written for users.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("dist")
}

/// The files of a release.
///
/// # Errors
/// `index.html`, the manifest or the service worker do not look as expected.
pub(crate) fn release(bundle: &Bundle) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut names = Vec::new();
    let mut manifest = bundle.manifest.clone();
    for (plain, bytes) in &bundle.icons {
        let published = hashed(plain.trim_start_matches("icons/"), bytes);
        manifest = manifest.replace(&format!("\"{plain}\""), &format!("\"{published}\""));
        if bundle.html.contains(&format!("\"{plain}\"")) {
            names.push((plain.clone(), published.clone()));
        }
        files.push(File::new(published, bytes.clone(), plain.ends_with(".svg")));
    }
    for (plain, bytes) in [
        ("chancery.js", bundle.script.as_bytes()),
        ("unpacker.wasm", &bundle.unpacker),
        ("chancery.lzma", &bundle.packed_module),
        ("names.lzma", &bundle.packed_model),
        ("style.css", bundle.style.as_bytes()),
        ("manifest.webmanifest", manifest.as_bytes()),
    ] {
        let published = hashed(plain, bytes);
        names.push((plain.to_owned(), published.clone()));
        files.push(File::new(published, bytes.to_vec(), true));
    }
    // After the first visit: who brings no such file never needs it.
    let readers = hashed("readers.lzma", &bundle.packed_readers);
    names.push(("readers.lzma".into(), readers.clone()));
    let index = html::with_names(&bundle.html, &names)?;
    files.push(File::new("index.html".into(), index.into_bytes(), true));
    let service_worker = service_worker(&bundle.service_worker, &files)?;
    files.push(File::new("sw.js".into(), service_worker.into_bytes(), true));
    files.push(File::new(readers, bundle.packed_readers.clone(), false));
    files.push(File::new(
        "chancery.html".into(),
        one_file(bundle)?.into_bytes(),
        false,
    ));
    Ok(files)
}

/// The page in one file.
fn one_file(bundle: &Bundle) -> Result<String> {
    let icon = bundle
        .icons
        .iter()
        .find(|(name, _)| name == "icons/mark.svg");
    let (_, icon) = icon.context("www/icons/mark.svg is missing")?;
    let parts = Inlined {
        style: &bundle.style,
        script: &bundle.script,
        unpacker: &bundle.unpacker,
        packed_module: &bundle.packed_module,
        packed_model: &bundle.packed_model,
        packed_readers: &bundle.packed_readers,
        icon: std::str::from_utf8(icon)?,
    };
    html::inlined(&bundle.html, &parts)
}

/// Tells the service worker what belongs to this version.
fn service_worker(template: &str, files: &[File]) -> Result<String> {
    let mut version = Sha256::new();
    version.update(template);
    let mut list = serde_json::Map::new();
    for file in files {
        let address = if file.name == "index.html" {
            "./"
        } else {
            &file.name
        };
        let integrity = html::integrity(&file.bytes);
        version.update(format!("{address} {integrity}\n"));
        list.insert(address.to_owned(), integrity.into());
    }
    let list = serde_json::to_string_pretty(&list)?;
    let version = hex(&version.finalize());
    let text = template
        .replacen(
            "const VERSION = \"version\";",
            &format!("const VERSION = \"{version}\";"),
            1,
        )
        .replacen("const FILES = {};", &format!("const FILES = {list};"), 1);
    anyhow::ensure!(
        text.contains(&version) && text.contains(&list),
        "www/sw.js must say `const VERSION = \"version\";` and `const FILES = {{}};`"
    );
    Ok(text)
}

/// Writes the files and removes whatever else lies in the folder: first what is
/// new, then what points to it, last what nothing points to any more, so that a
/// server that is running all the while never gives out half a version.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn write(folder: &Path, files: &[File]) -> Result<()> {
    let say = || format!("{} could not be written", folder.display());
    std::fs::create_dir_all(folder).with_context(say)?;
    for file in files {
        std::fs::write(folder.join(&file.name), &file.bytes).with_context(say)?;
    }
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name();
        let wanted = files.iter().any(|file| name == file.name.as_str());
        if !wanted && entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path()).with_context(say)?;
        }
    }
    Ok(())
}

/// What each file weighs, as a table for people.
pub(crate) fn table(files: &[File]) -> String {
    let mut text = format!("{:<44}{:>12}{:>12}\n", "file", "bytes", "gzip");
    let mut total = 0;
    for file in files {
        let gzip = file.gzip_len();
        if file.first_visit {
            total += gzip;
        }
        text.push_str(&format!(
            "{:<44}{:>12}{:>12}{}\n",
            file.name,
            file.bytes.len(),
            gzip,
            if file.first_visit {
                ""
            } else {
                "  not at a first visit"
            }
        ));
    }
    text.push_str(&format!("{:<44}{:>12}{:>12}\n", "first visit", "", total));
    text
}

impl File {
    fn new(name: String, bytes: Vec<u8>, first_visit: bool) -> Self {
        Self {
            name,
            bytes,
            first_visit,
        }
    }

    /// Its length as a server sends it.
    pub(crate) fn gzip_len(&self) -> usize {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(&self.bytes).and_then(|()| packer.finish());
        packed.map_or(self.bytes.len(), |packed| packed.len())
    }
}

/// `style.css` to `style-0123456789abcdef.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = hex(&Sha256::digest(bytes));
    match name.rsplit_once('.') {
        Some((stem, kind)) => format!("{stem}-{hash}.{kind}"),
        None => format!("{name}-{hash}"),
    }
}

/// The first eight bytes in hexadecimal: enough for all versions there will be.
fn hex(hash: &[u8]) -> String {
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
