//! The main job: choose themes, see the list narrow and every match marked.
//!
//! What ought to be marked comes from [`crate::expected`], never from the page.

use anyhow::{Result, ensure};

use super::{OTHER, THEME, Trial};
use crate::screen;

/// A theme that has others under it.
const PARENT: &str = "defence";

/// Choosing one theme narrows the list and marks exactly its words in every article.
pub(super) fn marks_exactly_its_words(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    for theme in [THEME, PARENT] {
        trial.page.click(&screen::theme(theme))?;
        check_articles(trial, &[theme], &trial.expected.articles_on(theme))?;
        let label = &trial.expected.theme(theme)?.label;
        trial.page.wait_chips(&[&format!("theme: {label}")])?;
        trial.page.click(&screen::theme(theme))?;
        trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
        trial.page.wait_chips(&[])?;
    }
    Ok(())
}

/// The list is as given, and in each article exactly the words of the themes are marked.
fn check_articles(trial: &mut Trial<'_>, themes: &[&str], articles: &[usize]) -> Result<()> {
    trial.page.wait_rows(articles)?;
    for &article in articles {
        let words = trial.expected.words(article, themes);
        trial.page.click(&screen::row(article))?;
        trial.page.wait_article(article)?;
        trial.page.wait_hits(&words)?;
        let row = trial
            .page
            .rows()?
            .into_iter()
            .find(|row| row.article == article);
        let says = row.map(|row| row.hits).unwrap_or_default();
        let n = says.split(' ').next().unwrap_or_default();
        ensure!(
            n == words.len().to_string() || words.is_empty() && n.is_empty(),
            "the row of article {article} says {says:?}, marked are {}",
            words.len()
        );
    }
    Ok(())
}

/// Every theme of the lens says how many hits there are, and in how many articles.
pub(super) fn lens_counts_what_is_there(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let facets = "#filters li.facet[data-lens=theme]";
    let keys = trial.page.attributes(facets, "data-key")?;
    let says = trial.page.texts(&format!("{facets} button.choose .n"))?;
    let expected = trial.expected;
    let themes: Vec<Option<String>> = expected
        .themes
        .iter()
        .map(|t| Some(t.key.clone()))
        .collect();
    ensure!(
        keys == themes,
        "the lens lists {keys:?}, the codebook {themes:?}"
    );
    let mut n_sure = 0;
    for (theme, said) in expected.themes.iter().zip(says.chunks(2)) {
        if !expected.is_sure(&theme.key) {
            continue;
        }
        n_sure += 1;
        let (hits, articles) = (
            expected.n_hits(&theme.key),
            expected.articles_on(&theme.key).len(),
        );
        ensure!(
            said == [format!("{hits} hits,"), format!("{articles} articles")],
            "{} says {said:?}, but there are {hits} hits in {articles} articles",
            theme.key
        );
    }
    ensure!(n_sure > 9, "only {n_sure} themes do not hang on names");
    Ok(())
}

/// Two themes: all of them, any of them, and one excluded.
pub(super) fn any_all_and_excluded(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let (one, other) = (
        trial.expected.articles_on(THEME),
        trial.expected.articles_on(OTHER),
    );
    let everything = [0, 1, 2, 3, 4].into_iter();
    let both: Vec<usize> = everything
        .clone()
        .filter(|a| one.contains(a) && other.contains(a))
        .collect();
    let either: Vec<usize> = everything
        .clone()
        .filter(|a| one.contains(a) || other.contains(a))
        .collect();
    let without: Vec<usize> = everything
        .filter(|a| one.contains(a) && !other.contains(a))
        .collect();
    ensure!(
        both != either && both != one && !without.is_empty() && !both.is_empty(),
        "the sample no longer tells {THEME} and {OTHER} apart: take two other themes"
    );
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&one)?;
    trial.page.click(&screen::theme(OTHER))?;
    check_articles(trial, &[THEME, OTHER], &both)?;
    trial
        .page
        .click(("#filters .any-all button", "any of them"))?;
    check_articles(trial, &[THEME, OTHER], &either)?;
    trial
        .page
        .click(("#filters .any-all button", "all of them"))?;
    trial.page.wait_rows(&both)?;

    let [label, other_label] = [
        trial.expected.theme(THEME)?.label.clone(),
        trial.expected.theme(OTHER)?.label.clone(),
    ];
    trial.page.alt_click(&screen::theme(OTHER))?;
    trial.page.wait_chips(&[
        &format!("theme: {label}"),
        &format!("not theme: {other_label}"),
    ])?;
    check_articles(trial, &[THEME], &without)?;
    // The chip's own button takes it out again; so does the button beside the value.
    trial
        .page
        .click(("#selection .chip button", "Remove not theme"))?;
    trial.page.wait_rows(&one)?;
    trial.page.click(&screen::exclude_theme(OTHER))?;
    trial.page.wait_rows(&without)?;
    trial.page.click("#clear")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.wait_chips(&[])?;
    trial.page.click("#undo")?;
    trial.page.wait_rows(&without)
}

/// A selection that no article satisfies says which part to drop.
pub(super) fn nothing_left_says_what_to_drop(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#theme=multilateral&find=zzyzx")?;
    trial.page.wait_rows(&[])?;
    trial.page.wait_for(("#no-articles", "0 articles"))?;
    trial.page.click(("#no-articles button", "zzyzx"))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))
}
