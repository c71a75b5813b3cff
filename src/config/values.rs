//! From the text of a setting to its value, or what to write instead.

use std::ffi::OsString;
use std::time::Duration;

use axum::http::HeaderValue;
use ipnet::IpNet;

use super::{BadSetting, Given};
use crate::model::Closed;
use crate::server::{Origins, Rate};
use crate::store;

/// The value of a variable, which an operating system lets be any bytes.
pub(super) fn text(name: &str, value: OsString) -> Result<String, BadSetting> {
    value.into_string().map_err(|value| {
        let shown = value.to_string_lossy();
        BadSetting(format!("the variable `{name}` is `{shown}`: write it in UTF-8"))
    })
}

pub(super) fn address(text: &str) -> Result<String, String> {
    if store::is_address(text) {
        return Ok(text.to_owned());
    }
    Err("write the address of an SQLite file such as `sqlite://qbank.db`, or of a PostgreSQL database \
         such as `postgres://user@host/bank`"
        .to_owned())
}

pub(super) fn filter(given: &Given) -> Result<String, BadSetting> {
    given.parse(|text| match text.parse::<tracing_subscriber::EnvFilter>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => {
            Err("write `error`, `warn`, `info`, `debug`, `trace` or a filter such as `qbank=debug`"
                .to_owned())
        }
    })
}

pub(super) fn closed<T: Closed>(text: &str) -> Result<T, String> {
    let names: Vec<String> = T::names().map(|name| format!("`{name}`")).collect();
    T::named(&text.to_lowercase()).ok_or_else(|| format!("allowed are {}", names.join(", ")))
}

pub(super) fn listen(text: &str) -> Result<String, String> {
    let port = text.rsplit_once(':').map(|(host, port)| (host, port.parse::<u16>()));
    match port {
        Some((host, Ok(_))) if !host.is_empty() => Ok(text.to_owned()),
        _ => Err("write an address and a port such as `127.0.0.1:8080`".to_owned()),
    }
}

pub(super) fn whole(text: &str, bounds: std::ops::RangeInclusive<u64>) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| bounds.contains(number));
    number
        .ok_or_else(|| format!("write a whole number from {} to {}", bounds.start(), bounds.end()))
}

pub(super) fn flag(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| "write `true` or `false`".to_owned())
}

pub(super) fn origins(text: &str) -> Result<Origins, String> {
    if text.trim() == "*" {
        return Ok(Origins::Any);
    }
    let origin = |text: &str| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let bare = rest.is_some_and(|host| !host.is_empty() && !host.contains('/'));
        let value = HeaderValue::try_from(text).ok().filter(|_| bare);
        value.ok_or_else(|| format!("`{text}` is no origin; write `*` or origins such as `https://example.org`, with commas between them"))
    };
    text.split(',').map(|text| origin(text.trim())).collect::<Result<_, _>>().map(Origins::List)
}

/// `60/1m`: a number of requests, and a time in seconds, minutes or hours.
pub(super) fn rate(text: &str) -> Result<Option<Rate>, String> {
    if text == "none" {
        return Ok(None);
    }
    let parsed = || {
        let (requests, time) = text.split_once('/')?;
        let unit = time.chars().next_back()?;
        let seconds = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            _ => return None,
        };
        let count: u64 =
            time.strip_suffix(unit)?.parse().ok().filter(|count| (1..=1_000).contains(count))?;
        Some(Rate {
            requests: requests.parse().ok()?,
            window: Duration::from_secs(count * seconds),
        })
    };
    parsed().map(Some).ok_or_else(|| {
        "write `none`, or a number and a time in `s`, `m` or `h` such as `60/1m`".to_owned()
    })
}

pub(super) fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    if text == "none" {
        return Ok(Vec::new());
    }
    let network = |text: &str| {
        let text = text.trim();
        let alone = || text.parse().ok().map(|address: std::net::IpAddr| IpNet::from(address));
        text.parse().ok().or_else(alone).ok_or_else(|| {
            format!("`{text}` is no address or network such as `127.0.0.1` or `10.0.0.0/8`")
        })
    };
    text.split(',').map(network).collect()
}

pub(super) fn web(text: &str) -> Result<String, String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(text.trim_end_matches('/').to_owned());
    }
    Err("write an address such as `https://questions.example.org`".to_owned())
}
