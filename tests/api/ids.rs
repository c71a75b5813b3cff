//! `ids`: the permanent address of a set.

use serde_json::json;

use crate::banks::MIXED;
use crate::harness::{App, all_ids, follow, ids};

#[tokio::test]
async fn ids_give_their_order_and_each_question_once() {
    let app = App::with(MIXED).await;
    let page = app.json("/v1/questions?ids=indizes,unanswered&ids=Safe-Methods,INDIZES").await;
    assert_eq!(ids(&page), ["indizes", "unanswered", "safe-methods"]);
    assert_eq!(page["total"], 3);
    assert!(page.get("missing").is_none());
}

#[tokio::test]
async fn ids_come_all_at_once_unless_limit_says_fewer() {
    let app = App::bundled().await;
    let all = all_ids(&follow(&app, "/v1/questions?limit=100&sort=-number").await);
    let whole = app.get(&format!("/v1/questions?ids={}", all.join(","))).await;
    assert_eq!(ids(&whole.json()), all);
    assert!(!whole.links().contains_key("next"));
    let pages = follow(&app, &format!("/v1/questions?limit=7&ids={}", all.join(","))).await;
    assert_eq!(pages.len(), all.len().div_ceil(7));
    assert_eq!(all_ids(&pages), all);
}

#[tokio::test]
async fn ids_that_are_gone_are_listed_as_missing() {
    let app = App::with(MIXED).await;
    let page = app.json("/v1/questions?ids=gone,unanswered,also-gone").await;
    assert_eq!(ids(&page), ["unanswered"]);
    assert_eq!(page["missing"], json!(["gone", "also-gone"]));
    assert_eq!(page["total"], 1);
}

#[tokio::test]
async fn only_ids_that_are_gone_are_404() {
    let app = App::with(MIXED).await;
    let answer = app.get("/v1/questions?ids=unanswred,gone").await;
    assert_eq!(answer.problem(404)["type"], "/problems/unknown-question");
    let fault = answer.fault(404);
    assert_eq!(fault["parameter"], "ids");
    assert_eq!(fault["value"], "unanswred");
    assert_eq!(fault["nearest"], "unanswered");
}

#[tokio::test]
async fn other_filters_hold_for_ids_too_and_make_none_missing() {
    let app = App::with(MIXED).await;
    let page = app.json("/v1/questions?ids=indizes,safe-methods,unanswered&category=data").await;
    assert_eq!(ids(&page), ["indizes", "unanswered"]);
    assert!(page.get("missing").is_none());
}

#[tokio::test]
async fn a_sort_overrules_the_order_of_ids() {
    let app = App::with(MIXED).await;
    let page = app.json("/v1/questions?ids=indizes,unanswered,safe-methods&sort=number").await;
    assert_eq!(ids(&page), ["safe-methods", "unanswered", "indizes"]);
}

#[tokio::test]
async fn two_hundred_and_fifty_ids_are_taken_and_one_more_is_not() {
    let app = App::with(MIXED).await;
    let list = |count: usize| vec!["indizes"; count].join(",");
    assert_eq!(app.json(&format!("/v1/questions?ids={}", list(250))).await["total"], 1);
    let answer = app.get(&format!("/v1/questions?ids={}", list(251))).await;
    assert_eq!(answer.fault(400)["allowed"], json!(["1 to 250 values"]));
}

#[tokio::test]
async fn a_draw_and_a_search_take_ids_as_well() {
    let app = App::with(MIXED).await;
    let mut drawn = ids(&app.json("/v1/random?ids=indizes,unanswered,gone&count=9").await);
    drawn.sort();
    assert_eq!(drawn, ["indizes", "unanswered"]);
    let found = app.json("/v1/search?q=index+cache&ids=indizes").await;
    assert_eq!(ids(&found), ["indizes"]);
    for path in ["/v1/random?", "/v1/search?q=x&"] {
        assert_eq!(app.get(&format!("{path}ids=gone")).await.fault(404)["parameter"], "ids");
    }
}
