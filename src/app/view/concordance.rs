//! The concordance: every hit on a line of its own, in one column, with the words
//! before and after it.

use chancery_protocol::across::{Concordance, ConcordanceLine};
use yew::prelude::*;

use super::name;
use super::part::Part;
use crate::action::Action;
use crate::model::{Docked, Goal, Shared};
use crate::store::{Dispatch, on};
use crate::wording;

#[derive(PartialEq)]
pub(super) struct Lines {
    pub(super) docked: Shared<Docked>,
}

/// The lines, each group under its name, and a button for more.
impl Part for Lines {
    fn draw(&self, dispatch: &Dispatch) -> Html {
        let Docked::Concordance(lines) = &*self.docked else {
            return html! {};
        };
        let n_more = lines.n_lines.saturating_sub(lines.lines.len() as u32);
        let mut rows = Vec::new();
        let mut before = None;
        for line in &lines.lines {
            if line.group != before {
                rows.extend(head(lines, line));
                before = line.group;
            }
            let open = Action::Open(line.article, Goal::At(line.stretch.start));
            rows.push(drawn(line, open, dispatch));
        }
        html! {
            <>
                <p class="notes">{ wording::count(lines.n_lines, "line", "lines") }</p>
                <ol class="lines">{ for rows }</ol>
                if n_more > 0 {
                    <button type="button" class="more" onclick={on(dispatch, Action::MoreFacts)}>
                        { format!("{} more: show the next", wording::grouped(n_more)) }
                    </button>
                }
            </>
        }
    }
}

/// The name of the group that `line` begins.
fn head(lines: &Concordance, line: &ConcordanceLine) -> Option<Html> {
    let group = lines.groups.get(line.group? as usize)?;
    Some(html! {
        <li class="group">
            <h3>{ name(&group.label) }<span class="n">{ wording::count(group.n_lines, "line", "lines") }</span></h3>
        </li>
    })
}

/// One line; a click does `open`.
pub(super) fn drawn(line: &ConcordanceLine, open: Action, dispatch: &Dispatch) -> Html {
    let open = on(dispatch, open);
    html! {
        <li>
            <button type="button" class="line" data-article={line.article.0.to_string()} onclick={open}
                title="Show it in the article">
                <span class="left"><bdi>{ one_line(&line.left) }</bdi></span>
                <span class="right">
                    <mark data-kind="find" data-hit="true">{ one_line(&line.hit) }</mark>
                    <bdi>{ one_line(&line.right) }</bdi>
                </span>
            </button>
        </li>
    }
}

/// The words with one space for each stretch of white space.
fn one_line(words: &str) -> String {
    let mut line = String::new();
    for c in words.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    wording::visible(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn white_space_is_one_space() {
        for (words, line) in [
            ("of \r\n the  ", "of the "),
            (" – 日本\t🙂", " – 日本 🙂"),
            ("é ¥", "é ¥"),
            ("", ""),
        ] {
            assert_eq!(one_line(words), line);
        }
    }
}
