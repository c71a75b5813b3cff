//! The peer: the same answers from axum and sqlx in the way that comes to mind first. Every request
//! asks the database.
//!
//!     plain ADDRESS DATABASE
//!
//! The database is one of qbank's; a full-text index (FTS5) is added to it, so give it a copy.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, FromRow, SqlitePool};

const COLUMNS: &str = "q.id, q.number, q.category, q.question, q.options, q.answer, q.key_points, \
                       q.follow_ups, q.difficulty, q.minutes, q.language, q.tags, q.refs, \
                       q.origin, q.created_at, q.updated_at";

#[derive(FromRow, Serialize)]
struct Question {
    id: String,
    number: i64,
    category: String,
    question: String,
    #[sqlx(try_from = "String")]
    options: List,
    answer: Option<String>,
    #[sqlx(try_from = "String")]
    key_points: List,
    #[sqlx(try_from = "String")]
    follow_ups: List,
    difficulty: Option<String>,
    minutes: Option<i64>,
    language: String,
    #[sqlx(try_from = "String")]
    tags: List,
    #[sqlx(rename = "refs", try_from = "String")]
    references: List,
    origin: String,
    created_at: String,
    updated_at: String,
}

/// JSON text as the database has it.
#[derive(Serialize)]
struct List(Box<RawValue>);

impl TryFrom<String> for List {
    type Error = serde_json::Error;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        RawValue::from_string(text).map(Self)
    }
}

#[derive(Serialize)]
struct Page {
    items: Vec<Question>,
    total: i64,
}

#[derive(Deserialize)]
struct Asked {
    category: Option<String>,
    difficulty: Option<String>,
    q: Option<String>,
    count: Option<i64>,
    limit: Option<i64>,
    offset: Option<i64>,
}

type Answer<T> = Result<Json<T>, StatusCode>;

fn failed(error: sqlx::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

async fn one(State(pool): State<Arc<SqlitePool>>, Path(id): Path<String>) -> Answer<Question> {
    let sql = format!("SELECT {COLUMNS} FROM questions q WHERE id = $1");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(id);
    let found = query.fetch_optional(&*pool).await.map_err(failed)?;
    found.map(Json).ok_or(StatusCode::NOT_FOUND)
}

const FILTER: &str = "WHERE ($1 IS NULL OR category = $1) AND ($2 IS NULL OR difficulty = $2)";

async fn page(State(pool): State<Arc<SqlitePool>>, Query(asked): Query<Asked>) -> Answer<Page> {
    let filter = match (&asked.category, &asked.difficulty) {
        (None, None) => "",
        _ => FILTER,
    };
    let count = format!("SELECT count(*) FROM questions {filter}");
    let mut query = sqlx::query_scalar(AssertSqlSafe(count));
    if !filter.is_empty() {
        query = query.bind(&asked.category).bind(&asked.difficulty);
    }
    let total = query.fetch_one(&*pool).await.map_err(failed)?;
    let (limit, offset) = (asked.limit.unwrap_or(20), asked.offset.unwrap_or(0));
    let select = format!(
        "SELECT {COLUMNS} FROM questions q {filter} ORDER BY number LIMIT {limit} OFFSET {offset}"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(select));
    if !filter.is_empty() {
        query = query.bind(&asked.category).bind(&asked.difficulty);
    }
    let items = query.fetch_all(&*pool).await.map_err(failed)?;
    Ok(Json(Page { items, total }))
}

async fn random(State(pool): State<Arc<SqlitePool>>, Query(asked): Query<Asked>) -> Answer<Page> {
    let sql = format!("SELECT {COLUMNS} FROM questions q ORDER BY RANDOM() LIMIT $1");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(asked.count.unwrap_or(1));
    let items: Vec<Question> = query.fetch_all(&*pool).await.map_err(failed)?;
    Ok(Json(Page { total: items.len() as i64, items }))
}

async fn search(State(pool): State<Arc<SqlitePool>>, Query(asked): Query<Asked>) -> Answer<Page> {
    let words = asked.q.ok_or(StatusCode::BAD_REQUEST)?;
    let words: Vec<String> =
        words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
    let text = words.join(" ");
    let query = sqlx::query_scalar("SELECT count(*) FROM found WHERE found MATCH $1");
    let total = query.bind(&text).fetch_one(&*pool).await.map_err(failed)?;
    let limit = asked.limit.unwrap_or(20);
    let sql = format!(
        "SELECT {COLUMNS} FROM found JOIN questions q ON q.rowid = found.rowid \
         WHERE found MATCH $1 ORDER BY bm25(found) LIMIT {limit}"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(&text);
    let items = query.fetch_all(&*pool).await.map_err(failed)?;
    Ok(Json(Page { items, total }))
}

async fn add_index(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let there = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'found'");
    let there: i64 = there.fetch_one(pool).await?;
    if there == 0 {
        let create = "CREATE VIRTUAL TABLE found USING fts5 (question, answer, tags, \
                      content = 'questions', content_rowid = 'rowid', tokenize = 'porter')";
        sqlx::query(create).execute(pool).await?;
        sqlx::query("INSERT INTO found (found) VALUES ('rebuild')").execute(pool).await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, file] = arguments.as_slice() else {
        return Err("usage: plain ADDRESS DATABASE".into());
    };
    let options = SqliteConnectOptions::new().filename(file).journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
    add_index(&pool).await?;
    let router = Router::new()
        .route("/v1/questions", get(page))
        .route("/v1/questions/{id}", get(one))
        .route("/v1/random", get(random))
        .route("/v1/search", get(search))
        .with_state(Arc::new(pool));
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, router).await?)
}
