//! Accepting connections: HTTP/1.1 and HTTP/2 with prior knowledge, each within bounds.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tower::ServiceExt;

use super::{Door, Limits};

/// The most that the head of a request may have, in bytes.
pub(super) const HEAD: usize = 64 << 10;
/// How long to wait before accepting again when the system has no more descriptors.
const EXHAUSTED: Duration = Duration::from_millis(100);
/// How often a connection that has sent a part of the HTTP/2 preface is looked at again.
const PREFACE_INTERVAL: Duration = Duration::from_millis(10);
/// How often a silent HTTP/2 connection is asked whether it still lives.
const PING_INTERVAL: Duration = Duration::from_secs(20);
/// What an HTTP/2 connection begins with (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Serves until `shutdown`, then answers what is in flight and returns.
pub async fn serve(
    listener: TcpListener,
    app: Door,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let (ending, ended) = watch::channel(());
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        // The semaphore is never closed, so a place always comes.
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let app = app.clone();
                let connection = connection(
                    stream,
                    peer,
                    app,
                    limits.clone(),
                    graceful.watcher(),
                    ended.clone(),
                );
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, %peer, "connection ended early");
                    }
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "connection not accepted");
                tokio::time::sleep(EXHAUSTED).await;
            }
        }
    }
    drop((listener, ending));
    if timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still in flight and were cut off");
    }
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Door,
    limits: Limits,
    watcher: Watcher,
    mut ended: watch::Receiver<()>,
) -> Result<(), BoxError> {
    stream.set_nodelay(true)?;
    let is_http2 = tokio::select! {
        biased;
        found = timeout(limits.header_timeout, is_http2(&stream)) => found??,
        // Whoever has said nothing by the end has nothing in flight.
        _ = ended.changed() => return Ok(()),
    };
    let service = app.map_request(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let service = TowerToHyperService::new(service);
    let io = TokioIo::new(stream);
    if is_http2 {
        let connection = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .max_header_list_size(u32::try_from(HEAD).unwrap_or(u32::MAX))
            .keep_alive_interval(PING_INTERVAL)
            .serve_connection(io, service);
        watcher.watch(connection).await?;
    } else {
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.header_timeout)
            // A head that comes at once may be larger than that; `strict` looks at it again.
            .max_buf_size(HEAD)
            .serve_connection(io, service);
        watcher.watch(connection).await?;
    }
    Ok(())
}

/// Whether the connection begins with the HTTP/2 preface. Takes nothing out of it.
async fn is_http2(stream: &TcpStream) -> io::Result<bool> {
    let mut seen = [0; PREFACE.len()];
    loop {
        let count = stream.peek(&mut seen).await?;
        if count == 0 || seen[..count] != PREFACE[..count] {
            return Ok(false);
        }
        if count == PREFACE.len() {
            return Ok(true);
        }
        tokio::time::sleep(PREFACE_INTERVAL).await;
    }
}
