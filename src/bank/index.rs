//! The full-text index: which questions have a word, and how much it says there.
//!
//! One segment in memory, filled in order of position, so that a document's number in the index is
//! its position in the bank.

mod build;
mod collect;

use serde_json::json;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query as TantivyQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, Term};

use super::query::{Clause, Query, Way};
use super::vocabulary::Vocabulary;
use crate::model::Question;

pub use collect::Hit;

/// How much a second part that has the word adds to the best one.
const TIE: Score = 0.25;
/// How far apart, in words, two words of a query count as near, and what that weighs.
const NEAR: u32 = 3;
const NEARNESS: Score = 0.6;

/// A part of a question that is searched, and how much a word in it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Question,
    Tags,
    KeyPoints,
    Answer,
}

impl Part {
    const ALL: [Self; 4] = [Self::Question, Self::Tags, Self::KeyPoints, Self::Answer];
    /// What is left when answers are withheld.
    const WITHOUT_ANSWERS: &'static [Self] = &[Self::Question, Self::Tags];

    fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Tags => "tags",
            Self::KeyPoints => "key_points",
            Self::Answer => "answer",
        }
    }

    /// Question over tags over key points over answer.
    fn weight(self) -> Score {
        match self {
            Self::Question => 8.0,
            Self::Tags => 3.0,
            Self::KeyPoints => 1.5,
            Self::Answer => 1.0,
        }
    }

    /// The texts of a question that belong to this part, as Markdown; tags are none.
    fn texts(self, question: &Question) -> Vec<&str> {
        match self {
            Self::Question => {
                let options = question.options.iter().map(|option| option.text.as_str());
                std::iter::once(question.question.as_str()).chain(options).collect()
            }
            Self::Tags => question.tags.iter().map(|tag| tag.as_str()).collect(),
            Self::KeyPoints => question.key_points.iter().map(|text| text.as_str()).collect(),
            Self::Answer => question.answer.iter().map(|text| text.as_str()).collect(),
        }
    }
}

/// How the clauses of a query belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    All,
    Any,
}

impl Demand {
    fn occur(self) -> Occur {
        match self {
            Self::All => Occur::Must,
            Self::Any => Occur::Should,
        }
    }
}

/// The index over one bank.
pub(super) struct Index {
    searcher: Searcher,
    fields: [Field; Part::ALL.len()],
    /// Every word, and those that are seen without answers.
    words: Vocabulary,
    seen_words: Vocabulary,
}

impl Index {
    /// The words that a search may know of.
    pub(super) fn vocabulary(&self, with_answers: bool) -> &Vocabulary {
        if with_answers { &self.words } else { &self.seen_words }
    }

    /// Whether a question has the term where it is searched.
    pub(super) fn holds(&self, term: &str, with_answers: bool) -> bool {
        parts(with_answers).iter().any(|&part| {
            self.searcher.doc_freq(&self.term(part, term)).is_ok_and(|count| count > 0)
        })
    }

    /// Every question that the query finds, in order of position.
    pub(super) fn matches(
        &self,
        query: &Query,
        demand: Demand,
        with_answers: bool,
    ) -> tantivy::Result<Vec<Hit>> {
        let query = self.query(query, demand, parts(with_answers));
        self.searcher.search(&query, &collect::EveryHit)
    }

    /// How the score of each hit comes about: what each clause adds, the rest being nearness.
    ///
    /// Every clause is searched by itself, because the engine's own explanation fails an assertion
    /// where a part of a query does not match the question.
    pub(super) fn explain(
        &self,
        query: &Query,
        demand: Demand,
        with_answers: bool,
        hits: &[Hit],
    ) -> tantivy::Result<Vec<String>> {
        let parts = parts(with_answers);
        let mut clauses = Vec::new();
        for clause in &query.clauses {
            let words: Vec<&String> = clause.ways.iter().flat_map(|(way, _)| way.terms()).collect();
            let found = self.clause(clause, demand, parts);
            clauses.push((words, self.searcher.search(&found, &collect::EveryHit)?));
        }
        let explain = |hit: &Hit| {
            let clauses = clauses.iter().map(|(words, found)| {
                // In order of position, as one segment gives them.
                let place = found.binary_search_by_key(&hit.at, |found| found.at);
                json!({ "words": words, "value": place.map_or(0.0, |place| found[place].score) })
            });
            json!({ "value": hit.score, "clauses": clauses.collect::<Vec<_>>() }).to_string()
        };
        Ok(hits.iter().map(explain).collect())
    }

    /// Clauses that say something decide what is found; the others, and nearness, only how well.
    fn query(&self, query: &Query, demand: Demand, parts: &[Part]) -> BooleanQuery {
        let wanted: Vec<&Clause> = query.deciding().collect();
        let near = wanted.windows(2).filter_map(|pair| self.near(pair[0], pair[1], parts));
        let others = query.clauses.iter().filter(|clause| clause.is_stop_word);
        let bonus: Vec<_> = others
            .map(|clause| self.clause(clause, demand, parts))
            .chain(near)
            .map(|query| (Occur::Should, query))
            .collect();
        let wanted =
            wanted.iter().map(|clause| (demand.occur(), self.clause(clause, demand, parts)));
        let wanted: Box<dyn TantivyQuery> = Box::new(BooleanQuery::new(wanted.collect()));
        BooleanQuery::new(std::iter::once((Occur::Must, wanted)).chain(bonus).collect())
    }

    fn clause(&self, clause: &Clause, demand: Demand, parts: &[Part]) -> Box<dyn TantivyQuery> {
        let ways = clause.ways.iter().map(|(way, weight)| {
            let query = self.way(way, demand, parts);
            Box::new(BoostQuery::new(query, *weight)) as Box<dyn TantivyQuery>
        });
        Box::new(DisjunctionMaxQuery::new(ways.collect()))
    }

    fn way(&self, way: &Way, demand: Demand, parts: &[Part]) -> Box<dyn TantivyQuery> {
        match way {
            Way::Word(term) => self.in_any(parts, |part| self.word(part, term)),
            Way::Phrase(terms) => self.in_any(parts, |part| self.phrase(part, terms, 0)),
            Way::All(terms) => {
                let words = terms
                    .iter()
                    .map(|term| (demand.occur(), self.in_any(parts, |part| self.word(part, term))));
                Box::new(BooleanQuery::new(words.collect()))
            }
        }
    }

    /// Two clauses close to each other in the order asked for.
    fn near(&self, one: &Clause, other: &Clause, parts: &[Part]) -> Option<Box<dyn TantivyQuery>> {
        let [(Way::Word(one), _), ..] = one.ways.as_slice() else { return None };
        let [(Way::Word(other), _), ..] = other.ways.as_slice() else { return None };
        if one == other {
            return None;
        }
        let terms = [one.clone(), other.clone()];
        let near = self.in_any(parts, |part| self.phrase(part, &terms, NEAR));
        Some(Box::new(BoostQuery::new(near, NEARNESS)))
    }

    fn in_any(
        &self,
        parts: &[Part],
        query: impl Fn(Part) -> Box<dyn TantivyQuery>,
    ) -> Box<dyn TantivyQuery> {
        let weighted = |&part: &Part| {
            Box::new(BoostQuery::new(query(part), part.weight())) as Box<dyn TantivyQuery>
        };
        Box::new(DisjunctionMaxQuery::with_tie_breaker(parts.iter().map(weighted).collect(), TIE))
    }

    fn word(&self, part: Part, term: &str) -> Box<dyn TantivyQuery> {
        Box::new(TermQuery::new(self.term(part, term), IndexRecordOption::WithFreqs))
    }

    fn phrase(&self, part: Part, terms: &[String], slop: u32) -> Box<dyn TantivyQuery> {
        let terms = terms.iter().map(|term| self.term(part, term)).enumerate().collect();
        Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop))
    }

    fn term(&self, part: Part, term: &str) -> Term {
        Term::from_field_text(self.fields[part as usize], term)
    }
}

fn parts(with_answers: bool) -> &'static [Part] {
    if with_answers { &Part::ALL } else { Part::WITHOUT_ANSWERS }
}
