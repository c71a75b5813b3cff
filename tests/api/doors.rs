//! What no handler sees: paths, methods, hosts, encodings and lengths that are refused.

use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Method, Request};

use crate::banks::MIXED;
use crate::harness::{Answer, App, get};

/// What holds of every refusal, whichever layer it comes from.
fn check(answer: &Answer, status: u16, title: &str) {
    let problem = answer.problem(status);
    let target = &answer.target;
    assert_eq!(problem["title"], title, "{target}");
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{problem}");
    assert!(!answer.header("x-request-id").is_empty(), "{target}");
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{target}");
    assert_eq!(answer.header("cache-control"), "no-store", "{target}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{target}");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{target}");
    assert!(answer.header("vary").contains("accept-encoding"), "{target}");
    assert_eq!(answer.header("etag"), "", "{target}");
    assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{target}");
}

#[tokio::test]
async fn what_is_not_there_is_404() {
    let app = App::with(MIXED).await;
    for target in [
        "/nothing",
        "/v1",
        "/v1/",
        "/v2/questions",
        "/v1/questions/",
        "/v1/questions/when-to-cache/",
        "/v1/random/",
        "/v1/search/?q=x",
        "/v1/categories/",
        "/v1/tags/",
        "/v1/Questions",
        "/v1//questions",
        "/openapi",
        "/problems",
        "/problems/",
        "/livez/",
        "/%zz",
        "/v1/questions/a/b",
    ] {
        let answer = app.get(target).await;
        check(&answer, 404, "Not Found");
        assert_eq!(answer.problem(404)["type"], "about:blank", "{target}");
    }
}

#[tokio::test]
async fn a_trailing_slash_is_explained() {
    let app = App::with(MIXED).await;
    let problem = app.get("/v1/questions/").await.problem(404);
    assert!(problem["detail"].as_str().unwrap().contains("`/v1/questions`"), "{problem}");
}

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_405_with_those_it_has() {
    let app = App::with(MIXED).await;
    for target in ["/v1/questions", "/v1/questions/when-to-cache", "/livez", "/docs/", "/"] {
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = app.method(method.clone(), target).await;
            check(&answer, 405, "Method Not Allowed");
            assert_eq!(answer.header("allow"), "GET,HEAD,OPTIONS", "{method} {target}");
            let detail = answer.problem(405)["detail"].to_string();
            assert!(detail.contains(&format!("`{method}`")), "{detail}");
        }
    }
}

#[tokio::test]
async fn a_method_on_a_path_that_is_not_there_is_404() {
    let app = App::with(MIXED).await;
    for method in [Method::POST, Method::DELETE] {
        check(&app.method(method, "/nothing").await, 404, "Not Found");
    }
}

#[tokio::test]
async fn broken_percent_encoding_is_400() {
    let app = App::with(MIXED).await;
    for id in ["%", "%4", "%zz", "a%", "%ff", "%c3%28", "%ed%a0%80", "a%2"] {
        for path in ["/v1/questions/", "/v1/categories/", "/problems/"] {
            check(&app.get(&format!("{path}{id}")).await, 400, "Bad Request");
        }
        for query in [format!("tag={id}"), format!("{id}=1"), format!("q=x&seed={id}")] {
            let answer = app.get(&format!("/v1/random?{query}")).await;
            check(&answer, 400, "Invalid parameter");
            assert_eq!(answer.fault(400)["detail"], "the percent-encoding is broken", "{query}");
        }
    }
}

#[tokio::test]
async fn an_accept_that_rules_json_out_is_406() {
    let app = App::with(MIXED).await;
    for accept in [
        "text/html",
        "image/*, text/*",
        "application/json;q=0",
        "application/json;q=0, */*",
        "application/*;q=0, */*;q=1",
        "*/*;q=0",
        "application/xml;q=0.9",
    ] {
        let answer = app.get_with("/v1/questions", "accept", accept).await;
        check(&answer, 406, "Not Acceptable");
    }
}

#[tokio::test]
async fn a_406_names_the_documents_of_a_collection() {
    let app = App::with(MIXED).await;
    let detail = |answer: &Answer| answer.problem(406)["detail"].as_str().unwrap().to_owned();
    let list = detail(&app.get_with("/v1/questions", "accept", "text/csv").await);
    assert!(list.contains("`/v1/questions.md`, `.txt`, `.html` and `.csv`"), "{list}");
    let tags = detail(&app.get_with("/v1/tags", "accept", "text/csv").await);
    assert!(!tags.contains("documents"), "{tags}");
}

#[tokio::test]
async fn a_document_is_served_to_whoever_accepts_what_it_is() {
    let app = App::with(MIXED).await;
    for (target, accept) in [
        ("/v1/questions.csv", "text/csv"),
        ("/v1/questions.ndjson", "application/x-ndjson"),
        ("/v1/random.html", "text/html,application/xhtml+xml"),
        ("/v1/random.md", "text/markdown, text/plain;q=0.5"),
        ("/v1/search.txt?q=index", "text/plain"),
    ] {
        let answer = app.get_with(target, "accept", accept).await;
        assert_eq!(answer.status, 200, "{target}");
        let kind = answer.header("content-type").split(';').next().unwrap().to_owned();
        assert!(accept.contains(&kind), "{target}: {kind}");
    }
}

#[tokio::test]
async fn an_accept_that_leaves_json_in_is_served() {
    let app = App::with(MIXED).await;
    for accept in [
        "application/json",
        "APPLICATION/JSON",
        "*/*",
        "application/*;q=0.1",
        "text/html, */*;q=0.1",
        "application/json;q=0.001, text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "",
    ] {
        let answer = app.get_with("/v1/questions", "accept", accept).await;
        assert_eq!(answer.json()["total"], 6, "{accept}");
    }
}

#[tokio::test]
async fn one_well_formed_host_is_demanded() {
    let app = App::with(MIXED).await;
    let hosts: &[&[&str]] = &[
        &[],
        &["one.test", "two.test"],
        &["same.test", "same.test"],
        &[""],
        &["two words"],
        &["user@bank.test"],
        &["bank.test/path"],
        &["bank.test:port"],
        &[":80"],
        &["[::1"],
    ];
    for given in hosts {
        let mut request = Request::get("/v1/tags").body(Body::empty()).unwrap();
        for host in *given {
            request.headers_mut().append(HOST, HeaderValue::from_str(host).unwrap());
        }
        let answer = app.send(request).await;
        assert_eq!(answer.status, 400, "{given:?}");
        check(&answer, 400, "Bad Request");
        assert!(answer.text().contains("`Host`"), "{given:?}");
    }
}

#[tokio::test]
async fn hosts_of_every_form_are_served() {
    let app = App::with(MIXED).await;
    for host in ["bank.test", "bank.test:8080", "127.0.0.1:1", "[::1]:8080", "BANK.TEST."] {
        let request = Request::get("/v1/tags").header(HOST, host).body(Body::empty()).unwrap();
        assert_eq!(app.send(request).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_target_of_eight_thousand_bytes_is_served_and_one_over_sixteen_thousand_is_414() {
    let app = App::with(MIXED).await;
    let target = |length: usize| {
        let start = "/v1/questions?ids=unanswered";
        let mut ids = String::from(start);
        while ids.len() + 101 <= length {
            ids.push_str(&format!(",{}", "x".repeat(100)));
        }
        let rest = length - ids.len();
        ids + &",xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            [..rest]
    };
    for length in [8_000, 16_000] {
        let target = target(length);
        assert_eq!(target.len(), length);
        assert_eq!(app.json(&target).await["total"], 1);
    }
    check(&app.get(&target(16_001)).await, 414, "URI Too Long");
    check(&app.get(&format!("/{}", "x".repeat(60_000))).await, 414, "URI Too Long");
}

#[tokio::test]
async fn a_body_changes_nothing() {
    let app = App::with(MIXED).await;
    let plain = app.get("/v1/tags").await;
    let request = get("/v1/tags").body(Body::from(vec![b'x'; 100_000])).unwrap();
    assert_eq!(app.send(request).await.body, plain.body);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_413() {
    let app = App::with(MIXED).await;
    let with_length = |length: &str| {
        get("/v1/tags").header("content-length", length).body(Body::empty()).unwrap()
    };
    assert_eq!(app.send(with_length("65536")).await.status, 200);
    check(&app.send(with_length("65537")).await, 413, "Payload Too Large");
}

#[tokio::test]
async fn a_request_keeps_its_id_when_that_is_short_and_printable() {
    let app = App::with(MIXED).await;
    for id in ["k3v9", "7c1f0f6e-3a51-4b0e-9d57-0a6f2b7c9a10", &"x".repeat(64)] {
        let answer = app.get_with("/nothing", "x-request-id", id).await;
        assert_eq!(answer.header("x-request-id"), id);
        assert_eq!(answer.problem(404)["request_id"], id);
    }
    for id in ["", "two words", "\t", &"x".repeat(65)] {
        let answer = app.get_with("/v1/tags", "x-request-id", id).await;
        assert_ne!(answer.header("x-request-id"), id);
        assert_eq!(answer.header("x-request-id").len(), 10, "{id:?}");
    }
}

#[tokio::test]
async fn the_root_leads_to_the_documentation() {
    let app = App::with(MIXED).await;
    for path in ["/", "/docs"] {
        let answer = app.get(path).await;
        assert!(answer.status.is_redirection(), "{path}");
        assert_eq!(answer.header("location"), "/docs/");
    }
    let page = app.get("/docs/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert!(page.text().contains("swagger-ui"), "{}", page.text());
}
