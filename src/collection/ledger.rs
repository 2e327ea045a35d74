//! The ledger: what articles say about the same thing, side by side.
//!
//! Claims are joined by what they are about (see `report`) if their
//! parties are the same; each row says whether the reports agree, add to each
//! other or differ, and in what. Nothing here says who is right.
//!
//! Example: "the target of five trillion yen in overall investments" and "five
//! trillion yen Japanese investment in India between 2022 and 2027" are one row;
//! the second adds a period.

use chancery_extract::record::ClaimStatus;
use chancery_text::{Span, sort};

use crate::article::ArticleIdx;
use crate::correction::Pair;
use crate::event::{self, Cluster, Event, Link};
use crate::person::{self, Office, SameAs};
use crate::report::{ClaimReport, Feature, FeatureKind, Name, Reports};

/// What is known of many articles together.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    /// Those of many reports first, then in the order met.
    pub rows: Vec<Row>,
    /// In the order met.
    pub events: Vec<Event>,
    /// By earlier and later event.
    pub links: Vec<Link>,
    /// Names that may be one person's, the likeliest first.
    pub same: Vec<SameAs>,
    /// By role and country.
    pub offices: Vec<Office>,
    /// What was not held against each other, as too many share one thing.
    pub skipped: Skipped,
}

/// Pairs that were not held against each other, as too many share one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Skipped {
    /// Reports of meetings and the reports of an event.
    pub meetings: u64,
    /// Events that may follow from each other.
    pub links: u64,
    /// Names of one sound.
    pub names: u64,
}

/// The pairs among `n` of which only the first `n_compared` are held against each
/// other, that are not.
pub(crate) fn n_skipped(n: usize, n_compared: usize) -> u64 {
    let pairs = |n: usize| (n as u64) * (n as u64).saturating_sub(1) / 2;
    pairs(n) - pairs(n.min(n_compared))
}

/// What kind of thing a row is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RowKind {
    /// A sum.
    Figure,
    /// Something agreed, promised or aimed at.
    Commitment,
    /// Anything else that is said.
    Statement,
}

/// How the reports of a row compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// They say the same.
    Agree,
    /// Some say more than others.
    Adds,
    /// They cannot all be so.
    Differs,
    /// Only one article reports it.
    Single,
}

/// One thing that is claimed.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// What kind of thing.
    pub kind: RowKind,
    /// What the reports have in common, the strongest first: the label of a topic,
    /// an entity id, a sum as "JPY 5000000000000", or a word.
    pub about: Vec<String>,
    /// How the reports compare.
    pub verdict: Verdict,
    /// In what they add or differ, in words; sorted.
    pub differing: Vec<&'static str>,
    /// By article and place.
    pub reports: Vec<Report>,
    /// Reports that the verdict leaves aside, as there are very many.
    pub n_not_compared: u32,
}

/// One claim of a row.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Which article.
    pub article: ArticleIdx,
    /// Its place among the claims of the article.
    pub claim: u32,
    /// The words it rests on.
    pub span: Span,
    /// How firm it is.
    pub status: ClaimStatus,
    /// Ids of those who make it.
    pub who: Vec<String>,
    /// Currency and amount.
    pub sums: Vec<(String, f64)>,
    /// Calendar dates and durations, TIMEX3.
    pub dates: Vec<String>,
}

/// Claims that are about one thing, by index into [`Reports::claims`]; sorted.
struct Join {
    claims: Vec<u32>,
    /// What they share, the strongest first.
    shared: Vec<Name>,
}

/// Words between two words that still belong to one phrase.
const PHRASE: u32 = 3;

/// Reports of a row that are compared with each other.
const MAX_COMPARED: usize = 64;

impl Ledger {
    /// Joins what `reports` hold, but for what `pairs` keep apart. Costs time in proportion to the claims, each with
    /// the pairs of its features, and their logarithm.
    pub(crate) fn new(reports: &Reports, pairs: Vec<Pair>) -> Self {
        let mut reports = reports.renumbered();
        reports.pairs = pairs;
        let reports = &reports;
        let joins = joins(reports);
        let by_article = by_article(reports, &joins);
        let shared =
            |a: ArticleIdx, b: ArticleIdx| n_common(of(&by_article, a), of(&by_article, b));
        let mut skipped = Skipped::default();
        let clusters = event::join(reports, &shared, &mut skipped);
        let together = together(reports, &clusters);
        let mut rows: Vec<Row> = joins.iter().map(|j| row(reports, j, &together)).collect();
        let mut is_joined = vec![false; reports.claims.len()];
        for claim in joins.iter().flat_map(|j| &j.claims) {
            is_joined[*claim as usize] = true;
        }
        for (at, _) in is_joined.iter().enumerate().filter(|(_, joined)| !**joined) {
            let single = Join {
                claims: vec![at as u32],
                shared: strongest(&reports.claims[at].features),
            };
            rows.push(row(reports, &single, &together));
        }
        Self {
            rows,
            events: event::events(reports, &clusters),
            links: event::links(reports, &clusters, &mut skipped),
            same: person::same(reports, &mut skipped),
            offices: person::offices(reports),
            skipped,
        }
    }
}

/// The claims of several articles that are about one thing; those of most
/// articles first.
fn joins(reports: &Reports) -> Vec<Join> {
    let mut keyed: Vec<((Name, Name), u32)> = Vec::new();
    for (at, claim) in (0u32..).zip(&reports.claims) {
        let is_of_two = claim.countries.len() > 1;
        for (n, a) in claim.features.iter().enumerate() {
            if a.is_strong && is_of_two {
                keyed.push(((a.name, a.name), at));
            }
            let later = claim.features[n + 1..].iter();
            let pairs = later.filter(|b| is_pair(a, b, is_of_two));
            keyed.extend(pairs.map(|b| ((a.name, b.name), at)));
        }
    }
    sort::sort(&mut keyed);
    let mut joins = Vec::new();
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        let (a, b) = same[0].0;
        let shared = if a == b { vec![a] } else { vec![a, b] };
        let claims: Vec<u32> = same.iter().map(|k| k.1).collect();
        let of_parties = of_parties(reports, claims).into_iter();
        joins.extend(of_parties.map(|claims| Join {
            claims,
            shared: shared.clone(),
        }));
    }
    unite(reports, joins)
}

/// Whether two features that a claim has both are enough. What one country says of
/// a topic may be said of anything, so there one of the two must be strong and the
/// other no mere word; two parties narrow it down.
fn is_pair(a: &Feature, b: &Feature, is_of_two: bool) -> bool {
    use FeatureKind::{Named, Sum, Topic, Word};
    let is_phrase = a.at.abs_diff(b.at) <= PHRASE;
    let is_firm = is_of_two || a.is_strong || b.is_strong || a.kind == Sum || b.kind == Sum;
    match (a.kind.min(b.kind), a.kind.max(b.kind)) {
        (Topic, Topic | Sum | Named) => is_firm,
        (Sum, Sum | Named) | (Named, Named) => false,
        (_, Word) => is_phrase && is_of_two,
        _ => false,
    }
}

/// Claims of the same parties, each lot sorted; only lots of several articles.
fn of_parties(reports: &Reports, mut claims: Vec<u32>) -> Vec<Vec<u32>> {
    let claim = |at: u32| &reports.claims[at as usize];
    let n_articles = |claims: &[u32]| {
        let mut articles: Vec<ArticleIdx> = claims.iter().map(|&c| claim(c).article).collect();
        articles.dedup();
        articles.len()
    };
    if n_articles(&claims) < 2 {
        return Vec::new();
    }
    sort::sort_by_key(&mut claims, |&c| {
        (std::cmp::Reverse(claim(c).countries.len()), c)
    });
    // The first of each lot names the most parties.
    let mut lots: Vec<Vec<u32>> = Vec::new();
    for at in claims {
        match lots.iter_mut().find(|lot| {
            let is_apart = |&other: &u32| reports.are_apart(claim(other), claim(at));
            is_same_matter(reports, claim(lot[0]), claim(at)) && !lot.iter().any(is_apart)
        }) {
            Some(lot) => lot.push(at),
            None => lots.push(vec![at]),
        }
    }
    for lot in &mut lots {
        sort::sort(lot);
    }
    lots.retain(|lot| n_articles(lot) > 1);
    lots
}

/// Days after which the same words are about another matter: three years, the
/// length of most plans.
const MAX_DAYS: i64 = 1100;

/// Whether two claims of one topic have the same parties, at about the same time.
fn is_same_matter(reports: &Reports, all: &ClaimReport, some: &ClaimReport) -> bool {
    let day = |c: &ClaimReport| {
        reports
            .dates
            .get(&c.article)
            .and_then(|d| event::day_number(d))
    };
    let is_apart = day(all)
        .zip(day(some))
        .is_some_and(|(a, b)| (a - b).abs() > MAX_DAYS);
    !is_apart && is_same_parties(all, some)
}

fn is_same_parties(all: &ClaimReport, some: &ClaimReport) -> bool {
    let is_within = some.countries.iter().all(|c| all.countries.contains(c));
    let share_body = all.bodies.iter().any(|b| some.bodies.contains(b));
    let other_bodies = !all.bodies.is_empty() && !some.bodies.is_empty() && !share_body;
    match some.countries.len() {
        0 => all.countries.is_empty() && share_body,
        1 => all.countries.len() == 1 && is_within && !other_bodies,
        _ => is_within && !other_bodies,
    }
}

/// Without the joins whose claims another has all.
fn unite(reports: &Reports, mut joins: Vec<Join>) -> Vec<Join> {
    sort::sort_by(&mut joins, |a, b| {
        (b.claims.len(), &a.claims, &a.shared).cmp(&(a.claims.len(), &b.claims, &b.shared))
    });
    let mut united: Vec<Join> = Vec::new();
    let mut of_claim: Vec<Vec<u32>> = vec![Vec::new(); reports.claims.len()];
    for join in joins {
        let first = join.claims[0] as usize;
        let holds = |j: &&u32| {
            let all = &united[**j as usize].claims;
            join.claims.iter().all(|c| all.binary_search(c).is_ok())
        };
        if let Some(&larger) = of_claim[first].iter().find(holds) {
            let larger = &mut united[larger as usize];
            if larger.claims.len() == join.claims.len() {
                for name in join.shared {
                    if !larger.shared.contains(&name) {
                        larger.shared.push(name);
                    }
                }
            }
            continue;
        }
        for &claim in &join.claims {
            of_claim[claim as usize].push(united.len() as u32);
        }
        united.push(join);
    }
    united
}

/// By article, sorted: the joins it is in.
fn by_article(reports: &Reports, joins: &[Join]) -> Vec<(ArticleIdx, u32)> {
    let mut list: Vec<(ArticleIdx, u32)> = Vec::new();
    for (at, join) in (0u32..).zip(joins) {
        list.extend(
            join.claims
                .iter()
                .map(|&c| (reports.claims[c as usize].article, at)),
        );
    }
    sort::sort(&mut list);
    list.dedup();
    list
}

fn of(list: &[(ArticleIdx, u32)], article: ArticleIdx) -> &[(ArticleIdx, u32)] {
    let from = list.partition_point(|l| l.0 < article);
    let to = list.partition_point(|l| l.0 <= article);
    &list[from..to]
}

fn n_common(a: &[(ArticleIdx, u32)], b: &[(ArticleIdx, u32)]) -> usize {
    a.iter()
        .filter(|x| b.binary_search_by_key(&x.1, |y| y.1).is_ok())
        .count()
}

/// Pairs of articles that report one event, the first before the second; sorted.
fn together(reports: &Reports, clusters: &[Cluster]) -> Vec<(ArticleIdx, ArticleIdx)> {
    let mut pairs = Vec::new();
    for cluster in clusters {
        let members = cluster.members.iter().take(MAX_COMPARED);
        let articles: Vec<ArticleIdx> = members
            .map(|&m| reports.meetings[m as usize].article)
            .collect();
        for (n, &a) in articles.iter().enumerate() {
            pairs.extend(articles[n + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    sort::sort(&mut pairs);
    pairs.dedup();
    pairs
}

fn row(reports: &Reports, join: &Join, together: &[(ArticleIdx, ArticleIdx)]) -> Row {
    let claims: Vec<&ClaimReport> = join
        .claims
        .iter()
        .map(|&c| &reports.claims[c as usize])
        .collect();
    let (verdict, differing) = verdict(&claims, together);
    let has_sum = claims.iter().any(|c| !c.sums.is_empty());
    let kind = match claims.iter().any(|c| is_firm(c.status) || is_aim(c.status)) {
        _ if has_sum => RowKind::Figure,
        true => RowKind::Commitment,
        false => RowKind::Statement,
    };
    let about = join.shared.iter().take(2).map(|&n| reports.label(n));
    let ids = |names: &[Name]| names.iter().map(|&n| reports.name(n).to_owned()).collect();
    Row {
        kind,
        about: about.map(str::to_owned).collect(),
        verdict,
        differing,
        n_not_compared: (claims.len() - compared(&claims).len()) as u32,
        reports: claims
            .iter()
            .map(|c| Report {
                article: c.article,
                claim: c.number,
                span: c.span,
                status: c.status,
                who: ids(&c.who),
                sums: c
                    .sums
                    .iter()
                    .map(|s| (reports.name(s.0).to_owned(), s.1))
                    .collect(),
                dates: c.dates.clone(),
            })
            .collect(),
    }
}

/// What a claim is about by itself.
fn strongest(features: &[Feature]) -> Vec<Name> {
    let mut features: Vec<&Feature> = features.iter().collect();
    sort::sort_by_key(&mut features, |f| (!f.is_strong, f.kind, f.at));
    features.iter().map(|f| f.name).collect()
}

/// Whether it binds anew. What is reaffirmed was there before.
fn is_firm(status: ClaimStatus) -> bool {
    matches!(
        status,
        ClaimStatus::Agreed | ClaimStatus::Committed | ClaimStatus::Signed
    )
}

fn is_aim(status: ClaimStatus) -> bool {
    matches!(
        status,
        ClaimStatus::Target
            | ClaimStatus::Intended
            | ClaimStatus::Planned
            | ClaimStatus::Reaffirmed
    )
}

fn is_request(status: ClaimStatus) -> bool {
    matches!(status, ClaimStatus::Requested | ClaimStatus::CalledFor)
}

/// Whether it is open whether anything comes of it.
fn is_open(status: ClaimStatus) -> bool {
    matches!(
        status,
        ClaimStatus::Discussed
            | ClaimStatus::Negotiating
            | ClaimStatus::Possible
            | ClaimStatus::Hoped
    )
}

fn verdict(
    claims: &[&ClaimReport],
    together: &[(ArticleIdx, ArticleIdx)],
) -> (Verdict, Vec<&'static str>) {
    let (mut differs, mut adds) = (Vec::new(), Vec::new());
    let is_single = claims.iter().all(|c| c.article == claims[0].article);
    let claims = &compared(claims)[..];
    for (n, a) in claims.iter().enumerate() {
        for b in claims[n + 1..].iter().filter(|b| b.article != a.article) {
            let pair = (a.article.min(b.article), a.article.max(b.article));
            let is_one_event = together.binary_search(&pair).is_ok();
            differ(a, b, is_one_event, &mut differs);
            add(a, b, &mut adds);
        }
    }
    let (verdict, mut what) = match (is_single, differs.is_empty(), adds.is_empty()) {
        (true, ..) => (Verdict::Single, Vec::new()),
        (_, false, _) => (Verdict::Differs, differs),
        (_, _, false) => (Verdict::Adds, adds),
        _ => (Verdict::Agree, Vec::new()),
    };
    sort::sort(&mut what);
    what.dedup();
    (verdict, what)
}

/// The claims that are compared with each other: all of them, unless there are very
/// many, which is told of ([`Row::n_not_compared`]); then the first of each article. `claims` stand by article.
fn compared<'r>(claims: &[&'r ClaimReport]) -> Vec<&'r ClaimReport> {
    let by_article = claims.chunk_by(|a, b| a.article == b.article);
    let n_each = (MAX_COMPARED / by_article.clone().count().max(1)).max(1);
    let first = by_article.flat_map(|of_one| of_one.iter().take(n_each));
    first.take(MAX_COMPARED).copied().collect()
}

/// In what two claims cannot both be so.
fn differ(a: &ClaimReport, b: &ClaimReport, is_one_event: bool, out: &mut Vec<&'static str>) {
    let is_opposed = |x, y| is_firm(x) && y == ClaimStatus::NotAgreed;
    let is_weaker = |x, y| is_one_event && is_firm(x) && is_open(y);
    let statuses = |f: &dyn Fn(ClaimStatus, ClaimStatus) -> bool| {
        f(a.status, b.status) || f(b.status, a.status)
    };
    if statuses(&is_opposed) || statuses(&is_weaker) {
        out.push("status");
    }
    // Two sums can be told of one thing only if more than its topic is the same.
    if is_one_event || n_same(a, b) > 2 {
        let other_sum = |x: &(Name, f64)| {
            let mut same_currency = b.sums.iter().filter(|y| y.0 == x.0).peekable();
            same_currency.peek().is_some() && same_currency.all(|y| !is_about(x.1, y.1))
        };
        if !a.sums.is_empty() && a.sums.iter().all(other_sum) {
            out.push("amount");
        }
        let is_term = |c: &ClaimReport| is_aim(c.status) || is_firm(c.status);
        if is_term(a) && is_term(b) && other_time(&a.dates, &b.dates) {
            out.push("date");
        }
    }
}

fn n_same(a: &ClaimReport, b: &ClaimReport) -> usize {
    let is_shared = |f: &&Feature| b.features.iter().any(|g| g.name == f.name);
    a.features.iter().filter(is_shared).count()
}

/// Whether two sums are the same but for rounding: "about 5.4 million".
fn is_about(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.02 * a.abs().max(b.abs())
}

/// Whether both name times and none of one can be one of the other.
fn other_time(a: &[String], b: &[String]) -> bool {
    let is_other = |x: &str, y: &str| match event::agree(x, y) {
        Some(agree) => !agree,
        None => x.starts_with('P') && y.starts_with('P') && x != y,
    };
    !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| is_other(x, y)))
}

/// What one of two claims says and the other does not.
fn add(a: &ClaimReport, b: &ClaimReport, out: &mut Vec<&'static str>) {
    let mut note = |differs: bool, what| {
        if differs {
            out.push(what);
        }
    };
    note(
        is_firm(a.status) != is_firm(b.status) || is_request(a.status) != is_request(b.status),
        "status",
    );
    note(a.sums.is_empty() != b.sums.is_empty(), "amount");
    note(a.dates != b.dates, "date");
    note(a.is_singular != b.is_singular, "extent");
    let has = |c: &ClaimReport, f: &Feature| c.features.iter().any(|g| g.name == f.name);
    let is_more = |f: &&Feature| f.kind == FeatureKind::Named && f.is_strong;
    let more =
        |a: &ClaimReport, b: &ClaimReport| a.features.iter().filter(is_more).any(|f| !has(b, f));
    note(more(a, b) || more(b, a), "what it names");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Codebook, Collection, Origin};

    fn rows(texts: &[String]) -> Vec<Row> {
        let collection = Collection::new(Codebook::default());
        let mut reports = Reports::default();
        for (at, text) in (0u32..).zip(texts) {
            let read = collection.read(Origin::default(), text.clone());
            reports.add(ArticleIdx(at), &read.expect("it has words"));
        }
        Ledger::new(&reports, Vec::new()).rows
    }

    #[test]
    fn many_claims_of_one_article_hide_no_other_article() {
        let sentence = "India and Japan agreed to build a lithium plant in Gujarat. ";
        let texts = [
            sentence.repeat(200),
            format!("{sentence}\n\n日本 “é” 🙂 ¥5."),
        ];
        let rows = rows(&texts);
        let shared: Vec<&Row> = rows
            .iter()
            .filter(|r| r.verdict != Verdict::Single)
            .collect();
        assert_eq!(shared.len(), 1, "{rows:?}");
        assert_eq!(shared[0].verdict, Verdict::Agree);
        assert!(shared[0].reports.len() > 100);
        assert_eq!(
            shared[0].about.iter().filter(|a| *a == "lithium").count(),
            1,
            "{:?}",
            shared[0].about
        );
    }

    #[test]
    fn claims_of_other_parties_stay_apart() {
        let text = |a: &str, b: &str| {
            format!("{a} and {b} agreed to build a lithium plant worth $400 million.")
        };
        let texts = [
            text("India", "Japan"),
            text("India", "Chile"),
            text("Kenya", "Ghana"),
        ];
        assert!(rows(&texts).iter().all(|r| r.verdict == Verdict::Single));
        assert_eq!(rows(&[]), []);
    }
}
