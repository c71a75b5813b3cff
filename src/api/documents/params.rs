//! What documents take besides what their collections take.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use jiff::civil::Date;
use utoipa::IntoParams;
use utoipa::openapi::Object;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::super::AppState;
use super::super::address::Address;
use super::super::extract::FromParams;
use super::super::params::{MOST, Params};
use super::super::problem::{ParameterError, Problem};
use super::super::schema;
use crate::document::{About, Format};
use crate::model::{Closed, nearest};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// The formats of every collection.
pub const FORMATS: &[Format] = &[Format::Text, Format::Markdown, Format::Html, Format::Csv];
/// The formats of questions.
pub(super) const QUESTION_FORMATS: &[Format] = &[
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::Csv,
    Format::Ndjson,
    Format::Json,
    Format::Toml,
    Format::Gift,
    Format::Xml,
    Format::Anki,
];

/// The last part of a document's path.
pub struct FormatParam;

impl IntoParams for FormatParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::path("format", "The format, as a file extension.", "txt", names(FORMATS))]
    }
}

/// The last part of the path of a document of questions.
pub struct QuestionFormatParam;

impl IntoParams for QuestionFormatParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let names = names(QUESTION_FORMATS);
        vec![schema::path("format", "The format, as a file extension.", "txt", names)]
    }
}

fn names(formats: &[Format]) -> Object {
    schema::one_of(formats.iter().map(|format| format.extension()))
}

/// The format that a path names, if the path has it.
///
/// # Errors
///
/// A problem that lists those it has.
pub(super) fn format(name: &str, formats: &[Format]) -> Result<Format, Problem> {
    let name = name.to_lowercase();
    let found = Format::named(&name).filter(|format| formats.contains(format));
    found.ok_or_else(|| {
        let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
        let meant = nearest(&name, names.iter().copied());
        let meant = meant.map_or_else(String::new, |name| format!(" Did you mean `.{name}`?"));
        let list = names.join("`, `.");
        let detail = format!("There is no such format here; there are `.{list}`.{meant}");
        Problem::plain(StatusCode::NOT_FOUND, detail)
    })
}

/// What a document is called and how it begins.
pub struct DocumentParams {
    title: Option<String>,
    date: Option<Date>,
    bom: Option<bool>,
}

impl FromParams for DocumentParams {
    fn from_params(params: &mut Params) -> Self {
        Self {
            title: params.parsed("title", |text| match text.chars().count() {
                0..=LONGEST_TITLE => Ok(text.to_owned()),
                _ => Err(format!("a title has at most {LONGEST_TITLE} characters")),
            }),
            date: params.parsed("date", |text| {
                text.parse().map_err(|_| "it is not a date such as `2026-01-31`")
            }),
            bom: params.flag("bom"),
        }
    }
}

impl IntoParams for DocumentParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            schema::query(
                "title",
                "What the document is called. For `txt`, `md` and `html`.",
                "Backend engineer",
                schema::text(LONGEST_TITLE),
            ),
            schema::query(
                "date",
                "The day to print on it. For `txt`, `md` and `html`.",
                "2026-01-31",
                schema::date(),
            ),
            schema::query(
                "bom",
                "Whether to begin with a byte-order mark, which Excel needs to read UTF-8. For \
                 `csv` alone.",
                true,
                schema::flag(),
            ),
        ]
    }
}

impl DocumentParams {
    /// Refuses what the format has no place for.
    pub(super) fn check(&self, format: Format) -> Result<(), Problem> {
        let data = format.is_data();
        let misplaced = [
            ("title", self.title.is_some() && data),
            ("date", self.date.is_some() && data),
            ("bom", self.bom.is_some() && format != Format::Csv),
        ];
        let errors = misplaced.into_iter().filter(|(_, misplaced)| *misplaced).map(|(name, _)| {
            ParameterError {
                parameter: name.to_owned(),
                value: None,
                detail: format!("`{}` documents have no `{name}`", format.extension()),
                allowed: Vec::new(),
                nearest: None,
            }
        });
        let errors: Vec<_> = errors.collect();
        if errors.is_empty() { Ok(()) } else { Err(Problem::parameters(errors)) }
    }

    /// What stands around the questions, as far as these say it.
    pub(super) fn about(self, title: &str) -> About {
        About {
            title: self.title.unwrap_or_else(|| title.to_owned()),
            date: self.date.map(|date| date.to_string()),
            bom: self.bom.unwrap_or(false),
            ..About::default()
        }
    }
}

/// Which part of a collection a document has.
pub struct DocumentPage {
    /// How many at most; all where nobody has said.
    pub limit: usize,
    /// How many are passed over.
    pub offset: usize,
}

impl FromParams for DocumentPage {
    fn from_params(params: &mut Params) -> Self {
        let size = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        Self {
            limit: params.whole("limit", 1..=MOST).map_or(usize::MAX, size),
            offset: params.whole("offset", 0..=MOST).map_or(0, size),
        }
    }
}

impl IntoParams for DocumentPage {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            schema::query(
                "limit",
                "How many at most; all without it.",
                50,
                schema::whole(1, None, None),
            ),
            schema::query("offset", "How many to pass over.", 50, schema::whole(0, None, None)),
        ]
    }
}

/// What stands in front of the addresses that a document prints.
pub struct Site(String);

impl Site {
    /// An address that also works from elsewhere.
    pub(super) fn absolute(&self, address: &Address) -> String {
        format!("{}{address}", self.0)
    }
}

impl FromRequestParts<AppState> for Site {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let asked = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        let asked = asked.or_else(|| authority(&parts.uri)).map(|host| format!("http://{host}"));
        Ok(Self(state.public_url.clone().or(asked).unwrap_or_default()))
    }
}

/// HTTP/2 has the host in the address.
fn authority(uri: &Uri) -> Option<&str> {
    uri.authority().map(|authority| authority.as_str())
}
