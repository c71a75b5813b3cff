//! `/v1/random`.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::banks::MIXED;
use crate::harness::{App, SEED, ids};

#[tokio::test]
async fn a_draw_says_what_was_asked_and_given_and_where_to_go_on() {
    let app = App::with(MIXED).await;
    let draw = app.json("/v1/random?count=2&seed=exam&kind=choice&answers=none").await;
    insta::assert_json_snapshot!("a_draw", draw);
}

#[tokio::test]
async fn one_question_is_drawn_unless_count_says_more() {
    let app = App::bundled().await;
    let draw = app.json("/v1/random").await;
    assert_eq!(ids(&draw).len(), 1);
    assert_eq!(draw["asked"], 1);
    assert_eq!(draw["given"], 1);
    assert_eq!(draw["sitting"], 1);
    assert_eq!(draw["shortfall"], json!([]));
}

#[tokio::test]
async fn the_same_seed_twice_gives_the_same_bytes() {
    let app = App::bundled().await;
    let other = App::bundled().await;
    for seed in ["exam", "Exam", "%20exam", "\u{fc}%F0%9F%8E%B2", "0"] {
        let seed = seed.replace('\u{fc}', "%C3%BC");
        let target = format!("/v1/random?count=10&seed={seed}");
        let first = app.get(&target).await;
        first.json();
        assert_eq!(app.get(&target).await.body, first.body);
        assert_eq!(other.get(&target).await.body, first.body);
    }
}

/// The stream behind a seed is part of what callers rely on: links to draws are kept for years.
#[tokio::test]
async fn a_seed_gives_what_it_always_gave() {
    let app = App::first_of_bundled(38).await;
    let draw = app.json("/v1/random?count=5&seed=monday").await;
    insta::assert_json_snapshot!("the_draw_of_monday", ids(&draw));
}

#[tokio::test]
async fn seeds_are_taken_as_they_are() {
    let app = App::bundled().await;
    let mut draws = HashSet::new();
    for (seed, text) in
        [("exam", "exam"), ("Exam", "Exam"), ("exam%20", "exam "), ("+exam", " exam")]
    {
        let draw = app.json(&format!("/v1/random?count=20&seed={seed}")).await;
        assert_eq!(draw["seed"], text);
        assert!(draws.insert(ids(&draw)), "{seed}");
    }
}

#[tokio::test]
async fn a_draw_without_a_seed_is_repeatable_by_the_one_it_was_given() {
    let app = App::bundled().await;
    let drawn = app.get("/v1/random?count=5").await;
    assert_eq!(drawn.header("cache-control"), "no-store");
    assert_eq!(drawn.header("etag"), "");
    let drawn = drawn.json();
    assert_eq!(drawn["seed"], SEED);
    let again = app.get(&format!("/v1/random?count=5&seed={SEED}")).await;
    assert!(again.header("cache-control").starts_with("public"));
    assert!(again.header("etag").starts_with("W/"));
    assert_eq!(again.json(), drawn);
}

#[tokio::test]
async fn sittings_are_the_longer_draw_in_parts() {
    let app = App::bundled().await;
    let long = ids(&app.json("/v1/random?count=10&seed=exam").await);
    let first = ids(&app.json("/v1/random?count=5&seed=exam").await);
    let second = ids(&app.json("/v1/random?count=5&seed=exam&sitting=2").await);
    assert_eq!([first, second].concat(), long);
}

#[tokio::test]
async fn sittings_share_no_question_until_the_bank_is_used_up() {
    let app = App::first_of_bundled(38).await;
    let mut given = Vec::new();
    for sitting in 1..=6 {
        let target = format!("/v1/random?count=7&seed=exam&sitting={sitting}");
        let draw = app.json(&target).await;
        assert_eq!(draw["sitting"], sitting);
        assert_eq!(draw["given"], ids(&draw).len());
        given.extend(ids(&draw));
    }
    assert_eq!(given.len(), 38);
    assert_eq!(given.iter().collect::<HashSet<_>>().len(), 38);
    let draw = app.json("/v1/random?count=7&seed=exam&sitting=7").await;
    assert_eq!(draw["given"], 0);
}

#[tokio::test]
async fn what_is_excluded_is_not_drawn_and_unknown_ids_are_passed_over() {
    let app = App::with(MIXED).await;
    let all = ids(&app.json("/v1/random?count=6&seed=exam").await);
    let target = format!(
        "/v1/random?count=6&seed=exam&exclude={},GONE&exclude={}",
        all[1],
        all[3].to_uppercase()
    );
    let draw = app.json(&target).await;
    assert_eq!(ids(&draw), [&all[0][..], &all[2], &all[4], &all[5]]);
    assert_eq!(draw["shortfall"], json!([{"share": "all", "asked": 6, "given": 4}]));
}

#[tokio::test]
async fn excluding_leaves_the_order_of_the_others() {
    let app = App::first_of_bundled(38).await;
    let all = ids(&app.json("/v1/random?count=38&seed=exam").await);
    let excluded = [&all[0], &all[5], &all[6]];
    let target = format!("/v1/random?count=10&seed=exam&exclude={},{},{}", all[0], all[5], all[6]);
    let expected: Vec<&String> = all.iter().filter(|id| !excluded.contains(id)).take(10).collect();
    assert_eq!(ids(&app.json(&target).await).iter().collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn short_supply_is_200_and_says_so() {
    let app = App::with(MIXED).await;
    let draw = app.json("/v1/random?count=5&category=web").await;
    assert_eq!(draw["asked"], 5);
    assert_eq!(draw["given"], 3);
    assert_eq!(draw["minutes"], 11);
    assert_eq!(draw["shortfall"], json!([{"share": "all", "asked": 5, "given": 3}]));
}

#[tokio::test]
async fn nothing_left_is_200_without_a_set() {
    let app = App::with(MIXED).await;
    for query in ["category=empty", "language=fr", "ids=indizes&exclude=indizes", "sitting=9"] {
        let draw = app.json(&format!("/v1/random?seed=x&{query}")).await;
        assert_eq!(draw["items"], json!([]), "{query}");
        assert_eq!(draw["given"], 0, "{query}");
        assert_eq!(draw["minutes"], 0, "{query}");
        assert_eq!(draw["shortfall"], json!([{"share": "all", "asked": 1, "given": 0}]), "{query}");
        assert!(draw["links"].get("set").is_none(), "{query}");
    }
}

fn link(draw: &Value, name: &str) -> String {
    draw["links"][name].as_str().unwrap_or_else(|| panic!("{draw}")).to_owned()
}

#[tokio::test]
async fn the_links_of_a_draw_lead_where_they_say() {
    let app = App::bundled().await;
    for query in [
        "count=3",
        "count=3&seed=a%26b%3D%C3%BC&difficulty=hard,medium&difficulty=easy",
        "count=2&tag=caching&answers=none&exclude=closure",
        "count=4&sitting=3&seed=x+y&answers=HTML",
        "seed=%2B&category=general",
    ] {
        let draw = app.json(&format!("/v1/random?{query}")).await;
        assert_eq!(app.json(&link(&draw, "self")).await, draw, "{query}");
        let next = app.json(&link(&draw, "next")).await;
        assert_eq!(next["seed"], draw["seed"]);
        assert_eq!(next["asked"], draw["asked"]);
        assert_eq!(next["sitting"], draw["sitting"].as_i64().unwrap() + 1);
        assert!(ids(&next).iter().all(|id| !ids(&draw).contains(id)), "{query}");
        let set = app.json(&link(&draw, "set")).await;
        assert_eq!(set["items"], draw["items"], "{query}");
        assert!(set.get("next_cursor").is_none());
    }
}

#[tokio::test]
async fn the_last_sitting_has_no_next() {
    let app = App::with(MIXED).await;
    let draw = app.json("/v1/random?seed=x&sitting=999").await;
    app.json(&link(&draw, "next")).await;
    let last = app.json("/v1/random?seed=x&sitting=1000").await;
    assert!(last["links"].get("next").is_none(), "{last}");
}

#[tokio::test]
async fn the_set_of_a_hundred_questions_is_an_address_that_is_served() {
    let question = |number: u32| {
        let id = format!("{number:03}-{}", "x".repeat(96));
        format!("[[question]]\nid = \"{id}\"\nnumber = {number}\nquestion = \"Q\"\n")
    };
    let questions: String = (1..=100).map(question).collect();
    let bank = format!("[category]\nid = \"x\"\nname = \"X\"\nnumber = 1\n{questions}");
    let app = App::with(&[&bank]).await;
    let draw = app.json("/v1/random?count=100&answers=none").await;
    assert_eq!(draw["given"], 100);
    assert_eq!(app.json(&link(&draw, "set")).await["items"], draw["items"]);
}

#[tokio::test]
async fn minutes_are_the_sum_of_the_estimates_given() {
    let app = App::with(MIXED).await;
    let draw = app.json("/v1/random?count=100").await;
    assert_eq!(draw["minutes"], 1 + 2 + 8 + 12);
}
