//! Categories with their counts.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::AppState;
use super::extract::{NoParams, Path, Query};
use super::problem::Problem;
use super::reply::Reply;
use crate::bank::CategoryCounts;
use crate::bank::filter::Named;

/// All categories.
#[derive(Serialize, ToSchema)]
pub struct CategoryList {
    /// In their order.
    items: Vec<CategoryCounts>,
    /// How many there are.
    #[schema(example = 7, minimum = 0)]
    total: i64,
    /// The revision of the bank that this answer shows.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
}

/// List categories
///
/// All categories in their order, with how many questions each has, by difficulty, and how many of
/// them are unanswered.
#[utoipa::path(
    get,
    path = "/v1/categories",
    tag = "categories and tags",
    responses((status = 200, description = "All categories.", body = inline(CategoryList)))
)]
pub async fn list_categories(
    State(state): State<AppState>,
    Query(NoParams, _): Query<NoParams>,
) -> Reply {
    let bank = state.bank();
    let items = bank.categories();
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Reply::json(&CategoryList { items, total, revision: bank.revision() })
}

/// Get a category
///
/// One category by its slug.
#[utoipa::path(
    get,
    path = "/v1/categories/{id}",
    tag = "categories and tags",
    params(("id" = String, Path, description = "The slug of the category, in any case", example = "database", min_length = 1, max_length = 100, pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")),
    responses((status = 200, description = "The category.", body = CategoryCounts))
)]
pub async fn get_category(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(NoParams, _): Query<NoParams>,
) -> Result<Reply, Problem> {
    let bank = state.bank();
    let id = id.to_lowercase();
    let found =
        bank.category(&id).ok_or_else(|| bank.unknown(Named::Category, &id).within("id"))?;
    Ok(Reply::json(&found))
}
