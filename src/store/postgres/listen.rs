//! Hearing of a new revision: `LISTEN` to be told at once, and asking every second below it.
//!
//! Both go through one connection, the only one that a server holds while nothing changes. Asking also
//! finds out that the connection is dead, whichever way it died.

use std::fmt;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::time::{sleep, timeout};

use crate::store::StoreError;
use crate::store::watch::REVISION;

/// What the triggers of `migrations/postgres` notify.
const CHANNEL: &str = "qbank_revision";
/// How often is asked, told or not.
const INTERVAL: Duration = Duration::from_secs(1);
/// Many changes behind each other are one.
const TOGETHER: Duration = Duration::from_millis(20);
/// How long an answer may take before the connection counts as dead.
const DEAD: Duration = Duration::from_secs(3);
/// The first and the longest pause before connecting again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_millis(1_500));

/// A connection that listens, or is about to.
pub(in crate::store) struct Listening {
    options: PgConnectOptions,
    ear: Option<PgListener>,
    pause: Duration,
}

impl fmt::Debug for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listening").field("connected", &self.ear.is_some()).finish()
    }
}

impl Listening {
    pub(super) fn new(options: PgConnectOptions) -> Self {
        Self { options, ear: None, pause: Duration::ZERO }
    }

    /// Waits to be told or for a second, then asks. After a failure it connects anew, later each time.
    pub(in crate::store) async fn next(&mut self) -> Result<i64, StoreError> {
        match self.hear().await {
            Ok(revision) => {
                self.pause = Duration::ZERO;
                Ok(revision)
            }
            Err(error) => {
                self.ear = None;
                self.pause = (self.pause * 2).clamp(PAUSES.0, PAUSES.1);
                Err(StoreError::Database(error))
            }
        }
    }

    async fn hear(&mut self) -> Result<i64, sqlx::Error> {
        let ear = match &mut self.ear {
            Some(ear) => {
                wait(ear).await?;
                ear
            }
            None => {
                // Not all servers at once, when the database is back.
                sleep(self.pause.mul_f64(rand::random_range(0.5..=1.0))).await;
                self.ear.insert(connect(self.options.clone()).await?)
            }
        };
        answered(sqlx::query_scalar(REVISION).fetch_one(ear)).await
    }
}

/// Waits for a change or for a second.
async fn wait(ear: &mut PgListener) -> Result<(), sqlx::Error> {
    let Ok(told) = timeout(INTERVAL, ear.try_recv()).await else { return Ok(()) };
    if told?.is_none() {
        return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into());
    }
    sleep(TOGETHER).await;
    while ear.next_buffered().is_some() {}
    Ok(())
}

async fn connect(options: PgConnectOptions) -> Result<PgListener, sqlx::Error> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(DEAD)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options);
    let mut ear = PgListener::connect_with(&pool).await?;
    ear.ignore_pool_close_event(true);
    ear.eager_reconnect(false);
    match answered(ear.listen(CHANNEL)).await {
        // A standby and some poolers have no notifications; asking goes on.
        Err(sqlx::Error::Database(why)) => tracing::debug!(%why, "not told of changes, asking"),
        told => told?,
    }
    Ok(ear)
}

async fn answered<T>(
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    let dead = |_| sqlx::Error::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
    timeout(DEAD, answer).await.map_err(dead)?
}
