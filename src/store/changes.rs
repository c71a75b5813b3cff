//! What has changed since a revision.

use std::collections::HashSet;

use super::{Store, StoreError, read, shelves};
use crate::model::{Category, Question, TagEntry};

/// The most questions that are worth listing one by one; beyond that all are loaded.
pub(super) const MOST: usize = 50_000;

/// What makes the next bank from the last one.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The revision that they lead to.
    pub revision: i64,
    /// All categories, by number.
    pub categories: Vec<Category>,
    /// All tags that are described, by name.
    pub tags: Vec<TagEntry>,
    /// New and changed questions as they are now, by number.
    pub changed: Vec<Question>,
    /// The ids of those that are gone, or that have come and gone.
    pub removed: Vec<String>,
    /// How many questions the store has now.
    pub total: usize,
}

impl Store {
    /// What has changed since that revision; `None` where only loading everything tells.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer, or a changed row is no question.
    pub async fn changes(&self, since: i64) -> Result<Option<Changes>, StoreError> {
        let mut transaction = self.reading().await?;
        let (revision, listed_after): (i64, i64) =
            transaction.one("SELECT revision, listed_after FROM bank", &[]).await?;
        // A smaller revision is that of an older copy which somebody has put in place.
        if !(listed_after..=revision).contains(&since) {
            return Ok(None);
        }
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let query = "SELECT question FROM changes WHERE revision > $1 LIMIT $2";
        let ids: Vec<(String,)> = transaction.all(query, &[since.into(), most.into()]).await?;
        if ids.len() > MOST {
            return Ok(None);
        }
        let changed = read::changed(since, &mut transaction).await?;
        let there: HashSet<&str> = changed.iter().map(|question| question.id.as_str()).collect();
        let removed =
            ids.into_iter().map(|row| row.0).filter(|id| !there.contains(id.as_str())).collect();
        let (total,): (i64,) = transaction.one("SELECT count(*) FROM questions", &[]).await?;
        let categories = shelves::categories(&mut transaction).await?;
        let tags = shelves::tags(&mut transaction).await?;
        transaction.rollback().await?;
        Ok(Some(Changes {
            revision,
            categories: categories.into_iter().map(|row| row.1).collect(),
            tags: tags.into_iter().map(|row| row.1).collect(),
            changed,
            removed,
            total: usize::try_from(total).unwrap_or(0),
        }))
    }
}
