//! Entities of the collection: what the entities of its articles join to.
//!
//! Entities with the same id are one. Ids are the same in all articles for what
//! a gazetteer knows, and made of kind and folded name for the rest.

use chancery_extract::MentionKind;
use rustc_hash::FxHashMap;

use crate::article::ArticleIdx;

/// A person, body, place, programme or office that articles name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// As in the articles.
    pub id: String,
    /// The kind of its mentions.
    pub kind: MentionKind,
    /// The longest of its full names; of equals the first met.
    pub name: String,
    /// ISO 3166-1 alpha-2, for countries.
    pub iso3166: Option<String>,
    /// Every distinct wording, in the order met.
    pub surfaces: Vec<String>,
    /// The articles that name it, ascending.
    pub articles: Vec<ArticleIdx>,
}

/// All entities of a collection, in the order met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// Looked up, never listed.
    by_id: FxHashMap<String, u32>,
}

impl Entities {
    /// Joins the entities of one article; articles come in ascending order.
    pub(crate) fn add(&mut self, article: ArticleIdx, entities: &[chancery_extract::Entity]) {
        for entity in entities {
            let at = self.place(entity);
            let known = &mut self.list[at];
            if entity.name.len() > known.name.len() {
                known.name.clone_from(&entity.name);
            }
            for surface in &entity.surfaces {
                if !known.surfaces.contains(surface) {
                    known.surfaces.push(surface.clone());
                }
            }
            if known.articles.last() != Some(&article) {
                known.articles.push(article);
            }
        }
    }

    /// The entity with `id`.
    pub(crate) fn get(&self, id: &str) -> Option<&Entity> {
        self.list.get(*self.by_id.get(id)? as usize)
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
            name: entity.name.clone(),
            iso3166: entity.iso3166.as_deref().map(str::to_owned),
            surfaces: Vec::new(),
            articles: Vec::new(),
        });
        at
    }
}
