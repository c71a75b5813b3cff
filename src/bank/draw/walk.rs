//! A random order of a set, one step at a time, that a seed fixes for ever.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use roaring::RoaringBitmap;
use sha2::{Digest, Sha256};

/// A Fisher-Yates shuffle of a set, of which only the steps taken are computed.
///
/// Its random numbers are the stream of ChaCha20 (RFC 8439) whose key is the SHA-256 digest of the
/// seed, so that no crate may change them.
pub struct Walk<'a> {
    set: &'a RoaringBitmap,
    random: ChaCha20Rng,
    /// What stands at a place that a step has touched; every other place holds its own number.
    moved: BTreeMap<u64, u64>,
    taken: u64,
    length: u64,
}

impl<'a> Walk<'a> {
    /// A walk over the positions of `set`. Walks of one seed with different labels have nothing to
    /// do with each other; the label of the plain draw is empty.
    pub fn over(set: &'a RoaringBitmap, seed: &str, label: &str) -> Self {
        Self {
            set,
            random: generator(seed, label),
            moved: BTreeMap::new(),
            taken: 0,
            length: set.len(),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.taken == self.length {
            return None;
        }
        let here = self.taken;
        let there = here + below(&mut self.random, self.length - here);
        let mine = self.moved.remove(&here).unwrap_or(here);
        self.taken += 1;
        let step = match there == here {
            true => mine,
            false => self.moved.insert(there, mine).unwrap_or(there),
        };
        self.set.select(u32::try_from(step).ok()?)
    }
}

/// `items` in a random order.
pub(super) fn shuffled<T: Copy>(items: &[T], seed: &str, label: &str) -> Vec<T> {
    let places: RoaringBitmap = (0..u32::try_from(items.len()).unwrap_or(u32::MAX)).collect();
    Walk::over(&places, seed, label).map(|place| items[place as usize]).collect()
}

/// The key is the digest of the seed; of seed, NUL and label where there is a label.
fn generator(seed: &str, label: &str) -> ChaCha20Rng {
    let mut digest = Sha256::new();
    digest.update(seed.as_bytes());
    if !label.is_empty() {
        digest.update([0]);
        digest.update(label.as_bytes());
    }
    ChaCha20Rng::from_seed(digest.finalize().into())
}

/// A number below `bound`, all equally likely: numbers of the stream from the last whole multiple
/// of `bound` on are thrown away.
fn below(random: &mut ChaCha20Rng, bound: u64) -> u64 {
    let surplus = (u64::MAX % bound + 1) % bound;
    loop {
        let number = random.next_u64();
        if number <= u64::MAX - surplus {
            return number % bound;
        }
    }
}
