//! The bank that is served now, and how a new revision takes its place.
//!
//! A request takes the current bank once and sees one revision to its end. Changes by this and by
//! other processes alike are noticed by asking the store for its revision, which costs far less
//! than a request; the new bank is built aside and put in place whole.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::task::JoinHandle;

use crate::bank::Bank;
use crate::metric_names;
use crate::store::{Store, StoreError, Watch};

/// How often is looked whether an old bank is free, or a new one needs its index.
const INTERVAL: Duration = Duration::from_millis(50);
/// How long loading may take. After that the connection counts as dead, and it begins anew.
const LOADING: Duration = Duration::from_secs(600);

/// The bank that is served now.
pub struct Current {
    bank: ArcSwap<Bank>,
    behind: AtomicBool,
}

impl Current {
    /// Serves `bank` from now on.
    pub fn new(bank: Bank) -> Self {
        count(&bank);
        Self { bank: ArcSwap::from_pointee(bank), behind: AtomicBool::new(false) }
    }

    /// The bank to answer a request from.
    pub fn bank(&self) -> Arc<Bank> {
        self.bank.load_full()
    }

    /// Whether the database does not answer now, so that changes may be there which do not show.
    pub fn is_behind(&self) -> bool {
        self.behind.load(Ordering::Relaxed)
    }

    /// Loads the store's revision if it is another than the one served.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it cannot be loaded; the bank served stays.
    pub async fn refresh(&self, store: &Store) -> Result<bool, StoreError> {
        self.take(store.revision().await?, store).await
    }

    async fn take(&self, revision: i64, store: &Store) -> Result<bool, StoreError> {
        if revision == self.bank.load().revision() {
            return Ok(false);
        }
        let started = Instant::now();
        let Some(bank) = self.newer(store).await? else { return Ok(false) };
        tracing::info!(
            revision = bank.revision(),
            questions = bank.len(),
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "bank loaded"
        );
        metrics::histogram!(metric_names::RELOAD).record(started.elapsed().as_secs_f64());
        count(&bank);
        tokio::spawn(retire(self.bank.swap(bank)));
        Ok(true)
    }

    /// The bank of the store's revision: the one served with what has changed since, or, where that
    /// is not known, all of it anew. Built beside the requests, since a large bank takes seconds.
    async fn newer(&self, store: &Store) -> Result<Option<Arc<Bank>>, StoreError> {
        let served = self.bank();
        if let Some(changes) = store.changes(served.revision()).await? {
            let (last, total) = (Arc::clone(&served), changes.total);
            let next = built(move || last.next(changes)).await;
            // What was replaced as a whole, behind the back of triggers, shows in the count.
            if next.as_ref().is_some_and(|next| next.len() == total) {
                return Ok(next);
            }
        }
        let (snapshot, synonyms) = (store.load_into().await?, Arc::clone(served.synonyms()));
        Ok(built(move || Bank::of(snapshot, synonyms)).await)
    }

    /// Follows the store for as long as it is polled, best in a task of its own.
    pub async fn follow(&self, store: &Store) {
        tokio::join!(self.keep_up(store), self.keep_indexed());
    }

    async fn keep_up(&self, store: &Store) {
        let mut watch = store.watch();
        let mut heard = Instant::now();
        loop {
            match self.next(&mut watch, store).await {
                Ok(()) => {
                    if self.behind.swap(false, Ordering::Relaxed) {
                        tracing::info!("the database answers again; up to date");
                    }
                    heard = Instant::now();
                }
                // Said once, not every time.
                Err(error) if !self.behind.swap(true, Ordering::Relaxed) => {
                    tracing::error!(%error, "bank not refreshed; serving the last revision");
                }
                Err(_) => {}
            }
            let behind = if self.is_behind() { heard.elapsed() } else { Duration::ZERO };
            metrics::gauge!(metric_names::BEHIND).set(behind.as_secs_f64());
        }
    }

    async fn next(&self, watch: &mut Watch, store: &Store) -> Result<(), StoreError> {
        let revision = watch.next().await?;
        let late =
            |_| StoreError::Database(std::io::Error::from(std::io::ErrorKind::TimedOut).into());
        tokio::time::timeout(LOADING, self.take(revision, store)).await.map_err(late)??;
        Ok(())
    }

    async fn keep_indexed(&self) {
        let mut indexing = Indexing::default();
        loop {
            indexing.look_at(&self.bank());
            tokio::time::sleep(INTERVAL).await;
        }
    }
}

/// Builds the search index of one bank after the other, while newer revisions come in.
#[derive(Default)]
struct Indexing {
    last: Weak<Bank>,
    running: Option<JoinHandle<()>>,
}

impl Indexing {
    /// Begins with that bank if it has no index, unless it was tried or another is being built.
    fn look_at(&mut self, bank: &Arc<Bank>) {
        let is_running = self.running.as_ref().is_some_and(|running| !running.is_finished());
        let is_last = Weak::as_ptr(&self.last) == Arc::as_ptr(bank);
        if is_running || is_last || bank.search_is_ready() {
            return;
        }
        self.last = Arc::downgrade(bank);
        let bank = Arc::clone(bank);
        self.running = Some(tokio::task::spawn_blocking(move || {
            bank.prepare_search();
        }));
    }
}

async fn built(build: impl FnOnce() -> Bank + Send + 'static) -> Option<Arc<Bank>> {
    match tokio::task::spawn_blocking(build).await {
        Ok(bank) => Some(Arc::new(bank)),
        Err(error) => {
            tracing::error!(%error, "building the bank ended early");
            None
        }
    }
}

/// Gives a bank's memory back when its last request has ended, so that no request has to.
async fn retire(bank: Arc<Bank>) {
    while Arc::strong_count(&bank) > 1 {
        tokio::time::sleep(INTERVAL).await;
    }
    // Not awaited: nobody waits for it.
    drop(tokio::task::spawn_blocking(move || drop(bank)));
}

#[expect(clippy::cast_precision_loss, reason = "gauges are floating-point numbers")]
fn count(bank: &Bank) {
    metrics::gauge!(metric_names::REVISION).set(bank.revision() as f64);
    metrics::gauge!(metric_names::QUESTIONS).set(bank.len() as f64);
}
