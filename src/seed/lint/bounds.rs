//! The conventions of the bundled bank, as numbers. `seed/README.md` says them in words.

use std::ops::RangeInclusive;

use crate::model::Difficulty;

/// Words of an answer, code not counted.
pub(super) const ANSWER_WORDS: RangeInclusive<usize> = 80..=350;
/// Points that an interviewer can tick while listening.
pub(super) const KEY_POINTS: RangeInclusive<usize> = 3..=6;
/// The share of its telling words, in percent, that a key point has from the answer at least.
pub(super) const SUPPORT: usize = 40;
/// How many of its telling words a key point may have of its own, whatever share they are.
pub(super) const OWN_WORDS: usize = 1;
/// Questions that go deeper.
pub(super) const FOLLOW_UPS: RangeInclusive<usize> = 1..=3;
/// Minutes to ask, answer and probe.
pub(super) const MINUTES: RangeInclusive<i64> = 3..=15;
/// What a choice question offers.
pub(super) const OPTIONS: RangeInclusive<usize> = 3..=5;
/// Tags of an entry.
pub(super) const TAGS: RangeInclusive<usize> = 2..=5;
/// Tags of a bank at most.
pub(super) const MOST_TAGS: usize = 120;
/// How often a tag is used at least.
pub(super) const LEAST_USE: usize = 2;
/// Entries of a category at least.
pub(super) const LEAST_ENTRIES: usize = 20;
/// The share of each level in a category, in percent.
pub(super) const LEVELS: [(Difficulty, usize); 3] =
    [(Difficulty::Easy, 35), (Difficulty::Medium, 45), (Difficulty::Hard, 20)];
/// How far a share may be off, in percent of the category; one entry is always allowed.
pub(super) const TOLERANCE: usize = 5;
