//! What every request passes on its way in, and every answer on its way out, in one place.
//!
//! A layer each would read the same. But every layer of a router boxes and moves request and answer
//! once more, and a dozen of them cost more than answering does (`docs/performance.md`).

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, ORIGIN};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tower::{BoxError, Service};

use super::caching::{self, MaxAge};
use super::compression::{self, Compression};
use super::cors::{self, Asks, Cors};
use super::load::Load;
use super::observe::{NoteRoute, Observed};
use super::rate_limit::Limit;
use super::{HttpSettings, problems, request_id, strict};
use crate::api::problem::Problem;

/// The routes and all that stands around them.
#[derive(Clone)]
pub struct Door(Arc<Inside>);

struct Inside {
    router: Router,
    limit: Option<Limit>,
    load: Load,
    max_age: MaxAge,
    compression: Compression,
    cors: Cors,
}

impl Door {
    pub(super) fn new(router: Router, settings: &HttpSettings) -> Self {
        let limit = |rate| Limit::new(rate, &settings.trusted_proxies);
        Self(Arc::new(Inside {
            router: router.layer(NoteRoute),
            limit: settings.rate_limit.map(limit),
            load: Load::new(&settings.limits),
            max_age: MaxAge::new(settings.max_age),
            compression: Compression::new(),
            cors: Cors::new(&settings.origins),
        }))
    }
}

impl Inside {
    /// From the outside in: the request's id, the form of errors, the log line and the counters, and
    /// what `OPTIONS` and `Allow` need.
    async fn answer(&self, mut request: Request) -> Response {
        let id = request_id::of(&request);
        let is_head = *request.method() == Method::HEAD;
        let observed = Observed::begin(&request);
        let asks = Asks::of(&request);
        match asks {
            Asks::Methods => *request.method_mut() = Method::TRACE,
            // The same answer in every respect, whose body is left away at the end.
            _ if is_head => *request.method_mut() = Method::GET,
            _ => {}
        }
        let mut response = match asks {
            Asks::Preflight => self.cors.preflight(request).await,
            _ => self.around_the_answer(request).await,
        };
        if asks != Asks::Preflight {
            cors::complete(asks, &mut response);
        }
        observed.end(&id, &response);
        problems::write(&id, &mut response);
        request_id::write(id, &mut response);
        finish(is_head, &mut response);
        response
    }

    /// CORS, compression, caching and headers for browsers, what must hold of every request.
    async fn around_the_answer(&self, request: Request) -> Response {
        let origin = request.headers().get(ORIGIN).cloned();
        let taken = compression::taken(request.headers());
        let known = caching::known(&request);
        let mut response = match strict::refusal(&request) {
            Some(problem) => problem.into_response(),
            None => self.routed(request).await,
        };
        caching::write(&self.max_age, &known, &mut response);
        let mut response = self.compression.write(taken, response).await;
        self.cors.write(origin, &mut response);
        response
    }

    /// Panics, how often a client may ask, load, time; then the routes.
    async fn routed(&self, request: Request) -> Response {
        let answered = async {
            match &self.limit {
                None => self.load.bound(&self.router, request).await,
                Some(limit) => {
                    limit
                        .bound(request, async |request| {
                            self.load.bound(&self.router, request).await
                        })
                        .await
                }
            }
        };
        AssertUnwindSafe(answered).catch_unwind().await.unwrap_or_else(panicked)
    }
}

/// Says how long the body is where that is known, and leaves it away from what answers a `HEAD`.
fn finish(is_head: bool, response: &mut Response) {
    if let Some(length) = response.body().size_hint().exact().filter(|&length| length > 0)
        && !response.headers().contains_key(CONTENT_LENGTH)
    {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    if is_head {
        *response.body_mut() = Body::empty();
    }
}

/// What a handler that panicked answers. The panic itself is logged by the panic hook.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::for_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

impl<B> Service<axum::http::Request<B>> for Door
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: axum::http::Request<B>) -> Self::Future {
        let inside = Arc::clone(&self.0);
        Box::pin(async move { Ok(inside.answer(request.map(Body::new)).await) })
    }
}
