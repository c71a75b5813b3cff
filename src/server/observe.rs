//! One log line and the counters for every request. Never a query's text, never an answer's.

use std::time::Instant;

use axum::Extension;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::request_id::RequestId;
use crate::metric_names::{DURATION, IN_FLIGHT, REQUESTS};

/// Counts, times and logs a request.
pub(super) async fn request(
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let in_flight = metrics::gauge!(IN_FLIGHT);
    in_flight.increment(1);
    let response = next.run(request).await;
    in_flight.decrement(1);
    let elapsed = started.elapsed();
    // The route, not the path: its values are few, and it shows nothing of what was asked.
    let route = response.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let route = route.unwrap_or("none").to_owned();
    let status = response.status().as_u16();
    metrics::counter!(REQUESTS, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!(DURATION, "route" => route.clone()).record(elapsed.as_secs_f64());
    let microseconds = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(id, %method, route, status, microseconds, "request");
    response
}

/// Puts the route, which only the router knows, where the layers around it see it.
pub(super) async fn note_route(
    route: Option<Extension<MatchedPath>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if let Some(Extension(route)) = route {
        response.extensions_mut().insert(route);
    }
    response
}
