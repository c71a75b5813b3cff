//! Where the bank is kept: the only place with SQL.
//!
//! The surface is small on purpose, because searching, filtering, counting and drawing happen in
//! [`crate::bank`]: open (and migrate), [load](Store::load) everything at one revision, or the
//! [changes](Store::changes) since one, ask for the [revision](Store::revision),
//! [sync](Store::sync) a set of questions in one transaction, [deliver](Store::deliver) those of a
//! file, [back up](Store::backup), [copy](Store::copy_to) to another database, [watch](Store::watch) for the next revision.
//!
//! It has two engines, chosen by the address: an SQLite file, or PostgreSQL for many servers on one
//! bank. A statement is written once and runs on both (`connection`); an engine of its own have
//! opening and migrating, noticing a change, and writing many questions (`sqlite`, `postgres`).

mod changes;
mod connection;
mod copy;
mod delivery;
mod error;
mod load;
mod plan;
mod postgres;
mod read;
mod row;
mod shelves;
mod sqlite;
mod sync;
mod watch;
mod write;

use std::path::{Path, PathBuf};

use sqlx::SqlitePool;

pub use changes::Changes;
pub use copy::Copied;
pub use delivery::{Delivered, Delivery, Fate, Outcome};
pub use error::StoreError;
pub use load::Gather;
pub use plan::SyncReport;
pub use postgres::without_secrets;
pub use watch::Watch;

use connection::Transaction;
use postgres::Postgres;

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
    engine: Engine,
}

#[derive(Debug, Clone)]
enum Engine {
    Sqlite(SqlitePool),
    Postgres(Postgres),
}

/// Whether an address is one that [`Store::open`] takes, as far as its beginning tells.
pub fn is_address(url: &str) -> bool {
    sqlite::is_address(url) || postgres::is_address(url)
}

impl Store {
    /// Opens the database at `url` and brings it up to date. An SQLite file is made if it is not
    /// there; a PostgreSQL server that cannot be reached is waited for a little.
    ///
    /// A database that may only be read is opened for reading, when its schema is current.
    ///
    /// # Errors
    ///
    /// [`StoreError`] says which database and what to do.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let engine = match postgres::is_address(url) {
            true => Engine::Postgres(Postgres::open(url).await?),
            false => Engine::Sqlite(sqlite::open(url).await?),
        };
        Ok(Self { engine })
    }

    /// The same for a database that has to be there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] when it is not there, else as [`Store::open`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        match Self::file_to_be(url)? {
            Some(file) => Err(StoreError::Missing(file.display().to_string())),
            None => Self::open(url).await,
        }
    }

    /// The file that opening `url` would make; `None` when it is there, or no file.
    ///
    /// # Errors
    ///
    /// [`StoreError::Address`] when it is no address.
    pub fn file_to_be(url: &str) -> Result<Option<PathBuf>, StoreError> {
        if postgres::is_address(url) {
            return Ok(None);
        }
        Ok(Some(sqlite::file(url)?).filter(|file| !file.exists()))
    }

    /// The revision that is committed now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        let query = watch::REVISION;
        Ok(match &self.engine {
            Engine::Sqlite(pool) => sqlx::query_scalar(query).fetch_one(pool).await?,
            Engine::Postgres(this) => sqlx::query_scalar(query).fetch_one(this.pool()).await?,
        })
    }

    /// Writes a consistent copy of the database to `file`, while others read and write.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileExists`] when there is such a file already, [`StoreError::OwnBackup`] where
    /// the engine has a tool for it, else when it cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(pool) => sqlite::backup(pool, file).await,
            Engine::Postgres(this) => Err(StoreError::OwnBackup(this.name().to_owned())),
        }
    }

    /// Begins to read at one revision.
    async fn reading(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite(pool) => Transaction::Sqlite(pool.begin().await?),
            Engine::Postgres(this) => Transaction::Postgres(this.reading().await?),
        })
    }

    /// Begins to write; who writes already is waited for.
    async fn writing(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite(pool) => Transaction::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Engine::Postgres(this) => Transaction::Postgres(this.writing().await?),
        })
    }

    /// Names the database where it cannot be written.
    fn explain(&self, error: StoreError) -> StoreError {
        let StoreError::Database(why) = error else { return error };
        match &self.engine {
            Engine::Sqlite(pool) => sqlite::explain(pool, why),
            Engine::Postgres(this) => this.explain(why),
        }
    }

    /// The database without secrets, for messages.
    pub fn name(&self) -> String {
        match &self.engine {
            Engine::Sqlite(pool) => sqlite::name(pool),
            Engine::Postgres(this) => this.name().to_owned(),
        }
    }

    /// Ends all connections; an SQLite file takes its write-ahead log in.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(pool) => pool.close().await,
            Engine::Postgres(this) => this.pool().close().await,
        }
    }
}
