//! Searching: which questions have the words, best first.

use roaring::RoaringBitmap;

use super::Bank;
use super::highlight::Highlighter;
use super::index::{Demand, Index};
use super::view::Answers;
use super::words;

pub use super::index::Hit;

/// What to search for, and which part of the hits to give.
#[derive(Debug, Clone)]
pub struct Search {
    /// The words, as a person types them. No character has a meaning of its own.
    pub text: String,
    /// Without answers, these play no part in hits, order or total.
    pub answers: Answers,
    /// Where the page begins.
    pub start: HitStart,
    /// How many hits at most.
    pub limit: usize,
}

/// Where a page of hits begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HitStart {
    /// After so many hits.
    Offset(usize),
    /// After the hit that had this score and number.
    After(HitPlace),
}

/// The place of a hit in its ranking.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HitPlace {
    /// Its score.
    pub score: f32,
    /// Its question's number, which decides between equal scores.
    pub number: i64,
}

/// One page of what was found.
#[derive(Debug)]
pub struct Found {
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
    /// All that were found.
    pub set: RoaringBitmap,
    /// Where the next page begins; none after the last.
    pub next: Option<HitPlace>,
}

impl Search {
    /// Marks the words of this search in the questions that it finds.
    pub fn highlighter(&self) -> Highlighter {
        Highlighter::new(&words::units(&self.text), self.answers != Answers::None)
    }
}

impl Bank {
    /// Builds the search index unless it is there already.
    ///
    /// # Errors
    ///
    /// When the index cannot be built, which only a lack of memory can bring about.
    pub fn prepare_search(&self) -> tantivy::Result<()> {
        self.index().map(|_| ())
    }

    fn index(&self) -> tantivy::Result<&Index> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let index = Index::new(self.questions())?;
        Ok(self.index.get_or_init(|| index))
    }

    /// Whether searching need not wait for the index.
    pub fn search_is_ready(&self) -> bool {
        self.index.get().is_some()
    }

    /// The questions of `within` that have all words of the text; or, when none has all of them,
    /// those that have some.
    ///
    /// # Errors
    ///
    /// As [`Bank::prepare_search`].
    pub fn search(&self, search: &Search, within: &RoaringBitmap) -> tantivy::Result<Found> {
        let units = words::units(&search.text);
        let with_answers = search.answers != Answers::None;
        let mut matches = Vec::new();
        for demand in [Demand::All, Demand::Any] {
            if matches.is_empty() && !units.is_empty() {
                matches = self.index()?.matches(&units, demand, with_answers)?;
                matches.retain(|found| within.contains(found.at));
            }
        }
        let set = matches.iter().map(|found| found.at).collect();
        matches.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.at.cmp(&other.at))
        });
        let from = match search.start {
            HitStart::Offset(offset) => offset.min(matches.len()),
            HitStart::After(place) => {
                matches.partition_point(|found| self.is_at_or_before_hit(found, place))
            }
        };
        let to = from.saturating_add(search.limit).min(matches.len());
        let last = matches[from..to].last().filter(|_| to < matches.len());
        let next =
            last.map(|hit| HitPlace { score: hit.score, number: self.question(hit.at).number });
        matches.truncate(to);
        Ok(Found { hits: matches.split_off(from), set, next })
    }

    fn is_at_or_before_hit(&self, found: &Hit, place: HitPlace) -> bool {
        let by_score = place.score.total_cmp(&found.score);
        by_score.then(self.question(found.at).number.cmp(&place.number)).is_le()
    }
}
