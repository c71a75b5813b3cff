//! A query resolved against one segment: which lists it reads, and what they weigh.

use std::borrow::Cow;

use roaring::{MultiOps, RoaringBitmap};

use super::Demand;
use super::layer::Layer;
use super::near::{Reading, Sequence};
use super::postings::{List, count};
use super::resolve::Resolved;
use crate::bank::query;

/// Weights are whole numbers of 64ths.
const UNIT: f32 = 64.0;
/// What two words close to each other weigh beside the words themselves.
const NEARNESS: f32 = 0.6;

/// A query against one segment.
pub(super) struct Plan<'a> {
    pub layer: &'a Layer,
    pub clauses: Vec<Clause<'a>>,
    pub pairs: Vec<Pair<'a>>,
    pub demand: Demand,
}

/// What may meet a clause.
pub(super) struct Clause<'a> {
    pub ways: Vec<Way<'a>>,
    /// Whether it decides what is found.
    pub decides: bool,
}

pub(super) enum Way<'a> {
    Word(Word<'a>),
    /// All of these, or any where any is enough.
    Words(Vec<Word<'a>>),
    /// What was found word by word: a phrase.
    Found {
        list: Found,
        weight: u32,
    },
}

/// Questions with how much they say.
pub(super) struct Found {
    questions: Vec<u32>,
    impacts: Vec<u8>,
}

impl Found {
    pub fn list(&self) -> List<'_> {
        List { questions: &self.questions, impacts: &self.impacts, frequent: None }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub list: List<'a>,
    pub weight: u32,
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
                let ways = clause.ways.iter().map(|(way, weight)| planner.way(way, *weight));
                Clause { ways: ways.collect(), decides }
            });
        let clauses = clauses.collect();
        Plan { layer: planner.layer, clauses, pairs: planner.pairs(), demand }
    }
}

/// Plans for one layer.
struct Planner<'r, 'a> {
    resolved: &'r Resolved<'a>,
    number: usize,
    layer: &'a Layer,
}

impl<'a> Planner<'_, 'a> {
    fn way(&self, way: &query::Way, weight: f32) -> Way<'a> {
        match way {
            query::Way::Word(term) => Way::Word(self.word(term, weight)),
            query::Way::Phrase(terms) => self.phrase(terms, weight),
            query::Way::All(terms) => {
                Way::Words(terms.iter().map(|term| self.word(term, weight)).collect())
            }
        }
    }

    fn word(&self, term: &str, weight: f32) -> Word<'a> {
        let list = self.term(term).map(|term| self.layer.segment.list(term, self.resolved.side));
        let weight = whole(weight * self.resolved.rarity(term));
        Word { list: list.unwrap_or_default(), weight }
    }

    fn term(&self, term: &str) -> Option<u32> {
        self.resolved.term(term, self.number)
    }

    /// A phrase is looked for right away: only its questions say what is found.
    fn phrase(&self, terms: &[String], weight: f32) -> Way<'a> {
        let sets = terms.iter().map(|term| self.word(term, weight).set());
        let both = intersection(sets.collect());
        let sequence = self.sequence(terms.iter().map(String::as_str));
        let mut reading = Reading::default();
        let found = both.iter().map(|at| (at, sequence.phrase(at, &mut reading)));
        let (questions, impacts) = found.filter(|(_, impact)| *impact > 0).unzip();
        let rarity = terms.iter().map(|term| self.resolved.rarity(term)).sum::<f32>();
        Way::Found { list: Found { questions, impacts }, weight: whole(weight * rarity) }
    }

    fn sequence<'t>(&self, terms: impl Iterator<Item = &'t str>) -> Sequence<'a> {
        let lexicon = &self.layer.segment.lexicon;
        let units = terms.map(|term| self.term(term).map(|term| lexicon.units_of(term)));
        let units = units.map(Option::unwrap_or_default).collect();
        Sequence::new(
            &self.layer.segment.forward,
            units,
            self.resolved.side,
            self.resolved.index.without,
        )
    }

    /// Neighbours among the deciding clauses that are words and not the same.
    fn pairs(&self) -> Vec<Pair<'a>> {
        if self.resolved.index.without.nearness {
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

impl<'a> Word<'a> {
    fn set(&self) -> Cow<'a, RoaringBitmap> {
        match self.list.frequent {
            Some(frequent) => Cow::Borrowed(&frequent.all),
            None => Cow::Owned(sorted_set(self.list.questions)),
        }
    }
}

fn sorted_set(questions: &[u32]) -> RoaringBitmap {
    // In order, which is all that can be wrong.
    RoaringBitmap::from_sorted_iter(questions.iter().copied()).unwrap_or_default()
}

/// What is in all sets, from the smallest one on.
fn intersection(mut sets: Vec<Cow<'_, RoaringBitmap>>) -> RoaringBitmap {
    sets.sort_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let first = sets.next().unwrap_or_default();
    match sets.next() {
        None => first.into_owned(),
        Some(second) => {
            let mut both = first.as_ref() & second.as_ref();
            sets.for_each(|set| both &= set.as_ref());
            both
        }
    }
}

impl Way<'_> {
    /// The questions that meet a clause this way.
    fn set(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        match (self, demand) {
            (Self::Word(word), _) => word.set(),
            (Self::Found { list, .. }, _) => Cow::Owned(sorted_set(&list.questions)),
            (Self::Words(words), Demand::All) => {
                Cow::Owned(intersection(words.iter().map(Word::set).collect()))
            }
            (Self::Words(words), Demand::Any) => union(words.iter().map(Word::set).collect()),
        }
    }

    /// The questions in which it says the most, or all.
    fn best(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        match self {
            Self::Word(Word { list: List { frequent: Some(frequent), .. }, .. }) => {
                Cow::Borrowed(&frequent.best)
            }
            _ => self.set(demand),
        }
    }

    /// The most that it adds to a score, and the most outside of its best questions.
    fn bounds(&self) -> (u32, u32) {
        match self {
            Self::Word(word) => word.bounds(),
            Self::Words(words) => (words.iter().map(|word| word.bounds().0).sum(), 0),
            Self::Found { list, weight } => Word { list: list.list(), weight: *weight }.bounds(),
        }
    }

    /// About how many questions meet it.
    fn size(&self) -> usize {
        match self {
            Self::Word(word) => word.list.len(),
            Self::Words(words) => words.iter().map(|word| word.list.len()).sum(),
            Self::Found { list, .. } => list.questions.len(),
        }
    }
}

impl Word<'_> {
    /// Calls `each` with the place of every question that has the word, and what that adds.
    pub fn meet(&self, questions: &[u32], mut each: impl FnMut(usize, u32)) {
        let weight = self.weight;
        self.list.meet(questions, |place, impact| each(place, weight * u32::from(impact)));
    }

    fn bounds(&self) -> (u32, u32) {
        let (most, rest) = self.list.bounds();
        (u32::from(most) * self.weight, u32::from(rest) * self.weight)
    }
}

impl Clause<'_> {
    pub fn set(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        union(self.ways.iter().map(|way| way.set(demand)).collect())
    }

    pub fn best(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        union(self.ways.iter().map(|way| way.best(demand)).collect())
    }

    pub fn bounds(&self) -> (u32, u32) {
        let bounds = self.ways.iter().map(Way::bounds);
        bounds.fold((0, 0), |one, other| (one.0.max(other.0), one.1.max(other.1)))
    }

    /// The impact bounds of its first word, which nearness goes by.
    pub fn word(&self) -> List<'_> {
        match self.ways.first() {
            Some(Way::Word(word)) => word.list,
            _ => List::default(),
        }
    }

    /// Those of `found` that meet it.
    fn within(&self, found: &RoaringBitmap, demand: Demand) -> RoaringBitmap {
        self.ways.iter().map(|way| found & way.set(demand).as_ref()).union()
    }
}

fn union(mut sets: Vec<Cow<'_, RoaringBitmap>>) -> Cow<'_, RoaringBitmap> {
    match sets.len() {
        1 => sets.remove(0),
        _ => Cow::Owned(sets.iter().map(Cow::as_ref).union()),
    }
}

impl Plan<'_> {
    /// The questions that are found, those that are gone left out.
    pub fn matches(&self) -> RoaringBitmap {
        let deciding = self.clauses.iter().filter(|clause| clause.decides);
        let mut found = match self.demand {
            Demand::Any => {
                union(deciding.map(|clause| clause.set(self.demand)).collect()).into_owned()
            }
            Demand::All => self.meeting_all(deciding.collect()),
        };
        if !self.layer.gone.questions.is_empty() {
            found -= &self.layer.gone.questions;
        }
        found
    }

    /// From the rarest clause on, so that the others are only looked up.
    fn meeting_all(&self, mut clauses: Vec<&Clause>) -> RoaringBitmap {
        clauses.sort_by_key(|clause| clause.ways.iter().map(Way::size).sum::<usize>());
        let mut clauses = clauses.into_iter();
        let first = clauses.next().map(|clause| clause.set(self.demand)).unwrap_or_default();
        let Some(second) = clauses.next() else { return first.into_owned() };
        let mut found = second.within(&first, self.demand);
        for clause in clauses {
            if count(&found) == 0 {
                break;
            }
            found = clause.within(&found, self.demand);
        }
        found
    }
}
