//! What each part of the search is worth, and what it costs.

use std::time::Duration;

use qbank::bank::search::Without;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::clock::worked;
use crate::made_up::Words;
use crate::{QUERIES, bundled, found};

const PARTS: &[(&str, Without)] = &[
    ("nothing", NOTHING),
    ("stems", Without { stems: true, ..NOTHING }),
    ("synonyms", Without { synonyms: true, ..NOTHING }),
    ("typos", Without { typos: true, ..NOTHING }),
    ("prefixes", Without { prefixes: true, ..NOTHING }),
    ("compounds", Without { compounds: true, ..NOTHING }),
    ("weights", Without { weights: true, ..NOTHING }),
    ("nearness", Without { nearness: true, ..NOTHING }),
    ("stop words", Without { stop_words: true, ..NOTHING }),
];

const NOTHING: Without = Without {
    stems: false,
    synonyms: false,
    typos: false,
    prefixes: false,
    compounds: false,
    weights: false,
    nearness: false,
    stop_words: false,
};

/// How many questions the times are taken with.
const QUESTIONS: i64 = 10_000;

/// How many queries find a right question first.
fn at_1(without: Without) -> (usize, usize) {
    let bank = bundled();
    bank.prepare_search_without(without);
    let right = QUERIES.lines().skip(1).filter(|line| {
        let [text, ids, _] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        found(&bank, text).first().is_some_and(|first| ids.split(',').any(|id| id == first))
    });
    (right.count(), QUERIES.lines().count() - 1)
}

fn time(without: Without) -> Duration {
    let (words, mut dice) = (Words::default(), ChaCha8Rng::seed_from_u64(5));
    let bank = words.bank(QUESTIONS);
    bank.prepare_search_without(without);
    let query = |place: usize| match place % 2 {
        0 => words.query(&mut dice),
        _ => words.telling(&mut dice),
    };
    let queries: Vec<String> = (0..2_000).map(query).collect();
    // The shortest of three, because others use the machine too.
    let once = || {
        let started = worked();
        queries.iter().for_each(|text| assert!(found(&bank, text).len() <= 10));
        (worked() - started) / 2_000
    };
    (0..3).map(|_| once()).min().unwrap()
}

/// `cargo test --release --test search ablation -- --ignored --nocapture`
#[test]
#[ignore = "a measurement: it prints a table"]
fn ablation() {
    println!("{:12} {:>6} {:>14} {:>8}", "without", "at 1", "fewer at 1", "µs");
    let (all, queries) = at_1(NOTHING);
    for (name, without) in PARTS {
        let (right, _) = at_1(*without);
        let (share, fewer) = (right as f64 / queries as f64, all as i64 - right as i64);
        println!("{name:12} {share:6.3} {fewer:14} {:8.1}", time(*without).as_secs_f64() * 1e6);
    }
}
