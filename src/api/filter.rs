//! The parameters that lists, draws and searches share.

use jiff::Timestamp;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::extract::FromParams;
use super::params::Params;
use super::schema;
use crate::bank::filter::{Filter, Level};
use crate::bank::view::Answers;
use crate::model::{Kind, MAX_NAME, is_language_tag};

/// Which questions are meant.
pub struct FilterParams(pub Filter);

impl FromParams for FilterParams {
    fn from_params(params: &mut Params) -> Self {
        Self(Filter {
            category: lower(params.many("category")),
            difficulty: params.closed_many("difficulty"),
            tag: tags(params.many("tag")),
            any_tag: tags(params.many("any_tag")),
            kind: params.closed("kind"),
            answered: params.flag("answered"),
            language: params.parsed("language", language),
            ids: lower(params.many("ids")),
            updated_since: params.parsed("updated_since", time),
        })
    }
}

impl IntoParams for FilterParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            schema::list(
                "category",
                "In any of these categories (slugs). Repeat the key or use commas.",
                "database",
                schema::name(),
            ),
            schema::list(
                "difficulty",
                "Of any of these difficulties; `unknown` is for questions without one.",
                "easy",
                schema::closed::<Level>(),
            ),
            schema::list("tag", "With all of these tags.", "caching", schema::name()),
            schema::list("any_tag", "With any of these tags.", "caching", schema::name()),
            schema::query("kind", "Of this kind.", "open", schema::closed::<Kind>()),
            schema::query("answered", "Whether the bank has an answer.", true, schema::flag()),
            schema::query(
                "language",
                "In this language (BCP 47), in any case.",
                "en",
                schema::bounded("^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$", MAX_NAME),
            ),
            schema::list(
                "ids",
                "These questions, in this order: the permanent address of a set. Those that the \
                 bank no longer has are listed in `missing` where the answer has it.",
                "orm-pitfalls",
                schema::name(),
            ),
            schema::query(
                "updated_since",
                "Whose content changed at that time (RFC 3339) or later.",
                "2026-01-01T00:00:00Z",
                schema::time(),
            ),
        ]
    }
}

/// How answers are shown.
pub struct AnswersParam(pub Answers);

impl FromParams for AnswersParam {
    fn from_params(params: &mut Params) -> Self {
        Self(params.closed("answers").unwrap_or_default())
    }
}

impl IntoParams for AnswersParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::query(
            "answers",
            "How the Markdown of questions and answers is given: as it is, rendered and sanitised \
             (`html`), or taken away (`text`). `none` withholds answers, key points, follow-ups, \
             references and which option is correct.",
            "text",
            schema::closed_or(Answers::default()),
        )]
    }
}

/// Slugs are taken in any case.
pub(super) fn lower(names: Vec<String>) -> Vec<String> {
    names.into_iter().map(|name| name.to_lowercase()).collect()
}

/// Tags are taken in any case. None has a blank, so a blank was meant to be a plus sign, which
/// `c++` has and forms write as `%2B`.
fn tags(names: Vec<String>) -> Vec<String> {
    names.into_iter().map(|name| name.to_lowercase().replace(' ', "+")).collect()
}

fn language(text: &str) -> Result<String, &'static str> {
    let tag = is_language_tag(text).then(|| text.to_owned());
    tag.ok_or("it is not a language tag (BCP 47) such as `en` or `pt-BR`")
}

fn time(text: &str) -> Result<Timestamp, &'static str> {
    // The plus sign of an offset is a blank in a query, unless it is written as `%2B`.
    let signed = || text.rsplit_once(' ').map(|(time, offset)| format!("{time}+{offset}"));
    let time = text.parse().ok().or_else(|| signed()?.parse().ok());
    time.ok_or("it is not a time (RFC 3339) such as `2026-01-31T09:00:00Z`")
}
