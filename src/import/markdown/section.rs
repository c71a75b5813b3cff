//! A question as a dialect delimits it, before it is known what in it is what.

use std::ops::Range;

use super::edits::Margin;
use super::title::Title;

/// A question and the stretch of the text that belongs to it.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Where it begins.
    pub start: usize,
    pub title: Title,
    /// The headings above it.
    pub path: Vec<String>,
    /// What those headings or marks say of its difficulty, unless its title does.
    pub difficulty: String,
    /// All that belongs to it besides the title.
    pub body: Range<usize>,
    pub margin: Margin,
    /// More of the question, which stands right below the title.
    pub more: String,
    /// The same, where it is a stretch of the text.
    pub lead: Range<usize>,
    /// Where the question ends and where its answer begins, where the dialect knows it.
    pub answer: Option<(usize, usize)>,
    pub follow_ups: Vec<String>,
    /// The dialect has no answers, so that all of it is question.
    pub is_all_question: bool,
    /// The number that is printed with it.
    pub printed: Option<u64>,
    pub slug: Option<String>,
    pub minutes: Option<i64>,
    pub language: String,
    /// The answer, where it is no stretch of the text.
    pub written_answer: String,
    pub tags: Vec<String>,
}

impl Section {
    /// Whether it stands in a document of this service, which alone says slugs.
    pub(super) fn is_own(&self) -> bool {
        self.slug.is_some()
    }
}

/// What a dialect finds in a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub sections: Vec<Section>,
    /// How many of them look like questions of this dialect and of no other.
    pub likely: usize,
    /// What was taken for a question, for people.
    pub note: String,
    /// What else is to be left out of the text.
    pub edits: Vec<std::ops::Range<usize>>,
}
