//! `qbank health`: ask a running server whether it is ready.

use std::time::Duration;

use clap::Args;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Failure;
use crate::config::Config;

/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// `qbank health`
#[derive(Debug, Args)]
pub(super) struct Health {
    /// Address and port of the server [default: as the server's own]
    #[arg(long, value_name = "ADDRESS")]
    at: Option<String>,
}

impl Health {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let address = self.at.unwrap_or_else(|| config.listen.replace("0.0.0.0", "127.0.0.1"));
        let asked = timeout(PATIENCE, status_line(&address)).await;
        let failed = |why: String| Failure::Failed(format!("the server at `{address}` {why}"));
        match asked {
            Ok(Ok(line)) if line.contains(" 200 ") => Ok(()),
            Ok(Ok(line)) => Err(failed(format!("is not ready: `{line}`"))),
            Ok(Err(error)) => Err(failed(format!("does not answer: {error}"))),
            Err(_) => Err(failed("does not answer in time".to_owned())),
        }
    }
}

/// The first line of the answer to a request for readiness.
async fn status_line(address: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(1_024).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}
