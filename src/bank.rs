//! The bank as requests see it: immutable, in memory, at one revision.
//!
//! [`Bank::new`] builds it from what the [store](crate::store) keeps, and [`Bank::next`] from the bank
//! before it and what has changed since. From then on everything is a
//! plain function of `&Bank` and a typed request: [filter] gives the set of questions that
//! a request speaks of, as a bitmap over positions; [order] cuts pages from it,
//! [facets] counts it, [draw] draws from it, [search] ranks it. What was
//! rendered once is kept inside the bank that it was made from, so a new revision drops it.
//!
//! A **position** is a question's place in order of number, from 0.

pub mod draw;
pub mod facets;
pub mod filter;
mod highlight;
mod ids;
mod index;
mod kept;
pub mod order;
mod query;
pub mod search;
mod sets;
mod shelves;
mod step;
pub mod synonyms;
pub mod view;
mod words;

use std::sync::{Arc, LazyLock, OnceLock};

use metrics::Counter;
use roaring::RoaringBitmap;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::Xxh3;

use self::highlight::{Highlighter, Plain};
use self::ids::Ids;
use self::index::{Hit, Index};
use self::kept::Kept;
use self::order::Orders;
use self::sets::Sets;
use self::synonyms::Synonyms;
use self::view::{Answers, QuestionView};
use crate::metric_names;
use crate::model::{Category, Question, TagEntry};
use crate::store::Snapshot;

pub use highlight::Highlights;
pub use kept::KeptAnswer;
pub use shelves::{ByDifficulty, CategoryCounts, TagCounts};

/// All questions and categories at one revision, ready to answer.
pub struct Bank {
    revision: i64,
    entries: Vec<Arc<Entry>>,
    categories: Vec<Category>,
    tags: Vec<TagEntry>,
    by_id: Ids,
    all: RoaringBitmap,
    sets: Sets,
    orders: Orders,
    index: OnceLock<Index>,
    kept: Kept,
    fingerprint: OnceLock<u64>,
    synonyms: Arc<Synonyms>,
}

// Looked up once: a look-up costs more than what it would count.
static KEPT: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::KEPT));
static RENDERED: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::RENDERED));

/// A question and what has been rendered of it.
struct Entry {
    question: Question,
    json: [OnceLock<Box<RawValue>>; Answers::COUNT],
    plain: OnceLock<Plain>,
}

impl Entry {
    fn new(question: Question) -> Self {
        Self { question, json: Default::default(), plain: OnceLock::new() }
    }
}

impl Bank {
    /// Builds the bank from what the store keeps, with the synonyms that its search knows.
    pub fn new(snapshot: Snapshot, synonyms: Arc<Synonyms>) -> Self {
        let questions = snapshot.questions.into_iter();
        let entries: Vec<_> = questions.map(|one| Arc::new(Entry::new(one))).collect();
        Self {
            revision: snapshot.revision,
            by_id: Ids::new(&entries),
            all: (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect(),
            sets: Sets::new(entries.iter().map(|entry| &entry.question)),
            orders: Orders::default(),
            index: OnceLock::new(),
            kept: Kept::default(),
            fingerprint: OnceLock::new(),
            synonyms,
            categories: snapshot.categories,
            tags: snapshot.tags,
            entries,
        }
    }

    /// The synonyms that its search knows.
    pub fn synonyms(&self) -> &Arc<Synonyms> {
        &self.synonyms
    }

    /// The revision that this bank shows.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// A number that another content hardly ever has: made from the ids and the times of change.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let mut hash = Xxh3::new();
            for question in self.questions() {
                hash.update(question.id.as_str().as_bytes());
                hash.update(&question.updated_at.as_nanosecond().to_le_bytes());
                hash.update(&question.number.to_le_bytes());
            }
            hash.digest()
        })
    }

    /// How many questions it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no question.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The question of that id.
    pub fn get(&self, id: &str) -> Option<u32> {
        self.by_id.find(id, &self.entries)
    }

    /// The question at that position, which must come from this bank.
    pub fn question(&self, position: u32) -> &Question {
        &self.entries[position as usize].question
    }

    /// All questions by number.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = &Question> {
        self.entries.iter().map(|entry| &entry.question)
    }

    /// The question object as JSON, rendered at most once for each way to show answers.
    pub fn json(&self, position: u32, answers: Answers) -> &RawValue {
        let entry = &self.entries[position as usize];
        let place = &entry.json[answers as usize];
        match place.get() {
            Some(kept) => {
                KEPT.increment(1);
                kept
            }
            None => place.get_or_init(|| {
                RENDERED.increment(1);
                QuestionView::new(&entry.question, answers).to_json()
            }),
        }
    }

    /// The words of a search in a question that it found.
    pub fn highlights(&self, hit: &Hit, highlighter: &Highlighter) -> Highlights {
        let entry = &self.entries[hit.at as usize];
        let plain = entry.plain.get_or_init(|| Plain::new(&entry.question));
        let units = self.index.get().map(|index| index.units(hit));
        units.map(|units| highlighter.highlight(plain, &units)).unwrap_or_default()
    }
}
