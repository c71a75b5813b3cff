//! What must hold of every request before it is looked at: one well-formed `Host`, an address and
//! a head of bearable length, and an `Accept` that can be met.

use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, HOST};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Version};

use super::accept::HEAD;
use crate::api::problem::Problem;

/// The longest path with its query, in bytes.
const LONGEST_TARGET: usize = 16_000;

/// The largest body, in bytes. Nothing is read of any.
const LARGEST_BODY: u64 = 64 << 10;

/// The paths that are documents too, with an extension.
const COLLECTIONS: [&str; 3] = ["/v1/questions", "/v1/random", "/v1/search"];

/// What is to be said against a request.
pub(super) fn refusal(request: &Request) -> Option<Problem> {
    let target = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    if target > LONGEST_TARGET {
        let detail = format!("The address has {target} bytes; at most {LONGEST_TARGET} are taken.");
        return Some(Problem::plain(StatusCode::URI_TOO_LONG, detail));
    }
    let head = head_length(request.headers());
    if head > HEAD {
        let detail = format!("The header fields have {head} bytes; at most {HEAD} are taken.");
        return Some(Problem::plain(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail));
    }
    let body = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if body.and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > LARGEST_BODY)
    {
        let detail =
            format!("No request here needs a body, and over {LARGEST_BODY} bytes none is taken.");
        return Some(Problem::plain(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    if request.version() == Version::HTTP_11 && !has_one_host(request.headers()) {
        let detail = "The request needs exactly one well-formed `Host` (RFC 9112, section 3.2).";
        return Some(Problem::plain(StatusCode::BAD_REQUEST, detail));
    }
    let path = request.uri().path();
    (is_json(path) && !takes_json(request.headers())).then(|| not_acceptable(path))
}

fn not_acceptable(path: &str) -> Problem {
    let documents = if COLLECTIONS.contains(&path) {
        format!(" As documents there are `{path}.md`, `.txt`, `.html` and `.csv`.")
    } else {
        String::new()
    };
    let detail = format!(
        "`Accept` rules `application/json` out, which is all that this address has. Leave `Accept` \
         away or add `application/json` to it.{documents}"
    );
    Problem::plain(StatusCode::NOT_ACCEPTABLE, detail)
}

/// Whether a path answers in JSON: those of the API but the documents, whose extension says what
/// they are.
fn is_json(path: &str) -> bool {
    let extends =
        |collection: &str| path.strip_prefix(collection).is_some_and(|rest| rest.starts_with('.'));
    path == "/openapi.json" || (path.starts_with("/v1/") && !COLLECTIONS.into_iter().any(extends))
}

/// What the fields take in a message: each is a name, a colon, a blank, a value and a line end.
fn head_length(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

fn has_one_host(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let first = hosts.next().and_then(|host| host.to_str().ok());
    first.is_some_and(is_well_formed) && hosts.next().is_none()
}

/// A name or address, and perhaps a port (RFC 9110, section 7.2).
fn is_well_formed(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    // Nearly all look like this, and are not taken apart with every request.
    let usual = !name.is_empty() && name.bytes().all(plain);
    (usual && is_port(port)) || is_authority(host)
}

fn is_authority(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    let port = host.strip_prefix(name).map(|rest| rest.strip_prefix(':').unwrap_or(rest));
    !name.is_empty() && !host.contains('@') && port.is_some_and(is_port)
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.parse::<u16>().is_ok()
}

/// Whether JSON is among what is accepted: the most specific range that fits decides (RFC 9110,
/// section 12.5.1).
fn takes_json(headers: &HeaderMap) -> bool {
    if !headers.contains_key(ACCEPT) {
        return true;
    }
    let fields: Vec<&str> =
        headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let ranges: Vec<(String, bool)> =
        fields.iter().flat_map(|field| field.split(',')).map(range).collect();
    let weight = |name: &str| ranges.iter().find(|(known, _)| known == name).map(|range| range.1);
    let decided = weight("application/json")
        .or_else(|| weight("application/problem+json").filter(|taken| *taken))
        .or_else(|| weight("application/*"))
        .or_else(|| weight("*/*"));
    decided.unwrap_or(ranges.iter().all(|(name, _)| name.is_empty()))
}

/// A media range and whether it is taken at all.
fn range(text: &str) -> (String, bool) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=")?.trim().parse::<f32>().ok());
    (name, weight.unwrap_or(1.0) > 0.0)
}
