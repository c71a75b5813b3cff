//! PostgreSQL: reach the server, look whether it suits, bring its schema up to date.
//!
//! Reading is at one snapshot; writing holds the row of `bank` from the beginning, so writers come
//! one after the other and nobody sees half of what one does (`migrations/postgres` has the other
//! half of that, for those who write by hand). A dead client's transaction ends with its connection.

mod address;
mod bulk;
mod listen;
mod schema;

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{PgConnection, Transaction};

use super::StoreError;
use address::Address;

pub(super) use address::is_address;
pub use address::without_secrets;
pub(super) use bulk::write_rows;
pub(super) use listen::Listening;

/// Connections at most: loads are one behind the other, and so are writes.
const CONNECTIONS: u32 = 4;
/// How long a load waits for a connection; the last revision is served meanwhile.
const ACQUIRE: Duration = Duration::from_secs(5);
/// When connections that nobody uses are closed, since many servers share a database.
const IDLE: Duration = Duration::from_secs(30);
/// The oldest version that is tested.
const OLDEST: i64 = 130_000;

/// A writer waits for another one, but not for ever; and a client that has gone without a word does
/// not keep others waiting for ever.
const PATIENCE: &str = "SET LOCAL lock_timeout = '10min'; \
                        SET LOCAL idle_in_transaction_session_timeout = '10min'";

/// PostgreSQL's error codes (<https://www.postgresql.org/docs/current/errcodes-appendix.html>)
/// that mean something to a person.
mod code {
    pub const LOCK_NOT_AVAILABLE: &str = "55P03";
    pub const MISSING_DATABASE: &str = "3D000";
    pub const NO_PRIVILEGE: &str = "42501";
    pub const NOT_ALLOWED_IN: &str = "28000";
    pub const READ_ONLY: &str = "25006";
    pub const WRONG_PASSWORD: &str = "28P01";
}

/// A database of a server.
#[derive(Debug, Clone)]
pub(super) struct Postgres {
    pool: PgPool,
    name: Arc<str>,
}

impl Postgres {
    pub(super) async fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::read(url)?;
        let mut connection = address.connect().await?;
        suits(&address.name, &mut connection).await?;
        schema::migrate(&address.name, &mut connection).await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .idle_timeout(IDLE)
            .connect_lazy_with(address.options);
        Ok(Self { pool, name: address.name.into() })
    }

    pub(super) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// The database without secrets, for messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Begins to read, all at one moment.
    pub(super) async fn reading(&self) -> Result<Transaction<'static, sqlx::Postgres>, StoreError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Begins to write, behind all who write already.
    pub(super) async fn writing(&self) -> Result<Transaction<'static, sqlx::Postgres>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::raw_sql(PATIENCE).execute(&mut *transaction).await?;
        sqlx::query("SELECT revision FROM bank FOR UPDATE").execute(&mut *transaction).await?;
        Ok(transaction)
    }

    pub(super) fn listen(&self) -> Listening {
        Listening::new(self.pool.connect_options().as_ref().clone())
    }

    /// Names the database where it cannot be written.
    pub(super) fn explain(&self, why: sqlx::Error) -> StoreError {
        match code(&why).as_deref() {
            Some(code::NO_PRIVILEGE | code::READ_ONLY) => {
                StoreError::ReadOnly(self.name.to_string())
            }
            Some(code::LOCK_NOT_AVAILABLE) => StoreError::Busy(self.name.to_string()),
            _ => StoreError::Database(why),
        }
    }
}

/// The code of what the server says.
fn code(error: &sqlx::Error) -> Option<String> {
    Some(error.as_database_error()?.code()?.into_owned())
}

/// Refuses a server that is too old, or a database that does not take every text.
async fn suits(name: &str, connection: &mut PgConnection) -> Result<(), StoreError> {
    let (version, encoding, schema): (i64, String, Option<String>) = sqlx::query_as(
        "SELECT current_setting('server_version_num')::bigint, \
         current_setting('server_encoding'), current_schema()::text",
    )
    .fetch_one(connection)
    .await?;
    let why = if version < OLDEST {
        format!("it is PostgreSQL {}, and 13 is the oldest that will do", version / 10_000)
    } else if encoding != "UTF8" {
        format!("its encoding is {encoding}; make one with `createdb --encoding UTF8`")
    } else if schema.is_none() {
        "the schemas of its `search_path` are not there; make one with `CREATE SCHEMA`".to_owned()
    } else {
        return Ok(());
    };
    Err(StoreError::Unsuited { name: name.to_owned(), why })
}
