//! One table of all doors at which a request can be refused: a row a door.
//!
//! Status and problem, content type, and what a browser on another origin may read of it. The details
//! of a door are tested where it belongs.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::http::request::Builder;
use axum::routing::get as route;
use qbank::server::{HttpSettings, Limits, Rate, layers};
use qbank::watch::Current;

use crate::banks::MIXED;
use crate::harness::{Answer, TestStore, get, parse, send, service, settings};

const ORIGIN: &str = "https://page.test";

/// What stands behind the door.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Bank,
    /// A bank whose clients may ask once an hour, and have.
    Spent,
    /// A bank that takes no request any more.
    Full,
    /// A handler that never answers, and one that panics.
    Broken,
}

type Door = (&'static str, fn() -> Builder, Behind, u16, &'static str);

const DOORS: &[Door] = &[
    ("unknown path", || get("/nothing"), Behind::Bank, 404, "Not Found"),
    ("trailing slash", || get("/v1/tags/"), Behind::Bank, 404, "Not Found"),
    ("unknown question", || get("/v1/questions/x"), Behind::Bank, 404, "Unknown question"),
    ("unknown category", || get("/v1/random?category=x"), Behind::Bank, 404, "Unknown category"),
    ("unknown tag", || get("/v1/search?q=a&tag=x"), Behind::Bank, 404, "Unknown tag"),
    ("unknown format", || get("/v1/random.docx"), Behind::Bank, 404, "Not Found"),
    ("unknown problem", || get("/problems/x"), Behind::Bank, 404, "Not Found"),
    ("wrong method", || get("/v1/tags").method("PUT"), Behind::Bank, 405, "Method Not Allowed"),
    ("encoding in a path", || get("/v1/questions/%zz"), Behind::Bank, 400, "Bad Request"),
    (
        "encoding in a query",
        || get("/v1/questions?tag=%ff"),
        Behind::Bank,
        400,
        "Invalid parameter",
    ),
    ("unknown parameter", || get("/v1/tags?page=2"), Behind::Bank, 400, "Invalid parameter"),
    (
        "repeated parameter",
        || get("/v1/random?seed=a&seed=a"),
        Behind::Bank,
        400,
        "Invalid parameter",
    ),
    ("empty value", || get("/v1/questions?tag="), Behind::Bank, 400, "Invalid parameter"),
    ("wrong type", || get("/v1/questions?limit=ten"), Behind::Bank, 400, "Invalid parameter"),
    ("out of range", || get("/v1/random?count=101"), Behind::Bank, 400, "Invalid parameter"),
    ("not in the set", || get("/v1/questions?sort=age"), Behind::Bank, 400, "Invalid parameter"),
    (
        "cursor and offset",
        || get("/v1/questions?cursor=x&offset=1"),
        Behind::Bank,
        400,
        "Invalid parameter",
    ),
    ("forged cursor", || get("/v1/questions?cursor=e30"), Behind::Bank, 400, "Invalid parameter"),
    ("nothing to search", || get("/v1/search"), Behind::Bank, 400, "Invalid parameter"),
    (
        "Accept",
        || get("/v1/tags").header("accept", "text/csv"),
        Behind::Bank,
        406,
        "Not Acceptable",
    ),
    ("no Host", || Request::get("/v1/tags"), Behind::Bank, 400, "Bad Request"),
    ("two Hosts", || get("/v1/tags").header("host", "b.test"), Behind::Bank, 400, "Bad Request"),
    (
        "large body",
        || get("/v1/tags").header("content-length", "65537"),
        Behind::Bank,
        413,
        "Payload Too Large",
    ),
    ("long target", long_target, Behind::Bank, 414, "URI Too Long"),
    ("too often", || get("/v1/tags"), Behind::Spent, 429, "Too Many Requests"),
    ("overload", || get("/v1/tags"), Behind::Full, 503, "Service Unavailable"),
    ("time-out", || get("/never"), Behind::Broken, 504, "Gateway Timeout"),
    ("panic", || get("/fails"), Behind::Broken, 500, "Internal Server Error"),
];

fn long_target() -> Builder {
    get(&format!("/v1/questions?ids={}", "x".repeat(16_001)))
}

#[tokio::test]
async fn every_door_refuses_in_the_same_way() {
    let kept = TestStore::new().await;
    kept.store.sync(&parse(MIXED), crate::harness::now()).await.unwrap();
    let bank = qbank::bank::Bank::new(kept.store.load().await.unwrap(), Arc::default());
    let current = Arc::new(Current::new(bank));
    for &(name, request, behind, status, title) in DOORS {
        let router = behind.router(&current).await;
        let request = || from_a_client(request().header("origin", ORIGIN));
        let answer = send(router.clone(), request().body(Body::empty()).unwrap()).await;
        check(name, &answer, status, title);
        if name != "wrong method" {
            let head = request().method("HEAD").body(Body::empty()).unwrap();
            let head = send(router, head).await;
            assert_eq!(head.status.as_u16(), status, "HEAD, {name}");
            assert!(head.body.is_empty(), "HEAD, {name}");
            assert_eq!(head.header("content-type"), "application/problem+json", "HEAD, {name}");
        }
    }
}

impl Behind {
    async fn router(self, current: &Arc<Current>) -> Router {
        let limits = Limits { request_timeout: Duration::from_millis(1), ..Limits::default() };
        match self {
            Self::Bank => service(Arc::clone(current), &settings()),
            Self::Full => {
                let limits = Limits { in_flight: 0, ..Limits::default() };
                service(Arc::clone(current), &HttpSettings { limits, ..settings() })
            }
            Self::Spent => {
                let window = Duration::from_secs(3600);
                let rate_limit = Some(Rate { requests: NonZeroU32::MIN, window });
                let spent =
                    service(Arc::clone(current), &HttpSettings { rate_limit, ..settings() });
                let first = from_a_client(get("/v1/tags")).body(Body::empty()).unwrap();
                assert_eq!(send(spent.clone(), first).await.status, 200);
                spent
            }
            Self::Broken => {
                let never = || async { std::future::pending::<&'static str>().await };
                let broken =
                    Router::new().route("/never", route(never)).route("/fails", route(fails));
                layers(broken, &HttpSettings { limits, ..settings() })
            }
        }
    }
}

/// As the accept loop says whom a request came from.
fn from_a_client(request: Builder) -> Builder {
    request.extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))))
}

async fn fails() -> &'static str {
    panic!("secret of the inside")
}

fn check(name: &str, answer: &Answer, status: u16, title: &str) {
    let problem = answer.problem(status);
    assert_eq!(problem["title"], title, "{name}");
    assert!(problem["detail"].as_str().is_some_and(|text| text.len() > 20), "{name}: {problem}");
    assert!(!answer.text().contains("secret"), "{name}");
    let fields = [
        ("access-control-allow-origin", "*"),
        ("cache-control", "no-store"),
        ("etag", ""),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ];
    for (field, value) in fields {
        assert_eq!(answer.header(field), value, "{name}: {field}");
    }
    let readable = answer.header("access-control-expose-headers").to_lowercase();
    for field in ["etag", "link", "retry-after", "x-request-id", "ratelimit", "ratelimit-policy"] {
        assert!(
            readable.split(", ").flat_map(|part| part.split(',')).any(|one| one == field),
            "{name}: {readable}"
        );
    }
    assert!(!answer.header("x-request-id").is_empty(), "{name}");
    assert!(answer.header("vary").contains("accept-encoding"), "{name}");
    assert_eq!(!answer.header("retry-after").is_empty(), matches!(status, 429 | 503), "{name}");
    assert_eq!(!answer.header("allow").is_empty(), status == 405, "{name}");
}
