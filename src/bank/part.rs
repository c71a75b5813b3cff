//! Building a bank from parts, which can be made beside each other.

use std::sync::Arc;

use super::Bank;
use super::entry::Entries;
use super::sets::Sets;
use super::synonyms::Synonyms;
use crate::model::Question;
use crate::store::{Gather, Snapshot};

/// A run of questions in order of number.
#[derive(Default)]
pub struct Part {
    entries: Entries,
    sets: Sets,
}

impl Gather for Part {
    fn gather(&mut self, question: Question) {
        let position = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.sets.add(position, &question);
        self.entries.push(question);
    }

    fn append(&mut self, other: Self) {
        let position = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.sets.append(other.sets, position);
        self.entries.append(other.entries);
    }
}

impl Bank {
    /// Builds the bank from what the store keeps, with the synonyms that its search knows.
    pub fn new(snapshot: Snapshot, synonyms: Arc<Synonyms>) -> Self {
        let mut questions = Part::default();
        snapshot.questions.into_iter().for_each(|question| questions.gather(question));
        let Snapshot { revision, categories, tags, .. } = snapshot;
        Self::of(Snapshot { revision, categories, tags, questions }, synonyms)
    }

    /// The same from questions that were gathered while they were loaded.
    pub fn of(snapshot: Snapshot<Part>, synonyms: Arc<Synonyms>) -> Self {
        let Part { entries, sets } = snapshot.questions;
        let entries = entries.finish();
        Self {
            by_id: super::Ids::new(&entries),
            all: (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect(),
            sets,
            revision: snapshot.revision,
            categories: snapshot.categories,
            tags: snapshot.tags,
            entries,
            synonyms,
            orders: Default::default(),
            index: Default::default(),
            kept: Default::default(),
            fingerprint: Default::default(),
            renderings: Default::default(),
        }
    }
}
