//! The bank as requests see it: immutable, in memory, at one revision.
//!
//! [`Bank::of`] builds it from what the [store](crate::store) keeps, and [`Bank::next`] from the bank
//! before it and what has changed since. From then on everything is a
//! plain function of `&Bank` and a typed request: [filter] gives the set of questions that
//! a request speaks of, as a bitmap over positions; [order] cuts pages from it,
//! [facets] counts it, [draw] draws from it, [search] ranks it. A question is kept as the JSON text
//! that it is answered with.
//!
//! A **position** is a question's place in order of number, from 0.

pub mod draw;
mod entry;
pub mod facets;
pub mod filter;
mod highlight;
mod ids;
mod index;
mod interpret;
mod kept;
mod nearest;
pub mod order;
mod part;
mod query;
mod renderings;
pub mod search;
mod sets;
mod shelves;
mod step;
pub mod synonyms;
mod text;
pub mod view;
mod words;

use std::sync::{Arc, OnceLock};

use roaring::RoaringBitmap;
use xxhash_rust::xxh3::Xxh3;

use self::entry::Entry;
use self::highlight::Highlighter;
use self::ids::Ids;
use self::index::{Hit, Index};
use self::kept::Kept;
use self::order::Orders;
use self::renderings::Renderings;
use self::sets::Sets;
use self::synonyms::Synonyms;
use crate::model::{Category, Question, TagEntry};

pub use highlight::Highlights;
pub use kept::KeptAnswer;
pub use part::Part;
pub use renderings::{Rendered, RenderedList};
pub use shelves::{ByDifficulty, CategoryCounts, TagCounts};

/// All questions and categories at one revision, ready to answer.
pub struct Bank {
    revision: i64,
    entries: Vec<Entry>,
    categories: Vec<Category>,
    tags: Vec<TagEntry>,
    by_id: Ids,
    all: RoaringBitmap,
    sets: Sets,
    orders: Orders,
    index: OnceLock<Index>,
    kept: Kept,
    fingerprint: OnceLock<u64>,
    renderings: Arc<Renderings>,
    synonyms: Arc<Synonyms>,
}

impl Bank {
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
            for entry in &self.entries {
                hash.update(entry.id().as_bytes());
                hash.update(&entry.updated_at.to_le_bytes());
                hash.update(&entry.number.to_le_bytes());
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

    /// The question at that position, which must come from this bank. It is put together anew;
    /// where a part of it will do, ask for that.
    pub fn question(&self, position: u32) -> Question {
        self.entries[position as usize].question()
    }

    /// All questions by number, each put together anew.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = Question> {
        self.entries.iter().map(|entry| entry.question())
    }

    /// The ids of all questions, by number.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id())
    }

    /// The id of the question at that position.
    pub fn id(&self, position: u32) -> &str {
        self.entries[position as usize].id()
    }

    /// The number of the question at that position.
    pub fn number(&self, position: u32) -> i64 {
        self.entries[position as usize].number
    }

    /// The estimate of the question at that position.
    pub fn minutes(&self, position: u32) -> Option<i64> {
        self.entries[position as usize].minutes()
    }

    /// The words of a search in a question that it found.
    pub fn highlights(&self, hit: &Hit, highlighter: &Highlighter) -> Highlights {
        let units = self.index.get().map(|index| index.units(hit));
        let highlight = |units| highlighter.highlight(&self.plain(hit.at), &units);
        units.map(highlight).unwrap_or_default()
    }
}
