//! The parts of the page before they are published: one script, one style, the
//! module, the icons.

use std::{collections::BTreeSet, io::Write};

use anyhow::{Context, Result, bail};
use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::{
    module::{self, Speed},
    workspace,
};

/// The layers of the style, weakest first; each is a file of `www/style`.
const LAYERS: [&str; 5] = ["tokens", "base", "layout", "mark", "view"];

/// All parts, under plain names.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The page.
    pub(crate) html: String,
    /// `chancery.js`.
    pub(crate) script: String,
    /// `unpacker.wasm`: what unpacks the other two.
    pub(crate) unpacker: Vec<u8>,
    /// `chancery.lzma`: the module.
    pub(crate) packed_module: Vec<u8>,
    /// `names.lzma`: the model of names.
    pub(crate) packed_model: Vec<u8>,
    /// `readers.lzma`: the module that reads files of many kinds.
    pub(crate) packed_readers: Vec<u8>,
    /// `style.css`.
    pub(crate) style: String,
    /// `manifest.webmanifest`.
    pub(crate) manifest: String,
    /// `icons/…`.
    pub(crate) icons: Vec<(String, Vec<u8>)>,
    /// The service worker, not yet told what to keep.
    pub(crate) service_worker: String,
}

/// Builds the module and reads the rest.
///
/// # Errors
/// The build fails, or a part is missing.
pub(crate) fn bundle(speed: Speed, features: &[&str]) -> Result<Bundle> {
    let unpacker = module::build("chancery-unpack", Speed::Release, &[])?;
    let module = module::build("chancery-web", speed, features)?;
    let readers = module::build("chancery-readers", speed, &[])?;
    Ok(Bundle {
        html: workspace::read("index.html")?,
        script: script(&module.glue, &readers.glue, &unpacker.glue)?,
        unpacker: unpacker.wasm,
        packed_module: pack(&module.wasm, speed)?,
        packed_model: pack(&model()?, speed)?,
        packed_readers: pack(&readers.wasm, speed)?,
        style: style()?,
        manifest: workspace::read("www/manifest.webmanifest")?,
        icons: icons()?,
        service_worker: without_remarks(&workspace::read("www/sw.js")?),
    })
}

fn model() -> Result<Vec<u8>> {
    let path = workspace::root().join("src/extract/data/names.bin");
    std::fs::read(&path).with_context(|| format!("{} could not be read", path.display()))
}

/// Packs bytes for `chancery-unpack`.
fn pack(bytes: &[u8], speed: Speed) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(match speed {
        Speed::Release => 9,
        Speed::Dev => 1,
    });
    if speed == Speed::Release {
        options.nice_len = LzmaOptions::NICE_LEN_MAX;
        options.depth_limit = 1000;
    }
    // The browser sets as much memory aside.
    options.dict_size = u32::try_from(bytes.len())?.next_power_of_two().max(1 << 16);
    let size = Some(bytes.len() as u64);
    let mut packer = LzmaWriter::new_use_header(Vec::new(), &options, size)?;
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}

/// Glue and worker as functions, whose text makes the worker, then the start.
fn script(glue: &str, readers: &str, unpacker: &str) -> Result<String> {
    let worker = workspace::read("www/worker.js")?;
    let boot = workspace::read("www/boot.js")?;
    Ok(without_remarks(&format!(
        "\"use strict\";\n\
         function chancery_glue() {{\n{glue}\nreturn wasm_bindgen;\n}}\n\
         function chancery_readers() {{\n{readers}\nreturn wasm_bindgen;\n}}\n\
         function chancery_unpacker() {{\n{unpacker}\nreturn wasm_bindgen;\n}}\n\
         function chancery_worker() {{\n{worker}}}\n{boot}"
    )))
}

/// A script or style without remarks that have lines of their own, blank lines
/// and indents. No line may begin within a string.
fn without_remarks(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut in_remark = false;
    for mut line in text.lines().map(str::trim) {
        if in_remark || line.starts_with("/*") {
            let end = line.split_once("*/");
            in_remark = end.is_none();
            line = end.map_or("", |(_, after)| after.trim_start());
        }
        if !line.is_empty() && !line.starts_with("//") {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}

fn style() -> Result<String> {
    let folder = workspace::root().join("www/style");
    let mut found = BTreeSet::new();
    for entry in folder.read_dir().context("www/style could not be read")? {
        found.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    let mut style = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        let file = format!("{layer}.css");
        found.remove(&file);
        let rules = workspace::read(&format!("www/style/{file}"))?;
        style.push_str(&format!("@layer {layer} {{\n{rules}}}\n"));
    }
    if let Some(stray) = found.first() {
        bail!(
            "www/style/{stray} is none of the layers {}",
            LAYERS.join(", ")
        );
    }
    Ok(without_remarks(&style))
}

fn icons() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = workspace::root().join("www/icons");
    let mut icons = Vec::new();
    for entry in folder.read_dir().context("www/icons could not be read")? {
        let entry = entry?;
        let name = format!("icons/{}", entry.file_name().to_string_lossy());
        icons.push((name, std::fs::read(entry.path())?));
    }
    icons.sort();
    Ok(icons)
}

#[cfg(test)]
mod tests {
    use super::without_remarks;

    #[test]
    fn remarks_go_and_words_stay() {
        for (text, short) in [
            ("  // “why”\n  let a = 1; // –\n\n", "let a = 1; // –\n"),
            (
                "/* ’ */\na {\n  /* ¥\n   é */ b: \"/* 日本 🙂 */\";\n}",
                "a {\nb: \"/* 日本 🙂 */\";\n}\n",
            ),
            ("/**\n * f\n */\nfunction f() {}", "function f() {}\n"),
            ("", ""),
        ] {
            assert_eq!(without_remarks(text), short, "{text}");
        }
    }
}
