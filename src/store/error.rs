//! What can go wrong with the store, in words for the person who runs it.

use std::path::PathBuf;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no engine that this program has.
    #[error(
        "`{0}` is no database address; write one such as `sqlite://qbank.db` or `postgres://user@host/bank`"
    )]
    Address(String),
    /// An address of PostgreSQL with something in it that cannot be taken.
    #[error("the database address `{address}` cannot be taken: {why}")]
    Setting {
        /// The address, without its password.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The server did not answer in time.
    #[error(
        "the database `{name}` cannot be reached after {seconds} s: {why}; check that it runs and listens there (`connect_timeout` in the address says how long to wait)"
    )]
    Unreachable {
        /// The database.
        name: String,
        /// How long was waited.
        seconds: u64,
        /// What the system says.
        why: String,
    },
    /// The server answered and did not let us in.
    #[error("the database `{name}` does not let us in: {why}; {hint}")]
    Refused {
        /// The database.
        name: String,
        /// What the server says.
        why: String,
        /// What to do.
        hint: &'static str,
    },
    /// A server that is too old, or keeps texts in another encoding.
    #[error("the database `{name}` cannot be used: {why}")]
    Unsuited {
        /// The database.
        name: String,
        /// What it lacks.
        why: String,
    },
    /// The engine has a tool of its own.
    #[error("`{0}` is a PostgreSQL database; make its backup with `pg_dump`")]
    OwnBackup(String),
    /// A copy must not mix with anything.
    #[error("`{0}` is not empty; copy to a database that holds nothing")]
    NotEmpty(String),
    /// What was written is not what is there.
    #[error("`{0}` does not give back what was written to it; nothing was kept")]
    Unlike(String),
    /// Somebody else has been writing for very long.
    #[error("`{0}` is being written by another process, which did not end in time; try again")]
    Busy(String),
    /// There is no such file, and none was to be made.
    #[error("`{0}` is not there; name the database by `--database-url`")]
    Missing(String),
    /// The file is there, but is not SQLite.
    #[error("`{0}` is not an SQLite database; give another file or move this one away")]
    NotADatabase(String),
    /// A database with somebody else's tables.
    #[error("`{0}` is the database of another program; give another one")]
    Foreign(String),
    /// Made by a later version of this program.
    #[error(
        "`{file}` was made by a newer qbank (schema {found}, this one knows {known}); use that version or another database"
    )]
    Newer {
        /// The database.
        file: String,
        /// Its schema version.
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
    #[error(
        "`{0}` may not be written; check the rights of the file and its folder, or of the role"
    )]
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
