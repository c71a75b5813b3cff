//! Random draws.

mod mix;

use axum::extract::State;
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::address::Address;
use super::extract::{FromParams, Query};
use super::filter::{AnswersParam, FilterParams, lower};
use super::params::Params;
use super::problem::Problem;
use super::reply::Reply;
use super::{AppState, schema};
use crate::bank::draw::{self, Draw, Drawn, MOST, Plan, Spread};
use crate::bank::view::{Answers, QuestionView};
use crate::bank::{Bank, RenderedList};

/// The longest time budget, in minutes.
const MOST_MINUTES: u64 = 600;
/// The most sittings of one seed.
const MOST_SITTINGS: u64 = 1_000;
/// The longest seed, in characters.
const LONGEST_SEED: usize = 64;

/// A random set.
#[derive(Serialize, ToSchema)]
#[schema(as = Draw)]
pub struct DrawAnswer<'a> {
    /// The text that repeats this draw.
    #[schema(example = "monday", min_length = 1, max_length = 64)]
    seed: String,
    /// The revision of the bank that it was drawn from.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
    /// Which sitting this is.
    #[schema(example = 1, minimum = 1, maximum = 1000)]
    sitting: i64,
    /// How many questions were asked for; absent where a time budget was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 5, minimum = 1, maximum = 100)]
    asked: Option<i64>,
    /// How many there are.
    #[schema(example = 5, minimum = 0)]
    given: i64,
    /// The sum of the estimates of those given.
    #[schema(example = 38, minimum = 0)]
    minutes: i64,
    /// The questions, in the order drawn.
    #[schema(value_type = Vec<QuestionView>)]
    items: RenderedList<'a>,
    /// What the supply fell short of; empty when nothing is short.
    shortfall: Vec<Shortfall>,
    /// Related addresses.
    links: DrawLinks,
}

/// A share that the supply could not fill.
#[derive(Serialize, ToSchema)]
pub struct Shortfall {
    /// What was to be filled: a share of `mix`, a category or difficulty of `balance`, or `all`.
    #[schema(example = "all", min_length = 1, max_length = 112)]
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
    #[schema(example = "/v1/random?count=5&seed=monday", pattern = "^/v1/")]
    #[serde(rename = "self")]
    this: String,
    /// The next candidate's: the same filters and seed, and no question of this draw; absent after
    /// the last sitting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "/v1/random?count=5&seed=monday&sitting=2",
        pattern = "^/v1/"
    )]
    next: Option<String>,
    /// This very set for ever; absent from an empty draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "/v1/questions?ids=orm-pitfalls,closure",
        pattern = "^/v1/"
    )]
    set: Option<String>,
}

/// What a draw takes besides filters.
pub struct DrawParams {
    plan: Plan,
    seed: Option<String>,
    sitting: usize,
    exclude: Vec<String>,
}

impl FromParams for DrawParams {
    fn from_params(params: &mut Params) -> Self {
        Self {
            plan: plan(params),
            seed: params.parsed("seed", |text| match text.chars().count() {
                1..=LONGEST_SEED => Ok(text.to_owned()),
                _ => Err(format!("a seed has 1 to {LONGEST_SEED} characters")),
            }),
            sitting: params.whole("sitting", 1..=MOST_SITTINGS).map_or(1, size),
            exclude: lower(params.many("exclude")),
        }
    }
}

impl DrawParams {
    /// The draw, and whether whoever asked can ask for it again.
    pub(super) fn into_draw(self, new_seed: fn() -> String) -> (Draw, bool) {
        let repeatable = self.seed.is_some();
        let draw = Draw {
            seed: self.seed.unwrap_or_else(new_seed),
            plan: self.plan,
            sitting: self.sitting,
            exclude: self.exclude,
        };
        (draw, repeatable)
    }
}

/// `count` (with `balance`), `mix` or `minutes`.
fn plan(params: &mut Params) -> Plan {
    let count = params.whole("count", 1..=MOST as u64).map(size);
    let balance: Option<Spread> = params.closed("balance");
    let mix = mix::shares(params);
    let minutes = params.whole("minutes", 1..=MOST_MINUTES);
    params.apart("count", &["mix", "minutes"]);
    params.apart("balance", &["mix", "minutes"]);
    params.apart("mix", &["minutes"]);
    let count = count.unwrap_or(1);
    match (mix, minutes, balance) {
        (Some(shares), ..) => Plan::Mix(shares),
        (_, Some(minutes), _) => Plan::Minutes(minutes.cast_signed()),
        (_, _, Some(spread)) => Plan::Balance(count, spread),
        _ => Plan::Count(count),
    }
}

impl IntoParams for DrawParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let most = |most: u64| Some(most.cast_signed());
        vec![
            schema::query(
                "count",
                "How many questions; 1 without it. Not together with `mix` or `minutes`.",
                5,
                schema::whole(1, most(MOST as u64), None),
            ),
            schema::query(
                "balance",
                "Spread `count` over categories or difficulties as evenly as the supply allows.",
                "category",
                schema::closed::<Spread>(),
            ),
            mix::parameter(),
            schema::query(
                "minutes",
                "A time budget instead of `count`: questions whose estimates add up to at most \
                 this. Those without an estimate are left out.",
                45,
                schema::whole(1, most(MOST_MINUTES), None),
            ),
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
                schema::name(),
            ),
        ]
    }
}

/// Everything that a draw takes.
pub struct DrawQuestions {
    pub(super) filter: FilterParams,
    pub(super) draw: DrawParams,
    pub(super) answers: AnswersParam,
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
    let (draw, repeatable) = request.draw.into_draw(state.new_seed);
    let drawn = bank.draw(&selection.set, &draw)?;
    let answer = answer(&bank, request.answers.0, draw, drawn, address);
    let reply = Reply::json_of(answer.items.size(), &answer);
    Ok(if repeatable { reply } else { reply.not_kept() })
}

fn answer(
    bank: &Bank,
    answers: Answers,
    draw: Draw,
    drawn: Drawn,
    address: Address,
) -> DrawAnswer<'_> {
    let positions = &drawn.positions;
    DrawAnswer {
        links: links(bank, &draw, positions, address),
        seed: draw.seed,
        revision: bank.revision(),
        sitting: whole(draw.sitting),
        asked: drawn.asked.map(whole),
        given: whole(positions.len()),
        minutes: positions.iter().filter_map(|&at| bank.minutes(at)).sum(),
        items: positions.iter().map(|&at| bank.json(at, answers)).collect(),
        shortfall: drawn.shortfall.into_iter().map(Shortfall::from).collect(),
    }
}

impl From<draw::Shortfall> for Shortfall {
    fn from(short: draw::Shortfall) -> Self {
        Self { share: short.share, asked: whole(short.asked), given: whole(short.given) }
    }
}

fn links(bank: &Bank, draw: &Draw, drawn: &[u32], address: Address) -> DrawLinks {
    let set = set_address(bank, drawn, &address, "/v1/questions");
    let this = address.with("seed", Some(draw.seed.clone()));
    let sitting = draw.sitting + 1;
    let next = this.clone().with("sitting", Some(sitting.to_string()));
    DrawLinks {
        this: this.text(),
        next: (sitting as u64 <= MOST_SITTINGS).then(|| next.text()),
        set: (!drawn.is_empty()).then(|| set.text()),
    }
}

/// Where these very questions are to be had for ever, with `answers` as in the draw.
pub(super) fn set_address(bank: &Bank, drawn: &[u32], draw: &Address, path: &str) -> Address {
    let ids: Vec<&str> = drawn.iter().map(|&at| bank.id(at)).collect();
    let answers = draw.pairs.iter().find(|(name, _)| name == "answers");
    Address { path: path.to_owned(), pairs: Vec::new() }
        .with("ids", Some(ids.join(",")))
        .with("answers", answers.map(|(_, value)| value.clone()))
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
