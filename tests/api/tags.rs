//! `/v1/tags`.

use serde_json::json;

use crate::banks::MIXED;
use crate::harness::App;

#[tokio::test]
async fn tags_come_by_name_with_their_counts() {
    let app = App::with(MIXED).await;
    let expected = json!({
        "items": [
            {"id": "api", "questions": 1},
            {"id": "c++", "questions": 1},
            {"id": "caching", "questions": 2},
            {"id": "http", "questions": 3},
            {"id": "indexing", "questions": 1},
        ],
        "total": 5,
        "revision": 1,
    });
    assert_eq!(app.json("/v1/tags").await, expected);
}

#[tokio::test]
async fn a_tag_counts_what_its_filter_finds() {
    let app = App::bundled().await;
    let tags = app.json("/v1/tags").await;
    for tag in tags["items"].as_array().unwrap() {
        let id = tag["id"].as_str().unwrap();
        let found = app.json(&format!("/v1/questions?tag={id}&limit=1")).await;
        assert_eq!(found["total"], tag["questions"], "{id}");
        assert!(!tag["description"].as_str().unwrap().is_empty(), "{id}");
    }
}
