//! `qbank random` and `qbank search`: what the API answers, without a server.
//!
//! The parameters are those of the API's own document, and the request goes through the API's own
//! router, so that names, answers and messages cannot differ.

use std::fmt::Write as _;
use std::io::Write as _;
use std::marker::PhantomData;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use http_body_util::BodyExt;
use tower::ServiceExt;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::{Failure, colour, load_bank};
use crate::api::address::Address;
use crate::api::problem::Problem;
use crate::api::{self, AppState};
use crate::config::Config;
use crate::token::token;
use crate::watch::Current;

/// An operation of the API as a command.
pub(super) trait Operation {
    /// Its path, to which the format is added.
    const PATH: &'static str;
    /// A parameter that is given without its name, by the words of the command line.
    const WORDS: Option<&'static str>;
}

/// `qbank random`
#[derive(Debug, Clone)]
pub(super) struct Random;

impl Operation for Random {
    const PATH: &'static str = "/v1/random";
    const WORDS: Option<&'static str> = None;
}

/// `qbank search`
#[derive(Debug, Clone)]
pub(super) struct Search;

impl Operation for Search {
    const PATH: &'static str = "/v1/search";
    const WORDS: Option<&'static str> = Some("q");
}

/// The parameters of an operation and the format of the answer, from the command line.
#[derive(Debug, Clone)]
pub(super) struct Ask<O> {
    format: String,
    pairs: Vec<(String, String)>,
    operation: PhantomData<O>,
}

impl<O: Operation> Ask<O> {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let current = Arc::new(Current::new(load_bank(config).await?.1));
        let state = AppState {
            current,
            public_url: config.public_url.clone(),
            new_seed: token,
            metrics: Arc::new(String::new),
        };
        let path = match self.format.as_str() {
            "json" => O::PATH.to_owned(),
            extension => format!("{}.{extension}", O::PATH),
        };
        let address = Address { path, pairs: self.pairs }.to_string();
        let request = Request::get(address).body(Body::empty());
        let request = request.map_err(|error| Failure::Input(error.to_string()))?;
        // A router never fails: its error type has no value.
        let Ok(response) = api::router(state).oneshot(request).await;
        match response.extensions().get::<Problem>() {
            Some(problem) => Err(Failure::Input(explain(problem))),
            None if self.format == "txt" => print_coloured(response).await,
            None => print_body(response).await,
        }
    }
}

async fn print_body(response: Response) -> Result<(), Failure> {
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Failure::Failed(error.to_string()))?;
        if let Some(bytes) = frame.data_ref() {
            super::print_bytes(bytes)?;
        }
    }
    Ok(())
}

/// Colour goes away by itself where standard output is no terminal or nobody wants it.
async fn print_coloured(response: Response) -> Result<(), Failure> {
    let body = response.into_body().collect().await;
    let bytes = body.map_err(|error| Failure::Failed(error.to_string()))?.to_bytes();
    let text = colour::coloured(&String::from_utf8_lossy(&bytes));
    super::checked(anstream::stdout().write_all(text.as_bytes()))
}

/// A problem as a person reads it.
fn explain(problem: &Problem) -> String {
    let mut text = problem.detail.replace("; see `errors`", "");
    for error in problem.errors.iter().filter(|error| error.detail != problem.detail) {
        // Writing to a string does not fail.
        let _ = write!(text, "\n  --{}: {}", error.parameter, error.detail);
        if !error.allowed.is_empty() {
            let _ = write!(text, "; allowed: {}", error.allowed.join(", "));
        }
        if let Some(nearest) = &error.nearest {
            let _ = write!(text, "\n  hint: did you mean `{nearest}`?");
        }
    }
    text
}

impl<O: Operation> Args for Ask<O> {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new("format")
            .long("format")
            .default_value("txt")
            .value_parser(["txt", "md", "html", "csv", "json"])
            .help("How to write the answer");
        command.arg(format).args(parameters(O::PATH).map(|parameter| {
            let words = O::WORDS == Some(parameter.name.as_str());
            let help = parameter.description.as_deref().unwrap_or_default();
            let arg = Arg::new(parameter.name.as_str()).help(help);
            match words {
                true => arg.required(true).num_args(1..).value_name("TEXT"),
                false => {
                    arg.long(parameter.name.as_str()).action(ArgAction::Append).value_name("VALUE")
                }
            }
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<O: Operation> FromArgMatches for Ask<O> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let format: &String = matches.get_one("format").ok_or_else(missing)?;
        let values = |name: &str| -> Vec<String> {
            matches.get_many(name).into_iter().flatten().cloned().collect()
        };
        let pairs = parameters(O::PATH).flat_map(|parameter| {
            let values = values(&parameter.name);
            let words = O::WORDS == Some(parameter.name.as_str());
            let values = if words { vec![values.join(" ")] } else { values };
            values.into_iter().map(move |value| (parameter.name.clone(), value))
        });
        Ok(Self { format: format.clone(), pairs: pairs.collect(), operation: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn missing() -> clap::Error {
    clap::Error::new(clap::error::ErrorKind::MissingRequiredArgument)
}

/// The query parameters of a path and of its documents, as the API's document has them.
fn parameters(path: &str) -> impl Iterator<Item = &'static Parameter> {
    let documented = &api::document().paths.paths;
    let paths = [path.to_owned(), format!("{path}.{{format}}")];
    let operations = paths.into_iter().filter_map(|path| documented.get(&path)?.get.as_ref());
    let all = operations.flat_map(|operation| operation.parameters.iter().flatten());
    let mut known = Vec::new();
    all.filter_map(move |parameter| match parameter {
        RefOr::T(parameter)
            if parameter.parameter_in == ParameterIn::Query
                && !known.contains(&&parameter.name) =>
        {
            known.push(&parameter.name);
            Some(parameter)
        }
        _ => None,
    })
}
