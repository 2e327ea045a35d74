//! What is published: its weight, and what must not be in it.

use anyhow::Result;

use super::Faults;
use crate::{
    bundle,
    dist::{self, File},
    module::Speed,
    workspace,
};

/// The most that a first visit may transfer, in bytes as a server packs them:
/// five seconds on a slow mobile connection (1.6 Mbit/s), less than the smallest
/// peer needs that finds no names.
const FIRST_VISIT_BYTES: usize = 1_000_000;

pub(super) fn check() -> Result<Faults> {
    let files = dist::release(&bundle::bundle(Speed::Release, &[])?)?;
    dist::write(&dist::folder(), &files)?;
    let mut faults = Faults::new();
    let visited = files.iter().filter(|file| file.first_visit);
    let n_bytes: usize = visited.map(File::gzip_len).sum();
    if n_bytes > FIRST_VISIT_BYTES {
        faults.push(format!(
            "a first visit transfers {n_bytes} bytes; {FIRST_VISIT_BYTES} are allowed"
        ));
    }
    let root = workspace::root().display().to_string();
    let home = std::env::var("HOME").unwrap_or_default();
    for file in &files {
        for folder in [&root, &home] {
            if folder.len() > 1 && holds(&file.bytes, folder.as_bytes()) {
                faults.push(format!(
                    "{} names the folder {folder} of this machine",
                    file.name
                ));
            }
        }
    }
    Ok(faults)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
