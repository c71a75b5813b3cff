//! Words that follow each other, or stand near each other, found in the units of a question.

use super::draft::Ends;
use super::forward::{Forward, range};
use super::part::{Damping, Part, Side};
use super::without::Without;

/// How far apart, in words, two words count as near.
const NEAR: usize = 4;

/// Up to so many units it is faster to look at each.
const FEW: usize = 8;

/// Terms as the units that have them.
pub(super) struct Sequence<'a> {
    terms: Vec<&'a [u32]>,
    side: Side,
    without: Without,
}

/// The units of a question while it is looked at.
#[derive(Default)]
pub(super) struct Reading {
    units: Vec<u32>,
    ends: Ends,
}

impl Reading {
    pub fn read(&mut self, forward: &Forward, question: u32) {
        self.ends = forward.read(question, &mut self.units);
    }
}

impl<'a> Sequence<'a> {
    pub fn new(terms: Vec<&'a [u32]>, side: Side, without: Without) -> Self {
        Self { terms, side, without }
    }

    /// How much it says that the terms follow each other in the question.
    pub fn phrase(&self, reading: &Reading) -> u8 {
        let length = self.terms.len();
        self.impact(reading, |units| units.windows(length).filter(|window| self.is(window)).count())
    }

    fn is(&self, window: &[u32]) -> bool {
        window.iter().zip(&self.terms).all(|(unit, units)| has(units, *unit))
    }

    /// How much it says that the second term stands soon after the first.
    pub fn nearness(&self, reading: &Reading) -> u8 {
        let [one, other] = self.terms[..] else { return 0 };
        self.impact(reading, |units| {
            let follows = |place: usize| {
                let next = units[place + 1..].iter().take(NEAR);
                next.into_iter().any(|unit| has(other, *unit))
            };
            let near = (0..units.len()).filter(|&at| has(one, units[at]) && follows(at)).count();
            // Not more often than the second one occurs.
            match near {
                0 | 1 => near,
                _ => near.min(units.iter().filter(|unit| has(other, **unit)).count()),
            }
        })
    }

    fn impact(&self, reading: &Reading, count: impl Fn(&[u32]) -> usize) -> u8 {
        let mut occurs = [0; Part::COUNT];
        for &part in self.side.parts() {
            let units = &reading.units[range(&reading.ends, part)];
            occurs[part as usize] = super::lists::narrow(count(units));
        }
        if occurs == [0; Part::COUNT] {
            return 0;
        }
        let lengths = Part::ALL.map(|part| range(&reading.ends, part).len());
        Damping::new(lengths, self.without).impact(self.side, &occurs)
    }
}

fn has(units: &[u32], unit: u32) -> bool {
    match units {
        [] => false,
        units if units.len() <= FEW => units.contains(&unit),
        units => units.binary_search(&unit).is_ok(),
    }
}
