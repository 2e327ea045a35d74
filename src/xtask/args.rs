//! What stands after the command's name: flags and options.
//!
//! Each reader takes what it knows; [`Args::finish`] refuses what nobody took.
//! `--port 9000` and `--port=9000` are the same.

use std::str::FromStr;

use anyhow::{Result, anyhow, bail};

/// The words after a command's name that nobody has taken yet.
#[derive(Debug)]
pub(crate) struct Args {
    usage: &'static str,
    words: Vec<String>,
}

impl Args {
    /// The words of one command; `usage` is shown when they are not understood.
    pub(crate) fn new(usage: &'static str, words: impl Iterator<Item = String>) -> Self {
        let words = words.collect();
        Self { usage, words }
    }

    /// Whether the person asks what the command does.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.words
            .iter()
            .any(|word| word == "--help" || word == "-h")
    }

    /// Takes `name`, as `--open`, and says whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let n_words = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < n_words
    }

    /// Takes `name` and its value, as `--port 9000`.
    ///
    /// # Errors
    /// The value is missing or is not a `T`.
    pub(crate) fn option<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let with_equals = format!("{name}=");
        let Some(at) = self
            .words
            .iter()
            .position(|word| word == name || word.starts_with(&with_equals))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        let value = match word.strip_prefix(&with_equals) {
            Some(value) => value.to_owned(),
            None if at < self.words.len() => self.words.remove(at),
            None => bail!("{name} needs a value.\n\n{}", self.usage),
        };
        let parsed = value
            .parse()
            .map_err(|_| anyhow!("{name} cannot be {value:?}.\n\n{}", self.usage))?;
        Ok(Some(parsed))
    }

    /// Takes the words that are left and are no flags.
    pub(crate) fn words(&mut self) -> Vec<String> {
        let (flags, words) = std::mem::take(&mut self.words)
            .into_iter()
            .partition(|word| word.starts_with('-'));
        self.words = flags;
        words
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Something is left that no reader took.
    pub(crate) fn finish(self) -> Result<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => bail!("{word:?} is not understood here.\n\n{}", self.usage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new("usage", line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_and_flags() {
        for (line, port, open) in [
            ("", None, false),
            ("--port 9000 --open", Some(9000), true),
            ("--open --port=1", Some(1), true),
        ] {
            let mut args = args(line);
            assert_eq!(args.option::<u16>("--port").unwrap(), port, "{line}");
            assert_eq!(args.flag("--open"), open, "{line}");
            args.finish().unwrap();
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, named) in [
            ("--prot 9", "\"--prot\""),
            ("gold é", "\"gold\""),
            ("--port", "needs a value"),
            ("--port many", "cannot be \"many\""),
            ("--port 99999", "cannot be \"99999\""),
        ] {
            let mut args = args(line);
            let error = args
                .option::<u16>("--port")
                .and_then(|_| args.finish())
                .unwrap_err();
            assert!(error.to_string().contains(named), "{line}: {error}");
        }
    }
}
