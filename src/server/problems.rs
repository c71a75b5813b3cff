//! The form of errors: whatever a layer answers with an error status becomes a problem document.

use axum::Extension;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK};
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
    let mut response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<OwnBody>().is_some() {
        return response;
    }
    let carried = response.extensions_mut().remove::<Problem>();
    let problem = carried.unwrap_or_else(|| Problem::for_status(status));
    let headers = response.headers_mut();
    for stale in [CONTENT_LENGTH, ETAG, LINK] {
        headers.remove(stale);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    *response.body_mut() = problem.document(&id).to_body();
    response
}
