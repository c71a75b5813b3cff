//! Writing many questions: a thousand a round trip, each column as one array.

use sqlx::Postgres;

use crate::model::{Closed, Question, Text};
use crate::store::StoreError;
use crate::store::write::{Columns, write_questions};

/// Questions a statement.
const BATCH: usize = 1_000;

/// Writes questions, each with its number times `sign`.
pub(in crate::store) async fn write_all(
    questions: &[&Question],
    sign: i64,
    written: &(dyn Fn(usize) + Send + Sync),
    transaction: &mut sqlx::Transaction<'static, Postgres>,
) -> Result<(), StoreError> {
    let mut count = 0;
    for batch in questions.chunks(BATCH) {
        write_batch(batch, sign, transaction).await?;
        count += batch.len();
        written(count);
    }
    Ok(())
}

async fn write_batch(
    batch: &[&Question],
    sign: i64,
    transaction: &mut sqlx::Transaction<'static, Postgres>,
) -> Result<(), StoreError> {
    let columns = batch.iter().map(|question| Columns::of(question));
    let columns = columns.collect::<Result<Vec<Columns>, _>>()?;
    let statement = write_questions!(
        "SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], \
         $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[], $12::text[], \
         $13::text[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], \
         $19::text[])"
    );
    sqlx::query(statement)
        .bind(each(batch, |question| question.id.as_str()))
        .bind(each(batch, |question| sign * question.number))
        .bind(each(batch, |question| question.category.as_str()))
        .bind(each(batch, |question| question.question.as_str()))
        .bind(each(&columns, |columns| columns.options.as_str()))
        .bind(each(batch, |question| question.answer.as_ref().map(Text::as_str)))
        .bind(each(&columns, |columns| columns.key_points.as_str()))
        .bind(each(&columns, |columns| columns.follow_ups.as_str()))
        .bind(each(batch, |question| question.difficulty.map(Closed::name)))
        .bind(each(batch, |question| question.minutes))
        .bind(each(batch, |question| question.language.as_str()))
        .bind(each(&columns, |columns| columns.tags.as_str()))
        .bind(each(&columns, |columns| columns.refs.as_str()))
        .bind(each(batch, |question| question.source_number))
        .bind(each(batch, |question| question.origin.as_str()))
        .bind(each(&columns, |columns| columns.created_at.as_str()))
        .bind(each(&columns, |columns| columns.updated_at.as_str()))
        .bind(each(&columns, |columns| columns.key.as_str()))
        .bind(each(&columns, |columns| columns.digest.as_str()))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

fn each<'a, T, V>(items: &'a [T], value: impl Fn(&'a T) -> V) -> Vec<V> {
    items.iter().map(value).collect()
}
