//! The bank that is served now, and how a new revision takes its place.
//!
//! A request takes the current bank once and sees one revision to its end. Changes by this and by
//! other processes alike are noticed by asking the store for its revision, which costs far less
//! than a request; the new bank is built aside and put in place whole.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;

use crate::bank::Bank;
use crate::metric_names;
use crate::store::{Store, StoreError};

/// How often the store is asked. A change shows within two seconds, loading included.
const INTERVAL: Duration = Duration::from_millis(500);

/// The bank that is served now.
pub struct Current(ArcSwap<Bank>);

impl Current {
    /// Serves `bank` from now on.
    pub fn new(bank: Bank) -> Self {
        count(&bank);
        Self(ArcSwap::from_pointee(bank))
    }

    /// The bank to answer a request from.
    pub fn bank(&self) -> Arc<Bank> {
        self.0.load_full()
    }

    /// Loads the store's revision if it is another than the one served.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it cannot be loaded; the bank served stays.
    pub async fn refresh(&self, store: &Store) -> Result<bool, StoreError> {
        if store.revision().await? == self.0.load().revision() {
            return Ok(false);
        }
        let started = Instant::now();
        let (snapshot, served) = (store.load().await?, self.bank());
        // Beside the requests: a large bank takes seconds.
        let built = tokio::task::spawn_blocking(move || {
            let bank = Bank::new(snapshot, Arc::clone(served.synonyms()));
            bank.prepare_search_after(&served);
            bank
        });
        let built = built.await;
        let bank = match built {
            Ok(bank) => Arc::new(bank),
            Err(error) => {
                tracing::error!(%error, "building the bank ended early");
                return Ok(false);
            }
        };
        tracing::info!(
            revision = bank.revision(),
            questions = bank.len(),
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "bank loaded"
        );
        metrics::histogram!(metric_names::RELOAD).record(started.elapsed().as_secs_f64());
        count(&bank);
        self.0.store(bank);
        Ok(true)
    }

    /// Builds what the current bank's searches need, beside the requests.
    pub async fn prepare_search(&self) {
        let bank = self.bank();
        let built = tokio::task::spawn_blocking(move || bank.prepare_search()).await;
        if let Err(error) = built {
            tracing::error!(%error, "building the search index ended early");
        }
    }

    /// Follows the store for as long as it is polled, best in a task of its own.
    pub async fn follow(&self, store: &Store) {
        let mut failing = false;
        self.prepare_search().await;
        loop {
            tokio::time::sleep(INTERVAL).await;
            match self.refresh(store).await {
                Ok(changed) => {
                    failing = false;
                    if changed {
                        self.prepare_search().await;
                    }
                }
                // Said once, not twice a second.
                Err(error) if !failing => {
                    failing = true;
                    tracing::error!(%error, "bank not refreshed; serving the last revision");
                }
                Err(_) => {}
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "gauges are floating-point numbers")]
fn count(bank: &Bank) {
    metrics::gauge!(metric_names::REVISION).set(bank.revision() as f64);
    metrics::gauge!(metric_names::QUESTIONS).set(bank.len() as f64);
}
