//! The next bank, made from the last one and what has changed.
//!
//! What did not change is shared: the questions themselves with all that was rendered of them. Sets
//! and orders are copied and put right, which costs a small part of making them anew.

use std::sync::{Arc, OnceLock};

use roaring::RoaringBitmap;

use super::Bank;
use super::entry::{Entries, Entry};
use super::kept::Kept;
use crate::model::Question;
use crate::store::Changes;

/// How the positions of one bank become those of the next.
pub(super) struct Step {
    /// Where the questions stood that are changed or gone.
    pub left: RoaringBitmap,
    /// Where those stand now that are changed or new.
    pub came: Vec<u32>,
    /// The new position of every question that stayed; absent where each keeps its own.
    pub moved: Option<Vec<u32>>,
}

impl Step {
    /// The new position of a question that stayed.
    pub(super) fn place(&self, at: u32) -> u32 {
        self.moved.as_ref().map_or(at, |moved| moved[at as usize])
    }

    /// A set of the last bank in positions of the next one, without what is changed or gone.
    pub(super) fn stayed(&self, set: &RoaringBitmap) -> RoaringBitmap {
        let stayed = set - &self.left;
        match &self.moved {
            None => stayed,
            // Those that stayed keep their order, so the new positions ascend as the old ones do.
            Some(moved) => stayed.iter().map(|at| moved[at as usize]).collect(),
        }
    }
}

impl Bank {
    /// The bank of a later revision.
    pub fn next(&self, changes: Changes) -> Self {
        let gone = changes.removed.iter().filter_map(|id| self.get(id));
        let changed = changes.changed.iter().filter_map(|question| self.get(question.id.as_str()));
        let left: RoaringBitmap = gone.chain(changed).collect();
        let (entries, step) = match self.replaced(&changes) {
            Some((entries, came)) => (entries, Step { left, came, moved: None }),
            None => self.merged(&changes.changed, left),
        };
        let bank = Self {
            revision: changes.revision,
            by_id: self.stepped_ids(&step, &entries),
            all: (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect(),
            sets: self.sets.step(&step, &changes.changed),
            orders: super::Orders::default(),
            index: OnceLock::new(),
            kept: Kept::default(),
            fingerprint: OnceLock::new(),
            renderings: Arc::clone(&self.renderings),
            synonyms: Arc::clone(&self.synonyms),
            categories: changes.categories,
            tags: changes.tags,
            entries,
        };
        bank.take_orders(self, &step);
        if self.search_is_ready() {
            bank.prepare_search_after(self);
        }
        bank
    }

    /// The entries where every change stays in its place, or comes behind all others: then no
    /// position moves.
    fn replaced(&self, changes: &Changes) -> Option<(Vec<Entry>, Vec<u32>)> {
        if changes.removed.iter().any(|id| self.get(id).is_some()) {
            return None;
        }
        let mut last = self.entries.last().map_or(i64::MIN, |entry| entry.number);
        let mut places = Vec::with_capacity(changes.changed.len());
        let mut end = u32::try_from(self.len()).ok()?;
        for question in &changes.changed {
            match self.get(question.id.as_str()) {
                Some(at) if self.number(at) == question.number => places.push(at),
                None if question.number > last => {
                    places.push(end);
                    (end, last) = (end + 1, question.number);
                }
                _ => return None,
            }
        }
        let mut entries = Vec::with_capacity(end as usize);
        entries.extend_from_slice(&self.entries);
        for (&at, entry) in places.iter().zip(entries_of(&changes.changed)) {
            match entries.get_mut(at as usize) {
                Some(place) => *place = entry,
                None => entries.push(entry),
            }
        }
        Some((entries, places))
    }

    /// The entries where positions move: what stayed and what came, by number.
    fn merged(&self, changed: &[Question], left: RoaringBitmap) -> (Vec<Entry>, Step) {
        let mut entries = Vec::with_capacity(self.len() + changed.len());
        let mut moved = vec![u32::MAX; self.len()];
        let mut came = Vec::with_capacity(changed.len());
        let place = |entries: &Vec<_>| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let mut arrivals = entries_of(changed).into_iter().peekable();
        for (at, entry) in (0..).zip(&self.entries) {
            if left.contains(at) {
                continue;
            }
            let number = entry.number;
            while let Some(arrival) = arrivals.next_if(|arrival| arrival.number < number) {
                came.push(place(&entries));
                entries.push(arrival);
            }
            moved[at as usize] = place(&entries);
            entries.push(entry.clone());
        }
        for arrival in arrivals {
            came.push(place(&entries));
            entries.push(arrival);
        }
        (entries, Step { left, came, moved: Some(moved) })
    }

    fn stepped_ids(&self, step: &Step, entries: &[Entry]) -> super::Ids {
        let mut ids = self.by_id.clone();
        for at in &step.left {
            ids.remove(at, &self.entries);
        }
        if let Some(moved) = &step.moved {
            ids.renumber(moved);
        }
        for &at in &step.came {
            ids.insert(at, entries);
        }
        ids
    }
}

fn entries_of(questions: &[Question]) -> Vec<Entry> {
    questions.iter().collect::<Entries>().finish()
}
