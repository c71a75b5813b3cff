//! The HTTP API: one table of routes, and the document made from it.
//!
//! A handler takes a typed request (its own [extractors](extract) have refused whatever is not
//! one), asks the [bank](crate::bank), and returns a [reply] or a [problem]. What
//! holds for every request (limits, caching, request ids) is in [`crate::server`].

pub mod address;
pub mod categories;
pub mod docs;
pub mod documents;
pub mod extract;
pub mod filter;
pub mod health;
pub mod openapi;
pub mod page;
pub mod params;
pub mod problem;
pub mod questions;
pub mod random;
pub mod reply;
pub mod schema;
pub mod search;
pub mod similar;
pub mod tags;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::bank::Bank;
use crate::watch::Current;

/// What handlers answer from.
#[derive(Clone)]
pub struct AppState {
    /// The bank.
    pub current: Arc<Current>,
    /// What documents print in front of addresses; where it is absent, what the caller came by.
    pub public_url: Option<String>,
    /// Makes up a seed for a draw that comes without one.
    pub new_seed: fn() -> String,
    /// The counters, in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

impl AppState {
    /// The bank to answer this request from.
    pub fn bank(&self) -> Arc<Bank> {
        self.current.bank()
    }
}

/// Every path of the service.
pub fn router(state: AppState) -> Router {
    let (router, _) = documented().split_for_parts();
    router
        .route("/", get(docs::go_to_docs))
        .route("/docs", get(docs::go_to_docs))
        .route("/docs/", get(docs::docs_page))
        .route("/docs/{file}", get(docs::docs_file))
        .fallback(problem::unknown_path)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(state)
}

/// The OpenAPI document of the service.
pub fn document() -> &'static OpenApi {
    static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| {
        let (_, document) = documented().split_for_parts();
        openapi::complete(document)
    });
    &DOCUMENT
}

/// The paths for programs, each of which is in the document. One `routes!` a path: two paths in
/// one would each take the methods of both.
fn documented() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(questions::list_questions))
        .routes(routes!(documents::get_questions_document))
        .routes(routes!(questions::get_question))
        .routes(routes!(similar::list_similar_questions))
        .routes(routes!(random::draw_questions))
        .routes(routes!(documents::get_random_document))
        .routes(routes!(search::search_questions))
        .routes(routes!(documents::get_search_document))
        .routes(routes!(categories::list_categories))
        .routes(routes!(categories::get_category))
        .routes(routes!(tags::list_tags))
        .routes(routes!(openapi::get_openapi_json))
        .routes(routes!(openapi::get_openapi_yaml))
        .routes(routes!(problem::get_problem_type))
        .routes(routes!(health::get_liveness))
        .routes(routes!(health::get_readiness))
        .routes(routes!(health::get_metrics))
}
