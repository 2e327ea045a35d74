//! Reading: layers and their legend, stepping through matches, the card that
//! says why.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{THEME, Trial};
use crate::screen;

/// Every layer of the legend counts its marks; hidden, it leaves none; and the
/// article's words stay as they are all the while.
pub(super) fn layers_count_and_switch(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    for (article, expected) in trial.expected.articles.iter().enumerate() {
        trial.page.click(&screen::row(article))?;
        trial.page.wait_article(article)?;
        let words: String = expected.text.split_whitespace().collect();
        ensure!(
            trial.page.read_text()? == words,
            "article {article} reads otherwise than it was written"
        );
        check_places(trial, &expected.text)?;
        let legend = "#reader .legend button.layer";
        let slugs = trial.page.attributes(legend, "data-kind")?;
        let counts = trial.page.texts(".legend button.layer .n")?;
        trial.page.press("0")?;
        trial.page.wait_gone("#article mark[data-marks]")?;
        for (slug, count) in slugs.into_iter().flatten().zip(counts) {
            let digits = count.chars().filter(char::is_ascii_digit);
            let count: usize = digits.collect::<String>().parse()?;
            if article > 0 && count > 40 {
                continue; // The long ones once.
            }
            trial.page.click(&screen::layer(&slug))?;
            trial
                .page
                .wait(&format!("{count} marks of {slug}"), |page| {
                    let n = page.n_marks()?;
                    Ok(if n == count {
                        Ok(())
                    } else {
                        Err(format!("there are {n}"))
                    })
                })?;
            if slug == "theme" || slug == "place" {
                ensure!(
                    trial.page.read_text()? == words,
                    "{slug} changes the words of article {article}"
                );
            }
            trial.page.click(&screen::layer(&slug))?;
            trial.page.wait_gone("#article mark[data-marks]")?;
        }
        ensure!(
            trial.page.read_text()? == words,
            "without marks article {article} reads otherwise"
        );
        trial.page.press("0")?;
        trial.page.wait_for("#article mark[data-marks]")?;
    }
    Ok(())
}

/// Each mark stands on the words that its bytes say.
fn check_places(trial: &mut Trial<'_>, text: &str) -> Result<()> {
    let marks = trial.page.marks("#article mark[data-marks]")?;
    ensure!(marks.len() > 20, "only {} marks in an article", marks.len());
    for mark in marks {
        let words = text.get(mark.start..mark.end);
        ensure!(words == Some(&mark.words), "{mark:?} stands on {words:?}");
    }
    Ok(())
}

/// By keys alone: to a theme, through its matches, through the articles, and out.
pub(super) fn everything_by_keyboard(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let theme = THEME;
    trial.page.press("f")?;
    trial.page.tab_to(&screen::theme(theme))?;
    trial.page.press("Enter")?;
    let articles = trial.expected.articles_on(theme);
    trial.page.wait_rows(&articles)?;
    let first = articles[0];
    trial.page.wait_article(first)?;
    let words = trial.expected.words(first, &[theme]);
    trial.page.wait_hits(&words)?;

    // n goes through every match in text order; p goes back.
    trial.page.wait_match(&format!("1 of {}", words.len()))?;
    for (nth, word) in words.iter().enumerate() {
        if nth > 0 {
            trial.page.press("n")?;
        }
        trial
            .page
            .wait_match(&format!("{} of {}", nth + 1, words.len()))?;
        ensure!(
            trial.page.current()? == *word,
            "match {nth} is {:?}, not {word:?}",
            trial.page.current()?
        );
        check_in_view(trial)?;
    }
    if words.len() > 1 {
        trial.page.press("p")?;
        trial
            .page
            .wait_match(&format!("{} of {}", words.len() - 1, words.len()))?;
    }

    trial.page.press("Enter")?;
    trial.page.wait_for("#why")?;
    ensure!(
        trial
            .page
            .text("#why")?
            .contains(&trial.expected.theme(theme)?.label),
        "the card names another theme"
    );
    trial.page.press("Escape")?;
    trial.page.wait_gone("#why")?;

    // j and k go through the articles of the list.
    for &article in &articles[1..] {
        trial.page.press("j")?;
        trial.page.wait_article(article)?;
    }
    for &article in articles.iter().rev().skip(1) {
        trial.page.press("k")?;
        trial.page.wait_article(article)?;
    }

    // ? shows all keys, Escape closes them and gives the focus back.
    let before = trial.page.focus()?;
    trial.page.press("?")?;
    trial.page.wait_for("dialog#help[open]")?;
    trial.page.wait_for(("dialog#help dd", "next match"))?;
    trial.page.press("Escape")?;
    trial.page.wait_gone("dialog#help")?;
    let after = trial.page.focus()?;
    ensure!(
        before == after,
        "the focus was on {before:?}, now on {after:?}"
    );

    // x excludes the value in focus.
    trial.page.press("f")?;
    trial.page.tab_to(&screen::theme(theme))?;
    trial.page.press("x")?;
    let others: Vec<usize> = (0..5)
        .filter(|article| !articles.contains(article))
        .collect();
    trial.page.wait_rows(&others)?;
    trial.page.press("Control+z")?;
    trial.page.wait_rows(&articles)
}

/// The current match can be seen: it lies within the window.
fn check_in_view(trial: &mut Trial<'_>) -> Result<()> {
    trial.page.wait_script(
        "the current match to come into view",
        "const e = document.querySelector('#article mark[data-current]');
         const r = e.getClientRects()[0], under = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
         return r.top >= 0 && r.bottom <= innerHeight && e.contains(under);",
        json!([]),
    )?;
    Ok(())
}

/// Words and a phrase typed into the query line, from its key to leaving it.
pub(super) fn words_are_found(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    for (query, wanted) in [
        ("yen", &["yen"][..]),
        ("\"five trillion\"", &["five trillion"]),
        ("kamikawa \"five trillion\"", &["kamikawa", "five trillion"]),
        ("“prime minister’s”", &["prime minister"]),
    ] {
        trial.page.press("/")?;
        trial.page.wait_script(
            "the query line",
            "return document.activeElement.id === 'query';",
            json!([]),
        )?;
        trial.page.type_words(query)?;
        let texts = trial.expected.articles.iter().enumerate();
        let holding: Vec<usize> = texts
            .filter(|(_, article)| {
                wanted
                    .iter()
                    .all(|words| !whole_words(&article.text, words).is_empty())
            })
            .map(|(n, _)| n)
            .collect();
        ensure!(
            !holding.is_empty() && holding.len() < 5,
            "{query:?} no longer tells the articles apart"
        );
        trial.page.wait_rows(&holding)?;
        trial.page.press("Enter")?;
        for &article in &holding {
            trial.page.click(&screen::row(article))?;
            trial.page.wait_article(article)?;
            let text = &trial.expected.articles[article].text;
            let mut found: Vec<(usize, String)> = wanted
                .iter()
                .flat_map(|words| whole_words(text, words))
                .collect();
            found.sort();
            let found: Vec<String> = found.into_iter().map(|(_, words)| words).collect();
            trial.page.wait_hits(&found)?;
        }
        trial
            .page
            .click(("#selection .chip button", "Clear the query line"))?;
        trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    }
    Ok(())
}

/// Where words stand in a text as whole words, whatever their case.
fn whole_words(text: &str, words: &str) -> Vec<(usize, String)> {
    let lower = text.to_lowercase();
    assert_eq!(
        lower.len(),
        text.len(),
        "the sample has letters whose case changes their length"
    );
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    lower
        .match_indices(words)
        .filter(|(at, _)| {
            let (before, after) = (&lower[..*at], &lower[at + words.len()..]);
            !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
        })
        .map(|(at, _)| (at, text[at..at + words.len()].to_owned()))
        .collect()
}

/// The card opens by pointer, by tap, by key; says the term that fired; and goes.
pub(super) fn the_card_says_why(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#theme=multilateral")?;
    let theme = trial.expected.theme(THEME)?.label.clone();
    let mark = "#article mark[data-kind=theme][data-hit]";
    trial.page.wait_for(mark)?;

    trial.page.hover(mark)?;
    trial.page.wait_for("#why")?;
    let card = trial.page.text("#why")?;
    ensure!(
        card.contains(&theme) && card.contains("Term"),
        "the card says {card:?}"
    );
    trial.page.hover("h1")?;
    trial.page.wait_gone("#why")?;

    trial.page.click(mark)?;
    trial.page.wait_for("#why")?;
    trial.page.press("Escape")?;
    trial.page.wait_gone("#why")?;

    // Another mark: twice on the same one would be a double click, which selects.
    trial.page.tap("#article mark[data-kind=place]")?;
    trial.page.wait_for("#why")?;
    trial.page.click("#why button.close")?;
    trial.page.wait_gone("#why")?;

    trial.page.press("n")?;
    trial.page.press("Enter")?;
    trial.page.wait_for("#why")?;
    // The card leads on: to the next mention, and to choosing what the mark names.
    let mentions = trial.page.text("#why .mentions")?;
    let n: usize = mentions
        .rsplit(' ')
        .next()
        .context("no count of mentions")?
        .parse()?;
    let counted = trial.page.hits()?.len();
    ensure!(
        n == counted,
        "the card counts {n} mentions, marked are {counted}"
    );
    trial.page.click("#why button.include")?;
    trial.page.wait_chips(&[])
}

/// What was set aside is there with its reason, and can be hidden.
pub(super) fn boilerplate_is_set_aside(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=2")?;
    trial.page.wait_article(2)?;
    trial
        .page
        .wait_for(("#article .boilerplate .words", "Leave a Reply"))?;
    let reasons = trial.page.texts("#article .boilerplate .reason")?;
    ensure!(
        !reasons.is_empty() && reasons.iter().all(|reason| reason.contains("Set aside")),
        "{reasons:?}"
    );
    trial.page.press("h")?;
    trial.page.wait_gone("#article .boilerplate")?;
    trial.page.click("#boilerplate")?;
    trial.page.wait_for("#article .boilerplate")
}
