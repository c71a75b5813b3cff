//! One log line and the counters for every request. Never a query's text, never an answer's.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::response::Response;
use metrics::{Counter, Gauge, Histogram};
use tower::{Layer, Service};

use crate::metric_names::{DURATION, IN_FLIGHT, REQUESTS};

static IN_FLIGHT_NOW: LazyLock<Gauge> = LazyLock::new(|| metrics::gauge!(IN_FLIGHT));

/// A request that is being answered; counted as in flight for as long as this is there, even where
/// the caller goes away before the end.
pub(super) struct Observed {
    started: Instant,
    method: Method,
}

impl Observed {
    pub(super) fn begin(request: &Request) -> Self {
        IN_FLIGHT_NOW.increment(1);
        Self { started: Instant::now(), method: request.method().clone() }
    }

    /// Counts, times and logs it.
    pub(super) fn end(self, id: &str, response: &Response) {
        let elapsed = self.started.elapsed();
        // The route, not the path: its values are few, and it shows nothing of what was asked.
        let route = response.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let (route, status) = (route.unwrap_or("none"), response.status().as_u16());
        count(route, status, elapsed.as_secs_f64());
        let microseconds = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
        let method = &self.method;
        tracing::info!(id, %method, route, status, microseconds, "request");
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        IN_FLIGHT_NOW.decrement(1);
    }
}

/// What is counted of a route.
struct Route {
    duration: Histogram,
    by_status: HashMap<u16, Counter>,
}

thread_local! {
    // Looked up once: a look-up costs more than what it counts.
    static ROUTES: RefCell<HashMap<String, Route>> = RefCell::default();
}

fn count(route: &str, status: u16, seconds: f64) {
    ROUTES.with_borrow_mut(|routes| match routes.get_mut(route) {
        Some(known) => known.count(route, status, seconds),
        None => {
            let duration = metrics::histogram!(DURATION, "route" => route.to_owned());
            let mut new = Route { duration, by_status: HashMap::new() };
            new.count(route, status, seconds);
            routes.insert(route.to_owned(), new);
        }
    });
}

impl Route {
    fn count(&mut self, route: &str, status: u16, seconds: f64) {
        self.duration.record(seconds);
        let counter = self.by_status.entry(status).or_insert_with(|| {
            let (route, status) = (route.to_owned(), status.to_string());
            metrics::counter!(REQUESTS, "route" => route, "status" => status)
        });
        counter.increment(1);
    }
}

/// Puts the route, which only the router knows, where what stands around it sees it.
#[derive(Clone, Copy)]
pub(super) struct NoteRoute;

impl<S> Layer<S> for NoteRoute {
    type Service = Noting<S>;

    fn layer(&self, inner: S) -> Noting<S> {
        Noting(inner)
    }
}

#[derive(Clone)]
pub(super) struct Noting<S>(S);

impl<S> Service<Request> for Noting<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let route = request.extensions().get::<MatchedPath>().cloned();
        let answered = self.0.call(request);
        Box::pin(async move {
            let mut response = answered.await?;
            if let Some(route) = route {
                response.extensions_mut().insert(route);
            }
            Ok(response)
        })
    }
}
