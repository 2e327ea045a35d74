//! What is saved comes back whole, and a file that is not whole is refused with
//! the place and what to do; never a panic.

use chancery_engine::Engine;
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{ArticleId, RawFile, Request};
use chancery_tests::damage::with_right_sums;
use proptest::{prelude::*, test_runner::Config};

use crate::change::{add, answers, ask, texts};

/// Bytes of the head of a saved file, before the sections.
const HEAD: usize = 16 + 8 * 20 + 4;

fn engine_of(texts: &[String]) -> Engine {
    let mut engine = Engine::default();
    for text in texts {
        add(&mut engine, text);
    }
    engine
}

fn open(bytes: &[u8]) -> Result<Engine, String> {
    Engine::open(bytes.to_vec(), &mut |_, _| ()).map_err(|error| error.to_string())
}

fn sample() -> Vec<u8> {
    let texts = [
        "Ministers met in Tokyo – 日本 🙂.",
        "India agreed to invest ¥5 trillion “é”.",
    ];
    engine_of(&texts.map(str::to_owned)).save()
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_saved_comes_back_whole(before in texts(), after in texts(), removed in any::<prop::sample::Index>()) {
        let mut engine = engine_of(&before);
        let article = *removed.get(&engine.articles());
        ask(&mut engine, Request::Remove { articles: vec![article] });
        let bytes = engine.save();
        let mut opened = open(&bytes).expect("just saved");
        prop_assert!(opened.save() == bytes, "the same collection gives the same bytes");
        // What is added and removed later meets what was there.
        for text in &after {
            prop_assert_eq!(add(&mut opened, text), add(&mut engine, text));
        }
        if let Some(&article) = engine.articles().first() {
            for engine in [&mut engine, &mut opened] {
                ask(engine, Request::Remove { articles: vec![article] });
            }
        }
        let ids = engine.articles();
        prop_assert_eq!(&ids, &opened.articles());
        for (known, opened) in answers(&mut engine, &ids).iter().zip(answers(&mut opened, &ids)) {
            prop_assert_eq!(known, &opened);
        }
    }

    #[test]
    fn damage_is_found(at in any::<prop::sample::Index>(), flip in 1..=255u8, cut in any::<prop::sample::Index>()) {
        let whole = sample();
        let mut damaged = whole.clone();
        damaged[at.index(whole.len())] ^= flip;
        for bytes in [&damaged[..], &whole[..cut.index(whole.len())]] {
            let error = open(bytes).expect_err("it is not whole");
            prop_assert!(error.ends_with('.') && error.matches(". ").count() > 0, "{}", error);
        }
    }

    /// As by somebody who writes the sums anew: whatever opens can be asked.
    #[test]
    fn what_opens_answers(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = sample();
        let n_bytes = bytes.len();
        for (at, byte) in flips {
            bytes[HEAD + at.index(n_bytes - HEAD)] = byte;
        }
        if let Ok(mut opened) = open(&with_right_sums(bytes)) {
            let ids = opened.articles();
            let selection = chancery_protocol::ask::Selection {
                find: "minister* OR ~india OR who:a OR \"met in\"".to_owned(),
                ..Default::default()
            };
            ask(&mut opened, Request::Survey { selection, sort: Default::default(), from: 0, n_rows: 9 });
            answers(&mut opened, &ids);
            add(&mut opened, "One more in Tokyo.");
            ask(&mut opened, Request::Remove { articles: ids });
        }
    }
}

#[test]
fn every_fault_is_told_with_its_place_and_what_to_do() {
    let whole = sample();
    let with = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    let last = whole.len() - 1;
    let longer = [&whole[..], b"more"].concat();
    let cases: [(&[u8], &str); 8] = [
        (b"{\"text\": 1}", "It is no saved collection."),
        (
            &with(8, 9),
            "format 9, and this program knows formats up to 2",
        ),
        (
            &with(20, 1),
            "It is damaged between bytes 0 and 180 (the table of sections)",
        ),
        (&with(HEAD + 2, 0xff), "(head). Copy it again"),
        (&with(last, whole[last] ^ 1), "(index). Copy it again"),
        (&whole[..last], "copying or saving it broke off"),
        (&whole[..12], "It has 12 bytes and should have 180"),
        (&longer, "(behind the last section)"),
    ];
    for (bytes, expected) in cases {
        let error = open(bytes).expect_err(expected);
        assert!(error.contains(expected), "{expected:?} in {error:?}");
    }
}

#[test]
fn what_another_reader_has_read_is_read_again() {
    let whole = sample();
    let mut other = whole.clone();
    // The length of the reader's name, then its first letter.
    assert!(other[HEAD + 1].is_ascii_digit());
    other[HEAD + 1] = b'?';
    let mut progress = Vec::new();
    let opened = Engine::open(with_right_sums(other), &mut |n, of| progress.push((n, of)));
    assert!(opened.expect("it can be read").save() == whole);
    assert_eq!(progress, [(1, 2), (2, 2)]);
}

#[test]
fn a_saved_collection_is_imported_as_a_file() {
    let import = |engine: &mut Engine, bytes: &[u8]| {
        let name = "all.chancery".to_owned();
        let bytes = bytes.to_vec();
        let files = vec![RawFile { name, bytes }];
        match ask(engine, Request::Import { files }) {
            Response::Added(added) => added,
            other => panic!("nothing was added but {other:?}"),
        }
    };
    let mut engine = Engine::default();
    let saved = sample();
    assert_eq!(
        import(&mut engine, &saved).articles,
        [ArticleId(0), ArticleId(1)]
    );
    assert_eq!(
        ask(&mut engine, Request::Save),
        Response::Saved(saved.clone())
    );
    let again = import(&mut engine, &saved);
    assert_eq!((again.articles.len(), again.left_out.len()), (0, 2));
    let damaged = import(&mut engine, &saved[..saved.len() - 1]);
    assert!(damaged.left_out[0].reason.contains("broke off"));
}
