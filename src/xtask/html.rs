//! The page's HTML: from `index.html` of the workspace, which names its parts
//! by plain names, to the two that are published.
//!
//! Here lives what is said in HTML and in the policy of content. What the parts
//! hold lives in [`crate::bundle`].

use anyhow::{Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

const STYLE: &str = r#"<link rel="stylesheet" href="style.css">"#;
const SCRIPT: &str = r#"<script src="chancery.js" data-unpacker="unpacker.wasm" data-module="chancery.lzma" data-model="names.lzma" data-readers="readers.lzma" data-offline="sw.js" defer></script>"#;
const MANIFEST: &str = r#"<link rel="manifest" href="manifest.webmanifest">"#;
const ICON: &str = r#"<link rel="icon" href="icons/mark.svg" type="image/svg+xml">"#;
const TOUCH_ICON: &str = r#"<link rel="apple-touch-icon" href="icons/mark-180.png">"#;
const UPDATE_START: &str = r#"    <p id="update""#;
const UPDATE_END: &str = "</p>\n";

/// The parts of the page of one file.
#[derive(Debug)]
pub(crate) struct Inlined<'a> {
    /// All styles.
    pub(crate) style: &'a str,
    /// All scripts.
    pub(crate) script: &'a str,
    /// What unpacks the other two.
    pub(crate) unpacker: &'a [u8],
    /// The module.
    pub(crate) packed_module: &'a [u8],
    /// The model of names.
    pub(crate) packed_model: &'a [u8],
    /// The module that reads files of many kinds.
    pub(crate) packed_readers: &'a [u8],
    /// The icon, as SVG.
    pub(crate) icon: &'a str,
}

/// Says each part by the name it is published under: `(plain, published)`.
///
/// # Errors
/// `index.html` does not name a part exactly once.
pub(crate) fn with_names(html: &str, names: &[(String, String)]) -> Result<String> {
    let mut html = html.to_owned();
    for (plain, published) in names {
        html = replace_once(&html, &format!("\"{plain}\""), &format!("\"{published}\""))?;
    }
    Ok(html)
}

/// Leaves out what would make the page work offline: a page that changes with
/// every keystroke must not be kept.
///
/// # Errors
/// `index.html` does not name the service worker exactly once.
pub(crate) fn without_offline(html: &str) -> Result<String> {
    replace_once(html, r#" data-offline="sw.js""#, "")
}

/// The page in one file, which allows nothing that is not in it.
///
/// # Errors
/// `index.html` does not look as expected.
pub(crate) fn inlined(html: &str, parts: &Inlined<'_>) -> Result<String> {
    let style = parts.style;
    if style.contains("</") {
        bail!("The styles contain \"</\", which would end the <style> they are put into");
    }
    let script = escape_script(parts.script);
    let icon = STANDARD.encode(parts.icon);
    let policy = [
        "default-src 'none'",
        &format!(
            "script-src '{}' 'wasm-unsafe-eval'",
            integrity(script.as_bytes())
        ),
        &format!("style-src '{}'", integrity(style.as_bytes())),
        "img-src data: blob:",
        "worker-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types chancery",
    ]
    .join("; ");

    let html = replace_between(
        html,
        "default-src 'none'",
        "\">\n",
        &format!("{policy}\">\n"),
    )?;
    let html = replace_between(&html, UPDATE_START, UPDATE_END, "")?;
    let html = replace_once(&html, &format!("    {MANIFEST}\n"), "")?;
    let html = replace_once(&html, &format!("    {TOUCH_ICON}\n"), "")?;
    let icon = format!(r#"<link rel="icon" href="data:image/svg+xml;base64,{icon}">"#);
    let html = replace_once(&html, ICON, &icon)?;
    let html = replace_once(&html, STYLE, &format!("<style>{style}</style>"))?;
    let html = replace_once(&html, &format!("    {SCRIPT}\n"), "")?;
    // At the end, where all that the script looks for stands before it.
    let mut end = String::new();
    for (id, bytes) in [
        ("unpacker", parts.unpacker),
        ("module", parts.packed_module),
        ("model", parts.packed_model),
        ("readers", parts.packed_readers),
    ] {
        let bytes = STANDARD.encode(bytes);
        end.push_str(&format!(
            "    <script type=\"application/octet-stream\" id=\"{id}\">{bytes}</script>\n"
        ));
    }
    end.push_str(&format!("    <script>{script}</script>\n  </body>"));
    replace_once(&html, "  </body>", &end)
}

/// The hash of `bytes` as policies, integrity attributes and `fetch` say it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Keeps a script that is put into HTML from ending early. Both sequences occur
/// only in strings and comments, where the backslash changes nothing.
fn escape_script(script: &str) -> String {
    script.replace("</", "<\\/").replace("<!--", "<\\!--")
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        n => bail!("index.html must hold {from:?} exactly once, and holds it {n} times"),
    }
}

/// Replaces what starts with `start` and ends with `end`, both included.
fn replace_between(text: &str, start: &str, end: &str, to: &str) -> Result<String> {
    let Some(from) = text.find(start) else {
        bail!("index.html must hold {start:?}");
    };
    let Some(length) = text[from..].find(end) else {
        bail!("index.html must hold {end:?} after {start:?}");
    };
    Ok([&text[..from], to, &text[from + length + end.len()..]].concat())
}

#[cfg(test)]
mod tests {
    use super::{Inlined, inlined, with_names, without_offline};

    const INDEX: &str = include_str!("../../index.html");

    #[test]
    fn one_file_refers_to_no_other() {
        let parts = Inlined {
            style: "p { color: #000 }",
            script: "say('</script><!-- ’ 日本 🙂')",
            unpacker: &[7, 8, 9],
            packed_module: &[1, 2, 3],
            packed_model: &[4, 5, 6],
            packed_readers: &[7, 8, 9],
            icon: "<svg/>",
        };
        let html = inlined(INDEX, &parts).unwrap();
        for absent in [
            "src=\"",
            "href=\"i",
            "href=\"m",
            "href=\"s",
            "'self'",
            "sw.js",
            "id=\"update\"",
        ] {
            assert!(!html.contains(absent), "{absent} in {html}");
        }
        for present in [
            "say('<\\/script><\\!-- ’ 日本 🙂')",
            ">AQID</script>",
            ">BAUG</script>",
            ">BwgJ</script>",
            "script-src 'sha256-",
        ] {
            assert!(html.contains(present), "{present} not in {html}");
        }
    }

    #[test]
    fn parts_get_their_published_names() {
        let names = [("style.css".to_owned(), "style-1.css".to_owned())];
        let html = with_names(INDEX, &names).unwrap();
        assert!(html.contains("href=\"style-1.css\"") && !html.contains("\"style.css\""));
        let names = [("nowhere.css".to_owned(), "x".to_owned())];
        assert!(with_names(INDEX, &names).is_err());
        assert!(!without_offline(INDEX).unwrap().contains("data-offline"));
    }
}
