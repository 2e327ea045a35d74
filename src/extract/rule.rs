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

pub(crate) use again::again;

/// What all rules propose, in no order.
pub(crate) fn propose(context: &Context<'_>) -> Vec<Candidate> {
    let mut out = Vec::with_capacity(context.forms.len() / 8);
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
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
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
}

#[cfg(test)]
mod names {
    use crate::{Given, MentionKind, read};

    /// The text with its names marked, as "{l Tokyo}"; dates and sums are left out.
    fn marked(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for mention in read(text, &Given::default()).mentions {
            let letter = match mention.kind {
                MentionKind::Person => "p",
                MentionKind::Organisation => "o",
                MentionKind::Place => "l",
                MentionKind::Norp => "n",
                MentionKind::Role => "r",
                MentionKind::Programme => "g",
                MentionKind::Equipment => "q",
                _ => continue,
            };
            if mention.nested {
                continue;
            }
            let span = mention.span;
            out.push_str(&text[at..span.start as usize]);
            out.push_str(&format!("{{{letter} {}}}", span.slice(text)));
            at = span.end as usize;
        }
        out + &text[at..]
    }

    /// Marked text: what a reader should see, without the marks the input.
    const CASES: [&str; 34] = [
        // Places
        "Talks were held in {l Tokyo} – not in {l Zürich}, said “someone” from {l Côte d’Ivoire} 🙂.",
        "Ships crossed the {l South China Sea} and the {l Strait of Hormuz}.",
        "He was reading a nice book on a mobile phone in {l Lincoln}; {p Abraham Lincoln} was not.",
        "Rains hit the town of {l Zarbulak} and {l Kiunga} district.",
        "They met in {l Stresa}, {l Italy}, and again in {l Grosvenor Square}.",
        "The envoys of the {l Socialist Republic of Viet Nam} flew to {l Mount Hermon}.",
        "{l India}-{l Japan} ties and {n Indo}-{l Japan} trade grew, {l Japan}’s press wrote.",
        // Norps
        "{n Kurdish} and {n Sri Lankan} delegates spoke; the {n Japanese} ones did not speak Arabic.",
        // Persons
        "Dr {p S. Jaishankar} and {p Xi Jinping} met {p Abdel Fattah al-Sisi}.",
        "Later {p Kim Jong-un} spoke. {p Kim} left; {p Ursula von der Leyen} stayed with {p Linda Thomas-Greenfield}.",
        "{n Indonesian} {r President} {p Joko Widodo} left. {p Widodo} will return.",
        "Sgt {p Ori Danino} and Gen. {p Mark Milley} were there.",
        "Officials said {p Farah Warsame Abdulle} had agreed.",
        // Organisations
        "The {o Ministry of Land, Infrastructure, Transport and Tourism} paid ¥5.",
        "The {o Kenya National Bureau of Statistics} and the {o Turkish Exporters Assembly} ({o TIM}) agreed.",
        "The {o Ministry of External Affairs} ({o MEA}) said so; the {o MEA} repeated it.",
        "The {n Sudanese} crowd cheered the {o Sudanese army}, and {l Egypt}’s {o foreign ministry} objected.",
        "{o Foreign Ministry} of {l Armenia} officials met {o Bank of Japan} staff.",
        "Members of {o Hamas}, {o NATO} and the {o UN Security Council} were named in the {o New York Times}.",
        "He posted it on {o X} and spoke to the {o BBC}.",
        // Roles
        "{r External Affairs Minister} {p S Jaishankar} spoke for the {r foreign secretary}.",
        "{p Masataka Okano}, {r Vice-Minister for Foreign Affairs} of {l Japan}, and two prime ministers came.",
        "The {o Mitsubishi} {r chief} and the {r head} of the {o Foreign Ministry} met another minister.",
        "{l Germany}’s {r finance minister}, {p Jörg Brandstätter}, is no leader.",
        "{n Kenyan} {r Interior Cabinet Secretary} {p Kipchumba Wanjala} signed.",
        // Programmes
        "They held the second {g 2+2 Dialogue} and the 14th {n Indo}-{l Japan} {g Annual Summit}.",
        "The {l Japan}-{l India} talks led to the {g Joint Declaration on Security Cooperation} with {l India}.",
        "They met before the {g NATO summit}, after the {g Milan 22} exercise and Exercise {g Amihan 25}.",
        "The {g Belt and Road Initiative} and a customs agreement were discussed.",
        // Equipment
        "The {q F-35}, the {q HMNZS Taupo} and a {q MILGEM}-class ship sailed.",
        "A new armored vehicle, the {q FRCV} ({q Future Ready Combat Vehicle}), is planned.",
        // Nothing
        "However, the leaders said COVID-19 and the GDP were 日本 topics.",
        "On Monday the two sides agreed to “deepen” ties.",
        "",
    ];

    #[test]
    fn names_are_found() {
        let mut wrong = Vec::new();
        for case in CASES {
            let mut text = String::new();
            let mut rest = case;
            while let Some((before, after)) = rest.split_once('{') {
                let (mention, after) = after.split_once('}').unwrap();
                text.push_str(before);
                text.push_str(mention.split_once(' ').unwrap().1);
                rest = after;
            }
            text.push_str(rest);
            let got = marked(&text);
            if got != case {
                wrong.push(format!("want {case}\n got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn mentions_lie_on_characters_and_do_not_overlap() {
        let odd = "’“–¥é日本🙂 U.S. (.) -- Mr. O’ de la – al- 2+ & , the The THE MR DR X Ministry of of, and";
        for from in odd.char_indices().map(|(at, _)| at) {
            let text = format!("{} {odd} {}", &odd[from..], &odd[..from]);
            let mut end = 0;
            for mention in read(&text, &Given::default()).mentions {
                assert!(
                    text.get(mention.span.start as usize..mention.span.end as usize)
                        .is_some()
                );
                if !mention.nested {
                    assert!(mention.span.start >= end, "{text}");
                    end = mention.span.end;
                }
            }
        }
    }
}
