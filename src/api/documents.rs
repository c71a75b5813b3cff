//! Collections as documents: to read in a terminal, to print, to open in a spreadsheet.

mod params;
mod stream;

use std::sync::Arc;

use axum::extract::State;
use utoipa::ToSchema;

pub use self::params::FORMATS;
use self::params::{
    DocumentPage, DocumentParams, FormatParam, QUESTION_FORMATS, QuestionFormatParam, Site,
};
use self::stream::Sheet;
use super::AppState;
use super::extract::{FromParams, Path, Query};
use super::filter::{AnswersParam, FilterParams};
use super::params::Params;
use super::problem::Problem;
use super::questions::SortParam;
use super::random::{DrawParams, DrawQuestions, set_address};
use super::reply::Reply;
use super::search::TextParam;
use crate::bank::Bank;
use crate::bank::order::Start;
use crate::bank::search::{HitStart, Search};
use crate::bank::view::QuestionView;
use crate::document::{About, Format, Shelves};

/// Everything that a document of questions takes.
pub struct ListDocument {
    filter: FilterParams,
    sort: SortParam,
    page: DocumentPage,
    answers: AnswersParam,
    document: DocumentParams,
}

impl FromParams for ListDocument {
    fn from_params(params: &mut Params) -> Self {
        Self {
            filter: FilterParams::from_params(params),
            sort: SortParam::from_params(params),
            page: DocumentPage::from_params(params),
            answers: AnswersParam::from_params(params),
            document: DocumentParams::from_params(params),
        }
    }
}

/// All questions of a document in JSON.
#[derive(Debug, ToSchema)]
pub struct QuestionDocument {
    /// In order.
    pub items: Vec<QuestionView>,
}

/// Get questions as a document
///
/// The questions that `/v1/questions` lists, all of them unless `limit` says fewer.
#[utoipa::path(
    get,
    path = "/v1/questions.{format}",
    tag = "documents",
    params(
        QuestionFormatParam, FilterParams, SortParam, DocumentPage, AnswersParam, DocumentParams,
    ),
    responses((status = 200, description = "The document.", content(
        (String = "text/plain"), (String = "text/markdown"), (String = "text/html"), (String = "text/csv"), (String = "application/x-ndjson"), (QuestionDocument = "application/json"),
        (String = "application/toml"), (String = "application/xml"),
        (String = "text/tab-separated-values"),
    )))
)]
pub async fn get_questions_document(
    State(state): State<AppState>,
    Path(format): Path<String>,
    site: Site,
    Query(request, address): Query<ListDocument>,
) -> Result<Reply, Problem> {
    let format = params::format(&format, QUESTION_FORMATS)?;
    request.document.check(format)?;
    let bank = state.bank();
    let selection = bank.select(&request.filter.0)?;
    let sort = request.sort.0.or_else(|| selection.listed.is_none().then(Default::default));
    let page = bank.page(&selection, sort, &Start::Offset(request.page.offset), request.page.limit);
    let about = About {
        address: Some(site.absolute(&address)),
        answers: request.answers.0,
        shelves: shelves(&bank, &page.positions, format),
        ..request.document.about("Interview questions")
    };
    let name = "questions";
    Ok(Sheet { bank: Arc::clone(&bank), positions: page.positions, format, about, name }.reply())
}

/// What a format that describes categories and tags needs to know of them.
fn shelves(bank: &Bank, positions: &[u32], format: Format) -> Shelves {
    if format != Format::Toml {
        return Shelves::default();
    }
    let (categories, tags) = bank.shelves_of(positions);
    Shelves { categories, tags }
}

/// Everything that a document of a draw takes.
pub struct DrawDocument {
    questions: DrawQuestions,
    document: DocumentParams,
}

impl FromParams for DrawDocument {
    fn from_params(params: &mut Params) -> Self {
        Self {
            questions: DrawQuestions::from_params(params),
            document: DocumentParams::from_params(params),
        }
    }
}

/// Draw a random set as a document
///
/// What `/v1/random` draws, numbered. It ends with the seed and with the address that gives this very
/// set for ever.
#[utoipa::path(
    get,
    path = "/v1/random.{format}",
    tag = "documents",
    params(
        FormatParam, FilterParams, DrawParams, AnswersParam, DocumentParams,
    ),
    responses((status = 200, description = "The document.", content(
        (String = "text/plain"), (String = "text/markdown"), (String = "text/html"), (String = "text/csv"),
    )))
)]
pub async fn get_random_document(
    State(state): State<AppState>,
    Path(format): Path<String>,
    site: Site,
    Query(DrawDocument { questions, document }, address): Query<DrawDocument>,
) -> Result<Reply, Problem> {
    let format = params::format(&format, FORMATS)?;
    document.check(format)?;
    let bank = state.bank();
    let selection = bank.select(&questions.filter.0)?;
    let (draw, repeatable) = questions.draw.into_draw(state.new_seed);
    let positions = bank.draw(&selection.set, &draw)?.positions;
    let path = format!("/v1/questions.{}", format.extension());
    let set = set_address(&bank, &positions, &address, &path);
    let about = About {
        seed: Some(draw.seed),
        sitting: i64::try_from(draw.sitting).ok(),
        address: (!positions.is_empty()).then(|| site.absolute(&set)),
        answers: questions.answers.0,
        ..document.about("Interview questions")
    };
    let sheet = Sheet { bank: Arc::clone(&bank), positions, format, about, name: "random" };
    Ok(if repeatable { sheet.reply() } else { sheet.reply().not_kept() })
}

/// Everything that a document of hits takes.
pub struct SearchDocument {
    text: TextParam,
    filter: FilterParams,
    page: DocumentPage,
    answers: AnswersParam,
    document: DocumentParams,
}

impl FromParams for SearchDocument {
    fn from_params(params: &mut Params) -> Self {
        Self {
            text: TextParam::from_params(params),
            filter: FilterParams::from_params(params),
            page: DocumentPage::from_params(params),
            answers: AnswersParam::from_params(params),
            document: DocumentParams::from_params(params),
        }
    }
}

/// Search questions as a document
///
/// The hits of `/v1/search`, best first, all of them unless `limit` says fewer.
#[utoipa::path(
    get,
    path = "/v1/search.{format}",
    tag = "documents",
    params(
        FormatParam, TextParam, FilterParams, DocumentPage, AnswersParam, DocumentParams,
    ),
    responses((status = 200, description = "The document.", content(
        (String = "text/plain"), (String = "text/markdown"), (String = "text/html"), (String = "text/csv"),
    )))
)]
pub async fn get_search_document(
    State(state): State<AppState>,
    Path(format): Path<String>,
    site: Site,
    Query(request, address): Query<SearchDocument>,
) -> Result<Reply, Problem> {
    let format = params::format(&format, FORMATS)?;
    request.document.check(format)?;
    let bank = state.bank();
    let selection = bank.select(&request.filter.0)?;
    let title = format!("Questions on “{}”", request.text.0);
    let search = Search {
        text: request.text.0,
        answers: request.answers.0,
        start: HitStart::Offset(request.page.offset),
        limit: request.page.limit,
    };
    let found = bank.search(&search, &selection.set)?;
    let about = About {
        address: Some(site.absolute(&address)),
        answers: request.answers.0,
        ..request.document.about(&title)
    };
    let positions = found.hits.into_iter().map(|hit| hit.at).collect();
    Ok(Sheet { bank: Arc::clone(&bank), positions, format, about, name: "search" }.reply())
}
