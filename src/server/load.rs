//! How much the server takes on: requests in flight, and the time of each.

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::Service;

use super::Limits;
use crate::api::problem::Problem;

/// The bounds, shared by all requests.
#[derive(Debug)]
pub(super) struct Load {
    places: Semaphore,
    time: Duration,
}

impl Load {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { places: Semaphore::new(limits.in_flight), time: limits.request_timeout }
    }

    /// Answers 503 when too many requests are in flight or one takes too long. Health is always
    /// answered: whoever is busy is not dead.
    pub(super) async fn bound(&self, router: &Router, request: Request) -> Response {
        let place = self.places.try_acquire();
        if place.is_err() && !is_health(request.uri().path()) {
            return Problem::for_status(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
        // A router never fails: its error type has no value.
        match timeout(self.time, router.clone().call(request)).await {
            Ok(Ok(response)) => response,
            Err(_) => Problem::for_status(StatusCode::GATEWAY_TIMEOUT).into_response(),
        }
    }
}

/// Whether a path is one that a supervisor asks.
pub(super) fn is_health(path: &str) -> bool {
    matches!(path, "/livez" | "/readyz" | "/metrics")
}
