//! The user's own articles: dropped, pasted, asked, and the sample again.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{THEME, Trial};
use crate::screen;

/// Files as a person drops them: names, and their words.
const DROPPED: [(&str, &str); 3] = [
    (
        "talks.txt",
        "Talks in Nairobi\n\nKenya and Ethiopia agreed on Tuesday to link their power grids for $1.2 billion, \
         Foreign Minister Musalia Mudavadi said. “日本 – ¥5 é 🙂”",
    ),
    (
        "more.jsonl",
        "{\"title\": \"Ministers meet\", \"date\": \"2025-03-04\", \"text\": \"Ethiopia’s foreign minister \
         met his Kenyan counterpart Musalia Mudavadi in Addis Ababa on Monday. \
         Kenya and Ethiopia agreed to link their power grids for $1.2 billion.\"}\n",
    ),
    ("broken.jsonl", "{\"text\": \"cut off"),
];

/// Lets the page believe that files are dropped on it.
pub(super) fn drop_files(trial: &mut Trial<'_>, files: &[(&str, &str)]) -> Result<()> {
    trial.page.script(
        "const data = new DataTransfer();
         for (const [name, words] of arguments[0]) data.items.add(new File([words], name));
         const drop = type => document.body.dispatchEvent(
             new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
         drop('dragover');
         drop('drop');",
        json!([files]),
    )?;
    Ok(())
}

/// Files are dropped: what can be read is listed, what cannot is named with the
/// reason; the articles are asked; then the sample comes back.
pub(super) fn files_are_dropped(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    drop_files(trial, &DROPPED)?;
    trial.page.wait_rows(&[0, 1])?;
    trial.page.wait_for(("#notice", "broken.jsonl"))?;
    trial.page.wait_for((".collection", "3 files"))?;
    let rows = trial.page.rows()?;
    ensure!(
        rows.iter()
            .any(|row| row.title.contains("Talks in Nairobi"))
            && rows.iter().any(|row| row.title.contains("Ministers meet")),
        "listed are {rows:?}"
    );
    let person = "#filters .facet[data-lens=person] .choose";
    trial.page.wait_for((person, "Musalia Mudavadi"))?;
    // What both say is one fact.
    trial.page.press("d")?;
    trial.page.wait_for((".fact h3", "1.2 billion"))?;
    ensure!(
        trial.page.texts(".fact .go")?.len() >= 2,
        "what both articles say is not joined"
    );
    trial.page.press("d")?;
    trial.page.click("#open-articles")?;
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.click(&screen::theme(THEME))?;
    let articles = trial.expected.articles_on(THEME);
    trial.page.wait_rows(&articles)
}

/// Files as other programs write them, and one that is none.
const CHOSEN: [(&str, &[u8]); 4] = [
    ("talks.csv", include_bytes!("../../import/talks.csv")),
    ("talks.docx", include_bytes!("../../import/talks.docx")),
    ("talks.html", include_bytes!("../../import/talks.html")),
    ("photo.docx", b"\xff\xd8\xff\xe0 no document"),
];

/// Lets the page believe that files are chosen in its picker.
fn choose_files(trial: &mut Trial<'_>, files: &[(&str, &[u8])]) -> Result<()> {
    trial.page.script(
        "const data = new DataTransfer();
         for (const [name, bytes] of arguments[0]) data.items.add(new File([new Uint8Array(bytes)], name));
         const field = document.getElementById('files');
         field.files = data.files;
         field.dispatchEvent(new Event('change', {bubbles: true}));",
        json!([files]),
    )?;
    Ok(())
}

/// A page, a document and a table are chosen: their articles are listed, what was
/// left out is named, and the report says what each file was taken for.
pub(super) fn documents_are_chosen(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.click("#open-articles")?;
    choose_files(trial, &CHOSEN)?;
    trial
        .page
        .wait_for(("#notice", "photo.docx: It is a JPEG image."))?;
    // The page's and the table's texts are one, which is told.
    trial.page.wait_for(("#notice", "is the same as that of"))?;
    trial.page.wait_for((".collection", "4 files"))?;
    trial.page.wait_gone("#arriving")?;
    let titles: Vec<String> = trial
        .page
        .rows()?
        .into_iter()
        .map(|row| row.title)
        .collect();
    ensure!(
        titles.iter().any(|title| title.contains("A second row"))
            && titles
                .iter()
                .any(|title| title.contains("Power grids to be linked")),
        "listed are {titles:?}"
    );
    trial.page.click("#open-articles")?;
    trial.page.click("#report summary")?;
    for words in [
        "talks.csv: table in UTF-8, 2 articles; headline from “headline”",
        "talks.docx: Word document, 1 article",
        "talks.html: web page in UTF-8, 1 article",
    ] {
        trial.page.wait_for(("#report", words))?;
    }
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}

/// One article is pasted and read; markup in it stays words.
pub(super) fn words_are_pasted(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    trial.page.press("o")?;
    trial.page.wait_for("dialog#open")?;
    trial.page.click("#pasted")?;
    trial
        .page
        .type_words("Brazil and Peru signed a trade pact in Lima. <img src=x onerror=alert(1)>")?;
    trial.page.click("#read-pasted")?;
    trial.page.wait_gone("dialog#open")?;
    trial.page.wait_rows(&[0])?;
    trial.page.wait("the words to be shown", |page| {
        let text = page.read_text()?;
        Ok(if text.contains("<imgsrc=xonerror=alert(1)>") {
            Ok(())
        } else {
            Err(format!("the reader shows {text:?}"))
        })
    })?;
    let made = trial.page.script(
        "return document.querySelector('#app img') !== null;",
        json!([]),
    )?;
    ensure!(made == Value::Bool(false), "an image is made of words");
    let places = trial.page.texts("#article mark[data-kind=place]")?;
    ensure!(
        places.iter().any(|place| place.contains("Lima")),
        "the places are {places:?}"
    );
    Ok(())
}

/// The collection is saved as one file, and the file opens as what was saved.
pub(super) fn a_collection_is_saved_and_opened(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    drop_files(trial, &DROPPED[..2])?;
    trial.page.wait_rows(&[0, 1])?;
    let before = trial.page.rows()?;
    // A person looks into the folder for downloads; here the link to it is kept.
    trial.page.script(
        "const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = blob => { window.handedOut = blob; return make(blob); };
         addEventListener('click', e => e.target.download && e.preventDefault(), true);",
        json!([]),
    )?;
    trial.page.click("#open-articles")?;
    trial.page.click("#save-collection")?;
    trial
        .page
        .wait_for(("#notice", "chancery is handed to the browser"))?;
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])?;
    trial.page.script(
        "const data = new DataTransfer();
         data.items.add(new File([window.handedOut], 'kept.chancery'));
         document.body.dispatchEvent(
             new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));",
        json!([]),
    )?;
    trial.page.wait_rows(&[0, 1])?;
    let after = trial.page.rows()?;
    ensure!(before == after, "{before:?} was saved, {after:?} opened");
    trial.page.wait_for((".collection", "kept.chancery"))
}

/// With nothing that can be read there is an empty list that says so, and the way
/// back to the sample.
pub(super) fn nothing_can_be_read(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("")?;
    drop_files(trial, &[("empty.txt", " "), ("broken.json", "{")])?;
    trial.page.wait_rows(&[])?;
    trial.page.wait_for(("#notice", "empty.txt"))?;
    trial.page.wait_for(("#notice", "broken.json"))?;
    trial.page.click("#open-articles")?;
    trial.page.click("#open-sample")?;
    trial.page.wait_rows(&[0, 1, 2, 3, 4])
}
