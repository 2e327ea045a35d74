//! The answer to `Survey`: lenses and article list within a selection.

use std::cmp::Reverse;

use chancery_collection::{ArticleIdx, Collection, Query, Selected, facet, snippet};
use chancery_protocol::answer::{ArticleRow, Snippet, Survey, Without};
use chancery_protocol::ask::{self, ArticleId, Sort};
use chancery_text::fold::fold_word;

use crate::to_protocol;

/// Which rows are wanted.
pub(crate) struct Page {
    pub(crate) sort: Sort,
    pub(crate) from: u32,
    pub(crate) n_rows: u32,
}

pub(crate) fn survey(collection: &Collection, asked: &ask::Selection, page: Page) -> Survey {
    let selection = to_protocol::selection_in(asked);
    let selected = collection.select(&selection);
    let without = if selected.articles.is_empty() {
        collection.without(&selection)
    } else {
        Vec::new()
    };
    let facets = facet::facets(collection, &selected, to_protocol::N_FACETS);
    Survey {
        n_articles: selected.articles.len() as u32,
        n_articles_total: collection.n_articles() as u32,
        n_sentences: selected.n_sentences(collection),
        n_sentences_total: collection.sizes().n_sentences(),
        lenses: facets
            .iter()
            .map(|f| to_protocol::lens_survey(collection, f))
            .collect(),
        rows: rows(collection, &selected, &selection.query, page),
        find_problems: selection
            .query
            .problems
            .into_iter()
            .map(|p| p.what)
            .collect(),
        without: without
            .into_iter()
            .map(|(clause, n_articles)| Without {
                clause: clause.map(|c| c as u32),
                n_articles,
            })
            .collect(),
    }
}

/// The rows of a page, without all else that a survey tells.
pub(crate) fn list(collection: &Collection, asked: &ask::Selection, page: Page) -> Vec<ArticleRow> {
    let selection = to_protocol::selection_in(asked);
    let selected = collection.select(&selection);
    rows(collection, &selected, &selection.query, page)
}

fn rows(
    collection: &Collection,
    selected: &Selected,
    query: &Query,
    page: Page,
) -> Vec<ArticleRow> {
    let mut order = selected.articles.clone();
    if page.sort == Sort::Best {
        let scores = collection.scores(query);
        let score = |a: &ArticleIdx| scores[a.0 as usize];
        chancery_text::sort::sort_by(&mut order, |a, b| score(b).total_cmp(&score(a)));
    } else {
        sort(collection, selected, page.sort, &mut order);
    }
    let wanted = order
        .into_iter()
        .skip(page.from as usize)
        .take(page.n_rows as usize);
    wanted
        .filter_map(|idx| row(collection, idx, selected))
        .collect()
}

/// Sorts stably, so that equals stay in the order of import.
fn sort(collection: &Collection, selected: &Selected, by: Sort, order: &mut [ArticleIdx]) {
    let of = |idx: &ArticleIdx| &collection.articles()[idx.0 as usize];
    match by {
        // The best are sorted by scores, made for the whole list at once.
        Sort::Imported | Sort::Best => {}
        Sort::Newest => {
            chancery_text::sort::sort_by_key(order, |a| Reverse(of(a).meta.date.as_deref()));
        }
        Sort::Oldest => chancery_text::sort::sort_by_key(order, |a| {
            let date = of(a).meta.date.as_deref();
            (date.is_none(), date)
        }),
        Sort::Title => {
            chancery_text::sort::sort_by_cached_key(order, |a| fold_word(&of(a).title.text));
        }
        Sort::Hits => {
            let n_hits = |&a: &ArticleIdx| Reverse(selected.n_hits(collection, a));
            chancery_text::sort::sort_by_cached_key(order, n_hits);
        }
    }
}

fn row(collection: &Collection, idx: ArticleIdx, selected: &Selected) -> Option<ArticleRow> {
    let article = collection.article(idx)?;
    let hits = selected.hits(collection, idx);
    let best = snippet::best_sentence(article, &hits).map(|best| Snippet {
        stretch: to_protocol::stretch(best.span),
        text: best.span.slice(&article.text).to_owned(),
        hits: best.hits.into_iter().map(to_protocol::hit).collect(),
    });
    Some(ArticleRow {
        article: ArticleId(idx.0),
        file: article.origin.file.clone(),
        title: article.title.text.clone(),
        title_is_first_words: article.title.is_first_words,
        date: article.meta.date.clone(),
        date_known: to_protocol::date_known(article.meta.date_known),
        date_hint: article.date_hint.clone(),
        n_words: article.n_words,
        n_bytes: article.text.len() as u32,
        hits: hits.into_iter().map(to_protocol::hit).collect(),
        best,
        n_problems: article.n_problems,
    })
}
