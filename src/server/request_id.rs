//! An id for every request: the caller's where it is short and printable, else one of ours.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use crate::token::token;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken from a caller, in characters.
const LONGEST: usize = 64;

/// The id of a request: the caller's, or a new one.
pub(super) fn of(request: &Request) -> String {
    given(request).unwrap_or_else(token)
}

/// Says the id to the caller.
pub(super) fn write(id: String, response: &mut Response) {
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
}

fn given(request: &Request) -> Option<String> {
    let id = request.headers().get(X_REQUEST_ID)?.to_str().ok()?;
    let printable = |b: u8| b.is_ascii_graphic();
    ((1..=LONGEST).contains(&id.len()) && id.bytes().all(printable)).then(|| id.to_owned())
}
