//! The form of errors: whatever a layer answers with an error status becomes a problem document.

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK};
use axum::response::Response;

use crate::api::problem::{PROBLEM_JSON, Problem};
use crate::api::reply::OwnBody;

/// Writes the problem that a response carries, or the one that its status means.
pub(super) fn write(id: &str, response: &mut Response) {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<OwnBody>().is_some() {
        return;
    }
    let carried = response.extensions_mut().remove::<Problem>();
    let problem = carried.unwrap_or_else(|| Problem::for_status(status));
    let headers = response.headers_mut();
    for stale in [ETAG, LINK] {
        headers.remove(stale);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    let body = problem.document(id).to_body();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    *response.body_mut() = Body::from(body);
}
