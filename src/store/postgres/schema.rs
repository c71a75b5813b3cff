//! Bringing the schema up to date: by whoever comes first, while the others wait.

use sqlx::PgConnection;
use sqlx::migrate::{MigrateError, Migrator};

use super::code;
use crate::store::StoreError;

/// Which migrations were made. A name of its own, since other programs have such a table too.
const TABLE: &str = "qbank_migrations";

fn migrations() -> Migrator {
    let mut migrations = sqlx::migrate!("./migrations/postgres");
    migrations.table_name = TABLE.into();
    migrations
}

/// Looks first, and writes only where something is missing: a role that may only read is enough to
/// serve.
pub(super) async fn migrate(name: &str, connection: &mut PgConnection) -> Result<(), StoreError> {
    let migrations = migrations();
    let known = migrations.iter().map(|migration| migration.version).max().unwrap_or(0);
    match found(name, connection).await? {
        Some(found) if found == known => Ok(()),
        Some(found) if found > known => {
            Err(StoreError::Newer { file: name.to_owned(), found, known })
        }
        _ => migrations.run(connection).await.map_err(|error| unmigrated(name, error)),
    }
}

/// The schema's version; none where it was never made.
async fn found(name: &str, connection: &mut PgConnection) -> Result<Option<i64>, StoreError> {
    // In this order: while another process makes the schema, its tables come last.
    let has_tables = exists("questions", connection).await? || exists("bank", connection).await?;
    if exists(TABLE, connection).await? {
        let query = "SELECT max(version) FROM qbank_migrations WHERE success";
        let found = sqlx::query_scalar(query).fetch_one(connection).await;
        return found.map_err(|error| unreadable(name, error));
    }
    match has_tables {
        true => Err(StoreError::Foreign(name.to_owned())),
        false => Ok(None),
    }
}

async fn exists(table: &str, connection: &mut PgConnection) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar("SELECT to_regclass($1) IS NOT NULL").bind(table);
    Ok(query.fetch_one(connection).await?)
}

fn unreadable(name: &str, error: sqlx::Error) -> StoreError {
    match error.as_database_error() {
        Some(why) if why.code().as_deref() == Some(code::NO_PRIVILEGE) => StoreError::Refused {
            name: name.to_owned(),
            why: why.message().to_owned(),
            hint: "give the role `SELECT` on all tables of the schema",
        },
        _ => StoreError::Database(error),
    }
}

fn unmigrated(name: &str, error: MigrateError) -> StoreError {
    let why = match &error {
        MigrateError::Execute(inner) | MigrateError::ExecuteMigration(inner, _) => {
            super::code(inner)
        }
        _ => None,
    };
    match why.as_deref() {
        Some(code::NO_PRIVILEGE | code::READ_ONLY) => StoreError::Outdated(name.to_owned()),
        _ => StoreError::Migrate(error),
    }
}
