//! Writing many questions with one statement: a statement each costs more than SQLite's own work.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Sqlite};

use crate::store::StoreError;
use crate::store::row::{Row, columns};
use crate::store::write::{after_values, before_values};

/// How many rows one statement writes. Its parameters stay far below SQLite's 32,766.
const BATCH: usize = 100;
/// How many columns a row has.
const COLUMNS: usize = 20;

/// Writes rows with different ids.
pub(in crate::store) async fn write_rows(
    rows: &[Row],
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
) -> Result<(), StoreError> {
    for batch in rows.chunks(BATCH) {
        let query = sqlx::query(AssertSqlSafe(statement(batch.len())));
        batch.iter().fold(query, bind).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// The statement that writes so many; sqlx prepares each number once.
///
/// Its places have no numbers: SQLite looks a numbered one up by going through all of them, which for
/// two thousand costs more than the writing.
fn statement(count: usize) -> String {
    let row = format!("({})", ["?"; COLUMNS].join(", "));
    let rows = vec![row; count];
    format!("{} VALUES {} {}", before_values!(), rows.join(", "), after_values!())
}

fn bind<'q>(
    query: Query<'q, Sqlite, SqliteArguments>,
    row: &'q Row,
) -> Query<'q, Sqlite, SqliteArguments> {
    query
        .bind(row.id.as_str())
        .bind(row.number)
        .bind(row.category.as_str())
        .bind(row.question.as_str())
        .bind(row.options.as_str())
        .bind(row.answer.as_deref())
        .bind(row.key_points.as_str())
        .bind(row.follow_ups.as_str())
        .bind(row.difficulty.as_deref())
        .bind(row.minutes)
        .bind(row.language.as_str())
        .bind(row.tags.as_str())
        .bind(row.refs.as_str())
        .bind(row.source_number)
        .bind(row.origin.as_str())
        .bind(row.created_at.as_str())
        .bind(row.updated_at.as_str())
        .bind(row.edited)
        .bind(row.source_key.as_deref())
        .bind(row.source_digest.as_deref())
}
