//! Entity tags, `If-None-Match`, `Cache-Control`, and `HEAD`.

use axum::body::Body;
use axum::http::Method;
use axum::http::header::{ACCEPT_ENCODING, DATE, IF_NONE_MATCH};

use crate::banks::MIXED;
use crate::harness::{Answer, App, get, now, parse};

/// An address of every path that the document has.
pub const EVERY_PATH: &[&str] = &[
    "/v1/questions?limit=3",
    "/v1/questions/when-to-cache",
    "/v1/random?seed=exam&count=3",
    "/v1/search?q=cache",
    "/v1/categories",
    "/v1/categories/web",
    "/v1/tags",
    "/openapi.json",
    "/openapi.yaml",
    "/problems/invalid-parameter",
    "/livez",
    "/readyz",
    "/metrics",
];

const KEPT: &str = "public, max-age=60, stale-while-revalidate=600";

fn is_kept(path: &str) -> bool {
    !["/livez", "/readyz", "/metrics"].contains(&path)
}

async fn ready() -> App {
    let app = App::with(MIXED).await;
    app.current.bank().prepare_search();
    app
}

#[tokio::test]
async fn what_may_be_kept_has_a_weak_tag_and_says_for_how_long() {
    let app = ready().await;
    for path in EVERY_PATH.iter().filter(|path| is_kept(path)) {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("cache-control"), KEPT, "{path}");
        let tag = answer.header("etag");
        assert!(tag.starts_with("W/\"") && tag.ends_with('"') && tag.len() > 10, "{path}: {tag}");
        assert_eq!(app.get(path).await.header("etag"), tag, "{path}");
    }
}

#[tokio::test]
async fn who_has_the_answer_already_gets_304() {
    let app = ready().await;
    for path in EVERY_PATH.iter().filter(|path| is_kept(path)) {
        let first = app.get(path).await;
        let tag = first.header("etag").to_owned();
        let strong = tag.trim_start_matches("W/").to_owned();
        for field in [
            tag.clone(),
            strong.clone(),
            "*".to_owned(),
            format!("\"other\", {tag}"),
            format!("W/\"a\",{strong} , \"b\""),
        ] {
            check_not_modified(&first, &app.get_with(path, "if-none-match", &field).await, &field);
        }
    }
}

fn check_not_modified(first: &Answer, again: &Answer, field: &str) {
    let target = &first.target;
    assert_eq!(again.status, 304, "{target} {field}");
    assert!(again.body.is_empty(), "{target}");
    for header in ["etag", "cache-control", "vary", "access-control-allow-origin"] {
        assert!(!again.header(header).is_empty(), "{target}: no {header}");
        assert_eq!(again.header(header), first.header(header), "{target}");
    }
    assert!(!again.header("x-request-id").is_empty(), "{target}");
    assert_eq!(again.header("content-type"), "", "{target}");
}

#[tokio::test]
async fn a_tag_on_another_line_counts_too() {
    let app = ready().await;
    let tag = app.get("/v1/tags").await.header("etag").to_owned();
    let request = get("/v1/tags").header(IF_NONE_MATCH, "\"other\"").header(IF_NONE_MATCH, &tag);
    assert_eq!(app.send(request.body(Body::empty()).unwrap()).await.status, 304);
}

#[tokio::test]
async fn who_has_something_else_gets_the_whole_answer() {
    let app = ready().await;
    let first = app.get("/v1/tags").await;
    let tag = first.header("etag").to_owned();
    let cut = format!("{}\"", &tag[..tag.len() - 2]);
    for field in ["\"other\"", "W/\"\"", "", "tag", &tag.replace('"', ""), &cut] {
        let answer = app.get_with("/v1/tags", "if-none-match", field).await;
        assert_eq!(answer.body, first.body, "{field}");
    }
}

#[tokio::test]
async fn a_tag_does_not_turn_an_error_into_304() {
    let app = ready().await;
    for target in ["/nothing", "/v1/questions?limit=0", "/v1/questions/unknown"] {
        let answer = app.get_with(target, "if-none-match", "*").await;
        assert!(answer.status.is_client_error(), "{target}");
    }
    assert_eq!(app.get_with("/livez", "if-none-match", "*").await.status, 200);
    assert_eq!(app.get_with("/v1/random", "if-none-match", "*").await.status, 200);
}

#[tokio::test]
async fn a_tag_changes_exactly_when_the_body_would() {
    let app = ready().await;
    let mut bundle = parse(MIXED);
    bundle.questions[2].minutes = Some(9);
    let before: Vec<Answer> = every_answer(&app).await;
    let store = &app.kept.as_ref().unwrap().store;
    store.sync(&bundle, now()).await.unwrap();
    app.current.refresh(store).await.unwrap();
    app.current.bank().prepare_search();
    for (old, new) in before.iter().zip(every_answer(&app).await) {
        let (same_body, same_tag) =
            (old.body == new.body, old.header("etag") == new.header("etag"));
        assert_eq!(same_body, same_tag, "{}", old.target);
    }
    let question = |answer: &Answer| answer.target.ends_with("when-to-cache");
    let old = before.iter().find(|answer| question(answer)).unwrap();
    assert_ne!(old.header("etag"), app.get("/v1/questions/when-to-cache").await.header("etag"));
}

async fn every_answer(app: &App) -> Vec<Answer> {
    let mut answers = Vec::new();
    for path in EVERY_PATH.iter().filter(|path| is_kept(path)) {
        answers.push(app.get(path).await);
    }
    answers
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let app = ready().await;
    let others = ["/", "/docs/", "/nothing", "/v1/questions?limit=0", "/v1/questions/unknown"];
    for path in EVERY_PATH.iter().chain(&others) {
        for encoding in ["", "gzip"] {
            let asked = |method| {
                let request = get(path).method(method).header("x-request-id", "same");
                request.header(ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap()
            };
            let mut whole = app.send(asked(Method::GET)).await;
            let mut head = app.send(asked(Method::HEAD)).await;
            for answer in [&mut whole, &mut head] {
                answer.headers.remove(DATE);
            }
            assert_eq!(head.status, whole.status, "{path} {encoding}");
            assert_eq!(head.headers, whole.headers, "{path} {encoding}");
            assert!(head.body.is_empty(), "{path} {encoding}");
            if encoding.is_empty() {
                assert_eq!(head.header("content-length"), whole.body.len().to_string(), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn head_of_what_one_has_is_304() {
    let app = ready().await;
    let tag = app.get("/v1/tags").await.header("etag").to_owned();
    let request = get("/v1/tags").method(Method::HEAD).header(IF_NONE_MATCH, &tag);
    assert_eq!(app.send(request.body(Body::empty()).unwrap()).await.status, 304);
}
