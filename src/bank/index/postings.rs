//! Which questions have a term, and how much it says there.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::forward::{Forward, range};
use super::lexicon::Lexicon;
use super::lists::narrow;
use super::part::{Damping, Part, Side};
use super::without::Without;

/// From how many questions on a term has sets, and for which share of the best of them a set of
/// their own.
const FREQUENT: usize = 256;
const BEST: usize = 16;
/// A term that more than one in so many questions have keeps its impacts by question.
const DENSE: usize = 8;

/// The questions of some terms. A term `t` of `n` shards is number `t / n` in shard `t % n`, so that
/// every core can make a shard by itself.
pub(super) struct Shard {
    /// Where the questions of each term begin; one more, where the last ones end.
    starts: Vec<u32>,
    questions: Vec<u32>,
    impacts: Vec<u8>,
    frequent: HashMap<u32, Frequent>,
}

/// What a term has that many questions have.
pub(super) struct Frequent {
    pub all: RoaringBitmap,
    /// The questions in which it says the most.
    pub best: RoaringBitmap,
    /// The greatest impact, and the greatest outside of the best.
    pub most: u8,
    pub rest: u8,
    /// By question, for a very frequent term, whose other lists are empty.
    dense: Option<Box<[u8]>>,
}

/// The questions of one term.
#[derive(Clone, Copy, Default)]
pub(super) struct List<'a> {
    pub questions: &'a [u32],
    pub impacts: &'a [u8],
    pub frequent: Option<&'a Frequent>,
}

impl Shard {
    pub fn list(&self, at: u32) -> List<'_> {
        let (start, end) = (self.starts[at as usize], self.starts[at as usize + 1]);
        let range = start as usize..end as usize;
        List {
            questions: &self.questions[range.clone()],
            impacts: &self.impacts[range],
            frequent: self.frequent.get(&at),
        }
    }

    /// The shards of that number, one a side.
    pub fn new(own: &Own) -> [Self; 2] {
        let mut sides = own.count().map(Filling::new);
        own.fill(&mut sides);
        sides.map(|filling| filling.finish(own.forward.len()))
    }
}

impl List<'_> {
    /// How many questions have the term.
    pub fn len(&self) -> usize {
        self.frequent.map_or(self.questions.len(), |frequent| count(&frequent.all))
    }

    /// The greatest impact, and the greatest outside of the best questions.
    pub fn bounds(&self) -> (u8, u8) {
        match self.frequent {
            Some(frequent) => (frequent.most, frequent.rest),
            None => (self.impacts.iter().copied().max().unwrap_or(0), 0),
        }
    }

    /// Calls `each` with the place in `questions`, which must be in order, and the impact of every one
    /// that has the term.
    pub fn meet(&self, questions: &[u32], mut each: impl FnMut(usize, u8)) {
        if let Some(dense) = self.frequent.and_then(|frequent| frequent.dense.as_ref()) {
            for (place, &question) in questions.iter().enumerate() {
                match dense[question as usize] {
                    0 => {}
                    impact => each(place, impact),
                }
            }
        } else if self.questions.len() < questions.len() {
            let mut from = 0;
            for (&question, &impact) in self.questions.iter().zip(self.impacts) {
                from = gallop(questions, from, question);
                if questions.get(from) == Some(&question) {
                    each(from, impact);
                }
            }
        } else {
            let mut from = 0;
            for (place, &question) in questions.iter().enumerate() {
                from = gallop(self.questions, from, question);
                if self.questions.get(from) == Some(&question) {
                    each(place, self.impacts[from]);
                }
            }
        }
    }
}

/// The first place from `from` on where `sorted` has `wanted` or more.
fn gallop(sorted: &[u32], from: usize, wanted: u32) -> usize {
    let mut step = 1;
    let mut low = from;
    while low + step < sorted.len() && sorted[low + step] < wanted {
        low += step;
        step *= 2;
    }
    let high = (low + step + 1).min(sorted.len());
    low + sorted[low..high].partition_point(|&one| one < wanted)
}

pub(super) fn count(set: &RoaringBitmap) -> usize {
    usize::try_from(set.len()).unwrap_or(usize::MAX)
}

/// The terms of one shard.
pub(super) struct Own<'a> {
    pub forward: &'a Forward,
    pub lexicon: &'a Lexicon,
    pub shard: u32,
    pub shards: u32,
    pub without: Without,
}

impl Own<'_> {
    fn number(&self, term: u32) -> Option<u32> {
        (term % self.shards == self.shard).then_some(term / self.shards)
    }

    fn terms(&self) -> usize {
        self.lexicon.terms().div_ceil(self.shards as usize)
    }

    /// How many questions have each term, by side.
    fn count(&self) -> [Vec<u32>; 2] {
        let mut counts = [vec![0; self.terms()], vec![0; self.terms()]];
        let mut last = [vec![u32::MAX; self.terms()], vec![u32::MAX; self.terms()]];
        let mut units = Vec::new();
        for question in 0..self.forward.len() {
            let ends = self.forward.read(question, &mut units);
            for side in Side::ALL {
                let end = side.parts().iter().map(|part| ends[*part as usize]).max();
                for &unit in &units[..end.unwrap_or(0) as usize] {
                    self.lexicon.for_terms(unit, |term| {
                        let Some(term) = self.number(term) else { return };
                        let last = &mut last[side as usize][term as usize];
                        counts[side as usize][term as usize] += u32::from(*last != question);
                        *last = question;
                    });
                }
            }
        }
        counts
    }

    fn fill(&self, sides: &mut [Filling; 2]) {
        let (mut units, mut found) = (Vec::new(), Vec::new());
        for question in 0..self.forward.len() {
            let ends = self.forward.read(question, &mut units);
            found.clear();
            for part in Part::ALL {
                for &unit in &units[range(&ends, part)] {
                    let mut push =
                        |term| found.extend(self.number(term).map(|own| (own, part as usize)));
                    self.lexicon.for_terms(unit, &mut push);
                }
            }
            found.sort_unstable();
            let lengths = Part::ALL.map(|part| range(&ends, part).len());
            let damping = Damping::new(lengths, self.without);
            for same in found.chunk_by(|one, other| one.0 == other.0) {
                let mut occurs = [0; Part::COUNT];
                same.iter().for_each(|&(_, part)| occurs[part] += 1);
                for side in Side::ALL {
                    let impact = damping.impact(side, &occurs);
                    sides[side as usize].push(same[0].0, question, impact);
                }
            }
        }
    }
}

/// A shard on the way.
struct Filling {
    starts: Vec<u32>,
    /// Where the next question of each term goes.
    next: Vec<u32>,
    questions: Vec<u32>,
    impacts: Vec<u8>,
}

impl Filling {
    fn new(counts: Vec<u32>) -> Self {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        starts.push(0);
        for count in counts {
            sum += count;
            starts.push(sum);
        }
        let all = sum as usize;
        Self { next: starts.clone(), starts, questions: vec![0; all], impacts: vec![0; all] }
    }

    fn push(&mut self, term: u32, question: u32, impact: u8) {
        if impact > 0 {
            let place = &mut self.next[term as usize];
            self.questions[*place as usize] = question;
            self.impacts[*place as usize] = impact;
            *place += 1;
        }
    }

    /// Takes the very frequent terms out of the lists, and makes the sets.
    fn finish(mut self, questions: u32) -> Shard {
        let mut frequent = HashMap::new();
        let mut kept = 0;
        for term in 0..self.starts.len() - 1 {
            let range = self.starts[term] as usize..self.next[term] as usize;
            self.starts[term] = narrow(kept);
            let length = range.len();
            if length >= FREQUENT {
                let list = (&self.questions[range.clone()], &self.impacts[range.clone()]);
                frequent.insert(narrow(term), Frequent::new(list.0, list.1, questions as usize));
                if length * DENSE > questions as usize {
                    continue;
                }
            }
            self.questions.copy_within(range.clone(), kept);
            self.impacts.copy_within(range, kept);
            kept += length;
        }
        if let Some(last) = self.starts.last_mut() {
            *last = narrow(kept);
        }
        self.questions.truncate(kept);
        self.impacts.truncate(kept);
        self.questions.shrink_to_fit();
        self.impacts.shrink_to_fit();
        let Self { starts, questions, impacts, .. } = self;
        Shard { starts, questions, impacts, frequent }
    }
}

impl Frequent {
    fn new(questions: &[u32], impacts: &[u8], all: usize) -> Self {
        let mut with = [0_usize; 256];
        impacts.iter().for_each(|&impact| with[usize::from(impact)] += 1);
        // From the top down until the best are as many as there may be.
        let mut left = questions.len() / BEST;
        let is_best = |&impact: &u8| {
            let fits = with[usize::from(impact)] <= left;
            left = left.saturating_sub(with[usize::from(impact)]);
            fits
        };
        let least = (1..=u8::MAX).rev().take_while(is_best).last().unwrap_or(u8::MAX);
        let pairs = || questions.iter().copied().zip(impacts.iter().copied());
        let best = pairs().filter(|(_, impact)| *impact >= least).map(|(question, _)| question);
        let dense = (questions.len() * DENSE > all).then(|| {
            let mut dense = vec![0; all];
            pairs().for_each(|(question, impact)| dense[question as usize] = impact);
            dense.into_boxed_slice()
        });
        Self {
            all: sorted_set(questions.iter().copied()),
            best: sorted_set(best),
            most: impacts.iter().copied().max().unwrap_or(0),
            rest: impacts.iter().copied().filter(|&impact| impact < least).max().unwrap_or(0),
            dense,
        }
    }
}

/// The set of questions that come in order.
pub(super) fn sorted_set(questions: impl Iterator<Item = u32>) -> RoaringBitmap {
    // Order is all that can be wrong.
    RoaringBitmap::from_sorted_iter(questions).unwrap_or_default()
}
