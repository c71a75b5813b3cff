//! The full-text index: which questions have a word, and how much it says there.
//!
//! A [segment] holds questions that were indexed together: its words ([lexicon]), the units of
//! every question ([forward]) and, term by term, the questions with what the term says in each
//! ([postings]). An index is a large segment and, after changes, a small one beside it; what changed
//! or left is passed over in the large one. How much a word says in a question depends on that
//! question alone, and how rare it is is counted anew, so that an index that was changed step by step
//! answers exactly as one that was made at once.
//!
//! A search is resolved against each segment ([plan]) and ranked there ([rank]); scores are whole
//! numbers, so that they do not depend on the order in which they are added up.

mod best;
mod clause;
mod draft;
mod forward;
mod layer;
mod lexicon;
mod lists;
mod near;
mod part;
mod plan;
mod postings;
mod rank;
mod resolve;
mod search;
mod segment;
mod step;
mod vocabulary;
mod without;

use self::layer::Layer;
use self::segment::Segment;
use crate::model::Question;

pub(super) use layer::Marked;
pub(super) use part::Side;
pub(super) use search::{After, Request, Units};
pub(super) use vocabulary::Vocabulary;

pub use search::Hit;
pub use without::Without;

/// How the clauses of a query belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    All,
    Any,
}

/// The questions of a bank, each put together when it is asked for, so that they are never all in
/// memory.
pub(super) struct Questions<G> {
    pub count: usize,
    /// The question at a position.
    pub get: G,
}

/// The index over one bank.
pub(super) struct Index {
    layers: Vec<Layer>,
    questions: u32,
    without: Without,
}

impl Index {
    /// Indexes the questions of a bank, in order of position.
    pub(super) fn new<G: Fn(u32) -> Question + Sync>(
        questions: &Questions<G>,
        without: Without,
    ) -> Self {
        let layer = Layer::new(Segment::new(questions, without), None);
        Self { questions: lists::narrow(questions.count), layers: vec![layer], without }
    }

    /// What is taken away from searches in it.
    pub(super) fn without(&self) -> Without {
        self.without
    }

    /// The words that a search may know of.
    pub(super) fn vocabulary(&self, side: Side) -> Vocabulary<'_> {
        Vocabulary::new(&self.layers, side)
    }
}
