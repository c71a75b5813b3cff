//! Reading questions, which the database puts together as JSON: many of them are one text, because a
//! row and each value of it cost sqlx more than they cost the database.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::connection::{PerEngine, Transaction};
use super::row::question_columns;
use crate::model::{Closed, Difficulty, Question, Slug, Tag, Text};

/// How many questions are one text.
const PAGE: i64 = 128;

/// Questions as JSON in the words of each engine, set into a statement.
macro_rules! select_questions {
    ($before:literal, $which:literal) => {
        PerEngine {
            sqlite: select_questions!($before, "json_array", $which),
            postgres: select_questions!($before, "json_build_array", $which),
        }
    };
    ($before:literal, $array:literal, $which:literal) => {
        concat!(
            $before,
            "SELECT CAST(",
            $array,
            "(",
            question_columns!(),
            ") AS TEXT) AS question FROM questions ",
            $which
        )
    };
}

/// The first ones of those from `$1` to `$2`, all in one text.
const FIRST: PerEngine = select_questions!(
    "SELECT string_agg(question, ' ') FROM (",
    "WHERE number BETWEEN $1 AND $2 ORDER BY number LIMIT $3) AS page"
);

/// Those that have changed since a revision, each a text.
const CHANGED: PerEngine = select_questions!(
    "",
    "WHERE id IN (SELECT question FROM changes WHERE revision > $1) ORDER BY number"
);

/// Gives away the questions of these numbers, by number, each with whether it was edited by hand.
pub(super) async fn each(
    from: i64,
    to: i64,
    connection: &mut Transaction,
    mut take: impl FnMut(bool, Question),
) -> Result<(), StoreError> {
    let mut next = Some(from);
    while let Some(from) = next.filter(|&from| from <= to) {
        let values = [from.into(), to.into(), PAGE.into()];
        let (page,): (Option<String>,) = connection.one(connection.own(&FIRST), &values).await?;
        next = None;
        for read in questions(page.as_deref().unwrap_or_default()) {
            let (edited, question) = read?;
            next = question.number.checked_add(1);
            take(edited, question);
        }
        // Others get their turn.
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// The questions that have changed since that revision, by number.
pub(super) async fn changed(
    since: i64,
    connection: &mut Transaction,
) -> Result<Vec<Question>, StoreError> {
    let mut changed = Vec::new();
    let take = |(text,): (String,)| {
        for read in questions(&text) {
            changed.push(read?.1);
        }
        Ok(())
    };
    connection.each(connection.own(&CHANGED), &[since.into()], take).await?;
    Ok(changed)
}

/// The questions of a text, each with whether it was edited by hand.
fn questions(text: &str) -> impl Iterator<Item = Result<(bool, Question), StoreError>> {
    let rows = serde_json::Deserializer::from_str(text).into_iter::<QuestionRow<'_>>();
    rows.map(|row| row.map_err(|why| sqlx::Error::Decode(why.into()))?.into_model())
}

/// What [`question_columns`] lists, in that order.
#[derive(Deserialize)]
struct QuestionRow<'a> {
    id: String,
    number: i64,
    category: String,
    question: String,
    #[serde(borrow)]
    options: Cow<'a, str>,
    answer: Option<String>,
    #[serde(borrow)]
    key_points: Cow<'a, str>,
    #[serde(borrow)]
    follow_ups: Cow<'a, str>,
    difficulty: Option<String>,
    minutes: Option<i64>,
    language: String,
    #[serde(borrow)]
    tags: Cow<'a, str>,
    #[serde(borrow)]
    refs: Cow<'a, str>,
    source_number: Option<i64>,
    origin: String,
    #[serde(borrow)]
    created_at: Cow<'a, str>,
    #[serde(borrow)]
    updated_at: Cow<'a, str>,
    edited: i64,
}

impl QuestionRow<'_> {
    fn into_model(self) -> Result<(bool, Question), StoreError> {
        let (id, edited) = (self.id.clone(), self.edited);
        let question = self.parse().map_err(|why| unreadable(&id, why.as_ref()))?;
        Ok((edited != 0, question))
    }

    fn parse(self) -> Result<Question, Box<dyn std::error::Error>> {
        let mut tags: Vec<Tag> = list("tags", &self.tags)?;
        tags.sort_unstable();
        tags.dedup();
        Ok(Question {
            id: Slug::new(self.id)?,
            number: self.number,
            category: Slug::new(self.category)?,
            question: Text::new(self.question)?,
            options: list("options", &self.options)?,
            answer: self.answer.map(Text::new).transpose()?,
            key_points: list("key_points", &self.key_points)?,
            follow_ups: list("follow_ups", &self.follow_ups)?,
            difficulty: self.difficulty.as_deref().and_then(Difficulty::named),
            minutes: self.minutes,
            language: self.language,
            tags,
            references: list("refs", &self.refs)?,
            source_number: self.source_number,
            origin: self.origin,
            created_at: self.created_at.parse()?,
            updated_at: self.updated_at.parse()?,
        })
    }
}

/// A list as the database keeps it.
fn list<T: DeserializeOwned>(column: &str, json: &str) -> Result<Vec<T>, String> {
    if json == "[]" {
        return Ok(Vec::new());
    }
    serde_json::from_str(json).map_err(|why| format!("`{column}`: {why}"))
}

pub(super) fn unreadable(id: &str, why: &dyn std::error::Error) -> StoreError {
    StoreError::Row { id: id.to_owned(), why: why.to_string() }
}
