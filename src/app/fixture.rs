//! Small articles and answers for tests, written as marked text.
//!
//! "{L:Tokyo}" is a place, "{L!:Tokyo}" one that the selection finds; marks nest.

use chancery_protocol::answer::{
    Article, ArticleRow, DateKnown, Facet, LensSurvey, Mark, Run, Stretch, Survey, Zone, ZoneKind,
};
use chancery_protocol::ask::{ArticleId, Layer};

use crate::kind::{self, LAYERS, LENSES};

/// One article of one paragraph.
pub(crate) fn article(marked: &str) -> Article {
    let (text, marks) = parse(marked);
    let whole = Stretch {
        start: 0,
        end: text.len() as u32,
    };
    let sections: Vec<chancery_text::Span> = marks
        .iter()
        .map(|m| chancery_text::Span::new(m.stretch.start, m.stretch.end))
        .collect();
    let flat = chancery_text::flatten(chancery_text::Span::at(0, text.len()), &sections);
    let runs = flat
        .runs
        .iter()
        .map(|run| Run {
            stretch: Stretch {
                start: run.span.start,
                end: run.span.end,
            },
            marks: flat.members[run.members.start as usize..run.members.end as usize].to_vec(),
        })
        .collect();
    Article {
        article: ArticleId(0),
        file: "a.txt".to_owned(),
        title: "A title".to_owned(),
        title_is_first_words: false,
        date: None,
        date_known: DateKnown::Unknown,
        date_evidence: None,
        source: None,
        address: None,
        n_words: 0,
        zones: vec![Zone {
            stretch: whole,
            kind: ZoneKind::Paragraph,
            why: String::new(),
        }],
        sentences: vec![whole],
        marks,
        runs,
        problems: Vec::new(),
        sha256: String::new(),
        text,
    }
}

fn parse(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut open: Vec<(Layer, bool, u32)> = Vec::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let (head, tail) = rest.split_once(':').expect("a mark has a head");
                let hit = head.ends_with('!');
                let letter = head.trim_end_matches('!');
                let layer = LAYERS
                    .into_iter()
                    .find(|&l| kind::layer(l).letter == letter)
                    .expect("a mark has a letter");
                open.push((layer, hit, text.len() as u32));
                rest = tail;
            }
            '}' => {
                let (layer, hit, start) = open.pop().expect("a mark was opened");
                let stretch = Stretch {
                    start,
                    end: text.len() as u32,
                };
                let words = text[start as usize..].to_owned();
                marks.push(Mark {
                    stretch,
                    layer,
                    key: kind::lens_of(layer).map(|_| words.clone()),
                    label: words,
                    rule: "test".to_owned(),
                    detail: String::new(),
                    normal: None,
                    hit,
                    nested: !open.is_empty(),
                    corrected: false,
                });
            }
            c => text.push(c),
        }
    }
    marks.sort_by_key(crate::passage::order);
    (text, marks)
}

/// A survey that lists these articles, of `n_total`.
pub(crate) fn survey(listed: &[u32], n_total: u32) -> Survey {
    Survey {
        n_articles: listed.len() as u32,
        n_articles_total: n_total,
        n_sentences: listed.len() as u32 * 10,
        n_sentences_total: n_total * 10,
        lenses: LENSES
            .into_iter()
            .map(|lens| LensSurvey {
                lens,
                n_facets: 1,
                facets: vec![facet("trade", "Trade & customs")],
            })
            .collect(),
        rows: listed.iter().map(|&i| row(ArticleId(i))).collect(),
        find_problems: Vec::new(),
        without: Vec::new(),
    }
}

fn facet(key: &str, label: &str) -> Facet {
    Facet {
        key: key.to_owned(),
        label: label.to_owned(),
        parent: None,
        n_hits: 1,
        n_articles: 1,
        n_hits_total: 2,
        n_articles_total: 2,
        notes: Vec::new(),
    }
}

fn row(article: ArticleId) -> ArticleRow {
    ArticleRow {
        article,
        file: format!("{}.txt", article.0),
        title: format!("Article {}", article.0),
        title_is_first_words: false,
        date: None,
        date_known: DateKnown::Unknown,
        date_hint: Some("a Thursday".to_owned()),
        n_words: 10,
        n_bytes: 60,
        hits: Vec::new(),
        best: None,
        n_problems: 0,
    }
}
