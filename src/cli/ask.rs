//! `qbank random`, `qbank search` and `qbank export`: what the API answers, without a server.
//!
//! The parameters are those of the API's own document, and the request goes through the API's own
//! router, so that names, answers and messages cannot differ.

use std::fmt::Write as _;
use std::io::Write as _;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
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
use crate::api::documents::FORMATS;
use crate::api::problem::Problem;
use crate::api::{self, AppState};
use crate::config::Config;
use crate::document::Format;
use crate::model::Closed;
use crate::token::token;
use crate::watch::Current;

/// An operation of the API as a command.
pub(super) trait Operation {
    /// Its path in JSON, where it has one, and the path of its documents.
    const PATHS: &'static [&'static str];
    /// A parameter that is given without its name, by the words of the command line.
    const WORDS: Option<&'static str>;
    /// The format unless another is asked for.
    const DEFAULT: &'static str = "txt";
}

/// `qbank random`
#[derive(Debug, Clone)]
pub(super) struct Random;

impl Operation for Random {
    const PATHS: &'static [&'static str] = &["/v1/random", "/v1/random.{format}"];
    const WORDS: Option<&'static str> = None;
}

/// `qbank search`
#[derive(Debug, Clone)]
pub(super) struct Search;

impl Operation for Search {
    const PATHS: &'static [&'static str] = &["/v1/search", "/v1/search.{format}"];
    const WORDS: Option<&'static str> = Some("q");
}

/// The parameters of an operation and the format of the answer, from the command line.
#[derive(Debug, Clone)]
pub(super) struct Ask<O> {
    format: String,
    output: Option<PathBuf>,
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
        let path = match (O::PATHS, self.format.as_str()) {
            (&[json, _], "json") => json.to_owned(),
            (paths, format) => paths
                .iter()
                .map(|path| path.replace("{format}", format))
                .next_back()
                .unwrap_or_default(),
        };
        let address = Address { path, pairs: self.pairs }.to_string();
        let request = Request::get(address).body(Body::empty());
        let request = request.map_err(|error| Failure::Input(error.to_string()))?;
        // A router never fails: its error type has no value.
        let Ok(response) = api::router(state).oneshot(request).await;
        match response.extensions().get::<Problem>() {
            Some(problem) => Err(Failure::Input(explain(problem))),
            None => match &self.output {
                Some(file) => write_body(response, file).await,
                None if self.format == "txt" => print_coloured(response).await,
                None => print_body(response).await,
            },
        }
    }
}

async fn print_body(response: Response) -> Result<(), Failure> {
    each_piece(response, super::print_bytes).await
}

/// Gives away the body piece by piece, as it is made.
async fn each_piece(
    response: Response,
    mut take: impl FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Failure::Failed(error.to_string()))?;
        frame.data_ref().map_or(Ok(()), |bytes| take(bytes))?;
    }
    Ok(())
}

/// Writes to a file beside the one that is meant and renames it at the end, so that no half of an
/// answer is ever taken for the whole.
async fn write_body(response: Response, file: &Path) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::Failed(format!("`{}` cannot be written: {error}", file.display()))
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut written = tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    each_piece(response, |bytes| written.write_all(bytes).map_err(|error| failed(&error))).await?;
    written.as_file().sync_all().map_err(|error| failed(&error))?;
    written.persist(file).map_err(|error| failed(&error.error))?;
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
        let format =
            Arg::new("format").long("format").value_parser(formats(O::PATHS)).help(format!(
                "How to write the answer [default: by the name of --output, else {}]",
                O::DEFAULT
            ));
        let output = Arg::new("output")
            .long("output")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("Write to this file instead of standard output");
        command.arg(format).arg(output).args(parameters(O::PATHS).map(|parameter| {
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
        let output: Option<PathBuf> = matches.get_one("output").cloned();
        let named = output.as_deref().and_then(|file| by_name(file, O::PATHS));
        let asked: Option<&String> = matches.get_one("format");
        let format = asked.cloned().or(named).unwrap_or_else(|| O::DEFAULT.to_owned());
        let values = |name: &str| -> Vec<String> {
            matches.get_many(name).into_iter().flatten().cloned().collect()
        };
        let pairs = parameters(O::PATHS).flat_map(|parameter| {
            let values = values(&parameter.name);
            let words = O::WORDS == Some(parameter.name.as_str());
            let values = if words { vec![values.join(" ")] } else { values };
            values.into_iter().map(move |value| (parameter.name.clone(), value))
        });
        Ok(Self { format, output, pairs: pairs.collect(), operation: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The formats of the documents, and JSON where there is a path for it.
fn formats(paths: &[&str]) -> Vec<&'static str> {
    match paths {
        [_, _] => FORMATS.iter().map(|format| format.name()).chain(["json"]).collect(),
        _ => Format::names().collect(),
    }
}

/// The format that a file's name ends in.
fn by_name(file: &Path, paths: &[&str]) -> Option<String> {
    let name = file.file_name()?.to_str()?.to_lowercase();
    let name = name.strip_suffix(".anki.txt").map_or(name.clone(), |stem| format!("{stem}.anki"));
    let (_, extension) = name.rsplit_once('.')?;
    formats(paths).contains(&extension).then(|| extension.to_owned())
}

/// The query parameters of paths, as the API's document has them.
fn parameters(paths: &[&str]) -> impl Iterator<Item = &'static Parameter> {
    let documented = &api::document().paths.paths;
    let operations = paths.iter().filter_map(|path| documented.get(*path)?.get.as_ref());
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
