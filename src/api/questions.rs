//! Questions: the list, and one by its id.

use axum::extract::State;
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::extract::{FromParams, Path, Query};
use super::filter::{AnswersParam, FilterParams};
use super::page::{Cursor, DEFAULT_LIMIT, From, ListCursor, PageParams, with_links};
use super::params::Params;
use super::problem::Problem;
use super::reply::Reply;
use super::{AppState, schema};
use crate::bank::RenderedList;
use crate::bank::facets::Facets;
use crate::bank::filter::Named;
use crate::bank::order::{Sort, Start};
use crate::bank::view::QuestionView;

/// A part of a list of questions.
#[derive(Serialize, ToSchema)]
#[schema(as = QuestionPage)]
pub struct QuestionPage<'a> {
    /// The questions of this page.
    #[schema(value_type = Vec<QuestionView>)]
    items: RenderedList<'a>,
    /// How many questions the filters take, on all pages together: exact.
    #[schema(example = 210, minimum = 0)]
    total: i64,
    /// Give it as `cursor` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "eyJzb3J0Ijp7ImtleSI6Im51bWJlciIsImRlc2NlbmRpbmciOmZhbHNlfSwicGxhY2UiOnsia2V5IjowLCJudW1iZXIiOjIwfX0",
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 4000
    )]
    next_cursor: Option<String>,
    /// Those of `ids` that the bank does not have; absent where it has all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 250, example = json!(["left-long-ago"]))]
    missing: Vec<String>,
    /// Present when `facets=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    facets: Option<Facets>,
    /// The revision of the bank that this answer shows.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
}

/// The order of a list.
pub struct SortParam(pub(super) Option<Sort>);

impl FromParams for SortParam {
    fn from_params(params: &mut Params) -> Self {
        Self(params.closed("sort"))
    }
}

impl IntoParams for SortParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::query(
            "sort",
            "The order, with `-` in front from the greatest to the smallest. `number` is the last \
             key of each, and the order without `sort`; with `ids`, that is the order of the ids.",
            "-updated_at",
            schema::closed::<Sort>(),
        )]
    }
}

/// Whether to count the filtered questions.
pub struct FacetsParam(pub(super) bool);

impl FromParams for FacetsParam {
    fn from_params(params: &mut Params) -> Self {
        Self(params.flag("facets").unwrap_or(false))
    }
}

impl IntoParams for FacetsParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::query(
            "facets",
            "Whether to count the filtered questions by category, difficulty, tag and kind.",
            true,
            schema::flag(),
        )]
    }
}

/// Everything that a list takes.
pub struct ListQuestions {
    filter: FilterParams,
    page: PageParams,
    facets: FacetsParam,
    answers: AnswersParam,
    start: Start,
    sort: Option<Sort>,
}

impl FromParams for ListQuestions {
    fn from_params(params: &mut Params) -> Self {
        let filter = FilterParams::from_params(params);
        let page = PageParams::from_params(params);
        let SortParam(sort) = SortParam::from_params(params);
        let facets = FacetsParam::from_params(params);
        let answers = AnswersParam::from_params(params);
        let sort = sort.or_else(|| filter.0.ids.is_empty().then(Sort::default));
        let start = match &page.from {
            From::Offset(offset) => Start::Offset(*offset),
            From::Cursor(text) => start_after(text, sort, params),
        };
        Self { filter, page, facets, answers, start, sort }
    }
}

/// A cursor continues the order that it was made in, and no other.
fn start_after(text: &str, sort: Option<Sort>, params: &mut Params) -> Start {
    match ListCursor::read(text, params) {
        Some(cursor) if cursor.sort == sort => return Start::After(cursor.place),
        Some(_) => params.refuse("cursor", text, "it was made with another `sort`", vec![]),
        None => {}
    }
    Start::Offset(0)
}

/// List questions
///
/// The questions that the filters take, sorted, a page at a time. `Link` has the addresses of the
/// first and the next page.
#[utoipa::path(
    get,
    path = "/v1/questions",
    tag = "questions",
    params(FilterParams, SortParam, FacetsParam, PageParams, AnswersParam),
    responses((status = 200, description = "A page of questions.", body = inline(QuestionPage)))
)]
pub async fn list_questions(
    State(state): State<AppState>,
    Query(request, address): Query<ListQuestions>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let selection = bank.select(&request.filter.0)?;
    // A set by its ids comes whole.
    let limit = request.page.limit.unwrap_or(match &selection.listed {
        Some(listed) => listed.len(),
        None => DEFAULT_LIMIT,
    });
    let page = bank.page(&selection, request.sort, &request.start, limit);
    let next_cursor = page.next.map(|place| ListCursor { sort: request.sort, place }.encode());
    let answer = QuestionPage {
        items: page.positions.iter().map(|&at| bank.json(at, request.answers.0)).collect(),
        total: selection.set.len().cast_signed(),
        facets: request.facets.0.then(|| bank.facets(&selection.set)),
        missing: selection.missing,
        revision: bank.revision(),
        next_cursor,
    };
    let reply = Reply::json_of(answer.items.size(), &answer);
    Ok(with_links(reply, &address, answer.next_cursor.as_deref()))
}

/// Get a question
///
/// One question by its id.
#[utoipa::path(
    get,
    path = "/v1/questions/{id}",
    tag = "questions",
    params(("id" = String, Path, description = "The slug of the question, in any case", example = "orm-pitfalls", min_length = 1, max_length = 100, pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"), AnswersParam),
    responses((status = 200, description = "The question.", body = QuestionView))
)]
pub async fn get_question(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(AnswersParam(answers), _): Query<AnswersParam>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let id = id.to_lowercase();
    let found = bank.get(&id).ok_or_else(|| bank.unknown(Named::Question, &id))?;
    Ok(Reply::json_text(bank.json(found, answers).to_bytes()))
}
