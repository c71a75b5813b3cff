//! Ranking: the best of what was found, without a look at each.
//!
//! Every clause has its best questions: those in which its words say the most. They are scored
//! first, clause by clause, and after each it is known what the others can reach at most. Once that
//! is less than the worst of the wanted hits, the others need not be looked at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use roaring::RoaringBitmap;

use super::Demand;
use super::clause::Clause;
use super::near::Reading;
use super::plan::{Pair, Plan};
use super::postings::count;
use super::search::Place;

/// Scores end here, so that a float holds them exactly.
const GREATEST: u32 = (1 << 24) - 1;
/// Up to so many questions are all scored.
const FEW: u64 = 256;
/// How many are scored at a time.
const BATCH: usize = 1_024;

/// A score, less is worse, then a position, greater is worse.
type Key = (u32, Reverse<u32>);

/// The best hits so far.
pub(super) struct Best {
    top: usize,
    after: Option<Key>,
    /// The worst on top.
    heap: BinaryHeap<Reverse<(Key, Place)>>,
}

impl Best {
    /// Keeps `top` hits, those that come after a score and a position.
    pub fn new(top: usize, after: Option<(u32, u32)>) -> Self {
        // The position given is the first one that is wanted.
        let after = after.map(|(score, position)| (score, Reverse(position)));
        Self { top, after, heap: BinaryHeap::new() }
    }

    /// Whether a question of at most that score, at that position or after it, may be kept.
    fn may_take(&self, score: u32, position: u32) -> bool {
        let full = self.heap.len() >= self.top;
        match self.heap.peek().filter(|_| full) {
            Some(Reverse((worst, _))) => (score, Reverse(position)) > *worst,
            None => self.top > 0,
        }
    }

    fn take(&mut self, score: u32, position: u32, place: Place) {
        let key = (score, Reverse(position));
        let wanted = self.after.is_none_or(|after| key <= after);
        if wanted && self.may_take(score, position) {
            if self.heap.len() >= self.top {
                self.heap.pop();
            }
            self.heap.push(Reverse((key, place)));
        }
    }

    /// Score, position and place of each, best first.
    pub fn into_sorted(self) -> impl Iterator<Item = (u32, u32, Place)> {
        let sorted = self.heap.into_sorted_vec().into_iter();
        sorted.map(|Reverse(((score, Reverse(position)), place))| (score, position, place))
    }
}

/// Ranks what one plan found.
pub(super) struct Ranking<'p, 'a> {
    plan: &'p Plan<'a>,
    layer: usize,
    /// What each clause can add to the score of a question that is not scored yet.
    left: Vec<u32>,
    /// What the first word of each clause says there at most.
    said: Vec<u8>,
    /// Whether every question that meets all clauses is scored.
    full_done: bool,
    reading: Reading,
}

impl<'p, 'a> Ranking<'p, 'a> {
    pub fn new(plan: &'p Plan<'a>, layer: usize) -> Self {
        let left = plan.clauses.iter().map(|clause| clause.bounds().0).collect();
        let said = plan.clauses.iter().map(|clause| clause.word().bounds().0).collect();
        Self { plan, layer, left, said, full_done: false, reading: Reading::default() }
    }

    /// Puts the best of `found` into `best`.
    pub fn rank(mut self, found: &RoaringBitmap, best: &mut Best) {
        if found.len() <= FEW || count(found) <= best.top {
            return self.offer(found, best);
        }
        let mut rest = found.clone();
        match self.plan.demand {
            Demand::All => self.offer_best_of_all(&mut rest, best),
            Demand::Any => self.offer_full(&mut rest, best),
        }
        for at in self.by_drop() {
            let clause = &self.plan.clauses[at];
            let (_, after) = clause.bounds();
            if !self.may_improve(&rest, best) {
                return;
            }
            self.offer_some(&mut rest, &clause.best(self.plan.demand), best);
            self.left[at] = after;
            self.said[at] = clause.word().bounds().1;
        }
        if self.plan.demand == Demand::Any {
            self.offer_by_clause(&mut rest, best);
        }
        if self.may_improve(&rest, best) {
            self.offer(&rest, best);
        }
    }

    /// What all clauses say the most in comes first, since it is likely to hold the best.
    fn offer_best_of_all(&mut self, rest: &mut RoaringBitmap, best: &mut Best) {
        let deciding = self.plan.clauses.iter().filter(|clause| clause.decides);
        let sets = deciding.map(|clause| clause.best(self.plan.demand));
        let mut all = rest.clone();
        sets.for_each(|set| all &= set.as_ref());
        self.offer_some(rest, &all, best);
    }

    /// Where any clause is enough, what meets all of them comes first.
    fn offer_full(&mut self, rest: &mut RoaringBitmap, best: &mut Best) {
        let mut deciding: Vec<&Clause> =
            self.plan.clauses.iter().filter(|clause| clause.decides).collect();
        deciding.sort_by_key(|clause| clause.size());
        let mut full: Option<RoaringBitmap> = None;
        for clause in deciding {
            let set = clause.set(self.plan.demand);
            let next = full.as_ref().unwrap_or(rest) & set.as_ref();
            if next.is_empty() {
                full = None;
                break;
            }
            full = Some(next);
        }
        if let Some(full) = full {
            self.offer_some(rest, &full, best);
        }
        self.full_done = true;
    }

    /// Where any clause is enough, what meets one after the other, from the weightiest on.
    fn offer_by_clause(&mut self, rest: &mut RoaringBitmap, best: &mut Best) {
        let mut order: Vec<usize> = (0..self.left.len()).collect();
        order.sort_by_key(|&at| Reverse(self.left[at]));
        for at in order {
            if !self.may_improve(rest, best) {
                return;
            }
            let set = self.plan.clauses[at].set(self.plan.demand);
            self.offer_some(rest, &set, best);
            (self.left[at], self.said[at]) = (0, 0);
        }
    }

    /// Clauses from the one on whose best questions are the most above its others.
    fn by_drop(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.plan.clauses.len()).collect();
        order.sort_by_cached_key(|&at| {
            let (most, rest) = self.plan.clauses[at].bounds();
            Reverse(most - rest)
        });
        order
    }

    /// Whether a question that is left can be among the best.
    fn may_improve(&self, rest: &RoaringBitmap, best: &Best) -> bool {
        let near = self.plan.pairs.iter().map(|pair| nearness(pair, &self.said));
        let most = self.left.iter().sum::<u32>() + near.sum::<u32>();
        let most = self.plan.weighed(most, self.most_met());
        // Positions may be in another order than the numbers of questions.
        let first = if self.plan.layer.positions.is_some() { Some(0) } else { rest.min() };
        first.is_some_and(|first| best.may_take(most.min(GREATEST), first))
    }

    /// How much of what is asked for a question that is left can meet.
    fn most_met(&self) -> u32 {
        let left = self.plan.clauses.iter().zip(&self.left).filter(|(_, left)| **left > 0);
        let met = left.map(|(clause, _)| clause.share).sum::<u32>();
        let deciding = self.plan.clauses.iter().filter(|clause| clause.decides);
        let least = deciding.map(|clause| clause.share).min().unwrap_or(0);
        if self.full_done { met.min(self.plan.asked - least) } else { met }
    }

    /// Scores those of `rest` that are in `set`, and takes them away from it.
    fn offer_some(&mut self, rest: &mut RoaringBitmap, set: &RoaringBitmap, best: &mut Best) {
        let some = &*rest & set;
        *rest -= &some;
        self.offer(&some, best);
    }

    fn offer(&mut self, some: &RoaringBitmap, best: &mut Best) {
        let mut batch = Vec::with_capacity(BATCH.min(count(some)));
        for question in some {
            batch.push(question);
            if batch.len() == BATCH {
                self.offer_batch(&batch, best);
                batch.clear();
            }
        }
        self.offer_batch(&batch, best);
    }

    fn offer_batch(&mut self, batch: &[u32], best: &mut Best) {
        let (mut sums, mut met) = (vec![0; batch.len()], vec![0; batch.len()]);
        for clause in &self.plan.clauses {
            clause.meet(batch, self.plan.demand, |place, adds, meets| {
                sums[place] += adds;
                met[place] += meets;
            });
        }
        let near = self.nearness_at_most(batch);
        let least = self.least(&sums, &met, best);
        for (place, &question) in batch.iter().enumerate() {
            let position = self.plan.layer.position(question);
            let most = self.plan.weighed(sums[place] + near[place], met[place]).min(GREATEST);
            if most >= least && best.may_take(most, position) {
                let near = if near[place] > 0 { self.nearness(question) } else { 0 };
                let score = self.plan.weighed(sums[place] + near, met[place]).min(GREATEST);
                best.take(score, position, Place { layer: self.layer, question });
            }
        }
    }

    /// What nearness can add to the score of each: two words are near in a part only if both are in it.
    fn nearness_at_most(&self, batch: &[u32]) -> Vec<u32> {
        let mut near = vec![0; batch.len()];
        for pair in &self.plan.pairs {
            let one = impacts(&self.plan.clauses[pair.one], batch);
            self.plan.clauses[pair.other].word().meet(batch, |place, other| {
                near[place] += pair.weight * u32::from(one[place].min(other));
            });
        }
        near
    }

    /// What the best of a batch reach without nearness, so that less need not be looked at.
    fn least(&self, sums: &[u32], met: &[u32], best: &Best) -> u32 {
        if self.plan.pairs.is_empty() || best.after.is_some() || sums.len() <= best.top {
            return 0;
        }
        let weighed = sums.iter().zip(met).map(|(&sum, &met)| self.plan.weighed(sum, met));
        let mut sums: Vec<u32> = weighed.collect();
        let from_top = sums.len() - best.top.max(1);
        *sums.select_nth_unstable(from_top).1
    }

    /// What words near each other add to the score of a question.
    fn nearness(&mut self, question: u32) -> u32 {
        let reading = &mut self.reading;
        let of = |pair: &Pair| pair.weight * u32::from(pair.sequence.nearness(question, reading));
        self.plan.pairs.iter().map(of).sum()
    }
}

/// What a pair can add where its words say at most so much.
fn nearness(pair: &Pair, said: &[u8]) -> u32 {
    pair.weight * u32::from(said[pair.one].min(said[pair.other]))
}

/// What the first word of a clause says in each question.
fn impacts(clause: &Clause, questions: &[u32]) -> Vec<u8> {
    let mut impacts = vec![0; questions.len()];
    clause.word().meet(questions, |place, impact| impacts[place] = impact);
    impacts
}
