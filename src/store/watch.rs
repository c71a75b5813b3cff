//! Noticing that there is a new revision, whoever made it.

use std::time::Duration;

use sqlx::SqlitePool;

use super::postgres::Listening;
use super::{Engine, Store, StoreError};

/// What is asked. One row that is always in memory.
pub(super) const REVISION: &str = "SELECT revision FROM bank";

/// How often a file is asked. One changed question shows within a tenth of a second.
const INTERVAL: Duration = Duration::from_millis(50);

/// Follows a store's revision.
#[derive(Debug)]
pub struct Watch(Way);

#[derive(Debug)]
enum Way {
    Asking(SqlitePool),
    Listening(Box<Listening>),
}

impl Store {
    /// Begins to follow the revision.
    pub fn watch(&self) -> Watch {
        Watch(match &self.engine {
            Engine::Sqlite(pool) => Way::Asking(pool.clone()),
            Engine::Postgres(this) => Way::Listening(Box::new(this.listen())),
        })
    }
}

impl Watch {
    /// Waits until there may be news, and gives the revision of then.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer. The next call tries again, later each time.
    pub async fn next(&mut self) -> Result<i64, StoreError> {
        match &mut self.0 {
            Way::Asking(pool) => {
                tokio::time::sleep(INTERVAL).await;
                Ok(sqlx::query_scalar(REVISION).fetch_one(&*pool).await?)
            }
            Way::Listening(listening) => listening.next().await,
        }
    }
}
