//! The units of every question, packed: what phrases, nearness, highlights and the next index read.

use super::draft::{Draft, Ends};
use super::lists::{Lists, narrow};
use super::part::Part;

/// How many units each part has, then the units: seven bits a byte, the lowest first. Frequent units
/// have small numbers.
#[derive(Default)]
pub(super) struct Forward(Lists<u8>);

impl Forward {
    /// The questions of a draft, whose units have these numbers.
    pub fn new(draft: &Draft, numbers: &[u32]) -> Self {
        let mut lists = Lists::default();
        let mut bytes = Vec::new();
        for (question, ends) in (0..).zip(&draft.ends) {
            bytes.clear();
            for part in Part::ALL {
                push(&mut bytes, narrow(range(ends, part).len()));
            }
            let units = draft.questions.get(question);
            units.iter().for_each(|&unit| push(&mut bytes, numbers[unit as usize]));
            lists.push(bytes.iter().copied());
        }
        Self(lists)
    }

    /// How many questions it has.
    pub fn len(&self) -> u32 {
        narrow(self.0.len())
    }

    pub fn append(&mut self, other: Self) {
        self.0.append(other.0);
    }

    /// Puts the units of a question into `units`; gives where its parts end.
    pub fn read(&self, question: u32, units: &mut Vec<u32>) -> Ends {
        let mut bytes = self.0.get(question);
        let (mut ends, mut end) = (Ends::default(), 0);
        for part in Part::ALL {
            end += pop(&mut bytes);
            ends[part as usize] = end;
        }
        units.clear();
        // A unit takes at least a byte.
        units.resize(bytes.len(), 0);
        unpack(bytes, units);
        units.truncate(end as usize);
        ends
    }
}

/// Where a part begins and ends among the units of its question.
pub(super) fn range(ends: &Ends, part: Part) -> std::ops::Range<usize> {
    let before = (part as usize).checked_sub(1).map_or(0, |before| ends[before]);
    before as usize..ends[part as usize] as usize
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(low & 0x7f);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn pop(bytes: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let [byte, rest @ ..] = *bytes {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

/// Reads all numbers without a branch, since where they end is hard to foresee.
fn unpack(bytes: &[u8], numbers: &mut [u32]) {
    let (mut at, mut number, mut shift) = (0, 0, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        numbers[at] = number;
        let ends = u32::from(*byte < 0x80);
        at += ends as usize;
        // Nothing where it ends, else all bits.
        let goes_on = ends.wrapping_sub(1);
        number &= goes_on;
        shift = (shift + 7) & goes_on;
    }
}
