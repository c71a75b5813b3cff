//! Questions that are like another one.

use axum::extract::State;
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::extract::{FromParams, Path, Query};
use super::filter::AnswersParam;
use super::params::Params;
use super::problem::Problem;
use super::reply::Reply;
use super::{AppState, schema};
use crate::bank::Rendered;
use crate::bank::filter::Named;
use crate::bank::search::Hit;
use crate::bank::view::QuestionView;

/// The most that are given, and how many where nobody has said.
const MOST: u64 = 20;
const DEFAULT: usize = 5;

/// The questions most like another one.
#[derive(Serialize, ToSchema)]
pub struct SimilarQuestions<'a> {
    /// The most similar one first.
    items: Vec<SimilarQuestion<'a>>,
    /// How many there are.
    #[schema(example = 5, minimum = 0)]
    total: i64,
    /// The revision of the bank that this answer shows.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
}

/// A question that is like another one.
#[derive(Serialize, ToSchema)]
#[schema(as = SimilarQuestion)]
pub struct SimilarQuestion<'a> {
    /// The question.
    #[schema(value_type = QuestionView)]
    question: Rendered<'a>,
    /// The greater the more similar; only comparable within one answer.
    #[schema(example = 8.25, minimum = 0)]
    score: f64,
}

/// What the list of similar questions takes.
pub struct SimilarParams {
    limit: usize,
    answers: AnswersParam,
}

impl FromParams for SimilarParams {
    fn from_params(params: &mut Params) -> Self {
        let limit = params.whole("limit", 1..=MOST);
        Self {
            limit: limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(DEFAULT),
            answers: AnswersParam::from_params(params),
        }
    }
}

impl IntoParams for SimilarParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::query(
            "limit",
            "How many at most; 5 where nothing is said.",
            5,
            schema::whole(1, i64::try_from(MOST).ok(), None),
        )]
    }
}

/// List similar questions
///
/// The questions that share the most telling words with this one: those of its title, tags and key
/// points. With `answers=none` key points and answers play no part.
#[utoipa::path(
    get,
    path = "/v1/questions/{id}/similar",
    tag = "questions",
    params(("id" = String, Path, description = "The slug of the question, in any case", example = "orm-pitfalls", max_length = 100), SimilarParams, AnswersParam),
    responses((status = 200, description = "The most similar questions.", body = inline(SimilarQuestions)))
)]
pub async fn list_similar_questions(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(request, _): Query<SimilarParams>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let id = id.to_lowercase();
    let at = bank.get(&id).ok_or_else(|| bank.unknown(Named::Question, &id))?;
    let answers = request.answers.0;
    let hits = bank.similar(at, answers, request.limit)?;
    let item = |hit: &Hit| SimilarQuestion {
        question: bank.json(hit.at, answers),
        score: f64::from(hit.score),
    };
    Ok(Reply::json(&SimilarQuestions {
        items: hits.iter().map(item).collect(),
        total: i64::try_from(hits.len()).unwrap_or(i64::MAX),
        revision: bank.revision(),
    }))
}
