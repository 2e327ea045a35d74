//! What holds of every file of the project and no compiler checks.
//!
//! Who may depend on whom, and which words must not stand where, is checked by
//! `cargo xtask check`, not here.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text file under version control, with its words.
fn files() -> Vec<(String, String)> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git lists the files of the project");
    let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
    let files: Vec<(String, String)> = names
        .split_terminator('\0')
        .filter_map(|name| Some((name.to_owned(), fs::read_to_string(root().join(name)).ok()?)))
        .collect();
    assert!(files.len() > 50, "git lists {} files", files.len());
    files
}

/// The files whose words the project wrote itself: not articles, not licences.
fn own_files() -> impl Iterator<Item = (String, String)> {
    let foreign = |name: &str| {
        name.starts_with("seeds/")
            || name.starts_with("tests/gold/")
            || name.starts_with("LICENSE")
            || name == "Cargo.lock"
    };
    files().into_iter().filter(move |(name, _)| !foreign(name))
}

fn is_kind(name: &str, kinds: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, kind)| kinds.contains(&kind))
}

/// Fails with every place at which a line is not as it should be.
fn check_lines(kinds: &[&str], what: &str, is_wrong: impl Fn(&str, &str) -> bool) {
    let mut wrong = Vec::new();
    for (name, text) in own_files().filter(|(name, _)| is_kind(name, kinds)) {
        for (n, line) in (1..).zip(text.lines()) {
            if is_wrong(&name, line) {
                wrong.push(format!("{name}:{n}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_source_file_says_what_lives_in_it() {
    let mute: Vec<String> = own_files()
        .filter(|(name, text)| match name.rsplit_once('.') {
            Some((_, "rs")) => !text.starts_with("//!"),
            Some((_, "js")) => !text.trim_start().starts_with("//"),
            Some((_, "css")) => !text.is_empty() && !text.starts_with("/*"),
            _ => false,
        })
        .map(|(name, _)| name)
        .collect();
    assert!(
        mute.is_empty(),
        "these begin without a word about themselves: {mute:?}"
    );
}

#[test]
fn no_line_ends_in_blanks() {
    check_lines(
        &["rs", "js", "css", "html", "toml", "md", "tsv", "yml"],
        "blanks at the end of a line",
        |name, line| line.trim_end_matches('\t') != line.trim_end() && !name.ends_with(".tsv"),
    );
}

#[test]
fn every_test_is_run() {
    let skip = concat!("#[", "ignore");
    check_lines(&["rs"], "a test that is not run", |_, line| {
        line.trim_start().starts_with(skip)
    });
}

#[test]
fn tables_have_as_many_columns_in_each_row() {
    // Rows of a codebook have as many columns as their first word asks for.
    let tables = files().into_iter().filter(|(name, text)| {
        is_kind(name, &["tsv"]) && !text.lines().any(|line| line.starts_with("theme\t"))
    });
    for (name, text) in tables {
        let rows = || {
            (1..)
                .zip(text.lines())
                .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        };
        let n_columns = rows().map(|(_, line)| line.split('\t').count()).max();
        for (n, line) in rows() {
            assert_eq!(
                Some(line.split('\t').count()),
                n_columns,
                "columns of {name}:{n}: {line}"
            );
        }
    }
}
