//! `/v1/search`: pages, facets, highlights.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::banks::{MIXED, WORDS};
use crate::harness::{App, all_ids, follow, ids};

#[tokio::test]
async fn a_page_of_hits_has_totals_facets_and_highlights() {
    let app = App::with(WORDS).await;
    let page = app.json("/v1/search?q=cache&facets=true&limit=1&answers=none").await;
    insta::assert_json_snapshot!("search_page", page, {
        ".items[].score" => "[score]",
        ".next_cursor" => "[cursor]",
    });
}

#[tokio::test]
async fn the_best_comes_first_and_scores_fall() {
    let app = App::bundled().await;
    let found = app.json("/v1/search?q=orm+pitfalls+queries&limit=100").await;
    let scores: Vec<f64> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["score"].as_f64().unwrap())
        .collect();
    assert!(!scores.is_empty());
    assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
    assert!(scores.iter().all(|score| *score > 0.0));
}

#[tokio::test]
async fn a_word_of_the_question_counts_more_than_one_of_the_answer() {
    let app = App::bundled().await;
    for (text, best) in [
        ("microservice", "microservice"),
        ("closure", "closure"),
        ("REST SOAP", "rest-vs-soap"),
        ("mongodb", "querying-mongodb"),
        ("LRU FIFO", "cache-eviction-strategy"),
        ("roll back deployment", "rolling-back-a-deployment"),
    ] {
        let found = app.json(&format!("/v1/search?q={}", text.replace(' ', "+"))).await;
        assert_eq!(ids(&found)[0], best, "{text}: {:?}", ids(&found));
    }
}

#[tokio::test]
async fn all_words_are_demanded_and_some_are_enough_where_none_has_all() {
    let app = App::with(WORDS).await;
    assert_eq!(ids(&app.json("/v1/search?q=page+worth").await), ["cache-verb"]);
    let mut some = ids(&app.json("/v1/search?q=parrot+pointer").await);
    some.sort();
    assert_eq!(some, ["in-answer-only", "plain-c"]);
}

#[tokio::test]
async fn the_total_is_that_of_all_pages() {
    let app = App::bundled().await;
    // Filtered, so that the pages of one hit each are not too many.
    for query in [
        "q=data&category=api",
        "q=cache&difficulty=hard",
        "q=the+test+server&category=testing",
        "q=data&kind=choice&category=general,database",
    ] {
        let expected = all_ids(&follow(&app, &format!("/v1/search?{query}&limit=100")).await);
        assert!(expected.len() > 3, "{query}");
        for limit in [1, 2, 7] {
            let pages =
                follow(&app, &format!("/v1/search?{query}&limit={limit}&answers=text")).await;
            assert!(pages.iter().all(|page| page["total"] == expected.len()));
            assert_eq!(all_ids(&pages), expected, "{query} {limit}");
            let offsets = by_offset(&app, query, limit, expected.len()).await;
            assert_eq!(offsets, expected, "{query} {limit}");
        }
    }
}

#[tokio::test]
async fn equally_good_hits_come_by_number_on_every_page() {
    // Two lengths in turn, so that the ranking has to move the questions.
    let question = |number: u32| {
        let rest = if u32::is_multiple_of(number, 2) { "" } else { ", and many others besides" };
        format!("[[question]]\nid = \"q{number}\"\nnumber = {number}\nquestion = \"Same{rest}?\"\n")
    };
    let questions: String = (1..=100).map(question).collect();
    let bank = format!("[category]\nid = \"x\"\nname = \"X\"\nnumber = 1\n{questions}");
    let app = App::with(&[&bank]).await;
    let numbers = (2..=100).step_by(2).chain((1..=100).step_by(2));
    let expected: Vec<String> = numbers.map(|number| format!("q{number}")).collect();
    for limit in [7, 100] {
        let pages = follow(&app, &format!("/v1/search?q=same&limit={limit}")).await;
        assert_eq!(all_ids(&pages), expected);
    }
}

async fn by_offset(app: &App, query: &str, limit: usize, total: usize) -> Vec<String> {
    let mut found = Vec::new();
    for offset in (0..total + limit).step_by(limit) {
        let target = format!("/v1/search?{query}&limit={limit}&offset={offset}");
        found.extend(ids(&app.json(&target).await));
    }
    found
}

#[tokio::test]
async fn facets_of_category_kind_and_difficulty_add_up_to_the_total() {
    for app in [App::bundled().await, App::with(MIXED).await] {
        for target in [
            "/v1/search?q=cache+data+status&facets=true&limit=1",
            "/v1/search?q=the+what+which&facets=true&answers=none",
            "/v1/questions?facets=true",
            "/v1/questions?facets=true&difficulty=hard,unknown&limit=2&offset=1",
        ] {
            let page = app.json(target).await;
            for name in ["category", "kind", "difficulty"] {
                let counts = page["facets"][name].as_array().unwrap();
                let sum: i64 = counts.iter().map(|facet| facet["count"].as_i64().unwrap()).sum();
                assert_eq!(page["total"], sum, "{target} {name}");
                assert!(counts.iter().all(|facet| facet["count"].as_i64().unwrap() > 0));
            }
        }
    }
}

#[tokio::test]
async fn a_facet_counts_what_its_filter_finds() {
    let app = App::bundled().await;
    let page = app.json("/v1/search?q=data&facets=true&limit=1").await;
    for name in ["category", "difficulty", "tag", "kind"] {
        for facet in page["facets"][name].as_array().unwrap() {
            let value = facet["value"].as_str().unwrap();
            let found = app.json(&format!("/v1/search?q=data&{name}={value}&limit=1")).await;
            assert_eq!(found["total"], facet["count"], "{name}={value}");
        }
    }
}

fn highlights(found: &Value, id: &str) -> Value {
    let item = found["items"].as_array().unwrap().iter().find(|item| item["question"]["id"] == id);
    item.unwrap_or_else(|| panic!("{found}"))["highlights"].clone()
}

#[tokio::test]
async fn highlights_mark_the_words_and_escape_the_rest_once() {
    let app = App::with(WORDS).await;
    let found = app.json("/v1/search?q=expression").await;
    let expected = "Is a &lt; b &amp;&amp; c &gt; &quot;d&quot; an <mark>expression</mark>? \
                    Say why, it&#39;s &#39;quoted&#39;";
    assert_eq!(highlights(&found, "markup"), json!({"question": expected}));
    let found = app.json("/v1/search?q=comparison").await;
    let expected = "A <mark>comparison</mark> &amp; a conjunction: a &lt; b \
                    &lt;script&gt;alert(1)&lt;/script&gt; stays text.";
    assert_eq!(highlights(&found, "markup"), json!({"answer": expected}));
}

#[tokio::test]
async fn highlights_mark_other_forms_of_a_word() {
    let app = App::with(WORDS).await;
    let found = app.json("/v1/search?q=CACHES").await;
    let question = highlights(&found, "cache-gerund")["question"].clone();
    assert_eq!(question, "Why is <mark>caching</mark> hard?");
    let found = app.json("/v1/search?q=c%2B%2B").await;
    assert_eq!(highlights(&found, "cpp")["question"], "Who frees memory in <mark>C++</mark>?");
    let found = app.json("/v1/search?q=cafe").await;
    let question = highlights(&found, "accents")["question"].clone();
    assert_eq!(question, "How does one sort <mark>café</mark> and naïve?");
}

#[tokio::test]
async fn highlights_come_from_the_answer_only_when_it_is_shown() {
    let app = App::with(WORDS).await;
    let found = app.json("/v1/search?q=bird+parrot").await;
    let shown = highlights(&found, "in-answer-only");
    assert_eq!(shown["answer"], "The <mark>parrot</mark>, and some ravens.");
    assert_eq!(app.json("/v1/search?q=mimicry").await["total"], 1);
    let found = app.json("/v1/search?q=bird+parrot&answers=none").await;
    let shown = highlights(&found, "in-answer-only");
    assert_eq!(shown, json!({"question": "Which <mark>birds</mark> can talk?"}));
    for text in ["parrot", "mimicry", "destructors"] {
        let found = app.json(&format!("/v1/search?q={text}&answers=none")).await;
        assert_eq!(found["total"], 0, "{text}");
    }
}

#[tokio::test]
async fn a_passage_of_a_long_answer_is_cut_at_blanks() {
    let app = App::bundled().await;
    let found = app.json("/v1/search?q=caching&limit=100").await;
    let mut cut = 0;
    for item in found["items"].as_array().unwrap() {
        let Some(passage) = item["highlights"]["answer"].as_str() else { continue };
        assert!(passage.contains("<mark>"), "{passage}");
        let bare = passage.replace("<mark>", "").replace("</mark>", "");
        assert!(bare.len() < 400, "{bare}");
        cut += usize::from(passage.starts_with("… ") || passage.ends_with(" …"));
    }
    assert!(cut > 0);
}

#[tokio::test]
async fn options_tags_and_key_points_are_searched() {
    let app = App::with(MIXED).await;
    assert_eq!(ids(&app.json("/v1/search?q=created").await), ["status-for-created"]);
    assert_eq!(ids(&app.json("/v1/search?q=staleness").await), ["when-to-cache"]);
    assert_eq!(ids(&app.json("/v1/search?q=indexing").await), ["indizes"]);
    assert_eq!(ids(&app.json("/v1/search?q=head").await), ["safe-methods"]);
}

#[tokio::test]
async fn no_question_is_found_twice() {
    let app = App::bundled().await;
    let found = ids(&app.json("/v1/search?q=what+the+of+data+test&limit=100").await);
    assert_eq!(found.iter().collect::<HashSet<_>>().len(), found.len());
}

#[tokio::test]
async fn plus_signs_and_blanks_of_the_next_link_keep_their_meaning() {
    let app = App::with(WORDS).await;
    let answer = app.get("/v1/search?q=C+++cache%20page&limit=1").await;
    let found = answer.json();
    let next = answer.links()["next"].clone();
    assert!(next.contains("q=C%2B%2B%20cache%20page"), "{next}");
    assert_eq!(app.json(&next).await["total"], found["total"]);
}
