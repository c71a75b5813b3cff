//! The OpenAPI document: its frame, what every operation shares, and the paths that serve it.

use utoipa::ToSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::Response;
use utoipa::openapi::tag::{Tag, TagBuilder};
use utoipa::openapi::{
    Components, ContactBuilder, ContentBuilder, Header, InfoBuilder, LicenseBuilder, OpenApi,
    OpenApiBuilder, Ref, RefOr, ResponseBuilder, SecurityRequirement, ServerBuilder,
};

use super::extract::{NoParams, Query};
use super::problem::{PROBLEM_JSON, Problem, ProblemDocument};
use super::reply::Reply;
use super::schema;

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
        .license(Some(LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build()));
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
pub fn complete(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    components.schemas.extend([(
        ProblemDocument::name().into_owned(),
        <ProblemDocument as utoipa::PartialSchema>::schema(),
    )]);
    let mut schemas = Vec::new();
    <ProblemDocument as ToSchema>::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let shared = [
        ("NotModified", not_modified()),
        (
            "BadRequest",
            problem(
                "The request is not as it must be: a parameter that is unknown, repeated, empty or out of range, or broken percent-encoding. `errors` names each.",
            ),
        ),
        (
            "NotFound",
            problem(
                "The request names something that does not exist; `nearest` is what is most like it.",
            ),
        ),
        ("ServerError", problem("The service failed, or cannot answer now.")),
    ];
    components
        .responses
        .extend(shared.map(|(name, response)| (name.to_owned(), RefOr::T(response))));
    for item in document.paths.paths.values_mut() {
        if let Some(operation) = &mut item.get {
            complete_operation(operation);
        }
    }
    document
}

fn complete_operation(operation: &mut Operation) {
    let names = parameter_names(operation);
    let has = |name: &str| names.iter().any(|known| known == name);
    let kept = !matches!(
        operation.operation_id.as_deref(),
        Some("get_liveness" | "get_readiness" | "get_metrics")
    );
    let mut shared = vec![("400", "BadRequest"), ("default", "ServerError")];
    if kept {
        shared.push(("304", "NotModified"));
    }
    if has("id") || has("name") || has("format") || has("category") {
        shared.push(("404", "NotFound"));
    }
    if let Some(RefOr::T(response)) = operation.responses.responses.get_mut("200") {
        add_headers(response, kept, has("cursor"));
    }
    let shared = shared
        .into_iter()
        .map(|(status, name)| (status.to_owned(), RefOr::Ref(Ref::from_response_name(name))));
    operation.responses.responses.extend(shared);
}

fn parameter_names(operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter().flatten();
    let name = |parameter: &RefOr<utoipa::openapi::path::Parameter>| match parameter {
        RefOr::T(parameter) => Some(parameter.name.clone()),
        RefOr::Ref(_) => None,
    };
    parameters.filter_map(name).collect()
}

fn add_headers(response: &mut Response, kept: bool, paged: bool) {
    let mut add = |name: &str, description: &str| {
        response.headers.insert(name.to_owned(), RefOr::T(header(description)));
    };
    add("X-Request-Id", "The id of the request, as in the server's log.");
    add("Cache-Control", "How long the answer may be kept.");
    if kept {
        add("ETag", "Changes exactly when the body would (weak).");
    }
    if paged {
        add("Link", "The addresses of the first and the next page (RFC 8288), as absolute paths.");
    }
}

fn header(description: &str) -> Header {
    HeaderBuilder::new().description(Some(description)).schema(Some(schema::any_text())).build()
}

fn not_modified() -> Response {
    ResponseBuilder::new()
        .description("The body is what `If-None-Match` names.")
        .header("ETag", header("The tag of the body that the caller has."))
        .build()
}

fn problem(description: &str) -> Response {
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemDocument::name())));
    ResponseBuilder::new().description(description).content(PROBLEM_JSON, content.build()).build()
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
    Reply::json(&super::document())
}

/// Get the OpenAPI document as YAML
///
/// This document, easier to read.
#[utoipa::path(
    get,
    path = "/openapi.yaml",
    tag = "service",
    responses((status = 200, description = "The document (OpenAPI 3.1).", body = String, content_type = "application/yaml"))
)]
pub async fn get_openapi_yaml(Query(NoParams, _): Query<NoParams>) -> Result<Reply, Problem> {
    let yaml = super::document().to_yaml().map_err(|error| Problem::internal(&error))?;
    Ok(Reply::new(yaml, "application/yaml"))
}
