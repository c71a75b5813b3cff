//! The statements of a write, inside a transaction that others wait for.

use super::connection::Transaction;
use super::plan::Plan;
use super::row::Row;
use super::{StoreError, changes, postgres, sqlite};
use crate::model::{Category, Question, TagEntry, Text};

/// What adds questions, or takes the places of those that are there: what comes before the values of
/// [`Row`]s.
macro_rules! before_values {
    () => {
        concat!("INSERT INTO questions (", columns!(), ")")
    };
}
pub(super) use before_values;

/// What comes behind them.
macro_rules! after_values {
    () => {
        "ON CONFLICT (id) DO UPDATE SET number = excluded.number, category = excluded.category, \
         question = excluded.question, options = excluded.options, answer = excluded.answer, \
         key_points = excluded.key_points, follow_ups = excluded.follow_ups, \
         difficulty = excluded.difficulty, minutes = excluded.minutes, \
         language = excluded.language, tags = excluded.tags, refs = excluded.refs, \
         source_number = excluded.source_number, updated_at = excluded.updated_at, \
         source_key = excluded.source_key, source_digest = excluded.source_digest"
    };
}
pub(super) use after_values;

/// Questions that are written together, where a round trip has its price.
pub(super) const BATCH: usize = 1_000;

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
        let mut count = 0;
        for batch in questions.chunks(BATCH) {
            let rows = batch.iter().map(|question| Row::of(question, sign * question.number));
            write_rows(&rows.collect::<Result<Vec<_>, _>>()?, connection).await?;
            count += batch.len();
            written(count);
        }
        if turned {
            let turn = "UPDATE questions SET number = -number WHERE number < 0";
            connection.run(turn, &[]).await?;
        }
        Ok(())
    }
}

/// Writes rows with different ids.
pub(super) async fn write_rows(
    rows: &[Row],
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    match connection {
        Transaction::Sqlite(inner) => sqlite::write_rows(rows, inner).await,
        Transaction::Postgres(inner) => postgres::write_rows(rows, inner).await,
    }
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
