//! The statements of a write, inside a transaction that others wait for.

use super::connection::{Transaction, Value};
use super::plan::Plan;
use super::{StoreError, changes, postgres};
use crate::model::{Category, Closed, Question, TagEntry, Text};

/// What adds a question or takes its place; `source` says where its values are.
macro_rules! write_questions {
    ($source:literal) => {
        concat!(
            "INSERT INTO questions (id, number, category, question, options, answer, key_points, ",
            "follow_ups, difficulty, minutes, language, tags, refs, source_number, origin, ",
            "created_at, updated_at, source_key, source_digest) ",
            $source,
            " ON CONFLICT (id) DO UPDATE SET number = excluded.number, ",
            "category = excluded.category, question = excluded.question, ",
            "options = excluded.options, answer = excluded.answer, ",
            "key_points = excluded.key_points, follow_ups = excluded.follow_ups, ",
            "difficulty = excluded.difficulty, minutes = excluded.minutes, ",
            "language = excluded.language, tags = excluded.tags, refs = excluded.refs, ",
            "source_number = excluded.source_number, updated_at = excluded.updated_at, ",
            "source_key = excluded.source_key, source_digest = excluded.source_digest",
        )
    };
}
pub(super) use write_questions;

/// The revision grows, and the triggers know that what follows is no edit by hand.
pub(super) async fn begin_writing(connection: &mut Transaction) -> Result<(), StoreError> {
    connection.run("UPDATE bank SET revision = revision + 1, writing = 1", &[]).await
}

pub(super) async fn end_writing(connection: &mut Transaction) -> Result<(), StoreError> {
    connection.run("UPDATE bank SET writing = 0", &[]).await
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        self.insert.len() + self.update.len() + self.remove.len() + self.renumber.len()
    }

    /// Numbers are unique and a permutation passes through states in which they would not be, so
    /// new ones are written with a minus and turned at the end. `written` is told how many questions
    /// are written.
    pub(super) async fn write(
        &self,
        written: &(dyn Fn(usize) + Send + Sync),
        connection: &mut Transaction,
    ) -> Result<(), StoreError> {
        if self.len() > changes::MOST {
            connection.run("UPDATE bank SET listed_after = revision", &[]).await?;
            connection.run("DELETE FROM changes", &[]).await?;
        }
        for id in &self.remove {
            connection.run("DELETE FROM questions WHERE id = $1", &[id.as_str().into()]).await?;
        }
        for (id, number) in &self.renumber {
            let statement = "UPDATE questions SET number = $2 WHERE id = $1";
            connection.run(statement, &[id.as_str().into(), (-number).into()]).await?;
        }
        // Where all are new, none is in the way of another.
        let turned = !(self.renumber.is_empty() && self.update.is_empty());
        let sign = if turned { -1 } else { 1 };
        let questions: Vec<&Question> = self.insert.iter().chain(&self.update).collect();
        write_all(&questions, sign, written, connection).await?;
        if turned {
            let turn = "UPDATE questions SET number = -number WHERE number < 0";
            connection.run(turn, &[]).await?;
        }
        Ok(())
    }
}

/// Writes questions, each with its number times `sign`: at once where a round trip has its price.
async fn write_all(
    questions: &[&Question],
    sign: i64,
    written: &(dyn Fn(usize) + Send + Sync),
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    if let Transaction::Postgres(inner) = connection {
        return postgres::write_all(questions, sign, written, inner).await;
    }
    for (count, question) in questions.iter().enumerate() {
        write_question(question, sign, connection).await?;
        written(count + 1);
    }
    Ok(())
}

/// What a question is in the database beside what it has as text: lists are JSON, times RFC 3339.
pub(super) struct Columns {
    pub options: String,
    pub key_points: String,
    pub follow_ups: String,
    pub tags: String,
    pub refs: String,
    pub created_at: String,
    pub updated_at: String,
    pub key: String,
    pub digest: String,
}

impl Columns {
    pub(super) fn of(question: &Question) -> Result<Self, StoreError> {
        let unwritable = |error: serde_json::Error| sqlx::Error::Encode(error.into());
        Ok(Self {
            options: serde_json::to_string(&question.options).map_err(unwritable)?,
            key_points: serde_json::to_string(&question.key_points).map_err(unwritable)?,
            follow_ups: serde_json::to_string(&question.follow_ups).map_err(unwritable)?,
            tags: serde_json::to_string(&question.tags).map_err(unwritable)?,
            refs: serde_json::to_string(&question.references).map_err(unwritable)?,
            created_at: question.created_at.to_string(),
            updated_at: question.updated_at.to_string(),
            key: question.key(),
            digest: question.digest(),
        })
    }
}

async fn write_question(
    question: &Question,
    sign: i64,
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    let columns = Columns::of(question)?;
    let values: [Value<'_>; 19] = [
        question.id.as_str().into(),
        (sign * question.number).into(),
        question.category.as_str().into(),
        question.question.as_str().into(),
        columns.options.as_str().into(),
        question.answer.as_ref().map(Text::as_str).into(),
        columns.key_points.as_str().into(),
        columns.follow_ups.as_str().into(),
        question.difficulty.map(Closed::name).into(),
        question.minutes.into(),
        question.language.as_str().into(),
        columns.tags.as_str().into(),
        columns.refs.as_str().into(),
        question.source_number.into(),
        question.origin.as_str().into(),
        columns.created_at.as_str().into(),
        columns.updated_at.as_str().into(),
        columns.key.as_str().into(),
        columns.digest.as_str().into(),
    ];
    let statement = write_questions!(
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"
    );
    connection.run(statement, &values).await
}

pub(super) async fn write_category(
    category: &Category,
    origin: &str,
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO categories (id, name, description, number, origin) \
                     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET \
                     name = excluded.name, description = excluded.description, \
                     number = excluded.number";
    let values = [
        category.id.as_str().into(),
        category.name.as_str().into(),
        category.description.as_ref().map(Text::as_str).into(),
        category.number.into(),
        origin.into(),
    ];
    connection.run(statement, &values).await
}

pub(super) async fn write_tag(
    tag: &TagEntry,
    origin: &str,
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO tags (id, description, origin) VALUES ($1, $2, $3) \
                     ON CONFLICT (id) DO UPDATE SET description = excluded.description";
    let values = [tag.id.as_str().into(), tag.description.as_str().into(), origin.into()];
    connection.run(statement, &values).await
}
