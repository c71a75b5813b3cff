//! The sets that filters are made of, as bitmaps over positions.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::Entry;
use super::filter::Level;
use super::step::Step;
use crate::model::{Closed, Kind, Question, Slug, Tag};

/// One bitmap for every value that a filter can ask for; none that is empty under a name.
#[derive(Default)]
pub(super) struct Sets {
    pub category: HashMap<Slug, RoaringBitmap>,
    pub level: [RoaringBitmap; Level::NAMES.len()],
    pub tag: HashMap<Tag, RoaringBitmap>,
    pub kind: [RoaringBitmap; Kind::NAMES.len()],
    /// Unanswered, answered.
    pub answered: [RoaringBitmap; 2],
    /// With an estimate of minutes.
    pub estimated: RoaringBitmap,
    /// By language in lower case.
    pub language: HashMap<String, RoaringBitmap>,
}

impl Sets {
    pub(super) fn new<'a>(questions: impl Iterator<Item = &'a Question>) -> Self {
        let mut sets = Self::default();
        for (position, question) in (0..).zip(questions) {
            sets.add(position, question);
        }
        sets
    }

    /// Those of the next bank, whose entries are `entries`.
    pub(super) fn step(&self, step: &Step, entries: &[Arc<Entry>]) -> Self {
        let mut next = Self {
            category: stayed(&self.category, step),
            level: self.level.each_ref().map(|set| step.stayed(set)),
            tag: stayed(&self.tag, step),
            kind: self.kind.each_ref().map(|set| step.stayed(set)),
            answered: self.answered.each_ref().map(|set| step.stayed(set)),
            estimated: step.stayed(&self.estimated),
            language: stayed(&self.language, step),
        };
        for &at in &step.came {
            next.add(at, &entries[at as usize].question);
        }
        next
    }

    fn add(&mut self, position: u32, question: &Question) {
        self.category.entry(question.category.clone()).or_default().insert(position);
        self.level[Level::from(question.difficulty) as usize].insert(position);
        for tag in &question.tags {
            self.tag.entry(tag.clone()).or_default().insert(position);
        }
        self.kind[question.kind() as usize].insert(position);
        self.answered[usize::from(question.answered())].insert(position);
        if question.minutes.is_some() {
            self.estimated.insert(position);
        }
        self.language.entry(question.language.to_lowercase()).or_default().insert(position);
    }
}

fn stayed<N: Clone + Eq + Hash>(
    sets: &HashMap<N, RoaringBitmap>,
    step: &Step,
) -> HashMap<N, RoaringBitmap> {
    let stayed = sets.iter().map(|(name, set)| (name.clone(), step.stayed(set)));
    stayed.filter(|(_, set)| !set.is_empty()).collect()
}
