//! An application in process, and what a test asks of its answers.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, HOST, LINK};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use qbank::api::AppState;
use qbank::bank::Bank;
use qbank::seed::SourceFile;
use qbank::server::{Door, HttpSettings, layers};
use qbank::store::{Bundle, Snapshot, Store};
use qbank::watch::Current;
use qbank::{api, seed};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::engine::Database;

/// The seed of every draw that comes without one.
pub const SEED: &str = "made-up";

/// When every test bank came into its store.
pub fn now() -> Timestamp {
    "2026-01-02T03:04:05Z".parse().unwrap()
}

/// What the program is with default settings, but that answers may be kept for a minute.
pub fn settings() -> HttpSettings {
    HttpSettings { max_age: std::time::Duration::from_secs(60), ..HttpSettings::default() }
}

/// The routes and layers over a bank, as `qbank serve` puts them together.
pub fn service(current: Arc<Current>, settings: &HttpSettings) -> Door {
    let state = AppState {
        public_url: None,
        current,
        new_seed: || SEED.to_owned(),
        metrics: Arc::new(|| "qbank_bank_questions 0\n".to_owned()),
    };
    layers(api::router(state), settings)
}

/// A store of its own, which goes away with this.
pub struct TestStore {
    pub store: Store,
    pub database: Database,
}

impl TestStore {
    pub async fn new() -> Self {
        Self::over(Database::new().await).await
    }

    pub async fn over(database: Database) -> Self {
        Self { store: database.open().await, database }
    }

    /// A second opening of the same database.
    pub async fn open_again(&self) -> Store {
        self.database.open().await
    }

    /// Changes the database as somebody with a tool of their own would.
    pub async fn by_hand(&self, statement: &str) {
        self.database.by_hand(statement).await;
    }
}

/// The address of a database in `folder`.
pub fn url(folder: &TempDir, file: &str) -> String {
    format!("sqlite://{}", folder.path().join(file).display())
}

/// Bank files by their text.
pub fn parse(files: &[&str]) -> Bundle {
    let file = |(place, text): (usize, &&str)| SourceFile {
        name: format!("{place}.toml"),
        text: (*text).to_owned(),
    };
    let files: Vec<SourceFile> = files.iter().enumerate().map(file).collect();
    seed::parse(&files, "tests").unwrap_or_else(|faults| panic!("{faults}"))
}

/// An application with its store.
pub struct App {
    router: Door,
    pub current: Arc<Current>,
    pub kept: Option<TestStore>,
}

impl App {
    /// With the bank that ships with the program.
    pub async fn bundled() -> Self {
        Self::of(&seed::bundled().unwrap()).await
    }

    /// With the first questions of the bundled bank, which never change their places.
    pub async fn first_of_bundled(count: usize) -> Self {
        let mut bundle = seed::bundled().unwrap();
        bundle.questions.truncate(count);
        Self::of(&bundle).await
    }

    /// With the bank that these files are.
    pub async fn with(files: &[&str]) -> Self {
        Self::of(&parse(files)).await
    }

    pub async fn of(bundle: &Bundle) -> Self {
        let kept = TestStore::new().await;
        kept.store.sync(bundle, now()).await.unwrap();
        let app = Self::serving(kept.store.load().await.unwrap());
        Self { kept: Some(kept), ..app }
    }

    /// From memory alone, where a test makes hundreds of banks.
    pub fn serving(snapshot: Snapshot) -> Self {
        let current = Arc::new(Current::new(Bank::new(snapshot, Arc::default())));
        Self { router: service(Arc::clone(&current), &settings()), current, kept: None }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(self.router.clone(), request).await
    }

    pub async fn get(&self, target: &str) -> Answer {
        self.send(get(target).body(Body::empty()).unwrap()).await
    }

    /// GET with one more header.
    pub async fn get_with(&self, target: &str, name: &str, value: &str) -> Answer {
        self.send(get(target).header(name, value).body(Body::empty()).unwrap()).await
    }

    pub async fn method(&self, method: Method, target: &str) -> Answer {
        self.send(get(target).method(method).body(Body::empty()).unwrap()).await
    }

    /// The body of a 200.
    pub async fn json(&self, target: &str) -> Value {
        self.get(target).await.json()
    }
}

/// A GET with the `Host` that HTTP/1.1 wants.
pub fn get(target: &str) -> Builder {
    Request::builder().uri(target).header(HOST, "bank.test")
}

pub async fn send(router: Door, request: Request<Body>) -> Answer {
    let target = request.uri().to_string();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { target, status: parts.status, headers: parts.headers, body }
}

/// How many questions the bundled bank has.
pub fn bundled_count() -> usize {
    seed::bundled().unwrap().questions.len()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub target: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The JSON of a 200.
    pub fn json(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}: {}", self.target, self.text());
        assert_eq!(self.header(CONTENT_TYPE.as_str()), "application/json", "{}", self.target);
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The problem document of an error with that status.
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.target, self.text());
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.target);
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], status, "{}", self.target);
        assert_eq!(problem["request_id"], self.header("x-request-id"), "{}", self.target);
        problem
    }

    /// The one parameter that a 400 or 404 is about.
    pub fn fault(&self, status: u16) -> Value {
        let problem = self.problem(status);
        let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("{problem}"));
        assert_eq!(errors.len(), 1, "{}: {problem}", self.target);
        errors[0].clone()
    }

    /// The addresses in `Link` by their relation.
    pub fn links(&self) -> HashMap<String, String> {
        let entry = |entry: &str| {
            let (address, relation) = entry.split_once(">; rel=\"").unwrap();
            let relation = relation.strip_suffix('"').unwrap();
            (relation.to_owned(), address.strip_prefix('<').unwrap().to_owned())
        };
        let links = self.header(LINK.as_str());
        links.split(", ").filter(|entry| !entry.is_empty()).map(entry).collect()
    }
}

/// The ids of the questions of a list, a draw or a search.
pub fn ids(answer: &Value) -> Vec<String> {
    let id = |item: &Value| match item.get("question").filter(|question| question.is_object()) {
        Some(question) => question["id"].as_str().unwrap().to_owned(),
        None => item["id"].as_str().unwrap().to_owned(),
    };
    answer["items"].as_array().unwrap().iter().map(id).collect()
}

/// All pages from `target` on, by `Link`.
pub async fn follow(app: &App, target: &str) -> Vec<Value> {
    let mut pages = Vec::new();
    let mut next = Some(target.to_owned());
    while let Some(target) = next {
        let answer = app.get(&target).await;
        let page = answer.json();
        next = answer.links().remove("next");
        assert_eq!(next.is_some(), page.get("next_cursor").is_some(), "{target}");
        pages.push(page);
        assert!(pages.len() <= bundled_count(), "the pages do not end");
    }
    pages
}

/// The ids of all pages together.
pub fn all_ids(pages: &[Value]) -> Vec<String> {
    pages.iter().flat_map(ids).collect()
}
