//! A bank of any size that is the same every time: words that occur as words do, and questions made
//! of them.

pub mod question;
pub mod words;

/// A generator of numbers that look random (SplitMix64), the same on every machine.
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        u64::try_from((u128::from(self.throw()) * u128::from(bound)) >> 64).unwrap_or(0)
    }

    /// A number from `least` to `most`.
    pub fn within(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number from 0 to 1.
    pub fn fraction(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A length around `median`, of which few are several times as long, as lengths of texts are
    /// (log-normal, sigma 0.6).
    pub fn length(&mut self, median: f64) -> u64 {
        // The sum of twelve fractions is as good as normal here.
        let normal: f64 = (0..12).map(|_| self.fraction()).sum::<f64>() - 6.0;
        (median * (0.6 * normal).exp()).round().max(1.0) as u64
    }
}
