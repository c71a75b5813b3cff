//! "Did you mean" over the ids of a bank of any size.

use super::Bank;
use crate::model::{MAX_NAME, nearest};

/// Up to so many questions, an id is compared with every other.
const AT_ONCE: usize = 2_000;
/// What an id is made of.
const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-";

impl Bank {
    /// The id that `value` was most likely meant to be, if one is near.
    ///
    /// In a large bank only one slip is forgiven: there it is cheaper to look up everything that
    /// differs from `value` by one edit than to compare `value` with everything there is.
    pub(super) fn nearest_id(&self, value: &str) -> Option<&str> {
        if self.len() <= AT_ONCE {
            return nearest(value, self.ids());
        }
        let value = value.to_lowercase();
        if !value.is_ascii() || value.len() > MAX_NAME + 1 {
            return None;
        }
        let found = one_edit_away(value.as_bytes()).filter_map(|id| self.get(&id)).min();
        found.map(|at| self.id(at))
    }
}

/// All texts that a letter left out, put in, taken for another, or swapped with its neighbour makes.
fn one_edit_away(value: &[u8]) -> impl Iterator<Item = String> {
    let with = |from: usize, letters: &[u8], to: usize| {
        let text = [&value[..from], letters, &value[to..]].concat();
        String::from_utf8_lossy(&text).into_owned()
    };
    let count = value.len();
    let swapped = (1..count).map(move |at| with(at - 1, &[value[at], value[at - 1]], at + 1));
    let left_out = (0..count).map(move |at| with(at, &[], at + 1));
    let others = ALPHABET.chunks(1).flat_map(move |letter| {
        let taken = (0..count).map(move |at| with(at, letter, at + 1));
        taken.chain((0..=count).map(move |at| with(at, letter, at)))
    });
    swapped.chain(left_out).chain(others)
}
