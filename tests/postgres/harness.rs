//! A bank on the server, if there is one.

use jiff::Timestamp;
use qbank::model::Question;
use qbank::seed;
use qbank::store::{Bundle, Delivered, Delivery, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::engine::{self, Database};

/// An empty schema; none where there is no server to ask.
pub async fn database() -> Option<Database> {
    engine::server()?;
    Some(Database::new().await)
}

/// A schema with the bundled bank.
pub async fn bundled() -> Option<(Database, Store)> {
    let database = database().await?;
    let store = database.open().await;
    store.sync(&bundle(), now()).await.unwrap();
    Some((database, store))
}

pub fn bundle() -> Bundle {
    seed::bundled().unwrap()
}

pub fn now() -> Timestamp {
    "2026-01-02T03:04:05Z".parse().unwrap()
}

/// Many questions of an origin of their own.
pub fn delivery(origin: &str, count: usize) -> Delivery {
    let bundle = bundle();
    let question = |at: usize| {
        let model = &bundle.questions[at % bundle.questions.len()];
        let question = Question {
            id: format!("{origin}-{at}").parse_slug(),
            origin: origin.to_owned(),
            number: 0,
            ..model.clone()
        };
        Delivered { question, named: true }
    };
    Delivery {
        origin: origin.to_owned(),
        categories: bundle.categories.clone(),
        questions: (0..count).map(question).collect(),
        ..Delivery::default()
    }
}

trait ParseSlug {
    fn parse_slug(self) -> qbank::model::Slug;
}

impl ParseSlug for String {
    fn parse_slug(self) -> qbank::model::Slug {
        qbank::model::Slug::new(self).unwrap()
    }
}

/// Runs statements with the rights of whoever the address names.
pub async fn run(url: &str, statements: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let statements = AssertSqlSafe(statements.to_owned());
    sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Ends the server's side of every connection of a test, as `kill -9` of a client does.
pub async fn cut(database: &Database, which: &str) {
    let schema = schema(database);
    run(
        &engine::server().unwrap(),
        &format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE application_name = '{schema}' AND {which}"
        ),
    )
    .await;
}

/// The schema of a test, which its connections are named after.
pub fn schema(database: &Database) -> &str {
    database.url.rsplit_once("%3D").unwrap().1
}
