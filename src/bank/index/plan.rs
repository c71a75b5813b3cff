//! A query resolved against one segment: which lists it reads, and what they weigh.

use roaring::RoaringBitmap;

use super::Demand;
use super::clause::{Clause, Phrase, Way, Word, union};
use super::layer::Layer;
use super::near::Sequence;
use super::resolve::Resolved;
use crate::bank::query;

/// Weights are whole numbers of 64ths.
pub(super) const UNIT: f32 = 64.0;
/// What two words close to each other weigh beside the words themselves.
const NEARNESS: f32 = 0.3;
/// What the score of a question that lacks a word is multiplied by, beside the share that it has.
const PARTIAL: f32 = 0.5;

/// A query against one segment.
pub(super) struct Plan<'a> {
    pub layer: &'a Layer,
    pub clauses: Vec<Clause<'a>>,
    pub pairs: Vec<Pair<'a>>,
    pub demand: Demand,
    /// The shares of all clauses: what a question can meet.
    pub asked: u32,
    /// What a share that is met multiplies a score by, where it is not all.
    partial: f32,
}

/// Two clauses, by number, whose words are to stand near each other.
pub(super) struct Pair<'a> {
    pub one: usize,
    pub other: usize,
    pub sequence: Sequence<'a>,
    pub weight: u32,
}

impl<'a> Resolved<'a> {
    /// The plan for a layer, given by its number. Clauses that say something decide what is found;
    /// the others, and nearness, only how well.
    pub(super) fn plan(&self, layer: usize, demand: Demand) -> Plan<'a> {
        let planner = Planner { resolved: self, number: layer, layer: &self.index.layers[layer] };
        let clauses =
            self.query.clauses.iter().zip(self.query.decides()).map(|(clause, decides)| {
                let most = self.most(clause);
                let ways = clause.ways.iter().map(|(way, weight)| planner.way(way, *weight, most));
                let share = if decides { whole(self.rarity_of(clause)) } else { 0 };
                Clause { ways: ways.collect(), decides, share }
            });
        let clauses: Vec<Clause> = clauses.collect();
        let asked: u32 = clauses.iter().map(|clause| clause.share).sum();
        #[expect(clippy::cast_precision_loss, reason = "the same rounding for every question")]
        let partial = PARTIAL / asked.max(1) as f32;
        Plan { layer: planner.layer, clauses, pairs: planner.pairs(), demand, asked, partial }
    }
}

/// Plans for one layer.
struct Planner<'r, 'a> {
    resolved: &'r Resolved<'a>,
    number: usize,
    layer: &'a Layer,
}

impl<'a> Planner<'_, 'a> {
    fn way(&self, way: &query::Way, weight: f32, most: f32) -> Way<'a> {
        match way {
            query::Way::Word(term) => Way::Word(self.word_at_most(term, weight, most)),
            query::Way::Phrase(terms) => Way::Phrase(self.phrase(terms, weight)),
            query::Way::All(terms) => {
                Way::Words(terms.iter().map(|term| self.word(term, weight)).collect())
            }
        }
    }

    fn word(&self, term: &str, weight: f32) -> Word<'a> {
        self.word_at_most(term, weight, f32::INFINITY)
    }

    fn word_at_most(&self, term: &str, weight: f32, most: f32) -> Word<'a> {
        let list = self.term(term).map(|term| self.layer.segment.list(term, self.resolved.side));
        let weight = whole(weight * self.resolved.rarity(term).min(most));
        Word { list: list.unwrap_or_default(), weight }
    }

    fn term(&self, term: &str) -> Option<u32> {
        self.resolved.term(term, self.number)
    }

    fn phrase(&self, terms: &[String], weight: f32) -> Phrase<'a> {
        let rarity = terms.iter().map(|term| self.resolved.rarity(term)).sum::<f32>();
        let words = terms.iter().map(|term| self.word(term, weight)).collect();
        let sequence = self.sequence(terms.iter().map(String::as_str));
        Phrase::new(words, sequence, &self.layer.segment.forward, whole(weight * rarity))
    }

    fn sequence<'t>(&self, terms: impl Iterator<Item = &'t str>) -> Sequence<'a> {
        let lexicon = &self.layer.segment.lexicon;
        let units = terms.map(|term| self.term(term).map(|term| lexicon.units_of(term)));
        let units = units.map(Option::unwrap_or_default).collect();
        Sequence::new(units, self.resolved.side, self.resolved.index.without)
    }

    /// Neighbours among the deciding clauses that are words and not the same.
    fn pairs(&self) -> Vec<Pair<'a>> {
        if self.resolved.index.without.nearness || !self.resolved.query.in_order {
            return Vec::new();
        }
        let clauses = &self.resolved.query.clauses;
        let deciding = self.resolved.query.decides().into_iter().enumerate();
        let deciding: Vec<usize> =
            deciding.filter(|(_, decides)| *decides).map(|(at, _)| at).collect();
        let pair = |pair: &[usize]| {
            let terms = [clauses[pair[0]].word()?, clauses[pair[1]].word()?];
            (terms[0] != terms[1]).then(|| {
                let rarity = terms.iter().map(|term| self.resolved.rarity(term)).sum::<f32>();
                let sequence = self.sequence(terms.into_iter());
                Pair { one: pair[0], other: pair[1], sequence, weight: whole(NEARNESS * rarity) }
            })
        };
        deciding.windows(2).filter_map(pair).collect()
    }
}

/// A weight as a whole number; whatever is found weighs something.
fn whole(weight: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest number that fits"
    )]
    let whole = (weight * UNIT).round() as u32;
    whole.max(1)
}

impl Plan<'_> {
    /// What a question scores whose words say so much, and that meets so much of what is asked for.
    pub fn weighed(&self, said: u32, met: u32) -> u32 {
        if self.demand == Demand::All || met >= self.asked || said == 0 {
            return said;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "the same rounding everywhere, and never a greater score for less"
        )]
        let weighed = (said as f32 * (met as f32 * self.partial)) as u32;
        // Whatever is found scores something.
        weighed.max(1)
    }

    /// What each clause adds to the score of a question.
    pub fn clauses(&self, question: u32) -> Vec<u32> {
        let mut all_met = 0;
        let adds = |clause: &Clause| {
            let mut added = 0;
            clause.meet(&[question], self.demand, &mut [0], |_, adds, met| {
                added = adds;
                all_met += met;
            });
            added
        };
        let adds: Vec<u32> = self.clauses.iter().map(adds).collect();
        adds.into_iter().map(|adds| self.weighed(adds, all_met)).collect()
    }

    /// The questions that are found, those that are gone left out.
    pub fn matches(&self) -> RoaringBitmap {
        let deciding = self.clauses.iter().filter(|clause| clause.decides);
        let mut found = match self.demand {
            Demand::Any => {
                union(deciding.flat_map(|clause| clause.anywhere(self.demand))).into_owned()
            }
            Demand::All => self.meeting_all(deciding.collect()),
        };
        if !self.layer.gone.questions.is_empty() {
            found -= &self.layer.gone.questions;
        }
        self.look_for_phrases(&found);
        found
    }

    /// Looks for phrases that were not looked for yet, in these questions.
    pub fn look_for_phrases(&self, questions: &RoaringBitmap) {
        let phrases = self.clauses.iter().flat_map(Clause::phrases);
        phrases.for_each(|phrase| phrase.settle(Some(questions)));
    }

    /// From the rarest clause on, so that the others are only looked up; phrases cost the most.
    fn meeting_all(&self, mut clauses: Vec<&Clause>) -> RoaringBitmap {
        clauses.sort_by_key(|clause| (clause.phrases().next().is_some(), clause.size()));
        let mut clauses = clauses.into_iter();
        let first = clauses.next().map(|clause| union(clause.anywhere(self.demand)));
        let first = first.unwrap_or_default();
        let Some(second) = clauses.next() else { return first.into_owned() };
        let mut found = second.within(&first, self.demand);
        for clause in clauses {
            if found.is_empty() {
                break;
            }
            found = clause.within(&found, self.demand);
        }
        found
    }
}
