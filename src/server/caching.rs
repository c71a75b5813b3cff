//! Who may keep an answer, for how long, and when nothing needs to be sent again.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

/// How long an answer that is too old may still be given while a new one is fetched, as a multiple
/// of how long it may be kept.
const STALE: u64 = 10;
/// What a page may load: its own scripts, styles and images, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// `Cache-Control` of what may be kept.
#[derive(Debug, Clone)]
pub(super) struct MaxAge(HeaderValue);

impl MaxAge {
    pub(super) fn new(max_age: Duration) -> Self {
        let (fresh, stale) = (max_age.as_secs(), max_age.as_secs().saturating_mul(STALE));
        let text = format!("public, max-age={fresh}, stale-while-revalidate={stale}");
        // Words and numbers are always a header's text.
        Self(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-store")))
    }
}

/// The tags of what the caller has already.
pub(super) fn known(request: &Request) -> Vec<HeaderValue> {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let fields = request.headers().get_all(IF_NONE_MATCH).iter();
    fields.filter(|_| asks).cloned().collect()
}

/// Whatever has an entity tag may be kept, and is not sent to whom has it already.
pub(super) fn write(MaxAge(kept): &MaxAge, known: &[HeaderValue], response: &mut Response) {
    let tag = response.headers().get(ETAG).filter(|_| response.status() == StatusCode::OK);
    let unchanged = tag.is_some_and(|tag| known.iter().any(|known| names(known, tag)));
    let control = if tag.is_some() { kept.clone() } else { HeaderValue::from_static("no-store") };
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_LENGTH);
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response.headers_mut().insert(CACHE_CONTROL, control);
    add_safety(response.headers_mut());
}

/// Whether a field of `If-None-Match` names the tag, by the weak comparison (RFC 9110, section
/// 13.1.2).
fn names(field: &HeaderValue, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let (Ok(field), Ok(tag)) = (field.to_str(), tag.to_str()) else {
        return false;
    };
    // Our tags are hexadecimal digits, so a comma never stands inside one that matches.
    field.trim() == "*" || field.split(',').any(|known| opaque(known) == opaque(tag))
}

fn add_safety(headers: &mut HeaderMap) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let is_page =
        headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page && !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
}
