//! The units of every question, packed: what phrases, nearness, highlights and the next index read.

use super::draft::{Draft, Ends};
use super::lists::{Lists, narrow};
use super::part::Part;

/// Seven bits a byte, the lowest first; frequent units have small numbers.
#[derive(Default)]
pub(super) struct Forward(Lists<u8>);

impl Forward {
    /// The questions of a draft, whose units have these numbers.
    pub fn new(draft: &Draft, numbers: &[u32]) -> Self {
        let mut lists = Lists::default();
        let mut bytes = Vec::new();
        for (question, ends) in (0..).zip(&draft.ends) {
            bytes.clear();
            let units = draft.questions.get(question);
            let mut start = 0;
            for &end in ends {
                push(&mut bytes, end - start);
                units[start as usize..end as usize]
                    .iter()
                    .for_each(|&unit| push(&mut bytes, numbers[unit as usize]));
                start = end;
            }
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
        units.clear();
        let mut bytes = self.0.get(question);
        // A unit takes at least a byte.
        units.reserve(bytes.len());
        let mut ends = Ends::default();
        for part in Part::ALL {
            let count = pop(&mut bytes);
            units.extend((0..count).map(|_| pop(&mut bytes)));
            ends[part as usize] = narrow(units.len());
        }
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

/// Nearly all numbers take up to four bytes: they are read without a look at each byte, since how
/// many it will be is hard to foresee.
fn pop(bytes: &mut &[u8]) -> u32 {
    let Some(&four) = bytes.first_chunk() else { return pop_bytewise(bytes) };
    let four = u32::from_le_bytes(four);
    let ends = !four & 0x8080_8080;
    if ends == 0 {
        return pop_bytewise(bytes);
    }
    // The lowest bit at which a byte ends the number.
    *bytes = &bytes[ends.trailing_zeros() as usize / 8 + 1..];
    let number = four & (ends ^ (ends - 1));
    number & 0x7f | number >> 1 & 0x3f80 | number >> 2 & 0x1f_c000 | number >> 3 & 0xfe0_0000
}

fn pop_bytewise(bytes: &mut &[u8]) -> u32 {
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
