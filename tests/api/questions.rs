//! `/v1/questions` and `/v1/questions/{id}`.

use serde_json::json;

use crate::banks::MIXED;
use crate::harness::{App, all_ids, bundled_count, follow, ids};

#[tokio::test]
async fn a_question_has_every_field_that_is_known() {
    let app = App::with(MIXED).await;
    insta::assert_json_snapshot!(
        "one_choice_question",
        app.json("/v1/questions/status-for-created").await
    );
}

#[tokio::test]
async fn what_is_unknown_of_a_question_is_absent() {
    let app = App::with(MIXED).await;
    let question = app.json("/v1/questions/unanswered").await;
    insta::assert_json_snapshot!("an_unanswered_question", question);
}

#[tokio::test]
async fn an_id_is_taken_in_any_case() {
    let app = App::with(MIXED).await;
    let answer = app.get("/v1/questions/When-To-CACHE").await;
    assert_eq!(answer.json()["id"], "when-to-cache");
    assert_eq!(answer.body, app.get("/v1/questions/when-to-cache").await.body);
}

#[tokio::test]
async fn an_encoded_id_is_the_same_id() {
    let app = App::with(MIXED).await;
    assert_eq!(app.json("/v1/questions/when%2Dto%2dcache").await["number"], 3);
}

#[tokio::test]
async fn an_unknown_id_is_404_and_names_the_nearest() {
    let app = App::bundled().await;
    let answer = app.get("/v1/questions/orm-pitfals").await;
    let problem = answer.problem(404);
    assert_eq!(problem["type"], "/problems/unknown-question");
    let fault = answer.fault(404);
    assert_eq!(fault["parameter"], "id");
    assert_eq!(fault["value"], "orm-pitfals");
    assert_eq!(fault["nearest"], "orm-pitfalls");
}

#[tokio::test]
async fn of_equally_near_ids_the_first_in_the_bank_is_named() {
    let question = |number: u32| {
        format!(
            "[[question]]\nid = \"retries-{number}\"\nnumber = {number}\nquestion = \"Again?\"\n"
        )
    };
    let questions: String = (1..=9).map(question).collect();
    let bank = format!("[category]\nid = \"x\"\nname = \"X\"\nnumber = 1\n{questions}");
    let app = App::with(&[&bank]).await;
    assert_eq!(app.get("/v1/questions/retries-0").await.fault(404)["nearest"], "retries-1");
}

#[tokio::test]
async fn a_list_without_parameters_is_the_first_twenty_by_number() {
    let app = App::bundled().await;
    let page = app.json("/v1/questions").await;
    let numbers: Vec<i64> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["number"].as_i64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
    assert_eq!(page["total"], bundled_count());
    assert_eq!(page["revision"], 1);
    assert!(page.get("facets").is_none());
    assert!(page.get("missing").is_none());
}

#[tokio::test]
async fn a_list_page_has_totals_facets_and_a_cursor() {
    let app = App::with(MIXED).await;
    let page = app.json("/v1/questions?facets=true&limit=1&answers=none").await;
    insta::assert_json_snapshot!("list_page_with_facets", page);
}

#[tokio::test]
async fn a_page_leads_to_the_next_with_every_filter_kept() {
    let app = App::with(MIXED).await;
    let answer = app
        .get("/v1/questions?tag=http&difficulty=easy,medium&difficulty=hard&sort=-number&limit=2")
        .await;
    assert_eq!(ids(&answer.json()), ["when-to-cache", "safe-methods"]);
    let links = answer.links();
    let filters =
        "/v1/questions?tag=http&difficulty=easy,medium&difficulty=hard&sort=-number&limit=2";
    assert_eq!(links["first"], filters);
    assert!(links["next"].starts_with(&format!("{filters}&cursor=")), "{}", links["next"]);
    let next = app.get(&links["next"]).await;
    assert_eq!(ids(&next.json()), ["status-for-created"]);
    assert_eq!(next.links()["first"], filters);
    assert!(!next.links().contains_key("next"));
}

#[tokio::test]
async fn a_page_by_offset_leads_on_by_cursor_and_back_to_the_start() {
    let app = App::with(MIXED).await;
    let answer = app.get("/v1/questions?offset=2&limit=2&kind=open").await;
    assert_eq!(ids(&answer.json()), ["indizes"]);
    let answer = app.get("/v1/questions?offset=1&limit=2").await;
    assert_eq!(ids(&answer.json()), ["safe-methods", "when-to-cache"]);
    let links = answer.links();
    assert_eq!(links["first"], "/v1/questions?limit=2");
    assert_eq!(ids(&app.json(&links["next"]).await), ["unanswered", "indizes"]);
}

#[tokio::test]
async fn the_last_page_has_no_cursor_and_none_is_empty() {
    let app = App::with(MIXED).await;
    for limit in 1..=7 {
        let pages = follow(&app, &format!("/v1/questions?limit={limit}")).await;
        assert_eq!(pages.len(), 6_usize.div_ceil(limit));
        assert!(pages.iter().all(|page| !page["items"].as_array().unwrap().is_empty()));
        assert_eq!(all_ids(&pages).len(), 6);
    }
}

#[tokio::test]
async fn past_the_end_is_200_without_items() {
    let app = App::with(MIXED).await;
    for offset in ["6", "7", "4294967296", "9223372036854775807"] {
        let page = app.json(&format!("/v1/questions?offset={offset}")).await;
        assert_eq!(page, json!({"items": [], "total": 6, "revision": 1}));
        let page =
            app.json(&format!("/v1/questions?tag=http&sort=-question&offset={offset}")).await;
        assert_eq!(page, json!({"items": [], "total": 3, "revision": 1}));
    }
}

#[tokio::test]
async fn each_sort_orders_by_its_key_and_then_by_number() {
    let app = App::with(MIXED).await;
    let orders = [
        ("number", [1, 2, 3, 4, 5, 6]),
        ("-number", [6, 5, 4, 3, 2, 1]),
        ("question", [5, 3, 2, 6, 1, 4]),
        ("-question", [4, 1, 6, 2, 3, 5]),
        ("difficulty", [1, 2, 3, 5, 6, 4]),
        ("-difficulty", [4, 5, 6, 2, 3, 1]),
        ("created_at", [1, 2, 3, 4, 5, 6]),
        ("-created_at", [1, 2, 3, 4, 5, 6]),
        ("UPDATED_AT", [1, 2, 3, 4, 5, 6]),
    ];
    for (sort, expected) in orders {
        let page = app.json(&format!("/v1/questions?sort={sort}")).await;
        let numbers: Vec<i64> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["number"].as_i64().unwrap())
            .collect();
        assert_eq!(numbers, expected, "{sort}");
    }
}

#[tokio::test]
async fn null_is_never_sent() {
    let app = App::with(MIXED).await;
    for target in ["/v1/questions?facets=true", "/v1/random?count=9", "/v1/search?q=cache"] {
        let answer = app.get(target).await;
        assert!(!answer.text().contains("null"), "{}", answer.text());
    }
}
