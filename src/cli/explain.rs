//! `chancery explain`: the text with what was found under its words.
//!
//! ```text
//! India and Japan held talks on Thursday
//! L~~~~     L~~~~ T~~~~~~~~~    D~~~~~~~
//!     L place        India  [place.gazetteer: India, country (CLDR)]
//! ```

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_engine::Engine;
use chancery_protocol::answer::{Article, Mark, Response, Zone, ZoneKind};
use chancery_protocol::ask::{Layer, Request, Selection};
use unicode_width::UnicodeWidthStr;

use crate::files;
use crate::report::{Report, harmless, one_line};

/// Columns of text: what fits a terminal of 80 with room for a margin.
const WIDTH: usize = 76;

/// Prints the articles. The code is 1 if a file was left out.
pub(crate) fn run(paths: &[std::path::PathBuf]) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(false);
    let mut out = BufWriter::new(io::stdout().lock());
    for source in files::sources(paths)? {
        for raw in files::articles(&source, &mut report) {
            let mut engine = Engine::default();
            let request = Request::Add {
                articles: vec![raw],
            };
            let Response::Added(added) = engine.handle(request, &mut |_, _| ()) else {
                continue;
            };
            for left_out in added.left_out {
                report.left_out(&format!("{}: {}", left_out.file, left_out.reason));
            }
            for article in added.articles {
                let selection = Selection::default();
                let request = Request::Open { article, selection };
                if let Response::Article(article) = engine.handle(request, &mut |_, _| ()) {
                    print(&mut out, &article)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!report.finish())))
}

fn print(out: &mut impl Write, article: &Article) -> io::Result<()> {
    writeln!(out, "{}", article.file)?;
    writeln!(out, "{}", "=".repeat(article.file.width()))?;
    let date = article.date.as_deref().unwrap_or("not known");
    writeln!(out, "date {date}, {} words", article.n_words)?;
    for problem in &article.problems {
        writeln!(out, "doubtful: {}", problem.what)?;
    }
    for zone in &article.zones {
        writeln!(out)?;
        print_zone(out, article, zone)?;
    }
    writeln!(out)
}

fn print_zone(out: &mut impl Write, article: &Article, zone: &Zone) -> io::Result<()> {
    match &zone.kind {
        ZoneKind::Title => writeln!(out, "[title]")?,
        ZoneKind::Heading => writeln!(out, "[heading]")?,
        ZoneKind::Paragraph => {}
        ZoneKind::Boilerplate(kind) => writeln!(out, "[{kind}, {}]", zone.why)?,
    }
    let (start, end) = (zone.stretch.start as usize, zone.stretch.end as usize);
    for (from, to) in lines(article.text.get(start..end).unwrap_or("")) {
        print_line(out, article, start + from, start + to)?;
    }
    Ok(())
}

/// The byte ranges of `text` broken at white space into lines of [`WIDTH`].
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        match lines.last_mut() {
            Some(line)
                if text[line.0..end].width() <= WIDTH && !text[line.1..start].contains('\n') =>
            {
                line.1 = end;
            }
            _ => lines.push((start, end)),
        }
    }
    lines
}

/// One line of text, under it a lane of underlines for as many marks as fit
/// side by side, and another for those that overlap them; then each mark in
/// words.
fn print_line(out: &mut impl Write, article: &Article, from: usize, to: usize) -> io::Result<()> {
    let text = &article.text;
    let line = text.get(from..to).unwrap_or("");
    writeln!(out, "{}", harmless(line))?;
    let begins_here = |m: &&Mark| (from..to).contains(&(m.stretch.start as usize));
    let marks = article.marks.iter().filter(begins_here);
    // Names stand nearest to their words, what is said as a whole below them.
    let (records, mut marks): (Vec<&Mark>, Vec<&Mark>) = marks.partition(|m| is_record(m.layer));
    marks.extend(records);
    let mut lanes: Vec<String> = Vec::new();
    for mark in &marks {
        let column = |at: usize| text.get(from..at.min(to)).map_or(0, UnicodeWidthStr::width);
        let (start, end) = (
            column(mark.stretch.start as usize),
            column(mark.stretch.end as usize),
        );
        let tag = tag(mark.layer).to_owned() + &"~".repeat((end - start).saturating_sub(1));
        let lane = lanes
            .iter_mut()
            .find(|lane| lane.len() < start || lane.is_empty());
        match lane {
            Some(lane) => *lane += &(" ".repeat(start - lane.len()) + &tag),
            None => lanes.push(" ".repeat(start) + &tag),
        }
    }
    for lane in lanes {
        writeln!(out, "{lane}")?;
    }
    for mark in marks {
        print_mark(out, text, mark)?;
    }
    Ok(())
}

fn print_mark(out: &mut impl Write, text: &str, mark: &Mark) -> io::Result<()> {
    let stretch = mark.stretch.start as usize..mark.stretch.end as usize;
    let words = one_line(text.get(stretch).unwrap_or(""));
    write!(
        out,
        "    {} {:12} {words}",
        tag(mark.layer),
        name(mark.layer)
    )?;
    if mark.label != words {
        write!(out, " = {}", mark.label)?;
    }
    if let Some(normal) = mark.normal.as_ref().filter(|n| **n != mark.label) {
        write!(out, " = {normal}")?;
    }
    write!(out, "  [{}", mark.rule)?;
    if !mark.detail.is_empty() && mark.layer != Layer::Theme {
        write!(out, ": {}", mark.detail)?;
    }
    writeln!(out, "]")
}

fn is_record(layer: Layer) -> bool {
    matches!(layer, Layer::Claim | Layer::Meeting | Layer::Quote)
}

/// The letter under the words.
fn tag(layer: Layer) -> &'static str {
    match layer {
        Layer::Theme => "T",
        Layer::Person => "P",
        Layer::Organisation => "O",
        Layer::Place => "L",
        Layer::Norp => "N",
        Layer::Date => "D",
        Layer::Money => "M",
        Layer::Number => "#",
        Layer::Role => "R",
        Layer::Programme => "G",
        Layer::Equipment => "Q",
        Layer::Find => "F",
        Layer::Claim => "C",
        Layer::Meeting => "V",
        Layer::Quote => "”",
    }
}

fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Theme => "theme",
        Layer::Person => "person",
        Layer::Organisation => "organisation",
        Layer::Place => "place",
        Layer::Norp => "nationality",
        Layer::Date => "date",
        Layer::Money => "sum",
        Layer::Number => "number",
        Layer::Role => "role",
        Layer::Programme => "programme",
        Layer::Equipment => "equipment",
        Layer::Find => "find",
        Layer::Claim => "claim",
        Layer::Meeting => "meeting",
        Layer::Quote => "quote",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_white_space() {
        let long = "日本 ".repeat(30);
        let cases = [
            ("a b\nc", vec!["a b", "c"]),
            ("", vec![]),
            ("“é” – ¥ 🙂", vec!["“é” – ¥ 🙂"]),
        ];
        for (text, expected) in cases {
            let broken: Vec<_> = lines(text).into_iter().map(|(a, b)| &text[a..b]).collect();
            assert_eq!(broken, expected);
        }
        assert!(
            lines(&long)
                .iter()
                .all(|&(a, b)| long[a..b].width() <= WIDTH)
        );
    }
}
