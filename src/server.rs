//! The way of a request from the socket to [`crate::api`] and back.
//!
//! [`serve`] accepts connections and bounds what a silent or endless one can cost. The [`Door`] is what
//! every request passes, from the outside in: its id, the form of errors, the log line and the
//! counters, CORS, compression, caching and headers for browsers, what must hold of every request,
//! panics, load.

mod accept;
mod caching;
mod compression;
mod cors;
mod door;
mod load;
mod observe;
mod problems;
mod rate_limit;
mod request_id;
mod strict;

use std::time::Duration;

use axum::Router;
use ipnet::IpNet;

pub use accept::serve;
pub use cors::Origins;
pub use door::Door;
pub use rate_limit::Rate;

/// The bounds that every request and connection has.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a connection may take to send the head of a request.
    pub header_timeout: Duration,
    /// How long a request may take to be answered.
    pub request_timeout: Duration,
    /// How many requests may be in flight; more are answered 503.
    pub in_flight: usize,
    /// How many connections may be open; more wait to be accepted.
    pub connections: usize,
    /// How long requests in flight may take to end at shutdown.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            in_flight: 1_024,
            connections: 8_192,
            drain: Duration::from_secs(20),
        }
    }
}

/// What of the settings concerns every request.
#[derive(Debug, Clone, Default)]
pub struct HttpSettings {
    /// Who may read answers from a browser.
    pub origins: Origins,
    /// How long answers may be kept without asking again.
    pub max_age: Duration,
    /// How often a client may ask; absent for as often as it likes.
    pub rate_limit: Option<Rate>,
    /// Proxies that are believed when they say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// Bounds.
    pub limits: Limits,
}

/// Puts what every request passes around the routes. The fallbacks of `router` must be set already.
pub fn layers(router: Router, settings: &HttpSettings) -> Door {
    Door::new(router, settings)
}
