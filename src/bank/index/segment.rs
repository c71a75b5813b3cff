//! A part of the index that never changes: questions that were indexed together.

use std::thread;

use super::draft::Draft;
use super::forward::Forward;
use super::lexicon::{self, Lexicon};
use super::lists::narrow;
use super::part::Side;
use super::postings::{List, Own, Shard};
use super::without::Without;
use crate::model::Question;

/// How many questions are worth a thread of their own.
const SHARE: usize = 512;

/// Questions by a number of their own, in order of position when they were indexed.
pub(super) struct Segment {
    pub lexicon: Lexicon,
    pub forward: Forward,
    shards: Vec<[Shard; 2]>,
}

impl Segment {
    /// Indexes questions on all cores.
    pub fn new(questions: &[&Question], without: Without) -> Self {
        let share = questions.len().div_ceil(cores(questions.len())).max(1);
        let drafts = in_parallel(questions.chunks(share), |questions| {
            let mut draft = Draft::new(without);
            questions.iter().for_each(|question| draft.add(question));
            draft
        });
        Self::from_drafts(&drafts, without)
    }

    /// Indexes drafts, one after the other.
    pub fn from_drafts(drafts: &[Draft], without: Without) -> Self {
        let (lexicon, numbers) = lexicon::unite(drafts);
        let packed = in_parallel(drafts.iter().zip(&numbers), |(draft, numbers)| {
            Forward::new(draft, numbers)
        });
        let mut forward = Forward::default();
        packed.into_iter().for_each(|packed| forward.append(packed));
        let count = narrow(cores(forward.len() as usize));
        let own =
            |shard| Own { forward: &forward, lexicon: &lexicon, shard, shards: count, without };
        let shards = in_parallel(0..count, |shard| Shard::new(&own(shard)));
        Self { lexicon, forward, shards }
    }

    /// The questions of a term.
    pub fn list(&self, term: u32, side: Side) -> List<'_> {
        let shards = narrow(self.shards.len());
        self.shards[(term % shards) as usize][side as usize].list(term / shards)
    }
}

fn cores(questions: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    cores.min(questions.div_ceil(SHARE)).max(1)
}

/// Does `work` for each item, each in a thread of its own; alone in this one.
fn in_parallel<I: Send, O: Send>(
    items: impl ExactSizeIterator<Item = I>,
    work: impl Fn(I) -> O + Sync,
) -> Vec<O> {
    if items.len() <= 1 {
        return items.map(work).collect();
    }
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = items.map(|item| scope.spawn(move || work(item))).collect();
        // A thread that panicked makes this one panic too, with its message.
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
