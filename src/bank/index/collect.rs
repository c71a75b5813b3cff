//! Collecting every match with its score, because totals are exact and ties go by number.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// A question that was found, with how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position.
    pub at: u32,
    /// The greater the better; only comparable within one search.
    pub score: Score,
}

pub(super) struct EveryHit;

impl Collector for EveryHit {
    type Fruit = Vec<Hit>;
    type Child = EveryHitInSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<EveryHitInSegment> {
        Ok(EveryHitInSegment(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

pub(super) struct EveryHitInSegment(Vec<Hit>);

impl SegmentCollector for EveryHitInSegment {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, at: DocId, score: Score) {
        self.0.push(Hit { at, score });
    }

    fn harvest(self) -> Vec<Hit> {
        self.0
    }
}
