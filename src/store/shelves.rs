//! Reading categories and tags, which are few and always read whole.

use sqlx::FromRow;

use super::StoreError;
use super::connection::Transaction;
use super::read::unreadable;
use crate::model::{Category, Slug, Tag, TagEntry, Text};

/// All categories by number, each with its origin.
pub(super) async fn categories(
    connection: &mut Transaction,
) -> Result<Vec<(String, Category)>, StoreError> {
    let query = "SELECT id, name, description, number, origin FROM categories ORDER BY number, id";
    let rows: Vec<CategoryRow> = connection.all(query, &[]).await?;
    rows.into_iter().map(CategoryRow::into_model).collect()
}

/// All tags that are described, by name, each with its origin.
pub(super) async fn tags(
    connection: &mut Transaction,
) -> Result<Vec<(String, TagEntry)>, StoreError> {
    let query = "SELECT id, description, origin FROM tags ORDER BY id";
    let rows: Vec<TagRow> = connection.all(query, &[]).await?;
    rows.into_iter().map(TagRow::into_model).collect()
}

#[derive(FromRow)]
struct CategoryRow {
    id: String,
    name: String,
    description: Option<String>,
    number: i64,
    origin: String,
}

impl CategoryRow {
    fn into_model(self) -> Result<(String, Category), StoreError> {
        let id = self.id.clone();
        let category = || -> Result<Category, Box<dyn std::error::Error>> {
            Ok(Category {
                id: Slug::new(self.id)?,
                name: Text::new(self.name)?,
                description: self.description.map(Text::new).transpose()?,
                number: self.number,
            })
        };
        Ok((self.origin, category().map_err(|why| unreadable(&id, why.as_ref()))?))
    }
}

#[derive(FromRow)]
struct TagRow {
    id: String,
    description: String,
    origin: String,
}

impl TagRow {
    fn into_model(self) -> Result<(String, TagEntry), StoreError> {
        let id = self.id.clone();
        let tag = || -> Result<TagEntry, Box<dyn std::error::Error>> {
            Ok(TagEntry { id: Tag::new(self.id)?, description: Text::new(self.description)? })
        };
        Ok((self.origin, tag().map_err(|why| unreadable(&id, why.as_ref()))?))
    }
}
