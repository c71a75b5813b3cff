//! A question as the database keeps it, column by column.

use serde::Serialize;
use sqlx::FromRow;

use super::StoreError;
use crate::model::{Closed, Question};

/// All of a row. Lists are JSON, times RFC 3339.
#[derive(Debug, FromRow, Serialize)]
pub(super) struct Row {
    pub id: String,
    pub number: i64,
    pub category: String,
    pub question: String,
    pub options: String,
    pub answer: Option<String>,
    pub key_points: String,
    pub follow_ups: String,
    pub difficulty: Option<String>,
    pub minutes: Option<i64>,
    pub language: String,
    pub tags: String,
    pub refs: String,
    pub source_number: Option<i64>,
    pub origin: String,
    pub created_at: String,
    pub updated_at: String,
    pub edited: i64,
    pub source_key: Option<String>,
    pub source_digest: Option<String>,
}

/// The columns that make a question, as a list in SQL.
macro_rules! question_columns {
    () => {
        "id, number, category, question, options, answer, key_points, follow_ups, difficulty, \
         minutes, language, tags, refs, source_number, origin, created_at, updated_at, edited"
    };
}
pub(super) use question_columns;

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        concat!($crate::store::row::question_columns!(), ", source_key, source_digest")
    };
}
pub(super) use columns;

impl Row {
    /// A question as its file has it, with another number.
    pub(super) fn of(question: &Question, number: i64) -> Result<Self, StoreError> {
        Ok(Self {
            id: question.id.to_string(),
            number,
            category: question.category.to_string(),
            question: question.question.to_string(),
            options: json(&question.options)?,
            answer: question.answer.as_ref().map(ToString::to_string),
            key_points: json(&question.key_points)?,
            follow_ups: json(&question.follow_ups)?,
            difficulty: question.difficulty.map(|difficulty| difficulty.name().to_owned()),
            minutes: question.minutes,
            language: question.language.clone(),
            tags: json(&question.tags)?,
            refs: json(&question.references)?,
            source_number: question.source_number,
            origin: question.origin.clone(),
            created_at: question.created_at.to_string(),
            updated_at: question.updated_at.to_string(),
            edited: 0,
            source_key: Some(question.key()),
            source_digest: Some(question.digest()),
        })
    }
}

fn json(list: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(list).map_err(|error| sqlx::Error::Encode(error.into()).into())
}
