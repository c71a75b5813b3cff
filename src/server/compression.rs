//! Compression: gzip and br, zstd for whom names it.

use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// The smallest body that is worth compressing, in bytes.
const SMALLEST: u64 = 1_024;

/// Compresses what is large enough.
pub(super) fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(SizeAbove::new(SMALLEST).and(NotForContentType::IMAGES))
}

/// Says to the layer above in plain words what the caller takes, and to caches that it matters.
///
/// The layer would answer `*` with the encoding that fewest understand, and would refuse to answer
/// at all where identity is ruled out. What is left here has no wildcard and no refusal; a caller
/// that takes nothing we have gets the identity, as RFC 9110, section 12.5.3, allows.
pub(super) async fn normalise(mut request: Request, next: Next) -> Response {
    let accepted = accepted(request.headers());
    let headers = request.headers_mut();
    headers.remove(ACCEPT_ENCODING);
    if let Ok(value) = HeaderValue::try_from(accepted)
        && !value.is_empty()
    {
        headers.insert(ACCEPT_ENCODING, value);
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// The encodings of ours that the caller takes, each with its weight.
fn accepted(headers: &HeaderMap) -> String {
    let fields = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let entries: Vec<(String, f32)> =
        fields.flat_map(|field| field.split(',')).map(entry).collect();
    let weight = |name: &str| {
        let named = entries.iter().find(|(known, _)| known == name);
        named.map(|&(_, weight)| weight)
    };
    let any = weight("*").unwrap_or(0.0);
    let ours = [("br", any), ("gzip", any), ("zstd", 0.0)]
        .map(|(name, unnamed)| (name, weight(name).unwrap_or(unnamed)));
    // Whoever would rather have it as it is gets it so.
    let identity = weight("identity").unwrap_or(0.0);
    let taken = ours.iter().filter(|(_, weight)| *weight > 0.0 && *weight >= identity);
    taken.map(|(name, weight)| format!("{name};q={weight:.3}")).collect::<Vec<_>>().join(", ")
}

/// One entry: its name, and its weight from 0 to 1.
fn entry(text: &str) -> (String, f32) {
    let mut parts = text.split(';');
    let name = parts.next().unwrap_or_default().trim().to_lowercase();
    let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.trim().parse().ok());
    (name, weight.unwrap_or(1.0_f32).clamp(0.0, 1.0))
}
