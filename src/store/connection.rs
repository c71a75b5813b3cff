//! Asking a database, whichever engine it has: a statement is written once and runs on both, but for
//! those that read questions ([`PerEngine`]).
//!
//! What that asks of a statement: `$1` for its values, whole numbers and texts and nothing else
//! (lists are JSON, times RFC 3339, flags 0 or 1), and no function that only one engine has.

use futures_util::{TryStream, TryStreamExt};
use sqlx::query::{Query, QueryAs};
use sqlx::{Database, Encode, FromRow, Postgres, Sqlite, Type};

use super::StoreError;

/// After how many rows others get their turn.
const TURN: usize = 64;

/// A transaction; dropped without a commit it leaves nothing behind.
pub(super) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A statement in the words of each engine.
pub(super) struct PerEngine {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// A value of a statement.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Number(Option<i64>),
    Text(Option<&'a str>),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

/// What a row of either engine can be read as.
pub(super) trait Readable:
    for<'r> FromRow<'r, <Sqlite as Database>::Row>
    + for<'r> FromRow<'r, <Postgres as Database>::Row>
    + Send
    + Unpin
{
}

impl<T> Readable for T where
    T: for<'r> FromRow<'r, <Sqlite as Database>::Row>
        + for<'r> FromRow<'r, <Postgres as Database>::Row>
        + Send
        + Unpin
{
}

impl Transaction {
    /// The statement in the words of this engine.
    pub(super) fn own(&self, statement: &PerEngine) -> &'static str {
        match self {
            Self::Sqlite(_) => statement.sqlite,
            Self::Postgres(_) => statement.postgres,
        }
    }

    /// All rows.
    pub(super) async fn all<R: Readable>(
        &mut self,
        statement: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, StoreError> {
        Ok(match self {
            Self::Sqlite(inner) => rows(statement, values).fetch_all(&mut **inner).await?,
            Self::Postgres(inner) => rows(statement, values).fetch_all(&mut **inner).await?,
        })
    }

    /// Gives each row away as it comes, so that they are never all in memory.
    pub(super) async fn each<R: Readable>(
        &mut self,
        statement: &'static str,
        values: &[Value<'_>],
        take: impl FnMut(R) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => {
                take_all(rows(statement, values).fetch(&mut **inner), take).await
            }
            Self::Postgres(inner) => {
                take_all(rows(statement, values).fetch(&mut **inner), take).await
            }
        }
    }

    /// The only row.
    pub(super) async fn one<R: Readable>(
        &mut self,
        statement: &'static str,
        values: &[Value<'_>],
    ) -> Result<R, StoreError> {
        Ok(match self {
            Self::Sqlite(inner) => rows(statement, values).fetch_one(&mut **inner).await?,
            Self::Postgres(inner) => rows(statement, values).fetch_one(&mut **inner).await?,
        })
    }

    /// Runs a statement that gives nothing back.
    pub(super) async fn run(
        &mut self,
        statement: &'static str,
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => {
                bound(statement, values).execute(&mut **inner).await?;
            }
            Self::Postgres(inner) => {
                bound(statement, values).execute(&mut **inner).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => inner.commit().await?,
            Self::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }

    pub(super) async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => inner.rollback().await?,
            Self::Postgres(inner) => inner.rollback().await?,
        }
        Ok(())
    }
}

async fn take_all<R>(
    mut rows: impl TryStream<Ok = R, Error = sqlx::Error> + Unpin,
    mut take: impl FnMut(R) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut count = 0;
    while let Some(row) = rows.try_next().await? {
        take(row)?;
        count += 1;
        if count % TURN == 0 {
            tokio::task::yield_now().await;
        }
    }
    Ok(())
}

/// A statement with its values.
fn bound<'q, DB: Database>(
    statement: &'static str,
    values: &[Value<'q>],
) -> Query<'q, DB, DB::Arguments>
where
    Option<i64>: Encode<'q, DB> + Type<DB>,
    Option<&'q str>: Encode<'q, DB> + Type<DB>,
{
    values.iter().fold(sqlx::query(statement), |query, value| match *value {
        Value::Number(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
    })
}

/// The same, with rows to read.
fn rows<'q, DB: Database, R: for<'r> FromRow<'r, DB::Row>>(
    statement: &'static str,
    values: &[Value<'q>],
) -> QueryAs<'q, DB, R, DB::Arguments>
where
    Option<i64>: Encode<'q, DB> + Type<DB>,
    Option<&'q str>: Encode<'q, DB> + Type<DB>,
{
    values.iter().fold(sqlx::query_as(statement), |query, value| match *value {
        Value::Number(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
    })
}
