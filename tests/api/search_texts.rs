//! Any text at all as a search: it is answered, or refused with a reason.

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use proptest::prelude::*;

use crate::harness::App;

/// Of the cases that are set or usual (`PROPTEST_CASES`): each has several texts.
fn an_eighth() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 8, ..usual }
}

proptest! {
    #![proptest_config(an_eighth())]

    #[test]
    fn any_text_is_answered_with_200_or_refused_with_400(
        texts in prop::collection::vec(
            prop_oneof!["[ -~]{0,210}", "\\PC{0,210}", "(\"|AND|[a-z]{1,9}|\\*|\\(|c\\+\\+| ){0,60}"],
            1..16,
        ),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let app = App::bundled().await;
            let texts = texts.iter().map(String::as_bytes).chain([&bytes[..]]);
            for text in texts {
                let target = format!("/v1/search?q={}", percent_encode(text, NON_ALPHANUMERIC));
                let answer = app.get(&target).await;
                match answer.status.as_u16() {
                    200 => assert!(answer.json()["total"].is_u64(), "{target}"),
                    status => assert!(!answer.problem(status)["errors"].is_null() && status == 400, "{target}"),
                }
            }
        });
    }
}
