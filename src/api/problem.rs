//! Errors as problem documents (RFC 9457): what is wrong, where, and how to mend it.

mod kind;
mod page;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bank::filter::{Named, Unknown};
use crate::bank::search::SearchError;

pub use kind::ProblemKind;
#[doc(hidden)]
pub use page::__path_get_problem_type;
pub use page::get_problem_type;

/// The media type of a problem document.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// An error as the caller sees it.
///
/// Made where it is noticed; [`Problem::into_response`] leaves it in the response's extensions, and
/// the outermost layer writes it out, once it knows the request's id.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The type, where it has one of its own.
    pub kind: Option<ProblemKind>,
    /// The status.
    pub status: StatusCode,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// The parameters at fault.
    pub errors: Vec<ParameterError>,
}

/// A parameter at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ParameterError {
    /// Its name.
    #[schema(example = "difficulty")]
    pub parameter: String,
    /// What was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "hrad")]
    pub value: Option<String>,
    /// What is wrong with it.
    #[schema(example = "`hrad` is not a value of `difficulty`")]
    pub detail: String,
    /// What is allowed: the values of a closed set, or one line that describes them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(example = json!(["easy", "medium", "hard", "unknown"]), required = false)]
    pub allowed: Vec<String>,
    /// What was most likely meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "hard")]
    pub nearest: Option<String>,
}

/// The body of every error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// `/problems/{name}`, a page that explains the type; or `about:blank` when the status says it.
    #[schema(
        example = "/problems/invalid-parameter",
        pattern = "^(/problems/[a-z-]+|about:blank)$"
    )]
    pub r#type: String,
    /// The same for every problem of the type.
    #[schema(example = "Invalid parameter")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 400, minimum = 400, maximum = 599)]
    pub status: i32,
    /// What is wrong with this request, and what to do.
    #[schema(example = "1 parameter is not as it must be; see `errors`.")]
    pub detail: String,
    /// The parameters at fault; absent where none is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ParameterError>,
    /// The id of the request, as in `X-Request-Id` and in the server's log.
    #[schema(example = "k3v9q0t2m8xw", pattern = "^[!-~]{1,64}$")]
    pub request_id: String,
}

impl Problem {
    /// A problem that its status says all about.
    pub fn plain(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { kind: None, status, detail: detail.into(), errors: Vec::new() }
    }

    /// A problem of a type of its own.
    pub fn of(kind: ProblemKind, detail: impl Into<String>, errors: Vec<ParameterError>) -> Self {
        Self { kind: Some(kind), status: kind.status(), detail: detail.into(), errors }
    }

    /// Parameters that are not as they must be; at least one.
    pub fn parameters(errors: Vec<ParameterError>) -> Self {
        let detail = match errors.len() {
            1 => "1 parameter is not as it must be; see `errors`.".to_owned(),
            count => format!("{count} parameters are not as they must be; see `errors`."),
        };
        Self::of(ProblemKind::InvalidParameter, detail, errors)
    }

    /// Something inside went wrong: logged here with its causes, and nothing of it is told.
    pub fn internal(error: &dyn std::error::Error) -> Self {
        let causes = std::iter::successors(Some(error), |error| error.source());
        let chain: Vec<String> = causes.map(ToString::to_string).collect();
        tracing::error!(error = chain.join(": "), "request failed");
        Self::for_status(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What a status means when a layer answers with nothing but that.
    pub fn for_status(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::PAYLOAD_TOO_LARGE => "The request has a larger body than is taken here.",
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
                "The answer took longer than it may. Try again."
            }
            StatusCode::SERVICE_UNAVAILABLE => "The service cannot answer now. Try again shortly.",
            _ if status.is_server_error() => {
                "The service failed to answer. Its log has more under the request's id."
            }
            _ => "The request cannot be answered as it is.",
        };
        Self::plain(status, detail)
    }

    /// The body, for the request of that id.
    pub fn document(self, request_id: &str) -> ProblemDocument {
        let reason = self.status.canonical_reason().unwrap_or("Error");
        ProblemDocument {
            r#type: self.kind.map_or_else(|| "about:blank".to_owned(), ProblemKind::path),
            title: self.kind.map_or(reason, ProblemKind::title).to_owned(),
            status: i32::from(self.status.as_u16()),
            detail: self.detail,
            errors: self.errors,
            request_id: request_id.to_owned(),
        }
    }
}

impl ProblemDocument {
    /// The whole body of a response.
    pub fn to_body(&self) -> Vec<u8> {
        // A structure of strings and numbers always has a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Unknown> for Problem {
    fn from(unknown: Unknown) -> Self {
        let kind = match unknown.what {
            Named::Category => ProblemKind::UnknownCategory,
            Named::Tag => ProblemKind::UnknownTag,
            Named::Question => ProblemKind::UnknownQuestion,
        };
        let value = &unknown.value;
        let meant = unknown.nearest.as_ref();
        let meant = meant.map_or_else(String::new, |name| format!(" Did you mean `{name}`?"));
        let detail = format!("There is no {} `{value}` in the bank.{meant}", kind.noun());
        let error = ParameterError {
            parameter: unknown.field.to_owned(),
            value: Some(unknown.value),
            detail: detail.clone(),
            allowed: Vec::new(),
            nearest: unknown.nearest,
        };
        Self::of(kind, detail, vec![error])
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::NotReady => Self::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "The search index is being built; everything else is answered. Try again shortly.",
            ),
        }
    }
}

/// What a path that does not exist answers.
pub async fn unknown_path(uri: Uri) -> Problem {
    let path = uri.path();
    let slash = if path.len() > 1 && path.ends_with('/') {
        format!(" Leave the slash at the end away: `{}`.", path.trim_end_matches('/'))
    } else {
        String::new()
    };
    let detail = format!("There is nothing at `{path}`.{slash} `/docs/` lists every path.");
    Problem::plain(StatusCode::NOT_FOUND, detail)
}

/// What a path answers to a method that it does not have.
pub async fn method_not_allowed(method: Method, uri: Uri) -> Problem {
    let detail = format!("`{}` has no method `{method}`; `Allow` lists those it has.", uri.path());
    Problem::plain(StatusCode::METHOD_NOT_ALLOWED, detail)
}
