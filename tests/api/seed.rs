//! The bank that ships with the program.

use std::collections::{BTreeMap, HashSet};

use qbank::seed;

/// Number, the source's number, category and id of the first questions, which keep them for ever.
const FIRST: &[(i64, i64, &str, &str)] = &[
    (1, 1, "general", "purpose-of-the-backend"),
    (2, 2, "general", "workflow-for-a-new-feature"),
    (3, 3, "general", "dry-and-die"),
    (4, 4, "general", "web-server"),
    (5, 5, "general", "get-vs-post"),
    (6, 6, "general", "when-to-cache"),
    (7, 7, "general", "cache-eviction-strategy"),
    (8, 8, "general", "orm-pitfalls"),
    (9, 9, "general", "when-to-go-asynchronous"),
    (10, 10, "general", "promises-vs-callbacks"),
    (11, 11, "general", "closure"),
    (12, 12, "general", "class-vs-interface-java"),
    (13, 13, "general", "continuous-integration"),
    (14, 14, "general", "software-development-kit"),
    (15, 15, "general", "client-vs-server-rendering"),
    (16, 16, "general", "higher-order-functions"),
    (17, 17, "general", "microservice"),
    (18, 18, "api", "designing-an-api"),
    (19, 19, "api", "rest-vs-soap"),
    (20, 20, "api", "handling-api-errors"),
    (21, 21, "database", "database"),
    (22, 22, "database", "optimising-a-database"),
    (23, 23, "database", "relational-vs-non-relational"),
    (24, 24, "database", "querying-mongodb"),
    (25, 25, "database", "nosql-benefits"),
    (26, 26, "database", "normalisation"),
    (27, 27, "scalability", "designing-for-scalability"),
    (28, 27, "scalability", "common-scalability-problems"),
    (29, 28, "scalability", "scale-out-vs-scale-up"),
    (30, 29, "security", "web-security-risks"),
    (31, 30, "security", "authentication-and-authorisation"),
    (32, 31, "security", "cookie-vs-session"),
    (33, 32, "testing", "unit-testing-a-feature"),
    (34, 33, "testing", "tests-in-the-workflow"),
    (35, 34, "testing", "performance-testing-steps"),
    (36, 35, "testing", "tests-before-code"),
    (37, 36, "deployment", "deploying-a-new-version"),
    (38, 37, "deployment", "rolling-back-a-deployment"),
];

#[test]
fn the_first_bundled_questions_are_these() {
    let bundle = seed::bundled().unwrap_or_else(|faults| panic!("{faults}"));
    let found: Vec<(i64, i64, &str, &str)> = bundle
        .questions
        .iter()
        .take(FIRST.len())
        .map(|question| {
            let source = question.source_number.unwrap();
            (question.number, source, question.category.as_str(), question.id.as_str())
        })
        .collect();
    assert_eq!(found, FIRST);
}

#[test]
fn the_bundled_categories_have_their_counts() {
    let bundle = seed::bundled().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for question in &bundle.questions {
        *counts.entry(question.category.as_str()).or_default() += 1;
    }
    let expected = BTreeMap::from([
        ("general", 45),
        ("api", 30),
        ("database", 37),
        ("scalability", 26),
        ("security", 28),
        ("testing", 22),
        ("deployment", 22),
    ]);
    assert_eq!(counts, expected);
    assert_eq!(bundle.categories.len(), 7);
    assert!(bundle.categories.iter().all(|category| category.description.is_some()));
    let numbers: HashSet<i64> = bundle.categories.iter().map(|category| category.number).collect();
    assert_eq!(numbers, (1..=7).collect());
}

#[test]
fn every_bundled_question_is_complete() {
    for question in seed::bundled().unwrap().questions {
        let id = &question.id;
        // How long an answer is, code not counted, is the linter's to judge.
        assert!(question.answer.is_some(), "{id}: answer");
        assert!((3..=6).contains(&question.key_points.len()), "{id}: key points");
        assert!((1..=3).contains(&question.follow_ups.len()), "{id}: follow-ups");
        assert!(!question.references.is_empty(), "{id}: references");
        for reference in &question.references {
            assert!(reference.url.starts_with("https://") || reference.url.starts_with("http://"));
            assert!(!reference.title.trim().is_empty(), "{id}");
        }
        assert!(question.difficulty.is_some(), "{id}: difficulty");
        assert!(question.minutes.is_some_and(|minutes| (1..=30).contains(&minutes)), "{id}");
        assert!(!question.tags.is_empty(), "{id}: tags");
        assert_eq!(question.language, "en", "{id}");
    }
}

#[test]
fn no_bundled_text_is_there_twice() {
    let bundle = seed::bundled().unwrap();
    let mut seen = HashSet::new();
    for question in &bundle.questions {
        let texts = [&question.question].into_iter().chain(&question.answer);
        for text in texts.chain(&question.key_points).chain(&question.follow_ups) {
            assert!(seen.insert(text.as_str()), "{}: `{text}`", question.id);
        }
    }
}

#[test]
fn every_described_tag_is_carried_by_a_question() {
    let bundle = seed::bundled().unwrap();
    let carried: HashSet<_> = bundle.questions.iter().flat_map(|question| &question.tags).collect();
    for tag in &bundle.tags {
        assert!(carried.contains(&tag.id), "{}", tag.id);
    }
    assert_eq!(carried.len(), bundle.tags.len());
}
