//! Categories, and what is known of tags.

use super::{Slug, Tag, Text};

/// A shelf of the bank. Every question stands on exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Stable for ever.
    pub id: Slug,
    /// For people.
    pub name: Text,
    /// One sentence on what stands here.
    pub description: Option<Text>,
    /// Its place among the categories, from 1.
    pub number: i64,
}

/// What a tag stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEntry {
    /// The tag itself.
    pub id: Tag,
    /// One sentence on what carries it.
    pub description: Text,
}
