//! What all articles say together: facts compared, who held an office, every view of
//! the dock, by pointer, by keys and on a phone.

use anyhow::{Result, ensure};
use serde_json::json;

use super::Trial;
use crate::screen;

/// The views of the dock by their slug in links, and what each draws of the sample.
const VIEWS: [(&str, &str); 12] = [
    ("figures", ".fact"),
    ("promises", ".fact"),
    ("statements", ".fact"),
    ("meetings", ".fact"),
    ("offices", ".fact"),
    ("names", ".fact"),
    ("concordance", ".lines .line"),
    ("phrases", ".phrase .moment"),
    ("timeline", ".timeline .moment"),
    ("network", ".network .edge"),
    ("themes", ".matrix td[data-level]"),
    ("actors", ".matrix td[data-level]"),
];

/// The button of a view.
fn tab(slug: &str) -> String {
    format!("#dock [data-view={slug}]")
}

/// What the articles say about the five trillion yen: side by side, with what some
/// add, each leading to its words; and the words are copied with their source.
pub(super) fn figures_are_compared(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.click(&tab("figures"))?;
    trial
        .page
        .wait_for((".fact[data-verdict=adds] h3", "5 trillion JPY"))?;
    let words = trial.page.texts(".fact[data-verdict=adds] .go")?;
    ensure!(
        words.len() == 3,
        "{} articles say so: {words:?}",
        words.len()
    );
    let differing = trial
        .page
        .attributes(".fact td[data-differs]", "data-what")?;
    ensure!(
        differing.iter().flatten().any(|what| what == "date"),
        "that one names the years is not shown: {differing:?}"
    );
    // Each report leads to its own words.
    for article in [1, 2, 0] {
        trial.page.click(&format!(
            ".fact[data-verdict=adds] .go[data-article=\"{article}\"]"
        ))?;
        trial.page.wait_article(article)?;
        trial
            .page
            .wait_script(
                "the words to be shown",
                "const all = [...document.querySelectorAll('#article mark[data-current]')];
                 const words = all.map(m => m.textContent).join('').toLowerCase();
                 const box = all[0]?.getBoundingClientRect();
                 return words.includes('five trillion') && box.top >= 0 && box.bottom <= innerHeight;",
                json!([]),
            )?;
    }
    trial.page.click(".fact .cite button")?;
    trial.page.wait_for(("#notice", "copied"))?;

    // The selection rules what is listed, and says which reports lie outside.
    trial.page.click("#close-dock")?;
    trial.page.wait_gone("#dock .scroller")?;
    Ok(())
}

/// Who was foreign minister of Japan, and when: by keys alone.
pub(super) fn offices_by_keyboard(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.press("d")?;
    trial.page.wait_for("#dock .fact")?;
    trial.page.tab_to(&tab("offices"))?;
    trial.page.press("Enter")?;
    trial
        .page
        .wait_for((".fact h3", "Foreign minister, Japan: Yoshimasa Hayashi"))?;
    trial.page.tab_to(".fact .go")?;
    trial.page.press("Enter")?;
    trial.page.wait_article(1)?;
    trial.page.press("d")?;
    trial.page.wait_gone("#dock .scroller")?;
    // What was open comes back with Back, a link and the key.
    trial.page.press("d")?;
    trial.page.wait_for("#dock .scroller")
}

/// Every view draws something of the sample, says so in the address, and obeys the
/// chips: with nothing selected it says that there is nothing.
pub(super) fn every_view_obeys_the_selection(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("#find=japan")?;
    for (slug, drawn) in VIEWS {
        trial.page.click(&tab(slug))?;
        trial.page.wait_for(drawn)?;
        let shown = trial.page.address()?;
        ensure!(
            shown.contains(&format!("dock={slug}")),
            "the address does not say {slug}: {shown}"
        );
    }
    for (slug, drawn) in VIEWS {
        trial.page.open("about:blank")?;
        trial
            .page
            .open(&format!("{address}#find=zzyzx&dock={slug}"))?;
        trial.page.wait_for("#no-articles")?;
        trial.page.wait_for("#dock .empty")?;
        ensure!(
            trial.page.count(drawn)? == 0,
            "{slug} draws what is not in the selection"
        );
    }
    Ok(())
}

/// The concordance is sorted and grouped as asked, and a line leads to its words.
pub(super) fn lines_are_sorted_and_grouped(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#find=defen*&dock=concordance")?;
    trial.page.wait_for(".lines .line")?;
    let n_lines = trial.page.count(".lines .line")?;
    trial.page.script(
        "const select = document.querySelector('#line-order');
         select.value = 'right';
         select.dispatchEvent(new Event('change', {bubbles: true}));",
        json!([]),
    )?;
    trial.page.wait_script(
        "the lines to be sorted by the words after",
        "const after = [...document.querySelectorAll('.lines .right bdi')]
             .map(e => e.textContent.trim().toLowerCase().match(/^[\\p{L}-]+/u)?.[0] ?? '')
             .filter(word => word);
         return after.length > 5 && after.every((word, i) => i === 0 || after[i - 1] <= word);",
        json!([]),
    )?;
    ensure!(
        trial.page.count(".lines .line")? == n_lines,
        "sorting changes how many lines there are"
    );
    trial.page.script(
        "const select = document.querySelector('#line-group');
         select.value = 'article';
         select.dispatchEvent(new Event('change', {bubbles: true}));",
        json!([]),
    )?;
    trial.page.wait_for(".lines .group h3")?;
    trial.page.click(".lines .line[data-article=\"3\"]")?;
    trial.page.wait_article(3)?;
    let current = trial.page.current()?;
    ensure!(
        current.to_lowercase().starts_with("defen"),
        "the line leads to {current:?}"
    );
    Ok(())
}

/// On a phone the facts are a pane of their own.
pub(super) fn facts_on_a_phone(trial: &mut Trial<'_>) -> Result<()> {
    trial.page.backend().set_viewport(390, 780, 1.0)?;
    trial.open("")?;
    trial.page.tap("[data-tab=facts]")?;
    trial.page.wait_for((".fact h3", "5 trillion JPY"))?;
    trial.page.tap(".fact .go[data-article=\"1\"]")?;
    trial.page.wait_article(1)?;
    trial.page.wait_for("#article mark[data-current]")?;
    trial.page.tap("[data-tab=facts]")?;
    trial.page.wait_for(".fact .go")?;
    trial.page.tap("[data-tab=articles]")?;
    trial.page.wait_for(&screen::row(1))
}
