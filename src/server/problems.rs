//! The form of errors: whatever a layer answers with an error status becomes a problem document.

use axum::Extension;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::request_id::RequestId;
use crate::api::problem::{PROBLEM_JSON, Problem};
use crate::api::reply::OwnBody;

/// Writes the problem that a response carries, or the one that its status means.
pub(super) async fn write(
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Response {
    let is_head = request.method() == Method::HEAD;
    let mut response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<OwnBody>().is_some() {
        return response;
    }
    let carried = response.extensions_mut().remove::<Problem>();
    let problem = carried.unwrap_or_else(|| Problem::for_status(status));
    let headers = response.headers_mut();
    for stale in [ETAG, LINK] {
        headers.remove(stale);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    let body = problem.document(&id).to_body();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    // The router, which leaves the body of a `HEAD` away, is behind this layer.
    *response.body_mut() = if is_head { Body::empty() } else { Body::from(body) };
    response
}
