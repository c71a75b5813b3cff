//! Filters, which lists, draws and searches share.

use crate::banks::MIXED;
use crate::harness::{App, ids, now, parse};

async fn numbers(app: &App, query: &str) -> Vec<i64> {
    let page = app.json(&format!("/v1/questions?{query}")).await;
    let items = page["items"].as_array().unwrap();
    let numbers: Vec<i64> = items.iter().map(|item| item["number"].as_i64().unwrap()).collect();
    assert_eq!(page["total"], numbers.len(), "{query}");
    numbers
}

#[tokio::test]
async fn each_filter_takes_the_questions_that_it_says() {
    let app = App::with(MIXED).await;
    let rows: &[(&str, &[i64])] = &[
        ("category=web", &[1, 2, 3]),
        ("category=web,data", &[1, 2, 3, 4, 5, 6]),
        ("category=web&category=data", &[1, 2, 3, 4, 5, 6]),
        ("category=empty", &[]),
        ("category=empty,data", &[4, 5, 6]),
        ("difficulty=easy", &[1]),
        ("difficulty=medium", &[2, 3]),
        ("difficulty=hard,unknown", &[4, 5, 6]),
        ("difficulty=easy&difficulty=unknown", &[1, 4]),
        ("tag=http", &[1, 2, 3]),
        ("tag=http,caching", &[3]),
        ("tag=http&tag=caching", &[3]),
        ("tag=api,caching", &[]),
        ("any_tag=api,caching", &[2, 3, 5]),
        ("any_tag=api&any_tag=indexing", &[2, 5]),
        ("any_tag=http&tag=caching", &[3]),
        ("kind=choice", &[1, 2, 6]),
        ("kind=open", &[3, 4, 5]),
        ("answered=true", &[1, 2, 3, 5]),
        ("answered=false", &[4, 6]),
        ("language=en", &[1, 2, 3, 4, 6]),
        ("language=de-CH", &[5]),
        ("language=fr", &[]),
        ("category=web&difficulty=medium&kind=open", &[3]),
        ("category=data&answered=true&tag=indexing&language=de-ch", &[5]),
        ("ids=indizes,safe-methods&kind=open", &[5]),
    ];
    for (query, expected) in rows {
        assert_eq!(numbers(&app, query).await, *expected, "{query}");
    }
}

#[tokio::test]
async fn values_are_taken_in_any_case() {
    let app = App::with(MIXED).await;
    for (query, same) in [
        ("category=WEB", "category=web"),
        ("difficulty=Hard,UNKNOWN", "difficulty=hard,unknown"),
        ("tag=HTTP", "tag=http"),
        ("any_tag=Caching,API", "any_tag=caching,api"),
        ("kind=Choice", "kind=choice"),
        ("answered=TRUE", "answered=true"),
        ("language=DE-ch", "language=de-CH"),
    ] {
        let found = numbers(&app, query).await;
        assert!(!found.is_empty(), "{query}");
        assert_eq!(found, numbers(&app, same).await, "{query}");
    }
}

#[tokio::test]
async fn a_tag_with_plus_signs_is_taken_encoded_and_as_typed() {
    let app = App::with(MIXED).await;
    for query in ["tag=c%2B%2B", "tag=c++", "any_tag=C%2b%2B", "any_tag=api,c++&kind=open"] {
        assert_eq!(numbers(&app, query).await, [4], "{query}");
    }
}

#[tokio::test]
async fn commas_may_be_encoded() {
    let app = App::with(MIXED).await;
    assert_eq!(numbers(&app, "difficulty=easy%2Chard").await, [1, 5, 6]);
}

#[tokio::test]
async fn the_same_filters_hold_for_lists_draws_and_searches() {
    let app = App::with(MIXED).await;
    for filter in
        ["category=web", "difficulty=medium", "tag=caching", "kind=open", "language=de-CH"]
    {
        let mut listed = ids(&app.json(&format!("/v1/questions?{filter}")).await);
        listed.sort();
        let mut drawn = ids(&app.json(&format!("/v1/random?count=100&{filter}")).await);
        drawn.sort();
        assert_eq!(drawn, listed, "{filter}");
        let words = "status+methods+cache+vacuum+index+answer";
        let mut found = ids(&app.json(&format!("/v1/search?q={words}&{filter}")).await);
        found.sort();
        assert_eq!(found, listed, "{filter}");
    }
}

#[tokio::test]
async fn updated_since_takes_what_changed_then_or_later() {
    let app = App::with(MIXED).await;
    assert_eq!(numbers(&app, "updated_since=2026-01-02T03:04:05Z").await.len(), 6);
    assert_eq!(numbers(&app, "updated_since=2026-01-02T04:04:05%2B01:00").await.len(), 6);
    assert_eq!(numbers(&app, "updated_since=2026-01-02T03:04:05.001Z").await, [0; 0]);
    let mut bundle = parse(MIXED);
    bundle.questions[4].minutes = Some(13);
    let store = &app.kept.as_ref().unwrap().store;
    let later = now() + jiff::SignedDuration::from_hours(1);
    store.sync(&bundle, later).await.unwrap();
    app.current.refresh(store).await.unwrap();
    assert_eq!(numbers(&app, "updated_since=2026-01-02T03:04:06Z").await, [5]);
    assert_eq!(numbers(&app, "updated_since=2026-01-02T04:04:05Z").await, [5]);
    assert_eq!(numbers(&app, "updated_since=2026-01-02T04:04:06Z").await, [0; 0]);
    let question = app.json("/v1/questions/indizes").await;
    assert_eq!(question["created_at"], "2026-01-02T03:04:05Z");
    assert_eq!(question["updated_at"], "2026-01-02T04:04:05Z");
}

#[tokio::test]
async fn a_name_that_the_bank_does_not_have_is_404_on_every_path() {
    let app = App::with(MIXED).await;
    let rows = [
        ("category", "wab", "web", "/problems/unknown-category"),
        ("tag", "cachign", "caching", "/problems/unknown-tag"),
        ("any_tag", "cachign", "caching", "/problems/unknown-tag"),
        ("ids", "indices", "indizes", "/problems/unknown-question"),
    ];
    for path in ["/v1/questions?", "/v1/random?", "/v1/search?q=cache&"] {
        for (parameter, value, nearest, kind) in rows {
            let answer = app.get(&format!("{path}{parameter}={value}")).await;
            assert_eq!(answer.problem(404)["type"], kind, "{}", answer.target);
            let fault = answer.fault(404);
            assert_eq!(fault["parameter"], parameter, "{}", answer.target);
            assert_eq!(fault["value"], value, "{}", answer.target);
            assert_eq!(fault["nearest"], nearest, "{}", answer.target);
        }
    }
}

#[tokio::test]
async fn one_unknown_name_among_known_ones_is_404() {
    let app = App::with(MIXED).await;
    assert_eq!(app.get("/v1/questions?category=web,nowhere").await.fault(404)["value"], "nowhere");
    assert_eq!(app.get("/v1/questions?any_tag=http,nothing").await.fault(404)["value"], "nothing");
}
