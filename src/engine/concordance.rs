//! The answer to `Concordance`: every hit of a selection with the words around it.

use chancery_collection::concordance::{self, Group, GroupOf, Layout, Line};
use chancery_collection::{ArticleIdx, Collection};
use chancery_protocol::across::{Concordance, ConcordanceGroup, ConcordanceLine};
use chancery_protocol::ask::{ArticleId, Selection};
use chancery_text::Span;

use crate::to_protocol;

/// Which lines are wanted.
pub(crate) struct Page {
    pub(crate) layout: Layout,
    pub(crate) from: u32,
    pub(crate) n_rows: u32,
}

pub(crate) fn concordance(collection: &Collection, asked: &Selection, page: &Page) -> Concordance {
    let selection = to_protocol::selection_in(asked);
    let selected = collection.select(&selection);
    let all = concordance::concordance(collection, &selected, &page.layout);
    let mut out = Concordance {
        n_lines: all.iter().map(|g| g.lines.len() as u32).sum(),
        n_groups: all.len() as u32,
        groups: Vec::new(),
        lines: Vec::new(),
        find_problems: selection
            .query
            .problems
            .into_iter()
            .map(|p| p.what)
            .collect(),
    };
    let lines = all.iter().flat_map(|g| g.lines.iter().map(move |l| (g, l)));
    let wanted = lines.skip(page.from as usize).take(page.n_rows as usize);
    let mut last: Option<GroupOf> = None;
    for (group, line) in wanted {
        if page.layout.group.is_some() && last != Some(group.of) {
            out.groups.push(head(collection, group));
            last = Some(group.of);
        }
        let place = (out.groups.len() as u32).checked_sub(1);
        out.lines.push(shown(collection, line, place));
    }
    out
}

fn head(collection: &Collection, group: &Group) -> ConcordanceGroup {
    let n_lines = group.lines.len() as u32;
    let plain = |label: String| ConcordanceGroup {
        lens: None,
        key: String::new(),
        label,
        n_lines,
    };
    match group.of {
        GroupOf::Article(idx) => plain(title(collection, idx)),
        GroupOf::Entity(value) => {
            let value = &collection.values()[value.0 as usize];
            ConcordanceGroup {
                lens: Some(to_protocol::lens(value.lens)),
                key: value.key.clone(),
                label: value.label.clone(),
                n_lines,
            }
        }
        GroupOf::None => plain("no person, organisation, place or programme".to_owned()),
    }
}

fn title(collection: &Collection, idx: ArticleIdx) -> String {
    let article = collection.article(idx);
    article.map_or_else(String::new, |a| a.title.text.clone())
}

fn shown(collection: &Collection, line: &Line, group: Option<u32>) -> ConcordanceLine {
    let text = collection.article(line.article).map_or("", |a| &a.text);
    let words = |span: Span| span.slice(text).to_owned();
    ConcordanceLine {
        article: ArticleId(line.article.0),
        left: words(line.left),
        hit: words(line.hit),
        right: words(line.right),
        stretch: to_protocol::stretch(line.hit),
        group,
    }
}
