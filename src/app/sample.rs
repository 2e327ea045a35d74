//! The sample collection: five articles that are open at the first visit.
//!
//! Their words only; they are read in the browser like any other article.

use chancery_protocol::ask::RawArticle;

/// What the sample is called.
pub const NAME: &str = "India–Japan sample";

macro_rules! seed {
    ($name:literal) => {
        ($name, include_str!(concat!("../../seeds/", $name)))
    };
}

const SEEDS: [(&str, &str); 5] = [
    seed!("000_7c3c4bb3a25cea32.txt"),
    seed!("001_9907b32253ca3d4c.txt"),
    seed!("002_315d0b9a57a94ad2.txt"),
    seed!("003_2da775652a222dd1.txt"),
    seed!("004_9969c02d7a815f3a.txt"),
];

/// The five articles, in the order of their names.
pub fn articles() -> Vec<RawArticle> {
    SEEDS
        .into_iter()
        .map(|(file, text)| RawArticle {
            file: file.to_owned(),
            text: text.to_owned(),
            ..RawArticle::default()
        })
        .collect()
}
