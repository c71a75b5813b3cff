//! Categories and tags with their counts.

use std::collections::HashSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::Bank;
use super::filter::Level;
use crate::model::{Category, Slug, Tag, TagEntry};

/// A category with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Category)]
pub struct CategoryCounts {
    /// Its slug, stable for ever.
    #[schema(example = "database", pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100)]
    pub id: String,
    /// What to call it.
    #[schema(example = "Databases", min_length = 1)]
    pub name: String,
    /// One sentence on what stands here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "Relational and other stores: modelling, querying, tuning."
    )]
    pub description: Option<String>,
    /// Its place among the categories, from 1.
    #[schema(example = 3, minimum = 1)]
    pub number: i64,
    /// How many questions it has.
    #[schema(example = 6, minimum = 0)]
    pub questions: i64,
    /// How many of them have no answer.
    #[schema(example = 0, minimum = 0)]
    pub unanswered: i64,
    /// How many there are of each difficulty.
    pub by_difficulty: ByDifficulty,
}

/// Questions by difficulty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ByDifficulty {
    /// Warm-ups.
    #[schema(example = 2, minimum = 0)]
    pub easy: i64,
    /// Those that need experience.
    #[schema(example = 3, minimum = 0)]
    pub medium: i64,
    /// Those that tell the senior from the rest.
    #[schema(example = 1, minimum = 0)]
    pub hard: i64,
    /// Those of which nobody has said.
    #[schema(example = 0, minimum = 0)]
    pub unknown: i64,
}

/// A tag with how many questions carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Tag)]
pub struct TagCounts {
    /// The tag itself.
    #[schema(example = "caching", pattern = "^[a-z0-9.+#_-]+$", max_length = 100)]
    pub id: String,
    /// One sentence on what carries it; absent when nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "Keeping copies of data closer to where they are used.")]
    pub description: Option<String>,
    /// How many questions carry it.
    #[schema(example = 4, minimum = 0)]
    pub questions: i64,
}

impl Bank {
    /// All categories in their order.
    pub fn categories(&self) -> Vec<CategoryCounts> {
        self.categories.iter().map(|category| self.category_counts(category)).collect()
    }

    /// One category.
    pub fn category(&self, id: &str) -> Option<CategoryCounts> {
        let found = self.categories.iter().find(|category| category.id.as_str() == id)?;
        Some(self.category_counts(found))
    }

    /// The ids of all categories.
    pub fn category_ids(&self) -> impl Iterator<Item = &str> {
        self.categories.iter().map(|category| category.id.as_str())
    }

    /// The categories and described tags of these questions; all that there are, when it is all
    /// questions.
    pub fn shelves_of(&self, positions: &[u32]) -> (Vec<Category>, Vec<TagEntry>) {
        let whole = positions.len() == self.len();
        let mut categories = HashSet::new();
        let mut tags = HashSet::new();
        for &at in positions.iter().take(if whole { 0 } else { usize::MAX }) {
            categories.insert(&self.question(at).category);
            tags.extend(&self.question(at).tags);
        }
        let category = |one: &&Category| whole || categories.contains(&one.id);
        let tag = |one: &&TagEntry| whole || tags.contains(&one.id);
        (
            self.categories.iter().filter(category).cloned().collect(),
            self.tags.iter().filter(tag).cloned().collect(),
        )
    }

    /// All tags that a question carries, by name.
    pub fn tags(&self) -> Vec<TagCounts> {
        self.tag_ids().into_iter().map(|id| self.tag_counts(id)).collect()
    }

    /// The same without their counts.
    pub(super) fn tag_ids(&self) -> Vec<&Tag> {
        let mut ids: Vec<&Tag> = self.sets.tag.keys().collect();
        ids.sort_unstable();
        ids
    }

    fn tag_counts(&self, id: &Tag) -> TagCounts {
        let entry = self.tags.iter().find(|entry| entry.id == *id);
        TagCounts {
            id: id.to_string(),
            description: entry.map(|entry| entry.description.to_string()),
            questions: self.sets.tag.get(id).map_or(0, count),
        }
    }

    fn category_counts(&self, category: &Category) -> CategoryCounts {
        let of = |level: Level| self.in_category(&category.id, &self.sets.level[level as usize]);
        CategoryCounts {
            id: category.id.to_string(),
            name: category.name.to_string(),
            description: category.description.as_ref().map(ToString::to_string),
            number: category.number,
            questions: self.in_category(&category.id, &self.all),
            unanswered: self.in_category(&category.id, &self.sets.answered[usize::from(false)]),
            by_difficulty: ByDifficulty {
                easy: of(Level::Easy),
                medium: of(Level::Medium),
                hard: of(Level::Hard),
                unknown: of(Level::Unknown),
            },
        }
    }

    fn in_category(&self, id: &Slug, set: &roaring::RoaringBitmap) -> i64 {
        let category = self.sets.category.get(id);
        category.map_or(0, |questions| questions.intersection_len(set).cast_signed())
    }
}

fn count(set: &roaring::RoaringBitmap) -> i64 {
    set.len().cast_signed()
}
