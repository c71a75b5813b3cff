//! What is left of a server when all the work is taken away: axum answering with bytes that were
//! prepared beforehand. Nothing that speaks HTTP through axum can be much faster.
//!
//!     bare ADDRESS FOLDER
//!
//! FOLDER has a body for each path: `one.json`, `page.json`, `random.json`, `search.json`.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, folder] = arguments.as_slice() else {
        return Err("usage: bare ADDRESS FOLDER".into());
    };
    let answer = |name: &str| -> std::io::Result<_> {
        let body = Bytes::from(std::fs::read(format!("{folder}/{name}.json"))?);
        Ok(get(move || async move { ([(CONTENT_TYPE, "application/json")], body) }))
    };
    let router = Router::new()
        .route("/v1/questions", answer("page")?)
        .route("/v1/questions/{id}", answer("one")?)
        .route("/v1/random", answer("random")?)
        .route("/v1/search", answer("search")?);
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, router).await?)
}
