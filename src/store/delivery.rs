//! Taking in the questions of a file, in one transaction: which are new, which have changed.
//!
//! A sync makes the store equal to a bank that knows its ids; a file of other people's mostly has
//! none. Here a question is known by its slug where the file has one, else by its content: see
//! [`Question::key`].

mod plan;

use jiff::Timestamp;
use sqlx::FromRow;

use self::plan::Arrivals;
use super::connection::Transaction;
use super::write::{begin_writing, end_writing, write_category, write_tag};
use super::{Store, StoreError, shelves};
use crate::model::{Category, Question, Slug, TagEntry};

/// The questions of a file.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Whose they are, where they do not say it themselves: removals are among these alone.
    pub origin: String,
    /// The categories that they stand on. Their number is their place, 0 for behind all others.
    /// Those that are there already stay as they are.
    pub categories: Vec<Category>,
    /// What tags mean. Those that are there already stay as they are.
    pub tags: Vec<TagEntry>,
    /// The questions, in order.
    pub questions: Vec<Delivered>,
    /// Whether questions of the origin that are not delivered are removed.
    pub prune: bool,
}

/// A question as it is delivered. A number of 0 and a time of 1970 mean that the file has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The question. Unless it is named, the id is a wish.
    pub question: Question,
    /// Whether the file says which id it has.
    pub named: bool,
}

/// What has come of each question of a delivery, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Of each question.
    pub fates: Vec<Fate>,
    /// Questions of the origin that were not delivered and are removed.
    pub removed: usize,
}

/// What has come of a question of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was not there.
    New,
    /// It was there, as it is delivered.
    Unchanged,
    /// It was there and said something else.
    Changed,
    /// Left alone: the row of this id was edited in the database.
    Edited(Slug),
    /// Left alone: the id belongs to a question of another origin.
    Taken(Slug, String),
}

impl Outcome {
    /// What comes of a delivery to an empty store.
    pub fn of_empty_store(delivery: &Delivery) -> Self {
        Arrivals::new(delivery, &[], Timestamp::UNIX_EPOCH).outcome
    }
}

impl Store {
    /// Takes in a delivery, or with `dry_run` only finds out what would come of it. `written` is told
    /// from time to time how many questions are written.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not take it; then nothing of it is there.
    pub async fn deliver(
        &self,
        delivery: &Delivery,
        now: Timestamp,
        dry_run: bool,
        written: &(dyn Fn(usize) + Send + Sync),
    ) -> Result<Outcome, StoreError> {
        let taken = self.take_in(delivery, now, dry_run, written).await;
        taken.map_err(|error| self.explain(error))
    }

    async fn take_in(
        &self,
        delivery: &Delivery,
        now: Timestamp,
        dry_run: bool,
        written: &(dyn Fn(usize) + Send + Sync),
    ) -> Result<Outcome, StoreError> {
        let mut transaction = if dry_run { self.reading().await? } else { self.writing().await? };
        let known = known(&mut transaction).await?;
        let arrivals = Arrivals::new(delivery, &known, now);
        if dry_run || arrivals.plan.is_empty() {
            transaction.rollback().await?;
            return Ok(arrivals.outcome);
        }
        begin_writing(&mut transaction).await?;
        shelve(delivery, &mut transaction).await?;
        arrivals.plan.write(written, &mut transaction).await?;
        forget_empty_shelves(&delivery.origin, &mut transaction).await?;
        end_writing(&mut transaction).await?;
        transaction.commit().await?;
        Ok(arrivals.outcome)
    }
}

/// What a delivery is compared with: all of a question but its texts.
#[derive(Debug, FromRow)]
struct Known {
    id: String,
    number: i64,
    category: String,
    origin: String,
    edited: i64,
    source_key: Option<String>,
    source_digest: Option<String>,
}

async fn known(connection: &mut Transaction) -> Result<Vec<Known>, StoreError> {
    let query = "SELECT id, number, category, origin, edited, source_key, source_digest \
                 FROM questions ORDER BY number";
    connection.all(query, &[]).await
}

/// Adds the categories and tags that are not there.
async fn shelve(delivery: &Delivery, connection: &mut Transaction) -> Result<(), StoreError> {
    let there = shelves::categories(connection).await?;
    let mut next = there.iter().map(|(_, category)| category.number).max().unwrap_or(0) + 1;
    for category in &delivery.categories {
        if there.iter().any(|(_, old)| old.id == category.id) {
            continue;
        }
        let mut category = category.clone();
        if category.number == 0 || there.iter().any(|(_, old)| old.number == category.number) {
            category.number = next;
        }
        next = next.max(category.number + 1);
        write_category(&category, &delivery.origin, connection).await?;
    }
    let there = shelves::tags(connection).await?;
    for tag in &delivery.tags {
        if there.iter().all(|(_, old)| old.id != tag.id) {
            write_tag(tag, &delivery.origin, connection).await?;
        }
    }
    Ok(())
}

/// Takes away the categories that the origin brought and on which nothing stands any more.
async fn forget_empty_shelves(
    origin: &str,
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    let statement =
        "DELETE FROM categories WHERE origin = $1 AND id NOT IN (SELECT category FROM questions)";
    connection.run(statement, &[origin.into()]).await
}
