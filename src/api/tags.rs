//! Tags with their counts.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::AppState;
use super::extract::{NoParams, Query};
use super::reply::Reply;
use crate::bank::TagCounts;

/// All tags.
#[derive(Serialize, ToSchema)]
pub struct TagList {
    /// By name.
    items: Vec<TagCounts>,
    /// How many there are.
    #[schema(example = 113, minimum = 0)]
    total: i64,
    /// The revision of the bank that this answer shows.
    #[schema(example = 1, minimum = 0)]
    revision: i64,
}

/// List tags
///
/// All tags by name, with how many questions carry each.
#[utoipa::path(
    get,
    path = "/v1/tags",
    tag = "categories and tags",
    responses((status = 200, description = "All tags.", body = inline(TagList)))
)]
pub async fn list_tags(
    State(state): State<AppState>,
    Query(NoParams, _): Query<NoParams>,
) -> Reply {
    let bank = state.bank();
    let items = bank.tags();
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Reply::json(&TagList { items, total, revision: bank.revision() })
}
