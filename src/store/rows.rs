//! Writing questions, many with one statement: a statement each costs more than SQLite's own work.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection};

use super::StoreError;
use crate::model::{Closed, Question, Text};

/// How many questions one statement writes. Its parameters stay far below SQLite's 32,766.
pub(super) const BATCH: usize = 100;

/// The columns that are written; all but those in [`KEPT`] are also those that a change replaces.
const COLUMNS: [&str; 19] = [
    "id",
    "number",
    "category",
    "question",
    "options",
    "answer",
    "key_points",
    "follow_ups",
    "difficulty",
    "minutes",
    "language",
    "tags",
    "refs",
    "source_number",
    "origin",
    "created_at",
    "updated_at",
    "source_key",
    "source_digest",
];
/// What a row that is there keeps.
const KEPT: [&str; 3] = ["id", "origin", "created_at"];

/// Writes at most [`BATCH`] questions, their numbers multiplied by `sign`.
pub(super) async fn write(
    questions: &[&Question],
    sign: i64,
    connection: &mut SqliteConnection,
) -> Result<(), StoreError> {
    let statement = statement(questions.len());
    let query = sqlx::query(AssertSqlSafe(statement));
    let query = questions.iter().fold(query, |query, question| bind(query, question, sign));
    query.execute(connection).await?;
    Ok(())
}

/// The statement that writes so many; sqlx prepares each number once.
fn statement(count: usize) -> String {
    let row = |row: usize| {
        let first = row * COLUMNS.len() + 1;
        let places: Vec<String> =
            (first..first + COLUMNS.len()).map(|at| format!("${at}")).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    let replaced = COLUMNS.iter().filter(|column| !KEPT.contains(column));
    let replaced: Vec<String> =
        replaced.map(|column| format!("{column} = excluded.{column}")).collect();
    format!(
        "INSERT INTO questions ({}) VALUES {} ON CONFLICT (id) DO UPDATE SET {}",
        COLUMNS.join(", "),
        rows.join(", "),
        replaced.join(", ")
    )
}

fn bind<'q>(
    query: Query<'q, Sqlite, SqliteArguments>,
    question: &'q Question,
    sign: i64,
) -> Query<'q, Sqlite, SqliteArguments> {
    query
        .bind(question.id.as_str())
        .bind(question.number * sign)
        .bind(question.category.as_str())
        .bind(question.question.as_str())
        .bind(Json(&question.options))
        .bind(question.answer.as_ref().map(Text::as_str))
        .bind(Json(&question.key_points))
        .bind(Json(&question.follow_ups))
        .bind(question.difficulty.map(Closed::name))
        .bind(question.minutes)
        .bind(&question.language)
        .bind(Json(&question.tags))
        .bind(Json(&question.references))
        .bind(question.source_number)
        .bind(&question.origin)
        .bind(question.created_at.to_string())
        .bind(question.updated_at.to_string())
        .bind(question.key())
        .bind(question.digest())
}
