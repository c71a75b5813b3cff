//! SQLite: find the file, look whose it is, bring its schema up to date, copy it.

mod bulk;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};

use super::{StoreError, without_secrets};

pub(super) use bulk::write_rows;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_secs(10);
/// Connections at most: one writes, the others look for changes and load.
const CONNECTIONS: u32 = 4;
/// `PRAGMA application_id` of our files; the first migration sets it.
const APPLICATION: i64 = 0x7162_6e6b;
/// SQLite's result codes (<https://www.sqlite.org/rescode.html>) that mean something to a person.
const SQLITE_READONLY: i64 = 8;
const SQLITE_CANTOPEN: i64 = 14;
const SQLITE_NOTADB: i64 = 26;

/// Whether it is the address of a file.
pub(super) fn is_address(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Opens the file, makes it if it is not there, and migrates it.
pub(super) async fn open(url: &str) -> Result<SqlitePool, StoreError> {
    let options = options(url)?.create_if_missing(true);
    let file = options.get_filename().display().to_string();
    refuse_foreign(&options, &file).await?;
    match connect(options.clone()).await {
        Err(error) if code(&error) == Some(SQLITE_READONLY) => open_read_only(options, &file).await,
        Err(error) => Err(unopenable(&file, &error)),
        Ok(pool) => match MIGRATIONS.run(&pool).await {
            Err(error) if is_read_only(&error) => open_read_only(options, &file).await,
            Err(error) => Err(unmigrated(&file, error)),
            Ok(()) => Ok(pool),
        },
    }
}

/// The file that an address names.
pub(super) fn file(url: &str) -> Result<PathBuf, StoreError> {
    Ok(options(url)?.get_filename().to_owned())
}

/// The file that is open, for messages.
pub(super) fn name(pool: &SqlitePool) -> String {
    pool.connect_options().get_filename().display().to_string()
}

pub(super) async fn backup(pool: &SqlitePool, file: &Path) -> Result<(), StoreError> {
    if file.exists() {
        return Err(StoreError::FileExists(file.to_owned()));
    }
    let target = file.to_string_lossy().into_owned();
    let copied = sqlx::query("VACUUM INTO $1").bind(&target).execute(pool).await;
    match copied {
        Err(error) if code(&error) == Some(SQLITE_CANTOPEN) => Err(unopenable(&target, &error)),
        copied => Ok(copied.map(|_| ())?),
    }
}

/// Names the file of a database that cannot be written.
pub(super) fn explain(pool: &SqlitePool, why: sqlx::Error) -> StoreError {
    match code(&why) {
        Some(SQLITE_READONLY) => StoreError::ReadOnly(name(pool)),
        _ => StoreError::Database(why),
    }
}

async fn open_read_only(
    options: SqliteConnectOptions,
    file: &str,
) -> Result<SqlitePool, StoreError> {
    // Without the right to make the log's index beside the file, SQLite reads only what it
    // takes to be unchanging.
    let mut log = options.get_filename().as_os_str().to_owned();
    log.push("-wal");
    let read_only = SqliteConnectOptions::new()
        .filename(options.get_filename())
        .read_only(true)
        .immutable(!Path::new(&log).exists());
    let pool = SqlitePoolOptions::new()
        .max_connections(CONNECTIONS)
        .connect_with(read_only)
        .await
        .map_err(|error| unopenable(file, &error))?;
    let newest = MIGRATIONS.iter().map(|migration| migration.version).max();
    let found: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(&pool)
        .await
        .map_err(|_| StoreError::Outdated(file.to_owned()))?;
    if found < newest {
        return Err(StoreError::Outdated(file.to_owned()));
    }
    Ok(pool)
}

/// Refuses a file that has tables, but not ours, before anything is set in it.
async fn refuse_foreign(options: &SqliteConnectOptions, file: &str) -> Result<(), StoreError> {
    if !options.get_filename().exists() {
        return Ok(());
    }
    let asked = async {
        let mut looking =
            options.clone().create_if_missing(false).read_only(true).connect().await?;
        let application: i64 =
            sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut looking).await?;
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
            .fetch_one(&mut looking)
            .await?;
        looking.close().await?;
        Ok((application, tables))
    };
    match asked.await {
        Ok((APPLICATION, _) | (_, 0)) => Ok(()),
        Ok(_) => Err(StoreError::Foreign(file.to_owned())),
        Err(error) if code(&error) == Some(SQLITE_NOTADB) => Err(unopenable(file, &error)),
        // Whatever else it is comes up again when the database is opened.
        Err(_) => Ok(()),
    }
}

fn options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    let address = || StoreError::Address(without_secrets(url));
    if !is_address(url) {
        return Err(address());
    }
    let options = SqliteConnectOptions::from_str(url).map_err(|_| address())?;
    Ok(options.busy_timeout(BUSY).foreign_keys(true))
}

async fn connect(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    let options =
        options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Normal);
    SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await
}

/// SQLite's primary result code.
fn code(error: &sqlx::Error) -> Option<i64> {
    let code: i64 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

fn is_read_only(error: &MigrateError) -> bool {
    let (MigrateError::Execute(inner) | MigrateError::ExecuteMigration(inner, _)) = error else {
        return false;
    };
    code(inner) == Some(SQLITE_READONLY)
}

fn unopenable(file: &str, error: &sqlx::Error) -> StoreError {
    if code(error) == Some(SQLITE_NOTADB) {
        return StoreError::NotADatabase(file.to_owned());
    }
    let why = match error.as_database_error() {
        Some(database) => database.message().to_owned(),
        None => error.to_string(),
    };
    StoreError::Unopenable { file: file.to_owned(), why }
}

fn unmigrated(file: &str, error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(found) => StoreError::Newer {
            file: file.to_owned(),
            found,
            known: MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0),
        },
        error => StoreError::Migrate(error),
    }
}
