//! The words of a segment, by number.
//!
//! A **surface** is a word as it is written, a **term** as it is compared; surfaces are numbered from
//! the most frequent one on. A **unit** of one word has its surface's number; the numbers of units
//! of several words (`front-end`) come after all of these.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use fst::{Map, Streamer};

use super::draft::Draft;
use super::forward::range;
use super::lists::{Lists, narrow};
use super::part::{Part, Side};
use crate::bank::words::Word;

pub(super) struct Lexicon {
    /// Surfaces with their numbers, terms with theirs.
    pub surfaces: Map<Vec<u8>>,
    pub terms: Map<Vec<u8>>,
    /// The term of each surface.
    term_of: Vec<u32>,
    /// The surfaces of each unit of several words.
    compounds: Lists<u32>,
    /// The units that have a term.
    units_of: Lists<u32>,
    /// How often each surface occurs, by side.
    occurs: [Vec<u32>; 2],
}

impl Lexicon {
    /// How often a surface occurs where that side is searched.
    pub fn occurs(&self, surface: u32, side: Side) -> u32 {
        self.occurs[side as usize][surface as usize]
    }

    /// The surfaces that a unit is.
    pub fn words_of(&self, unit: u32) -> Cow<'_, [u32]> {
        match unit.checked_sub(narrow(self.term_of.len())) {
            Some(compound) => Cow::Borrowed(self.compounds.get(compound)),
            None => Cow::Owned(vec![unit]),
        }
    }

    /// Calls `each` with every term that a unit is.
    pub fn for_terms(&self, unit: u32, mut each: impl FnMut(u32)) {
        match self.term_of.get(unit as usize) {
            Some(&term) => each(term),
            None => {
                let surfaces = self.compounds.get(unit - narrow(self.term_of.len()));
                surfaces.iter().for_each(|&surface| each(self.term_of[surface as usize]));
            }
        }
    }

    /// The units that have that term, in order.
    pub fn units_of(&self, term: u32) -> &[u32] {
        self.units_of.get(term)
    }

    pub fn term(&self, term: &str) -> Option<u32> {
        self.terms.get(term).map(number)
    }

    pub fn terms(&self) -> usize {
        self.units_of.len()
    }

    pub fn surface(&self, surface: &str) -> Option<u32> {
        self.surfaces.get(surface).map(number)
    }

    /// Every surface with its term, by number.
    pub fn all_words(&self) -> Vec<Word> {
        let (surfaces, terms) = (keys(&self.surfaces), keys(&self.terms));
        let term = |surface: usize| terms[self.term_of[surface] as usize].clone();
        let words = surfaces.into_iter().enumerate();
        words.map(|(number, surface)| Word { term: term(number), surface }).collect()
    }
}

/// The keys of a map from a text to its number, by number.
fn keys(map: &Map<Vec<u8>>) -> Vec<String> {
    let mut keys = vec![String::new(); map.len()];
    let mut stream = map.stream();
    while let Some((key, number)) = stream.next() {
        keys[self::number(number) as usize] = String::from_utf8_lossy(key).into_owned();
    }
    keys
}

/// A number that was put into a map as one.
pub(super) fn number(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Finds one numbering for the units of all drafts; also gives each draft's units in it.
pub(super) fn unite(drafts: &[Draft]) -> (Lexicon, Vec<Vec<u32>>) {
    let mut union = Union::default();
    let units: Vec<Vec<Unit>> = drafts
        .iter()
        .map(|draft| {
            let often = occurrences(draft);
            let units = draft.units.iter().zip(&often);
            units.map(|(words, &often)| union.add(words, often)).collect()
        })
        .collect();
    let (lexicon, surfaces) = union.finish();
    let after = narrow(surfaces.len());
    let number = |unit: &Unit| match *unit {
        Unit::Surface(surface) => surfaces[surface as usize],
        Unit::Compound(compound) => after + compound,
    };
    let numbers = units.iter().map(|units| units.iter().map(number).collect()).collect();
    (lexicon, numbers)
}

/// How often each unit of a draft occurs, by side.
fn occurrences(draft: &Draft) -> Vec<[u32; 2]> {
    let mut often = vec![[0; 2]; draft.units.len()];
    for (question, ends) in draft.ends.iter().enumerate() {
        let units = draft.questions.get(narrow(question));
        for part in Part::ALL {
            for &unit in &units[range(ends, part)] {
                for side in part.sides() {
                    often[unit as usize][*side as usize] += part.emphasis();
                }
            }
        }
    }
    often
}

/// A unit before surfaces have their last numbers.
#[derive(Clone, Copy)]
enum Unit {
    Surface(u32),
    Compound(u32),
}

/// Words of all drafts, with numbers in order of arrival.
#[derive(Default)]
struct Union<'a> {
    surfaces: HashMap<&'a str, u32>,
    words: Vec<&'a Word>,
    occurs: Vec<[u32; 2]>,
    compounds: HashMap<Vec<u32>, u32>,
}

impl<'a> Union<'a> {
    fn add(&mut self, words: &'a [Word], often: [u32; 2]) -> Unit {
        let surfaces: Vec<u32> = words.iter().map(|word| self.surface(word)).collect();
        for &surface in &surfaces {
            for side in Side::ALL {
                self.occurs[surface as usize][side as usize] += often[side as usize];
            }
        }
        if let [surface] = surfaces[..] {
            return Unit::Surface(surface);
        }
        let next = narrow(self.compounds.len());
        Unit::Compound(*self.compounds.entry(surfaces).or_insert(next))
    }

    fn surface(&mut self, word: &'a Word) -> u32 {
        let next = narrow(self.words.len());
        *self.surfaces.entry(&word.surface).or_insert_with(|| {
            self.words.push(word);
            self.occurs.push([0; 2]);
            next
        })
    }

    /// The lexicon, and the last number of each surface.
    fn finish(self) -> (Lexicon, Vec<u32>) {
        let mut by_rank: Vec<u32> = (0..narrow(self.words.len())).collect();
        by_rank.sort_unstable_by_key(|&at| {
            (Reverse(self.occurs[at as usize]), &self.words[at as usize].surface)
        });
        let mut last = vec![0; by_rank.len()];
        for (rank, &at) in (0..).zip(&by_rank) {
            last[at as usize] = rank;
        }
        let words: Vec<&Word> = by_rank.iter().map(|&at| self.words[at as usize]).collect();
        let mut compounds: Vec<(Vec<u32>, u32)> = self.compounds.into_iter().collect();
        compounds.sort_unstable_by_key(|(_, number)| *number);
        let compounds = compounds.into_iter().map(|(surfaces, _)| {
            surfaces.into_iter().map(|at| last[at as usize]).collect::<Vec<u32>>()
        });
        let occurs = Side::ALL.map(|side| {
            by_rank.iter().map(|&at| self.occurs[at as usize][side as usize]).collect()
        });
        (lexicon(&words, compounds.collect(), occurs), last)
    }
}

fn lexicon(words: &[&Word], compounds: Vec<Vec<u32>>, occurs: [Vec<u32>; 2]) -> Lexicon {
    let mut surfaces: Vec<(&str, u64)> =
        words.iter().map(|word| word.surface.as_str()).zip(0..).collect();
    surfaces.sort_unstable();
    let mut terms: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
    terms.sort_unstable();
    terms.dedup();
    // Every term is among them.
    let term_of: Vec<u32> = words
        .iter()
        .map(|word| narrow(terms.partition_point(|term| *term < word.term.as_str())))
        .collect();
    let mut pairs: Vec<(u32, u32)> = term_of.iter().copied().zip(0..).collect();
    for (unit, surfaces) in (narrow(term_of.len())..).zip(&compounds) {
        let mut terms: Vec<u32> = surfaces.iter().map(|&at| term_of[at as usize]).collect();
        terms.sort_unstable();
        terms.dedup();
        pairs.extend(terms.into_iter().map(|term| (term, unit)));
    }
    let mut lists = Lists::default();
    compounds.into_iter().for_each(|surfaces| lists.push(surfaces));
    Lexicon {
        // Sorted and without repeats, which is all that can be wrong.
        surfaces: Map::from_iter(surfaces).unwrap_or_default(),
        units_of: Lists::from_pairs(terms.len(), pairs),
        terms: Map::from_iter(terms.into_iter().zip(0..)).unwrap_or_default(),
        term_of,
        compounds: lists,
        occurs,
    }
}
