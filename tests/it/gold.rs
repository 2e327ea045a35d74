//! The reading of the annotated articles, against floors that it must not fall
//! below. A floor that fails names what was missed.

use chancery_tests::{Article, Split, gold, score};

/// Layer, and the least F1 on the sample articles. A date value that is not in
/// the text would be invented, so all must be right.
const FLOORS: [(&str, f64); 12] = [
    ("sentence", 0.95),
    ("paragraph", 0.95),
    ("heading", 0.95),
    ("boilerplate", 1.0),
    ("mention place", 0.95),
    ("mention date", 0.95),
    ("value date", 1.0),
    ("mention", 0.98),
    ("theme", 0.93),
    ("roles", 0.95),
    ("meetings", 0.97),
    ("quotes", 1.0),
];

/// The same over the development articles written for the project.
const OWN_FLOORS: [(&str, f64); 11] = [
    ("sentence", 0.98),
    ("heading", 0.95),
    ("boilerplate", 0.98),
    ("mention", 0.955),
    ("mention place", 0.95),
    ("mention date", 0.98),
    ("theme", 0.75),
    ("roles", 0.92),
    ("meetings", 0.83),
    ("quotes", 0.95),
    ("claim status", 0.85),
];

fn check(folder: &str, floors: &[(&str, f64)]) {
    let all = gold::articles().expect("gold that can be read");
    let is_in = |a: &&Article| a.folder == folder && a.split == Split::Development;
    let articles: Vec<Article> = all.iter().filter(is_in).cloned().collect();
    assert!(
        articles.len() >= 5,
        "only {} articles in {folder}",
        articles.len()
    );
    let records = gold::records(&articles).expect("every article is read");
    let score = score(&articles, &records, true);
    for &(layer, floor) in floors {
        let f1 = score.layer(layer).f1();
        let errors: Vec<&str> = score.errors_of(layer).collect();
        assert!(
            f1 >= floor,
            "{layer} in {folder}: F1 {f1:.3} is below {floor}\n{}",
            errors.join("\n")
        );
    }
}

#[test]
fn the_sample_is_read_as_well_as_ever() {
    check("seeds", &FLOORS);
}

#[test]
fn other_articles_are_read_as_well_as_ever() {
    check("own", &OWN_FLOORS);
}

/// The gold judged against itself is right in every layer, so a figure below 1
/// is the reading's and not the scorer's.
#[test]
fn the_gold_itself_scores_one() {
    let articles = gold::articles().expect("gold that can be read");
    let records: Vec<_> = articles.iter().map(as_record).collect();
    for (article, record) in articles.iter().zip(&records) {
        let score = score(
            std::slice::from_ref(article),
            std::slice::from_ref(record),
            true,
        );
        assert_eq!(score.errors, Vec::<String>::new(), "{}", article.id);
        assert!(score.linking == 1.0 || score.layer("mention").n_gold == 0);
    }
}

/// A gold file in the shape of a record: themes as objects.
fn as_record(article: &Article) -> serde_json::Value {
    let mut record = article.gold.clone();
    let paragraphs = record["clean"]["paragraphs"].as_array_mut();
    for paragraph in paragraphs.into_iter().flatten() {
        let themes = paragraph["themes"].as_array_mut().into_iter().flatten();
        for theme in themes {
            *theme = serde_json::json!({ "id": theme });
        }
    }
    record
}
