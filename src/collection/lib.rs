//! Many articles: store, codebook, facets, query, selection.
//!
//! Here lives what needs more than one article, and themes, which are named
//! queries of a codebook. Nothing here makes a mention or a record out of text
//! (that is `chancery-extract`), and nothing here knows who asks or how the
//! answer is sent (that is `chancery-engine`).
//!
//! One matcher, one offset space: what [`facet`] counts, [`snippet`] shows and
//! the reader highlights are the same [`Hit`]s, in UTF-8 bytes of the article
//! as imported. Whatever is listed has a stated order.
//!
//! ```
//! use chancery_collection::{Codebook, Collection, Origin, Selection};
//!
//! let mut collection = Collection::new(Codebook::diplomatic());
//! let origin = Origin { file: "talks.txt".into(), ..Origin::default() };
//! collection.add(origin, "Ministers met to discuss trade.".into()).expect("it has words");
//! let selected = collection.select(&Selection::default());
//! assert_eq!(selected.articles.len(), 1);
//! ```

pub mod article;
mod articles;
pub mod codebook;
pub mod concordance;
pub mod correction;
pub mod drift;
pub mod entity;
pub mod event;
pub mod facet;
mod glob;
mod holding;
mod index;
mod interval;
pub mod ledger;
mod like;
pub mod matrix;
pub mod network;
mod part;
pub mod person;
mod posting;
pub mod query;
mod rank;
mod report;
pub mod reprint;
pub mod saved;
mod search;
pub mod selection;
mod size;
pub mod snippet;
mod standing;
pub mod store;
mod tally;
pub mod term;
pub mod theme;
pub mod timeline;
pub mod value;
mod word;

pub use article::{Article, ArticleIdx, Hit, HitKind, Origin};
pub use articles::Articles;
pub use codebook::{Codebook, Term, TermIdx, TermKind, Theme, ThemeIdx};
pub use correction::{Correction, Pair, Place, Said, Says};
pub use entity::Entity;
pub use event::{Event, Link, Relation};
pub use facet::{Facet, LensFacets};
pub use ledger::{Ledger, Row, RowKind, Skipped, Verdict};
pub use matrix::{ActorMatrix, ThemeMatrix};
pub use network::Network;
pub use person::{Holder, Office, SameAs};
pub use query::{Query, QueryProblem};
pub use reprint::Reprint;
pub use saved::SavedError;
pub use selection::{Clause, Selected, Selection};
pub use size::Sizes;
pub use snippet::Snippet;
pub use store::{Collection, NotAdded, Read};
pub use term::{Matcher, TermHit};
pub use theme::ParagraphTheme;
pub use timeline::Timeline;
pub use value::{Lens, LensValue, ValueIdx};
