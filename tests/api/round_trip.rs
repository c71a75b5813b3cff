//! Text comes back byte for byte: in through a sync, out through the JSON.

use proptest::prelude::*;
use qbank::model::{Reference, Text};
use qbank::store::Bundle;
use serde_json::Value;

use crate::banks::MIXED;
use crate::harness::{App, TestStore, now, parse};

/// What is kept of a text: line ends as LF, byte-order marks in front gone.
fn kept(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// Any text that a bank can keep, with more than its share of what is easily lost.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\u{feff}",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\\",
        "\\u0041",
        "\"",
        "'",
        "%00",
        "&amp;",
        "<b>",
        "\u{1}",
        "\u{7f}",
        "\u{200d}",
        "e\u{301}",
        "é",
        "𝕮",
        "👩‍💻",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "null",
        "{}",
        "$1",
        "?1",
        "'; --",
    ]);
    let free = any::<char>().prop_map(String::from);
    let piece = prop_oneof![3 => pieces.prop_map(str::to_owned), 2 => free];
    let texts = prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat());
    texts.prop_filter("NUL and blank texts are refused", |text| {
        !text.contains('\0') && !kept(text).trim().is_empty()
    })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 10)
}

/// A bank whose second question says these texts.
fn bundle(texts: &[String]) -> Bundle {
    let text = |place: usize| Text::new(texts[place].clone()).unwrap();
    let mut bundle = parse(MIXED);
    let question = &mut bundle.questions[1];
    question.question = text(0);
    question.answer = Some(text(1));
    question.key_points = vec![text(2), text(3)];
    question.follow_ups = vec![text(4)];
    question.options[0].text = text(5);
    question.references = vec![Reference {
        title: kept(&texts[6]),
        url: "https://bank.test/?q=%C3%BC&x='\"<>".to_owned(),
    }];
    bundle.categories[0].name = text(7);
    bundle.categories[0].description = Some(text(8));
    bundle
}

async fn check(texts: &[String]) {
    let bundle = bundle(texts);
    let kept_in = TestStore::new().await;
    kept_in.store.sync(&bundle, now()).await.unwrap();
    let app = App::serving(kept_in.store.load().await.unwrap());
    let question = app.json("/v1/questions/safe-methods").await;
    let category = app.json("/v1/categories/web").await;
    let fields: [&Value; 9] = [
        &question["question"],
        &question["answer"],
        &question["key_points"][0],
        &question["key_points"][1],
        &question["follow_ups"][0],
        &question["options"][0]["text"],
        &question["references"][0]["title"],
        &category["name"],
        &category["description"],
    ];
    for (field, text) in fields.into_iter().zip(texts) {
        assert_eq!(field.as_str().unwrap(), kept(text));
    }
    assert_eq!(question["references"][0]["url"], "https://bank.test/?q=%C3%BC&x='\"<>");
    let again = kept_in.store.sync(&bundle, now()).await.unwrap();
    assert!(again.nothing_changed(), "{again:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_as_it_was(texts in texts()) {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(check(&texts));
    }
}

#[tokio::test]
async fn every_byte_order_mark_in_front_is_taken_away_at_once() {
    let texts = vec!["\u{feff}\u{feff}Why?\u{feff}".to_owned(); 10];
    check(&texts).await;
}
