//! Meetings: who meets whom, where and when, and whether it has taken place.
//!
//! | frame of `data/meeting.tsv` | takes |
//! |---|---|
//! | with | "Jaishankar held talks with Kamikawa in Tokyo" |
//! | each | "bilateral meetings with Biden and Albanese" (two) |
//! | go, visit | "Azizov will travel to Samarkand", "Misri’s first visit to Japan" |
//! | sign | "DP World and Transnet signed a concession" |
//! | noun | "the 3rd 2+2 Dialogue held in New Delhi", "a summit in Moscow" |
//!
//! Not "met with criticism", "the meeting" that a sentence before told of. What
//! two sentences tell of one meeting is joined: the same persons, or the same
//! countries where one names no person, and no other time.

use super::clause::{Clause, clauses, subject};
use super::cue::{Cues, Hit};
use super::scene::{Flat, Scene, push};
use super::{Meeting, MeetingKind, MeetingStatus};
use crate::annotation::EntityIdx;
use crate::words::Words;
use crate::{MentionKind, Value};

fn cues() -> &'static Cues {
    static CUES: std::sync::OnceLock<Cues> = std::sync::OnceLock::new();
    CUES.get_or_init(|| Cues::parse(crate::data::MEETINGS, 2))
}

/// A meeting before it is joined with others.
struct Draft {
    meeting: Meeting,
    /// Whether it is one of several told apart ("meetings with A and B").
    each: bool,
    unit: usize,
    /// Its clause in the unit.
    clause: usize,
}

/// The meetings of an article, in text order.
pub(crate) fn read(scene: &Scene<'_>) -> Vec<Meeting> {
    let mut drafts: Vec<Draft> = Vec::new();
    for unit in 0..scene.units.len() {
        if scene.units[unit].paragraph.is_some() {
            for mut draft in of_unit(scene, unit) {
                complete(scene, unit, &drafts, &mut draft.meeting);
                join(&mut drafts, draft);
            }
        }
    }
    drafts.into_iter().map(|d| d.meeting).collect()
}

/// Names whom a sentence leaves out: the two persons that act for the countries in
/// the next sentence, or the visitor of the meetings before.
fn complete(scene: &Scene<'_>, unit: usize, drafts: &[Draft], meeting: &mut Meeting) {
    if meeting.kind != MeetingKind::Talks || meeting.series.is_some() {
        return;
    }
    if meeting.participants.is_empty() && meeting.parties.len() >= 2 {
        let next = scene.units.get(unit + 1).map_or(0..0, |u| u.tokens.clone());
        let persons = scene.persons(unit + 1, next);
        let fit = |p: &EntityIdx| {
            scene
                .country_of(*p)
                .is_none_or(|c| meeting.parties.contains(&c))
        };
        if persons.len() == 2 && persons.iter().all(fit) {
            meeting.participants = persons;
        }
    }
    if let [only] = meeting.participants[..] {
        let visitor = drafts
            .iter()
            .rev()
            .find(|d| d.meeting.kind == MeetingKind::Visit && d.meeting.status == meeting.status)
            .and_then(|d| d.meeting.participants.first().copied());
        let abroad = visitor.filter(|&v| {
            v != only
                && scene.country_of(v).is_some()
                && scene.country_of(v) != scene.country_of(only)
        });
        meeting.participants.extend(abroad);
    }
}

fn of_unit(scene: &Scene<'_>, unit: usize) -> Vec<Draft> {
    let hits = cues().find(scene.context.forms, scene.units[unit].tokens.clone());
    let verbs: Vec<usize> = hits.iter().map(|h| h.tokens.start).collect();
    let clauses = clauses(scene, unit, &verbs);
    let mut out = Vec::new();
    for (i, clause) in clauses.iter().enumerate() {
        let mut with_verb = false;
        for hit in hits
            .iter()
            .filter(|h| clause.tokens.contains(&h.tokens.start))
        {
            let Some(row) = cues().row(hit) else { continue };
            let (Some(kind), frame) = (kind(row.values[0]), row.values[1]) else {
                continue;
            };
            // "held talks … at the meeting": the noun tells of the same.
            let named = scene.at(hit.tokens.start);
            if frame == "noun" && with_verb && named.is_none() {
                continue;
            }
            if named.is_some_and(|f| f.kind != MentionKind::Programme) {
                continue;
            }
            let drafts = draft(scene, unit, &clauses, i, hit, kind, frame);
            with_verb |= !drafts.is_empty() && matches!(frame, "with" | "each" | "sign");
            // "meeting for the 3rd 2+2 Dialogue" is that dialogue.
            if named.is_some() && !drafts.is_empty() {
                out.retain(|d: &Draft| {
                    d.clause != i
                        || d.meeting.kind == MeetingKind::Visit
                        || !d.meeting.participants.is_empty()
                });
            }
            out.extend(drafts);
        }
    }
    out
}

fn kind(word: &str) -> Option<MeetingKind> {
    Some(match word {
        "talks" => MeetingKind::Talks,
        "visit" => MeetingKind::Visit,
        "summit" => MeetingKind::Summit,
        "dialogue" => MeetingKind::Dialogue,
        "conference" => MeetingKind::Conference,
        "signing" => MeetingKind::Signing,
        "exercise" => MeetingKind::Exercise,
        _ => return None,
    })
}

fn draft(
    scene: &Scene<'_>,
    unit: usize,
    clauses: &[Clause],
    i: usize,
    hit: &Hit,
    kind: MeetingKind,
    frame: &str,
) -> Vec<Draft> {
    let clause = &clauses[i].tokens;
    let behind = hit.tokens.end..clause.end;
    let mut who = subject(scene, unit, clauses, i, hit.tokens.start);
    let programme = scene
        .at(hit.tokens.start)
        .filter(|f| f.kind == MentionKind::Programme);
    // The body behind a person's office does not meet anybody.
    let mut objects = scene.persons(unit, behind.clone());
    if objects.is_empty() {
        objects = scene.actors(unit, behind.clone());
    }
    let places = places(scene, unit, behind.clone());
    let told = match frame {
        "with" => {
            // A person, a body, a country, or a group that can be met.
            let group = behind.clone().any(|t| MET.has(scene.word(t)));
            let states = scene.states(unit, behind.clone());
            let meets = !objects.is_empty() || group || states.len() >= 2 || who.len() >= 2;
            // A group of officials is met in the course of a visit.
            let vague = objects.is_empty() && !group && who.len() < 2 && states.len() < 2;
            meets && !vague
        }
        "each" => !objects.is_empty(),
        // "citizens travelling to Japan" are nobody's visit.
        "go" if scene.word(hit.tokens.start).ends_with("ing") => false,
        "go" => !places.is_empty() && who.iter().any(|&e| !scene.is_country(e)),
        "visit" => {
            who = visitors(scene, unit, hit, clause);
            !who.is_empty() && !places.is_empty()
        }
        "sign" => {
            let passive = hit.tokens.len() > 1;
            if passive {
                who = scene.sides(unit);
            }
            !who.is_empty() && signs(scene, hit, clause.end) && (!passive || !places.is_empty())
        }
        _ => {
            let held = clause.clone().any(|t| HOLDING.has(scene.word(t)));
            let told = edition(scene, unit, hit.tokens.start).is_some()
                || date(scene, unit, clause.clone()).is_some()
                || held;
            programme.is_some() && told
                || programme.is_none() && is_new_event(scene, unit, hit, clause)
        }
    };
    let under_way = scene.is(hit.tokens.start.wrapping_sub(1), &["in"]) && frame == "with";
    if !told || under_way || kind == MeetingKind::Exercise {
        return Vec::new();
    }
    let kind = programme.map_or(kind, |p| kind_of(scene, p, kind));
    let status = status(scene, unit, hit, clause.clone());
    let make = |participants: Vec<EntityIdx>, each: bool| {
        let mut parties = Vec::new();
        for &entity in &participants {
            if let Some(country) = scene.country_of(entity) {
                push(&mut parties, country);
            }
        }
        if parties.len() < 2 && matches!(frame, "noun" | "with") {
            for state in scene.sides(unit) {
                push(&mut parties, state);
            }
        }
        let participants = participants
            .into_iter()
            .filter(|&e| !scene.is_country(e))
            .collect();
        Draft {
            meeting: Meeting {
                kind,
                status,
                participants,
                parties,
                places: places.clone(),
                date: date(scene, unit, clause.clone()),
                series: programme.and_then(|p| p.entity),
                edition: edition(scene, unit, hit.tokens.start),
                evidence: vec![scene.span(clause.clone())],
            },
            each,
            unit,
            clause: i,
        }
    };
    match frame {
        "each" => objects
            .iter()
            .filter(|o| !who.contains(o))
            .map(|&object| {
                let mut both = who.clone();
                push(&mut both, object);
                make(both, true)
            })
            .collect(),
        "with" => {
            for object in objects {
                push(&mut who, object);
            }
            vec![make(who, false)]
        }
        "noun" => {
            let mut all: Vec<EntityIdx> =
                who.into_iter().filter(|&e| !scene.is_country(e)).collect();
            for object in objects {
                push(&mut all, object);
            }
            if all.is_empty()
                && let Some(name) = programme
            {
                all = hosts(scene, unit, name);
            }
            // Whoever the sentence names beside a summit comes to it.
            if kind == MeetingKind::Summit && !all.is_empty() {
                for person in scene.persons(unit, scene.units[unit].tokens.clone()) {
                    push(&mut all, person);
                }
            }
            vec![make(all, false)]
        }
        _ => vec![make(who, false)],
    }
}

/// Who meets at a named event whose sentence names nobody: "both leaders" of it,
/// else the body in its name ("BIMSTEC Summit").
fn hosts(scene: &Scene<'_>, unit: usize, name: &Flat) -> Vec<EntityIdx> {
    let mut tokens = scene.units[unit].tokens.clone();
    if tokens.any(|t| scene.is(t, &["both", "two"]) && scene.is(t + 1, &["leaders", "ministers"])) {
        return scene.group(unit);
    }
    let whole = scene.mentions[name.mention].span;
    let inside = scene.mentions.iter().skip(name.mention);
    inside
        .take_while(|m| m.span.start < whole.end)
        .filter(|m| m.nested && m.kind == MentionKind::Organisation)
        .filter_map(|m| m.entity)
        .collect()
}

/// Verbs that make an event of a name.
const HOLDING: Words = Words(
    "held hold holds attend attends attended attending conducted conduct host hosted hosts \
     co-chair co-chaired convened meeting met takes took",
);

/// What kind of meeting a name says: "Quad Leaders Summit", "2+2 Dialogue".
fn kind_of(scene: &Scene<'_>, name: &Flat, otherwise: MeetingKind) -> MeetingKind {
    let has = |words: &[&str]| (name.from..name.to).any(|t| scene.is(t, words));
    if has(&["summit"]) {
        MeetingKind::Summit
    } else if has(&["dialogue", "2+2", "commission"]) {
        MeetingKind::Dialogue
    } else if has(&["conference", "forum", "assembly"]) {
        MeetingKind::Conference
    } else {
        otherwise
    }
}

/// Groups that can be met though nobody is named.
const MET: Words =
    Words("counterpart counterparts industrialists ministers leaders envoys delegation");

/// Things that are signed when two sides meet.
const SIGNED: Words = Words(
    "agreement agreements pact deal treaty memorandum mou accord concession protocol declaration \
     documents roadmap contract text convention statement",
);

fn signs(scene: &Scene<'_>, hit: &Hit, end: usize) -> bool {
    let behind = hit.tokens.end..end.min(hit.tokens.end + 10);
    let before = hit.tokens.start.saturating_sub(6)..hit.tokens.start;
    behind.chain(before).any(|t| {
        SIGNED.has(scene.word(t))
            || scene
                .at(t)
                .is_some_and(|f| f.kind == MentionKind::Programme)
    })
}

/// Whether a noun without a name tells of an event not told before: it is
/// indefinite, or numbered, or between sides.
fn is_new_event(
    scene: &Scene<'_>,
    unit: usize,
    hit: &Hit,
    clause: &core::ops::Range<usize>,
) -> bool {
    let from = hit.tokens.start.saturating_sub(4).max(clause.start);
    let indefinite = (from..hit.tokens.start).any(|t| scene.is(t, &["a", "an", "another"]));
    let between = scene.is(hit.tokens.end, &["between"])
        && scene.states(unit, hit.tokens.end..clause.end).len() >= 2;
    let placed = scene.is(hit.tokens.end, &["in", "with"]);
    edition(scene, unit, hit.tokens.start).is_some() || between || indefinite && placed
}

/// Who makes a visit told as a noun: its owner ("Misri’s visit"), or who it is
/// "by", else the "he" of the sentence.
fn visitors(
    scene: &Scene<'_>,
    unit: usize,
    hit: &Hit,
    clause: &core::ops::Range<usize>,
) -> Vec<EntityIdx> {
    let by = (hit.tokens.start..clause.end).find(|&t| scene.is(t, &["by"]));
    if let Some(by) = by {
        return scene.persons(unit, by..clause.end);
    }
    let own = scene.persons(unit, clause.start..hit.tokens.start);
    if let Some(&owner) = own.last() {
        return vec![owner];
    }
    let pronoun = (clause.start..hit.tokens.start).any(|t| scene.is(t, &["his", "her"]));
    let meant = pronoun.then(|| scene.person_before(unit, hit.tokens.start));
    meant.flatten().into_iter().collect()
}

/// The places behind a cue that a preposition of place or the verb itself leads to.
fn places(scene: &Scene<'_>, unit: usize, behind: core::ops::Range<usize>) -> Vec<EntityIdx> {
    let leads = |f: &&Flat| {
        f.kind == MentionKind::Place
            && (f.from == behind.start
                || scene.is(f.from - 1, &["in", "to", "at", "near", "off", "the"]))
    };
    let mut out = Vec::new();
    for flat in scene.within(unit, behind.clone()).iter().filter(leads) {
        if let Some(entity) = flat.entity {
            push(&mut out, entity);
        }
    }
    out
}

/// The date in a clause, as an index into the article's mentions; no length.
fn date(scene: &Scene<'_>, unit: usize, clause: core::ops::Range<usize>) -> Option<u32> {
    let is_day = |f: &&Flat| {
        let length = matches!(&scene.mentions[f.mention].value,
            Some(Value::Date { timex, .. }) if timex.starts_with('P'));
        f.kind == MentionKind::Date && !length
    };
    let found = scene.within(unit, clause).iter().find(is_day)?;
    Some(found.mention as u32)
}

/// The number of an edition right before the event's name.
fn edition(scene: &Scene<'_>, unit: usize, event: usize) -> Option<u32> {
    let from = event.saturating_sub(9);
    let numbers = scene.within(unit, from..event);
    let number = numbers
        .iter()
        .rev()
        .find(|f| f.kind == MentionKind::Number)?;
    match scene.mentions[number.mention].value {
        Some(Value::Number {
            number,
            ordinal: true,
        }) => Some(number as u32),
        _ => None,
    }
}

/// Whether the meeting is to come, goes on, was called off or has taken place.
fn status(
    scene: &Scene<'_>,
    unit: usize,
    hit: &Hit,
    clause: core::ops::Range<usize>,
) -> MeetingStatus {
    const FUTURE: Words = Words(
        "will shall expected scheduled due planned plans invited upcoming slated hopes would \
         accepted fixed",
    );
    const AHEAD: Words = Words("will shall expected scheduled slated");
    const OFF: Words = Words("cancelled canceled postponed scrapped off");
    let has = |mut tokens: core::ops::Range<usize>, words: Words| {
        tokens.any(|t| words.has(scene.word(t)))
    };
    let sentence = scene.units[unit].tokens.clone();
    let before = sentence.start..hit.tokens.start;
    let cancelled =
        has(clause.clone(), OFF) || has(clause.clone(), Words("not")) && has(clause.clone(), AHEAD);
    let to_be = clause
        .clone()
        .any(|t| scene.is(t, &["is", "are"]) && scene.is(t + 1, &["to"]));
    let way = has(hit.tokens.clone(), Words("way"));
    let infinitive = before.end > 0 && scene.is(before.end - 1, &["to"]);
    // "will visit the country and meet", "on his way to attend".
    let led = has(before.clone(), AHEAD) || infinitive && has(before, Words("way agreed invited"));
    let later = hit.tokens.end..sentence.end.min(hit.tokens.end + 12);
    if cancelled {
        MeetingStatus::Mentioned
    } else if way {
        MeetingStatus::Ongoing
    } else if led || to_be || has(clause.start..hit.tokens.end, FUTURE) || has(later, AHEAD) {
        MeetingStatus::Planned
    } else {
        MeetingStatus::Held
    }
}

/// Adds a draft, or joins it to the meeting it tells of once more.
fn join(drafts: &mut Vec<Draft>, new: Draft) {
    let same = drafts.iter_mut().rev().find(|old| is_same(old, &new));
    let Some(old) = same else {
        let named = !new.meeting.participants.is_empty() || new.meeting.parties.len() >= 2;
        if named {
            drafts.push(new);
        }
        return;
    };
    let (into, from) = (&mut old.meeting, new.meeting);
    for entity in from.participants {
        push(&mut into.participants, entity);
    }
    for entity in from.parties {
        push(&mut into.parties, entity);
    }
    for entity in from.places {
        push(&mut into.places, entity);
    }
    into.date = into.date.or(from.date);
    into.series = into.series.or(from.series);
    into.edition = into.edition.or(from.edition);
    into.evidence.extend(from.evidence);
    into.evidence.dedup();
}

/// How far apart two sentences may tell of one meeting: sentences.
const REACH: usize = 6;

fn is_same(old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.meeting, &new.meeting);
    if a.status != b.status || (a.kind == MeetingKind::Visit) != (b.kind == MeetingKind::Visit) {
        return false;
    }
    if a.edition.is_some() && b.edition.is_some() && a.edition != b.edition {
        return false;
    }
    if a.series.is_some() || b.series.is_some() {
        return a.series == b.series;
    }
    let within = |x: &[EntityIdx], y: &[EntityIdx]| x.iter().all(|e| y.contains(e));
    let persons = !a.participants.is_empty()
        && !b.participants.is_empty()
        && (a.participants == b.participants
            || !old.each
                && !new.each
                && (within(&a.participants, &b.participants)
                    || within(&b.participants, &a.participants)));
    let countries = (a.participants.is_empty() || b.participants.is_empty())
        && !a.parties.is_empty()
        && (within(&a.parties, &b.parties) || within(&b.parties, &a.parties));
    countries || persons && (new.unit - old.unit <= REACH || a.participants == b.participants)
}

#[cfg(test)]
mod tests {
    use crate::record::{MeetingKind, MeetingStatus};
    use crate::{Given, read};

    #[test]
    fn meetings() {
        use MeetingKind::{Talks, Visit};
        use MeetingStatus::{Held, Planned};
        for (text, want) in [
            (
                "Foreign Minister S Jaishankar held talks with his Japanese counterpart Yoko \
                 Kamikawa in Tokyo on Thursday – “¥5tn”.",
                &[(Talks, Held, 2)][..],
            ),
            (
                "Prime Minister Narendra Modi will meet President Joe Biden in Tokyo.",
                &[(Talks, Planned, 2)],
            ),
            (
                "Prime Minister Narendra Modi visited Japan on Thursday 日本 🙂.",
                &[(Visit, Held, 1)],
            ),
            ("The plan met with criticism in the café.", &[]),
            ("Indian citizens travelling to Japan need visas.", &[]),
        ] {
            let reading = read(text, &Given::default());
            let got: Vec<_> = reading
                .meetings
                .iter()
                .map(|m| (m.kind, m.status, m.participants.len()))
                .collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
