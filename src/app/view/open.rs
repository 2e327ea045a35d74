//! The dialog that opens the user's own articles, or the sample again.

use chancery_protocol::ask::{ExportForm, RawFile};
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::kept::KeptList;
use super::panel::PanelView;
use crate::action::Action;
use crate::arrival::{Arrival, describe};
use crate::shelf::Row;
use crate::store::{Dispatch, on, use_dispatch};
use crate::{dom, files, sample, wording};

/// The forms in which findings are taken out, and what they are for.
const FORMS: [(ExportForm, &str); 12] = [
    (
        ExportForm::MentionsCsv,
        "Mentions, for spreadsheets, R and Python (CSV)",
    ),
    (ExportForm::ArticlesCsv, "Articles, for spreadsheets (CSV)"),
    (
        ExportForm::FactsCsv,
        "Facts side by side, for spreadsheets (CSV)",
    ),
    (
        ExportForm::ConcordanceCsv,
        "Concordance of the selection (CSV)",
    ),
    (
        ExportForm::Records,
        "Everything, a record an article (JSON lines)",
    ),
    (
        ExportForm::Annotations,
        "Marks for annotation programs (W3C JSON-LD)",
    ),
    (
        ExportForm::Conll,
        "Words with labels, to train taggers (CoNLL)",
    ),
    (
        ExportForm::CslJson,
        "References for Zotero and pandoc (CSL-JSON)",
    ),
    (ExportForm::BibTex, "References for LaTeX (BibTeX)"),
    (ExportForm::Ris, "References for EndNote (RIS)"),
    (ExportForm::GraphMl, "Who met whom, for Gephi (GraphML)"),
    (ExportForm::Calendar, "The timeline as a calendar (ICS)"),
];

fn slug(form: ExportForm) -> &'static str {
    let row = ExportForm::ALL.iter().find(|row| row.0 == form);
    row.map_or("", |row| row.1)
}

#[derive(Properties, PartialEq)]
pub(super) struct OpenProps {
    /// What this browser keeps, once that is known.
    pub(super) rows: Option<Vec<Row>>,
    /// Which of it is open.
    pub(super) kept: Option<u32>,
    /// The files that were brought in last.
    pub(super) arrival: Option<Arrival>,
}

/// What the picker offers first.
const ACCEPT: &str = ".txt,.md,.markdown,.json,.jsonl,.ndjson,.html,.htm,.xhtml,.mhtml,.mht,.docx,.odt,.rtf,.pdf,.epub,.eml,.mbox,\
.xml,.rss,.atom,.csv,.tsv,.xlsx,.xls,.ods,.zip,.chancery";

/// Files of a report that are drawn; all are copied.
const N_DRAWN: usize = 200;

/// What became of each file that was brought in last.
fn report(arrival: &Arrival, dispatch: &Dispatch) -> Html {
    let copy = {
        let (words, dispatch) = (arrival.report(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let said = match dom::copy(&words) {
                true => "The report is copied.",
                false => "The browser does not let this page copy.",
            };
            dispatch.dispatch(Action::Notify(said.to_owned()));
        })
    };
    let line = |file: &str, words: String| html! { <li><b>{ wording::visible(file).into_owned() }</b>{ format!(": {words}") }</li> };
    let left_out = arrival.left_out.iter().take(N_DRAWN);
    let recognised = arrival.recognised.iter().take(N_DRAWN);
    html! {
        <details id="report">
            <summary>{ format!("What was read last: {}, left out: {}",
                wording::count(arrival.n_files, "file", "files"), arrival.left_out.len()) }</summary>
            <ul>
                { for left_out.map(|l| line(&l.file, format!("left out. {}", l.reason))) }
                { for recognised.map(|r| line(&r.file, describe(r))) }
            </ul>
            <button type="button" id="copy-report" onclick={copy}>{ "Copy the whole report" }</button>
        </details>
    }
}

/// The Open dialog.
#[component]
pub(super) fn Open(props: &OpenProps) -> Html {
    let dispatch = use_dispatch();
    let pasted = use_node_ref();
    let form = use_node_ref();
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| files::open_chosen(&event, &dispatch))
    };
    let read_pasted = {
        let (pasted, dispatch) = (pasted.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let field = pasted.cast::<HtmlTextAreaElement>();
            if let Some(text) = field.map(|f| f.value()).filter(|t| !t.trim().is_empty()) {
                let file = RawFile {
                    name: "pasted.txt".to_owned(),
                    bytes: text.into_bytes(),
                };
                dispatch.dispatch(Action::OpenFiles(vec![file]));
            }
        })
    };
    let export = {
        let (form, dispatch) = (form.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let chosen = form.cast::<HtmlSelectElement>().map(|field| field.value());
            let found = FORMS
                .iter()
                .find(|row| chosen.as_deref() == Some(slug(row.0)));
            dispatch.dispatch(Action::Export(
                found.map_or(ExportForm::Records, |row| row.0),
            ));
        })
    };
    let choose = |id: &'static str| Callback::from(move |_: MouseEvent| dom::press(id));
    html! {
        <PanelView id="open" title="Open and save">
            <div class="open">
                <p>{ "Text, web pages, Word, OpenDocument, RTF, PDF, EPUB, mail, feeds, tables (CSV, Excel), JSON, exports of news databases, ZIP of these, \
                      or a collection saved before; drop them anywhere on the page, or choose them. They are read in this browser and go nowhere else." }</p>
                <div class="choices">
                    <button type="button" id="choose-files" onclick={choose("files")}>{ "Choose files" }</button>
                    <button type="button" id="choose-folder" onclick={choose("folder")}>{ "Choose a folder" }</button>
                    <input id="files" type="file" multiple=true hidden=true accept={ACCEPT} onchange={onchange.clone()} />
                    <input id="folder" type="file" webkitdirectory=true hidden=true {onchange} />
                </div>
                <label for="pasted">{ "Or paste one article" }</label>
                <textarea id="pasted" ref={pasted} rows="8" spellcheck="false" />
                <div class="choices">
                    <button type="button" id="read-pasted" onclick={read_pasted}>{ "Read what is pasted" }</button>
                    <button type="button" id="open-sample" class="quiet" onclick={on(&dispatch, Action::OpenSample)}>
                        { format!("Open the {}", sample::NAME) }
                    </button>
                </div>
                if let Some(arrival) = &props.arrival {
                    { report(arrival, &dispatch) }
                }
                <h3>{ "Kept in this browser" }</h3>
                if let Some(rows) = &props.rows {
                    <KeptList rows={rows.clone()} open={props.kept} />
                } else {
                    <p class="notes">{ "This browser has not said what it keeps." }</p>
                }
                <h3>{ "Take out" }</h3>
                <div class="choices">
                    <button type="button" id="save-collection" onclick={on(&dispatch, Action::Save)}>
                        { "Save the collection as one file" }
                    </button>
                    <label for="export-form">{ "What was found" }</label>
                    <select id="export-form" ref={form.clone()}>
                        { for FORMS.iter().map(|(form, words)| html! { <option value={slug(*form)}>{ *words }</option> }) }
                    </select>
                    <button type="button" id="export" onclick={export}>{ "Save" }</button>
                </div>
                <p class="notes">
                    { "The one file opens again here, by drop or “Choose files”, without being read anew; \
                       the other files are for other programs and hold what was found in the articles of the selection." }
                </p>
            </div>
        </PanelView>
    }
}
