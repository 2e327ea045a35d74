//! The one file where core types become protocol types and back. Every `match`
//! is exhaustive: a new kind does not compile until page and export know it.

use chancery_collection::concordance;
use chancery_collection::{ArticleIdx, Clause, Collection, Correction, Hit, HitKind, Lens};
use chancery_collection::{
    LensFacets, Origin, Pair, Place, Query, Relation, RowKind, Says, Selection, Verdict,
};
use chancery_extract::Mend;
use chancery_extract::mend::Words;
use chancery_extract::record::{ClaimStatus, MeetingKind, MeetingStatus, QuoteKind, RoleBasis};
use chancery_extract::{DateKnown, MentionKind, Reading};
use chancery_protocol::answer::{self, Stretch};
use chancery_protocol::ask::{self, Layer, RawArticle};
use chancery_protocol::correction;
use chancery_text::{BoilerplateKind, OffsetUnit, Runs, Span, Zone, ZoneKind};

pub(crate) fn stretch(span: Span) -> Stretch {
    Stretch {
        start: span.start,
        end: span.end,
    }
}

pub(crate) fn span_in(stretch: Stretch) -> Span {
    Span::new(stretch.start, stretch.end)
}

pub(crate) fn origin_in(raw: RawArticle) -> (Origin, String) {
    let origin = Origin {
        file: raw.file,
        title: raw.title,
        date: raw.date,
        publisher: raw.source,
        address: raw.address,
        problems: raw.problems,
    };
    (origin, raw.text)
}

pub(crate) fn raw_out(raw: chancery_import::RawArticle) -> RawArticle {
    RawArticle {
        file: raw.file,
        text: raw.text,
        title: raw.title,
        date: raw.date,
        source: raw.source,
        address: raw.address,
        problems: raw.problems,
    }
}

pub(crate) fn left_out(error: &chancery_import::ImportError) -> answer::LeftOut {
    answer::LeftOut {
        file: error.file().to_owned(),
        reason: error.reason(),
    }
}

pub(crate) fn recognised(recognised: chancery_import::Recognised) -> answer::Recognised {
    let column = |column: chancery_import::Column| answer::Column {
        name: column.name,
        example: column.example,
        field: column.field.and_then(field),
    };
    answer::Recognised {
        file: recognised.file,
        format: recognised.format.to_string(),
        encoding: recognised.encoding.map(str::to_owned),
        n_articles: recognised.n_articles as u32,
        columns: recognised.columns.into_iter().map(column).collect(),
    }
}

fn field(field: chancery_import::Field) -> Option<ask::Field> {
    match field {
        chancery_import::Field::File => None,
        chancery_import::Field::Text => Some(ask::Field::Text),
        chancery_import::Field::Title => Some(ask::Field::Title),
        chancery_import::Field::Date => Some(ask::Field::Date),
        chancery_import::Field::Source => Some(ask::Field::Source),
        chancery_import::Field::Address => Some(ask::Field::Address),
    }
}

pub(crate) fn field_in(field: ask::Field) -> chancery_import::Field {
    match field {
        ask::Field::Text => chancery_import::Field::Text,
        ask::Field::Title => chancery_import::Field::Title,
        ask::Field::Date => chancery_import::Field::Date,
        ask::Field::Source => chancery_import::Field::Source,
        ask::Field::Address => chancery_import::Field::Address,
    }
}

pub(crate) fn saved_out((origin, text): (Origin, String)) -> RawArticle {
    RawArticle {
        file: origin.file,
        text,
        title: origin.title,
        date: origin.date,
        source: origin.publisher,
        address: origin.address,
        problems: origin.problems,
    }
}

/// What is doubtful about an article: in its file first, then in its text.
pub(crate) fn problems(origin: &Origin, reading: &Reading) -> Vec<answer::Problem> {
    let of_file = origin.problems.iter().map(|what| (None, what));
    let of_text = reading.problems.iter().map(|p| (p.span, &p.what));
    of_file
        .chain(of_text)
        .map(|(span, what)| answer::Problem {
            stretch: span.map(stretch),
            what: what.clone(),
        })
        .collect()
}

pub(crate) fn selection_in(asked: &ask::Selection) -> Selection {
    let clause = |c: &ask::Clause| Clause {
        lens: lens_in(c.lens),
        key: c.key.clone(),
        exclude: c.exclude,
    };
    Selection {
        clauses: asked.clauses.iter().map(clause).collect(),
        any: asked.any.iter().map(|&l| lens_in(l)).collect(),
        query: Query::new(&asked.find),
    }
}

pub(crate) fn layout_in(
    n_words: u32,
    keys: &[ask::LineKey],
    group: Option<ask::LineGroup>,
) -> concordance::Layout {
    let key = |key: &ask::LineKey| match *key {
        ask::LineKey::Left(n) => concordance::Key::Left(n),
        ask::LineKey::Hit => concordance::Key::Hit,
        ask::LineKey::Right(n) => concordance::Key::Right(n),
        ask::LineKey::Article => concordance::Key::Article,
    };
    let group = group.map(|group| match group {
        ask::LineGroup::Article => concordance::Grouping::Article,
        ask::LineGroup::Entity => concordance::Grouping::Entity,
    });
    concordance::Layout {
        n_words: n_words as usize,
        keys: keys.iter().map(key).collect(),
        group,
    }
}

pub(crate) fn lens_in(lens: ask::Lens) -> Lens {
    match lens {
        ask::Lens::Theme => Lens::Theme,
        ask::Lens::Person => Lens::Person,
        ask::Lens::Organisation => Lens::Organisation,
        ask::Lens::Place => Lens::Place,
        ask::Lens::Date => Lens::Date,
        ask::Lens::Money => Lens::Money,
        ask::Lens::Role => Lens::Role,
        ask::Lens::Programme => Lens::Programme,
    }
}

pub(crate) fn lens(lens: Lens) -> ask::Lens {
    match lens {
        Lens::Theme => ask::Lens::Theme,
        Lens::Person => ask::Lens::Person,
        Lens::Organisation => ask::Lens::Organisation,
        Lens::Place => ask::Lens::Place,
        Lens::Date => ask::Lens::Date,
        Lens::Money => ask::Lens::Money,
        Lens::Role => ask::Lens::Role,
        Lens::Programme => ask::Lens::Programme,
    }
}

pub(crate) fn layer(kind: HitKind) -> Layer {
    match kind {
        HitKind::Theme => Layer::Theme,
        HitKind::Find => Layer::Find,
        HitKind::Mention(kind) => match kind {
            MentionKind::Person => Layer::Person,
            MentionKind::Organisation => Layer::Organisation,
            MentionKind::Place => Layer::Place,
            MentionKind::Norp => Layer::Norp,
            MentionKind::Date => Layer::Date,
            MentionKind::Money => Layer::Money,
            MentionKind::Number => Layer::Number,
            MentionKind::Role => Layer::Role,
            MentionKind::Programme => Layer::Programme,
            MentionKind::Equipment => Layer::Equipment,
        },
    }
}

/// The kind of mention that a layer shows, if it shows one.
pub(crate) fn kind_in(layer: Layer) -> Option<MentionKind> {
    Some(match layer {
        Layer::Person => MentionKind::Person,
        Layer::Organisation => MentionKind::Organisation,
        Layer::Place => MentionKind::Place,
        Layer::Norp => MentionKind::Norp,
        Layer::Date => MentionKind::Date,
        Layer::Money => MentionKind::Money,
        Layer::Number => MentionKind::Number,
        Layer::Role => MentionKind::Role,
        Layer::Programme => MentionKind::Programme,
        Layer::Equipment => MentionKind::Equipment,
        Layer::Theme | Layer::Find | Layer::Claim | Layer::Meeting | Layer::Quote => return None,
    })
}

/// What is said, as the collection takes it; `None` of a layer that has no mentions.
pub(crate) fn correction_in(said: &correction::Correction) -> Option<Correction> {
    use correction::Correction as Said;
    let of_article = |article: ask::ArticleId, says| Correction {
        article: Some(ArticleIdx(article.0)),
        says,
    };
    let of_words = |at: &correction::Words, mend: &dyn Fn(Words) -> Mend| {
        let words = Words {
            words: at.words.clone(),
            span: (!at.all).then(|| span_in(at.stretch)),
        };
        Correction {
            article: (!at.all).then_some(ArticleIdx(at.article.0)),
            says: Says::Mend(mend(words)),
        }
    };
    let of_entity = |id: &str, into: &str, name: &str| Correction {
        article: None,
        says: Says::Mend(Mend::Entity {
            id: id.to_owned(),
            into: into.to_owned(),
            name: name.to_owned(),
        }),
    };
    let place = |at: &correction::Words| Place {
        article: ArticleIdx(at.article.0),
        span: span_in(at.stretch),
        words: at.words.clone(),
    };
    let of_pair = |is_same: bool, one: &correction::Words, others: &[correction::Words]| {
        let pair = Pair {
            is_same,
            one: place(one),
            others: others.iter().map(place).collect(),
        };
        Correction {
            article: None,
            says: Says::Pair(pair),
        }
    };
    Some(match said {
        Said::Date { article, date } => of_article(*article, Says::Date(date.clone())),
        Said::Title { article, title } => of_article(*article, Says::Title(title.clone())),
        Said::Source { article, source } => of_article(*article, Says::Source(source.clone())),
        Said::Retype { at, from, to } => {
            let (from, to) = (kind_in(*from)?, kind_in(*to)?);
            of_words(at, &|at| Mend::Kind { at, from, to })
        }
        Said::Delete { at, layer } => {
            let kind = kind_in(*layer)?;
            of_words(at, &|at| Mend::Drop { at, kind })
        }
        Said::Add { at, layer } => {
            let kind = kind_in(*layer)?;
            of_words(at, &|at| Mend::Add { at, kind })
        }
        Said::Rename { entity, name, .. } => of_entity(entity, entity, name),
        Said::Merge {
            entity, into, name, ..
        } => of_entity(entity, into, name),
        Said::Apart { one, others, .. } => of_pair(false, one, others),
        Said::Together { one, other, .. } => of_pair(true, one, std::slice::from_ref(other)),
        Said::Split { at, layer, name } => {
            let (kind, name) = (kind_in(*layer)?, name.clone());
            of_words(at, &|at| Mend::Name {
                at,
                kind,
                name: name.clone(),
            })
        }
    })
}

pub(crate) fn hit(hit: Hit) -> answer::Hit {
    answer::Hit {
        stretch: stretch(hit.span),
        layer: layer(hit.kind),
    }
}

/// Values of one lens sent with a survey. More than a person scrolls through,
/// and few enough that a survey of 10,000 articles crosses in a few milliseconds.
pub(crate) const N_FACETS: usize = 300;

pub(crate) fn lens_survey(collection: &Collection, facets: &LensFacets) -> answer::LensSurvey {
    let values = collection.values();
    let facet = |f: &chancery_collection::Facet| {
        let value = &values[f.value.0 as usize];
        answer::Facet {
            key: value.key.clone(),
            label: value.label.clone(),
            parent: value.parent.map(|p| values[p.0 as usize].key.clone()),
            n_hits: f.n_hits,
            n_articles: f.n_articles,
            n_hits_total: value.n_hits,
            n_articles_total: value.articles.len() as u32,
            notes: value.notes(),
        }
    };
    answer::LensSurvey {
        lens: lens(facets.lens),
        n_facets: facets.n_values,
        facets: facets.facets.iter().map(facet).collect(),
    }
}

pub(crate) fn date_known(known: DateKnown) -> answer::DateKnown {
    match known {
        DateKnown::Stated => answer::DateKnown::Stated,
        DateKnown::Inferred => answer::DateKnown::Inferred,
        DateKnown::Given => answer::DateKnown::Given,
        DateKnown::Unknown => answer::DateKnown::Unknown,
    }
}

pub(crate) fn zone(zone: &Zone) -> answer::Zone {
    let kind = match zone.kind {
        ZoneKind::Title => answer::ZoneKind::Title,
        ZoneKind::Heading => answer::ZoneKind::Heading,
        ZoneKind::Paragraph => answer::ZoneKind::Paragraph,
        ZoneKind::Boilerplate(kind) => {
            answer::ZoneKind::Boilerplate(boilerplate_key(kind).replace('_', " "))
        }
    };
    answer::Zone {
        stretch: stretch(zone.span),
        kind,
        why: zone_why(zone.rule),
    }
}

/// `boilerplate.comment_form: "Leave a Reply"` as a reader is told it: a rule says
/// in words what it takes, or shows a line of the kind.
fn zone_why(rule: &str) -> String {
    let Some((_, words)) = rule.split_once(": ") else {
        return rule.rsplit('.').next().unwrap_or(rule).replace('_', " ");
    };
    let shown = words.strip_prefix('"').and_then(|w| w.strip_suffix('"'));
    match shown {
        Some(line) if !line.contains('"') => format!("like “{line}”"),
        _ => words.to_owned(),
    }
}

pub(crate) fn runs(runs: &Runs) -> Vec<answer::Run> {
    let list = runs.runs.iter();
    list.map(|run| answer::Run {
        stretch: stretch(run.span),
        marks: runs.members[run.members.start as usize..run.members.end as usize].to_vec(),
    })
    .collect()
}

pub(crate) fn codebook(collection: &Collection) -> answer::Codebook {
    let book = collection.codebook();
    let theme = |(at, theme): (usize, &chancery_collection::Theme)| answer::Theme {
        key: theme.key.clone(),
        label: theme.label.clone(),
        definition: theme.definition.clone(),
        parent: theme.parent.map(|p| book.themes[p.0 as usize].key.clone()),
        terms: book
            .terms
            .iter()
            .zip(collection.n_term_hits())
            .filter(|(term, _)| term.theme.0 as usize == at)
            .map(|(term, &n_hits)| answer::Term {
                term: term.text.clone(),
                n_hits,
            })
            .collect(),
    };
    answer::Codebook {
        name: book.name.clone(),
        themes: book.themes.iter().enumerate().map(theme).collect(),
    }
}

pub(crate) fn offset_unit(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Utf8Byte => "utf-8 byte",
        OffsetUnit::Utf16CodeUnit => "utf-16 code unit",
        OffsetUnit::CodePoint => "code point",
    }
}

pub(crate) fn date_known_key(known: DateKnown) -> &'static str {
    match known {
        DateKnown::Stated => "stated",
        DateKnown::Inferred => "inferred",
        DateKnown::Given => "given",
        DateKnown::Unknown => "unknown",
    }
}

pub(crate) fn mention_key(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Organisation => "org",
        MentionKind::Place => "place",
        MentionKind::Norp => "norp",
        MentionKind::Date => "date",
        MentionKind::Money => "money",
        MentionKind::Number => "number",
        MentionKind::Role => "role",
        MentionKind::Programme => "programme",
        MentionKind::Equipment => "equipment",
    }
}

pub(crate) fn boilerplate_key(kind: BoilerplateKind) -> &'static str {
    match kind {
        BoilerplateKind::Advertisement => "advertisement",
        BoilerplateKind::CommentForm => "comment_form",
        BoilerplateKind::SourceLine => "source_line",
        BoilerplateKind::MetadataDate => "metadata_date",
        BoilerplateKind::Dateline => "dateline",
        BoilerplateKind::EditorNote => "editor_note",
        BoilerplateKind::PhotoCredit => "photo_credit",
        BoilerplateKind::PhotoCaption => "photo_caption",
        BoilerplateKind::RelatedLink => "related_link",
        BoilerplateKind::CallToAction => "call_to_action",
        BoilerplateKind::ContributorLine => "contributor_line",
        BoilerplateKind::Navigation => "navigation",
        BoilerplateKind::Subscription => "subscription",
    }
}

pub(crate) fn basis_key(basis: RoleBasis) -> &'static str {
    match basis {
        RoleBasis::TitleBeforeName => "title_before_name",
        RoleBasis::AppositionAfterName => "apposition_after_name",
        RoleBasis::ImpliedByCounterpart => "implied_by_counterpart",
        RoleBasis::UnnamedHolder => "unnamed_holder",
    }
}

pub(crate) fn meeting_kind_key(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Talks => "talks",
        MeetingKind::Visit => "visit",
        MeetingKind::Summit => "summit",
        MeetingKind::Dialogue => "dialogue",
        MeetingKind::Conference => "conference",
        MeetingKind::Signing => "signing",
        MeetingKind::Exercise => "exercise",
    }
}

pub(crate) fn meeting_status_key(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Held => "held",
        MeetingStatus::Planned => "planned",
        MeetingStatus::Ongoing => "ongoing",
        MeetingStatus::Mentioned => "mentioned",
    }
}

pub(crate) fn claim_status_key(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Agreed => "agreed",
        ClaimStatus::Committed => "committed",
        ClaimStatus::Reaffirmed => "reaffirmed",
        ClaimStatus::Target => "target",
        ClaimStatus::Intended => "intended",
        ClaimStatus::Planned => "planned",
        ClaimStatus::Discussed => "discussed",
        ClaimStatus::Requested => "requested",
        ClaimStatus::CalledFor => "called_for",
        ClaimStatus::Hoped => "hoped",
        ClaimStatus::Possible => "possible",
        ClaimStatus::Negotiating => "negotiating",
        ClaimStatus::Signed => "signed",
        ClaimStatus::NotAgreed => "not_agreed",
        ClaimStatus::Ongoing => "ongoing",
        ClaimStatus::Done => "done",
        ClaimStatus::Position => "position",
        ClaimStatus::Statement => "statement",
        ClaimStatus::Assessment => "assessment",
    }
}

pub(crate) fn quote_kind_key(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
    }
}

pub(crate) fn relation_key(relation: Relation) -> &'static str {
    match relation {
        Relation::HeldAsPlanned => "held_as_planned",
        Relation::LaterEdition => "later_edition",
    }
}

pub(crate) fn row_kind_key(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Figure => "figure",
        RowKind::Commitment => "commitment",
        RowKind::Statement => "statement",
    }
}

pub(crate) fn verdict(verdict: Verdict) -> answer::Verdict {
    match verdict {
        Verdict::Agree => answer::Verdict::Agree,
        Verdict::Adds => answer::Verdict::Adds,
        Verdict::Differs => answer::Verdict::Differs,
        Verdict::Single => answer::Verdict::Single,
    }
}

pub(crate) fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "agree",
        Verdict::Adds => "adds",
        Verdict::Differs => "differs",
        Verdict::Single => "single",
    }
}

#[cfg(test)]
mod tests {
    use super::zone_why;

    #[test]
    fn a_reader_is_told_why_a_line_is_set_aside() {
        for (rule, told) in [
            (
                "boilerplate.comment_form: \"Leave a Reply\"",
                "like “Leave a Reply”",
            ),
            (
                "boilerplate.navigation: short names with bars between",
                "short names with bars between",
            ),
            (
                "boilerplate.advertisement: “Advertisement” run into a sentence",
                "“Advertisement” run into a sentence",
            ),
            ("zone.first_line", "first line"),
        ] {
            assert_eq!(zone_why(rule), told);
        }
    }
}
