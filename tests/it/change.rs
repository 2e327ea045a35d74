//! A collection that has changed answers as one that was always so: articles are
//! added and removed in any order, and every kind of question is then asked of it
//! and of a fresh collection of the articles that are left.

use chancery_engine::{Engine, OffsetUnit, export};
use chancery_protocol::answer::Response;
use chancery_protocol::ask::{
    ArticleId, Clause, ExportForm, FactKind, Lens, LineGroup, LineKey, RawArticle, Request,
    Selection, Sort,
};
use proptest::{prelude::*, test_runner::Config};

/// Sentences that join, differ, and name the same under several names.
const SENTENCES: &[&str] = &[
    "External Affairs Minister S Jaishankar met Yoko Kamikawa in Tokyo on Thursday.",
    "Dr S. Jayashankar held talks with Japanese Foreign Minister Yoko Kamikawa in Tokyo on 7 March 2024.",
    "India and Japan agreed on a target of five trillion yen in investments by 2027.",
    "Japan pledged ¥5 trillion of investment in India between 2022 and 2027.",
    "Both sides will hold the third 2+2 dialogue in Delhi.",
    "The second 2+2 dialogue between India and Japan was held on 8 September 2022.",
    "They signed an agreement on joint exercises, “Milan 22” among them.",
    "Foreign Minister Yoshimasa Hayashi visited New Delhi on 27 July 2023.",
    "The World Bank warned that tariffs may cost about $2 billion – 日本 🙂 é.",
    "The World Bank put the cost of tariffs at $2bn.",
    "Prime Minister Narendra Modi praised the high-speed railway, the largest project of its kind.",
    "Mr Modi said: “We will build the railway by 2030.”",
    "Chile and Kenya discussed lithium, copper and trade.",
    "Leave a Reply. Your email address will not be published.",
    "NATO and the Ministry of Defence of Ukraine agreed to a ceasefire.",
];

/// A text of some of the sentences, in paragraphs, perhaps with a headline.
pub(crate) fn texts() -> impl Strategy<Value = Vec<String>> {
    let sentence = (prop::sample::select(SENTENCES), prop::bool::weighted(0.3));
    let text =
        (any::<bool>(), prop::collection::vec(sentence, 1..7)).prop_map(|(titled, parts)| {
            let mut text = String::new();
            if titled {
                text.push_str("Ministers meet in Tokyo\n\n");
            }
            for (sentence, ends) in parts {
                text.push_str(sentence);
                text.push_str(if ends { "\n\n" } else { " " });
            }
            text
        });
    prop::collection::vec(text, 1..7)
}

/// Whether a text is added or removed, and which.
fn changes() -> impl Strategy<Value = Vec<(bool, prop::sample::Index)>> {
    prop::collection::vec(
        (prop::bool::weighted(0.6), any::<prop::sample::Index>()),
        1..16,
    )
}

fn selections() -> Vec<Selection> {
    let find = |line: &str| Selection {
        find: line.to_owned(),
        ..Selection::default()
    };
    let chosen = |lens, key: &str, exclude| Selection {
        clauses: vec![Clause {
            lens,
            key: key.to_owned(),
            exclude,
        }],
        ..Selection::default()
    };
    vec![
        Selection::default(),
        find("tokyo OR india"),
        find("\"2+2 dialogue\" -railway"),
        find("agree* NEAR/8 invest*"),
        find("~Jayashankar NOT bank"),
        find("in:title ministers"),
        find("who:Jaishankar OR amount:>1e9 OR date:2023..2024"),
        find("zzz"),
        chosen(Lens::Theme, "trade", false),
        chosen(Lens::Place, "PL:tokyo", true),
        chosen(Lens::Person, "P:s-jaishankar", false),
        chosen(Lens::Date, "2024", false),
    ]
}

pub(crate) fn ask(engine: &mut Engine, request: Request) -> Response {
    engine.handle(request, &mut |_, _| ())
}

/// Every kind of question.
fn requests(ids: &[ArticleId]) -> Vec<Request> {
    let mut requests = vec![Request::Codebook];
    for (at, selection) in selections().into_iter().enumerate() {
        let sorts = [Sort::Best, Sort::Imported, Sort::Hits, Sort::Title];
        requests.push(Request::Survey {
            selection: selection.clone(),
            sort: sorts[at % sorts.len()],
            from: 0,
            n_rows: 1000,
        });
        let groups = [None, Some(LineGroup::Article), Some(LineGroup::Entity)];
        requests.push(Request::Concordance {
            selection: selection.clone(),
            n_words: 4,
            keys: vec![LineKey::Right(1), LineKey::Hit],
            group: groups[at % groups.len()],
            from: 0,
            n_rows: 1000,
        });
        if at % 5 == 0 {
            let kinds = [FactKind::Figure, FactKind::Commitment, FactKind::Meeting];
            requests.extend(kinds.map(|kind| Request::Facts {
                selection: selection.clone(),
                kind,
                with_single: true,
                n_rows: 100,
            }));
            requests.push(Request::Phrases {
                selection: selection.clone(),
                n_rows: 100,
            });
            requests.push(Request::Timeline {
                selection: selection.clone(),
            });
            requests.push(Request::Matrix {
                selection: selection.clone(),
                n_articles: 100,
                n_actors: 100,
            });
            requests.push(Request::Network {
                selection: selection.clone(),
                n_nodes: 100,
            });
            requests.push(Request::Export {
                selection,
                form: ExportForm::Records,
            });
        }
    }
    requests.extend(ids.iter().map(|&article| Request::Open {
        article,
        selection: selections().swap_remove(1),
    }));
    requests
}

/// All answers in words, each article by its place among `ids`, those that are
/// there.
pub(crate) fn answers(engine: &mut Engine, ids: &[ArticleId]) -> Vec<String> {
    let mut told: Vec<String> = requests(ids)
        .into_iter()
        .map(|request| format!("{:?}", ask(engine, request)))
        .collect();
    let together = export::collection(engine, OffsetUnit::Utf8Byte);
    told.push(format!("{together:?}"));
    told.push(format!("{:?}", engine.doubts_of_codebook()));
    for answer in &mut told {
        for (place, id) in ids.iter().enumerate() {
            *answer = answer.replace(&format!("{id:?}"), &format!("article {place}"));
        }
    }
    told
}

pub(crate) fn add(engine: &mut Engine, text: &str) -> Option<ArticleId> {
    let raw = RawArticle {
        file: format!("{}.txt", text.len()),
        text: text.to_owned(),
        ..RawArticle::default()
    };
    engine.read(raw).and_then(|read| engine.add_read(read)).ok()
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_changed_collection_answers_as_a_fresh_one(texts in texts(), changes in changes()) {
        let mut engine = Engine::default();
        let mut here: Vec<(ArticleId, &str)> = Vec::new();
        let mut n_added = 0;
        for (is_added, which) in &changes {
            let text = which.get(&texts);
            let known = here.iter().position(|a| a.1 == text);
            if *is_added {
                let added = add(&mut engine, text);
                prop_assert_eq!(added.is_none(), known.is_some());
                prop_assert!(added.is_none_or(|id| id.0 == n_added), "an id is used again");
                n_added += u32::from(added.is_some());
                here.extend(added.map(|id| (id, &**text)));
            } else {
                let absent = ArticleId(n_added + 7);
                let article = known.map(|at| here.remove(at).0);
                let articles = article.into_iter().chain([absent]).collect();
                let removed = ask(&mut engine, Request::Remove { articles });
                prop_assert_eq!(removed, Response::Removed(article.into_iter().collect()));
            }
        }
        let mut fresh = Engine::default();
        let ids: Vec<ArticleId> = here.iter().filter_map(|a| add(&mut fresh, a.1)).collect();
        let known: Vec<ArticleId> = here.iter().map(|a| a.0).collect();
        for (changed, fresh) in answers(&mut engine, &known).iter().zip(answers(&mut fresh, &ids)) {
            prop_assert_eq!(changed, &fresh);
        }
    }
}

#[test]
fn a_removed_article_can_be_opened_no_more() {
    let mut engine = Engine::default();
    let article = add(&mut engine, SENTENCES[0]).expect("it is new");
    ask(
        &mut engine,
        Request::Remove {
            articles: vec![article],
        },
    );
    let selection = Selection::default();
    let opened = ask(&mut engine, Request::Open { article, selection });
    assert!(matches!(opened, Response::Failed(_)), "{opened:?}");
    assert_ne!(add(&mut engine, SENTENCES[0]), Some(article));
}
