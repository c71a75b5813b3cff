//! `/livez`, `/readyz` and `/metrics`; and how errors of the machinery look.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get as route;
use qbank::bank::Bank;
use qbank::server::{HttpSettings, Limits, layers};
use qbank::store::Snapshot;
use qbank::watch::Current;
use serde_json::json;

use crate::banks::MIXED;
use crate::harness::{self, App, get, send, settings};

#[tokio::test]
async fn a_live_process_says_so() {
    let app = App::with(MIXED).await;
    assert_eq!(app.json("/livez").await, json!({"status": "ok"}));
}

#[tokio::test]
async fn readiness_waits_for_the_search_index() {
    let app = App::with(MIXED).await;
    let answer = app.get("/readyz").await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("content-type"), "application/json");
    let starting = json!({
        "status": "starting", "revision": 1, "questions": 6, "waiting_for": ["search index"],
    });
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap(), starting);
    app.current.bank().prepare_search();
    let ready = json!({"status": "ready", "revision": 1, "questions": 6, "waiting_for": []});
    assert_eq!(app.json("/readyz").await, ready);
}

#[tokio::test]
async fn metrics_are_text() {
    let app = App::with(MIXED).await;
    let answer = app.get("/metrics").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    assert_eq!(answer.text(), "qbank_bank_questions 0\n");
}

#[tokio::test]
async fn health_is_never_kept() {
    let app = App::with(MIXED).await;
    for path in ["/livez", "/readyz", "/metrics"] {
        let answer = app.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("etag"), "", "{path}");
    }
}

#[tokio::test]
async fn an_overloaded_server_says_when_to_come_back_and_still_lives() {
    let limits = Limits { in_flight: 0, ..Limits::default() };
    let current = Arc::new(Current::new(Bank::new(Snapshot::default(), Arc::default())));
    let router = harness::service(current, &HttpSettings { limits, ..settings() });
    let request = |target| get(target).body(Body::empty()).unwrap();
    let answer = send(router.clone(), request("/v1/tags")).await;
    let problem = answer.problem(503);
    assert_eq!(problem["title"], "Service Unavailable");
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(send(router, request("/livez")).await.status, 200);
}

#[tokio::test]
async fn a_handler_that_panics_is_a_500_that_says_nothing_of_the_inside() {
    async fn fails() -> &'static str {
        panic!("secret of the inside")
    }
    let router = layers(Router::new().route("/fails", route(fails)), &settings());
    let answer = send(router, get("/fails").body(Body::empty()).unwrap()).await;
    let problem = answer.problem(500);
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["title"], "Internal Server Error");
    assert!(!answer.text().contains("secret"), "{problem}");
}

#[tokio::test]
async fn a_handler_that_takes_too_long_is_a_504() {
    let limits = Limits { request_timeout: Duration::from_millis(1), ..Limits::default() };
    let never = || async { std::future::pending::<&'static str>().await };
    let router =
        layers(Router::new().route("/never", route(never)), &HttpSettings { limits, ..settings() });
    let answer = send(router, get("/never").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.problem(504)["title"], "Gateway Timeout");
}
