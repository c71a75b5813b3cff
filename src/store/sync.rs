//! Syncing: make the questions of one origin equal to a bundle, in one transaction.

use jiff::Timestamp;

use super::connection::Transaction;
use super::plan::Plan;
use super::write::{begin_writing, end_writing, write_category, write_tag};
use super::{Bundle, Store, StoreError, SyncReport, read, shelves};
use crate::model::{Category, TagEntry};

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

    async fn write(&self, bundle: &Bundle, now: Timestamp) -> Result<SyncReport, StoreError> {
        let mut transaction = self.writing().await?;
        let mut existing = Vec::new();
        let take = |edited, question| existing.push((edited, question));
        read::each(i64::MIN, i64::MAX, &mut transaction, take).await?;
        let plan = Plan::new(bundle, &existing, now);
        let categories = shelves::categories(&mut transaction).await?;
        let tags = shelves::tags(&mut transaction).await?;
        let shelves = Shelves::changed(bundle, &categories, &tags);
        begin_writing(&mut transaction).await?;
        shelves.write(&bundle.origin, &mut transaction).await?;
        plan.write(&|_| (), &mut transaction).await?;
        let removed = remove_shelves(bundle, &categories, &tags, &mut transaction).await?;
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

/// The categories and tags of a bundle that are not there as it says.
struct Shelves<'a> {
    categories: Vec<&'a Category>,
    tags: Vec<&'a TagEntry>,
}

impl<'a> Shelves<'a> {
    /// Each of those that are there comes with its origin.
    fn changed(
        bundle: &'a Bundle,
        categories: &[(String, Category)],
        tags: &[(String, TagEntry)],
    ) -> Self {
        let origin = &bundle.origin;
        Self {
            categories: unsettled(&bundle.categories, categories, origin, |shelf| &shelf.id),
            tags: unsettled(&bundle.tags, tags, origin, |tag| &tag.id),
        }
    }

    fn count(&self) -> usize {
        self.categories.len() + self.tags.len()
    }

    async fn write(&self, origin: &str, connection: &mut Transaction) -> Result<(), StoreError> {
        for category in &self.categories {
            write_category(category, origin, connection).await?;
        }
        for tag in &self.tags {
            write_tag(tag, origin, connection).await?;
        }
        Ok(())
    }
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
    categories: &[(String, Category)],
    tags: &[(String, TagEntry)],
    connection: &mut Transaction,
) -> Result<usize, StoreError> {
    let mut removed = 0;
    for (origin, category) in categories {
        if *origin == bundle.origin && bundle.categories.iter().all(|kept| kept.id != category.id) {
            let statement = "DELETE FROM categories WHERE id = $1 \
                             AND id NOT IN (SELECT category FROM questions) RETURNING id";
            let gone: Vec<(String,)> =
                connection.all(statement, &[category.id.as_str().into()]).await?;
            removed += gone.len();
        }
    }
    for (origin, tag) in tags {
        if *origin == bundle.origin && bundle.tags.iter().all(|kept| kept.id != tag.id) {
            connection.run("DELETE FROM tags WHERE id = $1", &[tag.id.as_str().into()]).await?;
            removed += 1;
        }
    }
    Ok(removed)
}
