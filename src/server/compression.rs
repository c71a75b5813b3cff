//! Compression: gzip and br, zstd for whom names it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, LINK, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tower::{Layer, ServiceExt, service_fn};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, NotForContentType, Predicate, SizeAbove};

use crate::api::problem::Problem;

/// The smallest body that is worth compressing, in bytes.
const SMALLEST: u64 = 1_024;

/// The largest body whose compressed form is kept, in bytes, and how many bytes are kept.
const LARGEST_KEPT: u64 = 2 << 20;
const MOST_KEPT: u64 = 8 << 20;

/// Compresses what is large enough, each body once as long as there is room.
pub(super) struct Compression {
    layer: CompressionLayer<Worth>,
    kept: Cache<Key, Arc<Compressed>, Weight>,
}

type Worth = And<SizeAbove, NotForContentType>;

/// The entity tag of the body as it was, and the encodings that are taken.
type Key = (HeaderValue, HeaderValue);

/// A compressed body and how it is compressed. The rest of the head is each answer's own.
struct Compressed {
    encoding: HeaderValue,
    body: Bytes,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Compressed>> for Weight {
    fn weight(&self, _: &Key, compressed: &Arc<Compressed>) -> u64 {
        compressed.body.len() as u64 + SMALLEST
    }
}

impl Compression {
    pub(super) fn new() -> Self {
        let worth = SizeAbove::new(SMALLEST).and(NotForContentType::IMAGES);
        Self {
            layer: CompressionLayer::new().compress_when(worth),
            kept: Cache::with_weighter(1_000, MOST_KEPT, Weight),
        }
    }

    /// The response as whoever takes these encodings gets it. Whether it is compressed or not, it
    /// says to caches that this matters.
    pub(super) async fn write(&self, taken: Option<HeaderValue>, response: Response) -> Response {
        let mut response = match taken {
            None => response,
            Some(taken) => match lasting(&response) {
                None => self.compress(taken, response).await,
                Some(tag) => self.kept(tag, taken, response).await,
            },
        };
        response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    async fn kept(&self, tag: HeaderValue, taken: HeaderValue, response: Response) -> Response {
        let key = (tag, taken);
        if let Some(compressed) = self.kept.get(&key) {
            let (mut parts, _) = response.into_parts();
            parts.headers.remove(CONTENT_LENGTH);
            parts.headers.insert(CONTENT_ENCODING, compressed.encoding.clone());
            return Response::from_parts(parts, Body::from(compressed.body.clone()));
        }
        let (parts, body) = self.compress(key.1.clone(), response).await.into_parts();
        let Some(encoding) = parts.headers.get(CONTENT_ENCODING).cloned() else {
            return Response::from_parts(parts, body);
        };
        // It was there whole, so it does not fail; and if it did, it would not be kept.
        let Ok(body) = body.collect().await else {
            return Problem::for_status(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        };
        let body = body.to_bytes();
        let compressed = Compressed { encoding, body: body.clone() };
        self.kept.insert(key, Arc::new(compressed));
        Response::from_parts(parts, Body::from(body))
    }

    async fn compress(&self, taken: HeaderValue, response: Response) -> Response {
        let mut request = Request::new(Body::empty());
        request.headers_mut().insert(ACCEPT_ENCODING, taken);
        let mut response = Some(response);
        let answer = service_fn(move |_: Request| {
            std::future::ready(Ok::<_, Infallible>(response.take().unwrap_or_default()))
        });
        let Ok(compressed) = self.layer.layer(answer).oneshot(request).await;
        compressed.map(Body::new)
    }
}

/// The tag of a response whose compressed form is worth keeping: whole, not too large, and the same
/// the next time.
fn lasting(response: &Response) -> Option<HeaderValue> {
    let length = response.body().size_hint().exact()?;
    let whole = (SMALLEST..=LARGEST_KEPT).contains(&length) && response.status() == StatusCode::OK;
    // A link depends on the address, of which the body and its tag need not know.
    let alone = whole && !response.headers().contains_key(LINK);
    response.headers().get(ETAG).filter(|_| alone).cloned()
}

/// What the caller takes, in plain words.
///
/// The layer would answer `*` with the encoding that fewest understand, and would refuse to answer
/// at all where identity is ruled out. What is left here has no wildcard and no refusal; a caller
/// that takes nothing we have gets the identity, as RFC 9110, section 12.5.3, allows.
pub(super) fn taken(headers: &HeaderMap) -> Option<HeaderValue> {
    if !headers.contains_key(ACCEPT_ENCODING) {
        return None;
    }
    HeaderValue::try_from(accepted(headers)).ok().filter(|value| !value.is_empty())
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
