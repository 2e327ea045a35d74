//! Meetings: who meets whom, where and when, and whether it has taken place.
//!
//! | frame of `data/meeting.tsv` | takes |
//! |---|---|
//! | with | "Jaishankar held talks with Kamikawa in Tokyo" |
//! | each | "bilateral meetings with Biden and Albanese" (two) |
//! | host | "Ruto received Abiy", not "received the letter" |
//! | discuss | "Mutua discussed grazing with Timothewos" |
//! | attend | "the meeting was attended by the ambassador" |
//! | go, visit | "Azizov will travel to Samarkand", "Misri’s first visit to Japan" |
//! | sign | "DP World and Transnet signed a concession" |
//! | noun | "the 3rd 2+2 Dialogue held in New Delhi", "a summit in Moscow" |
//!
//! Not "met with criticism", "the meeting" that a sentence before told of. What
//! two sentences tell of one meeting is joined: the same persons, or the same
//! countries where one names no person, and no other time.

use core::ops::Range;

use super::clause::{Clause, Link, clauses, named, subject};
use super::cue::{Cues, Hit};
use super::scene::{Flat, Scene, push};
use super::{Meeting, MeetingKind, MeetingStatus};
use crate::annotation::EntityIdx;
use crate::form::{Form, Shape};
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
    /// Whether its words say who meets; not "another meeting was with Ichikawa".
    has_subject: bool,
    /// Whether its sentence begins with an event told before: "This time the
    /// dialogue will be held …".
    refers: bool,
    /// Whether they only talk from afar.
    by_phone: bool,
    /// Whether it says who came to the meeting told before.
    attends: bool,
    /// Whether it is told as an event: "a conference in Bonn in May".
    is_event: bool,
    /// Whether the other side is a group without a name: "met business leaders".
    with_group: bool,
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
                complete(scene, unit, &drafts, &mut draft);
                join(scene, &mut drafts, draft);
            }
        }
    }
    drafts.into_iter().map(|d| d.meeting).collect()
}

/// Names whom a sentence leaves out: the two persons that act for the countries in
/// the next sentence, or the visitor of the meetings before.
fn complete(scene: &Scene<'_>, unit: usize, drafts: &[Draft], draft: &mut Draft) {
    let has_subject = draft.has_subject;
    let meeting = &mut draft.meeting;
    let next = scene.units.get(unit + 1).map_or(0..0, |u| u.tokens.clone());
    // "The Indian delegation was led by Rao, the Lao side was headed by Sisavath."
    let led = next
        .clone()
        .any(|t| scene.is(t, &["led", "headed", "co-chaired", "represented"]));
    if meeting.participants.is_empty() && led {
        meeting.participants = scene.persons(unit + 1, next);
    }
    if meeting.participants.is_empty() && meeting.series.is_none() && meeting.parties.len() >= 2 {
        meeting.participants = scene.holders(unit, &meeting.parties);
    }
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
    // "The BIMSTEC Summit was held. The meeting of senior officials will not be."
    if meeting.participants.is_empty()
        && meeting.parties.is_empty()
        && let Some(last) = drafts.last()
        && last.unit + 1 >= unit
        && last.meeting.series.is_some()
    {
        let bodies = last.meeting.participants.iter().copied();
        meeting
            .participants
            .extend(bodies.filter(|&e| scene.country_of(e).is_none()));
    }
    if let [only] = meeting.participants[..]
        && !has_subject
    {
        let visitor = drafts
            .iter()
            .rev()
            .take(MEETINGS_BACK)
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
    if hits.is_empty() {
        return Vec::new();
    }
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
            // "the first round of the Dialogue": the dialogue tells of it.
            let named_behind = (hit.tokens.end..hit.tokens.end + 2)
                .filter_map(|t| scene.at(t))
                .any(|f| f.kind == MentionKind::Programme);
            if frame == "noun" && scene.is(hit.tokens.start, &["round"]) && named_behind {
                continue;
            }
            // "held talks … at the meeting": the noun tells of the same.
            let named = scene.at(hit.tokens.start);
            if matches!(frame, "noun" | "discuss") && with_verb && named.is_none() {
                continue;
            }
            if named.is_some_and(|f| f.kind != MentionKind::Programme) {
                continue;
            }
            let drafts = draft(scene, unit, &clauses, i, hit, kind, frame);
            with_verb |= !drafts.is_empty() && matches!(frame, "with" | "host" | "each" | "sign");
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
    let clause = &with_relative(scene, clauses, i, hit, frame);
    let at = hit.tokens.start;
    let behind = hit.tokens.end..clause.end;
    let programme = scene.at(at).filter(|f| f.kind == MentionKind::Programme);
    // "Meeting the visitors, Modi said": the noun as a verb.
    let frame = if frame == "noun" && is_gerund(scene, hit, clause) {
        "with"
    } else {
        frame
    };
    let frame = if frame == "go" && is_noun(scene, at) {
        "visit"
    } else {
        frame
    };
    // "He said that the talks had ended", "told the paper that talks between":
    // whoever reports them was not there.
    let reported = frame == "noun" && clauses[i].link == Link::Content
        || scene.is(hit.tokens.end - 1, &["between"]);
    let mut who = if reported {
        Vec::new()
    } else {
        subject(scene, unit, clauses, i, at)
    };
    if let Some(owner) =
        owner(scene, unit, clause, at).filter(|_| matches!(frame, "with" | "each" | "noun"))
    {
        who = vec![owner];
    }
    // "Speaking at a forum on Tuesday, Zelensky said".
    let opens = clause.start == scene.units[unit].tokens.start
        && (scene.word(clause.start).ends_with("ing") || OPENS.has(scene.word(clause.start)));
    if who.is_empty() && matches!(frame, "noun" | "with" | "discuss") && opens {
        who = named(scene, unit, clause.end..clause.end + 8);
        let comma =
            (hit.tokens.end..clause.end).find(|&t| scene.form(t).is_some_and(|f| f.sign == b','));
        if let Some(comma) = comma.filter(|_| who.is_empty()) {
            who = named(scene, unit, comma + 1..clause.end.min(comma + 9));
        }
    }
    let mut objects = objects(scene, unit, hit, clause, &who);
    // "told Xi in the first call between the two"
    let last = hit.tokens.end - 1;
    if objects.is_empty()
        && scene.is(last, &["between"])
        && (scene.is(last + 1, &["them"]) || scene.is(last + 2, &["two", "pair", "leaders"]))
    {
        objects = scene.persons(unit, scene.units[unit].tokens.start..at);
        if objects.len() < 2 {
            objects = scene.group(unit, at);
        }
        objects.truncate(2);
    }
    if frame == "discuss" && !scene.is(hit.tokens.end - 1, &["with"]) {
        objects.clear();
    }
    let mut places = places(scene, unit, behind.clone());
    // "last year’s London conference"
    let town = at.checked_sub(1).and_then(|t| scene.at(t));
    // Not "the China-Central Asia summit".
    let paired = |f: &Flat| {
        scene
            .form(f.from.wrapping_sub(1))
            .is_some_and(Form::is_hyphen)
    };
    let town = town.filter(|f| f.kind == MentionKind::Place && frame == "noun" && !paired(f));
    let town = town
        .and_then(|f| f.entity)
        .filter(|&e| !scene.is_country(e));
    if places.is_empty() {
        places.extend(town);
    }
    let mut with_group = false;
    let told = match frame {
        "with" => {
            let group = has_group(scene, unit, hit, clause);
            with_group = objects.is_empty() && group;
            let states = scene.states(unit, behind.clone());
            // "The council met in Ankara".
            let sits = who.len() == 1
                && !scene.is_country(who[0])
                && (SITTING.has(scene.word(at))
                    || scene.is(hit.tokens.end - 1, &["meeting", "session", "consultations"]))
                && scene.persons(unit, clause.start..at).is_empty()
                && (!places.is_empty() || date(scene, unit, clause.clone()).is_some());
            // "Pacific leaders meet in Suva next week".
            let together = GATHER.has(scene.word(at))
                && (!places.is_empty() || date(scene, unit, clause.clone()).is_some())
                && (clause.start..at).any(|t| LEADERS.has(scene.word(t)));
            with_group |= together && objects.is_empty() && who.len() < 2;
            let told = !objects.is_empty()
                || group
                || states.len() >= 2
                || who.len() >= 2
                || sits
                || together;
            // "Speaking to the BBC", "spoke to reporters": nobody meets.
            let speaks = SPEAKING.has(scene.word(at));
            let with_persons = objects.iter().any(|&e| scene.is_person(e));
            told && (with_persons || !speaks && !meets_needs(scene, hit, clause))
                && !asks_for(scene, unit, hit, clause)
        }
        "host" => {
            let owned = |f: &&Flat| scene.form(f.to).is_some_and(Form::is_possessive);
            let near = hit.tokens.end..clause.end.min(hit.tokens.end + 12);
            let named = scene.within(unit, near.clone());
            let person = named.iter().find(|f| f.kind == MentionKind::Person);
            let hosts = scene.word(at).starts_with("host") || scene.word(at).starts_with("Host");
            let group = (hosts || !scene.word(at).to_lowercase().starts_with("welcom"))
                && has_group(scene, unit, hit, clause);
            with_group = objects.is_empty() && group;
            if !hosts && person.is_none() {
                objects.clear();
            }
            let states = scene.states(unit, behind.clone());
            // "received a letter from Modi"
            let from = near
                .clone()
                .any(|t| scene.is(t, &["from"]) && person.is_some_and(|f| t < f.from));
            let met = !objects.is_empty() && !person.is_some_and(|f| owned(&f)) && !from;
            met || group || hosts && (states.len() >= 2 || who.len() >= 2)
        }
        "discuss" => {
            let before = scene.persons(unit, clause.start..at);
            let states = scene.states(unit, clause.start..at);
            let somewhere = !places.is_empty()
                || date(scene, unit, clause.clone()).is_some()
                || behind
                    .clone()
                    .any(|t| scene.is(t, &["video", "telephone", "phone"]));
            let with = objects.iter().any(|&e| !scene.is_country(e)) && !before.is_empty();
            with || before.len() >= 2 || states.len() >= 2 && somewhere && !who.is_empty()
        }
        "attend" => {
            if objects.is_empty() {
                who = scene.states(unit, behind.clone());
            } else {
                who.clear();
            }
            !objects.is_empty() || who.len() >= 2
        }
        "each" => !objects.is_empty(),
        "go" => {
            if scene.is(at, &["on"]) {
                // "welcomed Te Rangi on her second visit to Fiji": the nearest.
                let before = scene.persons(unit, clause.start..at);
                who = before.last().map_or(who, |&last| vec![last]);
            } else if scene.is(clause.start, &["at", "on", "upon"]) {
                who = abreast(scene, unit, clause.start..at, who);
            }
            // "Modi invited Ruto to visit Delhi".
            let invited = |t: usize| scene.is(t, &["invited", "asked", "urged", "allowed"]);
            if at > clause.start && scene.is(at - 1, &["to"]) && (clause.start..at).any(invited) {
                let before = scene.persons(unit, clause.start..at);
                who = before.last().map_or(who, |&last| vec![last]);
            }
            let travels = !scene.word(at).ends_with("ing")
                || at > 0 && scene.is(at - 1, &["is", "are", "was", "were", "be", "been"]);
            // "Visiting Seoul last week, Trump warned".
            let opening = at == clause.start
                && scene.form(at).is_some_and(Form::is_capital)
                && scene.word(at).ends_with("ing")
                && who.len() == 1;
            // "Russia is in control of 74 settlements in Kursk".
            let stays = Words("is are was were be").has(scene.word(at));
            let direct = || {
                let next = hit.tokens.end + usize::from(scene.is(hit.tokens.end, &["the"]));
                scene.at(next).is_some_and(|f| {
                    // "it was in UK interests"
                    let ends = scene.form(f.to).is_none_or(|f| f.shape != Shape::Lower)
                        || END_OF_LIST.has(scene.word(f.to))
                        || scene.is(f.to, &["and", "with"]);
                    f.from == next && f.kind == MentionKind::Place && ends
                })
            };
            // "citizens travelling to Japan" are nobody's visit, nor "the shipment,
            // CNN reported, had arrived in Russia".
            let named = who.iter().any(|&e| scene.is_person(e)) && (!stays || direct());
            // "A Chinese delegation visited Kigali".
            let group = (clause.start..at).any(|t| DELEGATES.has(scene.word(t)));
            if !named && group {
                who = scene.states(unit, clause.start..at);
                with_group = !who.is_empty();
            }
            (travels || opening) && !places.is_empty() && (named || with_group)
        }
        "visit" => {
            who = visitors(scene, unit, hit, clause);
            // "Netanyahu’s Washington visit", "an upcoming Middle East trip".
            let before = at.checked_sub(1).and_then(|t| scene.at(t));
            if let Some(place) =
                before.filter(|f| f.kind == MentionKind::Place && places.is_empty())
            {
                places.extend(place.entity);
            }
            !who.is_empty() && !places.is_empty()
        }
        "sign" => {
            // "The memorandum, signed in Oslo by Rao": a participle.
            let participle = scene.is(at, &["signed"])
                && at > clause.start
                && (scene.form(at - 1).is_some_and(|f| f.sign == b',')
                    || SIGNED.has(scene.word(at - 1)));
            let passive = hit.tokens.len() > 1 && !scene.is(at, &["put", "puts"]) || participle;
            let by = behind.clone().find(|&t| scene.is(t, &["by"]));
            let signers =
                by.map_or_else(Vec::new, |by| listed(scene, unit, by + 1..clause.end, &[]));
            let signed = passive && !signers.is_empty();
            if signed {
                who = signers;
            } else if passive {
                who = scene.sides(unit);
            } else if let Some(with) = behind.clone().find(|&t| scene.is(t, &["with"])) {
                for other in listed(scene, unit, with + 1..clause.end, &who) {
                    push(&mut who, other);
                }
            }
            !who.is_empty()
                && signs(scene, hit, clause.end)
                && (!passive || signed || !places.is_empty())
        }
        _ => {
            // "The summit, which ended on Sunday, adopted".
            let relative = clauses
                .get(i + 1)
                .is_some_and(|c| c.link == Link::Relative && is_held(scene, &c.tokens));
            let held = is_held(scene, clause) || relative;
            let told = edition(scene, unit, at).is_some()
                || date(scene, unit, clause.clone()).is_some()
                || held;
            let attended = (clause.start..at).any(|t| ATTENDED.has(scene.word(t)))
                && !scene.persons(unit, clause.start..at).is_empty()
                && (date(scene, unit, clause.clone()).is_some() || !places.is_empty());
            programme.is_some() && told
                || programme.is_none()
                    && (attended
                        || town.is_some() && date(scene, unit, clause.clone()).is_some()
                        || is_new_event(scene, unit, hit, clause))
        }
    };
    let under_way = scene.is(at.wrapping_sub(1), &["in"]) && frame == "with";
    let denied = (at.saturating_sub(3).max(clause.start)..at)
        .any(|t| scene.is(t, &["not", "never", "without"]))
        || frame == "sign"
            && (at.saturating_sub(4).max(clause.start)..at).any(|t| scene.is(t, &["no"]));
    // "his host, Batista": somebody, no meeting. A question tells of none.
    let somebody = scene.is(at, &["host", "hosts"])
        && at > 0
        && scene.is(at - 1, &["his", "her", "the", "its", "their"]);
    let asked = scene
        .form(scene.units[unit].tokens.end.wrapping_sub(1))
        .is_some_and(|f| f.sign == b'?');
    if somebody
        || asked
        || !told
        || under_way
        || denied && frame != "noun"
        || scene.is(at.wrapping_sub(1), &["no"])
        || is_no_meeting(scene, hit)
        || kind == MeetingKind::Exercise
    {
        return Vec::new();
    }
    let has_subject = !who.is_empty();
    let kind = programme.map_or(kind, |p| kind_of(scene, p, kind));
    let status = status(
        scene,
        unit,
        hit,
        clause.clone(),
        matches!(frame, "noun" | "visit"),
    );
    let make = |participants: Vec<EntityIdx>, each: bool| {
        let mut parties = Vec::new();
        for &entity in &participants {
            if let Some(country) = scene.country_of(entity) {
                push(&mut parties, country);
            }
        }
        if parties.len() < 2
            && (participants.len() < 2 || !parties.is_empty())
            && matches!(frame, "noun" | "with" | "host" | "discuss")
        {
            let sides = scene.sides(unit);
            if parties.iter().all(|p| sides.contains(p)) {
                for state in sides {
                    push(&mut parties, state);
                }
            }
        }
        let participants = participants
            .into_iter()
            .filter(|&e| !scene.is_country(e) && !scene.is_media(e))
            .collect();
        Draft {
            meeting: Meeting {
                kind,
                status,
                participants,
                parties,
                places: places.clone(),
                date: date(scene, unit, clause.clone())
                    .or_else(|| date_before(scene, unit, clauses, i)),
                series: programme.and_then(|p| p.entity),
                edition: edition(scene, unit, hit.tokens.start),
                evidence: vec![scene.span(clause.clone())],
            },
            each,
            has_subject,
            with_group,
            refers: begins_with_event(scene, unit),
            attends: frame == "attend",
            is_event: frame == "noun",
            by_phone: (hit.tokens.start..hit.tokens.end.max(at + 6).min(clause.end))
                .any(|t| PHONE.has(scene.word(t))),
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
        "with" | "host" | "discuss" | "attend" => {
            for object in objects {
                push(&mut who, object);
            }
            vec![make(who, false)]
        }
        "noun" => {
            let attended = programme.is_none() || is_held(scene, clause);
            let mut all: Vec<EntityIdx> = who
                .into_iter()
                .filter(|&e| !scene.is_country(e) && attended)
                .collect();
            for object in objects {
                push(&mut all, object);
            }
            match programme {
                Some(name) if all.is_empty() => all = hosts(scene, unit, name),
                Some(_) => {}
                None => all.extend(host_before(scene, unit, at).filter(|h| !all.contains(h))),
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

/// Clause `i`, and the one that tells of the event with which it ends: "the talks
/// that will be held in Geneva in February".
fn with_relative(
    scene: &Scene<'_>,
    clauses: &[Clause],
    i: usize,
    hit: &Hit,
    frame: &str,
) -> Range<usize> {
    let clause = clauses[i].tokens.clone();
    let next = clauses.get(i + 1).filter(|next| {
        frame == "noun"
            && clause.end == hit.tokens.end
            && matches!(next.link, Link::Relative | Link::Content)
            && is_held(scene, &next.tokens)
    });
    clause.start..next.map_or(clause.end, |next| next.tokens.end)
}

/// Whether the words around a cue say that it is none: "a news conference", "the
/// first round of the elections", "a joint session of Congress".
fn is_no_meeting(scene: &Scene<'_>, hit: &Hit) -> bool {
    let (at, end) = (hit.tokens.start, hit.tokens.end);
    let before = at.wrapping_sub(1);
    const ROUNDS: Words = Words(
        "talks negotiations consultations discussions dialogue meetings bilateral political strategic \
         annual ministerial official technical formal high-level",
    );
    // "called for talks with", "a push for negotiations"
    const ASKS: Words = Words(
        "call calls called calling push pushing pushed press pressed pressing need appeal appealed appeals \
         ask asks asked plea demand demands urge urged urges",
    );
    const TALKS: Words = Words(
        "talks negotiations discussions consultations dialogue round meeting summit conference",
    );
    let asked = TALKS.has(scene.word(at))
        && (at.saturating_sub(4)..at)
            .any(|t| scene.is(t, &["for"]) && t > 0 && ASKS.has(scene.word(t - 1)));
    asked
        || scene.is(before, &["news", "press"]) && scene.is(at, &["conference", "conferences"])
        || scene.is(before, &["joint"]) && scene.is(at, &["session"]) && scene.is(end, &["of"])
        || scene.is(at, &["round"])
            && scene.is(end - 1, &["of"])
            && !(end..end + 4).any(|t| {
                ROUNDS.has(scene.word(t))
                    || scene
                        .at(t)
                        .is_some_and(|f| f.kind == MentionKind::Programme)
            })
}

/// Whose meeting a noun at token `at` tells of: "his talks with", "Modi’s second
/// meeting with".
fn owner(scene: &Scene<'_>, unit: usize, clause: &Range<usize>, at: usize) -> Option<EntityIdx> {
    const EVENTS: Words = Words(
        "talks discussions meeting meetings conversation conversations call calls consultations \
         negotiations interaction summit bilateral",
    );
    if !EVENTS.has(scene.word(at)) {
        return None;
    }
    let from = at.saturating_sub(OWNER_REACH).max(clause.start);
    for t in (from..at).rev() {
        if scene.is(t, &["his", "her"]) {
            return scene.owner(unit, at);
        }
        if scene.form(t).is_some_and(Form::is_possessive) {
            let owner = scene.at(t.checked_sub(1)?)?;
            return owner.entity.filter(|_| owner.kind == MentionKind::Person);
        }
        let describes = scene.at(t).is_none_or(|f| f.kind == MentionKind::Number)
            && scene.form(t).is_some_and(|f| f.hash != 0 || f.is_hyphen());
        if !describes || END_OF_LIST.has(scene.word(t)) {
            return None;
        }
    }
    None
}

/// Most words between an owner and what is owned: "his first official telephone
/// conversation".
const OWNER_REACH: usize = 4;

/// Whether "meeting" is what somebody does ("meeting his host", "after meeting
/// with"), not an event ("the OSCE meeting, officials said").
fn is_gerund(scene: &Scene<'_>, hit: &Hit, clause: &Range<usize>) -> bool {
    let at = hit.tokens.start;
    if hit.tokens.len() > 1 || !scene.is(at, &["meeting"]) {
        return false;
    }
    let leads = at == clause.start || {
        let before = scene.word(at - 1);
        GERUND.has(before)
    };
    let object = scene.at(at + 1).is_some() || scene.is(at + 1, &["the", "his", "her", "their"]);
    let continuous = at > clause.start && scene.is(at - 1, &["are"]);
    // "Meeting in Kigali, the leaders agreed".
    let opens = at == clause.start && scene.is(at + 1, &["in", "on", "at"]);
    leads && object || continuous || opens
}

/// Whether "visit" or "tour" at token `at` is a noun: "his three-day visit".
fn is_noun(scene: &Scene<'_>, at: usize) -> bool {
    const BEFORE: Words = Words(
        "a an the his her its their this official state working day week first second third \
         maiden upcoming recent planned last previous next historic brief short rare",
    );
    let before = at.wrapping_sub(1);
    scene.is(at, &["visit", "tour"])
        && (BEFORE.has(scene.word(before)) || scene.form(before).is_some_and(Form::is_possessive))
}

/// Prepositions that open a sentence: "At a meeting in Bonn, the ministers said".
const OPENS: Words = Words("at during after before following in on");

/// Words before a gerund.
const GERUND: Words = Words("after before by while when upon is are was were been since besides");

/// Words at which the list of those who are met ends.
const END_OF_LIST: Words = Words(
    "to in on at for from during after before ahead amid about over regarding as while who whom \
     which that where since into against under by through until but",
);

/// Who is met: the persons, else bodies, listed behind the cue or behind its
/// "with" ("held talks in Tokyo with Kamikawa"). An unnamed counterpart is the
/// person in that office whom the article names elsewhere.
fn objects(
    scene: &Scene<'_>,
    unit: usize,
    hit: &Hit,
    clause: &Range<usize>,
    who: &[EntityIdx],
) -> Vec<EntityIdx> {
    let direct = listed(scene, unit, hit.tokens.end..clause.end, who);
    if !direct.is_empty() {
        return direct;
    }
    let last = hit.tokens.end.wrapping_sub(1);
    if scene.is(last, &["with", "between", "on", "to", "by"]) {
        return direct;
    }
    let reach = clause.end.min(hit.tokens.end + 16);
    let apart = |t: &usize| scene.is(*t, &["after", "before", "while", "which", "who", "that"]);
    let with = (hit.tokens.end..reach)
        .take_while(|t| !apart(t))
        .find(|&t| scene.is(t, &["with", "between", "among", "by"]));
    if let Some(with) = with {
        return listed(scene, unit, with + 1..clause.end, who);
    }
    // "met in Tirana President Begaj".
    let reach = clause.end.min(hit.tokens.end + 12);
    let near = (hit.tokens.end..reach)
        .find(|t| {
            let sign = scene.form(*t).map_or(0, |f| f.sign);
            apart(t)
                || scene.is(*t, &["to", "on", "from", "for"])
                || matches!(sign, b'"' | b',' | b';')
        })
        .unwrap_or(reach);
    scene.persons(unit, hit.tokens.end..near)
}

fn listed(
    scene: &Scene<'_>,
    unit: usize,
    region: Range<usize>,
    who: &[EntityIdx],
) -> Vec<EntityIdx> {
    let (mut persons, mut bodies) = (Vec::new(), Vec::new());
    let mut at = region.start;
    // "senior officials in the Government" are met, the Government is not.
    let mut of_officials = false;
    while at < region.end {
        if let Some(flat) = scene.at(at).filter(|f| f.from >= region.start) {
            match flat.kind {
                MentionKind::Person => {
                    if let Some(entity) = flat.entity {
                        push(&mut persons, entity);
                    }
                }
                MentionKind::Organisation if !of_officials => {
                    if let Some(entity) = flat.entity {
                        push(&mut bodies, entity);
                    }
                }
                _ => {}
            }
            at = flat.to.max(at + 1);
            continue;
        }
        let sign = scene.form(at).map_or(0, |f| f.sign);
        let named = scene.at(at.wrapping_sub(1)).is_some() || !persons.is_empty();
        // "his Chinese counterpart, Xi Jinping".
        let apposed = sign == b','
            && scene
                .at(at + 1)
                .is_some_and(|f| f.kind == MentionKind::Person)
            && (scene.is(
                at.wrapping_sub(1),
                &["counterpart", "colleague", "leader", "ally", "host"],
            ) || scene
                .at(at.wrapping_sub(1))
                .is_some_and(|f| f.kind == MentionKind::Role));
        if sign == b'"' || sign == b',' && !named && bodies.is_empty() && !apposed {
            break;
        }
        if scene.is(at, &["counterpart", "colleague"]) {
            let named = scene.within(unit, at + 1..(at + 4).min(region.end));
            let named = named.iter().any(|f| f.kind == MentionKind::Person);
            let state = at.checked_sub(1).and_then(|t| scene.at(t));
            let state = state.and_then(|f| scene.state(f));
            if let Some(state) = state.filter(|_| !named) {
                let known = if who.is_empty() { &persons[..] } else { who };
                if let Some(other) = scene.counterpart(state, known) {
                    push(&mut persons, other);
                }
            }
        }
        // "rang both presidents", "met the two ministers".
        if persons.is_empty()
            && scene.is(
                at,
                &["presidents", "leaders", "ministers", "premiers", "men"],
            )
            && (at.saturating_sub(3)..at).any(|t| scene.is(t, &["both", "two", "three"]))
        {
            let group = scene.group(unit, at);
            persons.extend(group.into_iter().filter(|e| !who.contains(e)));
        }
        // "talks with the Israeli leader".
        if persons.is_empty()
            && scene.is(at, &["leader", "president", "premier"])
            && let Some(state) = scene.at(at.wrapping_sub(1)).and_then(|f| scene.state(f))
        {
            persons.extend(scene.head_of(state).filter(|e| !who.contains(e)));
        }
        of_officials |= scene.is(at, &["officials", "functionaries"]);
        if at > 0 && scene.is(at - 1, &["the"]) {
            bodies.extend(scene.body(at));
        }
        if scene.is(at, &["including"]) {
            of_officials = false;
        } else if END_OF_LIST.has(scene.word(at)) {
            let including = (at..region.end.min(at + 12)).find(|&t| scene.is(t, &["including"]));
            match including {
                Some(t) if persons.is_empty() => (at, of_officials) = (t, false),
                // "Minister for Trade Ali Hassan", "Ambassador to the United States Cui".
                _ if persons.is_empty() && scene.is(at, &["for"]) => {}
                _ if persons.is_empty()
                    && scene.is(at, &["to"])
                    && scene.is(
                        at - 1,
                        &["ambassador", "envoy", "representative", "adviser"],
                    ) => {}
                _ => break,
            }
        }
        at += 1;
    }
    if persons.is_empty() { bodies } else { persons }
}

/// Whether a group or an office without a name is met: "business leaders", "his
/// Japanese counterpart", "called on our Power Adviser".
fn has_group(scene: &Scene<'_>, unit: usize, hit: &Hit, clause: &Range<usize>) -> bool {
    let end = (hit.tokens.end..clause.end.min(hit.tokens.end + 8))
        .find(|&t| END_OF_LIST.has(scene.word(t)))
        .unwrap_or(clause.end.min(hit.tokens.end + 8));
    let list = hit.tokens.end..end;
    // "called on ministers to resign" asks for something.
    let asks = scene.is(hit.tokens.end - 1, &["on"]) && scene.is(end, &["to"]);
    let office = scene
        .within(unit, list.clone())
        .iter()
        .any(|f| f.kind == MentionKind::Role);
    !asks && (office || list.into_iter().any(|t| MET.has(scene.word(t))))
}

/// What a voice says on air, which is no meeting unless a person is spoken to.
const SPEAKING: Words = Words("speak speaks speaking spoke spoken");

/// "meet its commitments", "met Ukraine’s air defence needs": nobody is met.
fn meets_needs(scene: &Scene<'_>, hit: &Hit, clause: &Range<usize>) -> bool {
    const NEEDS: Words = Words(
        "commitment commitments obligation obligations need needs demand demands standard standards \
         expectation expectations criteria condition conditions target targets goal goals requirement \
         requirements challenge challenges deadline deadlines cost costs threshold objectives quota",
    );
    let behind = hit.tokens.end..clause.end.min(hit.tokens.end + 10);
    Words("meet meets met meeting").has(scene.word(hit.tokens.start))
        && behind.clone().any(|t| NEEDS.has(scene.word(t)))
}

/// "Kagame called on Ruto to resign": asks for something, and is no visit.
fn asks_for(scene: &Scene<'_>, unit: usize, hit: &Hit, clause: &Range<usize>) -> bool {
    let calls = scene
        .word(hit.tokens.start)
        .to_lowercase()
        .starts_with("call");
    let near = hit.tokens.end..clause.end.min(hit.tokens.end + 12);
    let asked = scene.within(unit, near.clone());
    let greets = |t: usize| {
        scene.is(
            t,
            &["discuss", "congratulate", "convey", "deliver", "present"],
        )
    };
    let mut asks = near.filter(|&t| scene.is(t, &["to"]) && !greets(t + 1));
    calls
        && scene.is(hit.tokens.end - 1, &["on"])
        && asks.any(|t| {
            let leads = scene.form(t + 1).is_some_and(|f| f.shape == Shape::Lower);
            leads || asked.iter().any(|f| f.to == t)
        })
}

/// Those of `who` that stand side by side right before a verb: of "At the
/// invitation of Hai, the Minister Prieto" only Prieto.
fn abreast(
    scene: &Scene<'_>,
    unit: usize,
    region: Range<usize>,
    who: Vec<EntityIdx>,
) -> Vec<EntityIdx> {
    let named = scene.within(unit, region);
    let persons: Vec<&Flat> = named
        .iter()
        .filter(|f| f.kind == MentionKind::Person)
        .collect();
    let mut out = Vec::new();
    let mut next: Option<&Flat> = None;
    for flat in persons.into_iter().rev() {
        let joined = next
            .is_none_or(|next| (flat.to..next.from).any(|t| scene.is(t, &["and", "with", "&"])));
        if !joined {
            break;
        }
        out.extend(flat.entity);
        next = Some(flat);
    }
    out.reverse();
    if out.is_empty() { who } else { out }
}

/// Whether a sentence begins with "the dialogue", "the summit": one told before.
fn begins_with_event(scene: &Scene<'_>, unit: usize) -> bool {
    let start = scene.units[unit].tokens.start;
    (start..start + 5).any(|t| {
        scene.is(t, &["the", "this"])
            && scene.is(t + 1, &["dialogue", "summit", "conference", "forum"])
            && scene.at(t + 1).is_none()
            && !(t > start && scene.is(t - 1, &["of"]))
    })
}

/// The body right before an event’s noun: "an OSCE meeting".
fn host_before(scene: &Scene<'_>, unit: usize, at: usize) -> Option<EntityIdx> {
    let before = scene.within(unit, at.saturating_sub(8)..at);
    let last = before.last()?;
    (last.to == at && last.kind == MentionKind::Organisation)
        .then_some(last.entity)
        .flatten()
}

/// Who meets at a named event whose sentence names nobody: "both leaders" of it,
/// else the body in its name ("BIMSTEC Summit").
fn hosts(scene: &Scene<'_>, unit: usize, name: &Flat) -> Vec<EntityIdx> {
    let mut tokens = scene.units[unit].tokens.clone();
    let group = tokens
        .find(|&t| scene.is(t, &["both", "two"]) && scene.is(t + 1, &["leaders", "ministers"]));
    if let Some(both) = group {
        return scene.group(unit, both + 1);
    }
    let whole = scene.mentions[name.mention].span;
    let inside = scene.mentions.iter().skip(name.mention);
    inside
        .take_while(|m| m.span.start < whole.end)
        .filter(|m| m.nested && m.kind == MentionKind::Organisation)
        .filter_map(|m| m.entity)
        .collect()
}

/// Whether a verb of `clause` says that an event is held or attended.
fn is_held(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    clause
        .clone()
        .any(|t| HOLDING.has(scene.word(t)) && scene.at(t).is_none())
}

/// Verbs that make an event of a name.
const HOLDING: Words = Words(
    "held hold holds attend attends attended attending conducted conduct host hosted hosts \
     co-chair co-chaired convened meeting met takes took participate participated participates \
     join joined joins address addressed addresses chair chaired opened opens concluded \
     wrapped began begins kicked started ended inaugurated",
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

/// Who travels for a country without being named.
const DELEGATES: Words = Words(
    "delegation delegations team mission officials ministers lawmakers envoys diplomats \
     negotiators experts parliamentarians minister envoy",
);

/// Verbs of those who come to an event.
const ATTENDED: Words = Words(
    "attend attends attended attending participate participated participates address addressed \
     addresses addressing",
);

/// Words of talks from afar.
const PHONE: Words = Words(
    "phone telephone phoned telephoned rang call videoconference video online virtually virtual",
);

/// What several do when they meet.
const GATHER: Words =
    Words("meet meets met meeting convene convened gather gathered gathering assembled");

/// Those who meet without being named.
const LEADERS: Words = Words(
    "leaders ministers presidents premiers officials envoys negotiators delegates diplomats \
     heads chiefs commanders delegations experts representatives lawmakers mayors governors",
);

/// What a body does when it meets.
const SITTING: Words =
    Words("meet meets met convene convenes convened gather gathers gathered assembled");

/// Groups that can be met though nobody is named.
const MET: Words = Words(
    "counterpart counterparts industrialists ministers leaders envoys delegation lawmakers \
     executives businessmen businesspeople entrepreneurs investors parliamentarians senators \
     diplomats ambassadors commanders officials leader president premier minister chancellor",
);

/// Things that are signed when two sides meet.
const SIGNED: Words = Words(
    "agreement agreements pact deal deals treaty treaties memorandum memoranda mou accord accords \
     concession protocol protocols declaration document documents roadmap contract contracts text \
     convention statement report minutes programme",
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
/// indefinite, or numbered, or another than this ("the last meeting"), or says
/// whose it is ("an OSCE meeting in Vienna", "the Hungarian-Slovak meeting due").
fn is_new_event(scene: &Scene<'_>, unit: usize, hit: &Hit, clause: &Range<usize>) -> bool {
    const INDEFINITE: Words = Words("a an another");
    const OTHER: Words = Words(
        "last previous next earlier first second third fourth fifth final fresh new upcoming latest \
         planned inaugural announced annual",
    );
    let at = hit.tokens.start;
    let from = at.saturating_sub(5).max(clause.start);
    let before = |words: Words| (from..at).any(|t| words.has(scene.word(t)));
    let between = scene.is(hit.tokens.end, &["between"])
        && scene.states(unit, hit.tokens.end..clause.end).len() >= 2;
    let timed = date(scene, unit, clause.clone()).is_some();
    let placed = !places(scene, unit, hit.tokens.end..clause.end).is_empty();
    let owned = host_before(scene, unit, at).is_some()
        || scene
            .states(unit, at.saturating_sub(5).max(clause.start)..at)
            .len()
            >= 2;
    let followed = scene.is(hit.tokens.end, &["in", "with", "of", "on", "at"])
        || scene.is(hit.tokens.end + 1, &["with"])
        || scene.is(hit.tokens.end - 1, &["of", "with"]);
    // "the leaders’ summit on 22 November".
    let dated = scene.is(hit.tokens.end, &["on"])
        && scene
            .at(hit.tokens.end + 1)
            .is_some_and(|f| f.kind == MentionKind::Date);
    let takes_place = (at..clause.end)
        .any(|t| scene.is(t, &["take", "takes", "took", "taking"]) && scene.is(t + 1, &["place"]));
    // "hosted the summit in May", "the talks were held in Oslo between A and B".
    let hosted = (at.saturating_sub(6).max(clause.start)..at)
        .any(|t| Words("host hosts hosted hosting held hold holds").has(scene.word(t)))
        || (hit.tokens.end..clause.end.min(hit.tokens.end + 9))
            .any(|t| scene.is(t, &["held"]) && scene.is(t - 1, &["were", "was", "be", "been"]));
    // "told him during their meeting in Oslo".
    let theirs = scene.is(at - usize::from(at > 0), &["their"])
        && scene.persons(unit, clause.start..at).len() >= 2;
    edition(scene, unit, at).is_some()
        || theirs
        || hosted && (timed || placed)
        || between
        || dated
        || takes_place && (timed || placed)
        || before(INDEFINITE) && followed
        || (before(OTHER) || owned) && (timed || placed)
}

/// Who makes a visit told as a noun: its owner ("Misri’s visit"), or who it is
/// "by", else the "he" of the sentence.
fn visitors(scene: &Scene<'_>, unit: usize, hit: &Hit, clause: &Range<usize>) -> Vec<EntityIdx> {
    let at = hit.tokens.start;
    let behind = hit.tokens.end..clause.end.min(hit.tokens.end + 12);
    // "a visit by Modi", "the visit to Oslo by Modi"; not "seen by Western leaders".
    let by = behind.clone().find(|&t| scene.is(t, &["by"]));
    let by = by.filter(|&by| scene.at(by - 1).is_some() || by == hit.tokens.end);
    if let Some(by) = by.or((scene.is(hit.tokens.end - 1, &["by"])).then_some(hit.tokens.end - 1)) {
        return scene.persons(unit, by..clause.end);
    }
    let from = at.saturating_sub(VISITOR_REACH).max(clause.start);
    let his = (from..at).rev().find(|&t| scene.is(t, &["his", "her"]));
    let own = scene.within(unit, clause.start..at);
    let mut own = own.iter().filter(|f| f.kind == MentionKind::Person);
    // "Modi’s visit", "the leader’s state visit": whom it belongs to stands nearest.
    let owned = (from..at)
        .rev()
        .find(|&t| scene.form(t).is_some_and(Form::is_possessive));
    let owner = owned.and_then(|t| own.clone().find(|f| f.to == t));
    if let Some(owner) = owner.and_then(|f| f.entity) {
        return vec![owner];
    }
    // "the visit of President Ruto to Rome"
    if scene.is(hit.tokens.end, &["of"]) {
        let persons = scene.persons(unit, behind);
        return persons.into_iter().take(1).collect();
    }
    // "Modi met Biden during a visit to Washington": the visit is the subject's.
    let acts = |f: &&Flat| {
        scene.at(f.to).is_none()
            && scene.form(f.to).is_some_and(|f| f.shape == Shape::Lower)
            && !END_OF_LIST.has(scene.word(f.to))
            && !scene.is(f.to, &["and", "with", "of"])
    };
    let subject = own.clone().filter(acts).last().filter(|_| owned.is_none());
    if let Some(person) = subject.or(own.next_back()).and_then(|f| f.entity) {
        return vec![person];
    }
    // "In a visit to Beijing, Blinken warned": whoever acts behind it.
    let opens =
        scene.units[unit].tokens.start == clause.start && OPENS.has(scene.word(clause.start));
    if opens {
        let end = scene.units[unit].tokens.end.min(clause.end + 12);
        let behind = named(scene, unit, clause.end..end);
        if let Some(&person) = behind.iter().find(|&&e| scene.is_person(e)) {
            return vec![person];
        }
    }
    let meant = his.and_then(|_| scene.person_before(unit, at));
    meant.into_iter().collect()
}

/// Most words between a visit and whose it is.
const VISITOR_REACH: usize = 4;

/// The places behind a cue that a preposition of place or the verb itself leads to.
fn places(scene: &Scene<'_>, unit: usize, behind: Range<usize>) -> Vec<EntityIdx> {
    let leads = |f: &&Flat| {
        f.kind == MentionKind::Place
            // "to meet U.S. Secretary of State Greer"
            && !scene.at(f.to).is_some_and(|next| {
                matches!(next.kind, MentionKind::Role | MentionKind::Organisation)
            })
            && (f.from == behind.start
                || scene.is(f.from - 1, &["in", "to", "at", "near", "off", "the"]))
    };
    // "for a visit, during which they inspect a post at Mandera".
    let end = behind
        .clone()
        .find(|&t| END_OF_PLACE.has(scene.word(t)))
        .unwrap_or(behind.end);
    let mut out = Vec::new();
    for flat in scene.within(unit, behind.start..end).iter().filter(leads) {
        if let Some(entity) = flat.entity {
            push(&mut out, entity);
        }
    }
    out
}

/// Words behind which a place is no longer that of the event.
const END_OF_PLACE: Words =
    Words("during which where who that amid said says told reported as while because after before");

/// The date in a clause, as an index into the article's mentions; no length, no
/// "since May", and no year of a name ("the 2008 Joint Declaration").
fn date(scene: &Scene<'_>, unit: usize, clause: Range<usize>) -> Option<u32> {
    let is_day = |f: &&Flat| {
        let timex = match scene.mentions[f.mention].value.as_deref() {
            Some(Value::Date { timex, .. }) => timex.as_str(),
            _ => "",
        };
        let names = scene.form(f.to).is_some_and(Form::is_capital)
            && scene
                .at(f.to)
                .is_none_or(|next| next.kind == MentionKind::Programme && next.from == f.to);
        f.kind == MentionKind::Date
            && !timex.starts_with('P')
            && (timex.len() != 4 || !names)
            && !scene.is(f.from.wrapping_sub(1), &["since", "until", "till"])
    };
    let found = scene.within(unit, clause).iter().find(is_day)?;
    Some(found.mention as u32)
}

/// The date that opens the sentence of a clause that has none: "On 14 July, Modi
/// held talks".
fn date_before(scene: &Scene<'_>, unit: usize, clauses: &[Clause], i: usize) -> Option<u32> {
    let first = &clauses.first()?.tokens;
    let opens = i > 0 && first.len() <= OPENING && named(scene, unit, first.clone()).is_empty();
    opens.then(|| date(scene, unit, first.clone())).flatten()
}

/// Most words of a date that opens a sentence: "On the evening of 14 July 2023".
const OPENING: usize = 8;

/// The number of an edition right before the event's name.
fn edition(scene: &Scene<'_>, unit: usize, event: usize) -> Option<u32> {
    let from = event.saturating_sub(9);
    let numbers = scene.within(unit, from..event);
    let number = numbers
        .iter()
        .rev()
        .find(|f| f.kind == MentionKind::Number)?;
    match scene.mentions[number.mention].value.as_deref() {
        Some(&Value::Number {
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
    clause: Range<usize>,
    is_noun: bool,
) -> MeetingStatus {
    const FUTURE: Words = Words(
        "will shall expected scheduled due planned plans invited upcoming slated hopes would \
         accepted fixed forward next intends set announced",
    );
    const AHEAD: Words = Words("will shall expected scheduled slated set");
    const OFF: Words = Words("cancelled canceled postponed scrapped off shelved delayed");
    const REFUSED: Words = Words("refused refuses declined rejected");
    const PRESENT: Words = Words(
        "meet meets hold holds visit visits travel travels arrive arrives sign signs receive \
         receives host hosts attend attends speak speaks call calls conduct conducts resume \
         resumes begin begins open opens convene convenes",
    );
    // Of these, the ones that are no nouns.
    const VERBS: Words = Words("visits travels meets holds attends receives arrives convenes");
    const PAST: Words = Words(
        "met held visited travelled traveled arrived signed received hosted spoke called \
         conducted inked flew landed telephoned phoned conferred sat toured paid concluded had \
         led carried attended said told took spoken",
    );
    let sentence = scene.units[unit].tokens.clone();
    let at = hit.tokens.start;
    let is_noun = is_noun || scene.is(hit.tokens.end - 1, &["between"]);
    // What is quoted before tells nothing of the event.
    let quoted = |t: usize| scene.form(t).is_some_and(|f| f.sign == b'"');
    let open = (sentence.start..at).rev().find(|&t| quoted(t));
    // "hopes for peace, in the first call between the two".
    let apart = (at.saturating_sub(6).max(sentence.start)..at)
        .rev()
        .find(|&t| {
            is_noun
                && scene.form(t).is_some_and(|f| f.sign == b',')
                && scene.is(t + 1, &["in", "during", "at", "after"])
        });
    let from = open.or(apart).map_or(sentence.start, |t| t + 1);
    let own = from.max(clause.start.min(at))..at;
    let before = from..at;
    let has = |mut tokens: Range<usize>, words: Words| tokens.any(|t| words.has(scene.word(t)));
    // "was to meet her in Oslo but the meeting was called off"
    let undone = |t: usize| {
        OFF.has(scene.word(t))
            && has(t.saturating_sub(3)..t, Words("was were been be is"))
            && has(hit.tokens.end..t, Words("but until before though however"))
    };
    let cancelled = has(clause.clone(), OFF)
        || (hit.tokens.end..sentence.end).any(undone)
        || has(clause.start..at, REFUSED)
        || clause
            .clone()
            .any(|t| scene.is(t, &["not"]) && has(t.saturating_sub(2)..t + 3, AHEAD))
        || (sentence.start..at.min(sentence.start + 2)).any(|t| OFF.has(scene.word(t)));
    let to_come = hit.tokens.len() > 1 && has(hit.tokens.clone(), Words("will due"))
        || (hit.tokens.start..hit.tokens.end - 1)
            .any(|t| scene.is(t, &["to"]) && scene.is(t + 1, &["be"]));
    let to_be = clause
        .clone()
        .any(|t| scene.is(t, &["is", "are"]) && scene.is(t + 1, &["to"]));
    let way = has(hit.tokens.clone(), Words("way"));
    // "Kenya and Rwanda are holding talks", "is on a visit to"; not "are meeting next week".
    const BEING: Words = Words("is are am");
    let verb_before = at.saturating_sub(2).max(clause.start.min(at))..at;
    let under_way = has(verb_before, BEING)
        && (scene.word(at).ends_with("ing") || scene.is(at, &["on"]))
        && !has(clause.clone(), Words("next tomorrow later due will"));
    // The "To" of "To Lam" is a name.
    let near = |words: &[&str]| {
        (at.saturating_sub(2)..at).any(|t| scene.at(t).is_none() && scene.is(t, words))
    };
    let infinitive = near(&["to"]);
    let is_verb =
        |t: usize| scene.at(t).is_none() && (PAST.has(scene.word(t)) || VERBS.has(scene.word(t)));
    let is_infinitive = |t: usize| (t.saturating_sub(2)..t).any(|t| scene.is(t, &["to"]));
    // An event told as a noun is as its verb is: "visits Rome to attend the summit".
    let finite = PAST.has(scene.word(at)) || PRESENT.has(scene.word(at));
    let verb = if is_noun || !finite {
        before
            .clone()
            .rev()
            .find(|&t| is_verb(t) && !is_infinitive(t))
    } else {
        Some(at).filter(|_| !infinitive)
    };
    // "travels to Paris to meet" is to come, "flew to Paris to meet" is told as done.
    let leading = before
        .clone()
        .rev()
        .find(|&t| is_verb(t) && !is_infinitive(t));
    let to_meet = infinitive && leading.is_none_or(|t| VERBS.has(scene.word(t)));
    // "will visit the country and meet", "on his way to attend".
    let led = has(before.clone(), AHEAD)
        || has(before.clone(), Words("way"))
        || infinitive && has(before, Words("agreed invited"));
    let passive = near(&["be", "being"]);
    let finite_past = verb.is_some_and(|t| PAST.has(scene.word(t))) && !passive;
    let finite_present = verb.is_some_and(|t| PRESENT.has(scene.word(t)));
    let later = hit.tokens.end..sentence.end.min(hit.tokens.end + 12);
    let later = later.start..later.clone().find(|&t| quoted(t)).unwrap_or(later.end);
    // "a meeting is planned for May", "a session, due in June".
    let to_come_behind = |t: usize| {
        Words("planned due foreseen slated pencilled").has(scene.word(t))
            && t > hit.tokens.start
            && (scene.is(t - 1, &["is", "are", "was", "were", "been", "be", "now"])
                || scene.form(t - 1).is_some_and(|f| f.sign == b','))
    };
    // "the summit opens on Monday".
    const OPENS_SOON: Words = Words("opens begins starts convenes kicks");
    let opens_soon = is_noun
        && verb.is_none()
        && (hit.tokens.end..hit.tokens.end + 5).any(|t| {
            OPENS_SOON.has(scene.word(t)) || scene.is(t, &["takes"]) && scene.is(t + 1, &["place"])
        });
    let ahead =
        !finite_past && date(scene, unit, clause.clone()).is_some_and(|d| lies_ahead(scene, d));
    if cancelled {
        MeetingStatus::Mentioned
    } else if to_come || ahead {
        MeetingStatus::Planned
    } else if way || under_way {
        MeetingStatus::Ongoing
    } else if finite_past && !has(verb.unwrap_or(at) + 1..hit.tokens.end, FUTURE) {
        MeetingStatus::Held
    } else if finite_present
        || opens_soon
        || to_meet
        || led
        || to_be
        || has(own.start..hit.tokens.end, FUTURE)
        || verb.is_none() && has(later.clone(), AHEAD)
        || is_noun && verb.is_none_or(|t| t < clause.start) && later.clone().any(to_come_behind)
    {
        MeetingStatus::Planned
    } else {
        MeetingStatus::Held
    }
}

/// Whether a date mention names a day or month behind the article's own date.
pub(super) fn lies_ahead(scene: &Scene<'_>, mention: u32) -> bool {
    let (
        Some(today),
        Some(Value::Date {
            timex,
            resolved: true,
        }),
    ) = (
        &scene.context.meta.date,
        scene.mentions[mention as usize].value.as_deref(),
    )
    else {
        return false;
    };
    let first = timex.split(['/', 'T']).next().unwrap_or("");
    let is_plain =
        matches!(first.len(), 7 | 10) && first.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_plain && today.get(..first.len()).is_some_and(|t| first > t)
}

/// Adds a draft, or joins it to the meeting it tells of once more.
fn join(scene: &Scene<'_>, drafts: &mut Vec<Draft>, new: Draft) {
    // "The meeting was attended by the ambassador": the one told before.
    if new.attends
        && let Some(last) = drafts.last_mut()
        && new.unit - last.unit <= 3
    {
        // "The Turkish side was led by A while the Kenyan side was led by B."
        if last.meeting.participants.is_empty() || last.attends {
            for entity in new.meeting.participants {
                push(&mut last.meeting.participants, entity);
            }
        }
        last.meeting.evidence.extend(new.meeting.evidence);
        return;
    }
    let mut before = drafts.iter_mut().rev().take(MEETINGS_BACK);
    let same = before.find(|old| is_same(old, &new) && !conflict(scene, old, &new));
    let Some(old) = same else {
        let group =
            new.with_group && (!new.meeting.parties.is_empty() || !new.meeting.places.is_empty());
        let named = !new.meeting.participants.is_empty() || new.meeting.parties.len() >= 2;
        let set = new.is_event && !new.meeting.places.is_empty() && new.meeting.date.is_some();
        if named || group || set {
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
    old.with_group &= new.with_group;
    into.series = into.series.or(from.series);
    into.edition = into.edition.or(from.edition);
    into.evidence.extend(from.evidence);
    into.evidence.dedup();
}

/// How many meetings back one may be told of again: more than any article tells of.
const MEETINGS_BACK: usize = 256;

/// How far apart two sentences may tell of one meeting: sentences.
const REACH: usize = 6;

/// Whether two tellings name another day, or another town and no common day.
fn conflict(scene: &Scene<'_>, old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.meeting, &new.meeting);
    let day = |d: Option<u32>| match scene.mentions[d? as usize].value.as_deref() {
        Some(Value::Date { timex, .. }) => Some(timex.as_str()),
        _ => None,
    };
    let days = day(a.date).zip(day(b.date));
    let fits = |(x, y): (&str, &str)| {
        // "last week" and "on Thursday", "in May" and "on 3 May" can be one day.
        x.starts_with(y)
            || y.starts_with(x)
            || x.contains(['/', 'W', 'X'])
            || y.contains(['/', 'W', 'X'])
    };
    if days.is_some_and(|d| !fits(d)) {
        return true;
    }
    // Countries and regions hold many towns: only towns tell two meetings apart.
    let towns = |m: &Meeting| -> Vec<EntityIdx> {
        let is_town = |e: &EntityIdx| !scene.is_country(*e) && scene.country_of(*e).is_some();
        m.places.iter().copied().filter(is_town).collect()
    };
    // "Modi visited Russia" and "will visit Austria".
    let states = |m: &Meeting| -> Vec<EntityIdx> {
        let state = |e: &EntityIdx| {
            Some(*e)
                .filter(|&e| scene.is_country(e))
                .or(scene.country_of(*e))
        };
        m.places.iter().filter_map(state).collect()
    };
    if a.kind == MeetingKind::Visit {
        let (x, y) = (states(a), states(b));
        if !x.is_empty() && !y.is_empty() && !x.iter().any(|e| y.contains(e)) {
            return true;
        }
    }
    let (x, y) = (towns(a), towns(b));
    let common = days.is_some_and(|(x, y)| x == y);
    !common && !x.is_empty() && !y.is_empty() && !x.iter().any(|e| y.contains(e))
}

fn is_same(old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.meeting, &new.meeting);
    if new.by_phone && !old.by_phone && b.participants.len() > 1 {
        return false;
    }
    if a.status != b.status || (a.kind == MeetingKind::Visit) != (b.kind == MeetingKind::Visit) {
        return false;
    }
    if a.edition.is_some() && b.edition.is_some() && a.edition != b.edition {
        return false;
    }
    if a.series.is_some() && b.series.is_none() && new.refers && new.unit - old.unit <= 2 {
        return true;
    }
    if a.series.is_some() || b.series.is_some() {
        return a.series == b.series;
    }
    if (a.kind == MeetingKind::Signing) != (b.kind == MeetingKind::Signing) {
        return false;
    }
    let nobody = |m: &Meeting| m.participants.is_empty() && m.parties.is_empty();
    if nobody(a) && nobody(b) {
        return a.kind == b.kind && a.places.iter().any(|p| b.places.contains(p));
    }
    if old.with_group != new.with_group && a.participants.len().max(b.participants.len()) > 1 {
        return false;
    }
    let within = |x: &[EntityIdx], y: &[EntityIdx]| x.iter().all(|e| y.contains(e));
    let same = within(&a.participants, &b.participants) && within(&b.participants, &a.participants);
    let persons = !a.participants.is_empty()
        && !b.participants.is_empty()
        && (same
            || !old.each
                && !new.each
                && (within(&a.participants, &b.participants)
                    || within(&b.participants, &a.participants)));
    let countries = (a.participants.is_empty() || b.participants.is_empty())
        && !a.parties.is_empty()
        && (within(&a.parties, &b.parties) || within(&b.parties, &a.parties));
    countries || persons && (new.unit - old.unit <= REACH || same)
}

#[cfg(test)]
mod tests {
    use crate::record::{MeetingKind, MeetingStatus};
    use crate::{Given, read};

    #[test]
    fn meetings() {
        use MeetingKind::{Talks, Visit};
        use MeetingStatus::{Held, Mentioned, Planned};
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
            (
                "At the invitation of President Ana Souza, Prime Minister Jean Dupont paid a visit \
                 to Brazil.",
                &[(Visit, Held, 1)],
            ),
            (
                "Prime Minister Jean Dupont refused to meet President Ana Souza.",
                &[(Talks, Mentioned, 2)],
            ),
            (
                "Foreign Minister Jean Dupont did not meet President Ana Souza.",
                &[],
            ),
            (
                "Prime Minister Jean Dupont arrived in Brazil on his three-day visit.",
                &[(Visit, Held, 1)],
            ),
            (
                "President Ana Souza will meet business leaders in Paris on Monday.",
                &[(Talks, Planned, 1)],
            ),
            (
                "“We will buy grain,” President Ana Souza said in a meeting with Prime Minister \
                 Jean Dupont.",
                &[(Talks, Held, 2)],
            ),
            (
                "Prime Minister Jean Dupont met President Ana Souza during a visit to Oslo.",
                &[(Talks, Held, 2), (Visit, Held, 1)],
            ),
            (
                "Visiting Oslo last week, Prime Minister Jean Dupont warned of a war.",
                &[(Visit, Held, 1)],
            ),
            (
                "President Ana Souza arrived for a meeting with her French counterpart, Jean Dupont.",
                &[(Talks, Held, 2)],
            ),
            (
                "Speaking to the BBC on Monday, Prime Minister Jean Dupont said prices will fall.",
                &[],
            ),
            (
                "Prime Minister Jean Dupont said NATO will meet its commitments.",
                &[],
            ),
            (
                "President Ana Souza called for talks with Prime Minister Jean Dupont.",
                &[],
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

    /// Texts, and the words that date the first meeting in them; "" is none.
    #[test]
    fn dates() {
        for (text, want) in [
            (
                "On 14 July 2023, President Ana Souza held talks with Prime Minister Jean Dupont 日本 🙂.",
                "14 July 2023",
            ),
            (
                "President Ana Souza met Prime Minister Jean Dupont on the 2008 Joint Declaration – “¥5”.",
                "",
            ),
            (
                "President Ana Souza met Prime Minister Jean Dupont, their first since 2019, in the café.",
                "",
            ),
        ] {
            let reading = read(text, &Given::default());
            let date = reading.meetings.first().and_then(|m| m.date);
            let got = date.map_or("", |d| reading.mentions[d as usize].span.slice(text));
            assert_eq!(got, want, "{text}");
            assert!(!reading.meetings.is_empty(), "{text}");
        }
    }
}
