//! Norps: nationalities, peoples, faiths, political and regional adjectives.

use super::candidate;
use crate::conflict::{Candidate, priority};
use crate::lexicon::{Class, Kind};
use crate::{Context, MentionKind};

/// A demonym or adjective of the gazetteer ("Japanese", "Kurds", "Shia") or the
/// first half of a compound before a hyphen ("Indo"-Japan); not "polish", nor a
/// language ("speaks Arabic"). Source: `data/{country,norp}.tsv`.
pub(super) fn propose(context: &Context<'_>, out: &mut Vec<Candidate>) {
    for found in context.found {
        let entry = context.lexicon.entry(found.entry);
        let tokens = found.tokens();
        let stands = match entry.kind {
            Kind::Norp => {
                found.longest
                    && !is_language(context, &tokens)
                    && !is_plain(context, &tokens)
                    && !is_portfolio(context, &tokens)
            }
            Kind::Prefix => {
                let hyphen = context.after(tokens.end);
                let next = context.after(tokens.end + 1);
                hyphen.is_some_and(|f| f.is_hyphen() && f.glued())
                    && next.is_some_and(|f| f.is_capital() && f.glued())
            }
            _ => false,
        };
        if !stands {
            continue;
        }
        let country = context.lexicon.country_name(entry.country);
        let detail = if country.is_empty() {
            format!("{} ({})", entry.subkind, entry.source)
        } else {
            format!("of {country} ({})", entry.source)
        };
        out.push(candidate(
            context,
            tokens,
            MentionKind::Norp,
            "norp.gazetteer",
            detail,
            priority::GAZETTEER,
        ));
    }
}

/// "in English", "speaks Arabic", not followed by what it describes.
fn is_language(context: &Context<'_>, tokens: &core::ops::Range<usize>) -> bool {
    let spoken = context.follows(
        tokens.start,
        &["in", "speak", "speaks", "spoke", "speaking", "into"],
    );
    let alone = context
        .after(tokens.end)
        .is_none_or(|f| f.hash == 0 && !f.is_hyphen() || f.is(Class::FUNCTION));
    spoken && alone
}

/// "Ministry of Labour", "Minister of Labour": work, not the party.
fn is_portfolio(context: &Context<'_>, tokens: &core::ops::Range<usize>) -> bool {
    context.is_any(tokens.start, &["labour"])
        && (context.follows(tokens.start, &["of", "for"])
            || context
                .after(tokens.end)
                .is_some_and(|f| f.is(Class::ROLE.with(Class::ORG_TAIL)) || f.sign == b','))
}

/// A word that is a norp only as a name: "Orthodox", "Democratic", "Western"
/// where a capital says nothing.
fn is_plain(context: &Context<'_>, tokens: &core::ops::Range<usize>) -> bool {
    let form = &context.forms[tokens.start];
    tokens.len() == 1 && form.is(Class::COMMON) && form.loud()
}
