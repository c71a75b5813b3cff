//! What a text asks for: its words, and what may stand for each of them.

use std::collections::HashSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::words::stop::is_stop_word;
use super::words::{self, Unit};
use crate::markdown;
use crate::model::Question;

/// With fewer questions that have all words, those that have some are found too.
const ENOUGH: u64 = 3;

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Correction {
    /// The word as it was typed.
    #[schema(example = "cacheing")]
    pub from: String,
    /// The word that was searched for.
    #[schema(example = "caching")]
    pub to: String,
}

/// A way in which a question can meet a clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Way {
    Word(String),
    /// These next to each other.
    Phrase(Vec<String>),
    /// These anywhere.
    All(Vec<String>),
}

/// A part of what is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    /// Each with its weight.
    pub ways: Vec<(Way, f32)>,
    /// Whether it says nothing of what is asked for.
    pub is_stop_word: bool,
}

/// A text, understood.
#[derive(Debug, Default)]
pub(super) struct Query {
    pub clauses: Vec<Clause>,
    pub corrections: Vec<Correction>,
    /// Whether the clauses are in the order in which somebody said them.
    pub in_order: bool,
    /// Whether a part of it stands in quotes.
    pub quoted: bool,
}

impl Query {
    /// What a question is about: the words of its title and tags, and of its key points where those
    /// may be seen.
    pub(super) fn of_question(question: &Question, with_answers: bool) -> Self {
        let tags = question.tags.iter().map(|tag| tag.as_str());
        let points = question.key_points.iter().map(|text| text.as_str());
        let points = points.filter(|_| with_answers);
        let texts = std::iter::once(question.question.as_str()).chain(tags).chain(points);
        let mut seen = HashSet::new();
        let units: Vec<Unit> =
            texts.flat_map(|text| words::units(&markdown::to_plain(text))).collect();
        let said = units.iter().filter(|unit| !is_stop_word(unit) && seen.insert(&unit.whole.term));
        let clause = |unit: &Unit| Clause {
            ways: vec![(Way::Word(unit.whole.term.clone()), 1.0)],
            is_stop_word: false,
        };
        Self {
            clauses: said.map(clause).collect(),
            corrections: Vec::new(),
            in_order: false,
            quoted: false,
        }
    }

    /// From how many questions on those that have all words are enough. Fewer are given together with
    /// those that have some, unless there is but one word, or what is asked for is a phrase.
    pub(super) fn enough(&self) -> u64 {
        let deciding = self.decides().into_iter().filter(|decides| *decides).count();
        if deciding < 2 || self.quoted { 1 } else { ENOUGH }
    }

    /// Whether each clause decides what is found: those that say something do, or all where none
    /// does.
    pub(super) fn decides(&self) -> Vec<bool> {
        let said = self.clauses.iter().any(|clause| !clause.is_stop_word);
        self.clauses.iter().map(|clause| !(said && clause.is_stop_word)).collect()
    }
}

impl Clause {
    /// The word itself, where it is one.
    pub(super) fn word(&self) -> Option<&str> {
        match self.ways.first()? {
            (Way::Word(term), _) => Some(term),
            _ => None,
        }
    }
}

impl Way {
    pub(super) fn terms(&self) -> &[String] {
        match self {
            Self::Word(term) => std::slice::from_ref(term),
            Self::Phrase(terms) | Self::All(terms) => terms,
        }
    }

    /// Terms that follow each other.
    pub(super) fn sequence(terms: Vec<String>) -> Self {
        match <[String; 1]>::try_from(terms) {
            Ok([term]) => Self::Word(term),
            Err(terms) => Self::Phrase(terms),
        }
    }
}
