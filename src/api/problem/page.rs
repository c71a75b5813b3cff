//! The page of a problem type.

use axum::http::StatusCode;

use super::{Problem, ProblemKind};
use crate::api::extract::{NoParams, Path, Query};
use crate::api::reply::Reply;
use crate::document::html;
use crate::markdown;
use crate::model::{Closed, nearest};

/// Explain a problem type
///
/// What the `type` of a problem document points to: what the type means, how to mend the request,
/// and a request that brings it about.
#[utoipa::path(
    get,
    path = "/problems/{name}",
    tag = "service",
    params(("name" = String, Path, description = "The name of the type", example = "invalid-parameter", min_length = 1, max_length = 100, pattern = "^[a-z]+(-[a-z]+)*$")),
    responses((status = 200, description = "The page.", body = String, content_type = "text/html"))
)]
pub async fn get_problem_type(
    Path(name): Path<String>,
    Query(NoParams, _): Query<NoParams>,
) -> Result<Reply, Problem> {
    match ProblemKind::named(&name) {
        Some(kind) => Ok(Reply::html(page(kind))),
        None => Err(unknown_type(&name)),
    }
}

fn unknown_type(name: &str) -> Problem {
    let names: Vec<String> = ProblemKind::names().map(|name| format!("`{name}`")).collect();
    let meant = nearest(name, ProblemKind::names());
    let meant = meant.map_or_else(String::new, |name| format!(" Did you mean `{name}`?"));
    let detail =
        format!("There is no problem type of that name; there are {}.{meant}", names.join(", "));
    Problem::plain(StatusCode::NOT_FOUND, detail)
}

fn page(kind: ProblemKind) -> String {
    let (title, status) = (kind.title(), kind.status());
    let body = markdown::to_html(&format!(
        "# {title}\n\nStatus: {status}\n\n{meaning}\n\n## How to mend the request\n\n{remedy}\n\n\
         ## Example\n\n```\ncurl 'http://127.0.0.1:8080{example}'\n```\n",
        meaning = kind.meaning(),
        remedy = kind.remedy(),
        example = kind.example(),
    ));
    html::page(title, "en", &body)
}
