//! The next index from the last one, at a cost that grows with what changed.

use std::sync::Arc;

use super::draft::{Copier, Draft};
use super::layer::{Layer, NOWHERE};
use super::lists::narrow;
use super::segment::Segment;
use super::{Index, Questions};
use crate::model::Question;

/// How much may stand beside the large segment: so many questions, or one in so many.
const SMALL: usize = 1_024;
const SHARE: usize = 32;

/// Layer and number of a question.
type Place = (usize, u32);

impl Index {
    /// The index over `questions`, of which those with a position in `before` are the questions that
    /// stood there in this index, unchanged in what is searched; or nothing when so much has changed
    /// that it is better made anew.
    ///
    /// Every position before must be given at most once.
    pub(in crate::bank) fn next<G: Fn(u32) -> Question + Sync>(
        &self,
        questions: &Questions<G>,
        before: &[Option<u32>],
    ) -> Option<Self> {
        let places = self.places();
        let from: Vec<Option<Place>> =
            before.iter().map(|before| before.map(|at| places[at as usize])).collect();
        let beside = (0..).zip(&from).filter(|(_, place)| place.is_none_or(|(at, _)| at > 0));
        let beside: Vec<(u32, Option<Place>)> = beside.map(|(at, place)| (at, *place)).collect();
        let large = self.large(&from)?;
        if !is_small(beside.len(), questions.count) {
            return None;
        }
        let mut layers = vec![large];
        if !beside.is_empty() {
            let positions: Arc<[u32]> = beside.iter().map(|(at, _)| *at).collect();
            let segment = Segment::from_drafts(&[self.draft(questions, &beside)], self.without);
            layers.push(Layer::new(segment, Some(positions)));
        }
        Some(Self { layers, questions: narrow(questions.count), without: self.without })
    }

    /// Layer and number of every question, by position.
    fn places(&self) -> Vec<Place> {
        let mut places = vec![(0, 0); self.questions as usize];
        for (number, layer) in self.layers.iter().enumerate() {
            for question in 0..layer.segment.forward.len() {
                if !layer.gone.questions.contains(question) {
                    places[layer.position(question) as usize] = (number, question);
                }
            }
        }
        places
    }

    /// The large segment with its questions where they stand now, unless too many are gone.
    fn large(&self, from: &[Option<Place>]) -> Option<Layer> {
        let last = &self.layers[0];
        let mut positions = vec![NOWHERE; last.segment.forward.len() as usize];
        for (at, place) in (0..).zip(from) {
            if let Some((0, question)) = place {
                positions[*question as usize] = at;
            }
        }
        let gone = positions.iter().filter(|position| **position == NOWHERE).count();
        if !is_small(gone, positions.len()) {
            return None;
        }
        Some(last.moved(positions))
    }

    /// Questions by position: copied from where they were, or cut into units where they are new.
    fn draft<G: Fn(u32) -> Question + Sync>(
        &self,
        questions: &Questions<G>,
        wanted: &[(u32, Option<Place>)],
    ) -> Draft {
        let mut draft = Draft::new(self.without);
        let mut copiers: Vec<Copier> =
            self.layers.iter().map(|layer| Copier::new(&layer.segment)).collect();
        for &(at, place) in wanted {
            match place {
                Some((layer, question)) => draft.copy(&mut copiers[layer], question),
                None => draft.add(&(questions.get)(at)),
            }
        }
        draft
    }
}

fn is_small(part: usize, whole: usize) -> bool {
    part <= SMALL.max(whole / SHARE)
}

impl Layer {
    /// The same segment with its questions in these positions.
    fn moved(&self, positions: Vec<u32>) -> Self {
        let mut gone = self.gone.clone();
        for (question, &position) in (0..).zip(&positions) {
            if position == NOWHERE {
                gone.add(&self.segment, question);
            }
        }
        let mut numbered = (0..).zip(&positions);
        let at_home =
            numbered.all(|(at, &position): (u32, _)| position == at || position == NOWHERE);
        let positions = (!at_home).then(|| positions.into());
        Self { segment: Arc::clone(&self.segment), positions, gone }
    }
}
