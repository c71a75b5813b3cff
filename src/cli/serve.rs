//! `qbank serve`: make the database ready, then answer until told to end.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Failure, load_bank, questions};
use crate::api::AppState;
use crate::config::{Config, LogFormat};
use crate::server::{HttpSettings, Limits};
use crate::token::token;
use crate::watch::Current;
use crate::{api, server, telemetry};

pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let metrics = telemetry::start_metrics();
    let metrics = metrics.map_err(|error| Failure::Failed(error.to_string()))?;
    tokio::spawn(telemetry::keep_small(metrics.clone()));
    // The address first: whoever started a second server by mistake should hear of that.
    let listener = listen(&config.listen).await?;
    let address = listener.local_addr().map_err(|error| Failure::Failed(error.to_string()))?;
    let (store, bank) = load_bank(&config).await?;
    let current = Arc::new(Current::new(bank));
    let state = AppState {
        current: Arc::clone(&current),
        public_url: config.public_url.clone(),
        new_seed: token,
        metrics: Arc::new(move || metrics.render()),
    };
    let settings = http_settings(&config);
    let app = server::layers(api::router(state), &settings);
    // From the greeting on, a signal ends it in good order.
    let shutdown = shutdown()?;
    greet(address, &questions(current.bank().len()), config.log_format);
    let followed = store.clone();
    // In a task of its own, so that loading a new revision does not keep connections waiting.
    let mut following = tokio::spawn(async move { current.follow(&followed).await });
    tokio::select! {
        () = server::serve(listener, app, settings.limits, shutdown) => following.abort(),
        Err(error) = &mut following => {
            return Err(Failure::Failed(format!("the database is no longer followed: {error}")));
        }
    }
    store.close().await;
    tracing::info!("ended");
    Ok(())
}

async fn listen(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let hint = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "; end what listens there or choose another `--listen`"
            }
            _ => "; choose another `--listen`",
        };
        Failure::Failed(format!("cannot listen on `{address}`: {error}{hint}"))
    })
}

fn http_settings(config: &Config) -> HttpSettings {
    HttpSettings {
        origins: config.cors_origins.clone(),
        max_age: config.max_age,
        rate_limit: config.rate_limit,
        trusted_proxies: config.trusted_proxies.clone(),
        limits: Limits {
            request_timeout: config.request_timeout,
            in_flight: config.max_in_flight,
            ..Limits::default()
        },
    }
}

/// Tells the person who started it what to do next; or the program that reads the log, which
/// takes nothing but objects.
fn greet(address: SocketAddr, questions: &str, format: LogFormat) {
    if format == LogFormat::Json {
        tracing::info!("qbank serves {questions} at http://{address}");
        return;
    }
    let text = format!(
        "qbank serves {questions} at http://{address} (documentation: http://{address}/docs/)\n\
         try:  curl 'http://{address}/v1/random?count=5&answers=none'\n      \
         curl 'http://{address}/v1/search?q=caching'\n      \
         curl 'http://{address}/v1/questions?category=database&difficulty=hard'\n"
    );
    // Whether somebody reads it changes nothing.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Ends with the first Ctrl-C or SIGTERM.
fn shutdown() -> Result<impl Future<Output = ()>, Failure> {
    let failed = |error: std::io::Error| Failure::Failed(format!("signals: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("ending; requests in flight are answered first");
    })
}
