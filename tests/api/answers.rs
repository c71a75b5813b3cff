//! `answers`: how Markdown is shown, and that `none` gives nothing away.

use serde_json::{Value, json};

use crate::banks::MIXED;
use crate::harness::{App, ids};

/// Every path that shows questions; with a search whose words stand in answers too.
const PATHS: &[&str] = &[
    "/v1/questions?facets=true",
    "/v1/questions?sort=-difficulty&ids=indizes,when-to-cache,status-for-created",
    "/v1/questions/status-for-created?",
    "/v1/questions/when-to-cache?",
    "/v1/random?count=100&seed=exam",
    "/v1/search?q=cache+status+index+hidden+vacuum&facets=true",
    "/v1/search?q=hidden",
];

#[tokio::test]
async fn none_gives_nothing_away_on_any_path() {
    let app = App::with(MIXED).await;
    for path in PATHS {
        let shown = app.get(path).await;
        let withheld = app.get(&format!("{path}&answers=none")).await;
        let text = withheld.text();
        for field in ["answer", "key_points", "follow_ups", "references", "correct"] {
            assert!(!text.contains(&format!("\"{field}\"")), "{path} shows {field}: {text}");
        }
        withheld.json();
        let text = text.replace("q=hidden", "").replace("hidden+", "");
        assert!(!text.contains("hidden"), "{path}: {text}");
        for (name, value) in &withheld.headers {
            let known = name == "link" || !value.to_str().unwrap().contains("hidden");
            assert!(known, "{path}: {name}");
        }
        assert_ne!(withheld.header("etag"), shown.header("etag"), "{path}");
    }
}

#[tokio::test]
async fn what_is_withheld_is_shown_otherwise() {
    let app = App::with(MIXED).await;
    let question = app.json("/v1/questions/status-for-created").await;
    for field in ["answer", "key_points", "follow_ups", "references"] {
        assert!(question[field].to_string().contains("hidden"), "{field}");
    }
    let correct: Vec<&Value> =
        question["options"].as_array().unwrap().iter().map(|option| &option["correct"]).collect();
    assert_eq!(correct, [&json!(false), &json!(true), &json!(false)]);
}

#[tokio::test]
async fn none_changes_neither_order_nor_numbering() {
    let app = App::with(MIXED).await;
    for path in [
        "/v1/questions?sort=-question",
        "/v1/questions?ids=unanswered,safe-methods",
        "/v1/random?count=4&seed=exam",
        "/v1/random?count=2&seed=exam&sitting=2&category=web",
    ] {
        let key = app.json(path).await;
        let paper = app.json(&format!("{path}&answers=none")).await;
        assert_eq!(ids(&paper), ids(&key), "{path}");
        for (one, other) in
            paper["items"].as_array().unwrap().iter().zip(key["items"].as_array().unwrap())
        {
            assert_eq!(one["number"], other["number"]);
            assert_eq!(
                one["options"].as_array().map(Vec::len),
                other["options"].as_array().map(Vec::len)
            );
        }
    }
}

#[tokio::test]
async fn none_keeps_the_order_and_text_of_options() {
    let app = App::with(MIXED).await;
    let question = app.json("/v1/questions/status-for-created?answers=none").await;
    let options =
        json!([{"text": "`200 OK`"}, {"text": "`201 Created`"}, {"text": "`204 No Content`"}]);
    assert_eq!(question["options"], options);
    assert_eq!(question["answered"], true);
}

#[tokio::test]
async fn the_words_of_an_answer_find_nothing_when_answers_are_withheld() {
    let app = App::with(MIXED).await;
    assert_eq!(app.json("/v1/search?q=hidden").await["total"], 3);
    let found = app.json("/v1/search?q=hidden&answers=none&facets=true").await;
    let facets = json!({"category": [], "difficulty": [], "tag": [], "kind": []});
    let nothing = json!({
        "items": [], "total": 0, "corrections": [], "facets": facets, "revision": 1,
    });
    assert_eq!(found, nothing);
}

#[tokio::test]
async fn html_is_rendered_and_text_has_no_markup() {
    let app = App::with(MIXED).await;
    let html = app.json("/v1/questions/when-to-cache?answers=html").await;
    insta::assert_json_snapshot!("answers_as_html", html);
    let text = app.json("/v1/questions/when-to-cache?answers=TEXT").await;
    insta::assert_json_snapshot!("answers_as_text", text);
}

#[tokio::test]
async fn markdown_is_the_default() {
    let app = App::with(MIXED).await;
    for path in PATHS {
        let (mut plain, mut said) =
            (app.json(path).await, app.json(&format!("{path}&answers=markdown")).await);
        for answer in [&mut plain, &mut said] {
            // The links of a draw repeat what was said.
            answer.as_object_mut().unwrap().remove("links");
        }
        assert_eq!(plain, said, "{path}");
    }
}

#[tokio::test]
async fn every_way_to_show_answers_holds_on_every_path() {
    let app = App::with(MIXED).await;
    let shown = |way: &'static str| {
        let app = &app;
        async move { app.json(&format!("/v1/questions/status-for-created?answers={way}")).await }
    };
    for way in ["markdown", "html", "text", "none"] {
        let expected = shown(way).await;
        for path in [
            "/v1/questions?ids=status-for-created",
            "/v1/random?ids=status-for-created",
            "/v1/search?q=status&ids=status-for-created",
        ] {
            let answer = app.json(&format!("{path}&answers={way}")).await;
            let item = &answer["items"][0];
            let question = if path.contains("search") { &item["question"] } else { item };
            assert_eq!(question, &expected, "{path} {way}");
        }
    }
}
