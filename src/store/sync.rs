//! Writing: make the questions of one origin equal to a bundle, in one transaction.

use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::types::Json;

use super::open::{SQLITE_READONLY, code};
use super::plan::Plan;
use super::{Bundle, Store, StoreError, SyncReport, changes, load, rows};
use crate::model::{Category, Question, TagEntry, Text};

impl Store {
    /// Makes the questions of the bundle's origin equal to the bundle, by id.
    ///
    /// Questions of other origins, and those that were edited in the database, are left alone and
    /// counted. When there is nothing to do nothing is written and the revision stays.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not take it; then nothing of it is there.
    pub async fn sync(&self, bundle: &Bundle, now: Timestamp) -> Result<SyncReport, StoreError> {
        self.write(bundle, now).await.map_err(|error| self.explain(error))
    }

    /// Names the file of a database that cannot be written.
    pub(super) fn explain(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Database(why) if code(&why) == Some(SQLITE_READONLY) => {
                StoreError::ReadOnly(self.file())
            }
            error => error,
        }
    }

    async fn write(&self, bundle: &Bundle, now: Timestamp) -> Result<SyncReport, StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let existing = load::questions(&mut transaction).await?;
        let plan = Plan::new(bundle, &existing, now);
        let shelves = Shelves::changed(bundle, &mut transaction).await?;
        begin_writing(&mut transaction).await?;
        shelves.write(&bundle.origin, &mut transaction).await?;
        plan.write(&|_| (), &mut transaction).await?;
        let removed = remove_shelves(bundle, &mut transaction).await?;
        let report = SyncReport { shelves: shelves.count() + removed, ..plan.report.clone() };
        if plan.is_empty() && report.shelves == 0 {
            transaction.rollback().await?;
            return Ok(report);
        }
        end_writing(&mut transaction).await?;
        transaction.commit().await?;
        Ok(report)
    }
}

/// The revision grows, and the triggers know that what follows is no edit by hand.
pub(super) async fn begin_writing(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    execute(connection, "UPDATE bank SET revision = revision + 1, writing = 1").await
}

pub(super) async fn end_writing(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    execute(connection, "UPDATE bank SET writing = 0").await
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        self.insert.len() + self.update.len() + self.remove.len() + self.renumber.len()
    }

    /// Numbers are unique and a permutation passes through states in which they would not be, so
    /// new ones are written with a minus and turned at the end. `written` is told how many questions are written.
    pub(super) async fn write(
        &self,
        written: &(dyn Fn(usize) + Send + Sync),
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        if self.len() > changes::MOST {
            execute(connection, "UPDATE bank SET listed_after = revision").await?;
            execute(connection, "DELETE FROM changes").await?;
        }
        for id in &self.remove {
            let query = sqlx::query("DELETE FROM questions WHERE id = $1").bind(id.as_str());
            query.execute(&mut *connection).await?;
        }
        for (id, number) in &self.renumber {
            let query = sqlx::query("UPDATE questions SET number = $2 WHERE id = $1");
            query.bind(id.as_str()).bind(-number).execute(&mut *connection).await?;
        }
        // Where nothing changes its place, what is new can take its own at once.
        let sign = if self.update.is_empty() && self.renumber.is_empty() { 1 } else { -1 };
        let questions: Vec<&Question> = self.insert.iter().chain(&self.update).collect();
        let mut done = 0;
        for batch in questions.chunks(rows::BATCH) {
            rows::write(batch, sign, connection).await?;
            done += batch.len();
            written(done);
        }
        if sign < 0 {
            execute(connection, "UPDATE questions SET number = -number WHERE number < 0").await?;
        }
        Ok(())
    }
}

/// The categories and tags of a bundle that are not there as it says.
struct Shelves<'a> {
    categories: Vec<&'a Category>,
    tags: Vec<&'a TagEntry>,
}

impl<'a> Shelves<'a> {
    async fn changed(
        bundle: &'a Bundle,
        connection: &mut SqliteConnection,
    ) -> Result<Self, StoreError> {
        let categories = load::categories(connection).await?;
        let tags = load::tags(connection).await?;
        let origin = &bundle.origin;
        Ok(Self {
            categories: unsettled(&bundle.categories, &categories, origin, |shelf| &shelf.id),
            tags: unsettled(&bundle.tags, &tags, origin, |tag| &tag.id),
        })
    }

    fn count(&self) -> usize {
        self.categories.len() + self.tags.len()
    }

    async fn write(
        &self,
        origin: &str,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        for category in &self.categories {
            write_category(category, origin, connection).await?;
        }
        for tag in &self.tags {
            write_tag(tag, origin, connection).await?;
        }
        Ok(())
    }
}

pub(super) async fn write_category(
    category: &Category,
    origin: &str,
    connection: &mut SqliteConnection,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO categories (id, name, description, number, origin) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, description = excluded.description, number = excluded.number",
    )
    .bind(category.id.as_str())
    .bind(category.name.as_str())
    .bind(category.description.as_ref().map(Text::as_str))
    .bind(category.number)
    .bind(origin)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn write_tag(
    tag: &TagEntry,
    origin: &str,
    connection: &mut SqliteConnection,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO tags (id, description, origin) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET description = excluded.description",
    )
    .bind(tag.id.as_str())
    .bind(tag.description.as_str())
    .bind(origin)
    .execute(connection)
    .await?;
    Ok(())
}

/// What is not there as it is wanted. Whatever another origin has brought stays as that one wants it.
fn unsettled<'a, T: PartialEq, I: PartialEq>(
    wanted: &'a [T],
    there: &[(String, T)],
    ours: &str,
    id: impl Fn(&T) -> &I,
) -> Vec<&'a T> {
    let settled = |one: &&T| {
        there.iter().any(|(origin, old)| id(old) == id(one) && (origin != ours || old == *one))
    };
    wanted.iter().filter(|one| !settled(one)).collect()
}

/// Takes away the categories and tags of this origin that the bundle no longer has, and says how
/// many. A category on which a question still stands remains.
async fn remove_shelves(
    bundle: &Bundle,
    connection: &mut SqliteConnection,
) -> Result<usize, StoreError> {
    let categories: Vec<&str> = bundle.categories.iter().map(|shelf| shelf.id.as_str()).collect();
    let tags: Vec<&str> = bundle.tags.iter().map(|tag| tag.id.as_str()).collect();
    let categories = sqlx::query(
        "DELETE FROM categories WHERE origin = $1 \
         AND id NOT IN (SELECT value FROM json_each($2)) \
         AND id NOT IN (SELECT category FROM questions)",
    )
    .bind(&bundle.origin)
    .bind(Json(categories))
    .execute(&mut *connection)
    .await?;
    let tags = sqlx::query(
        "DELETE FROM tags WHERE origin = $1 AND id NOT IN (SELECT value FROM json_each($2))",
    )
    .bind(&bundle.origin)
    .bind(Json(tags))
    .execute(&mut *connection)
    .await?;
    let removed = categories.rows_affected() + tags.rows_affected();
    Ok(usize::try_from(removed).unwrap_or(usize::MAX))
}

async fn execute(
    connection: &mut SqliteConnection,
    statement: &'static str,
) -> Result<(), StoreError> {
    sqlx::query(statement).execute(connection).await?;
    Ok(())
}
