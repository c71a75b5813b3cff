//! The question object as callers see it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::markdown;
use crate::model::{Closed, Difficulty, Kind, Question, Reference, Tag, Text};

/// How Markdown is shown, and whether answers are shown at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answers {
    /// As it was written.
    #[default]
    Markdown,
    /// Rendered and sanitised.
    Html,
    /// Taken away.
    Text,
    /// As it was written, and nothing that gives an answer away.
    None,
}

impl Closed for Answers {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("text", Self::Text),
        ("none", Self::None),
    ];
}

impl Answers {
    /// A text of several paragraphs.
    fn block(self, text: Text) -> String {
        match self {
            Self::Markdown | Self::None => text.into(),
            Self::Html => markdown::to_html(text.as_str()),
            Self::Text => markdown::to_text(text.as_str()),
        }
    }

    /// A text that is mostly one line.
    fn line(self, text: Text) -> String {
        match self {
            Self::Html => markdown::to_inline_html(text.as_str()),
            _ => self.block(text),
        }
    }
}

/// One entry of the bank. What is absent is unknown or was withheld; `null` is never sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Question)]
pub struct QuestionView {
    /// A slug: the identity of the question, stable for ever.
    #[schema(example = "orm-pitfalls", pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100)]
    pub id: String,
    /// Its place in the bank, for people; it may change, the id does not.
    #[schema(example = 8, minimum = 1)]
    pub number: i64,
    /// The slug of its category.
    #[schema(example = "general", pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100)]
    pub category: String,
    /// Whether one answers in one's own words or chooses.
    pub kind: Kind,
    /// Markdown, or what `answers` asks for. The first line is the title; code may follow.
    #[schema(example = "Which problems do object-relational mappers commonly cause?")]
    pub question: String,
    /// What a `choice` question offers, in order; absent from an `open` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub options: Option<Vec<OptionView>>,
    /// Whether the bank has an answer. `false` is a state, not an error.
    #[schema(example = true)]
    pub answered: bool,
    /// Markdown, or what `answers` asks for; absent when unanswered or withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "The most frequent one is the **N+1 query** ...")]
    pub answer: Option<String>,
    /// What a good answer mentions, to tick while listening; absent when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["One query for the list, one more for each row"]))]
    pub key_points: Option<Vec<String>>,
    /// What to ask next; absent when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["How would you notice it in production?"]))]
    pub follow_ups: Option<Vec<String>>,
    /// Absent when nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub difficulty: Option<Difficulty>,
    /// Minutes to ask and answer; absent when nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 8, minimum = 1)]
    pub minutes: Option<i64>,
    /// BCP 47.
    #[schema(example = "en", pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    pub language: String,
    /// Sorted.
    #[schema(inline, value_type = Vec<Tag>, example = json!(["databases", "orm"]))]
    pub tags: Vec<String>,
    /// Where to read on; absent when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub references: Option<Vec<Reference>>,
    /// Where it came from: `bundled`, or the name of an imported file or bank.
    #[schema(example = "bundled", min_length = 1)]
    pub origin: String,
    /// When it came into the bank: RFC 3339, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-11-25T09:00:00Z")]
    pub created_at: Timestamp,
    /// When its content last changed: RFC 3339, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-11-25T09:00:00Z")]
    pub updated_at: Timestamp,
}

/// One of the options of a `choice` question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AnswerOption)]
pub struct OptionView {
    /// Markdown, or what `answers` asks for.
    #[schema(example = "`201 Created`")]
    pub text: String,
    /// Whether choosing it is right; absent when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = true)]
    pub correct: Option<bool>,
}

impl QuestionView {
    /// Shows `question` in that way.
    pub fn new(question: Question, answers: Answers) -> Self {
        let shown = answers != Answers::None;
        let lines = |texts: Vec<Text>| {
            shown.then(|| texts.into_iter().map(|text| answers.line(text)).collect())
        };
        let (kind, answered) = (question.kind(), question.answered());
        let options = question.options.into_iter().map(|option| OptionView {
            text: answers.line(option.text),
            correct: shown.then_some(option.correct),
        });
        let answer = question.answer.filter(|_| shown);
        Self {
            id: question.id.into(),
            number: question.number,
            category: question.category.into(),
            kind,
            question: answers.line(question.question),
            options: (kind == Kind::Choice).then(|| options.collect()),
            answered,
            answer: answer.map(|text| answers.block(text)),
            key_points: lines(question.key_points),
            follow_ups: lines(question.follow_ups),
            difficulty: question.difficulty,
            minutes: question.minutes,
            language: question.language,
            tags: question.tags.into_iter().map(String::from).collect(),
            references: Some(question.references).filter(|_| shown),
            origin: question.origin,
            created_at: question.created_at,
            updated_at: question.updated_at,
        }
    }

    /// Writes it as JSON text, which can be put into any answer.
    pub(super) fn write_json(&self, into: &mut Vec<u8>) {
        // Strings, numbers and lists always have a JSON form, and memory always takes it.
        serde_json::to_writer(into, self).unwrap_or_default();
    }

    /// As JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
