//! Where the bank is kept: the only place with SQL.
//!
//! The surface is small on purpose, because searching, filtering, counting and drawing happen in
//! [`crate::bank`]: open (and migrate), [load](Store::load) everything at one revision, or the
//! [changes](Store::changes) since one, ask for the [revision](Store::revision),
//! [sync](Store::sync) a set of questions in one transaction, [deliver](Store::deliver) those of a
//! file, [back up](Store::backup).

mod changes;
mod delivery;
mod error;
mod load;
mod open;
mod plan;
mod rows;
mod sync;

use std::path::Path;

use sqlx::SqlitePool;

pub use changes::Changes;
pub use delivery::{Delivered, Delivery, Fate, Outcome};
pub use error::StoreError;
pub use load::Gather;
pub use plan::SyncReport;

use crate::model::{Category, Question, TagEntry};

/// The origin of the questions that ship with the program.
pub const BUNDLED: &str = "bundled";

/// Everything that the store keeps, at one revision.
#[derive(Debug, Clone, Default)]
pub struct Snapshot<Q = Vec<Question>> {
    /// Grows by one with every committed change; 0 is a store that never held anything.
    pub revision: i64,
    /// By number.
    pub categories: Vec<Category>,
    /// By name.
    pub tags: Vec<TagEntry>,
    /// By number.
    pub questions: Q,
}

/// What the questions of one origin are to be: the other side of a sync.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// Whose questions these are. [`BUNDLED`] brings its own numbers; any other origin is numbered
    /// in the order of arrival.
    pub origin: String,
    /// The shelves that its questions stand on.
    pub categories: Vec<Category>,
    /// What its tags mean.
    pub tags: Vec<TagEntry>,
    /// All questions of that origin.
    pub questions: Vec<Question>,
}

/// A database that is open and up to date.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
}

impl Store {
    /// The revision that is committed now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        let query = sqlx::query_scalar("SELECT revision FROM bank");
        Ok(query.fetch_one(&self.pool).await?)
    }

    /// Writes a consistent copy of the database to `file`, while others read and write.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileExists`] when there is such a file already, else when it cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        if file.exists() {
            return Err(StoreError::FileExists(file.to_owned()));
        }
        let target = file.to_string_lossy().into_owned();
        let copied = sqlx::query("VACUUM INTO $1").bind(&target).execute(&self.pool).await;
        match copied {
            Err(error) if open::code(&error) == Some(open::SQLITE_CANTOPEN) => {
                Err(open::unopenable(&target, &error))
            }
            copied => Ok(copied.map(|_| ())?),
        }
    }

    /// The database file, for messages.
    fn file(&self) -> String {
        self.pool.connect_options().get_filename().display().to_string()
    }

    /// Ends all connections, so that the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
