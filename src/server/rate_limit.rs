//! How often a client may ask, where a limit is set.
//!
//! The generic cell rate algorithm: a client has a stock of requests that refills evenly. Fields as
//! in the IETF draft "RateLimit header fields for HTTP".

mod client;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use ipnet::IpNet;

use super::load::is_health;
use crate::api::problem::Problem;

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// After so many requests the clients that have their whole stock again are forgotten.
const TIDY_EVERY: u64 = 4_096;

/// A limit: so many requests within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many, which may also come all at once.
    pub requests: NonZeroU32,
    /// Within how long; at least a second.
    pub window: Duration,
}

type Limiter =
    RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// The limit and what it knows of the clients.
pub(super) struct Limit {
    rate: Rate,
    trusted: Vec<IpNet>,
    limiter: Limiter,
    clock: DefaultClock,
    seen: AtomicU64,
}

impl Limit {
    pub(super) fn new(rate: Rate, trusted: &[IpNet]) -> Self {
        let period = rate.window / rate.requests.get();
        let quota = Quota::with_period(period).unwrap_or(Quota::per_second(rate.requests));
        let limiter = RateLimiter::hashmap(quota.allow_burst(rate.requests));
        Self {
            rate,
            trusted: trusted.to_vec(),
            limiter: limiter.with_middleware::<StateInformationMiddleware>(),
            clock: DefaultClock::default(),
            seen: AtomicU64::new(0),
        }
    }

    /// Answers 429 to whoever asks too often, and else what `answer` does. Health is always answered.
    pub(super) async fn bound(
        &self,
        request: Request,
        answer: impl AsyncFnOnce(Request) -> Response,
    ) -> Response {
        let peer = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>();
        let peer = peer.map(|peer| peer.ip()).filter(|_| !is_health(request.uri().path()));
        let Some(peer) = peer else { return answer(request).await };
        let client = client::address(peer, request.headers(), &self.trusted);
        self.tidy();
        let (mut response, remaining, wait) = match self.limiter.check_key(&client) {
            Ok(state) => {
                let refill = self.rate.window.as_secs_f64() / f64::from(self.rate.requests.get());
                let remaining = state.remaining_burst_capacity();
                let missing = self.rate.requests.get().saturating_sub(remaining);
                (answer(request).await, remaining, refill * f64::from(missing))
            }
            Err(refused) => {
                let wait = refused.wait_time_from(self.clock.now());
                (self.refusal(wait), 0, wait.as_secs_f64())
            }
        };
        self.describe(&mut response, remaining, wait);
        response
    }

    fn tidy(&self) {
        if self.seen.fetch_add(1, Ordering::Relaxed).is_multiple_of(TIDY_EVERY) {
            self.limiter.retain_recent();
        }
    }

    fn refusal(&self, wait: Duration) -> Response {
        let seconds = wait.as_secs_f64().ceil();
        let detail = format!(
            "At most {} requests in {} seconds are answered. Try again in {seconds} s.",
            self.rate.requests,
            self.rate.window.as_secs(),
        );
        let mut response = Problem::plain(StatusCode::TOO_MANY_REQUESTS, detail).into_response();
        if let Ok(value) = HeaderValue::try_from(seconds.to_string()) {
            response.headers_mut().insert(RETRY_AFTER, value);
        }
        response
    }

    fn describe(&self, response: &mut Response, remaining: u32, wait: f64) {
        let window = self.rate.window.as_secs();
        let fields = [
            (RATE_LIMIT, format!("\"default\";r={remaining};t={}", wait.ceil())),
            (RATE_LIMIT_POLICY, format!("\"default\";q={};w={window}", self.rate.requests)),
        ];
        for (name, value) in fields {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
    }
}
