//! `/v1/categories` and `/v1/categories/{id}`.

use serde_json::json;

use crate::banks::MIXED;
use crate::harness::App;

#[tokio::test]
async fn the_bundled_categories_have_their_counts() {
    let app = App::bundled().await;
    let list = app.json("/v1/categories").await;
    let counts: Vec<(&str, i64)> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["id"].as_str().unwrap(), item["questions"].as_i64().unwrap()))
        .collect();
    let expected = [
        ("general", 45),
        ("api", 30),
        ("database", 37),
        ("scalability", 26),
        ("security", 28),
        ("testing", 22),
        ("deployment", 22),
    ];
    assert_eq!(counts, expected);
    assert_eq!(list["total"], 7);
}

#[tokio::test]
async fn categories_are_counted_by_difficulty_and_unanswered() {
    let app = App::with(MIXED).await;
    insta::assert_json_snapshot!("categories", app.json("/v1/categories").await);
}

#[tokio::test]
async fn counts_by_difficulty_add_up() {
    let app = App::bundled().await;
    for category in app.json("/v1/categories").await["items"].as_array().unwrap() {
        let counts = category["by_difficulty"].as_object().unwrap();
        let sum: i64 = counts.values().map(|count| count.as_i64().unwrap()).sum();
        assert_eq!(category["questions"], sum, "{category}");
    }
}

#[tokio::test]
async fn one_category_is_the_one_of_the_list_in_any_case() {
    let app = App::with(MIXED).await;
    let list = app.json("/v1/categories").await;
    assert_eq!(app.json("/v1/categories/data").await, list["items"][1]);
    assert_eq!(app.json("/v1/categories/DATA").await, list["items"][1]);
    let empty = app.json("/v1/categories/empty").await;
    assert_eq!(empty["questions"], 0);
    assert_eq!(empty["by_difficulty"], json!({"easy": 0, "medium": 0, "hard": 0, "unknown": 0}));
}

#[tokio::test]
async fn an_unknown_category_is_404_and_names_the_nearest() {
    let app = App::bundled().await;
    let answer = app.get("/v1/categories/databse").await;
    assert_eq!(answer.problem(404)["type"], "/problems/unknown-category");
    let fault = answer.fault(404);
    assert_eq!(fault["parameter"], "id");
    assert_eq!(fault["value"], "databse");
    assert_eq!(fault["nearest"], "database");
}
