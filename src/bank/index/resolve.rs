//! The terms of a query looked up once, for all that is asked about them.

use std::collections::HashMap;

use super::Index;
use super::layer::{Layer, Marked};
use super::part::Side;
use crate::bank::query::{Clause, Query, Way};

/// A query whose terms are known.
pub(in crate::bank) struct Resolved<'a> {
    pub(super) index: &'a Index,
    pub(super) query: &'a Query,
    pub(super) side: Side,
    terms: HashMap<&'a str, Known>,
}

struct Known {
    /// How much it says that a question has the term: the rarer, the more.
    rarity: f32,
    /// Whether a question has it.
    held: bool,
    /// The number of the term in each layer.
    terms: Vec<Option<u32>>,
}

impl Index {
    /// Looks the terms of a query up.
    pub fn resolve<'a>(&'a self, query: &'a Query, side: Side) -> Resolved<'a> {
        let mut terms = HashMap::new();
        let ways = query.clauses.iter().flat_map(|clause| &clause.ways);
        for term in ways.flat_map(|(way, _)| way.terms()) {
            terms.entry(term.as_str()).or_insert_with(|| self.known(term, side));
        }
        Resolved { index: self, query, side, terms }
    }

    fn known(&self, term: &str, side: Side) -> Known {
        let find = |layer: &Layer| layer.segment.lexicon.term(term);
        let terms: Vec<Option<u32>> = self.layers.iter().map(find).collect();
        let having = self.layers.iter().zip(&terms).map(|(layer, term)| layer.having(*term, side));
        let (all, having) = (self.questions, having.sum());
        Known { rarity: rarity(all, having), held: having > 0, terms }
    }
}

fn rarity(all: u32, having: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "near enough for a logarithm")]
    let (all, having) = (all as f32, having as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

impl Resolved<'_> {
    pub(super) fn rarity(&self, term: &str) -> f32 {
        self.terms.get(term).map_or(0.0, |known| known.rarity)
    }

    /// How much it says that a question meets a clause: as much as its most frequent way.
    pub(super) fn rarity_of(&self, clause: &Clause) -> f32 {
        let of = |(way, _): &(Way, f32)| way.terms().iter().map(|term| self.rarity(term)).sum();
        clause.ways.iter().map(of).fold(f32::INFINITY, f32::min)
    }

    /// How much another word in place of the word of a clause says at most: not more than the word
    /// itself, where the bank has it.
    pub(super) fn most(&self, clause: &Clause) -> f32 {
        let known = clause.word().and_then(|term| self.terms.get(term));
        let held = known.filter(|known| known.held);
        held.map_or(f32::INFINITY, |known| known.rarity)
    }

    /// The number of a term in a layer.
    pub(super) fn term(&self, term: &str, layer: usize) -> Option<u32> {
        self.terms.get(term).and_then(|known| known.terms[layer])
    }

    /// The units that are to be marked, for each layer.
    pub fn marked(&self) -> Vec<Marked> {
        let clauses = self.query.clauses.iter().zip(self.query.decides());
        let deciding = clauses.filter(|(_, decides)| *decides);
        let ways = deciding.flat_map(|(clause, _)| &clause.ways);
        let terms: Vec<&String> = ways.flat_map(|(way, _)| way.terms()).collect();
        let layers = self.index.layers.iter().enumerate();
        let marked = layers.map(|(number, layer)| {
            let known = terms.iter().map(|term| self.term(term, number));
            let numbered = (0..).zip(known).filter_map(|(at, term)| Some((at, term?)));
            Marked::new(&layer.segment.lexicon, numbered)
        });
        marked.collect()
    }
}
