//! What the bank does for a request and for a new revision, at several sizes, without HTTP and SQL.
//!
//!     cargo bench --bench bank

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on is a failed bench")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use qbank::bank::Bank;
use qbank::bank::draw::{Draw, Plan};
use qbank::bank::filter::{Filter, Level};
use qbank::bank::order::{Sort, Start};
use qbank::model::{Category, Difficulty, Question, Slug, Tag, Text};
use qbank::store::{Changes, Snapshot};

const SIZES: [u32; 3] = [38, 10_000, 100_000];

fn question(at: u32) -> Question {
    let levels = [Some(Difficulty::Easy), Some(Difficulty::Medium), Some(Difficulty::Hard), None];
    let text = |what: &str| Text::new(format!("{what} {at} {}", "of some length ".repeat(20)));
    Question {
        id: Slug::new(format!("question-{at}")).unwrap(),
        number: i64::from(at) + 1,
        category: Slug::new(format!("category-{}", at % 24)).unwrap(),
        question: text("Question").unwrap(),
        options: Vec::new(),
        answer: text("Answer").ok(),
        key_points: vec![text("Point").unwrap()],
        follow_ups: Vec::new(),
        difficulty: levels[(at / 24 % 4) as usize],
        minutes: Some(i64::from(at % 15 + 1)),
        language: "en".to_owned(),
        tags: vec![Tag::new(format!("tag-{}", at % 300)).unwrap()],
        references: Vec::new(),
        source_number: None,
        origin: "bench".to_owned(),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    }
}

fn snapshot(size: u32) -> Snapshot {
    let category = |number: u32| Category {
        id: Slug::new(format!("category-{number}")).unwrap(),
        name: Text::new("A category").unwrap(),
        description: None,
        number: i64::from(number) + 1,
    };
    Snapshot {
        revision: 1,
        categories: (0..24).map(category).collect(),
        tags: Vec::new(),
        questions: (0..size).map(question).collect(),
    }
}

fn requests(criterion: &mut Criterion) {
    for size in SIZES {
        let bank = Bank::new(snapshot(size), Arc::default());
        let filter = Filter {
            category: vec!["category-3".to_owned()],
            difficulty: vec![Level::Easy],
            ..Filter::default()
        };
        let everything = bank.select(&Filter::default()).unwrap();
        let mut group = criterion.benchmark_group("requests");
        group.bench_function(BenchmarkId::new("filter and page", size), |bench| {
            bench.iter(|| {
                let selection = bank.select(black_box(&filter)).unwrap();
                bank.page(&selection, Some(Sort::default()), &Start::Offset(0), 20)
            });
        });
        group.bench_function(BenchmarkId::new("deep page", size), |bench| {
            let start = Start::Offset(size as usize - 20);
            bench.iter(|| bank.page(&everything, Some(Sort::default()), black_box(&start), 20));
        });
        let mut seed = 0;
        group.bench_function(BenchmarkId::new("draw 5", size), |bench| {
            bench.iter(|| {
                seed += 1;
                let plan = Plan::Count(5);
                let draw = Draw { seed: seed.to_string(), plan, sitting: 1, exclude: Vec::new() };
                bank.draw(&everything.set, &draw).unwrap()
            });
        });
    }
}

fn revisions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("revisions");
    group.sample_size(10);
    for size in SIZES {
        let all = snapshot(size);
        group.bench_function(BenchmarkId::new("build", size), |bench| {
            bench.iter_with_large_drop(|| Bank::new(all.clone(), Arc::default()));
        });
        let bank = Bank::new(all.clone(), Arc::default());
        let changes = |changed, removed| Changes {
            revision: 2,
            categories: all.categories.clone(),
            changed,
            removed,
            ..Changes::default()
        };
        let changed = Question { minutes: None, ..question(size / 2) };
        group.bench_function(BenchmarkId::new("one changed", size), |bench| {
            bench.iter_with_large_drop(|| bank.next(changes(vec![changed.clone()], vec![])));
        });
        let removed = format!("question-{}", size / 2);
        group.bench_function(BenchmarkId::new("one removed", size), |bench| {
            bench.iter_with_large_drop(|| bank.next(changes(vec![], vec![removed.clone()])));
        });
    }
    group.finish();
}

criterion_group!(benches, requests, revisions);
criterion_main!(benches);
