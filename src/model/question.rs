//! One entry of the bank.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xxhash_rust::xxh3::xxh3_128;

use super::{Difficulty, Kind, MAX_NAME, Slug, Tag, Text};

/// One entry of the bank, with or without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its identity, stable for ever.
    pub id: Slug,
    /// Its place in the bank, from 1; for people, never an identity.
    pub number: i64,
    /// The category that it stands in.
    pub category: Slug,
    /// Markdown; the first line is the title.
    pub question: Text,
    /// What a `choice` question offers, in order; empty for an `open` one.
    pub options: Vec<AnswerOption>,
    /// Markdown.
    pub answer: Option<Text>,
    /// What a good answer mentions.
    pub key_points: Vec<Text>,
    /// What to ask next.
    pub follow_ups: Vec<Text>,
    /// Absent when nobody has said.
    pub difficulty: Option<Difficulty>,
    /// Minutes to ask and answer, at least 1; absent when nobody has said.
    pub minutes: Option<i64>,
    /// BCP 47.
    pub language: String,
    /// Sorted, without repeats.
    pub tags: Vec<Tag>,
    /// Where to read on.
    pub references: Vec<Reference>,
    /// The number that the source of the bank gave it, where that differs in kind from `number`.
    pub source_number: Option<i64>,
    /// Where it came from: `bundled`, or the name of an imported file or bank.
    pub origin: String,
    /// When it first came into the bank.
    pub created_at: Timestamp,
    /// When its content last changed.
    pub updated_at: Timestamp,
}

impl Question {
    /// `choice` when it has options to choose from.
    pub fn kind(&self) -> Kind {
        if self.options.is_empty() { Kind::Open } else { Kind::Choice }
    }

    /// Whether the bank knows an answer: a text, or an option that is marked as correct.
    pub fn answered(&self) -> bool {
        self.answer.is_some() || self.options.iter().any(|option| option.correct)
    }

    /// What tells it from other questions where it has no id: a digest of its text, code included, and
    /// of what it offers to choose from. White space and invisible characters play no part.
    pub fn key(&self) -> String {
        let texts = std::iter::once(&self.question).chain(self.options.iter().map(|one| &one.text));
        let folded = texts.map(|text| {
            let visible: String = text.as_str().chars().filter(|&c| !is_invisible(c)).collect();
            visible.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        format!("{:032x}", xxh3_128(folded.collect::<Vec<_>>().join("\n").as_bytes()))
    }

    /// A digest of all that it says, whichever category it stands in and whenever it came.
    pub fn digest(&self) -> String {
        let content = (
            (&self.question, &self.options, &self.answer),
            (&self.key_points, &self.follow_ups, self.difficulty, self.minutes),
            (&self.language, &self.tags, &self.references, self.source_number),
        );
        // Values of these types are always JSON.
        let bytes = serde_json::to_vec(&content).unwrap_or_default();
        format!("{:032x}", xxh3_128(&bytes))
    }

    /// Whether both have the same words where a search looks.
    pub fn same_for_search(&self, other: &Self) -> bool {
        self.question == other.question
            && self.options == other.options
            && self.answer == other.answer
            && self.key_points == other.key_points
            && self.tags == other.tags
    }

    /// Whether both say the same, wherever they stand and whenever they came.
    pub fn same_content(&self, other: &Self) -> bool {
        let placed = Self {
            number: other.number,
            origin: other.origin.clone(),
            created_at: other.created_at,
            updated_at: other.updated_at,
            ..self.clone()
        };
        placed == *other
    }
}

/// Whether a character takes no room: editors and chats leave such behind.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

/// One of the options of a `choice` question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Markdown.
    pub text: Text,
    /// Whether choosing it is right.
    pub correct: bool,
}

/// A source that says what the answer claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// What it is called.
    #[schema(example = "RFC 9110: HTTP Semantics")]
    pub title: String,
    /// Its address, http or https.
    #[schema(example = "https://www.rfc-editor.org/rfc/rfc9110.html", pattern = "^https?://")]
    pub url: String,
}

/// Whether a text has the shape of a language tag (BCP 47): subtags of 1 to 8 letters and digits with
/// hyphens between them, at most [`MAX_NAME`] characters.
///
/// ```
/// use qbank::model::is_language_tag;
/// assert!(is_language_tag("pt-BR"));
/// assert!(!is_language_tag("English, please"));
/// ```
pub fn is_language_tag(text: &str) -> bool {
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    text.len() <= MAX_NAME && text.split('-').all(subtag)
}
