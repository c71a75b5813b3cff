//! The best hits so far.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::search::Place;

/// A score, less is worse, then a position, greater is worse.
type Key = (u32, Reverse<u32>);

/// The best hits so far.
pub(super) struct Best {
    top: usize,
    after: Option<Key>,
    /// The worst on top.
    heap: BinaryHeap<Reverse<(Key, Place)>>,
}

impl Best {
    /// Keeps `top` hits, those that come after a score and a position.
    pub fn new(top: usize, after: Option<(u32, u32)>) -> Self {
        // The position given is the first one that is wanted.
        let after = after.map(|(score, position)| (score, Reverse(position)));
        Self { top, after, heap: BinaryHeap::new() }
    }

    /// Whether it keeps all of so many.
    pub fn takes_all(&self, count: usize) -> bool {
        count <= self.top
    }

    /// Whether a question of at most that score, at that position or after it, may be kept.
    pub fn may_take(&self, score: u32, position: u32) -> bool {
        let full = self.heap.len() >= self.top;
        match self.heap.peek().filter(|_| full) {
            Some(Reverse((worst, _))) => (score, Reverse(position)) > *worst,
            None => self.top > 0,
        }
    }

    pub fn take(&mut self, score: u32, position: u32, place: Place) {
        let key = (score, Reverse(position));
        let wanted = self.after.is_none_or(|after| key <= after);
        if wanted && self.may_take(score, position) {
            if self.heap.len() >= self.top {
                self.heap.pop();
            }
            self.heap.push(Reverse((key, place)));
        }
    }

    /// Score, position and place of each, best first.
    pub fn into_sorted(self) -> impl Iterator<Item = (u32, u32, Place)> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        sorted.map(|Reverse(((score, Reverse(position)), place))| (score, position, place))
    }
}
