//! How much the server takes on: requests in flight, and the time of each.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::Limits;
use crate::api::problem::Problem;

/// The bounds, shared by all requests.
#[derive(Debug, Clone)]
pub(super) struct Load {
    places: Arc<Semaphore>,
    time: Duration,
}

impl Load {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { places: Arc::new(Semaphore::new(limits.in_flight)), time: limits.request_timeout }
    }
}

/// Answers 503 when too many requests are in flight or one takes too long. Health is always
/// answered: whoever is busy is not dead.
pub(super) async fn bound(State(load): State<Load>, request: Request, next: Next) -> Response {
    let place = load.places.try_acquire();
    if place.is_err() && !is_health(request.uri().path()) {
        return Problem::for_status(StatusCode::SERVICE_UNAVAILABLE).into_response();
    }
    match timeout(load.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::for_status(StatusCode::GATEWAY_TIMEOUT).into_response(),
    }
}

/// Whether a path is one that a supervisor asks.
pub(super) fn is_health(path: &str) -> bool {
    matches!(path, "/livez" | "/readyz" | "/metrics")
}
