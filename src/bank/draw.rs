//! Random sets: repeatable by seed, uniform, without repeats.
//!
//! A seed fixes a **walk** over the filtered questions in order of number: a Fisher-Yates shuffle
//! of which only the steps taken are computed. A longer walk begins with the shorter one, so the
//! second sitting goes on where the first one ended; what is excluded is passed over. The stream
//! of random numbers is that of ChaCha20 (RFC 8439), which no crate may change.

use std::collections::HashMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use roaring::RoaringBitmap;
use sha2::{Digest, Sha256};

use super::Bank;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The text that makes the draw repeatable.
    pub seed: String,
    /// How many questions, at least 1.
    pub count: usize,
    /// Which sitting, from 1: earlier ones have had their questions.
    pub sitting: usize,
    /// Ids not to draw; unknown ones are passed over.
    pub exclude: Vec<String>,
}

impl Bank {
    /// Draws from `set`: positions in the order drawn, at most `count` of them.
    pub fn draw(&self, set: &RoaringBitmap, draw: &Draw) -> Vec<u32> {
        let excluded: RoaringBitmap = draw.exclude.iter().filter_map(|id| self.get(id)).collect();
        let whole = set.len() == self.all.len();
        let positions = Walk::new(&draw.seed, set.len()).filter_map(|step| {
            let step = u32::try_from(step).ok()?;
            if whole { Some(step) } else { set.select(step) }
        });
        positions
            .filter(|&at| !excluded.contains(at))
            .skip((draw.sitting - 1) * draw.count)
            .take(draw.count)
            .collect()
    }
}

/// A random order of the numbers below a bound, one at a time.
struct Walk {
    random: ChaCha20Rng,
    /// What stands at a place that a step has touched; every other place holds its own number.
    moved: HashMap<u64, u64>,
    taken: u64,
    length: u64,
}

impl Walk {
    fn new(seed: &str, length: u64) -> Self {
        let key: [u8; 32] = Sha256::digest(seed.as_bytes()).into();
        Self { random: ChaCha20Rng::from_seed(key), moved: HashMap::new(), taken: 0, length }
    }

    /// A number below `bound`, all equally likely: numbers of the stream beyond the last whole
    /// multiple of `bound` are thrown away.
    fn below(&mut self, bound: u64) -> u64 {
        let multiples = u64::MAX - (u64::MAX % bound + 1) % bound;
        loop {
            let number = self.random.next_u64();
            if number <= multiples {
                return number % bound;
            }
        }
    }
}

impl Iterator for Walk {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.taken == self.length {
            return None;
        }
        let here = self.taken;
        let there = here + self.below(self.length - here);
        let mine = self.moved.remove(&here).unwrap_or(here);
        self.taken += 1;
        if there == here {
            return Some(mine);
        }
        Some(self.moved.insert(there, mine).unwrap_or(there))
    }
}
