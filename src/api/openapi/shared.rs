//! What operations have in common: headers, 304 and the problems.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::response::Response;
use utoipa::openapi::{ContentBuilder, Header, Object, OpenApi, Ref, RefOr, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use crate::api::problem::{PROBLEM_JSON, ProblemDocument};
use crate::api::schema;

/// A header: its name, what it says, an example, and what it looks like.
type Field = (&'static str, &'static str, &'static str, &'static str);

const REQUEST_ID: Field = (
    "X-Request-Id",
    "The id of the request, as in the server's log: the caller's own where it sent a short one.",
    "k3v9q0t2m8xw",
    "^[!-~]{1,64}$",
);
const CACHE_CONTROL: Field = (
    "Cache-Control",
    "How long the answer may be kept; `no-store` where it may not.",
    "public, max-age=60, stale-while-revalidate=600",
    "^(no-store|public, max-age=[0-9]+, stale-while-revalidate=[0-9]+)$",
);
const ETAG: Field = (
    "ETag",
    "Changes exactly when the body would (weak). Give it as `If-None-Match` to have the body only \
     when it is another one; absent where the answer is for this once.",
    "W/\"5b676dcd4bf466631ba2df8ca0596eee\"",
    "^W/\"[0-9a-f]{32}\"$",
);
const LINK: Field = (
    "Link",
    "The addresses of the next page, where there is one, and of the first (RFC 8288), as absolute \
     paths.",
    "</v1/questions?limit=20>; rel=\"first\"",
    "^</v1/",
);
const VARY: Field =
    ("Vary", "Which headers of a request choose the answer.", "accept-encoding", "accept-encoding");
const RETRY_AFTER: Field =
    ("Retry-After", "After how many seconds to try again.", "20", "^[0-9]+$");
const RATE_LIMIT: Field = (
    "RateLimit",
    "How many requests are left, and in how many seconds the stock is whole again.",
    "\"default\";r=0;t=20",
    "^\"default\";r=[0-9]+;t=[0-9]+$",
);
const RATE_LIMIT_POLICY: Field = (
    "RateLimit-Policy",
    "How many requests are answered within how many seconds.",
    "\"default\";q=60;w=60",
    "^\"default\";q=[0-9]+;w=[0-9]+$",
);

/// Adds what the handlers have in common.
pub(super) fn complete(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    let mut schemas = vec![(ProblemDocument::name().into_owned(), ProblemDocument::schema())];
    ProblemDocument::schemas(&mut schemas);
    components.schemas.extend(schemas);
    components
        .responses
        .extend(responses().map(|(name, response)| (name.to_owned(), RefOr::T(response))));
    for item in document.paths.paths.values_mut() {
        if let Some(operation) = &mut item.get {
            complete_operation(operation);
        }
    }
    document
}

fn responses() -> [(&'static str, Response); 8] {
    let limits = [RETRY_AFTER, RATE_LIMIT, RATE_LIMIT_POLICY];
    [
        ("NotModified", not_modified()),
        (
            "BadRequest",
            problem(
                "The request is not as it must be: a parameter that is unknown, repeated, empty \
                 or out of range, or broken percent-encoding. `errors` names each.",
                &[],
            ),
        ),
        (
            "NotFound",
            problem(
                "The request names something that does not exist; `nearest` is what is most like \
                 it.",
                &[],
            ),
        ),
        (
            "NotAcceptable",
            problem("`Accept` rules `application/json` out, which is all there is here.", &[]),
        ),
        ("TooLong", problem("The address has more than 16,000 bytes.", &[])),
        (
            "TooMany",
            problem("The client asks more often than it may, where a limit is set.", &limits),
        ),
        (
            "Busy",
            problem("Too many requests are being answered. Try again shortly.", &[RETRY_AFTER]),
        ),
        ("Failed", problem("The service failed, or took too long. Its log says why.", &[])),
    ]
}

fn complete_operation(operation: &mut Operation) {
    let Traits { kept, json, named, paged } = Traits::of(operation);
    if let Some(RefOr::T(response)) = operation.responses.responses.get_mut("200") {
        let mut fields = vec![REQUEST_ID, CACHE_CONTROL, VARY];
        fields.extend(kept.then_some(ETAG));
        fields.extend(paged.then_some(LINK));
        add_headers(response, &fields);
    }
    let shared = [
        ("304", "NotModified", kept),
        ("400", "BadRequest", true),
        ("404", "NotFound", named),
        ("406", "NotAcceptable", json),
        ("414", "TooLong", true),
        // Health is always answered.
        ("429", "TooMany", kept),
        ("503", "Busy", kept),
        ("default", "Failed", true),
    ];
    let shared = shared
        .into_iter()
        .filter(|(_, _, has)| *has)
        .map(|(status, name, _)| (status.to_owned(), RefOr::Ref(Ref::from_response_name(name))));
    operation.responses.responses.extend(shared);
}

/// What decides which answers an operation has.
struct Traits {
    /// Its answer may be kept and asked for again; all but health.
    kept: bool,
    /// It has JSON and nothing else.
    json: bool,
    /// It names things that may not exist.
    named: bool,
    /// It gives a page at a time.
    paged: bool,
}

impl Traits {
    fn of(operation: &Operation) -> Self {
        let names: Vec<&str> =
            operation.parameters.iter().flatten().filter_map(parameter_name).collect();
        let has = |name: &str| names.contains(&name);
        let id = operation.operation_id.as_deref().unwrap_or_default();
        let health = ["get_liveness", "get_readiness", "get_metrics"].contains(&id);
        let tag = operation.tags.iter().flatten().next().map(String::as_str);
        Self {
            kept: !health,
            json: matches!(tag, Some("questions" | "categories and tags")),
            named: ["id", "name", "format", "category"].into_iter().any(has),
            paged: has("cursor"),
        }
    }
}

fn parameter_name(parameter: &RefOr<Parameter>) -> Option<&str> {
    match parameter {
        RefOr::T(parameter) => Some(&parameter.name),
        RefOr::Ref(_) => None,
    }
}

fn add_headers(response: &mut Response, fields: &[Field]) {
    let headers = fields.iter().map(|field| (field.0.to_owned(), RefOr::T(header(field))));
    response.headers.extend(headers);
}

fn header((_, description, example, pattern): &Field) -> Header {
    let schema: Object = schema::pattern(pattern);
    HeaderBuilder::new()
        .description(Some(*description))
        .example(Some((*example).into()))
        .schema(Some(schema))
        .build()
}

fn not_modified() -> Response {
    let mut response =
        ResponseBuilder::new().description("The body is what `If-None-Match` names.").build();
    add_headers(&mut response, &[REQUEST_ID, CACHE_CONTROL, VARY, ETAG]);
    response
}

fn problem(description: &str, fields: &[Field]) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemDocument::name())));
    let mut response =
        ResponseBuilder::new().description(description).content(PROBLEM_JSON, body.build()).build();
    add_headers(&mut response, &[REQUEST_ID, CACHE_CONTROL, VARY]);
    add_headers(&mut response, fields);
    response
}
