//! Entities of the collection: what the entities of its articles join to.
//!
//! Entities with the same id are one. Ids are the same in all articles for what
//! a gazetteer knows, and made of kind and folded name for the rest.

use std::cmp::Reverse;

use chancery_extract::MentionKind;
use rustc_hash::FxHashMap;

use crate::article::ArticleIdx;
use crate::tally::Tally;

/// A person, body, place, programme or office that articles name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// As in the articles.
    pub id: String,
    /// The kind of its mentions.
    pub kind: MentionKind,
    /// The longest of its full names; of equals the first by letters.
    pub name: String,
    /// ISO 3166-1 alpha-2, for countries.
    pub iso3166: Option<String>,
    /// The articles that name it, ascending.
    pub articles: Vec<ArticleIdx>,
    pub(crate) names: Tally,
    pub(crate) wordings: Tally,
}

impl Entity {
    /// Every distinct wording, that of most articles first.
    pub fn surfaces(&self) -> Vec<&str> {
        self.wordings.by_count()
    }

    fn rename(&mut self) {
        let longest = self.names.iter().max_by_key(|n| (n.len(), Reverse(*n)));
        let longest = longest.unwrap_or_default();
        if self.name != longest {
            self.name = longest.to_owned();
        }
    }
}

/// All entities of a collection, in the order met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// Looked up, never listed.
    by_id: FxHashMap<String, u32>,
}

impl Entities {
    /// Joins the entities of one article.
    pub(crate) fn add(&mut self, article: ArticleIdx, entities: &[chancery_extract::Entity]) {
        for entity in entities {
            let at = self.place(entity);
            let known = &mut self.list[at];
            known.names.add(&entity.name);
            known.rename();
            for surface in &entity.surfaces {
                known.wordings.add(surface);
            }
            if let Err(place) = known.articles.binary_search(&article) {
                known.articles.insert(place, article);
            }
        }
    }

    /// The entity with `id`.
    pub(crate) fn get(&self, id: &str) -> Option<&Entity> {
        self.list.get(*self.by_id.get(id)? as usize)
    }

    /// Takes back what one article added.
    pub(crate) fn take(&mut self, entities: &[chancery_extract::Entity], article: ArticleIdx) {
        for entity in entities {
            let Some(&at) = self.by_id.get(&entity.id) else {
                continue;
            };
            let known = &mut self.list[at as usize];
            known.names.take(&entity.name);
            known.rename();
            for surface in &entity.surfaces {
                known.wordings.take(surface);
            }
            if let Ok(at) = known.articles.binary_search(&article) {
                known.articles.remove(at);
            }
        }
    }

    /// Drops entities that no article names any more.
    pub(crate) fn tidy(&mut self) {
        let n_known = self.list.len();
        self.list.retain(|entity| !entity.articles.is_empty());
        if self.list.len() < n_known {
            self.by_id = by_id(&self.list);
        }
    }

    /// A table of these entities; `None` if two are the same.
    pub(crate) fn of_list(list: Vec<Entity>) -> Option<Self> {
        let by_id = by_id(&list);
        (by_id.len() == list.len()).then_some(Self { list, by_id })
    }

    fn place(&mut self, entity: &chancery_extract::Entity) -> usize {
        if let Some(&at) = self.by_id.get(&entity.id) {
            return at as usize;
        }
        let at = self.list.len();
        self.by_id.insert(entity.id.clone(), at as u32);
        self.list.push(Entity {
            id: entity.id.clone(),
            kind: entity.kind,
            name: String::new(),
            iso3166: entity.iso3166.as_deref().map(str::to_owned),
            articles: Vec::new(),
            names: Tally::default(),
            wordings: Tally::default(),
        });
        at
    }
}

fn by_id(list: &[Entity]) -> FxHashMap<String, u32> {
    let ids = (0u32..).zip(list);
    ids.map(|(at, entity)| (entity.id.clone(), at)).collect()
}
