//! Draws against what `docs/draws.md` says and against plain models.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use qbank::bank::draw::{Plan, Spread, Walk};
use qbank::model::Difficulty;
use roaring::RoaringBitmap;

use crate::banks::{Sketch, bank, draw};

fn walk(seed: &str, label: &str, length: u32) -> Vec<u32> {
    let set: RoaringBitmap = (0..length).collect();
    Walk::over(&set, seed, label).take(10).collect()
}

/// The vectors of `docs/draws.md`, computed by a program of its own from the description there.
#[test]
fn a_walk_is_the_one_that_the_documentation_gives() {
    assert_eq!(walk("monday", "", 38), [22, 33, 21, 5, 19, 37, 24, 32, 1, 23]);
    assert_eq!(walk("monday", "", 10), [8, 1, 9, 5, 3, 0, 4, 7, 2, 6]);
    assert_eq!(walk("größe 1", "", 1_000), [968, 804, 115, 397, 425, 501, 308, 188, 266, 432]);
    assert_eq!(walk("monday", "database", 6), [5, 0, 1, 3, 2, 4]);
    let million = walk(&"a".repeat(64), "", 1_000_000);
    assert_eq!(
        million,
        [227_667, 770_962, 29_426, 596_605, 854_528, 987_967, 132_831, 936_603, 663_221, 234_787]
    );
}

#[test]
fn a_walk_passes_every_question_once() {
    let set: RoaringBitmap = (0..1_000).filter(|at| at % 3 == 0).collect();
    let passed: Vec<u32> = Walk::over(&set, "all", "").collect();
    assert_eq!(passed.len() as u64, set.len());
    assert_eq!(passed.into_iter().collect::<RoaringBitmap>(), set);
}

#[test]
fn a_time_budget_is_filled_but_never_over() {
    let sketches: Vec<Sketch> =
        (0..50).map(|at| Sketch { minutes: Some(4 + at % 7), ..Sketch::default() }).collect();
    let bank = bank(&sketches);
    let drawn = draw(&bank, "time", Plan::Minutes(45), 1, &[]);
    let sum: i64 = drawn.positions.iter().map(|&at| sketches[at as usize].minutes.unwrap()).sum();
    assert!((42..=45).contains(&sum), "{sum} minutes of 45");
    assert_eq!(drawn.asked, None);
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let difficulty = prop_oneof![
        Just(None),
        Just(Some(Difficulty::Easy)),
        Just(Some(Difficulty::Medium)),
        Just(Some(Difficulty::Hard)),
    ];
    let minutes = proptest::option::of(1..20_i64);
    let sketch = (0..4_usize, difficulty, minutes)
        .prop_map(|(category, difficulty, minutes)| Sketch { category, difficulty, minutes });
    proptest::collection::vec(sketch, 0..40)
}

fn plans() -> impl Strategy<Value = Plan> {
    prop_oneof![
        (1..12_usize).prop_map(Plan::Count),
        (1..12_usize).prop_map(|count| Plan::Balance(count, Spread::Category)),
        (1..12_usize).prop_map(|count| Plan::Balance(count, Spread::Difficulty)),
        (1..60_i64).prop_map(Plan::Minutes),
    ]
}

proptest! {
    #[test]
    fn sittings_never_overlap_and_exclude_excludes(
        sketches in sketches(),
        plan in plans(),
        seed in ".{1,10}",
        excluded in proptest::collection::vec(0..50_u32, 0..10),
    ) {
        let bank = bank(&sketches);
        let exclude: Vec<String> = excluded.iter().map(|at| format!("q{at}")).collect();
        let mut seen: HashSet<u32> = excluded.into_iter().collect();
        for sitting in 1..6 {
            for at in draw(&bank, &seed, plan.clone(), sitting, &exclude).positions {
                prop_assert!(seen.insert(at), "question {at} again in sitting {sitting}");
            }
        }
    }

    #[test]
    fn sittings_one_after_the_other_are_the_longer_draw(
        size in 0..60_usize,
        count in 1..8_usize,
        excluded in proptest::collection::vec(0..60_u32, 0..10),
        seed in ".{1,10}",
    ) {
        let bank = bank(&vec![Sketch::default(); size]);
        let exclude: Vec<String> = excluded.iter().map(|at| format!("q{at}")).collect();
        let sitting = |sitting| draw(&bank, &seed, Plan::Count(count), sitting, &exclude).positions;
        let longer = draw(&bank, &seed, Plan::Count(3 * count), 1, &exclude).positions;
        prop_assert_eq!([sitting(1), sitting(2), sitting(3)].concat(), longer);
    }

    #[test]
    fn a_balanced_draw_is_even_where_the_supply_allows(
        sketches in sketches(),
        count in 1..20_usize,
        seed in ".{1,10}",
    ) {
        let bank = bank(&sketches);
        let drawn = draw(&bank, &seed, Plan::Balance(count, Spread::Category), 1, &[]).positions;
        prop_assert_eq!(drawn.len(), count.min(sketches.len()));
        let mut supply: HashMap<usize, usize> = HashMap::new();
        for sketch in &sketches {
            *supply.entry(sketch.category).or_default() += 1;
        }
        let given = |category: usize| {
            drawn.iter().filter(|&&at| sketches[at as usize].category == category).count()
        };
        let most = supply.keys().map(|&category| given(category)).max().unwrap_or(0);
        for (&category, &supply) in &supply {
            let given = given(category);
            prop_assert!(given + 1 >= most || given == supply, "{given} of {supply}, most {most}");
        }
    }

    #[test]
    fn a_time_budget_is_never_exceeded(
        sketches in sketches(),
        budget in 1..100_i64,
        sitting in 1..4_usize,
        seed in ".{1,10}",
    ) {
        let bank = bank(&sketches);
        let drawn = draw(&bank, &seed, Plan::Minutes(budget), sitting, &[]);
        let minutes = |at: &u32| sketches[*at as usize].minutes;
        let estimates: Option<Vec<i64>> = drawn.positions.iter().map(minutes).collect();
        let sum: i64 = estimates.expect("only questions with an estimate").iter().sum();
        prop_assert!(sum <= budget);
    }
}
