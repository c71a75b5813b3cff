//! What can go wrong with the store, in words for the person who runs it.

use std::path::PathBuf;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no engine that this program has.
    #[error("`{0}` is no database address; write one such as `sqlite://qbank.db`")]
    Address(String),
    /// There is no such file, and none was to be made.
    #[error("`{0}` is not there; name the database by `--database-url`")]
    Missing(String),
    /// The file is there, but is not SQLite.
    #[error("`{0}` is not an SQLite database; give another file or move this one away")]
    NotADatabase(String),
    /// An SQLite file with somebody else's tables.
    #[error("`{0}` is the database of another program; give another file")]
    Foreign(String),
    /// Made by a later version of this program.
    #[error(
        "`{file}` was made by a newer qbank (schema {found}, this one knows {known}); use that version or another file"
    )]
    Newer {
        /// The database file.
        file: String,
        /// The file's schema version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// An older schema in a database that may not be written.
    #[error(
        "`{0}` needs a newer schema but may not be written; start qbank once with write access"
    )]
    Outdated(String),
    /// It cannot be opened or made.
    #[error("`{file}` cannot be opened: {why}; check that the folder exists and may be written")]
    Unopenable {
        /// The database file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The database may only be read.
    #[error("`{0}` may not be written; check the rights of the file and its folder")]
    ReadOnly(String),
    /// A backup must not overwrite anything.
    #[error("`{0}` exists already; a backup is written to a new file")]
    FileExists(PathBuf),
    /// A row was changed by hand to something that is no question.
    #[error("question `{id}` in the database cannot be read: {why}")]
    Row {
        /// The row's id.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// A task that loads ended before its time.
    #[error("loading ended early: {0}")]
    Ended(String),
    /// Anything else that the database says.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}
