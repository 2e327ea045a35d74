//! What layers and lenses are called: slug, letter, name, and which belongs to which.
//!
//! Here live the words and letters a reader tells kinds apart by; their colours
//! and underlines are in `www/style/mark.css`, under the same slugs. What is
//! marked where is not decided here.
//!
//! Example: `layer(Layer::Person)` is slug `person`, letter `P`, "People".

use chancery_protocol::ask::{FactKind, Layer, Lens};

/// What one kind is called.
#[derive(PartialEq, Eq, Debug)]
pub struct Naming {
    /// In attributes, links and style sheets.
    pub slug: &'static str,
    /// The letter tag, one character.
    pub letter: &'static str,
    /// One of it, in a sentence ("place").
    pub one: &'static str,
    /// Many of it, as a heading ("Places").
    pub many: &'static str,
}

/// Every layer, in the order of the legend; the first nine answer to the keys 1 to 9.
pub const LAYERS: [Layer; 15] = [
    Layer::Theme,
    Layer::Person,
    Layer::Organisation,
    Layer::Place,
    Layer::Norp,
    Layer::Date,
    Layer::Money,
    Layer::Role,
    Layer::Programme,
    Layer::Equipment,
    Layer::Number,
    Layer::Find,
    Layer::Claim,
    Layer::Meeting,
    Layer::Quote,
];

/// The layers of what is said as a whole, not of what is named: grounds under many
/// words, so they are shown only when they are asked for.
pub const RECORDS: [Layer; 3] = [Layer::Claim, Layer::Meeting, Layer::Quote];

/// Every lens, in the order of the protocol.
pub const LENSES: [Lens; 8] = [
    Lens::Theme,
    Lens::Person,
    Lens::Organisation,
    Lens::Place,
    Lens::Date,
    Lens::Money,
    Lens::Role,
    Lens::Programme,
];

/// What a layer is called.
pub fn layer(layer: Layer) -> Naming {
    let (slug, letter, one, many) = match layer {
        Layer::Theme => ("theme", "T", "theme", "Themes"),
        Layer::Person => ("person", "P", "person", "People"),
        Layer::Organisation => ("organisation", "O", "organisation", "Organisations"),
        Layer::Place => ("place", "L", "place", "Places"),
        Layer::Norp => ("norp", "N", "nationality", "Nationalities"),
        Layer::Date => ("date", "D", "date", "Dates"),
        Layer::Money => ("money", "¥", "sum", "Sums"),
        Layer::Number => ("number", "#", "number", "Numbers"),
        Layer::Role => ("role", "R", "office", "Offices"),
        Layer::Programme => ("programme", "G", "programme", "Programmes"),
        Layer::Equipment => ("equipment", "E", "equipment", "Equipment"),
        Layer::Find => ("find", "F", "word found", "Words found"),
        Layer::Claim => ("claim", "C", "claim", "Claims"),
        Layer::Meeting => ("meeting", "M", "meeting", "Meetings"),
        Layer::Quote => ("quote", "Q", "quote", "Quotes"),
    };
    Naming {
        slug,
        letter,
        one,
        many,
    }
}

/// Every kind of fact, in the order of the tabs.
pub const FACTS: [FactKind; 6] = [
    FactKind::Figure,
    FactKind::Commitment,
    FactKind::Statement,
    FactKind::Meeting,
    FactKind::Office,
    FactKind::Name,
];

fn fact(kind: FactKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FactKind::Figure => ("figures", "Figures", "Sums of money"),
        FactKind::Commitment => (
            "promises",
            "Promises",
            "What was agreed, promised or aimed at",
        ),
        FactKind::Statement => ("statements", "Statements", "What else is said"),
        FactKind::Meeting => ("meetings", "Meetings", "Who met whom"),
        FactKind::Office => (
            "offices",
            "Offices",
            "Who held an office, one after the other",
        ),
        FactKind::Name => ("names", "Names", "Names that may be one person’s"),
    }
}

/// What the dock can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// Facts of one kind.
    Facts(FactKind),
    /// Every hit with the words around it.
    Concordance,
    /// Set phrases and how their wording changes.
    Phrases,
    /// What happens when.
    Timeline,
    /// Who met whom.
    Network,
    /// Themes against articles.
    Themes,
    /// Actors against actors.
    Actors,
}

/// Every view of the dock, in the order of its tabs.
pub fn views() -> impl Iterator<Item = View> {
    let others = [
        View::Concordance,
        View::Phrases,
        View::Timeline,
        View::Network,
        View::Themes,
        View::Actors,
    ];
    FACTS.into_iter().map(View::Facts).chain(others)
}

/// What a view is called: slug, the name of its tab, and what it shows.
pub fn view(view: View) -> (&'static str, &'static str, &'static str) {
    match view {
        View::Facts(kind) => fact(kind),
        View::Concordance => (
            "concordance",
            "Concordance",
            "Every hit with the words around it",
        ),
        View::Phrases => (
            "phrases",
            "Phrases",
            "Set phrases, and how their wording changes with the date",
        ),
        View::Timeline => (
            "timeline",
            "Timeline",
            "What happens when, as the texts tell it",
        ),
        View::Network => ("network", "Who met whom", "Who met whom, and how often"),
        View::Themes => (
            "themes",
            "Themes",
            "How often each article speaks of a theme",
        ),
        View::Actors => ("actors", "Actors", "Who is named in one sentence with whom"),
    }
}

/// The view of a slug.
pub fn view_named(slug: &str) -> Option<View> {
    views().find(|&v| view(v).0 == slug)
}

/// What a lens is called: as the layer it chooses from.
pub fn lens(lens: Lens) -> Naming {
    layer(layer_of(lens))
}

/// The layer whose marks a lens chooses from.
pub fn layer_of(lens: Lens) -> Layer {
    match lens {
        Lens::Theme => Layer::Theme,
        Lens::Person => Layer::Person,
        Lens::Organisation => Layer::Organisation,
        Lens::Place => Layer::Place,
        Lens::Date => Layer::Date,
        Lens::Money => Layer::Money,
        Lens::Role => Layer::Role,
        Lens::Programme => Layer::Programme,
    }
}

/// The lens that chooses from a layer; `None` for layers without one.
pub fn lens_of(layer: Layer) -> Option<Lens> {
    LENSES.into_iter().find(|&lens| layer_of(lens) == layer)
}

/// The layer of a slug.
pub fn layer_named(slug: &str) -> Option<Layer> {
    LAYERS.into_iter().find(|&l| layer(l).slug == slug)
}

/// The lens of a slug.
pub fn lens_named(slug: &str) -> Option<Lens> {
    LENSES.into_iter().find(|&l| lens(l).slug == slug)
}

/// A set of layers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layers(u16);

impl Layers {
    /// All of them.
    pub fn all() -> Self {
        LAYERS.into_iter().collect()
    }

    /// Whether `layer` is in the set.
    pub fn contains(self, layer: Layer) -> bool {
        self.0 & bit(layer) != 0
    }

    /// The set with `layer` put in, or taken out if it was in.
    #[must_use]
    pub fn toggled(self, layer: Layer) -> Self {
        Self(self.0 ^ bit(layer))
    }

    /// The layers in the set, in the order of [`LAYERS`].
    pub fn iter(self) -> impl Iterator<Item = Layer> {
        LAYERS.into_iter().filter(move |&l| self.contains(l))
    }

    /// Whether there is none in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Layer> for Layers {
    fn from_iter<I: IntoIterator<Item = Layer>>(layers: I) -> Self {
        Self(layers.into_iter().fold(0, |set, l| set | bit(l)))
    }
}

fn bit(layer: Layer) -> u16 {
    1 << layer as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_letters_are_told_apart() {
        for a in LAYERS {
            assert_eq!(layer_named(layer(a).slug), Some(a));
            let same = LAYERS
                .into_iter()
                .filter(|&b| layer(b).letter == layer(a).letter);
            assert_eq!(same.count(), 1, "letter of {a:?}");
        }
        for v in views() {
            assert_eq!(view_named(view(v).0), Some(v));
        }
        for l in LENSES {
            assert_eq!(lens_named(lens(l).slug), Some(l));
            assert_eq!(lens_of(layer_of(l)), Some(l));
        }
    }

    #[test]
    fn sets_hold_what_was_put_in() {
        let set = Layers::default()
            .toggled(Layer::Find)
            .toggled(Layer::Theme)
            .toggled(Layer::Place)
            .toggled(Layer::Place);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Layer::Theme, Layer::Find]);
        assert_eq!(Layers::all().iter().count(), LAYERS.len());
    }
}
