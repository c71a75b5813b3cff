//! What was rendered of questions, kept as long as there is room.
//!
//! Shared by a bank and the next one, since most questions are the same in both.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use metrics::Counter;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::Bank;
use super::entry::Entry;
use super::highlight::Plain;
use super::view::{Answers, QuestionView};
use crate::metric_names;

/// How many bytes of each are kept, and about how large one is.
const MOST: u64 = 16 << 20;
const USUAL: usize = 1_024;

// Looked up once: a look-up costs more than what it would count.
static KEPT: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::KEPT));
static RENDERED: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::RENDERED));

/// A question object as JSON, to be put into any answer.
pub enum Rendered<'a> {
    /// As the bank has it.
    Own(&'a RawValue),
    /// In another form.
    Kept(Arc<Box<RawValue>>),
}

impl Deref for Rendered<'_> {
    type Target = RawValue;
    fn deref(&self) -> &RawValue {
        match self {
            Self::Own(json) => json,
            Self::Kept(json) => json,
        }
    }
}

/// How many bytes they have together.
pub fn length(items: &[Rendered<'_>]) -> usize {
    items.iter().map(|json| json.get().len() + 1).sum()
}

impl Serialize for Rendered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

/// Renderings by the entry's serial number.
pub(super) struct Renderings {
    json: Cache<(u64, u8), Arc<Box<RawValue>>, Weight>,
    plain: Cache<u64, Arc<Plain>, Weight>,
}

impl Default for Renderings {
    fn default() -> Self {
        let usual = usize::try_from(MOST).unwrap_or(usize::MAX) / USUAL;
        Self {
            json: Cache::with_weighter(usual, MOST, Weight),
            plain: Cache::with_weighter(usual, MOST, Weight),
        }
    }
}

#[derive(Clone)]
struct Weight;

/// What a rendering takes beside its text, about.
const BESIDE: usize = 100;

impl Weighter<(u64, u8), Arc<Box<RawValue>>> for Weight {
    fn weight(&self, _: &(u64, u8), json: &Arc<Box<RawValue>>) -> u64 {
        (json.get().len() + BESIDE) as u64
    }
}

impl Weighter<u64, Arc<Plain>> for Weight {
    fn weight(&self, _: &u64, plain: &Arc<Plain>) -> u64 {
        (plain.len() + BESIDE) as u64
    }
}

impl Renderings {
    fn json(&self, entry: &Entry, answers: Answers) -> Arc<Box<RawValue>> {
        let key = (entry.serial, answers as u8);
        if let Some(kept) = self.json.get(&key) {
            KEPT.increment(1);
            return kept;
        }
        RENDERED.increment(1);
        let json = Arc::new(QuestionView::new(&entry.question(), answers).to_json().to_owned());
        self.json.insert(key, Arc::clone(&json));
        json
    }

    fn plain(&self, entry: &Entry) -> Arc<Plain> {
        if let Some(kept) = self.plain.get(&entry.serial) {
            return kept;
        }
        let plain = Arc::new(Plain::new(entry.texts()));
        self.plain.insert(entry.serial, Arc::clone(&plain));
        plain
    }
}

impl Bank {
    /// The question object as JSON.
    pub fn json(&self, position: u32, answers: Answers) -> Rendered<'_> {
        let entry = &self.entries[position as usize];
        match answers {
            Answers::Markdown => Rendered::Own(entry.json()),
            other => Rendered::Kept(self.renderings.json(entry, other)),
        }
    }

    /// The texts of the question at that position in which the words of a search are marked.
    pub(super) fn plain(&self, position: u32) -> Arc<Plain> {
        self.renderings.plain(&self.entries[position as usize])
    }
}
