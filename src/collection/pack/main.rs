//! Packs the codebook for the module: without its remarks, and without the kind of
//! a row that is of the kind of the row above it. Read by `codebook.rs`, which
//! takes both.

use std::{env, fs, path::Path};

#[expect(clippy::print_stdout, reason = "so a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=pack");
    let file = fs::read_to_string("data/diplomatic.tsv").expect("the codebook can be read");
    let mut packed = String::new();
    let mut above = "";
    let rows = file.lines().filter(|row| !row.starts_with('#'));
    for (kind, cells) in rows.filter_map(|row| row.split_once('\t')) {
        packed.push_str(if kind == above { "" } else { kind });
        packed.extend(["\t", cells, "\n"]);
        above = kind;
    }
    let target = env::var("OUT_DIR").expect("cargo names a folder for what is built");
    let target = Path::new(&target).join("diplomatic.tsv");
    fs::write(target, packed).expect("the packed codebook can be written");
}
