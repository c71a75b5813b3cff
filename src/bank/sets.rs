//! The sets that filters are made of, as bitmaps over positions.

use std::collections::HashMap;
use std::hash::Hash;

use roaring::RoaringBitmap;

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
    /// Adds those of questions that follow, the first of them at `offset`.
    pub(super) fn append(&mut self, other: Self, offset: u32) {
        let add = |mine: &mut RoaringBitmap, theirs: RoaringBitmap| {
            mine.extend(theirs.into_iter().map(|at| at + offset));
        };
        let pairs = self.level.iter_mut().zip(other.level);
        let pairs = pairs.chain(self.kind.iter_mut().zip(other.kind));
        let pairs = pairs.chain(self.answered.iter_mut().zip(other.answered));
        pairs.for_each(|(mine, theirs)| add(mine, theirs));
        add(&mut self.estimated, other.estimated);
        for (name, set) in other.category {
            add(self.category.entry(name).or_default(), set);
        }
        for (name, set) in other.tag {
            add(self.tag.entry(name).or_default(), set);
        }
        for (name, set) in other.language {
            add(self.language.entry(name).or_default(), set);
        }
    }

    /// Those of the next bank, to which the questions of `came` came.
    pub(super) fn step(&self, step: &Step, came: &[Question]) -> Self {
        let mut next = Self {
            category: stayed(&self.category, step),
            level: self.level.each_ref().map(|set| step.stayed(set)),
            tag: stayed(&self.tag, step),
            kind: self.kind.each_ref().map(|set| step.stayed(set)),
            answered: self.answered.each_ref().map(|set| step.stayed(set)),
            estimated: step.stayed(&self.estimated),
            language: stayed(&self.language, step),
        };
        for (&at, question) in step.came.iter().zip(came) {
            next.add(at, question);
        }
        next
    }

    pub(super) fn add(&mut self, position: u32, question: &Question) {
        put(&mut self.category, &question.category, position);
        self.level[Level::from(question.difficulty) as usize].insert(position);
        for tag in &question.tags {
            put(&mut self.tag, tag, position);
        }
        self.kind[question.kind() as usize].insert(position);
        self.answered[usize::from(question.answered())].insert(position);
        if question.minutes.is_some() {
            self.estimated.insert(position);
        }
        put(&mut self.language, &question.language.to_lowercase(), position);
    }
}

fn stayed<N: Clone + Eq + Hash>(
    sets: &HashMap<N, RoaringBitmap>,
    step: &Step,
) -> HashMap<N, RoaringBitmap> {
    let stayed = sets.iter().map(|(name, set)| (name.clone(), step.stayed(set)));
    stayed.filter(|(_, set)| !set.is_empty()).collect()
}

/// Adds a position to the set of that name, which is copied only where there is none yet.
fn put<N: Clone + Eq + Hash>(sets: &mut HashMap<N, RoaringBitmap>, name: &N, position: u32) {
    match sets.get_mut(name) {
        Some(set) => drop(set.insert(position)),
        None => drop(sets.insert(name.clone(), RoaringBitmap::from_iter([position]))),
    }
}
