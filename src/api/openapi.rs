//! The OpenAPI document: its frame, what every operation shares, and the paths that serve it.

mod shared;

use std::sync::{LazyLock, OnceLock};

use utoipa::openapi::tag::{Tag, TagBuilder};
use utoipa::openapi::{
    Components, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    SecurityRequirement, ServerBuilder,
};

use super::extract::{NoParams, Query};
use super::problem::Problem;
use super::reply::{Prepared, Reply};

const ABOUT: &str = "\
A bank of interview questions with answers: list and filter them, search them, draw random sets \
that can be repeated and shared.

Every list says its exact `total` and the `revision` of the bank that it shows. A parameter that a \
path does not have, or a value that it does not take, is answered with 400 and never passed over. \
What is absent from an object is unknown or was withheld; `null` is never sent. Every error is a \
problem document (RFC 9457). Changes to `/v1` only ever add.";

/// The document without its paths.
pub fn frame() -> OpenApi {
    let info = InfoBuilder::new()
        .title("qbank")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .contact(Some(ContactBuilder::new().name(Some("The qbank maintainers")).build()))
        .license(Some(
            LicenseBuilder::new()
                .name("MIT")
                .url(Some("https://spdx.org/licenses/MIT.html"))
                .build(),
        ));
    let server =
        ServerBuilder::new().url("/").description(Some("The server that this document is from"));
    OpenApiBuilder::new()
        .info(info.build())
        .servers(Some([server.build()]))
        .security(Some([SecurityRequirement::default()]))
        .tags(Some(tags()))
        .components(Some(Components::new()))
        .build()
}

fn tags() -> Vec<Tag> {
    let tag = |name: &str, description: &str| {
        TagBuilder::new().name(name).description(Some(description)).build()
    };
    vec![
        tag(
            "questions",
            "List, get, draw and search questions. The filters are the same everywhere.",
        ),
        tag("documents", "The same collections to read, print, or open in a spreadsheet."),
        tag("categories and tags", "What the questions are about, with exact counts."),
        tag("service", "The document itself, what problem types mean, health and metrics."),
    ]
}

/// Adds what the handlers have in common: headers, 304 and the problems.
pub fn complete(document: OpenApi) -> OpenApi {
    shared::complete(document)
}

/// The document as YAML that every reader takes alike.
///
/// # Errors
///
/// When the document has no YAML form.
pub fn yaml(document: &OpenApi) -> Result<String, impl std::error::Error + use<>> {
    let text = document.to_yaml();
    text.map(|text| text.lines().map(|line| quote_date(line) + "\n").collect::<String>())
}

/// Puts quotes around a date or time, which readers of YAML 1.1 would not take for a text.
fn quote_date(line: &str) -> String {
    let is_date = |value: &str| {
        let form = value.bytes().zip(*b"0000-00-00").all(|(given, form)| match form {
            b'0' => given.is_ascii_digit(),
            _ => given == form,
        });
        form && value.len() >= 10
    };
    for mark in [": ", "- "] {
        if let Some((name, value)) = line.split_once(mark).filter(|(_, value)| is_date(value)) {
            return format!("{name}{mark}'{value}'");
        }
    }
    line.to_owned()
}

/// Get the OpenAPI document as JSON
///
/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "service",
    responses((status = 200, description = "The document (OpenAPI 3.1).", body = Object, content_type = "application/json"))
)]
pub async fn get_openapi_json(Query(NoParams, _): Query<NoParams>) -> Reply {
    static JSON: LazyLock<Prepared> = LazyLock::new(|| {
        let json = serde_json::to_vec(super::document()).unwrap_or_default();
        Prepared::new(json, "application/json")
    });
    Reply::from(&*JSON)
}

/// Get the OpenAPI document as YAML
///
/// This document, easier to read.
#[utoipa::path(
    get,
    path = "/openapi.yaml",
    tag = "service",
    responses((status = 200, description = "The same as text.", body = serde_json::Value, content_type = "application/yaml"))
)]
pub async fn get_openapi_yaml(Query(NoParams, _): Query<NoParams>) -> Result<Reply, Problem> {
    static YAML: OnceLock<Prepared> = OnceLock::new();
    if let Some(yaml) = YAML.get() {
        return Ok(yaml.into());
    }
    let yaml = yaml(super::document()).map_err(|error| Problem::internal(&error))?;
    Ok(YAML.get_or_init(|| Prepared::new(yaml, "application/yaml")).into())
}
