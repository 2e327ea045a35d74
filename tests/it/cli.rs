//! The command line, run as a person runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

use serde_json::Value;

use crate::schema;

/// The program, built once.
fn chancery() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--locked", "--package", "chancery-cli"])
            .current_dir(root())
            .status()
            .expect("cargo runs");
        assert!(built.success(), "the program is built");
        // This test lies in target/debug/deps, the program in target/debug.
        let this = env::current_exe().expect("the path of this test");
        let folder = this.ancestors().nth(2).expect("a target folder");
        folder.join(format!("chancery{}", env::consts::EXE_SUFFIX))
    });
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn run(args: &[&str]) -> Output {
    chancery().args(args).output().expect("the program runs")
}

fn run_on(input: &[u8], args: &[&str]) -> Output {
    let mut child = chancery()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input).expect("it reads its input");
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).expect("UTF-8");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder of its own that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let name = format!("chancery-{}-{name}", std::process::id());
        let folder = Self(env::temp_dir().join(name));
        for (file, bytes) in files {
            let path = folder.0.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
            fs::write(path, bytes).expect("a file is written");
        }
        folder
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const TEXT: &str =
    "Talks in “Tokyo”\n\nIndia’s envoy met José – in 日本 🙂 – on trade worth ¥5 billion.\n";

#[test]
fn the_sample_is_extracted_in_the_order_of_the_arguments() {
    let files = [
        "seeds/003_2da775652a222dd1.txt",
        "seeds/000_7c3c4bb3a25cea32.txt",
    ];
    let output = run(&["extract", files[0], files[1]]);
    assert!(output.status.success(), "{}", said(&output));
    let records = lines(&output);
    let names: Vec<_> = records
        .iter()
        .map(|r| r["file"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, files);
    for record in &records {
        assert_eq!(
            schema::faults(&schema::record_schema(), record),
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_folder_gives_its_files_by_name_whatever_the_number_of_threads() {
    let names: Vec<String> = (0..40).map(|n| format!("{}/{n:02}.txt", n % 3)).collect();
    let texts: Vec<String> = names.iter().map(|n| format!("{n} {TEXT}")).collect();
    let mut files: Vec<(&str, &[u8])> = Vec::new();
    files.extend(
        names
            .iter()
            .zip(&texts)
            .map(|(n, t)| (n.as_str(), t.as_bytes())),
    );
    files.push((".hidden", b"not read"));
    let folder = Folder::new("order", &files);
    let output = run(&["extract", "--fields", "file,bytes", folder.path()]);
    let found: Vec<String> = lines(&output)
        .iter()
        .map(|r| {
            r["file"]
                .as_str()
                .expect("a name")
                .replace(folder.path(), "")
                .replace('\\', "/")
        })
        .collect();
    let mut expected: Vec<String> = names.iter().map(|n| format!("/{n}")).collect();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(
        output.stdout,
        run(&["extract", "--fields", "file,bytes", folder.path()]).stdout
    );
}

#[test]
fn offsets_are_counted_in_the_unit_asked_for() {
    let utf16: Vec<u16> = TEXT.encode_utf16().collect();
    let chars: Vec<char> = TEXT.chars().collect();
    type Slice<'t> = &'t dyn Fn(usize, usize) -> String;
    let units: [(&str, &str, Slice<'_>); 3] = [
        ("utf8", "utf-8 byte", &|a, b| TEXT[a..b].to_owned()),
        ("utf16", "utf-16 code unit", &|a, b| {
            String::from_utf16(&utf16[a..b]).expect("whole")
        }),
        ("codepoint", "code point", &|a, b| {
            chars[a..b].iter().collect()
        }),
    ];
    for (option, unit, slice) in units {
        let output = run_on(TEXT.as_bytes(), &["extract", "--offsets", option, "-"]);
        let record = &lines(&output)[0];
        assert_eq!(record["offset_unit"], unit);
        let mentions = record["mentions"].as_array().expect("a list");
        assert!(!mentions.is_empty());
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a position") as usize;
            assert_eq!(
                mention["surface"],
                slice(at("start"), at("end")),
                "{option}"
            );
        }
    }
}

#[test]
fn a_collection_leaves_out_what_it_has_and_ends_with_its_own_line() {
    let twice = format!(
        "{{\"text\": {0:?}}}\n{{\"body\": {0:?}}}\n{{\"text\": \"Other words\"}}\n",
        "The same words"
    );
    let output = run_on(twice.as_bytes(), &["extract", "--collection", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("stdin.jsonl#2: Its text is the same as that of stdin.jsonl#1"));
    let schemas: Vec<Value> = lines(&output).iter().map(|l| l["schema"].clone()).collect();
    assert_eq!(
        schemas,
        [
            "chancery-record/1",
            "chancery-record/1",
            "chancery-collection/1"
        ]
    );
    for line in lines(&output) {
        assert_eq!(
            schema::faults(&schema::record_schema(), &line),
            Vec::<String>::new()
        );
    }
}

#[test]
fn fields_come_in_the_order_asked_for() {
    let output = run_on(TEXT.as_bytes(), &["extract", "--fields=bytes,file", "-"]);
    let expected = format!("{{\"bytes\":{},\"file\":\"stdin.txt\"}}\n", TEXT.len());
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = Folder::new(
        "refused",
        &[
            ("a photo.jpg", b"\xff\xd8\xff\xe0"),
            ("b.txt", TEXT.as_bytes()),
            ("empty.txt", b""),
            ("signs.txt", b" -- ! "),
        ],
    );
    let output = run(&["extract", folder.path(), "no-such-file.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 1);
    let said = said(&output);
    for expected in [
        "a photo.jpg: It is a JPEG image.",
        "empty.txt: It is empty.",
        "signs.txt: It holds no words.",
        "no-such-file.txt: There is no such file.",
    ] {
        assert!(said.contains(expected), "{expected:?} in {said}");
    }
}

#[test]
fn a_command_line_that_is_not_understood_says_what_to_do() {
    let cases: [(&[&str], &str); 9] = [
        (&["ledger", "--jsonl", "x"], "chancery ledger --help"),
        (&["index", "seeds/"], "-o articles.chancery"),
        (&["extracts"], "chancery --help"),
        (
            &["extract"],
            "needs a file, a folder, or - for standard input",
        ),
        (&["extract", "--offset", "x"], "chancery extract --help"),
        (
            &["extract", "--offsets", "utf7", "x"],
            "allowed are utf8, utf16 and codepoint",
        ),
        (
            &["extract", "--fields", "themes", "x"],
            "allowed for --fields are schema, id, file",
        ),
        (&["search", "word"], "needs a file, a folder"),
        (&["explain", "--json", "x"], "chancery explain --help"),
    ];
    for (args, expected) in cases {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            said(&output).contains(expected),
            "{args:?}: {}",
            said(&output)
        );
        assert!(output.stdout.is_empty());
    }
    for args in [
        &["--help"][..],
        &[],
        &["extract", "--help"],
        &["search", "-h"],
        &["ledger", "--help"],
        &["index", "--help"],
        &["timeline", "--help"],
        &["matrix", "--help"],
        &["network", "--help"],
        &["concordance", "--help"],
        &["codebook", "--help"],
        &["explain", "--help"],
    ] {
        let output = run(args);
        assert!(
            output.status.success() && output.stdout.starts_with(b"chancery")
                || output.stdout.starts_with(b"usage"),
            "{args:?}"
        );
    }
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let mut child = chancery()
        .args([
            "extract", "seeds", "seeds", "seeds", "seeds", "seeds", "seeds",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    assert_eq!(said(&output), "");
}

#[test]
fn search_prints_the_sentences_with_their_hits() {
    let cases: [(&[&str], &str); 3] = [
        (
            &["search", "\"five trillion\" overall", "seeds/"],
            "seeds/000_7c3c4bb3a25cea32.txt:1307: Both sides are striving to achieve the shared target of »five trillion« yen in »overall« investments.\n",
        ),
        (
            &[
                "search",
                "“five trillion” -Quad",
                "--json",
                "seeds/000_7c3c4bb3a25cea32.txt",
            ],
            "\"hits\":[[1363,1376]]",
        ),
        (&["search", "zzz", "seeds"], ""),
    ];
    for (args, expected) in cases {
        let output = run(args);
        assert!(output.status.success(), "{}", said(&output));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(printed.contains(expected), "{args:?}: {printed}");
        assert_eq!(printed.is_empty(), expected.is_empty());
    }
}

#[test]
fn ledger_prints_what_several_articles_say_side_by_side() {
    let output = run(&["ledger", "seeds/"]);
    assert!(output.status.success(), "{}", said(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for expected in [
        "commitment: Defence equipment and technology – differs (status)\n",
        "  seeds/004_9969c02d7a815f3a.txt:149: [agreed] The two nations have agreed to collaborate",
        "event: talks held, P:s-jaishankar P:yoko-kamikawa",
        "later edition: dialogue held, G:2plus2, number 3",
        "office: foreign minister, PL:JP – P:yoshimasa-hayashi 2023-07-28",
        "P:s-jaishankar P:s-jayashankar – another spelling",
        " 2023-07-28: free, open, and prosperous Indo-Pacific region\n  seeds/001_9907b32253ca3d4c.txt:435\n",
        " undated: strategic and global partnership\n  seeds/002_315d0b9a57a94ad2.txt:66\n",
    ] {
        assert!(printed.contains(expected), "{expected:?} in {printed}");
    }
    let output = run(&["ledger", "--json", "seeds/"]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rows = all["ledger"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["verdict"] == "single"));
    let phrases = all["phrases"].as_array().expect("phrases");
    assert!(phrases.iter().all(|p| p["wordings"][1].is_object()));
}

#[test]
fn timeline_matrix_and_network_say_where_it_stands() {
    let cases: [(&[&str], &[&str]); 4] = [
        (
            &["timeline", "seeds/"],
            &[
                "2024-08-20               held: 2+2 Dialogue (3rd): India, Japan, in New Delhi (20 August 2024)\n  seeds/003_2da775652a222dd1.txt:2825\n",
                "? to 2024-08-20          planned: 2+2 Dialogue (2nd)",
                "held: Talks: S Jaishankar, Yoko Kamikawa, in Tokyo (a Thursday)\n  seeds/000_7c3c4bb3a25cea32.txt:41\n  seeds/004_9969c02d7a815f3a.txt:0\n",
                "claims name no calendar date",
            ],
        ),
        (
            &["matrix", "--top", "2", "seeds/"],
            &["2 of 6 articles; --top N shows more", "\nJapan – India: "],
        ),
        (
            &["network", "--query", "Tokyo", "seeds/"],
            &[
                "S Jaishankar – Yoko Kamikawa: 1\n held: Talks",
                "\n  seeds/000_7c3c4bb3a25cea32.txt:41\n  seeds/004_9969c02d7a815f3a.txt:0\n",
            ],
        ),
        (
            &["network", "--json", "seeds/"],
            &[
                "\"files\":[\"seeds/000_7c3c4bb3a25cea32.txt\"",
                "\"nodes\":[",
            ],
        ),
    ];
    for (args, expected) in cases {
        let output = run(args);
        assert!(output.status.success(), "{}", said(&output));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        for expected in expected {
            assert!(printed.contains(expected), "{expected:?} in {printed}");
        }
    }
}

#[test]
fn every_command_takes_a_saved_collection_for_its_articles() {
    let folder = Folder::new("index", &[("part/bad.chancery", b"chancery\x01")]);
    let saved = format!("{}/all.chancery", folder.path());
    let output = run(&["index", "seeds/", "-o", &saved]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("6 articles, "), "{}", said(&output));
    let commands: [&[&str]; 6] = [
        &["search", "--json", "invest* OR 日本"],
        &["concordance", "\"foreign minister\""],
        &["ledger", "--all"],
        &["timeline"],
        &["extract", "--collection"],
        &["extract"],
    ];
    for command in commands {
        let (read, opened) = (
            run(&[command, &["seeds/"]].concat()),
            run(&[command, &[&saved]].concat()),
        );
        assert!(opened.status.success(), "{}", said(&opened));
        assert!(!read.stdout.is_empty());
        assert!(read.stdout == opened.stdout, "{command:?}");
    }
    let bad = format!("{}/part/bad.chancery", folder.path());
    let output = run(&["search", "trade", &bad]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("bad.chancery: It has 9 bytes"),
        "{}",
        said(&output)
    );
}

#[test]
fn codebook_tells_what_is_doubtful_and_extract_uses_it() {
    let folder = Folder::new(
        "codebook",
        &[
            (
                "book.yml",
                "Yen:\n  - trillion yen\n  - trillion\n  - trill*\n  - 日本\nNO:\n  - no one\nEmpty:\nFaults:\n  - \"*\"\n  - \"\"\n  - Japan\n  - japan\n  - the\n"
                    .as_bytes(),
            ),
            ("book.dic", "%\n1\tYen\n%\ntrillion\t1\n".as_bytes()),
        ],
    );
    let path = |name: &str| format!("{}/{name}", folder.path());
    let output = run(&["codebook", &path("book.yml"), "seeds"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("book.yml:6: “NO” is taken as a word"),
        "{}",
        said(&output)
    );
    for expected in ["book.yml:10: the term \"*\"", "book.yml:11: the term \"\""] {
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for expected in [
        "Yen, “trillion”: “trill*” finds all that it finds.",
        "Empty: It has no term",
        "Faults, “japan”: It is the same as “Japan”.",
        "Faults, “the”: It is found ",
        "Yen, “日本”: It is never found",
    ] {
        assert!(printed.contains(expected), "{printed}");
    }
    let written = [
        ("yaml", "# name: \"book\"\n\"Yen\":\n  - \"trillion\"\n"),
        (
            "rows",
            "name\tbook\nscope\tkey\ntheme\tyen\tYen\t-\t\nterm\ttrillion\n",
        ),
        (
            "csv",
            "tag,description,label,parent,terms,nested_scope\r\nyen,,Yen,,term: trillion,key\r\n",
        ),
    ];
    for (format, expected) in written {
        let output = run(&["codebook", "--to", format, &path("book.dic")]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    }
    let output = run(&["codebook", "--to=qdc", &path("book.dic")]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("<Description>term: trillion</Description>"));
    let output = run(&["codebook", "--hits", &path("book.dic"), "seeds"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("\tYen\ttrillion\n"), "{printed}");
    let seed = "seeds/000_7c3c4bb3a25cea32.txt";
    let output = run(&[
        "extract",
        "--codebook",
        &path("book.dic"),
        "--fields",
        "clean",
        seed,
    ]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("\"term\":\"trillion\""), "{printed}");
}

#[test]
fn concordance_prints_every_place_with_the_words_around_it() {
    let cases: [(&[&str], &str); 4] = [
        (
            &["concordance", "--group", "entity", "Kamikawa", "seeds/"],
            "Yoko Kamikawa (1)\n",
        ),
        (
            &[
                "concordance",
                "--group=article",
                "Misri",
                "--json",
                "seeds/",
            ],
            "\"group\":\"Foreign Secretary Misri has wide-ranging discussions",
        ),
        (
            &[
                "concordance",
                "--sort",
                "R1",
                "--context",
                "3",
                "yen",
                "seeds/",
            ],
            "    of five trillion »yen« in overall investments  [seeds/000_7c3c4bb3a25cea32.txt:1377]\n",
        ),
        (
            &["concordance", "--json", "“five trillion”", "seeds/"],
            "\"span\":[1363,1376]",
        ),
    ];
    for (args, expected) in cases {
        let output = run(args);
        assert!(output.status.success(), "{}", said(&output));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(printed.contains(expected), "{args:?}: {printed}");
    }
    let output = run(&["concordance", "--sort", "R0", "yen", "seeds"]);
    assert!(said(&output).contains("L1 to L9"), "{}", said(&output));
}

#[test]
fn explain_prints_every_word_and_marks_under_them() {
    let output = run_on(TEXT.as_bytes(), &["explain", "-"]);
    assert!(output.status.success(), "{}", said(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in TEXT.lines() {
        assert!(printed.contains(line), "{printed}");
    }
    let lines: Vec<&str> = printed.lines().collect();
    let at = lines
        .iter()
        .position(|l| l.contains("¥5 billion"))
        .expect("the line");
    // 日本 and 🙂 are two columns wide each.
    let column = lines[at]
        .find("¥5")
        .map(|byte| lines[at][..byte].chars().count() + 3);
    assert_eq!(lines[at + 1].find("M~~"), column, "{printed}");
}
