//! What the browser keeps from visit to visit: the user's own collections.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Trial, own};

const WORDS: &str = "Talks in Nairobi – 日本 🙂\n\nKenya and Ethiopia agreed on Tuesday to link their power grids \
    for ¥5 billion, Foreign Minister Musalia Mudavadi said. “É”";

const KEPT: &str = "#keeping[data-keeping=kept]";

/// Opens own articles and waits until the browser has them on its disk.
fn keep_one(trial: &mut Trial<'_>, file: &str) -> Result<()> {
    own::drop_files(trial, &[(file, WORDS)])?;
    trial.page.wait_rows(&[0])?;
    trial.page.wait_for((".collection .name", file))?;
    trial.page.wait_for(KEPT)
}

/// Comes again, as from a bookmark, and waits for an answer.
fn visit_again(trial: &mut Trial<'_>, address: &str) -> Result<()> {
    trial.page.open("about:blank")?;
    trial.page.open(address)?;
    trial.page.wait_answered()
}

/// Own articles are there again at the next visit, as they were; the sample can be had
/// back, and stays; Back leads from one to the other.
pub(super) fn own_articles_are_there_again(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("")?;
    keep_one(trial, "talks.txt")?;
    let marks = trial.page.texts("#article mark")?;
    visit_again(trial, &address)?;
    trial.page.wait_rows(&[0])?;
    trial.page.wait_for((".collection .name", "talks.txt"))?;
    trial.page.wait_article(0)?;
    let again = trial.page.texts("#article mark")?;
    ensure!(marks == again, "{marks:?} was kept, {again:?} is there");
    trial.page.press("o")?;
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.script("history.back()", json!([]))?;
    trial.page.wait_rows(&[0])?;
    trial.page.wait_for((".collection .name", "talks.txt"))?;
    trial.page.press("o")?;
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    visit_again(trial, &address)?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// A collection is called otherwise, opened from the list, and forgotten.
pub(super) fn collections_are_listed(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("")?;
    keep_one(trial, "one.txt")?;
    keep_one(trial, "two.txt")?;
    trial.page.press("o")?;
    trial.page.wait_for((".kept .name", "one.txt"))?;
    trial
        .page
        .click((".kept li:has(.name[aria-current]) button", "Rename"))?;
    trial.page.wait_for(".kept input")?;
    trial.page.click(".kept input")?;
    trial
        .page
        .script("document.querySelector('.kept input').select();", json!([]))?;
    trial.page.type_words("<b>Second</b> 日本")?;
    trial.page.press("Enter")?;
    trial.page.wait_for((".kept .name", "<b>Second</b> 日本"))?;
    trial.page.wait_for((".collection .name", "Second"))?;
    trial.page.click((".kept .name", "one.txt"))?;
    trial.page.wait_for((".collection .name", "one.txt"))?;
    trial.page.wait_for(KEPT)?;
    trial.page.press("o")?;
    trial
        .page
        .click((".kept li:has(.name[aria-current]) button", "Forget"))?;
    trial.page.click(".kept .forget")?;
    trial.page.wait_gone((".kept .name", "one.txt"))?;
    trial.page.press("Escape")?;
    trial.page.wait_for("#keeping[data-keeping=failed]")?;
    // It stays on the screen until the page is left.
    trial.page.wait_rows(&[0])?;
    visit_again(trial, &address)?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// A link to what this browser does not hold says so, and shows the sample.
pub(super) fn what_is_not_kept_is_said(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#kept=77")?;
    trial.page.wait_for(("#notice", "does not hold it"))?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// Where the browser has no room it is said, and the articles are read all the same.
pub(super) fn a_full_disk_is_said(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("")?;
    keep_one(trial, "kept.txt")?;
    trial.page.script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };",
        json!([]),
    )?;
    own::drop_files(trial, &[("more.txt", WORDS)])?;
    trial.page.wait_for("#keeping[data-keeping=failed]")?;
    trial.page.wait_for(("#notice", "no room"))?;
    trial.page.wait_rows(&[0])?;
    trial.page.console_errors()?; // Firefox tells that it has taken the writing back.
    // What was kept before is as it was.
    visit_again(trial, &address)?;
    trial.page.wait_for((".collection .name", "kept.txt"))?;
    trial.page.wait_rows(&[0])
}

/// What two tabs do to one collection is there in the end: neither overwrites the other.
pub(super) fn two_tabs_keep_both(trial: &mut Trial<'_>) -> Result<()> {
    let address = trial.open("")?;
    keep_one(trial, "talks.txt")?;
    let first = trial.page.tabs()?;
    trial.page.new_tab()?;
    trial.page.open(&address)?;
    trial.page.wait_answered()?;
    trial.page.wait_for((".collection .name", "talks.txt"))?;
    let before = wait_written(trial, 1, &[])?;
    set_date(trial, "2024-08-20", "20 August 2024")?;
    let before = wait_written(trial, 1, &before)?;
    trial.page.go_to_tab(&first[0])?;
    set_date(trial, "2023-05-04", "4 May 2023")?;
    trial
        .page
        .wait_for((".collection .name", "from another tab"))?;
    trial.page.wait_for(("#notice", "Both are kept"))?;
    wait_written(trial, 2, &before)?;
    for (id, date) in [(1, "20 August 2024"), (2, "4 May 2023")] {
        visit_again(trial, &format!("{address}#kept={id}"))?;
        trial.page.wait_for((".head .date", date))?;
    }
    Ok(())
}

/// Corrects the date of the open article.
fn set_date(trial: &mut Trial<'_>, date: &str, said: &str) -> Result<()> {
    trial.page.wait_article(0)?;
    trial.page.press("i")?;
    trial.page.wait_for("#details-date")?;
    // How a date is typed is the browser's own; what it holds is not.
    trial.page.script(
        "const field = document.getElementById('details-date'); field.value = arguments[0]; field.focus();",
        json!([date]),
    )?;
    trial.page.press("Enter")?;
    trial.page.wait_for((".head .date", said))
}

/// Waits until so many collections are kept, at other times than before; those times.
fn wait_written(trial: &mut Trial<'_>, n_kept: usize, before: &[f64]) -> Result<Vec<f64>> {
    trial.page.wait("the collections to be kept anew", |page| {
        let times = page.script_async(
            "const done = arguments[arguments.length - 1];
             const opening = indexedDB.open('chancery');
             opening.onsuccess = () => {
                 const rows = opening.result.transaction('collections').objectStore('collections').getAll();
                 rows.onsuccess = () => { done(rows.result.map(row => row.kept)); opening.result.close(); };
             };",
            json!([]),
        )?;
        let times = times.as_array().into_iter().flatten();
        let times: Vec<f64> = times.filter_map(Value::as_f64).collect();
        Ok(if times.len() == n_kept && times != before {
            Ok(times)
        } else {
            Err(format!("kept at {times:?}"))
        })
    })
}
