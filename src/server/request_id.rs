//! An id for every request: the caller's where it is short and printable, else one of ours.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::token::token;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken from a caller, in characters.
const LONGEST: usize = 64;

/// The id of a request, for the log and for problem documents.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub String);

/// Gives the request an id, and the response the same.
pub(super) async fn set(mut request: Request, next: Next) -> Response {
    let id = given(&request).unwrap_or_else(token);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    response
}

fn given(request: &Request) -> Option<String> {
    let id = request.headers().get(X_REQUEST_ID)?.to_str().ok()?;
    let printable = |b: u8| b.is_ascii_graphic();
    ((1..=LONGEST).contains(&id.len()) && id.bytes().all(printable)).then(|| id.to_owned())
}
