//! What a sync has to do, found out before anything is written.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{BUNDLED, Bundle};
use crate::model::{Question, Slug};

/// What a sync did, or found. Every question of the bundle is in exactly one of `new`, `changed`,
/// `unchanged`, `edited` and `taken`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Were not there.
    pub new: usize,
    /// Said something else, or had another number.
    pub changed: usize,
    /// Were there already.
    pub unchanged: usize,
    /// Of the bundle's origin but no longer in it.
    pub removed: usize,
    /// Left alone, because somebody has changed them in the database.
    pub edited: Vec<Slug>,
    /// Left alone, because a question of another origin has the id.
    pub taken: Vec<Slug>,
    /// Questions of other origins in the store, all left alone.
    pub foreign: usize,
    /// Categories and tags that were not there as the bundle has them, or are no longer in it.
    pub shelves: usize,
}

impl SyncReport {
    /// Whether the store is as it was.
    pub fn nothing_changed(&self) -> bool {
        self.new + self.changed + self.removed + self.shelves == 0
    }
}

/// The writes that make the store equal to a bundle.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub insert: Vec<Question>,
    pub update: Vec<Question>,
    pub remove: Vec<Slug>,
    /// Questions that only move: id and new number.
    pub renumber: Vec<(Slug, i64)>,
    pub report: SyncReport,
}

impl Plan {
    /// Compares `bundle` with what is there; `existing` says of each whether it was edited by hand.
    pub(super) fn new(bundle: &Bundle, existing: &[(bool, Question)], now: Timestamp) -> Self {
        let mut plan = Self::default();
        let by_id: HashMap<&Slug, &(bool, Question)> =
            existing.iter().map(|row| (&row.1.id, row)).collect();
        let numbers = Numbers::new(bundle, existing, &by_id);
        for (place, question) in bundle.questions.iter().enumerate() {
            let number = numbers.of_bundle[place];
            plan.place(question, by_id.get(&question.id).copied(), number, bundle, now);
        }
        plan.renumber.extend(numbers.moved);
        plan.remove_missing(bundle, existing);
        plan
    }

    fn place(
        &mut self,
        question: &Question,
        found: Option<&(bool, Question)>,
        number: i64,
        bundle: &Bundle,
        now: Timestamp,
    ) {
        let placed = || Question {
            number,
            origin: bundle.origin.clone(),
            created_at: found.map_or(now, |(_, old)| old.created_at),
            updated_at: now,
            ..question.clone()
        };
        let Some((edited, old)) = found else {
            self.report.new += 1;
            self.insert.push(placed());
            return;
        };
        if old.origin != bundle.origin {
            self.report.taken.push(question.id.clone());
        } else if old.same_content(question) {
            self.move_to(old, number);
        } else if *edited {
            // What it says is left alone; its place is the bank's.
            self.report.edited.push(question.id.clone());
            if old.number != number {
                self.renumber.push((old.id.clone(), number));
            }
        } else {
            self.report.changed += 1;
            self.update.push(placed());
        }
    }

    fn move_to(&mut self, old: &Question, number: i64) {
        if old.number == number {
            self.report.unchanged += 1;
        } else {
            self.report.changed += 1;
            self.renumber.push((old.id.clone(), number));
        }
    }

    fn remove_missing(&mut self, bundle: &Bundle, existing: &[(bool, Question)]) {
        let wanted: HashSet<&Slug> = bundle.questions.iter().map(|question| &question.id).collect();
        for (edited, old) in existing {
            if old.origin != bundle.origin {
                self.report.foreign += 1;
            } else if !wanted.contains(&old.id) {
                if *edited {
                    self.report.edited.push(old.id.clone());
                } else {
                    self.report.removed += 1;
                    self.remove.push(old.id.clone());
                }
            }
        }
    }
}

/// Who gets which number.
struct Numbers {
    /// For each question of the bundle.
    of_bundle: Vec<i64>,
    /// Others that have to make room.
    moved: Vec<(Slug, i64)>,
}

impl Numbers {
    fn new(
        bundle: &Bundle,
        existing: &[(bool, Question)],
        by_id: &HashMap<&Slug, &(bool, Question)>,
    ) -> Self {
        let highest = existing.iter().map(|(_, question)| question.number).max().unwrap_or(0);
        let ours = |question: &Question| question.origin == bundle.origin;
        if bundle.origin != BUNDLED {
            let mut next = highest;
            let arrival = |question: &Question| match by_id.get(&question.id) {
                Some((_, old)) => old.number,
                None => {
                    next += 1;
                    next
                }
            };
            let of_bundle = bundle.questions.iter().map(arrival).collect();
            return Self { of_bundle, moved: Vec::new() };
        }
        let of_bundle: Vec<i64> = bundle.questions.iter().map(|question| question.number).collect();
        let taken: HashSet<i64> = of_bundle.iter().copied().collect();
        let wanted: HashSet<&Slug> = bundle.questions.iter().map(|question| &question.id).collect();
        let mut next = of_bundle.iter().copied().max().unwrap_or(0).max(highest);
        let mut moved = Vec::new();
        for (edited, question) in existing {
            let stays = !ours(question) || (*edited && !wanted.contains(&question.id));
            if stays && taken.contains(&question.number) {
                next += 1;
                moved.push((question.id.clone(), next));
            }
        }
        Self { of_bundle, moved }
    }
}
