//! What is found across articles: claims joined with a verdict, events, linking;
//! against the sample's gold and against stories written for the project.
//!
//! A story is a file of `gold/together`: remarks (`#`), accepted verdicts, then
//! articles after `== name date`. In a text `{key|words}` reports the thing `key`
//! and `{=key|words}` the event `key`. Stories whose name begins with `test_` only
//! measure: nobody writes a rule or a row from them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::answer::{Facts, Response, Verdict};
use chancery_protocol::ask::{FactKind, RawArticle, Request, Selection};
use chancery_protocol::record::{Collection, Stretch};
use serde_json::Value;

/// Where a thing is reported: file, first and last byte.
type Place = (String, u32, u32);

/// A story, or the sample: articles and what is the same in them.
#[derive(Default)]
struct Story {
    articles: Vec<RawArticle>,
    claims: BTreeMap<String, Vec<Place>>,
    events: BTreeMap<String, Vec<Place>>,
    verdicts: BTreeMap<String, Vec<String>>,
}

/// What was found of a story.
#[derive(Default, Debug)]
struct Found {
    n_claims: usize,
    n_joined: usize,
    /// Joined over all their articles.
    n_whole: usize,
    n_right: usize,
    n_events: usize,
    n_events_joined: usize,
    /// What is not right, to be read.
    wrong: Vec<String>,
    false_joins: Vec<String>,
}

fn gold(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("gold")
        .join(name)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("gold that can be read")
}

fn story(source: &str) -> Story {
    let mut story = Story::default();
    let (head, articles) = source.split_once("\n== ").expect("an article");
    for line in head.lines() {
        if let Some((key, verdicts)) = line
            .strip_prefix("verdict ")
            .and_then(|l| l.split_once(' '))
        {
            let verdicts = verdicts.split('|').map(str::to_owned).collect();
            story.verdicts.insert(key.to_owned(), verdicts);
        }
    }
    for article in articles.split("\n== ") {
        let (line, marked) = article.split_once('\n').expect("a text");
        let (file, date) = line.split_once(' ').unwrap_or((line, ""));
        let mut text = String::new();
        for (at, part) in marked.trim().split('{').enumerate() {
            let Some((mark, rest)) = part.split_once('}').filter(|_| at > 0) else {
                text.push_str(part);
                continue;
            };
            let (key, words) = mark.split_once('|').expect("a key");
            let (start, end) = (text.len() as u32, (text.len() + words.len()) as u32);
            let place = (file.to_owned(), start, end);
            match key.strip_prefix('=') {
                Some(event) => story
                    .events
                    .entry(event.to_owned())
                    .or_default()
                    .push(place),
                None => story.claims.entry(key.to_owned()).or_default().push(place),
            }
            text.push_str(words);
            text.push_str(rest);
        }
        story.articles.push(RawArticle {
            file: file.to_owned(),
            text,
            date: (!date.is_empty()).then(|| date.to_owned()),
            ..RawArticle::default()
        });
    }
    story
}

/// The sample, with its own form of gold.
fn sample() -> Story {
    let mut story = Story::default();
    let articles = chancery_tests::gold::articles().expect("gold that can be read");
    let mut files = BTreeMap::new();
    for article in articles.into_iter().filter(|a| a.folder == "seeds") {
        files.insert(article.id.clone(), article.file.clone());
        story.articles.push(RawArticle {
            file: article.file,
            text: article.text,
            date: article.date,
            ..RawArticle::default()
        });
    }
    let list = |name: &str| -> Vec<Value> {
        serde_json::from_str(&read(&gold("seeds").join(name))).expect("JSON")
    };
    for claim in list("claims.json") {
        let key = claim["claim"].as_str().expect("a key").to_owned();
        let accepted = claim["accepted"].as_array().expect("verdicts");
        let accepted = accepted
            .iter()
            .filter_map(|v| v.as_str().map(str::to_owned));
        story.verdicts.insert(key.clone(), accepted.collect());
        for report in claim["reports"].as_array().expect("reports") {
            let file = &files[report["article"].as_str().expect("an article")];
            for evidence in report["evidence"].as_array().expect("evidence") {
                let at = |key: &str| evidence[key].as_u64().expect("a position") as u32;
                let place = (file.clone(), at("start"), at("end"));
                story.claims.entry(key.clone()).or_default().push(place);
            }
        }
    }
    story
}

fn engine(story: &Story) -> Engine {
    let mut engine = Engine::default();
    for raw in &story.articles {
        let read = engine.read(raw.clone()).expect("it has words");
        engine.add_read(read).expect("it is new");
    }
    engine
}

fn together(story: &Story) -> Collection {
    export::collection(&engine(story), OffsetUnit::Utf8Byte)
}

/// What spans the articles of the sample, as it is exported.
pub(crate) fn sample_as_collection() -> Value {
    serde_json::to_value(together(&sample())).expect("JSON")
}

fn overlaps(place: &Place, file: &str, stretch: Stretch) -> bool {
    place.0 == file && place.1 < stretch.end && stretch.start < place.2
}

/// The keys that are reported at a place.
fn keys_at<'s>(of: &'s BTreeMap<String, Vec<Place>>, file: &str, at: Stretch) -> BTreeSet<&'s str> {
    let here = of
        .iter()
        .filter(|(_, places)| places.iter().any(|p| overlaps(p, file, at)));
    here.map(|(key, _)| key.as_str()).collect()
}

fn judge(story: &Story) -> Found {
    let all = together(story);
    let mut found = Found::default();
    let rows: Vec<(&str, Vec<(&str, Stretch)>)> = all
        .ledger
        .iter()
        .map(|row| {
            let reports = row.reports.iter().map(|r| {
                (
                    &*r.file,
                    Stretch {
                        start: r.start,
                        end: r.end,
                    },
                )
            });
            (&*row.verdict, reports.collect())
        })
        .collect();
    let events: Vec<Vec<(&str, Stretch)>> = all
        .events
        .iter()
        .map(|event| {
            let of = |r: &'_ chancery_protocol::record::EventReport| -> Vec<Stretch> {
                r.evidence.clone()
            };
            let reports = event.reports.iter();
            reports
                .flat_map(|r| of(r).into_iter().map(|s| (&*r.file, s)))
                .collect()
        })
        .collect();
    // Where the gold leaves open whether a claim is one with others.
    let is_open = |key: &str| {
        let accepted = story.verdicts.get(key).map_or(&[][..], |v| v);
        accepted.len() > 1 && accepted.iter().any(|v| v == "single")
    };
    let mut settled = story.claims.clone();
    settled.retain(|key, _| !is_open(key));
    for (key, places) in &story.claims {
        let files: BTreeSet<&str> = places.iter().map(|p| &*p.0).collect();
        if files.len() < 2 {
            continue;
        }
        found.n_claims += 1;
        let n_in = |reports: &[(&str, Stretch)]| {
            let here = reports
                .iter()
                .filter(|r| places.iter().any(|p| overlaps(p, r.0, r.1)));
            here.map(|r| r.0).collect::<BTreeSet<_>>().len()
        };
        let best = rows
            .iter()
            .max_by_key(|row| (n_in(&row.1), std::cmp::Reverse(row.1.len())));
        let Some(best) = best.filter(|row| n_in(&row.1) > 1) else {
            found.wrong.push(format!("{key}: not joined"));
            continue;
        };
        found.n_joined += 1;
        found.n_whole += usize::from(n_in(&best.1) == files.len());
        if story.verdicts[key].iter().any(|v| v == best.0) {
            found.n_right += 1;
        } else {
            found
                .wrong
                .push(format!("{key}: {}, not {:?}", best.0, story.verdicts[key]));
        }
    }
    for row in &rows {
        false_joins(&settled, &row.1, &mut found.false_joins);
    }
    for (key, places) in &story.events {
        let files: BTreeSet<&str> = places.iter().map(|p| &*p.0).collect();
        let n_in = |reports: &[(&str, Stretch)]| {
            let here = reports
                .iter()
                .filter(|r| places.iter().any(|p| overlaps(p, r.0, r.1)));
            here.map(|r| r.0).collect::<BTreeSet<_>>().len()
        };
        if files.len() > 1 {
            found.n_events += 1;
            if events.iter().any(|event| n_in(event) == files.len()) {
                found.n_events_joined += 1;
            } else {
                found.wrong.push(format!("event {key}: not joined"));
            }
        }
    }
    for event in &events {
        false_joins(&story.events, event, &mut found.false_joins);
    }
    found
}

/// Reports of two articles, each of something in the gold and never of the same.
fn false_joins(
    of: &BTreeMap<String, Vec<Place>>,
    reports: &[(&str, Stretch)],
    out: &mut Vec<String>,
) {
    let keys: Vec<(&str, BTreeSet<&str>)> = reports
        .iter()
        .map(|r| (r.0, keys_at(of, r.0, r.1)))
        .collect();
    for (n, (file, a)) in keys.iter().enumerate() {
        for (other, b) in keys[n + 1..].iter().filter(|k| k.0 != *file) {
            if !a.is_empty() && !b.is_empty() && a.is_disjoint(b) {
                out.push(format!("{a:?} in {file} with {b:?} in {other}"));
            }
        }
    }
    out.sort();
    out.dedup();
}

/// All stories whose name begins with `test_`, or all others.
fn stories(is_test: bool) -> Found {
    let folder = std::fs::read_dir(gold("together")).expect("stories");
    let mut paths: Vec<_> = folder.map(|e| e.expect("a file").path()).collect();
    paths.sort();
    let mut sum = Found::default();
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name.starts_with("test_") != is_test {
            continue;
        }
        let found = judge(&story(&read(&path)));
        sum.n_claims += found.n_claims;
        sum.n_joined += found.n_joined;
        sum.n_whole += found.n_whole;
        sum.n_right += found.n_right;
        sum.n_events += found.n_events;
        sum.n_events_joined += found.n_events_joined;
        let named = |what: String| format!("{name}: {what}");
        sum.wrong.extend(found.wrong.into_iter().map(named));
        sum.false_joins
            .extend(found.false_joins.into_iter().map(named));
    }
    sum
}

#[test]
fn the_sample_is_joined() {
    let story = sample();
    let found = judge(&story);
    assert_eq!(found.n_claims, 15);
    assert_eq!(found.false_joins, [""; 0]);
    assert!(found.n_right >= 13, "{found:#?}");
    let events = together(&story).events;
    let joined = events.iter().filter(|e| e.reports.len() > 1);
    let files = joined.map(|e| e.reports.iter().map(|r| &r.file[..3]).collect::<Vec<_>>());
    assert_eq!(files.collect::<Vec<_>>(), [["000", "004"]]);
}

/// Of the claims in several articles nine of ten in the stories that were read, and
/// eight of ten in those that were not, with the right verdict; every event; and
/// nothing joined that is not one.
fn check(is_test: bool, least_tenths: usize) {
    let found = stories(is_test);
    assert_eq!(found.false_joins, [""; 0], "{found:#?}");
    assert!(found.n_claims >= 10 && found.n_events >= 5, "{found:#?}");
    assert!(
        found.n_right * 10 >= found.n_claims * least_tenths,
        "{found:#?}"
    );
    assert_eq!(found.n_events_joined, found.n_events, "{found:#?}");
}

#[test]
fn stories_are_joined() {
    check(false, 9);
}

#[test]
fn unseen_stories_are_joined() {
    check(true, 8);
}

fn facts(engine: &mut Engine, kind: FactKind, find: &str, with_single: bool) -> Facts {
    let selection = Selection {
        find: find.to_owned(),
        ..Selection::default()
    };
    let request = Request::Facts {
        selection,
        kind,
        with_single,
        n_rows: 500,
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Facts(facts) => facts,
        other => panic!("facts, not {other:?}"),
    }
}

#[test]
fn the_page_is_told_what_articles_share() {
    let mut engine = engine(&sample());
    let figures = facts(&mut engine, FactKind::Figure, "", false);
    let yen = &figures.rows[0];
    assert_eq!(yen.label, "Investment · 5 trillion JPY");
    assert_eq!(yen.verdict, Verdict::Adds);
    assert_eq!(yen.n_reports, 3);
    assert!(yen.reports.iter().all(|r| r.in_selection
        && r.sentence.text.contains("five trillion")
        && r.values.iter().any(|v| v.1 == "5 trillion JPY")));
    // The counts are those of the lists.
    for with_single in [false, true] {
        for count in &figures.counts {
            let n_rows = facts(&mut engine, count.kind, "", with_single).rows.len();
            let n = if with_single {
                count.n_all
            } else {
                count.n_shared
            };
            assert_eq!(n_rows, n as usize, "{count:?}");
        }
    }
    let offices = facts(&mut engine, FactKind::Office, "", false);
    assert!(offices.rows.iter().any(|r| {
        r.label
            .starts_with("Foreign minister, Japan: Yoshimasa Hayashi")
            && r.label.ends_with("Yoko Kamikawa")
    }));
}

#[test]
fn facts_obey_the_selection() {
    let mut engine = engine(&sample());
    let found = facts(&mut engine, FactKind::Statement, "semiconductor*", true);
    let first = &found.rows[0];
    assert!(first.label.contains("Semiconductors"), "{}", first.label);
    assert!(found.rows.iter().all(|row| row.reports[0].in_selection));
    let none = facts(&mut engine, FactKind::Statement, "nowhere-at-all", true);
    assert!(none.rows.is_empty() && none.counts.iter().all(|c| c.n_all == 0));
}

/// An agency's report in two papers, and another paper's own.
#[test]
fn a_reprint_is_told_from_an_independent_report() {
    let report = "India and Japan agreed in Tokyo on 7 March 2024 to build a lithium plant worth \
                  $400 million in Gujarat. Foreign ministers of both countries signed the papers \
                  after talks that lasted a day, officials said. The plant is to open within three \
                  years and to employ some two thousand people from the region – 日本 “é” 🙂 ¥5.";
    let own = "India and Japan agreed to build a lithium plant worth $400 million in Gujarat.";
    let articles = [
        ("a.txt", format!("Lithium for two\n\n{report}")),
        (
            "b.txt",
            format!("Plant in Gujarat\n\n{report}\n\nLeave a Reply"),
        ),
        (
            "c.txt",
            format!("Gujarat\n\n{own} Farmers nearby fear for their water."),
        ),
    ];
    let story = Story {
        articles: articles
            .iter()
            .map(|(file, text)| RawArticle {
                file: (*file).to_owned(),
                text: text.clone(),
                ..RawArticle::default()
            })
            .collect(),
        ..Story::default()
    };
    let all = together(&story);
    let files = |reprint: &chancery_protocol::record::Reprint| -> Vec<String> {
        reprint.articles.iter().map(|a| a.file.clone()).collect()
    };
    assert_eq!(
        all.reprints.iter().map(files).collect::<Vec<_>>(),
        [["a.txt", "b.txt"]]
    );
    let row = all.ledger.iter().max_by_key(|row| row.reports.len());
    let row = row.expect("a row");
    let marks: BTreeSet<(&str, Option<&str>)> = row
        .reports
        .iter()
        .map(|r| (r.file.as_str(), r.reprint_of.as_deref()))
        .collect();
    let expected = [("a.txt", None), ("b.txt", Some("a.txt")), ("c.txt", None)];
    assert_eq!(marks, BTreeSet::from(expected));
    let value = serde_json::to_value(&all).expect("JSON");
    assert_eq!(
        crate::schema::faults(&crate::schema::record_schema(), &value),
        Vec::<String>::new()
    );
}
