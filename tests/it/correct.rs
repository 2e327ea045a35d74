//! What a person says against the reading stands everywhere at once, and leaves no
//! trace when it is taken back: corrections are laid, undone, redone and saved in any
//! order, and every kind of question is then asked.

use chancery_engine::Engine;
use chancery_protocol::answer::{Article, Fact, FactReport, Response, Stretch};
use chancery_protocol::ask::{ArticleId, FactKind, Layer, Request, Selection};
use chancery_protocol::correction::{Corrected, Correction, Words};
use proptest::{prelude::*, test_runner::Config};

use crate::change::{add, answers, ask, texts};

/// What is drawn of one correction: its kind, two marks, and whether it is of all.
type Draw = (
    u8,
    prop::sample::Index,
    prop::sample::Index,
    prop::sample::Index,
    bool,
);

/// A step of a person: a correction, an undo, or a redo.
fn steps() -> impl Strategy<Value = Vec<(u8, Draw)>> {
    let index = any::<prop::sample::Index>;
    let draw = (0u8..13, index(), index(), index(), any::<bool>());
    prop::collection::vec((0u8..6, draw), 1..9)
}

fn opened(engine: &mut Engine, article: ArticleId) -> Article {
    let selection = Selection::default();
    match ask(engine, Request::Open { article, selection }) {
        Response::Article(article) => *article,
        other => panic!("an article, not {other:?}"),
    }
}

fn laid(engine: &mut Engine, corrections: &[Correction]) -> Corrected {
    let corrections = corrections.to_vec();
    match ask(engine, Request::Correct { corrections }) {
        Response::Corrected(corrected) => corrected,
        other => panic!("corrections, not {other:?}"),
    }
}

fn facts(engine: &mut Engine, kind: FactKind) -> Vec<Fact> {
    let facts = Request::Facts {
        selection: Selection::default(),
        kind,
        with_single: true,
        n_rows: 100,
    };
    match ask(engine, facts) {
        Response::Facts(facts) => facts.rows,
        other => panic!("facts, not {other:?}"),
    }
}

/// The words that a report rests on.
fn rests_on(report: &FactReport) -> Words {
    let from = (report.stretch.start - report.sentence.stretch.start) as usize;
    let to = (report.stretch.end - report.sentence.stretch.start) as usize;
    Words {
        article: report.article,
        stretch: report.stretch,
        words: report.sentence.text[from..to].to_owned(),
        all: false,
    }
}

/// That the first report of a fact is not of what the others report.
fn apart(fact: &Fact) -> Option<Correction> {
    let (one, others) = fact.reports.split_first()?;
    (!others.is_empty()).then(|| Correction::Apart {
        about: fact.label.clone(),
        one: rests_on(one),
        others: others.iter().map(rests_on).collect(),
    })
}

/// That the first two meetings are one.
fn together(meetings: &[Fact]) -> Option<Correction> {
    let [one, other, ..] = meetings else {
        return None;
    };
    Some(Correction::Together {
        about: other.label.clone(),
        one: rests_on(one.reports.first()?),
        other: rests_on(other.reports.first()?),
    })
}

/// A correction about something that is marked or reported.
fn drawn(engine: &mut Engine, ids: &[ArticleId], draw: &Draw) -> Option<Correction> {
    const LAYERS: [Layer; 4] = [
        Layer::Person,
        Layer::Organisation,
        Layer::Place,
        Layer::Programme,
    ];
    let (kind, article, one, other, all) = draw;
    match kind {
        11 => return facts(engine, FactKind::Figure).iter().find_map(apart),
        12 => return together(&facts(engine, FactKind::Meeting)),
        _ => {}
    }
    let article = *article.get(ids);
    let opened = opened(engine, article);
    let named = |m: &&chancery_protocol::answer::Mark| {
        m.key.is_some() && m.layer != Layer::Theme && m.layer != Layer::Find
    };
    let marks: Vec<_> = opened.marks.iter().filter(named).collect();
    if marks.is_empty() {
        return None;
    }
    let (mark, other) = (one.get(&marks), other.get(&marks));
    let words = |stretch: Stretch| Words {
        article,
        stretch,
        words: opened.text[stretch.start as usize..stretch.end as usize].to_owned(),
        all: *all,
    };
    let at = words(mark.stretch);
    let (entity, before) = (mark.key.clone()?, mark.label.clone());
    let layer = LAYERS[one.index(LAYERS.len())];
    Some(match kind {
        0 => Correction::Date {
            article,
            date: Some("2024-08-22".to_owned()),
        },
        1 => Correction::Date {
            article,
            date: None,
        },
        2 => Correction::Title {
            article,
            title: "“Talks” – 日本 🙂".to_owned(),
        },
        3 => Correction::Source {
            article,
            source: "Agence é".to_owned(),
        },
        4 => Correction::Retype {
            at,
            from: mark.layer,
            to: layer,
        },
        5 => Correction::Delete {
            at,
            layer: mark.layer,
        },
        6 => {
            let sentence = *one.get(&opened.sentences);
            let end = sentence.start + 1;
            let end = (end..sentence.end).find(|&e| opened.text.is_char_boundary(e as usize))?;
            Correction::Add {
                at: words(Stretch {
                    start: sentence.start,
                    end,
                }),
                layer,
            }
        }
        7 => Correction::Rename {
            entity,
            before,
            name: "Yōko 日本".to_owned(),
        },
        8 | 9 => Correction::Merge {
            entity,
            before,
            into: other.key.clone()?,
            name: other.label.clone(),
        },
        _ => Correction::Split {
            at,
            layer: mark.layer,
            name: format!("Another {}", other.label),
        },
    })
}

proptest! {
    #![proptest_config(Config { cases: 4, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_said_can_be_taken_back(texts in texts(), steps in steps()) {
        let mut engine = Engine::default();
        let ids: Vec<ArticleId> = texts.iter().filter_map(|t| add(&mut engine, t)).collect();
        let plain = answers(&mut engine, &ids);
        let (mut said, mut undone) = (Vec::new(), Vec::new());
        for (step, draw) in &steps {
            match step {
                0 => undone.extend(said.pop()),
                1 => said.extend(undone.pop()),
                2 if !said.is_empty() => {
                    said.remove(draw.1.index(said.len()));
                }
                _ => {
                    said.extend(drawn(&mut engine, &ids, draw));
                    undone.clear();
                }
            }
            laid(&mut engine, &said);
        }
        let corrected = answers(&mut engine, &ids);
        let list = laid(&mut engine, &said);
        prop_assert_eq!(list.n_articles, 0, "the same list changes nothing");

        // All at once, before the articles come or after, says the same.
        let mut fresh = Engine::default();
        let fresh_ids: Vec<ArticleId> = texts.iter().filter_map(|t| add(&mut fresh, t)).collect();
        let fresh_list = laid(&mut fresh, &said);
        prop_assert_eq!(&fresh_list.list, &list.list);
        for (one, other) in corrected.iter().zip(answers(&mut fresh, &fresh_ids)) {
            prop_assert_eq!(one, &other);
        }

        // So does what is saved and opened.
        let mut reopened = Engine::open(fresh.save(), &mut |_, _| ()).expect("just saved");
        for (one, other) in corrected.iter().zip(answers(&mut reopened, &ids)) {
            prop_assert_eq!(one, &other);
        }
        let kept = ask(&mut reopened, Request::Corrections);
        prop_assert_eq!(kept, Response::Corrected(Corrected { n_articles: 0, ..list }));

        laid(&mut engine, &[]);
        for (one, other) in plain.iter().zip(answers(&mut engine, &ids)) {
            prop_assert_eq!(one, &other);
        }
    }
}

const TALKS: &str = "Ministers hold talks\n\n\
    India’s “new” envoy Binoy Quatra met Yoko Kamikawa in Tokyo on Thursday – 日本 🙂.\n\n\
    Quatra spoke of ¥5 trillion, and of Shinmayawa é.";
const LATER: &str = "Shinmayawa builds the aircraft US-2 in Kobe. Shinmayawa said so.";

fn engine() -> (Engine, ArticleId, ArticleId) {
    let mut engine = Engine::default();
    let first = add(&mut engine, TALKS).expect("it is new");
    let second = add(&mut engine, LATER).expect("it is new");
    (engine, first, second)
}

/// The marks of `words`, as "layer label normal".
fn told(engine: &mut Engine, article: ArticleId, words: &str) -> Vec<String> {
    let article = opened(engine, article);
    let marks = article.marks.iter();
    marks
        .filter(|m| {
            article
                .text
                .get(m.stretch.start as usize..m.stretch.end as usize)
                == Some(words)
        })
        .map(|m| {
            let normal = m.normal.as_deref().unwrap_or_default();
            let sign = if m.corrected { " *" } else { "" };
            format!("{:?} {} {normal}{sign}", m.layer, m.label)
        })
        .collect()
}

#[test]
fn a_date_resolves_the_days_that_hang_on_it() {
    let (mut engine, article, _) = engine();
    let date = |date: &str| Correction::Date {
        article,
        date: Some(date.to_owned()),
    };
    let undated = Correction::Date {
        article,
        date: None,
    };
    for (said, thursday) in [
        (vec![], "a Thursday"),
        (vec![date("2024-08-20")], "15 August 2024"),
        (vec![date("2024-08-20"), date("2023-07-28")], "27 July 2023"),
        (vec![date("2024-08-20"), undated], "a Thursday"),
    ] {
        laid(&mut engine, &said);
        let told = told(&mut engine, article, "Thursday");
        assert_eq!(told, [format!("Date {thursday} {thursday}")]);
    }
}

#[test]
fn words_that_stand_nowhere_are_named() {
    let (mut engine, article, _) = engine();
    let at = |words: &str, start: u32| Words {
        article,
        stretch: Stretch {
            start,
            end: start + words.len() as u32,
        },
        words: words.to_owned(),
        all: false,
    };
    let corrected = laid(
        &mut engine,
        &[
            Correction::Add {
                at: at("Osaka", 3),
                layer: Layer::Place,
            },
            Correction::Rename {
                entity: "P:nobody".into(),
                before: "x".into(),
                name: "y".into(),
            },
            Correction::Title {
                article,
                title: "Talks".into(),
            },
        ],
    );
    let n_articles: Vec<usize> = corrected.list.iter().map(|l| l.articles.len()).collect();
    assert_eq!(n_articles, [0, 0, 1]);
}

#[test]
fn what_is_said_of_all_holds_for_articles_that_come_later() {
    let (mut engine, article, second) = engine();
    let at = TALKS.find("Shinmayawa").expect("it stands there") as u32;
    let said = [
        Correction::Add {
            at: Words {
                article,
                stretch: Stretch {
                    start: at,
                    end: at + 10,
                },
                words: "Shinmayawa".into(),
                all: true,
            },
            layer: Layer::Organisation,
        },
        Correction::Rename {
            entity: "O:shinmayawa".into(),
            before: "Shinmayawa".into(),
            name: "ShinMaywa".into(),
        },
    ];
    let corrected = laid(&mut engine, &said);
    assert_eq!(corrected.list[1].articles, [article, second]);
    let third = add(&mut engine, "Later Shinmayawa sold the aircraft.").expect("it is new");
    for (article, n) in [(article, 1), (second, 2), (third, 1)] {
        let told = told(&mut engine, article, "Shinmayawa");
        assert_eq!(told, vec!["Organisation ShinMaywa  *"; n]);
    }
    let list = match ask(&mut engine, Request::Corrections) {
        Response::Corrected(corrected) => corrected.list,
        other => panic!("corrections, not {other:?}"),
    };
    assert_eq!(list[1].articles, [article, second, third]);
}

/// Two articles on one sum, and on talks that differ in the day.
fn reports() -> Engine {
    let mut engine = Engine::default();
    for text in [
        "India and Japan agreed on a target of five trillion yen in investments by 2027.\n\n\
         Yoko Kamikawa met S Jaishankar in Tokyo on 7 March 2024 – 日本 🙂.",
        "Japan and India agreed to reach ¥5 trillion of investment, the “target”.\n\n\
         S Jaishankar and Yoko Kamikawa held talks in Delhi on 29 July 2024 é.",
    ] {
        add(&mut engine, text).expect("it is new");
    }
    engine
}

#[test]
fn reports_are_kept_apart() {
    let mut engine = reports();
    let shared = |engine: &mut Engine| {
        let figures = facts(engine, FactKind::Figure);
        figures.into_iter().find(|f| f.reports.len() > 1)
    };
    let row = shared(&mut engine).expect("both speak of it");
    let said = apart(&row).expect("there are two");
    let corrected = laid(&mut engine, &[said]);
    assert_eq!(corrected.list[0].articles.len(), 2);
    assert_eq!(shared(&mut engine), None);
    laid(&mut engine, &[]);
    assert_eq!(shared(&mut engine), Some(row));
}

#[test]
fn meetings_are_joined() {
    let mut engine = reports();
    let meetings = facts(&mut engine, FactKind::Meeting);
    assert_eq!(meetings.len(), 2, "{meetings:?}");
    let said = together(&meetings).expect("there are two");
    let corrected = laid(&mut engine, &[said]);
    assert_eq!(corrected.list[0].articles.len(), 2);
    let joined = facts(&mut engine, FactKind::Meeting);
    assert_eq!((joined.len(), joined[0].n_reports), (1, 2));
    assert_eq!(joined[0].notes, ["you said so"]);
    laid(&mut engine, &[]);
    assert_eq!(facts(&mut engine, FactKind::Meeting), meetings);
}
