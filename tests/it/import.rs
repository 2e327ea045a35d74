//! Files as other programs write them: one article, the same from all.

use std::fs;
use std::path::Path;

use chancery_engine::arrive;
use chancery_protocol::answer::Arrived;
use chancery_protocol::ask::{Field, RawArticle, RawFile};
use proptest::prelude::*;

const TITLE: &str = "Power grids to be linked, ministers say";

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("import");
    fs::read(folder.join(name)).expect("a file of tests/import")
}

fn read(name: &str, bytes: Vec<u8>, columns: &[Option<Field>]) -> Arrived {
    let file = RawFile {
        name: name.to_owned(),
        bytes,
    };
    arrive(&file, columns)
}

/// Headline and text as one, since some kinds of file know no headline.
fn whole(article: &RawArticle) -> String {
    let title = article.title.iter().map(|title| format!("{title}\n\n"));
    title.collect::<String>() + article.text.trim()
}

/// The day, the source and the address are the file's own, where its kind has them.
#[test]
fn one_article_is_the_same_from_all_kinds_of_file() {
    let told = (
        Some("2025-03-04"),
        Some("The Nairobi Example"),
        Some("https://example.org/grids"),
    );
    let none = (None, None, None);
    let cases = [
        ("talks.txt", "plain text", none),
        ("talks-utf16.txt", "plain text", none),
        ("talks.html", "web page", told),
        ("talks.docx", "Word document", none),
        ("talks.odt", "OpenDocument text", none),
        ("talks.rtf", "RTF document", none),
        ("talks.pdf", "PDF document", none),
        ("talks.epub", "EPUB book", none),
        ("talks.eml", "mail", (told.0, told.1, None)),
        ("talks.rss", "news feed", told),
        ("talks.csv", "table", told),
        ("talks.xlsx", "spreadsheet", told),
    ];
    let expected = String::from_utf8(bytes("talks.txt")).expect("UTF-8");
    for (name, format, (date, source, address)) in cases {
        let arrived = read(name, bytes(name), &[]);
        let article = &arrived.articles[0];
        let expected = match name {
            "talks.pdf" => expected.trim().replace("日本", "日日"),
            _ => expected.trim().to_owned(),
        };
        assert_eq!(whole(article), expected, "{name}");
        assert_eq!(arrived.recognised[0].format, format, "{name}");
        assert_eq!(article.date.as_deref(), date, "{name}");
        if source.is_some() {
            assert_eq!(article.source.as_deref(), source, "{name}");
        }
        assert_eq!(article.address.as_deref(), address, "{name}");
        assert!(!article.text.contains("First!") && !article.text.contains("beaches"));
    }
}

#[test]
fn a_table_tells_its_columns_and_its_rows() {
    let arrived = read("talks.csv", bytes("talks.csv"), &[]);
    assert_eq!(arrived.articles.len(), 2);
    assert_eq!(arrived.articles[1].file, "talks.csv#3");
    assert_eq!(arrived.articles[1].date.as_deref(), Some("2025-03-04"));
    assert!(arrived.left_out[0].reason.starts_with("Row 4 has no text"));
    let columns: Vec<_> = arrived.recognised[0]
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column.field))
        .collect();
    assert_eq!(
        columns,
        [
            ("no", None),
            ("headline", Some(Field::Title)),
            ("published", Some(Field::Date)),
            ("paper", Some(Field::Source)),
            ("story text", Some(Field::Text)),
            ("web", Some(Field::Address)),
        ]
    );
    // As the user says instead: the headline is the text.
    let columns = [
        None,
        Some(Field::Text),
        None,
        None,
        Some(Field::Title),
        None,
    ];
    let chosen = read("talks.csv", bytes("talks.csv"), &columns);
    assert_eq!(chosen.articles[0].text, TITLE);
    assert_eq!(chosen.articles.len(), 3);
}

#[test]
fn an_archive_tells_where_each_article_lies() {
    let arrived = read("talks.zip", bytes("talks.zip"), &[]);
    let files: Vec<_> = arrived.articles.iter().map(|a| a.file.as_str()).collect();
    assert_eq!(files, ["talks.zip/page/talks.html", "talks.zip/talks.docx"]);
    assert_eq!(arrived.left_out[0].file, "talks.zip/page/photo.jpg");
    let formats: Vec<_> = arrived
        .recognised
        .iter()
        .map(|r| r.format.as_str())
        .collect();
    assert_eq!(formats, ["ZIP archive", "web page", "Word document"]);
}

/// What is refused is refused with what to do instead.
#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let cut = |name: &str| {
        let mut bytes = bytes(name);
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let cases = [
        ("cut.docx", cut("talks.docx"), "damaged ZIP archive"),
        ("cut.xlsx", cut("talks.xlsx"), "damaged ZIP archive"),
        ("cut.pdf", b"%PDF-1.7\nnothing".to_vec(), "damaged PDF"),
        (
            "deep.html",
            "<div>".repeat(90_000).into_bytes(),
            "deep within each other",
        ),
        (
            "deep.xml",
            format!("<rss>{}", "<a>".repeat(20_000)).into_bytes(),
            "deep within each other",
        ),
        (
            "odd.xml",
            b"<?xml version='1.0'?><orders><order/></orders>".to_vec(),
            "not known",
        ),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "old Word",
        ),
        (
            "no.csv",
            b"a,b\n1,2\n3,4\n".to_vec(),
            "No column of the table (a, b)",
        ),
        (
            "none.json",
            "[{\"title\": \"日本 🙂 é ¥ – “’\"}]".into(),
            "has no text",
        ),
        (
            "empty.eml",
            b"From: a@example.org\nDate: x\nMIME-Version: 1.0\n\n".to_vec(),
            "no words",
        ),
    ];
    for (name, bytes, expected) in cases {
        let arrived = read(name, bytes, &[]);
        assert!(arrived.articles.is_empty(), "{name}");
        let refused = arrived.left_out.iter().any(|l| l.reason.contains(expected));
        assert!(refused, "{name}: {:?}", arrived.left_out);
    }
}

/// A file of 40 MB of zeros that comes as 40 KB.
#[test]
fn a_bomb_is_refused() {
    let zeros = vec![0u8; 40 << 20];
    let packed = packed_with(&zeros);
    assert!(packed.len() < 1 << 20);
    let arrived = read("bomb.zip", packed, &[]);
    assert!(arrived.articles.is_empty());
    let reason = &arrived.left_out[0].reason;
    assert!(reason.contains("more than is safe"), "{reason}");
}

/// A ZIP archive of one packed file.
fn packed_with(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory");
    let packed = packer.finish().expect("memory");
    let name = b"zeros.txt";
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    let sum = sum.sum().to_le_bytes();
    let sizes = [
        (packed.len() as u32).to_le_bytes(),
        (bytes.len() as u32).to_le_bytes(),
    ]
    .concat();
    let about = [
        &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
        &sum,
        &sizes,
        &[name.len() as u8, 0, 0, 0],
    ]
    .concat();
    let mut zip = [b"PK\x03\x04", &about[..], name, &packed].concat();
    let at = zip.len() as u32;
    let entry = [b"PK\x01\x02\x14\x00", &about[..], &[0; 10], &[0; 4], name].concat();
    zip.extend(&entry);
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend((entry.len() as u32).to_le_bytes());
    zip.extend(at.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

const NAMES: [&str; 13] = [
    "talks.txt",
    "talks-utf16.txt",
    "talks.html",
    "talks.docx",
    "talks.odt",
    "talks.rtf",
    "talks.pdf",
    "talks.epub",
    "talks.eml",
    "talks.rss",
    "talks.csv",
    "talks.xlsx",
    "talks.zip",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever becomes of the bytes of a file: it is read or named, and every text is
    /// one that can be kept.
    #[test]
    fn damaged_files_are_read_or_named(
        which in 0..NAMES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        cut in any::<prop::sample::Index>(),
        is_cut: bool,
    ) {
        let mut bytes = bytes(NAMES[which]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let arrived = read(NAMES[which], bytes, &[]);
        prop_assert!(!arrived.articles.is_empty() || !arrived.left_out.is_empty());
        for refused in &arrived.left_out {
            prop_assert!(!refused.reason.contains("stopped unexpectedly"), "{}", refused.reason);
        }
    }
}
