//! Browsers on other origins, and plain `OPTIONS`.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use tower::{Layer, ServiceExt, service_fn};
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

use crate::api::problem::Problem;

/// What a script may read of an answer's head.
const EXPOSED: &str = "etag,link,retry-after,x-request-id,ratelimit,ratelimit-policy";
/// How long a browser may keep the answer to a preflight.
const PREFLIGHT_KEPT: Duration = Duration::from_hours(2);

/// Who may read answers from a browser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origins {
    /// Everybody: nothing here is secret or changes anything.
    #[default]
    Any,
    /// These origins alone.
    List(Vec<HeaderValue>),
}

/// What browsers on other origins are told.
pub(super) struct Cors {
    origins: Origins,
    exposed: HeaderValue,
    preflights: CorsLayer,
}

impl Cors {
    pub(super) fn new(origins: &Origins) -> Self {
        let allowed = match origins {
            Origins::Any => AllowOrigin::any(),
            Origins::List(list) => AllowOrigin::list(list.clone()),
        };
        let preflights = CorsLayer::new()
            .allow_origin(allowed)
            .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
            .allow_headers(AllowHeaders::any())
            .max_age(PREFLIGHT_KEPT);
        Self { origins: origins.clone(), exposed: HeaderValue::from_static(EXPOSED), preflights }
    }

    /// Answers a preflight, which never reaches a path.
    pub(super) async fn preflight(&self, request: Request) -> Response {
        let nothing = |_: Request| std::future::ready(Ok::<_, Infallible>(Response::default()));
        let Ok(mut response) = self.preflights.layer(service_fn(nothing)).oneshot(request).await;
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET,HEAD,OPTIONS"));
        response
    }

    /// Lets scripts of other origins read an answer.
    pub(super) fn write(&self, origin: Option<HeaderValue>, response: &mut Response) {
        let allowed = match &self.origins {
            Origins::Any => Some(HeaderValue::from_static("*")),
            Origins::List(list) => {
                response.headers_mut().append(VARY, HeaderValue::from_static("origin"));
                origin.filter(|origin| list.contains(origin))
            }
        };
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, self.exposed.clone());
        if let Some(allowed) = allowed {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        }
    }
}

/// How a request asks what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// It does not.
    Nothing,
    /// Which methods a path has.
    Methods,
    /// Whether a script of another origin may send a request.
    Preflight,
}

impl Asks {
    pub(super) fn of(request: &Request) -> Self {
        let has = |name| request.headers().contains_key(name);
        match *request.method() {
            Method::OPTIONS if has(ORIGIN) && has(ACCESS_CONTROL_REQUEST_METHOD) => Self::Preflight,
            Method::OPTIONS => Self::Methods,
            _ => Self::Nothing,
        }
    }
}

/// Completes `Allow`, and makes of a 405 the answer to an `OPTIONS` that went on as a method that no
/// path has, so that the router answered with the methods it knows.
pub(super) fn complete(asks: Asks, response: &mut Response) {
    let headers = response.headers();
    if let Some(allow) = headers.get(ALLOW).and_then(|allow| allow.to_str().ok())
        && let Ok(value) = HeaderValue::try_from(format!("{allow},OPTIONS"))
    {
        response.headers_mut().insert(ALLOW, value);
    }
    if asks == Asks::Methods && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.extensions_mut().remove::<Problem>();
        *response.status_mut() = StatusCode::NO_CONTENT;
        *response.body_mut() = Body::empty();
        let headers = response.headers_mut();
        headers.remove(CONTENT_TYPE);
        headers.remove(CONTENT_LENGTH);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
