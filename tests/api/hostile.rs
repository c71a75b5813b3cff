//! Texts that have broken other searches: 200 or a 400 that says why, never a 5xx.

use std::fmt::Write;

use crate::banks::WORDS;
use crate::harness::App;

/// As raw query values.
const HOSTILE: &[&str] = &[
    "%22",
    "%27",
    "%22%22",
    "%22unclosed",
    "*",
    "**",
    "cache*",
    "*cache",
    "NEAR(",
    "NEAR(a%20b,%205)",
    "a+AND",
    "AND",
    "OR",
    "NOT",
    "AND+OR+NOT",
    "a+OR+(b",
    "^",
    "^cache",
    "cache^2",
    "x:y",
    "question:cache",
    "answer:*",
    ":",
    "(",
    ")",
    "((((((((",
    "()",
    "[",
    "[a+TO+b]",
    "{",
    "%7B%7D",
    "%5B*%20TO%20*%5D",
    "~",
    "cache~2",
    "%5C",
    "%5C%22",
    "%5C%5C%5C",
    "%25",
    "%25%25",
    "_",
    "__proto__",
    "%00",
    "cache%00",
    "%00%00a",
    "%CC%81",
    "%CC%81%CC%81%CC%81",
    "a%CC%81%CC%82%CC%83",
    "%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D",
    "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7",
    "%F0%9F%8E%B2",
    "%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
    "%ED%A0%80",
    "%ED%B0%80",
    "%ED%A0%BD%ED%B8%80",
    "%FF%FE",
    "%C0%80",
    "%F8%88%80%80%80",
    "%C3",
    "%EF%BB%BF",
    "%EF%BF%BE",
    "%E2%80%8B",
    "%C2%A0",
    "%0A",
    "%0D%0A%0D%0A",
    "%09",
    "%1B%5B31m",
    "%7F",
    "'%20OR%201=1%20--",
    ";DROP%20TABLE%20questions",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "$%7B7*7%7D",
    "%24(id)",
    "`id`",
    "../../etc/passwd",
    "/",
    "//",
    "-",
    "--",
    "-cache",
    "+",
    "++",
    "+++++",
    "%2B",
    "%2B%2B",
    "C%2B%2B%2B%2B",
    "%23",
    "%23%23",
    ".",
    "...",
    ".NET.NET",
    "&",
    "%26",
    "=",
    "a=b",
    "|",
    "a||b",
    "!",
    "!!cache",
    "%E4%B8%AD%E6%96%87",
    "%E0%B8%A0%E0%B8%B2%E0%B8%A9%E0%B8%B2",
    "%C4%B0",
    "%C3%9F",
    "%EF%AC%81",
    "%F0%9D%95%AE",
    "%EA%99%AE",
    "%E1%84%80%E1%85%A1",
    "null",
    "undefined",
    "NaN",
    "0",
    "-0",
    "1e999",
    "0x0",
    "%ef%b7%ba",
    "%CD%8F",
    "a%E2%81%A0b",
    "%F3%A0%81%A1",
    "%",
    "%2",
    "%zz",
];

#[tokio::test]
async fn any_text_gives_200_or_a_400_that_says_why() {
    let app = App::with(WORDS).await;
    assert!(HOSTILE.len() > 50);
    for text in HOSTILE {
        for rest in ["", "&answers=none&facets=true", "&category=words&limit=1"] {
            check(&app, &format!("/v1/search?q={text}{rest}")).await;
        }
    }
}

async fn check(app: &App, target: &str) {
    let answer = app.get(target).await;
    if answer.status == 200 {
        let found = answer.json();
        assert!(found["total"].as_i64().unwrap() <= 12, "{target}");
        return;
    }
    let fault = answer.fault(400);
    assert!(["q", "query", "", "a||b"].contains(&fault["parameter"].as_str().unwrap()), "{fault}");
}

#[tokio::test]
async fn text_that_is_no_unicode_is_400_and_text_that_is_goes_through() {
    let app = App::with(WORDS).await;
    for text in ["%ED%A0%80", "%FF%FE", "%C0%80", "%C3", "%", "%zz"] {
        let fault = app.get(&format!("/v1/search?q={text}")).await.fault(400);
        assert_eq!(fault["detail"], "the percent-encoding is broken", "{text}");
    }
    for text in ["%22", "NEAR(", "%00", "%CC%81", "%5C", "%F0%9F%8E%B2", "%2B%2B", "..."] {
        assert_eq!(app.json(&format!("/v1/search?q={text}")).await["total"], 0, "{text}");
    }
}

#[tokio::test]
async fn a_very_long_text_is_400_and_no_length_below_is_too_long() {
    let app = App::with(WORDS).await;
    for text in ["x".repeat(10_000), "x+".repeat(5_000), "%22".repeat(3_000)] {
        let fault = app.get(&format!("/v1/search?q={text}")).await.fault(400);
        assert_eq!(fault["detail"], "it is too long");
    }
    for piece in ["(", "%CC%81", "a+", "%F0%9F%8E%B2", "a-", ".", "%E4%B8%AD", "%EF%B7%BA"] {
        check(&app, &format!("/v1/search?q={}", piece.repeat(99))).await;
    }
}

/// Every character of the first planes, a hundred at a time.
#[tokio::test]
async fn every_character_may_be_searched_for() {
    let app = App::with(WORDS).await;
    let characters: Vec<char> = (1..0x1_0000).step_by(7).filter_map(char::from_u32).collect();
    for chunk in characters.chunks(100) {
        let mut target = String::from("/v1/search?q=");
        for byte in chunk.iter().collect::<String>().bytes() {
            write!(target, "%{byte:02X}").unwrap();
        }
        assert_eq!(app.get(&target).await.status, 200, "{target}");
    }
}
