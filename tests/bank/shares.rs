//! Exact shares against a matcher that tries everything.

use std::collections::HashSet;

use proptest::prelude::*;
use qbank::bank::draw::{Plan, Share};
use qbank::bank::filter::Level;
use qbank::model::{Closed, Difficulty};

use crate::banks::{Sketch, bank, draw};

fn share(category: Option<usize>, level: Option<Level>, count: usize) -> Share {
    Share { category: category.map(|number| format!("c{number}")), level, count }
}

fn fits(sketch: &Sketch, share: &Share) -> bool {
    let category = share.category.as_ref().is_none_or(|id| *id == format!("c{}", sketch.category));
    category && share.level.is_none_or(|level| level == Level::from(sketch.difficulty))
}

/// The most places of shares that can be filled, each by a question of its own: for every question
/// every place is tried.
fn most(sketches: &[Sketch], places: &[&Share]) -> usize {
    let Some((place, rest)) = places.split_first() else {
        return 0;
    };
    let without = most(sketches, rest);
    if without == rest.len() && !sketches.iter().any(|sketch| fits(sketch, place)) {
        return without;
    }
    let with = (0..sketches.len()).filter(|&at| fits(&sketches[at], place)).map(|at| {
        let others: Vec<Sketch> = sketches
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, s)| *s)
            .collect();
        1 + most(&others, rest)
    });
    with.max().unwrap_or(0).max(without)
}

#[test]
fn overlapping_shares_are_filled_though_the_first_could_take_what_the_second_needs() {
    let hard = Some(Difficulty::Hard);
    let sketches = [
        Sketch { category: 0, difficulty: hard, minutes: None },
        Sketch { category: 0, difficulty: None, minutes: None },
    ];
    let bank = bank(&sketches);
    let shares = vec![share(Some(0), None, 1), share(None, Some(Level::Hard), 1)];
    for seed in 0..50 {
        let drawn = draw(&bank, &seed.to_string(), Plan::Mix(shares.clone()), 1, &[]);
        assert_eq!(drawn.positions, [1, 0], "the hard one is left to the share that needs it");
        assert_eq!(drawn.shortfall, []);
    }
}

#[test]
fn a_share_that_cannot_be_filled_says_so() {
    let bank = bank(&[Sketch::default(); 3]);
    let shares = vec![share(Some(0), None, 2), share(None, Some(Level::Hard), 2)];
    let drawn = draw(&bank, "short", Plan::Mix(shares), 1, &[]);
    assert_eq!(drawn.asked, Some(4));
    assert_eq!(drawn.positions.len(), 2);
    let [short] = drawn.shortfall.as_slice() else { panic!("one share is short") };
    assert_eq!((short.share.as_str(), short.asked, short.given), ("hard", 2, 0));
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let difficulty =
        prop_oneof![Just(None), Just(Some(Difficulty::Easy)), Just(Some(Difficulty::Hard))];
    let sketch = (0..2_usize, difficulty).prop_map(|(category, difficulty)| Sketch {
        category,
        difficulty,
        minutes: None,
    });
    proptest::collection::vec(sketch, 1..6)
}

fn shares() -> impl Strategy<Value = Vec<Share>> {
    let level = proptest::option::of(prop_oneof![
        Just(Level::Easy),
        Just(Level::Hard),
        Just(Level::Unknown)
    ]);
    let one = (proptest::option::of(0..2_usize), level, 1..3_usize)
        .prop_filter("a share names something", |(category, level, _)| {
            category.is_some() || level.is_some()
        })
        .prop_map(|(category, level, count)| share(category, level, count));
    proptest::collection::vec(one, 1..4).prop_filter("each share once", |shares| {
        shares.iter().map(Share::name).collect::<HashSet<_>>().len() == shares.len()
    })
}

proptest! {
    #[test]
    fn shares_are_exact_or_as_full_as_any_matching(
        sketches in sketches(),
        shares in shares(),
        seed in ".{1,8}",
    ) {
        // A category that has no question is none of the bank.
        prop_assume!(shares.iter().all(|share| {
            share.category.as_ref().is_none_or(|id| sketches.iter().any(|s| format!("c{}", s.category) >= *id))
        }));
        let bank = bank(&sketches);
        let drawn = draw(&bank, &seed, Plan::Mix(shares.clone()), 1, &[]);
        let places: Vec<&Share> =
            shares.iter().flat_map(|share| std::iter::repeat_n(share, share.count)).collect();
        prop_assert_eq!(drawn.positions.len(), most(&sketches, &places));
        // In order of the shares, each question fits the share that it was drawn for.
        let mut at = 0;
        for share in &shares {
            let short = drawn.shortfall.iter().find(|short| short.share == share.name());
            let given = short.map_or(share.count, |short| short.given);
            for &position in &drawn.positions[at..at + given] {
                prop_assert!(fits(&sketches[position as usize], share));
            }
            at += given;
        }
        prop_assert_eq!(at, drawn.positions.len());
        let distinct: HashSet<u32> = drawn.positions.iter().copied().collect();
        prop_assert_eq!(distinct.len(), drawn.positions.len());
    }

    #[test]
    fn later_sittings_of_a_mix_take_nothing_from_earlier_ones(
        sketches in sketches(),
        shares in shares(),
        seed in ".{1,8}",
    ) {
        prop_assume!(shares.iter().all(|share| {
            share.category.as_ref().is_none_or(|id| sketches.iter().any(|s| format!("c{}", s.category) >= *id))
        }));
        let bank = bank(&sketches);
        let mut seen = HashSet::new();
        for sitting in 1..4 {
            for at in draw(&bank, &seed, Plan::Mix(shares.clone()), sitting, &[]).positions {
                prop_assert!(seen.insert(at));
            }
        }
    }
}

#[test]
fn every_level_has_the_name_that_a_share_is_written_with() {
    assert_eq!(share(Some(1), Some(Level::Unknown), 1).name(), "c1/unknown");
    assert_eq!(share(None, Some(Level::Medium), 1).name(), Level::Medium.name());
    assert_eq!(share(Some(1), None, 1).name(), "c1");
}
