//! What is said on standard error (what was left out, how far it has come), and
//! text made harmless for a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use chancery_protocol::answer::Recognised;

/// Tells what happens. Lines about what was left out always; progress only to
/// a terminal, on one line that is written over.
pub(crate) struct Report {
    /// Whether what each file was taken for is told.
    is_full: bool,
    is_complete: bool,
    is_terminal: bool,
    /// Whether a line of progress stands on the terminal.
    is_open: bool,
    started: Instant,
    shown: Instant,
}

/// Ten times a second is as often as a person can see.
const PROGRESS_PERIOD: Duration = Duration::from_millis(100);

impl Report {
    /// With `is_full`, what each file was taken for is told, too.
    pub(crate) fn new(is_full: bool) -> Self {
        let now = Instant::now();
        Self {
            is_full,
            is_complete: true,
            is_terminal: io::stderr().is_terminal(),
            is_open: false,
            started: now,
            shown: now,
        }
    }

    /// Names something that was left out.
    pub(crate) fn left_out(&mut self, what: &str) {
        self.is_complete = false;
        self.close();
        say(what);
    }

    /// Tells what a file was taken for.
    pub(crate) fn recognised(&mut self, file: &Recognised) {
        if !self.is_full {
            return;
        }
        self.close();
        let encoding = file.encoding.iter().map(|e| format!(" in {e}"));
        let columns = file.columns.iter().filter_map(|column| {
            let field = column.field?;
            Some(format!("; {field:?}: “{}”", column.name))
        });
        let (encoding, columns): (String, String) = (encoding.collect(), columns.collect());
        let Recognised {
            file,
            format,
            n_articles,
            ..
        } = file;
        let line = format!("{file}: {format}{encoding}, articles: {n_articles}{columns}");
        say(&harmless(&line));
    }

    /// Tells how many files of how many, and how many articles, are done.
    pub(crate) fn progress(&mut self, n_files: usize, n_files_total: usize, n_articles: usize) {
        if !self.is_terminal || self.shown.elapsed() < PROGRESS_PERIOD {
            return;
        }
        self.shown = Instant::now();
        self.is_open = true;
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = n_articles as f64 / seconds;
        // Clear the line, so that a shorter one leaves nothing of a longer.
        let _ = write!(
            io::stderr(),
            "\r\x1b[2K{n_articles} articles, file {n_files} of {n_files_total}, {rate:.0} articles a second"
        );
    }

    /// Whether nothing was left out. Ends the line of progress.
    pub(crate) fn finish(mut self) -> bool {
        self.close();
        self.is_complete
    }

    fn close(&mut self) {
        if self.is_open {
            let _ = write!(io::stderr(), "\r\x1b[2K");
            self.is_open = false;
        }
    }
}

/// Writes a line to standard error; if that is closed there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "chancery: {line}");
}

/// `text` without control characters: an article must not steer a terminal.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// `text` on one line: harmless, each stretch of white space one space.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        if !c.is_whitespace() && !c.is_control() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_steer_a_terminal() {
        let cases = [
            ("a\n\n b", "a b"),
            ("\u{1b}[31mred\u{7}", " [31mred "),
            (" “é” – 日本 🙂 ¥", " “é” – 日本 🙂 ¥"),
        ];
        for (text, expected) in cases {
            assert_eq!(one_line(text), expected);
        }
    }
}
