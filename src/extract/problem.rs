//! What could not be read or is doubtful: broken encoding, a text that breaks
//! off, a weekday that does not fit its date, signs of machine translation.
//!
//! A problem is shown; nothing is corrected and nothing is refused.

use chancery_text::Span;

use crate::normal::Cursor;
use crate::normal::date::{self, Form, Which};
use crate::words::Words;
use crate::{Context, Mention, MentionKind};

/// Something a reader should know before trusting the reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, if it is about certain words.
    pub span: Option<Span>,
    /// What, in one plain sentence.
    pub what: String,
}

/// The problems of an article, in text order.
pub(crate) fn find(context: &Context<'_>, mentions: &[Mention]) -> Vec<Problem> {
    let mut out = Vec::new();
    encoding(context.text, &mut out);
    weekdays(context, mentions, &mut out);
    truncation(context, &mut out);
    translation(context, mentions, &mut out);
    chancery_text::sort::sort_by_key(&mut out, |p| p.span);
    out
}

/// What UTF-8 text looks like when it was read as Windows-1252, and the sign
/// that was meant.
const MOJIBAKE: &[(&str, &str)] = &[
    ("â€™", "’"),
    ("â€˜", "‘"),
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¦", "…"),
    ("â‚¬", "€"),
    ("â‚¹", "₹"),
    ("Â£", "£"),
    ("Â¥", "¥"),
    ("Â ", "a no-break space"),
    ("Â\u{a0}", "a no-break space"),
    ("Ã©", "é"),
    ("Ã¨", "è"),
    ("Ã¡", "á"),
    ("Ã£", "ã"),
    ("Ã§", "ç"),
    ("Ã±", "ñ"),
    ("Ã³", "ó"),
    ("Ã¶", "ö"),
    ("Ã¼", "ü"),
    ("Ã¤", "ä"),
    ("Ã\u{ad}", "í"),
    ("Ãº", "ú"),
    ("Ã´", "ô"),
    ("Ãª", "ê"),
    ("ÃŸ", "ß"),
    ("Ä±", "ı"),
    ("ÅŸ", "ş"),
    ("ÄŸ", "ğ"),
    ("ï¿½", "a lost sign"),
    ("ï»¿", "a byte order mark"),
];

/// Characters lost (U+FFFD) or misread: the first place of each kind, with the
/// number of places.
fn encoding(text: &str, out: &mut Vec<Problem>) {
    let mut lost = (0u32, None);
    let mut misread = (0u32, None, ("", ""));
    let mut done = 0;
    while let Some(found) = text.as_bytes()[done..].iter().position(|b| !b.is_ascii()) {
        let at = done + found;
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        done = at + c.len_utf8();
        // Every pair of the table begins with one of these.
        match c {
            '\u{fffd}' => {
                lost.0 += 1;
                lost.1 = lost.1.or(Some(Span::at(at, at + c.len_utf8())));
            }
            'â' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'ï' => {
                let rest = &text[at..];
                if let Some(pair) = MOJIBAKE.iter().find(|p| rest.starts_with(p.0)) {
                    misread.0 += 1;
                    if misread.1.is_none() {
                        misread.1 = Some(Span::at(at, at + pair.0.len()));
                        misread.2 = *pair;
                    }
                }
            }
            _ => {}
        }
    }
    if let Some(span) = lost.1 {
        out.push(Problem {
            span: Some(span),
            what: format!(
                "{} here first: it was lost before import.",
                counted(lost.0, "unreadable character")
            ),
        });
    }
    if let Some(span) = misread.1 {
        let (seen, meant) = misread.2;
        out.push(Problem {
            span: Some(span),
            what: format!(
                "Broken encoding in {}: “{seen}” here probably stood for {meant}.",
                counted(misread.0, "place")
            ),
        });
    }
}

fn counted(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Weekdays written with a full date that falls on another day, and days that
/// the calendar does not have.
fn weekdays(context: &Context<'_>, mentions: &[Mention], out: &mut Vec<Problem>) {
    let text = context.text;
    let read = |m: &Mention| {
        let text = text.get(..m.span.end as usize).unwrap_or("");
        date::date(Cursor::new(text, m.span.start as usize))
    };
    let dates = mentions.iter().filter(|m| m.kind == MentionKind::Date);
    let mut previous: Option<(Span, Form)> = None;
    for mention in dates {
        let Some(expression) = read(mention) else {
            continue;
        };
        let form = expression.form;
        if matches!(form, Form::Day(..)) && mention.value.is_none() {
            out.push(Problem {
                span: Some(mention.span),
                what: format!("The calendar has no {}.", mention.span.slice(text)),
            });
        }
        let beside = previous.filter(|(span, _)| {
            let between = text.get(span.end as usize..mention.span.start as usize);
            between.is_some_and(|b| b.trim() == "(")
        });
        let (stated, dated, span) = match (expression.weekday, beside, form) {
            (Some(weekday), ..) => (weekday, form, mention.span),
            (_, Some((span, Form::Weekday(Which::Nearest, weekday))), _) => {
                (weekday, form, span.cover(mention.span))
            }
            (_, Some((span, day)), Form::Weekday(Which::Nearest, weekday)) => {
                (weekday, day, span.cover(mention.span))
            }
            _ => (0, form, mention.span),
        };
        if let Some(actual) =
            date::weekday_of(dated).filter(|&actual| stated != 0 && actual != stated)
        {
            let name = |weekday: u8| {
                WEEKDAYS
                    .get(usize::from(weekday) - 1)
                    .copied()
                    .unwrap_or("")
            };
            out.push(Problem {
                span: Some(span),
                what: format!(
                    "The text says {}, but that day was a {}.",
                    name(stated),
                    name(actual)
                ),
            });
        }
        previous = Some((mention.span, form));
    }
}

/// A text that breaks off: the last paragraph ends without a mark that ends a
/// sentence, or with "... [+1234 chars]" or the like.
fn truncation(context: &Context<'_>, out: &mut Vec<Problem>) {
    let text = context.text;
    let Some(last) = context.segments.paragraphs.last() else {
        return;
    };
    let words = last.span.slice(text);
    let cut_by_feed = words.ends_with(" chars]") && words.contains("[+");
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    let teaser = (bare.ends_with("...") || bare.ends_with('…') || bare.ends_with("[…"))
        && context.segments.paragraphs.len() > 1;
    let sentence = context
        .segments
        .sentences
        .last()
        .map(|s| s.span.slice(text));
    let n_words = sentence.map_or(0, |s| s.split_whitespace().take(9).count());
    // A signature, a caption or a list item ends without a full stop too, but in
    // a name or a few words.
    let last_word = bare.rsplit([' ', '\n']).next().unwrap_or("");
    let ends_in_word = last_word.starts_with(char::is_lowercase)
        && last_word.ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-');
    let in_brackets = words.starts_with('(') && words.ends_with(')');
    if cut_by_feed || teaser || n_words > 8 && ends_in_word && !in_brackets {
        let end = last.span.end;
        let from = bare
            .trim_end_matches(['…', '.'])
            .rfind(' ')
            .map_or(0, |at| at + 1);
        out.push(Problem {
            span: Some(Span::new(last.span.start + from as u32, end)),
            what: "The text seems to break off here.".to_owned(),
        });
    }
}

/// Signs of machine translation needed before it is said: one alone may be a
/// slip or a heading.
const ENOUGH_SIGNS: u32 = 3;

/// Likely machine translation: sums in the word order of another language (two
/// signs each), long sentences without a verb, marks set apart by spaces. The
/// problem stands at the first sign and names what was seen.
fn translation(context: &Context<'_>, mentions: &[Mention], out: &mut Vec<Problem>) {
    let turned = |m: &&Mention| m.why.rule == "money.currency_first";
    let turned: Vec<Span> = mentions.iter().filter(turned).map(|m| m.span).collect();
    let verbless: Vec<Span> = verbless_sentences(context).take(4).collect();
    let apart: Vec<Span> = marks_apart(context).take(4).collect();
    let n_signs = 2 * turned.len() + verbless.len() + usize::from(apart.len() > 1);
    if (n_signs as u32) < ENOUGH_SIGNS {
        return;
    }
    let seen = [
        (turned.is_empty(), "a sum in foreign word order"),
        (verbless.is_empty(), "long sentences without a verb"),
        (apart.len() < 2, "marks set apart by spaces"),
    ];
    let seen: Vec<&str> = seen.iter().filter(|s| !s.0).map(|s| s.1).collect();
    let first = turned.iter().chain(&verbless).chain(&apart).min().copied();
    out.push(Problem {
        span: first,
        what: format!(
            "The text may be a machine translation: {}; names may be misspelt.",
            seen.join(", ")
        ),
    });
}

/// Words that make a clause: forms of "be", "have", "do", the modals.
const AUXILIARIES: Words = Words(
    "\
    is are was were be been am has have had do does did will would shall should can \
    could may might must 's ’s 're ’re let there that who which it we they he she i you",
);

/// A verbless sentence has at least this many words: shorter ones are headings,
/// captions and list items.
const LONG_SENTENCE: usize = 16;

/// Long sentences that hold no verb that could be told: no auxiliary, no pronoun,
/// no "-ed" but as an adjective, and no small word in "-s" behind a name.
fn verbless_sentences(context: &Context<'_>) -> impl Iterator<Item = Span> {
    let text = context.text;
    let sentences = &context.segments.sentences;
    sentences.iter().filter_map(move |sentence| {
        let tokens = context
            .segments
            .tokens
            .get(sentence.tokens.start as usize..sentence.tokens.end as usize)?;
        if tokens.len() < LONG_SENTENCE || tokens.len() > 80 {
            return None;
        }
        let word = |at: usize| tokens[at].span.slice(text);
        if word(tokens.len() - 1) != "." {
            return None;
        }
        let verb = (0..tokens.len()).any(|at| {
            let w = word(at);
            let before = at.checked_sub(1).map_or("", word);
            let past = w.len() > 4 && w.ends_with("ed") && !BEFORE_ADJECTIVES.has(before);
            let irregular = PAST.has_exactly(w);
            // "Tokyo says", "the envoy meets": a plural behind a small word is a noun.
            let present = w.ends_with('s')
                && w.starts_with(char::is_lowercase)
                && before.starts_with(char::is_uppercase);
            past || irregular || present || AUXILIARIES.has(w)
        });
        let listed = || (0..tokens.len()).any(|at| matches!(word(at), ":" | ";" | "|" | "•"));
        (!verb && !listed()).then_some(sentence.span)
    })
}

/// Behind these a word in "-ed" is an adjective.
const BEFORE_ADJECTIVES: Words = Words("and the a an of , with for in by");

/// Past forms that do not end in "ed".
const PAST: Words = Words(
    "\
    said met held took told came went made began gave left saw got won wrote spoke paid \
    sent put hit led fell rose lost found shot struck broke became brought built bought \
    set says means remains makes takes comes goes shows gives leaves include includes \
    want wants need needs remain come go make take say stood cut grew drew kept let \
    meant showed sought thought saw",
);

/// Marks with a space on the wrong side: a comma or full stop behind one, or a
/// number sum like "2 + 2" in words.
fn marks_apart(context: &Context<'_>) -> impl Iterator<Item = Span> {
    let text = context.text;
    let tokens = &context.segments.tokens;
    let signs = context.forms.iter().skip(1).map(|form| form.sign);
    let marked = tokens.windows(3).zip(signs);
    let marked = marked.filter(|(_, sign)| matches!(sign, b',' | b'+'));
    marked.filter_map(move |(w, _)| {
        let words = w[1].span.slice(text);
        let before = w[0].span.end < w[1].span.start;
        let after = w[1].span.end < w[2].span.start;
        let near = w[1].span.start - w[0].span.end <= 1 && w[2].span.start - w[1].span.end <= 1;
        let apart = match words {
            "," => before && after,
            "+" => before && after,
            _ => false,
        };
        (apart && near).then(|| w[0].span.cover(w[2].span))
    })
}

#[cfg(test)]
mod tests {
    use crate::{Given, read};

    fn check(text: &str, want: &[&str]) {
        let reading = read(text, &Given::default());
        let got: Vec<&str> = reading.problems.iter().map(|p| p.what.as_str()).collect();
        assert_eq!(got.len(), want.len(), "{text}: {got:?}");
        for (got, want) in got.iter().zip(want) {
            assert!(got.contains(want), "{text}: {got}");
        }
    }

    #[test]
    fn doubtful_texts() {
        for (text, want) in [
            (
                "They met in Tokyo on Thursday (November 27, 2024).",
                &["was a Wednesday"][..],
            ),
            ("They met in Tokyo on Wednesday (November 27, 2024).", &[]),
            (
                "They met on Thursday, 27 November 2024 in Tokyo.",
                &["was a Wednesday"],
            ),
            (
                "They met on 27 November 2024 (Friday) in Tokyo.",
                &["was a Wednesday"],
            ),
            (
                "They met on February 30, 2024 in Tokyo.",
                &["no February 30, 2024"],
            ),
            (
                "Indiaâ€™s envoy paid â‚¬5.",
                &["2 places: “â€™” here probably stood for ’"],
            ),
            ("The envoy \u{fffd} said so.", &["1 unreadable character"]),
            (
                "“India’s envoy – at last – paid ¥5tn,” said é 日本 🙂.",
                &[],
            ),
            (
                "The two sides met for a long time in the capital and then they went on to the next",
                &["break off"],
            ),
            (
                "They talked at length. The rest is ... [+1234 chars]",
                &["break off"],
            ),
            ("", &[]),
        ] {
            check(text, want);
        }
    }

    #[test]
    fn machine_translation_needs_several_signs() {
        let verbless = "For both countries, maritime domain awareness, free, open and protected \
            region, the development of the region as well as the interests of the sea.";
        let sum = "Both announced the Japanese Yen with five trillion in all.";
        check(verbless, &[]);
        check(&format!("{sum} {verbless}"), &["machine translation"]);
    }
}
