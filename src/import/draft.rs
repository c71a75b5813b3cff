//! What a file says of a question, as the file says it.

use jiff::Timestamp;

use crate::model::{Category, Closed, Question, Reference, TagEntry};

/// A question as a reader found it: not yet checked, sorted into the bank or known by a slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// Its slug, where the format has one.
    pub slug: Option<String>,
    /// Its place, where the format is one of ours and has it.
    pub number: Option<i64>,
    /// The number that is printed with it, where the format says that it is one of the source.
    pub source_number: Option<i64>,
    /// The headings above it, or the name of its category; empty where the file has none.
    pub category: Vec<String>,
    /// Markdown; the first line is the title.
    pub question: String,
    /// What to choose from, in order.
    pub options: Vec<DraftOption>,
    /// Markdown; empty where the file has none.
    pub answer: String,
    /// What a good answer mentions.
    pub key_points: Vec<String>,
    /// What to ask next.
    pub follow_ups: Vec<String>,
    /// As the file writes it: `Easy`, `***`, `2`, `Senior`; empty where it says nothing.
    pub difficulty: String,
    /// Minutes to ask and answer.
    pub minutes: Option<i64>,
    /// A language tag; empty where the file has none.
    pub language: String,
    /// As the file writes them.
    pub tags: Vec<String>,
    /// Where to read on.
    pub references: Vec<Reference>,
    /// Whose it is, where the file says it.
    pub origin: Option<String>,
    /// When it came into the bank that the file was made from.
    pub created_at: Option<Timestamp>,
    /// When it was last changed there.
    pub updated_at: Option<Timestamp>,
    /// Whether it was written by us: then its texts are what they are, `TODO` and links included.
    pub own: bool,
}

/// One of the options of a [`Draft`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftOption {
    /// Markdown.
    pub text: String,
    /// Whether choosing it is right.
    pub correct: bool,
}

/// All that a reader found in a file.
#[derive(Debug, Default)]
pub struct Reading {
    /// The questions, in the order of the file.
    pub drafts: Vec<Draft>,
    /// Categories that the file describes.
    pub categories: Vec<Category>,
    /// Tags that the file describes.
    pub tags: Vec<TagEntry>,
    /// What the reader found the format to be in particular.
    pub format: Option<&'static str>,
}

/// Adds a paragraph to a text.
pub(super) fn append(text: &mut String, more: &str) {
    if more.trim().is_empty() {
        return;
    }
    if !text.trim().is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

impl From<Vec<Draft>> for Reading {
    fn from(drafts: Vec<Draft>) -> Self {
        Self { drafts, ..Self::default() }
    }
}

impl From<Question> for Draft {
    fn from(question: Question) -> Self {
        let texts =
            |texts: Vec<crate::model::Text>| texts.iter().map(ToString::to_string).collect();
        let option = |option: crate::model::AnswerOption| DraftOption {
            text: option.text.to_string(),
            correct: option.correct,
        };
        Self {
            line: 1,
            slug: Some(question.id.to_string()),
            number: Some(question.number),
            source_number: question.source_number,
            category: vec![question.category.to_string()],
            question: question.question.to_string(),
            options: question.options.into_iter().map(option).collect(),
            answer: question.answer.map_or_else(String::new, |answer| answer.to_string()),
            key_points: texts(question.key_points),
            follow_ups: texts(question.follow_ups),
            difficulty: question.difficulty.map_or_else(String::new, |one| one.name().to_owned()),
            minutes: question.minutes,
            language: question.language,
            tags: question.tags.iter().map(ToString::to_string).collect(),
            references: question.references,
            origin: Some(question.origin).filter(|origin| !origin.is_empty()),
            created_at: Some(question.created_at),
            updated_at: Some(question.updated_at),
            own: true,
        }
    }
}
