//! The names of what is counted, as Prometheus sees them.

/// Counter: requests, by route and status.
pub const REQUESTS: &str = "qbank_http_requests_total";
/// Histogram: seconds from request to response, by route.
pub const DURATION: &str = "qbank_http_request_duration_seconds";
/// Counter: question objects rendered, because they were not kept from an earlier request.
pub const RENDERED: &str = "qbank_questions_rendered_total";
/// Counter: question objects taken from those kept.
pub const KEPT: &str = "qbank_questions_kept_total";
/// Gauge: requests in flight.
pub const IN_FLIGHT: &str = "qbank_http_requests_in_flight";
/// Gauge: the revision of the bank that is served.
pub const REVISION: &str = "qbank_bank_revision";
/// Gauge: the questions of the bank that is served.
pub const QUESTIONS: &str = "qbank_bank_questions";
/// Histogram: seconds to load a new revision.
pub const RELOAD: &str = "qbank_bank_reload_seconds";
/// Gauge: seconds since the database last answered, while it does not; else 0.
pub const BEHIND: &str = "qbank_bank_behind_seconds";
