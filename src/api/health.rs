//! What operators ask: alive, ready, how busy.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::AppState;
use super::extract::{NoParams, Query};
use super::reply::Reply;

/// That the process answers.
#[derive(Serialize, ToSchema)]
pub struct Liveness {
    /// Always `ok`.
    #[schema(example = "ok", pattern = "^ok$")]
    status: &'static str,
}

/// Whether everything can be answered.
#[derive(Serialize, ToSchema)]
pub struct Readiness {
    /// `ready`; `starting` while something is waited for; or `behind`: ready as well, but the database
    /// does not answer, so that later changes do not show.
    #[schema(example = "ready", pattern = "^(ready|starting|behind)$")]
    status: &'static str,
    /// The revision of the bank that is served.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
    /// How many questions it has.
    #[schema(example = 210, minimum = 0)]
    questions: i64,
    /// What is still waited for; empty when nothing is.
    #[schema(example = json!([]))]
    waiting_for: Vec<&'static str>,
}

/// Get liveness
///
/// Answers as long as the process lives. For a supervisor that restarts it.
#[utoipa::path(
    get,
    path = "/livez",
    tag = "service",
    responses((status = 200, description = "Alive.", body = inline(Liveness)))
)]
pub async fn get_liveness(Query(NoParams, _): Query<NoParams>) -> Reply {
    Reply::json(&Liveness { status: "ok" }).not_kept()
}

/// Get readiness
///
/// Whether every request can be answered without waiting. For a balancer. Questions are answered from
/// memory, so a server stays ready while its database is away, and says that it is `behind`.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "service",
    responses(
        (status = 200, description = "Ready.", body = Readiness),
        (status = 503, description = "Not yet; `waiting_for` says why.", body = Readiness),
    )
)]
pub async fn get_readiness(
    State(state): State<AppState>,
    Query(NoParams, _): Query<NoParams>,
) -> Reply {
    let bank = state.bank();
    let ready = bank.search_is_ready();
    let answer = Readiness {
        status: match (ready, state.current.is_behind()) {
            (false, _) => "starting",
            (true, false) => "ready",
            (true, true) => "behind",
        },
        revision: bank.revision(),
        questions: i64::try_from(bank.len()).unwrap_or(i64::MAX),
        waiting_for: if ready { Vec::new() } else { vec!["search index"] },
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Reply::json(&answer).not_kept().with_status(status)
}

/// Get metrics
///
/// Counters and durations in Prometheus' text format.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "service",
    responses((status = 200, description = "The metrics.", body = String, content_type = "text/plain"))
)]
pub async fn get_metrics(
    State(state): State<AppState>,
    Query(NoParams, _): Query<NoParams>,
) -> Reply {
    Reply::new((state.metrics)(), "text/plain; version=0.0.4; charset=utf-8").not_kept()
}
