//! The rules: each file beside this one proposes mentions of one kind.
//!
//! A rule looks at the forms of the tokens and the rows of the lexicon found
//! among them, and proposes candidates; it does not care what other rules
//! propose. [`again`] runs after the first choice, with the whole article read
//! once: surnames, abbreviations and repeated names are found there.

mod again;
mod date;
mod equipment;
mod money;
pub(crate) mod near;
mod norp;
mod number;
mod organisation;
mod person;
mod place;
mod programme;
mod role;
mod tense;

use core::ops::Range;
use std::borrow::Cow;

use chancery_text::Span;

use crate::conflict::Candidate;
use crate::form::{Form, Shape};
use crate::lexicon::{Class, Entry, Found};
use crate::{Context, Mention, MentionKind, Why};

pub(crate) use again::{again, learned};
pub(crate) use person::is_storm;

/// What all rules propose, in no order.
pub(crate) fn propose(context: &Context<'_>) -> Vec<Candidate> {
    let mut out = Vec::with_capacity(context.forms.len() / 4);
    place::propose(context, &mut out);
    norp::propose(context, &mut out);
    organisation::propose(context, &mut out);
    programme::propose(context, &mut out);
    equipment::propose(context, &mut out);
    let offices = role::propose(context, &mut out);
    person::propose(context, &offices, &mut out);
    date::propose(context, &mut out);
    money::propose(context, &mut out);
    number::propose(context, &mut out);
    out
}

impl<'t> Context<'t> {
    /// The span of some tokens; empty for none.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let all = &self.segments.tokens;
        match (all.get(tokens.start), tokens.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= tokens.start && last < all.len() => {
                first.span.cover(all[last].span)
            }
            _ => Span::default(),
        }
    }

    /// The words of a token.
    pub(crate) fn word(&self, token: usize) -> &'t str {
        self.segments
            .tokens
            .get(token)
            .map_or("", |t| t.span.slice(self.text))
    }

    /// The form of a token, if there is one.
    pub(crate) fn form(&self, token: usize) -> Option<&Form> {
        self.forms.get(token)
    }

    /// The form before a token of the same zone.
    pub(crate) fn before(&self, token: usize) -> Option<&Form> {
        if self.forms.get(token)?.starts_zone() {
            return None;
        }
        self.forms.get(token.checked_sub(1)?)
    }

    /// The form at `token` if it continues the zone of the token before it.
    pub(crate) fn after(&self, token: usize) -> Option<&Form> {
        self.forms.get(token).filter(|form| !form.starts_zone())
    }

    /// Whether the token is that word, in any case.
    pub(crate) fn is_word(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of those words, in any case.
    pub(crate) fn is_any(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        // Nearly all words differ in length or first letter.
        let first = |w: &str| w.as_bytes().first().map(|b| b | 0x20);
        let begins = first(word);
        words
            .iter()
            .any(|w| w.len() == word.len() && first(w) == begins && word.eq_ignore_ascii_case(w))
    }

    /// Whether the word before `token` is one of those, in any case, in the same zone.
    pub(crate) fn follows(&self, token: usize, words: &[&str]) -> bool {
        self.before(token).is_some() && self.is_any(token - 1, words)
    }

    /// Whether a capital at `token` says that a name stands there.
    pub(crate) fn capital_counts(&self, token: usize) -> bool {
        self.forms
            .get(token)
            .is_some_and(|f| f.is_capital() && !f.loud() && !f.starts_sentence())
    }

    /// The rows found that start at `token`.
    pub(crate) fn found_at(&self, token: usize) -> &[Found] {
        let from = self.found.partition_point(|f| (f.from as usize) < token);
        let to = from + self.found[from..].partition_point(|f| f.from as usize == token);
        &self.found[from..to]
    }

    /// The row that names exactly these tokens.
    pub(crate) fn row(&self, tokens: &Range<usize>) -> Option<&Entry> {
        self.found_at(tokens.start)
            .iter()
            .find(|f| f.to as usize == tokens.end)
            .map(|f| self.lexicon.entry(f.entry))
    }
}

/// A candidate over `tokens`.
fn candidate(
    context: &Context<'_>,
    tokens: Range<usize>,
    kind: MentionKind,
    rule: &'static str,
    detail: impl Into<Cow<'static, str>>,
    priority: u8,
) -> Candidate {
    Candidate {
        mention: Mention {
            span: context.span(tokens),
            kind,
            why: Why {
                rule,
                detail: detail.into(),
                margin: None,
            },
            nested: false,
            value: None,
            entity: None,
        },
        priority,
    }
}

/// Whether a form can be part of a name: a capital, and not a word that is
/// capitalised only because a sentence starts with it.
fn in_name(form: &Form) -> bool {
    matches!(
        form.shape,
        Shape::Capital | Shape::Upper | Shape::Inner | Shape::Initial
    ) && !form.is(Class::MONTH)
        && (!form.is(Class::FUNCTION) || form.is(Class::PARTICLE))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Candidate;
    use crate::{Context, Given, article, form, lexicon};

    /// What one rule proposes on `text`, before any choice.
    pub(crate) fn proposed(
        text: &str,
        propose: impl Fn(&Context<'_>, &mut Vec<Candidate>),
    ) -> Vec<Candidate> {
        let segments = chancery_text::segment(text);
        let meta = article::meta(text, &segments, &Given::default());
        let lexicon = lexicon::lexicon();
        let forms = form::forms(text, &segments, lexicon);
        let found = lexicon.find(&forms);
        let context = Context {
            text,
            segments: &segments,
            meta: &meta,
            lexicon,
            forms: &forms,
            found: &found,
        };
        let mut out = Vec::new();
        propose(&context, &mut out);
        out
    }

    /// Texts, and the names and offices in them: kind, surface.
    #[test]
    fn names_of_many_papers() {
        for (text, want) in [
            (
                "A Sri Lankan court freed the crew of the Sri Lankan Navy 日本 🙂.",
                "norp Sri Lankan; org Sri Lankan Navy",
            ),
            (
                "The accused, Lalnunmawia (34) of the town, met leader Thangpui – “¥5”.",
                "person Lalnunmawia; person Thangpui",
            ),
            (
                "Relief went to Zokhaw and Khawlian districts.",
                "place Zokhaw; place Khawlian",
            ),
            (
                "Collector K. Elangovan met K.V. Abdul Khader of the Café Board.",
                "role Collector; person K. Elangovan; person K.V. Abdul Khader; org Café Board",
            ),
            (
                "Deputy Prime Minister and Foreign Minister Omar Haddad spoke.",
                "role Deputy Prime Minister; role Foreign Minister; person Omar Haddad",
            ),
            (
                "The Minister of Fisheries, Rural Development and Sport, Ana Souza, left.",
                "role Minister of Fisheries, Rural Development and Sport; person Ana Souza",
            ),
            (
                "Secretary of State Ash Carter met Hun Sen’s envoy.",
                "role Secretary of State; person Ash Carter; person Hun Sen; role envoy",
            ),
            (
                "The Civic Dawn party and PetroNorte signed; Hurricane Mitch had passed.",
                "org Civic Dawn; org PetroNorte",
            ),
            ("A UN-mandated force left.", "org UN"),
            (
                "Speaker Woo Won-shik met the Madhesh Province Chief Minister.",
                "role Speaker; person Woo Won-shik; place Madhesh Province; role Chief Minister",
            ),
            (
                "Flights from Hamad International Airport resumed.",
                "place Hamad International Airport",
            ),
        ] {
            let reading = crate::read(text, &Given::default());
            let named = reading.mentions.iter().filter(|m| {
                use crate::MentionKind::{Norp, Organisation, Person, Place, Role};
                !m.nested && matches!(m.kind, Norp | Organisation | Person | Place | Role)
            });
            let got: Vec<String> = named
                .map(|m| {
                    let kind = match m.kind {
                        crate::MentionKind::Organisation => "org".to_owned(),
                        kind => format!("{kind:?}").to_lowercase(),
                    };
                    format!("{kind} {}", m.span.slice(text))
                })
                .collect();
            assert_eq!(got.join("; "), want, "{text}");
        }
    }
}
