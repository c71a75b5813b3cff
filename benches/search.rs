//! What searching costs: a query, the index of a bank, and the index after one question changed.
//!
//! `cargo bench --bench search`; `QBANK_BENCH_QUESTIONS` takes other sizes, with commas between them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on has failed; counts are small; settings of a benchmark are its own"
)]

#[path = "../tests/search/made_up.rs"]
mod made_up;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use qbank::bank::Bank;
use qbank::bank::filter::Filter;
use qbank::bank::search::{HitStart, Search};
use qbank::bank::view::Answers;
use qbank::store::Changes;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use made_up::{Words, bank};

/// How many different queries take turns.
const QUERIES: usize = 2_000;

fn sizes() -> Vec<i64> {
    let sizes = std::env::var("QBANK_BENCH_QUESTIONS").unwrap_or("10000,100000".to_owned());
    sizes.split(',').map(|size| size.parse().unwrap()).collect()
}

/// A page of ten hits with its highlights.
fn search(bank: &Bank, text: &str, answers: Answers) -> usize {
    let all = bank.select(&Filter::default()).unwrap();
    let start = HitStart::Offset(0);
    let search = Search { text: text.to_owned(), answers, start, limit: 10 };
    let found = bank.search(&search, &all.set).unwrap();
    found.hits.iter().for_each(|hit| {
        black_box(bank.highlights(hit, &found.highlighter));
    });
    found.hits.len()
}

fn queries(criterion: &mut Criterion) {
    let words = Words::default();
    let mut group = criterion.benchmark_group("search");
    for size in sizes() {
        let bank = words.bank(size);
        bank.prepare_search();
        let mut dice = ChaCha8Rng::seed_from_u64(3);
        let any: Vec<String> = (0..QUERIES).map(|_| words.query(&mut dice)).collect();
        let telling: Vec<String> = (0..QUERIES).map(|_| words.telling(&mut dice)).collect();
        let frequent = ["what is", "how would you", "the api", "data"].map(str::to_owned).to_vec();
        for (name, texts) in [("any", any), ("telling", telling), ("frequent", frequent)] {
            let mut texts = texts.iter().cycle();
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                bencher.iter(|| search(&bank, texts.next().unwrap(), Answers::Markdown));
            });
        }
        group.bench_function(BenchmarkId::new("similar", size), |bencher| {
            let mut at = (0..size as u32).step_by(7).cycle();
            bencher.iter(|| bank.similar(at.next().unwrap(), Answers::Markdown, 5).unwrap().len());
        });
    }
}

fn indexes(criterion: &mut Criterion) {
    let words = Words::default();
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for size in sizes() {
        let questions: Vec<_> = (1..=size).map(|number| words.question(number, 0)).collect();
        group.bench_function(BenchmarkId::new("all", size), |bencher| {
            let setup = || bank(questions.clone());
            bencher.iter_batched_ref(setup, |bank| bank.prepare_search(), BatchSize::PerIteration);
        });
        // Never indexed, so that no index is made of it before its time.
        let plain = bank(questions);
        let before = plain.next(Changes::default());
        before.prepare_search();
        let changed = vec![words.question(size / 2 + 1, 1)];
        group.bench_function(BenchmarkId::new("one changed", size), |bencher| {
            let setup = || plain.next(Changes { changed: changed.clone(), ..Changes::default() });
            let work = |bank: &mut Bank| bank.prepare_search_after(&before);
            bencher.iter_batched_ref(setup, work, BatchSize::PerIteration);
        });
    }
}

criterion_group!(benches, queries, indexes);
criterion_main!(benches);
