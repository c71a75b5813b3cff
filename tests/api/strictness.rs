//! Parameters that are unknown, repeated, empty, of the wrong type or out of range.

use serde_json::json;

use crate::banks::MIXED;
use crate::harness::{App, follow};

#[tokio::test]
async fn an_unknown_parameter_is_named_with_the_nearest() {
    let app = App::with(MIXED).await;
    for (target, parameter, nearest) in [
        ("/v1/questions?categroy=web", "categroy", json!("category")),
        ("/v1/questions?Category=web", "Category", json!("category")),
        ("/v1/questions?difficulty[]=easy", "difficulty[]", json!("difficulty")),
        ("/v1/questions?page=2", "page", json!(null)),
        ("/v1/questions/when-to-cache?answer=none", "answer", json!("answers")),
        ("/v1/random?cuont=2", "cuont", json!("count")),
        ("/v1/random?offset=2", "offset", json!(null)),
        ("/v1/search?q=x&sotr=number", "sotr", json!(null)),
        ("/v1/categories?x", "x", json!(null)),
        ("/v1/tags?=1", "", json!(null)),
        ("/openapi.json?v=1", "v", json!(null)),
        ("/problems/unknown-tag?v=1", "v", json!(null)),
        ("/livez?verbose=1", "verbose", json!(null)),
    ] {
        let answer = app.get(target).await;
        assert_eq!(answer.problem(400)["type"], "/problems/invalid-parameter", "{target}");
        let fault = answer.fault(400);
        assert_eq!(fault["parameter"], parameter, "{target}");
        assert_eq!(fault["nearest"], nearest, "{target}");
    }
}

#[tokio::test]
async fn a_scalar_given_twice_is_refused_even_with_the_same_value() {
    let app = App::with(MIXED).await;
    for (path, pair) in [
        ("/v1/questions?", "kind=open"),
        ("/v1/questions?", "answered=true"),
        ("/v1/questions?", "language=en"),
        ("/v1/questions?", "updated_since=2026-01-01T00:00:00Z"),
        ("/v1/questions?", "sort=number"),
        ("/v1/questions?", "facets=true"),
        ("/v1/questions?", "limit=5"),
        ("/v1/questions?", "offset=5"),
        ("/v1/questions?", "cursor=x"),
        ("/v1/questions?", "answers=none"),
        ("/v1/random?", "count=2"),
        ("/v1/random?", "seed=x"),
        ("/v1/random?", "sitting=2"),
        ("/v1/search?", "q=x"),
    ] {
        let answer = app.get(&format!("{path}{pair}&{pair}")).await;
        let fault = answer.fault(400);
        assert_eq!(fault["parameter"], pair.split('=').next().unwrap());
        assert_eq!(fault["detail"], "it is given more than once and takes one value");
    }
}

#[tokio::test]
async fn an_empty_value_is_refused() {
    let app = App::with(MIXED).await;
    for target in [
        "/v1/questions?category=",
        "/v1/questions?category",
        "/v1/questions?tag=http,",
        "/v1/questions?any_tag=,http",
        "/v1/questions?difficulty=easy,,hard",
        "/v1/questions?limit=",
        "/v1/random?seed=",
        "/v1/search?q=",
    ] {
        let fault = app.get(target).await.fault(400);
        assert_eq!(fault["detail"], "it is empty; give a value or leave it away", "{target}");
    }
}

#[tokio::test]
async fn a_value_of_the_wrong_type_or_out_of_range_is_refused_with_what_is_allowed() {
    let app = App::with(MIXED).await;
    let limit = json!(["whole numbers from 1 to 100"]);
    let flag = json!(["true", "false"]);
    for (path, parameter, values, allowed) in [
        ("/v1/questions?", "limit", &["0", "101", "-1", "1.5", "ten", "1e1", "0x1"][..], &limit),
        ("/v1/questions?", "limit", &["18446744073709551616", "%D9%A1", "%2B1", "+1"], &limit),
        ("/v1/questions?", "offset", &["-1", "x"], &json!(["whole numbers from 0"])),
        ("/v1/random?", "count", &["0", "101", "a"], &limit),
        ("/v1/random?", "sitting", &["0", "1001"], &json!(["whole numbers from 1 to 1000"])),
        ("/v1/questions?", "facets", &["1", "yes"], &flag),
        ("/v1/questions?", "answered", &["no", "0"], &flag),
        ("/v1/questions?", "kind", &["opn", "both"], &json!(["open", "choice"])),
        (
            "/v1/questions?",
            "difficulty",
            &["hrad", "trivial", "%20easy"],
            &json!(["easy", "medium", "hard", "unknown"]),
        ),
        ("/v1/random?", "answers", &["nones", "no"], &json!(["markdown", "html", "text", "none"])),
    ] {
        for value in values {
            let answer = app.get(&format!("{path}{parameter}={value}")).await;
            let fault = answer.fault(400);
            assert_eq!(fault["parameter"], parameter, "{}", answer.target);
            assert_eq!(&fault["allowed"], allowed, "{}", answer.target);
        }
    }
}

#[tokio::test]
async fn values_that_need_a_form_are_refused_with_an_example_of_it() {
    let app = App::with(MIXED).await;
    let long_seed = "x".repeat(65);
    let long_text = "x".repeat(201);
    for (path, parameter, value, told) in [
        ("/v1/questions?", "updated_since", "yesterday", "RFC 3339"),
        ("/v1/questions?", "updated_since", "2026-13-01T00:00:00Z", "RFC 3339"),
        ("/v1/questions?", "updated_since", "2026-01-01", "RFC 3339"),
        ("/v1/questions?", "language", "e_n", "BCP 47"),
        ("/v1/questions?", "language", "abcdefghi", "BCP 47"),
        ("/v1/random?", "seed", &long_seed, "1 to 64 characters"),
        ("/v1/search?", "q", "%20", "1 to 200 characters"),
        ("/v1/search?", "q", &long_text, "1 to 200 characters"),
    ] {
        let answer = app.get(&format!("{path}{parameter}={value}")).await;
        let fault = answer.fault(400);
        assert_eq!(fault["parameter"], parameter);
        assert!(fault.to_string().contains(told), "{fault}");
    }
}

#[tokio::test]
async fn the_bounds_themselves_are_taken() {
    let app = App::with(MIXED).await;
    let seed = "ü".repeat(64).replace('ü', "%C3%BC");
    let text = "x".repeat(200);
    for target in [
        "/v1/questions?limit=1",
        "/v1/questions?limit=100",
        "/v1/questions?limit=007",
        "/v1/questions?offset=0",
        "/v1/random?count=100",
        "/v1/random?sitting=1000",
        &format!("/v1/random?seed={seed}"),
        &format!("/v1/search?q={text}"),
        &format!("/v1/search?q=%20{text}%20"),
        "/v1/questions?",
        "/v1/questions?&limit=1&",
    ] {
        app.json(target).await;
    }
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let app = App::with(MIXED).await;
    let target = "/v1/questions?limit=0&kind=opn&colour=red&colour=blue&difficulty=x,easy,y";
    let problem = app.get(target).await.problem(400);
    let mut parameters: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["parameter"].as_str().unwrap())
        .collect();
    parameters.sort_unstable();
    assert_eq!(parameters, ["colour", "difficulty", "difficulty", "kind", "limit"]);
    assert!(problem["detail"].as_str().unwrap().starts_with("5 parameters"), "{problem}");
}

#[tokio::test]
async fn cursor_and_offset_do_not_go_together() {
    let app = App::with(MIXED).await;
    for path in ["/v1/questions?", "/v1/search?q=cache+status&"] {
        let cursor = follow(&app, &format!("{path}limit=1")).await[0]["next_cursor"].clone();
        let cursor = cursor.as_str().unwrap();
        let fault = app.get(&format!("{path}offset=1&cursor={cursor}")).await.fault(400);
        assert_eq!(fault["parameter"], "cursor");
        assert!(fault["detail"].as_str().unwrap().contains("`offset`"), "{fault}");
    }
}

#[tokio::test]
async fn a_forged_cursor_is_refused() {
    let app = App::with(MIXED).await;
    for cursor in ["x", "e30", "bnVsbA", "eyJoaXQiOnt9fQ", "%00", "a%20b", "W10"] {
        for path in ["/v1/questions?", "/v1/search?q=cache&"] {
            let fault = app.get(&format!("{path}cursor={cursor}")).await.fault(400);
            assert_eq!(fault["parameter"], "cursor", "{cursor}");
            assert_eq!(fault["detail"], "it is not a `next_cursor` of this path", "{cursor}");
        }
    }
}

#[tokio::test]
async fn a_cursor_of_another_sort_or_path_is_refused() {
    let app = App::with(MIXED).await;
    let cursor = app.json("/v1/questions?limit=1").await["next_cursor"].clone();
    let cursor = cursor.as_str().unwrap();
    for query in ["sort=-number&", "sort=question&", "ids=indizes,unanswered&"] {
        let fault = app.get(&format!("/v1/questions?{query}cursor={cursor}")).await.fault(400);
        assert_eq!(fault["parameter"], "cursor");
        assert!(fault["detail"].as_str().unwrap().contains("`sort`"), "{fault}");
    }
    let fault = app.get(&format!("/v1/search?q=cache&cursor={cursor}")).await.fault(400);
    assert_eq!(fault["parameter"], "cursor");
    app.json(&format!("/v1/questions?sort=NUMBER&cursor={cursor}")).await;
}

#[tokio::test]
async fn a_missing_text_to_search_for_is_told() {
    let app = App::with(MIXED).await;
    let fault = app.get("/v1/search").await.fault(400);
    assert_eq!(fault["parameter"], "q");
    assert_eq!(fault["detail"], "it is missing");
    assert!(fault.get("value").is_none());
}

#[tokio::test]
async fn a_long_value_is_repeated_in_part_only() {
    let app = App::with(MIXED).await;
    let answer =
        app.get(&format!("/v1/questions?kind={}", "é".repeat(900).replace('é', "%C3%A9"))).await;
    let value = answer.fault(400)["value"].as_str().unwrap().to_owned();
    assert_eq!(value.chars().count(), 101);
    assert!(value.ends_with('…'));
}

#[tokio::test]
async fn a_value_of_a_list_is_no_longer_than_what_it_can_name() {
    let app = App::with(MIXED).await;
    let (longest, longer) = ("a".repeat(100), "a".repeat(101));
    assert_eq!(app.json(&format!("/v1/random?exclude={longest}")).await["given"], 1);
    for target in [
        format!("/v1/random?exclude=b,{longer}"),
        format!("/v1/questions?category={longer}"),
        format!("/v1/random?mix={longer}/unknown:100"),
    ] {
        let problem = app.get(&target).await.problem(400);
        assert_eq!(problem["errors"][0]["detail"], "a value of it is too long", "{target}");
    }
    // The longest share names the longest category.
    let problem = app.get(&format!("/v1/random?mix={longest}/unknown:100")).await.problem(404);
    assert_eq!(problem["errors"][0]["value"], longest);
}
