//! The next index from the last one, at a cost that grows with what changed.

use std::sync::Arc;

use super::Index;
use super::draft::{Copier, Draft};
use super::layer::{Layer, NOWHERE};
use super::lists::narrow;
use super::segment::Segment;
use crate::model::Question;

/// How large the part beside the large segment may become: so many questions, or one in so many.
const SMALL: usize = 1_024;
const SHARE: usize = 64;

impl Index {
    /// The index over `questions`, of which those with a position in `before` are the questions that
    /// stood there in this index, unchanged in what is searched.
    ///
    /// Every position before must be given at most once.
    pub(in crate::bank) fn next(&self, questions: &[&Question], before: &[Option<u32>]) -> Self {
        let places = self.places();
        let from: Vec<Option<(usize, u32)>> =
            before.iter().map(|before| before.map(|at| places[at as usize])).collect();
        let beside = from.iter().filter(|place| place.is_none_or(|(layer, _)| layer > 0)).count();
        let gone = self.layers[0].segment.forward.len() as usize + beside - questions.len();
        if beside + gone > SMALL.max(questions.len() / SHARE) {
            let draft = self.draft(questions, (0..).zip(&from).map(|(at, place)| (at, *place)));
            let layer = Layer::new(Segment::from_drafts(&[draft], self.without), None);
            return Self { layers: vec![layer], ..self.with(questions.len()) };
        }
        let beside = (0..).zip(&from).filter(|(_, place)| place.is_none_or(|(at, _)| at > 0));
        let beside: Vec<(u32, Option<(usize, u32)>)> =
            beside.map(|(at, place)| (at, *place)).collect();
        let mut layers = vec![self.large(&from)];
        if !beside.is_empty() {
            let positions: Arc<[u32]> = beside.iter().map(|(at, _)| *at).collect();
            let draft = self.draft(questions, beside.into_iter());
            layers.push(Layer::new(Segment::from_drafts(&[draft], self.without), Some(positions)));
        }
        Self { layers, ..self.with(questions.len()) }
    }

    /// An index like this one, for so many questions.
    fn with(&self, questions: usize) -> Self {
        Self { layers: Vec::new(), questions: narrow(questions), without: self.without }
    }

    /// Layer and number of every question, by position.
    fn places(&self) -> Vec<(usize, u32)> {
        let mut places = vec![(0, 0); self.questions as usize];
        for (number, layer) in self.layers.iter().enumerate() {
            for question in 0..layer.segment.forward.len() {
                let position = layer.position(question);
                if position != NOWHERE && !layer.gone.questions.contains(question) {
                    places[position as usize] = (number, question);
                }
            }
        }
        places
    }

    /// The large segment with its questions where they stand now.
    fn large(&self, from: &[Option<(usize, u32)>]) -> Layer {
        let last = &self.layers[0];
        let mut positions = vec![NOWHERE; last.segment.forward.len() as usize];
        for (at, place) in (0..).zip(from) {
            if let Some((0, question)) = place {
                positions[*question as usize] = at;
            }
        }
        let mut gone = last.gone.clone();
        for (question, &position) in (0..).zip(&positions) {
            if position == NOWHERE {
                gone.add(&last.segment, question);
            }
        }
        let at_home =
            |(question, &position): (u32, &u32)| position == question || position == NOWHERE;
        let at_home = (0..).zip(&positions).all(at_home);
        let positions = (!at_home).then(|| positions.into());
        Layer { segment: Arc::clone(&last.segment), positions, gone }
    }

    /// Questions by position: copied from where they were, or cut into units where they are new.
    fn draft(
        &self,
        questions: &[&Question],
        wanted: impl Iterator<Item = (u32, Option<(usize, u32)>)>,
    ) -> Draft {
        let mut draft = Draft::new(self.without);
        let mut copiers: Vec<Copier> =
            self.layers.iter().map(|layer| Copier::new(&layer.segment)).collect();
        for (at, place) in wanted {
            match place {
                Some((layer, question)) => draft.copy(&mut copiers[layer], question),
                None => draft.add(questions[at as usize]),
            }
        }
        draft
    }
}
