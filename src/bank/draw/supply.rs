//! A walk that several draws take from: no question twice.

use roaring::RoaringBitmap;

use super::walk::Walk;

/// The questions of one share or group in their random order.
pub(super) struct Supply<'a> {
    walk: Walk<'a>,
    /// Seen, but not what was wanted at that time; they come first the next time.
    passed: Vec<u32>,
}

impl<'a> Supply<'a> {
    pub(super) fn new(set: &'a RoaringBitmap, seed: &str, label: &str) -> Self {
        Self { walk: Walk::over(set, seed, label), passed: Vec::new() }
    }

    /// The next question that nobody has and that `fits`, marked as taken.
    ///
    /// Gives up after passing over `patience` questions that nobody has but do not fit.
    pub(super) fn take(
        &mut self,
        taken: &mut RoaringBitmap,
        patience: usize,
        mut fits: impl FnMut(u32) -> bool,
    ) -> Option<u32> {
        self.passed.retain(|&at| !taken.contains(at));
        let known = self.passed.iter().take(patience).position(|&at| fits(at));
        if let Some(place) = known {
            let at = self.passed.remove(place);
            taken.insert(at);
            return Some(at);
        }
        while self.passed.len() < patience {
            let at = self.walk.next()?;
            if taken.contains(at) {
                continue;
            }
            if fits(at) {
                taken.insert(at);
                return Some(at);
            }
            self.passed.push(at);
        }
        None
    }
}
