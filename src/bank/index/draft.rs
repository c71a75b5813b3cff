//! Questions cut into units, each distinct unit looked at once: the first step of building.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lists::{Lists, narrow};
use super::part::Part;
use super::segment::Segment;
use super::without::Without;
use crate::bank::words::{self, Analyser, Word};
use crate::markdown;
use crate::model::Question;

/// Where each part of a question ends among its units.
pub(super) type Ends = [u32; Part::COUNT];

/// Questions in order, with numbers for their units that are the draft's own.
pub(super) struct Draft {
    analyser: Analyser,
    known: HashMap<Box<str>, u32>,
    /// The words that each unit is.
    pub units: Vec<Vec<Word>>,
    /// The units of each question.
    pub questions: Lists<u32>,
    /// Where the parts of each question end.
    pub ends: Vec<Ends>,
}

impl Draft {
    pub fn new(without: Without) -> Self {
        Self {
            analyser: without.analyser(),
            known: HashMap::new(),
            units: Vec::new(),
            questions: Lists::default(),
            ends: Vec::new(),
        }
    }

    /// Cuts a question into units.
    pub fn add(&mut self, question: &Question) {
        let (mut units, mut ends) = (Vec::new(), Ends::default());
        for part in Part::ALL {
            for text in part.texts(question) {
                match part {
                    Part::Tags => self.cut(&apart(text), &mut units),
                    _ => self.cut(&markdown::to_plain(text), &mut units),
                }
            }
            ends[part as usize] = narrow(units.len());
        }
        self.questions.push(units);
        self.ends.push(ends);
    }

    fn cut(&mut self, text: &str, units: &mut Vec<u32>) {
        units.extend(words::spans(text).map(|span| self.number(&text[span])));
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let unit = self.analyser.unit(text, 0..text.len());
        let number = self.push_unit(unit.into_words().collect());
        self.known.insert(text.into(), number);
        number
    }

    fn push_unit(&mut self, words: Vec<Word>) -> u32 {
        self.units.push(words);
        narrow(self.units.len() - 1)
    }

    /// Takes a question over from a segment as it is.
    pub fn copy(&mut self, from: &mut Copier, question: u32) {
        let mut units = Vec::new();
        let ends = from.segment.forward.read(question, &mut units);
        for unit in &mut units {
            let known = from.numbers.get(unit).copied();
            let number = known.unwrap_or_else(|| self.push_unit(from.words_of(*unit)));
            from.numbers.insert(*unit, number);
            *unit = number;
        }
        self.questions.push(units);
        self.ends.push(ends);
    }
}

/// A slug as words that follow each other, unless a single character would stand alone in it.
fn apart(slug: &str) -> Cow<'_, str> {
    let long = |run: &str| run.chars().nth(1).is_some();
    match slug.split('-').all(long) {
        true => slug.replace('-', " ").into(),
        false => slug.into(),
    }
}

/// Copies questions from one segment to one draft.
pub(super) struct Copier<'s> {
    segment: &'s Segment,
    /// The words of the segment, once one was asked for.
    words: Vec<Word>,
    /// The units that were copied, with their numbers in the draft.
    numbers: HashMap<u32, u32>,
}

impl<'s> Copier<'s> {
    pub fn new(segment: &'s Segment) -> Self {
        Self { segment, words: Vec::new(), numbers: HashMap::new() }
    }

    fn words_of(&mut self, unit: u32) -> Vec<Word> {
        if self.words.is_empty() {
            self.words = self.segment.lexicon.all_words();
        }
        let surfaces = self.segment.lexicon.words_of(unit);
        surfaces.iter().map(|&surface| self.words[surface as usize].clone()).collect()
    }
}
