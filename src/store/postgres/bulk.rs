//! Writing many questions in one round trip: each column is one array.

use sqlx::Postgres;

use crate::store::StoreError;
use crate::store::row::{Row, columns};
use crate::store::write::{after_values, before_values};

/// Writes rows with different ids.
pub(in crate::store) async fn write_rows(
    rows: &[Row],
    transaction: &mut sqlx::Transaction<'static, Postgres>,
) -> Result<(), StoreError> {
    let statement = concat!(
        before_values!(),
        " SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], \
         $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[], $12::text[], \
         $13::text[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::bigint[], \
         $19::text[], $20::text[]) ",
        after_values!()
    );
    sqlx::query(statement)
        .bind(each(rows, |row| row.id.as_str()))
        .bind(each(rows, |row| row.number))
        .bind(each(rows, |row| row.category.as_str()))
        .bind(each(rows, |row| row.question.as_str()))
        .bind(each(rows, |row| row.options.as_str()))
        .bind(each(rows, |row| row.answer.as_deref()))
        .bind(each(rows, |row| row.key_points.as_str()))
        .bind(each(rows, |row| row.follow_ups.as_str()))
        .bind(each(rows, |row| row.difficulty.as_deref()))
        .bind(each(rows, |row| row.minutes))
        .bind(each(rows, |row| row.language.as_str()))
        .bind(each(rows, |row| row.tags.as_str()))
        .bind(each(rows, |row| row.refs.as_str()))
        .bind(each(rows, |row| row.source_number))
        .bind(each(rows, |row| row.origin.as_str()))
        .bind(each(rows, |row| row.created_at.as_str()))
        .bind(each(rows, |row| row.updated_at.as_str()))
        .bind(each(rows, |row| row.edited))
        .bind(each(rows, |row| row.source_key.as_deref()))
        .bind(each(rows, |row| row.source_digest.as_deref()))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

fn each<'a, V>(rows: &'a [Row], value: impl Fn(&'a Row) -> V) -> Vec<V> {
    rows.iter().map(value).collect()
}
