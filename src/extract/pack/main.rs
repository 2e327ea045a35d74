//! Packs the tables of `data/` for the module: what a reader of the table needs
//! and no program does is left out, and the rest is put as gzip likes it.
//!
//! - A table is turned on its side, so that alike cells stand together: all cells
//!   of the first column with line ends between, a tab, all of the second. Lines
//!   that begin with "#" are left out. Read by `data.rs`.
//! - Of the long lists of words (given names, family names, ordinary words) only
//!   the hashes are kept, which is all that is ever asked: half of what the words
//!   take. Read by `lexicon/hashed.rs`.

#[path = "../hash.rs"]
mod hash;

use std::{collections::BTreeSet, env, fs, path::Path};

use hash::{REST_BITS, hash_word, place};

/// Tables that are kept as tables.
const TABLES: [&str; 12] = [
    "city",
    "claim",
    "country",
    "currencies",
    "equipment",
    "meeting",
    "norp",
    "organisation",
    "programme",
    "region",
    "speech",
    "word",
];

/// Classes of which only hashes are kept.
const HASHED: [&str; 3] = ["given", "family", "common"];

#[expect(clippy::print_stdout, reason = "so a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=hash.rs");
    println!("cargo::rerun-if-changed=pack");
    let target = env::var("OUT_DIR").expect("cargo names a folder for what is built");
    let target = Path::new(&target);
    let mut lists = HASHED.map(|class| (class, BTreeSet::new()));
    for table in TABLES {
        let mut rows = read(table);
        if table == "word" {
            rows.retain(|row| !collect(&mut lists, &row[0], &row[1]));
        }
        write(&target.join(format!("{table}.tsv")), turned(&rows));
    }
    for row in read("name") {
        collect(&mut lists, &row[1], &row[2]);
    }
    for (class, places) in lists {
        write(&target.join(format!("{class}.bin")), gaps(&places));
    }
}

/// The rows of a table, as cells.
fn read(table: &str) -> Vec<Vec<String>> {
    let path = format!("data/{table}.tsv");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Columns instead of rows.
fn turned(rows: &[Vec<String>]) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |n: usize| {
        let cells = rows.iter().map(|row| row.get(n).map_or("", String::as_str));
        cells.collect::<Vec<_>>().join("\n")
    };
    (0..n_columns).map(column).collect::<Vec<_>>().join("\t")
}

/// Adds the words to the list of their class, if it has one.
fn collect(lists: &mut [(&str, BTreeSet<u32>)], class: &str, words: &str) -> bool {
    let list = lists.iter_mut().find(|list| list.0 == class);
    let Some((_, places)) = list else {
        return false;
    };
    // Of "Jean-Pierre" each part is a name.
    places.extend(words.split([' ', '-']).map(|word| place(hash_word(word))));
    true
}

/// The distances between places, in Golomb–Rice code: what exceeds the bits of
/// the rest as so many ones and a zero, then the rest.
fn gaps(places: &BTreeSet<u32>) -> Vec<u8> {
    let mut bits = Vec::new();
    let mut next = 0;
    for place in places {
        let gap = place - next;
        bits.extend((0..gap >> REST_BITS).map(|_| true));
        bits.push(false);
        bits.extend((0..REST_BITS).rev().map(|bit| gap >> bit & 1 == 1));
        next = place + 1;
    }
    // Ones to the end are a gap without an end.
    bits.resize(bits.len().next_multiple_of(8), true);
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
    bits.chunks(8).map(byte).collect()
}
