//! What handlers return: bytes, their type, and whether they may be kept.

use std::fmt::Write as _;
use std::io;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LINK};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use xxhash_rust::xxh3::xxh3_128;

use super::address::{Address, USUAL};
use crate::document::{Format, html};

/// Room for what stands around the questions in an answer, in bytes.
const USUAL_JSON: usize = 1_024;

/// Room for the headers of an answer, with those that are added on its way out.
const USUAL_HEADERS: usize = 16;

/// The JSON text of an answer that has about `length` bytes of questions.
pub fn to_json(length: usize, value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    let mut body = Vec::with_capacity(length + USUAL_JSON);
    let mut serializer = Serializer::with_formatter(&mut body, Raw);
    // Our own structures always have a JSON form.
    value.serialize(&mut serializer).unwrap_or_default();
    body
}

/// Compact JSON in which bytes are JSON text already.
struct Raw;

impl Formatter for Raw {
    fn write_byte_array<W: io::Write + ?Sized>(
        &mut self,
        to: &mut W,
        text: &[u8],
    ) -> io::Result<()> {
        to.write_all(text)
    }
}

/// A 200 with its body. With an entity tag it may be kept and asked for again; without, it is for
/// once ([`crate::server`] turns that into `Cache-Control`).
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    body: Body,
    content_type: &'static str,
    links: String,
    file: Option<String>,
    policy: Option<&'static str>,
    tag: Option<u128>,
}

impl Reply {
    /// JSON that may be kept.
    pub fn json(value: &(impl Serialize + ?Sized)) -> Self {
        Self::json_of(0, value)
    }

    /// The same where the length is known, about: a body that need not grow is written once.
    pub fn json_of(length: usize, value: &(impl Serialize + ?Sized)) -> Self {
        Self::json_text(to_json(length, value))
    }

    /// JSON that is text already.
    pub fn json_text(text: impl Into<Bytes>) -> Self {
        Self::new(text, "application/json")
    }

    /// A page of ours that may be kept, allowed nothing but its own style.
    pub fn html(page: String) -> Self {
        Self::new(page, Format::Html.media_type()).with_policy()
    }

    /// Bytes of some type that may be kept.
    pub fn new(body: impl Into<Bytes>, content_type: &'static str) -> Self {
        Self::from(&Prepared::new(body, content_type))
    }

    /// A body of some type that may be kept, with a tag that changes when it does.
    pub fn streamed(body: Body, content_type: &'static str, tag: u128) -> Self {
        Self {
            status: StatusCode::OK,
            body,
            content_type,
            links: String::new(),
            file: None,
            policy: None,
            tag: Some(tag),
        }
    }

    /// The same, for this once.
    #[must_use]
    pub fn not_kept(self) -> Self {
        Self { tag: None, ..self }
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same with a name under which a browser would keep it; plain letters and a dot.
    #[must_use]
    pub fn named(self, file: String) -> Self {
        Self { file: Some(file), ..self }
    }

    /// The same, if it is a page, allowed nothing but its own style.
    #[must_use]
    pub fn with_policy(self) -> Self {
        let is_page = self.content_type == Format::Html.media_type();
        Self { policy: is_page.then(html::policy), ..self }
    }

    /// The same with a link to a related address (RFC 8288).
    #[must_use]
    pub fn with_link(mut self, relation: &str, address: &Address) -> Self {
        if self.links.is_empty() {
            self.links.reserve(2 * USUAL);
        } else {
            self.links.push_str(", ");
        }
        // A text takes whatever is written to it.
        let _ = write!(self.links, "<{address}>; rel=\"{relation}\"");
        self
    }
}

/// A body that never changes while the program runs, with its tag.
#[derive(Debug, Clone)]
pub struct Prepared {
    body: Bytes,
    content_type: &'static str,
    tag: u128,
}

impl Prepared {
    /// Of these bytes.
    pub fn new(body: impl Into<Bytes>, content_type: &'static str) -> Self {
        let body = body.into();
        Self { tag: xxh3_128(&body), content_type, body }
    }
}

impl From<&Prepared> for Reply {
    fn from(prepared: &Prepared) -> Self {
        Self::streamed(Body::from(prepared.body.clone()), prepared.content_type, prepared.tag)
    }
}

fn entity_tag(tag: u128) -> HeaderValue {
    let mut text = *b"W/\"00000000000000000000000000000000\"";
    HEXLOWER.encode_mut(&tag.to_be_bytes(), &mut text[3..35]);
    // Hexadecimal digits are always a header's text.
    HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Marks a response whose status is an error's and whose body is no problem document: readiness.
#[derive(Debug, Clone, Copy)]
pub struct OwnBody;

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        response.extensions_mut().insert(OwnBody);
        let headers = response.headers_mut();
        headers.reserve(USUAL_HEADERS);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Some(tag) = self.tag {
            headers.insert(ETAG, entity_tag(tag));
        }
        let mut set = |name, value: String| {
            // Addresses are percent-encoded: always a header's text.
            HeaderValue::try_from(value).map(|value| headers.insert(name, value)).ok()
        };
        if !self.links.is_empty() {
            set(LINK, self.links);
        }
        if let Some(policy) = self.policy {
            set(CONTENT_SECURITY_POLICY, policy.to_owned());
        }
        if let Some(file) = self.file {
            set(CONTENT_DISPOSITION, format!("inline; filename=\"{file}\""));
        }
        response
    }
}
