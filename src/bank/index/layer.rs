//! A segment in an index: where its questions stand now, and which of them are gone.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::forward::range;
use super::lexicon::Lexicon;
use super::lists::narrow;
use super::part::Side;
use super::segment::Segment;

/// The position of a question that is gone.
pub(super) const NOWHERE: u32 = u32::MAX;

pub(super) struct Layer {
    pub segment: Arc<Segment>,
    /// The position of each question; without it, its number is its position.
    pub positions: Option<Arc<[u32]>>,
    pub gone: Gone,
}

/// What is no longer there of a segment.
#[derive(Clone, Default)]
pub(super) struct Gone {
    pub questions: RoaringBitmap,
    /// In how many of them a term stands, and how often a surface, by side.
    terms: [HashMap<u32, u32>; 2],
    surfaces: [HashMap<u32, u32>; 2],
}

impl Gone {
    /// Adds a question of that segment.
    pub fn add(&mut self, segment: &Segment, question: u32) {
        if !self.questions.insert(question) {
            return;
        }
        let mut units = Vec::new();
        let ends = segment.forward.read(question, &mut units);
        for side in Side::ALL {
            let mut terms = Vec::new();
            for &part in side.parts() {
                for &unit in &units[range(&ends, part)] {
                    segment.lexicon.for_terms(unit, |term| terms.push(term));
                    for &surface in segment.lexicon.words_of(unit).iter() {
                        let often = self.surfaces[side as usize].entry(surface).or_default();
                        *often += part.emphasis();
                    }
                }
            }
            terms.sort_unstable();
            terms.dedup();
            for term in terms {
                *self.terms[side as usize].entry(term).or_default() += 1;
            }
        }
    }
}

impl Layer {
    pub fn new(segment: Segment, positions: Option<Arc<[u32]>>) -> Self {
        Self { segment: Arc::new(segment), positions, gone: Gone::default() }
    }

    /// Where a question of the segment stands in the bank.
    pub fn position(&self, question: u32) -> u32 {
        self.positions.as_ref().map_or(question, |positions| positions[question as usize])
    }

    /// In how many questions a term stands.
    pub fn having(&self, term: Option<u32>, side: Side) -> u32 {
        let Some(term) = term else { return 0 };
        let gone = self.gone.terms[side as usize].get(&term).copied().unwrap_or(0);
        narrow(self.segment.list(term, side).len()) - gone
    }

    /// How often a surface occurs.
    pub fn occurs(&self, surface: u32, side: Side) -> u32 {
        let gone = self.gone.surfaces[side as usize].get(&surface).copied().unwrap_or(0);
        self.segment.lexicon.occurs(surface, side) - gone
    }
}

/// Units that are to be marked, in order, each with the number of the term that it has.
#[derive(Debug)]
pub(in crate::bank) struct Marked {
    units: Vec<(u32, u32)>,
    /// A bit for what the low bits of any of them are, since nearly all that is asked for is none.
    low: [u64; LOW_BITS / 64],
}

const LOW_BITS: usize = 1_024;

impl Marked {
    /// The units that have any of the terms; each term has a number.
    pub(super) fn new(lexicon: &Lexicon, terms: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut units = Vec::new();
        for (number, term) in terms {
            units.extend(lexicon.units_of(term).iter().map(|&unit| (unit, number)));
        }
        units.sort_unstable();
        units.dedup_by_key(|(unit, _)| *unit);
        let mut low = [0; LOW_BITS / 64];
        for &(unit, _) in &units {
            let (word, bit) = low_bits(unit);
            low[word] |= bit;
        }
        Self { units, low }
    }

    /// The number of the term that a unit has.
    pub fn term(&self, unit: u32) -> Option<u32> {
        let (word, bit) = low_bits(unit);
        if self.low[word] & bit == 0 {
            return None;
        }
        let place = self.units.binary_search_by_key(&unit, |(marked, _)| *marked).ok()?;
        Some(self.units[place].1)
    }
}

fn low_bits(unit: u32) -> (usize, u64) {
    let low = unit as usize % LOW_BITS;
    (low / 64, 1 << (low % 64))
}
