//! Random draws.

use axum::extract::State;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::extract::{FromParams, Query};
use super::filter::{AnswersParam, FilterParams, lower};
use super::params::{Address, Params};
use super::problem::Problem;
use super::reply::Reply;
use super::{AppState, schema};
use crate::bank::Bank;
use crate::bank::draw::Draw;
use crate::bank::view::QuestionView;

/// The most questions of one draw.
const MOST: u64 = 100;
/// The most sittings of one seed.
const MOST_SITTINGS: u64 = 1_000;
/// The longest seed, in characters.
const LONGEST_SEED: usize = 64;

/// A random set.
#[derive(Serialize, ToSchema)]
#[schema(as = Draw)]
pub struct DrawAnswer<'a> {
    /// The text that repeats this draw.
    #[schema(example = "monday")]
    seed: String,
    /// The revision of the bank that it was drawn from.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
    /// Which sitting this is.
    #[schema(example = 1, minimum = 1, maximum = 1000)]
    sitting: i64,
    /// How many questions were asked for.
    #[schema(example = 5, minimum = 1)]
    asked: i64,
    /// How many there are.
    #[schema(example = 5, minimum = 0)]
    given: i64,
    /// The sum of the estimates of those given.
    #[schema(example = 38, minimum = 0)]
    minutes: i64,
    /// The questions, in the order drawn.
    #[schema(value_type = Vec<QuestionView>)]
    items: Vec<&'a RawValue>,
    /// What the supply fell short of; empty when nothing is short.
    shortfall: Vec<Shortfall>,
    /// Related addresses.
    links: DrawLinks,
}

/// A share that the supply could not fill.
#[derive(Serialize, ToSchema)]
pub struct Shortfall {
    /// What was to be filled; `all` is the whole draw.
    #[schema(example = "all")]
    share: String,
    /// How many were asked for.
    #[schema(example = 10, minimum = 1)]
    asked: i64,
    /// How many there are.
    #[schema(example = 6, minimum = 0)]
    given: i64,
}

/// Addresses around a draw, as absolute paths.
#[derive(Serialize, ToSchema)]
pub struct DrawLinks {
    /// This draw again, as long as the bank stays.
    #[schema(example = "/v1/random?count=5&seed=monday")]
    #[serde(rename = "self")]
    this: String,
    /// The next candidate's: the same filters and seed, and no question of this draw. Absent after
    /// the last sitting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "/v1/random?count=5&seed=monday&sitting=2")]
    next: Option<String>,
    /// This very set for ever; absent from an empty draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "/v1/questions?ids=orm-pitfalls,closure")]
    set: Option<String>,
}

/// What a draw takes besides filters.
pub struct DrawParams {
    count: usize,
    seed: Option<String>,
    sitting: usize,
    exclude: Vec<String>,
}

impl FromParams for DrawParams {
    fn from_params(params: &mut Params) -> Self {
        let whole = |value: Option<u64>| value.and_then(|v| usize::try_from(v).ok()).unwrap_or(1);
        Self {
            count: whole(params.whole("count", 1..=MOST)),
            seed: params.parsed("seed", |text| match text.chars().count() {
                1..=LONGEST_SEED => Ok(text.to_owned()),
                _ => Err(format!("a seed has 1 to {LONGEST_SEED} characters")),
            }),
            sitting: whole(params.whole("sitting", 1..=MOST_SITTINGS)),
            exclude: lower(params.many("exclude")),
        }
    }
}

impl IntoParams for DrawParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let most = |most: u64| Some(most.cast_signed());
        vec![
            schema::query("count", "How many questions.", 5, schema::whole(1, most(MOST), Some(1))),
            schema::query(
                "seed",
                "Any text. The same seed, filters and revision give the same questions in the same \
                 order. Without one, the server makes it up.",
                "monday",
                schema::text(LONGEST_SEED),
            ),
            schema::query(
                "sitting",
                "Which candidate of the same seed: none gets a question that an earlier one had.",
                2,
                schema::whole(1, most(MOST_SITTINGS), Some(1)),
            ),
            schema::list(
                "exclude",
                "Ids not to draw; unknown ones are passed over.",
                "closure",
                schema::text(100),
            ),
        ]
    }
}

/// Everything that a draw takes.
pub struct DrawQuestions {
    filter: FilterParams,
    draw: DrawParams,
    answers: AnswersParam,
}

impl FromParams for DrawQuestions {
    fn from_params(params: &mut Params) -> Self {
        Self {
            filter: FilterParams::from_params(params),
            draw: DrawParams::from_params(params),
            answers: AnswersParam::from_params(params),
        }
    }
}

/// Draw a random set
///
/// Draws from the filtered questions without repeats, each equally likely. `links.self` repeats the
/// draw, `links.next` draws for the next candidate, `links.set` gives this very set for ever.
#[utoipa::path(
    get,
    path = "/v1/random",
    tag = "questions",
    params(FilterParams, DrawParams, AnswersParam),
    responses((status = 200, description = "The set. Short supply is no error: see `shortfall`.", body = inline(DrawAnswer)))
)]
pub async fn draw_questions(
    State(state): State<AppState>,
    Query(request, address): Query<DrawQuestions>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let selection = bank.select(&request.filter.0)?;
    let given_seed = request.draw.seed.is_some();
    let draw = Draw {
        seed: request.draw.seed.clone().unwrap_or_else(state.new_seed),
        count: request.draw.count,
        sitting: request.draw.sitting,
        exclude: request.draw.exclude.clone(),
    };
    let drawn = bank.draw(&selection.set, &draw);
    let reply = Reply::json(&answer(&bank, &request, draw, &drawn, address));
    Ok(if given_seed { reply } else { reply.not_kept() })
}

fn answer<'a>(
    bank: &'a Bank,
    request: &DrawQuestions,
    draw: Draw,
    drawn: &[u32],
    address: Address,
) -> DrawAnswer<'a> {
    let (asked, given) = (whole(draw.count), whole(drawn.len()));
    let short = Shortfall { share: "all".to_owned(), asked, given };
    DrawAnswer {
        links: links(bank, &draw, drawn, address),
        seed: draw.seed,
        revision: bank.revision(),
        sitting: whole(draw.sitting),
        asked,
        given,
        minutes: drawn.iter().filter_map(|&at| bank.question(at).minutes).sum(),
        items: drawn.iter().map(|&at| bank.json(at, request.answers.0)).collect(),
        shortfall: if given < asked { vec![short] } else { Vec::new() },
    }
}

fn links(bank: &Bank, draw: &Draw, drawn: &[u32], address: Address) -> DrawLinks {
    let ids: Vec<&str> = drawn.iter().map(|&at| bank.question(at).id.as_str()).collect();
    let answers = address.pairs.iter().find(|(name, _)| name == "answers");
    let set = Address { path: "/v1/questions".to_owned(), pairs: Vec::new() }
        .with("ids", Some(ids.join(",")))
        .with("answers", answers.map(|(_, value)| value.clone()));
    let this = address.with("seed", Some(draw.seed.clone()));
    let sitting = whole(draw.sitting) + 1;
    let next = (sitting <= MOST_SITTINGS.cast_signed())
        .then(|| this.clone().with("sitting", Some(sitting.to_string())).to_string());
    DrawLinks { this: this.to_string(), next, set: (!ids.is_empty()).then(|| set.to_string()) }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
