//! Any text at all: it is answered, in time, and the answer holds together.
//!
//! `PROPTEST_CASES` (256) makes that more or fewer. [`for_long`] goes on for as long as it is told.

use std::time::{Duration, Instant};

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use qbank::bank::Bank;
use qbank::bank::filter::Filter;
use qbank::bank::search::{Found, HitStart, Search};
use qbank::bank::view::Answers;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::clock::worked;
use crate::made_up::Words;

/// The longest text that a caller may send, in characters.
const LONGEST: usize = 200;
const LIMIT: usize = 7;

/// Texts of all kinds: any characters, what looks like syntax, words of the bank put together.
fn texts() -> impl Strategy<Value = String> {
    let words = any::<u64>().prop_map(|seed| {
        let (words, mut dice) = (words(), ChaCha8Rng::seed_from_u64(seed));
        (0..seed % 12).map(|_| words.query(&mut dice)).collect::<Vec<_>>().join(" ")
    });
    let signs = proptest::collection::vec(
        prop_oneof![
            Just("\"".to_owned()),
            Just("AND".to_owned()),
            Just("what is the".to_owned()),
            Just("数据库".to_owned()),
            Just("\u{301}\u{200d}".to_owned()),
            Just("c++".to_owned()),
            Just("front-end/back_end.js".to_owned()),
            "[a-z]{1,9}",
            "[ -~]{0,6}",
        ],
        0..40,
    );
    let joined = (signs, "[ ]{0,1}").prop_map(|(pieces, between)| pieces.join(&between));
    let repeated = (any::<char>(), 1..=LONGEST).prop_map(|(c, times)| c.to_string().repeat(times));
    let any = proptest::collection::vec(any::<char>(), 0..LONGEST);
    let any = any.prop_map(|characters| characters.into_iter().collect());
    let texts = prop_oneof![any, words, joined, repeated, "[a-z ]{0,200}", "\\PC{0,200}"];
    texts.prop_map(|text: String| text.chars().take(LONGEST).collect())
}

fn words() -> &'static Words {
    static WORDS: std::sync::LazyLock<Words> = std::sync::LazyLock::new(Words::default);
    &WORDS
}

fn search(bank: &Bank, text: &str, answers: Answers, start: HitStart, limit: usize) -> Found {
    let all = bank.select(&Filter::default()).unwrap();
    bank.search(&Search { text: text.to_owned(), answers, start, limit }, &all.set).unwrap()
}

/// Searches, and asks of the answer what holds of every answer.
fn check(bank: &Bank, text: &str, answers: Answers) {
    let found = search(bank, text, answers, HitStart::Offset(0), LIMIT);
    let total = usize::try_from(found.set.len()).unwrap();
    assert_eq!(found.hits.len(), total.min(LIMIT));
    assert_eq!(found.next.is_some(), total > LIMIT);
    assert!(found.hits.is_sorted_by(|one, other| {
        one.score > other.score || one.score == other.score && one.at < other.at
    }));
    for hit in &found.hits {
        assert!(found.set.contains(hit.at) && hit.score > 0.0);
        let highlights = bank.highlights(hit, &found.highlighter);
        assert!(answers != Answers::None || highlights.answer.is_none());
        for marked in [highlights.question, highlights.answer].into_iter().flatten() {
            let bare = marked.replace("<mark>", "").replace("</mark>", "");
            assert!(marked.contains("<mark>") && !bare.contains(['<', '>']), "{marked}");
        }
    }
    assert_eq!(bank.explain(&found).unwrap().len(), found.hits.len());
    if let Some(next) = found.next {
        let after = search(bank, text, answers, HitStart::After(next), LIMIT);
        let offset = search(bank, text, answers, HitStart::Offset(LIMIT), LIMIT);
        assert_eq!(after.hits, offset.hits);
        let whole = search(bank, text, answers, HitStart::Offset(0), usize::MAX);
        assert_eq!(whole.hits.len(), total);
        assert_eq!(whole.hits[..LIMIT], found.hits);
        assert_eq!(whole.hits[LIMIT..][..after.hits.len()], after.hits);
    }
}

/// Of the cases that are set or usual: each asks a lot.
fn a_quarter() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, ..usual }
}

fn bank() -> &'static Bank {
    static BANK: std::sync::LazyLock<Bank> = std::sync::LazyLock::new(|| words().bank(3_000));
    &BANK
}

proptest! {
    #![proptest_config(a_quarter())]

    #[test]
    fn every_text_has_an_answer_that_holds_together(text in texts(), shown in any::<bool>()) {
        check(bank(), &text, if shown { Answers::Markdown } else { Answers::None });
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// `QBANK_FUZZ_SECONDS=3600 cargo test --release --test search for_long -- --ignored --nocapture`
#[test]
#[ignore = "it goes on for as long as it is told"]
fn for_long() {
    let questions = i64::try_from(setting("QBANK_FUZZ_QUESTIONS", 100_000)).unwrap();
    let bank = words().bank(questions);
    bank.prepare_search();
    let end = Instant::now() + Duration::from_secs(setting("QBANK_FUZZ_SECONDS", 60));
    let (texts, mut runner) = (texts(), TestRunner::new(ProptestConfig::default()));
    let (mut tried, mut sum, mut worst) = (0_u64, Duration::ZERO, (Duration::ZERO, String::new()));
    while Instant::now() < end {
        let text = texts.new_tree(&mut runner).unwrap().current();
        let answers = if tried % 4 == 0 { Answers::None } else { Answers::Markdown };
        let started = worked();
        let found = search(&bank, &text, answers, HitStart::Offset(0), 20);
        let time = worked() - started;
        if time > worst.0 {
            println!("{tried}: {time:?} for {} hits of {text:?}", found.set.len());
            worst = (time, text.clone());
        }
        (tried, sum) = (tried + 1, sum + time);
        // The long listings of a check cost far more than what is measured.
        if tried % 64 == 0 {
            check(&bank, &text, answers);
        }
    }
    let mean = sum / u32::try_from(tried.max(1)).unwrap();
    println!(
        "{tried} texts over {questions} questions: {mean:?} in the mean, {:?} at most",
        worst.0
    );
    assert!(tried > 0);
}
