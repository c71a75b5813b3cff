//! A database for a test: an SQLite file, or, where `QBANK_TEST_POSTGRES` names a server, a schema of
//! its own there. The same tests run on both.

use std::sync::atomic::{AtomicUsize, Ordering};

use qbank::store::Store;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// The address of a database whose owner the tests are, such as `postgres://postgres@127.0.0.1/postgres`.
pub const VARIABLE: &str = "QBANK_TEST_POSTGRES";

/// The server that the tests may use.
pub fn server() -> Option<String> {
    std::env::var_os(VARIABLE).map(|server| server.into_string().unwrap())
}

/// A database that goes away with this.
pub struct Database {
    /// Its address.
    pub url: String,
    place: Place,
}

enum Place {
    File(#[expect(dead_code, reason = "it is kept for its end")] TempDir),
    Schema { server: String, name: String },
}

impl Database {
    /// On the engine that the tests run on.
    pub async fn new() -> Self {
        match server() {
            Some(server) => Self::schema(server).await,
            None => Self::file(),
        }
    }

    /// A file, which does not exist yet.
    pub fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("bank.db").display());
        Self { url, place: Place::File(folder) }
    }

    /// An empty schema.
    async fn schema(server: String) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{count}", std::process::id());
        run(&server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}")).await;
        let separator = if server.contains('?') { '&' } else { '?' };
        let url =
            format!("{server}{separator}application_name={name}&options=-csearch_path%3D{name}");
        Self { url, place: Place::Schema { server, name } }
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// Changes the database as somebody with a tool of their own would.
    pub async fn by_hand(&self, statement: &str) {
        match &self.place {
            Place::Schema { .. } => run(&self.url, statement).await,
            Place::File(_) => {
                let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                let statement = AssertSqlSafe(statement.to_owned());
                sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }
}

async fn run(url: &str, statements: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let statements = AssertSqlSafe(statements.to_owned());
    sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

impl Drop for Database {
    fn drop(&mut self) {
        let Place::Schema { server, name } = &self.place else { return };
        // Connections that the test has not closed would be waited for.
        let drop = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE application_name = '{name}'; DROP SCHEMA {name} CASCADE"
        );
        let server = server.clone();
        // The test's own runtime cannot be waited for here.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(run(&server, &drop));
        });
        // A test that has failed already says more than this would.
        let _ = dropped.join();
    }
}
