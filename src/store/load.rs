//! Reading: rows into the model, all at one revision.

use serde::de::DeserializeOwned;
use sqlx::FromRow;

use super::connection::Transaction;
use super::{Snapshot, Store, StoreError, watch};
use crate::model::{Category, Closed, Difficulty, Question, Slug, Tag, TagEntry, Text};

impl Store {
    /// Everything, as it was at one moment.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer, or a row is no question.
    pub async fn load(&self) -> Result<Snapshot, StoreError> {
        let mut transaction = self.reading().await?;
        let (revision,): (i64,) = transaction.one(watch::REVISION, &[]).await?;
        let snapshot = Snapshot {
            revision,
            categories: categories(&mut transaction).await?.into_iter().map(|row| row.1).collect(),
            tags: tags(&mut transaction).await?.into_iter().map(|row| row.1).collect(),
            questions: questions(&mut transaction).await?.into_iter().map(|row| row.1).collect(),
        };
        transaction.rollback().await?;
        Ok(snapshot)
    }
}

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

/// All questions by number, each with whether it was edited by hand.
pub(super) async fn questions(
    connection: &mut Transaction,
) -> Result<Vec<(bool, Question)>, StoreError> {
    let query = "SELECT id, number, category, question, options, answer, key_points, follow_ups, \
         difficulty, minutes, language, tags, refs, source_number, origin, created_at, updated_at, \
         edited FROM questions ORDER BY number";
    let rows: Vec<QuestionRow> = connection.all(query, &[]).await?;
    rows.into_iter().map(QuestionRow::into_model).collect()
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

#[derive(FromRow)]
pub(super) struct QuestionRow {
    id: String,
    number: i64,
    category: String,
    question: String,
    options: String,
    answer: Option<String>,
    key_points: String,
    follow_ups: String,
    difficulty: Option<String>,
    minutes: Option<i64>,
    language: String,
    tags: String,
    refs: String,
    source_number: Option<i64>,
    origin: String,
    created_at: String,
    updated_at: String,
    edited: i64,
}

impl QuestionRow {
    pub(super) fn into_model(self) -> Result<(bool, Question), StoreError> {
        let (id, edited) = (self.id.clone(), self.edited);
        let question = self.parse().map_err(|why| unreadable(&id, why.as_ref()))?;
        Ok((edited != 0, question))
    }

    fn parse(self) -> Result<Question, Box<dyn std::error::Error>> {
        let mut tags: Vec<Tag> = list("tags", &self.tags)?;
        tags.sort_unstable();
        tags.dedup();
        Ok(Question {
            id: Slug::new(self.id)?,
            number: self.number,
            category: Slug::new(self.category)?,
            question: Text::new(self.question)?,
            options: list("options", &self.options)?,
            answer: self.answer.map(Text::new).transpose()?,
            key_points: list("key_points", &self.key_points)?,
            follow_ups: list("follow_ups", &self.follow_ups)?,
            difficulty: self.difficulty.as_deref().and_then(Difficulty::named),
            minutes: self.minutes,
            language: self.language,
            tags,
            references: list("refs", &self.refs)?,
            source_number: self.source_number,
            origin: self.origin,
            created_at: self.created_at.parse()?,
            updated_at: self.updated_at.parse()?,
        })
    }
}

/// A list as the database keeps it.
fn list<T: DeserializeOwned>(column: &str, json: &str) -> Result<Vec<T>, String> {
    serde_json::from_str(json).map_err(|why| format!("`{column}`: {why}"))
}

fn unreadable(id: &str, why: &dyn std::error::Error) -> StoreError {
    StoreError::Row { id: id.to_owned(), why: why.to_string() }
}
