//! Which words a search takes for the same, and which for names of their own.

use crate::banks::WORDS;
use crate::harness::{App, ids};

async fn found(app: &App, query: &str) -> Vec<String> {
    ids(&app.json(&format!("/v1/search?q={query}")).await)
}

#[tokio::test]
async fn names_with_signs_find_their_own() {
    let app = App::with(WORDS).await;
    for (query, expected) in [
        ("C%2B%2B", "cpp"),
        ("c%2b%2b", "cpp"),
        ("C%23", "csharp"),
        ("c%23", "csharp"),
        (".NET", "dotnet"),
        (".net", "dotnet"),
        ("N%2B1", "n-plus-one"),
        ("n%2B1", "n-plus-one"),
        ("CI/CD", "pipeline"),
        ("ci/cd", "pipeline"),
        ("CI%2FCD", "pipeline"),
    ] {
        assert_eq!(found(&app, query).await, [expected], "{query}");
    }
}

#[tokio::test]
async fn the_bare_letter_is_a_name_too_and_not_the_others() {
    let app = App::with(WORDS).await;
    for query in ["C", "c"] {
        let found = found(&app, query).await;
        assert_eq!(found[0], "plain-c", "{query}");
        assert!(!found.iter().any(|id| id == "cpp" || id == "csharp"), "{found:?}");
    }
}

#[tokio::test]
async fn plus_signs_as_a_person_types_them_are_plus_signs() {
    let app = App::with(WORDS).await;
    for query in ["C++", "c++", "C%2b%2b%20", "C+++memory", "memory+C++", "memory%20C++"] {
        assert_eq!(found(&app, query).await, ["cpp"], "{query}");
    }
}

#[tokio::test]
async fn a_plus_sign_between_words_is_a_blank() {
    let app = App::with(WORDS).await;
    assert_eq!(found(&app, "page+worth").await, ["cache-verb"]);
    assert_eq!(found(&app, "page++worth").await, ["cache-verb"]);
}

#[tokio::test]
async fn forms_of_a_word_find_one_another() {
    let app = App::with(WORDS).await;
    for query in ["cache", "caching", "cached", "caches", "CACHING"] {
        let mut found = found(&app, query).await;
        found.sort();
        assert_eq!(found, ["cache-gerund", "cache-noun", "cache-verb"], "{query}");
    }
}

#[tokio::test]
async fn accents_and_case_do_not_count() {
    let app = App::with(WORDS).await;
    for query in ["cafe", "caf%C3%A9", "cafe%CC%81", "CAF%C3%89", "naive", "na%C3%AFve+CAFE"] {
        assert_eq!(found(&app, query).await, ["accents"], "{query}");
    }
}

#[tokio::test]
async fn punctuation_around_words_does_not_count() {
    let app = App::with(WORDS).await;
    for query in
        ["%22parrot%22", "(parrot)", "parrot?", "%5Eparrot*", "parrot,%20ravens!", "-parrot"]
    {
        assert_eq!(found(&app, query).await, ["in-answer-only"], "{query}");
    }
}

#[tokio::test]
async fn words_of_query_languages_are_words() {
    let app = App::with(WORDS).await;
    for query in ["parrot+NOT+ravens", "NOT+parrot", "parrot+AND+ravens"] {
        let found = found(&app, query).await;
        assert!(found.contains(&"in-answer-only".to_owned()), "{query}: {found:?}");
    }
}
