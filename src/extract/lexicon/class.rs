//! What is known of one word: a set of classes.

/// A set of word classes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Class(u32);

impl Class {
    /// "Mr", "Dr", "Sheikh": courtesy and birth.
    pub(crate) const HONORIFIC: Self = Self(1);
    /// "Gen.", "Commodore", "Senator": ranks before a name.
    pub(crate) const RANK: Self = Self(1 << 1);
    /// "minister", "envoy": the head word of an office.
    pub(crate) const ROLE: Self = Self(1 << 2);
    /// "said", "urged", "met": what people do in the news.
    pub(crate) const SPEECH: Self = Self(1 << 3);
    /// "bin", "de", "van": small words inside a person's name.
    pub(crate) const PARTICLE: Self = Self(1 << 4);
    /// Words without a meaning of their own.
    pub(crate) const FUNCTION: Self = Self(1 << 5);
    /// Months and weekdays.
    pub(crate) const MONTH: Self = Self(1 << 6);
    /// "Ministry", "Bank", "Ltd": what an organisation's name ends with.
    pub(crate) const ORG_TAIL: Self = Self(1 << 7);
    /// "Ministry (of)", "Bank (of)".
    pub(crate) const ORG_OF: Self = Self(1 << 8);
    /// "Province", "Island": what a place's name ends with.
    pub(crate) const PLACE_HEAD: Self = Self(1 << 9);
    /// "province", "island" in lower case behind a name.
    pub(crate) const PLACE_WORD: Self = Self(1 << 10);
    /// "Mount", "Lake", "Khan": what a place's name begins with.
    pub(crate) const PLACE_LEAD: Self = Self(1 << 11);
    /// "in", "near", "northern": what stands before a place.
    pub(crate) const PLACE_PREP: Self = Self(1 << 12);
    /// "Dialogue", "Treaty": what a programme's name ends or begins with.
    pub(crate) const PROG_HEAD: Self = Self(1 << 13);
    /// "dialogue", "treaty" in lower case.
    pub(crate) const PROG_WORD: Self = Self(1 << 14);
    /// "North", "Greater" with a capital.
    pub(crate) const DIRECTION: Self = Self(1 << 15);
    /// "northern", "greater" in lower case.
    pub(crate) const DIRECTIONAL: Self = Self(1 << 16);
    /// "However", "Foreign": capitalised words that begin no person's name.
    pub(crate) const NOT_NAME: Self = Self(1 << 17);
    /// "made", "led": what a hyphen joins to a place.
    pub(crate) const COMPOUND: Self = Self(1 << 18);
    /// A given name.
    pub(crate) const GIVEN: Self = Self(1 << 19);
    /// A family name.
    pub(crate) const FAMILY: Self = Self(1 << 20);
    /// An ordinary English word.
    pub(crate) const COMMON: Self = Self(1 << 21);
    /// A wording of a table starts with it.
    pub(crate) const STARTS: Self = Self(1 << 22);
    /// A one-word name of a place.
    pub(crate) const PLACE: Self = Self(1 << 23);
    /// A one-word demonym or adjective.
    pub(crate) const NORP: Self = Self(1 << 24);
    /// A one-word name of an organisation.
    pub(crate) const ORG: Self = Self(1 << 25);

    /// "leader", "analyst": what a person is called that is no office of one person.
    pub(crate) const OCCUPATION: Self = Self(1 << 26);

    /// A number, in digits or words, or an ordinal may begin with it.
    pub(crate) const COUNT: Self = Self(1 << 27);
    /// A date may begin with it.
    pub(crate) const DATE: Self = Self(1 << 28);

    /// The class of that name in `data/word.tsv`.
    pub(crate) fn by_name(name: &str) -> Self {
        match name {
            "honorific" => Self::HONORIFIC,
            "rank" => Self::RANK,
            "role" => Self::ROLE,
            "occupation" => Self::OCCUPATION,
            "speech" => Self::SPEECH,
            "particle" => Self::PARTICLE,
            "function" => Self::FUNCTION,
            "month" => Self::MONTH,
            "org-tail" => Self::ORG_TAIL,
            "org-of" => Self::ORG_OF,
            "place-head" => Self::PLACE_HEAD,
            "place-word" => Self::PLACE_WORD,
            "place-lead" => Self::PLACE_LEAD,
            "place-prep" => Self::PLACE_PREP,
            "prog-head" => Self::PROG_HEAD,
            "prog-word" => Self::PROG_WORD,
            "direction" => Self::DIRECTION,
            "directional" => Self::DIRECTIONAL,
            "not-name" => Self::NOT_NAME,
            "compound" => Self::COMPOUND,
            _ => Self::default(),
        }
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The set as bits, the lowest for the first class.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// Whether any of `other` is in it.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
