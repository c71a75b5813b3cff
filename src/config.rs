//! Every setting: its flag, its variable, its name in the file, its default.
//!
//! A flag goes over the environment, the environment over the file (`qbank.toml`, or what
//! `--config` names), the file over the default. A setting that cannot be taken is one line that
//! names where it was given; nothing has been opened by then.

mod values;

use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use ipnet::IpNet;

use crate::model::{Closed, nearest};
use crate::server::{Origins, Rate};
use crate::store::without_secrets;
use values::{address, closed, filter, flag, listen, networks, origins, rate, text, web, whole};

/// The file that is read when it is there and `--config` names no other.
const DEFAULT_FILE: &str = "qbank.toml";

/// The settings as flags.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Where the bank is kept [variable: DATABASE_URL] [default: sqlite://qbank.db]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// File of synonyms for the search, instead of the bundled one [variable: QBANK_SYNONYMS]
    /// [default: none]
    #[arg(long, global = true, value_name = "FILE")]
    pub synonyms: Option<String>,
    /// File with settings [variable: QBANK_CONFIG] [default: qbank.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<String>,
    /// Which log lines to write: error, warn, info, debug, trace, or a filter such as qbank=debug
    /// [variable: QBANK_LOG] [default: info when serving, else warn]
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// How to write log lines: text or json [variable: QBANK_LOG_FORMAT] [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<String>,
}

/// The settings of the server as flags.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ServeFlags {
    /// Address and port to listen on [variable: QBANK_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Origins whose scripts may read answers: * or a list with commas [variable:
    /// QBANK_CORS_ORIGINS] [default: *]
    #[arg(long, value_name = "ORIGINS")]
    pub cors_origins: Option<String>,
    /// Seconds for which answers may be kept without asking again [variable: QBANK_MAX_AGE]
    /// [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub max_age: Option<String>,
    /// Seconds that a request may take [variable: QBANK_REQUEST_TIMEOUT] [default: 30]
    #[arg(long, value_name = "SECONDS")]
    pub request_timeout: Option<String>,
    /// Requests in flight at most; more are answered 503 [variable: QBANK_MAX_IN_FLIGHT]
    /// [default: 1024]
    #[arg(long, value_name = "COUNT")]
    pub max_in_flight: Option<String>,
    /// Requests that a client may send, such as 60/1m [variable: QBANK_RATE_LIMIT] [default: none]
    #[arg(long, value_name = "COUNT/TIME")]
    pub rate_limit: Option<String>,
    /// Proxies that are believed when they say who the client is: addresses and networks with
    /// commas [variable: QBANK_TRUSTED_PROXIES] [default: none]
    #[arg(long, value_name = "ADDRESSES")]
    pub trusted_proxies: Option<String>,
    /// Address under which others reach the service, for the addresses that documents print
    /// [variable: QBANK_PUBLIC_URL] [default: http:// and what the caller used]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Leave an empty database empty [variable: QBANK_NO_SEED] [default: false]
    #[arg(long)]
    pub no_seed: bool,
}

/// All settings, read.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the bank is kept.
    pub database_url: String,
    /// File of synonyms; absent for the bundled one.
    pub synonyms: Option<String>,
    /// Which log lines to write; absent where nobody has said.
    pub log: Option<String>,
    /// How to write them.
    pub log_format: LogFormat,
    /// Address and port to listen on.
    pub listen: String,
    /// Who may read answers from a browser.
    pub cors_origins: Origins,
    /// How long answers may be kept.
    pub max_age: Duration,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// Requests in flight at most.
    pub max_in_flight: usize,
    /// How often a client may ask.
    pub rate_limit: Option<Rate>,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// What documents print in front of addresses.
    pub public_url: Option<String>,
    /// Leave an empty database empty.
    pub no_seed: bool,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One object a line, for programs.
    Json,
}

impl Closed for LogFormat {
    const NAMES: &'static [(&'static str, Self)] = &[("text", Self::Text), ("json", Self::Json)];
}

/// A setting that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadSetting(String);

/// The names of settings in the file; their variables are these in capitals behind `QBANK_`, but
/// that of the database, which is named as everywhere.
const NAMES: &[&str] = &[
    "database_url",
    "synonyms",
    "log",
    "log_format",
    "listen",
    "cors_origins",
    "max_age",
    "request_timeout",
    "max_in_flight",
    "rate_limit",
    "trusted_proxies",
    "public_url",
    "no_seed",
];

impl Config {
    /// Reads the settings; `variable` looks one up in the environment.
    ///
    /// # Errors
    ///
    /// [`BadSetting`] for the first that cannot be taken.
    pub fn read(
        flags: &Flags,
        serve: &ServeFlags,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, BadSetting> {
        let variable = |name: &str| variable(name).map(|value| text(name, value)).transpose();
        let config =
            flags.config.clone().map_or_else(|| variable("QBANK_CONFIG"), |c| Ok(Some(c)))?;
        let sources = Sources { file: File::read(config.as_deref())?, variable };
        let no_seed = serve.no_seed.then(|| "true".to_owned());
        let seconds = |name, flag: &Option<String>, default, least| {
            sources.get(name, flag, default, |text| whole(text, least..=31_536_000))
        };
        Ok(Self {
            database_url: sources.get(
                "database_url",
                &flags.database_url,
                "sqlite://qbank.db",
                address,
            )?,
            log: sources.find("log", &flags.log)?.map(|given| filter(&given)).transpose()?,
            synonyms: sources.find("synonyms", &flags.synonyms)?.map(|given| given.value),
            log_format: sources.get("log_format", &flags.log_format, "text", closed)?,
            listen: sources.get("listen", &serve.listen, "127.0.0.1:8080", listen)?,
            cors_origins: sources.get("cors_origins", &serve.cors_origins, "*", origins)?,
            max_age: Duration::from_secs(seconds("max_age", &serve.max_age, "60", 0)?),
            request_timeout: Duration::from_secs(seconds(
                "request_timeout",
                &serve.request_timeout,
                "30",
                1,
            )?),
            max_in_flight: sources.get("max_in_flight", &serve.max_in_flight, "1024", |text| {
                whole(text, 1..=1_000_000)
                    .and_then(|count| usize::try_from(count).map_err(|e| e.to_string()))
            })?,
            rate_limit: sources.get("rate_limit", &serve.rate_limit, "none", rate)?,
            trusted_proxies: sources.get(
                "trusted_proxies",
                &serve.trusted_proxies,
                "none",
                networks,
            )?,
            public_url: sources
                .find("public_url", &serve.public_url)?
                .map(|given| given.parse(web))
                .transpose()?,
            no_seed: sources.get("no_seed", &no_seed, "false", flag)?,
        })
    }
}

/// A value and the name by which it was given.
struct Given {
    name: String,
    value: String,
}

impl Given {
    fn parse<T>(&self, parse: impl FnOnce(&str) -> Result<T, String>) -> Result<T, BadSetting> {
        parse(&self.value).map_err(|why| {
            let value = without_secrets(&self.value);
            BadSetting(format!("{} is `{value}`: {why}", self.name))
        })
    }
}

struct Sources<V> {
    file: File,
    variable: V,
}

impl<V: Fn(&str) -> Result<Option<String>, BadSetting>> Sources<V> {
    fn find(&self, name: &str, flag: &Option<String>) -> Result<Option<Given>, BadSetting> {
        if let Some(value) = flag {
            let name = format!("`--{}`", name.replace('_', "-"));
            return Ok(Some(Given { name, value: value.clone() }));
        }
        let variable = match name {
            "database_url" => "DATABASE_URL".to_owned(),
            _ => format!("QBANK_{}", name.to_uppercase()),
        };
        if let Some(value) = (self.variable)(&variable)? {
            return Ok(Some(Given { name: format!("the variable `{variable}`"), value }));
        }
        Ok(self.file.values.get(name).map(|value| Given {
            name: format!("`{name}` in `{}`", self.file.path.display()),
            value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        }))
    }

    fn get<T>(
        &self,
        name: &str,
        flag: &Option<String>,
        default: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, BadSetting> {
        let default = || Given { name: name.to_owned(), value: default.to_owned() };
        self.find(name, flag)?.unwrap_or_else(default).parse(parse)
    }
}

/// The file with settings.
#[derive(Default)]
struct File {
    path: PathBuf,
    values: toml::Table,
}

impl File {
    fn read(path: Option<&str>) -> Result<Self, BadSetting> {
        let named = path.is_some();
        let path = Path::new(path.unwrap_or(DEFAULT_FILE));
        if !named && !path.exists() {
            return Ok(Self::default());
        }
        let bad = |why: &dyn Display| BadSetting(format!("`{}`: {why}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| bad(&error))?;
        let values: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let line = 1 + text[..error.span().map_or(0, |span| span.start)].matches('\n').count();
            bad(&format!("line {line}: {}", error.message()))
        })?;
        if let Some(unknown) = values.keys().find(|name| !NAMES.contains(&name.as_str())) {
            let meant = nearest(unknown, NAMES.iter().copied());
            let meant = meant.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            return Err(bad(&format!("`{unknown}` is not a setting{meant}")));
        }
        Ok(Self { path: path.to_owned(), values })
    }
}
