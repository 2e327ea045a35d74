//! Addresses: a link leads back to what was seen, Back goes back, and no address
//! can harm.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{OTHER, THEME, Trial, own};
use crate::screen;

/// A link made in one place shows the same in another that has never seen the page.
pub(super) fn a_link_shows_the_same(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&trial.expected.articles_on(THEME))?;
    trial.page.alt_click(&screen::theme(OTHER))?;
    trial.page.press("/")?;
    trial.page.type_words("“é”")?;
    trial.page.wait_rows(&[])?;
    trial.page.press("Control+a")?;
    trial.page.type_words("yen")?;
    trial.page.press("Enter")?;
    trial.page.wait_chips(&[
        &format!("theme: {}", trial.expected.theme(THEME)?.label),
        &format!("not theme: {}", trial.expected.theme(OTHER)?.label),
        "find: yen",
    ])?;
    let listed = trial.page.rows()?;
    let last = listed.last().context("nothing is listed")?.article;
    trial.page.click(&screen::row(last))?;
    trial.page.wait_article(last)?;
    trial.page.click(&screen::layer("place"))?;
    trial.page.press("n")?;
    let seen = state(trial)?;
    trial.page.click("#copy-link")?;
    trial.page.wait_for("#status, #notice")?;
    let address = trial.page.address()?;
    let (_, fragment) = address
        .split_once('#')
        .context("the address has no fragment")?;

    trial.open(&format!("#{fragment}"))?;
    trial.page.wait("the same to be seen", |page| {
        let now = state_of(page)?;
        Ok(if now == seen {
            Ok(())
        } else {
            Err(format!("{now} is, not {seen}"))
        })
    })
}

fn state(trial: &mut Trial<'_>) -> Result<Value> {
    state_of(trial.page)
}

/// What is on the screen, as far as a link should hold it.
fn state_of(page: &mut crate::page::Page) -> Result<Value> {
    page.script(
        "const words = css => [...document.querySelectorAll(css)].map(e => e.textContent);
         return {
             rows: words('#articles li.row h3'), chips: words('#selection .chip'), query: query.value,
             article: article.dataset.article, hits: words('#article mark[data-hit]'),
             current: words('#article mark[data-current]'), count: words('#match-count'),
             hidden: words('.legend button.layer[aria-pressed=false] .name'),
         };",
        json!([]),
    )
}

/// Back undoes what was chosen and opened; Forward does it again.
pub(super) fn back_and_forward(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let articles = trial.expected.articles_on(THEME);
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&articles)?;
    let last = *articles.last().context("no article")?;
    trial.page.click(&screen::row(last))?;
    trial.page.wait_article(last)?;
    trial.page.back()?;
    trial.page.wait_article(articles[0])?;
    trial.page.wait_rows(&articles)?;
    trial.page.back()?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.wait_chips(&[])?;
    trial.page.forward()?;
    trial.page.wait_rows(&articles)?;
    trial.page.forward()?;
    trial.page.wait_article(last)
}

/// Addresses that somebody with ill will, or nobody with any sense, would write.
const HOSTILE: &[&str] = &[
    "#<script>harm()</script>",
    "#find=<img src=x onerror=harm()>",
    "#find=%3Cimg%20src%3Dx%20onerror%3Dharm()%3E&theme=%3Csvg%20onload%3Dharm()%3E",
    "#theme=javascript:harm()&not.person=%22%3E%3Cscript%3Eharm()%3C/script%3E",
    "#article=99999999999999999999&at=-1&sort=up&off=nothing&any=any",
    "#article=4294967295&at=4294967295",
    "#article=2&at=3",
    "#%&%%%=%E2%82&find=%00%ff%FE%ED%A0%80",
    "#find=%E2%80%AE%E2%81%A6%F0%9F%99%82%E6%97%A5%E6%9C%AC",
    "#find=%22%22%22%22%22****((((",
    "#__proto__=1&constructor=2&theme=__proto__",
];

/// Says whether any script of an address or an article ran: it would call `harm`.
const WATCH_HARM: &str = "
    window.harm = () => { window.harmed = true; };
    window.alert = window.confirm = window.prompt = window.harm;";

/// No address breaks the page or runs a script.
pub(super) fn hostile_addresses_are_only_words(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    let (address, _) = split(&trial.page.address()?);
    let long = format!("#find={}", "a".repeat(200_000));
    let n_elements =
        "return document.querySelectorAll('script, iframe, object, embed, base, img').length;";
    let before = trial.page.script(n_elements, json!([]))?;
    for (n, fragment) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
        // Another query makes it another visit.
        trial.page.open(&format!("{address}?{n}{fragment}"))?;
        trial.page.script(WATCH_HARM, json!([]))?;
        let name: String = fragment.chars().take(60).collect();
        trial.page.wait_for("#selection .summary")?;
        trial.page.wait(&format!("an answer to {name}"), |page| {
            let said = page.text("#selection .summary")?;
            Ok(if said.contains("article") {
                Ok(())
            } else {
                Err(format!("the page says {said:?}"))
            })
        })?;
        let after = trial.page.script(n_elements, json!([]))?;
        ensure!(
            after == before,
            "{name} makes elements: {before} before, {after} after"
        );
        check_unharmed(trial, &name)?;
        // The page goes on: without the address all articles are there.
        trial.page.script("location.hash = '';", json!([]))?;
        trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
        check_unharmed(trial, &name)?;
    }
    Ok(())
}

fn check_unharmed(trial: &mut Trial<'_>, what: &str) -> Result<()> {
    let harmed = trial
        .page
        .script("return window.harmed ?? false;", json!([]))?;
    ensure!(harmed == Value::Bool(false), "{what} runs a script");
    Ok(())
}

fn split(address: &str) -> (String, String) {
    match address.split_once('#') {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (address.to_owned(), String::new()),
    }
}

/// What a hostile article is made of: markup that would run if any part of the page
/// took words for markup.
const HOSTILE_WORDS: &str = "<script>harm()</script><img src=x onerror=harm()><svg/onload=harm()>\
    <a href=javascript:harm()>x</a>\"'><iframe srcdoc='<script>parent.harm()</script>'></iframe> ";

/// An article, and a file name, full of markup are read as words.
pub(super) fn hostile_articles_are_only_words(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.script(WATCH_HARM, json!([]))?;
    let words = [HOSTILE_WORDS, &trial.expected.articles[0].text].concat();
    own::drop_files(trial, &[("<svg onload=harm()>.txt", &words)])?;
    trial.page.wait_rows(&[0])?;
    trial.page.wait_for((screen::row(0).as_str(), "<script>"))?;
    trial.page.wait_for(("#article .meta .file", "onload"))?;
    let text = trial.page.read_text()?;
    ensure!(
        text.contains("<script>harm()</script><imgsrc=xonerror=harm()>"),
        "the reader shows {text:?}"
    );
    trial.page.click(&screen::theme(THEME))?;
    trial.page.click(&screen::theme(THEME))?;
    trial.page.wait_rows(&[0])?;
    let made = trial
        .page
        .count("#app script, #app iframe, #app img, #app a[href^=javascript]")?;
    ensure!(made == 0, "{made} elements are made of an article's words");
    check_unharmed(trial, "an article")
}
