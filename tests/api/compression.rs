//! `Accept-Encoding` and `Vary`.

use std::io::Read;

use axum::http::Method;

use crate::caching::EVERY_PATH;
use crate::harness::App;

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
    let request = crate::harness::get(LARGE)
        .header("accept-encoding", "gzip;q=0")
        .header("accept-encoding", "br");
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
