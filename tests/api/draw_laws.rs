//! A thousand draws: no repeats, nothing left out, an even spread.

use std::collections::{HashMap, HashSet};

use crate::harness::{App, ids};

const DRAWS: u32 = 1_000;
const COUNT: u32 = 10;
const QUESTIONS: usize = 38;

/// How far counts are from even: the statistic of Pearson's chi-square test.
fn chi_square(counts: &HashMap<String, u32>, total: u32) -> f64 {
    let expected = f64::from(total) / QUESTIONS as f64;
    let seen: f64 = counts.values().map(|&count| (f64::from(count) - expected).powi(2)).sum();
    let unseen = (QUESTIONS - counts.len()) as f64 * expected.powi(2);
    (seen + unseen) / expected
}

/// Over all places the statistic has the mean 28 (38 questions, of which each draw leaves 28 out)
/// and a standard deviation of 6.5; over the first place alone 37 and 8.6. The bounds are five
/// deviations above the mean; the seeds are fixed, so the outcome is too.
#[tokio::test]
async fn a_thousand_draws_of_ten_are_even() {
    let app = App::first_of_bundled(QUESTIONS).await;
    let (mut all, mut first) = (HashMap::new(), HashMap::new());
    for seed in 0..DRAWS {
        let target = format!("/v1/random?count={COUNT}&answers=none&seed=draw-{seed}");
        let drawn = ids(&app.json(&target).await);
        assert_eq!(drawn.iter().collect::<HashSet<_>>().len(), COUNT as usize, "{drawn:?}");
        *first.entry(drawn[0].clone()).or_default() += 1;
        for id in drawn {
            *all.entry(id).or_default() += 1;
        }
    }
    assert_eq!(all.len(), QUESTIONS, "not every question was drawn");
    let (whole, beginning) = (chi_square(&all, DRAWS * COUNT), chi_square(&first, DRAWS));
    assert!(whole < 60.0, "{whole}: {all:?}");
    assert!(beginning < 80.0, "{beginning}: {first:?}");
}

#[tokio::test]
async fn a_filtered_draw_is_even_too() {
    let app = App::first_of_bundled(QUESTIONS).await;
    let mut counts: HashMap<String, u32> = HashMap::new();
    for seed in 0..600 {
        let target = format!("/v1/random?category=api&count=1&answers=none&seed={seed}");
        *counts.entry(ids(&app.json(&target).await).remove(0)).or_default() += 1;
    }
    assert_eq!(counts.len(), 3);
    // Each has 200 on average, with a standard deviation of 11.5.
    assert!(counts.values().all(|count| (150..=250).contains(count)), "{counts:?}");
}

#[tokio::test]
async fn unlike_seeds_give_unlike_draws() {
    let app = App::bundled().await;
    let mut draws = HashSet::new();
    for seed in 0..200 {
        let draw = app.json(&format!("/v1/random?count=10&answers=none&seed={seed}")).await;
        assert!(draws.insert(ids(&draw)), "{seed}");
    }
}
