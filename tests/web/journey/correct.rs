//! What is wrong is corrected, everywhere at once, and taken back: by pointer, by keys
//! alone, and on a phone.

use anyhow::{Result, ensure};
use serde_json::json;

use super::Trial;

/// The marks of the article whose words are these, as a script sees them.
const MARKS: &str =
    "const marks = words => [...document.querySelectorAll('#article mark[data-marks]')]
    .filter(m => m.textContent === words);";

/// Waits until a script is true of the mark on some words.
fn wait_mark(trial: &mut Trial<'_>, words: &str, what: &str, is_so: &str) -> Result<()> {
    let script = format!("{MARKS} return marks(arguments[0]).some(m => {is_so});");
    trial
        .page
        .wait_script(&format!("“{words}” {what}"), &script, json!([words]))?;
    Ok(())
}

/// Makes the mark on some words the one to press next.
fn point_at(trial: &mut Trial<'_>, words: &str) -> Result<()> {
    let script = format!(
        "{MARKS} document.getElementById('pointed')?.removeAttribute('id');
         const mark = marks(arguments[0])[0];
         if (mark) mark.id = 'pointed';
         return Boolean(mark);"
    );
    trial
        .page
        .wait_script(&format!("“{words}”"), &script, json!([words]))?;
    Ok(())
}

/// A misspelt minister is merged with the one he is, in every list at once; undo by
/// its name, redo, and out of the list of corrections again.
pub(super) fn a_wrong_name_is_mended(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=2")?;
    trial.page.wait_article(2)?;
    point_at(trial, "Dr S. Jayashankar").or_else(|_| point_at(trial, "S. Jayashankar"))?;
    trial.page.click("#pointed")?;
    trial.page.click("#why [data-task=Merge]")?;
    // The likeliest comes first, with its reason.
    trial
        .page
        .wait_for((".alike li:first-child button", "Jaishankar"))?;
    let name = trial.page.text(".alike li:first-child strong")?;
    trial.page.click(".alike li:first-child button")?;
    trial.page.wait_for(("#undo", "Undo: merge"))?;
    trial.page.wait_for("#article mark[data-corrected]")?;
    trial.page.click("#article mark[data-corrected]")?;
    trial.page.wait_for(("#why .label", &*name))?;
    trial.page.wait_for(("#why .by-you", "corrected by you"))?;
    // What is chosen by the name has all of its articles.
    trial.page.click("#why .include")?;
    trial.page.wait_for((".chip", &*name))?;
    let n_articles = trial.page.count("#articles li.row")?;
    ensure!(n_articles > 1, "{name} is in {n_articles} article");
    trial.page.click("#undo")?;
    trial.page.wait_gone(".chip")?;
    trial.page.click("#undo")?;
    trial.page.wait_gone("#article mark[data-corrected]")?;
    trial.page.wait_for(("#redo", "Redo: merge"))?;
    trial.page.click("#redo")?;
    trial.page.wait_for("#article mark[data-corrected]")?;
    trial.page.click("#open-corrections")?;
    trial.page.wait_for(("#corrections li", "Merge"))?;
    trial.page.click(("#corrections li button", "Take back"))?;
    trial.page.wait_for(("#corrections .empty", "nothing"))?;
    trial.page.press("Escape")?;
    trial.page.wait_gone("#article mark[data-corrected]")
}

/// Keys alone: a date is set, and the article's Thursday is a day at once; undone, it
/// is a Thursday again.
pub(super) fn a_date_is_set_by_keyboard(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=0")?;
    trial.page.wait_for((".head .date", "a Thursday"))?;
    trial.page.press("i")?;
    trial.page.wait_for("#details-date")?;
    // How a date is typed is the browser's own; what it holds is not.
    trial.page.script(
        "const field = document.getElementById('details-date'); field.value = '2024-08-20'; field.focus();",
        json!([]),
    )?;
    trial.page.press("Enter")?;
    trial.page.wait_gone("#details")?;
    trial.page.wait_for((".head .date", "20 August 2024"))?;
    trial
        .page
        .wait_for(("#articles li.row .date", "20 August 2024"))?;
    let status = trial.page.text("#notice")?;
    ensure!(status.contains("set the date"), "said: {status}");
    point_at(trial, "Thursday")?;
    trial.page.click("#pointed")?;
    trial
        .page
        .wait_for(("#why dd, #why .label", "15 August 2024"))?;
    trial.page.press("Escape")?;
    trial.page.press("Control+z")?;
    trial.page.wait_for((".head .date", "a Thursday"))?;
    trial.page.press("Control+y")?;
    trial.page.wait_for((".head .date", "20 August 2024"))
}

/// Keys alone: the current mark is renamed, made another kind, taken away, and each
/// comes back.
pub(super) fn marks_are_mended_by_keyboard(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=0&find=Kamikawa")?;
    trial.page.wait_article(0)?;
    trial.open("#article=0&off=theme&off=find")?;
    trial.page.wait_article(0)?;
    while !trial.page.current()?.contains("Kamikawa") {
        trial.page.press("n")?;
        trial.page.wait_for("#article mark[data-current]")?;
    }
    trial.page.press("e")?;
    trial.page.wait_for("#correct-name")?;
    trial.page.script(
        "document.activeElement.select(); return document.activeElement.id;",
        json!([]),
    )?;
    trial.page.type_words("Kamikawa Yōko")?;
    trial.page.press("Enter")?;
    trial.page.wait_for(("#undo", "Kamikawa Yōko"))?;
    wait_mark(
        trial,
        "Yoko Kamikawa",
        "to be corrected",
        "m.dataset.corrected",
    )?;
    trial.page.press("Delete")?;
    wait_gone(trial, "Yoko Kamikawa")?;
    trial.page.press("Control+z")?;
    wait_mark(
        trial,
        "Yoko Kamikawa",
        "to be back",
        "m.dataset.kind === 'person'",
    )?;
    trial.page.press("Control+z")?;
    wait_mark(
        trial,
        "Yoko Kamikawa",
        "to be as read",
        "!m.dataset.corrected",
    )
}

fn wait_gone(trial: &mut Trial<'_>, words: &str) -> Result<()> {
    let script = format!("{MARKS} return marks(arguments[0]).length === 0;");
    trial.page.wait_script(
        &format!("“{words}” not to be marked"),
        &script,
        json!([words]),
    )?;
    Ok(())
}

/// Words that nobody found are selected by keys and marked, wherever they stand.
pub(super) fn words_are_marked_by_keyboard(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=0&off=all")?;
    trial.page.wait_article(0)?;
    trial.page.press("s")?;
    trial.page.wait_for("#picked")?;
    let words = trial.page.text("#picked p bdi")?;
    trial.page.press("ArrowRight")?;
    trial.page.wait_script(
        "more words to be selected",
        "return document.querySelector('#picked p bdi').textContent.length > arguments[0].length;",
        json!([words]),
    )?;
    trial.page.tab_to("#picked [data-kind=programme]")?;
    trial.page.press("Enter")?;
    trial.page.wait_for(("#undo", "Undo: mark"))?;
    trial.page.press("0")?;
    trial
        .page
        .wait_for("#article mark[data-kind=programme][data-corrected]")?;
    trial.page.press("Control+z")?;
    trial.page.wait_gone("#article mark[data-corrected]")
}

/// On a phone: a mark is tapped and taken away, the date is set, both come back.
pub(super) fn a_phone_corrects(trial: &mut Trial<'_>) -> Result<()> {
    trial.page.backend().set_viewport(390, 780, 1.0)?;
    trial.open("#article=0")?;
    trial.page.wait_article(0)?;
    point_at(trial, "Rajasthan")?;
    trial.page.tap("#pointed")?;
    trial.page.tap("#why [data-task=Delete]")?;
    wait_gone(trial, "Rajasthan")?;
    trial.page.tap(".head .date")?;
    trial.page.wait_for("#details-date")?;
    trial.page.script(
        "document.getElementById('details-date').value = '2024-08-20';",
        json!([]),
    )?;
    trial.page.tap(("#details button", "Set the date"))?;
    trial.page.wait_for((".head .date", "20 August 2024"))?;
    trial.page.tap("[data-tab=articles]")?;
    trial.page.tap("#undo")?;
    trial
        .page
        .wait_for(("#articles li.row .date", "a Thursday"))?;
    trial.page.tap("#undo")?;
    trial.page.tap("[data-tab=reader]")?;
    wait_mark(
        trial,
        "Rajasthan",
        "to be back",
        "m.dataset.kind === 'place'",
    )
}

/// The card of a person: from a mark, by its link, back to the words; and what is
/// said in it holds.
pub(super) fn a_card_tells_all(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#article=0")?;
    trial.page.wait_article(0)?;
    point_at(trial, "Yoko Kamikawa")?;
    trial.page.click("#pointed")?;
    trial.page.click("#open-card")?;
    trial.page.wait_for(("#card h2", "Yoko Kamikawa"))?;
    trial.page.wait_for(("#card h4", "oreign minister"))?;
    let address = trial.page.address()?;
    ensure!(address.contains("card.person="), "{address}");
    // A link leads to the same card.
    trial.open(&format!(
        "#{}",
        address.split('#').nth(1).unwrap_or_default()
    ))?;
    trial.page.wait_for(("#card h2", "Yoko Kamikawa"))?;
    trial.page.wait_for("#card .lines .line")?;
    trial.page.click("#card .lines .line")?;
    trial.page.wait_gone("#card")?;
    trial.page.wait_for("#article mark[data-current]")?;
    trial.page.press("w")?;
    trial.page.wait_for("#card [data-task=Rename]")?;
    trial.page.click("#card [data-task=Rename]")?;
    trial.page.wait_for("#correct-name")?;
    trial.page.click("#correct-name")?;
    trial
        .page
        .script("document.activeElement.select();", json!([]))?;
    trial.page.type_words("Kamikawa 日本")?;
    trial.page.press("Enter")?;
    trial.page.wait_for(("#card h2", "Kamikawa 日本"))?;
    trial.page.press("Escape")?;
    trial.page.wait_gone("#card")?;
    trial.page.wait_for("#article mark[data-corrected]")
}
