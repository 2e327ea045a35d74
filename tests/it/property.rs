//! What must be so of every text, whoever wrote it: tried on texts shaped like
//! articles that no one has seen.
//!
//! Each crate tries its own invariants beside its code; here the whole is asked
//! as the page asks it.

use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::{
    answer::{Article, Response, Stretch, Survey},
    ask::{
        ArticleId, Clause, ExportForm, FactKind, Lens, LineGroup, LineKey, RawArticle, Request,
        Selection, Sort,
    },
    record::Record,
};
use chancery_tests::invariant::check_article;
use proptest::{prelude::*, test_runner::Config};

/// What articles are made of, and what breaks programs that read them.
const PIECES: &[&str] = &[
    "India",
    "Japan’s",
    "S. Jaishankar",
    "Prime Minister",
    "U.S.",
    "US-2",
    "2+2",
    "India-Japan",
    "Ministry of Defence",
    "trade",
    "invested",
    "joint exercise",
    "¥5 trillion",
    "five trillion yen",
    "€12bn",
    "₹1,200.50",
    "27 November 2024",
    "on Thursday",
    "between 2022 and 2027",
    "next year",
    "“We will”,",
    "he said",
    "(MoFA)",
    "Mr",
    "Dr S. K.",
    "–",
    "…",
    "é",
    "e\u{301}",
    "日本",
    "🙂",
    "👩‍👩‍👧",
    "ﬁnance",
    "ẞ",
    "İ",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{85}",
    "\u{2028}",
    "<b>",
    "&amp;",
    "https://example.org/a?b=c",
    "a@b.c",
    ".",
    "?",
    "!",
    ",",
    ";",
    ":",
    "\"",
    "'",
    "’",
    "(",
    ")",
    "[",
    "*",
    "-",
    "%",
    "$",
    "the",
    "and",
    "of",
    "to",
    "0",
    "1",
    "99999999999999999999",
    "Leave a Reply",
    "Advertisement",
    "Date: 2023-07-28",
    "TOKYO (AP) –",
    "By our correspondent",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "\\PC{1,12}",
    ];
    let space =
        prop::sample::select(&[" ", " ", " ", " ", "", "\n", "\r\n", "\n\n", "\t", "\u{a0}"][..]);
    prop::collection::vec((piece, space), 0..80).prop_map(|pairs| {
        let words = pairs
            .into_iter()
            .flat_map(|(piece, space)| [piece, space.to_owned()]);
        // A blank text is no article and is left out with a reason.
        std::iter::once("x".to_owned()).chain(words).collect()
    })
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

fn engine_with(texts: &[String]) -> Engine {
    let articles = (0..)
        .zip(texts)
        .map(|(n, text): (u32, _)| RawArticle {
            file: format!("{n}.txt"),
            text: text.clone(),
            ..RawArticle::default()
        })
        .collect();
    let mut engine = Engine::default();
    let Response::Added(added) = engine.handle(Request::Add { articles }, &mut |_, _| ()) else {
        panic!("nothing was added");
    };
    assert_eq!(added.articles.len(), texts.len(), "{:?}", added.left_out);
    engine
}

fn survey(engine: &mut Engine, selection: &Selection) -> Survey {
    let request = Request::Survey {
        selection: selection.clone(),
        sort: Sort::Imported,
        from: 0,
        n_rows: 100,
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Survey(survey) => survey,
        other => panic!("no survey but {other:?}"),
    }
}

fn open(engine: &mut Engine, article: ArticleId, selection: &Selection) -> Article {
    let request = Request::Open {
        article,
        selection: selection.clone(),
    };
    match engine.handle(request, &mut |_, _| ()) {
        Response::Article(article) => *article,
        other => panic!("no article but {other:?}"),
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn every_text_is_read_whole(text in texts()) {
        let mut engine = engine_with(std::slice::from_ref(&text));
        let article = open(&mut engine, ArticleId(0), &Selection::default());
        check_article(&article, &text);
        let again = open(&mut engine_with(std::slice::from_ref(&text)), ArticleId(0), &Selection::default());
        prop_assert_eq!(article, again, "the same text gives the same reading");
    }

    #[test]
    fn counts_are_what_is_marked(texts in prop::collection::vec(texts(), 1..4)) {
        let mut engine = engine_with(&texts);
        let all = survey(&mut engine, &Selection::default());
        prop_assert_eq!(all.rows.len(), texts.len());
        for lens in &all.lenses {
            // The value most found of each lens: its hits are exactly what choosing it marks.
            let Some(facet) = lens.facets.iter().max_by_key(|facet| facet.n_hits) else { continue };
            if facet.n_hits == 0 { continue }
            let clause = Clause { lens: lens.lens, key: facet.key.clone(), exclude: false };
            let selection = Selection { clauses: vec![clause], ..Selection::default() };
            let chosen = survey(&mut engine, &selection);
            prop_assert_eq!(chosen.n_articles, facet.n_articles, "{:?}", facet);
            let n_hits: usize = chosen.rows.iter().map(|row| row.hits.len()).sum();
            prop_assert_eq!(n_hits, facet.n_hits as usize, "{:?}", facet);
            for row in &chosen.rows {
                let article = open(&mut engine, row.article, &selection);
                let mut marked: Vec<Stretch> =
                    article.marks.iter().filter(|mark| mark.hit).map(|mark| mark.stretch).collect();
                marked.dedup();
                let mut listed: Vec<Stretch> = row.hits.iter().map(|hit| hit.stretch).collect();
                listed.sort();
                listed.dedup();
                marked.sort();
                prop_assert_eq!(marked, listed, "{:?}", facet);
            }
            let mut other = selection.clone();
            other.clauses[0].exclude = true;
            let without = survey(&mut engine, &other);
            prop_assert_eq!(without.n_articles + chosen.n_articles, all.n_articles);
        }
    }

    #[test]
    fn any_query_is_answered(text in texts(), find in "[\"“”a-zA-Z *?¥é日本🙂:()-]{0,24}") {
        let mut engine = engine_with(&[text]);
        let selection = Selection { find, ..Selection::default() };
        let found = survey(&mut engine, &selection);
        prop_assert!(found.n_articles <= 1);
        if found.n_articles == 1 {
            let article = open(&mut engine, ArticleId(0), &selection);
            check_article(&article, &article.text);
        }
    }

    #[test]
    fn what_spans_articles_points_at_words(texts in prop::collection::vec(texts(), 2..5)) {
        let mut engine = Engine::default();
        for text in &texts {
            let raw = RawArticle { file: text.clone(), text: text.clone(), ..RawArticle::default() };
            if let Ok(read) = engine.read(raw) {
                prop_assert!(engine.add_read(read).is_ok());
            }
        }
        let all = export::collection(&engine, OffsetUnit::Utf8Byte);
        for report in all.ledger.iter().flat_map(|row| &row.reports) {
            prop_assert!(report.file.get(report.start as usize..report.end as usize).is_some());
        }
        for report in all.events.iter().flat_map(|event| &event.reports) {
            prop_assert!(report.evidence.iter().all(|s| report.file.get(s.start as usize..s.end as usize).is_some()));
        }
        use FactKind::{Commitment, Figure, Meeting, Name, Office, Statement};
        for kind in [Figure, Commitment, Statement, Meeting, Office, Name] {
            let request = Request::Facts { selection: Selection::default(), kind, with_single: true, n_rows: 99 };
            let Response::Facts(facts) = engine.handle(request, &mut |_, _| ()) else { panic!("facts") };
            for report in facts.rows.iter().flat_map(|row| &row.reports) {
                let (_, text) = engine.text(report.article).expect("an article");
                let at = |s: Stretch| text.get(s.start as usize..s.end as usize);
                prop_assert_eq!(at(report.sentence.stretch), Some(&*report.sentence.text));
                prop_assert!(at(report.stretch).is_some());
                prop_assert!(report.sentence.hits.iter().all(|h| at(h.stretch).is_some()));
            }
        }
        let find = Selection { find: "India OR trade OR 日本 OR é*".to_owned(), ..Selection::default() };
        for group in [None, Some(LineGroup::Article), Some(LineGroup::Entity)] {
            let request = Request::Concordance {
                selection: find.clone(),
                n_words: 3,
                keys: vec![LineKey::Right(1), LineKey::Left(2), LineKey::Hit],
                group,
                from: 0,
                n_rows: u32::MAX,
            };
            let Response::Concordance(found) = engine.handle(request, &mut |_, _| ()) else { panic!("lines") };
            prop_assert_eq!(found.lines.len(), found.n_lines as usize);
            prop_assert_eq!(found.groups.is_empty(), group.is_none() || found.lines.is_empty());
            for line in &found.lines {
                let (_, text) = engine.text(line.article).expect("an article");
                let (start, end) = (line.stretch.start as usize, line.stretch.end as usize);
                prop_assert_eq!(text.get(start..end), Some(&*line.hit));
                prop_assert!(text[..start].ends_with(&line.left));
                prop_assert!(text[end..].starts_with(&line.right));
            }
        }
    }

    #[test]
    fn records_point_at_their_words(text in texts()) {
        let mut engine = engine_with(std::slice::from_ref(&text));
        let request = Request::Export { selection: Selection::default(), form: ExportForm::Records };
        let Response::Exported(lines) = engine.handle(request, &mut |_, _| ()) else {
            panic!("no export");
        };
        prop_assert_eq!(lines.lines().count(), 1);
        let record: Record = serde_json::from_str(&lines).unwrap();
        prop_assert_eq!(record.bytes as usize, text.len());
        for mention in &record.mentions {
            let words = text.get(mention.start as usize..mention.end as usize);
            prop_assert_eq!(words, Some(mention.surface.as_str()));
        }
    }
}

#[test]
fn lenses_come_in_the_order_of_the_protocol() {
    let found = survey(&mut Engine::default(), &Selection::default());
    let lenses: Vec<Lens> = found.lenses.iter().map(|lens| lens.lens).collect();
    assert!(lenses.is_sorted() && lenses.first() == Some(&Lens::Theme));
}
