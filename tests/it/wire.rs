//! What is said between page and worker comes across whole, in both codecs:
//! postcard for bulk, JSON for files.
//!
//! A variant is tried by a row; `request_rows` and `response_rows` do not
//! compile when the protocol has one that no row knows.

use std::fmt::Debug;

use chancery_protocol::{
    across::{self, Cited},
    answer::{self, Answered, DateKnown, Failure, Response, Stretch},
    ask::{
        ArticleId, Asked, Clause, ExportForm, FactKind, Layer, Lens, LineGroup, LineKey,
        RawArticle, RawFile, Request, Selection, Sort,
    },
    correction::{Corrected, Correction, Laid, Words},
    entity::{Alike, Entity},
    record,
};
use serde::{Serialize, de::DeserializeOwned};

/// Words that break codecs which count characters.
const WORDS: &str = "’ “ – ¥ é 日本 🙂 \u{0} \u{202e} \u{feff}\r\n\"\\";

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(said: &T) {
    let bytes = postcard::to_allocvec(said).expect("it can be written");
    assert_eq!(
        &postcard::from_bytes::<T>(&bytes).expect("it can be read"),
        said
    );
    check_json(said);
}

fn check_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(said: &T) {
    let line = serde_json::to_string(said).expect("it can be written");
    assert!(!line.contains('\n'), "JSON lines need one line: {line}");
    assert_eq!(
        &serde_json::from_str::<T>(&line).expect("it can be read"),
        said
    );
}

fn words() -> String {
    WORDS.to_owned()
}

fn stretch(start: u32, end: u32) -> Stretch {
    Stretch { start, end }
}

fn selection() -> Selection {
    let clause = |lens, exclude| Clause {
        lens,
        key: words(),
        exclude,
    };
    Selection {
        clauses: vec![clause(Lens::Theme, false), clause(Lens::Programme, true)],
        any: vec![Lens::Theme, Lens::Money],
        find: words(),
    }
}

fn request_rows() -> Vec<Request> {
    let all = |request: &Request| match request {
        Request::Add { .. }
        | Request::Remove { .. }
        | Request::Empty
        | Request::Save
        | Request::Learn { .. }
        | Request::Import { .. }
        | Request::Survey { .. }
        | Request::Open { .. }
        | Request::Codebook
        | Request::Facts { .. }
        | Request::Timeline { .. }
        | Request::Matrix { .. }
        | Request::Concordance { .. }
        | Request::Phrases { .. }
        | Request::Network { .. }
        | Request::Correct { .. }
        | Request::Corrections
        | Request::Entity { .. }
        | Request::Export { .. } => {}
    };
    let article = RawArticle {
        file: words(),
        text: words().repeat(1000),
        title: Some(words()),
        date: Some("2024-11-27".to_owned()),
        source: None,
        address: Some(words()),
        problems: vec![words()],
    };
    let rows = vec![
        Request::Add {
            articles: vec![article, RawArticle::default()],
        },
        Request::Remove {
            articles: vec![ArticleId(0), ArticleId(u32::MAX)],
        },
        Request::Empty,
        Request::Save,
        Request::Learn {
            model: (0..=255).collect(),
        },
        Request::Import {
            files: vec![RawFile {
                name: words(),
                bytes: (0..=255).collect(),
            }],
        },
        Request::Survey {
            selection: selection(),
            sort: Sort::Hits,
            from: u32::MAX,
            n_rows: 0,
        },
        Request::Open {
            article: ArticleId(u32::MAX),
            selection: Selection::default(),
        },
        Request::Codebook,
        Request::Facts {
            selection: selection(),
            kind: FactKind::Name,
            with_single: true,
            n_rows: 7,
        },
        Request::Export {
            selection: selection(),
            form: ExportForm::Calendar,
        },
        Request::Timeline {
            selection: selection(),
        },
        Request::Matrix {
            selection: selection(),
            n_articles: 40,
            n_actors: u32::MAX,
        },
        Request::Phrases {
            selection: selection(),
            n_rows: 9,
        },
        Request::Concordance {
            selection: selection(),
            n_words: 8,
            keys: vec![
                LineKey::Left(1),
                LineKey::Right(u8::MAX),
                LineKey::Hit,
                LineKey::Article,
            ],
            group: Some(LineGroup::Entity),
            from: 0,
            n_rows: u32::MAX,
        },
        Request::Network {
            selection: selection(),
            n_nodes: 0,
        },
        Request::Correct {
            corrections: corrections(),
        },
        Request::Corrections,
        Request::Entity {
            lens: Lens::Person,
            key: words(),
            find: words(),
        },
    ];
    rows.iter().for_each(all);
    rows
}

fn fact() -> answer::Fact {
    answer::Fact {
        key: words(),
        label: words(),
        verdict: answer::Verdict::Differs,
        notes: vec![words()],
        n_reports: 1,
        reports: vec![answer::FactReport {
            article: ArticleId(3),
            file: words(),
            title: words(),
            date: Some("2024-11-27".to_owned()),
            in_selection: true,
            is_reprint: true,
            stretch: stretch(4, 7),
            sentence: answer::Snippet {
                stretch: stretch(0, 9),
                text: words(),
                hits: vec![],
            },
            values: vec![(words(), words())],
        }],
    }
}

fn lines() -> across::Concordance {
    across::Concordance {
        n_lines: 9,
        n_groups: 2,
        groups: vec![across::ConcordanceGroup {
            lens: Some(Lens::Person),
            key: words(),
            label: words(),
            n_lines: 8,
        }],
        lines: vec![across::ConcordanceLine {
            article: ArticleId(3),
            left: words(),
            hit: words(),
            right: String::new(),
            stretch: stretch(0, 3),
            group: Some(0),
        }],
        find_problems: vec![words()],
    }
}

/// One of each kind.
fn corrections() -> Vec<Correction> {
    let all = |correction: &Correction| match correction {
        Correction::Date { .. }
        | Correction::Title { .. }
        | Correction::Source { .. }
        | Correction::Retype { .. }
        | Correction::Delete { .. }
        | Correction::Add { .. }
        | Correction::Rename { .. }
        | Correction::Merge { .. }
        | Correction::Split { .. }
        | Correction::Apart { .. }
        | Correction::Together { .. } => {}
    };
    let article = ArticleId(u32::MAX);
    let at = Words {
        article,
        stretch: stretch(0, u32::MAX),
        words: words(),
        all: true,
    };
    let rows = vec![
        Correction::Date {
            article,
            date: None,
        },
        Correction::Date {
            article,
            date: Some("2024-02-29".to_owned()),
        },
        Correction::Title {
            article,
            title: words(),
        },
        Correction::Source {
            article,
            source: words(),
        },
        Correction::Retype {
            at: at.clone(),
            from: Layer::Place,
            to: Layer::Equipment,
        },
        Correction::Delete {
            at: at.clone(),
            layer: Layer::Money,
        },
        Correction::Add {
            at: at.clone(),
            layer: Layer::Person,
        },
        Correction::Rename {
            entity: words(),
            before: words(),
            name: words(),
        },
        Correction::Merge {
            entity: words(),
            before: words(),
            into: words(),
            name: words(),
        },
        Correction::Apart {
            about: words(),
            one: at.clone(),
            others: vec![at.clone(), at.clone()],
        },
        Correction::Together {
            about: words(),
            one: at.clone(),
            other: at.clone(),
        },
        Correction::Split {
            at,
            layer: Layer::Role,
            name: words(),
        },
    ];
    rows.iter().for_each(all);
    rows
}

/// The list as it is kept: whole as a file of postcard, and as JSON lines, in any
/// order of lines that are there.
#[test]
fn corrections_are_kept_whole() {
    check(&corrections());
    let lines: Vec<String> = corrections()
        .iter()
        .map(|said| serde_json::to_string(said).expect("it can be written"))
        .collect();
    let file = lines.join("\n");
    let read: Vec<Correction> = file
        .lines()
        .map(|line| serde_json::from_str(line).expect("it can be read"))
        .collect();
    assert_eq!(read, corrections());
}

fn article() -> answer::Article {
    answer::Article {
        article: ArticleId(0),
        file: words(),
        text: words(),
        title: String::new(),
        title_is_first_words: true,
        date: None,
        date_known: DateKnown::Unknown,
        date_evidence: Some(stretch(0, 3)),
        source: Some(words()),
        address: None,
        n_words: 7,
        zones: vec![answer::Zone {
            stretch: stretch(0, 3),
            kind: answer::ZoneKind::Boilerplate(words()),
            why: words(),
        }],
        sentences: vec![stretch(0, 3), stretch(4, 7)],
        marks: vec![answer::Mark {
            stretch: stretch(0, 3),
            layer: Layer::Find,
            key: None,
            label: words(),
            rule: words(),
            detail: words(),
            normal: Some(words()),
            hit: true,
            nested: false,
            corrected: true,
        }],
        runs: vec![answer::Run {
            stretch: stretch(0, 3),
            marks: vec![0],
        }],
        problems: vec![answer::Problem {
            stretch: None,
            what: words(),
        }],
        sha256: "0".repeat(64),
    }
}

fn survey() -> answer::Survey {
    let hit = answer::Hit {
        stretch: stretch(0, 3),
        layer: Layer::Norp,
    };
    answer::Survey {
        n_articles: 4,
        n_articles_total: 5,
        n_sentences: 31,
        n_sentences_total: 83,
        lenses: vec![answer::LensSurvey {
            lens: Lens::Organisation,
            n_facets: 1,
            facets: vec![answer::Facet {
                key: words(),
                label: words(),
                parent: Some(words()),
                n_hits: 1,
                n_articles: 1,
                n_hits_total: 2,
                n_articles_total: 2,
                notes: vec![words(), String::new()],
            }],
        }],
        rows: vec![answer::ArticleRow {
            article: ArticleId(3),
            file: words(),
            title: words(),
            title_is_first_words: false,
            date: Some("2024-11-27".to_owned()),
            date_known: DateKnown::Inferred,
            date_hint: Some("a Thursday".to_owned()),
            n_words: 572,
            n_bytes: 4000,
            hits: vec![hit],
            best: Some(answer::Snippet {
                stretch: stretch(0, 3),
                text: words(),
                hits: vec![hit],
            }),
            n_problems: 0,
        }],
        find_problems: vec![words()],
        without: vec![answer::Without {
            clause: None,
            n_articles: 4,
        }],
    }
}

fn cited() -> Cited {
    Cited {
        title: words(),
        article: ArticleId(3),
        stretches: vec![stretch(0, 3), stretch(4, 7)],
    }
}

fn timeline() -> across::Timeline {
    across::Timeline {
        rows: vec![across::TimelineRow {
            kind: across::TimelineKind::Claim,
            label: words(),
            status: "called_for".to_owned(),
            earliest: None,
            latest: Some("2023-07-28".to_owned()),
            said: Some(words()),
            bounds: vec![words()],
            event: Some(7),
            reports: vec![cited()],
        }],
        n_undated_claims: 9,
    }
}

fn matrix() -> across::Matrix {
    across::Matrix {
        themes: across::ThemeMatrix {
            themes: vec![(words(), words())],
            articles: vec![(ArticleId(3), words())],
            n_articles: 4,
            cells: vec![(0, 0, 9)],
        },
        actors: across::ActorMatrix {
            actors: vec![across::MatrixActor {
                lens: Lens::Place,
                key: words(),
                label: words(),
                n_sentences: 2,
            }],
            n_actors: 44,
            pairs: vec![across::ActorPair {
                a: 0,
                b: 1,
                n_sentences: 1,
                n_meetings: 0,
            }],
        },
    }
}

fn network() -> across::Network {
    across::Network {
        nodes: vec![across::NetworkNode {
            lens: Lens::Person,
            key: words(),
            label: words(),
            country: Some("PL:JP".to_owned()),
            n_events: 2,
        }],
        n_nodes: 21,
        edges: vec![across::NetworkEdge {
            a: 0,
            b: 1,
            events: vec![0],
        }],
        events: vec![across::NetworkEvent {
            event: 12,
            label: words(),
            status: "held".to_owned(),
            said: None,
            reports: vec![cited()],
        }],
    }
}

fn response_rows() -> Vec<Response> {
    let all = |response: &Response| match response {
        Response::Added(_)
        | Response::Removed(_)
        | Response::Saved(_)
        | Response::Learned { .. }
        | Response::Survey(_)
        | Response::Article(_)
        | Response::Codebook(_)
        | Response::Facts(_)
        | Response::Exported(_)
        | Response::Timeline(_)
        | Response::Matrix(_)
        | Response::Concordance(_)
        | Response::Phrases(_)
        | Response::Network(_)
        | Response::Corrected(_)
        | Response::Entity(_)
        | Response::Failed(_) => {}
    };
    let rows = vec![
        Response::Added(answer::Added {
            articles: vec![ArticleId(0), ArticleId(u32::MAX)],
            left_out: vec![answer::LeftOut {
                file: words(),
                reason: words(),
            }],
        }),
        Response::Removed(vec![ArticleId(7)]),
        Response::Saved((0..=255).collect()),
        Response::Learned { n_articles: 7 },
        Response::Survey(survey()),
        Response::Article(Box::new(article())),
        Response::Codebook(answer::Codebook {
            name: words(),
            themes: vec![answer::Theme {
                key: words(),
                label: words(),
                definition: words(),
                parent: None,
                terms: vec![answer::Term {
                    term: "invest*".to_owned(),
                    n_hits: 9,
                }],
            }],
        }),
        Response::Facts(answer::Facts {
            kind: FactKind::Figure,
            counts: vec![answer::FactCount {
                kind: FactKind::Office,
                n_shared: 1,
                n_all: u32::MAX,
            }],
            rows: vec![fact()],
        }),
        Response::Exported(words()),
        Response::Timeline(timeline()),
        Response::Matrix(Box::new(matrix())),
        Response::Network(network()),
        Response::Entity(Box::new(Entity {
            lens: Lens::Role,
            key: words(),
            label: words(),
            n_hits: u32::MAX,
            n_articles: 0,
            wordings: vec![(words(), 7)],
            joins: vec![words()],
            alike: vec![Alike {
                key: words(),
                label: words(),
                n_articles: 3,
                why: words(),
            }],
            offices: vec![fact()],
            meetings: vec![fact()],
            quotes: fact().reports,
            n_read: 1,
            mentions: lines(),
        })),
        Response::Corrected(Corrected {
            list: corrections()
                .into_iter()
                .map(|correction| Laid {
                    correction,
                    articles: vec![ArticleId(0), ArticleId(u32::MAX)],
                })
                .collect(),
            n_articles: 7,
        }),
        Response::Phrases(across::Phrases {
            phrases: vec![across::Phrase {
                label: words(),
                n_articles: 3,
                wordings: vec![across::Wording {
                    words: words(),
                    from: Some("2021-05-01".to_owned()),
                    to: None,
                    reports: vec![cited()],
                }],
            }],
            n_phrases: 2,
            n_articles: 9,
            n_read: 9,
        }),
        Response::Concordance(lines()),
        Response::Failed(Failure {
            what: words(),
            remedy: words(),
        }),
    ];
    rows.iter().for_each(all);
    rows
}

#[test]
fn requests_come_across_whole() {
    for (id, request) in (u32::MAX - 100..).zip(request_rows()) {
        check(&Asked { id, request });
    }
}

#[test]
fn answers_come_across_whole() {
    for (id, response) in (0..).zip(response_rows()) {
        check(&Answered::Done { id, response });
    }
    check(&Answered::Progress {
        id: 1,
        n_done: 2,
        n_total: 3,
    });
}

#[test]
fn what_is_cut_off_or_foreign_is_refused() {
    let said = Answered::Done {
        id: 1,
        response: Response::Article(Box::new(article())),
    };
    let whole = postcard::to_allocvec(&said).unwrap();
    for n_bytes in 0..whole.len() {
        assert!(postcard::from_bytes::<Answered>(&whole[..n_bytes]).is_err());
    }
    // No length that is claimed may make the reader set memory aside for it.
    assert!(postcard::from_bytes::<Answered>(&[0xff; 64]).is_err());
}

#[test]
fn records_are_read_back_from_json() {
    let at = |start, end| record::Stretch { start, end };
    check_json(&record::Record {
        schema: record::SCHEMA.to_owned(),
        id: "000".to_owned(),
        file: words(),
        bytes: 40,
        sha256: "0".repeat(64),
        offset_unit: "utf-8 byte".to_owned(),
        clean: record::Clean {
            title: Some(at(0, 3)),
            headings: vec![],
            paragraphs: vec![record::Paragraph {
                start: 0,
                end: 3,
                sentences: [0, 1],
                themes: vec![record::Theme {
                    id: "trade".to_owned(),
                    score: 1.5,
                    hits: vec![record::TermHit {
                        start: 0,
                        end: 3,
                        term: words(),
                    }],
                }],
            }],
            boilerplate: vec![],
        },
        sentences: vec![],
        meta: record::Meta {
            date: None,
            date_inferred: Some("2024-11-27".to_owned()),
            date_known: "inferred".to_owned(),
            date_evidence: Some(at(0, 3)),
            agency: None,
            place_of_report: None,
            language: Some("en".to_owned()),
        },
        mentions: [
            (Some(record::Value::Number(2.0)), None),
            (Some(record::Value::Timex("XXXX-WXX-4".to_owned())), None),
            (None, Some(5e12)),
        ]
        .into_iter()
        .map(|(value, amount)| record::Mention {
            kind: "date".to_owned(),
            start: 0,
            end: 3,
            surface: words(),
            entity: None,
            rule: words(),
            nested: value.is_some(),
            value,
            resolved: Some(false),
            amount,
            currency: amount.map(|_| "JPY".to_owned()),
        })
        .collect(),
        entities: vec![],
        roles: vec![],
        meetings: vec![],
        claims: vec![],
        quotes: vec![],
        problems: vec![record::Problem {
            start: None,
            end: None,
            what: words(),
        }],
    });
}
