//! `Accept-Encoding` and `Vary`.

use std::io::Read;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Method;
use qbank::bank::Bank;
use qbank::server::{HttpSettings, Rate};
use qbank::store::Snapshot;
use qbank::watch::Current;

use crate::caching::EVERY_PATH;
use crate::harness::{self, App};

/// Large enough to be worth compressing.
const LARGE: &str = "/v1/questions?limit=30";

#[tokio::test]
async fn the_encoding_is_one_that_the_caller_takes() {
    let app = App::bundled().await;
    let rows = [
        ("", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip;q=0.5, br;q=0.4", "gzip"),
        ("gzip, zstd;q=0.1", "gzip"),
        ("identity", ""),
        ("identity;q=0", ""),
        ("*;q=0", ""),
        ("gzip;q=0", ""),
        ("gzip;q=0, *", "br"),
        ("gzip, *;q=0", "gzip"),
        ("gzip, identity;q=0", "gzip"),
        ("deflate, compress", ""),
        (";;;,,", ""),
    ];
    let plain = app.get(LARGE).await;
    for (accepted, expected) in rows {
        let answer = app.get_with(LARGE, "accept-encoding", accepted).await;
        assert_eq!(answer.status, 200, "{accepted}");
        assert_eq!(answer.header("content-encoding"), expected, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{accepted}");
        assert_eq!(answer.header("etag"), plain.header("etag"), "{accepted}");
        assert_eq!(answer.body == plain.body, expected.is_empty(), "{accepted}");
    }
}

#[tokio::test]
async fn an_asterisk_never_means_zstd() {
    let app = App::bundled().await;
    for accepted in ["*", "*;q=0.5", "br;q=0, *"] {
        let answer = app.get_with(LARGE, "accept-encoding", accepted).await;
        assert!(["gzip", "br"].contains(&answer.header("content-encoding")), "{accepted}");
    }
}

#[tokio::test]
async fn what_is_compressed_is_the_same_answer() {
    let app = App::bundled().await;
    let plain = app.get(LARGE).await;
    let answer = app.get_with(LARGE, "accept-encoding", "gzip").await;
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    assert!(answer.body.len() < plain.body.len() / 2);
}

#[tokio::test]
async fn a_small_answer_is_sent_as_it_is() {
    let app = App::bundled().await;
    let answer = app.get_with("/livez", "accept-encoding", "gzip, br").await;
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.text(), r#"{"status":"ok"}"#);
}

#[tokio::test]
async fn several_lines_of_accept_encoding_are_one_list() {
    let app = App::bundled().await;
    let request =
        harness::get(LARGE).header("accept-encoding", "gzip;q=0").header("accept-encoding", "br");
    let answer = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.header("content-encoding"), "br");
}

#[tokio::test]
async fn every_answer_says_that_the_encoding_was_negotiated() {
    let app = App::bundled().await;
    let errors = ["/nothing", "/v1/questions?limit=0", "/v1/questions/unknown", "/", "/docs/"];
    for path in EVERY_PATH.iter().chain(&errors) {
        let answer = app.get(path).await;
        assert!(answer.header("vary").contains("accept-encoding"), "{path}");
        let answer = app.get_with(path, "if-none-match", "*").await;
        assert!(answer.header("vary").contains("accept-encoding"), "{path}");
    }
    let answer = app.method(Method::POST, "/v1/tags").await;
    assert!(answer.header("vary").contains("accept-encoding"));
}

#[tokio::test]
async fn the_same_body_from_another_path_keeps_the_head_of_its_own() {
    let app = App::bundled().await;
    let gzip = async |target: &str| app.get_with(target, "accept-encoding", "gzip").await;
    let drawn = gzip("/v1/random.csv?count=9&seed=a").await;
    assert_eq!(drawn.header("content-encoding"), "gzip");
    let ids = app.json("/v1/random?count=9&seed=a").await;
    let ids: Vec<String> = harness::ids(&ids);
    let listed = gzip(&format!("/v1/questions.csv?ids={}", ids.join(","))).await;
    assert_eq!(listed.body, drawn.body, "the same bytes");
    assert_eq!(listed.header("content-encoding"), "gzip");
    assert_eq!(listed.header("content-disposition"), "inline; filename=\"questions.csv\"");
    assert_eq!(listed.header("content-length"), listed.body.len().to_string());
}

#[tokio::test]
async fn a_kept_body_says_what_its_own_caller_has_left() {
    let bank = Bank::new(seed_snapshot().await, Arc::default());
    let window = Duration::from_secs(3600);
    let rate_limit = Some(Rate { requests: NonZeroU32::new(9).unwrap(), window });
    let current = Arc::new(Current::new(bank));
    let limited = harness::service(current, &HttpSettings { rate_limit, ..harness::settings() });
    for left in ["8", "7", "6"] {
        let peer = ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000)));
        let request = harness::get("/v1/questions/orm-pitfalls").extension(peer);
        let request = request.header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let answer = harness::send(limited.clone(), request).await;
        assert_eq!(answer.header("content-encoding"), "gzip");
        let limit = answer.header("ratelimit");
        assert!(limit.starts_with(&format!("\"default\";r={left};t=")), "{limit}");
    }
}

async fn seed_snapshot() -> Snapshot {
    let kept = harness::TestStore::new().await;
    kept.store.sync(&qbank::seed::bundled().unwrap(), harness::now()).await.unwrap();
    kept.store.load().await.unwrap()
}
