//! Answers to searches, kept with the bank that they were made from, so that the next bank has none.

use std::sync::Arc;

use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::Bank;

/// How many bytes of answers are kept, and how many answers that may be.
const MOST_BYTES: u64 = 8 << 20;
const MOST_ANSWERS: usize = 1_000;
/// What an answer takes beside its texts, about.
const BESIDE: usize = 200;

/// An answer as it is sent.
pub struct KeptAnswer {
    /// The body.
    pub body: Bytes,
    /// Changes when the body does.
    pub tag: u128,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// Answers by what was asked.
pub(super) struct Kept(Cache<Box<str>, Arc<KeptAnswer>, Weight>);

impl Default for Kept {
    fn default() -> Self {
        Self(Cache::with_weighter(MOST_ANSWERS, MOST_BYTES, Weight))
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<Box<str>, Arc<KeptAnswer>> for Weight {
    fn weight(&self, asked: &Box<str>, answer: &Arc<KeptAnswer>) -> u64 {
        (asked.len() + answer.body.len() + BESIDE) as u64
    }
}

impl Bank {
    /// The answer that was kept for what is asked.
    pub fn kept_answer(&self, asked: &str) -> Option<Arc<KeptAnswer>> {
        self.kept.0.get(asked)
    }

    /// Keeps an answer for whoever asks the same again, until others need the room.
    pub fn keep_answer(&self, asked: String, answer: KeptAnswer) -> Arc<KeptAnswer> {
        let answer = Arc::new(answer);
        self.kept.0.insert(asked.into_boxed_str(), Arc::clone(&answer));
        answer
    }
}
