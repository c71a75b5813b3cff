//! The address of a database, and the way there.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{ConnectOptions, Error};
use tokio::time::{Instant, sleep, timeout_at};
use url::Url;

use super::code;
use crate::store::StoreError;

/// How long a server is waited for at the start, where `connect_timeout` does not say it.
const WAIT: Duration = Duration::from_secs(10);
/// How long to wait before trying again.
const PAUSE: Duration = Duration::from_millis(250);

/// Whether it is the address of a server.
pub(in crate::store) fn is_address(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Where a database is, who asks, and how long to wait for it.
pub(super) struct Address {
    pub options: PgConnectOptions,
    /// Without secrets, for messages.
    pub name: String,
    wait: Duration,
}

impl Address {
    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let bad = |why: &dyn std::fmt::Display| StoreError::Setting {
            address: without_secrets(text),
            why: why.to_string(),
        };
        let mut url = Url::parse(text).map_err(|error| bad(&error))?;
        let wait = take(&mut url, "connect_timeout");
        let wait = wait.map(|seconds| seconds.parse().map(Duration::from_secs)).transpose();
        let wait = wait.map_err(|_| bad(&"`connect_timeout` is a whole number of seconds"))?;
        for key in ["sslrootcert", "sslcert", "sslkey"] {
            if let Some(file) = value(&url, key).filter(|file| !Path::new(file).is_file()) {
                return Err(bad(&format!("`{key}`: there is no file `{file}`")));
            }
        }
        let has_root = value(&url, "sslrootcert").is_some();
        let options = PgConnectOptions::from_str(url.as_str()).map_err(|error| bad(&error))?;
        // As everywhere: whoever names a certificate wants it looked at.
        let options = match options.get_ssl_mode() {
            PgSslMode::Require if has_root => options.ssl_mode(PgSslMode::VerifyCa),
            _ => options,
        };
        let options = match options.get_application_name() {
            None => options.application_name("qbank"),
            Some(_) => options,
        };
        let name = name(&options);
        let options = options.disable_statement_logging();
        Ok(Self { name, options, wait: wait.unwrap_or(WAIT) })
    }

    /// Connects; a server that is not there yet is waited for a little.
    pub(super) async fn connect(&self) -> Result<PgConnection, StoreError> {
        let deadline = Instant::now() + self.wait;
        let mut last = "no answer".to_owned();
        loop {
            match timeout_at(deadline, self.options.connect()).await {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(error)) if !may_pass(&error) => return Err(self.refused(error)),
                Ok(Err(error)) => last = message(&error),
                Err(_) => return Err(self.unreachable(last)),
            }
            if Instant::now() + PAUSE > deadline {
                return Err(self.unreachable(last));
            }
            tracing::debug!(database = self.name, why = last, "waiting for the database");
            sleep(PAUSE).await;
        }
    }

    fn unreachable(&self, why: String) -> StoreError {
        StoreError::Unreachable { name: self.name.clone(), seconds: self.wait.as_secs(), why }
    }

    fn refused(&self, error: Error) -> StoreError {
        let hint = match code(&error).as_deref() {
            Some(code::WRONG_PASSWORD) => "check user and password in the address, or `PGPASSWORD`",
            Some(code::NOT_ALLOWED_IN) => {
                "check the role, `sslmode`, and the server's `pg_hba.conf`"
            }
            Some(code::MISSING_DATABASE) => "make it with `createdb`, or name another",
            Some(code::NO_PRIVILEGE) => "give the role `CONNECT` on the database",
            _ if matches!(error, Error::Tls(_)) => {
                "check `sslmode` and `sslrootcert` in the address"
            }
            _ => return StoreError::Database(error),
        };
        StoreError::Refused { name: self.name.clone(), why: message(&error), hint }
    }
}

/// Whether trying again may help: nobody listens yet, or the server is only starting.
fn may_pass(error: &Error) -> bool {
    match error {
        Error::Io(_) => true,
        Error::Database(error) => error.is_transient_in_connect_phase(),
        _ => false,
    }
}

fn message(error: &Error) -> String {
    match error {
        Error::Database(error) => error.message().to_owned(),
        Error::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

fn name(options: &PgConnectOptions) -> String {
    let host = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => options.get_host().to_owned(),
    };
    let database = options.get_database().unwrap_or(options.get_username());
    format!("{host}:{}/{database}", options.get_port())
}

fn value(url: &Url, key: &str) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}

/// Takes a parameter out of the query.
fn take(url: &mut Url, key: &str) -> Option<String> {
    let found = value(url, key)?;
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != key)
        .map(|(a, b)| (a.into(), b.into()))
        .collect();
    url.set_query(None);
    if !others.is_empty() {
        url.query_pairs_mut().extend_pairs(others);
    }
    Some(found)
}

/// An address as it may be shown: who and where, but no password.
pub fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // No address, though somebody may have meant one.
        let meant = if url.starts_with("postgres") { url.rsplit_once('@') } else { None };
        return meant.map_or_else(|| url.to_owned(), |(_, place)| format!("...@{place}"));
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) if query.contains("password=") => (rest, "?..."),
        _ => (rest, ""),
    };
    match rest.rsplit_once('@') {
        Some((user, place)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}{query}")
        }
        None => format!("{scheme}://{rest}{query}"),
    }
}
