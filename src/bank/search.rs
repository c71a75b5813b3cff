//! Searching: which questions have the words, best first.

use roaring::RoaringBitmap;

use super::Bank;
use super::highlight::Highlighter;
use super::index::{Demand, Index};
use super::query::{Interpreter, Query};
use super::view::Answers;

pub use super::index::Hit;
pub use super::query::Correction;

/// Up to so many questions the first search builds the index; for more it says to wait.
const AT_ONCE: usize = 5_000;

/// What to search for, and which part of the hits to give.
#[derive(Debug, Clone)]
pub struct Search {
    /// The words, as a person types them.
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
pub struct Found {
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
    /// All that were found.
    pub set: RoaringBitmap,
    /// Where the next page begins; none after the last.
    pub next: Option<HitPlace>,
    /// Words that were read as others.
    pub corrections: Vec<Correction>,
    /// Marks the words in the questions.
    pub highlighter: Highlighter,
    query: Query,
    demand: Demand,
    with_answers: bool,
}

/// Why a search was not done.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index of a large bank is being built.
    #[error("the search index is being built")]
    NotReady,
    /// The index failed, which only a lack of memory can bring about.
    #[error("the search index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
}

impl Bank {
    /// Builds the search index unless it is there already.
    ///
    /// # Errors
    ///
    /// When it cannot be built.
    pub fn prepare_search(&self) -> Result<(), SearchError> {
        self.build_index().map(|_| ())
    }

    fn build_index(&self) -> Result<&Index, SearchError> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let questions: Vec<_> = self.questions().collect();
        let index = Index::new(&questions.iter().collect::<Vec<_>>())?;
        Ok(self.index.get_or_init(|| index))
    }

    fn index(&self) -> Result<&Index, SearchError> {
        match self.index.get() {
            Some(index) => Ok(index),
            None if self.len() <= AT_ONCE => self.build_index(),
            None => Err(SearchError::NotReady),
        }
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
    /// [`SearchError`] when the index is not there.
    pub fn search(&self, search: &Search, within: &RoaringBitmap) -> Result<Found, SearchError> {
        let index = self.index()?;
        let with_answers = search.answers != Answers::None;
        let query = self.interpret(index, &search.text, with_answers);
        let (mut demand, mut hits) = (Demand::All, Vec::new());
        for next in [Demand::All, Demand::Any] {
            if hits.is_empty() && !query.clauses.is_empty() {
                demand = next;
                hits = index.matches(&query, demand, with_answers)?;
                hits.retain(|found| within.contains(found.at));
            }
        }
        let set = hits.iter().map(|found| found.at).collect();
        let (hits, next) = self.ranked(hits, search);
        let highlighter = Highlighter::new(query.terms(), with_answers);
        let corrections = query.corrections.clone();
        Ok(Found { hits, set, next, corrections, highlighter, query, demand, with_answers })
    }

    fn interpret(&self, index: &Index, text: &str, with_answers: bool) -> Query {
        let interpreter = Interpreter {
            vocabulary: index.vocabulary(with_answers),
            synonyms: &self.synonyms,
            holds: &|term| index.holds(term, with_answers),
        };
        interpreter.interpret(text)
    }

    /// The page that is asked for, best first, and where the next one begins.
    fn ranked(&self, mut hits: Vec<Hit>, search: &Search) -> (Vec<Hit>, Option<HitPlace>) {
        hits.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.at.cmp(&other.at))
        });
        let from = match search.start {
            HitStart::Offset(offset) => offset.min(hits.len()),
            HitStart::After(place) => {
                hits.partition_point(|found| self.is_at_or_before_hit(found, place))
            }
        };
        let to = from.saturating_add(search.limit).min(hits.len());
        let last = hits[from..to].last().filter(|_| to < hits.len());
        let next = last.map(|hit| HitPlace { score: hit.score, number: self.number(hit.at) });
        hits.truncate(to);
        (hits.split_off(from), next)
    }

    fn is_at_or_before_hit(&self, found: &Hit, place: HitPlace) -> bool {
        let by_score = place.score.total_cmp(&found.score);
        by_score.then(self.number(found.at).cmp(&place.number)).is_le()
    }

    /// How the score of each hit of a page comes about, as JSON.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index is not there.
    pub fn explain(&self, found: &Found) -> Result<Vec<String>, SearchError> {
        let Found { query, demand, with_answers, hits, .. } = found;
        Ok(self.index()?.explain(query, *demand, *with_answers, hits)?)
    }

    /// The questions that are most like the one at that position, best first, without itself.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index is not there.
    pub fn similar(
        &self,
        position: u32,
        answers: Answers,
        limit: usize,
    ) -> Result<Vec<Hit>, SearchError> {
        let index = self.index()?;
        let with_answers = answers != Answers::None;
        let query = Query::of_question(&self.question(position), with_answers);
        let mut hits = index.matches(&query, Demand::Any, with_answers)?;
        hits.retain(|found| found.at != position);
        let start = HitStart::Offset(0);
        let search = Search { text: String::new(), answers, start, limit };
        Ok(self.ranked(hits, &search).0)
    }
}
