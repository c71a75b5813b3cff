//! Searching: which questions have the words, best first.

use roaring::RoaringBitmap;

use super::Bank;
use super::entry::Entry;
use super::highlight::Highlighter;
use super::index::{After, Demand, Index, Questions, Request, Side};
use super::interpret::Interpreter;
use super::query::Query;
use super::view::Answers;
use crate::model::Question;

pub use super::index::{Hit, Without};
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
    side: Side,
}

/// Why a search was not done.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index of a large bank is being built.
    #[error("the search index is being built")]
    NotReady,
}

impl Bank {
    /// Builds the search index unless it is there already.
    pub fn prepare_search(&self) {
        self.prepare_search_without(Without::default());
    }

    /// The same with a part of the search taken away, to measure what that is worth.
    pub fn prepare_search_without(&self, without: Without) {
        self.index.get_or_init(|| Index::new(&self.all_questions(), without));
    }

    /// Builds the search index from that of the bank before, at a cost that grows with what changed.
    /// Where there is none, or so much changed that it is better made anew, it is left to
    /// [`Bank::prepare_search`].
    pub fn prepare_search_after(&self, before: &Self) {
        let Some(index) = before.index.get() else { return };
        let at_before = |entry: &Entry| {
            let at = before.get(entry.id())?;
            let old = &before.entries[at as usize];
            // Most are the very same.
            let same =
                old.serial == entry.serial || old.question().same_for_search(&entry.question());
            same.then_some(at)
        };
        let stood: Vec<_> = self.entries.iter().map(at_before).collect();
        if let Some(next) = index.next(&self.all_questions(), &stood) {
            self.index.get_or_init(|| next);
        }
    }

    fn all_questions(&self) -> Questions<impl Fn(u32) -> Question + Sync> {
        Questions { count: self.len(), get: |at| self.question(at) }
    }

    fn index(&self) -> Result<&Index, SearchError> {
        match self.index.get() {
            Some(index) => Ok(index),
            None if self.len() > AT_ONCE => Err(SearchError::NotReady),
            None => {
                self.prepare_search();
                self.index.get().ok_or(SearchError::NotReady)
            }
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
        let side = Side::new(search.answers != Answers::None);
        let query = self.interpret(index, &search.text, side);
        let within = Some(within).filter(|within| within.len() < self.all.len());
        let after = self.after(search.start);
        let top = search.first().saturating_add(search.limit).saturating_add(1);
        let resolved = index.resolve(&query, side);
        let mut request = Request { demand: Demand::All, within, after, top };
        let mut matches = resolved.search(&request);
        if matches.set.len() < query.enough() {
            request.demand = Demand::Any;
            matches = resolved.search(&request);
        }
        let (hits, next) = self.hits_of_page(matches.hits, search);
        let highlighter = Highlighter::new(resolved.marked(), side == Side::Whole);
        let corrections = query.corrections.clone();
        let (set, demand) = (matches.set, request.demand);
        Ok(Found { hits, set, next, corrections, highlighter, query, demand, side })
    }

    fn interpret(&self, index: &Index, text: &str, side: Side) -> Query {
        let without = index.without();
        let analyser = without.analyser();
        let vocabulary = index.vocabulary(side);
        Interpreter { vocabulary, synonyms: &self.synonyms, analyser, without }.interpret(text)
    }

    fn after(&self, start: HitStart) -> Option<After> {
        let HitStart::After(HitPlace { score, number }) = start else { return None };
        Some(After { score, position: self.up_to(number) })
    }

    /// The page that is asked for, of the best ones, and where the next one begins.
    fn hits_of_page(&self, mut hits: Vec<Hit>, search: &Search) -> (Vec<Hit>, Option<HitPlace>) {
        let from = search.first().min(hits.len());
        let to = from.saturating_add(search.limit).min(hits.len());
        let last = hits[from..to].last().filter(|_| to < hits.len());
        let next = last.map(|hit| HitPlace { score: hit.score, number: self.number(hit.at) });
        hits.truncate(to);
        (hits.split_off(from), next)
    }

    /// How the score of each hit of a page comes about, as JSON.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index is not there.
    pub fn explain(&self, found: &Found) -> Result<Vec<String>, SearchError> {
        let Found { query, demand, side, hits, .. } = found;
        Ok(self.index()?.resolve(query, *side).explain(*demand, hits))
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
        let side = Side::new(with_answers);
        let top = limit.saturating_add(1);
        let request = Request { demand: Demand::Any, within: None, after: None, top };
        let mut hits = index.resolve(&query, side).search(&request).hits;
        hits.retain(|found| found.at != position);
        hits.truncate(limit);
        Ok(hits)
    }
}

impl Search {
    /// How many hits come before the page.
    fn first(&self) -> usize {
        match self.start {
            HitStart::Offset(offset) => offset,
            HitStart::After(_) => 0,
        }
    }
}
