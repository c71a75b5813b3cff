//! Browsers on other origins, and plain `OPTIONS`.

use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_REQUEST_METHOD, ALLOW, CACHE_CONTROL, ETAG, LINK, ORIGIN, RETRY_AFTER,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

use crate::api::problem::Problem;

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

/// Answers preflights, and lets scripts of other origins read answers and errors.
pub(super) fn layer(origins: &Origins) -> CorsLayer {
    let origins = match origins {
        Origins::Any => AllowOrigin::any(),
        Origins::List(list) => AllowOrigin::list(list.clone()),
    };
    let exposed = ["x-request-id", "ratelimit", "ratelimit-policy"].map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers(AllowHeaders::any())
        .expose_headers([ETAG, LINK, RETRY_AFTER].into_iter().chain(exposed).collect::<Vec<_>>())
        .max_age(PREFLIGHT_KEPT)
}

/// Answers an `OPTIONS` that is no preflight with the methods of the path, and completes `Allow`.
///
/// The layer below takes every `OPTIONS` for a preflight. One that is none goes on as a method that
/// no path has, so that the router answers with the methods it knows.
pub(super) async fn plain_options(mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let preflight =
        headers.contains_key(ORIGIN) && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let plain = request.method() == Method::OPTIONS && !preflight;
    if plain {
        *request.method_mut() = Method::TRACE;
    }
    let mut response = next.run(request).await;
    if let Some(allow) = response.headers().get(ALLOW).and_then(|allow| allow.to_str().ok()) {
        let complete = format!("{allow},OPTIONS");
        if let Ok(value) = HeaderValue::try_from(complete) {
            response.headers_mut().insert(ALLOW, value);
        }
    }
    if plain && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.extensions_mut().remove::<Problem>();
        let (mut parts, _) = response.into_parts();
        parts.status = StatusCode::NO_CONTENT;
        for header in [axum::http::header::CONTENT_TYPE, axum::http::header::CONTENT_LENGTH] {
            parts.headers.remove(header);
        }
        parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return (parts, ()).into_response();
    }
    response
}
