//! Claims: who says, promises, asks or does what, and how firm that is.
//!
//! A clause makes at most one claim. Its status follows the cue of
//! `data/claim.tsv` that governs it: the first, unless a sum to be reached makes
//! it a target, or a verb of saying only reports what another cue says.
//!
//! - Takes "The two nations have agreed to collaborate on defence" (agreed).
//! - Takes "He said Mogadishu had committed to posting officers" (committed,
//!   attributed).
//! - Not "discussed" as "agreed"; not every "said": only what a person or body is
//!   reported to hold.

use core::ops::Range;

use chancery_text::Span;

use super::clause::{Clause, Link, clauses, subject};
use super::cue::{Cues, Hit};
use super::meeting::lies_ahead;
use super::scene::Scene;
use super::{Claim, ClaimStatus, Quote, QuoteKind};
use crate::MentionKind;
use crate::annotation::EntityIdx;
use crate::words::Words;

/// The cues of claims.
fn cues() -> &'static Cues {
    static CUES: std::sync::OnceLock<Cues> = std::sync::OnceLock::new();
    CUES.get_or_init(|| Cues::parse(crate::data::CLAIMS, 2))
}

/// When a cue counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Use {
    /// In any clause with an actor.
    Act,
    /// The same, unless a verb of the clause says more.
    Noun,
    /// Only when it reports a clause.
    Say,
    /// Only with a sum.
    Figure,
    /// With an actor that the clause itself names, or with what [`Use::Weak`] asks for.
    Actor,
    /// Only with an actor and a date, sum or programme.
    Weak,
}

/// A cue in a clause.
struct Found {
    tokens: Range<usize>,
    status: ClaimStatus,
    usage: Use,
}

/// The longest evidence: bytes. More is no evidence but a page.
const LONGEST: u32 = 700;

/// The claims of an article, in text order.
pub(crate) fn read(scene: &Scene<'_>, quotes: &[Quote]) -> Vec<Claim> {
    let mut out = Vec::new();
    let direct = quotes.iter().filter(|q| q.kind == QuoteKind::Direct);
    let direct: Vec<Span> = direct.map(|q| q.quote).collect();
    for unit in 0..scene.units.len() {
        if scene.units[unit].paragraph.is_some() {
            of_unit(scene, unit, &direct, &mut out);
        }
    }
    out
}

fn of_unit(scene: &Scene<'_>, unit: usize, direct: &[Span], out: &mut Vec<Claim>) {
    let tokens = scene.units[unit].tokens.clone();
    let hits = cues().find(scene.context.forms, tokens.clone());
    if hits.is_empty() {
        return;
    }
    let ends = hits.iter().map(|h| h.tokens.end - 1);
    let verbs: Vec<usize> = ends.chain(hits.iter().map(|h| h.tokens.start)).collect();
    let clauses = clauses(scene, unit, &verbs);
    let found: Vec<Vec<Found>> = clauses
        .iter()
        .map(|clause| found(scene, clause, &hits))
        .collect();
    for (i, clause) in clauses.iter().enumerate() {
        if let Some(claim) = claim(scene, unit, &clauses, &found, i, clause, direct) {
            out.push(claim);
        }
    }
}

fn found(scene: &Scene<'_>, clause: &Clause, hits: &[Hit]) -> Vec<Found> {
    hits.iter()
        .filter(|h| clause.tokens.contains(&h.tokens.start))
        .filter(|h| scene.at(h.tokens.start).is_none() && !is_adjective(scene, h))
        .filter_map(|hit| {
            let row = cues().row(hit)?;
            let usage = match row.values[1] {
                "say" => Use::Say,
                "noun" => Use::Noun,
                "figure" => Use::Figure,
                "actor" => Use::Actor,
                "weak" => Use::Weak,
                _ => Use::Act,
            };
            Some(Found {
                tokens: hit.tokens.clone(),
                status: status(row.values[0])?,
                usage,
            })
        })
        .collect()
}

/// Whether a cue in "-ed" only describes a noun: "the enhanced cooperation", "a
/// truce proposed by mediators".
fn is_adjective(scene: &Scene<'_>, hit: &Hit) -> bool {
    let (first, last) = (hit.tokens.start, hit.tokens.end - 1);
    if first != last || !scene.word(first).ends_with("ed") {
        return false;
    }
    let before = first.checked_sub(1).map_or("", |t| scene.word(t));
    const DETERMINED: Words = Words("the a an its their his her this that these of in");
    const PASSIVE: Words = Words("is are was were be been being");
    let (determined, passive) = (DETERMINED.has(before), PASSIVE.has(before));
    determined || !passive && scene.is(last + 1, &["by"])
}

fn status(word: &str) -> Option<ClaimStatus> {
    Some(match word {
        "agreed" => ClaimStatus::Agreed,
        "committed" => ClaimStatus::Committed,
        "reaffirmed" => ClaimStatus::Reaffirmed,
        "target" => ClaimStatus::Target,
        "intended" => ClaimStatus::Intended,
        "planned" => ClaimStatus::Planned,
        "discussed" => ClaimStatus::Discussed,
        "requested" => ClaimStatus::Requested,
        "called_for" => ClaimStatus::CalledFor,
        "hoped" => ClaimStatus::Hoped,
        "possible" => ClaimStatus::Possible,
        "negotiating" => ClaimStatus::Negotiating,
        "signed" => ClaimStatus::Signed,
        "not_agreed" => ClaimStatus::NotAgreed,
        "ongoing" => ClaimStatus::Ongoing,
        "done" => ClaimStatus::Done,
        "position" => ClaimStatus::Position,
        "statement" => ClaimStatus::Statement,
        "assessment" => ClaimStatus::Assessment,
        _ => return None,
    })
}

fn claim(
    scene: &Scene<'_>,
    unit: usize,
    clauses: &[Clause],
    found: &[Vec<Found>],
    i: usize,
    clause: &Clause,
    direct: &[Span],
) -> Option<Claim> {
    let here = &found[i];
    let has_sum = scene
        .within(unit, clause.tokens.clone())
        .iter()
        .any(|f| f.kind == MentionKind::Money);
    let usable = |f: &&Found| f.usage != Use::Figure || has_sum;
    let says = here.iter().find(|f| f.usage == Use::Say);
    let by_use = |wanted: &[Use]| {
        here.iter()
            .filter(usable)
            .find(|f| wanted.contains(&f.usage))
    };
    let first = by_use(&[Use::Act, Use::Figure])
        .or_else(|| by_use(&[Use::Noun]))
        .or_else(|| by_use(&[Use::Weak, Use::Actor]));
    // "Gedi said Mogadishu had committed": the verb of saying only reports.
    let reported = says.filter(|s| first.is_some_and(|f| s.tokens.start < f.tokens.start));
    let content = clauses.get(i + 1).filter(|c| c.link == Link::Content);
    let inner = content.map_or(&[][..], |_| found[i + 1].as_slice());
    let inherited;
    let cue = match (first, says) {
        (Some(first), _) => first,
        (None, Some(says)) => {
            // "said that …" whose content has a cue of its own is told there.
            let told = content.is_some() && inner.iter().all(|f| f.usage == Use::Say);
            if !told && !denies(scene, unit, clause, says) {
                return None;
            }
            says
        }
        // "agreed to lift their trade and to revive a ferry line".
        (None, None) if clause.link == Link::Further => {
            let before = i.checked_sub(1)?;
            let head = found[before]
                .iter()
                .find(|f| f.usage == Use::Act && is_firm(f.status))?;
            inherited = Found {
                tokens: head.tokens.clone(),
                status: head.status,
                usage: Use::Act,
            };
            &inherited
        }
        (None, None) => return None,
    };
    let firm_inner = inner
        .iter()
        .any(|f| f.usage == Use::Act && is_firm(f.status));
    if content.is_some() && cue.status == ClaimStatus::Statement && firm_inner {
        return None;
    }
    // What a firm verb has for content is that claim's own: "agreed that …".
    if clause.link == Link::Content
        && i.checked_sub(1).is_some_and(|b| {
            found[b]
                .iter()
                .any(|f| f.usage == Use::Act && is_firm(f.status))
        })
    {
        return None;
    }
    if is_quoted(scene, cue, direct) && !is_telling_speech(scene, unit, clause, cue) {
        return None;
    }
    let from = reported.map_or(clause.tokens.start, |r| {
        if r.tokens.end < cue.tokens.start && clause.tokens.contains(&r.tokens.end) {
            r.tokens.end
        } else {
            clause.tokens.start
        }
    });
    let end = match content {
        Some(content) => content.tokens.end,
        None => clause.tokens.end,
    };
    let inner = [Clause {
        tokens: from..clause.tokens.end,
        link: clause.link,
    }];
    let mut who = if reported.is_some() {
        subject(scene, unit, &inner, 0, cue.tokens.start)
    } else {
        subject(scene, unit, clauses, i, cue.tokens.start)
    };
    if who.is_empty() && reported.is_some() {
        who = subject(scene, unit, clauses, i, cue.tokens.start);
    }
    if who.is_empty() {
        who = between(scene, unit, clause);
    }
    if who.is_empty() && speaks_for_both(scene, clause, cue) {
        who = scene.sides(unit);
    }
    if !counts(scene, unit, clause, cue, &who, has_sum) {
        return None;
    }
    let evidence = scene.span(from..end);
    if evidence.is_empty() || evidence.len() > LONGEST {
        return None;
    }
    let attributed_to = match reported {
        Some(r) => subject(scene, unit, clauses, i, r.tokens.start)
            .first()
            .copied(),
        None if clause.link == Link::Content => i.checked_sub(1).and_then(|b| {
            subject(scene, unit, clauses, b, clauses[b].tokens.end)
                .first()
                .copied()
        }),
        None => None,
    };
    Some(Claim {
        who,
        verb: scene
            .span(cue.tokens.clone())
            .slice(scene.context.text)
            .to_owned(),
        status: firmness(scene, unit, clause, here, cue, has_sum),
        figures: figures(scene, unit, clause.tokens.clone()),
        attributed_to,
        evidence: vec![evidence],
    })
}

/// "Waberi said the power line had not been dropped": a verb of saying with a
/// denial behind it, without "that".
fn denies(scene: &Scene<'_>, unit: usize, clause: &Clause, says: &Found) -> bool {
    let behind = says.tokens.end..clause.tokens.end;
    let quoted = behind
        .clone()
        .any(|t| scene.form(t).is_some_and(|f| f.sign == b'"'));
    let named = super::clause::named(scene, unit, clause.tokens.start..says.tokens.start);
    let not = |t: usize| {
        scene.is(t, &["not", "never"])
            && scene.is(
                t - 1,
                &[
                    "had", "has", "have", "was", "were", "is", "are", "did", "does", "do",
                ],
            )
    };
    !quoted && !named.is_empty() && behind.skip(1).any(not)
}

/// Whether a clause without an actor is about both sides: talks that cover
/// something, or something that "was agreed", "were acknowledged".
fn speaks_for_both(scene: &Scene<'_>, clause: &Clause, cue: &Found) -> bool {
    const TALKS: Words = Words(
        "talks discussions discussion meeting consultations negotiations agenda round rounds",
    );
    const PASSIVE: Words = Words("is are was were been be");
    let before = cue
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |t| scene.word(t));
    cue.status == ClaimStatus::Discussed
        || clause.tokens.clone().any(|t| TALKS.has(scene.word(t)))
        || PASSIVE.has(before)
        || PASSIVE.has(scene.word(cue.tokens.start))
        || scene.is(cue.tokens.start, &["it"])
}

/// Whether a status is more than talk.
fn is_firm(status: ClaimStatus) -> bool {
    !matches!(
        status,
        ClaimStatus::Statement | ClaimStatus::Assessment | ClaimStatus::Discussed
    )
}

/// Whether the clause has what its cue asks for.
fn counts(
    scene: &Scene<'_>,
    unit: usize,
    clause: &Clause,
    cue: &Found,
    who: &[EntityIdx],
    has_sum: bool,
) -> bool {
    let telling = scene.within(unit, clause.tokens.clone()).iter().any(|f| {
        matches!(
            f.kind,
            MentionKind::Date | MentionKind::Money | MentionKind::Programme
        )
    });
    match cue.usage {
        Use::Act | Use::Noun => !who.is_empty() || is_firm(cue.status) && telling,
        Use::Say => !who.is_empty(),
        Use::Figure => has_sum,
        Use::Weak if cue.status == ClaimStatus::Possible => {
            let all = scene.within(unit, clause.tokens.clone());
            !who.is_empty() && all.iter().any(|f| f.from > cue.tokens.end)
        }
        Use::Weak => has_sum || !who.is_empty() && telling,
        Use::Actor => {
            let region = clause.tokens.start..cue.tokens.start;
            has_sum
                || !who.is_empty()
                    && (telling
                        || region.clone().any(|t| BOTH.has(scene.word(t)))
                        || !super::clause::named(scene, unit, region).is_empty())
        }
    }
}

/// The countries or bodies that "between" names in a clause.
fn between(scene: &Scene<'_>, unit: usize, clause: &Clause) -> Vec<EntityIdx> {
    let Some(at) = clause
        .tokens
        .clone()
        .find(|&t| scene.is(t, &["between", "by"]))
    else {
        return Vec::new();
    };
    let region = at..clause.tokens.end;
    let mut out = scene.actors(unit, region.clone());
    if out.is_empty() {
        out = scene.states(unit, region);
    }
    out
}

/// Those whom a text has named before: "the two sides will share".
const BOTH: Words =
    Words("sides countries governments parties ministers leaders neighbours nations");

/// Words that turn a cue around.
const NEGATIONS: Words = Words(
    "not no never neither nor n't without cannot doesn't don't didn't won't isn't hasn't haven't",
);

/// Verbs of reaching an amount: with a sum they make a target of what is agreed.
const REACHING: Words = Words(
    "reach reaching raise raising lift lifting bring bringing increase increasing boost boosting double doubling \
     triple tripling expand expanding achieve achieving realize realise grow growing take cut",
);

/// The status of a claim: the cue's own, turned around by a negation, and made a
/// target by an amount to be reached.
fn firmness(
    scene: &Scene<'_>,
    unit: usize,
    clause: &Clause,
    here: &[Found],
    cue: &Found,
    has_sum: bool,
) -> ClaimStatus {
    use ClaimStatus::{
        Agreed, Committed, Intended, NotAgreed, Planned, Position, Possible, Reaffirmed, Signed,
        Statement, Target,
    };
    let target = here.iter().any(|f| f.status == Target);
    let percent = clause
        .tokens
        .clone()
        .any(|t| scene.is(t, &["percent", "per", "%"]));
    let dated = scene
        .within(unit, clause.tokens.clone())
        .iter()
        .any(|f| f.kind == MentionKind::Date);
    let reaching = clause
        .tokens
        .clone()
        .any(|t| t >= cue.tokens.start && REACHING.has(scene.word(t)));
    let ahead = matches!(
        cue.status,
        Agreed | Committed | Intended | Planned | Target | Reaffirmed | Statement
    );
    if target && (has_sum || percent || cue.status != Statement) && ahead
        || reaching
            && (has_sum || percent && dated)
            && matches!(cue.status, Agreed | Intended | Planned)
    {
        return Target;
    }
    let from = cue.tokens.start.saturating_sub(3).max(clause.tokens.start);
    let negated = (from..cue.tokens.end + 1).any(|t| NEGATIONS.has(scene.word(t)));
    if !negated {
        // "The focus of the meeting will be on trade" is still to come.
        let ahead = clause
            .tokens
            .clone()
            .any(|t| scene.is(t, &["will", "shall"]));
        // "may send observers", "will launch a patrol".
        let modal = |words: &[&str]| {
            (from..cue.tokens.start).any(|t| t + 2 >= cue.tokens.start && scene.is(t, words))
        };
        let told = matches!(
            cue.status,
            ClaimStatus::Done | Agreed | Signed | ClaimStatus::Ongoing
        );
        // "Ministers sign the text on Friday", before that Friday.
        let verb = scene.word(cue.tokens.start);
        let present = !verb.ends_with("ed") && !verb.ends_with("ing");
        let coming = scene
            .within(unit, clause.tokens.clone())
            .iter()
            .any(|f| f.kind == MentionKind::Date && lies_ahead(scene, f.mention as u32));
        return match cue.status {
            Signed | ClaimStatus::Negotiating if present && coming => Planned,
            ClaimStatus::Discussed if ahead => Planned,
            _ if told && modal(&["may", "might", "could"]) => Possible,
            _ if told && modal(&["will", "shall", "would"]) => Planned,
            status => status,
        };
    }
    match cue.status {
        Agreed | Committed | Signed | NotAgreed => NotAgreed,
        Planned
            if (cue.tokens.start..cue.tokens.end + 4)
                .any(|t| scene.is(t, &["take", "be", "happen", "go"])) =>
        {
            Statement
        }
        Planned | Intended | Possible | Position => Position,
        Statement => Statement,
        ClaimStatus::Hoped => Position,
        ClaimStatus::Requested => Statement,
        other => other,
    }
}

/// The sums and numbers in a clause, as indices into the article's mentions.
fn figures(scene: &Scene<'_>, unit: usize, tokens: Range<usize>) -> Vec<u32> {
    scene
        .within(unit, tokens)
        .iter()
        .filter(|f| matches!(f.kind, MentionKind::Money | MentionKind::Number))
        .map(|f| f.mention as u32)
        .collect()
}

/// Whether the cue stands in direct speech: stretches in text order that share no byte.
fn is_quoted(scene: &Scene<'_>, cue: &Found, direct: &[Span]) -> bool {
    let span = scene.span(cue.tokens.clone());
    let at = direct.partition_point(|quote| quote.end < span.end);
    direct.get(at).is_some_and(|quote| quote.contains(span))
}

/// Whether a clause of direct speech is a claim and no talk: what "we" did or
/// will do, or what is dated.
fn is_telling_speech(scene: &Scene<'_>, unit: usize, clause: &Clause, cue: &Found) -> bool {
    let before = clause.tokens.start..cue.tokens.start;
    let ours = before.clone().any(|t| scene.is(t, &["we", "i"]));
    let dated = scene
        .within(unit, clause.tokens.clone())
        .iter()
        .any(|f| matches!(f.kind, MentionKind::Date | MentionKind::Money));
    is_firm(cue.status) && cue.usage == Use::Act && (ours || dated)
}
