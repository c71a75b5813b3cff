//! The interactive documentation: Swagger UI, every byte from this binary.

use std::sync::{Arc, LazyLock};

use axum::http::{StatusCode, Uri};
use axum::response::Redirect;
use quick_cache::sync::Cache;
use utoipa_swagger_ui::Config;

use super::extract::Path;
use super::problem::Problem;
use super::reply::{Prepared, Reply};

/// More than there are.
const MOST_FILES: usize = 100;

/// Leads to the documentation.
pub async fn go_to_docs() -> Redirect {
    Redirect::to("/docs/")
}

/// The page itself.
pub async fn docs_page() -> Result<Reply, Problem> {
    file("index.html")
}

/// What the page loads.
pub async fn docs_file(Path(name): Path<String>, uri: Uri) -> Result<Reply, Problem> {
    file(&name).map_err(|_| {
        let detail = format!("The documentation has no file `{}`.", uri.path());
        Problem::plain(StatusCode::NOT_FOUND, detail)
    })
}

fn file(name: &str) -> Result<Reply, Problem> {
    // Few, and each made once: copying the largest for every request would take as long as sending.
    static FILES: LazyLock<Cache<String, Prepared>> = LazyLock::new(|| Cache::new(MOST_FILES));
    if let Some(prepared) = FILES.get(name) {
        return Ok(Reply::from(&prepared));
    }
    // The page names its own document and asks nobody to check it.
    let config = Config::new(["/openapi.json"])
        .try_it_out_enabled(true)
        .display_request_duration(true)
        .validator_url("none");
    match utoipa_swagger_ui::serve(name, Arc::new(config)) {
        Ok(Some(file)) => {
            let prepared = Prepared::new(file.bytes.into_owned(), content_type(name));
            FILES.insert(name.to_owned(), prepared.clone());
            Ok(Reply::from(&prepared))
        }
        Ok(None) => Err(Problem::for_status(StatusCode::NOT_FOUND)),
        Err(error) => Err(Problem::internal(error.as_ref())),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
