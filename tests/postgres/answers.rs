//! The same requests to both engines give the same bytes.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use qbank::api::{self, AppState};
use qbank::bank::Bank;
use qbank::server::{Door, HttpSettings, layers};
use qbank::store::Store;
use qbank::watch::Current;
use tower::ServiceExt;

use crate::engine::Database;
use crate::harness::{bundle, bundled, delivery, now};

async fn service(store: &Store) -> Door {
    let bank = Bank::new(store.load().await.unwrap(), Arc::default());
    let state = AppState {
        public_url: None,
        current: Arc::new(Current::new(bank)),
        new_seed: || "made-up".to_owned(),
        metrics: Arc::new(String::new),
    };
    layers(api::router(state), &HttpSettings::default())
}

async fn ask(router: &Door, target: &str) -> (StatusCode, HeaderMap, Bytes) {
    let request = Request::builder().uri(target).header("host", "bank.test");
    let request = request.header("x-request-id", "same").body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status, parts.headers, body.collect().await.unwrap().to_bytes())
}

/// More than a thousand different requests of every kind.
fn requests() -> Vec<String> {
    let mut requests = Vec::new();
    let bundle = bundle();
    let ids: Vec<&str> = bundle.questions.iter().map(|question| question.id.as_str()).collect();
    for id in &ids {
        for answers in ["markdown", "html", "text", "none"] {
            requests.push(format!("/v1/questions/{id}?answers={answers}"));
            requests.push(format!("/v1/questions/{id}/similar?answers={answers}"));
        }
        requests.push(format!("/v1/search?q={id}&facets=true"));
        requests.push(format!("/v1/random?count=3&seed={id}"));
        requests.push(format!("/v1/random.txt?count=4&seed={id}"));
        requests.push(format!("/v1/questions?ids={id},{},gone", ids[0]));
    }
    for sort in ["number", "question", "difficulty", "created_at", "updated_at"] {
        for offset in 0..25 {
            let page = format!("offset={}&limit=7", offset * 7);
            requests.push(format!("/v1/questions?sort={sort}&{page}"));
            requests.push(format!("/v1/questions?sort=-{sort}&{page}&facets=true"));
        }
    }
    for category in bundle.categories.iter().map(|category| category.id.as_str()) {
        for difficulty in ["easy", "medium", "hard", "unknown"] {
            let filter = format!("category={category}&difficulty={difficulty}");
            requests.push(format!("/v1/questions?{filter}&facets=true"));
            requests.push(format!("/v1/questions.csv?{filter}"));
            requests.push(format!("/v1/search?q=what+is&{filter}"));
            requests.push(format!("/v1/random?minutes=45&seed=s&{filter}"));
        }
        requests.push(format!("/v1/categories/{category}"));
    }
    for format in ["md", "txt", "html", "csv", "ndjson", "toml", "gift", "xml", "anki"] {
        requests.push(format!("/v1/questions.{format}"));
    }
    for seed in 0..200 {
        requests.push(format!("/v1/random?count=20&balance=category&seed={seed}"));
        requests.push(format!("/v1/random?mix=easy:2,hard:1&seed={seed}&sitting=2"));
    }
    requests.extend(["/v1/categories", "/v1/tags", "/v1/nothing"].map(str::to_owned));
    requests
}

#[tokio::test]
async fn a_thousand_requests_give_the_same_bytes_on_both_engines() {
    let Some((server, store)) = bundled().await else { return };
    store.deliver(&delivery("other", 300), now(), false, &|_| ()).await.unwrap();
    let by_hand = "UPDATE questions SET answer = 'Ä ö — by hand.', \
                   updated_at = '2026-02-03T04:05:06.789Z' WHERE number = 5";
    let file = Database::file();
    let filed = file.open().await;
    filed.sync(&bundle(), now()).await.unwrap();
    filed.deliver(&delivery("other", 300), now(), false, &|_| ()).await.unwrap();
    for database in [&server, &file] {
        database.by_hand(by_hand).await;
        database
            .by_hand(
                "UPDATE questions SET updated_at = '2026-02-03T04:05:06.789Z' WHERE number = 5",
            )
            .await;
    }
    let level = |revision: i64| format!("UPDATE bank SET revision = {revision}");
    for database in [&server, &file] {
        database.by_hand(&level(9)).await;
    }
    let (one, other) = (service(&store).await, service(&filed).await);
    let requests = requests();
    assert!(requests.len() > 1_000, "{}", requests.len());
    for target in &requests {
        assert_eq!(ask(&one, target).await, ask(&other, target).await, "{target}");
    }
}
