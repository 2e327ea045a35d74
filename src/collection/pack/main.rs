//! Packs the codebooks for the module: without their remarks, and without the kind
//! of a row that is of the kind of the row above it. Read by `codebook.rs`, which
//! takes both.

mod reader;

use std::{env, fs, path::Path};

#[expect(clippy::print_stdout, reason = "so a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=pack");
    let target = env::var("OUT_DIR").expect("cargo names a folder for what is built");
    for book in ["diplomatic.tsv", "topic.tsv"] {
        let file = fs::read_to_string(Path::new("data").join(book)).expect("a codebook is read");
        fs::write(Path::new(&target).join(book), packed(&file)).expect("it is written, packed");
    }
    for folder in reader::FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
    }
    fs::write(Path::new(&target).join("reader"), reader::print()).expect("it is written");
}

fn packed(file: &str) -> String {
    let mut packed = String::new();
    let mut above = "";
    let rows = file.lines().filter(|row| !row.starts_with('#'));
    for (kind, cells) in rows.filter_map(|row| row.split_once('\t')) {
        packed.push_str(if kind == above { "" } else { kind });
        packed.extend(["\t", cells, "\n"]);
        above = kind;
    }
    packed
}
