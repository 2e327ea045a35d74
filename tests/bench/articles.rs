//! The articles of a benchmark that are not annotated: a file of the data folder.

use std::fs::{self, File};
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::read::GzDecoder;
use serde_json::Value;

/// The bytes of a file, packed with gzip or not.
pub(crate) fn unpacked(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("{} cannot be read", path.display());
    if path.extension().is_none_or(|extension| extension != "gz") {
        return fs::read(path).with_context(cannot);
    }
    let packed = File::open(path).with_context(cannot)?;
    let mut bytes = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .with_context(cannot)?;
    Ok(bytes)
}

/// The texts of the first `n` articles of a large real collection; `None` where
/// the data folder is not there.
pub(crate) fn real(n: usize) -> anyhow::Result<Option<Vec<String>>> {
    let Some(data) = std::env::var_os("CHANCERY_DATA") else {
        return Ok(None);
    };
    let bytes = unpacked(&PathBuf::from(data).join("corpus/10k.jsonl.gz"))?;
    let texts = bytes.lines().take(n).map(|line| {
        let row: Value = serde_json::from_str(&line?)?;
        let text = ["text", "body"].iter().find_map(|key| row[*key].as_str());
        Ok(text.context("an article without a text")?.to_owned())
    });
    texts.collect::<anyhow::Result<_>>().map(Some)
}
