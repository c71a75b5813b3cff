//! Log lines on standard error, and the recorder behind `/metrics`.

use std::io::IsTerminal;
use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;
use crate::metric_names;

/// Upper bounds of the duration histogram, in seconds: from what memory answers to the time-out.
const BUCKETS: &[f64] =
    &[0.0001, 0.000_25, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0, 5.0];

/// How often what was measured is folded.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts writing log lines that pass `filter`, a text that [`EnvFilter`] takes.
pub fn start_log(filter: &str, format: LogFormat) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).init(),
        LogFormat::Text => {
            log.with_ansi(std::io::stderr().is_terminal()).with_target(false).init();
        }
    }
}

/// Starts counting.
///
/// # Errors
///
/// When something in this process counts already.
pub fn start_metrics() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(metric_names::DURATION.to_owned()), BUCKETS)?
        .install_recorder()?;
    metrics::describe_counter!(metric_names::REQUESTS, "Requests answered, by route and status.");
    metrics::describe_histogram!(
        metric_names::DURATION,
        "Seconds from request to response, by route."
    );
    metrics::describe_counter!(metric_names::RENDERED, "Question objects rendered.");
    metrics::describe_counter!(metric_names::KEPT, "Question objects taken from those kept.");
    metrics::describe_gauge!(metric_names::IN_FLIGHT, "Requests being answered.");
    metrics::describe_gauge!(metric_names::REVISION, "Revision of the bank that is served.");
    metrics::describe_gauge!(metric_names::QUESTIONS, "Questions in the bank that is served.");
    metrics::describe_gauge!(
        metric_names::BEHIND,
        "Seconds since the database last answered, while it does not."
    );
    metrics::describe_histogram!(metric_names::RELOAD, "Seconds to load a new revision.");
    Ok(handle)
}

/// Folds what was measured into the counts from time to time. Otherwise every request would take
/// memory until somebody asks for `/metrics`.
pub async fn keep_small(metrics: PrometheusHandle) {
    loop {
        tokio::time::sleep(UPKEEP).await;
        metrics.run_upkeep();
    }
}
