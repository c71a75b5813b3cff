//! Searching the index: what is found, and the best of it.

use roaring::RoaringBitmap;
use serde_json::json;

use super::best::Best;
use super::draft::Ends;
use super::forward::range;
use super::layer::Layer;
use super::part::{Part, STEPS};
use super::plan::{Plan, UNIT};
use super::rank::Ranking;
use super::resolve::Resolved;
use super::{Demand, Index};

/// A score of one, as the index counts.
const ONE: f32 = UNIT * STEPS;

/// A question that was found, with how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position.
    pub at: u32,
    /// The greater the better; only comparable within one search.
    pub score: f32,
    pub(super) place: Place,
}

/// Where the index keeps a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub layer: usize,
    pub question: u32,
}

/// What is asked of the index.
pub(in crate::bank) struct Request<'a> {
    pub demand: Demand,
    /// The positions to look among; without it, all.
    pub within: Option<&'a RoaringBitmap>,
    /// Only what comes after this in the ranking.
    pub after: Option<After>,
    /// How many of the best are wanted.
    pub top: usize,
}

/// A place in a ranking: a score, and the first position that comes after it at the same score.
#[derive(Debug, Clone, Copy)]
pub(in crate::bank) struct After {
    pub score: f32,
    pub position: u32,
}

/// What was found.
pub(in crate::bank) struct Matches {
    /// The positions of all.
    pub set: RoaringBitmap,
    /// The best, best first.
    pub hits: Vec<Hit>,
}

/// The units of one question.
pub(in crate::bank) struct Units {
    layer: usize,
    units: Vec<u32>,
    ends: Ends,
}

impl Units {
    /// The part of the index that numbers them.
    pub fn layer(&self) -> usize {
        self.layer
    }

    /// Those of the question's text.
    pub fn question(&self) -> &[u32] {
        &self.units[range(&self.ends, Part::Question)]
    }

    pub fn answer(&self) -> &[u32] {
        &self.units[range(&self.ends, Part::Answer)]
    }
}

impl Resolved<'_> {
    /// The questions that the query finds, and the best of them.
    pub fn search(&self, request: &Request) -> Matches {
        let after = request.after.map(|after| (counted(after.score), after.position));
        let mut best = Best::new(request.top, after);
        let mut set = RoaringBitmap::new();
        for (number, layer) in self.index.layers.iter().enumerate() {
            let plan = self.plan(number, request.demand);
            let mut found = plan.matches();
            if let Some(within) = request.within {
                keep(&mut found, layer, within);
            }
            Ranking::new(&plan, number).rank(&found, &mut best);
            match set.is_empty() {
                true => set = positions(found, layer),
                false => set |= positions(found, layer),
            }
        }
        let hit = |(score, at, place)| Hit { at, score: shown(score), place };
        Matches { set, hits: best.into_sorted().map(hit).collect() }
    }

    /// How the score of each hit comes about: what each clause adds, the rest being nearness.
    pub fn explain(&self, demand: Demand, hits: &[Hit]) -> Vec<String> {
        let plan = |layer| {
            let plan = self.plan(layer, demand);
            plan.look_for_phrases(&hits_in(hits, layer));
            plan
        };
        let plans: Vec<Plan> = (0..self.index.layers.len()).map(plan).collect();
        let explain = |hit: &Hit| {
            let adds = plans[hit.place.layer].clauses(hit.place.question);
            let clauses = self.query.clauses.iter().zip(adds).map(|(clause, adds)| {
                let words: Vec<&String> =
                    clause.ways.iter().flat_map(|(way, _)| way.terms()).collect();
                json!({ "words": words, "value": shown(adds) })
            });
            json!({ "value": hit.score, "clauses": clauses.collect::<Vec<_>>() }).to_string()
        };
        hits.iter().map(explain).collect()
    }
}

impl Index {
    /// The units of a question that was found.
    pub fn units(&self, hit: &Hit) -> Units {
        let Place { layer, question } = hit.place;
        let mut units = Vec::new();
        let ends = self.layers[layer].segment.forward.read(question, &mut units);
        Units { layer, units, ends }
    }
}

/// The questions of the hits in one layer.
fn hits_in(hits: &[Hit], layer: usize) -> RoaringBitmap {
    let places = hits.iter().map(|hit| hit.place).filter(|place| place.layer == layer);
    places.map(|place| place.question).collect()
}

/// Leaves of the questions found those that stand within.
fn keep(found: &mut RoaringBitmap, layer: &Layer, within: &RoaringBitmap) {
    match &layer.positions {
        None => *found &= within,
        Some(positions) => {
            let kept = found.iter().filter(|&at| within.contains(positions[at as usize]));
            *found = kept.collect();
        }
    }
}

/// The positions of questions of a layer.
fn positions(found: RoaringBitmap, layer: &Layer) -> RoaringBitmap {
    match &layer.positions {
        None => found,
        Some(positions) => {
            // Questions that are gone, which have none, are not found.
            found.iter().map(|at| positions[at as usize]).collect()
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "scores are below 2^24, which floats hold exactly")]
fn shown(score: u32) -> f32 {
    score as f32 / ONE
}

fn counted(score: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest number that fits"
    )]
    let counted = (score * ONE).round() as u32;
    counted
}
