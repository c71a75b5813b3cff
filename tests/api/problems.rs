//! Problem documents, their pages, and that they say nothing of the inside.

use crate::banks::MIXED;
use crate::harness::App;

#[tokio::test]
async fn each_type_of_problem_has_its_document() {
    let app = App::with(MIXED).await;
    for (name, target, status) in [
        ("invalid_parameter", "/v1/questions?difficulty=hrad&categroy=web", 400),
        ("unknown_category", "/v1/questions?category=wbe", 404),
        ("unknown_tag", "/v1/questions?tag=cachign", 404),
        ("unknown_question", "/v1/questions/when-to-cach", 404),
        ("about_blank", "/v1/questions/", 404),
    ] {
        let problem = app.get(target).await.problem(status);
        insta::assert_json_snapshot!(name, problem, {".request_id" => "[id]"});
    }
}

#[tokio::test]
async fn each_type_leads_to_a_page_that_explains_it() {
    let app = App::with(MIXED).await;
    for (target, status) in [
        ("/v1/questions?limit=0", 400),
        ("/v1/questions?category=wbe", 404),
        ("/v1/questions?tag=cachign", 404),
        ("/v1/questions/when-to-cach", 404),
    ] {
        let problem = app.get(target).await.problem(status);
        let page = app.get(problem["type"].as_str().unwrap()).await;
        assert_eq!(page.status, 200, "{target}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert!(page.header("content-security-policy").contains("default-src 'none'"));
        let title = problem["title"].as_str().unwrap();
        assert!(page.text().contains(&format!("<h1>{title}</h1>")), "{}", page.text());
        assert!(page.text().contains(&format!("Status: {status}")), "{}", page.text());
    }
}

/// The request that a page gives as an example brings its problem about.
#[tokio::test]
async fn the_example_of_a_page_holds() {
    let app = App::bundled().await;
    for name in ["invalid-parameter", "unknown-category", "unknown-tag", "unknown-question"] {
        let page = app.get(&format!("/problems/{name}")).await;
        let example = page.text().split("http://127.0.0.1:8080").nth(1).unwrap();
        let target = example.split(['\'', '"', '&']).next().unwrap();
        let answer = app.get(target).await;
        let problem = answer.problem(answer.status.as_u16());
        assert_eq!(problem["type"], format!("/problems/{name}"), "{target}");
        assert!(problem["errors"][0]["nearest"].is_string(), "{problem}");
    }
}

#[tokio::test]
async fn an_unknown_type_is_404_and_names_the_nearest() {
    let app = App::with(MIXED).await;
    let problem = app.get("/problems/unknown-tga").await.problem(404);
    assert!(problem["detail"].as_str().unwrap().contains("`unknown-tag`?"), "{problem}");
}

#[tokio::test]
async fn a_problem_says_nothing_of_the_inside() {
    let app = App::with(MIXED).await;
    let long = format!("/v1/questions?ids={}", "x".repeat(20_000));
    for target in [
        "/nothing",
        "/v1/questions/%ff",
        "/v1/questions?limit=99999999999999999999",
        "/v1/questions?updated_since=99",
        "/v1/questions?cursor=eyJzb3J0IjpudWxsfQ",
        "/v1/questions?cursor=eyJzb3J0Ijp7ImtleSI6Im4ifX0",
        "/v1/search?q=x&cursor=eyJoaXQiOnsic2NvcmUiOiJ4In19",
        "/v1/search",
        "/v1/questions?category='%20OR%201=1--",
        "/docs/nothing.js",
        &long,
    ] {
        let answer = app.get(target).await;
        assert!(answer.status.is_client_error(), "{target}");
        let text = answer.text().to_lowercase();
        for inside in [
            ".rs",
            "::",
            "sqlx",
            "sqlite",
            "select ",
            "serde",
            "jiff",
            "tantivy",
            "panicked",
            "bank.db",
            "u64",
            "usize",
            "option<",
            "err(",
            "axum",
            "expected value",
            "line 1 column",
        ] {
            assert!(!text.contains(inside), "{target} tells `{inside}`: {text}");
        }
    }
}
