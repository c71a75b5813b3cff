//! From an id to the position of its question.
//!
//! Only positions are kept; the ids stand in the questions themselves.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::entry::Entry;

#[derive(Clone, Default)]
pub(super) struct Ids(HashTable<u32>);

impl Ids {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut ids = Self(HashTable::with_capacity(entries.len()));
        for (at, _) in (0..).zip(entries) {
            ids.insert(at, entries);
        }
        ids
    }

    pub(super) fn find(&self, id: &str, entries: &[Entry]) -> Option<u32> {
        self.0.find(hash(id), |&at| self::id(at, entries) == id).copied()
    }

    /// Adds the question at that position, whose id must not be there yet.
    pub(super) fn insert(&mut self, at: u32, entries: &[Entry]) {
        self.0.insert_unique(hash(id(at, entries)), at, |&at| hash(id(at, entries)));
    }

    /// Takes away the question at that position.
    pub(super) fn remove(&mut self, at: u32, entries: &[Entry]) {
        if let Ok(found) = self.0.find_entry(hash(id(at, entries)), |&other| other == at) {
            found.remove();
        }
    }

    /// Gives every question the position that stands in `moved` at its old one.
    pub(super) fn renumber(&mut self, moved: &[u32]) {
        for at in self.0.iter_mut() {
            *at = moved[*at as usize];
        }
    }
}

fn id(at: u32, entries: &[Entry]) -> &str {
    entries[at as usize].id()
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
