//! From an id or a number to the position of its question.
//!
//! Of ids only positions are kept; the ids stand in the questions themselves.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::Bank;
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

impl Bank {
    /// How many questions have at most that number.
    pub(super) fn up_to(&self, number: i64) -> u32 {
        let first = self.entries.first().map_or(0, |entry| entry.number);
        // Numbers ascend, so it is no more than this, and mostly not much less: they have few gaps.
        let most = usize::try_from(number.saturating_sub(first).saturating_add(1)).unwrap_or(0);
        let mut high = most.min(self.len());
        let (mut low, mut step) = (high, 1);
        while low > 0 && self.entries[low - 1].number > number {
            high = low - 1;
            low = low.saturating_sub(step);
            step *= 2;
        }
        let between = self.entries[low..high].partition_point(|entry| entry.number <= number);
        u32::try_from(low + between).unwrap_or(u32::MAX)
    }
}

fn id(at: u32, entries: &[Entry]) -> &str {
    entries[at as usize].id()
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
