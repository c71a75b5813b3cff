//! `OPTIONS` and browsers on other origins.

use axum::body::Body;
use axum::http::{HeaderValue, Method};
use qbank::server::{HttpSettings, Origins};

use crate::banks::MIXED;
use crate::harness::{self, Answer, App, get, send, settings};

#[tokio::test]
async fn plain_options_is_204_with_the_methods() {
    let app = App::with(MIXED).await;
    for target in [
        "/v1/questions",
        "/v1/questions/when-to-cache",
        "/v1/questions/unknown",
        "/v1/random?count=5",
        "/v1/search",
        "/v1/categories",
        "/v1/tags",
        "/openapi.yaml",
        "/livez",
        "/docs/",
        "/",
    ] {
        let answer = app.method(Method::OPTIONS, target).await;
        assert_eq!(answer.status, 204, "{target}");
        assert_eq!(answer.header("allow"), "GET,HEAD,OPTIONS", "{target}");
        assert_eq!(answer.header("content-type"), "", "{target}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{target}");
        assert!(answer.body.is_empty(), "{target}");
    }
}

#[tokio::test]
async fn plain_options_of_nothing_is_404() {
    let app = App::with(MIXED).await;
    assert_eq!(app.method(Method::OPTIONS, "/nothing").await.problem(404)["title"], "Not Found");
}

#[tokio::test]
async fn options_with_an_origin_alone_is_no_preflight() {
    let app = App::with(MIXED).await;
    let request = get("/v1/tags").method(Method::OPTIONS).header("origin", "https://a.test");
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("allow"), "GET,HEAD,OPTIONS");
}

async fn preflight(app: &App, target: &str) -> Answer {
    let request = get(target)
        .method(Method::OPTIONS)
        .header("origin", "https://a.test")
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "if-none-match, x-request-id");
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_preflight_says_what_a_browser_may_do_and_for_how_long() {
    let app = App::with(MIXED).await;
    for target in ["/v1/questions", "/v1/random?count=3"] {
        let answer = preflight(&app, target).await;
        assert!(answer.status.is_success(), "{target}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("access-control-allow-methods"), "GET,HEAD,OPTIONS");
        let allowed = answer.header("access-control-allow-headers");
        assert!(allowed == "*" || allowed.contains("if-none-match"), "{allowed}");
        assert_eq!(answer.header("access-control-max-age"), "7200");
        assert!(answer.body.is_empty());
    }
}

#[tokio::test]
async fn a_browser_may_read_what_it_needs() {
    let app = App::with(MIXED).await;
    let etag = app.get("/v1/tags").await.header("etag").to_owned();
    let answers = [
        app.get("/v1/tags").await,
        app.get("/v1/questions?limit=0").await,
        app.get("/nothing").await,
        app.get_with("/v1/tags", "if-none-match", &etag).await,
        app.get_with("/v1/tags", "accept", "text/html").await,
        app.method(Method::POST, "/v1/tags").await,
    ];
    for answer in answers {
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{answer:?}");
        let exposed = answer.header("access-control-expose-headers").to_lowercase();
        for name in ["etag", "link", "retry-after", "x-request-id", "ratelimit", "ratelimit-policy"]
        {
            assert!(exposed.split(',').any(|known| known.trim() == name), "{name}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn listed_origins_alone_may_read_where_origins_are_listed() {
    let app = App::with(MIXED).await;
    let origins = Origins::List(vec![HeaderValue::from_static("https://a.test")]);
    let router = harness::service(app.current.clone(), &HttpSettings { origins, ..settings() });
    for (origin, expected) in [("https://a.test", "https://a.test"), ("https://b.test", "")] {
        let request = get("/v1/tags").header("origin", origin).body(Body::empty()).unwrap();
        let answer = send(router.clone(), request).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), expected);
        let vary: Vec<&HeaderValue> = answer.headers.get_all("vary").iter().collect();
        let vary = format!("{vary:?}");
        assert!(vary.contains("origin") && vary.contains("accept-encoding"), "{vary}");
    }
}
