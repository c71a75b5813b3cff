//! Full-text search.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};
use xxhash_rust::xxh3::xxh3_128;

use super::address::Address;
use super::extract::{FromParams, Query};
use super::filter::{AnswersParam, FilterParams};
use super::page::{Cursor, DEFAULT_LIMIT, From, PageParams, SearchCursor, with_links};
use super::params::Params;
use super::problem::Problem;
use super::questions::FacetsParam;
use super::reply::{Reply, to_json};
use super::{AppState, schema};
use crate::bank::facets::Facets;
use crate::bank::search::{Correction, Hit, HitStart, Search};
use crate::bank::view::QuestionView;
use crate::bank::{Bank, Highlights, KeptAnswer, Rendered};

/// The longest text to search for, in characters.
const LONGEST: usize = 200;
/// How many bytes a hit has beside its question, mostly.
const BESIDE_QUESTION: usize = 800;
/// A search is done by the thread that serves the connection while the questions of the bank, times
/// the words of the text at about so many characters, are no more than these.
const AT_ONCE: usize = 600_000;
const CHARACTERS: usize = 6;

/// Hits, best first.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchPage)]
pub struct SearchPage<'a> {
    /// The hits of this page.
    items: Vec<SearchHit<'a>>,
    /// How many questions were found, on all pages together: exact.
    #[schema(example = 3, minimum = 0)]
    total: i64,
    /// Present when `facets=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    facets: Option<Facets>,
    /// Words that the bank does not have and that were read as others; empty where there are none.
    corrections: Vec<Correction>,
    /// Give it as `cursor` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "eyJoaXQiOnsic2NvcmUiOjEyLjUsIm51bWJlciI6OH19",
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 4000
    )]
    next_cursor: Option<String>,
    /// The revision of the bank that was searched.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
}

/// A question that was found.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchHit)]
pub struct SearchHit<'a> {
    /// The question.
    #[schema(value_type = QuestionView)]
    question: Rendered<'a>,
    /// The greater the better; only comparable within one answer.
    #[schema(example = 12.5, minimum = 0)]
    score: f64,
    /// The words in their surroundings.
    highlights: Highlights,
    /// How the score comes about, as JSON text; present when `explain=true`. Its form may change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "{\"value\": 12.5}")]
    explanation: Option<String>,
}

/// What to search for.
pub struct TextParam(pub(super) String);

impl FromParams for TextParam {
    fn from_params(params: &mut Params) -> Self {
        Self(search_text(params).unwrap_or_default())
    }
}

fn search_text(params: &mut Params) -> Option<String> {
    let text = match params.one("q") {
        Some(text) => text,
        None => {
            params.require("q", &allowed());
            return None;
        }
    };
    let trimmed = text.trim();
    if (1..=LONGEST).contains(&trimmed.chars().count()) {
        return Some(trimmed.to_owned());
    }
    let detail = if trimmed.is_empty() { "it is blank" } else { "it is too long" };
    params.refuse("q", &text, detail, vec![allowed()]);
    None
}

fn allowed() -> String {
    format!("1 to {LONGEST} characters")
}

impl IntoParams for TextParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::required(
            "q",
            "What to search for, as a person types it. Text in double quotes is a phrase; no other \
             character has a meaning of its own. White space around it does not count.",
            "n+1 queries",
            schema::bounded(r"\S", LONGEST),
        )]
    }
}

/// Whether to say how scores come about.
pub struct ExplainParam(bool);

impl FromParams for ExplainParam {
    fn from_params(params: &mut Params) -> Self {
        Self(params.flag("explain").unwrap_or(false))
    }
}

impl IntoParams for ExplainParam {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![schema::query(
            "explain",
            "Whether each hit says how its score comes about.",
            true,
            schema::flag(),
        )]
    }
}

/// Everything that a search takes.
pub struct SearchQuestions {
    text: TextParam,
    facets: FacetsParam,
    explain: ExplainParam,
    filter: FilterParams,
    page: PageParams,
    answers: AnswersParam,
    start: HitStart,
}

impl FromParams for SearchQuestions {
    fn from_params(params: &mut Params) -> Self {
        let text = TextParam::from_params(params);
        let facets = FacetsParam::from_params(params);
        let explain = ExplainParam::from_params(params);
        let filter = FilterParams::from_params(params);
        let page = PageParams::from_params(params);
        let answers = AnswersParam::from_params(params);
        let start = match &page.from {
            From::Offset(offset) => HitStart::Offset(*offset),
            From::Cursor(text) => SearchCursor::read(text, params)
                .map_or(HitStart::Offset(0), |cursor| HitStart::After(cursor.hit)),
        };
        Self { text, facets, explain, filter, page, answers, start }
    }
}

/// Search questions
///
/// Finds questions by the words of question, tags, key points and answer, best first: those with
/// all the words, and, when few have all of them, those with some.
#[utoipa::path(
    get,
    path = "/v1/search",
    tag = "questions",
    params(TextParam, FacetsParam, ExplainParam, FilterParams, PageParams, AnswersParam),
    responses((status = 200, description = "A page of hits.", body = inline(SearchPage)))
)]
pub async fn search_questions(
    State(state): State<AppState>,
    Query(request, address): Query<SearchQuestions>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let asked = asked(&address);
    let answer = match bank.kept_answer(&asked) {
        Some(answer) => answer,
        None if is_quick(&bank, &request) => bank.keep_answer(asked, answer(&bank, request)?),
        None => {
            let searched = Arc::clone(&bank);
            // It may take long; connections do not wait for it.
            let search = tokio::task::spawn_blocking(move || answer(&searched, request)).await;
            bank.keep_answer(asked, search.map_err(|error| Problem::internal(&error))??)
        }
    };
    let reply = Reply::streamed(Body::from(answer.body.clone()), "application/json", answer.tag);
    Ok(with_links(reply, &address, answer.next_cursor.as_deref()))
}

fn is_quick(bank: &Bank, request: &SearchQuestions) -> bool {
    let words = request.text.0.len() / CHARACTERS + 1;
    bank.len().saturating_mul(words) <= AT_ONCE
}

/// What is asked, so that two requests with the same answer mostly have the same.
fn asked(address: &Address) -> String {
    let mut asked = String::new();
    for (name, value) in &address.pairs {
        asked.extend([name, "\0", value, "\0"]);
    }
    asked
}

fn answer(bank: &Bank, request: SearchQuestions) -> Result<KeptAnswer, Problem> {
    let selection = bank.select(&request.filter.0)?;
    let search = Search {
        text: request.text.0,
        answers: request.answers.0,
        start: request.start,
        limit: request.page.limit.unwrap_or(DEFAULT_LIMIT),
    };
    let found = bank.search(&search, &selection.set)?;
    let next_cursor = found.next.map(|hit| SearchCursor { hit }.encode());
    let explanations = if request.explain.0 { bank.explain(&found)? } else { Vec::new() };
    let mut explanations = explanations.into_iter();
    let hit = |hit: &Hit| SearchHit {
        question: bank.json(hit.at, search.answers),
        score: f64::from(hit.score),
        highlights: bank.highlights(hit, &found.highlighter),
        explanation: explanations.next(),
    };
    let page = SearchPage {
        items: found.hits.iter().map(hit).collect(),
        total: found.set.len().cast_signed(),
        facets: request.facets.0.then(|| bank.facets(&found.set)),
        revision: bank.revision(),
        corrections: found.corrections.clone(),
        next_cursor: next_cursor.clone(),
    };
    let size = page.items.iter().map(|hit| hit.question.size() + BESIDE_QUESTION).sum();
    let body = to_json(size, &page);
    Ok(KeptAnswer { tag: xxh3_128(&body), body: body.into(), next_cursor })
}
