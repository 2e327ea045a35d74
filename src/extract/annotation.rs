//! Mentions: spans with a kind, a value and a why.

use std::borrow::Cow;

use chancery_text::Span;

/// What a mention names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MentionKind {
    /// A human being by name.
    Person,
    /// A government, ministry, company, forum, armed group.
    Organisation,
    /// A country, city, sea, region, facility.
    Place,
    /// A nationality or a political or regional adjective ("Japanese").
    Norp,
    /// An expression with calendar content.
    Date,
    /// An amount with its currency.
    Money,
    /// The ordinal of an edition, the count of visits or rounds.
    Number,
    /// The office of one person.
    Role,
    /// A named project, agreement, partnership, dialogue, exercise.
    Programme,
    /// Named equipment or technology.
    Equipment,
}

/// Index of an entity in [`crate::Reading::entities`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityIdx(pub u32);

/// Why something was found: what a reader is told who asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Why {
    /// The rule, as `place.gazetteer` or `person.honorific`.
    pub rule: &'static str,
    /// The gazetteer row, trigger word or model that decided, and its source,
    /// as "Tokyo, capital of Japan (GeoNames)". Empty when the rule says it all.
    pub detail: Cow<'static, str>,
    /// The learned tagger's lead over its second choice; `None` for a rule.
    pub margin: Option<f32>,
}

/// A normal form.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A date, range, duration or set.
    Date {
        /// TIMEX3/ISO 8601: `2024-08-20`, `2015-06-07/2015-06-09`, `P5Y`,
        /// `XXXX-WXX-4` for a Thursday of an unknown week.
        timex: String,
        /// Whether the day, month or year in the calendar is known.
        resolved: bool,
    },
    /// A sum.
    Money {
        /// In units of the currency; the lower bound of a range.
        amount: f64,
        /// The upper bound of a range.
        upper: Option<f64>,
        /// ISO 4217; `None` when the sign or word is ambiguous and the text does not say.
        currency: Option<Cow<'static, str>>,
        /// Whether "about", "more than", "up to" stands before it.
        approximate: bool,
    },
    /// A number.
    Number {
        /// The number itself.
        number: f64,
        /// Whether it is an ordinal ("14th", "second").
        ordinal: bool,
    },
}

/// A stretch of text that names something.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing it names.
    pub kind: MentionKind,
    /// Why it was found.
    pub why: Why,
    /// Whether it lies inside a longer mention.
    pub nested: bool,
    /// Its normal form, if it has one; apart, since few mentions have one.
    pub value: Option<Box<Value>>,
    /// The entity it names; dates, sums and numbers name none.
    pub entity: Option<EntityIdx>,
}
