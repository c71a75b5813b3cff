//! Ranking: the best of what was found, without a look at each.
//!
//! Every clause has its best questions: those in which its words say the most. They are scored
//! first, clause by clause, and after each it is known what the others can reach at most. Once that
//! is less than the worst of the wanted hits, the others need not be looked at. Where any clause is
//! enough, what lacks one at most comes before that, so that of the others less is to be feared.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use roaring::RoaringBitmap;

use super::Demand;
use super::best::Best;
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

/// Ranks what one plan found.
pub(super) struct Ranking<'p, 'a> {
    plan: &'p Plan<'a>,
    layer: usize,
    /// What each clause can add to the score of a question that is not scored yet.
    left: Vec<u32>,
    /// What the first word of each clause says there at most.
    said: Vec<u8>,
    /// How many of the clauses that decide a question that is not scored yet lacks at least.
    lacks: usize,
    batch: Batch,
    reading: Reading,
}

/// Questions that are scored together.
#[derive(Default)]
struct Batch {
    questions: Vec<u32>,
    /// What the clauses add to the score of each, and how much of what is asked for it meets.
    sums: Vec<u32>,
    met: Vec<u32>,
    /// What nearness can add.
    near: Vec<u32>,
    /// What the first word of each clause says in each.
    said: Vec<Vec<u8>>,
}

impl<'p, 'a> Ranking<'p, 'a> {
    pub fn new(plan: &'p Plan<'a>, layer: usize) -> Self {
        let left = plan.clauses.iter().map(|clause| clause.bounds().0).collect();
        let said = plan.clauses.iter().map(|clause| clause.word().bounds().0).collect();
        let (batch, reading) = (Batch::default(), Reading::default());
        Self { plan, layer, left, said, lacks: 0, batch, reading }
    }

    /// Puts the best of `found` into `best`.
    pub fn rank(mut self, found: &RoaringBitmap, best: &mut Best) {
        if found.len() <= FEW || best.takes_all(count(found)) {
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

    /// Where any clause is enough, what meets all of them comes first; of three and more, what lacks
    /// one at most.
    fn offer_full(&mut self, rest: &mut RoaringBitmap, best: &mut Best) {
        let mut deciding: Vec<&Clause> =
            self.plan.clauses.iter().filter(|clause| clause.decides).collect();
        deciding.sort_by_key(|clause| clause.size());
        self.lacks = if deciding.len() > 2 { 2 } else { 1 };
        let mut sets = deciding.into_iter().map(|clause| clause.set(self.plan.demand));
        // What meets all so far, and what meets all but one.
        let mut all = sets.next().unwrap_or_default().into_owned();
        let mut nearly = None;
        for set in sets {
            let both = &all & set.as_ref();
            nearly = Some(match nearly {
                None => all | set.as_ref(),
                Some(nearly) => (nearly & set.as_ref()) | all,
            });
            all = both;
        }
        let first = nearly.filter(|_| self.lacks > 1).unwrap_or(all);
        self.offer_some(rest, &first, best);
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
        // Positions may be in another order than the numbers of questions.
        let first = if self.plan.layer.positions.is_some() { Some(0) } else { rest.min() };
        first.is_some_and(|first| best.may_take(self.most().min(GREATEST), first))
    }

    /// What a question that is left can score at most: it lacks so many of the clauses that decide, and
    /// at best those that say the least.
    fn most(&self) -> u32 {
        let clauses = || self.plan.clauses.iter().zip(&self.left);
        let deciding = clauses().filter(|(clause, _)| clause.decides);
        let (mut adds, mut shares): (Vec<u32>, Vec<u32>) =
            deciding.map(|(clause, &left)| (left, if left > 0 { clause.share } else { 0 })).unzip();
        adds.sort_unstable();
        shares.sort_unstable();
        let beside = clauses().filter(|(clause, _)| !clause.decides).map(|(_, left)| left);
        let near =
            self.plan.pairs.iter().map(|pair| {
                pair.weight * u32::from(self.said[pair.one].min(self.said[pair.other]))
            });
        let near = if adds.len() < self.lacks + 2 { 0 } else { near.sum() };
        let said = adds.iter().skip(self.lacks).chain(beside).sum::<u32>() + near;
        self.plan.weighed(said, shares.iter().skip(self.lacks).sum())
    }

    /// Scores those of `rest` that are in `set`, and takes them away from it.
    fn offer_some(&mut self, rest: &mut RoaringBitmap, set: &RoaringBitmap, best: &mut Best) {
        let some = &*rest & set;
        *rest -= &some;
        self.offer(&some, best);
    }

    fn offer(&mut self, some: &RoaringBitmap, best: &mut Best) {
        let mut some = some.iter();
        let mut batch = [0; BATCH];
        loop {
            let next = some.next_many(&mut batch);
            if next.is_empty() {
                return;
            }
            self.batch.score(next, self.plan);
            self.offer_batch(best);
        }
    }

    /// What may be among the best without a look at how near its words are; the others from the one
    /// on that can score the most, until none can be among the best.
    fn offer_batch(&mut self, best: &mut Best) {
        let mut close = Vec::new();
        let Batch { questions, sums, met, near, .. } = &self.batch;
        for (place, &question) in questions.iter().enumerate() {
            let position = self.plan.layer.position(question);
            let most = self.plan.weighed(sums[place] + near[place], met[place]).min(GREATEST);
            match near[place] {
                0 => best.take(most, position, Place { layer: self.layer, question }),
                _ if best.may_take(most, position) => close.push((most, Reverse(position), place)),
                _ => {}
            }
        }
        let mut close = BinaryHeap::from(close);
        while let Some((most, Reverse(position), place)) = close.pop() {
            if !best.may_take(most, position) {
                break;
            }
            let question = self.batch.questions[place];
            let sum = self.batch.sums[place] + self.nearness(question);
            let score = self.plan.weighed(sum, self.batch.met[place]).min(GREATEST);
            best.take(score, position, Place { layer: self.layer, question });
        }
    }

    /// What words near each other add to the score of a question.
    fn nearness(&mut self, question: u32) -> u32 {
        self.reading.read(&self.plan.layer.segment.forward, question);
        let of = |pair: &Pair| pair.weight * u32::from(pair.sequence.nearness(&self.reading));
        self.plan.pairs.iter().map(of).sum()
    }
}

impl Batch {
    fn score(&mut self, questions: &[u32], plan: &Plan) {
        self.questions.clear();
        self.questions.extend_from_slice(questions);
        for numbers in [&mut self.sums, &mut self.met, &mut self.near] {
            numbers.clear();
            numbers.resize(questions.len(), 0);
        }
        self.said.resize(plan.clauses.len(), Vec::new());
        for (clause, said) in plan.clauses.iter().zip(&mut self.said) {
            said.clear();
            said.resize(questions.len(), 0);
            clause.meet(questions, plan.demand, said, |place, adds, meets| {
                self.sums[place] += adds;
                self.met[place] += meets;
            });
        }
        // Two words are near in a part only if both are in it.
        for pair in &plan.pairs {
            let said = self.said[pair.one].iter().zip(&self.said[pair.other]);
            for (near, (one, other)) in self.near.iter_mut().zip(said) {
                *near += pair.weight * u32::from(*one.min(other));
            }
        }
    }
}
